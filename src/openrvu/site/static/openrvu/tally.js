// The tally, remembered in this browser only: the query of its address and nothing else.
// On any page, links with data-log lead to the remembered list with their line added.
(() => {
  const KEY = "openrvu.tally";
  const read = () => { try { return localStorage.getItem(KEY) || ""; } catch { return ""; } };
  const write = (query) => {
    try { query ? localStorage.setItem(KEY, query) : localStorage.removeItem(KEY); } catch { /* refused */ }
  };

  const units = (query) => {
    const held = new Map();
    for (const item of (new URLSearchParams(query).get("lines") || "").split(",")) {
      const [label, count] = item.split("x");
      if (label) held.set(label, Number(count || 1));
    }
    return held;
  };
  const extendsKept = (own, kept) => {
    const mine = units(own);
    return [...units(kept)].every(([label, count]) => (mine.get(label) || 0) >= count);
  };

  const STATE = ["setting", "zip", "locality", "date", "qp", "release"];
  const choices = (query) => {
    const all = new URLSearchParams(query);
    return new Map(STATE.filter((name) => all.get(name)).map((name) => [name, all.get(name)]));
  };
  const differs = (said, held) => [...said].some(
    ([name, value]) => value !== (held.get(name) || (name === "setting" ? "nonfacility" : "")),
  );

  // A list with choices of its own keeps them; one without takes those of the page. What happened
  // to them is told to the tally after the #, which survives a redirect and reaches no server.
  const logs = [...document.querySelectorAll("a[data-log]")].map(
    (link) => ({ link, plain: link.href, said: choices(new URL(link.href).search) }),
  );
  const aim = () => {
    const kept = read();
    const held = choices(kept);
    for (const { link, plain, said } of logs) {
      link.href = plain;
      if (!kept) continue;
      const query = new URLSearchParams(kept);
      query.set("add", link.dataset.log);
      if (!held.size) for (const [name, value] of said) query.set(name, value);
      const note = new URLSearchParams([...said]);
      const how = differs(said, held) ? `#${held.size ? "differs" : "taken"}&${note}` : "";
      link.href = `/tally/?${query}${how}`;
    }
  };
  aim();
  addEventListener("pageshow", aim);
  addEventListener("storage", aim);

  const box = document.querySelector("[data-tally]");
  if (!box) return;
  const own = box.dataset.tally;
  const show = (name) => {
    for (const part of box.querySelectorAll(`[data-${name}]`)) part.hidden = false;
  };
  const cameFromTally = document.referrer.startsWith(`${location.origin}/tally/`);
  const remember = () => {
    write(own);
    for (const part of box.querySelectorAll("[data-other]")) part.hidden = true;
    show("remembered");
    show("forget");
  };

  const words = (said) => [...said].map(([name, value]) => ({
    setting: value === "facility" ? "facility" : "non-facility", zip: `ZIP ${value}`,
    locality: `locality ${value}`, date: `date of service ${value}`, qp: "QP factor",
    release: `release ${value}`,
  })[name]).join(", ");
  const [, how, note] = /^#(differs|taken)&(.*)$/.exec(location.hash) || [];
  const logged = box.querySelector("[data-logged]");
  if (how && own && choices(note).size) {
    history.replaceState(null, "", location.pathname + location.search);
    const said = choices(note);
    const [text, use] = logged.children;
    logged.hidden = false;
    text.textContent = how === "taken"
      ? `The whole list now takes the choices of the page you logged from: ${words(said)}.`
      : `You logged from a page with ${words(said)}. This list keeps its own setting, place and date.`;
    const lines = new URLSearchParams(own).get("lines");
    use.href = `/tally/?lines=${encodeURIComponent(lines).replaceAll("%2C", ",")}&${new URLSearchParams([...said])}`;
    use.hidden = how === "taken";
  }

  if ("cleared" in box.dataset) write("");
  const kept = read();
  for (const link of box.querySelectorAll("[data-open]")) link.href = `/tally/?${kept}`;
  if (own && (!kept || cameFromTally || extendsKept(own, kept))) remember();
  else if (own) show("other");
  else if (kept) { show("kept"); show("forget"); }

  for (const button of box.querySelectorAll("[data-keep]")) button.addEventListener("click", remember);
  for (const button of box.querySelectorAll("[data-forget]")) {
    button.addEventListener("click", () => { write(""); location.assign("/tally/"); });
  }
  for (const link of box.querySelectorAll("[data-print]")) {
    link.hidden = false;
    link.addEventListener("click", (event) => { event.preventDefault(); print(); });
  }
  // Units apply with Enter or with their button, which shows once there is something to apply.
  const fields = [...box.querySelectorAll(".units input[type=number]")];
  const offer = (field) => {
    field.form.querySelector("button").hidden = field.value === field.defaultValue;
  };
  for (const field of fields) field.addEventListener("input", () => offer(field));
  addEventListener("pageshow", () => fields.forEach(offer));
})();
