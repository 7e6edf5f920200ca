// The board by keyboard alone: arrows look, with Alt they move; a number is a page. Only while a story has the focus, so that
// nothing fires while one types. An input method at work is left alone.
document.addEventListener("DOMContentLoaded", () => {
  const board = window.board;
  if (!board) return;
  const WAIT = 900; // for a second digit, where there are pages of two
  const pages = () => [...board.root.querySelectorAll("[data-page]")];
  const column = (card) => card.closest("[data-page], [data-pool]");
  /** As they stand on the screen: the pool, then the pages. */
  const columns = () => [...board.root.querySelectorAll("[data-pool], [data-page]")].sort((one, other) => one.matches("[data-page]") - other.matches("[data-page]"));
  let digits = "";
  let timer = null;

  const look = (card, across, down) => {
    const all = columns();
    const here = board.cards(column(card));
    if (down) return here[here.indexOf(card) + down];
    for (let at = all.indexOf(column(card)) + across; all[at]; at += across) {
      const there = board.cards(all[at]);
      if (there.length) return there[Math.min(here.indexOf(card), there.length - 1)];
    }
    return null;
  };

  const toPage = (page) => (page ? board.act("move", [["page", page.dataset.page]]) : board.say("没有这一版。", true));

  const turn = (card, step) => {
    if (!card) return null;
    const all = pages();
    const at = all.indexOf(column(card));
    if (at < 0 && step > 0) return toPage(all[0]);
    if (at >= 0 && all[at + step]) return toPage(all[at + step]);
    return board.say(at < 0 || step < 0 ? "前面没有版面了。" : "后面没有版面了。", true);
  };

  const goToNumber = () => {
    clearTimeout(timer);
    const number = Number(digits);
    digits = "";
    if (number) board.later(() => toPage(pages().find((page) => Number(page.dataset.number) === number)));
  };

  /** The second digit is waited for only where a page's number may have one. */
  const digit = (key) => {
    clearTimeout(timer);
    digits += key;
    const isOpen = pages().some((page) => page.dataset.number.length > digits.length && page.dataset.number.startsWith(digits));
    if (digits.length > 1 || (!isOpen && digits !== "0")) goToNumber();
    else timer = setTimeout(goToNumber, WAIT);
  };

  const ALT = {
    ArrowUp: () => board.act("up"),
    ArrowDown: () => board.act("down"),
    ArrowLeft: (card) => turn(card, -1),
    ArrowRight: (card) => turn(card, 1),
  };
  const PLAIN = {
    Home: () => board.act("lead"),
    Delete: () => board.act("take_off"),
    Backspace: () => board.act("take_off"),
    " ": (card) => card?.querySelector(".card__box").click(),
    Escape: () => board.untick(),
  };
  const ARROWS = { ArrowUp: [0, -1], ArrowDown: [0, 1], ArrowLeft: [-1, 0], ArrowRight: [1, 0] };

  board.root.addEventListener("keydown", (event) => {
    const card = event.target;
    if (!card.matches("[data-story]") || event.isComposing || event.ctrlKey || event.metaKey) return;
    const { key, altKey, shiftKey } = event;
    if (!altKey && Object.hasOwn(ARROWS, key)) {
      const there = look(card, ...ARROWS[key]);
      event.preventDefault();
      if (!there) return;
      if (shiftKey && board.mayMove()) for (const each of [card, there]) each.querySelector(".card__box").checked = true;
      board.focus(there);
      return;
    }
    if (!altKey && key === "Enter") {
      event.preventDefault();
      if (digits) goToNumber();
      else card.querySelector(".card__title a").click();
      return;
    }
    if (!board.mayMove() || event.repeat) return;
    const known = altKey ? ALT : PLAIN;
    if (Object.hasOwn(known, key)) board.later(known[key]);
    else if (!altKey && /^[0-9]$/.test(key)) digit(key);
    else return;
    event.preventDefault();
  });
});
