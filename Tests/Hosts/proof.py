"""What the scripts of this folder share: the program, the hosts' own clients, certificates, and the table at the end."""
import argparse, os, shutil, subprocess, sys, tempfile, time

from replica import ROOT, differences, tree_of

# What `lightbox get` leaves in a copy besides the files.
OURS = (r"\.lightbox/.*", r"lightbox\.lock")


def arguments(doc):
    parser = argparse.ArgumentParser(description=doc, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", default=os.environ.get("LIGHTBOX") or os.path.join(ROOT, ".build/debug/lightbox"))
    parser.add_argument("--peers", type=os.path.abspath, help="a folder for the clients' virtual environments, made if need be")
    parser.add_argument("--keep", action="store_true", help="keep the folder of copies, and say where it is")
    return parser


class Proof:
    """Rows of a table, each a client and what it brought; `end` prints it and says whether all is well."""

    def __init__(self, options, name):
        self.options, self.name, self.rows, self.failed = options, name, [], False
        self.folder = tempfile.mkdtemp(prefix=f"lightbox-{name}-")

    def path(self, *parts):
        return os.path.join(self.folder, *parts)

    def venv(self, name, *packages):
        """The folder of commands of a virtual environment with some packages, or None where it cannot be had."""
        if not self.options.peers:
            self.skip(name, "no --peers FOLDER")
            return None
        folder = os.path.join(self.options.peers, name)
        done = os.path.join(folder, "ready")
        if not os.path.exists(done):
            print(f"Making {folder} …", file=sys.stderr)
            made = (subprocess.run([sys.executable, "-m", "venv", folder]).returncode == 0
                    and subprocess.run([os.path.join(folder, "bin/python"), "-m", "pip", "install", "--quiet", *packages]).returncode == 0)
            if not made:
                shutil.rmtree(folder, ignore_errors=True)
                self.skip(name, "could not be installed: " + " ".join(packages))
                return None
            with open(done, "w") as stream:
                stream.write(" ".join(packages))
        return os.path.join(folder, "bin")

    def version(self, bin, package):
        shown = subprocess.run([os.path.join(bin, "python"), "-c", f"import importlib.metadata as m; print(m.version('{package}'))"],
                               capture_output=True, text=True)
        return f"{package} {shown.stdout.strip()}"

    def run(self, command, env=None, input=None, seconds=300, cwd=None):
        """Runs a client; its environment is ours without any secret, proxy or setting, and with what `env` adds."""
        clean = {key: os.environ[key] for key in ("PATH", "LANG", "LC_ALL", "LD_LIBRARY_PATH") if key in os.environ}
        home = self.path("home")
        os.makedirs(home, exist_ok=True)
        started = time.monotonic()
        done = subprocess.run(command, env={**clean, "HOME": home, "XDG_CACHE_HOME": self.path("cache"),
                                            "XDG_DATA_HOME": self.path("data"), **(env or {})},
                              input=input, capture_output=True, text=True, timeout=seconds, cwd=cwd)
        done.seconds = time.monotonic() - started
        return done

    def get(self, id, into, *more, cards=None, mirrors=None, env=None, **how):
        """`lightbox get ID --into FOLDER`, with cards of the script's own and mirrors as {host: replica}."""
        command = [self.options.program, "get", id, "--into", into, "--accept", "--plain", *more]
        told = {"LIGHTBOX_CARDS": cards} if cards else {}
        if mirrors:
            told["LIGHTBOX_MIRRORS"] = " ".join(f"{host}={place}" for host, place in mirrors.items())
        return self.run(command, {**told, **(env or {})}, **how)

    def card(self, id, *hosts, release="1", access="open"):
        """A folder with a card of the script's own, whose hosts are written as cards write them, on one line each."""
        folder = self.path("cards", id)
        os.makedirs(folder, exist_ok=True)
        lines = [f"  - {host[:-1]}, source: page}}" for host in hosts]
        with open(os.path.join(folder, id + ".yaml"), "w") as stream:
            stream.write("\n".join([
                f"id: {id}", "kind: dataset", f"name: {id}", "status: available", "species: []", "about: A made-up dataset.",
                "modalities: [MR]", "anatomy: [brain]", "homepage: https://example.org", f"access: {{kind: {access}}}", "releases:",
                f'  - {{id: "{release}", source: page}}', "hosts:", *lines,
                "licences: [{name: CC0, spdx: CC0-1.0, commercial-use: yes, redistribution: yes}]", "added: 2026-11-24",
                "checked: 2026-11-24", "sources: {page: A page}", ""]))
        return folder

    def check(self, client, what, done, wanted, folder, leaving=()):
        """Adds a row: whether the client ended well and its tree is the one that was served."""
        found = tree_of(folder, tuple(leaving) + OURS) if os.path.isdir(folder) else {}
        wrong = differences(wanted, found)
        if done is not None and done.returncode != 0:
            wrong.insert(0, f"exit {done.returncode}: " + (done.stderr.strip() or done.stdout.strip())[-600:])
        self.row(client, what, f"{len(found)} files", wrong, getattr(done, "seconds", None))
        return not wrong

    def expect(self, client, what, holds, words=""):
        self.row(client, what, words if holds else "", [] if holds else ["not so: " + (words or what)])

    def row(self, client, what, result, wrong=(), seconds=None):
        self.failed = self.failed or bool(wrong)
        took = f" in {seconds:.1f} s" if seconds is not None else ""
        self.rows.append((client, what, (result + took) if not wrong else "FAILED", list(wrong)))
        print(f"  {client:28} {what:52} {self.rows[-1][2]}", flush=True)
        for line in list(wrong)[:12]:
            print("      " + line.replace("\n", "\n      "), flush=True)

    def skip(self, client, why):
        self.rows.append((client, "", "NOT TRIED: " + why, []))
        print(f"  {client:28} NOT TRIED: {why}", flush=True)

    def end(self):
        tried = [row for row in self.rows if not row[2].startswith("NOT TRIED")]
        good = sum(not row[3] for row in tried)
        print(f"{self.name}: {good} of {len(tried)} hold" + (f", {len(self.rows) - len(tried)} not tried" if len(tried) < len(self.rows) else ""))
        if self.options.keep or self.failed:
            print("copies:", self.folder)
        else:
            shutil.rmtree(self.folder, ignore_errors=True)
        sys.exit(1 if self.failed else 0)


def certificates(folder, *names):
    """A certificate authority of our own and a certificate for some names: (authority, (certificate, key))."""
    os.makedirs(folder, exist_ok=True)
    ca, key, request, certificate = (os.path.join(folder, name) for name in ("ca.pem", "key.pem", "request.pem", "cert.pem"))
    names = [f"DNS:{name}" for name in names] + ["DNS:localhost", "IP:127.0.0.1"]

    def openssl(*words):
        subprocess.run(["openssl", *words], check=True, capture_output=True)
    openssl("req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-days", "30", "-keyout",
            os.path.join(folder, "ca-key.pem"), "-out", ca, "-subj", "/CN=Replica authority",
            "-addext", "basicConstraints=critical,CA:TRUE", "-addext", "keyUsage=critical,keyCertSign,cRLSign")
    openssl("req", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", key, "-out", request, "-subj", "/CN=localhost")
    extensions = os.path.join(folder, "extensions.txt")
    with open(extensions, "w") as stream:
        stream.write(f"subjectAltName={','.join(names)}\nextendedKeyUsage=serverAuth\nbasicConstraints=CA:FALSE\n")
    openssl("x509", "-req", "-in", request, "-CA", ca, "-CAkey", os.path.join(folder, "ca-key.pem"), "-CAcreateserial",
            "-out", certificate, "-days", "30", "-extfile", extensions)
    return ca, (certificate, key)


def free_port():
    import socket
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def wait_for(port, seconds=20):
    """Waits until somebody listens on a port."""
    import socket
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
            return True
        except OSError:
            time.sleep(0.05)
    return False
