// 打印: without scripts the browser's own menu prints the sheet just as well, so the button only appears with them.
document.querySelectorAll("[data-print]").forEach((button) => {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
});
