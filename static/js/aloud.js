// 朗读: title, subtitle, then the text with its sub-heads; no captions, tables or signatures, which nobody reads out. In
// pieces of a breath, for some browsers fall silent after a quarter of a minute; a pause begins the piece again.
const BREATH = 60;
const VOICES = [/^zh[-_]CN|^cmn|^zh[-_]Hans/i, /^zh[-_]TW|^zh[-_]Hant|^zh$/i, /^zh|^yue/i];
const READ = ".story__head h1, .story__head .story__subtitle, .story__text > :is(p, h3), .story__text :is(blockquote > p, li)";
const SENTENCE = /[^。！？；!?;]*[。！？；!?;]+[”’」』）]*|[^。！？；!?;]+$/g;
const CLAUSE = /[^，、：,:]*[，、：,:]+|[^，、：,:]+$/g;

const synth = window.speechSynthesis;
const tools = document.querySelector("[data-tools]");
const play = tools?.querySelector("[data-aloud=play]");
const stop = tools?.querySelector("[data-aloud=stop]");
const said = tools?.querySelector("[role=status]");

let pieces = [], at = 0, state = "still", voice = null, speaking = null;

// Whole sentences as long as they fit into a breath, else clauses.
const breaths = (text) => {
  const parts = (text.match(SENTENCE) ?? []).flatMap((each) => (each.length > BREATH ? each.match(CLAUSE) : [each]));
  return parts.reduce((found, part) => {
    const last = found.at(-1);
    if (last !== undefined && last.length + part.length <= BREATH) found[found.length - 1] = last + part;
    else found.push(part);
    return found;
  }, []);
};

const gather = () =>
  [...document.querySelectorAll(READ)].flatMap((element) =>
    breaths(element.textContent.replace(/\s+/g, " ").trim()).map((text) => ({ element, text })),
  );

const show = (next, words) => {
  state = next;
  play.textContent = { still: "朗读", reads: "暂停", paused: "继续" }[state];
  stop.hidden = state === "still";
  said.textContent = words;
};

const mark = (element) => {
  const marked = document.querySelector("[data-read]");
  if (marked === element) return;
  marked?.removeAttribute("data-read");
  if (!element) return;
  element.setAttribute("data-read", "");
  const box = element.getBoundingClientRect();
  if (box.top < 64 || box.bottom > innerHeight) element.scrollIntoView({ block: box.height > innerHeight ? "start" : "center" });
};

const silence = () => {
  speaking = null;
  synth.cancel();
};

const speak = () => {
  const piece = pieces[at];
  if (!piece) {
    mark(null);
    show("still", "朗读完毕");
    return;
  }
  const words = new SpeechSynthesisUtterance(piece.text);
  words.lang = voice?.lang ?? "zh-CN";
  if (voice) words.voice = voice;
  words.onend = () => speaking === words && ((at += 1), speak());
  words.onerror = () => speaking === words && end("这台设备没能朗读。");
  speaking = words;
  mark(piece.element);
  synth.speak(words);
};

const end = (words) => {
  silence();
  mark(null);
  show("still", words);
};

// Some browsers know their voices only after a moment, some telephones tell none and speak all the same.
const voices = () =>
  new Promise((done) => {
    const known = synth.getVoices();
    if (known.length) return done(known);
    const tell = () => done(synth.getVoices());
    synth.addEventListener("voiceschanged", tell, { once: true });
    setTimeout(tell, 800);
  });

const chinese = (known) => {
  for (const pattern of VOICES) {
    const fit = known.filter((each) => pattern.test(each.lang));
    if (fit.length) return fit.find((each) => each.localService) ?? fit[0];
  }
  return null;
};

const begin = async () => {
  const known = await voices();
  if (state !== "still") return;
  voice = chinese(known);
  if (known.length && !voice) return show("still", "这台设备没有中文语音，不能朗读。");
  pieces = gather();
  at = 0;
  synth.cancel(); // what another page left
  show("reads", "正在朗读");
  speak();
};

const pause = () => {
  silence();
  show("paused", "朗读已暂停");
};

const resume = () => {
  show("reads", "继续朗读");
  speak();
};

if (synth && play) {
  play.addEventListener("click", () => ({ still: begin, reads: pause, paused: resume })[state]());
  stop.addEventListener("click", () => {
    play.focus();
    end("朗读已停止");
  });
  addEventListener("pagehide", () => state !== "still" && end(""));
}
