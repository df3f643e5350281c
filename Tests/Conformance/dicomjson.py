#!/usr/bin/env python3
"""Compares `lightbox info --dicom-json` with pydicom's `Dataset.to_json_dict()`, and reads pydicom's JSON back.

    Tests/Conformance/dicomjson.py [--peers FOLDER] [--program .build/debug/lightbox] [--data ../shared/data] [FILE...]

Out: each element of each DICOM file must have the same VR and the same values as pydicom gives it (values of bytes by
their digest, wherever they are kept). In: the JSON that pydicom writes of a file must be read with the attributes that
the file itself has. EXPLAINED names what differs on purpose, and why. Prints a tally; ends with 1 where a difference is
not explained.
"""
import base64, collections, hashlib, json, math, os, subprocess, sys, tempfile, warnings

import peers

BYTES = {"OB", "OD", "OF", "OL", "OV", "OW", "UN"}


def files(top):
    for folder, folders, names in os.walk(top):
        folders.sort()
        for name in sorted(names):
            path = os.path.join(folder, name)
            with open(path, "rb") as file:
                start = file.read(132)
            if start[128:132] == b"DICM" or name.lower().endswith(".dcm"):
                yield path


def number(value):
    """A number as it counts: 1, 1.0 and "1" are one."""
    if value is None or isinstance(value, (int, float)) and not math.isfinite(value):
        return None
    try:
        value = float(value)
    except (TypeError, ValueError):
        return value
    return None if not math.isfinite(value) else float(f"{value:.7g}")


def plain(value, vr):
    if vr == "PN" and isinstance(value, dict):
        groups = [value.get(k, "").rstrip() for k in ("Alphabetic", "Ideographic", "Phonetic")]
        return "=".join(groups).rstrip("=")
    if vr in ("DS", "IS", "FL", "FD", "SL", "SS", "SV", "UL", "US", "UV"):
        return number(value)
    return value.rstrip(" \0") if isinstance(value, str) else value


def normal(model, path, depth=0):
    """A JSON model with values of bytes as digests, and without what may be left out."""
    found = {}
    for tag, element in model.items():
        vr = element.get("vr")
        if tag[4:] == "0000" or tag[:4] == "0002":
            continue
        if vr == "SQ":
            found[tag] = (vr, [normal(item, path, depth + 1) for item in element.get("Value", []) or []])
        elif "InlineBinary" in element:
            content = element["InlineBinary"]
            data = base64.b64decode(content) if content else b""
            # Padding to an even length is no part of the value.
            found[tag] = (vr, hashlib.sha256(data.rstrip(b"\0")).hexdigest() if data else None)
        elif "BulkDataURI" in element:
            place = dict(part.split("=") for part in element["BulkDataURI"].rsplit("#", 1)[-1].split("&") if "=" in part)
            if path and "offset" in place and int(place.get("length", -1)) >= 0:
                with open(path, "rb") as file:
                    file.seek(int(place["offset"]))
                    data = file.read(int(place["length"]))
                found[tag] = (vr, hashlib.sha256(data.rstrip(b"\0")).hexdigest() if data else None)
            else:
                found[tag] = (vr, "elsewhere")
        else:
            values = [plain(value, vr) for value in element.get("Value") or []]
            while values and values[-1] in (None, ""):
                values.pop()
            found[tag] = (vr, None if vr in BYTES and not values else [None if v == "" else v for v in values])
    return found


def differences(mine, theirs, prefix=""):
    for tag in sorted(set(mine) | set(theirs)):
        name = prefix + tag
        if tag not in mine or tag not in theirs:
            yield name, "only pydicom has it" if tag in theirs else "only Lightbox has it", None, None
            continue
        (vr, a), (other, b) = mine[tag], theirs[tag]
        if vr != other:
            isPrivate = int(tag[:4], 16) % 2 == 1
            yield name, "private VR" if isPrivate and vr == "UN" else "VR", f"{vr} {a}"[:80], f"{other} {b}"[:80]
        elif vr == "SQ":
            if len(a) != len(b):
                yield name, "items", len(a), len(b)
            for index, (x, y) in enumerate(zip(a, b)):
                yield from differences(x, y, f"{name}[{index}].")
        # The samples of PixelData are compared by matrix.py; pydicom counts the fragments' own marks in.
        elif a != b and "elsewhere" not in (a, b) and tag != "7FE00010":
            yield name, "value", str(a)[:80], str(b)[:80]


# (part of the path, part of the tag, kind, why)
EXPLAINED = [
    ("", "", "private VR", "the file states no VR of a private element, which is then UN (PS3.5 §6.2.2); pydicom has a list of "
     "private elements"),
    ("MR-JPEGLosslessSV1", "", "VR", "a private UN of undefined length is a sequence (PS3.5 §6.2.2, note 6); pydicom keeps bytes"),
    ("priv_SQ", "", "VR", "a private UN of undefined length is a sequence (PS3.5 §6.2.2, note 6); pydicom keeps bytes"),
    ("GH179A", "", "", "a length of two bytes where the VR has one of four; pydicom takes the elements behind for the value"),
    ("chrGB2312", "00100010", "", "pydicom leaves the escape sequences in a name whose delimiters end them (PS3.5 §6.1.2.5.3)"),
    ("truncated", "", "refused", "the file is cut short; pydicom does not say so"),
    ("DICOMDIR-nooffset", "", "refused", "the file is cut short; pydicom does not say so"),
    ("no_meta", "", "refused", "no element of a DICOM file begins there; pydicom was made to read it"),
    ("SC_rgb_jpeg.dcm", "7FE00010", "VR", "the VR as the file has it (OW); pydicom writes OB of what is encapsulated"),
    ("chrGB2312", "PatientName", "in", "pydicom's JSON has escape sequences in the name"),
    ("GH626", "CommandGroupLength", "in", "a group length, which our attributes leave out and pydicom's JSON has"),
    ("20-wrong-transfer-syntax", "7FE00010", "VR", "Implicit VR under an explicit transfer syntax; pydicom calls the pixels UN"),
    ("US-ALOKA-16_big", "00281223", "", "InlineBinary is little endian (PS3.18 §F.2.7); pydicom leaves the file's order"),
]


def why(path, tag, kind):
    for place, element, what, reason in EXPLAINED:
        if place in path and element in tag and what in ("", kind):
            return reason
    return None


def main():
    options = peers.arguments(__doc__).parse_args()
    top = [os.path.join(options.data, name) for name in ("dicom", "dcm2niix")]
    paths = options.paths or [path for folder in top if os.path.isdir(folder) for path in files(folder)]
    if not paths:
        print("NOT COMPARED: there are no real files at", options.data)
        return 0
    if not peers.ready(options):
        return 0
    import pydicom
    warnings.filterwarnings("ignore")
    import logging
    logging.disable(logging.CRITICAL)
    tally, problems = collections.Counter(), []
    reasons = collections.Counter()
    with tempfile.TemporaryDirectory() as work:
        written = {}
        for path in paths:
            name = os.path.relpath(path, options.data)
            try:
                set_ = pydicom.dcmread(path, force=True)
                if len(set_) == 0:
                    raise ValueError("no elements")
                theirs = set_.to_json_dict()
                text = json.dumps(theirs)
            except Exception:
                tally["pydicom makes none"] += 1
                continue
            run = subprocess.run([options.program, "info", "--dicom-json", path], capture_output=True, text=True)
            if run.returncode != 0:
                reason = why(name, "", "refused")
                tally["out: explained" if reason else "out: refused"] += 1
                if not reason:
                    problems.append(f"{name}: refused: {run.stderr.strip()[:160]}")
                continue
            model = json.loads(run.stdout)
            model = model[0] if isinstance(model, list) else model
            wrong = list(differences(normal(model, path), normal(theirs, None)))
            open_ = []
            for tag, kind, a, b in wrong:
                reason = why(name, tag, kind)
                if reason:
                    reasons[reason] += 1
                else:
                    open_.append(f"{name}: {tag} {kind}: {a} | {b}")
            tally["out: same" if not wrong else "out: differ" if open_ else "out: explained"] += 1
            problems += open_[:4]
            written[path] = os.path.join(work, f"{len(written)}.json")
            with open(written[path], "w") as file:
                file.write(text)
        every = list(written)
        for start in range(0, len(every), 100):
            part = every[start:start + 100]
            both = []
            for group in (part, [written[path] for path in part]):
                run = subprocess.run([options.program, "info", "--json", "--", *group], capture_output=True, text=True)
                both.append([json.loads(line) for line in run.stdout.splitlines()])
            for path, mine, back in zip(part, *both):
                name = os.path.relpath(path, options.data)
                if back.get("error"):
                    tally["in: refused"] += 1
                    problems.append(f"{name}: its JSON: {back['error'][:160]}")
                    continue
                a, b = mine.get("attributes") or {}, back.get("attributes") or {}
                wrong = [f"{name}: its JSON: {key}: {str(a.get(key))[:70]} | {str(b.get(key))[:70]}"
                         for key in sorted(set(a) | set(b)) if not private(key) and not same(a.get(key), b.get(key)) and not why(name, key, "in")]
                tally["in: differ" if wrong else "in: same"] += 1
                problems += wrong[:4]
    for key, count in sorted(tally.items()):
        print(f"{key:<22}{count:>6}")
    for reason, count in reasons.most_common():
        print(f"  explained {count} x {reason}")
    for line in problems:
        print("  DIFFERS " + line)
    return 1 if problems else 0


def private(key):
    """Whether a key is the digits of a private element, whose VR pydicom's JSON has from its own list."""
    return len(key) == 8 and all(c in "0123456789ABCDEF" for c in key) and int(key[:4], 16) % 2 == 1


def same(a, b):
    """Whether two values of `attributes` are alike; how values of bytes are told apart is left out."""
    if isinstance(a, dict) and isinstance(b, dict):
        if set(a) == {"bytes"} and set(b) == {"bytes"}:
            return True
        return all(same(a.get(key), b.get(key)) for key in set(a) | set(b) if not private(key))
    if isinstance(a, list) and isinstance(b, list):
        return len(a) == len(b) and all(same(x, y) for x, y in zip(a, b))
    empty = (None, "", [], {"bytes": 0})
    if a in empty and b in empty:
        return True
    if isinstance(a, str) and isinstance(b, str):
        return a.rstrip() == b.rstrip()
    return number(a) == number(b)


if __name__ == "__main__":
    sys.exit(main())
