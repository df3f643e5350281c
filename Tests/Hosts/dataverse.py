"""Dataverse: a replica of its API, pyDataverse and pooch against it, then `lightbox get`.

    python3 Tests/Hosts/dataverse.py --peers FOLDER

The clients ask dataverse.harvard.edu itself and are led to the replica by a proxy (standin.py).
"""
import hashlib, os

from proof import Proof, arguments
from replica import Answer, bids_paths, digests, made_up
from standin import StandIn, nobody_else, ours, refused

SITE = "https://dataverse.harvard.edu"
# What a user of pyDataverse writes: the files of a dataset by their metadata, then each by its number.
CLIENT = """
import os, sys
from pyDataverse.api import DataAccessApi, NativeApi
site, pid, into, token = sys.argv[1:]
native, access = NativeApi(site, token or None), DataAccessApi(site, token or None)
for entry in native.get_datafiles_metadata(pid, ":latest-published").json()["data"]:
    data = entry["dataFile"]
    place = os.path.join(into, entry.get("directoryLabel", ""), data.get("originalFileName") or entry["label"])
    answer = access.get_datafile(data["id"], is_pid=False, data_format="original" if "originalFileName" in data else None)
    answer.raise_for_status()
    os.makedirs(os.path.dirname(place), exist_ok=True)
    open(place, "wb").write(answer.content)
"""


def routes(replica, datasets, collection, closed=(), token="open-sesame"):
    """The answers of Dataverse for datasets as {DOI: {path: bytes}}; a path that ends in .csv was ingested as a table."""
    store = {}
    for at, (doi, content) in enumerate(datasets.items()):
        for index, (path, data) in enumerate(sorted(content.items())):
            store[1000 * (at + 1) + index] = doi, path, data

    def listed(doi):
        for number, (owner, path, data) in store.items():
            if owner == doi:
                folder, _, name = path.rpartition("/")
                md5 = hashlib.md5(data).hexdigest()
                entry = {"label": name, "restricted": doi in closed, "version": 1, "datasetVersionId": 7,
                         "dataFile": {"id": number, "persistentId": "", "filename": name, "contentType": "application/octet-stream", "filesize": len(data),
                                      "storageIdentifier": "s3://x:1", "md5": md5, "checksum": {"type": "MD5", "value": md5}}}
                if folder:
                    entry["directoryLabel"] = folder
                if name.endswith(".csv"):
                    entry["label"] = entry["dataFile"]["filename"] = name[:-4] + ".tab"
                    entry["dataFile"].update(originalFileFormat="text/csv", originalFileName=name, originalFileSize=len(data), filesize=len(data) + 7,
                                             contentType="text/tab-separated-values", UNF="UNF:6:abc")
                yield entry

    missing = Answer(404, '{"status": "ERROR", "message": "not found"}', kind="application/json")

    @replica.route("GET", r"/api(?:/v1)?/datasets/:persistentId/?")
    def dataset(asked):
        doi = asked.one("persistentId", "").removeprefix("doi:")
        return {"status": "OK", "data": {"id": 5, "latestVersion": {"versionState": "RELEASED", "files": list(listed(doi))}}} if doi in datasets else missing

    @replica.route("GET", r"/api(?:/v1)?/datasets/:persistentId/versions/(?P<version>[^/]+)/files")
    def files(asked):
        doi = asked.one("persistentId", "").removeprefix("doi:")
        if doi not in datasets or asked["version"] not in (":latest-published", ":latest", "1.0"):
            return missing
        start = int(asked.one("offset", "0"))
        entries = list(listed(doi))
        return {"status": "OK", "totalCount": len(entries), "data": entries[start:start + int(asked.one("limit", "10000000"))]}

    @replica.route("GET", r"/api(?:/v1)?/dataverses/brains/contents")
    def contents(asked):
        parts = [doi.split("/", 1) for doi in collection]
        return {"status": "OK", "data": [{"id": 1, "type": "dataverse", "title": "x"}] + [
            {"id": 2, "type": "dataset", "protocol": "doi", "authority": authority, "identifier": identifier} for authority, identifier in parts]}

    @replica.route("GET", r"/api(?:/v1)?/access/datafile/(?P<number>\d+)")
    def bytes_of(asked):
        doi, path, data = store[int(asked["number"])]
        if doi in closed and (asked.headers.get("X-Dataverse-key") or asked.one("key")) != token:
            return Answer(403, '{"status": "ERROR", "message": "not authorized"}', kind="application/json")
        if path.endswith(".csv") and asked.one("format") != "original":
            return b"a\ttable\n"
        return Answer.redirect(f"https://dvn-cloud.s3.amazonaws.com/{asked['number']}?X-Amz-Signature=abc", 303)

    @replica.route("GET", r"/(?P<number>\d+)")
    def stored(asked):
        return asked.file(store[int(asked["number"])][2], etag=asked["number"])

    @replica.route("GET", r"/(?P<doi>10\.7910/.+)")
    def resolve(asked):
        return Answer.redirect(f"{SITE}/dataset.xhtml?persistentId=doi:{asked['doi']}")

    @replica.route("GET", r"/dataset.xhtml")
    def page(asked):
        return Answer(200, "<!DOCTYPE html><title>Dataverse</title>", kind="text/html")


def main():
    proof = Proof(arguments(__doc__).parse_args(), "dataverse")
    tree, flat = made_up(bids_paths() + ["tables/ages.csv"], seed="tree", largest=200_000), made_up(["a.nii.gz", "b.txt"], seed="flat")
    closed = made_up(["closed.zip"], seed="closed")
    with StandIn(proof.path("tls"), "dataverse.harvard.edu", "dvn-cloud.s3.amazonaws.com", "doi.org") as world:
        routes(world.replica, {"10.7910/DVN/TREE": tree, "10.7910/DVN/FLAT": flat, "10.7910/DVN/SHUT": closed},
               ["10.7910/DVN/TREE", "10.7910/DVN/FLAT"], closed=["10.7910/DVN/SHUT"])
        if peer := proof.venv("pydataverse", "pyDataverse"):
            for name, wanted, token in (("TREE", tree, ""), ("FLAT", flat, ""), ("SHUT", closed, "open-sesame")):
                into = proof.path("pyDataverse", name)
                done = proof.run([os.path.join(peer, "python"), "-c", CLIENT, SITE, f"doi:10.7910/DVN/{name}", into, token], env=world.environment)
                proof.check(proof.version(peer, "pyDataverse"), f"doi:10.7910/DVN/{name}", done, digests(wanted), into)
        if peer := proof.venv("pooch", "pooch", "requests"):
            into = proof.path("pooch")
            done = proof.run([os.path.join(peer, "python"), "-c",
                              "import pooch, sys; p = pooch.create(path=sys.argv[1], base_url='doi:10.7910/DVN/FLAT/'); p.load_registry_from_doi(); [p.fetch(f) for f in p.registry]",
                              into], env=world.environment)
            proof.check(proof.version(peer, "pooch"), "doi:10.7910/DVN/FLAT", done, digests(flat), into)
        ours(proof, world, "dataset with folders and a table", tree, "{kind: dataverse, id: 10.7910/DVN/TREE, role: primary}")
        both = {f"DVN_{name}/{path}": data for name, content in (("TREE", tree), ("FLAT", flat)) for path, data in content.items()}
        ours(proof, world, "collection", both, f'{{kind: dataverse, id: brains, url: "{SITE}/dataverse/brains", role: primary}}')
        shut = '{kind: dataverse, url: "https://doi.org/10.7910/DVN/SHUT", role: primary}'
        before = len(world.replica.log)
        ours(proof, world, "restricted dataset with a token", closed, shut, env={"DATAVERSE_API_TOKEN": "open-sesame"})
        # pyDataverse sends it there as well; the store takes no notice.
        told = [entry for entry in world.replica.log[before:] if entry["path"][1:].isdigit() and "X-Dataverse-key" in entry["headers"]]
        proof.row("lightbox get", "tells the store no token", "", [entry["target"] for entry in told])
        refused(proof, world, "restricted dataset without a token", [f"open {SITE}/dataset.xhtml?persistentId=doi:10.7910/DVN/SHUT"], shut)
        nobody_else(proof, world)
    proof.end()


if __name__ == "__main__":
    main()
