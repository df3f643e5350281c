"""A replica of OpenNeuro's GraphQL and file addresses, with which openneuro-py and lightbox both fetch the same trees.

    Tests/Hosts/openneuro.py --peers FOLDER

The replica knows the fields that OpenNeuro documents and refuses others, as a GraphQL server does. openneuro-py cannot be
pointed at another server by a setting: a wrapper of ten lines exchanges the beginnings of addresses in its HTTP library's
one method, and nothing else.
"""
import hashlib, json, os, re, subprocess, textwrap
from urllib.parse import quote

from proof import Proof, arguments
from replica import Answer, Replica, bids_paths, digests, made_up, noise

PEER = textwrap.dedent("""
    import json, sys, niquests
    mirrors, words = json.loads(sys.argv[1]), json.loads(sys.argv[2])
    for kind in (niquests.Session, niquests.AsyncSession):
        def exchanged(self, method, url, *more, original=kind.request, **how):
            for old, new in mirrors.items():
                if url.startswith(old):
                    url = new + url[len(old):]
            return original(self, method, url, *more, **how)
        kind.request = exchanged
    import openneuro
    openneuro.download(**words)
    """)


def blob(content):
    return hashlib.sha1(b"blob %d\0" % len(content) + content).hexdigest()


class Dataset:
    """Snapshots by tag, each {path: content}; `.nii.gz` files are annexed, as OpenNeuro's .gitattributes has it."""

    def __init__(self, name, snapshots, slow=False):
        self.name, self.snapshots, self.slow = name, snapshots, slow

    def rows(self, tag, folder=None):
        """What is in one folder, or with None everything, as DatasetFile rows."""
        rows, folders = [], {}
        for path in sorted(self.snapshots[tag], key=lambda path: path.encode()):
            if folder is None:
                rows.append(self.row(tag, path, path))
            elif path.startswith(folder):
                name, _, below = path[len(folder):].partition("/")
                if not below:
                    rows.append(self.row(tag, path, name))
                elif name not in folders:
                    folders[name] = True
                    rows.append({"id": self.tree(tag, folder + name + "/"), "filename": name, "size": 0,
                                 "directory": True, "annexed": False, "urls": []})
        return rows

    def tree(self, tag, folder):
        return hashlib.sha1(f"{self.name}:{tag}:{folder}".encode()).hexdigest()

    def row(self, tag, path, name):
        content = self.snapshots[tag][path]
        annexed = path.endswith(".nii.gz")
        link = self.link(content)
        version = hashlib.sha1(content).hexdigest()[:32]
        return {"id": blob(link if annexed else content), "filename": name,
                "size": str(len(content)) if annexed else len(content), "directory": False, "annexed": annexed,
                "urls": [f"https://s3.amazonaws.com/openneuro.org/{self.name}/{quote(path)}?versionId={version}"]}

    @staticmethod
    def link(content):
        key = f"MD5E-s{len(content)}--{hashlib.md5(content).hexdigest()}.nii.gz"
        return f"../../.git/annex/objects/aa/bb/{key}/{key}".encode()

    def write_git(self, folder):
        """The git half as GitHub has it: tags, and links in place of annexed files; written for a plain web server."""
        stream = b""
        for tag, content in self.snapshots.items():
            stream += b"commit refs/heads/main\ncommitter A <a@example.org> 1700000000 +0000\ndata 1\nx\ndeleteall\n"
            for path, data in content.items():
                annexed = path.endswith(".nii.gz")
                data = self.link(data) if annexed else data
                stream += b'M %s inline "%s"\ndata %d\n%s\n' % (b"120000" if annexed else b"100644", path.encode(), len(data), data)
            stream += f"\nreset refs/tags/{tag}\nfrom refs/heads/main\n\n".encode()
        folder = os.path.join(folder, self.name + ".git")
        subprocess.run(["git", "init", "-q", "--bare", folder], check=True)
        subprocess.run(["git", "-C", folder, "fast-import", "--quiet"], input=stream, check=True)
        subprocess.run(["git", "-C", folder, "update-server-info"], check=True)

    def content(self, path, version):
        for tag in reversed(self.snapshots):
            content = self.snapshots[tag].get(path)
            if content is not None and version in (None, hashlib.sha1(content).hexdigest()[:32]):
                return content


def selection(text):
    """A GraphQL query as nested (name, arguments, selection)."""
    words = re.findall(r'"(?:[^"\\]|\\.)*"|[{}():,]|[\w$]+', text)
    at = 0

    def fields():
        nonlocal at
        found = []
        while words[at] != "}":
            name, given, below = words[at], {}, []
            at += 1
            if words[at] == "(":
                at += 1
                while words[at] != ")":
                    value = words[at + 2]
                    given[words[at]] = json.loads(value) if value[0] in '"tf' else value
                    at += 3
                    if words[at] == ",":
                        at += 1
                at += 1
            if words[at] == "{":
                at += 1
                below = fields()
            found.append((name, given, below))
        at += 1
        return found
    at = words.index("{") + 1
    return fields()


class Unknown(Exception):
    pass


class OpenNeuro(Replica):
    def __init__(self, datasets, folder):
        super().__init__()
        self.folder = folder
        for dataset in datasets:
            dataset.write_git(folder)
        self.datasets = {dataset.name: dataset for dataset in datasets}
        self.route("POST", "/crn/graphql")(self.graphql)
        self.route("GET", r"/openneuro\.org/(?P<dataset>ds\d{6})/(?P<path>.+)")(self.s3)
        self.route("GET", r"/git/(?P<path>[^.].*)")(self.git)

    def graphql(self, asked):
        query = asked.json()["query"]
        if "recursive" in query and any(dataset.slow and name in query for name, dataset in self.datasets.items()):
            return {"errors": [{"message": "504: Gateway Time-out"}], "data": None}
        try:
            return {"data": {name: self.top(name, given, below) for name, given, below in selection(query)}}
        except Unknown as problem:
            return {"errors": [{"message": str(problem)}], "data": None}

    def top(self, name, given, below):
        if name == "dataset":
            dataset = self.datasets.get(given["id"])
            return dataset and self.resolve(self.of_dataset(dataset), below, "Dataset")
        if name == "snapshot":
            dataset = self.datasets.get(given["datasetId"])
            if not dataset or given["tag"] not in dataset.snapshots:
                return None
            return self.resolve(self.of_snapshot(dataset, given["tag"]), below, "Snapshot")
        raise Unknown(f'Cannot query field "{name}" on type "Query".')

    def of_dataset(self, dataset):
        return {"id": lambda _: dataset.name, "public": lambda _: True,
                "latestSnapshot": lambda _: self.of_snapshot(dataset, list(dataset.snapshots)[-1]),
                "snapshots": lambda _: [self.of_snapshot(dataset, tag) for tag in dataset.snapshots]}

    def of_snapshot(self, dataset, tag):
        def files(given):
            if given.get("recursive"):
                return dataset.rows(tag)
            folders = {dataset.tree(tag, path[:at + 1]): path[:at + 1] for path in dataset.snapshots[tag]
                       for at, letter in enumerate(path) if letter == "/"}
            return dataset.rows(tag, folders[given["tree"]] if "tree" in given else "")
        return {"id": lambda _: f"{dataset.name}:{tag}", "tag": lambda _: tag, "files": files}

    def resolve(self, thing, below, kind):
        if isinstance(thing, list):
            return [self.resolve(one, below, kind) for one in thing]
        if not isinstance(thing, dict) or not below:
            return thing
        found = {}
        for name, given, more in below:
            if name not in thing:
                raise Unknown(f'Cannot query field "{name}" on type "{kind}".')
            value = thing[name]
            found[name] = self.resolve(value(given) if callable(value) else value, more, name)
        return found

    def git(self, asked):
        path = os.path.join(self.folder, asked["path"])
        return asked.file(path) if os.path.isfile(path) and "/../" not in path else Answer(404)

    def s3(self, asked):
        content = self.datasets[asked["dataset"]].content(asked["path"], asked.one("versionId"))
        return asked.file(content) if content is not None else Answer(404)


def main():
    options = arguments(__doc__).parse_args()
    proof = Proof(options, "openneuro")
    first = made_up(bids_paths())
    changed = {**first, "README": b"The second release.\n", "sub-01/anat/sub-01_T1w.nii.gz": noise("new", 30_000),
               "sub-02/func/sub-02_task-b c_bold.nii.gz": noise("blank", 100), "stimuli/empty.txt": b""}
    del changed["sub-03/anat/sub-03_T1w.json"]
    server = OpenNeuro([Dataset("ds000001", {"1.0.0": first, "1.0.1": changed}),
                        Dataset("ds000002", {"1.0.0": changed}, slow=True)], proof.path("git"))
    with server:
        mirrors = {"https://github.com/OpenNeuroDatasets/": server.address + "/git/",
                   "https://openneuro.org/": server.address + "/", "https://s3.amazonaws.com/": server.address + "/"}
        wanted = [("ds000001", "1.0.0", first, "an older release"), ("ds000001", None, changed, "the newest release")]
        bin = proof.venv("openneuro-py", "openneuro-py")
        if bin:
            client = proof.version(bin, "openneuro-py")
            for name, tag, content, what in wanted:
                into = proof.path("peer", tag or "newest")
                words = {"dataset": name, "target_dir": into, "tag": tag, "verify_hash": True, "max_retries": 1}
                done = proof.run([bin + "/python", "-c", PEER, json.dumps(mirrors), json.dumps(words)])
                proof.check(client, what, done, digests(content), into)
        for name, tag, content, what in wanted + [("ds000002", None, changed, "where all at once takes too long")]:
            into = proof.path("ours", name + (tag or "newest"))
            card = proof.card(name, f"{{kind: openneuro, id: {name}, role: primary}}")
            more = ["--release", tag] if tag else []
            done = proof.get(name, into, *more, cards=card, mirrors=mirrors)
            proof.check("lightbox get", what, done, digests(content), into)
        into = proof.path("ours", "part")
        card = proof.card("ds000001", "{kind: openneuro, id: ds000001, role: primary}")
        done = proof.get("ds000001", into, "--only", "sub-02/**", cards=card, mirrors=mirrors)
        part = {path: content for path, content in changed.items() if path.startswith("sub-02/")}
        proof.check("lightbox get", "one subject by --only", done, digests(part), into)
        done = proof.get("ds000001", proof.path("ours", "none"), "--release", "9.9.9", cards=card, mirrors=mirrors)
        proof.expect("lightbox get", "an unknown release is refused with those there are",
                     done.returncode != 0 and "1.0.0, 1.0.1" in done.stderr, done.stderr.strip()[-200:])
        # The size is right and there is no entity tag: the key of the git repository alone can tell.
        server.fault(r"/openneuro.org/ds000001/sub-01/anat/sub-01_T1w.nii.gz", "flip", at=100, times=None)
        into = proof.path("ours", "spoilt")
        done = proof.get("ds000001", into, "--only", "sub-01/anat/*", cards=card, mirrors=mirrors)
        proof.expect("lightbox get", "a flipped bit of an annexed file is found by its git-annex key",
                     done.returncode != 0 and not os.path.exists(into + "/sub-01/anat/sub-01_T1w.nii.gz"))
    proof.end()


main()
