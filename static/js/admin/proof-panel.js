// 校对提示 as one types: a second after typing stops the form's words are checked, and the panel shows the last answer. An
// input method at work is left alone until its characters have arrived.
document.addEventListener("DOMContentLoaded", () => {
  const panel = document.querySelector("[data-proofs]");
  if (!panel) return;
  const REST = 1000;
  const ROUNDS = 5;
  const form = panel.closest("form");
  const part = (name) => panel.querySelector(`[data-proofs-${name}]`);
  const places = window.proofPlaces;
  let timer = null;
  let asked = 0;
  let composing = false;
  let answer = null;
  panel.dataset.live = "";
  if (matchMedia("(max-width: 767px)").matches) panel.open = false;

  const put = (name, words) => { if (part(name).textContent !== words) part(name).textContent = words; };
  const say = (words) => put("said", words);

  const request = (extra) => {
    const data = new FormData();
    for (const [name, value] of new FormData(form)) if (typeof value === "string") data.append(name, value);
    for (const [name, value] of Object.entries(extra)) data.set(name, value);
    // Signing in anew changes the token; the cookie has the one that holds now.
    data.set("csrfmiddlewaretoken", document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? form.elements.csrfmiddlewaretoken.value);
    return data;
  };

  /** Only what differs is put in; a reason that is being written is not taken away. */
  const take = (given) => {
    put("counts", given.counts);
    window.proofMarks.show(given.findings);
    const list = part("list");
    if (list.querySelector(".proof__ignore[open]")) return;
    answer = given;
    if (list.dataset.html === given.html) return;
    const open = list.querySelector(".proofs__ignored")?.open;
    const kept = list.contains(document.activeElement) ? [...list.querySelectorAll("button")].indexOf(document.activeElement) : -1;
    list.innerHTML = given.html;
    list.dataset.html = given.html;
    if (open) list.querySelector(".proofs__ignored")?.setAttribute("open", "");
    const buttons = list.querySelectorAll("button");
    if (kept >= 0) (buttons[Math.min(kept, buttons.length - 1)] ?? panel.querySelector("summary")).focus({ preventScroll: true });
  };

  /** The last question's answer counts; whoever asked before is told nothing. -> whether it was the last */
  const ask = async (extra = {}) => {
    clearTimeout(timer);
    const number = ++asked;
    try {
      const reply = await fetch(panel.dataset.proofs, { method: "POST", body: request(extra), redirect: "manual" });
      if (number !== asked) return false;
      if (reply.type === "opaqueredirect" || reply.status === 403) {
        say("登录已过期或没有权限，校对提示停在上一次的样子。");
        return false;
      }
      const given = await reply.json();
      if (number !== asked) return false;
      say(given.said);
      if (reply.ok) take(given);
      return reply.ok;
    } catch {
      if (number === asked) say("连不上服务器，校对提示停在上一次的样子。");
      return false;
    }
  };

  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(() => { if (!composing) ask(); }, REST);
  };

  form.addEventListener("compositionstart", () => { composing = true; clearTimeout(timer); });
  form.addEventListener("compositionend", () => { composing = false; later(); });
  for (const kind of ["input", "change"]) {
    form.addEventListener(kind, (event) => { if (!composing && !panel.contains(event.target)) later(); });
  }
  // The editor may be built before or after this script begins.
  form.addEventListener("prose-editor:ready", () => ask());
  if (places.editors.size) ask();

  // --- what the buttons do -----------------------------------------------------------------------------

  const changed = () => {
    say("这一处刚刚改过，正在重新校对。");
    ask();
  };

  const jump = (finding) => {
    const span = places.find(finding);
    if (span) places.select(finding.name, span);
    else changed();
  };

  const fix = (finding) => {
    if (!places.find(finding)) return changed();
    places.apply(finding.name, finding.edits);
    ask();
  };

  /** Every safe fix, and those that these make possible. */
  const fixSafe = async () => {
    for (let round = 0; round < ROUNDS; round++) {
      if (!(await ask()) || !answer.safe.length) return;
      for (const { name, edits } of answer.safe) places.apply(name, edits);
    }
    await ask();
  };

  const ignore = (finding, details) => {
    const chosen = details.querySelector("select").value, more = details.querySelector("input").value.trim();
    if (chosen === "其他" && !more) {
      say("选“其他”的，请写明为什么保留原文。");
      details.querySelector("input").focus();
      return;
    }
    details.open = false;
    const reason = chosen === "其他" ? more : [chosen, more].filter(Boolean).join("：");
    ask({ ignore: JSON.stringify(finding.mark), reason });
  };

  panel.addEventListener("click", (event) => {
    const button = event.target.closest("button");
    if (!button) return;
    const { proof, proofFix, proofIgnore, proofBack } = button.dataset;
    const finding = answer?.findings[proof ?? proofFix ?? proofIgnore];
    if ("proofSafe" in button.dataset) fixSafe();
    else if (proofBack) ask({ take_back: proofBack });
    else if (!finding) ask();
    else if (proof) jump(finding);
    else if (proofFix) fix(finding);
    else ignore(finding, button.closest("details"));
  });

  panel.addEventListener("toggle", ({ target }) => { if (target.matches(".proof__ignore:not([open])")) later(); }, true);

  // Enter in a reason lets the finding stand; it does not send the form. Escape closes it.
  panel.addEventListener("keydown", (event) => {
    const details = event.target.closest(".proof__ignore");
    if (details && event.key === "Enter" && event.target.matches("input")) {
      event.preventDefault();
      details.querySelector("[data-proof-ignore]").click();
    } else if (details?.open && event.key === "Escape") {
      details.open = false;
      details.querySelector("summary").focus();
    }
  });
});
