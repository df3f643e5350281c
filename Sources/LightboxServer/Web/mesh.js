// A surface on the screen: drag turns it, the wheel brings it nearer, keys do both.

const canvas = document.getElementById("mesh");
const message = document.getElementById("mesh-message");

const vertexShader = `#version 300 es
in vec3 place; in vec3 normal;
uniform mat3 turn; uniform float scale; uniform vec2 aspect;
out vec3 shade;
void main() {
  vec3 p = turn * place * scale;
  shade = turn * normal;
  gl_Position = vec4(p.x * aspect.x, p.y * aspect.y, -p.z * 0.25, 1.0);
}`;
const fragmentShader = `#version 300 es
precision highp float;
in vec3 shade; out vec4 colour;
void main() {
  // Lit from the viewer and a little from above; both sides alike, since not every file winds its triangles outward.
  vec3 n = normalize(shade);
  float light = 0.25 + 0.6 * abs(n.z) + 0.15 * max(n.y, 0.0);
  colour = vec4(vec3(0.80, 0.78, 0.74) * light, 1.0);
}`;

async function numbers(address) {
  const response = await fetch(address);
  if (!response.ok) throw new Error((await response.text()).slice(0, 400) || `The server answered ${response.status}.`);
  const buffer = await response.arrayBuffer();
  const type = response.headers.get("X-Lightbox-Type");
  const kinds = { float32: Float32Array, float64: Float64Array, int32: Int32Array, uint32: Uint32Array, int16: Int16Array,
    uint16: Uint16Array, uint8: Uint8Array };
  return new kinds[type](buffer);
}

/** The middle and half the size of what the points span. */
function extent(points) {
  const low = [Infinity, Infinity, Infinity], high = [-Infinity, -Infinity, -Infinity];
  for (let i = 0; i < points.length; i += 1) {
    const value = points[i];
    if (value < low[i % 3]) low[i % 3] = value;
    if (value > high[i % 3]) high[i % 3] = value;
  }
  const middle = low.map((value, axis) => (value + high[axis]) / 2);
  return { middle, radius: Math.max(1e-9, Math.hypot(...high.map((value, axis) => (value - low[axis]) / 2))) };
}

/** One normal a point: the sum over its triangles, so that large ones count more. */
function normalsOf(points, faces) {
  const normals = new Float32Array(points.length);
  const count = points.length / 3;
  for (let f = 0; f + 2 < faces.length; f += 3) {
    const [a, b, c] = [faces[f], faces[f + 1], faces[f + 2]];
    if (a >= count || b >= count || c >= count || a < 0 || b < 0 || c < 0) throw new Error(`Triangle ${f / 3} names a point that is not there.`);
    const side = (p, q) => [0, 1, 2].map((axis) => points[3 * q + axis] - points[3 * p + axis]);
    const [u, v] = [side(a, b), side(a, c)];
    const cross = [u[1] * v[2] - u[2] * v[1], u[2] * v[0] - u[0] * v[2], u[0] * v[1] - u[1] * v[0]];
    for (const point of [a, b, c]) for (let axis = 0; axis < 3; axis += 1) normals[3 * point + axis] += cross[axis];
  }
  return normals;
}

const multiply = (a, b) => [0, 1, 2].flatMap((row) => [0, 1, 2].map((column) =>
  [0, 1, 2].reduce((sum, k) => sum + a[3 * row + k] * b[3 * k + column], 0)));
const aboutX = (t) => [1, 0, 0, 0, Math.cos(t), -Math.sin(t), 0, Math.sin(t), Math.cos(t)];
const aboutY = (t) => [Math.cos(t), 0, Math.sin(t), 0, 1, 0, -Math.sin(t), 0, Math.cos(t)];
// From the patient's left (x grows to the right, y to the front, z to the head), head up.
const start = [0, -1, 0, 0, 0, 1, -1, 0, 0];

async function show() {
  const gl = canvas.getContext("webgl2", { antialias: true });
  if (!gl) throw new Error("This browser has no WebGL 2, which surfaces are drawn with.");
  const [points, faces] = await Promise.all([numbers(canvas.dataset.points), numbers(canvas.dataset.faces)]);
  const { middle, radius } = extent(points);
  const places = Float32Array.from(points, (value, i) => (value - middle[i % 3]) / radius);
  const program = gl.createProgram();
  for (const [kind, text] of [[gl.VERTEX_SHADER, vertexShader], [gl.FRAGMENT_SHADER, fragmentShader]]) {
    const shader = gl.createShader(kind);
    gl.shaderSource(shader, text);
    gl.compileShader(shader);
    gl.attachShader(program, shader);
  }
  gl.linkProgram(program);
  if (!gl.getProgramParameter(program, gl.LINK_STATUS)) throw new Error("The surface could not be drawn: " + gl.getProgramInfoLog(program));
  gl.useProgram(program);
  for (const [name, data] of [["place", places], ["normal", normalsOf(places, faces)]]) {
    gl.bindBuffer(gl.ARRAY_BUFFER, gl.createBuffer());
    gl.bufferData(gl.ARRAY_BUFFER, data, gl.STATIC_DRAW);
    const at = gl.getAttribLocation(program, name);
    gl.enableVertexAttribArray(at);
    gl.vertexAttribPointer(at, 3, gl.FLOAT, false, 0, 0);
  }
  gl.bindBuffer(gl.ELEMENT_ARRAY_BUFFER, gl.createBuffer());
  gl.bufferData(gl.ELEMENT_ARRAY_BUFFER, Uint32Array.from(faces), gl.STATIC_DRAW);
  gl.enable(gl.DEPTH_TEST);
  const uniform = (name) => gl.getUniformLocation(program, name);
  let turn = start, scale = 0.95;

  function draw() {
    const ratio = globalThis.devicePixelRatio || 1;
    canvas.width = Math.round(canvas.clientWidth * ratio);
    canvas.height = Math.round(canvas.clientHeight * ratio);
    gl.viewport(0, 0, canvas.width, canvas.height);
    gl.clearColor(0.06, 0.07, 0.08, 1);
    gl.clear(gl.COLOR_BUFFER_BIT | gl.DEPTH_BUFFER_BIT);
    gl.uniformMatrix3fv(uniform("turn"), true, turn);
    gl.uniform1f(uniform("scale"), scale);
    const wide = canvas.width / Math.max(1, canvas.height);
    gl.uniform2f(uniform("aspect"), Math.min(1, 1 / wide), Math.min(1, wide));
    gl.drawElements(gl.TRIANGLES, faces.length, gl.UNSIGNED_INT, 0);
    canvas.dataset.drawn = String(Number(canvas.dataset.drawn ?? 0) + 1);
  }
  const turnBy = (dx, dy) => { turn = multiply(multiply(aboutX(dy), aboutY(dx)), turn); draw(); };
  const zoomBy = (factor) => { scale = Math.max(0.2, Math.min(20, scale * factor)); draw(); };
  let last = null;
  canvas.addEventListener("pointerdown", (event) => { last = event; canvas.setPointerCapture(event.pointerId); });
  canvas.addEventListener("pointermove", (event) => {
    if (!last || event.pointerId !== last.pointerId) return;
    turnBy((event.clientX - last.clientX) / 150, (event.clientY - last.clientY) / 150);
    last = event;
  });
  for (const name of ["pointerup", "pointercancel"]) canvas.addEventListener(name, () => { last = null; });
  canvas.addEventListener("wheel", (event) => { event.preventDefault(); zoomBy(Math.exp(-event.deltaY / 400)); }, { passive: false });
  canvas.addEventListener("keydown", (event) => {
    const act = {
      ArrowLeft: () => turnBy(-0.1, 0), ArrowRight: () => turnBy(0.1, 0), ArrowUp: () => turnBy(0, -0.1),
      ArrowDown: () => turnBy(0, 0.1), "+": () => zoomBy(1.2), "=": () => zoomBy(1.2), "-": () => zoomBy(1 / 1.2),
      0: () => { turn = start; scale = 0.95; draw(); },
    }[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  });
  new ResizeObserver(draw).observe(canvas);
  message.textContent = "";
  draw();
}

show().catch((error) => {
  message.textContent = error.message;
  message.classList.add("bad");
});
