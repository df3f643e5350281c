"""figshare: a replica of its API, figshare-oai-pmh and pooch against it, then `lightbox get`.

    python3 Tests/Hosts/figshare.py --peers FOLDER

Clients that know proxies ask api.figshare.com itself and are led to the replica by one (standin.py); the command of
figshare-oai-pmh knows none, so its Python finds the names on this machine (`shim`).
"""
import hashlib, os

from proof import Proof, arguments
from replica import Answer, digests, made_up
from standin import StandIn, nobody_else, ours, refused, shim


def routes(replica, articles, collection, versions, secret=()):
    """The answers of figshare for articles as {number: {name: bytes}}; older versions as {(number, version): {name: bytes}}."""
    numbers, store = {}, {}
    for at, (article, content) in enumerate(list(articles.items()) + list(versions.items())):
        for index, (name, data) in enumerate(content.items()):
            number = 4_000_000 + 1000 * at + index
            numbers[(article, name)], store[number] = number, data

    def listed(article, content):
        return [{"id": numbers[(article, name)], "name": name, "size": len(data), "is_link_only": False,
                 "download_url": f"https://ndownloader.figshare.com/files/{numbers[(article, name)]}", "supplied_md5": "",
                 "computed_md5": hashlib.md5(data).hexdigest(), "mimetype": "application/octet-stream"} for name, data in content.items()]

    def content_of(asked):
        number, version = asked["number"], asked.parts.get("version")
        if number in secret and asked.headers.get("Authorization") != f"token {secret[number]}":
            return None, None
        key = (number, version) if version and (number, version) in versions else number
        return key, versions.get(key) if isinstance(key, tuple) else articles.get(number)

    missing = Answer(404, '{"message": "Entity not found: article", "code": "EntityNotFound"}', kind="application/json")

    def page(asked, entries):
        size, number = int(asked.one("page_size", "10")), int(asked.one("page", "1"))
        return entries[(number - 1) * size:number * size]

    @replica.route("GET", r"/v2/articles/(?P<number>\d+)(?:/versions/(?P<version>\d+))?")
    def article(asked):
        key, content = content_of(asked)
        if content is None:
            return missing
        return {"id": int(asked["number"]), "title": "Made up", "doi": f"10.6084/m9.figshare.{asked['number']}.v2", "version": int(asked.parts.get("version") or 2),
                "url_public_html": f"https://figshare.com/articles/dataset/x/{asked['number']}", "is_public": True,
                "license": {"value": 1, "name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"}, "files": listed(key, content)}

    @replica.route("GET", r"/v2/articles/(?P<number>\d+)(?:/versions/(?P<version>\d+))?/files")
    def files(asked):
        key, content = content_of(asked)
        return missing if content is None else page(asked, listed(key, content))

    @replica.route("GET", r"/v2/articles")
    def found(asked):
        doi = asked.one("doi", "")
        return [{"id": int(number), "doi": doi} for number in articles if doi.split("figshare.")[-1].split(".")[0] == number]

    @replica.route("GET", r"/v2/collections/77/articles")
    def inside(asked):
        return page(asked, [{"id": int(number), "title": "Made up"} for number in collection])

    @replica.route("GET", r"/files/(?P<file>\d+)")
    def download(asked):
        return Answer.redirect(f"https://s3-eu-west-1.amazonaws.com/pfigshare-u-files/{asked['file']}/x?X-Amz-Signature=abc") \
            if int(asked["file"]) in store else 404

    @replica.route("GET", r"/pfigshare-u-files/(?P<file>\d+)/x")
    def stored(asked):
        return 403 if asked.headers.get("Authorization") else asked.file(store[int(asked["file"])], etag=asked["file"])

    @replica.route("GET", r"/10\.6084/m9\.figshare\.(?P<number>\d+)(?:\.v(?P<version>\d+))?")
    def resolve(asked):
        return Answer.redirect(f"https://figshare.com/articles/dataset/x/{asked['number']}" + (f"/{asked['version']}" if asked.parts["version"] else ""))

    @replica.route("GET", r"/articles/dataset/x/\d+(?:/\d+)?")
    def page_for_people(asked):
        return Answer(200, "<!DOCTYPE html><title>figshare</title>", kind="text/html")


def main():
    proof = Proof(arguments(__doc__).parse_args(), "figshare")
    many = made_up([f"sub-{number:03}.nii.gz" for number in range(130)], seed="many", largest=4000)
    old, other = made_up(["sub-000.nii.gz", "gone.txt"], seed="old"), made_up(["pat0.nii.gz", "pat 1 (a+b).nii.gz"], seed="other", largest=300_000)
    closed = made_up(["closed.zip"], seed="closed")
    names = ("api.figshare.com", "ndownloader.figshare.com", "s3-eu-west-1.amazonaws.com", "figshare.com", "doi.org")
    with StandIn(proof.path("tls"), *names) as world:
        routes(world.replica, {"11": many, "12": other, "13": closed}, ["12", "11"], {("11", "1"): old}, {"13": "open-sesame"})
        if peer := proof.venv("pooch", "pooch", "requests"):
            for doi, wanted in (("10.6084/m9.figshare.11.v1", old), ("10.6084/m9.figshare.12.v2", other)):
                into = proof.path("pooch", doi[-5:])
                done = proof.run([os.path.join(peer, "python"), "-c",
                                  "import pooch, sys; p = pooch.create(path=sys.argv[1], base_url=f'doi:{sys.argv[2]}/'); p.load_registry_from_doi(); [p.fetch(f) for f in p.registry]",
                                  into, doi], env=world.environment)
                proof.check(proof.version(peer, "pooch"), doi, done, digests(wanted), into)
        if peer := proof.venv("figshare", "figshare-oai-pmh"):
            env = shim(world, proof.path("shim"))
            for number, wanted in (("11", many), ("12", other)):
                into = proof.path("figshare", number)
                os.makedirs(into)
                done = proof.run([os.path.join(peer, "figshare"), "download", "--all", number], env=env, cwd=into)
                proof.check(proof.version(peer, "figshare-oai-pmh"), f"article {number}", done, digests(wanted), into)
        ours(proof, world, "article of 130 files", many, '{kind: figshare, id: "11", role: primary}')
        ours(proof, world, "version 1 by its DOI", old, '{kind: figshare, url: "https://doi.org/10.6084/m9.figshare.11.v1", role: primary}')
        both = {f"{number}/{name}": data for number, content in (("11", many), ("12", other)) for name, data in content.items()}
        ours(proof, world, "collection", both, '{kind: figshare, url: "https://doi.org/10.6084/m9.figshare.c.77.v1", role: primary}')
        ours(proof, world, "private article with a token", closed, '{kind: figshare, id: "13", role: primary}', env={"FIGSHARE_TOKEN": "open-sesame"})
        refused(proof, world, "private article without a token", ["13"], '{kind: figshare, id: "13", role: primary}')
        nobody_else(proof, world)
    proof.end()


if __name__ == "__main__":
    main()
