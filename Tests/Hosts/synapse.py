"""Synapse: a replica of its REST services, synapseclient against it, then `lightbox get`.

    python3 Tests/Hosts/synapse.py --peers FOLDER

The clients ask repo-prod.prod.sagebase.org and its kin themselves and are led to the replica by a proxy (standin.py).
"""
import hashlib, json, os

from proof import Proof, arguments
from replica import Answer, bids_paths, digests, made_up
from standin import StandIn, nobody_else, ours, refused

MODEL = "org.sagebionetworks.repo.model."


def routes(replica, content, token, closed=()):
    """Synapse for a project of files {path: bytes}; ids are counted from syn100, the project is syn100. Pages hold three."""
    entities = {"syn100": {"name": "Project", "type": "Project", "parent": "syn1", "data": None, "path": ""}}
    names = {"": "syn100"}
    for path, data in content.items():
        parts = path.split("/")
        for count in range(1, len(parts) + 1):
            here = "/".join(parts[:count])
            if here not in names:
                names[here] = f"syn{100 + len(entities)}"
                entities[names[here]] = {"name": parts[count - 1], "type": "FileEntity" if count == len(parts) else "Folder",
                                         "parent": names["/".join(parts[:count - 1])], "data": data if count == len(parts) else None, "path": here}

    def handle(id):
        return str(int(id[3:]) + 9000)

    def problem(status, reason):
        return Answer(status, json.dumps({"concreteType": MODEL + "ErrorResponse", "reason": reason}), kind="application/json")

    def guarded(function):
        def answer(asked):
            if asked.bearer != token:
                return problem(403 if asked.bearer is None else 401, "You do not have READ permission for the requested entity." if asked.bearer is None else "invalid token")
            if "id" in asked.parts and asked["id"] not in entities:
                return problem(404, "The resource you are attempting to access cannot be found")
            return function(asked)
        return answer

    def entity(id):
        one = entities[id]
        shown = {"id": id, "name": one["name"], "etag": "e-" + id, "parentId": one["parent"], "concreteType": MODEL + (one["type"] if one["type"] == "FileEntity" else one["type"]),
                 "createdOn": "2026-01-01T00:00:00.000Z", "modifiedOn": "2026-01-01T00:00:00.000Z", "createdBy": "1", "modifiedBy": "1"}
        if one["type"] == "FileEntity":
            shown.update(dataFileHandleId=handle(id), versionNumber=1, versionLabel="1", isLatestVersion=True)
        return shown

    def file_handle(id):
        data = entities[id]["data"]
        return {"id": handle(id), "etag": "h", "concreteType": MODEL + "file.S3FileHandle", "fileName": entities[id]["name"], "contentSize": len(data),
                "contentMd5": hashlib.md5(data).hexdigest(), "contentType": "application/octet-stream", "bucketName": "proddata", "key": "x", "storageLocationId": 1, "isPreview": False,
                "createdOn": "2026-01-01T00:00:00.000Z", "createdBy": "1"}

    @replica.route("GET", r"/repo/v1/userProfile")
    @guarded
    def profile(asked):
        return {"ownerId": "1", "userName": "ann", "firstName": "A", "lastName": "B"}

    @replica.route("GET", r"/repo/v1/entity/(?P<id>syn\d+)/type")
    @guarded
    def kind(asked):
        one = entities[asked["id"]]
        return {"id": asked["id"], "name": one["name"], "type": MODEL + one["type"]}

    @replica.route("GET", r"/repo/v1/entity/(?P<id>syn\d+)")
    @guarded
    def plain(asked):
        return entity(asked["id"])

    @replica.route("POST", r"/repo/v1/entity/(?P<id>syn\d+)(?:/version/\d+)?/bundle2")
    @guarded
    def bundle(asked):
        id, wanted = asked["id"], asked.json()
        told = {"entity": entity(id), "entityType": {"FileEntity": "file", "Folder": "folder", "Project": "project"}[entities[id]["type"]],
                "annotations": {"id": id, "etag": "e-" + id, "annotations": {}}, "fileHandles": []}
        if wanted.get("includeFileHandles") and entities[id]["data"] is not None and id not in closed:
            told["fileHandles"] = [file_handle(id)]
        if wanted.get("includeRestrictionInformation"):
            told["restrictionInformation"] = {"objectId": id, "restrictionLevel": "CONTROLLED_BY_ACT" if id in closed else "OPEN", "hasUnmetAccessRequirement": id in closed}
        return told

    @replica.route("POST", r"/repo/v1/entity/children")
    @guarded
    def children(asked):
        wanted = asked.json()
        found = [{"id": id, "name": one["name"], "type": MODEL + one["type"], "versionNumber": 1, "versionLabel": "1", "isLatestVersion": True, "benefactorId": 100,
                  "createdOn": "2026-01-01T00:00:00.000Z", "modifiedOn": "2026-01-01T00:00:00.000Z", "createdBy": "1", "modifiedBy": "1"}
                 for id, one in sorted(entities.items(), key=lambda item: item[1]["name"]) if one["parent"] == wanted["parentId"]]
        start = int(wanted.get("nextPageToken") or 0)
        return {"page": found[start:start + 3], "nextPageToken": str(start + 3) if start + 3 < len(found) else None}

    @replica.route("POST", r"/file/v1/fileHandle/batch")
    @guarded
    def batch(asked):
        told = []
        for one in asked.json()["requestedFiles"]:
            id = one["associateObjectId"]
            if id in closed:
                told.append({"fileHandleId": one["fileHandleId"], "failureCode": "UNAUTHORIZED"})
            else:
                told.append({"fileHandleId": one["fileHandleId"], "fileHandle": file_handle(id),
                             "preSignedURL": f"https://proddata.sagebase.org.s3.amazonaws.com/1/{id}?X-Amz-Date=20991231T000000Z&X-Amz-Expires=900&X-Amz-Signature=abc"})
        return {"requestedFiles": told}

    @replica.route("GET", r"/1/(?P<id>syn\d+)")
    def stored(asked):
        return 400 if asked.headers.get("Authorization") or asked.one("X-Amz-Signature") != "abc" else asked.file(entities[asked["id"]]["data"], etag=asked["id"])

    return names


def main():
    proof = Proof(arguments(__doc__).parse_args(), "synapse")
    content = made_up(bids_paths(subjects=2), seed="synapse", largest=200_000) | made_up(["closed/locked.zip"], seed="closed")
    with StandIn(proof.path("tls"), "repo-prod.prod.sagebase.org", "file-prod.prod.sagebase.org", "auth-prod.prod.sagebase.org", "proddata.sagebase.org.s3.amazonaws.com") as world:
        closed = set()
        ids = routes(world.replica, content, "syn-sesame", closed)
        closed.add(ids["closed/locked.zip"])
        key = {"SYNAPSE_AUTH_TOKEN": "syn-sesame"}
        sub = {path.removeprefix("sub-01/"): data for path, data in content.items() if path.startswith("sub-01/")}
        if peer := proof.venv("synapseclient", "synapseclient"):
            synapse, version = os.path.join(peer, "synapse"), proof.version(peer, "synapseclient")
            for what, words, wanted in (("folder with folders", ["get", "-r", ids["sub-01"]], sub), ("file", ["get", ids["README"]], {"README": content["README"]})):
                into = proof.path("synapseclient", what)
                os.makedirs(into)
                done = proof.run([synapse, "--skip-checks", *words, "--downloadLocation", into], env={**world.environment, **key})
                proof.check(version, what, done, digests(wanted), into, [r"(.*/)?SYNAPSE_METADATA_MANIFEST\.tsv"])
        ours(proof, world, "folder with folders", sub, f"{{kind: synapse, id: {ids['sub-01']}, role: primary}}", env=key)
        ours(proof, world, "file", {"README": content["README"]}, f'{{kind: synapse, url: "https://www.synapse.org/#!Synapse:{ids["README"]}", role: primary}}', env=key)
        refused(proof, world, "conditions that were not agreed to", [f"open https://www.synapse.org/Synapse:{ids['closed/locked.zip']}"],
                f"{{kind: synapse, id: {ids['closed']}, role: primary}}", env=key)
        refused(proof, world, "without a token", ["$SYNAPSE_AUTH_TOKEN"], f"{{kind: synapse, id: {ids['README']}, role: primary}}")
        nobody_else(proof, world)
    proof.end()


if __name__ == "__main__":
    main()
