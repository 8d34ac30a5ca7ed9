// Shows how far a report has been sent and read, keeps the file chosen while columns are set, and
// takes marks without loading the page again. Without it, every form works as it is.
(() => {
  const parsed = (text) => new DOMParser().parseFromString(text, "text/html");

  const put = (text, address, file) => {
    const made = parsed(text), main = made.querySelector("[data-reconcile]");
    const here = document.querySelector("[data-reconcile]");
    if (!main || !here) return location.assign(address);
    here.replaceWith(document.adoptNode(main));
    if (address !== location.href) history.pushState({}, "", address);
    document.title = made.title;
    const input = main.querySelector("input[type=file]");
    if (input && file.files.length) input.files = file.files;
    const pasted = main.querySelector("#pasted");
    if (pasted && file.text) pasted.value = file.text;
    scrollTo(0, 0);
    (main.querySelector("[role=alert]") ?? main.querySelector("h1")).scrollIntoView({ block: "center" });
  };

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("[data-bring-report]") || form.getAttribute("aria-busy") === "true") return;
    event.preventDefault();
    const bar = form.querySelector("progress"), said = form.querySelector("[data-said]");
    const chosen = form.elements.file, kept = { files: chosen.files, text: form.elements.text.value };
    if (!chosen.files.length && !kept.text.trim()) {
      said.textContent = "Choose the report, or paste its table.";
      return;
    }
    form.setAttribute("aria-busy", "true");
    bar.hidden = false;
    said.textContent = "Sending…";
    const begun = Date.now();
    let timer = 0;
    const call = new XMLHttpRequest();
    call.upload.onprogress = (sent) => { if (sent.lengthComputable) bar.value = 100 * sent.loaded / sent.total; };
    call.upload.onload = () => {
      bar.removeAttribute("value");
      said.textContent = "Reading and comparing…";
      timer = setInterval(() => {
        said.textContent = `Reading and comparing… ${Math.round((Date.now() - begun) / 1000)} s`;
      }, 1000);
    };
    call.onloadend = () => {
      clearInterval(timer);
      bar.hidden = true;
      form.removeAttribute("aria-busy");
      if ([200, 422].includes(call.status)) {
        put(call.responseText, call.status === 200 ? call.responseURL : location.href, kept);
      } else {
        said.textContent = call.status ? "The report was not taken. Is it too long? Send it in parts."
          : "The report could not be sent. Try again.";
      }
    };
    call.open("POST", form.action);
    call.send(new FormData(form));
  });
  document.addEventListener("submit", (event) => {
    const said = event.target.matches("[data-compare]") && event.target.querySelector("[data-said]");
    if (said) said.textContent = "Comparing…";
  });
  addEventListener("pageshow", () => {
    for (const said of document.querySelectorAll("[data-compare] [data-said]")) said.textContent = "";
  });
  addEventListener("popstate", () => location.reload());

  document.addEventListener("submit", async (event) => {
    const form = event.target;
    if (!form.matches("[data-mark]") || !event.submitter) return;
    event.preventDefault();
    const item = form.closest("li"), pressed = event.submitter;
    const label = pressed.textContent;
    try {
      const answer = await fetch(form.action, {
        method: "POST", body: new FormData(form, pressed), credentials: "same-origin",
      });
      if (!answer.ok) throw new Error(String(answer.status));
      const made = parsed(await answer.text());
      const fresh = made.getElementById(item.id), stakes = made.getElementById("stakes");
      if (!fresh) return location.assign(answer.url);
      item.replaceWith(document.adoptNode(fresh));
      if (stakes) document.getElementById("stakes").replaceWith(document.adoptNode(stakes));
      [...fresh.querySelectorAll("button")].find((b) => b.textContent === label)?.focus();
    } catch {
      form.submit();
    }
  });
})();
