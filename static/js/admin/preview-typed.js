// 预览 shows what is typed, in a window of its own. A form of its own carries it there: the story's own form is not sent, and
// goes on warning and keeping what is not saved.
document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-preview]");
  if (!button) return;
  event.preventDefault();
  const form = document.createElement("form");
  Object.assign(form, { method: "post", action: button.getAttribute("formaction"), target: "_blank", hidden: true });
  const add = (name, value) => form.append(Object.assign(document.createElement("input"), { type: "hidden", name, value }));
  for (const [name, value] of new FormData(button.form)) {
    if (typeof value === "string" && name !== "csrfmiddlewaretoken") add(name, value);
  }
  add("csrfmiddlewaretoken", document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? button.form.elements.csrfmiddlewaretoken.value);
  document.body.append(form);
  form.submit();
  form.remove();
});
