"use strict";

// What is typed for readers, shown as they will read it: <… data-echo="id of the field"> keeps its own words while it is empty.
for (const place of document.querySelectorAll("[data-echo]")) {
  const field = document.getElementById(place.dataset.echo);
  const own = place.textContent;
  const show = () => {
    place.textContent = field.value.trim() || own;
  };
  if (field) {
    field.addEventListener("input", show);
    show();
  }
}
