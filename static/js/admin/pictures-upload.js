// Pictures dropped on the story's form, pasted into it or chosen: sent one after another, each a row of its own.
document.addEventListener("DOMContentLoaded", () => {
  const group = document.querySelector(".pictures");
  const zone = group?.querySelector("[data-drop-pictures]");
  if (!zone) return;
  const list = group.querySelector("[data-sendings]");
  const chooser = zone.querySelector("input");
  zone.hidden = false;

  const entry = (name) => {
    const line = document.createElement("li");
    const bar = Object.assign(document.createElement("progress"), { max: 1, value: 0 });
    bar.setAttribute("aria-label", `上传 ${name}`);
    const words = Object.assign(document.createElement("span"), { textContent: "等待上传" });
    words.setAttribute("role", "status");
    line.append(Object.assign(document.createElement("b"), { textContent: name }), bar, words);
    list.append(line);
    return { line, bar, words };
  };

  const button = (line, text, label, act) => {
    const made = Object.assign(document.createElement("button"), { type: "button", textContent: text });
    made.setAttribute("aria-label", label);
    made.addEventListener("click", act);
    line.append(made);
    return made;
  };

  const dismissible = (line, name) => button(line, "知道了", `${name}：知道了`, () => { line.remove(); chooser.focus(); });

  const refuse = ({ line, bar, words }, name, reason) => {
    bar.remove();
    line.classList.add("is-refused");
    words.textContent = reason;
    dismissible(line, name);
  };

  const offer = ({ line, bar, words }, name, picture) => {
    bar.remove();
    words.textContent = `图库里已有这张图片《${picture.title}》。`;
    button(line, "直接用它", `直接用《${picture.title}》`, () => {
      line.remove();
      pictureRows.field(pictureRows.add(picture), "caption").focus();
    });
    dismissible(line, name);
  };

  const send = async (file, shown) => {
    shown.words.textContent = "正在上传";
    const answer = await sendPicture(group.dataset.upload, file, (part) => {
      shown.bar.value = part;
      if (part < 1) return;
      shown.bar.removeAttribute("value");
      shown.words.textContent = "正在处理";
    });
    if (answer.error) refuse(shown, file.name, answer.error);
    else if (answer.known) offer(shown, file.name, answer);
    else {
      shown.line.remove();
      pictureRows.add(answer);
      group.querySelector("[data-pictures-said]").textContent = `${file.name} 已加入，请写图说和替代文字。`;
    }
  };

  let last = Promise.resolve(); // one at a time: each costs the server a second
  const sendAll = (files) => {
    for (const file of files) {
      const shown = entry(file.name);
      last = last.then(() => send(file, shown));
    }
  };

  chooser.addEventListener("change", () => {
    sendAll(chooser.files);
    chooser.value = "";
  });

  // Word puts a picture of the copied words beside them: what has words is text.
  document.addEventListener("paste", (event) => {
    const files = [...event.clipboardData.files];
    if (!files.length || event.clipboardData.getData("text/plain")) return;
    event.preventDefault();
    event.stopPropagation();
    sendAll(files);
  }, true);

  // Anywhere on the page: beside the zone the browser would open the file and leave the story.
  const carriesFiles = (event) => event.dataTransfer?.types.includes("Files");
  for (const name of ["dragover", "drop"]) {
    document.addEventListener(name, (event) => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      event.stopPropagation();
      zone.classList.toggle("is-over", name === "dragover");
      if (name === "drop") sendAll(event.dataTransfer.files);
    }, true);
  }
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) zone.classList.remove("is-over");
  });
});
