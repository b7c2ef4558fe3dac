// Keys, clicks, and the beginning.

const isShown = (index) => !nodeElements[index].classList.contains("off");

/** The nearest boxes along `way` that the filters leave, those behind filtered ones included. */
function shownAlong(index, way) {
  const seen = new Set([index]);
  for (const passed of seen) {
    if (passed === index || !isShown(passed)) for (const next of nodes[passed][way]) seen.add(next);
  }
  return [...seen].filter((other) => other !== index && isShown(other));
}

/** The box that an arrow key leads to: along an edge, or the next above or below in the column. */
function neighbour(index, key) {
  const node = nodes[index];
  const away = (other) => Math.hypot(
    nodes[other].x - node.x, nodes[other].y + nodes[other].height / 2 - node.y - node.height / 2);
  const nearest = (all) => [...all].sort((a, b) => away(a) - away(b) || a - b)[0];
  if (key === "ArrowRight") return nearest(shownAlong(index, "down"));
  if (key === "ArrowLeft") return nearest(shownAlong(index, "up"));
  const column = nodes.filter((other) => other.frame[0] === node.frame[0] && other !== node && isShown(other.index));
  const isAhead = (other) => (key === "ArrowDown" ? other.y > node.y : other.y < node.y);
  return nearest(column.filter(isAhead).map((other) => other.index));
}

/** The task that an arrow key leads to within an open group; undefined at its border. */
function besideTask(key) {
  const members = nodes[state.node].tasks.filter(
    (task) => !document.getElementById("t" + task).classList.contains("off"));
  if (state.task === none) return key === "ArrowDown" ? members[0] : undefined;
  const [x, y] = rectangle(state.node, state.task);
  const steps = members.map((task) => {
    const [otherX, otherY] = rectangle(state.node, task);
    const [dx, dy] = [otherX - x, otherY - y];
    const along = { ArrowRight: dx, ArrowLeft: -dx, ArrowDown: dy, ArrowUp: -dy }[key];
    return { task, along, aside: key === "ArrowDown" || key === "ArrowUp" ? dx : dy };
  });
  return steps.filter((step) => step.along > 0 && step.aside === 0).sort((a, b) => a.along - b.along)[0]?.task;
}

function pressed(event) {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const isField = event.target instanceof HTMLInputElement;
  if (isField) return;
  const onBox = event.target.closest?.(".node");
  if (event.key === "/") {
    search.focus();
    search.select();
  } else if (event.key === "+" || event.key === "=") zoom(1.25);
  else if (event.key === "-") zoom(0.8);
  else if (event.key === "0") fit();
  else if (event.key === "Escape") choose(none);
  else if (event.key.startsWith("Arrow") && (onBox || event.target === document.body)) {
    const beside = state.open.has(state.node) ? besideTask(event.key) : undefined;
    const next = beside !== undefined ? state.node : state.node === none ? nodes.findIndex((node) => isShown(node.index)) : neighbour(state.node, event.key);
    if (beside !== undefined) choose(next, beside, { focuses: true });
    else if (next !== undefined && nodes[next]) choose(next, none, { focuses: true });
  } else if ((event.key === "Enter" || event.key === " ") && onBox) {
    const index = nodeElements.indexOf(onBox);
    if (nodes[index]?.inside && state.node === index) {
      toggle(index);
      nodeElements[index].focus({ preventScroll: true });
    } else choose(index, none, { focuses: true });
  } else return;
  event.preventDefault();
}

function clicked(event) {
  const element = event.target.closest(".node");
  if (!element) return choose(none);
  if (element.classList.contains("member")) {
    const task = Number(element.id.slice(1));
    return choose(tasks[task].node, task);
  }
  const index = Number(element.id.slice(1));
  choose(index, none, { focuses: true });
}

function start() {
  root.classList.add("ready");
  map.id = "map";
  map.setAttribute("aria-hidden", "true");
  const button = (id, words, label, onclick) => make("button", { type: "button", id, "aria-label": label, title: label, onclick }, words);
  stage.append(labels, map, make(
    "div", { id: "zoom", role: "group", "aria-label": "Zoom" },
    button("zoom-in", "+", "Zoom in (+)", () => zoom(1.25)),
    button("zoom-out", "−", "Zoom out (-)", () => zoom(0.8)),
    button("zoom-fit", "⤢", "Show everything (0)", fit)));
  nodeElements.forEach((element, index) => {
    element.setAttribute("role", "button");
    element.setAttribute("aria-label", element.querySelector("title").textContent);
    element.ondblclick = () => nodes[index].inside && !state.open.has(index) && toggle(index);
  });
  buildBar();
  for (const item of document.querySelectorAll("[data-finding]")) {
    const task = numberOf.get(findings[Number(item.dataset.finding)].task);
    if (task !== undefined) item.append(toTask(task));
  }
  document.addEventListener("keydown", pressed);
  picture.addEventListener("click", clicked);
  picture.addEventListener("focusin", (event) => {
    const index = nodeElements.indexOf(event.target.closest(".node"));
    if (index >= 0 && event.target.matches(":focus-visible")) reveal(index, state.node === index ? state.task : none, false);
  });
  moveByPointer();
  readHash();
  place();
  fit();
  refresh();
  if (state.node !== none) reveal(state.node, state.task, true);
  let wasWhole = true;
  const follow = () => { if (wasWhole) fit(); else show(); };
  addEventListener("resize", follow);
  for (const name of ["wheel", "pointerup", "keydown", "click"]) {
    addEventListener(name, () => { wasWhole = isWhole(); });
  }
  addEventListener("hashchange", () => {
    readHash();
    place();
    refresh();
    if (state.node !== none) reveal(state.node, state.task, true);
  });
}
start();
