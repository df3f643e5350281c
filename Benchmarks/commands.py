#!/usr/bin/env python3
"""How long whole processes of Lightbox take, beside yardsticks that everybody has.

    ./lightbox where > /dev/null && Benchmarks/commands.py [ROUNDS]

Every command runs once a round, the order turned round every other round; medians are printed, and ratios to
`python3 -c pass`. The first round warms the caches and is not counted.
"""
import os
import pathlib
import platform
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
PROGRAM = ROOT / ".build/release/lightbox"
ROUNDS = int(sys.argv[1]) if len(sys.argv) > 1 else 21

COMMANDS = {
    "python3 -c pass": [sys.executable, "-c", "pass"],
    "git --version": ["git", "--version"],
    "lightbox --version": [PROGRAM, "--version"],
    "./lightbox --version (launcher)": [ROOT / "lightbox", "--version"],
    "lightbox search, 7 words": [PROGRAM, "search", "chest CT with masks free to download"],
    "lightbox search --json, typo": [PROGRAM, "search", "mamography", "--json"],
    "lightbox show": [PROGRAM, "show", "chexpert"],
    "lightbox list --json": [PROGRAM, "list", "--json"],
}


def main():
    if not PROGRAM.exists():
        sys.exit("Build first: ./lightbox where")
    with tempfile.TemporaryDirectory() as state:
        environment = dict(os.environ, LIGHTBOX_DATA=state, LIGHTBOX_CACHE=state, LIGHTBOX_CONFIG=state)
        seconds = {name: [] for name in COMMANDS}
        for turn in range(ROUNDS + 1):
            order = list(COMMANDS.items())
            for name, command in reversed(order) if turn % 2 else order:
                start = time.perf_counter()
                subprocess.run(
                    command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
                if turn:
                    seconds[name].append(time.perf_counter() - start)
    version = subprocess.run([PROGRAM, "--version"], capture_output=True, text=True, check=True).stdout.strip()
    print(f"Lightbox {version}, Python {platform.python_version()}, {ROUNDS} rounds, {os.cpu_count()} cores")
    unit = statistics.median(seconds["python3 -c pass"])
    for name, values in seconds.items():
        median = statistics.median(values)
        print(f"{name:34} median {median * 1000:6.1f} ms   min {min(values) * 1000:6.1f} ms   {median / unit:5.2f} x")


if __name__ == "__main__":
    main()
