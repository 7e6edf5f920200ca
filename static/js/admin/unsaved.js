// What is typed into a form of the desk is not lost by going away, nor by a sign-in that ran out or was made anew.
document.addEventListener("DOMContentLoaded", () => {
  const form = document.querySelector('#content-main > form[method="post"][id$="_form"]');
  if (!form) return;

  const typed = () => JSON.stringify([...new FormData(form)].map(([name, value]) => [name, value.name ?? value]));

  // As it was when the first key or finger came down: by then the editor and the searchable choices are built. A form that
  // came back with errors holds words that are stored nowhere, whatever is done with it.
  let before = document.querySelector(".errornote, [data-unsaved]") ? "" : null;
  const begin = () => { before ??= typed(); };
  for (const touch of ["keydown", "pointerdown", "beforeinput"]) form.addEventListener(touch, begin, true);

  // A second press while the first is on its way would be a second writer. One that got no answer may be pressed again.
  const ON_ITS_WAY = 10_000;
  let sent = false;
  let sentAt = 0;
  window.addEventListener("pageshow", () => { [sent, sentAt] = [false, 0]; });
  window.addEventListener("beforeunload", (event) => {
    if (!sent && before !== null && typed() !== before) event.preventDefault();
  });

  const desk = document.querySelector("[data-desk]").dataset.desk;

  const stay = (words, link) => {
    const note = document.createElement("p");
    note.className = "errornote";
    note.id = "not-sent";
    note.setAttribute("role", "alert");
    note.append(words);
    if (link) note.append(Object.assign(document.createElement("a"), { href: desk, target: "_blank", textContent: link }));
    form.querySelector(":scope > div").prepend(note);
    note.scrollIntoView({ block: "center" });
  };

  // Whether whoever is at the desk is still signed in: an address of the desk leads elsewhere if not.
  const refusal = async () => {
    try {
      const answer = await fetch(`${desk}jsi18n/`, { method: "HEAD", redirect: "manual", cache: "no-store" });
      return answer.type === "opaqueredirect" ? ["登录已过期，还没有保存，文字都在。登录以后回到这里再保存一次：", "另开一页登录"] : null;
    } catch {
      return ["连不上服务器，还没有保存，文字都在；请稍候再保存一次。"];
    }
  };

  const send = (button) => {
    sent = true;
    sentAt = 0;
    // Signing in changes the token that a form is sent with; the cookie has the one that holds now.
    const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1];
    if (token) form.elements.csrfmiddlewaretoken.value = token;
    form.requestSubmit(button);
  };

  let asking = false;
  form.addEventListener("submit", async (event) => {
    if (sent && Date.now() - sentAt > ON_ITS_WAY) {
      sentAt = Date.now();
      return;
    }
    event.preventDefault();
    if (sent) return;
    if (asking) return;
    asking = true;
    document.getElementById("not-sent")?.remove();
    const waits = [];
    form.dispatchEvent(new CustomEvent("desk:sending", { detail: { waits } }));
    const [words] = await Promise.all([refusal(), ...waits]);
    asking = false;
    if (words) stay(...words);
    else send(event.submitter);
  });
});
