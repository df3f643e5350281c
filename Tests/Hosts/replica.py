"""What the scripts of this folder share: a small server to build replicas of hosts on, made-up datasets, and comparing.

    replica = Replica()

    @replica.route("GET", r"/api/records/(?P<id>[^/]+)")
    def record(asked):
        return {"id": asked["id"]}                      # JSON; bytes, str, a status or an Answer do as well

    @replica.route("GET", r"/files/(?P<path>.+)")
    def file(asked):
        return asked.file(content[asked["path"]], etag="1")   # with ranges, If-Range, HEAD

    replica.fault(r"/files/.*", "drop", at=1000, times=1)
    with replica:                                       # listens on 127.0.0.1, on a port of its own
        … replica.address …

Only Python's own library is used. A path is matched as the client sent it, after percent-decoding.
"""
import base64, hashlib, json, os, random, re, socket, ssl, struct, sys, threading, time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, unquote, urlsplit

HERE = os.path.dirname(os.path.abspath(__file__))
ROOT = os.path.dirname(os.path.dirname(HERE))


class Answer:
    """A status, a body and header fields; the body is bytes, or an iterator of bytes that is sent in chunks."""

    def __init__(self, status=200, body=b"", headers=(), kind="application/octet-stream"):
        if isinstance(body, str):
            body = body.encode()
        self.status, self.body, self.headers = status, body, dict(headers)
        if body != b"":
            self.headers.setdefault("Content-Type", kind)

    @classmethod
    def of(cls, value):
        if isinstance(value, Answer):
            return value
        if isinstance(value, int):
            return cls(value)
        if isinstance(value, bytes):
            return cls(200, value)
        if isinstance(value, str):
            return cls(200, value, kind="text/plain; charset=utf-8")
        return cls(200, json.dumps(value), kind="application/json")

    @classmethod
    def redirect(cls, place, status=302):
        return cls(status, headers={"Location": place})


class Asked:
    """One request. `asked["name"]` is a part of the path, `asked.one("name")` a value of the query."""

    def __init__(self, method, target, headers, body, earlier=0):
        self.method, self.target, self.headers, self.body, self.earlier = method, target, headers, body, earlier
        parts = urlsplit(target)
        self.raw_path, self.path = parts.path, unquote(parts.path)
        self.query = parse_qs(parts.query, keep_blank_values=True)
        self.parts = {}

    def __getitem__(self, name):
        return self.parts[name]

    def one(self, name, other=None):
        return self.query.get(name, [other])[0]

    def json(self):
        return json.loads(self.body)

    def form(self):
        return {name: values[0] for name, values in parse_qs(self.body.decode(), keep_blank_values=True).items()}

    @property
    def basic(self):
        """The user and the password of HTTP Basic, or None."""
        scheme, _, rest = (self.headers.get("Authorization") or "").partition(" ")
        return tuple(base64.b64decode(rest).decode().split(":", 1)) if scheme.lower() == "basic" else None

    @property
    def bearer(self):
        scheme, _, rest = (self.headers.get("Authorization") or "").partition(" ")
        return rest if scheme.lower() == "bearer" else None

    def file(self, content, etag=None, headers=(), kind="application/octet-stream"):
        """A file as a good server serves it: whole or the range that was asked for; `content` is bytes or a path."""
        if isinstance(content, str):
            with open(content, "rb") as stream:
                content = stream.read()
        headers = {"Accept-Ranges": "bytes", **({"ETag": f'"{etag}"'} if etag else {}), **dict(headers)}
        wanted = re.fullmatch(r"bytes=(\d*)-(\d*)", self.headers.get("Range") or "")
        current = self.headers.get("If-Range")
        if not wanted or wanted.group() == "bytes=-" or (current and current != headers.get("ETag")):
            return Answer(200, content, headers, kind)
        first, last = wanted.groups()
        start = int(first) if first else max(0, len(content) - int(last))
        end = min(int(last), len(content) - 1) if first and last else len(content) - 1
        if start >= len(content) or end < start:
            return Answer(416, b"", {**headers, "Content-Range": f"bytes */{len(content)}"})
        return Answer(206, content[start:end + 1], {**headers, "Content-Range": f"bytes {start}-{end}/{len(content)}"}, kind)


class Replica:
    """A server on the loopback interface, one thread a connection, that keeps a log of what it was asked."""

    def __init__(self, port=0, certificate=None):
        self.routes, self.faults, self.log, self.lock = [], [], [], threading.Lock()
        self.seen = {}
        handler = type("Handler", (_Handler,), {"replica": self})
        self.server = ThreadingHTTPServer(("127.0.0.1", port), handler, bind_and_activate=True)
        self.server.daemon_threads = True
        self.scheme = "http"
        if certificate:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            context.load_cert_chain(*certificate)
            self.server.socket = context.wrap_socket(self.server.socket, server_side=True, do_handshake_on_connect=False)
            self.scheme = "https"
        self.port = self.server.server_address[1]
        self.address = f"{self.scheme}://127.0.0.1:{self.port}"

    def route(self, methods, pattern):
        """Answers requests whose decoded path fits `pattern` wholly; the first route that fits is taken. HEAD goes with GET."""
        names = set(methods.split()) | ({"HEAD"} if "GET" in methods.split() else set())

        def keep(function):
            self.routes.append((names, re.compile(pattern), function))
            return function
        return keep

    def fault(self, pattern, kind, times=1, **how):
        """Spoils the next `times` answers to paths that fit `pattern` (None: all of them).

        `drop` breaks off after `at` bytes of the body, `stall` waits `seconds` there first, `flip` turns the bit at `at`,
        `status` answers `status` with `headers` and `body` instead, `short` ends properly but `at` bytes long.
        """
        self.faults.append({"pattern": re.compile(pattern), "kind": kind, "times": times, **how})

    def _fault(self, path):
        with self.lock:
            for fault in self.faults:
                if fault["pattern"].fullmatch(path) and fault["times"] != 0:
                    if fault["times"] is not None:
                        fault["times"] -= 1
                    return fault

    def paths(self, *methods):
        """The paths that were asked, in order."""
        return [entry["path"] for entry in self.log if not methods or entry["method"] in methods]

    def start(self):
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def stop(self):
        self.server.shutdown()
        self.server.server_close()

    __enter__ = start

    def __exit__(self, *_):
        self.stop()


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    replica = None

    def log_message(self, *_):
        pass

    def _do(self):
        replica, entry = self.replica, None
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        with replica.lock:
            key = (self.command, self.path)
            earlier = replica.seen[key] = replica.seen.get(key, -1) + 1
        asked = Asked(self.command, self.path, self.headers, body, earlier)
        answer = Answer(404, "no such thing", kind="text/plain")
        for methods, pattern, function in replica.routes:
            fit = pattern.fullmatch(asked.path)
            if fit and asked.method in methods:
                asked.parts = fit.groupdict()
                try:
                    answer = Answer.of(function(asked))
                except Exception as problem:          # a fault of the replica, which the script should see
                    print(f"replica: {asked.method} {asked.target}: {problem!r}", file=sys.stderr)
                    answer = Answer(500, repr(problem), kind="text/plain")
                break
        fault = replica._fault(asked.path)
        if fault and fault["kind"] == "status":
            answer = Answer(fault["status"], fault.get("body", b""), fault.get("headers", {}))
        entry = {"method": asked.method, "path": asked.path, "target": asked.target, "query": asked.query,
                 "headers": dict(self.headers), "status": answer.status, "sent": 0, "fault": fault and fault["kind"]}
        with replica.lock:
            replica.log.append(entry)
        self._send(answer, fault or {"kind": None}, entry)

    def _send(self, answer, fault, entry):
        self.send_response(answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        whole = isinstance(answer.body, (bytes, bytearray))
        body, kind = answer.body, fault["kind"]
        if kind == "short":
            body = body[:fault["at"]]
        elif kind == "flip" and len(body) > fault["at"]:
            body = bytes(body[:fault["at"]]) + bytes([body[fault["at"]] ^ 1]) + bytes(body[fault["at"] + 1:])
        if not whole:
            self.send_header("Transfer-Encoding", "chunked")
        elif answer.status != 304:
            self.send_header("Content-Length", answer.headers.get("Content-Length", str(len(body))))
        self.end_headers()
        if self.command == "HEAD":
            return
        try:
            if not whole:
                for piece in body:
                    if piece:
                        self.wfile.write(b"%x\r\n%s\r\n" % (len(piece), piece))
                        entry["sent"] += len(piece)
                self.wfile.write(b"0\r\n\r\n")
            elif kind in ("drop", "stall"):
                self.wfile.write(body[:fault.get("at", 0)])
                self.wfile.flush()
                entry["sent"] = min(len(body), fault.get("at", 0))
                if kind == "stall":
                    time.sleep(fault["seconds"])
                    self.wfile.write(body[fault.get("at", 0):])
                    entry["sent"] = len(body)
                else:
                    self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                    self.close_connection = True
                    self.connection.close()
            else:
                self.wfile.write(body)
                entry["sent"] = len(body)
        except OSError:
            self.close_connection = True

    def handle(self):
        try:
            super().handle()
        except (OSError, ValueError):
            pass                                      # the client went away, or we closed on it

    do_GET = do_HEAD = do_POST = do_PUT = do_DELETE = do_OPTIONS = do_PROPFIND = _do


# Content

def noise(seed, count):
    """Bytes that no compression makes shorter, the same for the same seed."""
    return random.Random(seed).randbytes(count)


def made_up(paths, seed=1, smallest=200, largest=40_000):
    """Content for some paths, each its own: {path: bytes}."""
    sizes = random.Random(seed)
    return {path: noise(f"{seed} {path}", sizes.randint(smallest, largest)) for path in paths}


def bids_paths(subjects=3, runs=2):
    """The paths of a small BIDS dataset."""
    names = [f"sub-{number:02}" for number in range(1, subjects + 1)]
    return (["dataset_description.json", "participants.tsv", "README", "CHANGES"]
            + [f"{name}/anat/{name}_T1w.{kind}" for name in names for kind in ("nii.gz", "json")]
            + [f"{name}/func/{name}_task-rest_run-{run}_bold.nii.gz" for name in names for run in range(1, runs + 1)])


def write_tree(content, folder):
    for path, data in content.items():
        place = os.path.join(folder, path)
        os.makedirs(os.path.dirname(place), exist_ok=True)
        with open(place, "wb") as stream:
            stream.write(data)


def tree_of(folder, leaving=()):
    """{path: SHA-256} of the files below a folder; `leaving` are patterns of paths to leave out."""
    found = {}
    for place, _, names in os.walk(folder):
        for name in names:
            path = os.path.relpath(os.path.join(place, name), folder)
            if not any(re.fullmatch(pattern, path) for pattern in leaving):
                with open(os.path.join(place, name), "rb") as stream:
                    found[path] = hashlib.file_digest(stream, "sha256").hexdigest()
    return found


def digests(content):
    return {path: hashlib.sha256(data).hexdigest() for path, data in content.items()}


def differences(wanted, found):
    """What is missing, other or too much in a tree, a line each."""
    return ([f"missing: {path}" for path in sorted(wanted.keys() - found.keys())]
            + [f"other bytes: {path}" for path in sorted(wanted.keys() & found.keys()) if wanted[path] != found[path]]
            + [f"not served: {path}" for path in sorted(found.keys() - wanted.keys())])
