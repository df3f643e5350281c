"""Real git-annex repositories, made here, served by git's own server and as plain files, and fetched by datalad and lightbox.

    Tests/Hosts/gitannex.py --peers FOLDER

git-annex makes the repositories, with objects in an S3 server (moto): one remote by path in versions, as OpenNeuro's are, and
one by key; besides addresses on the web, and objects beside a repository that is served as plain files, as
datasets.datalad.org serves them. lightbox is given git alone: git-annex is not on its PATH.
"""
import hashlib, os, shutil, subprocess, sys

from proof import Proof, arguments, free_port, wait_for
from replica import Answer, Replica, digests, made_up, noise, write_tree

ATTRIBUTES = b"* annex.backend=MD5E\n**/.git* annex.largefiles=nothing\n*.json annex.largefiles=nothing\n*.txt annex.largefiles=nothing\n"
FIRST = {
    ".gitattributes": ATTRIBUTES, "README.txt": b"The first release.\n", "dataset_description.json": b"{}\n",
    **made_up([f"sub-0{n}/anat/sub-0{n}_T1w.nii.gz" for n in (1, 2, 3)] + ["sub-01/func/a b é.nii.gz"]),
    "sub-01/unlocked.dat": noise("unlocked", 700), "sub-02/empty.nii.gz": b"", "link-like.txt": b"not/annex/objects/x\n"}
SECOND = {**FIRST, "README.txt": b"The second release.\n", "sub-01/anat/sub-01_T1w.nii.gz": noise("second", 50_000),
          "derivatives/copy.nii.gz": FIRST["sub-02/anat/sub-02_T1w.nii.gz"]}
del SECOND["sub-03/anat/sub-03_T1w.nii.gz"]


class Git(Replica):
    """`git http-backend` below /smart, and the same folder as plain files below /dumb and anything else below /web."""

    def __init__(self, folder, web):
        super().__init__()
        self.folder, self.web = folder, web
        self.route("GET POST", r"/smart/(?P<path>.+)")(self.smart)
        self.route("GET", r"/dumb/(?P<path>.+)")(self.dumb)
        self.route("GET", r"/web/(?P<path>.+)")(lambda asked: asked.file(web[asked["path"]]))

    def smart(self, asked):
        done = subprocess.run(["git", "-c", "safe.directory=*", "http-backend"], input=asked.body, capture_output=True, env={
            "PATH": os.environ["PATH"], "GIT_PROJECT_ROOT": self.folder, "GIT_HTTP_EXPORT_ALL": "1",
            "GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "safe.directory", "GIT_CONFIG_VALUE_0": "*",
            "REQUEST_METHOD": asked.method, "PATH_INFO": "/" + asked["path"], "QUERY_STRING": asked.target.partition("?")[2],
            "CONTENT_TYPE": asked.headers.get("Content-Type") or "", "HTTP_CONTENT_ENCODING": asked.headers.get("Content-Encoding") or "",
            "GIT_PROTOCOL": asked.headers.get("Git-Protocol") or ""})
        head, _, body = done.stdout.partition(b"\r\n\r\n")
        headers = dict(line.split(": ", 1) for line in head.decode().split("\r\n") if ": " in line)
        return Answer(int(headers.pop("Status", "200").split()[0]), body, headers)

    def dumb(self, asked):
        path = os.path.realpath(os.path.join(self.folder, asked["path"]))
        if not path.startswith(os.path.realpath(self.folder)) or not os.path.isfile(path):
            return Answer(404)
        with open(path, "rb") as stream:
            return asked.file(stream.read())


class Maker:
    """Runs git and git-annex in a repository."""

    def __init__(self, proof, bin, folder, env):
        self.proof, self.folder = proof, folder
        self.env = {"PATH": bin + ":" + os.environ["PATH"], **env}
        os.makedirs(folder, exist_ok=True)

    def __call__(self, *words, may_fail=False):
        done = self.proof.run(list(words), env=self.env, cwd=self.folder)
        if done.returncode and not may_fail:
            sys.exit(f"{' '.join(words)}: {done.stdout}{done.stderr}")
        return done

    def commit(self, content, tag):
        for name in os.listdir(self.folder):
            if name != ".git":
                path = os.path.join(self.folder, name)
                shutil.rmtree(path) if os.path.isdir(path) and not os.path.islink(path) else os.unlink(path)
        write_tree(content, self.folder)
        self("git", "annex", "add", "--quiet", ".")
        if "sub-01/unlocked.dat" in content:
            self("git", "annex", "unlock", "--quiet", "sub-01/unlocked.dat")
        self("git", "add", "-A")
        self("git", "commit", "-q", "-m", tag)
        self("git", "tag", tag)


def main():
    options = arguments(__doc__).parse_args()
    proof = Proof(options, "gitannex")
    bin = proof.venv("datalad", "datalad", "git-annex", "moto[server,s3]")
    if not bin:
        proof.end()
    home = proof.path("home")
    os.makedirs(home)
    with open(os.path.join(home, ".gitconfig"), "w") as stream:
        stream.write("[user]\nname = A\nemail = a@example.org\n[init]\ndefaultBranch = main\n[annex \"security\"]\n"
                     "allowed-ip-addresses = all\n[safe]\ndirectory = *\n[datalad]\n")
    port = free_port()
    moto = subprocess.Popen([bin + "/moto_server", "-H", "127.0.0.1", "-p", str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(port)
        run(proof, bin, port)
    finally:
        moto.terminate()
    proof.end()


def run(proof, bin, port):
    served, web = proof.path("served"), {"scan one.nii.gz": noise("web", 9_000), "scan-two.nii.gz": noise("web2", 5_000)}
    keys = {"AWS_ACCESS_KEY_ID": "made", "AWS_SECRET_ACCESS_KEY": "upsecret"}
    s3 = ["type=S3", "host=127.0.0.1", f"port={port}", "protocol=http", "requeststyle=path", "encryption=none", "public=yes"]
    with Git(served, web) as server:
        # As OpenNeuro: releases are tags, exported by path to a bucket that keeps versions.
        one = Maker(proof, bin, proof.path("one"), keys)
        one("git", "init", "-q")
        one("git", "annex", "init", "-q", "here")
        one("git", "annex", "initremote", "-q", "s3-DEAD", *s3, "bucket=old-bucket", "exporttree=yes", "versioning=yes", "autoenable=true",
            f"publicurl=http://127.0.0.1:{port}/old-bucket", "fileprefix=ds000001/")
        one.commit(FIRST, "00001")
        one("git", "annex", "export", "-q", "00001", "--to", "s3-DEAD")
        one("git", "annex", "initremote", "-q", "s3-PUBLIC", *s3, "bucket=new-bucket", "exporttree=yes", "versioning=yes", "autoenable=true",
            f"publicurl=http://127.0.0.1:{port}/new-bucket", "fileprefix=ds000001/")
        for content, tag in [(FIRST, "1.9.0"), (SECOND, "1.10.0")]:
            one.commit({**content, "CHANGES.txt": tag.encode()}, tag)
            one("git", "annex", "export", "-q", tag, "--to", "s3-PUBLIC")
        one("git", "annex", "dead", "-q", "s3-DEAD")
        # By key in one bucket, addresses on the web, and a repository within.
        two = Maker(proof, bin, proof.path("two"), keys)
        two("git", "init", "-q")
        two("git", "annex", "init", "-q", "here")
        two("git", "annex", "initremote", "-q", "keys", *s3, "bucket=key-bucket", "autoenable=true", f"publicurl=http://127.0.0.1:{port}/key-bucket/")
        for name in web:
            two("git", "annex", "addurl", "-q", "--file", name, server.address + "/web/" + name.replace(" ", "%20"))
        by_key = {"a/by key.bin": noise("key", 2_000), "a/plain.txt": b"plain\n"}
        write_tree({**by_key, ".gitattributes": b"*.txt annex.largefiles=nothing\n.git* annex.largefiles=nothing\n"}, two.folder)
        two("git", "annex", "add", "-q", ".")
        two("git", "commit", "-q", "-m", "two")
        two("git", "annex", "copy", "-q", "--to", "keys", "a")
        two("git", "annex", "drop", "-q", "--force", "--all", may_fail=True)
        # Both served; the third as plain files with its objects, and of these some are nowhere else.
        for name, folder in (("one", one.folder), ("two", two.folder)):
            two("git", "clone", "-q", "--mirror", folder, os.path.join(served, name + ".git"))
            two("git", "-C", os.path.join(served, name + ".git"), "update-server-info")
        three = Maker(proof, bin, os.path.join(served, "three"), keys)
        three("git", "init", "-q")
        three("git", "annex", "init", "-q", "three")
        plain = {"data/x.bin": noise("three", 4_000), "data/y.txt.gz": noise("three y", 10)}
        three.commit(plain, "v1")
        three("git", "annex", "sync", "--no-push", "--no-pull", may_fail=True)
        three("git", "update-server-info")
        second = {**SECOND, "CHANGES.txt": b"1.10.0"}
        first = {**FIRST, "CHANGES.txt": b"1.9.0"}
        attributes = {".gitattributes": b"*.txt annex.largefiles=nothing\n.git* annex.largefiles=nothing\n"}
        everything = {**by_key, **attributes, **web}
        cases = [("one", "smart/one.git", "1.9.0", first, "S3 by path and version: an older release"),
                 ("one", "smart/one.git", "1.10.0", second, "S3 by path and version: the newest"),
                 ("one", "dumb/one.git", "1.9.0", first, "the same, served as plain files"),
                 ("two", "smart/two.git", None, everything, "S3 by key, and addresses on the web"),
                 ("three", "dumb/three/.git", "v1", plain, "objects beside a repository of plain files")]
        peer(proof, bin, server, cases)
        ours(proof, server, cases, second, one.folder)


def peer(proof, bin, server, cases):
    client = proof.version(bin, "datalad") + ", " + proof.version(bin, "git-annex").replace("git-annex", "annex")
    env = {"PATH": bin + ":" + os.environ["PATH"], "DATALAD_UI_PROGRESSBAR": "none"}
    for at, (name, path, tag, content, what) in enumerate(cases):
        into = proof.path("peer", f"{at}")
        done = proof.run([bin + "/datalad", "clone", f"{server.address}/{path}", into], env=env)
        if done.returncode == 0 and tag:
            done = proof.run(["git", "checkout", "-q", tag], env=env, cwd=into)
        if done.returncode == 0:
            done = proof.run([bin + "/datalad", "get", "-r", "."], env=env, cwd=into)
        proof.check(client, what, done, digests(content), into, leaving=[r"\.git/.*"])


def ours(proof, server, cases, newest, folder):
    public = "https://git.example.org/"
    mirrors = {public: server.address + "/"}
    for at, (name, path, tag, content, what) in enumerate(cases):
        into = proof.path("ours", f"{at}")
        card = proof.card(name, f'{{kind: datalad, id: "{name}", url: "{public}{path}", role: primary}}')
        done = proof.get(name, into, *(["--release", tag] if tag else []), cards=card, mirrors=mirrors)
        proof.check("lightbox get", what, done, digests(content), into)
    into = proof.path("ours", "local")
    card = proof.card("local", f'{{kind: git-annex, id: "{folder}", role: primary}}')
    done = proof.get("local", into, "--release", "1.10.0", cards=card)
    proof.check("lightbox get", "a repository on this machine", done, digests(newest), into)
    done = proof.get("local", proof.path("ours", "none"), "--release", "7", cards=card)
    proof.expect("lightbox get", "an unknown release is refused with those there are",
                 done.returncode != 0 and "00001, 1.9.0, 1.10.0" in done.stderr, done.stderr.strip()[-200:])


main()
