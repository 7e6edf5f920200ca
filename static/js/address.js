// 复制链接 and 打印.
const said = document.querySelector("[data-tools] [role=status]");

// Without a secure connection a browser has no clipboard for scripts; what is selected can be copied all the same.
const copySelected = (text) => {
  const field = document.createElement("textarea");
  field.value = text;
  field.readOnly = true;
  field.className = "hidden";
  document.body.append(field);
  field.select();
  const done = document.execCommand("copy");
  field.remove();
  return done;
};

const copy = async (text) => {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copySelected(text);
  }
};

document.querySelector("[data-copy-address]")?.addEventListener("click", async (event) => {
  const button = event.currentTarget;
  const address = button.dataset.copyAddress;
  said.textContent = (await copy(address)) ? "已复制链接" : `请自行复制：${address}`;
  button.focus();
});

// The code of the address is only fetched for paper.
document.querySelector("[data-print]")?.addEventListener("click", async () => {
  const code = document.querySelector("[data-printed-code]");
  if (code) {
    code.loading = "eager";
    await code.decode().catch(() => {}); // without its code the story is printed all the same
  }
  window.print();
});
