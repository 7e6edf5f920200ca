// The role buttons are one stop of the tab key: arrows, Home and End go from one to the other. Without scripts each is one.

const buttonsOf = (palette) => [...palette.querySelectorAll("button")];
const palettes = () => [...document.querySelectorAll("[data-palette]")];
// Where each palette was left: the screen is built anew after every step.
const left = new Map();

function rove(palette, chosen) {
  for (const button of buttonsOf(palette)) button.tabIndex = button === chosen ? 0 : -1;
  left.set(palette.closest(".sheet").id, chosen.value);
}

function prepare() {
  for (const palette of palettes()) {
    const buttons = buttonsOf(palette), last = left.get(palette.closest(".sheet").id);
    rove(palette, buttons.find((button) => button.value === last) ?? buttons[0]);
  }
}

const WAYS = {
  ArrowRight: (at, count) => (at + 1) % count,
  ArrowDown: (at, count) => (at + 1) % count,
  ArrowLeft: (at, count) => (at + count - 1) % count,
  ArrowUp: (at, count) => (at + count - 1) % count,
  Home: () => 0,
  End: (_at, count) => count - 1,
};

document.addEventListener("keydown", (event) => {
  const palette = event.target.closest?.("[data-palette]"), way = WAYS[event.key];
  if (!palette || !way || event.ctrlKey || event.altKey || event.metaKey) return;
  event.preventDefault();
  const buttons = buttonsOf(palette);
  buttons[way(buttons.indexOf(event.target), buttons.length)].focus();
});

document.addEventListener("focusin", (event) => {
  const palette = event.target.matches("[data-palette] button") && event.target.closest("[data-palette]");
  if (palette) rove(palette, event.target);
});

prepare();
const desk = document.getElementById("desk");
if (desk) new MutationObserver(prepare).observe(desk.parentElement, { childList: true });
