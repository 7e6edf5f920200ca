// The searchable choices of the admin get the names their fields have. Select2 builds three parts of its own (the box, the
// search field and the list under it) and names none of them; the label belongs to a <select> that is hidden.
//
// An observer sees each part in the same turn in which it is built, whoever builds it: the page, an added line, the list at
// its first opening. There is no moment at which a part stands in the page without its name.
(() => {
  const PART = ".select2-container";
  const CHOSEN = ".select2-selection__rendered";

  const nameOf = (select) => {
    const label = select.id && document.querySelector(`label[for="${CSS.escape(select.id)}"]`);
    return (select.getAttribute("aria-label") || label?.textContent || "").replace(/[：:\s]+$/, "").trim();
  };

  // The box reads “栏目 科协动态”: its own name, then what is chosen or, while nothing is, what to do.
  const nameBox = (select, container) => {
    const box = container.querySelector(".select2-selection");
    const chosen = container.querySelector(CHOSEN);
    box.id = `${chosen.id}-box`;
    box.setAttribute("aria-label", nameOf(select));
    box.setAttribute("aria-labelledby", `${box.id} ${chosen.id}`);
    box.setAttribute("aria-haspopup", "listbox");
    // Words inside the box, not a field in a field.
    chosen.removeAttribute("role");
    chosen.removeAttribute("aria-readonly");
  };

  // The search field and the list stand at the end of the page, and are those of the one choice that is open.
  const nameDropdown = (dropdown) => {
    const select = document.querySelector(`select:has(+ ${PART}--open)`);
    if (!select) return;
    const name = nameOf(select);
    const list = dropdown.querySelector(".select2-results__options");
    list.setAttribute("aria-label", name);
    dropdown.querySelector(".select2-search__field")?.setAttribute("aria-label", `搜索${name}`);
    select.nextElementSibling.querySelector(".select2-selection").setAttribute("aria-controls", list.id);
  };

  const name = (container) => {
    const select = container.previousElementSibling;
    if (select?.matches("select.admin-autocomplete")) nameBox(select, container);
    else if (container.querySelector(".select2-dropdown")) nameDropdown(container);
  };

  const added = (node) => {
    if (node.nodeType !== Node.ELEMENT_NODE) return;
    if (node.matches(PART)) name(node);
    else node.querySelectorAll(PART).forEach(name);
    // The cross is for the mouse (the keyboard has Backspace), and no part of what is chosen.
    if (node.matches(".select2-selection__clear")) node.setAttribute("aria-hidden", "true");
  };

  new MutationObserver((changes) => {
    for (const { type, target, addedNodes } of changes) {
      // Where a line is taken out the later ones are numbered anew, and with them what a box is named by.
      if (type === "attributes" && target.matches(CHOSEN)) name(target.closest(PART));
      addedNodes.forEach(added);
    }
  }).observe(document.documentElement, { childList: true, subtree: true, attributeFilter: ["id"] });
})();
