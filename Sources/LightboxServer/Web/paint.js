// From stored samples to grey: windows, tables, canvases. Knows nothing of the page.

const arrays = {
  uint8: Uint8Array, int8: Int8Array, uint16: Uint16Array, int16: Int16Array, uint32: Uint32Array,
  int32: Int32Array, float32: Float32Array, float64: Float64Array,
};

/** The samples in a response's bytes, which are little endian. */
export function samplesOf(buffer, type) {
  return new arrays[type](buffer);
}

/** The smallest and largest finite rescaled value, as a window. */
export function fullRange(planes, slope, intercept) {
  let low = Infinity, high = -Infinity;
  for (const samples of planes) {
    for (const stored of samples) {
      if (stored < low) low = stored;
      if (stored > high) high = stored;
    }
  }
  if (!Number.isFinite(low) || !Number.isFinite(high)) return { center: 0.5, width: 1 };
  const a = low * slope + intercept, b = high * slope + intercept;
  return { center: (a + b) / 2, width: Math.max(Math.abs(b - a), 1e-9) };
}

/** Paints samples of one image with a window that can change. */
export class Painter {
  constructor(image) {
    this.image = image;
    this.table = null;
    this.tableKey = "";
  }

  /** A canvas as large as the slice, painted. */
  paint(plane, window, isInverted) {
    const canvas = plane.canvas ??= document.createElement("canvas");
    canvas.width = plane.width;
    canvas.height = plane.height;
    const context = canvas.getContext("2d");
    const picture = context.createImageData(plane.width, plane.height);
    const out = new Uint32Array(picture.data.buffer);
    if (this.image.channels >= 3) this.paintColour(plane, out, isInverted);
    else this.paintGrey(plane, out, window, isInverted);
    context.putImageData(picture, 0, 0);
    return canvas;
  }

  paintGrey(plane, out, window, isInverted) {
    const { samples } = plane;
    const step = this.image.channels;
    const type = this.image.sentType;
    const bits = { uint8: 8, int8: 8, uint16: 16, int16: 16 }[type];
    if (bits) {
      const table = this.greyTable(type, bits, window, isInverted);
      const mask = 2 ** bits - 1;
      for (let i = 0, s = 0; i < out.length; i++, s += step) out[i] = table[samples[s] & mask];
      return;
    }
    const grey = this.ramp(window, isInverted);
    for (let i = 0, s = 0; i < out.length; i++, s += step) out[i] = grey(samples[s]);
  }

  /** The function from a stored value to a pixel. */
  ramp(window, isInverted) {
    const { slope, intercept } = this.image;
    // As Window.grey in Swift: DICOM's LINEAR ends one short of LINEAR_EXACT; a window without width is a threshold.
    const low = window.center - window.width / 2;
    const width = window.function === "linear" ? window.width - 1 : window.width;
    const scale = 255 / Math.max(width, 1e-12);
    const { greys } = window;
    const curve = {
      sigmoid: (x) => 255 / (1 + Math.exp(-4 * (x - window.center) / window.width)),
      table: (x) => greys[Math.min(greys.length - 1, Math.max(0, Math.floor((x - low) / window.width * greys.length)))],
    }[window.function] ?? ((x) => (x - low) * scale);
    return (stored) => {
      const value = curve(stored * slope + intercept);
      // NaN fails both comparisons and stays black.
      let grey = value >= 255 ? 255 : value > 0 ? value + 0.5 | 0 : 0;
      if (isInverted) grey = 255 - grey;
      return 0xff000000 | grey << 16 | grey << 8 | grey;
    };
  }

  greyTable(type, bits, window, isInverted) {
    const key = [type, window.center, window.width, window.function, isInverted].join();
    if (this.tableKey !== key) {
      const grey = this.ramp(window, isInverted);
      const count = 2 ** bits;
      const isSigned = type.startsWith("int");
      this.table = new Uint32Array(count);
      for (let i = 0; i < count; i++) this.table[i] = grey(isSigned && i >= count / 2 ? i - count : i);
      this.tableKey = key;
    }
    return this.table;
  }

  paintColour(plane, out, isInverted) {
    const { samples } = plane;
    const step = this.image.channels;
    const scale = { uint8: 1, uint16: 1 / 257 }[this.image.sentType] ?? 255;
    for (let i = 0, s = 0; i < out.length; i++, s += step) {
      let r = samples[s] * scale, g = samples[s + 1] * scale, b = samples[s + 2] * scale;
      if (isInverted) { r = 255 - r; g = 255 - g; b = 255 - b; }
      out[i] = 0xff000000 | (b & 255) << 16 | (g & 255) << 8 | (r & 255);
    }
  }
}
