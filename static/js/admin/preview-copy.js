// 复制预览链接: the address goes to the clipboard, and the screen says so. Without a secure connection the browser has no
// clipboard for scripts; what is selected can be copied all the same.
document.querySelectorAll("[data-copy]").forEach((button) => {
  const line = button.parentElement;
  const field = line.querySelector("input"), said = line.querySelector("[role=status]");
  button.hidden = false;
  button.addEventListener("click", async () => {
    field.select();
    try {
      await navigator.clipboard.writeText(field.value);
      said.textContent = "已复制";
    } catch {
      said.textContent = document.execCommand("copy") ? "已复制" : "请按 Ctrl+C 复制";
    }
  });
});
