// What the reader chose, before anything is drawn: nothing moves afterwards. A browser that keeps nothing still reads.
(() => {
  const root = document.documentElement;
  const apply = () => {
    let kept = {};
    try {
      kept = { size: localStorage.getItem("size"), elder: localStorage.getItem("elder") };
    } catch {
      // storage is forbidden
    }
    root.toggleAttribute("data-elder", kept.elder === "yes");
    root.dataset.size = ["small", "large"].includes(kept.size) ? kept.size : "medium";
  };
  root.dataset.scripted = "speechSynthesis" in window ? "speaks" : "mute";
  apply();
  addEventListener("pageshow", (event) => event.persisted && apply());
  addEventListener("storage", apply);
})();
