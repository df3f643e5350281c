#!/usr/bin/env python3
"""Compares the volumes that Lightbox makes of DICOM objects with those of independent readers.

    Tests/Conformance/objects.py [--peers FOLDER] [--program .build/debug/lightbox] [--data ../shared/data]

Mosaics against nibabel.nicom and, where it is installed, dcm2niix; both voxel by voxel and with the map to the patient to
1e-4 mm. The peers live where those of live.py do. Where there are none, or no files, it says so and passes.
"""
import argparse, glob, gzip, io, json, os, shutil, subprocess, sys, tempfile, warnings

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
sys.path.insert(0, HERE)
from live import enter  # noqa: E402

# Where dcm2niix takes 12 bits with a sign for 12 bits without; pydicom, nibabel and PS3.5 §8.1.1 do not.
SIGNED = {"dcm2niix/dcm_qa_12bit/In/12bitSigned_0x0F0F.dcm"}
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


def main():
    warnings.filterwarnings("ignore")
    cache = os.environ.get("XDG_CACHE_HOME", os.path.expanduser("~/.cache"))
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--peers", default=os.path.join(cache, "lightbox", "peers"))
    parser.add_argument("--program", default=os.path.join(ROOT, ".build/debug/lightbox"))
    parser.add_argument("--data", default=os.environ.get("LIGHTBOX_TEST_DATA", os.path.join(ROOT, "../shared/data")))
    choices = parser.parse_args()
    if not enter(choices.peers):
        print("SKIPPED: the peers' environment could not be made; nothing was compared.")
        return 0
    if not os.path.isdir(choices.data):
        print(f"SKIPPED: there are no files in {choices.data}; nothing was compared.")
        return 0
    mosaics(choices.program, choices.data)
    for kind, (agree, differ) in sorted(COUNTS.items()):
        print(f"{kind:34} {agree:4} agree  {differ:4} differ")
    for failure in FAILURES:
        print(failure)
    return 1 if FAILURES else 0


if __name__ == "__main__":
    sys.exit(main())
