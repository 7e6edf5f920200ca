// Pasting keeps what the clipboard knows of headings and tables; files may be dropped.

document.addEventListener("paste", (event) => {
  const form = event.target.closest?.("[data-sources]");
  if (!form || !event.target.matches("textarea")) return;
  const html = event.clipboardData.getData("text/html");
  const plain = event.clipboardData.getData("text/plain");
  const files = [...event.clipboardData.files];
  if (files.length && !plain) {
    event.preventDefault();
    addFiles(form, files);
  } else if (html && event.target.value.trim() === "") {
    form.elements.html.value = html;
    form.querySelector("[data-html-note]").hidden = false;
  }
});

// What was typed over the paste counts: the words on the screen are the source then.
document.addEventListener("input", (event) => {
  const form = event.target.closest?.("[data-sources]");
  if (!form || !event.target.matches("textarea") || event.inputType === "insertFromPaste") return;
  form.elements.html.value = "";
  form.querySelector("[data-html-note]").hidden = true;
});

function addFiles(form, files) {
  const field = form.elements.files;
  const all = new DataTransfer();
  for (const file of [...field.files, ...files]) all.items.add(file);
  field.files = all.files;
  list(form);
}

function list(form) {
  const names = form.querySelector("[data-file-names]");
  names.replaceChildren(...[...form.elements.files.files].map((file) => {
    const line = document.createElement("li");
    line.textContent = file.name;
    return line;
  }));
}

document.addEventListener("change", (event) => {
  if (event.target.matches?.("[data-sources] input[type=file]")) list(event.target.form);
});

for (const name of ["dragover", "dragleave", "drop"]) {
  document.addEventListener(name, (event) => {
    const zone = event.target.closest?.("[data-drop]");
    if (!zone) return;
    event.preventDefault();
    zone.classList.toggle("is-over", name === "dragover");
    if (name === "drop") addFiles(zone.closest("form"), event.dataTransfer.files);
  });
}
