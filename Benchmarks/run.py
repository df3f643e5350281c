#!/usr/bin/env python3
"""Runs Lightbox and its peers side by side on the same corpus, and says which targets are met.

    Benchmarks/run.py --corpus DIR [--peers PYTHON | --make-peers DIR] [--rounds N] [--only TABLE,...] [--write FILE]

The cases of a table run one after the other, round by round, in an order that is turned round every other round; a round
begins by reading the corpus once, so that all find it in the page cache. Medians are printed. CPU seconds (user and system,
all threads) are what counts on a machine that others use too; wall seconds count where a line says so. A case whose program
is not there is left out, and said so. See README.md.
"""
import argparse
import datetime
import json
import os
import pathlib
import platform
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
BENCH = pathlib.Path(os.environ.get("LIGHTBOX_BENCH", HERE / ".build/release/LightboxBench"))
PEERS = ["pydicom", "nibabel", "SimpleITK", "indexed_gzip", "numpy", "scipy", "imagecodecs", "pillow",
         "opencv-python-headless", "openslide-python", "openslide-bin", "pandas", "duckdb", "polars", "h5py", "zarr"]


class Case:
    """Something to run: what it is called, its command, and what to do before each run.

    `writes` is the folder into which it must write something: a program may refuse its input and end well.
    """

    def __init__(self, name, command, before=None, timed_inside=True, files=None, writes=None):
        self.name, self.command, self.before = name, [str(part) for part in command], before
        self.timed_inside, self.files, self.writes = timed_inside, files, writes
        self.runs, self.failure = [], None

    def run(self):
        if self.failure:
            return
        if self.before:
            self.before()
        for old in self.writes.iterdir() if self.writes else []:
            old.unlink()
        start = time.perf_counter()
        pipe = subprocess.PIPE if self.timed_inside else subprocess.DEVNULL
        process = subprocess.Popen(self.command, stdout=pipe, stderr=pipe)
        if not self.timed_inside:
            _, status, usage = os.wait4(process.pid, 0)
            process.returncode = os.waitstatus_to_exitcode(status)
            if self.writes and not any(self.writes.iterdir()):
                self.failure = ["it refuses these files: nothing was written"]
                return
            self.runs.append({"s": time.perf_counter() - start, "cpu": usage.ru_utime + usage.ru_stime,
                              "files": self.files or 1})
            return
        out, err = process.communicate()
        if process.returncode != 0:
            self.failure = err.decode(errors="replace").strip().splitlines()[-1:] or ["it failed"]
            return
        self.runs.append(json.loads(out.decode().strip().splitlines()[-1]))

    def median(self, key):
        values = [run[key] for run in self.runs if key in run]
        return statistics.median(values) if values else None


def per_file(case, key="cpu"):
    return case.median(key) / (case.median("files") or 1)


class Table:
    """Cases that do the same work, and the ratios that are asked for."""

    def __init__(self, name, title, cases, goals, warm=(), bound=""):
        self.name, self.title, self.cases, self.goals, self.warm, self.bound = name, title, cases, goals, warm, bound

    def run(self, rounds):
        for turn in range(rounds + 1):
            for path in self.warm:
                subprocess.run(["find", str(path), "-type", "f", "-exec", "cat", "{}", "+"],
                               stdout=subprocess.DEVNULL, check=False)
            for case in reversed(self.cases) if turn % 2 else self.cases:
                case.run()
            if turn == 0:  # The first round warms everything up.
                for case in self.cases:
                    case.runs.clear()

    def lines(self):
        yield f"### {self.title}"
        yield ""
        yield "| case | CPU ms | wall ms | peak MiB |"
        yield "|---|---:|---:|---:|"
        for case in self.cases:
            if case.failure or not case.runs:
                yield f"| {case.name} | – | – | {'; '.join(case.failure or ['not run'])[:90]} |"
                continue
            peak = case.median("peakKB")
            files = case.median("files") or 1
            each = f" ({files / case.median('cpu'):,.0f} files/CPU-s)" if files > 1 else ""
            yield (f"| {case.name}{each} | {case.median('cpu') * 1000:,.1f} | {case.median('s') * 1000:,.1f} | "
                   f"{'' if peak is None else round(peak / 1024)} |")
        yield ""
        by_name = {case.name: case for case in self.cases}
        for words, peer, own, wanted, key, at_most in self.goals:
            a, b = by_name.get(peer), by_name.get(own)
            if not (a and b and a.runs and b.runs):
                yield f"- {words}: not measured"
                continue
            ratio = per_file(b, key) / per_file(a, key) if at_most else per_file(a, key) / per_file(b, key)
            met = ratio <= wanted if at_most else ratio >= wanted
            unit = "wall" if key == "s" else "CPU"
            yield (f"- {words}: **{ratio:.2f} ×** ({unit}), wanted {'at most' if at_most else 'at least'} {wanted} ×: "
                   f"{'met' if met else 'MISSED'}")
        said = [f"{case.name} read {case.runs[-1]['read']:,} bytes" + "".join(
                    f", of {words} {case.runs[-1][key]:,}" for key, words in (("ofFile", "a file of"), ("ofSamples", "samples of"))
                    if case.runs[-1].get(key)) for case in self.cases if case.runs and "read" in case.runs[-1]]
        yield from (f"- {words}" for words in said)
        if self.bound:
            yield f"- bound by: {self.bound}"
        yield ""


def goal(words, peer, own, wanted, key="cpu", at_most=False):
    return words, peer, own, wanted, key, at_most


def tables(corpus, python, scratch):
    peer = [python, HERE / "peers.py"] if python else None

    def peers(*cases):
        return [case for case in cases if peer] if peer else []

    def tool(name, command, **options):
        return [Case(name, command, timed_inside=False, **options)] if shutil.which(command[0]) else []

    def fresh(*paths):
        def clear():
            for path in paths:
                for beside in scratch.glob(path + "*"):
                    shutil.rmtree(beside) if beside.is_dir() else beside.unlink()
        return clear

    def folder(name):
        (scratch / name).mkdir(exist_ok=True)
        return scratch / name

    dicom = corpus / "dicom"
    if dicom.exists():
        count = sum(len(names) for _, _, names in os.walk(dicom))
        scan = ["gdcmscanner", "-r", "-d", str(dicom)]
        from peers import TAGS
        for tag in TAGS:
            scan += ["-k", tag]
        yield Table(
            "index", f"DICOM index: {count:,} files, rows in SQLite",
            [Case("Lightbox", [BENCH, "index", dicom, scratch / "one.sqlite", "--workers", 1], before=fresh("one.sqlite")),
             Case("Lightbox, two threads", [BENCH, "index", dicom, scratch / "two.sqlite", "--workers", 2],
                  before=fresh("two.sqlite")),
             Case("Lightbox, headers alone, one thread", [BENCH, "records", dicom, "--workers", 1]),
             Case("Lightbox, headers alone, two threads", [BENCH, "records", dicom, "--workers", 2]),
             *tool("dcm2niix -b o (no database)", ["dcm2niix", "-b", "o", "-d", "9", "-f", "%s_%j", "-o",
                                                   folder("sidecars"), dicom], files=count),
             *tool("gdcmscanner (no database)", scan, files=count),
             *peers(Case("pydicom, specific_tags, 1,000 of them", [*(peer or []), "pydicom_scan", dicom, 1000]))],
            [goal("against dcm2niix -b o, by file", "dcm2niix -b o (no database)", "Lightbox", 5),
             goal("against gdcmscanner, by file", "gdcmscanner (no database)", "Lightbox", 5),
             goal("against pydicom, by file", "pydicom, specific_tags, 1,000 of them", "Lightbox", 50),
             goal("two threads against one, headers alone", "Lightbox, headers alone, one thread",
                  "Lightbox, headers alone, two threads", 1.8, "s"),
             goal("two threads against one, rows and all", "Lightbox", "Lightbox, two threads", 1.8, "s")],
            warm=[dicom],
            bound="the kernel (open, read, status: a quarter), walking the elements, making strings, SQLite's rows")
        again = scratch / "again.sqlite"

        def indexed():
            if not again.exists():
                subprocess.run([BENCH, "index", dicom, again], check=True, stdout=subprocess.DEVNULL)
        yield Table(
            "again", f"The same tree again, nothing changed: {count:,} files",
            [Case("Lightbox, index", [BENCH, "index", dicom, again], before=indexed),
             Case("Lightbox, walk and status alone", [BENCH, "walk", dicom]),
             *tool("find -printf (walk and status)", ["find", dicom, "-type", "f", "-printf", "%s %T@\n"], files=count),
             *peers(Case("os.walk and os.stat", [*(peer or []), "walk", dicom]))],
            [goal("against find", "find -printf (walk and status)", "Lightbox, index", 1.5, at_most=True),
             goal("against our own walk", "Lightbox, walk and status alone", "Lightbox, index", 1.5, at_most=True)],
            warm=[dicom], bound="one statx for each file, and reading the known rows")
        series = next((f.parent for f in sorted(dicom.rglob("*.dcm")) if f.stat().st_size > 500_000), None)
        if series:
            yield series_table("series", "Series of 200 × 512² to a float32 volume in HU", series, peer, tool, folder,
                               peers, [("pydicom", 4, "cpu"), ("SimpleITK", 8, "cpu"), ("dcm2niix (int16, to disk)", 1.2, "cpu")],
                               "clearing the pages of the result (210 MB) and copying the files' bytes")
    for coded in sorted((corpus / "codecs").glob("*")) if (corpus / "codecs").exists() else []:
        if coded.name == "plain":
            continue
        yield codec_table(coded, corpus, peers, peer, tool, scratch)
        if coded.name == "jpegrgb":
            continue
        yield series_table(f"coded-{coded.name}", f"The same, {coded.name}, two cores, wall", coded, peer, tool, folder,
                           peers, [("SimpleITK", 1.8, "s"), ("dcm2niix (int16, to disk)", 1.8, "s")],
                           "the codec, on both cores", wide=False)
    nifti = corpus / "nifti"
    for name, words in (("t1", "256³ int16"), ("bold", "64 × 64 × 36 × 200 float32")) if nifti.exists() else ():
        file = nifti / f"{name}.nii.gz"
        yield Table(
            f"nifti-{name}", f".nii.gz to float32 array: {words}",
            [Case("Lightbox", [BENCH, "floats", file]),
             Case("bare inflate, ISA-L, in one process", [BENCH, "bare", file, "isal"]),
             Case("bare inflate, libdeflate, in one process", [BENCH, "bare", file, "libdeflate"]),
             *tool("igzip -dc", ["igzip", "-dc", file]), *tool("libdeflate-gunzip -c", ["libdeflate-gunzip", "-c", file]),
             *peers(Case("nibabel", [*(peer or []), "nibabel_floats", file]),
                    Case("SimpleITK", [*(peer or []), "sitk_floats", file]))],
            [goal("against nibabel", "nibabel", "Lightbox", 2), goal("against SimpleITK", "SimpleITK", "Lightbox", 1.5),
             goal("of the bare inflate of libdeflate", "libdeflate-gunzip -c", "Lightbox", 1.25, at_most=True),
             goal("of the bare inflate of igzip", "igzip -dc", "Lightbox", 1.25, at_most=True)],
            warm=[file], bound="inflate")
        axis, place, what = (2, 128, "one middle slice") if name == "t1" else (3, 100, "one volume")
        kept = scratch / f"{name}.gzidx"
        yield Table(
            f"slice-{name}", f"{what[0].upper()}{what[1:]} of a .nii.gz: {words}",
            [Case("Lightbox, index kept in memory", [BENCH, "slice", file, axis, place, "--twice"]),
             Case("Lightbox, index kept on disk", [BENCH, "slice", file, axis, place, "--kept", folder("kept")]),
             Case("Lightbox, no index yet", [BENCH, "slice", file, axis, place]),
             *peers(Case("indexed_gzip, index kept", [*(peer or []), "slice_indexed", file, kept, axis, place]),
                    Case("nibabel", [*(peer or []), "slice_plain", file, axis, place]))],
            [goal("index in memory, against indexed_gzip", "indexed_gzip, index kept", "Lightbox, index kept in memory", 4),
             goal("index on disk, against indexed_gzip", "indexed_gzip, index kept", "Lightbox, index kept on disk", 4)],
            warm=[file], bound="inflating from the nearest place, 1 MiB on average")
        yield Table(
            f"build-{name}", f"Building the index while reading: {words}",
            [Case("inflated, places kept", [BENCH, "gunzip", file]),
             Case("inflated, none kept", [BENCH, "gunzip", file, "--no-places"])],
            [goal("keeping places", "inflated, none kept", "inflated, places kept", 1.15, at_most=True)], warm=[file],
            bound="feeding the inflater in small pieces until a block begins")
    labels = corpus / "labels"
    if labels.exists():
        words = [labels / "files.csv", "path", labels / "train.csv", "Path", "Pleural Effusion"]
        yield Table(
            "join", "A CSV of 224,316 × 19 joined to a list of as many paths, one column read through the join",
            [Case("Lightbox", [BENCH, "join", *words]),
             Case("Lightbox, every cell of all columns tried as a number", [BENCH, "join", *words, "--all-typed"]),
             *peers(Case("pandas", [*(peer or []), "join_pandas", *words]),
                    Case("duckdb, one thread", [*(peer or []), "join_duckdb", *words]),
                    Case("polars", [*(peer or []), "join_polars", *words]))],
            [goal("against pandas", "pandas", "Lightbox", 2.5), goal("against duckdb", "duckdb, one thread", "Lightbox", 3)],
            warm=[labels],
            bound="waiting for memory: the keys of one table lie in another order in the other; then clearing pages")
    zipped = corpus / "zip/many.zip"
    if zipped.exists():
        name = "images/patient02500/view7.txt"
        yield Table(
            "member", "One member of a zip of 100,000, cold",
            [Case("Lightbox", [BENCH, "member", zipped, name]),
             *peers(Case("zipfile", [*(peer or []), "zip_member", zipped, name]))],
            [goal("against Python's zipfile", "zipfile", "Lightbox", 10)], warm=[zipped],
            bound="reading the directory (7 MB) and looking through it")
    arrays = corpus / "arrays"
    for file, part, words, other in ((("volume.h5", "/volume", "HDF5, shuffle and deflate", "h5py"),
                                      ("volume2.zarr", "/", "Zarr 2, blosc", "zarr-python"),
                                      ("volume3.zarr", "/", "Zarr 3, zstd", "zarr-python")) if arrays.exists() else ()):
        path = arrays / file
        work = ["slice_h5py", path, part, 100] if other == "h5py" else ["slice_zarr", path, 100]
        yield Table(
            f"chunked-{file}", f"One slice of 512² of 256, in chunks of 16 × 128 × 128: {words}, file opened anew",
            [Case("Lightbox", [BENCH, "chunked", path, part, 2, 100]),
             *peers(Case(other, [*(peer or []), *work]))],
            [goal(f"against {other}", other, "Lightbox", 1)], warm=[path], bound="undoing the coding of 16 chunks")
    pictures = corpus / "pictures"
    for name, words, peer_case, other, bound in (
            ("photo.jpg", "a 1024² JPEG in colour", "pillow_thumbnail", "Pillow, draft mode",
             "undoing the Huffman codes, which a smaller size does not spare"),
            ("film.png", "a 3000 × 2500 PNG of 16 bits", "opencv_thumbnail", "OpenCV, INTER_AREA",
             "inflate, then undoing the filters")) if pictures.exists() else ():
        file = pictures / name
        yield Table(
            f"thumbnails-{file.suffix[1:]}", f"A 256-px thumbnail of {words}, ten times over",
            [Case("Lightbox", [BENCH, "thumbnail", file, 256, 10]),
             *peers(Case(other, [*(peer or []), peer_case, file, 256, 10]))],
            [goal(f"against {other}", other, "Lightbox", 1)], warm=[file], bound=bound)
    slides = sorted((corpus / "slides").glob("*")) if (corpus / "slides").exists() else []
    for file in slides:
        bound = ("OpenSlide itself (opening and decoding), and turning its pixels to RGB" if file.suffix == ".svs"
                 else "libtiff; of a tile read before, copying it")
        for state, option in (("warm, one slide kept open", []), ("cold, the slide opened for each", ["--cold"])):
            place = [file, 0, 256, 256, 256, 50]
            yield Table(
                f"slides-{file.stem}-{state.split(',')[0]}", f"One tile of 256² of {file.name}, 50 times, {state}",
                [Case("Lightbox", [BENCH, "tile", *place, *option]),
                 *peers(Case("OpenSlide, the installed library, ARGB as it comes",
                             [*(peer or []), "openslide_c_tile", *place, *option]),
                        Case("openslide-python with its own library, RGB",
                             [*(peer or []), "openslide_tile", *place, *option]))],
                [goal("against the installed library", "OpenSlide, the installed library, ARGB as it comes", "Lightbox", 1),
                 goal("against openslide-python", "openslide-python with its own library, RGB", "Lightbox", 1)],
                warm=[file], bound=bound)


# For each syntax: the library that Lightbox links for it, DCMTK's program, who else decodes it, and what is wanted of whom.
CODECS = {
    "jpeg8": ("turbo", "dcmdjpeg", ("pylibjpeg", "gdcm"), {"library": 0.9, "pylibjpeg": 1, "gdcm": 1, "DCMTK": 1}),
    "jpegrgb": ("turbo", "dcmdjpeg", ("pylibjpeg", "gdcm"), {"library": 0.9, "pylibjpeg": 1, "gdcm": 1, "DCMTK": 1}),
    "jpeg12": (None, "dcmdjpeg", ("pylibjpeg",), {"pylibjpeg": 1, "DCMTK": 1}),
    "jpegll": (None, "dcmdjpeg", ("pylibjpeg", "gdcm"), {"pylibjpeg": 1, "gdcm": 1, "DCMTK": 1.5}),
    "jpegls": ("charls", "dcmdjpls", ("pylibjpeg", "gdcm"), {"library": 0.9, "pylibjpeg": 1, "gdcm": 1, "DCMTK": 1}),
    "j2k": ("openjpeg", None, ("pylibjpeg", "gdcm"), {"library": 0.9, "pylibjpeg": 1, "gdcm": 1}),
    "htj2k": ("openjpeg", None, ("pylibjpeg",), {"library": 0.9, "pylibjpeg": 1}),
    "rle": (None, "dcmdrle", ("pylibjpeg", "imagecodecs"), {"pylibjpeg": 1, "DCMTK": 1, "imagecodecs": 0.8}),
}


def bare_codecs(scratch):
    """The program that calls the linked libraries bare, compiled once; None where there is no compiler for it."""
    made = scratch / "bare_codecs"
    if not made.exists():
        try:
            flags = subprocess.run(["pkg-config", "--cflags", "--libs", "libjpeg", "libopenjp2", "charls"],
                                   capture_output=True, text=True, check=True).stdout.split()
            subprocess.run(["cc", "-O2", "-o", made, HERE / "bare_codecs.c", *flags], check=True)
        except (OSError, subprocess.CalledProcessError) as error:
            print(f"no bare libraries: {error}")
            return None
    return made


def codec_table(coded, corpus, peers, peer, tool, scratch):
    library, dcmtk, plugins, wanted = CODECS[coded.name]
    cases = [Case("Lightbox", [BENCH, "decode", coded])]
    streams = corpus / "streams" / coded.name
    bare = bare_codecs(scratch) if library and streams.exists() else None
    if bare:
        cases.append(Case("library", [bare, library, streams]))
    for plugin in plugins:
        cases += peers(Case(plugin, [*(peer or []), "frames", coded, plugin]))
    count = sum(1 for _ in coded.glob("*.dcm"))
    multi = corpus / "multi" / f"{coded.name}.dcm"
    if dcmtk and multi.exists():
        # A program that writes what it decodes, in one file of as many frames.
        cases += tool("DCMTK", [dcmtk, multi, scratch / "decoded.dcm"], files=count)
    return Table(f"codec-{coded.name}", f"Decoding {count} frames of 512²: {coded.name}", cases,
                 [goal(f"against {name}" + (f" ({library}, bare)" if name == "library" else ""), name, "Lightbox", ratio)
                  for name, ratio in wanted.items()],
                 warm=[coded, streams], bound="the codec; then the pages of the result")


def series_table(name, title, series, peer, tool, folder, peers, wanted, bound, wide=True):
    count = sum(1 for _ in series.iterdir())
    cases = [Case("Lightbox", [BENCH, "series", series]),
             *tool("dcm2niix (int16, to disk)", ["dcm2niix", "-z", "n", "-b", "n", "-f", "v", "-w", "1", "-o",
                                                 folder("volumes"), series], files=count, writes=folder("volumes")),
             *peers(Case("SimpleITK", [*(peer or []), "sitk_series", series]))]
    if wide:
        cases += peers(Case("pydicom", [*(peer or []), "pydicom_series", series]))
    return Table(name, title, cases, [goal(f"against {other}", other, "Lightbox", ratio, key) for other, ratio, key in wanted],
                 warm=[series], bound=bound)


def versions(python):
    found = {"Linux": platform.release(), "cores": os.cpu_count(),
             "CPU": next((line.split(":")[1].strip() for line in open("/proc/cpuinfo") if line.startswith("model name")), "?")}
    for name, command in (("Swift", ["swift", "--version"]), ("dcm2niix", ["dcm2niix", "--version"]),
                          ("gdcm", ["gdcmscanner", "--version"]), ("igzip", ["igzip", "--version"]),
                          ("libdeflate", ["libdeflate-gunzip", "-V"])):
        if shutil.which(command[0]):
            done = subprocess.run(command, capture_output=True, text=True)
            match = re.search(r"v?\d+(\.\d+)+\w*", done.stdout + done.stderr)
            found[name] = match.group(0) if match else "?"
    if python:
        found |= json.loads(subprocess.run([python, HERE / "peers.py", "versions"], capture_output=True, text=True,
                                           check=True).stdout)
    return found


def make_peers(folder):
    subprocess.run([sys.executable, "-m", "venv", folder], check=True)
    python = pathlib.Path(folder) / "bin/python"
    subprocess.run([python, "-m", "pip", "install", "--quiet", *PEERS], check=True)
    return python


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=pathlib.Path, default=os.environ.get("LIGHTBOX_CORPUS"))
    parser.add_argument("--peers", metavar="PYTHON", help="a Python that has the peers")
    parser.add_argument("--make-peers", metavar="DIR", help="make a virtual environment with the peers, and use it")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--only", help="tables, by the beginnings of their names, with commas between")
    parser.add_argument("--write", type=pathlib.Path, help="write the result there as well")
    options = parser.parse_args()
    if not options.corpus or not pathlib.Path(options.corpus).exists():
        sys.exit("Name the corpus with --corpus DIR; Benchmarks/corpus.py makes one.")
    if not BENCH.exists():
        sys.exit("Build first: swift build -c release --package-path Benchmarks")
    python = make_peers(options.make_peers) if options.make_peers else options.peers
    if not python:
        print("Without --peers or --make-peers the Python peers are left out.", file=sys.stderr)
    sys.path.insert(0, str(HERE))
    wanted = options.only.split(",") if options.only else [""]
    lines = [f"Measured {datetime.date.today()}, medians of {options.rounds} interleaved rounds, load {os.getloadavg()[0]:.1f} "
             "before.", "", ", ".join(f"{name} {value}" for name, value in versions(python).items()) + ".", ""]
    print("\n".join(lines))
    with tempfile.TemporaryDirectory() as scratch:
        for table in tables(pathlib.Path(options.corpus), python, pathlib.Path(scratch)):
            if not any(table.name.startswith(name) for name in wanted):
                continue
            table.run(options.rounds)
            said = list(table.lines())
            print("\n".join(said), flush=True)
            lines += said
    if options.write:
        options.write.write_text("\n".join(lines))


if __name__ == "__main__":
    main()
