// Sharper pieces of a picture that is too large to be sent whole: what is in sight, at the size that the screen can show.

const pieceLimit = 4_000_000;  // The server sends up to 6 million pixels.
const patience = 120;  // Milliseconds without a move before a piece is asked for.

export class Detail {
  /** `image` has `levels`, [width, height] each with the largest first, and the number of the `overview` among them. */
  constructor(image, redraw) {
    this.image = image;
    this.redraw = redraw;
    this.shown = null;
    this.timer = 0;
    this.controller = null;
  }

  /** Twice the zoom at which a pixel of the largest level fills one of the screen. */
  zoomLimit(view) {
    const [width] = this.image.levels[0];
    return Math.max(64, (2 * width) / Math.max(1, view.box.width) * (view.box.width / (view.frame.width / view.zoom)));
  }

  /** Notes that the view moved; a piece for it comes when it rests. */
  follow(view, window) {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.fetch(view, window), patience);
  }

  async fetch(view, window) {
    const { image } = this;
    const frame = view.frame, box = view.box, ratio = globalThis.devicePixelRatio || 1;
    const u0 = Math.max(0, -frame.x / frame.width), u1 = Math.min(1, (box.width - frame.x) / frame.width);
    const v0 = Math.max(0, -frame.y / frame.height), v1 = Math.min(1, (box.height - frame.y) / frame.height);
    if (u1 <= u0 || v1 <= v0) return;
    // The smallest level that has a pixel for each of the screen's.
    const wanted = frame.width * ratio;
    let level = image.overview;
    while (level > 0 && image.levels[level][0] < wanted) level -= 1;
    const size = (n) => [(u1 - u0) * image.levels[n][0], (v1 - v0) * image.levels[n][1]];
    while (level < image.overview && size(level)[0] * size(level)[1] > pieceLimit) level += 1;
    if (level >= image.overview) {
      if (this.shown) { this.shown = null; this.redraw(view); }
      return;
    }
    const [width, height] = image.levels[level];
    const x0 = Math.floor(u0 * width), y0 = Math.floor(v0 * height);
    const x1 = Math.min(width, Math.ceil(u1 * width)), y1 = Math.min(height, Math.ceil(v1 * height));
    let address = `/image/${encodeURIComponent(image.id)}/piece?level=${level}&x=${x0}&y=${y0}`
      + `&width=${x1 - x0}&height=${y1 - y0}`;
    if (window && image.channels < 3) address += `&center=${window.center}&span=${window.width}`;
    if (this.shown?.address === address) return;
    this.controller?.abort();
    this.controller = new AbortController();
    try {
      const response = await fetch(address, { signal: this.controller.signal });
      if (!response.ok) return;  // The overview stays.
      const picture = await createImageBitmap(await response.blob());
      this.shown = {
        address, level, picture, u0: x0 / width, v0: y0 / height, u1: x1 / width, v1: y1 / height,
      };
      this.redraw(view);
    } catch (error) {
      if (error.name !== "AbortError") throw error;
    }
  }

  /** Draws the piece over the overview, where there is one. */
  draw(context, frame) {
    if (!this.shown) return;
    const { picture, u0, v0, u1, v1 } = this.shown;
    context.drawImage(
      picture, frame.x + u0 * frame.width, frame.y + v0 * frame.height, (u1 - u0) * frame.width, (v1 - v0) * frame.height);
  }
}
