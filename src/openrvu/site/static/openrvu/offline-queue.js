// What a device recorded and the log has not acknowledged yet. Pages and the worker share this.
// Every operation has an id made here, and is in the database of the browser before it is sent. It
// goes only when the server says that it was carried out; sent again, it changes nothing.
const OpenRVUQueue = (() => {
  "use strict";
  const NAME = "openrvu-log", LOCK = "openrvu-sync", BATCH = 50, SENT_FOR = 12 * 3600e3;
  const channel = typeof BroadcastChannel === "function" ? new BroadcastChannel(NAME) : null;
  let opened = null;

  const open = () => opened ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("queue", { keyPath: "operation" });
      asked.result.createObjectStore("kept");
    };
    asked.onsuccess = () => {
      asked.result.onversionchange = () => { asked.result.close(); opened = null; };
      resolve(asked.result);
    };
    asked.onerror = () => { opened = null; reject(asked.error); };
  });
  const answer = (asked) => new Promise((resolve, reject) => {
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
  // All of `work` is on the disk when this ends, or nothing of it.
  const write = async (work) => {
    const db = await open();
    const whole = db.transaction(["queue", "kept"], "readwrite", { durability: "strict" });
    const done = new Promise((resolve, reject) => {
      whole.oncomplete = resolve;
      whole.onabort = whole.onerror = () => reject(whole.error);
    });
    let result;
    try {
      result = await work(whole.objectStore("queue"), whole.objectStore("kept"));
    } catch (error) {
      done.catch(() => {});
      whole.abort();
      throw error;
    }
    await done;
    channel?.postMessage("changed");
    return result;
  };
  const read = async (store, key) => {
    const from = (await open()).transaction(store).objectStore(store);
    return answer(key === undefined ? from.getAll() : from.get(key));
  };

  // The person for whom this browser keeps entries, and what it keeps of their log.
  const who = async () => (await read("kept", "who")) ?? null;
  const snapshot = async () => (await read("kept", "snapshot")) ?? null;
  const belong = async (name) => {
    if (!name || (await who()) === name) return;
    await write((_, kept) => { kept.clear(); kept.put(name, "who"); });
  };
  const items = async () => {
    const [all, mine] = [await read("queue"), await who()];
    return all.filter((item) => item.who === mine).sort((a, b) => a.seq - b.seq);
  };
  const ofOthers = async () => {
    const [all, mine] = [await read("queue"), await who()];
    return all.filter((item) => item.who !== mine && item.state !== "sent").length;
  };
  // What is not in the log: it waits, or a person has to decide.
  const open_ = async () => (await items()).filter((item) => item.state !== "sent");

  const today = () => {
    const now = new Date(), two = (n) => String(n).padStart(2, "0");
    return `${now.getFullYear()}-${two(now.getMonth() + 1)}-${two(now.getDate())}`;
  };
  const fresh = () => ({
    operation: crypto.randomUUID(), instead: [], tried: false, state: "waiting", words: [],
    choices: [], cleaned: null, theirs: null,
  });
  const enqueue = async (item) => {
    const mine = await who();
    if (!mine) throw new Error("nobody signed in on this device yet");
    return write(async (queue) => {
      const all = await answer(queue.getAll());
      const made = { ...fresh(), who: mine, on: today(), over: {}, ...item };
      if (all.some((one) => one.operation === made.operation)) return made;
      made.seq = Math.max(0, ...all.map((one) => one.seq)) + 1;
      queue.put(made);
      return made;
    }).then((made) => { ask(); return made; });
  };
  const text = (words, on, operation) => enqueue({
    kind: "text", text: words, ...(on ? { on } : {}), ...(operation ? { operation } : {}),
  });
  const about = async (entry, said) => {
    const waits = (await open_()).find((item) => item.entry?.id === entry.id);
    if (waits) return replace(waits, said);
    return enqueue({ ...said, before: entry, version: entry.version });
  };
  const change = (entry, said) => about(entry, { kind: "put", entry: { ...entry, ...said } });
  const remove = (entry) => about(entry, { kind: "delete", entry });

  // Another operation in the place of one that may have been carried out, or not: `instead` lets
  // the log find that out.
  const replace = (item, said) => write(async (queue) => {
    const now = await answer(queue.get(item.operation));
    if (!now || now.state === "sent") return null;
    const instead = now.tried ? [...now.instead, now.operation] : now.instead;
    const made = said && { ...now, ...fresh(), instead, ...said };
    queue.delete(now.operation);
    if (made) queue.put(made);
    return made ?? true;
  }).then((made) => { ask(); return made; });
  const edit = (item, words, on) => replace(item, { kind: "text", text: words, on });
  const drop = async (item) => {
    const now = await read("queue", item.operation);
    if (!now) return null;
    const settled = now.state === "conflict" || (!now.tried && !now.instead.length);
    if (settled) return replace(now, null);
    if (now.kind === "text") return replace(now, { kind: "withdraw" });
    return now.kind === "withdraw" ? null : replace(now, { kind: "put", entry: now.before });
  };
  const again = (item) => replace(item, {});
  const keepTheirs = (item) => replace(item, null);
  const keepMine = (item) => {
    const theirs = item.theirs, over = {};
    if (item.kind === "text" || item.kind === "withdraw") {
      for (const one of theirs) over[one.id] = one.version;
      return replace(item, { instead: [], over });
    }
    if (theirs) return replace(item, { instead: [], version: theirs.version });
    if (item.kind === "delete") return replace(item, null);
    const id = crypto.randomUUID();
    return replace(item, { instead: [], version: 0, entry: { ...item.entry, id, case: id } });
  };

  const FIELDS = ["id", "case", "position", "date", "code", "modifiers", "units", "pos", "role", "tags", "note"];
  const operation = (item) => {
    const said = { operation: item.operation, instead: item.instead };
    if (item.kind === "text") return { ...said, do: "text", text: item.text, on: item.on, over: item.over };
    if (item.kind === "withdraw") return { ...said, do: "withdraw", on: item.on, over: item.over };
    const entry = Object.fromEntries(FIELDS.map((name) => [name, item.entry[name]]));
    return { ...said, do: item.kind, version: item.version, entry };
  };

  // Asked of the browser: to send when there is a network again, even when no page is open.
  const ask = async () => {
    try {
      const worker = self.registration ?? (await navigator.serviceWorker?.getRegistration("/log/"));
      await worker?.sync?.register(NAME);
    } catch {
      // It has no such thing or will not: pages send when they are open.
    }
  };
  const json = async (address, said) => {
    const options = { credentials: "same-origin", cache: "no-store", redirect: "error", ...said };
    try {
      const got = await fetch(address, options);
      return { status: got.status, body: got.ok ? await got.json() : null };
    } catch {
      return { status: 0, body: null }; // no network, or something else answers in its place
    }
  };
  const locked = (work) =>
    self.navigator.locks ? self.navigator.locks.request(LOCK, work) : work();

  // One of: idle, done, offline, sign in, other.
  const sync = () => locked(async () => {
    const waits = async () =>
      (await read("queue")).filter((item) => item.state === "waiting").sort((a, b) => a.seq - b.seq);
    if (!(await waits()).length) return "idle";
    const { status, body } = await json("/log/session.json");
    if (status === 401 || status === 403) return "sign in";
    if (!body?.who) return "offline";
    const done = new Set();
    for (;;) {
      const mine = (await waits()).filter((item) => item.who === body.who && !done.has(item.operation));
      if (!mine.length) break;
      const batch = mine.slice(0, BATCH);
      batch.forEach((item) => done.add(item.operation));
      const state = await send(batch, body);
      if (state !== "done") return state;
    }
    await forgetSent();
    return done.size ? "done" : [null, body.who].includes(await who()) ? "idle" : "other";
  });

  const send = async (batch, session) => {
    // Kept before it is sent: from here on nobody knows whether it was carried out.
    await write(async (queue) => {
      for (const item of batch) {
        const now = await answer(queue.get(item.operation));
        if (now) queue.put({ ...now, tried: true });
      }
    });
    const zone = Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";
    const { status, body } = await json("/log/sync.json", {
      method: "POST",
      headers: { "Content-Type": "application/json", "X-CSRFToken": session.csrf },
      body: JSON.stringify({ who: session.who, zone, operations: batch.map(operation) }),
    });
    if (status === 401 || status === 403) return "sign in";
    if (status === 409) return "other";
    const results = body?.results;
    if (Array.isArray(results) && results.length === batch.length) {
      await take(results);
      return "done";
    }
    if (status === 400 || status >= 500) return alone(batch, session, status);
    return "offline";
  };
  // One of them cannot be read or carried out: it must not keep the others from being sent.
  const alone = async (batch, session, status) => {
    if (batch.length > 1) {
      let worst = "done";
      for (const item of batch) {
        const state = await send([item], session);
        if (state === "sign in" || state === "other") return state;
        if (state !== "done") worst = state;
      }
      return worst;
    }
    if (status !== 400) return "offline";
    const words = ["The log could not read this. Edit it and send it again."];
    await take([{ operation: batch[0].operation, result: "refused", problems: words }]);
    return "done";
  };
  const take = (results) => write(async (queue, kept) => {
    const known = await answer(kept.get("snapshot"));
    for (const one of results) {
      const item = await answer(queue.get(one.operation));
      if (!item || item.state !== "waiting") continue; // another took its place meanwhile
      const logged = one.entries ?? (one.entry ? [one.entry] : []);
      if (one.result === "refused") {
        const { problems: words = [], choices = [], cleaned = null } = one;
        queue.put({ ...item, state: "refused", tried: false, words, choices, cleaned });
      } else if (one.result === "conflict") {
        queue.put({ ...item, state: "conflict", theirs: one.entries ?? one.entry });
      } else {
        if (item.kind === "text") queue.put({ ...item, state: "sent", logged, sent: Date.now() });
        else queue.delete(item.operation);
        const moved = new Set([item.entry?.id, ...logged.map((entry) => entry.id)]);
        if (known) known.entries = [...logged, ...known.entries.filter((entry) => !moved.has(entry.id))];
      }
    }
    if (known) kept.put(known, "snapshot");
  });
  const forgetSent = () => write(async (queue) => {
    for (const item of await answer(queue.getAll()))
      if (item.state === "sent" && item.sent < Date.now() - SENT_FOR) queue.delete(item.operation);
  });

  // Only for the person whose device it is: an answer that comes after they signed out is dropped.
  const refresh = async () => {
    const mine = await who();
    if (!mine) return "idle";
    const { status, body } = await json("/log/offline.json");
    if (status === 401 || status === 403) return "sign in";
    if (!body?.who) return "offline";
    if (body.who !== mine) return "other";
    await write(async (_, kept) => {
      if ((await answer(kept.get("who"))) === mine) kept.put(body, "snapshot");
    });
    return "done";
  };
  // On signing out: nothing of this person stays on the device.
  const forget = () => write(async (queue, kept) => {
    const mine = await answer(kept.get("who"));
    for (const item of await answer(queue.getAll()))
      if (item.who === mine) queue.delete(item.operation);
    kept.clear();
  });

  // A first look for what tells who a patient is; the log looks closer when it is sent.
  const TOLD = "The log takes nothing that tells who the patient is; leave it out.";
  const SHAPES = [
    [/[\w.+-]+@[\w-]+(\.[\w-]+)+/, "an email address"],
    [/(?<![\w-])\d{3}([- ])\d{2}\1\d{4}(?![\w-])/, "a social security number"],
    [/\b(ssn|social security)\D{0,12}\d[\d -]{2,}/i, "a social security number"],
    [/\b(mrn|mbi|medical record|chart|acct|account|csn|accession|encounter|(patient|pt|member) ?(id|no|number|#))\b[ .:#=-]*(is )?[a-z]{0,4}-?\d[\d-]+/i, "a record number"],
    [/(?<![\w.])(\+?1[-. ]?)?(\(\d{3}\) ?|\d{3}[-. ])\d{3}[-. ]\d{4}(?!\w)/, "a phone number"],
    [/(?<![\w.-])[2-9]\d{2}-\d{4}(?![\w-])/, "a phone number"],
    [/\b(tel|phone|ph|cell|mobile|fax|call)[ .:#]*\d[\d ().-]{5,}\d/i, "a phone number"],
    [/\b(dob|d\.o\.b\.?|born|birth ?day|birth ?date|date of birth)\b[ .:#=-]*(on )?\w*[ .]?\d/i, "a date of birth"],
    [/(?<![\w.,/-])[A-Za-z]{0,3}-?(?!20\d{6}(?!\d))\d{6,12}(?![\w,/-])/, "a record number"],
  ];
  const person = (said) => {
    const shape = SHAPES.find(([pattern]) => pattern.test(said));
    if (shape) return `It looks like ${shape[1]}. ${TOLD}`;
    const year = new Date().getFullYear() - 2;
    const dates = said.matchAll(/(?<!\d)(?:\d{1,2}[/.-]\d{1,2}[/.-](\d{4})|(\d{4})-\d{1,2}-\d{1,2})(?!\d)/g);
    for (const [, us, iso] of dates)
      if (Number(us ?? iso) < year) return `It looks like a date of birth. ${TOLD}`;
    return "";
  };

  // CMS's work RVUs of a text in hundredths, where every word of it is known here; else null.
  const hundredths = (said) => {
    const [whole, part = ""] = String(said).split(".");
    return Number(whole) * 100 + Number(part.padEnd(2, "0").slice(0, 2));
  };
  const WORD = /^([0-9A-Z][0-9]{3}[0-9A-Z])((?:-[0-9A-Z]{2})*)$/i;
  const worth = (said, codes) => {
    const known = new Map(codes.map((one) => [one.label, one.work_rvu]));
    const plain = said.replace(/"[^"]*"/g, " ").replace(/(^|\s)[@#]\S+/g, " ");
    const words = plain.replace(/\s*[*x×]\s*(\d+)/gi, " x$1").split(/[\s,;+&/]+/).filter(Boolean);
    let sum = 0, last = null;
    for (const word of words) {
      const code = WORD.exec(word), times = /^x(\d{1,3})$/i.exec(word);
      if (code) {
        const modifiers = code[2].toUpperCase().split("-").filter(Boolean);
        const part = modifiers.find((one) => ["26", "TC", "53"].includes(one));
        const figure = known.get(code[1].toUpperCase() + (part ? `-${part}` : ""));
        if (figure === undefined || figure === null) return null;
        last = hundredths(figure);
        sum += last;
      } else if (times && last !== null) {
        sum += last * (Number(times[1]) - 1);
        last = null;
      } else if (!/^(today|yesterday)$/i.test(word)) return null;
    }
    return words.length ? sum : null;
  };

  return {
    items, open: open_, ofOthers, who, belong, snapshot, refresh, forget, sync, today, person, worth,
    text, change, remove, edit, drop, again, keepMine, keepTheirs, hundredths,
    listen: (work) => channel?.addEventListener("message", work),
  };
})();
