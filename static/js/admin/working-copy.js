// What is being typed into a story's form goes to its owner's working copy every two seconds, and when the page is left.
// The fields are only read, never touched, so that an input method at work is not disturbed. What the server could not be
// told waits in this browser, under its owner's name, and is sent as soon as one comes back.
document.addEventListener("DOMContentLoaded", () => {
  const status = document.querySelector("[data-working-copy]");
  if (!status) return;
  const form = status.closest("form");
  const { keep, owner, story } = status.dataset;
  const LOOK = 1000;
  const EVERY = 2000;
  const AGAIN = 3000;
  const SIGNED_OUT = "登录已过期，文字先存在这台电脑上，登录后自动暂存：";
  const home = `newsroom:copy:${owner}:${story}:`;
  const mine = home + form.elements.copy_key.value;

  const typed = () => [...new FormData(form)].filter(([name, value]) => typeof value === "string" && name !== "csrfmiddlewaretoken");
  const seal = (fields) => JSON.stringify(fields);
  const say = (words, link) => {
    const whole = words + (link ?? "");
    if (status.textContent === whole) return;
    status.textContent = words;
    if (link) status.append(Object.assign(document.createElement("a"), { href: document.querySelector("[data-desk]").dataset.desk, target: "_blank", textContent: link }));
  };

  const request = (fields, key) => {
    const data = new FormData();
    for (const [name, value] of fields) data.append(name, value);
    data.set("copy_key", key);
    data.set("story", story);
    // Signing in anew changes the token; the cookie has the one that holds now.
    data.set("csrfmiddlewaretoken", document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? form.elements.csrfmiddlewaretoken.value);
    return data;
  };

  const store = (sealed) => {
    try {
      localStorage.setItem(mine, sealed);
    } catch { /* no room in this browser: the server is tried again all the same */ }
  };

  /** -> what the server says; throws where it cannot be reached or does not know who asks. */
  const send = async (fields, key) => {
    const answer = await fetch(keep, { method: "POST", body: request(fields, key), redirect: "manual" });
    if (answer.type === "opaqueredirect" || answer.status === 403) throw new Error(SIGNED_OUT);
    if (answer.status >= 500) throw new Error("");
    return { said: (await answer.json()).said, kept: answer.ok };
  };

  // --- keeping ---------------------------------------------------------------------------------------

  // As it was when the first key or finger came down, and the editor was built. What came back with errors, or was taken
  // back, is stored nowhere.
  let kept = document.querySelector(".errornote, [data-unsaved]") ? "" : null;
  const begin = () => { kept ??= seal(typed()); };
  for (const touch of ["keydown", "pointerdown", "beforeinput", "prose-editor:ready"]) form.addEventListener(touch, begin, true);

  let running = null;
  let notBefore = 0;
  let sending = false;

  const keepNow = async () => {
    const fields = typed();
    const sealed = seal(fields);
    if (kept === null || sealed === kept) return;
    store(sealed);
    try {
      const answer = await send(fields, form.elements.copy_key.value);
      kept = sealed;
      notBefore = Date.now() + EVERY;
      if (answer.kept) localStorage.removeItem(mine);
      say(answer.said);
    } catch (error) {
      notBefore = Date.now() + AGAIN;
      if (error.message === SIGNED_OUT) say(SIGNED_OUT, "另开一页登录");
      else say(error instanceof TypeError || !error.message ? "暂存失败，正在重试" : error.message);
    }
  };
  const flush = () => (running ??= keepNow().finally(() => { running = null; }));

  setInterval(() => { if (!sending && Date.now() >= notBefore) flush(); }, LOOK);
  window.addEventListener("online", () => { notBefore = 0; });
  document.addEventListener("visibilitychange", () => { if (document.hidden && !sending) flush(); });

  // --- going away ------------------------------------------------------------------------------------

  window.addEventListener("pagehide", () => {
    const fields = typed();
    if (sending || kept === null || seal(fields) === kept) return;
    store(seal(fields));
    navigator.sendBeacon(keep, request(fields, form.elements.copy_key.value));
  });
  window.addEventListener("pageshow", () => { sending = false; });

  // Sent for good: what is on its way arrives first, or it would come back as words that were never saved.
  form.addEventListener("desk:sending", (event) => event.detail.waits.push(Promise.resolve(running).then(flush)));
  window.addEventListener("submit", (event) => { if (event.target === form && !event.defaultPrevented) sending = true; });

  // --- coming back -----------------------------------------------------------------------------------

  const left = Object.keys(localStorage).filter((name) => name.startsWith(home) && name !== mine);

  /** What this browser had kept reaches the server; then the offers are as the server now has them. */
  const handIn = async () => {
    for (const name of left) {
      await send(JSON.parse(localStorage.getItem(name)), name.slice(home.length));
      localStorage.removeItem(name);
    }
    const page = new DOMParser().parseFromString(await (await fetch(location.href)).text(), "text/html");
    const offers = page.getElementById("copies");
    if (offers) document.getElementById("copies")?.replaceWith(document.adoptNode(offers));
  };
  if (left.length) handIn().catch(() => { /* the next time this form is opened */ });
});
