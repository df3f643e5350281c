#!/usr/bin/env python3
"""Coverage-guided fuzzing of every reader with libFuzzer, starting from small real files.

    Tests/Fuzz/guided.py [--seconds 60] [--data ../shared/data] [--format dicom] [--out FOLDER]

Builds an instrumented `lightbox-fuzz-guided` (in `.build-fuzz`) and runs it once for each format, each time with the
valid files of that format as its first corpus. Inputs are bytes in memory with nothing beside them, so formats that need
a second file or a library that opens paths show what they refuse; `run.py` covers those. Prints executions, the edges
covered, and what was found. Needs Python's standard library alone.
"""
import argparse, os, re, shutil, subprocess, sys
from run import ROOT, seeds


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=int, default=60, help="for each format")
    parser.add_argument("--data", default=os.environ.get("LIGHTBOX_TEST_DATA") or os.path.join(ROOT, "../shared/data"))
    parser.add_argument("--largest", type=int, default=40_000, help="the largest seed file, in bytes")
    parser.add_argument("--format", action="append")
    parser.add_argument("--out", default="/tmp/lightbox-fuzz-guided")
    options = parser.parse_args()
    if not os.path.isdir(options.data):
        print("NOT FUZZED: there are no real files at", options.data)
        return 0
    subprocess.run(["swift", "build", "-c", "release", "--product", "lightbox"], cwd=ROOT, check=True)
    subprocess.run(["swift", "build", "-c", "release", "--sanitize", "fuzzer", "--product", "lightbox-fuzz-guided",
                    "--scratch-path", ".build-fuzz"], cwd=ROOT, check=True, env={**os.environ, "LIGHTBOX_FUZZER": "1"})
    program = os.path.join(ROOT, ".build-fuzz/release/lightbox-fuzz-guided")
    found = seeds(os.path.join(ROOT, ".build/release/lightbox"), options.data, options.largest)
    found = {f: [p for p in paths if os.path.isfile(p)] for f, paths in found.items() if not options.format or f in options.format}
    print(f"{'format':<22}{'seeds':>6}{'executions':>12}{'edges':>8}{'peak MiB':>10}  found")
    total = problems = 0
    for format, paths in found.items():
        if not paths:
            continue
        corpus = os.path.join(options.out, format, "corpus")
        os.makedirs(corpus, exist_ok=True)
        for number, path in enumerate(paths):
            shutil.copy(path, os.path.join(corpus, f"seed-{number}"))
        prefix = os.path.join(options.out, format, "")
        run = subprocess.run(
            [program, f"-max_total_time={options.seconds}", "-rss_limit_mb=3000", "-timeout=30", "-print_final_stats=1",
             f"-artifact_prefix={prefix}", corpus], capture_output=True, text=True, errors="replace",
            env={**os.environ, "LIGHTBOX_FUZZ_NAME": os.path.basename(paths[0])})
        stat = lambda key: int((re.findall(rf"stat::{key}:\s+(\d+)", run.stderr) or ["0"])[-1])
        edges = (re.findall(r"cov: (\d+)", run.stderr) or ["0"])[-1]
        artifacts = [f for f in sorted(os.listdir(prefix)) if re.match(r"(crash|timeout|oom|leak)-", f)]
        executions = stat("number_of_executed_units")
        total += executions
        problems += run.returncode != 0
        print(f"{format:<22}{len(paths):>6}{executions:>12}{edges:>8}{stat('peak_rss_mb'):>10}  {', '.join(artifacts) or '·'}", flush=True)
    print(f"{total} executions, {problems} formats with findings")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())
