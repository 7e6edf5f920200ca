// The import desk without reloading: every step is the same form that works without scripts; only the desk's own part
// of the answer is taken over, so that the scroll position and the chosen line stay.

const desk = () => document.getElementById("desk");
const POLL = 10_000;

const chosenLine = () => document.querySelector(".line input:checked")?.closest(".line")?.id;

function keepPlace() {
  const scrolls = [...document.querySelectorAll(".sheet__source")].map((each) => each.scrollTop);
  const line = chosenLine();
  const top = window.scrollY;
  return (anchor) => {
    document.querySelectorAll(".sheet__source").forEach((each, at) => { each.scrollTop = scrolls[at] ?? 0; });
    window.scrollTo({ top, behavior: "instant" });
    const radio = line && document.getElementById(line)?.querySelector("input");
    if (radio) radio.checked = true;
    const open = document.querySelector(".part__edit textarea");
    if (open) open.focus();
    else if (radio && anchor?.startsWith("l")) radio.focus({ preventScroll: true });
    else if (anchor) document.getElementById(anchor)?.scrollIntoView({ block: "nearest" });
  };
}

function say(sentence) {
  const others = document.querySelector("[data-others]");
  if (others) others.textContent = sentence;
}

async function takeOver(request) {
  const back = keepPlace();
  desk().setAttribute("aria-busy", "true");
  let answer;
  try {
    answer = await fetch(request);
  } catch {
    desk().removeAttribute("aria-busy");
    say("网络不通，这一步没有保存；您的文字还在，请稍后再点一次。");
    return;
  }
  desk().removeAttribute("aria-busy");
  const signedOut = answer.url.includes("/login/") || answer.status === 403;
  const page = signedOut ? null : new DOMParser().parseFromString(await answer.text(), "text/html");
  const fresh = page?.getElementById("desk");
  if (!fresh) {
    say(signedOut ? "登录已过期，这一步没有保存。请在新标签页登录，再回来点一次；您的文字还在。" : "这一步没有做成，请刷新后再试。");
    return;
  }
  desk().replaceWith(fresh);
  const messages = page.querySelector(".messagelist");
  document.querySelector(".messagelist")?.remove();
  if (messages) desk().before(messages);
  back(fresh.dataset.place);
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!desk()?.contains(form) || "whole" in form.dataset) return;
  event.preventDefault();
  const data = new FormData(form, event.submitter);
  takeOver(new Request(form.action, { method: "POST", body: data, headers: { "X-Requested-With": "fetch" } }));
});

document.addEventListener("click", (event) => {
  const link = event.target.closest(".part__open, [data-cancel]");
  if (!link || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  takeOver(new Request(link.href));
});

// A story's section is set by choosing it; a line that is chosen shows the story it went into.
document.addEventListener("change", (event) => {
  const line = event.target.matches(".line input") && event.target.closest(".line");
  if (line && matchMedia("(min-width: 1001px)").matches) {
    document.querySelectorAll(".story--shown").forEach((each) => each.classList.remove("story--shown"));
    const story = document.getElementById(line.dataset.story ?? "");
    story?.classList.add("story--shown");
    story?.scrollIntoView({ block: "nearest" });
  }
  const select = event.target.closest("select[data-submit]");
  if (select) select.form.requestSubmit(select.form.querySelector(`[value="${select.dataset.submit}"]`));
});

// Keys work while a line is chosen and has the focus, and nowhere else.
document.addEventListener("keydown", (event) => {
  if (event.ctrlKey && event.key === "s" && event.target.matches(".part__edit textarea")) {
    event.preventDefault();
    event.target.form.requestSubmit();
  } else if (event.key === "Escape" && event.target.matches(".part__edit textarea")) {
    event.target.form.querySelector("[data-cancel]").click();
  } else if (event.target.matches(".line input") && !event.ctrlKey && !event.altKey && !event.metaKey) {
    const button = event.target.form.querySelector(`[data-key="${CSS.escape(event.key)}"]`);
    if (button) {
      event.preventDefault();
      event.target.form.requestSubmit(button);
    }
  }
});

// Who else is here, and whether the screen still shows what is stored.
async function present() {
  const here = desk();
  if (!here || document.hidden) return;
  const body = new URLSearchParams({ csrfmiddlewaretoken: here.dataset.csrf });
  try {
    const answer = await (await fetch(here.dataset.present, { method: "POST", body })).json();
    const others = answer.others.length ? `${answer.others.join("、")}也在整理这次导入。` : "";
    const stale = String(answer.version) !== desk().dataset.version ? `${answer.by}刚刚改过，请刷新看新的样子。` : "";
    say(others + stale);
  } catch { /* the next poll will tell */ }
}
setInterval(present, POLL);
