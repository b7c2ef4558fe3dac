// The panel beside the picture, and what is marked in the picture for the chosen task.
const details = document.getElementById("details");
const stateWords = { fresh: "up to date", outdated: "outdated", never: "never run", unknown: "cannot be told" };

const link = (words, onclick) => make("button", { class: "link", type: "button", onclick }, words);
const toTask = (task) => link(tasks[task].name, () => choose(tasks[task].node, task, { comesNear: true }));
const section = (title, ...children) => make("section", {}, make("h2", {}, title), ...children);
const list = (items) => make("ul", {}, ...items);

/** The line that proves something, its words marked. */
function proofLines(number) {
  const { place, line, from, to } = proofs[number];
  const letters = Array.from(line);
  const part = (start, end) => letters.slice(start, end).join("");
  return [
    make("span", { class: "place" }, place),
    make(
      "code", { class: "line" }, part(0, from).trimStart(), make("mark", {}, part(from, to)), part(to).trimEnd()),
  ];
}

function findingItem(index) {
  const finding = findings[index];
  return make(
    "li", { class: "finding " + finding.severity },
    make("p", {}, make("b", {}, `${finding.severity} ${finding.code}`), ` ${finding.message}`),
    ...proofLines(finding.proof),
    finding.help ? make("p", { class: "help" }, finding.help) : null,
    ...finding.related.flatMap(([message, proof]) => [make("p", { class: "quiet" }, message), ...proofLines(proof)]));
}

function definitions(pairs) {
  return make("dl", {}, ...pairs.flatMap(([key, value]) => [make("dt", {}, key), make("dd", {}, make("code", {}, value))]));
}

function statusSection(task) {
  if (task.state === undefined || !hasRun) return null;
  const ran = task.ran === null || task.ran === undefined
    ? "has not been run" : "ran " + new Date(task.ran * 1000).toLocaleString();
  return section(
    "Status", make("p", { class: task.state + "-words" }, stateWords[task.state]),
    make("p", { class: "quiet" }, ran), list((task.reasons ?? []).map((reason) => make("li", {}, reason))));
}

function neighbours(title, pairs) {
  return pairs.length
    ? section(`${title} (${pairs.length})`, list(pairs.slice(0, 200).map(
      ([task, proof]) => make("li", {}, toTask(task), " ", ...proofLines(proof)))))
    : null;
}

function taskDetails(index) {
  const task = tasks[index];
  const missing = data.missing.filter(([reader]) => reader === index);
  const known = task.findings;
  return [
    make("h3", {}, task.name || "(no name)"),
    make("p", { class: "quiet" }, `${task.kind} · ${task.class}`),
    make("p", { class: "place" }, task.place),
    task.doc ? make("p", {}, task.doc) : null,
    tools(tasks[index].node),
    known.length ? section(`Findings (${known.length})`, list(known.map(findingItem))) : null,
    statusSection(task),
    task.products.length ? section("Products", definitions(task.products.map(([key, text]) => [key || "→", text]))) : null,
    task.params.length ? section("Params", definitions(task.params)) : null,
    neighbours("Reads from", task.upstream),
    missing.length
      ? section("Reads from what is not there", list(missing.map(([, name, proof]) => make("li", {}, name, " ", ...proofLines(proof)))))
      : null,
    task.unknown ? make("p", { class: "quiet" }, "The source names its upstream in a way only running it can tell.") : null,
    neighbours("Is read by", task.downstream),
  ];
}

function groupDetails(node) {
  const members = node.tasks.map((task) => tasks[task]);
  const wrong = members.filter((task) => task.findings.length).length;
  const old = hasRun ? members.filter((task) => task.state !== "fresh").length : 0;
  return [
    make("h3", {}, node.name),
    make("p", { class: "quiet" }, `${members[0].kind} · ${members[0].class}`),
    make("p", { class: "place" }, members[0].place),
    tools(node.index),
    wrong ? make("p", { class: "quiet" }, `${wrong} with findings`) : null,
    old ? make("p", { class: "quiet" }, `${old} not up to date`) : null,
    section("Tasks", list(node.tasks.map((task) => make("li", {}, toTask(task))))),
  ];
}

function tools(index) {
  const node = nodes[index];
  const reach = (way, words) => make(
    "button", {
      type: "button", id: "reach-" + way, "aria-pressed": String(state.reach === way),
      onclick: () => { state.reach = state.reach === way ? "all" : way; refresh(); },
    }, words);
  return make(
    "div", { class: "tools" },
    node.inside
      ? make("button", { type: "button", id: "fold", onclick: () => toggle(index) }, state.open.has(index) ? "Fold" : "Unfold")
      : null,
    reach("up", "Upstream"), reach("down", "Downstream"), reach("both", "Both"));
}

function showDetails() {
  const node = nodes[state.node];
  let parts = [make("p", { class: "quiet" }, tasks.length
    ? "Choose a task to see its source, products, params and what proves its edges." : "This pipeline has no tasks.")];
  if (state.task !== none) parts = taskDetails(state.task);
  else if (node?.tasks.length > 1) parts = groupDetails(node);
  else if (node?.missing) {
    parts = [
      make("h3", {}, node.name), make("p", { class: "quiet" }, "no task is named so"),
      section("Is read by", list(data.missing.filter(([, name]) => name === node.name).map(
        ([reader, , proof]) => make("li", {}, toTask(reader), " ", ...proofLines(proof))))),
    ];
  } else if (node) {
    parts = [
      make("h3", {}, "?"), make("p", {}, toTask(node.unknown), " names its upstream in a way only running it can tell."),
    ];
  }
  const focused = details.contains(document.activeElement) ? document.activeElement : null;
  details.replaceChildren(...parts.filter(Boolean));
  if (focused) (document.getElementById(focused.id) ?? nodeElements[state.node])?.focus({ preventScroll: true });
}

/** Marks in the picture what is chosen, near to it, and filtered out. */
function mark() {
  const wanted = tasksWithin();
  const shown = shownNodes(wanted);
  const near = new Set(state.node === none ? [] : [...nodes[state.node].up, ...nodes[state.node].down]);
  if (state.task !== none) { // of a group only what its chosen task touches
    const own = [...tasks[state.task].upstream, ...tasks[state.task].downstream].map(([task]) => tasks[task].node);
    for (const index of near) if (nodes[index].tasks.length && !own.includes(index)) near.delete(index);
  }
  nodeElements.forEach((element, index) => {
    element.classList.toggle("off", !shown.has(index));
    element.classList.toggle("chosen", index === state.node);
    element.classList.toggle("near", near.has(index));
    element.setAttribute("tabindex", index === (state.node === none ? 0 : state.node) ? "0" : "-1");
    element.setAttribute("aria-current", String(index === state.node));
  });
  edges.forEach((edge, index) => {
    const isHot = state.node !== none && (edge.from === state.node || edge.to === state.node)
      && (edge.from === edge.to || near.has(edge.from === state.node ? edge.to : edge.from));
    edgeElements[index].classList.toggle("hot", isHot);
    edgeElements[index].classList.toggle("off", !shown.has(edge.from) || !shown.has(edge.to));
  });
  for (const element of picture.querySelectorAll(".member")) {
    const task = Number(element.id.slice(1));
    element.classList.toggle("chosen", task === state.task);
    element.classList.toggle("off", !passes(tasks[task]) || (wanted !== null && !wanted.has(task)));
  }
}

function refresh() {
  mark();
  showDetails();
  showFilters();
  writeHash();
  show();
}

/** Chooses a box, or one task of it; `none` for neither. */
function choose(index, task = none, { comesNear = false, focuses = false } = {}) {
  const node = nodes[index];
  state.node = node ? index : none;
  state.task = node?.tasks.length === 1 ? node.tasks[0] : task;
  if (!node) state.reach = "all";
  if (node?.inside && state.task !== none && !state.open.has(index)) {
    state.open.add(index);
    place();
  }
  refresh();
  document.getElementById("panel").scrollTop = 0;
  if (!node) return;
  reveal(index, state.task, comesNear);
  if (focuses) nodeElements[index].focus({ preventScroll: true });
}

/** Folds or unfolds a group; what the reader looks at stays where it is. */
function toggle(index) {
  const node = nodes[index];
  const wasWhole = isWhole();
  const before = onStage(node.x, node.y + node.height / 2);
  if (!state.open.delete(index)) state.open.add(index);
  else if (state.node === index) state.task = none;
  place();
  const after = onStage(node.x, node.y + node.height / 2);
  view.x += before[0] - after[0];
  view.y += before[1] - after[1];
  if (wasWhole) fit();
  refresh();
  reveal(index, none, false);
}
