"use strict";
// Fields that only mean something for a choice made elsewhere are shown when it is made; crediting
// the log anew goes on by itself, a step at a time. Without this script all fields are there, and a
// button goes on.
(() => {
  const form = document.querySelector("form.contract");
  const field = (name) => form.elements.namedItem("c." + name);
  const show = (name, wanted) => {
    const found = field(name);
    const label = found && found.closest("label");
    if (label) label.hidden = !wanted && !found.value && !found.getAttribute("aria-invalid");
  };
  const settle = () => {
    const kind = field("threshold.kind");
    if (kind) {
      show("threshold.annual", kind.value === "given");
      const by = field("threshold.by");
      if (by) by.closest("label").hidden = kind.value !== "given";
    }
  };
  if (form) {
    form.addEventListener("change", settle);
    settle();
  }
  const going = document.querySelector("form[data-goes-on]");
  if (going && location.pathname === "/log/contracts/" && sessionStorage.getItem("crediting")) going.requestSubmit();
  if (going) going.addEventListener("submit", () => sessionStorage.setItem("crediting", "1"));
  else sessionStorage.removeItem("crediting");
})();
