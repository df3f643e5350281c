#!/usr/bin/env python3
"""Writes TIFF files of many kinds with tifffile, imagecodecs and Pillow, and compares what Lightbox reads with what tifffile does.

    Tests/Conformance/tiff.py [--peers FOLDER] [--program .build/debug/lightbox] [--keep FOLDER]

The files run through samples (1 to 64 bits, signed, floats), channels side by side or in planes, strips and tiles, predictors,
and every coding that the writers have; classic, BigTIFF and OME-TIFF; several pages. Prints a matrix, coding by outcome, and
names each file that differs or that only tifffile reads. Those that are known and reasoned are listed in `KNOWN` below and not
counted. Uses the environment that `live.py` makes; skipped, loudly, where that is not there.
"""
import collections, itertools, json, os, subprocess, sys, tempfile

import live, peers

# What tifffile reads and Lightbox refuses, by the coding's name, and why.
KNOWN = {
    "jpegxl": "no JPEG XL library is kept; no dataset of the list uses it in TIFF",
    "jpegxr": "no JPEG XR library is kept; no dataset of the list uses it in TIFF",
    "png": "PNG inside TIFF is tifffile's own (34933) and in no dataset of the list",
}
LOSSY = {"jpeg", "webp-lossy", "jpeg2000-lossy"}


def field(shape, dtype):
    import numpy as np
    rng = np.random.default_rng(3)
    y, x = np.mgrid[0:shape[0], 0:shape[1]]
    smooth = (np.sin(x / 9) + np.cos(y / 7) + 2) / 4 * 0.9 + rng.random(shape[:2]) * 0.05
    if len(shape) == 3:
        smooth = np.stack([np.roll(smooth, 5 * k, 1) for k in range(shape[2])], -1)
    kind = np.dtype(dtype)
    if kind == bool:
        return smooth > 0.5
    if kind.kind == "c":
        return (smooth + 1j * smooth[::-1]).astype(kind)
    if kind.kind == "f":
        return (smooth * 1000 - 300).astype(kind)
    info = np.iinfo(kind)
    return (smooth * (float(info.max) - float(info.min)) * 0.9 + float(info.min)).astype(kind)


def write_all(folder):
    """Yields (coding, path) of every file that the writers can make."""
    import imagecodecs, numpy as np, tifffile
    from PIL import Image

    def path(*words):
        return os.path.join(folder, "_".join(str(w) for w in words) + ".tif")

    def attempt(coding, name, data, **options):
        try:
            tifffile.imwrite(name, data, **options)
        except Exception:
            if os.path.exists(name):
                os.remove(name)
            return
        yield coding, name

    codings = {"none": None, "lzw": "lzw", "deflate": "zlib", "zstd": "zstd", "packbits": "packbits", "lzma": "lzma",
               "lerc": "lerc", "webp": "webp", "jpeg2000": "jpeg2000", "jpeg": "jpeg", "jpegxl": "jpegxl", "jpegxr": "jpegxr",
               "png": "png"}
    types = ["bool", "uint8", "uint16", "uint32", "uint64", "int8", "int16", "int32", "int64", "float16", "float32", "float64",
             "complex64"]
    for coding, kind, channels, planar in itertools.product(codings, types, (1, 3, 4), ("contig", "separate")):
        if channels == 1 and planar == "separate":
            continue
        shape = (61, 83) if channels == 1 else (61, 83, channels)
        data = field(shape, kind)
        if channels > 1 and planar == "separate":
            data = np.ascontiguousarray(np.moveaxis(data, -1, 0))
        predictors = [None]
        if coding in ("lzw", "deflate", "zstd", "lzma") and kind != "bool" and not kind.startswith("complex"):
            predictors = [None, 3] if kind.startswith("float") else [None, 2]
        for predictor, tile in itertools.product(predictors, (None, (32, 48))):
            options = {"compression": codings[coding], "photometric": "rgb" if channels > 1 else "minisblack",
                       "metadata": None, "tile": tile, "predictor": predictor}
            if channels > 1:
                options["planarconfig"] = planar
            if coding == "jpeg2000":
                options["compressionargs"] = {"level": 0, "reversible": True}
            if coding == "webp":
                options["compressionargs"] = {"lossless": True}
            if coding == "none" and tile is None:
                for order in "<>":
                    yield from attempt(coding, path(coding, kind, channels, planar, "be" if order == ">" else "le"), data,
                                       byteorder=order, **options)
            name = path(coding, kind, channels, planar, f"p{predictor or 1}", "tiles" if tile else "strips")
            yield from attempt(coding, name, data, **options)
    for coding, kind in itertools.product(("none", "deflate", "zstd"), ("uint8", "uint16", "float32")):
        stack = np.stack([field((40, 50), kind)] * 3) + np.arange(3).astype(kind)[:, None, None]
        yield from attempt(coding, path("pages", coding, kind), stack, compression=codings[coding], metadata=None,
                           photometric="minisblack")
        yield from attempt(coding, path("big", coding, kind), stack, compression=codings[coding], metadata=None,
                           photometric="minisblack", bigtiff=True)
        name = os.path.join(folder, f"ome_{coding}_{kind}.ome.tif")
        yield from attempt(coding, name, stack, compression=codings[coding], photometric="minisblack",
                           metadata={"axes": "ZYX", "PhysicalSizeX": 0.5, "PhysicalSizeXUnit": "µm"})
    yield from attempt("webp-lossy", path("webp_lossy"), field((61, 83, 3), "uint8"), compression="webp", photometric="rgb")
    yield from attempt("jpeg2000-lossy", path("jpeg2000_lossy"), field((61, 83, 3), "uint8"), compression="jpeg2000",
                       compressionargs={"level": 40}, photometric="rgb")
    yield from attempt("jpeg", path("jpeg_ycc"), field((61, 83, 3), "uint8"), compression="jpeg", photometric="ycbcr",
                       subsampling=(2, 2))
    yield from attempt("jpeg", path("jpeg_12"), field((61, 83), "uint16") >> 4, compression="jpeg",
                       compressionargs={"bitspersample": 12}, metadata=None)
    for coding in ("group3", "group4", "tiff_ccitt"):
        name = path("ccitt", coding)
        try:
            Image.fromarray(field((61, 83), "bool")).save(name, compression=coding)
            yield "ccitt", name
        except Exception:
            pass
    for bits, coding in itertools.product((2, 4, 6, 10, 12, 14), ("none", "lzw", "deflate", "packbits")):
        data = (field((61, 83), "uint16") >> (16 - bits)).astype(np.uint8 if bits <= 8 else np.uint16)
        planes = (data[..., None].astype(np.uint32) >> np.arange(bits - 1, -1, -1)) & 1
        packed = np.packbits(planes.reshape(data.shape[0], -1).astype(np.uint8), axis=-1).tobytes()
        number, coder = {"none": (1, bytes), "lzw": (5, imagecodecs.lzw_encode), "deflate": (8, imagecodecs.zlib_encode),
                         "packbits": (32773, imagecodecs.packbits_encode)}[coding]
        name = path("packed", coding, bits)
        write_packed(name, data.shape, bits, number, coder(packed))
        yield coding, name


def write_packed(name, shape, bits, coding, content):
    import struct
    entries = [(256, 3, shape[1]), (257, 3, shape[0]), (258, 3, bits), (259, 3, coding), (262, 3, 1), (273, 4, 0),
               (277, 3, 1), (278, 3, shape[0]), (279, 4, len(content))]
    start = 8 + 2 + 12 * len(entries) + 4
    with open(name, "wb") as file:
        file.write(struct.pack("<2sHIH", b"II", 42, 8, len(entries)))
        for tag, kind, value in entries:
            file.write(struct.pack("<HHII", tag, kind, 1, start if tag == 273 else value))
        file.write(struct.pack("<I", 0) + content)


def by_tifffile(name):
    import numpy as np, tifffile
    with tifffile.TiffFile(name) as file:
        pages = []
        for page in file.pages:
            data = page.asarray()
            if page.planarconfig == 2 and data.ndim == 3:
                data = np.moveaxis(data, 0, -1)
            pages.append(data)
    data = pages[0] if len(pages) == 1 else np.stack(pages)
    return data.astype(np.uint8) if data.dtype == bool else data


def main():
    parser = peers.arguments(__doc__, None)
    parser.add_argument("--keep", metavar="FOLDER", help="keep the files there")
    options = parser.parse_args()
    if not peers.ready(options):
        return 0
    bad, table = [], collections.defaultdict(collections.Counter)
    with tempfile.TemporaryDirectory() as scratch:
        folder = options.keep or scratch
        os.makedirs(folder, exist_ok=True)
        files = list(write_all(folder))
        out = subprocess.run([options.program, "info", "--json", "--pixels"] + [name for _, name in files],
                             capture_output=True, text=True).stdout
        for (coding, name), line in zip(files, out.splitlines(), strict=True):
            ours, short = json.loads(line), os.path.basename(name)
            try:
                theirs = by_tifffile(name)
            except Exception:
                table[coding]["only Lightbox" if not ours["error"] else "neither"] += 1
                continue
            digests = {live.digest(theirs)}
            if ours["error"] or not ours.get("storedSHA256"):
                known = KNOWN.get(coding)
                table[coding]["refused, known" if known else "REFUSED"] += 1
                if not known:
                    bad.append(f"refused  {short}: {ours['error']}")
            elif ours["storedSHA256"] in digests:
                table[coding]["agree"] += 1
            elif coding in LOSSY and abs(ours["stored"]["mean"] - float(theirs.mean())) < 0.01 * max(1, float(theirs.max())):
                table[coding]["alike"] += 1
            else:
                table[coding]["DIFFER"] += 1
                bad.append(f"differs  {short}: {ours['shape']} × {ours['channels']} {ours['storedType']}, "
                           f"tifffile {theirs.shape} {theirs.dtype}")
    heads = ["agree", "alike", "refused, known", "REFUSED", "DIFFER", "only Lightbox", "neither"]
    print("| coding | " + " | ".join(heads) + " |\n|---|" + "---:|" * len(heads))
    for coding, counts in table.items():
        print(f"| {coding} | " + " | ".join(str(counts[head] or "") for head in heads) + " |")
    print(f"\n{sum(sum(c.values()) for c in table.values())} files, {len(bad)} that differ or are refused")
    print("\n".join(bad))
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
