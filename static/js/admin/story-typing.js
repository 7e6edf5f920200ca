// One ear for what helps while a story is typed: it hears of words once they are there, never while an input method is at
// work on them.
const storyTyping = (() => {
  let composing = false;
  document.addEventListener("compositionstart", () => { composing = true; }, true);
  document.addEventListener("compositionend", () => { composing = false; }, true);

  /** Calls `act` so many milliseconds after the last key in `field`, or after the characters were chosen. */
  const heard = (field, wait, act) => {
    let timer = 0;
    const later = () => {
      clearTimeout(timer);
      timer = setTimeout(() => (composing ? later() : act()), wait);
    };
    field.addEventListener("input", later);
    field.addEventListener("compositionend", later);
  };

  /** -> an `ask(url)` that gives the answer to the last question alone; null for an older one or none. */
  const asker = () => {
    let running = null;
    return async (url) => {
      running?.abort();
      const own = (running = new AbortController());
      try {
        const answer = await fetch(url, { signal: own.signal, redirect: "manual" });
        const said = answer.ok ? await answer.json() : null;
        return own === running ? said : null;
      } catch {
        return null;
      }
    };
  };

  return { heard, asker, isComposing: () => composing };
})();
