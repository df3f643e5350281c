#!/usr/bin/env python3
"""Does `lightbox info --json --pixels` say what independent readers said of the same files?

    Tests/Conformance/matrix.py [--program .build/debug/lightbox] [--data ../shared/data] [--kind dicom] [--quiet]

Runs the built program over every file of which expected values are known (`expected/*.json` below the data), compares
samples, shapes and geometry, and prints a matrix: family, coding, files, and how many agree, are rightly refused, differ.
Differences on purpose stand in `differences.csv`, each with its reason; any other fails the run. Needs Python's standard
library alone; without the data it says so and passes.
"""
import argparse, csv, json, math, os, subprocess, sys
from collections import OrderedDict, defaultdict

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))

# Whether the attributes of DICOM files are compared as well.
COMPARES_ATTRIBUTES = True
# Geometry is compared in mm, to this.
TOLERANCE = 1e-4
# What a lossy decoder may differ by in the mean, as a share of the range, where peers' own spread is not known.
LOSSY_LEVELS = 2.0


class Disagreement(Exception):
    """What differs, in words."""


def need(condition, words):
    if not condition:
        raise Disagreement(words)


def close(a, b, tolerance=TOLERANCE):
    if a is None or b is None:
        return a is b
    if isinstance(a, str) or isinstance(b, str):
        return False
    return abs(a - b) <= tolerance * max(1.0, abs(a), abs(b))


def same_matrix(ours, theirs, what="affine"):
    need(ours is not None, f"no {what}, the peer has one")
    for mine, other in zip(ours, theirs):
        for a, b in zip(mine, other):
            need(close(a, b), f"{what} is {ours}, the peer's {theirs}")


def same_samples(ours, digest, theirs=None):
    need(not ours.get("error"), f"refused: {ours.get('error')}")
    need(ours.get("storedSHA256") is not None, "no samples read")
    if ours["storedSHA256"] == digest:
        return
    detail = ""
    if theirs:
        stored = ours.get("stored") or {}
        detail = f" (min, max, mean {stored.get('min')}, {stored.get('max')}, {stored.get('mean')}; " \
                 f"the peer's {theirs.get('min')}, {theirs.get('max')}, {theirs.get('mean')})"
    raise Disagreement("samples differ" + detail)


def same_statistics(stored, theirs, tolerance):
    need(stored is not None, "no statistics")
    for key in ("min", "max", "mean"):
        if theirs.get(key) is None:
            continue
        need(stored.get(key) is not None and abs(stored[key] - theirs[key]) <= tolerance,
             f"{key} is {stored.get(key)}, the peer's {theirs[key]}, tolerance {tolerance}")


def same_shape(ours, theirs, channels):
    """`theirs` in C order, with the channels last where there are several."""
    shape = list(theirs)
    if channels and channels > 1 and shape and shape[-1] == channels:
        shape = shape[:-1]
    mine = list(reversed(ours.get("shape") or []))
    strip = lambda s: [n for n in s if n != 1]
    need(strip(mine) == strip(shape), f"shape is {ours.get('shape')} (fastest first), the peer's {theirs}")


# What each family compares. A check takes our entry and the expected one, and returns the row of the matrix and a verdict.

def dicom(ours, want):
    syntax = want.get("transfer_syntax_name") or want.get("transfer_syntax") or "no meta header"
    pixels = want.get("pixels")
    if not ours["format"].startswith("dicom") and want.get("strict_read", "").startswith("InvalidDicomError"):
        # A picture among the DICOM files, which the peer was made to read as one.
        return "no DICOM", "refused"
    if "pixels" not in want:
        need(ours.get("storedSHA256") is None, "pixels, where no peer finds a data set")
        return syntax, "refused"
    if pixels is None:
        same_attributes(ours, want)
        need(ours.get("storedSHA256") is None, "pixels, where there are none")
        return syntax + ", no pixels", "agree"
    if "sha256_stored" not in pixels:
        same_attributes(ours, want)
        return syntax, "refused" if ours.get("error") else "beyond peers"
    if not pixels.get("lossy"):
        hashes = set(pixels["decoders"].values())
        if ours.get("storedSHA256") not in hashes:
            same_samples(ours, pixels["sha256_stored"], pixels)
    elif ours.get("storedSHA256") not in set(pixels["decoders"].values()):
        need(not ours.get("error"), f"refused: {ours.get('error')}")
        spread = max(LOSSY_LEVELS, pixels.get("max_decoder_difference") or 0)
        same_statistics(ours.get("stored"), pixels, spread)
    same_shape(ours, pixels["shape"], ours.get("channels"))
    if "rescaled_mean" in pixels and not pixels.get("lossy"):
        got = ours.get("rescaled") or {}
        need(close(got.get("mean"), pixels["rescaled_mean"]),
             f"the rescaled mean is {got.get('mean')}, the peer's {pixels['rescaled_mean']}")
    same_attributes(ours, want)
    return syntax, "agree"


def plain(value):
    """A value as pydicom and we would both write it: numbers as floats, text without padding, one of one as itself."""
    if isinstance(value, list):
        values = [plain(v) for v in value]
        return values[0] if len(values) == 1 else values or None
    if isinstance(value, bool):
        return float(value)
    if isinstance(value, (int, float)):
        return float(value)
    if isinstance(value, str):
        text = value.strip(" \0")
        try:
            return float(text)
        except ValueError:
            return text or None
    return value


def same_value(a, b):
    if isinstance(a, float) and isinstance(b, float):
        return close(a, b, 1e-9)
    if isinstance(a, list) and isinstance(b, list):
        return len(a) == len(b) and all(same_value(x, y) for x, y in zip(a, b))
    return a == b


def same_attributes(ours, want):
    if not COMPARES_ATTRIBUTES:
        return
    attributes = ours.get("attributes")
    need(attributes is not None, "no attributes")
    for keyword, value in (want.get("tags") or {}).items():
        if isinstance(value, dict):
            continue  # the peer failed on it
        mine = plain(attributes.get(keyword))
        need(same_value(mine, plain(value)), f"{keyword} is {mine!r}, the peer's {value!r}")
    for keyword, count in (want.get("sequences") or {}).items():
        if isinstance(count, int):
            items = attributes.get(keyword)
            need(isinstance(items, list) and len(items) == count or count == 0 and not items,
                 f"{keyword} has {len(items) if isinstance(items, list) else items} items, the peer's {count}")


def nifti(ours, want):
    kind = want.get("class") or "unreadable"
    if "error" in want:
        # nibabel refuses; what it could tell of a lone header must still be told, and no samples invented.
        need(ours.get("error") or ours.get("storedSHA256"), "neither an error nor samples")
        return kind, "refused" if ours.get("error") else "beyond peers"
    kind += " " + str(want.get("dtype_stored") or want.get("dtype"))
    if "sha256_stored" not in want:
        need(ours.get("error"), "no error, though the peer cannot read the samples")
        return kind, "refused"
    same_samples(ours, want["sha256_stored"], want.get("scaled"))
    if want["class"] != "Cifti2Image":
        strip = lambda s: [n for n in s if n != 1]
        need(strip(ours["shape"]) == strip(want["shape"]), f"shape is {ours['shape']}, the peer's {want['shape']}")
        # A header that names no space (both codes 0) has no affine; nibabel makes one up.
        if want.get("sform_code") or want.get("qform_code"):
            same_matrix(ours.get("affine"), want["affine"])
        scaled = want.get("scaled") or {}
        if "mean" in scaled and isinstance(scaled["mean"], (int, float)):
            for key in ("min", "max", "mean"):
                need(close((ours.get("rescaled") or {}).get(key), scaled[key], 1e-5),
                     f"rescaled {key} is {(ours.get('rescaled') or {}).get(key)}, the peer's {scaled[key]}")
    return kind, "agree"


def mgh(ours, want):
    same_samples(ours, want["sha256_stored"], want)
    need([n for n in ours["shape"] if n != 1] == [n for n in want["shape"] if n != 1], "shape")
    if want["goodRASFlag"] == 1 and all(want["zooms"][:3]):
        same_matrix(ours.get("affine"), want["affine"])
    return "MGH " + want["dtype"], "agree"


def minc(ours, want):
    if "sha256_f64_C" not in want:
        need(ours.get("error"), "no error, though no peer reads it")
        return "MINC", "refused"
    same_samples(ours, want["sha256_f64_C"], want)
    same_shape(ours, want["shape"], ours.get("channels"))
    if ours.get("affine") and (ours.get("channels") or 1) == 1:
        # The peer's axes are in file order, ours the fastest first; columns of more than three axes are not comparable.
        theirs = [[row[2], row[1], row[0], row[3]] for row in want["affine"]]
        if len(want["shape"]) == 3:
            same_matrix(ours["affine"], theirs)
    return want["cls"] + " " + want["dtype_stored"], "agree"


def nrrd(ours, want):
    header = want.get("header") or {}
    row = "NRRD " + str(header.get("encoding", "?"))
    if "sha256_stored" not in want:
        need(ours.get("error"), "no error, though the peer cannot read it")
        return row, "refused"
    same_samples(ours, want["sha256_stored"], want)
    shape = list(want["shape"])
    if (ours.get("channels") or 1) > 1 and shape and shape[0] == ours["channels"]:
        shape = shape[1:]
    need(ours["shape"] == shape, f"shape is {ours['shape']}, the peer's {want['shape']}")
    same_itk_geometry(ours, want.get("simpleitk"))
    return row, "agree"


def same_itk_geometry(ours, itk):
    """SimpleITK speaks LPS+: its first two axes are turned to RAS+ here."""
    if not itk or "error" in itk or not ours.get("affine"):
        return
    n = len(itk["size"])
    if n < 3:
        return
    d = [itk["direction"][row * n:row * n + 3] for row in range(3)]
    theirs = []
    for row in range(3):
        sign = -1 if row < 2 else 1
        theirs.append([sign * d[row][column] * itk["spacing"][column] for column in range(3)] + [sign * itk["origin"][row]])
    # ITK makes directions orthonormal; a shear it cannot hold, so only what it can is compared.
    for column in range(3):
        length = math.sqrt(sum(ours["affine"][row][column] ** 2 for row in range(3)))
        need(close(length, itk["spacing"][column], 1e-3), f"spacing {length}, ITK's {itk['spacing'][column]}")
    need(all(close(ours["affine"][r][3], theirs[r][3], 1e-3) for r in range(3)),
         f"origin {[r[3] for r in ours['affine'][:3]]}, ITK's {[r[3] for r in theirs]}")


def metaimage(ours, want):
    if "sha256_stored" not in want:
        need(ours.get("error"), "no error, though the peer cannot read it")
        return "MetaImage", "refused"
    same_samples(ours, want["sha256_stored"], want)
    same_shape(ours, want["shape_zyx"], ours.get("channels"))
    same_itk_geometry(ours, want.get("simpleitk"))
    return "MetaImage " + want["dtype"], "agree"


def gifti(ours, want):
    if "error" in want:
        return "GIFTI", "refused" if ours.get("error") else "beyond peers"
    parts = ours.get("parts") or []
    need(len(parts) == len(want["arrays"]), f"{len(parts)} arrays, the peer's {len(want['arrays'])}: {ours.get('error')}")
    for part, array in zip(parts, want["arrays"]):
        same_samples(part, array["sha256"], array)
        same_shape(part, array["dims"], part.get("channels"))
    return "GIFTI", "agree"


def raster(ours, want):
    row = f"{want.get('format', 'unreadable')} {want.get('mode', '')}".strip()
    if "error" in want:
        need(ours.get("error") or ours.get("storedSHA256"), "neither an error nor samples")
        return row, "refused" if ours.get("error") else "beyond peers"
    if "sha256_pixels" not in want:
        need(not ours.get("error"), f"refused: {ours.get('error')}")
        return row, "agree"
    if want.get("lossy"):
        need(not ours.get("error"), f"refused: {ours.get('error')}")
        if ours.get("storedSHA256") != want["sha256_pixels"]:
            same_statistics(ours.get("stored"), want, LOSSY_LEVELS)
    elif ours.get("storedSHA256") == want.get("sha256_pixels_16"):
        same_shape(ours, want["shape_16"], ours.get("channels"))
        return row, "agree"
    else:
        same_samples(ours, want["sha256_pixels"], want)
    same_shape(ours, want["shape"], ours.get("channels"))
    return row, "agree"


def tiff(ours, want):
    if "error" in want or not want.get("page"):
        need(ours.get("error"), "no error, though no peer reads it")
        return "TIFF", "refused"
    first = want["page"][0]
    row = f"TIFF {first.get('compression')} {first.get('dtype')}"
    if "sha256_pixels" not in first:
        if "error" in first:
            return row, "refused" if ours.get("error") else "beyond peers"
        need(not ours.get("error"), f"refused: {ours.get('error')}")
        return row, "agree"
    need(not ours.get("error"), f"refused: {ours.get('error')}")
    pages = ours.get("parts") or [ours]
    if len(pages) < len(want["page"]):
        pages = [ours]
    for page, other in zip(pages, want["page"]):
        if "sha256_pixels" not in other or len(want["page"]) > 1 and len(pages) == 1:
            continue
        if other.get("lossy"):
            if page.get("storedSHA256") != other["sha256_pixels"]:
                same_statistics(page.get("stored"), other, LOSSY_LEVELS)
        else:
            same_samples(page, other["sha256_pixels"], other)
        same_shape(page, other["shape"], page.get("channels"))
    return row, "agree"


def npy(ours, want):
    if "error" in want:
        need(ours.get("error"), "no error, though NumPy refuses")
        return "NumPy", "refused"
    if "sha256_C" in want:
        same_samples(ours, want["sha256_C"], want)
        same_shape(ours, want["shape"], ours.get("channels"))
        return "NPY " + want["dtype"], "agree"
    parts = {p["name"].removesuffix(".npy"): p for p in ours.get("parts") or []}
    for name, array in want.items():
        need(name in parts, f"no part '{name}'")
        if "sha256_C" in array:
            same_samples(parts[name], array["sha256_C"], array)
            same_shape(parts[name], array["shape"], parts[name].get("channels"))
    return "NPZ", "agree"


def hdf5(ours, want):
    parts = {p["name"].strip("/"): p for p in ours.get("parts") or []}
    if len(parts) == 0 and ours.get("storedSHA256"):
        parts = {name.strip("/"): ours for name in want["items"]}
    for name, item in want["items"].items():
        if item.get("group"):
            continue
        need(name.strip("/") in parts, f"no part '{name}': {ours.get('error')}")
        if "sha256_C" in item:
            same_samples(parts[name.strip("/")], item["sha256_C"], item)
    return "HDF5", "agree"


def zarr(ours, want):
    if "sha256_C" not in want:
        return "Zarr", "refused" if ours.get("error") else "beyond peers"
    same_samples(ours, want["sha256_C"], want)
    same_shape(ours, want["shape"], ours.get("channels"))
    return "Zarr " + ((want["metadata"].get("compressor") or {}).get("id") or "raw"), "agree"


def table(ours, want):
    need(not ours.get("error"), f"refused: {ours.get('error')}")
    if "rows_including_header" not in want:  # SQLite
        parts = {p["name"]: p for p in ours.get("parts") or []}
        for name, item in want.items():
            need(name in parts, f"no table '{name}'")
            need(parts[name].get("rows") == item["rows"], f"{name}: {parts[name].get('rows')} rows, the peer's {item['rows']}")
            need(parts[name].get("columns") == item["columns"], f"{name}: columns {parts[name].get('columns')}")
        return "SQLite", "agree"
    need(ours.get("rowsIncludingHeader") == want["rows_including_header"],
         f"{ours.get('rowsIncludingHeader')} rows, the peer's {want['rows_including_header']}")
    names = ours.get("columns") or []
    if want["header"] and len(want["header"]) == want["columns"]:
        clean = [h.lstrip("\ufeff") for h in want["header"]]
        need(names[:60] == clean or ours.get("hasHeader") is False, f"columns {names[:5]}…, the peer's {clean[:5]}…")
    need(len(names) == want["columns"], f"{len(names)} columns, the peer's {want['columns']}")
    need(ours.get("raggedRows") == want["ragged_rows"], f"{ours.get('raggedRows')} ragged rows, the peer's {want['ragged_rows']}")
    need(bool(ours.get("bom")) == want["bom"], f"bom {ours.get('bom')}, the peer's {want['bom']}")
    return "table", "agree"


def lidc(ours, want):
    """The readings of LIDC's XML, as its elements' numbers."""
    need(not ours.get("error"), f"refused: {ours.get('error')}")
    need(ours.get("root") == want["root"], f"root {ours.get('root')}, the peer's {want['root']}")
    space = want["root"].split("}")[0] + "}" if "}" in want["root"] else ""
    elements = ours.get("elements") or {}
    wanted = {"readingSession": len(want["sessions"])}
    for element, key in (("unblindedReadNodule", "nodules"), ("nonNodule", "non_nodules"), ("roi", "rois"),
                         ("edgeMap", "edge_points"), ("characteristics", "with_characteristics")):
        wanted[element] = sum(session[key] for session in want["sessions"])
    for element, count in wanted.items():
        need(elements.get(space + element) == count, f"{elements.get(space + element)} {element}, the peer's {count}")
    return "LIDC XML", "agree"


FAMILIES = OrderedDict(dicom=dicom, nifti=nifti, mgh=mgh, minc=minc, nrrd=nrrd, metaimage=metaimage, gifti=gifti,
                       raster=raster, tiff=tiff, npy=npy, hdf5=hdf5, zarr=zarr, tables=table,
                       lidc_xml=lidc)


def info(program, data, names):
    """Our entries of all files, by name; a missing line or a crash is an error of the whole run."""
    entries = {}
    for start in range(0, len(names), 200):
        batch = names[start:start + 200]
        run = subprocess.run([program, "info", "--json", "--pixels", "--"] + batch, cwd=data, capture_output=True,
                             text=True, timeout=3600)
        lines = run.stdout.splitlines()
        if len(lines) != len(batch) or run.returncode not in (0, 1):
            sys.exit(f"lightbox info printed {len(lines)} lines for {len(batch)} files and ended with {run.returncode}; "
                     f"the file after '{batch[len(lines) - 1] if lines else ''}' stopped it\n{run.stderr[-2000:]}")
        for name, line in zip(batch, lines):
            entries[name] = json.loads(line)
    return entries


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default=os.path.join(ROOT, ".build/debug/lightbox"))
    parser.add_argument("--data", default=os.environ.get("LIGHTBOX_TEST_DATA") or os.path.join(ROOT, "../shared/data"))
    parser.add_argument("--kind", choices=list(FAMILIES), action="append")
    parser.add_argument("--quiet", action="store_true", help="print the matrix only, not each difference")
    parser.add_argument("--without-attributes", action="store_true", help="compare of DICOM pixels and geometry alone")
    options = parser.parse_args()
    global COMPARES_ATTRIBUTES
    COMPARES_ATTRIBUTES = not options.without_attributes
    if not os.path.isdir(os.path.join(options.data, "expected")):
        print("CONFORMANCE NOT CHECKED: there are no real files with expected values at", options.data)
        return 0

    with open(os.path.join(HERE, "differences.csv"), newline="") as file:
        # What names a peer is a difference from that one alone, which `live.py` meets.
        on_purpose = {row["file"]: row for row in csv.DictReader(file) if not row["peer"]}
    used = set()
    rows = OrderedDict()
    failures = []
    for family in options.kind or FAMILIES:
        with open(os.path.join(options.data, "expected", family + ".json")) as file:
            expected = json.load(file)
        entries = info(os.path.abspath(options.program), options.data, list(expected))
        for name, want in expected.items():
            try:
                row, verdict = FAMILIES[family](entries[name], want)
            except Disagreement as difference:
                row, verdict = family_row(family, want), "differ"
                if name in on_purpose:
                    verdict = "on purpose"
                    used.add(name)
                else:
                    failures.append(f"{name}: {difference}")
            counts = rows.setdefault((family, row), defaultdict(int))
            counts[verdict] += 1
    columns = ["agree", "beyond peers", "refused", "on purpose", "differ"]
    print(f"{'family':<10} {'coding':<62} {'files':>5} " + " ".join(f"{c:>12}" for c in columns))
    total = defaultdict(int)
    for (family, row), counts in sorted(rows.items()):
        print(f"{family:<10} {row[:62]:<62} {sum(counts.values()):>5} " + " ".join(f"{counts[c] or '·':>12}" for c in columns))
        for c in columns:
            total[c] += counts[c]
    print(f"{'all':<73} {sum(total.values()):>5} " + " ".join(f"{total[c]:>12}" for c in columns))
    for name, row in on_purpose.items():
        if name in used:
            print(f"on purpose: {name}: {row['difference']} ({row['reason']})")
        elif not options.kind:
            failures.append(f"{name}: stands in differences.csv, but agrees")
    if failures and not options.quiet:
        print(f"\n{len(failures)} differ:")
        for line in failures:
            print("  " + line)
    return 1 if failures else 0


def family_row(family, want):
    """The row of a file whose check stopped before it could name one."""
    if family == "dicom":
        return want.get("transfer_syntax_name") or want.get("transfer_syntax") or "no meta header"
    if family == "nifti":
        return f"{want.get('class', 'unreadable')} {want.get('dtype_stored') or want.get('dtype') or ''}".strip()
    if family == "raster":
        return f"{want.get('format', 'unreadable')} {want.get('mode', '')}".strip()
    return family


if __name__ == "__main__":
    sys.exit(main())
