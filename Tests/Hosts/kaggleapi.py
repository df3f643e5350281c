"""Kaggle: a replica of its REST API, the command kaggle 1.6 against it, then `lightbox get`.

    python3 Tests/Hosts/kaggleapi.py --peers FOLDER

kaggle 1.6 is led to the replica by its own setting, KAGGLE_API_ENDPOINT; it is the last that speaks this API (kaggle 1.7
and later speak another, undocumented one). Ours asks www.kaggle.com and is led by a proxy (standin.py).
"""
import hashlib, io, os, zipfile
from urllib.parse import quote

from proof import Proof, arguments
from replica import Answer, digests, made_up
from standin import StandIn, nobody_else, ours, refused

USER = ("ann", "0123456789abcdef")


def zipped(content):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, data in content.items():
            archive.writestr(zipfile.ZipInfo(path), data)
    return out.getvalue()


def routes(replica, datasets, competitions, unruly=()):
    """Kaggle for datasets as {owner/name: {version: {path: bytes}}} and competitions as {name: {path: bytes}}; those in
    `unruly` have rules that nobody accepted. Pages hold three files."""
    store = {}

    def problem(status, words):
        import json
        return Answer(status, json.dumps({"code": status, "message": words}), kind="application/json")

    def guarded(function):
        def answer(asked):
            return function(asked) if asked.basic == USER else problem(401, "Unauthenticated")
        return answer

    def signed(data, name="archive.zip"):
        key = hashlib.sha256(data).hexdigest()
        store[key] = data
        return Answer.redirect(f"https://storage.googleapis.com/kaggle-data-sets/{key}/{quote(name)}?X-Goog-Signature=abc")

    def content_of(asked):
        versions = datasets.get(f"{asked['owner']}/{asked['name']}")
        return versions and versions.get(int(number if (number := asked.one("datasetVersionNumber")) not in (None, "None") else max(versions)))

    def page(asked, content):
        # kaggle writes the word None for what it leaves out.
        start = int(token if (token := asked.one("pageToken")) not in (None, "None") else 0)
        files = [{"ref": "", "name": path, "creationDate": "2026-01-01T00:00:00.0000000Z", "description": "", "fileType": "", "url": "", "totalBytes": len(data), "columns": []}
                 for path, data in list(content.items())[start:start + 3]]
        return files, str(start + 3) if start + 3 < len(content) else ""

    DATASET = r"(?P<owner>[\w-]+)/(?P<name>[\w-]+)"

    @replica.route("GET", rf"/api/v1/datasets/list/{DATASET}")
    @guarded
    def listed(asked):
        content = content_of(asked)
        if content is None:
            return problem(404, "Not found")
        files, following = page(asked, content)
        return {"datasetFiles": files, "nextPageToken": following, "errorMessage": ""}

    @replica.route("GET", rf"/api/v1/datasets/(?:view|metadata)/{DATASET}")
    @guarded
    def view(asked):
        return {"info": {"licenses": [{"name": "CC0-1.0"}]}, "licenseName": "CC0-1.0", "ref": f"{asked['owner']}/{asked['name']}"}

    @replica.route("GET", rf"/api/v1/datasets/download/{DATASET}")
    @guarded
    def whole(asked):
        content = content_of(asked)
        return problem(404, "Not found") if content is None else signed(zipped(content))

    @replica.route("GET", rf"/api/v1/datasets/download/{DATASET}/(?P<file>.+)")
    @guarded
    def one(asked):
        content = content_of(asked)
        return problem(404, "Not found") if not content or asked["file"] not in content else signed(content[asked["file"]], asked["file"].rpartition("/")[2])

    def ruled(function):
        def answer(asked):
            if asked["name"] in unruly:
                return problem(403, "You must accept this competition's rules before you'll be able to download files.")
            return function(asked)
        return guarded(answer)

    @replica.route("GET", r"/api/v1/competitions/data/list/(?P<name>[\w-]+)")
    @ruled
    def of_competition(asked):
        files, following = page(asked, competitions[asked["name"]])
        return {"files": files, "nextPageToken": following} if asked.one("pageSize") else page(asked, competitions[asked["name"]])[0]

    @replica.route("GET", r"/api/v1/competitions/data/download-all/(?P<name>[\w-]+)")
    @ruled
    def all_of_competition(asked):
        return signed(zipped(competitions[asked["name"]]))

    @replica.route("GET", r"/api/v1/competitions/data/download/(?P<name>[\w-]+)/(?P<file>.+)")
    @ruled
    def one_of_competition(asked):
        return signed(competitions[asked["name"]][asked["file"]], asked["file"])

    @replica.route("GET", r"/kaggle-data-sets/(?P<key>[0-9a-f]{64})/.+")
    def stored(asked):
        return 400 if asked.headers.get("Authorization") else \
            asked.file(store[asked["key"]], etag=asked["key"][:32], headers={"Last-Modified": "Thu, 01 Jan 2026 00:00:00 GMT"})


def main():
    proof = Proof(arguments(__doc__).parse_args(), "kaggle")
    new, old = made_up([f"scans/{number}.png" for number in range(7)] + ["a b.csv"], seed="new"), made_up(["old.csv"], seed="old")
    contest = made_up(["train.csv", "test.csv"], seed="contest")
    with StandIn(proof.path("tls"), "www.kaggle.com", "storage.googleapis.com") as world:
        routes(world.replica, {"lab/brains": {1: old, 2: new}}, {"heart": contest, "liver": contest}, ["liver"])
        keys = {"KAGGLE_USERNAME": USER[0], "KAGGLE_KEY": USER[1]}
        if peer := proof.venv("kaggle1", "kaggle==1.6.17"):
            kaggle, version = os.path.join(peer, "kaggle"), proof.version(peer, "kaggle")
            # The store's address is public as well, so the command goes to the replica in the clear and the store by the proxy.
            env = {**keys, "KAGGLE_API_ENDPOINT": f"{world.plain.address}/api/v1", "KAGGLE_PROXY": f"http://127.0.0.1:{world.port}", "KAGGLE_SSL_CA_CERT": world.authority}
            world.names.add("127.0.0.1")
            for what, words, wanted in (("dataset, unzipped", ["datasets", "download", "lab/brains", "--unzip"], new),
                                        ("competition", ["competitions", "download", "heart"], {"heart.zip": zipped(contest)}),
                                        ("one file", ["datasets", "download", "lab/brains", "-f", "scans/3.png"], {"3.png": new["scans/3.png"]})):
                into = proof.path("kaggle", what.replace(" ", "-"))
                os.makedirs(into)
                done = proof.run([kaggle, *words, "-p", into], env=env)
                proof.check(version, what, done, digests(wanted), into)
            done = proof.run([kaggle, "datasets", "files", "lab/brains"], env=env)
            proof.expect(version, "lists files", done.returncode == 0 and "scans/0.png" in done.stdout, "with names")
            done = proof.run([kaggle, "competitions", "download", "liver", "-p", proof.path("kaggle", "liver")], env=env)
            proof.expect(version, "rules that were not accepted", done.returncode != 0 and "403" in done.stdout + done.stderr, "403")
        card = "{kind: kaggle, id: lab/brains, role: mirror}"
        ours(proof, world, "dataset as its archive", {"archive.zip": zipped(new)}, card, env=keys)
        ours(proof, world, "some files of it", {path: data for path, data in new.items() if path.startswith("scans/")}, card, more=["--only", "scans/*"], env=keys)
        ours(proof, world, "version 1", {"archive.zip": zipped(old)}, card, more=["--release", "1"], env=keys)
        ours(proof, world, "competition", {"archive.zip": zipped(contest)}, "{kind: kaggle, id: competitions/heart, role: derived}", env=keys)
        refused(proof, world, "rules that were not accepted", ["open https://www.kaggle.com/competitions/liver/rules"], "{kind: kaggle, id: competitions/liver, role: derived}", env=keys)
        refused(proof, world, "without a key", ["~/.kaggle/kaggle.json"], card)
        nobody_else(proof, world)
    proof.end()


if __name__ == "__main__":
    main()
