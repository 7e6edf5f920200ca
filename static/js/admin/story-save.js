// Ctrl+S (⌘S) saves a story and stays: the place on the screen and the cursor are found again after the save.
document.addEventListener("DOMContentLoaded", () => {
  const form = document.getElementById("article_form");
  const button = form?.elements._continue;
  if (!button) return;
  const PLACE = "newsroom:place";
  const isMac = /Mac|iPhone|iPad/.test(navigator.platform);

  const hint = form.querySelector("[data-save-key]");
  hint.textContent = isMac ? "⌘S 保存" : "Ctrl+S 保存";
  hint.hidden = false;
  button.setAttribute("aria-keyshortcuts", isMac ? "Meta+S" : "Control+S");

  document.addEventListener("keydown", (event) => {
    // What an input method is asked by Enter is none of the form's business.
    if (event.key === "Enter" && (event.isComposing || event.keyCode === 229) && event.target.matches?.("input")) event.preventDefault();
    if (event.key.toLowerCase() !== "s" || !(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    event.preventDefault();
    if (!event.repeat && !event.isComposing) form.requestSubmit(button);
  }, true);

  // --- what is missing ---------------------------------------------------------------------------------

  // The page that asks for it leads here, by name: to a fragment the browser would move the focus itself, to an element that
  // is hidden behind what the editor or the searchable choice has built once everything is loaded and jQuery has had its turn.
  addEventListener("load", () => window.django.jQuery(() => {
    const field = document.getElementById(`id_${new URLSearchParams(location.search).get("at")}`);
    if (!field) return;
    const shown = field.closest(".control")?.querySelector(".ProseMirror, .select2-selection") ?? field;
    shown.scrollIntoView({ block: "center" });
    shown.focus({ preventScroll: true });
  }));

  // --- the place ---------------------------------------------------------------------------------------

  let editor = null;
  let last = null; // the field that was written in last
  const place = JSON.parse(sessionStorage.getItem(PLACE) ?? "null");
  sessionStorage.removeItem(PLACE);

  form.addEventListener("focusin", (event) => {
    if (event.target.matches(".ProseMirror, textarea, input:not([type=submit], [type=hidden])")) last = event.target;
  });

  const cursor = () => {
    if (last?.matches(".ProseMirror")) return editor && { from: editor.state.selection.from, to: editor.state.selection.to };
    return last?.id ? { id: last.id, start: last.selectionStart, end: last.selectionEnd } : null;
  };

  window.addEventListener("submit", (event) => {
    if (event.target !== form || event.defaultPrevented || event.submitter !== button) return;
    sessionStorage.setItem(PLACE, JSON.stringify({ top: window.scrollY, cursor: cursor(), at: Date.now() }));
  });

  const goBack = ({ top, cursor: where }) => {
    if (where && "from" in where) {
      const end = editor.state.doc.content.size;
      editor.commands.setTextSelection({ from: Math.min(where.from, end), to: Math.min(where.to, end) });
      editor.view.dom.focus({ preventScroll: true });
    } else if (where) {
      const field = document.getElementById(where.id);
      field?.focus({ preventScroll: true });
      if (where.start !== null && where.start !== undefined) field?.setSelectionRange(where.start, where.end);
    }
    window.scrollTo({ top, behavior: "instant" });
    form.querySelector("[data-working-copy]").textContent = "已保存";
  };

  const wrong = document.querySelector(".errornote") && form.querySelector(".errors :is(input, textarea, select)");
  if (wrong) wrong.focus();
  const isBack = place && Date.now() - place.at < 60_000 && document.querySelector(".messagelist .success");
  form.addEventListener("prose-editor:ready", (event) => {
    if (event.target !== form.elements.body) return;
    editor = event.detail.editor;
    if (isBack) goBack(place);
  });
});
