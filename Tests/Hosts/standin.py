"""Replicas under the public names of hosts: a proxy that leads each name to a server on this machine, or nowhere.

    with StandIn(folder, {"api.osf.io": routes, "files.osf.io": routes}) as world:
        proof.run(client, env=world.environment)

A client is told nothing but what institutions behind a proxy tell it: the proxy's address (`HTTPS_PROXY`) and the
certificate of an authority (`REQUESTS_CA_BUNDLE` and its kin). It asks its own addresses, over TLS, and every name that
is not served is refused, so that nothing leaves the machine.
"""
import os, re, socket, threading

from proof import certificates
from replica import Replica, digests


class StandIn:
    """One replica for all names, over TLS and in the clear; `replica` is where routes and faults are put."""

    def __init__(self, folder, *names):
        self.names, self.refused, self.asked = set(names), [], []
        self.authority, certificate = certificates(folder, *names)
        self.replica = Replica(certificate=certificate)
        # Names that are asked in the clear get the same routes.
        self.plain = Replica()
        for kept in ("routes", "faults", "log", "lock", "seen"):
            setattr(self.plain, kept, getattr(self.replica, kept))
        self.listener = socket.create_server(("127.0.0.1", 0))
        self.port = self.listener.getsockname()[1]

    @property
    def environment(self):
        proxy = f"http://127.0.0.1:{self.port}"
        told = {name: proxy for name in ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy", "ALL_PROXY")}
        trusted = {name: self.authority for name in ("REQUESTS_CA_BUNDLE", "SSL_CERT_FILE", "CURL_CA_BUNDLE", "GIT_SSL_CAINFO")}
        return {**told, **trusted, "NO_PROXY": "", "no_proxy": ""}

    def __enter__(self):
        self.replica.start()
        self.plain.start()
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_):
        self.listener.close()
        self.replica.stop()
        self.plain.stop()

    def _accept(self):
        while True:
            try:
                client, _ = self.listener.accept()
            except OSError:
                return
            threading.Thread(target=self._serve, args=(client,), daemon=True).start()

    def _serve(self, client):
        try:
            head = b""
            while b"\r\n\r\n" not in head:
                piece = client.recv(65536)
                if not piece:
                    return client.close()
                head += piece
            line, _, rest = head.partition(b"\r\n")
            method, target, version = line.decode().split(" ")
            secure = method == "CONNECT"
            name = (target if secure else target.split("/", 3)[2]).rsplit(":", 1)[0]
            self.asked.append(name)
            if name not in self.names:
                self.refused.append(name)
                client.sendall(b"HTTP/1.1 502 Not served here\r\nContent-Length: 0\r\nConnection: close\r\n\r\n")
                return client.close()
            server = socket.create_connection(("127.0.0.1", (self.replica if secure else self.plain).port))
            if secure:
                client.sendall(b"HTTP/1.1 200 Connected\r\n\r\n")
            else:
                path = "/" + (target.split("/", 3) + [""])[3]
                fields = [field for field in rest.split(b"\r\n") if not field.lower().startswith((b"connection:", b"proxy-connection:"))]
                server.sendall(f"{method} {path} {version}\r\nConnection: close\r\n".encode() + b"\r\n".join(fields))
            threading.Thread(target=self._carry, args=(client, server), daemon=True).start()
            self._carry(server, client)
        except OSError:
            client.close()

    @staticmethod
    def _carry(source, target):
        try:
            while piece := source.recv(65536):
                target.sendall(piece)
        except OSError:
            pass
        for end in (source, target):
            try:
                end.shutdown(socket.SHUT_RDWR)
            except OSError:
                pass


# For clients that know no proxy: Python itself finds the names on this machine.
SHIM = """
import socket
_names, _port, _usual = {names!r}, {port}, socket.getaddrinfo
def _found(host, port, *more, **how):
    name = host.decode() if isinstance(host, bytes) else host
    if name in _names:
        return _usual("127.0.0.1", _port, *more, **how)
    if name not in ("127.0.0.1", "localhost", None):
        raise socket.gaierror(f"{{name}} is not served here")
    return _usual(host, port, *more, **how)
socket.getaddrinfo = _found
"""


def shim(world, folder):
    """The environment of a Python program for which the names lie on this machine, without a proxy."""
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "sitecustomize.py"), "w") as stream:
        stream.write(SHIM.format(names=sorted(world.names), port=world.replica.port))
    return {"PYTHONPATH": folder, "REQUESTS_CA_BUNDLE": world.authority, "SSL_CERT_FILE": world.authority}


def ours(proof, world, what, wanted, *hosts, more=(), access="open", env=None, leaving=()):
    """Fetches a card's hosts with `lightbox get` and compares; gives the folder and what the program said."""
    id = re.sub("[^a-z0-9]+", "-", what.lower()).strip("-")
    into = proof.path("ours", id)
    done = proof.get(id, into, *more, cards=proof.card(id, *hosts, access=access), env={**world.environment, **(env or {})})
    if wanted is not None:
        proof.check("lightbox get", what, done, digests(wanted), into, leaving)
    return done


def refused(proof, world, what, words, *hosts, more=(), access="open", env=None):
    """Whether `lightbox get` ends with an error that holds some words."""
    done = ours(proof, world, what, None, *hosts, more=more, access=access, env=env)
    said = done.stderr + done.stdout
    holds = done.returncode != 0 and all(word in said for word in words)
    proof.row("lightbox get", what, "says how to go on", [] if holds else [f"exit {done.returncode}: {said[-400:]}"], done.seconds)


def nobody_else(proof, world):
    wrong = [f"{name} was asked" for name in sorted(set(world.refused))]
    proof.row("all", "asked nobody else", f"{len(world.replica.log)} requests", wrong)
