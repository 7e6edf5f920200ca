// The searchable choices of the admin have no name for a screen reader while nothing is chosen: give them their label.
(() => {
  const name = (select) => {
    const label = document.querySelector(`label[for="${select.id}"]`);
    return select.getAttribute("aria-label") || label?.textContent.replace(/[：:]\s*$/, "") || "";
  };

  const labelAll = () => {
    for (const select of document.querySelectorAll("select.admin-autocomplete")) {
      const shown = select.nextElementSibling?.querySelector(".select2-selection__rendered");
      if (shown) shown.setAttribute("aria-label", name(select).trim());
    }
  };

  window.addEventListener("load", labelAll);
  document.addEventListener("formset:added", () => setTimeout(labelAll));
})();
