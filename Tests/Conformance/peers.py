"""What the scripts of this folder share: where things are, the peers' virtual environment, and the arguments."""
import argparse, os, shutil, subprocess, sys

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
PACKAGES = ["numpy", "pydicom", "pylibjpeg", "pylibjpeg-libjpeg", "pylibjpeg-openjpeg", "pylibjpeg-rle", "python-gdcm", "pyjpegls",
            "nibabel", "SimpleITK", "h5py", "pynrrd", "tifffile", "imagecodecs", "pillow", "openslide-python", "openslide-bin",
            "zarr", "highdicom", "xlrd", "xlwt"]


def arguments(doc, paths="paths"):
    """A parser of the arguments that all scripts have; `paths` names the files or folders that may be given, if any may."""
    parser = argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default=os.path.join(ROOT, ".build/debug/lightbox"))
    parser.add_argument("--data", default=os.environ.get("LIGHTBOX_TEST_DATA") or os.path.join(ROOT, "../shared/data"))
    parser.add_argument("--peers", type=os.path.abspath, default=os.path.join(
        os.environ.get("XDG_CACHE_HOME", os.path.expanduser("~/.cache")), "lightbox", "peers"))
    if paths:
        parser.add_argument(paths, nargs="*")
    return parser


def ready(options):
    """Sees to the program and the peers; False, and says so, where there are no peers to compare with."""
    if not os.path.exists(options.program):
        sys.exit(f"{options.program} is not there: build it first")
    if enter(options.peers):
        return True
    print("NOT COMPARED: the peers could not be installed in", options.peers)
    return False


def enter(folder):
    """Runs this script again in the virtual environment, which is made first if need be; False if it cannot be."""
    python = os.path.join(folder, "bin/python")
    if os.path.realpath(sys.prefix) == os.path.realpath(folder):
        return True
    if not os.path.exists(python):
        print(f"Making the peers' environment in {folder} …", file=sys.stderr)
        made = subprocess.run([sys.executable, "-m", "venv", folder]).returncode == 0 and subprocess.run(
            [python, "-m", "pip", "install", "--quiet"] + PACKAGES).returncode == 0
        if not made:
            shutil.rmtree(folder, ignore_errors=True)
            return False
    os.execv(python, [python] + sys.argv)


def real_files(top):
    """All files below `top` but expected values and samples of text alone, in order."""
    found = []
    for folder, folders, names in os.walk(top):
        folders[:] = sorted(name for name in folders if name not in ("expected", "bids-examples"))
        found += [os.path.join(folder, name) for name in sorted(names)]
    return found
