// 大 中 小: the type of every story, remembered. preferences.js sets it before the page is drawn.
const root = document.documentElement;
const buttons = [...document.querySelectorAll("[data-type-size]")];

const show = () => {
  for (const button of buttons) {
    button.setAttribute("aria-pressed", String(button.dataset.typeSize === root.dataset.size));
  }
};

for (const button of buttons) {
  button.addEventListener("click", () => {
    root.dataset.size = button.dataset.typeSize;
    try {
      localStorage.setItem("size", root.dataset.size);
    } catch {
      // storage is forbidden: it holds for this page
    }
  });
}
new MutationObserver(show).observe(root, { attributeFilter: ["data-size"] });
show();
