// Zones by keyboard: a zone or a corner that has the focus is moved by the arrows, corners are added and taken out.
document.addEventListener("DOMContentLoaded", () => {
  const desk = window.zones;
  if (!desk) return;
  const STEP = 1, FINE = 0.1; // percent
  const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

  const shifted = (corners, way, step) => {
    const by = [0, 1].map((axis) => {
      const values = corners.map((each) => each[axis]);
      return Math.min(100 - Math.max(...values), Math.max(-Math.min(...values), way[axis] * step));
    });
    return corners.map((each) => [each[0] + by[0], each[1] + by[1]]);
  };

  const ofZone = (event, zone) => {
    if (event.key === "Enter" || event.key === " ") desk.choose(desk.chosen() === zone ? null : zone);
    else if (event.key === "Delete" || event.key === "Backspace") desk.takeOut(zone);
    else if (WAYS[event.key]) desk.put(zone, shifted(desk.points(zone), WAYS[event.key], event.shiftKey ? FINE : STEP));
    else return false;
    return true;
  };

  const ofCorner = (event, zone, at) => {
    const corners = desk.points(zone);
    const next = corners[(at + 1) % corners.length];
    if (event.key === "Delete" || event.key === "Backspace") {
      if (corners.length > 3) desk.put(zone, corners.filter((_, each) => each !== at));
      else desk.say("热区至少要三点；不要这个热区，请在热区上按 Delete。");
    } else if (event.key === "Insert" || event.key === "+") {
      corners.splice(at + 1, 0, [(corners[at][0] + next[0]) / 2, (corners[at][1] + next[1]) / 2]);
      desk.put(zone, corners);
    } else if (WAYS[event.key]) {
      const [moved] = shifted([corners[at]], WAYS[event.key], event.shiftKey ? FINE : STEP);
      desk.put(zone, corners.map((each, number) => (number === at ? moved : each)));
    } else return false;
    return true;
  };

  desk.frame.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const point = event.target.closest(".zones__point");
    const done = point ? ofCorner(event, desk.chosen(), Number(point.dataset.at)) : event.target.zone && ofZone(event, event.target.zone);
    if (done) event.preventDefault();
  });
});
