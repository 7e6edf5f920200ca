// A page's picture: larger and smaller by buttons, and a title and its place on the picture light up together. Without this
// script the picture fills its column, its links lead to the stories, and a link leads to the largest file.
document.addEventListener("DOMContentLoaded", () => {
  const scan = document.querySelector("[data-scan]");
  if (!scan) return;
  const STEPS = [1, 1.5, 2, 3, 4];
  const MOVES = { ArrowLeft: [-60, 0], ArrowRight: [60, 0], ArrowUp: [0, -60], ArrowDown: [0, 60] };
  const frame = scan.querySelector("[data-frame]"), sheet = scan.querySelector("[data-sheet]");
  const whole = scan.querySelector(".scan__picture");
  const zoom = scan.querySelector("[data-zoom]"), source = scan.querySelector("source"), picture = scan.querySelector("img");
  const button = (by) => zoom.querySelector(`[data-by=${by}]`);
  const sizes = source.sizes;
  let at = 0;

  /** What stands in the middle of the frame stays there. */
  const show = (to) => {
    const middle = [
      (frame.scrollLeft + frame.clientWidth / 2) / sheet.offsetWidth,
      (frame.scrollTop + frame.clientHeight / 2) / sheet.offsetHeight,
    ];
    at = to;
    frame.style.aspectRatio = at ? `${picture.getAttribute("width")} / ${picture.getAttribute("height")}` : "";
    sheet.style.inlineSize = at ? `${STEPS[at] * 100}%` : "";
    frame.scrollLeft = middle[0] * sheet.offsetWidth - frame.clientWidth / 2;
    frame.scrollTop = middle[1] * sheet.offsetHeight - frame.clientHeight / 2;
    source.sizes = at ? `${sheet.offsetWidth}px` : sizes;
    // What scrolls is a stop of the Tab key, so that the arrow keys move it.
    if (at) Object.entries({ tabindex: "0", role: "region", "aria-label": "放大的版面图，可以滚动" }).forEach(([name, value]) => frame.setAttribute(name, value));
    else ["tabindex", "role", "aria-label"].forEach((name) => frame.removeAttribute(name));
    whole.toggleAttribute("data-own-keys", at > 0);
    const focused = zoom.contains(document.activeElement);
    button("larger").disabled = at === STEPS.length - 1;
    button("smaller").disabled = button("whole").disabled = at === 0;
    if (focused && document.activeElement.disabled) button(at ? "smaller" : "larger").focus();
    if (focused && document.activeElement === document.body) button(at ? "smaller" : "larger").focus();
  };

  zoom.addEventListener("click", (event) => {
    const by = event.target.closest("[data-by]")?.dataset.by;
    if (by) show({ larger: at + 1, smaller: at - 1, whole: 0 }[by]);
  });
  zoom.hidden = false;

  // From the buttons too the arrow keys move what is enlarged; within the frame the browser does it.
  whole.addEventListener("keydown", (event) => {
    const move = MOVES[event.key];
    if (!at || !move || frame.contains(event.target)) return;
    if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    frame.scrollBy(...move);
  });

  const links = [...scan.querySelectorAll(".scan__titles a, .scan__zones a")];
  const same = (link) => links.filter((each) => each.getAttribute("href") === link.getAttribute("href"));
  for (const link of links) {
    const light = (on) => () => same(link).forEach((each) => each.classList.toggle("is-lit", on));
    for (const begins of ["pointerenter", "focus"]) link.addEventListener(begins, light(true));
    for (const ends of ["pointerleave", "blur"]) link.addEventListener(ends, light(false));
  }
});
