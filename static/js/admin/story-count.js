// 字数 of a story's headline and body as they are typed, and of what is chosen. The rule is the server's own, handed over
// with the page: articles.text.typography.count.
document.addEventListener("DOMContentLoaded", () => {
  const facts = document.querySelector("[data-counted]");
  const form = facts?.closest("form");
  if (!form?.elements.title) return;
  const COUNTED = new RegExp(facts.dataset.counted, "gu");
  const UNCOUNTED = new RegExp(facts.dataset.uncounted, "gu");
  const INLINE = "a, b, strong, i, em, sub, sup, span, u, s";
  const HEADLINE = ["kicker", "title", "subtitle"];

  const count = (text) => text.match(COUNTED)?.length ?? 0;
  const line = (text) => text.replace(UNCOUNTED, "").normalize("NFC");

  /** What a reader reads: whatever is no inline element ends a word. */
  const plain = (node) => [...node.childNodes].map((child) => {
    if (child.nodeType === Node.TEXT_NODE) return child.data;
    return child.nodeType !== Node.ELEMENT_NODE ? "" : child.matches(INLINE) ? plain(child) : `\n${plain(child)}\n`;
  }).join("");
  const body = () => plain(new DOMParser().parseFromString(form.elements.body.value, "text/html").body);

  const show = (name, words) => {
    const place = facts.querySelector(`[data-count="${name}"]`);
    if (place.textContent !== String(words)) place.textContent = words;
  };

  const countHeadline = () => show("headline", HEADLINE.reduce((sum, name) => sum + count(line(form.elements[name].value)), 0));
  const countBody = () => show("body", count(body()));
  for (const name of HEADLINE) storyTyping.heard(form.elements[name], 100, countHeadline);
  // The editor writes the body's field and says so there; its own text is beside the field, and tells of the input method.
  storyTyping.heard(form.elements.body.closest(".control"), 100, countBody);
  countHeadline();
  countBody();

  document.addEventListener("selectionchange", () => {
    if (storyTyping.isComposing()) return;
    const here = document.activeElement;
    const inField = here?.form === form && HEADLINE.includes(here.name);
    const inBody = here?.matches?.("#article_form .ProseMirror");
    const text = inField ? here.value.slice(here.selectionStart, here.selectionEnd) : inBody ? String(getSelection()) : "";
    const chosen = count(text);
    show("chosen", chosen ? `（选中 ${chosen} 字）` : "");
  });
});
