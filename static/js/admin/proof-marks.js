// What proofreading found is marked in the body as it is written. The browser paints the marks; neither the document nor
// what can be undone knows of them. Browsers without custom highlights show the panel alone.
window.proofMarks = (() => {
  const KINDS = ["error", "doubt", "hint"];
  const { editors, lettersOf, find } = window.proofPlaces;

  const rangeOf = (view, { from, to }) => {
    const range = document.createRange();
    const start = view.domAtPos(from), end = view.domAtPos(to);
    range.setStart(start.node, start.offset);
    range.setEnd(end.node, end.offset);
    return range;
  };

  const show = (findings) => {
    if (!CSS.highlights) return;
    const ranges = Object.fromEntries(KINDS.map((kind) => [kind, []]));
    for (const [name, editor] of editors) {
      const letters = lettersOf(name);
      for (const finding of findings) {
        const span = finding.name === name && find(finding, letters);
        if (span && span.from < span.to) ranges[finding.severity].push(rangeOf(editor.view, span));
      }
    }
    for (const kind of KINDS) CSS.highlights.set(`proof-${kind}`, new Highlight(...ranges[kind]));
  };

  return { show };
})();
