#!/usr/bin/env python3
"""Reads the same files with the independent readers installed here and compares, sample by sample, with Lightbox.

    Tests/Conformance/live.py [--peers FOLDER] [--program .build/debug/lightbox] [--data ../shared/data] [FILE...]

The peers live in a virtual environment in FOLDER (default: `peers` in Lightbox's cache folder), which this makes if it is
not there: pydicom with GDCM, pylibjpeg and pyjpegls, nibabel, SimpleITK, h5py, pynrrd, tifffile, Pillow, OpenSlide, NumPy,
zarr. Where it cannot be made, and where there are no files, it says so and passes. dcmdjpeg, dcmdrle and dcmdjpls of DCMTK are
asked as well if they are installed. Prints a matrix, format by peer: agree, differ, only the peer reads it, only
Lightbox reads it, and names every file of the second and third kind; those that `differences.csv` lists are not counted.
"""
import collections, csv, hashlib, json, os, select, shutil, subprocess, sys, tempfile

import peers


def digest(array):
    import numpy as np
    array = np.ascontiguousarray(array)
    if array.dtype.byteorder == ">" or array.dtype.byteorder == "=" and sys.byteorder == "big":
        array = array.astype(array.dtype.newbyteorder("<"))
    return hashlib.sha256(array.tobytes()).hexdigest()


class Reading:
    """What a peer read: digests that count as the same samples, statistics, a tolerance for lossy codings."""

    def __init__(self, *arrays, tolerance=0.0, affine=None, isRescaled=False):
        import numpy as np
        self.digests = {digest(a) for a in arrays}
        first = np.asarray(arrays[0])
        self.numbers = None
        if first.dtype.kind in "iuf" and first.size:
            self.numbers = [float(np.nanmin(first)), float(np.nanmax(first)), float(np.nanmean(first.astype(np.float64)))]
        self.tolerance = tolerance
        self.affine = affine
        self.isRescaled = isRescaled

    @classmethod
    def of(cls, known):
        """The reading that a `Reader` process sent."""
        reading = cls.__new__(cls)
        reading.__dict__ = known | {"digests": set(known["digests"])}
        return reading

    @property
    def known(self):
        return self.__dict__ | {"digests": sorted(self.digests)}


# MARK: The peers. Each takes a path and returns a Reading, or raises.

LOSSY = {"1.2.840.10008.1.2.4." + end for end in ("50", "51", "53", "55", "81", "91", "203")}


def by_pydicom(plugin):
    def read(path):
        import pydicom
        from pydicom.pixels import pixel_array
        data = pydicom.dcmread(path, force=True)
        syntax = str(data.file_meta.TransferSyntaxUID) if "TransferSyntaxUID" in getattr(data, "file_meta", {}) else None
        if syntax is None:
            data.file_meta = getattr(data, "file_meta", None) or pydicom.dataset.FileMetaDataset()
            implicit, little = data.original_encoding
            data.file_meta.TransferSyntaxUID = (
                pydicom.uid.ImplicitVRLittleEndian if implicit
                else pydicom.uid.ExplicitVRLittleEndian if little else pydicom.uid.ExplicitVRBigEndian)
        return Reading(pixel_array(data, raw=True, decoding_plugin=plugin), tolerance=2.0 if syntax in LOSSY else 0.0)
    return read


def by_dcmtk(path):
    import pydicom
    syntax = pydicom.dcmread(path, stop_before_pixels=True).file_meta.TransferSyntaxUID
    tool = {"1.2.840.10008.1.2.5": "dcmdrle", "1.2.840.10008.1.2.4.80": "dcmdjpls", "1.2.840.10008.1.2.4.81": "dcmdjpls"}.get(
        syntax, "dcmdjpeg" if syntax.startswith("1.2.840.10008.1.2.4.") else None)
    if tool is None or shutil.which(tool) is None:
        raise LookupError("no tool")
    with tempfile.TemporaryDirectory() as folder:
        out = os.path.join(folder, "out.dcm")
        options = ["+cn"] if tool == "dcmdjpeg" else []  # Colours as they are stored.
        if subprocess.run([tool] + options + [path, out], capture_output=True).returncode:
            raise ValueError(tool)
        reading = by_pydicom("")(out)
    reading.tolerance = 2.0 if syntax in LOSSY else 0.0
    return reading


def by_nibabel(path):
    import nibabel, numpy as np
    image = nibabel.load(path)
    proxy = image.dataobj
    stored = np.asanyarray(proxy.get_unscaled() if hasattr(proxy, "get_unscaled") else proxy)
    if type(image).__name__.startswith("Minc"):
        return Reading(np.asarray(proxy, dtype=np.float64))
    affine = None
    header = image.header
    if "sform_code" in header and (header["sform_code"] > 0 or header["qform_code"] > 0):
        affine = image.affine.tolist()
    return Reading(stored.T, affine=affine)


def by_simpleitk(path):
    import SimpleITK as sitk
    sitk.ProcessObject_SetGlobalWarningDisplay(False)
    # It applies slope and intercept by itself, so where the samples differ the rescaled values decide.
    return Reading(sitk.GetArrayFromImage(sitk.ReadImage(path)), isRescaled=True)


def by_pynrrd(path):
    import nrrd
    return Reading(nrrd.read(path, index_order="C")[0])


def by_pillow(path):
    import numpy as np
    from PIL import Image
    image = Image.open(path)
    with open(path, "rb") as file:
        head = file.read(26)
    if image.format == "PNG" and head[24] == 16 and head[25] != 0:
        raise LookupError("Pillow makes 8 bits of 16 in colour")
    if image.format == "TIFF":
        tags = image.tag_v2
        if getattr(image, "n_frames", 1) > 1 or tags.get(274, 1) != 1 or image.mode in ("RGB", "RGBA") and max(tags.get(258, (8,))) > 8:
            raise LookupError("Pillow reads one page, turns it, and makes 8 bits of 16 in colour")
    return Reading(np.asarray(image), tolerance=2.0 if image.format in ("JPEG", "MPO", "JPEG2000") else 0.0)


def by_tifffile(path):
    import tifffile
    with tifffile.TiffFile(path) as file:
        page = file.pages[0]
        whole = [page.asarray()]
        if len(file.pages) > 1 and len({p.shape for p in file.pages}) == 1:
            import numpy as np
            whole.append(np.stack([p.asarray() for p in file.pages]))
        return Reading(*whole, tolerance=2.0 if "JPEG" in page.compression.name else 0.0)


def by_numpy(path):
    import numpy as np
    found = np.load(path, allow_pickle=False)
    if hasattr(found, "files"):
        raise LookupError("members are compared one by one")
    return Reading(found)


def by_openslide(path):
    import numpy as np, openslide
    slide = openslide.OpenSlide(path)
    width, height = slide.dimensions
    if width * height > 50_000_000:
        raise LookupError("too large")
    return Reading(np.asarray(slide.read_region((0, 0), 0, (width, height)).convert("RGB")))


def parts_by_h5py(path):
    import h5py
    found = {}
    with h5py.File(path, "r") as file:
        def visit(name, item):
            if isinstance(item, h5py.Dataset) and item.dtype.kind in "iufcb" and item.shape is not None and item.size < 50_000_000:
                found["/" + name] = Reading(item[()])
        file.visititems(visit)
    return found


def parts_by_numpy(path):
    import numpy as np
    archive = np.load(path, allow_pickle=False)
    return {name: Reading(archive[name]) for name in archive.files}


def parts_by_nibabel(path):
    import nibabel
    arrays = nibabel.load(path).darrays
    return {number: Reading(array.data) for number, array in enumerate(arrays)}


WHOLE = {
    "dicom": {"pydicom": by_pydicom("pydicom"), "pylibjpeg": by_pydicom("pylibjpeg"), "GDCM": by_pydicom("gdcm"),
              "pyjpegls": by_pydicom("pyjpegls"), "pydicom, own": by_pydicom(""), "DCMTK": by_dcmtk},
    "nifti": {"nibabel": by_nibabel, "SimpleITK": by_simpleitk},
    "analyze": {"nibabel": by_nibabel}, "mgh": {"nibabel": by_nibabel}, "mgz": {"nibabel": by_nibabel},
    "minc": {"nibabel": by_nibabel}, "nrrd": {"pynrrd": by_pynrrd, "SimpleITK": by_simpleitk},
    "metaimage": {"SimpleITK": by_simpleitk}, "png": {"Pillow": by_pillow}, "jpeg": {"Pillow": by_pillow},
    "bmp": {"Pillow": by_pillow}, "gif": {"Pillow": by_pillow}, "tiff": {"tifffile": by_tifffile, "Pillow": by_pillow},
    "jpeg-2000": {"Pillow": by_pillow}, "npy": {"NumPy": by_numpy}, "svs": {"OpenSlide": by_openslide},
    "slide": {"OpenSlide": by_openslide}, "openslide": {"OpenSlide": by_openslide},
}
PARTS = {"hdf5": {"h5py": parts_by_h5py}, "npz": {"NumPy": parts_by_numpy}, "gifti": {"nibabel": parts_by_nibabel}}


class Reader:
    """A process of its own for each peer: damaged files make some of them crash or hang."""

    def __init__(self, kind, format, peer):
        self.arguments = [sys.executable, os.path.abspath(__file__), "--serve", kind, format, peer]
        self.process = None

    def read(self, path):
        """What the peer read: one reading, or readings by name; raises where it refuses, crashes or takes a minute."""
        if self.process is None:
            self.process = subprocess.Popen(self.arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                                            stderr=subprocess.DEVNULL, text=True)
        self.process.stdin.write(path + "\n")
        self.process.stdin.flush()
        ready, _, _ = select.select([self.process.stdout], [], [], 60)
        line = self.process.stdout.readline() if ready else ""
        if not line:
            self.process.kill()
            self.process.wait()
            self.process = None
            raise ValueError("the peer crashed" if ready else "the peer hung")
        answer = json.loads(line)
        if answer is None:
            raise ValueError("the peer refused")
        if "digests" in answer:
            return Reading.of(answer)
        return {int(name) if name.isdigit() else name: Reading.of(known) for name, known in answer.items()}


def serve(kind, format, peer):
    """Reads the files that are named on standard input, one answer a line."""
    import logging, warnings
    logging.disable(logging.CRITICAL)
    warnings.filterwarnings("ignore")
    answers = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)  # What a library prints is no answer.
    read = (WHOLE if kind == "whole" else PARTS)[format][peer]
    for line in sys.stdin:
        try:
            found = read(line.rstrip("\n"))
            text = json.dumps(found.known if isinstance(found, Reading) else {n: r.known for n, r in found.items()})
        except Exception:
            text = "null"
        answers.write(text + "\n")
        answers.flush()


def peers_of(table, format):
    """The peers of a format, by the longest beginning of its name that the table has."""
    names = [name for name in table if format == name or format.startswith(name + "-")]
    if not names:
        return {}
    name = max(names, key=len)
    kind = "whole" if table is WHOLE else "parts"
    for peer in table[name]:
        if (name, peer) not in READERS:
            READERS[(name, peer)] = Reader(kind, name, peer)
    return {peer: READERS[(name, peer)].read for peer in table[name]}


READERS = {}


def same(entry, reading):
    if entry.get("storedSHA256") in reading.digests:
        verdict = True
    elif reading.isRescaled and reading.numbers and entry.get("rescaled"):
        scale = max(1.0, *(abs(n) for n in reading.numbers))
        verdict = all(entry["rescaled"][key] is not None and abs(entry["rescaled"][key] - n) <= 1e-5 * scale
                      for key, n in zip(("min", "max", "mean"), reading.numbers))
    elif reading.tolerance and reading.numbers and entry.get("stored"):
        stored = entry["stored"]
        verdict = all(abs(stored[key] - n) <= reading.tolerance for key, n in zip(("min", "max", "mean"), reading.numbers))
    else:
        verdict = False
    if verdict and reading.affine and entry.get("affine"):
        verdict = all(abs(a - b) <= 1e-4 * max(1, abs(b)) for mine, other in zip(entry["affine"], reading.affine)
                      for a, b in zip(mine, other))
    return verdict


def main():
    options = peers.arguments(__doc__, "files").parse_args()
    files = options.files
    if not files and os.path.isdir(options.data):
        files = peers.real_files(options.data)
    if not files:
        print("NOT COMPARED LIVE: there are no real files at", options.data)
        return 0
    if not peers.ready(options):
        return 0
    with open(os.path.join(peers.HERE, "differences.csv"), newline="") as file:
        on_purpose = {(row["file"], row["peer"]) for row in csv.DictReader(file)}

    entries = []
    for start in range(0, len(files), 100):
        run = subprocess.run([options.program, "info", "--json", "--pixels", "--"] + files[start:start + 100],
                             capture_output=True, text=True)
        lines = run.stdout.splitlines()
        if len(lines) != len(files[start:start + 100]):
            sys.exit(f"lightbox info printed {len(lines)} lines for {len(files[start:start + 100])} files\n{run.stderr[-2000:]}")
        entries += [json.loads(line) for line in lines]

    table = collections.defaultdict(collections.Counter)
    problems = []

    def judge(format, peer, name, entry, reading):
        if entry.get("storedSHA256") is None:
            verdict = "only the peer"
        else:
            verdict = "agree" if same(entry, reading) else "differ"
        relative = os.path.relpath(name.split(" ▸ ")[0], options.data)
        if verdict != "agree":
            if (relative, peer) in on_purpose or (relative, "") in on_purpose:
                verdict = "on purpose"
            else:
                problems.append(f"{relative}: {peer}: {verdict}: {entry.get('error')}")
        table[(format, peer)][verdict] += 1

    for path, entry in zip(files, entries):
        format = entry["format"]
        for peer, read in peers_of(WHOLE, format).items():
            try:
                reading = read(path)
            except (ValueError, OSError):
                if entry.get("storedSHA256"):
                    table[(format, peer)]["only Lightbox"] += 1
                continue
            judge(format, peer, path, entry, reading)
        for peer, read in peers_of(PARTS, format).items():
            try:
                readings = read(path)
            except (ValueError, OSError):
                table[(format, peer)]["only Lightbox"] += 1
                continue
            parts = entry.get("parts") or []
            by_name = {p["name"]: p for p in parts} | {p["name"].removesuffix(".npy"): p for p in parts} | dict(enumerate(parts))
            for name, reading in readings.items():
                judge(format, peer, f"{path} ▸ {name}", by_name.get(name, {}), reading)

    columns = ["agree", "only Lightbox", "on purpose", "only the peer", "differ"]
    print(f"{'format':<20}{'peer':<16}" + "".join(f"{c:>15}" for c in columns))
    for (format, peer), counts in sorted(table.items()):
        print(f"{format:<20}{peer:<16}" + "".join(f"{counts[c] or '·':>15}" for c in columns))
    for line in problems:
        print("  " + line)
    print(f"{sum(c['agree'] for c in table.values())} readings agree, {len(problems)} do not")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(serve(*sys.argv[2:]) if sys.argv[1:2] == ["--serve"] else main())
