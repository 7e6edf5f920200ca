// Choosing on the import desk: a line, by mouse or keys, and a story's section. Whatever is chosen is sent by its form.

// A story's section is set by choosing it; with the keyboard when the choice is left or confirmed, not at every arrow.
document.addEventListener("keydown", (event) => {
  if (event.target.matches("select[data-submit]")) event.target.dataset.keyed = "";
});
const choose = (select) => select.form.requestSubmit(select.form.querySelector(`[value="${select.dataset.submit}"]`));
document.addEventListener("focusout", (event) => {
  if (event.target.matches("select[data-changed]")) choose(event.target);
});

// A line that is chosen shows the story it went into.
document.addEventListener("change", (event) => {
  const select = event.target.closest("select[data-submit]");
  if (select && "keyed" in select.dataset) select.dataset.changed = "";
  else if (select) choose(select);
  const line = event.target.matches(".line input") && event.target.closest(".line");
  if (line && matchMedia("(min-width: 1001px)").matches) {
    document.querySelectorAll(".story--shown").forEach((each) => each.classList.remove("story--shown"));
    const story = document.getElementById(line.dataset.story ?? "");
    story?.classList.add("story--shown");
    story?.scrollIntoView({ block: "nearest" });
  }
});

// Steps are taken back and done again with the usual keys; in a text field these are its own.
const TYPED = "textarea, select, [contenteditable], input:not([type=radio], [type=checkbox], [type=file])";
document.addEventListener("keydown", (event) => {
  const key = event.key.toLowerCase();
  if (!(event.ctrlKey || event.metaKey) || event.altKey || !["z", "y"].includes(key) || event.target.matches(TYPED)) return;
  const button = document.querySelector(`[data-turn="${key === "y" || event.shiftKey ? "redo" : "undo"}"]`);
  if (!button) return;
  event.preventDefault();
  button.form.requestSubmit(button);
});

// Keys work while a line is chosen and has the focus, and nowhere else.
document.addEventListener("keydown", (event) => {
  const { target, key } = event;
  if (event.ctrlKey && key === "s" && target.matches(".part__edit textarea")) {
    event.preventDefault();
    target.form.requestSubmit();
  } else if (key === "Escape" && target.matches(".part__edit textarea")) {
    target.form.querySelector("[data-cancel]").click();
  } else if (target.matches(".line input") && !event.ctrlKey && !event.altKey && !event.metaKey) {
    const button = target.form.querySelector(`[data-key="${CSS.escape(key.toLowerCase())}"]`);
    if (button || key === "Enter") event.preventDefault();
    if (button) target.form.requestSubmit(button);
  }
});
