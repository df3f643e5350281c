// One plane on the screen: where its pixels lie, zoom, pan, crosshair.

export class PlaneView {
  constructor(section, layout) {
    this.section = section;
    this.layout = layout;
    this.canvas = section.querySelector("canvas");
    this.message = section.querySelector(".stage-message");
    this.slider = section.querySelector("input.slice");
    this.output = section.querySelector(".scroll output");
    this.zoom = 1;
    this.panX = 0;
    this.panY = 0;
    this.plane = null;
    this.picture = null;
    this.detail = null;  // Sharper pieces, where the picture has them.
  }

  /** The slice that belongs to a place in the image. */
  indexAt(voxel) {
    return this.layout.sliceAxis === null ? 0 : voxel[this.layout.sliceAxis];
  }

  resetView() {
    this.zoom = 1;
    this.panX = 0;
    this.panY = 0;
  }

  // MARK: Geometry. Columns and rows count from the top left; pixel centres lie at halves.

  /** CSS pixels per millimetre (or per pixel, where no spacing is stated) that fit the whole slice. */
  get fit() {
    const { columns, rows } = this.layout;
    const box = this.box;
    return Math.min(box.width / (columns.count * columns.spacing), box.height / (rows.count * rows.spacing));
  }

  get box() {
    return { width: this.canvas.clientWidth || 1, height: this.canvas.clientHeight || 1 };
  }

  get frame() {
    const { columns, rows } = this.layout;
    const scale = this.fit * this.zoom;
    const width = columns.count * columns.spacing * scale;
    const height = rows.count * rows.spacing * scale;
    const box = this.box;
    return {
      x: (box.width - width) / 2 + this.panX, y: (box.height - height) / 2 + this.panY, width, height,
      stepX: columns.spacing * scale, stepY: rows.spacing * scale,
    };
  }

  /** The column and row under a point of the canvas, or null outside the slice. */
  pixelAt(x, y) {
    const frame = this.frame;
    const column = Math.floor((x - frame.x) / frame.stepX);
    const row = Math.floor((y - frame.y) / frame.stepY);
    const { columns, rows } = this.layout;
    if (column < 0 || row < 0 || column >= columns.count || row >= rows.count) return null;
    return { column, row };
  }

  /** The nearest column and row of the slice. */
  nearestPixel(x, y) {
    const frame = this.frame;
    const { columns, rows } = this.layout;
    const clamp = (value, count) => Math.max(0, Math.min(count - 1, value));
    return {
      column: clamp(Math.floor((x - frame.x) / frame.stepX), columns.count),
      row: clamp(Math.floor((y - frame.y) / frame.stepY), rows.count),
    };
  }

  /** The place in the image of a column and row of the slice shown. */
  voxelAt({ column, row }, voxel) {
    const { columns, rows } = this.layout;
    const place = [...voxel];
    place[columns.axis] = columns.flipped ? columns.count - 1 - column : column;
    place[rows.axis] = rows.flipped ? rows.count - 1 - row : row;
    return place;
  }

  /** The column and row at which a place in the image is shown. */
  pixelOf(voxel) {
    const { columns, rows } = this.layout;
    const column = voxel[columns.axis], row = voxel[rows.axis];
    return {
      column: columns.flipped ? columns.count - 1 - column : column,
      row: rows.flipped ? rows.count - 1 - row : row,
    };
  }

  /** The stored values at a pixel, one per channel, or null where the slice is not there yet. */
  storedAt({ column, row }, channels) {
    if (!this.plane) return null;
    const step = this.layout.step;
    const at = (Math.floor(row / step) * this.plane.width + Math.floor(column / step)) * channels;
    return Array.from(this.plane.samples.subarray(at, at + channels));
  }

  zoomBy(factor, x = this.box.width / 2, y = this.box.height / 2) {
    const before = this.frame;
    const next = Math.max(0.25, Math.min(this.detail?.zoomLimit(this) ?? 64, this.zoom * factor));
    const u = (x - before.x) / before.width, v = (y - before.y) / before.height;
    this.zoom = next;
    const after = this.frame;
    this.panX += x - (after.x + u * after.width);
    this.panY += y - (after.y + v * after.height);
    this.keepInSight();
  }

  panBy(dx, dy) {
    this.panX += dx;
    this.panY += dy;
    this.keepInSight();
  }

  /** Some of the slice always stays on the canvas. */
  keepInSight() {
    const frame = this.frame, box = this.box;
    const limit = (size, room) => (size + room) / 2 - Math.min(40, size / 2);
    const clamp = (value, bound) => Math.max(-bound, Math.min(bound, value));
    this.panX = clamp(this.panX, limit(frame.width, box.width));
    this.panY = clamp(this.panY, limit(frame.height, box.height));
  }

  // MARK: Drawing

  draw(voxel, { showsCross, isSmooth }) {
    const ratio = window.devicePixelRatio || 1;
    const box = this.box;
    const width = Math.round(box.width * ratio), height = Math.round(box.height * ratio);
    if (this.canvas.width !== width || this.canvas.height !== height) {
      this.canvas.width = width;
      this.canvas.height = height;
    }
    const context = this.canvas.getContext("2d");
    context.setTransform(ratio, 0, 0, ratio, 0, 0);
    context.clearRect(0, 0, box.width, box.height);
    const frame = this.frame;
    if (this.picture) {
      context.imageSmoothingEnabled = isSmooth;
      context.imageSmoothingQuality = "high";
      context.drawImage(this.picture, frame.x, frame.y, frame.width, frame.height);
      this.detail?.draw(context, frame);
    }
    if (showsCross) this.drawCross(context, frame, voxel);
  }

  drawCross(context, frame, voxel) {
    const { column, row } = this.pixelOf(voxel);
    const x = frame.x + (column + 0.5) * frame.stepX, y = frame.y + (row + 0.5) * frame.stepY;
    const gap = Math.max(9, Math.min(frame.stepX, frame.stepY));
    const lines = [
      [frame.x, y, x - gap, y], [x + gap, y, frame.x + frame.width, y],
      [x, frame.y, x, y - gap], [x, y + gap, x, frame.y + frame.height],
    ];
    for (const [style, thickness] of [["rgb(0 0 0 / 0.55)", 3], ["rgb(120 205 220 / 0.95)", 1]]) {
      context.strokeStyle = style;
      context.lineWidth = thickness;
      context.beginPath();
      for (const [x0, y0, x1, y1] of lines) {
        if (x1 < x0 || y1 < y0) continue;
        context.moveTo(x0, y0);
        context.lineTo(x1, y1);
      }
      context.stroke();
    }
  }
}
