// Where the letters of a field stand, in a plain field or in the body's editor. A finding says its place by letters, which
// are the same in what the server checked and in what stands here; blanks and empty paragraphs need not be.
window.proofPlaces = (() => {
  // The server has the same ones: articles/admin/proof_places.py.
  const BLANK = /[\s\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]/;
  const form = () => document.getElementById("article_form");
  const editors = new Map();
  document.addEventListener("prose-editor:ready", ({ detail }) => editors.set(detail.textarea.name, detail.editor));

  const fieldOf = (name) => form().elements[name];

  /** [{char, at, end}] in order; positions are those of the field, or of the editor's document. */
  const lettersOf = (name) => {
    const letters = [];
    const add = (text, from) => {
      let at = from;
      for (const char of text) {
        if (!BLANK.test(char)) letters.push({ char, at, end: at + char.length });
        at += char.length;
      }
    };
    const editor = editors.get(name);
    if (editor) editor.state.doc.descendants((node, at) => { if (node.isText) add(node.text, at); });
    else add(fieldOf(name)?.value ?? "", 0);
    return letters;
  };

  const position = (letters, [count, blanks, isLetter], isEnd) => {
    const before = letters[count - 1], next = letters[count];
    if (!before) return next ? next.at : 0;
    if (isLetter && next && (!isEnd || blanks)) return next.at;
    return next ? Math.min(before.end + blanks, next.at) : before.end + blanks;
  };

  /** From where to where a place reaches; a place without length stands right behind the letter before it. */
  const spanOf = (letters, start, end) => {
    const to = position(letters, end, true);
    return { from: String(start) === String(end) ? to : position(letters, start, false), to };
  };

  const isThere = (letters, finding) =>
    letters.slice(finding.start[0], finding.end[0]).map(({ char }) => char).join("") === finding.letters;

  /** -> {from, to}, or null where the words have been changed since they were checked. */
  const find = (finding, letters = lettersOf(finding.name)) =>
    isThere(letters, finding) ? spanOf(letters, finding.start, finding.end) : null;

  const select = (name, { from, to }) => {
    const editor = editors.get(name), field = fieldOf(name);
    if (editor) {
      editor.view.focus();
      editor.commands.setTextSelection({ from, to });
      const { node } = editor.view.domAtPos(from);
      (node.nodeType === Node.TEXT_NODE ? node.parentElement : node).scrollIntoView({ block: "center" });
    } else {
      field.closest("details:not([open])")?.setAttribute("open", "");
      field.focus();
      field.setSelectionRange(from, to);
      field.scrollIntoView({ block: "center" });
    }
  };

  /** An edit like a typed one: the field's own undo takes it back. */
  const write = (field, from, to, text) => {
    field.focus();
    field.setSelectionRange(from, to);
    if (document.execCommand(text ? "insertText" : "delete", false, text)) return;
    field.setRangeText(text, from, to, "end");
    field.dispatchEvent(new InputEvent("input", { bubbles: true }));
  };

  /** All of one field's edits as one step. They are of the text that was checked. */
  const apply = (name, edits) => {
    const letters = lettersOf(name);
    const spans = edits.map(([start, end, text]) => ({ ...spanOf(letters, start, end), text }));
    const editor = editors.get(name), field = fieldOf(name);
    if (editor) {
      const { tr } = editor.state;
      for (const { from, to, text } of spans.reverse()) text ? tr.insertText(text, from, to) : tr.delete(from, to);
      editor.view.dispatch(tr);
      editor.view.focus();
      return;
    }
    const from = spans[0].from, { to } = spans.at(-1);
    let text = "", at = from;
    for (const span of spans) {
      text += field.value.slice(at, span.from) + span.text;
      at = span.to;
    }
    write(field, from, to, text);
  };

  return { BLANK, editors, lettersOf, find, select, apply };
})();
