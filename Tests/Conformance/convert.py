#!/usr/bin/env python3
"""Converts real images into every kind that Lightbox writes, reads them back with independent readers, and compares.

    Tests/Conformance/convert.py [--peers FOLDER] [--program .build/debug/lightbox] [--data ../shared/data] [PATH...]

Every sample, slope and intercept is compared, and the place of every voxel in the patient. `series.py` compares whole
DICOM series with dcm2niix. The peers live in the virtual environment of
`live.py`. Where it cannot be made, and where there are no files, this says so and passes. Prints a table, kind by peer:
same, refused (with the reasons), differ.
"""
import collections, glob, json, os, re, shutil, subprocess, sys, tempfile, warnings

import peers

TARGETS = {"nifti": "out.nii", "gzipped": "out.nii.gz", "nifti2": "out.nii", "nrrd": "out.nrrd", "metaimage": "out.mha",
           "mhd": "out.mhd", "npy": "out.npy", "tiff": "out.tif", "png": "out-{t}-{k}.png", "dicom": "out"}
LIMIT = 24 << 20


class Problem(Exception):
    pass


def convert(program, sources, out, *options):
    run = subprocess.run([program, "convert", *sources, out, "--json", *options], capture_output=True, text=True)
    if run.returncode == 2:
        return None, run.stderr
    if run.returncode != 0:
        raise Problem(f"convert ended with {run.returncode}: {run.stderr[-300:]}")
    return json.loads(run.stdout.splitlines()[0]), run.stderr


def pad(array, rank=4):
    """More axes of one sample at the end, for images that differ in those only."""
    return array.reshape(array.shape + (1,) * (rank - array.ndim)) if array.ndim < rank else array


def placed(array, affine, goal):
    """The array with its axes in the order and directions that `goal` has, or None where no order does it."""
    import numpy as np
    array = pad(array)
    m = np.linalg.inv(np.asarray(goal)) @ np.asarray(affine)  # From its voxels to those of the goal.
    lengths = array.shape[:3]
    turn = np.rint(m[:3, :3])
    long = [axis for axis in range(3) if lengths[axis] > 1]
    if any(not np.allclose(m[:3, axis], turn[:, axis], atol=0.02) for axis in long):
        return None
    # Axes of one sample may lie any way.
    order = [None] * 3
    for axis in long:
        order[int(np.argmax(np.abs(turn[:, axis])))] = axis
    rest = [axis for axis in range(3) if axis not in order]
    order = [axis if axis is not None else rest.pop(0) for axis in order]
    result = np.transpose(array, order + list(range(3, array.ndim)))
    corner = np.zeros(4)
    corner[3] = 1
    for row, axis in enumerate(order):
        if axis in long and turn[row, axis] < 0:
            result = np.flip(result, row)
            corner[axis] = lengths[axis] - 1
    return result if np.allclose((m @ corner)[:3], 0, atol=0.02) else None


class Truth:
    """The samples that Lightbox read, i first, and what it says of them."""

    def __init__(self, program, source, format, options, folder):
        import numpy as np
        path = os.path.join(folder, "truth.npy")
        self.line, talk = convert(program, [source], path, "--stored", *options)
        if self.line is None:
            raise Problem(talk.strip().splitlines()[0])
        array = np.load(path)
        os.remove(path)
        self.channels = self.line["channels"]
        self.axes = array.ndim - (1 if self.channels > 1 else 0)
        self.hasRows = format.startswith("dicom") and self.axes > 1
        self.array = array.transpose(list(range(self.axes))[::-1] + list(range(self.axes, array.ndim)))
        self.affine = np.array(self.line["affine"]) if self.line["affine"] else None
        scale = self.line["rescale"]
        self.slope, self.intercept = scale["slope"], scale["intercept"]

    @property
    def rescaled(self):
        import numpy as np
        if (self.slope, self.intercept) == (1, 0) or self.array.dtype.kind == "c":
            return self.array
        return self.array.astype(np.float64) * self.slope + self.intercept


def equal(a, b, what):
    import numpy as np
    a, b = pad(np.asarray(a), 8), pad(np.asarray(b), 8)
    if a.shape != b.shape:
        raise Problem(f"{what}: shape {b.shape}, not {a.shape}")
    if "f" in (a.dtype.kind, b.dtype.kind) and a.dtype != b.dtype:
        a, b = a.astype(np.float64), b.astype(np.float64)
        scale = np.abs(a[np.isfinite(a)]).max(initial=1)
        if not np.allclose(a, b, rtol=2e-6, atol=2e-7 * scale, equal_nan=True):
            raise Problem(f"{what}: values differ by up to {np.nanmax(np.abs(a - b))}")
    elif not np.array_equal(a, b, equal_nan=a.dtype.kind in "fc"):
        raise Problem(f"{what}: {np.mean(a != b):.1%} of the samples differ")


def near(goal, affine, what):
    import numpy as np
    goal, affine = np.asarray(goal), np.asarray(affine)
    if not np.allclose(goal, affine, rtol=1e-4, atol=1e-4 * max(1, np.abs(goal[:3, 3]).max() / 100)):
        raise Problem(f"{what}: the affine differs by up to {np.abs(goal - affine).max():.5}")


def moved(truth, samples, line):
    """The samples as they lie in the written file, whose axes may run otherwise."""
    import numpy as np
    if truth.affine is None:
        # DICOM's rows run from the top down, those of NIfTI from the bottom up.
        return np.flip(samples, 1) if truth.hasRows and line["kind"].startswith("nifti") else samples
    if np.allclose(truth.affine, line["affine"]):
        return samples
    result = placed(samples, truth.affine, np.array(line["affine"]))
    if result is None:
        raise Problem("the voxels lie elsewhere")
    return result


# MARK: The peers. Each takes the truth, the written file and its line of JSON, and raises a Problem.

def nibabel_reads(truth, out, line):
    import nibabel, numpy as np
    image = nibabel.load(out)
    stored = np.asanyarray(image.dataobj.get_unscaled())
    if stored.dtype.names:
        stored = np.stack([stored[name] for name in stored.dtype.names], axis=-1)
    if truth.affine is not None:
        if image.header["sform_code"] == 0:
            raise Problem("no sform")
        near(line["affine"], image.affine, "sform")
        if image.header["qform_code"] > 0:
            near(line["affine"], image.get_qform(), "qform")
    mine = moved(truth, truth.array, line)
    if mine.dtype == np.float16:
        mine = mine.astype(np.float32)
    if truth.channels > 1:
        stored = stored.reshape(mine.shape)
    equal(mine, stored, "nibabel")
    scale = [image.dataobj.slope, image.dataobj.inter]
    if truth.channels == 1 and not np.allclose(scale, [truth.slope, truth.intercept], rtol=1e-6):
        raise Problem(f"slope and intercept are {scale}")


def itk_affine(image):
    import numpy as np
    size = image.GetDimension()
    n = min(3, size)
    affine = np.eye(4)
    affine[:n, :n] = np.array(image.GetDirection()).reshape(size, size)[:n, :n] * np.array(image.GetSpacing())[:n]
    affine[:n, 3] = np.array(image.GetOrigin())[:n]
    return np.diag([-1, -1, 1, 1]) @ affine


def shears(affine):
    import numpy as np
    d = affine[:3, :3] / np.linalg.norm(affine[:3, :3], axis=0)
    return not np.allclose(d.T @ d, np.eye(3), atol=1e-4)


def simpleitk_reads(truth, out, line):
    import SimpleITK as sitk, numpy as np
    sitk.ProcessObject_SetGlobalWarningDisplay(False)
    if truth.affine is not None and shears(truth.affine) or truth.array.dtype.kind == "c" or truth.array.ndim > 5:
        raise LookupError("ITK takes no shear")
    isNIfTI = out.endswith(".nii")
    if isNIfTI and max(truth.array.shape) > 32767:
        raise LookupError("ITK reads no NIfTI-2")
    try:
        image = sitk.ReadImage(out)
    except RuntimeError as error:
        if truth.axes < 2 or truth.axes > 4 or truth.channels > 1 and truth.axes > 3 or "IO dimension" in str(error):
            raise LookupError("ITK has no such image")
        raise Problem("SimpleITK refuses: " + str(error).strip().splitlines()[-1][:160])
    array = sitk.GetArrayFromImage(image)
    # The fourth axis of NRRD comes as the components of a vector: last, as it stands here.
    axes = array.ndim - (1 if image.GetNumberOfComponentsPerPixel() > 1 else 0)
    array = array.transpose(list(range(axes))[::-1] + list(range(axes, array.ndim)))
    if truth.affine is not None:
        near(line["affine"], itk_affine(image), "SimpleITK")
    mine = moved(truth, truth.rescaled, line)
    if isNIfTI and mine.dtype.kind == "f":
        # nifti1_io makes 0 of what is not finite.
        mine = np.where(np.isfinite(mine), mine, 0).astype(mine.dtype)
    if truth.channels > 1:
        array = array.reshape(mine.shape)
    equal(mine, array, "SimpleITK")


def pynrrd_reads(truth, out, line):
    import nrrd, numpy as np
    array, header = nrrd.read(out)
    mine = truth.rescaled
    if mine.dtype.kind == "c":
        array = np.ascontiguousarray(np.moveaxis(array, 0, -1)).view(mine.dtype)[..., 0]
    elif truth.channels > 1:
        array = np.moveaxis(array, 0, -1)
    equal(mine, array.reshape(mine.shape), "pynrrd")
    if truth.affine is not None:
        rows = [row for row in np.asarray(header["space directions"]) if not np.isnan(row).any()]
        affine = np.eye(4)
        affine[:3, :3], affine[:3, 3] = np.array(rows).T, header["space origin"]
        near(line["affine"], np.diag([-1, -1, 1, 1]) @ affine, "pynrrd")


def numpy_reads(truth, out, line):
    import numpy as np
    array = np.load(out)
    equal(truth.rescaled, array.transpose(list(range(truth.axes))[::-1] + list(range(truth.axes, array.ndim))), "NumPy")


def tifffile_reads(truth, out, line):
    import tifffile, numpy as np
    with tifffile.TiffFile(out) as file:
        pages = np.stack([page.asarray() for page in file.pages])
    mine = truth.rescaled
    # Planes, the slices fastest; then rows and columns.
    tail = list(range(2, truth.axes))
    planes = mine.transpose(tail[::-1] + [1, 0] + list(range(truth.axes, mine.ndim)))
    equal(planes.reshape((-1,) + planes.shape[len(tail):]), pages, "tifffile")


def pillow_reads(truth, out, line):
    import numpy as np
    from PIL import Image
    if truth.array.dtype == np.uint16 and truth.channels > 1:
        raise LookupError("Pillow makes 8 bits of 16 in colour")
    names = sorted(glob.glob(os.path.join(os.path.dirname(out), "out-*.png")))
    # A line of samples is a picture of one row.
    array, axes = (truth.array, truth.axes) if truth.axes > 1 else (np.expand_dims(truth.array, 1), 2)
    tail = list(range(2, axes))
    planes = array.transpose(tail[::-1] + [1, 0] + list(range(axes, array.ndim)))
    planes = planes.reshape((-1,) + planes.shape[len(tail):])
    if len(names) != len(planes):
        raise Problem(f"{len(names)} files for {len(planes)} planes")
    for plane, name in zip(planes, names):
        equal(plane, np.asarray(Image.open(name)), "Pillow")


def pydicom_reads(truth, out, line):
    import pydicom, numpy as np
    sets = sorted((pydicom.dcmread(f) for f in glob.glob(os.path.join(out, "*.dcm"))), key=lambda d: d.InstanceNumber)
    planes = np.stack([np.swapaxes(d.pixel_array, 0, 1) for d in sets], axis=2)
    shape = truth.array.shape[:truth.axes]
    tail = list(range(2, truth.axes))
    planes = planes.reshape(shape[:2] + tuple(shape[2:][::-1]) + planes.shape[3:])
    planes = planes.transpose([0, 1] + tail[::-1] + list(range(truth.axes, planes.ndim)))
    first = sets[0]
    slope, intercept = float(first.get("RescaleSlope", 1)), float(first.get("RescaleIntercept", 0))
    if line["storedType"] == truth.line["storedType"]:
        equal(truth.array, planes, "pydicom")
        if not np.allclose([slope, intercept], [truth.slope, truth.intercept], rtol=1e-10):
            raise Problem(f"slope and intercept are {slope}, {intercept}")
    elif "steps of" in " ".join(line["notes"]):
        mine, values = truth.rescaled.astype(np.float64), planes * slope + intercept
        finite = np.isfinite(mine)
        if np.abs(mine - values)[finite].max(initial=0) > slope * 0.51 + 1e-9 * np.abs(mine[finite]).max(initial=0):
            raise Problem("pydicom: values differ by more than half a step")
    else:
        equal(truth.array.astype(np.float64), planes.astype(np.float64), "pydicom")
    if truth.affine is not None:
        x, y = np.array(first.ImageOrientationPatient[:3], float), np.array(first.ImageOrientationPatient[3:], float)
        start, depth = np.array(first.ImagePositionPatient, float), shape[2] if len(shape) > 2 else 1
        step = truth.affine[:3, 2] * [-1, -1, 1]
        if depth > 1:
            step = (np.array(sets[depth - 1].ImagePositionPatient, float) - start) / (depth - 1)
        affine = np.eye(4)
        affine[:3, 0], affine[:3, 1] = x * first.PixelSpacing[1], y * first.PixelSpacing[0]
        affine[:3, 2], affine[:3, 3] = step, start
        near(truth.affine, np.diag([-1, -1, 1, 1]) @ affine, "pydicom")


def dcm2niix_reads(truth, out, line):
    import nibabel, numpy as np
    shape = truth.array.shape[:truth.axes]
    if shutil.which("dcm2niix") is None or truth.affine is None or shears(truth.affine):
        raise LookupError("dcm2niix is not there, or takes no shear")
    if truth.axes < 3 or shape[2] < 2 or truth.axes == 4 and shape[3] > 1:
        raise LookupError("one volume of slices is compared")
    with tempfile.TemporaryDirectory() as folder:
        run = subprocess.run(["dcm2niix", "-f", "r", "-o", folder, out], capture_output=True, text=True)
        found = glob.glob(os.path.join(folder, "r*.nii"))
        if len(found) != 1:
            raise Problem(f"dcm2niix made {len(found)} files: {run.stdout[-200:]}")
        image = nibabel.load(found[0])
        values = np.asanyarray(image.dataobj)
        if values.dtype.names:
            values = np.stack([values[name] for name in values.dtype.names], axis=-1)
        mine = placed(truth.rescaled, truth.affine, image.affine)
        if mine is None:
            raise Problem("dcm2niix puts the voxels elsewhere")
        if "steps of" not in " ".join(line["notes"]):
            equal(mine, values.reshape(mine.shape), "dcm2niix")


READERS = {
    "nifti": {"nibabel": nibabel_reads, "SimpleITK": simpleitk_reads}, "gzipped": {"nibabel": nibabel_reads},
    "nifti2": {"nibabel": nibabel_reads}, "nrrd": {"SimpleITK": simpleitk_reads, "pynrrd": pynrrd_reads},
    "metaimage": {"SimpleITK": simpleitk_reads}, "mhd": {"SimpleITK": simpleitk_reads}, "npy": {"NumPy": numpy_reads},
    "tiff": {"tifffile": tifffile_reads}, "png": {"Pillow": pillow_reads},
    "dicom": {"pydicom": pydicom_reads, "dcm2niix": dcm2niix_reads},
}


def compare(options, source, format, more, name, table, problems, refusals):
    with tempfile.TemporaryDirectory() as folder:
        try:
            truth = Truth(options.program, source, format, more, folder)
        except Problem as problem:
            table[("source", "")]["refused"] += 1
            refusals["source: " + re.sub(r"'[^']*'", "…", str(problem))] += 1
            return
        for target, readers in READERS.items():
            place = os.path.join(folder, target)
            os.mkdir(place)
            out = os.path.join(place, TARGETS[target])
            extra = ["--to", "nifti2"] if target == "nifti2" else ["--rescale"] if target == "dicom" and options.rescale else []
            try:
                line, talk = convert(options.program, [source], out, *more, *extra)
            except Problem as problem:
                table[(target, "")]["differ"] += 1
                problems.append(f"{name}: {target}: {problem}")
                continue
            if line is None:
                table[(target, "")]["refused"] += 1
                refusals[f"{target}: {talk.strip().splitlines()[-2 if 'hint' in talk else -1]}"[:160]] += 1
                if os.listdir(place):
                    problems.append(f"{name}: {target}: refused, but {os.listdir(place)} is left")
                continue
            if target == "png" and any("8 bits" in note for note in line["notes"]):
                continue
            for peer, read in readers.items():
                try:
                    read(truth, out, line)
                    table[(target, peer)]["same"] += 1
                except LookupError:
                    table[(target, peer)]["not compared"] += 1
                except Problem as problem:
                    table[(target, peer)]["differ"] += 1
                    problems.append(f"{name}: {target}: {problem}")
                except Exception as error:
                    table[(target, peer)]["differ"] += 1
                    problems.append(f"{name}: {target}: {peer}: {type(error).__name__}: {error}")
            shutil.rmtree(place)


def main():
    parser = peers.arguments(__doc__)
    parser.add_argument("--rescale", action="store_true", help="have DICOM take any number, rounded")
    options = parser.parse_args()
    files = options.paths
    if not files and os.path.isdir(options.data):
        files = peers.real_files(options.data)
    if not files:
        print("NOT CONVERTED: there are no real files at", options.data)
        return 0
    if not peers.ready(options):
        return 0
    warnings.filterwarnings("ignore")
    table, problems, refusals = collections.defaultdict(collections.Counter), [], collections.Counter()
    files = [f for f in files if os.path.isfile(f)]
    seen = set()
    for start in range(0, len(files), 100):
        run = subprocess.run([options.program, "info", "--json", "--pixels", "--"] + files[start:start + 100],
                             capture_output=True, text=True)
        for path, text in zip(files[start:start + 100], run.stdout.splitlines()):
            entry = json.loads(text)
            parts = [(None, entry)] if entry.get("shape") else [(p["name"], p) for p in entry.get("parts") or [] if p.get("shape")]
            for part, header in parts[:3]:
                size = 1
                for length in header["shape"]:
                    size *= length
                # Once for the same samples in the same place; large ones are left out.
                key = (header.get("storedSHA256"), str(header.get("affine")), str(header["rescale"]), str(header["shape"]))
                if header.get("storedSHA256") is None or key in seen or size * 4 * header["channels"] > LIMIT or size == 0:
                    continue
                seen.add(key)
                name = os.path.relpath(path, options.data) + (f" ▸ {part}" if part else "")
                compare(options, path, entry["format"], ["--part", part] if part else [], name, table, problems, refusals)
    columns = ["same", "refused", "not compared", "differ"]
    print(f"{'kind':<12}{'peer':<12}" + "".join(f"{c:>14}" for c in columns))
    for (target, peer), counts in sorted(table.items()):
        print(f"{target:<12}{peer:<12}" + "".join(f"{counts[c] or '·':>14}" for c in columns))
    for reason, count in refusals.most_common(25):
        print(f"  refused {count} x {reason}")
    for line in problems:
        print("  DIFFERS " + line)
    print(f"{sum(c['same'] for c in table.values())} readings are the same, {len(problems)} are not")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
