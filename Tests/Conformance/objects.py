#!/usr/bin/env python3
"""Compares the volumes that Lightbox makes of DICOM objects with those of independent readers.

    Tests/Conformance/objects.py [--peers FOLDER] [--program .build/debug/lightbox] [--data ../shared/data]

Mosaics against nibabel.nicom and, where it is installed, dcm2niix; enhanced objects against dcm2niix; dcmqi's segmentations
against the NRRD files that they were made of; segmentations of every type that highdicom makes here against what it was given;
doses, real world values, Modality LUTs and windows against pydicom and sums of our own. All voxel by voxel, and with the map to the
patient to 1e-4 mm. The peers live where those of live.py do. Where there are none, or no files, it says so and passes.
"""
import glob, gzip, io, json, os, shutil, subprocess, sys, tempfile, warnings

import peers

# Where dcm2niix takes 12 bits with a sign for 12 bits without; pydicom, nibabel and PS3.5 §8.1.1 do not.
SIGNED = {"dcm2niix/dcm_qa_12bit/In/12bitSigned_0x0F0F.dcm"}
# Where dcm2niix puts stacks of two orientations into one volume; where it takes SliceThickness although the positions say more.
MIXED = {"dicom/nema-multiframe/BRMULTI", "dicom/nema-multiframe/BRTUM001"}
FAILURES, COUNTS = [], {}


def info(program, path, *options):
    done = subprocess.run([program, "info", "--json", *options, path], capture_output=True, text=True)
    return json.loads(done.stdout)


def part(program, path, name, folder):
    """The voxels (fastest axis first) and the affine of one part, by way of `convert`."""
    import nibabel, numpy as np
    out = os.path.join(folder, "part.nii")
    done = subprocess.run([program, "convert", path, out, "--part", name, "--force"], capture_output=True, text=True)
    if done.returncode:
        raise ValueError(done.stderr.strip())
    image = nibabel.load(out)
    return np.asanyarray(image.dataobj), image.affine


def same(what, ours, theirs, tolerance=0.0, millimetres=1e-4):
    """Whether two volumes, each voxels and affine, are the same in space, whatever the order of their axes."""
    import nibabel, numpy as np

    def canonical(voxels, affine):
        voxels = np.asarray(voxels, dtype=np.float64)
        voxels = voxels.reshape(voxels.shape + (1,) * (3 - voxels.ndim))
        image = nibabel.as_closest_canonical(nibabel.Nifti1Image(voxels, affine))
        return np.asarray(image.dataobj), image.affine
    kind = what.split(":")[0]
    COUNTS.setdefault(kind, [0, 0])
    (a, p), (b, q) = canonical(*ours), canonical(*theirs)
    problem = None
    if a.shape != b.shape:
        problem = f"shape {a.shape}, not {b.shape}"
    elif np.abs(a - b).max(initial=0) > tolerance:
        problem = f"voxels differ by up to {np.abs(a - b).max()}"
    elif np.abs(p - q).max() > millimetres:
        problem = f"affine\n{p}\nnot\n{q}"
    COUNTS[kind][problem is not None] += 1
    if problem:
        FAILURES.append(f"{what}: {problem}")


def unzipped(path):
    data = open(path, "rb").read()
    return gzip.decompress(data) if path.endswith(".gz") else data


def mosaics(program, data):
    import nibabel, numpy as np, pydicom
    from nibabel.nicom import dicomwrappers
    dcm2niix = shutil.which("dcm2niix") or shutil.which("dcm2niix", path=os.path.join(sys.prefix, "bin"))
    for path in sorted(glob.glob(data + "/dcm2niix/**/In/**/*.dcm", recursive=True)
                       + glob.glob(data + "/dicom/nibabel/**/*.dcm*", recursive=True)):
        try:
            header = pydicom.dcmread(io.BytesIO(unzipped(path)))
        except Exception:
            continue
        if "MOSAIC" not in (header.get("ImageType") or []):
            continue
        name = os.path.relpath(path, data)
        with tempfile.TemporaryDirectory() as folder:
            try:
                ours = part(program, path, "mosaic", folder)
            except ValueError as error:
                # What neither can place is no failure.
                try:
                    dicomwrappers.wrapper_from_data(header).get_data()
                    FAILURES.append(f"mosaic: {name}: {error}")
                except Exception:
                    pass
                continue
            try:
                wrapper = dicomwrappers.wrapper_from_data(header)
                same(f"mosaic, nibabel: {name}", ours, (np.asarray(wrapper.get_data()), np.diag([-1, -1, 1, 1]) @ wrapper.affine),
                     millimetres=1e-3)  # It takes directions as written, off by the rounding of their text; half a mosaic is long.
            except Exception as error:
                print(f"nibabel does not read {name}: {error}")
            if dcm2niix is None:
                continue
            source, out = os.path.join(folder, "in"), os.path.join(folder, "out")
            os.mkdir(source), os.mkdir(out)
            open(os.path.join(source, "a.dcm"), "wb").write(unzipped(path))
            subprocess.run([dcm2niix, "-b", "n", "-o", out, source], capture_output=True)
            if name in SIGNED:
                continue
            for made in glob.glob(out + "/*.nii"):
                image = nibabel.load(made)
                same(f"mosaic, dcm2niix: {name}", ours, (np.asarray(image.dataobj), image.affine))


def plain(program, path, name, folder):
    """The values of a part, its array in the order of its axes, and the part's own entry in `info --json`."""
    import numpy as np
    entry = next(p for p in info(program, path)["parts"] if p["name"] == name)
    out = os.path.join(folder, "part.npy")
    done = subprocess.run([program, "convert", path, out, "--part", name, "--force", "--stored"], capture_output=True, text=True)
    if done.returncode:
        raise ValueError(done.stderr.strip())
    slope, intercept = entry["rescale"]["slope"], entry["rescale"]["intercept"]
    voxels = np.load(out).T
    assert list(voxels.shape) == entry["shape"], (voxels.shape, entry["shape"])
    return voxels.astype(np.float64) * slope + intercept, entry


def placed(program, path, name, folder):
    """The values and the affine of a part as `info` gives it."""
    import numpy as np
    voxels, entry = plain(program, path, name, folder)
    return voxels, np.array(entry["affine"])


def check(what, isSame, words=""):
    kind = what.split(":")[0]
    COUNTS.setdefault(kind, [0, 0])[not isSame] += 1
    if not isSame:
        FAILURES.append(f"{what}: {words or 'differs'}")


def dcmqi(program, data):
    import SimpleITK as sitk, numpy as np
    folder = data + "/dicom/dcmqi/segmentations"

    def nrrd(path):
        image = sitk.ReadImage(path)
        affine = np.eye(4)
        affine[:3, :3] = np.array(image.GetDirection()).reshape(3, 3) * np.array(image.GetSpacing())
        affine[:3, 3] = image.GetOrigin()
        return sitk.GetArrayFromImage(image).T, np.diag([-1, -1, 1, 1]) @ affine
    cases = [("23x38x3/seg/label.seg", ["23x38x3/nrrd/label.nrrd"]),
             ("partial_overlaps.dcm", [f"partial_overlaps-{n}.nrrd" for n in (1, 2, 3)])]
    for name, sources in cases:
        wanted = []
        for source in sources:
            voxels, affine = nrrd(os.path.join(folder, source))
            wanted += [((voxels == label).astype(np.uint8), affine) for label in np.unique(voxels) if label]
        parts = [p["name"] for p in info(program, os.path.join(folder, name))["parts"]]
        check(f"segments, dcmqi: {name}", len(parts) == len(wanted), f"{len(parts)} segments, not {len(wanted)}")
        with tempfile.TemporaryDirectory() as scratch:
            for part_name in parts:
                ours = placed(program, os.path.join(folder, name), part_name, scratch)
                # Which file a segment came from the object does not say: it is the one whose number of voxels it has.
                theirs = next((w for w in wanted if w[0].sum() == ours[0].sum()), wanted[0])
                wanted = [w for w in wanted if w is not theirs]
                same(f"segments, dcmqi: {name} {part_name}", ours, cropped(theirs, ours))


def cropped(theirs, ours):
    """The slices of `theirs` that `ours` covers, where the others are empty: a SEG leaves out empty slices at its ends."""
    import numpy as np
    voxels, affine = theirs
    depth = ours[0].shape[2]
    offset = np.linalg.inv(affine) @ np.append(ours[1][:3, 3], 1)
    k = int(round(offset[2]))
    if voxels.shape[2] == depth or k < 0 or k + depth > voxels.shape[2]:
        return theirs
    assert not voxels[:, :, :k].any() and not voxels[:, :, k + depth:].any()
    moved = affine.copy()
    moved[:3, 3] = (affine @ [0, 0, k, 1])[:3]
    return voxels[:, :, k:k + depth], moved


def highdicom(program, data):
    """Segmentations of every type, over a made-up CT and over the tiles of a slide."""
    import numpy as np, pydicom
    try:
        import highdicom as hd
        from highdicom.seg import Segmentation, SegmentDescription
    except ImportError:
        print("highdicom is not installed: its segmentations were not compared.")
        return
    from pydicom.sr.codedict import codes
    base = pydicom.dcmread(pydicom.data.get_testdata_file("CT_small.dcm"))
    slices = []
    for k in range(6):
        one = pydicom.dcmread(pydicom.data.get_testdata_file("CT_small.dcm"))
        one.SOPInstanceUID = f"1.2.826.0.1.3680043.2.1.{k}"
        one.ImageOrientationPatient = [0.8, 0.6, 0, -0.6, 0.8, 0]
        one.PixelSpacing, one.SliceThickness = [0.7, 0.5], 2.5
        one.ImagePositionPatient = [10, 20, 30 + 2.5 * k]
        one.file_meta.MediaStorageSOPInstanceUID = one.SOPInstanceUID
        slices.append(one)
    affine = np.eye(4)
    affine[:3, :3] = np.array([[0.8, -0.6, 0], [0.6, 0.8, 0], [0, 0, 1]]) * [0.5, 0.7, 2.5]
    affine[:3, 3] = [10, 20, 30]
    affine = np.diag([-1, -1, 1, 1]) @ affine
    random = np.random.default_rng(3)
    labels = random.integers(0, 4, (6, base.Rows, base.Columns)).astype(np.uint8)
    labels[3] = 0  # A slice that no segment shows.
    labels[:, ::3] = 0
    fractions = np.stack([np.where(labels == n, random.random(labels.shape), 0) for n in (1, 2, 3)], axis=-1)

    def make(sources, pixels, kind, **options):
        described = [SegmentDescription(
            n, f"part {n}", codes.SCT.Tissue, codes.SCT.Tissue, hd.seg.SegmentAlgorithmTypeValues.MANUAL) for n in (1, 2, 3)]
        return Segmentation(
            sources, pixels, kind, described, hd.UID(), 1, hd.UID(), 1, "Lightbox", "tests", "1", "1", **options)

    Kind = hd.seg.SegmentationTypeValues
    with tempfile.TemporaryDirectory() as folder:
        for kind, pixels, options in [
            (Kind.BINARY, labels, {}), (Kind.BINARY, labels, {"omit_empty_frames": False}),
            (Kind.FRACTIONAL, fractions.astype(np.float32), {"max_fractional_value": 200}),
            (Kind.FRACTIONAL, fractions.astype(np.float32), {"transfer_syntax_uid": pydicom.uid.RLELossless}),
            (Kind.LABELMAP, labels, {}), (Kind.LABELMAP, labels, {"transfer_syntax_uid": pydicom.uid.JPEG2000Lossless}),
        ]:
            path = os.path.join(folder, "seg.dcm")
            make(slices, pixels, kind, **options).save_as(path)
            name = f"{kind.value} {options}"
            if kind == Kind.LABELMAP:
                same(f"segments, highdicom: {name} label map", placed(program, path, "label map", folder),
                     cropped((labels.T, affine), placed(program, path, "label map", folder)))
            for n in (1, 2, 3):
                ours = placed(program, path, f"segment {n}", folder)
                theirs = fractions[..., n - 1].T if kind == Kind.FRACTIONAL else (labels == n).T
                step = 0.51 / options.get("max_fractional_value", 255) if kind == Kind.FRACTIONAL else 0
                same(f"segments, highdicom: {name} {n}", ours, cropped((theirs, affine), ours), tolerance=step)
        slide = pydicom.dcmread(data + "/dicom/highdicom/sm_image_control.dcm")
        rows, columns = slide.TotalPixelMatrixRows, slide.TotalPixelMatrixColumns
        whole = random.integers(0, 4, (1, rows, columns)).astype(np.uint8)
        whole[:, 10:30, 5:25] = 0
        for kind, options in [
            (Kind.BINARY, {}), (Kind.LABELMAP, {}), (Kind.FRACTIONAL, {"max_fractional_value": 100}),
            (Kind.BINARY, {"dimension_organization_type": hd.DimensionOrganizationTypeValues.TILED_FULL, "omit_empty_frames": False}),
            (Kind.BINARY, {"tile_size": (16, 12)}),
            (Kind.LABELMAP, {"dimension_organization_type": hd.DimensionOrganizationTypeValues.TILED_FULL, "omit_empty_frames": False,
                             "tile_size": (16, 12)}),
        ]:
            path = os.path.join(folder, "tiled.dcm")
            pixels = whole
            if kind == Kind.FRACTIONAL:
                pixels = np.stack([(whole == n).astype(np.float32) for n in (1, 2, 3)], axis=-1)
            make([slide], pixels, kind, tile_pixel_array=True, **options).save_as(path)
            for n in (1, 2, 3):
                values, entry = plain(program, path, f"segment {n}", folder)
                check(f"segments, highdicom tiled: {kind.value} {options} {n}",
                      entry["shape"] == [columns, rows] and np.array_equal(values, (whole[0] == n).T))


def doses(program, data):
    import numpy as np, pydicom
    for path in sorted(glob.glob(data + "/dicom/pydicom/test_files/rtdose*.dcm")):
        dose = pydicom.dcmread(path)
        stored = dose.pixel_array
        stored = stored if stored.ndim == 3 else stored[None]
        right, down = np.array(dose.ImageOrientationPatient[:3]), np.array(dose.ImageOrientationPatient[3:])
        normal = np.cross(right, down)
        offsets = np.array(dose.get("GridFrameOffsetVector") or [0], dtype=float)
        step = (offsets[-1] - offsets[0]) / (len(offsets) - 1) if len(stored) > 1 else float(dose.get("SliceThickness") or 1)
        affine = np.eye(4)
        affine[:3, 0], affine[:3, 1], affine[:3, 2] = right * dose.PixelSpacing[1], down * dose.PixelSpacing[0], normal * step
        affine[:3, 3] = np.array(dose.ImagePositionPatient, dtype=float) + (normal * 0 if offsets[0] == 0 else [0, 0, offsets[0] - dose.ImagePositionPatient[2]])
        with tempfile.TemporaryDirectory() as folder:
            ours = placed(program, path, "dose", folder)
            values = stored.T * float(dose.DoseGridScaling)
            same(f"dose, pydicom: {os.path.basename(path)}", ours, (values, np.diag([-1, -1, 1, 1]) @ affine), tolerance=1e-9 * values.max())
            check(f"dose, pydicom: {os.path.basename(path)} unit", plain(program, path, "dose", folder)[1]["unit"] == {"GY": "Gy", "RELATIVE": "relative"}[dose.DoseUnits])


def real_values(program, data):
    import numpy as np, pydicom
    from pydicom.pixels import apply_modality_lut
    for path in sorted(glob.glob(data + "/dicom/**/*", recursive=True) + glob.glob(data + "/dcm2niix/**/*.dcm", recursive=True)):
        if not os.path.isfile(path):
            continue
        try:
            image = pydicom.dcmread(path)
        except Exception:
            continue
        name = os.path.relpath(path, data)
        if image.get("ModalityLUTSequence") and image.ModalityLUTSequence[0].get("LUTData"):
            with tempfile.TemporaryDirectory() as folder:
                values, _ = plain(program, path, "modality LUT", folder)
                check(f"modality LUT, pydicom: {name}", np.array_equal(values, apply_modality_lut(image.pixel_array, image).T))
        if image.get("RealWorldValueMappingSequence"):
            item = image.RealWorldValueMappingSequence[0]
            with tempfile.TemporaryDirectory() as folder:
                values, _ = plain(program, path, "real world values", folder)
                wanted = image.pixel_array.T * float(item.RealWorldValueSlope) + float(item.RealWorldValueIntercept)
                check(f"real world values, pydicom: {name}", np.allclose(values, wanted, rtol=1e-12))


def enhanced(program, data):
    """Stacks of enhanced objects against what dcm2niix makes of the same file."""
    import nibabel, numpy as np
    dcm2niix = shutil.which("dcm2niix") or shutil.which("dcm2niix", path=os.path.join(sys.prefix, "bin"))
    if dcm2niix is None:
        print("dcm2niix is not installed: enhanced objects were not compared with it.")
        return
    for path in sorted(glob.glob(data + "/dcm2niix/dcm_qa_enh/In/**/*.dcm", recursive=True) + glob.glob(data + "/dicom/nema-multiframe/*")
                       + [data + "/dicom/fo-dicom/mr_brucker.dcm", data + "/dicom/dcmqi/segmentations/23x38x3/multiframe/mf.dcm"]):
        name = os.path.relpath(path, data)
        if name in MIXED:
            continue
        parts = [p["name"] for p in info(program, path).get("parts", []) if p["name"].startswith("stack") and "real world" not in p["name"]]
        with tempfile.TemporaryDirectory() as folder:
            source, out = os.path.join(folder, "in"), os.path.join(folder, "out")
            os.mkdir(source), os.mkdir(out)
            shutil.copy(path, os.path.join(source, "a.dcm"))
            # Philips' values of display, as RescaleSlope has them; without this dcm2niix takes the real world's.
            subprocess.run([dcm2niix, "-b", "n", "-p", "n", "-o", out, source], capture_output=True)
            made = [nibabel.load(f) for f in sorted(glob.glob(out + "/*.nii"))]
            if not made or not parts:
                print(f"nothing to compare in {name}: {len(parts)} stacks, {len(made)} files of dcm2niix")
                continue
            theirs = [nibabel.as_closest_canonical(i) for i in made]
            for part_name in parts:
                voxels, affine = placed(program, path, part_name, folder)
                ours = nibabel.as_closest_canonical(nibabel.Nifti1Image(voxels, affine))
                found = [t for t in theirs if t.shape == ours.shape and np.allclose(t.affine, ours.affine, atol=1e-3)
                         and np.allclose(t.get_fdata(), ours.get_fdata(), rtol=1e-5, atol=1e-3)]
                check(f"stacks, dcm2niix: {name} {part_name}", bool(found),
                      f"{ours.shape} is none of {[t.shape for t in theirs]}\n{ours.affine}\n{[t.affine for t in theirs][:1]}")


def windows(program, data):
    """Pictures through the file's own window or VOI LUT, against pydicom's."""
    import numpy as np, pydicom
    from PIL import Image
    from pydicom.pixels import apply_modality_lut, apply_voi_lut
    cases = []
    for function in ("LINEAR", "LINEAR_EXACT", "SIGMOID"):
        for center, width in ((40, 400), (100, 1), (-50, 77), (2048.5, 4096)):
            def edit(image, function=function, center=center, width=width):
                image.WindowCenter, image.WindowWidth, image.VOILUTFunction = center, width, function
            cases.append((f"{function} {center} {width}", edit))

    def voi(image):
        item = pydicom.Dataset()
        item.LUTDescriptor = [1000, 100, 12]
        item["LUTDescriptor"].VR = "US"
        item.LUTData = [(i * i * 4095) // (999 * 999) for i in range(1000)]
        item["LUTData"].VR = "US"
        image.VOILUTSequence = [item]
    cases.append(("VOI LUT", voi))
    source = pydicom.data.get_testdata_file("CT_small.dcm")
    with tempfile.TemporaryDirectory() as folder:
        for name, edit in cases:
            for photometric in ("MONOCHROME2", "MONOCHROME1"):
                image = pydicom.dcmread(source)
                edit(image)
                image.PhotometricInterpretation = photometric
                path, out = os.path.join(folder, "a.dcm"), os.path.join(folder, "a.png")
                image.save_as(path)
                done = subprocess.run([program, "convert", path, out, "--window", "file", "--force"], capture_output=True, text=True)
                if done.returncode:
                    check(f"windows, pydicom: {name}", False, done.stderr)
                    continue
                ours = np.asarray(Image.open(out)).astype(int)
                values = apply_voi_lut(apply_modality_lut(image.pixel_array, image), image, prefer_lut=True).astype(float)
                low, high = (0, 4095) if name == "VOI LUT" else span(image)
                wanted = np.clip(np.round((values - low) * 255 / (high - low)), 0, 255)
                if photometric == "MONOCHROME1":
                    wanted = 255 - wanted
                difference = np.abs(ours - wanted).max()
                # pydicom spreads over the range of the stored type, whose ends lie between two greys.
                check(f"windows, pydicom: {name} {photometric}", difference <= 1, f"greys differ by up to {difference}")


def span(image):
    """The range that pydicom's windows spread over: that of the stored bits, rescaled."""
    low, high = (-(2 ** (image.BitsStored - 1)), 2 ** (image.BitsStored - 1) - 1) if image.PixelRepresentation else (0, 2 ** image.BitsStored - 1)
    slope, intercept = float(image.get("RescaleSlope", 1)), float(image.get("RescaleIntercept", 0))
    return low * slope + intercept, high * slope + intercept


def main():
    warnings.filterwarnings("ignore")
    choices = peers.arguments(__doc__, None).parse_args()
    if not peers.ready(choices):
        return 0
    if not os.path.isdir(choices.data):
        print(f"SKIPPED: there are no files in {choices.data}; nothing was compared.")
        return 0
    for compare in (mosaics, enhanced, dcmqi, highdicom, doses, real_values, windows):
        compare(choices.program, choices.data)
    for kind, (agree, differ) in sorted(COUNTS.items()):
        print(f"{kind:34} {agree:4} agree  {differ:4} differ")
    for failure in FAILURES:
        print(failure)
    return 1 if FAILURES else 0


if __name__ == "__main__":
    sys.exit(main())
