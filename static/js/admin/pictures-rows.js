// A story's pictures as rows: moved up and down, taken out and brought back, added with what a file brought.
const pictureRows = (() => {
  const group = () => document.querySelector(".pictures");
  const rows = () => [...group().querySelectorAll(".inline-related:not(.empty-form)")];
  const field = (row, name) => row.querySelector(`[name$="-${name}"]`);
  const isOut = (row) => Boolean(field(row, "DELETE")?.checked);

  const say = (words) => { group().querySelector("[data-pictures-said]").textContent = words; };

  // The number of each row follows from where it stands; so do the words of its buttons for a screen reader.
  const number = () => {
    let at = 0;
    for (const row of rows()) {
      const label = row.querySelector(".inline_label");
      row.classList.toggle("is-out", isOut(row));
      const out = row.querySelector("[data-take-out]");
      out.textContent = isOut(row) ? "恢复" : "去掉";
      if (!isOut(row)) {
        at += 1;
        field(row, "order").value = at;
      }
      label.textContent = isOut(row) ? "已去掉，保存后生效" : `#${at}`;
      for (const button of row.querySelectorAll("[data-tools] button")) {
        button.setAttribute("aria-label", `${button.textContent}图片${isOut(row) ? "" : ` ${at}`}`);
      }
    }
    const shown = rows();
    for (const [index, row] of shown.entries()) {
      row.querySelector('[data-move="-1"]').disabled = index === 0 || isOut(row);
      row.querySelector('[data-move="1"]').disabled = index === shown.length - 1 || isOut(row);
    }
  };

  const equip = (row) => {
    row.querySelector("[data-tools]").hidden = false;
  };

  const move = (button) => {
    const row = button.closest(".inline-related"), all = rows();
    const other = all[all.indexOf(row) + Number(button.dataset.move)];
    if (!other) return;
    if (button.dataset.move === "1") other.after(row);
    else other.before(row);
    number();
    const focused = button.disabled ? row.querySelector("[data-move]:not(:disabled)") : button;
    focused?.focus();
    say(`已移到第 ${field(row, "order").value} 张。`);
  };

  const takeOut = (button) => {
    const row = button.closest(".inline-related"), box = field(row, "DELETE");
    box.checked = !box.checked;
    number();
    say(box.checked ? "已去掉，可以恢复。" : "已恢复。");
  };

  const show = (row, src, title) => {
    const place = row.querySelector(".field-shown .readonly");
    const picture = Object.assign(document.createElement("img"), { className: "thumbnail", src, alt: title });
    place.replaceChildren(picture);
  };

  // A row for a picture that is in the gallery now.
  const add = ({ id, title, thumbnail, caption, credit }) => {
    group().querySelector(".add-row a").click();
    const row = rows().at(-1), choice = field(row, "image");
    choice.append(new Option(title, id, true, true));
    choice.dispatchEvent(new Event("change", { bubbles: true }));
    field(row, "caption").value = caption;
    field(row, "credit").value = credit;
    show(row, thumbnail, title);
    number();
    row.dispatchEvent(new Event("input", { bubbles: true }));
    return row;
  };

  document.addEventListener("DOMContentLoaded", () => {
    if (!group()) return;
    const end = group().querySelector(".empty-form");
    const inOrder = rows().sort((a, b) => field(a, "order").value - field(b, "order").value);
    for (const row of [...inOrder, end].filter(Boolean)) {
      if (row !== end) (end ? end.before(row) : group().querySelector("fieldset").append(row));
      equip(row);
    }
    group().classList.add("is-live");
    number();
    group().addEventListener("click", (event) => {
      const button = event.target.closest("[data-tools] button");
      if (!button) return;
      if (button.matches("[data-move]")) move(button);
      else takeOut(button);
    });
    document.addEventListener("formset:added", (event) => {
      if (event.detail.formsetName === "image_uses") number();
    });
  });

  return { add, rows, field };
})();
