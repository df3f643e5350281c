// The viewer: what is looked at, the controls, and the requests for slices.
import { Detail } from "./detail.js";
import { Painter, fullRange, samplesOf } from "./paint.js";
import { PlaneView } from "./plane.js";

const root = document.getElementById("viewer");
const image = JSON.parse(root.dataset.image);
const start = root.dataset.at.split(",").map(Number);
const find = (id) => document.getElementById(id);
const isVolume = image.kind === "volume";
const isGrey = image.channels < 3;

const painter = new Painter(image);
const views = image.planes.map(
  (layout) => new PlaneView(root.querySelector(`.plane[data-plane="${layout.name}"]`), layout));
if (image.levels && views.length === 1) {
  // What a piece brings is drawn without asking for the next one.
  views[0].detail = new Detail(image, (view) => draw(view, false));
}
const narrow = matchMedia("(max-width: 760px)");

const state = {
  voxel: start.slice(0, 3), time: start[3],
  window: image.window, auto: null, preset: image.window ? "file" : "auto",
  isInverted: image.isInverted,
  tool: isVolume ? "cross" : isGrey ? "window" : "pan",
  layout: "all", showsCross: image.kind !== "picture", isSmooth: true,
  active: views.find((view) => view.layout.name === image.first) ?? views[0],
};

// MARK: Slices

const kept = new Map();  // The most recent slices, oldest first.
let keptBytes = 0;
const keptLimit = 96 << 20;

function keep(key, plane) {
  kept.set(key, plane);
  keptBytes += plane.samples.byteLength;
  for (const [old, { samples }] of kept) {
    if (keptBytes <= keptLimit || old === key) break;
    kept.delete(old);
    keptBytes -= samples.byteLength;
  }
}

async function fetchPlane(layout, index, time, signal) {
  const key = `${layout.name}/${index}/${time}`;
  const known = kept.get(key);
  if (known) {
    kept.delete(key);
    kept.set(key, known);
    return known;
  }
  const address = `/image/${encodeURIComponent(image.id)}/plane?plane=${layout.name}&index=${index}&t=${time}`;
  const response = await fetch(address, { signal });
  if (!response.ok) {
    const text = await response.text();
    throw new Error(text.slice(0, 400) || `The server answered ${response.status}.`);
  }
  const proposed = response.headers.get("X-Lightbox-Window");
  const plane = {
    key, samples: samplesOf(await response.arrayBuffer(), image.sentType),
    width: Math.ceil(layout.columns.count / layout.step), height: Math.ceil(layout.rows.count / layout.step),
    auto: proposed ? { center: Number(proposed.split(",")[0]), width: Number(proposed.split(",")[1]) } : null,
  };
  keep(key, plane);
  return plane;
}

/** Brings a view to the slice it should show; of many calls in a row only the newest slice is asked for. */
async function update(view) {
  const index = view.indexAt(state.voxel), time = state.time;
  const wanted = `${view.layout.name}/${index}/${time}`;
  if (view.wanted === wanted) return;
  view.wanted = wanted;
  if (view.isBusy) return;
  view.isBusy = true;
  // What is on the screen is still another slice; where that lasts, it is said.
  const slow = setTimeout(() => say(view, "Reading…"), 400);
  try {
    while (view.shown !== view.wanted) {
      const [, i, t] = view.wanted.split("/");
      const goal = view.wanted;
      try {
        const plane = await fetchPlane(view.layout, Number(i), Number(t));
        view.plane = plane;
        say(view, "");
        if (!state.auto && plane.auto) {
          state.auto = plane.auto;
          if (!state.window) state.window = plane.auto;
          showWindow();
        }
        repaint(view);
      } catch (error) {
        view.plane = view.picture = null;
        say(view, error.message, true);
        draw(view);
      }
      view.shown = goal;
    }
  } finally {
    clearTimeout(slow);
    view.isBusy = false;
  }
  showReading();
  prefetch(view);
}

function say(view, words, isError = false) {
  view.message.textContent = words;
  view.message.classList.toggle("bad", isError);
}

/** Fetches the neighbours of the slice shown, so that scrolling need not wait. */
async function prefetch(view) {
  const axis = view.layout.sliceAxis;
  if (axis === null || view.isBusy) return;
  const index = view.indexAt(state.voxel);
  for (const next of [index + 1, index - 1]) {
    if (next < 0 || next >= image.shape[axis] || view.isBusy || state.time !== Number(view.shown?.split("/")[2])) continue;
    try { await fetchPlane(view.layout, next, state.time); } catch { return; }
  }
}

function effectiveWindow() {
  return state.window ?? { center: 128, width: 256 };
}

function repaint(view) {
  if (view.plane) view.picture = painter.paint(view.plane, effectiveWindow(), state.isInverted);
  draw(view);
}

const dirty = new Set();
function draw(view, mayAsk = true) {
  if (mayAsk) view.detail?.follow(view, effectiveWindow());
  if (dirty.size === 0) {
    requestAnimationFrame(() => {
      for (const each of dirty) each.draw(state.voxel, state);
      dirty.clear();
      root.dataset.drawn = String(Number(root.dataset.drawn ?? 0) + 1);
    });
  }
  dirty.add(view);
}

let isRepaintDue = false;
function repaintAll() {
  if (isRepaintDue) return;
  isRepaintDue = true;
  requestAnimationFrame(() => {
    isRepaintDue = false;
    views.forEach(repaint);
  });
}

// MARK: Moving

const clamp = (value, count) => Math.max(0, Math.min(count - 1, value));
const sizes = [0, 1, 2].map((axis) => image.shape[axis] ?? 1);

function moveTo(voxel, time = state.time) {
  state.voxel = voxel.map((value, axis) => clamp(value, sizes[axis]));
  state.time = clamp(time, image.times);
  for (const view of views) {
    const index = view.indexAt(state.voxel);
    if (view.slider) view.slider.value = index;
    if (view.output) view.output.textContent = `${index + 1} / ${sizes[view.layout.sliceAxis]}`;
    update(view);
    draw(view);
  }
  if (find("time")) {
    find("time").value = state.time;
    const seconds = image.timeStep ? ` · ${Number((state.time * image.timeStep).toFixed(3))} s` : "";
    find("time-text").textContent = `${state.time + 1} / ${image.times}${seconds}`;
  }
  showReading();
  rememberPlace();
}

let placeTimer = 0;
function rememberPlace() {
  clearTimeout(placeTimer);
  placeTimer = setTimeout(() => {
    history.replaceState(null, "", `?at=${[...state.voxel, state.time].join(",")}`);
  }, 400);
}

/** Moves along the slices of a view; "up" is towards the larger patient coordinate or index. */
function scroll(view, steps) {
  const axis = view.layout.sliceAxis;
  if (axis === null) return;
  const code = image.axisCodes?.[axis];
  const direction = code && "LPI".includes(code) ? -1 : 1;
  const voxel = [...state.voxel];
  voxel[axis] += steps * direction;
  moveTo(voxel);
}

// MARK: Readings

let hover = null;  // {view, pixel}: where the pointer is.

const tidy = (value) => {
  if (!Number.isFinite(value)) return String(value);
  return String(Math.abs(value) >= 1e6 || (value !== 0 && Math.abs(value) < 1e-3)
    ? value.toExponential(4) : Number(value.toFixed(4)));
};

function showReading() {
  // A slice that is still on its way has no values yet: those on the screen belong to another place or time.
  const isThere = (each) =>
    each.plane?.key === `${each.layout.name}/${each.indexAt(state.voxel)}/${state.time}`;
  const view = hover?.view ?? views.find(isThere) ?? views[0];
  const voxel = hover ? view.voxelAt(hover.pixel, state.voxel) : state.voxel;
  const stored = isThere(view) ? view.storedAt(view.pixelOf(voxel), image.channels) : null;
  const readout = find("readout");
  const write = (id, text) => { const place = find(`read-${id}`); if (place) place.textContent = text; };
  if (stored) {
    const unit = image.unit ? ` ${image.unit}` : "";
    const rescaled = stored.map((value) => value * image.slope + image.intercept);
    const names = ["R", "G", "B", "A"];
    write("value", isGrey ? tidy(rescaled[0]) + unit : stored.map((v, n) => `${names[n]} ${tidy(v)}`).join("  "));
    write("stored", stored.map(tidy).join(" "));
    readout.dataset.value = rescaled.join(" ");
  } else {
    write("value", "…");
    write("stored", "…");
    delete readout.dataset.value;
  }
  const places = voxel.slice(0, Math.min(3, image.shape.length));
  write("voxel", places.join(", ") + (image.times > 1 ? ` · t ${state.time}` : ""));
  readout.dataset.voxel = places.join(" ");
  if (image.affine) {
    const ras = image.affine.map((row) =>
      row[0] * voxel[0] + row[1] * (voxel[1] ?? 0) + row[2] * (voxel[2] ?? 0) + row[3]);
    const named = ras.map((value, axis) => `${["LR", "PA", "IS"][axis][value < 0 ? 0 : 1]} ${Math.abs(value).toFixed(1)}`);
    write("position", named.join("  ") + " mm");
    write("ras", ras.map((value) => value.toFixed(2)).join(", "));
    readout.dataset.ras = ras.join(" ");
  }
}

// MARK: Windows

function presetWindow(name) {
  if (name === "auto") return state.auto;
  if (name === "file") return image.window;
  if (name === "full") {
    const planes = views.filter((view) => view.plane).map((view) => view.plane.samples);
    return planes.length ? fullRange(planes, image.slope, image.intercept) : state.window;
  }
  return image.presets.find((preset) => preset.name === name)?.window ?? state.window;
}

function usePreset(name) {
  const chosen = presetWindow(name);
  if (!chosen) return;
  state.preset = name;
  setWindow(chosen);
}

function setWindow(value) {
  state.window = value;
  showWindow();
  repaintAll();
}

function setOwnWindow(center, width) {
  state.preset = "own";
  setWindow({ center, width: Math.max(width, 1e-6) });
}

function showWindow() {
  if (!isGrey || !state.window) return;
  find("preset").value = state.preset;
  find("center").value = tidy(state.window.center);
  find("width").value = tidy(state.window.width);
}

function invert() {
  state.isInverted = !state.isInverted;
  find("invert")?.setAttribute("aria-pressed", String(state.isInverted !== image.isInverted));
  repaintAll();
}

// MARK: Layout and tools

function setLayout(name) {
  state.layout = name;
  for (const view of views) view.section.hidden = name !== "all" && view.layout.name !== name;
  find("planes").dataset.layout = name;
  for (const button of root.querySelectorAll("[id^=layout-]")) {
    button.setAttribute("aria-pressed", String(button.id === `layout-${name}`));
  }
  if (name !== "all") state.active = views.find((view) => view.layout.name === name) ?? state.active;
  views.forEach(draw);
}

function setTool(name) {
  state.tool = name;
  root.dataset.tool = name;
  for (const button of root.querySelectorAll("[id^=tool-]")) {
    button.setAttribute("aria-pressed", String(button.id === `tool-${name}`));
  }
  if (name === "cross" && !state.showsCross) { state.showsCross = true; views.forEach(draw); }
}

function reset() {
  views.forEach((view) => view.resetView());
  state.isInverted = image.isInverted;
  find("invert")?.setAttribute("aria-pressed", "false");
  usePreset(image.window ? "file" : "auto");
  moveTo(sizes.map((count) => Math.floor(count / 2)), state.time);
}

function zoomActive(factor) {
  const shown = views.filter((view) => !view.section.hidden);
  for (const view of shown) view.zoomBy(factor);
  views.forEach(draw);
}

// MARK: Pointers

function listen(view) {
  const canvas = view.canvas;
  const pointers = new Map();
  let drag = null;
  const place = (event) => {
    const box = canvas.getBoundingClientRect();
    return { x: event.clientX - box.left, y: event.clientY - box.top };
  };
  const point = (at) => moveTo(view.voxelAt(view.nearestPixel(at.x, at.y), state.voxel));

  canvas.addEventListener("pointerdown", (event) => {
    state.active = view;
    const at = place(event);
    pointers.set(event.pointerId, at);
    try { canvas.setPointerCapture(event.pointerId); } catch { /* The pointer has gone. */ }
    if (pointers.size === 2) {
      drag = { kind: "pinch" };
      return;
    }
    const kind = event.button === 1 || (event.button === 0 && event.shiftKey) ? "pan"
      : event.button === 2 ? (isGrey ? "window" : "pan") : state.tool;
    drag = { kind, x: at.x, y: at.y, window: { ...effectiveWindow() } };
    if (kind === "cross") point(at);
    canvas.focus({ preventScroll: true });
    if (event.button === 1) event.preventDefault();
  });

  canvas.addEventListener("pointermove", (event) => {
    const at = place(event);
    const before = pointers.get(event.pointerId);
    if (before && drag?.kind === "pinch" && pointers.size === 2) {
      const other = [...pointers].find(([id]) => id !== event.pointerId)[1];
      const span = (a, b) => Math.max(10, Math.hypot(a.x - b.x, a.y - b.y));
      view.zoomBy(span(at, other) / span(before, other), (at.x + other.x) / 2, (at.y + other.y) / 2);
      view.panBy((at.x - before.x) / 2, (at.y - before.y) / 2);
      draw(view);
    } else if (before && drag) {
      if (drag.kind === "cross") point(at);
      if (drag.kind === "pan") { view.panBy(at.x - before.x, at.y - before.y); draw(view); }
      if (drag.kind === "window") {
        const step = Math.max(drag.window.width, 1e-6) / 300;
        setOwnWindow(
          drag.window.center + (at.y - drag.y) * step,
          drag.window.width * Math.exp((at.x - drag.x) / 200));
      }
    }
    if (before) pointers.set(event.pointerId, at);
    const pixel = view.pixelAt(at.x, at.y);
    hover = pixel ? { view, pixel } : null;
    showReading();
  });

  const release = (event) => {
    pointers.delete(event.pointerId);
    if (pointers.size === 0) drag = null;
  };
  canvas.addEventListener("pointerup", release);
  canvas.addEventListener("pointercancel", release);
  canvas.addEventListener("pointerleave", (event) => {
    if (event.pointerType !== "touch") { hover = null; showReading(); }
  });
  canvas.addEventListener("contextmenu", (event) => event.preventDefault());
  canvas.addEventListener("dblclick", () => {
    if (views.length > 1) setLayout(state.layout === "all" ? view.layout.name : "all");
  });
  canvas.addEventListener("focus", () => { state.active = view; });
  let travelled = 0;
  canvas.addEventListener("wheel", (event) => {
    event.preventDefault();
    const at = place(event);
    if (event.ctrlKey || view.layout.sliceAxis === null || sizes[view.layout.sliceAxis] < 2) {
      view.zoomBy(Math.exp(-event.deltaY / 300), at.x, at.y);
      draw(view);
      return;
    }
    // A wheel sends 100 or so a notch, a touch pad many small steps.
    travelled += event.deltaMode === 1 ? event.deltaY * 33 : event.deltaY;
    const steps = Math.trunc(travelled / 50);
    if (steps !== 0) {
      travelled = 0;
      scroll(view, -Math.sign(steps) * Math.max(1, Math.floor(Math.abs(steps) / 2)));
    }
    const pixel = view.pixelAt(at.x, at.y);
    hover = pixel ? { view, pixel } : null;
    showReading();
  }, { passive: false });

  view.slider?.addEventListener("input", () => {
    const voxel = [...state.voxel];
    voxel[view.layout.sliceAxis] = Number(view.slider.value);
    moveTo(voxel);
  });
}

// MARK: Keys

const arrows = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

function onKey(event) {
  if (event.altKey || event.metaKey || event.ctrlKey) return;
  if (event.target.closest("input, select, textarea, dialog")) return;
  const view = state.active;
  const onCanvas = event.target.tagName === "CANVAS";
  const axis = view.layout.sliceAxis;
  if (onCanvas && arrows[event.key]) {
    const [dx, dy] = arrows[event.key];
    if (event.shiftKey) {
      view.panBy(dx * -20, dy * -20);
      draw(view);
    } else {
      const { column, row } = view.pixelOf(state.voxel);
      const { columns, rows } = view.layout;
      state.showsCross = true;
      hover = null;
      moveTo(view.voxelAt(
        { column: clamp(column + dx, columns.count), row: clamp(row + dy, rows.count) }, state.voxel));
    }
  } else if (onCanvas && (event.key === "PageUp" || event.key === "PageDown")) {
    scroll(view, event.key === "PageUp" ? 1 : -1);
  } else if (onCanvas && axis !== null && (event.key === "Home" || event.key === "End")) {
    scroll(view, event.key === "Home" ? -sizes[axis] : sizes[axis]);
  } else {
    const action = {
      "[": () => scroll(view, -1), "]": () => scroll(view, 1),
      ",": () => moveTo(state.voxel, state.time - 1), ".": () => moveTo(state.voxel, state.time + 1),
      "+": () => zoomActive(1.25), "=": () => zoomActive(1.25), "-": () => zoomActive(0.8),
      "0": reset, i: invert, w: () => usePreset("auto"),
      c: () => { state.showsCross = !state.showsCross; views.forEach(draw); },
      s: () => { state.isSmooth = !state.isSmooth; views.forEach(draw); },
      f: () => { if (views.length > 1) setLayout(state.layout === "all" ? view.layout.name : "all"); },
      "?": () => find("help").showModal(),
    }[event.key];
    const digit = /^[1-9]$/.test(event.key) && isGrey;
    if (action) action();
    else if (digit) {
      const option = find("preset").options[Number(event.key) - 1];
      if (!option || option.value === "own") return;
      usePreset(option.value);
    } else return;
  }
  event.preventDefault();
}

// MARK: Start

for (const view of views) {
  view.canvas.hidden = false;
  view.canvas.setAttribute("aria-label", `${view.canvas.getAttribute("aria-label")}. `
    + "Arrow keys move the crosshair, Page Up and Page Down the slice, question mark lists all keys.");
  listen(view);
}
root.querySelector(".toolbar").hidden = false;
root.classList.add("live");
document.addEventListener("keydown", onKey);
find("time")?.addEventListener("input", () => moveTo(state.voxel, Number(find("time").value)));
for (const view of views) find(`layout-${view.layout.name}`)?.addEventListener("click", () => setLayout(view.layout.name));
find("layout-all")?.addEventListener("click", () => setLayout("all"));
for (const tool of ["cross", "window", "pan"]) find(`tool-${tool}`)?.addEventListener("click", () => setTool(tool));
find("zoom-in").addEventListener("click", () => zoomActive(1.25));
find("zoom-out").addEventListener("click", () => zoomActive(0.8));
find("reset").addEventListener("click", reset);
find("help-open").addEventListener("click", () => find("help").showModal());
if (isGrey) {
  find("preset").addEventListener("change", () => usePreset(find("preset").value));
  find("invert").addEventListener("click", invert);
  find("invert").setAttribute("aria-pressed", "false");
  for (const id of ["center", "width"]) {
    find(id).addEventListener("change", () => {
      const center = Number(find("center").value), width = Number(find("width").value);
      if (Number.isFinite(center) && width > 0) setOwnWindow(center, width);
      else showWindow();
    });
  }
}
new ResizeObserver(() => views.forEach(draw)).observe(find("planes"));
narrow.addEventListener("change", () => setLayout(narrow.matches && views.length > 1 ? state.active.layout.name : "all"));
setTool(state.tool);
setLayout(narrow.matches && views.length > 1 ? state.active.layout.name : "all");
showWindow();

// The cheapest plane first, so that there is something to see at once; then the others.
const first = state.active;
update(first).then(() => {
  root.dataset.ready = "first";
  moveTo(state.voxel, state.time);
});
