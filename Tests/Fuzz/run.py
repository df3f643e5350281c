#!/usr/bin/env python3
"""Reads damaged copies of real files by the hundred thousand and prints what became of them, a row for each format.

    Tests/Fuzz/run.py [--count 1000000] [--first 0] [--workers 2] [--data ../shared/data] [--format nrrd] [--out FOLDER]

Builds `lightbox-fuzz` in release mode, chooses small valid files of every format that Lightbox reads, and gives each
format its share of mutants. A mutant that ends the process (crash, hang of 30 s, more than 3 GiB) is named, its file is
kept in FOLDER, and the run goes on behind it. Needs Python's standard library alone.
"""
import argparse, io, json, lzma, os, re, shutil, struct, subprocess, sys, tarfile, tempfile, threading, time, wave, zipfile
from collections import defaultdict

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))
OUTCOMES = ["elsewhere", "headerRefused", "samplesRefused", "read"]
# Mutants of these start another program or decode much, so they get fewer.
SLOW = {"mp4": 0.004, "avi": 0.004, "mkv": 0.004, "jpeg-2000": 0.3, "svs": 0.1, "openslide": 0.1}


# Kinds that are named and not read.
UNREAD = {"text", "markdown", "yaml", "html", "pdf", "unknown", "empty", "folder", "broken-link", "special-file", "unreadable",
          "gzip", "nifti-pair-samples", "webp", "heif", "svg", "jpeg-xl", "parquet", "edf", "netcdf"}


def old_workbook():
    """An Excel 97 workbook of one sheet: a compound file whose only stream has two texts, two numbers and a formula."""
    def record(kind, content):
        return struct.pack("<HH", kind, len(content)) + content

    def text(row, column, words):
        return record(0x0204, struct.pack("<HHHHB", row, column, 0, len(words), 0) + words)
    sheet = (record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0010, 0, 0, 0, 0)) + text(0, 0, b"id") + text(0, 1, b"age")
             + record(0x0203, struct.pack("<HHHd", 1, 0, 0, 7.0)) + record(0x027E, struct.pack("<HHHI", 1, 1, 0, 60 << 2 | 2))
             + record(0x0006, struct.pack("<HHHdHIH", 2, 0, 0, 2.5, 0, 0, 0)) + record(0x000A, b""))
    book = record(0x0809, struct.pack("<HHHHII", 0x0600, 0x0005, 0, 0, 0, 0)) + record(0x0042, struct.pack("<H", 1200))
    ends = record(0x000A, b"")
    start = len(book) + 4 + 6 + 2 + 5 + len(ends)
    stream = book + record(0x0085, struct.pack("<IBBBB", start, 0, 0, 5, 0) + b"Sheet") + ends + sheet
    stream = stream.ljust(4096, b"\0")  # Shorter ones are kept elsewhere.

    def entry(name, kind, child, first, size):
        name = (name + "\0").encode("utf-16-le")
        return name.ljust(64, b"\0") + struct.pack("<HBBIII", len(name) if kind else 0, kind, 1, *[0xFFFFFFFF] * 2, child) + bytes(
            36) + struct.pack("<IQ", first, size)
    free, last = 0xFFFFFFFF, 0xFFFFFFFE
    head = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + bytes(16) + struct.pack(
        "<HHHHH", 0x3E, 3, 0xFFFE, 9, 6) + bytes(10) + struct.pack("<IIIIIIII", 1, 1, 0, 4096, last, 0, last, 0)
    table = struct.pack("<128I", 0xFFFFFFFD, last, *range(3, 10), last, *[free] * 118)
    folder = entry("Root Entry", 5, 1, last, 0) + entry("Workbook", 2, free, 2, len(stream)) + entry("", 0, free, 0, 0) * 2
    return head + struct.pack("<109I", 0, *[free] * 108) + table + folder + stream


def generated(folder):
    """Small files of formats of which there may be no real one, made here."""
    def write(name, content):
        with open(os.path.join(folder, name), "wb") as file:
            file.write(content)

    with wave.open(os.path.join(folder, "tone.wav"), "wb") as sound:
        sound.setparams((2, 2, 8000, 0, "NONE", ""))
        sound.writeframes(bytes(range(256)) * 4)
    rows = b"".join(bytes((x * 9 % 256, x * 7 % 256, y * 5 % 256)) for y in range(8) for x in range(8))
    write("plain.bmp", b"BM" + struct.pack("<IHHI", 54 + len(rows), 0, 0, 54)
          + struct.pack("<IiiHHIIiiII", 40, 8, 8, 1, 24, 0, len(rows), 2835, 2835, 0, 0) + rows)
    # Two by two pixels of two colours; the codes clear, 0, 1, 1, 0, end of three bits each.
    write("two.gif", b"GIF89a" + struct.pack("<HHBBB", 2, 2, 0x80, 0, 0) + bytes([0, 0, 0, 255, 255, 255])
          + b"," + struct.pack("<HHHHB", 0, 0, 2, 2, 0) + bytes([2, 3, 0x44, 0x02, 0x05, 0]) + b";")
    # Streams that no standard library writes, out of the tests.
    with open(os.path.join(ROOT, "Tests/LightboxTesting/SmallStreams.swift")) as file:
        streams = {name: bytes(int(byte, 16) for byte in re.findall("0x(..)", body))
                   for name, body in re.findall(r"static let (\w+): \[UInt8\] = \[(.*?)\]", file.read(), re.S)}
    for name, ending in (("jpeg2000", "j2k"), ("threeComponents", "j2k"), ("highThroughput", "jhc"), ("jpegLS", "jls"),
                         ("fourInks", "jpg"), ("arithmetic", "jpg")):
        write(f"{name}.{ending}", streams[name])
    def box(name, content):
        return struct.pack(">I", 8 + len(content)) + name + content
    tints = bytes(byte for tint in range(256) for byte in (tint, 255 - tint, 7))
    write("palette.jp2", box(b"jP  ", b"\r\n\x87\n") + box(b"ftyp", b"jp2 \0\0\0\0jp2 ") + box(b"jp2h", box(
        b"ihdr", struct.pack(">IIHBBBB", 12, 16, 1, 7, 7, 0, 0)) + box(b"colr", b"\1\0\0\0\0\0\x10") + box(
        b"pclr", b"\1\0\3\7\7\7" + tints) + box(b"cmap", bytes((0, 0, 1, 0, 0, 0, 1, 1, 0, 0, 1, 2)))) + box(
        b"jp2c", streams["highThroughput"]))
    write("old.xls", old_workbook())
    write("triangle.vtk", b"# vtk DataFile Version 3.0\none\nASCII\nDATASET POLYDATA\nPOINTS 3 float\n0 0 0 1 0 0 0 1 0\n"
          b"POLYGONS 1 4\n3 0 1 2\n")
    write("lh.cortex.label", b"#!ascii label, from subject x\n2\n0 1.0 2.0 3.0 0.5\n1 2.0 3.0 4.0 0.25\n")
    write("records.jsonl", b'{"a": 1, "b": "x"}\n{"a": 2.5, "b": null}\n')
    write("tree.xml", b'<?xml version="1.0"?><r xmlns="u"><a x="1">t</a><a/></r>')
    members = {"a/one.csv": b"x,y\n1,2\n", "b.json": b"[1]", "c.bin": bytes(2000)}
    for name, method in (("stored.zip", zipfile.ZIP_STORED), ("deflated.zip", zipfile.ZIP_DEFLATED)):
        with zipfile.ZipFile(os.path.join(folder, name), "w", method) as archive:
            for member, content in members.items():
                archive.writestr(member, content)
    plain = io.BytesIO()
    with tarfile.open(fileobj=plain, mode="w") as archive:
        for member, content in members.items():
            entry = tarfile.TarInfo(member)
            entry.size = len(content)
            archive.addfile(entry, io.BytesIO(content))
    write("files.tar", plain.getvalue())
    write("files.tar.xz", lzma.compress(plain.getvalue()))


def seeds(program, data, largest):
    """Small valid files, by format: at most 40 of each, spread over the folders."""
    found = defaultdict(list)
    made = tempfile.mkdtemp(prefix="lightbox-seeds-")
    generated(made)
    paths = [os.path.join(made, name) for name in sorted(os.listdir(made))]
    for folder, folders, files in os.walk(data):
        folders[:] = sorted(d for d in folders if d != "expected")
        for marker in (".zgroup", ".zarray", "zarr.json", "attributes.json"):
            if marker in files:
                folders[:] = []
                paths.append(folder)
                files = []
                break
        paths += [os.path.join(folder, f) for f in sorted(files)]
    paths = [p for p in paths if os.path.isdir(p) or 0 < os.path.getsize(p) <= largest]
    for start in range(0, len(paths), 300):
        batch = paths[start:start + 300]
        run = subprocess.run([program, "info", "--json", "--"] + batch, capture_output=True, text=True)
        for line in run.stdout.splitlines():
            entry = json.loads(line)
            if entry["error"] is None and entry["format"] not in UNREAD:
                found[entry["format"]].append(entry["path"])
    return {f: p[:: max(1, len(p) // 40)][:40] for f, p in sorted(found.items())}


class Tally:
    def __init__(self):
        self.lock = threading.Lock()
        self.counts = defaultdict(lambda: defaultdict(int))
        self.ended = defaultdict(list)
        self.peak = defaultdict(int)


def run_range(program, work, first, count, files, format, tally, out):
    """Runs mutants `first..<first + count`, starting again behind each one that ends the process."""
    end = first + count
    while first < end:
        shutil.rmtree(work, ignore_errors=True)
        process = subprocess.Popen([program, work, str(first), str(end - first)] + files, stdout=subprocess.PIPE,
                                   stderr=subprocess.DEVNULL, text=True)
        done = first - 1
        for line in process.stdout:
            entry = json.loads(line)
            done = entry["upTo"]
            with tally.lock:
                tally.peak[format] = max(tally.peak[format], entry["peakKiB"])
                for name, outcomes in entry["counts"].items():
                    for outcome, n in outcomes.items():
                        tally.counts[name][outcome] += n
        code = process.wait()
        if code == 0:
            return
        with open(os.path.join(work, "at")) as file:
            at = int(file.readline())
        source = files[at % len(files)]
        reason = "hang" if code == -14 else f"signal {-code}" if code < 0 else f"exit {code}"
        kept = os.path.join(out, f"{format}-{at}-{os.path.basename(source)}")
        for place in os.listdir(work):
            mutant = os.path.join(work, place, os.path.basename(source))
            if os.path.exists(mutant):
                (shutil.copytree if os.path.isdir(mutant) else shutil.copy)(mutant, kept) if not os.path.exists(kept) else None
        with tally.lock:
            tally.ended[format].append((at, reason, source))
            print(f"ENDED: {format} mutant {at} of {source}: {reason}; kept as {kept}", flush=True)
        first = at + 1


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", type=int, default=1_000_000)
    parser.add_argument("--first", type=int, default=0)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--largest", type=int, default=150_000, help="the largest seed file, in bytes")
    parser.add_argument("--data", default=os.environ.get("LIGHTBOX_TEST_DATA") or os.path.join(ROOT, "../shared/data"))
    parser.add_argument("--format", action="append")
    parser.add_argument("--out", default="/tmp/lightbox-fuzz-found")
    parser.add_argument("--programs", help="a folder with built lightbox and lightbox-fuzz; built here without it")
    options = parser.parse_args()
    if not os.path.isdir(options.data):
        print("NOT FUZZED: there are no real files at", options.data)
        return 0
    programs = options.programs
    if not programs:
        for product in ("lightbox", "lightbox-fuzz"):
            subprocess.run(["swift", "build", "-c", "release", "--product", product], cwd=ROOT, check=True)
        programs = os.path.join(ROOT, ".build/release")
    found = seeds(os.path.join(programs, "lightbox"), options.data, options.largest)
    if options.format:
        found = {f: found[f] for f in options.format}
    os.makedirs(options.out, exist_ok=True)
    weight = {f: SLOW.get(f, 1.0) for f in found}
    total = sum(weight.values())
    tally = Tally()
    work_root = f"/dev/shm/lightbox-fuzz-{os.getpid()}"
    jobs = []
    for format, files in found.items():
        share = int(options.count * weight[format] / total) + 1
        step = max(1000, share // 4)
        for start in range(0, share, step):
            jobs.append((format, files, options.first + start, min(step, share - start)))
    jobs.sort(key=lambda job: -job[3])
    started = time.time()

    def worker(number):
        while True:
            with tally.lock:
                if not jobs:
                    return
                format, files, first, count = jobs.pop(0)
            run_range(os.path.join(programs, "lightbox-fuzz"), f"{work_root}-{number}", first, count, files, format, tally,
                      options.out)

    threads = [threading.Thread(target=worker, args=(n,)) for n in range(options.workers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for number in range(options.workers):
        shutil.rmtree(f"{work_root}-{number}", ignore_errors=True)

    print(f"\n{'format':<22}{'seeds':>6}{'mutants':>10}{'past header':>13}{'all read':>10}{'ended':>7}{'peak MiB':>10}")
    everything = 0
    for format in found:
        counts = tally.counts[format]
        mutants = sum(counts.values()) + len(tally.ended[format])
        everything += mutants
        past = counts["samplesRefused"] + counts["read"]
        print(f"{format:<22}{len(found[format]):>6}{mutants:>10}{past / max(1, mutants):>12.0%} "
              f"{counts['read'] / max(1, mutants):>9.0%} {len(tally.ended[format]):>6}{tally.peak[format] >> 10:>10}")
    ended = sum(len(e) for e in tally.ended.values())
    print(f"{everything} mutants, {ended} ended the process, {time.time() - started:.0f} s, seeds {options.first} on")
    wanted = sum(int(options.count * weight[f] / total) + 1 for f in found)
    if everything < wanted:
        print(f"only {everything} of {wanted} mutants were run")
        return 1
    return 1 if ended else 0


if __name__ == "__main__":
    sys.exit(main())
