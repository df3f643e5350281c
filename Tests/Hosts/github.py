"""GitHub: a real bare repository behind git's own server (git http-backend), with replicas of GitHub's API, of its raw
files, of releases and of Git LFS over it; git, git-lfs and gh against it, then `lightbox get`.

    python3 Tests/Hosts/github.py --peers FOLDER

The clients ask github.com and api.github.com themselves and are led to the replica by a proxy (standin.py).
"""
import gzip, hashlib, json, os, shutil, subprocess

from proof import Proof, arguments
from replica import Answer, bids_paths, digests, made_up
from standin import StandIn, nobody_else, ours, refused

OWNER = "lab"


def git(*words, cwd, **env):
    done = subprocess.run(["git", *words], cwd=cwd, capture_output=True,
                          env={"PATH": os.environ["PATH"], "HOME": cwd, "GIT_CONFIG_NOSYSTEM": "1", "GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@a.org",
                               "GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@a.org", "GIT_AUTHOR_DATE": "2026-01-01T00:00:00Z",
                               "GIT_COMMITTER_DATE": "2026-01-01T00:00:00Z", **env})
    if done.returncode:
        raise RuntimeError(f"git {words[0]}: {done.stderr.decode()}")
    return done.stdout


def make(folder, content, large=(), tag=None):
    """A bare repository of some files; those in `large` as pointers of Git LFS."""
    work, bare = folder + ".work", folder + ".git"
    os.makedirs(work)
    git("init", "-q", "-b", "main", cwd=work)
    if large:
        content = {**content, ".gitattributes": b"*.nii.gz filter=lfs diff=lfs merge=lfs -text\n"}
    for path, data in content.items():
        place = os.path.join(work, path)
        os.makedirs(os.path.dirname(place), exist_ok=True)
        if path in large:
            data = f"version https://git-lfs.github.com/spec/v1\noid sha256:{hashlib.sha256(data).hexdigest()}\nsize {len(data)}\n".encode()
        with open(place, "wb") as stream:
            stream.write(data)
    git("-c", "filter.lfs.clean=cat", "-c", "filter.lfs.required=false", "add", "-A", cwd=work)
    git("commit", "-q", "-m", "Files", cwd=work)
    if tag:
        git("tag", tag, cwd=work)
    git("clone", "-q", "--bare", work, bare, cwd=os.path.dirname(folder))
    git("config", "http.uploadpack", "true", cwd=bare)
    return content


def routes(replica, root, releases, objects, cut_off=0, private=(), budget=None):
    """GitHub over the bare repositories of a folder. `releases` is {(repository, tag): {name: bytes}}, `objects` {oid: bytes};
    trees of more than `cut_off` entries are sent cut off, and `budget` holds how many questions the API still answers."""
    def bare(name):
        return os.path.join(root, name + ".git")

    def problem(status, words, **headers):
        return Answer(status, json.dumps({"message": words, "documentation_url": "https://docs.github.com/rest"}), headers, "application/json")

    def may(asked, name):
        token = (asked.headers.get("Authorization") or "").split(" ")[-1]
        return name not in private or token == private[name] or (asked.basic or ("", ""))[1] == private[name]

    def guarded(function):
        def answer(asked):
            if budget is not None:
                budget["left"] -= 1
                if budget["left"] < 0:
                    return problem(403, "API rate limit exceeded", **{"X-RateLimit-Limit": "60", "X-RateLimit-Remaining": "0", "X-RateLimit-Reset": str(budget["reset"])})
            name = asked["name"]
            if not os.path.isdir(bare(name)) or not may(asked, name):
                return problem(404, "Not Found")
            try:
                return function(asked, bare(name))
            except RuntimeError:
                return problem(404, "Not Found")
        return answer

    API = rf"/repos/{OWNER}/(?P<name>[\w.-]+)"

    @replica.route("GET", API)
    @guarded
    def repository(asked, place):
        return {"id": 1, "node_id": "x", "name": asked["name"], "full_name": f"{OWNER}/{asked['name']}", "owner": {"login": OWNER}, "default_branch": "main",
                "html_url": f"https://github.com/{OWNER}/{asked['name']}", "clone_url": f"https://github.com/{OWNER}/{asked['name']}.git", "private": False}

    @replica.route("GET", API + r"/commits/(?P<ref>[^/]+)")
    @guarded
    def commit(asked, place):
        sha = git("rev-parse", asked["ref"] + "^{commit}", cwd=place).decode().strip()
        tree = git("rev-parse", sha + "^{tree}", cwd=place).decode().strip()
        return {"sha": sha, "commit": {"tree": {"sha": tree, "url": ""}, "message": "Files"}, "parents": []}

    @replica.route("GET", API + r"/git/trees/(?P<tree>\w+)")
    @guarded
    def tree(asked, place):
        whole = asked.one("recursive") is not None
        rows = git("ls-tree", "-z", "-l", *(["-r", "-t"] if whole else []), asked["tree"], cwd=place).decode().split("\0")[:-1]
        entries = []
        for row in rows:
            (mode, kind, sha, size), path = row.split("\t")[0].split(), row.split("\t", 1)[1]
            entries.append({"path": path, "mode": mode, "type": kind, "sha": sha, **({"size": int(size)} if kind == "blob" else {}), "url": ""})
        cut = bool(cut_off) and whole and len(entries) > cut_off
        return {"sha": asked["tree"], "url": "", "tree": entries[:cut_off] if cut else entries, "truncated": cut}

    def released(asked, tag):
        return [{"id": 1000 + at, "name": name, "label": "", "state": "uploaded", "size": len(data), "content_type": "application/zip",
                 "digest": "sha256:" + hashlib.sha256(data).hexdigest(), "url": f"https://api.github.com/repos/{OWNER}/{asked['name']}/releases/assets/{1000 + at}",
                 "browser_download_url": f"https://github.com/{OWNER}/{asked['name']}/releases/download/{tag}/{name}"}
                for at, (name, data) in enumerate(releases[(asked["name"], tag)].items())]

    @replica.route("GET", API + r"/releases/tags/(?P<tag>[^/]+)")
    @guarded
    def release(asked, place):
        tag = asked["tag"]
        if (asked["name"], tag) not in releases:
            return problem(404, "Not Found")
        return {"id": 5, "tag_name": tag, "name": tag, "draft": False, "prerelease": False, "assets": released(asked, tag), "body": "", "url": "",
                "html_url": f"https://github.com/{OWNER}/{asked['name']}/releases/tag/{tag}", "tarball_url": "", "zipball_url": ""}

    @replica.route("POST", r"/graphql")
    def graphql(asked):
        # gh asks for the number of a release by its tag.
        told = asked.json()["variables"]
        return {"data": {"repository": {"release": {"databaseId": 5, "isDraft": False} if (told["name"], told["tagName"]) in releases else None}}}

    @replica.route("GET", API + r"/releases/5")
    @guarded
    def numbered(asked, place):
        asked.parts["tag"] = next(tag for name, tag in releases if name == asked["name"])
        return release(asked)

    @replica.route("GET", API + r"/releases/assets/(?P<id>\d+)")
    @guarded
    def asset(asked, place):
        for (name, tag), content in releases.items():
            if name == asked["name"]:
                data = list(content.items())[int(asked["id"]) - 1000]
                if asked.headers.get("Accept") == "application/octet-stream":
                    return Answer.redirect(f"https://objects.githubusercontent.com/{name}/{tag}/{data[0]}?X-Amz-Signature=abc")
                return released({"name": name}, tag)[int(asked["id"]) - 1000]
        return problem(404, "Not Found")

    @replica.route("GET", rf"/{OWNER}/(?P<name>[\w.-]+)/releases/download/(?P<tag>[^/]+)/(?P<file>.+)")
    def download(asked):
        return Answer.redirect(f"https://objects.githubusercontent.com/{asked['name']}/{asked['tag']}/{asked['file']}?X-Amz-Signature=abc")

    @replica.route("POST", rf"/{OWNER}/(?P<name>[\w.-]+)\.git/info/lfs/objects/batch")
    def batch(asked):
        if not may(asked, asked["name"]):
            return Answer(401, '{"message": "Credentials needed"}', {"LFS-Authenticate": 'Basic realm="GitHub"'}, "application/vnd.git-lfs+json")
        found = [{"oid": one["oid"], "size": one["size"], "authenticated": True,
                  **({"actions": {"download": {"href": f"https://github-cloud.githubusercontent.com/alambic/{one['oid']}?X-Amz-Signature=abc", "header": {}, "expires_in": 3600}}}
                     if one["oid"] in objects else {"error": {"code": 404, "message": "Object does not exist on the server"}})} for one in asked.json()["objects"]]
        return Answer(200, json.dumps({"transfer": "basic", "objects": found}), kind="application/vnd.git-lfs+json")

    @replica.route("GET", r"/alambic/(?P<oid>[0-9a-f]{64})")
    def large(asked):
        return asked.file(objects[asked["oid"]], etag=asked["oid"][:32]) if asked.one("X-Amz-Signature") == "abc" else 403

    # git's own server, as a web server runs it (CGI).
    @replica.route("GET POST", rf"/{OWNER}/(?P<name>[\w-]+)(?:\.git)?/(?P<rest>info/refs|git-upload-pack)")
    def smart(asked):
        if not may(asked, asked["name"]):
            return Answer(401, "", {"WWW-Authenticate": 'Basic realm="GitHub"'})
        body = gzip.decompress(asked.body) if asked.headers.get("Content-Encoding") == "gzip" else asked.body
        done = subprocess.run(["git", "http-backend"], input=body, capture_output=True,
                              env={"PATH": os.environ["PATH"], "GIT_PROJECT_ROOT": root, "GIT_HTTP_EXPORT_ALL": "1", "PATH_INFO": f"/{asked['name']}.git/{asked['rest']}",
                                   "REQUEST_METHOD": asked.method, "QUERY_STRING": asked.target.partition("?")[2], "CONTENT_TYPE": asked.headers.get("Content-Type", ""),
                                   "CONTENT_LENGTH": str(len(body)), "GIT_PROTOCOL": asked.headers.get("Git-Protocol", ""), "HOME": root,
                                   "GIT_CONFIG_COUNT": "1", "GIT_CONFIG_KEY_0": "safe.directory", "GIT_CONFIG_VALUE_0": "*"})
        head, _, body = done.stdout.partition(b"\r\n\r\n")
        fields = dict(line.split(": ", 1) for line in head.decode().split("\r\n"))
        return Answer(int(fields.pop("Status", "200").split()[0]), body, fields)

    # raw.githubusercontent.com and objects.githubusercontent.com.
    @replica.route("GET", rf"/{OWNER}/(?P<name>[\w.-]+)/(?P<commit>[0-9a-f]{{40}})/(?P<path>.+)")
    def raw(asked):
        if not may(asked, asked["name"]):
            return Answer(404, "404: Not Found")
        try:
            data = git("show", f"{asked['commit']}:{asked['path']}", cwd=bare(asked["name"]))
        except (RuntimeError, OSError):
            return Answer(404, "404: Not Found")
        return asked.file(data, etag=hashlib.sha256(data).hexdigest())

    @replica.route("GET", r"/(?P<name>[\w-]+)/(?P<tag>v[\w.]+)/(?P<file>.+)")
    def stored(asked):
        data = releases[(asked["name"], asked["tag"])][asked["file"]]
        return 400 if asked.headers.get("Authorization") else asked.file(data, etag=hashlib.md5(data).hexdigest())


def main():
    proof = Proof(arguments(__doc__).parse_args(), "github")
    root = proof.path("repositories")
    os.makedirs(root)
    plain = make(os.path.join(root, "plain"), made_up(bids_paths() + ["a+b/c (1)/ü%20.csv"], seed="plain", largest=100_000), tag="v1.0")
    large_paths = [f"sub-{number:02}/anat/T1w.nii.gz" for number in range(1, 4)]
    whole = made_up(large_paths + ["README.md", "sub-01/anat/T1w.json"], seed="large", largest=600_000)
    kept = make(os.path.join(root, "large"), whole, large=large_paths)
    closed = make(os.path.join(root, "closed"), made_up(["closed.csv", "d/e.csv"], seed="closed"))
    assets = made_up(["models.zip", "more (2).zip"], seed="assets", largest=300_000)
    objects = {hashlib.sha256(whole[path]).hexdigest(): whole[path] for path in large_paths}
    names = ("github.com", "api.github.com", "raw.githubusercontent.com", "objects.githubusercontent.com", "github-cloud.githubusercontent.com")
    with StandIn(proof.path("tls"), *names) as world:
        budget = {"left": 1_000_000, "reset": 0}
        routes(world.replica, root, {("plain", "v1.0"): assets}, objects, cut_off=12, private={"closed": "open-sesame"}, budget=budget)
        env = {**world.environment, "GIT_CONFIG_NOSYSTEM": "1", "GIT_TERMINAL_PROMPT": "0"}
        version = subprocess.run(["git", "--version"], capture_output=True, text=True).stdout.strip()
        leave = [r"\.git/.*"]
        into = proof.path("git")
        done = proof.run(["git", "clone", "-q", f"https://github.com/{OWNER}/plain", into], env=env)
        proof.check(version, "clones lab/plain", done, digests(plain), into, leave)
        if shutil.which("git-lfs"):
            into = proof.path("git-lfs")
            filters = {"GIT_CONFIG_COUNT": "3", "GIT_CONFIG_KEY_0": "filter.lfs.process", "GIT_CONFIG_VALUE_0": "git-lfs filter-process",
                       "GIT_CONFIG_KEY_1": "filter.lfs.smudge", "GIT_CONFIG_VALUE_1": "git-lfs smudge -- %f", "GIT_CONFIG_KEY_2": "filter.lfs.required", "GIT_CONFIG_VALUE_2": "true"}
            done = proof.run(["git", "clone", "-q", f"https://github.com/{OWNER}/large", into], env={**env, **filters})
            proof.check("git-lfs " + subprocess.run(["git-lfs", "--version"], capture_output=True, text=True).stdout.split()[0].partition("/")[2], "clones lab/large", done,
                        digests(kept), into, leave)
        else:
            proof.skip("git-lfs", "is not installed")
        if shutil.which("gh"):
            into = proof.path("gh")
            done = proof.run(["gh", "release", "download", "v1.0", "--repo", f"{OWNER}/plain", "--dir", into], env={**env, "GH_TOKEN": "any"})
            proof.check(subprocess.run(["gh", "--version"], capture_output=True, text=True).stdout.split("\n")[0], "downloads release v1.0", done, digests(assets), into)
        else:
            proof.skip("gh", "is not installed")

        ours(proof, world, "repository whose tree is cut off", plain, f"{{kind: github, id: {OWNER}/plain, role: primary}}")
        ours(proof, world, "repository with Git LFS", kept, f'{{kind: github, url: "https://github.com/{OWNER}/large", role: primary}}')
        ours(proof, world, "release with its assets", {**plain, **assets}, f"{{kind: github, id: {OWNER}/plain, role: primary}}", more=["--release", "v1.0"])
        card = f"{{kind: github, id: {OWNER}/closed, role: primary}}"
        ours(proof, world, "private repository with a token", closed, card, env={"GITHUB_TOKEN": "open-sesame"})
        refused(proof, world, "private repository without a token", ["goes into $GITHUB_TOKEN"], card)
        import time
        budget.update(left=0, reset=int(time.time()) + 3000)
        refused(proof, world, "budget used up", ["60 questions an hour", "$GITHUB_TOKEN"], f"{{kind: github, id: {OWNER}/plain, role: primary}}")
        nobody_else(proof, world)
    proof.end()


if __name__ == "__main__":
    main()
