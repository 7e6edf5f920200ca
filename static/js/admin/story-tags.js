// Tags that exist, offered while one is typed: a combobox as of the ARIA Authoring Practices 1.2, with a list of its own.
// Whatever is typed otherwise stays as it is; nothing here makes a tag.
document.addEventListener("DOMContentLoaded", () => {
  const field = document.querySelector("#article_form [data-suggest-tags]");
  if (!field) return;
  const { suggestTags } = field.dataset;
  const SEPARATOR = /[,，、;；\s]/;
  const ask = storyTyping.asker();

  const list = Object.assign(document.createElement("ul"), { id: "tag-choices", className: "choices", hidden: true });
  const said = Object.assign(document.createElement("p"), { className: "visually-hidden" });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "已有的标签");
  said.setAttribute("role", "status");
  const box = document.createElement("div");
  box.className = "choices-box";
  field.before(box);
  box.append(field, list, said);
  for (const [name, value] of Object.entries({ role: "combobox", autocomplete: "off", "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": list.id })) {
    field.setAttribute(name, value);
  }

  let at = -1;
  const options = () => [...list.children];

  const mark = (index) => {
    at = index;
    options().forEach((option, number) => option.setAttribute("aria-selected", String(number === at)));
    if (at < 0) field.removeAttribute("aria-activedescendant");
    else field.setAttribute("aria-activedescendant", options()[at].id);
    options()[at]?.scrollIntoView({ block: "nearest" });
  };

  const close = () => {
    list.hidden = true;
    field.setAttribute("aria-expanded", "false");
    said.textContent = "";
    mark(-1);
  };

  /** Where the tag stands in which the cursor is: [start, end]. */
  const part = () => {
    const { value, selectionStart: cursor } = field;
    let start = cursor;
    while (start > 0 && !SEPARATOR.test(value[start - 1])) start -= 1;
    let end = cursor;
    while (end < value.length && !SEPARATOR.test(value[end])) end += 1;
    return [start, end];
  };

  const choose = (name) => {
    const [start, end] = part();
    const rest = field.value.slice(end).replace(/^[,，、;；\s]+/, "");
    field.value = `${field.value.slice(0, start)}${name}，${rest}`;
    field.setSelectionRange(start + name.length + 1, start + name.length + 1);
    field.dispatchEvent(new Event("change", { bubbles: true }));
    close();
  };

  const offer = async (typed) => {
    const answer = await ask(`${suggestTags}?q=${encodeURIComponent(typed)}`);
    if (!answer || document.activeElement !== field) return;
    const there = field.value.split(SEPARATOR);
    const tags = answer.tags.filter(({ name }) => !there.includes(name));
    list.replaceChildren(...tags.map(({ name, used }, number) => {
      const option = Object.assign(document.createElement("li"), { id: `tag-choice-${number}`, textContent: name });
      option.setAttribute("role", "option");
      option.append(Object.assign(document.createElement("small"), { textContent: ` ${used} 篇` }));
      option.addEventListener("pointerdown", (event) => event.preventDefault()); // the field keeps the cursor
      option.addEventListener("click", () => choose(name));
      return option;
    }));
    if (!tags.length) {
      close();
      return;
    }
    list.hidden = false;
    field.setAttribute("aria-expanded", "true");
    said.textContent = `有 ${tags.length} 个标签可选`;
    mark(-1);
  };

  const offerTyped = () => {
    const [start, end] = part();
    const typed = field.value.slice(start, end);
    if (typed) offer(typed);
    else close();
  };
  storyTyping.heard(field, 150, offerTyped);

  const keys = {
    ArrowDown: () => (list.hidden ? offer(field.value.slice(...part())) : mark((at + 1) % options().length)),
    ArrowUp: () => { if (!list.hidden) mark((at <= 0 ? options().length : at) - 1); },
    Enter: () => { if (at >= 0) choose(options()[at].firstChild.data); else close(); }, // one line: Enter would send the form
    Escape: close,
  };
  field.addEventListener("keydown", (event) => {
    if (event.isComposing || !keys[event.key] || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key !== "Escape" || !list.hidden) event.preventDefault();
    keys[event.key]();
  });
  field.addEventListener("blur", close);
});
