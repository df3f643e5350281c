#!/usr/bin/env python3
"""A replica of Google Cloud Storage's JSON API, with which google-cloud-storage and lightbox both fetch the same trees.

    Tests/Hosts/gcs.py --peers FOLDER [--program .build/debug/lightbox]

The client is pointed at it by STORAGE_EMULATOR_HOST, as at Google's own emulators.
"""
import base64, hashlib, struct

from addresses import card
from proof import Proof, arguments
from replica import Answer, Replica, bids_paths, digests, made_up

PAGE = 7


def crc32c(data):
    table = []
    for byte in range(256):
        for _ in range(8):
            byte = byte >> 1 ^ (0x82F63B78 if byte & 1 else 0)
        table.append(byte)
    value = 0xFFFFFFFF
    for byte in data:
        value = value >> 8 ^ table[(value ^ byte) & 255]
    return value ^ 0xFFFFFFFF


def sums(data):
    return (base64.b64encode(hashlib.md5(data).digest()).decode(), base64.b64encode(struct.pack(">I", crc32c(data))).decode())


def replica_of(buckets, token):
    """A server of some buckets {name: {object: bytes}}; those whose name begins with `closed` want the token."""
    replica = Replica()

    def refusal(asked):
        if asked["bucket"] not in buckets:
            return Answer(404, '{"error": {"code": 404, "message": "The specified bucket does not exist."}}', kind="application/json")
        if asked["bucket"].startswith("closed") and asked.bearer != token:
            return Answer(401, '{"error": {"code": 401, "message": "Anonymous caller does not have storage.objects.list access"}}', kind="application/json")
        if asked["bucket"].startswith("paid") and not asked.one("userProject"):
            return Answer(400, '{"error": {"code": 400, "message": "Bucket is a requester pays bucket but no user project provided."}}', kind="application/json")

    @replica.route("GET", r"/storage/v1/b/(?P<bucket>[^/]+)/o")
    def listing(asked):
        refused = refusal(asked)
        if refused:
            return refused
        content = buckets[asked["bucket"]]
        names = [name for name in sorted(content, key=str.encode) if name.startswith(asked.one("prefix", ""))]
        start = int(base64.b64decode(asked.one("pageToken", "MA==")))
        size = min(PAGE, int(asked.one("maxResults", "1000")))
        items = []
        for name in names[start:start + size]:
            md5, crc = sums(content[name])
            item = {"kind": "storage#object", "name": name, "bucket": asked["bucket"], "size": str(len(content[name])), "generation": "1700000000000001",
                    "metageneration": "1", "md5Hash": md5, "crc32c": crc, "storageClass": "STANDARD"}
            if name.endswith("composed.bin"):
                del item["md5Hash"]                   # as for objects that were put together in the store
            items.append(item)
        page = {"kind": "storage#objects", "items": items}
        if start + size < len(names):
            page["nextPageToken"] = base64.b64encode(str(start + size).encode()).decode()
        return page

    @replica.route("GET", r"/download/storage/v1/b/(?P<bucket>[^/]+)/o/(?P<name>.+)")
    def media(asked):
        refused = refusal(asked)
        if refused:
            return refused
        data = buckets[asked["bucket"]].get(asked["name"])
        if data is None or asked.one("alt") != "media" or asked.one("generation", "1700000000000001") != "1700000000000001":
            return Answer(404, "No such object", kind="text/plain")
        md5, crc = sums(data)
        return asked.file(data, etag="CMj", headers={"X-Goog-Hash": f"crc32c={crc},md5={md5}", "X-Goog-Generation": "1700000000000001"})

    return replica


CLIENT = """
import os, sys
from google.cloud import storage
from google.auth.credentials import AnonymousCredentials
from google.oauth2.credentials import Credentials
bucket, prefix, into, token = sys.argv[1:5]
client = storage.Client(project='made-up', credentials=Credentials(token) if token else AnonymousCredentials())
for blob in client.bucket(bucket).list_blobs(prefix=prefix):
    place = os.path.join(into, blob.name[len(prefix):])
    if not blob.name.endswith('/'):
        os.makedirs(os.path.dirname(place), exist_ok=True)
        blob.download_to_filename(place)
"""


def main():
    options = arguments(__doc__).parse_args()
    proof = Proof(options, "gcs")
    content = made_up(bids_paths() + ["a b+c&d.txt", "ä/ü?.txt", "composed.bin"])
    objects = {"set/" + path: data for path, data in content.items()} | {"set/folder/": b"", "settings": b"not of the set"}
    replica = replica_of({"open.example.org": objects, "closed-bucket": objects, "paid-bucket": objects}, "made-up-token")
    cards, into = proof.path("cards"), proof.path("ours")
    card(cards, "open", 'kind: gcs, role: primary, id: "gs://open.example.org/set"')
    card(cards, "closed", 'kind: gcs, role: primary, id: "gs://closed-bucket/set/"', "credentialed")
    card(cards, "paid", 'kind: gcs, role: primary, id: "gs://paid-bucket/set/"')
    with replica:
        mirrors = {"https://storage.googleapis.com/": replica.address + "/"}
        token = {"GOOGLE_OAUTH_ACCESS_TOKEN": "made-up-token"}
        proof.check("lightbox get", "a folder of an open bucket, in pages", proof.get("open", into + "/open", cards=cards, mirrors=mirrors), digests(content), into + "/open")
        proof.check("lightbox get", "a closed bucket, with a token", proof.get("closed", into + "/closed", cards=cards, mirrors=mirrors, env=token), digests(content), into + "/closed")
        done = proof.get("closed", into + "/none", cards=cards, mirrors=mirrors)
        proof.expect("lightbox get", "without one, says how to get one", done.returncode != 0 and "gcloud auth print-access-token" in done.stderr, done.stderr.strip()[-300:])
        done = proof.get("paid", into + "/none", cards=cards, mirrors=mirrors)
        proof.expect("lightbox get", "a bucket that is to be paid for says so", done.returncode != 0 and "LIGHTBOX_BILLING_PROJECT" in done.stderr, done.stderr.strip()[-300:])
        proof.check("lightbox get", "paid for by a project of the user's",
                    proof.get("paid", into + "/paid", cards=cards, mirrors=mirrors, env={**token, "LIGHTBOX_BILLING_PROJECT": "lab"}), digests(content), into + "/paid")
        bin = proof.venv("gcs", "google-cloud-storage")
        if bin:
            client = proof.version(bin, "google-cloud-storage")
            for bucket, word in ("open.example.org", ""), ("closed-bucket", "made-up-token"):
                theirs = proof.path("theirs", bucket)
                done = proof.run([bin + "/python", "-c", CLIENT, bucket, "set/", theirs, word], env={"STORAGE_EMULATOR_HOST": replica.address})
                proof.check(client, f"list_blobs and download_to_filename, {bucket}", done, digests(content), theirs)
    proof.end()


if __name__ == "__main__":
    main()
