// The code page with JavaScript: choices apply at once, the address is copied, the page printed.
(() => {
  const form = document.querySelector("form.choose");
  if (!form) return;
  const clean = () => {
    for (const field of form.elements) {
      if (field.name && !field.value) field.disabled = true;
    }
  };
  form.addEventListener("submit", clean);
  form.addEventListener("change", (event) => {
    const { name, value } = event.target;
    if (name === "zip" && value && !/^\d{5}/.test(value)) return;
    if (name === "date" && value && value < "2020-01-01") return;
    if (name === "zip" && form.elements.locality) form.elements.locality.value = "";
    if (name === "locality" && form.elements.zip) form.elements.zip.value = "";
    form.requestSubmit();
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
