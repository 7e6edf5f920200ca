// What is pasted into a story's body, made plain before the editor reads it: Word's lists become lists, foreign pictures a
// note, and what the reader of the other program did not see (scripts, comments, deletions, hidden text) goes.
// The server cleans again when the story is saved; here it is seen at once.
import { Extension } from "django-prose-editor/editor";

const PICTURE = "【图片请另行上传】";
const UNSEEN = [
  "script, style, iframe, noscript, template, title, meta, link, xml, object, embed, svg, audio, video, del, s.deleted",
  ".MsoCommentReference, .msocomanchor, [style*='mso-element:comment']",
].join(", ");
const SHEETS = /<style[\s>][\s\S]*?<\/style\s*>/gi; // before parsing: the content policy would report each
const LIGHT = /font-weight\s*:\s*(normal|[1-5]00)/i;
const HIDDEN = /(^|;)\s*(display\s*:\s*none|mso-hide\s*:\s*all)/i;
const BLOCKS = "p, h3, li, td, th, blockquote, section, div";
const INDENT = /^[\s\u00a0\u3000\u200b\ufeff]+/;
const WIDE = "[\\u2014-\\u2026\\u3000-\\u9fff\\uff00-\\uffef]";
const WRAPPED = new RegExp(`(?<=${WIDE})[ \\t]*\\r?\\n[ \\t]*(?=${WIDE})`, "g");
const NUMBER = /^[(（]?(\d{1,4})[.．、)）]?$/;
const BULLET = /^[lnuvq§Øü·•●○■□◆◇➢–-]$/;
const SIGNS = { l: "●", n: "■", u: "◆", v: "❖", q: "□", "§": "▪", "Ø": "➢", "ü": "✓", "û": "✗", "þ": "☑", "à": "→" };
const SYMBOLIC = /mso-char-type\s*:\s*symbol|(^|;)\s*font-family\s*:\s*['"]?wingdings/i;

const styled = (element, pattern) => pattern.test(element.getAttribute("style") ?? "");
const all = (doc, what) => [...doc.body.querySelectorAll(what)];

const texts = (doc, root = doc.body) => {
  const walker = doc.createTreeWalker(root, NodeFilter.SHOW_TEXT);
  const found = [];
  while (walker.nextNode()) found.push(walker.currentNode);
  return found;
};

const dropUnseen = (doc) => {
  all(doc, UNSEEN).forEach((element) => element.remove());
  for (const element of all(doc, "*")) {
    if (element.localName.startsWith("mp-") || styled(element, HIDDEN)) element.remove();
  }
  for (const text of texts(doc)) {
    // 公众号 hides its whole page until its script has run.
    const setting = text.parentElement.closest("[style*='visibility']:not(#js_content)");
    if (setting && styled(setting, /visibility\s*:\s*(hidden|collapse)/i)) text.remove();
  }
};

const notePictures = (doc) => {
  for (const image of all(doc, "img")) {
    const isCounter = [image.width, image.height].some((size) => size > 0 && size < 3);
    image.replaceWith(isCounter ? "" : PICTURE);
  }
};

const rename = (doc) => {
  for (const heading of all(doc, "h1, h2, h4, h5, h6")) {
    const ours = doc.createElement("h3");
    ours.append(...heading.childNodes);
    heading.replaceWith(ours);
  }
  for (const bold of all(doc, "b[style], strong[style]")) {
    if (styled(bold, LIGHT)) bold.replaceWith(...bold.childNodes);
  }
  // A frame around words, not a table.
  for (const table of all(doc, "table")) {
    const cells = table.querySelectorAll("td, th");
    if (cells.length === 1) table.replaceWith(...cells[0].childNodes);
  }
};

// Word writes a list as paragraphs, each with its mark in a span. A mark that a list does not print (一、) stays as words.
const makeLists = (doc) => {
  let last = null;
  for (const line of all(doc, "p[style*='mso-list'], p[class*='MsoListParagraph']")) {
    const span = line.querySelector("[style*='mso-list:Ignore'], [style*='mso-list: Ignore']");
    const mark = span?.textContent.replace(/[\s\u00a0]/g, "") ?? "";
    const number = mark.match(NUMBER)?.[1];
    if (!span || !(number || BULLET.test(mark))) {
      span?.replaceWith(mark);
      continue;
    }
    span.remove();
    const tag = number ? "ol" : "ul";
    if (!last || last.localName !== tag || last !== line.previousElementSibling) {
      last = doc.createElement(tag);
      if (number && number !== "1") last.setAttribute("start", number);
      line.before(last);
    }
    const item = last.appendChild(doc.createElement("li"));
    item.appendChild(doc.createElement("p")).append(...line.childNodes);
    line.remove();
  }
};

const straighten = (doc) => {
  for (const text of texts(doc)) {
    const setting = text.parentElement.closest("[style]");
    if (setting && styled(setting, SYMBOLIC)) text.data = text.data.replace(/\S/g, (each) => SIGNS[each] ?? "〓");
    text.data = text.data.replace(WRAPPED, "").replace(/\u00a0/g, " ").replace(/[\u200b\ufeff]/g, "");
  }
  for (const block of all(doc, BLOCKS)) {
    for (const text of texts(doc, block)) {
      text.data = text.data.replace(INDENT, "");
      if (text.data) break;
    }
    if (!block.textContent.trim() && !block.matches("td, th") && !block.querySelector("td, th")) block.remove();
  }
};

/** HTML of any program -> HTML that has nothing the body's vocabulary lacks the words for. */
export const clean = (html) => {
  if (html.includes("data-pm-slice")) return html; // from an editor like this one
  const doc = new DOMParser().parseFromString(html.replace(SHEETS, ""), "text/html");
  for (const step of [dropUnseen, makeLists, notePictures, rename, straighten]) step(doc);
  return doc.body.innerHTML;
};

export const PasteClean = Extension.create({ name: "PasteClean", transformPastedHTML: clean });
