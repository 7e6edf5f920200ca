// The zones of a page's picture. What is drawn is what stands in the number fields of the form; this shows it on the picture
// and writes it back. zones-draw.js draws by mouse and finger, zones-keys.js moves by keyboard.
document.addEventListener("DOMContentLoaded", () => {
  const form = document.getElementById("zones_form");
  if (!form) return;
  const $ = (selector) => form.querySelector(selector);
  const frame = $("[data-frame]"), svg = $("[data-svg]"), list = $("[data-zones]"), said = $("[data-said]");
  const total = form.elements["zone-TOTAL_FORMS"];
  const LEAST = 1; // percent: what is smaller was no drawing
  const HINTS = {
    rectangle: "选一篇稿件，在图上拖出矩形；点一下已有的热区可以改。",
    polygon: "选一篇稿件，沿边线逐点点击；点回第一点或按回车画完。",
    move: "拖动热区或它的各点；图可以滚动。",
  };
  let chosen = null; // a zone's fieldset
  let story = null; // the key of the place for which is drawn
  let mode = "rectangle";

  const zones = () => [...list.querySelectorAll("[data-zone]")];
  const isOut = (zone) => Boolean(zone.querySelector("[name$=DELETE]")?.checked);
  const rows = (zone) => [...zone.querySelectorAll("[data-points] li")];
  const select = (zone) => zone.querySelector("select");
  const title = (key) => form.querySelector(`[data-story="${key}"] .zones__title`)?.textContent ?? "未选稿件";
  const say = (words) => { said.textContent = words; };
  const round = (value) => Math.round(Math.min(100, Math.max(0, value)) * 100) / 100;

  /** Corners in percent, as the fields have them; two are those of a rectangle. */
  const points = (zone) => {
    const found = rows(zone).map((row) => [...row.querySelectorAll("input")].map((field) => field.value))
      .filter(([x, y]) => x !== "" && y !== "").map(([x, y]) => [Number(x), Number(y)]);
    if (found.length !== 2) return found;
    const [[ax, ay], [bx, by]] = found;
    return [[ax, ay], [bx, ay], [bx, by], [ax, by]];
  };

  const put = (zone, corners) => {
    const lines = zone.querySelector("[data-points]");
    const blank = rows(zone)[0].cloneNode(true);
    blank.removeAttribute("data-spare");
    lines.replaceChildren(...corners.map((corner) => {
      const row = blank.cloneNode(true);
      row.querySelectorAll("input").forEach((field, at) => { field.value = round(corner[at]); });
      return row;
    }));
    show();
  };

  /** A new zone of that story. */
  const add = (key, corners) => {
    const blank = list.querySelector("[data-zone]:not(.is-used)");
    let zone = blank && points(blank).length === 0 && !isOut(blank) ? blank : null;
    if (!zone) {
      const number = Number(total.value);
      const holder = document.createElement("div");
      holder.innerHTML = $("[data-blank]").innerHTML.replaceAll("__prefix__", String(number));
      zone = holder.querySelector("[data-zone]");
      zone.querySelector("[data-number]").textContent = number + 1;
      list.append(zone);
      total.value = number + 1;
    }
    select(zone).value = key;
    zone.hidden = false;
    chosen = zone;
    put(zone, corners);
    say(`《${title(key)}》加了一个热区。`);
    return zone;
  };

  const takeOut = (zone) => {
    zone.querySelector("[name$=DELETE]").checked = true;
    if (chosen === zone) chosen = null;
    show();
    say("热区删去了，保存以后生效；在热区表里取消勾选，就恢复。");
  };

  const choose = (zone) => {
    chosen = zone;
    show();
  };

  // What a finger lies on stays where it is: taken out of the page it would tell nothing more of the finger.
  const polygons = new Map(); // zone -> what is drawn of it
  const draw = (zone, number) => {
    const polygon = polygons.get(zone) ?? document.createElementNS(svg.namespaceURI, "polygon");
    polygons.set(zone, polygon);
    if (!polygon.isConnected) svg.append(polygon);
    polygon.setAttribute("points", points(zone).map((corner) => corner.join(",")).join(" "));
    Object.entries({ tabindex: "0", role: "button", "aria-pressed": String(zone === chosen) }).forEach(([name, value]) => polygon.setAttribute(name, value));
    polygon.setAttribute("aria-label", `热区 ${number}：${title(select(zone).value)}`);
    polygon.classList.toggle("is-chosen", zone === chosen);
    polygon.classList.toggle("is-wrong", Boolean(zone.querySelector(".errorlist")));
    polygon.zone = zone;
  };

  const handle = (corner, at, number) => {
    const button = frame.querySelector(`.zones__point[data-at="${at}"]`) ?? Object.assign(document.createElement("button"), { type: "button", className: "zones__point" });
    if (!button.isConnected) frame.append(button);
    button.setAttribute("aria-label", `热区 ${number} 第 ${at + 1} 点，横 ${corner[0]}，纵 ${corner[1]}`);
    button.dataset.at = at;
    button.style.insetInlineStart = `${corner[0]}%`;
    button.style.insetBlockStart = `${corner[1]}%`;
  };

  /** All of it as the fields say; the focus stays on the same zone or corner. */
  const show = () => {
    const held = document.activeElement;
    const corner = held?.matches?.(".zones__point") ? held.dataset.at : null, zone = held?.zone;
    const shown = zones().filter((each) => !isOut(each) && points(each).length > 2);
    const corners = chosen && shown.includes(chosen) ? points(chosen) : [];
    svg.querySelectorAll("[data-plain]").forEach((old) => old.remove());
    polygons.forEach((old, each) => shown.includes(each) || (old.remove(), polygons.delete(each)));
    frame.querySelectorAll(".zones__point").forEach((old) => old.dataset.at < corners.length || old.remove());
    shown.forEach((each) => draw(each, zones().indexOf(each) + 1));
    corners.forEach((each, at) => handle(each, at, zones().indexOf(chosen) + 1));
    for (const each of zones()) {
      each.classList.toggle("is-chosen", each === chosen);
      each.classList.toggle("is-out", isOut(each));
      each.classList.toggle("is-used", points(each).length > 0);
    }
    const count = (key) => shown.filter((each) => select(each).value === key).length;
    for (const line of form.querySelectorAll("[data-story]")) {
      const number = count(line.dataset.story);
      line.querySelector("[data-count]").textContent = number ? `${number} 个热区` : "还没有热区";
      line.classList.toggle("is-chosen", line.dataset.story === story);
      line.querySelector("[data-choose]").setAttribute("aria-pressed", String(line.dataset.story === story));
    }
    if (corner !== null) frame.querySelector(`.zones__point[data-at="${corner}"]`)?.focus();
    else if (zone) [...svg.querySelectorAll("polygon")].find((each) => each.zone === zone)?.focus();
  };

  /** The first story that has none, from this one on. */
  const following = () => {
    const keys = [...form.querySelectorAll("[data-story]")].map((line) => line.dataset.story);
    const drawn = zones().filter((each) => !isOut(each) && points(each).length > 2).map((each) => select(each).value);
    const from = Math.max(0, keys.indexOf(story));
    return [...keys.slice(from), ...keys.slice(0, from)].find((key) => !drawn.includes(key)) ?? story;
  };

  const turn = (to) => {
    mode = frame.dataset.mode = to;
    for (const button of form.querySelectorAll("[data-mode][type=button]")) button.setAttribute("aria-pressed", String(button.dataset.mode === to));
    $("[data-hint]").textContent = HINTS[to];
  };

  form.addEventListener("click", (event) => {
    const line = event.target.closest("[data-story]");
    if (event.target.closest("[data-tools] [data-mode]")) turn(event.target.closest("[data-mode]").dataset.mode);
    if (event.target.closest("[data-choose]")) { story = line.dataset.story; show(); say(`为《${title(story)}》画。`); }
    if (event.target.closest("[data-add]")) {
      add(line.dataset.story, [[30, 40], [70, 40], [70, 60], [30, 60]]);
      [...svg.querySelectorAll("polygon")].find((each) => each.zone === chosen).focus();
    }
  });
  list.addEventListener("input", show);
  list.addEventListener("focusin", (event) => choose(event.target.closest("[data-zone]")));

  for (const each of zones()) if (!points(each).length && !each.querySelector(".errorlist")) each.hidden = true;
  for (const hidden of form.querySelectorAll("[data-tools], [data-do]")) hidden.hidden = false;
  document.querySelector("[data-keys]").hidden = false;
  window.zones = {
    frame, svg, points, put, add, takeOut, choose, show, say, title, LEAST,
    chosen: () => chosen,
    mode: () => mode,
    story: () => story,
    next: () => { story = following(); show(); },
  };
  story = following() ?? null;
  turn("rectangle");
  show();
});
