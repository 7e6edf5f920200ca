// Zones by mouse, pen and finger: a rectangle is dragged, a polygon clicked corner by corner; zones and corners are moved.
document.addEventListener("DOMContentLoaded", () => {
  const desk = window.zones;
  if (!desk) return;
  const { frame, svg } = desk;
  const FAR = 4; // pixels before a press is a drag
  const CLOSE = 12; // pixels from the first corner that close a polygon
  const sketch = document.createElementNS(svg.namespaceURI, "polygon");
  sketch.setAttribute("class", "zones__sketch");
  let press = null; // { x, y, from, zone, corners, at, isDrag }
  let corners = []; // of a polygon that is being drawn

  const place = (event) => {
    const box = svg.getBoundingClientRect();
    const within = (value) => Math.round(Math.min(100, Math.max(0, value)) * 100) / 100;
    return [within(((event.clientX - box.left) / box.width) * 100), within(((event.clientY - box.top) / box.height) * 100)];
  };
  const outline = (points) => {
    sketch.setAttribute("points", points.map((point) => point.join(",")).join(" "));
    if (points.length) svg.append(sketch);
    else sketch.remove();
  };
  const rectangle = ([ax, ay], [bx, by]) => {
    const [left, right, top, bottom] = [Math.min(ax, bx), Math.max(ax, bx), Math.min(ay, by), Math.max(ay, by)];
    return [[left, top], [right, top], [right, bottom], [left, bottom]];
  };

  const keep = (points) => {
    outline([]);
    corners = [];
    if (!desk.story()) return desk.say("这一版没有稿件，画了也没有去处。");
    desk.add(desk.story(), points);
    desk.next();
  };
  const stop = () => {
    corners = [];
    press = null;
    outline([]);
  };
  const finish = () => {
    if (corners.length > 2) keep(corners);
    else desk.say("多边形至少要三点，请接着点。");
  };

  const corner = (event) => {
    const box = svg.getBoundingClientRect(), here = place(event);
    const first = corners[0];
    const far = first && Math.hypot(((here[0] - first[0]) / 100) * box.width, ((here[1] - first[1]) / 100) * box.height);
    if (first && far < CLOSE) return finish();
    corners.push(here);
    outline(corners);
    desk.say(`第 ${corners.length} 点。`);
  };

  frame.addEventListener("pointerdown", (event) => {
    if (event.button !== 0 || !event.isPrimary) return;
    const point = event.target.closest(".zones__point"), zone = event.target.zone;
    if (desk.mode() === "polygon" && !point) return;
    if (desk.mode() === "move" && !point && !zone) return desk.choose(null);
    const moved = point ? desk.chosen() : desk.mode() === "move" ? zone : null;
    press = { x: event.clientX, y: event.clientY, from: place(event), zone, moved, at: point && Number(point.dataset.at), corners: moved && desk.points(moved) };
    if (moved && !point) desk.choose(moved);
    frame.setPointerCapture(event.pointerId);
    if (!point) event.preventDefault();
  });

  frame.addEventListener("pointermove", (event) => {
    if (corners.length) outline([...corners, place(event)]);
    if (!press) return;
    press.isDrag ||= Math.hypot(event.clientX - press.x, event.clientY - press.y) > FAR;
    if (!press.isDrag) return;
    const here = place(event);
    if (!press.moved) return outline(rectangle(press.from, here));
    if (press.at !== null) return desk.put(press.moved, press.corners.map((each, at) => (at === press.at ? here : each)));
    const by = [0, 1].map((axis) => {
      const values = press.corners.map((each) => each[axis]);
      return Math.min(100 - Math.max(...values), Math.max(-Math.min(...values), here[axis] - press.from[axis]));
    });
    desk.put(press.moved, press.corners.map((each) => [each[0] + by[0], each[1] + by[1]]));
  });

  frame.addEventListener("pointerup", (event) => {
    if (!press) return;
    const { isDrag, moved, zone, from } = press;
    press = null;
    if (moved) return;
    outline([]);
    if (!isDrag) return desk.choose(zone ?? null);
    const drawn = rectangle(from, place(event));
    const isSmall = drawn[2][0] - drawn[0][0] < desk.LEAST || drawn[2][1] - drawn[0][1] < desk.LEAST;
    if (isSmall) desk.say("画得太小，没有算；请拖大些。");
    else keep(drawn);
  });
  // The finger moves the page instead.
  frame.addEventListener("pointercancel", () => {
    if (press?.moved && press.isDrag) desk.put(press.moved, press.corners);
    stop();
  });
  frame.addEventListener("click", (event) => {
    if (desk.mode() === "polygon" && !event.target.closest(".zones__point")) corner(event);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      if (corners.length || press) stop();
      else desk.choose(null);
    }
    if (event.key === "Enter" && corners.length && !event.target.closest("input, select, button, a")) {
      event.preventDefault();
      event.stopImmediatePropagation();
      finish();
    }
  });
  document.querySelector("[data-tools]").addEventListener("click", stop);
});
