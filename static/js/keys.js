// ← and →: to what stands before and after, as the head of the page says it; never while somebody types or moves something.
const OWN = "input, textarea, select, [contenteditable], [role=slider], [role=region][tabindex], [data-own-keys], video, audio";
const WAYS = { ArrowLeft: "prev", ArrowRight: "next" };

addEventListener("keydown", (event) => {
  const way = WAYS[event.key];
  if (!way || event.defaultPrevented || event.repeat || event.isComposing) return;
  if (event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
  if (event.target instanceof Element && event.target.closest(OWN)) return;
  const link = document.querySelector(`head > link[rel=${way}]`);
  if (!link) return;
  event.preventDefault();
  location.assign(link.href);
});
