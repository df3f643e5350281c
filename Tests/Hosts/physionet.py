#!/usr/bin/env python3
"""A replica of PhysioNet's files, with which wget, wfdb and lightbox all fetch the same trees.

    Tests/Hosts/physionet.py --peers FOLDER [--program .build/debug/lightbox]

wget is called as PhysioNet's pages say (`wget -r -N -c -np --user NAME --ask-password`), with the replica's address; wfdb by
its own `set_db_index_url`, and with the address exchanged at which it looks whether a database is there, and its version.
"""
import hashlib, json, os

from addresses import card
from proof import Proof, arguments
from replica import Answer, Replica, digests, made_up

USERS = {("reader", "right"): True, ("newcomer", "right"): False}


def replica_of(projects):
    """A server of {project/version: (content, is open)}: index pages, files, and Basic for what is not open."""
    replica = Replica()

    @replica.route("GET", r"/files/(?P<project>[^/]+/[^/]+)/(?P<path>.*)")
    def files(asked):
        if asked["project"] not in projects:
            return Answer(404, "<html><title>Not found</title></html>", kind="text/html")
        content, is_open = projects[asked["project"]]
        if not is_open:
            # As PhysioNet does: who does not say who he is is asked only where he is a program for fetching.
            if asked.basic not in USERS:
                return Answer(401, "Unauthorized", {"WWW-Authenticate": 'Basic realm="PhysioNet"'}, "text/plain")
            if not USERS[asked.basic]:
                return Answer(403, "<html><title>Forbidden</title></html>", kind="text/html")
        path = asked["path"]
        if path in content:
            return asked.file(content[path], etag=hashlib.md5(content[path]).hexdigest(), headers={"Last-Modified": "Mon, 02 Feb 2026 10:00:00 GMT"})
        if path == "" or path.endswith("/"):
            below = sorted({name[len(path):].split("/")[0] + ("/" if "/" in name[len(path):] else "") for name in content if name.startswith(path)})
            if below:
                links = "".join(f'<a href="{name}">{name}</a>\n' for name in below)
                return Answer(200, f'<html><head><title>Index of /files/{asked["project"]}/{path}</title></head><body><a href="../">../</a>\n{links}</body></html>', kind="text/html")
        return Answer(404, "<html><title>Not found</title></html>", kind="text/html")

    return replica


def project(names, seed):
    content = made_up(names, seed=seed)
    content["LICENSE.txt"] = b"Open Data Commons\n"
    content["RECORDS"] = "".join(f"{name[:-4]}\n" for name in names if name.endswith(".hea")).encode()
    content["SHA256SUMS.txt"] = "".join(f"{digest} {path}\n" for path, digest in sorted(digests(content).items())).encode()
    return content


WFDB = """
import sys, json, wfdb, wfdb.io.download as download
base, database, into = sys.argv[1:4]
wfdb.set_db_index_url(base + '/files/')
download.PN_CONTENT_URL = base + '/files/'
download.get_version = lambda slug: database.split('/')[1]
wfdb.dl_files(database.split('/')[0], into, json.loads(sys.argv[4]))
"""


def main():
    options = arguments(__doc__).parse_args()
    proof = Proof(options, "physionet")
    opened = project([f"{n}/r{n}.{kind}" for n in range(100, 106) for kind in ("hea", "dat", "atr")] + ["table one.csv"], 1)
    closed = project([f"files/p1{n % 3}/s{n}/{n}.dcm" for n in range(20)], 2)
    replica = replica_of({"made-ecg/1.0.0": (opened, True), "made-cxr/2.1.0": (closed, False)})
    cards, into = proof.path("cards"), proof.path("ours")
    card(cards, "opened", 'kind: physionet, role: primary, id: made-ecg/1.0.0')
    card(cards, "closed", 'kind: physionet, role: primary, url: "https://physionet.org/files/made-cxr/2.1.0/"', "credentialed")
    with replica:
        mirrors = {"https://physionet.org/": replica.address + "/"}
        user = {"PHYSIONET_USER": "reader", "PHYSIONET_PASSWORD": "right"}
        proof.check("lightbox get", "an open project", proof.get("opened", into + "/opened", cards=cards, mirrors=mirrors), digests(opened), into + "/opened")
        pages = [path for path in replica.paths("GET") if path.endswith("/")]
        proof.expect("lightbox get", "no folder's page was asked for", not pages, str(pages[:3]))
        proof.check("lightbox get", "a credentialed project", proof.get("closed", into + "/closed", cards=cards, mirrors=mirrors, env=user), digests(closed), into + "/closed")
        with open(proof.path("netrc"), "w") as stream:
            stream.write("machine physionet.org login reader password right\n")
        proof.check("lightbox get", "the same by .netrc", proof.get("closed", into + "/netrc", cards=cards, mirrors=mirrors, env={"NETRC": proof.path("netrc")}), digests(closed), into + "/netrc")
        done = proof.get("closed", into + "/none", cards=cards, mirrors=mirrors)
        proof.expect("lightbox get", "without a log-in, says where to get one", done.returncode != 0 and "PHYSIONET_USER" in done.stderr, done.stderr.strip()[-300:])
        done = proof.get("closed", into + "/none", cards=cards, mirrors=mirrors, env={**user, "PHYSIONET_USER": "newcomer"})
        proof.expect("lightbox get", "who has not signed is shown where to", done.returncode != 0 and "physionet.org/sign-dua/made-cxr/2.1.0/" in done.stderr, done.stderr.strip()[-300:])
        leaving = (r".*index\.html.*", r".*robots\.txt.*")
        for name, content, more in ("made-ecg/1.0.0", opened, []), ("made-cxr/2.1.0", closed, ["--user", "reader", "--ask-password"]):
            theirs = proof.path("wget", name.split("/")[0])
            done = proof.run(["wget", "-q", "-r", "-N", "-c", "-np", "-nH", "--cut-dirs=3", "-P", theirs, *more, f"{replica.address}/files/{name}/"], input="right\n")
            proof.check("wget", "wget -r -N -c -np " + " ".join(more), done, digests(content), theirs, leaving)
        bin = proof.venv("physionet", "wfdb")
        if bin:
            theirs = proof.path("wfdb")
            os.makedirs(theirs)
            done = proof.run([bin + "/python", "-c", WFDB, replica.address, "made-ecg/1.0.0", theirs, json.dumps(sorted(opened))])
            proof.check(proof.version(bin, "wfdb"), "wfdb.dl_files", done, digests(opened), theirs)
    proof.end()


if __name__ == "__main__":
    main()
