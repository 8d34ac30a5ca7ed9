// Pages with a form of choices: their address is copied and the page printed; the form applies with
// its button or Enter, never by a choice alone, which would carry keyboard users away (WCAG 3.2.2).
(() => {
  const form = document.querySelector("form.choose");
  if (!form) return;
  form.addEventListener("formdata", ({ formData }) => {
    for (const [name, value] of [...formData]) if (!value) formData.delete(name);
  });
  form.addEventListener("change", ({ target: { name, value } }) => {
    if (name === "zip" && value && form.elements.locality) form.elements.locality.value = "";
    if (name === "locality" && form.elements.zip) form.elements.zip.value = "";
  });
  const share = document.querySelector("[data-share]");
  if (share && navigator.clipboard) {
    share.hidden = false;
    share.addEventListener("click", async (event) => {
      event.preventDefault();
      await navigator.clipboard.writeText(share.href);
      share.textContent = "Address copied";
    });
  }
  const print = document.querySelector("[data-print]");
  if (print) {
    print.hidden = false;
    print.addEventListener("click", (event) => {
      event.preventDefault();
      window.print();
    });
  }
})();
