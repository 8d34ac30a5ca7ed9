// Results as you type: a combobox over /search/suggestions/. Without it the form still searches.
// A box with data-suggest takes a code chosen for itself, by the event "pick", where its page will.
(() => {
  for (const form of document.querySelectorAll("form.find")) attach(form, form.elements.q);
  for (const box of document.querySelectorAll("input[data-suggest]")) attach(box.parentElement, box);

  function attach(form, box) {
    const codesOnly = "suggest" in box.dataset;
    const list = document.createElement("ul");
    list.className = "sugs";
    list.id = `${box.id}-list`;
    list.setAttribute("role", "listbox");
    list.setAttribute("aria-label", "Suggestions");
    list.hidden = true;
    form.append(list);
    for (const [name, value] of Object.entries({
      role: "combobox", "aria-expanded": "false", "aria-controls": list.id, "aria-autocomplete": "list",
    })) box.setAttribute(name, value);
    let at = -1, latest = 0, timer = 0;

    const choose = (option) => {
      const code = option.querySelector("b")?.textContent;
      const pick = new CustomEvent("pick", { detail: code, cancelable: true });
      close();
      latest += 1;
      if (box.dispatchEvent(pick)) location.href = option.dataset.href;
    };
    const options = () => [...list.querySelectorAll("[role=option]")];
    const close = () => {
      list.hidden = true;
      at = -1;
      box.setAttribute("aria-expanded", "false");
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
    const ask = async () => {
      const query = box.value.trim();
      const turn = ++latest;
      if (query.length < 2) return close();
      const answer = await fetch(`/search/suggestions/?q=${encodeURIComponent(query)}`);
      if (!answer.ok || turn !== latest || box.value.trim() !== query) return;
      list.innerHTML = await answer.text();
      if (codesOnly) {
        for (const option of options()) {
          if (!option.dataset.href.startsWith("/codes/")) option.remove();
        }
      }
      options().forEach((option, i) => { option.id = `${list.id}-${i}`; });
      at = -1;
      list.hidden = !options().length;
      box.setAttribute("aria-expanded", String(!list.hidden));
    };
    box.addEventListener("input", () => {
      clearTimeout(timer);
      timer = setTimeout(ask, 90);
    });
    box.addEventListener("keydown", (event) => {
      if (event.key === "ArrowDown" && !list.hidden) { event.preventDefault(); mark(at + 1); }
      else if (event.key === "ArrowUp" && !list.hidden) { event.preventDefault(); mark(at - 1); }
      else if (event.key === "Escape") close();
      else if (event.key === "Enter" && at >= 0) {
        event.preventDefault();
        choose(options()[at]);
      }
    });
    list.addEventListener("mousedown", (event) => {
      const option = event.target.closest("[role=option]");
      if (!option) return;
      event.preventDefault();
      choose(option);
    });
    box.form.addEventListener("submit", () => {
      clearTimeout(timer);
      latest += 1;
      close();
    });
    box.addEventListener("blur", () => setTimeout(close, 150));
  }
})();
