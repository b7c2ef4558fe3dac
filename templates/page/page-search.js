// The bar above the picture: search, filters, unfolding, day and night.
const bar = document.getElementById("bar");
const hits = make("ul", { id: "hits", role: "listbox", "aria-label": "Tasks found", hidden: true });
const search = make("input", {
  id: "search", type: "search", placeholder: "Search tasks (press /)", autocomplete: "off", spellcheck: "false",
  role: "combobox", "aria-label": "Search tasks", "aria-controls": "hits", "aria-expanded": "false",
  "aria-autocomplete": "list",
});
let found = [];
let foundAt = 0;

/** The places in `text` of the letters of `word`, in order, with a score; null if they are not all there. */
function match(word, text) {
  const [small, wanted] = [text.toLowerCase(), word.toLowerCase()];
  const whole = small.indexOf(wanted);
  if (whole >= 0) {
    const starts = whole === 0 || /[^a-z0-9]/.test(small[whole - 1]);
    return { score: 1000 - small.length + (starts ? 200 : 0), places: [...wanted].map((_, at) => whole + at) };
  }
  const places = [];
  let at = -1;
  let gaps = 0;
  for (const letter of wanted) {
    const next = small.indexOf(letter, at + 1);
    if (next < 0) return null;
    if (at >= 0) gaps += next - at - 1;
    places.push(next);
    at = next;
  }
  return { score: 500 - 5 * gaps - small.length, places };
}

/** How a task fits one word; null if it does not. */
function fits(word, task) {
  const byName = match(word, task.name);
  if (byName) return byName;
  const other = [task.place, ...task.products.map(([, text]) => text)].find((text) => text.toLowerCase().includes(word.toLowerCase()));
  return other === undefined ? null : { score: 0, places: [], other };
}

/** The best tasks that every word fits. */
function find(text) {
  const words = text.split(/\s+/).filter(Boolean);
  if (!words.length) return [];
  return tasks
    .map((task, index) => {
      const all = words.map((word) => fits(word, task));
      return all.includes(null) ? null : {
        index,
        score: all.reduce((sum, { score }) => sum + score, 0),
        places: all.flatMap(({ places }) => places),
        other: all.find(({ other }) => other !== undefined)?.other,
      };
    })
    .filter(Boolean)
    .sort((a, b) => b.score - a.score || a.index - b.index)
    .slice(0, 12);
}

function showHits() {
  hits.replaceChildren(...found.map(({ index, places, other }, at) => {
    const letters = [...tasks[index].name.split("").entries()].map(
      ([place, letter]) => (places.includes(place) ? make("b", {}, letter) : letter));
    return make(
      "li", {
        role: "option", id: "hit" + at, "aria-selected": String(at === foundAt),
        onmousedown: (event) => { event.preventDefault(); jump(at); },
      }, ...letters, make("span", { class: "place" }, other ?? tasks[index].place));
  }));
  if (search.value && !found.length) hits.replaceChildren(make("li", { class: "quiet" }, "no task is named so"));
  hits.hidden = !search.value;
  search.setAttribute("aria-expanded", String(!hits.hidden));
  if (found.length) search.setAttribute("aria-activedescendant", "hit" + foundAt);
  else search.removeAttribute("aria-activedescendant");
  document.getElementById("hit" + foundAt)?.scrollIntoView({ block: "nearest" });
}

function jump(at) {
  const hit = found[at];
  if (!hit) return;
  search.value = "";
  found = [];
  showHits();
  choose(tasks[hit.index].node, hit.index, { comesNear: true, focuses: true });
}

search.oninput = () => {
  found = find(search.value.trim());
  foundAt = 0;
  showHits();
};
search.onblur = () => { hits.hidden = true; };
search.onfocus = showHits;
hits.onmousedown = (event) => event.preventDefault();
search.onkeydown = (event) => {
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    const step = event.key === "ArrowDown" ? 1 : found.length - 1;
    foundAt = found.length ? (foundAt + step) % found.length : 0;
    showHits();
  } else if (event.key === "Enter") {
    jump(foundAt);
  } else if (event.key === "Escape") {
    search.value = "";
    found = [];
    showHits();
    nodeElements[state.node === none ? 0 : state.node]?.focus({ preventScroll: true });
  }
  event.stopPropagation();
};

const toggles = [];
function toggleButton(words, isOn, flip, attributes = {}) {
  const button = make("button", { type: "button", ...attributes, onclick: () => { flip(); refresh(); } }, words);
  toggles.push(() => button.setAttribute("aria-pressed", String(isOn())));
  return button;
}
function showFilters() {
  for (const update of toggles) update();
}

function themeButton() {
  const button = make("button", { type: "button", id: "theme" }, "");
  const isDark = () => (root.dataset.theme ?? (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light")) === "dark";
  const name = () => { button.textContent = isDark() ? "Light" : "Dark"; };
  button.onclick = () => {
    root.dataset.theme = isDark() ? "light" : "dark";
    name();
  };
  name();
  return button;
}

function buildBar() {
  bar.append(make("div", { class: "search", role: "search" }, search, hits));
  if (kinds.length > 1) {
    for (const kind of kinds) {
      const entry = document.querySelector(`#legend [data-kind="${CSS.escape(kind)}"]`);
      const button = toggleButton(kind, () => !state.hidden.has(kind), () => {
        if (!state.hidden.delete(kind)) state.hidden.add(kind);
      }, { class: "kind " + entry.className });
      button.prepend(entry.querySelector("svg").cloneNode(true));
      bar.append(button);
    }
  }
  if (findings.length) {
    bar.append(toggleButton("With findings", () => state.onlyFindings, () => { state.onlyFindings = !state.onlyFindings; }, { id: "only-findings" }));
  }
  if (hasRun) {
    bar.append(toggleButton("Outdated", () => state.onlyOutdated, () => { state.onlyOutdated = !state.onlyOutdated; }, { id: "only-outdated" }));
  }
  bar.append(make("span", { class: "gap" }));
  const groups = nodes.filter((node) => node.inside).map((node) => node.index);
  if (groups.length) {
    const all = toggleButton("Unfold all", () => groups.every((group) => state.open.has(group)), () => {
      state.open = new Set(groups.every((group) => state.open.has(group)) ? [] : groups);
      if (nodes[state.node]?.inside) state.task = none;
      place();
      fit();
    }, { id: "unfold-all" });
    bar.append(all);
  }
  bar.append(themeButton());
}
