// The picture: where everything stands when groups unfold, zooming and moving, labels from afar.
const root = document.documentElement;
const stage = document.getElementById("stage");
const picture = document.getElementById("picture");
const world = document.getElementById("world");
const nodeElements = nodes.map((node) => document.getElementById("n" + node.index));
const edgeElements = edges.map((edge) => document.getElementById("e" + edge.index));
const labels = make("div", { id: "labels", "aria-hidden": "true" });
const map = document.createElementNS(picture.namespaceURI, "svg");
const view = { scale: 1, x: 0, y: 0 }; // from the drawing to the stage, in pixels
let size = data.size.slice();
let moveX = (x) => x;
let moveY = (y) => y;

const middle = (node) => node.frame[1] + node.frame[3] / 2;
const right = (node) => node.frame[0] + node.frame[2];

/** Where room is put in, as sums over ascending places. */
function room(openings) {
  const places = [...openings.keys()].sort((a, b) => a - b);
  return places.map((at) => ({ at, extra: openings.get(at) }));
}

/**
 * An unfolded group takes more room. The whole drawing opens at its middle and behind its column: whatever
 * lies beyond moves away, in order, so that nothing overlaps and no edge changes sides.
 */
function place() {
  const wide = new Map();
  const high = new Map();
  for (const index of state.open) {
    const node = nodes[index];
    const [width, height] = node.inside;
    wide.set(right(node), Math.max(wide.get(right(node)) ?? 0, width - node.frame[2], 0));
    high.set(middle(node), Math.max(high.get(middle(node)) ?? 0, height - node.frame[3], 0));
  }
  const columns = room(wide);
  const rows = room(high);
  moveX = (x) => columns.reduce((sum, { at, extra }) => (x >= at ? sum + extra : sum), x);
  moveY = (y) => rows.reduce(
    (sum, { at, extra }) => (y > at ? sum + extra : y === at ? sum + extra / 2 : sum), y);
  size = [moveX(data.size[0]), moveY(data.size[1])];
  nodes.forEach((node, index) => {
    const isOpen = state.open.has(index);
    const height = isOpen ? node.inside[1] : node.frame[3];
    node.x = moveX(node.frame[0]);
    node.y = moveY(middle(node)) - height / 2;
    node.width = isOpen ? node.inside[0] : node.frame[2];
    node.height = height;
    nodeElements[index].setAttribute("transform", `translate(${node.x} ${node.y})`);
    nodeElements[index].classList.toggle("open", isOpen);
  });
  edges.forEach((edge, index) => edgeElements[index].setAttribute("d", path(edge)));
  const margin = 2 * data.margin;
  picture.setAttribute("viewBox", `0 0 ${size[0] + margin} ${size[1] + margin}`);
  drawMap();
}

/** The way of an edge, as the drawing has it: straight with round corners, or curves. */
function path(edge) {
  const points = [];
  for (let at = 0; at < edge.points.length; at += 2) {
    points.push([moveX(edge.points[at]), moveY(edge.points[at + 1])]);
  }
  // A box keeps its place when its column grows: the edge reaches back to it.
  const first = nodes[edge.back && edge.from !== edge.to ? edge.to : edge.from];
  points.unshift([first.x + first.width, points[0][1]]);
  let way = `M${points[0]}`;
  points.forEach((point, index) => {
    const last = points[index - 1];
    if (!last || (last[0] === point[0] && last[1] === point[1])) return;
    const next = points[index + 1] ?? point;
    const round = (a, b, c, d) => Math.min(8, Math.abs(b - a) / 2, Math.abs(d - c) / 2);
    if (last[1] === point[1] && next[0] === point[0] && next[1] !== point[1]) {
      const cut = round(last[0], point[0], point[1], next[1]);
      way += `H${point[0] - Math.sign(point[0] - last[0]) * cut}`;
      way += `Q${point} ${point[0]} ${point[1] + Math.sign(next[1] - point[1]) * cut}`;
    } else if (last[0] === point[0] && next[1] === point[1] && next[0] !== point[0]) {
      const cut = round(point[0], next[0], last[1], point[1]);
      way += `V${point[1] - Math.sign(point[1] - last[1]) * cut}`;
      way += `Q${point} ${point[0] + Math.sign(next[0] - point[0]) * cut} ${point[1]}`;
    } else if (last[1] === point[1] || last[0] === point[0]) {
      way += `L${point}`;
    } else {
      const half = (last[0] + point[0]) / 2;
      way += `C${half} ${last[1]} ${half} ${point[1]} ${point}`;
    }
  });
  return way;
}

/** How the picture's own box lies in the stage: what is drawn is shown through it. */
function base() {
  const margin = 2 * data.margin;
  const [width, height] = [size[0] + margin, size[1] + margin];
  const scale = Math.min(stage.clientWidth / width, stage.clientHeight / height) || 1;
  return {
    scale, width, height,
    x: (stage.clientWidth - width * scale) / 2, y: (stage.clientHeight - height * scale) / 2,
  };
}

let isWaiting = false;
function show() {
  if (isWaiting) return;
  isWaiting = true;
  requestAnimationFrame(() => {
    isWaiting = false;
    const whole = base();
    const { scale, x, y } = whole;
    const { clientWidth, clientHeight } = stage;
    drawLabels();
    world.setAttribute(
      "transform",
      `translate(${(view.x - x) / scale} ${(view.y - y) / scale}) scale(${view.scale / scale})`);
    stage.classList.toggle("far", view.scale < 0.5);
    showOnMap(whole, clientWidth, clientHeight);
  });
}

const limits = () => [Math.min(0.05, base().scale), 3];
const onStage = (x, y) => [
  (x + data.margin) * view.scale + view.x, (y + data.margin) * view.scale + view.y];

/** Whether everything is seen. */
const isWhole = () => view.scale <= base().scale * 1.05;

function fit() {
  const { scale, width, height } = base();
  view.scale = Math.min(scale, 1.25);
  view.x = (stage.clientWidth - width * view.scale) / 2;
  view.y = (stage.clientHeight - height * view.scale) / 2;
  show();
}

function zoom(factor, x = stage.clientWidth / 2, y = stage.clientHeight / 2) {
  const [least, most] = limits();
  const scale = Math.min(most, Math.max(least, view.scale * factor));
  view.x = x - ((x - view.x) * scale) / view.scale;
  view.y = y - ((y - view.y) * scale) / view.scale;
  view.scale = scale;
  show();
}

/** The rectangle of a box, or of a task within an open one. */
function rectangle(index, task = none) {
  const node = nodes[index];
  const member = task !== none && state.open.has(index) && document.getElementById("t" + task);
  if (!member) return [node.x, node.y, node.width, node.height];
  const { e, f } = member.transform.baseVal.consolidate().matrix;
  const box = member.querySelector(".box");
  return [node.x + e, node.y + f, Number(box.getAttribute("width")), Number(box.getAttribute("height"))];
}

/** Moves as little as needed for a box to be seen; from afar comes near enough to read it. */
function reveal(index, task, comesNear) {
  const [x, y, width, height] = rectangle(index, task);
  if (comesNear && view.scale < 0.7) {
    view.scale = 0.9;
    view.x = stage.clientWidth / 2 - (x + width / 2 + data.margin) * view.scale;
    view.y = stage.clientHeight / 2 - (y + height / 2 + data.margin) * view.scale;
  }
  const [left, top] = onStage(x, y);
  const [end, bottom] = onStage(x + width, y + height);
  const edge = 24;
  if (left < edge || end - left > stage.clientWidth - 2 * edge) view.x += edge - left;
  else if (end > stage.clientWidth - edge) view.x -= end - stage.clientWidth + edge;
  if (top < edge || bottom - top > stage.clientHeight - 2 * edge) view.y += edge - top;
  else if (bottom > stage.clientHeight - edge) view.y -= bottom - stage.clientHeight + edge;
  show();
}

/** What a reader from afar looks for first. */
function weight(node) {
  const own = node.tasks.map((task) => tasks[task]);
  let sum = node.up.length + node.down.length + Math.min(20, node.tasks.length);
  if (own.some((task) => task.findings.length)) sum += 200;
  if (!node.up.length || !node.down.length) sum += 10;
  return sum;
}
const byWeight = nodes.map((node) => ({ node, weight: weight(node) })).sort((a, b) => b.weight - a.weight);

/** From afar boxes are too small for words: names stand over them, as on a map, where there is room. */
function drawLabels() {
  // All is measured before anything changes: the browser then lays the page out once.
  const made = [];
  const taken = [];
  const { clientWidth, clientHeight } = stage;
  const near = state.node === none ? [] : [state.node, ...nodes[state.node].up, ...nodes[state.node].down];
  const order = [...near.map((index) => nodes[index]), ...byWeight.map((entry) => entry.node)];
  const seen = new Set();
  for (const node of view.scale < 0.5 ? order : []) {
    if (made.length >= 90) break;
    if (seen.has(node) || nodeElements[node.index].classList.contains("off")) continue;
    seen.add(node);
    const [left, top] = onStage(node.x, node.y);
    const short = node.name.length > 26 ? node.name.slice(0, 12) + "…" + node.name.slice(-12) : node.name;
    const width = short.length * 6.7 + 14;
    const x = left + (node.width * view.scale - width) / 2;
    const y = top + node.height * view.scale / 2 - 9;
    if (x < 0 || y < 0 || x + width > clientWidth || y + 18 > clientHeight) continue;
    if (taken.some((other) => x < other[0] + other[2] + 6 && other[0] < x + width + 6 && Math.abs(y - other[1]) < 22)) continue;
    taken.push([x, y, width]);
    const isWrong = node.tasks.some((task) => tasks[task].findings.some((index) => findings[index].severity === "error"));
    const label = make("span", { class: node.index === state.node ? "chosen" : isWrong ? "wrong" : false }, short);
    label.style.transform = `translate(${Math.round(x)}px, ${Math.round(y)}px)`;
    made.push(label);
  }
  labels.replaceChildren(...made);
}

function drawMap() {
  map.setAttribute("viewBox", `0 0 ${size[0]} ${size[1]}`);
  const boxes = nodes.map((node) => {
    const box = document.createElementNS(picture.namespaceURI, "rect");
    for (const key of ["x", "y", "width", "height"]) box.setAttribute(key, node[key]);
    return box;
  });
  const frame = document.createElementNS(picture.namespaceURI, "rect");
  frame.setAttribute("class", "view");
  map.replaceChildren(...boxes, frame);
}

function showOnMap({ scale }, width, height) {
  map.toggleAttribute("hidden", view.scale <= scale * 1.15 || nodes.length < 20);
  const frame = map.lastElementChild;
  frame.setAttribute("x", -view.x / view.scale - data.margin);
  frame.setAttribute("y", -view.y / view.scale - data.margin);
  frame.setAttribute("width", width / view.scale);
  frame.setAttribute("height", height / view.scale);
}

function moveByPointer() {
  const pointers = new Map();
  let hasMoved = false;
  picture.onpointerdown = (event) => {
    if (event.button === 0) pointers.set(event.pointerId, event);
    hasMoved = false;
  };
  picture.onpointermove = (event) => {
    const before = pointers.get(event.pointerId);
    if (!before) return;
    if (event.pointerType === "mouse" && !(event.buttons & 1)) { // released outside
      pointers.delete(event.pointerId);
      return;
    }
    const [dx, dy] = [event.clientX - before.clientX, event.clientY - before.clientY];
    if (!hasMoved && Math.hypot(dx, dy) < 4) return;
    if (!hasMoved) picture.setPointerCapture(event.pointerId);
    hasMoved = true;
    picture.classList.add("moving");
    const others = [...pointers.values()].filter((other) => other.pointerId !== event.pointerId);
    if (others.length) {
      const [other] = others;
      const away = (one) => Math.hypot(one.clientX - other.clientX, one.clientY - other.clientY) || 1;
      const corner = stage.getBoundingClientRect();
      zoom(away(event) / away(before), other.clientX - corner.x, other.clientY - corner.y);
    } else {
      view.x += dx;
      view.y += dy;
      show();
    }
    pointers.set(event.pointerId, event);
  };
  picture.onpointerup = picture.onpointercancel = (event) => {
    pointers.delete(event.pointerId);
    picture.classList.remove("moving");
  };
  // A click that ends a movement chooses nothing.
  picture.addEventListener("click", (event) => { if (hasMoved) event.stopPropagation(); }, true);
  picture.addEventListener("wheel", (event) => {
    event.preventDefault();
    const corner = stage.getBoundingClientRect();
    const step = event.deltaMode === 1 ? event.deltaY * 16 : event.deltaY;
    zoom(Math.exp(-step / (event.ctrlKey ? 100 : 400)), event.clientX - corner.x, event.clientY - corner.y);
  }, { passive: false });
  const jump = (event) => {
    if (event.buttons !== 1) return;
    const corner = map.getBoundingClientRect();
    const scale = Math.min(corner.width / size[0], corner.height / size[1]);
    const x = (event.clientX - corner.x - (corner.width - size[0] * scale) / 2) / scale;
    const y = (event.clientY - corner.y - (corner.height - size[1] * scale) / 2) / scale;
    view.x = stage.clientWidth / 2 - (x + data.margin) * view.scale;
    view.y = stage.clientHeight / 2 - (y + data.margin) * view.scale;
    show();
  };
  map.onpointerdown = map.onpointermove = jump;
}
