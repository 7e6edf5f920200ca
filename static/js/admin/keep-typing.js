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

// Sent: once a page comes that no longer has the field, the server has its words. A page to sign in is no such answer,
// and one that shows the field again has not taken them.
const SENT = "newsroom:sent";
const sent = () => JSON.parse(sessionStorage.getItem(SENT) ?? "[]");
const keysOf = (root) => [...root.querySelectorAll("textarea[data-keep]")].map(key);

document.addEventListener("submit", (event) => {
  const fields = keysOf(event.target);
  if (fields.length) sessionStorage.setItem(SENT, JSON.stringify([...new Set([...sent(), ...fields])]));
});

function forgetSent() {
  if (!sent().length || location.pathname.includes("/login/")) return;
  const shown = new Set(keysOf(document));
  for (const each of sent()) if (!shown.has(each)) localStorage.removeItem(each);
  sessionStorage.setItem(SENT, JSON.stringify(sent().filter((each) => shown.has(each))));
}

const desk = document.getElementById("desk");
new MutationObserver(() => {
  forgetSent();
  restoreAll(document);
}).observe(desk?.parentElement ?? document.body, { childList: true });

if (!desk) forgetSent(); // after a sign-in the desk comes back with its editors closed: it does not have their words
restoreAll(document);
