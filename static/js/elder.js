// 长辈版: one button at the head of every page turns it on and off again; the next page remembers.
const root = document.documentElement;
const button = document.querySelector("[data-elder-switch]");

button?.addEventListener("click", () => {
  const on = root.toggleAttribute("data-elder");
  try {
    localStorage.setItem("elder", on ? "yes" : "no");
  } catch {
    // storage is forbidden: it holds for this page
  }
  button.scrollIntoView({ block: "nearest" });
});
