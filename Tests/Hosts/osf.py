"""OSF: a replica of its API and of its storage (WaterButler), osfclient against it, then `lightbox get`.

    python3 Tests/Hosts/osf.py --peers FOLDER

The clients ask api.osf.io and files.osf.io themselves and are led to the replica by a proxy (standin.py).
"""
import hashlib, os

from proof import Proof, arguments
from replica import Answer, bids_paths, digests, made_up
from standin import StandIn, nobody_else, ours, refused

API, STORE = "https://api.osf.io/v2", "https://files.osf.io/v1"


def routes(replica, nodes, titles, parts, secret=()):
    """The answers of OSF for nodes as {name: {path: bytes}}, with components as {name: [names]}; pages hold four entries."""
    def key(node, path):
        return hashlib.sha1(f"{node} {path}".encode()).hexdigest()[:24]

    def inside(node, folder):
        """The entries of a folder: its folders and files by name, neither sorted."""
        names = {}
        for path in nodes[node]:
            if path.startswith(folder):
                first, slash, _ = path[len(folder):].partition("/")
                names[first] = bool(slash)
        return sorted(names.items(), key=lambda item: hashlib.md5(item[0].encode()).digest())

    def folders(node):
        found = {"": ""}
        for path in nodes[node]:
            parts = path.split("/")[:-1]
            for count in range(1, len(parts) + 1):
                folder = "/".join(parts[:count]) + "/"
                found[key(node, folder)] = folder
        return found

    def related(href):
        return {"links": {"related": {"href": href, "meta": {}}}}

    def entry(node, folder, name, is_folder):
        path = folder + name + ("/" if is_folder else "")
        number = key(node, path)
        store = f"{STORE}/resources/{node}/providers/osfstorage/{number}" + ("/" if is_folder else "")
        data = b"" if is_folder else nodes[node][path]
        return {"id": number, "type": "files",
                "attributes": {"guid": None, "name": name, "kind": "folder" if is_folder else "file", "path": f"/{number}" + ("/" if is_folder else ""),
                               "size": None if is_folder else len(data), "provider": "osfstorage", "materialized_path": "/" + path,
                               "date_created": None if is_folder else "2026-01-01T00:00:00Z", "date_modified": None if is_folder else "2026-01-01T00:00:00Z",
                               "extra": {"hashes": {"md5": None, "sha256": None} if is_folder else
                                         {"md5": hashlib.md5(data).hexdigest(), "sha256": hashlib.sha256(data).hexdigest()}, "downloads": 0},
                               "tags": []},
                "links": {"self": f"{API}/files/{number}/", "info": f"{API}/files/{number}/", "move": store, "upload": store, "delete": store,
                          "new_folder": store + "?kind=folder", "download": f"https://osf.io/download/{number}/", "html": f"https://osf.io/{node}/files/osfstorage/{number}"},
                "relationships": {"files": related(f"{API}/nodes/{node}/files/osfstorage/{number}/")} if is_folder else {}}

    def paged(asked, entries):
        size, page = 4, int(asked.one("page", "1"))
        more = page * size < len(entries)
        following = f"https://api.osf.io{asked.path}?page={page + 1}" if more else None
        return {"data": entries[(page - 1) * size:page * size], "links": {"first": None, "last": None, "prev": None, "next": following},
                "meta": {"total": len(entries), "per_page": size, "version": "2.0"}}

    def may(asked):
        return asked.parts.get("node") not in secret or asked.bearer == secret[asked["node"]]

    def guarded(function):
        def answer(asked):
            if asked["node"] not in nodes:
                return Answer(404, '{"errors": [{"detail": "Not found."}]}', kind="application/json")
            return function(asked) if may(asked) else Answer(401, '{"errors": [{"detail": "not allowed"}]}', kind="application/json")
        return answer

    @replica.route("GET", r"/v2/+guids/(?P<node>\w+)/")
    def guid(asked):
        return {"data": {"type": "nodes", "id": asked["node"], "attributes": {}, "links": {}}}

    @replica.route("GET", r"/v2/+nodes/(?P<node>\w+)/")
    @guarded
    def node(asked):
        name = asked["node"]
        return {"data": {"id": name, "type": "nodes", "attributes": {"title": titles[name], "date_created": "2026-01-01T00:00:00Z",
                         "date_modified": "2026-01-01T00:00:00Z", "description": "", "public": True},
                         "links": {"self": f"{API}/nodes/{name}/", "html": f"https://osf.io/{name}/"},
                         "relationships": {"files": related(f"{API}/nodes/{name}/files/"), "children": related(f"{API}/nodes/{name}/children/")}}}

    @replica.route("GET", r"/v2/+nodes/(?P<node>\w+)/children/")
    @guarded
    def children(asked):
        return paged(asked, [{"id": part, "type": "nodes", "attributes": {"title": titles[part]}} for part in parts.get(asked["node"], [])])

    @replica.route("GET", r"/v2/+nodes/(?P<node>\w+)/files/")
    @guarded
    def storages(asked):
        name = asked["node"]
        store = f"{STORE}/resources/{name}/providers/osfstorage/"
        return paged(asked, [{"id": f"{name}:osfstorage", "type": "files",
                              "attributes": {"name": "osfstorage", "kind": "folder", "path": "/", "node": name, "provider": "osfstorage"},
                              "links": {"upload": store, "new_folder": store + "?kind=folder", "storage_addons": f"{API}/addons/"},
                              "relationships": {"files": related(f"{API}/nodes/{name}/files/osfstorage/")}}])

    @replica.route("GET", r"/v2/+nodes/(?P<node>\w+)/files/osfstorage/(?:(?P<folder>\w+)/)?")
    @guarded
    def files(asked):
        name = asked["node"]
        folder = folders(name).get(asked.parts["folder"] or "")
        return 404 if folder is None else paged(asked, [entry(name, folder, *one) for one in inside(name, folder)])

    @replica.route("GET", r"/v1/resources/(?P<node>\w+)/providers/osfstorage/(?P<number>\w+)")
    @guarded
    def bytes_of(asked):
        for path in nodes[asked["node"]]:
            if key(asked["node"], path) == asked["number"]:
                return Answer.redirect(f"https://storage.example.org/{asked['node']}/{asked['number']}?Signature=abc")
        return 404

    @replica.route("GET", r"/(?P<node>\w{5})/(?P<number>[0-9a-f]{24})")
    def stored(asked):
        if asked.headers.get("Authorization") or asked.one("Signature") != "abc":
            return Answer(400, "two ways to sign")
        return next(asked.file(data, etag=asked["number"]) for path, data in nodes[asked["node"]].items() if key(asked["node"], path) == asked["number"])


def main():
    proof = Proof(arguments(__doc__).parse_args(), "osf")
    whole = made_up(bids_paths(subjects=4), seed="osf", largest=200_000)
    part, closed = made_up(["a/b/c.txt", "d.nii.gz"], seed="part"), made_up(["secret.txt"], seed="closed")
    with StandIn(proof.path("tls"), "api.osf.io", "files.osf.io", "osf.io", "storage.example.org") as world:
        routes(world.replica, {"abcde": whole, "fghij": part, "klmno": closed}, {"abcde": "Whole", "fghij": "Part / one", "klmno": "Closed"},
               {"abcde": ["fghij"]}, {"klmno": "open-sesame"})
        if peer := proof.venv("osfclient", "osfclient"):
            for node, wanted, env in (("abcde", whole, {}), ("fghij", part, {}), ("klmno", closed, {"OSF_TOKEN": "open-sesame"})):
                into = proof.path("osfclient", node)
                done = proof.run([os.path.join(peer, "osf"), "-p", node, "clone", into], env={**world.environment, **env})
                proof.check(proof.version(peer, "osfclient"), f"project {node}", done, digests(wanted), os.path.join(into, "osfstorage"))
        both = {**whole, **{"Part _ one/" + path: data for path, data in part.items()}}
        ours(proof, world, "project with a component", both, "{kind: osf, id: abcde, role: primary}")
        ours(proof, world, "project by its page", part, '{kind: osf, url: "https://osf.io/fghij/", role: primary}')
        ours(proof, world, "private project with a token", closed, "{kind: osf, id: klmno, role: primary}", env={"OSF_TOKEN": "open-sesame"})
        refused(proof, world, "private project without a token", ["open https://osf.io/klmno/ and ask"], "{kind: osf, id: klmno, role: primary}")
        nobody_else(proof, world)
    proof.end()


if __name__ == "__main__":
    main()
