// Sections, tags and contributors under a search box while it is typed into. Without this module it is a plain form.

const WAIT = 120;
let count = 0;

for (const input of document.querySelectorAll("input[data-suggest]")) {
  enhance(input);
}

function enhance(input) {
  const list = makeList();
  let timer = 0;
  let asking = null;
  let typed = input.value;

  input.setAttribute("role", "combobox");
  input.setAttribute("aria-autocomplete", "list");
  input.setAttribute("aria-controls", list.id);
  close();
  input.after(list);

  input.addEventListener("input", (event) => {
    if (!event.isComposing) ask();
  });
  input.addEventListener("compositionend", ask);
  input.addEventListener("keydown", onKey);
  input.addEventListener("blur", close);
  // A press would take the focus, and with it the list, before the click arrives.
  list.addEventListener("pointerdown", (event) => event.preventDefault());
  list.addEventListener("click", (event) => {
    const option = event.target.closest("[role=option]");
    if (option) go(option);
  });

  function ask() {
    if (input.value.trim() === typed) return;
    typed = input.value.trim();
    clearTimeout(timer);
    asking?.abort();
    if (typed) timer = setTimeout(send, WAIT);
    else close();
  }

  async function send() {
    asking = new AbortController();
    try {
      const address = `${input.dataset.suggest}?q=${encodeURIComponent(typed)}`;
      const answer = await fetch(address, { signal: asking.signal, credentials: "omit" });
      if (answer.ok) show(await answer.json());
    } catch {
      // Typed on, or the network is away: the form still searches.
    }
  }

  function show([, names, kinds, urls]) {
    list.replaceChildren(...names.map((name, at) => makeOption(list, at, name, kinds[at], urls[at])));
    const isOpen = names.length > 0 && document.activeElement === input;
    list.hidden = !isOpen;
    input.setAttribute("aria-expanded", String(isOpen));
    choose(null);
  }

  function close() {
    clearTimeout(timer);
    asking?.abort();
    list.hidden = true;
    input.setAttribute("aria-expanded", "false");
    choose(null);
  }

  function onKey(event) {
    if (event.isComposing) return;
    const chosen = list.querySelector("[aria-selected=true]");
    if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      if (list.hidden) return;
      event.preventDefault();
      choose(next(chosen, event.key === "ArrowDown" ? 1 : -1));
    } else if (event.key === "Enter" && chosen && !list.hidden) {
      event.preventDefault();
      go(chosen);
    } else if (event.key === "Escape" && !list.hidden) {
      event.preventDefault();
      close();
    }
  }

  // Round in a circle, through the box itself: there nothing is chosen.
  function next(chosen, step) {
    const options = [...list.children];
    const at = (options.indexOf(chosen) + 1 + step + options.length + 1) % (options.length + 1);
    return options[at - 1] ?? null;
  }

  function choose(option) {
    for (const each of list.children) each.setAttribute("aria-selected", String(each === option));
    if (option) input.setAttribute("aria-activedescendant", option.id);
    else input.removeAttribute("aria-activedescendant");
    option?.scrollIntoView({ block: "nearest" });
  }
}

function go(option) {
  location.assign(option.dataset.url);
}

function makeList() {
  const list = document.createElement("div");
  list.id = `suggest-${(count += 1)}`;
  list.className = "suggest";
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "栏目、标签和作者");
  return list;
}

function makeOption(list, at, name, kind, url) {
  const option = document.createElement("div");
  option.id = `${list.id}-${at}`;
  option.setAttribute("role", "option");
  option.dataset.url = url;
  const note = document.createElement("span");
  note.className = "note";
  note.textContent = kind;
  option.append(name, note);
  return option;
}
