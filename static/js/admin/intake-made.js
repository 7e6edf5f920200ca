// After a step on the import desk: what it made comes into sight beside the source, and is marked for a moment.

const MARKED = 2500;
const isWide = () => matchMedia("(min-width: 1001px)").matches;
const byId = (id) => document.getElementById(id ?? "");

/** A part whose text became longer or shorter has another key: it is found by where it begins. */
const partAt = (anchor) => byId(anchor) ?? document.querySelector(`[id^="${CSS.escape(anchor.replace(/-[^-]*$/, "-"))}"]`);

function mark(element) {
  document.querySelectorAll(".is-made").forEach((each) => each.classList.remove("is-made"));
  element.classList.add("is-made");
  setTimeout(() => element.classList.remove("is-made"), MARKED);
}

/** Below the palette: which story the line is in now, with the way there. */
function tell(line, story) {
  const place = line.closest(".source")?.querySelector("[data-made]"), heading = story?.querySelector("h3");
  if (!place || !heading) return;
  const way = document.createElement("a");
  way.href = `#${story.id}`;
  way.textContent = heading.textContent.trim().replace(/^(\d+)\s+/, "第 $1 篇　");
  place.replaceChildren(`第 ${line.id.split("-")[1]} 行在：`, way);
}

/** The button that was pressed is gone: the next one of its kind in the part, or what changes the part, or the story's head. */
function refocus(element, form) {
  const next = (form && element.querySelector(`button[form="${form}"]`)) ?? element.querySelector(".part__open");
  const head = element.closest(".story")?.querySelector("h3");
  const target = element.matches(".part") ? next ?? head : head;
  if (target === head) head?.setAttribute("tabindex", "-1");
  target?.focus({ preventScroll: true });
}

document.addEventListener("desk:step", ({ detail: { anchor, lost, known } }) => {
  if (!anchor) return;
  const line = anchor.startsWith("l") && byId(anchor);
  const made = line ? byId(line.dataset.story) : partAt(anchor);
  if (line) tell(line, made);
  if (!made) return;
  const isNew = made.matches(".story") && !known.has(made.id);
  // One under the other, going to the story would leave the lines that are being ruled.
  if (!line || isWide()) made.scrollIntoView({ block: isNew ? "start" : "nearest", behavior: "instant" });
  mark(made);
  if (lost) refocus(made, lost.form);
});

// What scrolls into sight stops below the bar, whatever the bar has to say.
const bars = new ResizeObserver(([entry]) => {
  const height = entry.target.offsetHeight;
  document.body.style.setProperty("--bar", `${height}px`);
});

function watch() {
  bars.disconnect();
  const bar = document.querySelector(".intake-bar");
  if (bar) bars.observe(bar);
}
watch();
const desk = document.getElementById("desk");
if (desk) new MutationObserver(watch).observe(desk.parentElement, { childList: true });
