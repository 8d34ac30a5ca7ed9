// On every page of the log: makes it open without a network, sends what waits, and on signing out
// leaves nothing of the person on the device.
(() => {
  "use strict";
  if (!("serviceWorker" in navigator) || !window.isSecureContext || !("randomUUID" in crypto)) return;
  const q = OpenRVUQueue, who = document.currentScript.dataset.who;
  let leaving = false;

  const ready = q.belong(who);
  const count = (n) => (n === 1 ? "1 entry" : `${n} entries`);
  const told = (words, address, door) => {
    document.getElementById("on-device")?.remove();
    if (!words) return;
    const line = document.createElement("p"), link = document.createElement("a");
    line.id = "on-device";
    line.className = "done";
    line.setAttribute("role", "status");
    link.href = address;
    link.textContent = door;
    line.append(`${words} `, link);
    document.querySelector("nav.own")?.after(line);
  };
  const send = async () => {
    await ready;
    const state = await q.sync();
    if (leaving) return;
    await q.refresh();
    const left = await q.open();
    if (left.length) told(`${count(left.length)} on this device not in the log yet.`, "/log/offline/", "See them");
    else if (state === "done") told("What this device kept was added to the log.", "/log/", "Show it");
  };

  // Sent first; what cannot be sent goes only if the person says so.
  const leave = async (form) => {
    leaving = true;
    await ready;
    if (form.action.endsWith("/account/logout/")) {
      await Promise.race([q.sync(), new Promise((resolve) => setTimeout(resolve, 8000))]);
      const left = (await q.open()).length;
      const words = `${count(left)} on this device could not be put into the log. Sign out and delete ${left === 1 ? "it" : "them"}?`;
      if (left && !confirm(words)) {
        leaving = false;
        return;
      }
    }
    await q.forget();
    form.submit();
  };
  const ENDS = ["/account/logout/", "/account/delete/now/", "/log/erase/"];
  document.addEventListener("submit", (event) => {
    const form = event.target, path = new URL(form.action, location.href).pathname;
    if (!ENDS.includes(path)) return;
    if (path === "/log/erase/" && form.elements.word?.value.trim().toUpperCase() !== "DELETE") return;
    event.preventDefault();
    leave(form);
  });

  addEventListener("online", send);
  navigator.serviceWorker.register("/log/worker.js", { scope: "/log/" });
  // After the page itself: the box must not wait for this.
  (window.requestIdleCallback ?? setTimeout)(() => send());
})();
