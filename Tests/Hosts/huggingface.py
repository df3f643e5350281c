"""Hugging Face: a replica of the Hub's API, huggingface_hub against it, then `lightbox get`.

    python3 Tests/Hosts/huggingface.py --peers FOLDER

The clients ask huggingface.co itself and are led to the replica by a proxy (standin.py).
"""
import hashlib, json, os

from proof import Proof, arguments
from replica import Answer, bids_paths, digests, made_up
from standin import StandIn, nobody_else, ours, refused

SITE, LARGE = "https://huggingface.co", 20_000


def routes(replica, datasets, gated=()):
    """The Hub for datasets as {owner/name: {revision: {path: bytes}}}; files from 20,000 bytes on lie in LFS, pages hold seven."""
    DATASET = r"(?P<owner>[\w.-]+)/(?P<name>[\w.-]+)"

    def commit(owner, name, revision):
        return hashlib.sha1(f"{owner}/{name} {revision}".encode()).hexdigest()

    def find(asked):
        key = f"{asked['owner']}/{asked['name']}"
        for revision, content in datasets.get(key, {}).items():
            sha = commit(asked["owner"], asked["name"], revision)
            if asked["revision"] in (revision, sha):
                return key, sha, content
        return key, None, None

    def problem(status, code, words):
        return Answer(status, json.dumps({"error": words}), {"X-Error-Code": code, "X-Error-Message": words}, "application/json")

    def blob(data):
        return hashlib.sha1(b"blob %d\0" % len(data) + data).hexdigest()

    @replica.route("GET", rf"/api/datasets/{DATASET}(?:/revision/(?P<revision>[^/]+))?")
    def info(asked):
        asked.parts["revision"] = asked.parts["revision"] or "main"
        key, sha, content = find(asked)
        if sha is None:
            return problem(404, "RevisionNotFound" if key in datasets else "RepoNotFound", "not found")
        return {"_id": "1", "id": key, "sha": sha, "private": False, "gated": "auto" if key in gated else False, "disabled": False, "downloads": 1, "likes": 0,
                "lastModified": "2026-01-01T00:00:00.000Z", "createdAt": "2026-01-01T00:00:00.000Z", "author": asked["owner"], "tags": [],
                "siblings": [{"rfilename": path} for path in sorted(content)]}

    @replica.route("GET", rf"/api/datasets/{DATASET}/tree/(?P<revision>[^/]+)")
    def tree(asked):
        key, sha, content = find(asked)
        if sha is None:
            return problem(404, "RevisionNotFound", "not found")
        entries = [{"type": "directory", "oid": "0" * 40, "size": 0, "path": folder} for folder in sorted({path.rpartition("/")[0] for path in content} - {""})]
        for path, data in sorted(content.items()):
            entry = {"type": "file", "oid": blob(data), "size": len(data), "path": path}
            if len(data) >= LARGE:
                sha256 = hashlib.sha256(data).hexdigest()
                pointer = f"version https://git-lfs.github.com/spec/v1\noid sha256:{sha256}\nsize {len(data)}\n".encode()
                entry.update(oid=blob(pointer), lfs={"oid": sha256, "size": len(data), "pointerSize": len(pointer)})
            entries.append(entry)
        start = int(asked.one("cursor", "0"))
        headers = {}
        if start + 7 < len(entries):
            headers["Link"] = f'<{SITE}{asked.raw_path}?recursive=true&limit=7&cursor={start + 7}>; rel="next"'
        return Answer(200, json.dumps(entries[start:start + 7]), headers, "application/json")

    @replica.route("GET", rf"/datasets/{DATASET}/resolve/(?P<revision>[^/]+)/(?P<path>.+)")
    def resolve(asked):
        key, sha, content = find(asked)
        if sha is None or asked["path"] not in content:
            return problem(404, "EntryNotFound", "Entry not found")
        if key in gated and asked.bearer != gated[key]:
            return problem(401 if asked.bearer is None else 403, "GatedRepo",
                           f"Access to dataset {key} is restricted. You must have access to it and be authenticated to access it.")
        data = content[asked["path"]]
        common = {"X-Repo-Commit": sha}
        if len(data) < LARGE:
            return asked.file(data, etag=blob(data), headers=common)
        digest = hashlib.sha256(data).hexdigest()
        return Answer(302, headers={**common, "X-Linked-Etag": f'"{digest}"', "X-Linked-Size": str(len(data)), "Accept-Ranges": "bytes",
                                    "Location": f"https://cdn-lfs.huggingface.co/repos/{digest}?X-Amz-Signature=abc"})

    @replica.route("GET", r"/repos/(?P<digest>[0-9a-f]{64})")
    def stored(asked):
        if asked.headers.get("Authorization"):
            return Answer(400, "two ways to sign")
        for revisions in datasets.values():
            for content in revisions.values():
                for data in content.values():
                    if hashlib.sha256(data).hexdigest() == asked["digest"]:
                        return asked.file(data, etag=asked["digest"])
        return 403


def main():
    proof = Proof(arguments(__doc__).parse_args(), "huggingface")
    new, old = made_up(bids_paths() + ["a+b (1)/ü.csv"], seed="new", largest=90_000), made_up(["old.csv", "d/e.bin"], seed="old", largest=90_000)
    closed = made_up(["closed.parquet", "README.md"], seed="closed", largest=90_000)
    with StandIn(proof.path("tls"), "huggingface.co", "cdn-lfs.huggingface.co") as world:
        routes(world.replica, {"lab/brains": {"main": new, "v1": old}, "lab/closed": {"main": closed}}, {"lab/closed": "hf_sesame"})
        if peer := proof.venv("huggingface_hub", "huggingface_hub"):
            for name, revision, wanted, env in (("lab/brains", "main", new, {}), ("lab/brains", "v1", old, {}), ("lab/closed", "main", closed, {"HF_TOKEN": "hf_sesame"})):
                into = proof.path("huggingface_hub", name.replace("/", "-") + revision)
                done = proof.run([os.path.join(peer, "hf"), "download", "--repo-type", "dataset", name, "--revision", revision, "--local-dir", into],
                                 env={**world.environment, "HF_HUB_DISABLE_XET": "1", "HF_HUB_DISABLE_TELEMETRY": "1", **env})
                proof.check(proof.version(peer, "huggingface_hub"), f"{name} at {revision}", done, digests(wanted), into, [r"\.cache/.*"])
        ours(proof, world, "dataset of several pages", new, "{kind: hugging-face, id: lab/brains, role: mirror}")
        ours(proof, world, "revision v1", old, "{kind: hugging-face, id: lab/brains, role: mirror}", more=["--release", "v1"])
        card = '{kind: hugging-face, url: "https://huggingface.co/datasets/lab/closed", role: primary}'
        ours(proof, world, "gated dataset with a token", closed, card, env={"HF_TOKEN": "hf_sesame"})
        words = ["open https://huggingface.co/datasets/lab/closed, log in and accept its terms"]
        refused(proof, world, "gated dataset without a token", words, card)
        refused(proof, world, "gated dataset with another's token", words, card, env={"HF_TOKEN": "hf_other"})
        nobody_else(proof, world)
    proof.end()


if __name__ == "__main__":
    main()
