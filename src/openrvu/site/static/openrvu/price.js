// The case pricer without page loads: what is changed, added, removed or tried is asked of the
// server as the form without scripts would, and the parts of the page that show it are put in place.
// The address is always that of the case shown. Focus and folds stay where they were.
(() => {
  const form = document.querySelector("form[data-case]");
  if (!form) return;
  const status = document.querySelector("[data-said]");
  const box = form.elements.add;
  let latest = 0;

  const query = () => {
    const data = new FormData(form);
    for (const [name, value] of [...data]) {
      if (name === "line" || name.includes(".") || value) continue;
      data.delete(name);
    }
    // A field that says what its line says already asks nothing; units and charges of fifty lines
    // would make a long address.
    for (const field of form.querySelectorAll("[data-line]")) {
      if (field.value === field.defaultValue) data.delete(field.name);
    }
    return new URLSearchParams(data);
  };

  // While the sums are out of sight, a bar at the foot of the window shows them.
  const bar = form.querySelector("[data-bar]");
  const seen = new IntersectionObserver(([{ isIntersecting }]) => {
    bar.hidden = isIntersecting || !bar.textContent;
  });
  const watch = () => {
    seen.disconnect();
    bar.textContent = form.querySelector(".casesum").dataset.short || "";
    seen.observe(form.querySelector(".casesum"));
  };

  const folds = () => new Set([...document.querySelectorAll("details[id][open]")].map((d) => d.id));

  const put = (text, open) => {
    const page = new DOMParser().parseFromString(text, "text/html");
    const active = document.activeElement;
    const focus = active?.id;
    const line = active?.matches(".remove") ? "" : active?.closest(".caseline")?.id;
    const done = !page.querySelector("#fault-add, [data-found]");
    for (const part of page.querySelectorAll("[data-part]")) {
      document.querySelector(`[data-part="${part.dataset.part}"]`)?.replaceWith(part);
    }
    for (const id of open) document.getElementById(id)?.setAttribute("open", "");
    // What had the focus may be gone, such as the link that removed its line.
    if (!active?.isConnected) {
      (document.getElementById(focus) || document.querySelector(`#${line || "lines"} summary`)
        || document.getElementById("lines") || box).focus({ preventScroll: true });
    }
    document.title = page.title;
    status.textContent = page.querySelector("[data-said]")?.textContent || "";
    watch();
    return done;
  };

  const show = async (address, { keep, clear } = {}) => {
    const turn = ++latest;
    form.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(address);
      const text = await answer.text();
      if (turn !== latest) return;
      const done = put(text, folds());
      // What could not be added stays in its box, and out of the address.
      if (done && keep !== "as is") history[keep ? "replaceState" : "pushState"](null, "", answer.url);
      if (done && clear) box.value = "";
    } catch {
      location.assign(address); // the server is gone, or the answer is none: let the browser say so
    } finally {
      if (turn === latest) form.removeAttribute("aria-busy");
    }
  };

  const submit = (options) => show(`/price/?${query()}`, options);

  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit({ clear: true });
  });
  form.addEventListener("change", ({ target: { name, value } }) => {
    if (name === "add") return;
    if (name === "zip" && value && form.elements.locality) form.elements.locality.value = "";
    if (name === "locality" && form.elements.zip) form.elements.zip.value = "";
    submit({ keep: true });
  });
  form.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-swap]");
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey || event.button) return;
    event.preventDefault();
    show(link.href, { clear: link.closest("[data-found]") });
  });
  addEventListener("popstate", () => show(location.href, { keep: "as is" }));

  // A suggestion chosen joins the codes typed before it.
  box.addEventListener("pick", (event) => {
    event.preventDefault();
    const code = event.detail;
    const shape = /^[0-9A-Z][0-9]{3}[0-9A-Z](-[0-9A-Z]{2})*(x\d+)?$/i;
    const typed = box.value.split(/[\s,;]+/).filter((word) => shape.test(word));
    box.value = [...typed.filter((word) => !code.startsWith(word.toUpperCase())), code].join(" ");
    submit({ clear: true });
  });

  document.addEventListener("click", async (event) => {
    const link = event.target.closest("[data-share], [data-print]");
    if (!link) return;
    event.preventDefault();
    if ("print" in link.dataset) return print();
    await navigator.clipboard.writeText(link.href);
    link.textContent = "Address copied";
    status.textContent = "Address copied";
  });
  document.documentElement.classList.add("scripted");
  watch();
})();
