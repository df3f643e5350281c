"""mridata.org: a replica of its downloads and of a project's page, the command mridata against it, then `lightbox get`.

    python3 Tests/Hosts/mridata_org.py --peers FOLDER

The clients ask mridata.org itself, in the clear as it is, and are led to the replica by a proxy (standin.py).
"""
import os

from proof import Proof, arguments
from replica import Answer, digests, made_up, noise
from standin import StandIn, nobody_else, ours, refused

IDS = [f"{number:08x}-d233-4444-8bfd-7c454240d314" for number in (0x52c2fd53, 0x12ab, 0xffee0011)]


def main():
    proof = Proof(arguments(__doc__).parse_args(), "mridata")
    content = {f"{id}.h5": noise(id, 200_000 + at) for at, id in enumerate(IDS)}
    with StandIn(proof.path("tls"), "mridata.org", "mridata-org-assets.s3.amazonaws.com") as world:
        replica = world.replica

        @replica.route("GET", r"/download/(?P<id>[0-9a-f-]{36})")
        def download(asked):
            return Answer.redirect(f"https://mridata-org-assets.s3.amazonaws.com/media/{asked['id']}.h5") if asked["id"] in IDS else 404

        @replica.route("GET", r"/media/(?P<name>[0-9a-f-]{36}\.h5)")
        def stored(asked):
            return asked.file(content[asked["name"]], etag=asked["name"][:8])

        @replica.route("GET", r"/list")
        def listed(asked):
            links = "".join(f'<a class="btn" href="/download/{id}">Download</a>' for id in IDS[:2]) if asked.one("project") == "Stanford 2D FSE" else ""
            return Answer(200, f"<!DOCTYPE html><html><body>{links}</body></html>", kind="text/html")

        if peer := proof.venv("mridata", "mridata"):
            into, names = proof.path("mridata"), proof.path("names.txt")
            os.makedirs(into)
            with open(names, "w") as stream:
                stream.write("\n".join(IDS) + "\n")
            done = proof.run([os.path.join(peer, "python"), "-c", "import mridata, sys; mridata.batch_download(sys.argv[1], folder=sys.argv[2])", names, into], env=world.environment)
            proof.check(proof.version(peer, "mridata"), "three measurements", done, digests(content), into)
        some = "{kind: mridata, role: primary, archives: [" + ", ".join(f'{{name: "{id}.h5"}}' for id in IDS) + "]}"
        ours(proof, world, "those that the card names", content, some)
        first_two = {f"{id}.h5": content[f"{id}.h5"] for id in IDS[:2]}
        ours(proof, world, "those of a project", first_two, '{kind: mridata, id: "{uuid}", role: primary}', more=["--release", "Stanford 2D FSE"])
        refused(proof, world, "a project that is none", ["http://mridata.org/list"], '{kind: mridata, id: "{uuid}", role: primary}', more=["--release", "None"])
        nobody_else(proof, world)
    proof.end()


if __name__ == "__main__":
    main()
