// The page of the log that opens without a network: it shows what the device keeps, takes entries,
// and sends them when there is a network.
(() => {
  "use strict";
  const q = OpenRVUQueue, AGAIN = 20000;
  const at = (id) => document.getElementById(id);
  const box = at("box"), { text, on } = box.elements, net = at("net"), button = net.querySelector("[data-send]");
  let codes = [], state = "", busy = false, asked = false, editing = null;

  // An element: its name with classes, what it carries, and what stands in it.
  const el = (said, props = {}, ...inner) => {
    const [name, ...classes] = said.split("."), made = document.createElement(name);
    if (classes.length) made.className = classes.join(" ");
    for (const [key, value] of Object.entries(props)) {
      if (key.startsWith("on")) made.addEventListener(key.slice(2), value);
      else if (key in made && key !== "list") made[key] = value;
      else made.setAttribute(key, value);
    }
    made.append(...inner.filter((one) => one !== null && one !== "" && one !== undefined));
    return made;
  };
  const say = (words) => { at("said").textContent = words; at("said").hidden = !words; };
  const wrvu = (n) => `${Math.floor(n / 100)}.${String(n % 100).padStart(2, "0")}`;
  const day = (iso) => {
    const [year, month, date] = iso.split("-").map(Number);
    return new Date(year, month - 1, date).toLocaleDateString("en-US", { month: "long", day: "numeric" });
  };
  const when = (iso) => (iso === q.today() ? "Today" : day(iso));
  const label = (entry) => [entry.code, ...entry.modifiers].join("-") + (entry.units > 1 ? ` × ${entry.units}` : "");
  const title = (code) => codes.find((one) => one.label.slice(0, 5) === code)?.title ?? "";
  const lines = (text) => text.split("\n").length;

  const STATES = { waiting: "waits", refused: "to mend", conflict: "changed meanwhile", sent: "sent" };
  const badge = (item) => el("span.state", { "data-state": item.state }, STATES[item.state]);
  const what = (item) => {
    if (item.kind === "text") return item.text;
    if (item.kind === "withdraw") return `Take back “${item.text}”`;
    const said = label(item.entry);
    return item.kind === "delete" ? `Delete ${said}` : `Change ${label(item.before)} to ${said}`;
  };
  const WORDS = {
    "": "Looking for the log…", idle: "Nothing waits to be sent.", done: "Everything is sent.",
    offline: "No network or no answer. What you record stays here and is sent later.",
    "sign in": "You are signed out. Sign in, and what waits here is sent.",
    other: "Somebody else is signed in. What waits here goes only into its owner’s log.",
  };

  const acts = (item) => el("div.acts", {},
    item.kind === "text" || item.kind === "put" ? el("button.link", { type: "button", "aria-label": `Edit ${what(item)}`, onclick: () => { editing = item.operation; show(); } }, "Edit") : null,
    item.state === "refused" ? el("button.link", { type: "button", onclick: () => act(q.again(item)) }, "Send again") : null,
    item.kind === "withdraw" ? null : el("button.link", { type: "button", "aria-label": `Delete ${what(item)}`, onclick: () => act(q.drop(item)) }, "Delete"),
  );
  const why = (item) => {
    if (item.state !== "refused") return null;
    const swap = ({ start, end }, code) => {
      const signs = Array.from(item.text);
      return [...signs.slice(0, start), code, ...signs.slice(end)].join("");
    };
    return el("div.why", {}, el("div.problem", { role: "note" }, ...item.words.map((one) => el("p", {}, one))),
      ...item.choices.map((choice) => el("div.which", {}, ...choice.codes.map((one) =>
        el("button.quiet", { type: "button", onclick: () => act(q.edit(item, swap(choice, one.code), item.on)) }, el("b", {}, one.code), " ", one.title)))),
      item.cleaned ? el("p.cleaned", {}, el("code", {}, item.cleaned), " ", el("button.quiet", { type: "button", onclick: () => act(q.edit(item, item.cleaned, item.on)) }, "Use this")) : null);
  };
  const said = (entry, other) => {
    const parts = { date: day(entry.date), code: label(entry), pos: entry.pos && `place ${entry.pos}`, role: entry.role === "primary" ? "" : entry.role, tags: entry.tags.map((tag) => `#${tag}`).join(" "), note: entry.note && `“${entry.note}”` };
    const differs = (name) => other && (name === "code" ? label(entry) !== label(other) : String(entry[name]) !== String(other[name]));
    return el("p", {}, ...Object.entries(parts).filter(([, one]) => one).flatMap(([name, one]) => [differs(name) ? el("ins", {}, one) : one, " "]));
  };
  const both = (item) => {
    if (item.state !== "conflict") return null;
    const texts = item.kind === "text" || item.kind === "withdraw";
    const theirs = texts ? item.theirs : [item.theirs].filter(Boolean);
    const mine = texts ? el("p", {}, item.kind === "text" ? item.text : "Taken back")
      : item.kind === "delete" ? el("p", {}, "Deleted") : said(item.entry, theirs[0]);
    const log = theirs.length ? theirs.map((one) => said(one, texts || item.kind === "delete" ? null : item.entry)) : [el("p", {}, "Deleted")];
    return el("div.both", {},
      el("div", {}, el("h3", {}, "On this device"), mine, el("button", { type: "button", onclick: () => act(q.keepMine(item)) }, "Keep mine")),
      el("div", {}, el("h3", {}, "In the log"), ...log, el("button.quiet", { type: "button", onclick: () => act(q.keepTheirs(item)) }, "Keep the log’s")));
  };
  const dateField = (value) => el("label", {}, "Day ", el("input", { type: "date", name: "on", required: true, max: q.today(), value }));
  const close = () => el("button.quiet", { type: "button", onclick: () => { editing = null; show(); } }, "Cancel");
  const textForm = (item) => el("form", {
    onsubmit: (event) => {
      event.preventDefault();
      const { text: words, on: date } = event.target.elements, problem = q.person(words.value);
      words.setCustomValidity(problem);
      if (!event.target.reportValidity()) return;
      editing = null;
      act(q.edit(item, words.value.trim(), date.value));
    },
  }, el("div.fields", {},
    el("label.wide", {}, "Entry ", el("textarea", { name: "text", required: true, maxLength: 20000, rows: lines(item.text), value: item.text, autocapitalize: "off", spellcheck: false, oninput: (e) => e.target.setCustomValidity("") })),
    dateField(item.on), el("div.wide.doors", {}, el("button", {}, "Keep"), close())));
  const entryForm = (entry, save) => el("form", {
    onsubmit: (event) => {
      event.preventDefault();
      const { code, modifiers, units, on: date, note } = event.target.elements;
      note.setCustomValidity(q.person(note.value));
      if (!event.target.reportValidity()) return;
      editing = null;
      act(save({ code: code.value.trim().toUpperCase(), modifiers: modifiers.value.toUpperCase().split(/[\s,-]+/).filter(Boolean), units: Number(units.value), date: date.value, note: note.value.trim() }));
    },
  }, el("div.fields", {},
    el("label", {}, "Units ", el("input", { name: "units", type: "number", min: 1, max: 999, required: true, inputMode: "numeric", value: entry.units })),
    el("label", {}, "Code ", el("input", { name: "code", required: true, pattern: "[0-9A-Za-z]{5}", maxLength: 5, autocomplete: "off", value: entry.code })),
    el("label", {}, "Modifiers ", el("input", { name: "modifiers", autocomplete: "off", value: entry.modifiers.join(" ") })),
    dateField(entry.date),
    el("label.wide", {}, "Note ", el("input", { name: "note", maxLength: 200, autocomplete: "off", value: entry.note, oninput: (e) => e.target.setCustomValidity("") })),
    el("div.wide.doors", {}, el("button", {}, "Keep"), close())));

  const row = (item) => {
    const sum = item.kind === "text" ? q.worth(item.text, codes) : null;
    return el("li.entry", { "data-operation": item.operation },
      el("div.what", {}, el("span.typed", {}, what(item)), el("small", {}, badge(item), el("span", {}, when(item.kind === "text" ? item.on : item.entry?.date ?? item.on)))),
      el("div.worth", {}, sum === null ? "" : el("b", {}, wrvu(sum))),
      why(item), both(item),
      editing === item.operation ? (item.kind === "text" ? textForm(item) : entryForm(item.entry, (said) => q.change(item.before, said))) : item.state === "conflict" ? "" : acts(item));
  };
  const loggedRow = (entry, free) => el("li.entry", {},
    el("div.what", {}, el("b.num", {}, label(entry)), " ", el("span.title", {}, title(entry.code)), el("small", {}, el("span", {}, when(entry.date)), entry.note ? el("span", {}, `“${entry.note}”`) : null)),
    el("div.worth", {}, el("b", {}, entry.work_rvu ?? "—")),
    editing === entry.id ? entryForm(entry, (said) => q.change(entry, said)) : free ? el("div.acts", {},
      el("button.link", { type: "button", "aria-label": `Edit ${label(entry)}`, onclick: () => { editing = entry.id; show(); } }, "Edit"),
      el("button.link", { type: "button", "aria-label": `Delete ${label(entry)}`, onclick: () => act(q.remove(entry)) }, "Delete")) : "");
  const sentRow = (item) => el("li.entry", {},
    el("div.what", {}, el("span.typed", {}, what(item)), el("small", {}, badge(item), el("span", {}, when(item.on)))),
    el("div.worth", {}, el("b", {}, wrvu(item.logged.reduce((sum, one) => sum + q.hundredths(one.work_rvu ?? "0"), 0)))));
  // A favourite goes by the name its owner gave it, a recent line by its codes.
  const tap = ({ text: words, title: name, recent }) => el("button.tap", { type: "button", onclick: () => keep(words) },
    el("b", {}, recent ? words : name || words), name ? el("small", {}, recent ? name : words) : null);

  // What is being typed into an open form, and where, to be put back after the lists are made anew.
  const fields = () => [...document.querySelectorAll("#queue :is(input, textarea), #logged :is(input, textarea)")];
  let drawn = null;
  const being = () => {
    const held = drawn === editing ? fields().map((field) => field.value) : [];
    const focus = fields().indexOf(document.activeElement);
    drawn = editing;
    return () => fields().forEach((field, i) => {
      if (i < held.length) field.value = held[i];
      if (held.length && i === focus) field.focus();
    });
  };
  const show = async () => {
    const [items, known, mine, others] = await Promise.all([q.items(), q.snapshot(), q.who(), q.ofOthers()]);
    codes = known?.codes ?? [];
    const waits = items.filter((item) => item.state !== "sent"), sent = items.filter((item) => item.state === "sent");
    const sums = waits.filter((item) => item.kind === "text").map((item) => q.worth(item.text, codes));
    const open = sums.filter((one) => one === null).length, sum = sums.reduce((all, one) => all + (one ?? 0), 0);
    at("sum").replaceChildren(...(waits.length ? [el("b", {}, wrvu(sum)), ` work RVUs of CMS in ${waits.length === 1 ? "1 entry" : `${waits.length} entries`}${open ? `; ${open} counted when sent` : ""}`] : ["Nothing."]));
    const typed = being();
    at("queue").replaceChildren(...waits.map(row));
    at("sent-part").hidden = !sent.length;
    at("sent-list").replaceChildren(...sent.reverse().map(sentRow));
    const busyWith = new Set(waits.map((item) => item.entry?.id));
    const entries = (known?.entries ?? []);
    at("logged").hidden = !entries.length;
    at("logged").querySelector("ul").replaceChildren(...entries.map((entry) => loggedRow(entry, !busyWith.has(entry.id))));
    at("logged").querySelector("[data-asof]").textContent = known ? `As this device last saw it, ${day(known.today)}.` : "";
    typed();
    const taps = [...(known?.saved ?? []), ...(known?.recent ?? []).map((one) => ({ ...one, recent: true }))];
    const once = taps.filter((one, i) => taps.findIndex((other) => other.text === one.text) === i).slice(0, 8);
    at("taps").hidden = !once.length;
    at("taps").replaceChildren(...once.map(tap));
    at("codes").hidden = !codes.length;
    showCodes();
    box.hidden = !mine;
    if (!mine) say("Open the log once on this device while there is a network; then it records without one.");
    net.dataset.state = state;
    const left = waits.some((item) => item.state === "waiting");
    const words = state === "done" && waits.length ? "Sent. What is left needs you." : WORDS[state];
    const more = others ? ` ${others} of another person’s ${others === 1 ? "entry waits" : "entries wait"} for their sign-in.` : "";
    net.querySelector("[data-words]").replaceChildren(words, more, ...(state === "sign in" ? [" ", el("a", { href: "/account/login/?next=%2Flog%2Foffline%2F" }, "Sign in")] : []));
    button.hidden = !left;
  };
  const showCodes = () => {
    const said = at("find").value.trim().toLowerCase();
    const found = codes.filter((one) => `${one.label} ${one.title}`.toLowerCase().includes(said)).slice(0, 40);
    at("codes").querySelector("ul").replaceChildren(...found.map((one) => el("li", {}, el("button", {
      type: "button", onclick: () => { text.value = `${text.value.trim()} ${one.label}`.trim(); text.focus(); worth(); },
    }, el("b", {}, one.label), el("span", {}, one.title), el("b", {}, one.work_rvu ?? "—")))));
  };
  const worth = () => {
    const sum = text.value.trim() ? q.worth(text.value, codes) : null;
    at("worth").textContent = sum === null ? "" : `${wrvu(sum)} wRVU`;
  };
  const fault = (words) => {
    at("problem").textContent = words;
    at("problem").hidden = !words;
    text.toggleAttribute("aria-invalid", Boolean(words));
    if (words) text.setAttribute("aria-invalid", "true");
  };

  const keep = async (words) => {
    const problem = q.person(words);
    fault(problem);
    if (problem) return false;
    await act(q.text(words.trim(), on.value || q.today()));
    return true;
  };
  // After every write: shown at once, then sent.
  const act = async (work) => {
    try {
      await work;
      navigator.storage?.persist?.();
    } catch (error) {
      say(`It could not be kept on this device: ${error.message}. Nothing was changed; copy it elsewhere.`);
      throw error;
    }
    await show();
    send();
  };
  const send = async () => {
    asked = true;
    if (busy) return;
    busy = true;
    button.disabled = true;
    try {
      while (asked) {
        asked = false;
        state = await q.sync();
        if (state === "done" || state === "idle") {
          const seen = await q.refresh();
          if (seen !== "done" && state === "idle") state = seen;
        }
      }
    } finally {
      busy = false;
      button.disabled = false;
    }
    await show();
  };

  box.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (!(await keep(text.value))) return;
    text.value = "";
    worth();
    text.focus();
  });
  text.addEventListener("input", () => { fault(""); worth(); });
  text.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
    event.preventDefault();
    box.requestSubmit();
  });
  at("find").addEventListener("input", showCodes);
  button.addEventListener("click", send);
  addEventListener("online", send);
  document.addEventListener("visibilitychange", () => { if (!document.hidden) send(); });
  setInterval(async () => {
    if (document.hidden || state === "sign in" || state === "other") return;
    if ((await q.items()).some((item) => item.state === "waiting")) send();
  }, AGAIN);
  q.listen(() => { if (!busy && editing === null) show(); });

  on.value = on.max = q.today();
  const form = new URLSearchParams(location.search).get("form");
  if (form === "kept") say("The log did not answer, so what you sent is kept here. It is recorded once, even if it did arrive.");
  if (form === "refused") say("The log did not answer, and what you typed looks like it tells who a patient is. Nothing of it was kept.");
  if (form === "lost") say("The log did not answer. Whether that was done shows when you open the log again.");
  show().then(send);
})();
