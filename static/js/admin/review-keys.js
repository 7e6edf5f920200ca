// The review by keyboard. Every key has Ctrl or Alt, so that none fires while one types; an input method at work, which has
// its own use for Enter, is left alone. Alt with these letters is no browser's menu or tab.
document.addEventListener("DOMContentLoaded", () => {
  const part = (key) => document.querySelector(`[data-key="${key}"]`);
  const help = document.querySelector("[data-keys]");
  if (!help) return;
  help.hidden = false;

  const press = (key) => {
    const found = part(key);
    found?.click();
    return Boolean(found);
  };

  const write = () => {
    const field = document.getElementById("id_opinion");
    field?.focus();
    field?.scrollIntoView({ block: "nearest" });
    return Boolean(field);
  };

  let at = -1;
  const find = (step) => {
    const links = [...document.querySelectorAll("[data-finding]")];
    if (!links.length) return false;
    at = at < 0 && step < 0 ? links.length - 1 : (at + step + links.length) % links.length;
    links[at].focus({ preventScroll: true });
    links[at].scrollIntoView({ block: "nearest" });
    links[at].click();
    return true;
  };

  const turn = () => {
    const faces = [...(part("faces")?.children ?? [])];
    if (!faces.length) return false;
    const here = faces.findIndex((face) => face.hasAttribute("aria-current"));
    faces[(here + 1) % faces.length].click();
    return true;
  };

  const KEYS = {
    KeyR: () => press("send-back"),
    KeyY: write,
    KeyW: () => press("edit"),
    KeyG: turn,
    KeyJ: () => find(1),
    KeyK: () => find(-1),
    KeyN: () => press("next"),
    KeyP: () => press("previous"),
  };

  document.addEventListener("keydown", (event) => {
    if (event.isComposing || event.keyCode === 229 || event.repeat || event.shiftKey) return;
    const control = event.ctrlKey || event.metaKey;
    const act = control && !event.altKey && event.key === "Enter" ? () => press("sign") : null;
    const other = event.altKey && !control && Object.hasOwn(KEYS, event.code) ? KEYS[event.code] : null;
    if ((act ?? other)?.()) event.preventDefault();
  });

  // A second press while the first is on its way would be a second verdict.
  const form = document.getElementById("verdict-form");
  let sent = false;
  window.addEventListener("pageshow", () => { sent = false; });
  form?.addEventListener("submit", (event) => {
    if (sent) event.preventDefault();
    sent = true;
  });
});
