// What the page knows, and what the reader has chosen. Nothing here touches the document but `data`.
const data = JSON.parse(document.getElementById("data").textContent);
const { nodes, edges, tasks, proofs, findings } = data;

const none = -1;
const state = {
  node: none, // the chosen box
  task: none, // the chosen task, if a box of several is open or asked for
  open: new Set(), // boxes of several tasks that are unfolded
  hidden: new Set(), // kinds that are not shown
  onlyFindings: false,
  onlyOutdated: false,
  reach: "all", // or "up", "down", "both": seen from the chosen box
};

nodes.forEach((node, index) => {
  node.index = index;
  node.tasks ??= [];
  node.up = [];
  node.down = [];
  for (const task of node.tasks) tasks[task].node = index;
});
edges.forEach((edge, index) => {
  edge.index = index;
  if (edge.from === edge.to) return;
  nodes[edge.from].down.push(edge.to);
  nodes[edge.to].up.push(edge.from);
});
const numberOf = new Map();
tasks.forEach((task, index) => {
  task.findings = [];
  task.downstream = [];
  if (!numberOf.has(task.name)) numberOf.set(task.name, index);
});
tasks.forEach((task, index) => {
  for (const [upstream, proof] of task.upstream) tasks[upstream].downstream.push([index, proof]);
});
findings.forEach((finding, index) => {
  const task = numberOf.get(finding.task);
  if (task !== undefined) tasks[task].findings.push(index);
});
/** Whether anything has ever run: else there is no state to tell. */
const hasRun = tasks.some((task) => task.state === "fresh" || task.state === "outdated");
const kinds = [...new Set(tasks.map((task) => task.kind))];

/** Everything that can be reached from a box along `way` ("up" or "down"), the box included. */
function reached(start, way) {
  const seen = new Set([start]);
  const work = [start];
  while (work.length) {
    for (const next of nodes[work.pop()][way]) {
      if (!seen.has(next)) {
        seen.add(next);
        work.push(next);
      }
    }
  }
  return seen;
}

function passes(task) {
  if (state.hidden.has(task.kind)) return false;
  if (state.onlyFindings && !task.findings.length) return false;
  return !(state.onlyOutdated && (task.state === "fresh" || task.state === undefined));
}

/** The tasks that the chosen one reaches, itself included; null where the filter is off or a box has no task. */
function tasksWithin() {
  const starts = state.task !== none ? [state.task] : nodes[state.node]?.tasks ?? [];
  if (state.reach === "all" || !starts.length) return null;
  const all = new Set();
  for (const way of state.reach === "both" ? ["up", "down"] : [state.reach]) {
    const seen = new Set(starts);
    for (const task of seen) {
      for (const [next] of way === "up" ? tasks[task].upstream : tasks[task].downstream) seen.add(next);
    }
    for (const task of seen) all.add(task);
  }
  return all;
}

/** The boxes that the filters leave. */
function shownNodes(wanted) {
  let within = null;
  if (wanted) {
    within = new Set([...wanted].map((task) => tasks[task].node));
    if (state.reach !== "down") {
      const isRead = (node) => node.missing
        ? data.missing.some(([reader, name]) => name === node.name && wanted.has(reader)) : wanted.has(node.unknown);
      for (const node of nodes) if (!node.tasks.length && isRead(node)) within.add(node.index);
    }
  } else if (state.reach !== "all" && state.node !== none) {
    const ways = state.reach === "both" ? ["up", "down"] : [state.reach];
    within = new Set(ways.flatMap((way) => [...reached(state.node, way)]));
  }
  return new Set(
    nodes
      .filter((node) => !within || within.has(node.index))
      .filter((node) => !node.tasks.length || node.tasks.some((task) => passes(tasks[task])))
      .map((node) => node.index));
}

/** What the address remembers; a name may hold anything. */
function writeHash() {
  const words = new URLSearchParams();
  if (state.task !== none) words.set("task", tasks[state.task].name);
  else if (state.node !== none) words.set("box", String(state.node));
  if (state.open.size) words.set("open", [...state.open].join("."));
  if (state.hidden.size) words.set("without", [...state.hidden].join("."));
  if (state.onlyFindings) words.set("findings", "");
  if (state.onlyOutdated) words.set("outdated", "");
  if (state.reach !== "all") words.set("reach", state.reach);
  const hash = words.toString();
  if (hash !== location.hash.slice(1)) {
    // A frame without an address of its own, or a browser that counts, may refuse.
    try { history.replaceState(null, "", hash ? "#" + hash : location.pathname + location.search); } catch { /* not remembered */ }
  }
}

function readHash() {
  const words = new URLSearchParams(location.hash.slice(1));
  const list = (key) => (words.get(key) ?? "").split(".").filter(Boolean);
  state.open = new Set(list("open").map(Number).filter((box) => nodes[box]?.inside));
  state.hidden = new Set(list("without").filter((kind) => kinds.length > 1 && kinds.includes(kind)));
  state.onlyFindings = words.has("findings") && findings.length > 0;
  state.onlyOutdated = words.has("outdated") && hasRun;
  state.reach = ["up", "down", "both"].includes(words.get("reach")) ? words.get("reach") : "all";
  state.task = numberOf.get(words.get("task")) ?? none;
  const box = Number(words.get("box") ?? none);
  state.node = state.task !== none ? tasks[state.task].node : nodes[box] ? box : none;
  if (nodes[state.node]?.tasks.length === 1) state.task = nodes[state.node].tasks[0];
  if (state.task !== none && nodes[state.node].inside) state.open.add(state.node);
}

/** An element with attributes, properties (`onclick`, …) and children; text is never markup. */
function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [key, value] of Object.entries(attributes)) {
    if (key.startsWith("on")) element[key] = value;
    else if (value !== undefined && value !== false) element.setAttribute(key, value === true ? "" : value);
  }
  element.append(...children.filter((child) => child !== null && child !== undefined));
  return element;
}
