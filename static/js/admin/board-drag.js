// The board by mouse, pen and finger: a story is dragged to where it shall stand; those that are ticked go along. A finger
// takes it by its grip, so that the rest of the screen scrolls.
document.addEventListener("DOMContentLoaded", () => {
  const board = window.board;
  if (!board) return;
  const FAR = 6; // pixels before a press is a drag
  const EDGE = 48; // from the rim of what scrolls
  const STEP = 14;
  const gap = document.createElement("li");
  gap.className = "card-gap";
  gap.setAttribute("aria-hidden", "true");
  let drag = null; // { card, pointer, x, y, held, label, target }

  const begin = (event) => {
    const card = event.target.closest?.("[data-story]");
    if (!card || event.button !== 0 || !board.mayMove() || event.target.closest(".card__box")) return;
    if (event.pointerType !== "mouse" && !event.target.closest("[data-grip]")) return;
    drag = { card, pointer: event.pointerId, x: event.clientX, y: event.clientY, held: null };
  };

  const lift = () => {
    const ticked = board.ticked();
    drag.held = ticked.includes(drag.card) ? ticked : [drag.card];
    if (drag.held.length === 1) board.untick();
    board.root.dataset.dragging = "1";
    for (const each of drag.held) each.classList.add("is-held");
    drag.label = document.createElement("p");
    drag.label.className = "board-held";
    const title = drag.card.querySelector(".card__title a").textContent;
    drag.label.textContent = drag.held.length > 1 ? `${title} 等 ${drag.held.length} 篇` : title;
    document.body.append(drag.label);
  };

  /** Where it would stand: a page (or the pool) and the story before which; the line shows it. */
  const aim = (x, y) => {
    gap.remove();
    for (const each of board.root.querySelectorAll(".is-target")) each.classList.remove("is-target");
    const under = document.elementFromPoint(x, y);
    const jump = under?.closest("[data-drop]");
    const place = under?.closest("[data-page], [data-pool]");
    drag.target = null;
    if (jump) {
      jump.classList.add("is-target");
      drag.target = { page: jump.dataset.drop, before: null };
    } else if (place?.matches("[data-pool]")) {
      place.classList.add("is-target");
      drag.target = { page: "", before: null };
    } else if (place) {
      const others = board.cards(place).filter((each) => !drag.held.includes(each));
      const before = others.find((each) => {
        const box = each.getBoundingClientRect();
        return y < box.top + box.height / 2;
      });
      place.querySelector("[data-cards]").insertBefore(gap, before ?? null);
      drag.target = { page: place.dataset.page, before: before?.querySelector(".card__box").value.split(":")[0] };
    }
  };

  const scroll = (x, y) => {
    const part = document.elementFromPoint(x, y)?.closest("[data-scroller], [data-pool]");
    if (!part) return;
    const box = part.getBoundingClientRect();
    const by = (at, low, high) => (at < low + EDGE ? -STEP : at > high - EDGE ? STEP : 0);
    part.scrollBy(by(x, box.left, box.right), by(y, box.top, box.bottom));
    if (part.scrollHeight <= part.clientHeight) scrollBy(0, by(y, 0, innerHeight));
  };

  const end = () => {
    if (!drag?.held) { drag = null; return null; }
    const { held, target } = drag;
    for (const each of held) each.classList.remove("is-held");
    for (const each of board.root.querySelectorAll(".is-target")) each.classList.remove("is-target");
    gap.remove();
    drag.label.remove();
    drag = null;
    delete board.root.dataset.dragging;
    return { held, target };
  };

  const drop = () => {
    const done = end();
    if (!done) return;
    // The press that ended a drag on a link is no click on it.
    const swallow = (event) => { event.preventDefault(); event.stopPropagation(); };
    addEventListener("click", swallow, { capture: true, once: true });
    setTimeout(() => removeEventListener("click", swallow, { capture: true }), 0);
    const { held, target } = done;
    if (!target) return;
    board.focus(held[0]);
    const isOnBoard = held.some((each) => each.closest("[data-page]"));
    if (target.page) board.act("move", [["page", target.page], ["before", target.before ?? ""]]);
    else if (isOnBoard) board.act("take_off");
  };

  addEventListener("pointerdown", begin);
  addEventListener("pointermove", (event) => {
    if (!drag || event.pointerId !== drag.pointer) return;
    if (!drag.held && Math.hypot(event.clientX - drag.x, event.clientY - drag.y) < FAR) return;
    if (!drag.held) lift();
    drag.label.style.transform = `translate(${event.clientX + 12}px, ${event.clientY + 12}px)`;
    scroll(event.clientX, event.clientY);
    aim(event.clientX, event.clientY);
  });
  addEventListener("pointerup", drop);
  addEventListener("pointercancel", end);
  addEventListener("keydown", (event) => { if (event.key === "Escape") end(); });
  board.root.addEventListener("dragstart", (event) => event.preventDefault());

  // A click with Ctrl or Shift chooses several; without, the story that the buttons are about.
  let last = null;
  board.root.addEventListener("click", (event) => {
    const card = event.target.closest("[data-story]");
    if (!card || event.target.closest("a, input")) return;
    const box = card.querySelector(".card__box");
    if (box && (event.ctrlKey || event.metaKey)) box.checked = !box.checked;
    if (box && event.shiftKey && last && document.contains(last)) {
      const all = board.cards();
      const [from, to] = [all.indexOf(last), all.indexOf(card)].sort((one, other) => one - other);
      for (const each of all.slice(from, to + 1)) each.querySelector(".card__box").checked = true;
    }
    if (!event.shiftKey) last = card;
    board.focus(card);
  });
});
