// A deck, one card at a time. What is known is kept in this browser and goes to the end of the deck.
// Without scripts all cards stand below one another, each turned by a click.
(() => {
  const deck = document.querySelector("[data-deck]");
  if (!deck) return;
  const KEY = "openrvu.cards";
  const name = deck.dataset.deck;
  const read = () => {
    try {
      return JSON.parse(localStorage.getItem(KEY)) ?? {};
    } catch {
      return {};
    }
  };
  const write = (codes) => {
    const kept = { ...read(), [name]: codes };
    if (!codes.length) delete kept[name];
    try {
      if (Object.keys(kept).length) localStorage.setItem(KEY, JSON.stringify(kept));
      else localStorage.removeItem(KEY);
    } catch {
      // A browser that keeps nothing still shows the cards.
    }
  };
  const cards = [...deck.querySelectorAll("[data-code]")];
  const held = read()[name];
  let known = (Array.isArray(held) ? held : []).filter((code) => cards.some((c) => c.dataset.code === code));
  const at = deck.querySelector("[data-at]");
  const kept = document.querySelector("[data-kept]");
  const isKnown = (card) => known.includes(card.dataset.code);
  // The order of a sitting does not change under the reader: known cards stand last from its start.
  let order = [];
  const sort = () => {
    order = [...cards.filter((card) => !isKnown(card)), ...cards.filter(isKnown)];
  };
  let place = 0;

  const show = () => {
    cards.forEach((card) => {
      card.hidden = card !== order[place];
    });
    const card = order[place];
    const button = card.querySelector("[data-known]");
    button.setAttribute("aria-pressed", String(isKnown(card)));
    button.textContent = isKnown(card) ? "Known ✓" : "I know it";
    at.textContent = `${place + 1} of ${cards.length}, ${known.length} known`;
    kept.hidden = !known.length;
  };
  const move = (by) => {
    order[place].querySelector("details").open = false;
    place = (place + by + order.length) % order.length;
    show();
  };

  deck.classList.add("dealt");
  deck.querySelector("[data-dealer]").hidden = false;
  deck.querySelector("[data-before]").addEventListener("click", () => move(-1));
  deck.querySelector("[data-next]").addEventListener("click", () => move(1));
  for (const card of cards) {
    const button = card.querySelector("[data-known]");
    button.hidden = false;
    button.addEventListener("click", () => {
      const code = card.dataset.code;
      known = isKnown(card) ? known.filter((each) => each !== code) : [...known, code];
      write(known);
      show();
    });
  }
  deck.addEventListener("keydown", (event) => {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === "ArrowRight") move(1);
    else if (event.key === "ArrowLeft") move(-1);
    else return;
    event.preventDefault();
    order[place].querySelector("summary").focus();
  });
  document.querySelector("[data-forget]").addEventListener("click", () => {
    known = [];
    write(known);
    sort();
    place = 0;
    show();
    order[0].querySelector("summary").focus();
  });
  sort();
  const asked = order.findIndex((card) => `#${card.id}` === location.hash);
  place = Math.max(asked, 0);
  show();
})();
