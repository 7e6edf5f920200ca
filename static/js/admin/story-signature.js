// The names of a signature as they are read from it, beneath the line as it is typed.
document.addEventListener("DOMContentLoaded", () => {
  const field = document.querySelector("#article_form [data-read-signature]");
  if (!field) return;
  const { readSignature } = field.dataset;
  const ask = storyTyping.asker();

  const names = document.createElement("div");
  names.className = "read-names";
  names.setAttribute("aria-live", "polite");
  field.closest(".control").append(names);

  const item = (list, className, ...parts) => {
    const entry = list.appendChild(document.createElement("li"));
    entry.className = className;
    entry.append(...parts);
  };
  const bold = (words) => Object.assign(document.createElement("b"), { textContent: words });

  const show = ({ credits, unread }) => {
    const list = document.createElement("ul");
    for (const each of credits) {
      const told = [each.role, each.affiliation, each.work, each.kind, each.record].filter(Boolean).join(" · ");
      item(list, "", bold(each.name), ` ${told}`);
    }
    for (const words of unread) item(list, "read-names__unread", bold(words), " 没有看懂，会照原样保存");
    names.replaceChildren(...(list.childElementCount ? [list] : []));
  };

  const read = async () => {
    if (!field.value.trim()) {
      names.replaceChildren();
      return;
    }
    const said = await ask(`${readSignature}?text=${encodeURIComponent(field.value)}`);
    if (said && field.value.trim()) show(said);
  };
  storyTyping.heard(field, 250, read);
  read();
});
