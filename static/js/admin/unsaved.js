// What is typed into a form of the desk is not lost by going away, nor by signing in again in another window.
document.addEventListener("DOMContentLoaded", () => {
  const form = document.querySelector('#content-main > form[method="post"][id$="_form"]');
  if (!form) return;

  const typed = () => JSON.stringify([...new FormData(form)].map(([name, value]) => [name, value.name ?? value]));

  // As it was when the first key or finger came down: by then the editor and the searchable choices are built. A form that
  // came back with errors holds words that are stored nowhere, whatever is done with it.
  let before = document.querySelector(".errornote") ? "" : null;
  const begin = () => { before ??= typed(); };
  for (const touch of ["keydown", "pointerdown", "beforeinput"]) form.addEventListener(touch, begin, true);

  let sent = false;
  window.addEventListener("pageshow", () => { sent = false; });
  window.addEventListener("beforeunload", (event) => {
    if (!sent && before !== null && typed() !== before) event.preventDefault();
  });

  // Signing in changes the token that a form is sent with; the cookie has the one that holds now.
  form.addEventListener("submit", () => {
    sent = true;
    const token = document.cookie.match(/(?:^|; )csrftoken=([^;]+)/)?.[1];
    if (token) form.elements.csrfmiddlewaretoken.value = token;
  });
});
