// “排在第几段后” as a choice that shows how each paragraph of the body begins, as the editor has it at the moment.
document.addEventListener("DOMContentLoaded", () => {
  const group = document.querySelector(".pictures");
  if (!group) return;
  const LENGTH = 16;

  // What is blank is not stored, so it does not count; a table counts once.
  const paragraphs = () => {
    const text = document.querySelector(".field-body .ProseMirror[contenteditable]");
    return [...(text?.children ?? [])].map((block) => block.textContent.trim()).filter(Boolean);
  };

  const beginning = (words) => (words.length > LENGTH ? `${words.slice(0, LENGTH)}……` : words);

  const fill = (choice, number) => {
    const begins = paragraphs();
    const options = [new Option("正文之前", "0")];
    begins.forEach((words, at) => options.push(new Option(`第${at + 1}段后：${beginning(words)}`, String(at + 1))));
    if (number > begins.length) options.push(new Option(`第${number}段后（现在没有，排在文末）`, String(number)));
    const words = options.map((option) => option.text).join("\n");
    if (choice.dataset.words !== words) choice.replaceChildren(...options);
    choice.dataset.words = words;
    choice.value = String(number);
  };

  const numbers = () => [...group.querySelectorAll('.inline-related:not(.empty-form) [name$="-after_block"]')];

  const refresh = () => {
    for (const number of numbers()) {
      let choice = number.parentElement.querySelector("select.place");
      if (!choice) {
        choice = document.createElement("select");
        choice.className = "place";
        choice.id = `${number.id}-choice`;
        group.querySelector(`label[for="${number.id}"]`).htmlFor = choice.id;
        number.hidden = true;
        number.after(choice);
        choice.addEventListener("change", () => { number.value = choice.value; });
      }
      fill(choice, Number(number.value) || 0);
    }
  };

  let waiting = false;
  const soon = () => {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => { waiting = false; refresh(); });
  };

  refresh();
  document.addEventListener("formset:added", soon);
  const body = document.querySelector(".field-body");
  if (body) new MutationObserver(soon).observe(body, { childList: true, subtree: true, characterData: true });
});
