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

  const aim = () => {
    const kept = read();
    for (const link of document.querySelectorAll("a[data-log]")) {
      const query = new URLSearchParams(kept || "lines=");
      query.set("add", link.dataset.log);
      link.href = `/tally/?${query}`;
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
  for (const field of box.querySelectorAll(".units input[type=number]")) {
    field.form.querySelector("button").hidden = true;
    field.addEventListener("change", () => field.form.requestSubmit());
  }
})();
