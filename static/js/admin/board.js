// The board: each act is sent at once and the answer put in; a colleague's act shows up by asking every few seconds. Without
// this script the same buttons are a form.
document.addEventListener("DOMContentLoaded", () => {
  const root = document.querySelector("[data-board]");
  if (!root) return;
  const POLL = 8_000;
  const told = document.querySelector("[data-board-said]");
  const state = () => root.querySelector("[data-board-state]");
  const mayMove = () => state().hasAttribute("data-may-move");
  const cards = (within = root) => [...within.querySelectorAll("[data-story]")];
  const card = (key) => document.getElementById(`story-${key}`);
  const key = (each) => each.dataset.story;
  const ticked = () => cards().filter((each) => each.querySelector(".card__box")?.checked);
  let current = null; // the key of the story that last had the focus
  let asked = 0; // of answers only the last one counts
  let isSending = false;
  let queue = Promise.resolve(); // of keys that are pressed faster than the server answers
  let refusals = 0;

  const say = (words, isRefused = false) => {
    if (isRefused) refusals += 1;
    told.textContent = words;
    told.classList.toggle("is-refused", isRefused);
  };

  /** What an act is about: those that are ticked, in the order of the screen, else the one that has or had the focus. */
  const chosen = () => {
    const found = ticked();
    if (found.length) return found;
    return current && card(current) ? [card(current)] : [];
  };

  /** One card is a stop of the Tab key; from there the arrows lead on. */
  const settle = () => {
    const here = card(current) ?? cards()[0];
    for (const each of cards()) {
      each.tabIndex = each === here ? 0 : -1;
      for (const part of each.querySelectorAll("a, input")) part.tabIndex = -1;
    }
    const found = ticked();
    const words = root.querySelector("[data-board-chosen]");
    const title = card(current)?.querySelector(".card__title a").textContent;
    if (words) words.textContent = found.length ? `所选 ${found.length} 篇：` : title ? `《${title}》：` : "点一篇或勾选几篇：";
  };

  const focus = (each) => {
    current = key(each);
    settle();
    each.focus({ preventScroll: true });
    each.scrollIntoView({ block: "nearest", inline: "nearest" });
  };

  /** What somebody is in the middle of is put back: ticks, the focus, what is open and what was typed there, the places scrolled to. */
  const put = (html) => {
    const boxes = new Set(ticked().map(key));
    const at = document.activeElement && root.contains(document.activeElement) ? document.activeElement.id : "";
    const open = [...root.querySelectorAll("details[open]")].map((each) => each.dataset.keep);
    const typed = [...root.querySelectorAll("input[id], select[id]")]
      .filter((field) => !field.matches(".card__box") && (field.matches("select") ? field.closest(".board-tools") : field.value !== field.defaultValue))
      .map((field) => [field.id, field.value]);
    const scrolled = ["[data-scroller]", "[data-pool]"].map((name) => root.querySelector(name)).map((part) => [part.scrollLeft, part.scrollTop]);
    root.innerHTML = html;
    for (const name of open) root.querySelector(`[data-keep="${name}"]`)?.setAttribute("open", "");
    for (const [id, value] of typed) {
      const field = document.getElementById(id);
      if (field && !(field.matches("select") && ![...field.options].some((each) => each.value === value))) field.value = value;
    }
    for (const each of cards()) if (boxes.has(key(each)) && mayMove()) each.querySelector(".card__box").checked = true;
    ["[data-scroller]", "[data-pool]"].forEach((name, index) => root.querySelector(name).scrollTo(...scrolled[index]));
    settle();
    if (!at) return;
    const here = document.getElementById(at) ?? root.querySelector("[data-scroller]");
    (here.closest("details:not([open])")?.querySelector("summary") ?? here).focus({ preventScroll: true });
  };

  /** The stories beside one, the following first: who takes the focus where it is gone from the screen. */
  const beside = (each) => {
    const all = each ? cards(each.closest("[data-cards]")) : [];
    return [...all.slice(all.indexOf(each) + 1), ...all.slice(0, Math.max(all.indexOf(each), 0)).reverse()].map(key);
  };

  const untick = () => {
    for (const each of ticked()) each.querySelector(".card__box").checked = false;
    settle();
  };

  const answer = async (reply) => {
    if (reply.type === "opaqueredirect" || reply.status === 403) {
      say("登录已过期或没有权限，没有改动；请刷新本页。", true);
      return null;
    }
    return reply.json();
  };

  /** An act on the board as it is seen: `fields` as pairs. The focus goes to the first of the stories that moved. */
  const send = async (fields, address = document.getElementById("moves").action, keep = false) => {
    if (isSending) return;
    isSending = true;
    const number = ++asked;
    const data = new FormData();
    for (const [name, value] of fields) data.append(name, value);
    const form = document.getElementById("moves");
    if (!data.has("seen_version")) data.set("seen_version", form.elements.seen_version.value);
    // Signing in anew changes the token; the cookie has the one that holds now.
    data.set("csrfmiddlewaretoken", document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1] ?? form.elements.csrfmiddlewaretoken.value);
    try {
      const reply = await fetch(address, { method: "POST", body: data, redirect: "manual", headers: { Accept: "application/json" } });
      const given = await answer(reply);
      if (!given || number !== asked) return;
      if (reply.ok && !keep) untick();
      for (const each of root.querySelectorAll("details[open]")) if (reply.ok && each.contains(document.activeElement)) each.open = false;
      const first = data.get("story")?.split(":")[0];
      const heirs = beside(card(first));
      put(given.html);
      say(given.said, !reply.ok);
      const heir = [first, ...heirs].map(card).find(Boolean);
      if (first && heir) focus(heir);
    } catch {
      say("连不上服务器，没有改动；请稍后再试。", true);
    } finally {
      isSending = false;
    }
  };

  /** `act` with the chosen stories and whatever else it takes. */
  const act = (name, extra = []) => {
    const stories = chosen();
    if (!stories.length) return say("请先点一篇或勾选几篇稿件。", true);
    const first = stories.map((each) => ["story", each.querySelector(".card__box").value]);
    return send([["act", name], ...first, ...extra]);
  };

  /** A step after those that are under way, of the board as they leave it; none follows one that was refused. */
  const later = (step) => {
    const then = refusals;
    queue = queue.then(() => (then === refusals ? step(card(current)) : null));
  };

  const look = async (query, own = false) => {
    const number = ++asked;
    const known = own ? "" : state().dataset.mark;
    const wanted = new URLSearchParams(query);
    wanted.set("version", known);
    try {
      const reply = await fetch(`${root.dataset.state}?${wanted}`, { redirect: "manual", headers: { Accept: "application/json" } });
      if (reply.status === 204 || number !== asked) return;
      const given = await answer(reply);
      if (!given) return;
      put(given.html);
      if (given.said && !own) say(given.said);
    } catch { /* the next question will tell */ }
  };

  const poll = () => {
    const here = document.activeElement;
    const isBusy = isSending || root.dataset.dragging || (root.contains(here) && here.matches("input:not([type=checkbox]), select"));
    if (!document.hidden && !isBusy) look(location.search);
  };
  setInterval(poll, POLL);
  document.addEventListener("visibilitychange", poll); // whoever comes back sees at once what was moved meanwhile

  root.addEventListener("submit", (event) => {
    const form = event.target;
    event.preventDefault();
    if (form.matches("[data-filter]")) {
      const query = new URLSearchParams([...new FormData(form)].filter(([, value]) => value));
      history.replaceState(null, "", `${location.pathname}?${query}`);
      look(query, true);
      return;
    }
    const pressed = event.submitter;
    if (form.id !== "moves" || pressed.value === "add_page") {
      send([...new FormData(form)].filter(([name]) => name !== "story").concat([["act", pressed.value]]), form.action, true);
      return;
    }
    const fields = new FormData(form);
    act(pressed.value, ["page", "section", "goes_on"].map((name) => [name, fields.get(name) ?? ""]));
  });

  root.addEventListener("click", (event) => {
    const turn = event.target.closest("[data-turn]");
    if (!turn) return;
    event.preventDefault();
    history.replaceState(null, "", turn.href);
    look(new URL(turn.href).search, true);
  });

  root.addEventListener("change", (event) => { if (event.target.matches(".card__box")) settle(); });
  root.addEventListener("focusin", (event) => {
    const here = event.target.closest("[data-story]");
    if (here && key(here) !== current) { current = key(here); settle(); }
  });

  root.dataset.live = "";
  if (mayMove()) document.querySelector("[data-board-keys]")?.removeAttribute("hidden");
  settle();
  window.board = { root, cards, ticked, focus, act, later, untick, mayMove, say };
});
