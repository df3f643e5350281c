"""LORIS: a replica of its API (v0.0.3), DataLad's log-in to LORIS against it, then `lightbox get`.

    python3 Tests/Hosts/loris.py --peers FOLDER

LORIS has no client of its own; its users fetch with DataLad, which knows its log-in and its files, and not its listings.
"""
import json, os

from proof import Proof, arguments
from replica import Answer, digests, made_up
from standin import StandIn, nobody_else, ours, refused

SITE, USER, TOKEN = "https://openpreventad.loris.ca", ("ann", "pass word"), "jwt.ann.1"


def routes(replica, content):
    """LORIS for files as {candidate/visit/images/name: bytes}."""
    API = r"/api/v0\.0\.3"

    def guarded(function):
        def answer(asked):
            if asked.bearer != TOKEN:
                return Answer(401, '{"error": "User not authenticated"}', kind="application/json")
            return function(asked)
        return answer

    def names(*start):
        found = {path.split("/")[len(start)] for path in content if path.split("/")[:len(start)] == list(start)}
        return sorted(found, reverse=True)

    @replica.route("POST", API + "/login")
    def login(asked):
        told = asked.json() if "json" in (asked.headers.get("Content-Type") or "") or asked.body[:1] == b"{" else asked.form()
        return {"token": TOKEN} if (told.get("username"), told.get("password")) == USER else Answer(401, '{"error": "Unauthorized"}', kind="application/json")

    @replica.route("GET", API + "/candidates/?")
    @guarded
    def candidates(asked):
        return {"Candidates": [{"CandID": name, "Project": "main", "Site": "x", "EDC": "", "DoB": "", "Sex": "", "PSCID": "P" + name} for name in names()]}

    @replica.route("GET", API + r"/candidates/(?P<candidate>\d+)")
    @guarded
    def candidate(asked):
        return {"Meta": {"CandID": asked["candidate"]}, "Visits": names(asked["candidate"])}

    @replica.route("GET", API + r"/candidates/(?P<candidate>\d+)/(?P<visit>\w+)/images")
    @guarded
    def images(asked):
        return {"Meta": {}, "Files": [{"OutputType": "native", "Filename": name, "AcquisitionType": "t1w"} for name in names(asked["candidate"], asked["visit"], "images")]}

    @replica.route("GET", API + r"/candidates/(?P<path>\d+/\w+/images/.+)")
    @guarded
    def image(asked):
        return asked.file(content[asked["path"]]) if asked["path"] in content else 404


def main():
    proof = Proof(arguments(__doc__).parse_args(), "loris")
    paths = [f"{candidate}/{visit}/images/preventad_{candidate}_{visit}_t1w_00{run}.mnc" for candidate in (1000173, 1000200) for visit in ("NAPBL00", "NAPFU12") for run in (1, 2)]
    content = made_up(paths, seed="loris", largest=100_000)
    with StandIn(proof.path("tls"), "openpreventad.loris.ca") as world:
        routes(world.replica, content)
        if peer := proof.venv("datalad", "datalad"):
            into, providers = proof.path("datalad"), proof.path("home", ".config", "datalad", "providers")
            os.makedirs(into)
            os.makedirs(providers)
            with open(os.path.join(providers, "loris.cfg"), "w") as stream:
                stream.write("[provider:loris]\nurl_re = https://openpreventad\\.loris\\.ca/.*\nauthentication_type = bearer_token\ncredential = loris\n\n"
                             f"[credential:loris]\nurl = {SITE}/api/v0.0.3/login\ntype = loris-token\n")
            urls = [f"{SITE}/api/v0.0.3/candidates/{path}" for path in content]
            done = proof.run([os.path.join(peer, "datalad"), "download-url", "-O", into + "/", *urls], cwd=into,
                             env={**world.environment, "DATALAD_loris_user": USER[0], "DATALAD_loris_password": USER[1], "PATH": peer + ":" + os.environ["PATH"]})
            proof.check(proof.version(peer, "datalad"), "eight images", done, digests({path.rpartition("/")[2]: data for path, data in content.items()}), into)
        card = '{kind: loris, id: openpreventad.loris.ca, url: "https://openpreventad.loris.ca/", role: primary}'
        keys = {"LORIS_USERNAME": USER[0], "LORIS_PASSWORD": USER[1]}
        ours(proof, world, "all images", content, card, env=keys)
        ours(proof, world, "one subject", {path: data for path, data in content.items() if path.startswith("1000200/")}, card, more=["--subjects", "1000200"], env=keys)
        refused(proof, world, "without an account", ["ask for an account at https://openpreventad.loris.ca"], card)
        nobody_else(proof, world)
    proof.end()


if __name__ == "__main__":
    main()
