// The one box: what it says, shown as one types; and suggestions, taken with the arrow keys.
// Everything is posted, so nothing that is typed stands in an address. Without it the form works.
(() => {
  const form = document.querySelector("form[data-box]");
  if (!form) return;
  const box = form.elements.text, shown = form.querySelector("#preview");
  const zone = form.elements.zone;
  if (zone) zone.value = Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";

  const list = document.createElement("ul");
  list.className = "sugs";
  list.id = "text-list";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Suggestions");
  list.hidden = true;
  shown.after(list); // below what was read, so that it covers nothing
  for (const [name, value] of Object.entries({
    "aria-haspopup": "listbox", "aria-controls": list.id, "aria-autocomplete": "list",
  })) box.setAttribute(name, value);

  let at = -1, turn = 0, timer = 0;
  const options = () => [...list.querySelectorAll("[role=option]")];
  const close = () => {
    list.hidden = true;
    at = -1;
    box.removeAttribute("aria-activedescendant");
  };
  const mark = (next) => {
    const all = options();
    if (!all.length) return;
    at = (next + all.length) % all.length;
    all.forEach((option, i) => option.setAttribute("aria-selected", String(i === at)));
    box.setAttribute("aria-activedescendant", all[at].id);
    all[at].scrollIntoView({ block: "nearest" });
  };
  const take = (option) => {
    box.value = option.dataset.text;
    close();
    box.focus();
    box.setSelectionRange(box.value.length, box.value.length);
    ask(false);
  };
  const post = async (address) => {
    const body = new FormData(form);
    const answer = await fetch(address, { method: "POST", body, credentials: "same-origin" });
    return answer.ok ? answer.text() : null;
  };
  const ask = async (offer) => {
    const mine = ++turn, said = box.value;
    if (!said.trim()) {
      shown.replaceChildren();
      return close();
    }
    const old = () => mine !== turn || box.value !== said;
    try {
      const atEnd = offer && box.selectionStart === said.length && !said.includes("\n");
      const [preview, offers] = await Promise.all([
        post("/log/preview/"), atEnd ? post("/log/suggestions/") : null,
      ]);
      if (old()) return;
      if (preview !== null) shown.innerHTML = preview;
      show(offers);
    } catch {
      close(); // no network: what is typed stays, and can be saved when there is one
    }
  };
  const show = (offers) => {
    list.innerHTML = offers ?? "";
    const all = options();
    all.forEach((option, i) => { option.id = `${list.id}-${i}`; });
    at = -1;
    list.hidden = !all.length || (all.length === 1 && all[0].dataset.text.trim() === box.value.trim());
    box.removeAttribute("aria-activedescendant");
  };

  box.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(ask, 110, true);
  });
  box.addEventListener("keydown", (event) => {
    if (event.isComposing) return;
    if (event.key === "ArrowDown" && !list.hidden) { event.preventDefault(); mark(at + 1); }
    else if (event.key === "ArrowUp" && !list.hidden) { event.preventDefault(); mark(at - 1); }
    else if (event.key === "Escape") close();
    else if (event.key === "Enter" && !event.shiftKey) {
      event.preventDefault();
      if (at >= 0) take(options()[at]);
      else if (box.value.trim()) form.requestSubmit(form.querySelector(".save"));
    }
  });
  list.addEventListener("mousedown", (event) => {
    const option = event.target.closest("[role=option]");
    if (!option) return;
    event.preventDefault();
    take(option);
  });
  form.addEventListener("submit", () => { clearTimeout(timer); turn += 1; close(); });
  box.addEventListener("blur", () => setTimeout(close, 150));
  if (box.value && !shown.children.length) ask(false);
  if (matchMedia("(pointer: fine)").matches) box.focus();
})();
