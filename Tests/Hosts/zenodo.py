"""Zenodo: a replica of its API, zenodo_get and pooch against it, then `lightbox get`.

    python3 Tests/Hosts/zenodo.py --peers FOLDER

The clients ask zenodo.org itself and are led to the replica by a proxy (standin.py).
"""
import hashlib, os

from proof import Proof, arguments
from replica import Answer, digests, made_up
from standin import StandIn, nobody_else, ours, refused


def routes(replica, records, concept, newest, tokens=()):
    """The answers of Zenodo (InvenioRDM) for records as {number: {key: bytes}}."""
    def shown(number):
        closed = number in tokens
        return {"id": int(number), "conceptrecid": concept, "doi": f"10.5281/zenodo.{number}", "state": "done", "submitted": True,
                "title": "Made up", "created": "2026-01-01T00:00:00+00:00", "modified": "2026-01-01T00:00:00+00:00", "revision": 1,
                "metadata": {"title": "Made up", "version": f"v{number}", "access_right": "restricted" if closed else "open",
                             "publication_date": "2026-01-01", "creators": [{"name": "A"}]},
                "files": [{"id": hashlib.md5(key.encode()).hexdigest(), "key": key, "size": len(data), "checksum": "md5:" + hashlib.md5(data).hexdigest(),
                           "links": {"self": f"https://zenodo.org/api/records/{number}/files/{key}/content"}}
                          for key, data in records[number].items()],
                "links": {"self": f"https://zenodo.org/api/records/{number}", "self_html": f"https://zenodo.org/records/{number}",
                          "latest": f"https://zenodo.org/api/records/{number}/versions/latest"}}

    def may(asked, number):
        return number not in tokens or (asked.bearer or asked.one("access_token")) == tokens[number]

    budget = {"left": 60}

    def limited(answer):
        budget["left"] -= 1
        answer = Answer.of(answer)
        answer.headers.update({"X-RateLimit-Limit": "60", "X-RateLimit-Remaining": str(max(0, budget["left"])), "X-RateLimit-Reset": "1"})
        if budget["left"] < 0:
            budget["left"] = 60
            return Answer(429, '{"message": "too many"}', {"Retry-After": "1"}, "application/json")
        return answer

    @replica.route("GET", r"/api/records/(?P<number>\d+)")
    def record(asked):
        number = asked["number"]
        if number == concept:
            return limited(Answer.redirect(f"https://zenodo.org/api/records/{newest}"))
        if number not in records:
            return limited(Answer(404, '{"status": 404, "message": "The persistent identifier does not exist."}', kind="application/json"))
        answer = shown(number)
        if not may(asked, number):
            answer["files"] = []
        return limited(answer)

    @replica.route("GET", r"/api/records")
    def search(asked):
        found = sorted(records, key=int, reverse=True) if asked.one("q") == f"conceptrecid:{concept}" else []
        return limited({"hits": {"hits": [shown(number) for number in found], "total": len(found)}})

    @replica.route("GET", r"/api/records/(?P<number>\d+)/files/(?P<key>.+)/content")
    def content(asked):
        number = asked["number"]
        if not may(asked, number):
            return limited(Answer(403, '{"status": 403}', kind="application/json"))
        data = records[number].get(asked["key"])
        return limited(404 if data is None else asked.file(data, etag=hashlib.md5(data).hexdigest()))

    @replica.route("GET", r"/10\.5281/zenodo\.(?P<number>\d+)")
    def resolve(asked):
        return Answer.redirect(f"https://zenodo.org/records/{asked['number']}")

    @replica.route("GET", r"/records/(?P<number>\d+)")
    def page(asked):
        return Answer(200, "<!DOCTYPE html><title>A record</title>", kind="text/html")


def main():
    proof = Proof(arguments(__doc__).parse_args(), "zenodo")
    old = made_up([f"subset{number}.zip" for number in range(3)], seed="old")
    new = made_up([f"subset{number}.zip" for number in range(8)] + ["annotations.csv", "a b+c (1).txt"], seed="new", largest=400_000)
    closed = made_up(["closed.zip"], seed="closed")
    with StandIn(proof.path("tls"), "zenodo.org", "doi.org") as world:
        routes(world.replica, {"101": old, "102": new, "103": closed}, concept="100", newest="102", tokens={"103": "open-sesame"})
        env = world.environment

        if peer := proof.venv("zenodo_get", "zenodo_get"):
            name = proof.version(peer, "zenodo-get")
            for number, wanted in (("101", old), ("102", new), ("100", new)):
                into = proof.path("zenodo_get", number)
                os.makedirs(into)
                done = proof.run([os.path.join(peer, "zenodo_get"), number, "-o", into], env=env)
                proof.check(name, f"record {number}", done, digests(wanted), into, leaving=[r"md5sums\.txt"])
        if peer := proof.venv("pooch", "pooch", "requests"):
            into = proof.path("pooch")
            done = proof.run([os.path.join(peer, "python"), "-c",
                              "import pooch, sys; p = pooch.create(path=sys.argv[1], base_url='doi:10.5281/zenodo.102/'); p.load_registry_from_doi(); [p.fetch(f) for f in p.registry]",
                              into], env=env)
            proof.check(proof.version(peer, "pooch"), "record 102 by its DOI", done, digests(new), into)

        one, two, closed_one = (f'{{kind: zenodo, id: "{number}", role: primary}}' for number in (101, 102, 103))
        ours(proof, world, "record 101", old, one)
        ours(proof, world, "record 100 stands for the newest", new, '{kind: zenodo, id: "100", role: primary}')
        ours(proof, world, "record 102 by its DOI", new, '{kind: zenodo, url: "https://doi.org/10.5281/zenodo.102", role: primary}')
        ours(proof, world, "release v101 of record 102", old, two, more=["--release", "v101"])
        ours(proof, world, "restricted record with its token", closed, closed_one, env={"ZENODO_TOKEN": "open-sesame"})
        refused(proof, world, "restricted record without a token", ["open https://zenodo.org/records/103"], closed_one)
        world.replica.fault(r"/api/records/102/files/subset3.zip/content", "drop", at=1000, times=2)
        ours(proof, world, "record 102 cut off twice", new, two)
        nobody_else(proof, world)
    proof.end()


if __name__ == "__main__":
    main()
