"""Shared links: replicas of Google Drive with its page before large files, of Box and of Dropbox; gdown and curl against
them, then `lightbox get`.

    python3 Tests/Hosts/sharedlinks.py --peers FOLDER

The clients ask drive.google.com, nihcc.box.com and www.dropbox.com themselves and are led to the replica by a proxy.
"""
import hashlib, html, os

from proof import Proof, arguments
from replica import Answer, digests, made_up
from standin import StandIn, nobody_else, ours, refused


def name_of(*words):
    return "1" + hashlib.sha1(" ".join(words).encode()).hexdigest()[:32]


def page(title, body):
    return Answer(200, f"<!DOCTYPE html><html><head><title>{title}</title></head><body>{body}</body></html>", kind="text/html; charset=utf-8")


def drive(replica, files, folders, large=100_000, used_up=()):
    """Google Drive: files as {id: (name, bytes)}, folders as {id: (title, [(name, id, is a folder)])}."""
    @replica.route("GET", r"/uc")
    def old(asked):
        return Answer.redirect(f"https://drive.usercontent.google.com/download?id={asked.one('id')}&export=download", 303)

    @replica.route("GET", r"/download")
    def download(asked):
        id = asked.one("id")
        if id in used_up:
            return page("Google Drive - Quota exceeded", '<p class="uc-error-caption">Sorry, you can&#39;t view or download this file at this time.</p>'
                        '<p class="uc-error-subcaption">Too many users have viewed or downloaded this file recently.</p>')
        if id not in files:
            return Answer(404, "<!DOCTYPE html><title>Error 404 (Not Found)</title>", kind="text/html")
        name, data = files[id]
        if len(data) >= large and asked.one("uuid") != "u-1":
            return page("Google Drive - Virus scan warning", '<form id="download-form" action="https://drive.usercontent.google.com/download" method="get">'
                        '<input type="submit" id="uc-download-link" value="Download anyway"/>'
                        f'<input type="hidden" name="id" value="{id}"><input type="hidden" name="export" value="download">'
                        '<input type="hidden" name="confirm" value="t"><input type="hidden" name="uuid" value="u-1"></form>')
        return asked.file(data, headers={"Content-Disposition": f'attachment; filename="{name}"', "Last-Modified": "Thu, 01 Jan 2026 00:00:00 GMT"})

    @replica.route("GET", r"/embeddedfolderview")
    def folder(asked):
        if asked.one("id") not in folders:
            return page("Sign in", "")
        title, entries = folders[asked.one("id")]
        def link(name, id, is_folder):
            place = f"https://drive.google.com/drive/folders/{id}" if is_folder else f"https://drive.google.com/file/d/{id}/view?usp=drive_web"
            return f'<div class="flip-entry" id="entry-{id}"><div class="flip-entry-info"><a href="{place}" target="_blank"><div class="flip-entry-title">{html.escape(name)}</div></a></div></div>'
        return page(html.escape(title), "".join(link(*entry) for entry in entries))

    @replica.route("GET", r"/drive/folders/(?P<id>[\w-]+)")
    def shown(asked):
        return page("Folder - Google Drive", "")

    @replica.route("GET", r"/file/d/(?P<id>[\w-]+)/view")
    def viewed(asked):
        return page(html.escape(files[asked["id"]][0]) + " - Google Drive", "") if asked["id"] in files else Answer(404, "<!DOCTYPE html>", kind="text/html")


def links(replica, box, dropbox):
    @replica.route("GET", r"/shared/static/(?P<name>[\w.]+)")
    def static(asked):
        return Answer.redirect(f"https://public.boxcloud.com/d/1/{asked['name']}/download") if asked["name"] in box else 404

    @replica.route("GET", r"/d/1/(?P<name>[\w.]+)/download")
    def stored(asked):
        return asked.file(box[asked["name"]], etag=asked["name"])

    @replica.route("GET", r"/(?P<path>(?:sh|scl)/.+)")
    def shared(asked):
        if asked["path"] not in dropbox:
            return 404
        if asked.one("dl") != "1":
            return page("Dropbox - a file", "a viewer")
        return Answer.redirect(f"https://uc0.dl.dropboxusercontent.com/cd/0/get/{asked['path']}")

    @replica.route("GET", r"/cd/0/get/(?P<path>.+)")
    def served(asked):
        return asked.file(dropbox[asked["path"]], etag=hashlib.md5(asked["path"].encode()).hexdigest())


def main():
    proof = Proof(arguments(__doc__).parse_args(), "sharedlinks")
    inside = made_up(["a.csv", "b & c's.txt", "scans/1.nii.gz", "scans/deep/2.nii.gz"], seed="drive")
    big = made_up(["big.zip"], seed="big", smallest=300_000, largest=400_000)
    inside |= {"scans/big.zip": big["big.zip"]}
    files = {name_of(path): (path.rpartition("/")[2], data) for path, data in inside.items()}
    one, gone = name_of("one"), name_of("used up")
    files |= {one: ("big.zip", big["big.zip"]), gone: ("gone.zip", b"x")}
    top, scans, deep = name_of("top"), name_of("folder scans"), name_of("folder deep")
    folders = {top: ("Data set", [("scans", scans, True)] + [(name, name_of(name), False) for name in ("b & c's.txt", "a.csv")]),
               scans: ("scans", [("1.nii.gz", name_of("scans/1.nii.gz"), False), ("deep", deep, True), ("big.zip", name_of("scans/big.zip"), False)]),
               deep: ("deep", [("2.nii.gz", name_of("scans/deep/2.nii.gz"), False)])}
    box, dropbox = made_up(["abc123.gz", "def456.zip"], seed="box"), made_up(["sh/z4/AAD/training.zip", "scl/fi/k/test.zip"], seed="dropbox")
    names = ("drive.google.com", "drive.usercontent.google.com", "nihcc.box.com", "public.boxcloud.com", "www.dropbox.com", "uc0.dl.dropboxusercontent.com")
    with StandIn(proof.path("tls"), *names) as world:
        drive(world.replica, files, folders, used_up=[gone])
        links(world.replica, box, dropbox)
        if peer := proof.venv("gdown", "gdown"):
            gdown, version = os.path.join(peer, "gdown"), proof.version(peer, "gdown")
            into = proof.path("gdown-file")
            os.makedirs(into)
            done = proof.run([gdown, one, "-O", into + "/"], env=world.environment)
            proof.check(version, "file behind the virus page", done, digests(big), into)
            into = proof.path("gdown-folder")
            done = proof.run([gdown, f"https://drive.google.com/drive/folders/{top}", "-O", into + "/"] + (["--folder"] if version < "gdown 6" else []), env=world.environment)
            below = os.path.join(into, "Data set")
            proof.check(version, "folder with folders", done, digests(inside), below if os.path.isdir(below) else into)
            done = proof.run([gdown, gone, "-O", proof.path("gone.zip")], env=world.environment)
            proof.expect(version, "file whose quota is used up", done.returncode != 0 and "Too many users" in done.stdout + done.stderr, "says so")
        into = proof.path("curl")
        os.makedirs(into)
        done = proof.run(["curl", "-sSLf", "-o", f"{into}/a.gz", "https://nihcc.box.com/shared/static/abc123.gz",
                          "-o", f"{into}/t.zip", "https://www.dropbox.com/sh/z4/AAD/training.zip?dl=1"], env=world.environment)
        proof.check("curl", "links of Box and Dropbox", done, digests({"a.gz": box["abc123.gz"], "t.zip": dropbox["sh/z4/AAD/training.zip"]}), into)

        ours(proof, world, "Drive file behind the virus page", big, f'{{kind: google-drive, id: x, url: "https://drive.google.com/file/d/{one}/view", role: primary}}')
        ours(proof, world, "Drive folder with folders", inside, f'{{kind: google-drive, id: x, url: "https://drive.google.com/drive/folders/{top}?usp=sharing", role: primary}}')
        refused(proof, world, "Drive file whose quota is used up", ["Quota exceeded", "tomorrow"],
                f'{{kind: google-drive, id: x, url: "https://drive.google.com/file/d/{gone}/view", role: primary, archives: [{{name: "gone.zip"}}]}}')
        refused(proof, world, "Drive folder that is not shared", ["--from FOLDER"],
                f'{{kind: google-drive, id: x, url: "https://drive.google.com/drive/folders/{name_of("shut")}", role: primary}}')
        ours(proof, world, "Box by its direct links", {"images_001.tar.gz": box["abc123.gz"]},
             '{kind: box, id: b, url: "https://nihcc.app.box.com/v/X", role: primary, archives: [{name: "images_001.tar.gz", url: "https://nihcc.box.com/shared/static/abc123.gz"}]}')
        refused(proof, world, "Box by a page for people", ["open https://nihcc.app.box.com/v/X, press Download", "--from FOLDER"],
                '{kind: box, id: b, url: "https://nihcc.app.box.com/v/X", role: primary}')
        ours(proof, world, "Dropbox with dl=0 and without", {"training.zip": dropbox["sh/z4/AAD/training.zip"], "test.zip": dropbox["scl/fi/k/test.zip"]},
             '{kind: dropbox, id: z, role: primary, archives: [{name: "training.zip", url: "https://www.dropbox.com/sh/z4/AAD/training.zip?dl=0"}, '
             '{name: "test.zip", url: "https://www.dropbox.com/scl/fi/k/test.zip?rlkey=r"}]}')
        nobody_else(proof, world)
    proof.end()


if __name__ == "__main__":
    main()
