// The worker of the log's pages: they open without a network, and what a form sends is not lost.
// It keeps only the page and files named in SHELL; no answer that holds anybody's data.
(() => {
  "use strict";
  const CACHE = "openrvu-shell-", PATIENCE = 8000;
  const name = async () => {
    const said = new TextEncoder().encode(JSON.stringify(SHELL));
    const sum = new Uint8Array(await crypto.subtle.digest("SHA-256", said));
    return CACHE + [...sum.slice(0, 6)].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  };

  self.addEventListener("install", (event) => event.waitUntil((async () => {
    const cache = await caches.open(await name());
    const asked = [SHELL.page, ...SHELL.files].map((url) => new Request(url, { cache: "reload" }));
    await cache.addAll(asked);
    await self.skipWaiting();
  })()));
  self.addEventListener("activate", (event) => event.waitUntil((async () => {
    const mine = await name();
    const old = (await caches.keys()).filter((key) => key.startsWith(CACHE) && key !== mine);
    await Promise.all(old.map((key) => caches.delete(key)));
    await self.clients.claim();
  })()));
  self.addEventListener("sync", (event) => event.waitUntil((async () => {
    const state = await OpenRVUQueue.sync();
    if (state === "offline") throw new Error("no answer; the browser tries again later");
    if (state === "done") await OpenRVUQueue.refresh();
  })()));

  self.addEventListener("fetch", (event) => {
    const { request } = event, url = new URL(request.url);
    if (url.origin !== self.location.origin) return;
    if (request.mode === "navigate") {
      event.respondWith(request.method === "POST" ? posted(request, url) : opened(request, url));
    } else if (SHELL.files.includes(url.pathname + url.search)) {
      event.respondWith(caches.match(request).then((kept) => kept ?? fetch(request)));
    }
  });

  const opened = async (request, url) => {
    const wait = url.pathname.endsWith("/") ? AbortSignal.timeout(PATIENCE) : undefined;
    try {
      const answer = await fetch(request, { signal: wait });
      if (![502, 503, 504].includes(answer.status) || !url.pathname.endsWith("/")) return answer;
      return (await caches.match(SHELL.page)) ?? answer;
    } catch (error) {
      const page = await caches.match(SHELL.page);
      if (!page) throw error;
      return page;
    }
  };

  // A form whose answer does not come: what it would record is kept, under the id that the form
  // has. The log makes the entries' ids of it, so it is there once even if the form did arrive.
  const posted = async (request, url) => {
    const copy = request.clone();
    try {
      const answer = await fetch(request);
      if (![502, 503, 504].includes(answer.status)) return answer;
    } catch {
      // no network, or the server went
    }
    return Response.redirect(`${SHELL.page}?form=${await rescued(copy, url)}`, 303);
  };
  const rescued = async (request, url) => {
    try {
      const form = await request.formData();
      const text = await textOf(form, url.pathname);
      if (!text.trim()) return "lost";
      if (OpenRVUQueue.person(text)) return "refused";
      await OpenRVUQueue.text(text, form.get("on") || undefined, form.get("key") || undefined);
      return "kept";
    } catch {
      return "lost";
    }
  };
  const textOf = async (form, path) => {
    const favourite = /^\/log\/saved\/(\d+)\/use\/$/.exec(path);
    if (favourite) {
      const known = (await OpenRVUQueue.snapshot())?.saved ?? [];
      return known.find((one) => String(one.id) === favourite[1])?.text ?? "";
    }
    if (path !== "/log/") return "";
    const text = form.get("text") ?? "", swap = /^(\d+)-(\d+)-(\w{5})$/.exec(form.get("swap") ?? "");
    if (!swap) return text;
    const signs = Array.from(text);
    return [...signs.slice(0, Number(swap[1])), swap[3], ...signs.slice(Number(swap[2]))].join("");
  };
})();
