// The import desk without reloading: every step is the same form that works without scripts. Steps queue, an open editor
// is saved before anything else, and only the parts of the screen that changed come back and are taken over.

const desk = () => document.getElementById("desk");
const editor = () => desk()?.querySelector(".part__edit");
const POLL = 10_000;
const HEADERS = { "X-Requested-With": "fetch" };
let queue = Promise.resolve();
let signedOut = false;
let isOver = false;

function say(sentence, link) {
  const place = desk()?.querySelector("[data-others]");
  if (!place || place.textContent === sentence + (link?.textContent ?? "")) return;
  place.replaceChildren(sentence, ...(link ? [link] : []));
}

// --- where one is ----------------------------------------------------------------------------------

const nameOf = (element) => {
  const home = element?.closest?.("[id]");
  if (!home || !desk().contains(element)) return null;
  const own = element.name ? `[name="${element.name}"]` : element.matches("a") ? "a" : "";
  const value = element.name && element.value && element.matches("button, input") ? `[value="${CSS.escape(element.value)}"]` : "";
  return { home: home.id, within: home === element ? "" : own + value, turns: "turn" in element.dataset, form: element.getAttribute("form") };
};

function place() {
  const scrolls = [...document.querySelectorAll(".sheet__source")].map((each) => each.scrollTop);
  const line = document.querySelector(".line input:checked")?.closest(".line")?.id;
  const focused = nameOf(document.activeElement);
  const top = window.scrollY;
  const known = new Set([...document.querySelectorAll(".story")].map((each) => each.id));
  return (anchor) => {
    document.querySelectorAll(".sheet__source").forEach((each, at) => { each.scrollTop = scrolls[at] ?? 0; });
    window.scrollTo({ top, behavior: "instant" });
    const radio = line && document.getElementById(line)?.querySelector("input");
    if (radio) radio.checked = true;
    const home = focused && document.getElementById(focused.home);
    const again = home && (focused.within ? home.querySelector(focused.within) : home);
    const writing = editor()?.querySelector("textarea");
    if (writing) writing.focus();
    else if (again && focused.turns) again.focus({ preventScroll: true });
    else if (radio && anchor?.startsWith("l")) radio.focus({ preventScroll: true });
    else if (again) again.focus({ preventScroll: true });
    const lost = document.activeElement === document.body ? focused : null;
    document.dispatchEvent(new CustomEvent("desk:step", { detail: { anchor, lost, known } }));
  };
}

// --- taking over -----------------------------------------------------------------------------------

/** The parts that the answer leaves out because they are here already are moved into it. */
function complete(fresh) {
  const held = new Map([...desk().querySelectorAll("[data-part]")].map((each) => [each.dataset.part, each]));
  for (const stub of fresh.querySelectorAll("[data-same]")) {
    const kept = held.get(stub.dataset.same);
    if (kept) stub.replaceWith(kept);
  }
}

/** What changes with every step, in the parts that were kept too. */
function renew(here) {
  for (const field of here.querySelectorAll("[name=seen_version]")) field.value = here.dataset.version;
  for (const field of here.querySelectorAll("[name=csrfmiddlewaretoken]")) field.value = here.dataset.csrf;
  here.querySelectorAll(".story__number").forEach((number, at) => { number.textContent = at + 1; });
}

async function answerOf(request) {
  const answer = await fetch(request);
  const gone = answer.url.includes("/login/") || answer.status === 403;
  return { gone, page: gone ? null : new DOMParser().parseFromString(await answer.text(), "text/html") };
}

/** A sign-in in another tab brings a token of its own; without it every step would be refused. */
async function signedInAgain() {
  const { gone, page } = await answerOf(new Request(location.href, { headers: HEADERS }));
  const token = page?.getElementById("desk")?.dataset.csrf;
  if (gone || !token) return false;
  desk().dataset.csrf = token;
  renew(desk());
  signedOut = false;
  return true;
}

async function take(make) {
  desk().setAttribute("aria-busy", "true");
  try {
    if (signedOut && !(await signedInAgain())) return tellSignedOut();
    const back = place();
    const { gone, page } = await answerOf(make());
    if (gone) return tellSignedOut();
    const fresh = page.getElementById("desk");
    // A colleague has finished the import: what was typed stays on the screen.
    if (!fresh) {
      isOver = true;
      return say(`${page.querySelector(".messagelist")?.textContent.trim() ?? ""}这一步没有做成，请刷新后再看。`);
    }
    complete(fresh);
    desk().replaceWith(document.adoptNode(fresh));
    renew(desk());
    const messages = page.querySelector(".messagelist");
    document.querySelectorAll(".messagelist").forEach((each) => each.remove());
    if (messages) (desk().querySelector(".intake-bar") ?? desk()).prepend(messages);
    back(fresh.dataset.place);
  } catch {
    say("网络不通，这一步没有保存；您的文字还在，请稍后再点一次。");
  } finally {
    desk().removeAttribute("aria-busy");
  }
}

function tellSignedOut() {
  signedOut = true;
  const link = Object.assign(document.createElement("a"), { href: desk().dataset.desk, target: "_blank", textContent: "另开一页登录" });
  say("登录已过期，这一步没有保存。您的文字还在，登录后回来再点一次：", link);
}

const step = (make) => { queue = queue.then(() => take(make)); return queue; };

/** What the form says is taken at once, the request made when its turn comes: with the version of then. */
function send(action, data) {
  return step(() => {
    data.set("seen_version", desk().dataset.version);
    data.set("csrfmiddlewaretoken", desk().dataset.csrf);
    data.set("held", [...desk().querySelectorAll("[data-part]")].map((each) => each.dataset.part).join(" "));
    return new Request(action, { method: "POST", body: data, headers: HEADERS });
  });
}

// --- an open editor --------------------------------------------------------------------------------

const isDirty = (form) => form && form.elements.text.value !== form.elements.text.defaultValue;

/** Saved before whatever else is asked for, so that no step closes it over what was typed. */
async function saveEditor(besides) {
  const form = editor();
  if (form && form !== besides && isDirty(form)) await send(form.action, new FormData(form));
  return !isDirty(editor()) || editor() === besides;
}

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!desk()?.contains(form)) return;
  if ("whole" in form.dataset) {
    if (!isDirty(editor())) return;
    event.preventDefault();
    if (await saveEditor()) document.querySelector(`form[action="${form.getAttribute("action")}"]`)?.requestSubmit();
    return;
  }
  event.preventDefault();
  // Saving what is typed would itself be the step that is taken back.
  if (event.submitter?.dataset.turn && isDirty(editor())) return say("有一处改了还没有保存；请先保存，或点“不改了”。");
  const { action } = form, data = new FormData(form, event.submitter);
  await saveEditor(form);
  await send(action, data);
});

document.addEventListener("click", async (event) => {
  const link = event.target.closest(".part__open, [data-cancel]");
  if (!link || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  if (!("cancel" in link.dataset)) await saveEditor();
  step(() => {
    const held = [...desk().querySelectorAll("[data-part]")].map((each) => each.dataset.part).join(" ");
    const body = new URLSearchParams({ held, csrfmiddlewaretoken: desk().dataset.csrf });
    return new Request(link.href, { method: "POST", body, headers: HEADERS });
  });
});

// --- who else is here ------------------------------------------------------------------------------

// Who else is here, and whether the screen still shows what is stored.
async function present() {
  const here = desk();
  if (!here || document.hidden || signedOut || isOver) return;
  const body = new URLSearchParams({ csrfmiddlewaretoken: here.dataset.csrf });
  try {
    const answer = await (await fetch(here.dataset.present, { method: "POST", body })).json();
    const others = answer.others.length ? `${answer.others.join("、")}也在整理这次导入。` : "";
    const stale = answer.version > Number(desk().dataset.version) ? `${answer.by}刚刚改过，请刷新看新的样子。` : "";
    say(others + stale);
  } catch { /* the next poll will tell */ }
}
setInterval(present, POLL);
