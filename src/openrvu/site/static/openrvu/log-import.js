// Looks at a file without leaving the page, so that it stays chosen while columns are set.
(() => {
  const form = document.querySelector("form[data-bring]");
  if (!form) return;
  form.addEventListener("submit", async (event) => {
    if (event.submitter && "confirm" in event.submitter.dataset) return;
    event.preventDefault();
    form.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(form.action, {
        method: "POST", body: new FormData(form), credentials: "same-origin",
      });
      const text = await answer.text();
      const made = new DOMParser().parseFromString(text, "text/html").getElementById("outcome");
      const outcome = document.getElementById("outcome");
      if (made) outcome.replaceWith(document.adoptNode(made));
      else outcome.textContent = text.slice(0, 400);
    } catch {
      document.getElementById("outcome").textContent = "The file could not be sent. Try again.";
    } finally {
      form.removeAttribute("aria-busy");
    }
  });
})();
