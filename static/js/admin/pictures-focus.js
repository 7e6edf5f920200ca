// The focal point is set by a click on the picture or by its two numbers; beside it a card shows what will be cut.
document.addEventListener("DOMContentLoaded", () => {
  const place = document.querySelector("[data-focus]");
  const left = document.getElementById("id_focus_left"), top = document.getElementById("id_focus_top");
  if (!place || !left || !top) return;
  const whole = place.querySelector(".focus__whole"), card = place.querySelector(".focus__card img");
  const picture = whole.querySelector("img");
  const mark = Object.assign(document.createElement("span"), { className: "focus__mark" });
  whole.append(mark);

  // As images/spec.py does: the frame's middle at the focus, pushed back inside. object-position counts what is cut off.
  const position = (side, part, at) => {
    const free = side - part;
    return free > 0 ? Math.min(1, Math.max(0, (at * side - part / 2) / free)) * 100 : 50;
  };

  const percent = (field) => Math.min(100, Math.max(0, field.value === "" ? 50 : Number(field.value)));

  const show = () => {
    const [x, y] = [percent(left), percent(top)];
    mark.style.insetInlineStart = `${x}%`;
    mark.style.insetBlockStart = `${y}%`;
    const { width, height } = { width: Number(picture.getAttribute("width")), height: Number(picture.getAttribute("height")) };
    const scale = Math.min(width / 3, height / 2);
    card.style.objectPosition = `${position(width, 3 * scale, x / 100)}% ${position(height, 2 * scale, y / 100)}%`;
  };

  picture.addEventListener("click", (event) => {
    const box = picture.getBoundingClientRect();
    left.value = Math.round(((event.clientX - box.left) / box.width) * 100);
    top.value = Math.round(((event.clientY - box.top) / box.height) * 100);
    show();
  });
  for (const field of [left, top]) field.addEventListener("input", show);
  show();
});
