// Where a finding stands in a text that is read: marked there, and jumped to. The text is found by its letters, as in the
// form; browsers without custom highlights jump without marks.
window.reviewPlaces = (() => {
  const KINDS = ["error", "doubt", "hint", "here"];
  const { BLANK } = window.proofPlaces;

  /** What is no word of the field itself: the dateline set into the body's first paragraph, pictures between its blocks. */
  const isBeside = (node, field) => field === "body" && node.parentElement.closest("figure, .dateline, .nothing");

  const partOf = (read, { at, of }) => {
    if (at === "dateline") return read.querySelector(".dateline");
    const parts = [...read.querySelectorAll(`[data-field="${at}"]`)];
    return of === undefined ? parts[0] : parts.find((part) => part.textContent.trim() === of.trim());
  };

  const lettersOf = (part, field) => {
    const letters = [], walker = document.createTreeWalker(part, NodeFilter.SHOW_TEXT);
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      if (isBeside(node, field)) continue;
      let at = 0;
      for (const char of node.data) {
        if (!BLANK.test(char)) letters.push({ node, at, end: at + char.length });
        at += char.length;
      }
    }
    return letters;
  };

  /** A finding between two letters is shown by the letter before it. Of several texts on a page it says which (`in`). */
  const rangeOf = (link) => {
    const read = document.getElementById(link.dataset.in ?? "") ?? document.querySelector("[data-read]");
    const part = partOf(read, link.dataset);
    if (!part) return null;
    const letters = lettersOf(part, link.dataset.at);
    const from = Number(link.dataset.from), to = Number(link.dataset.to);
    const first = letters[to > from ? from : Math.max(0, from - 1)], last = letters[Math.max(0, to - 1)];
    if (!first || !last) return null;
    const range = document.createRange();
    range.setStart(first.node, first.at);
    range.setEnd(last.node, last.end);
    return range;
  };

  const paint = (kind, ranges) => { if (CSS.highlights) CSS.highlights.set(`proof-${kind}`, new Highlight(...ranges)); };

  document.addEventListener("DOMContentLoaded", () => {
    if (!document.querySelector("[data-read]")) return;
    const links = [...document.querySelectorAll("[data-finding]")];
    for (const kind of KINDS) {
      paint(kind, links.filter((link) => link.dataset.finding === kind).map((link) => rangeOf(link)).filter(Boolean));
    }
    for (const link of links) {
      link.addEventListener("click", (event) => {
        const range = rangeOf(link);
        if (!range) return;
        event.preventDefault();
        for (const other of links) other.removeAttribute("aria-current");
        link.setAttribute("aria-current", "true");
        paint("here", [range]);
        range.startContainer.parentElement.scrollIntoView({ block: "center" });
      });
    }
  });
})();
