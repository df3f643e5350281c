"""Starts the built program and a browser for the tests."""

import contextlib
import os
import pathlib
import re
import subprocess
import tempfile
import time
import urllib.request

ROOT = pathlib.Path(__file__).resolve().parents[2]
PROGRAM = pathlib.Path(os.environ.get("LIGHTBOX_PROGRAM", ROOT / ".build/debug/lightbox"))
CHROMIUM = os.environ.get("LIGHTBOX_CHROMIUM", "/usr/bin/chromium")
SHOTS = ROOT / ".build/browser/shots"
ARGUMENTS = [
    "--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--disable-quic",
    "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync",
]


class Server:
    """A running `lightbox serve` with a home of its own."""

    def __init__(self, *arguments):
        self.home = tempfile.TemporaryDirectory(prefix="lightbox-browser-")
        environment = dict(os.environ)
        for name in ("DATA", "CACHE", "CONFIG"):
            environment["LIGHTBOX_" + name] = os.path.join(self.home.name, name.lower())
        environment.setdefault("LIGHTBOX_PACK", str(PROGRAM.parent / "lightbox.cards"))
        self.environment = environment
        self.process = subprocess.Popen(
            [str(PROGRAM), "serve", "--port", "0", *map(str, arguments)], env=environment,
            stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.address = self.process.stdout.readline().strip()
        if not self.address.startswith("http"):
            raise RuntimeError("The server did not start: " + self.process.stderr.read())

    def get(self, path):
        with urllib.request.urlopen(self.address.rstrip("/") + path) as reply:
            return reply.read().decode()

    def resident_megabytes(self):
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmHWM:\s+(\d+)", status)[1]) / 1024

    def close(self):
        self.process.terminate()
        self.process.wait(timeout=20)
        self.home.cleanup()


@contextlib.contextmanager
def serving(*arguments):
    server = Server(*arguments)
    try:
        yield server
    finally:
        server.close()


def phantoms(folder, *flags):
    subprocess.run([str(PROGRAM), "phantoms", str(folder), *flags], check=True, capture_output=True)


def shot(page, name):
    SHOTS.mkdir(parents=True, exist_ok=True)
    page.screenshot(path=str(SHOTS / f"{name}.png"))


def until(page, expression, seconds=20):
    """Waits until the expression is true; Playwright's own waiting is refused by the pages' policy."""
    deadline = time.monotonic() + seconds
    while not page.evaluate(f"() => Boolean({expression})"):
        assert time.monotonic() < deadline, f"never true: {expression}"
        page.wait_for_timeout(40)
