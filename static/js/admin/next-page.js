// A page that is added to an issue is most often the next one: its number stands there already.
document.addEventListener("formset:added", (event) => {
  if (event.detail.formsetName !== "pages") return;
  const numbers = [...document.querySelectorAll('#pages-group .form-row:not(.empty-form) input[name$="-number"]')];
  const added = event.target.querySelector('input[name$="-number"]');
  if (added && added.value === "") added.value = 1 + Math.max(0, ...numbers.map((field) => Number(field.value)));
});
