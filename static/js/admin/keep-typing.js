// What is being typed survives a closed tab and an expired session: kept in this browser until it was sent.

const key = (field) => `newsroom:typing:${field.dataset.keep}`;

const restore = (field) => {
  const kept = localStorage.getItem(key(field));
  if (kept === null || kept === field.value) return;
  if (field.value.trim() === "" || field.closest(".part__edit")) {
    field.value = kept;
    const note = document.createElement("p");
    note.className = "help";
    note.setAttribute("role", "status");
    note.textContent = "已找回上次没有保存的文字。";
    field.after(note);
  }
};

const restoreAll = (root) => root.querySelectorAll?.("textarea[data-keep]").forEach(restore);

document.addEventListener("input", (event) => {
  if (event.target.matches?.("textarea[data-keep]")) localStorage.setItem(key(event.target), event.target.value);
});

document.addEventListener("click", (event) => {
  const form = event.target.closest?.("[data-cancel]")?.closest("form");
  form?.querySelectorAll("textarea[data-keep]").forEach((field) => localStorage.removeItem(key(field)));
}, true);

// Sent: once the answer shows that the server has the words, they are forgotten here. A page that asks to sign in, or
// one that shows the same words again with what is wrong, is no such answer.
const SENT = "newsroom:sent";
const sent = () => JSON.parse(sessionStorage.getItem(SENT) ?? "[]");

document.addEventListener("submit", (event) => {
  const fields = [...event.target.querySelectorAll("textarea[data-keep]")];
  if (fields.length) sessionStorage.setItem(SENT, JSON.stringify([...new Set([...sent(), ...fields.map(key)])]));
});

function forgetSent() {
  if (!sent().length || location.pathname.includes("/login/")) return;
  const shown = new Map([...document.querySelectorAll("textarea[data-keep]")].map((field) => [key(field), field.value]));
  for (const each of sent()) {
    if (shown.get(each) !== localStorage.getItem(each)) localStorage.removeItem(each);
  }
  sessionStorage.removeItem(SENT);
}

const desk = document.getElementById("desk");
new MutationObserver(() => {
  forgetSent();
  restoreAll(document);
}).observe(desk?.parentElement ?? document.body, { childList: true });

forgetSent();
restoreAll(document);
