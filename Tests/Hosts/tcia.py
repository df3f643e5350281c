"""A replica of NBIA's REST interface, from which tcia_utils and lightbox bring the same series.

    Tests/Hosts/tcia.py --peers FOLDER

Series come as NBIA sends them: zips made while they are sent, without length or ranges, some files in them a licence and a
table of MD5 sums. tcia_utils cannot be pointed at another server by a setting: a wrapper exchanges the beginnings of
addresses in the requests library's one method, and nothing else.
"""
import csv, hashlib, io, json, os, textwrap, zipfile

from proof import Proof, arguments
from replica import Answer, Replica, digests, noise

PEER = textwrap.dedent("""
    import json, sys, requests
    mirrors, call, words = json.loads(sys.argv[1]), sys.argv[2], json.loads(sys.argv[3])
    original = requests.Session.request
    def exchanged(self, method, url, *more, **how):
        for old, new in mirrors.items():
            if url.startswith(old):
                url = new + url[len(old):]
        return original(self, method, url, *more, **how)
    requests.Session.request = exchanged
    from tcia_utils import nbia
    if call == "collection":
        series = nbia.getSeries(collection=words["collection"], api_url=words["server"])
        nbia.downloadSeries(series, path=words["path"], hash="y", api_url=words["server"], max_workers=3)
    else:
        nbia.downloadSeries(words["manifest"], input_type="manifest", path=words["path"], hash="y", max_workers=3)
    """)


class Series:
    def __init__(self, collection, patient, study, uid, images, licence="Creative Commons Attribution 4.0 International License"):
        self.collection, self.patient, self.study, self.uid, self.licence = collection, patient, study, uid, licence
        self.images = {f"1-{n:03}.dcm": noise(f"{uid} {n}", 1000 + 17 * n) for n in range(1, images + 1)}

    def files(self):
        table = "".join(f"{name},{hashlib.md5(content).hexdigest()}\n" for name, content in self.images.items())
        return {**self.images, "LICENSE": self.licence.encode(), "md5hashes.csv": table.encode()}

    def row(self):
        return {"SeriesInstanceUID": self.uid, "StudyInstanceUID": self.study, "Modality": "CT", "PatientID": self.patient,
                "Collection": self.collection, "ImageCount": len(self.images), "SeriesNumber": "1",
                "FileSize": sum(map(len, self.images.values())), "LicenseName": self.licence, "TimeStamp": "2026-01-01 00:00:00.0"}

    def stream(self, breaking=False):
        """The zip in pieces, written forwards alone."""
        class Pipe(io.RawIOBase):
            def __init__(self):
                self.pieces = []

            def writable(self):
                return True

            def write(self, data):
                self.pieces.append(bytes(data))
                return len(data)
        pipe = Pipe()
        with zipfile.ZipFile(pipe, "w", zipfile.ZIP_DEFLATED) as archive:
            for at, (name, content) in enumerate(self.files().items()):
                archive.writestr(name, content)
                yield b"".join(pipe.pieces)
                pipe.pieces.clear()
                if breaking and at == 1:
                    raise OSError("the connection breaks")
        yield b"".join(pipe.pieces)


class NBIA(Replica):
    def __init__(self, series, breaking=()):
        super().__init__()
        self.series, self.breaking = {one.uid: one for one in series}, set(breaking)
        base = r"/(?P<server>nbia|nlst)/nbia-api/services/v4/"
        self.route("GET", base + "getCollectionValues")(self.collections)
        self.route("GET", base + "getSeries")(self.rows)
        self.route("POST", base + "getSeriesMetadata")(self.table)
        self.route("GET", base + "getImage(WithMD5Hash)?")(self.image)

    def of(self, asked):
        return [one for one in self.series.values() if (one.collection == "NLST") == (asked["server"] == "nlst")]

    def collections(self, asked):
        return [{"Collection": name} for name in sorted({one.collection for one in self.of(asked)})]

    def rows(self, asked):
        # Names of parameters and values are case-sensitive; no hits are an empty body.
        found = [one.row() for one in self.of(asked)
                 if all(one.row().get(name) == values[0] for name, values in asked.query.items())]
        found.reverse()
        return Answer(200, json.dumps(found), kind="application/json") if found else Answer(200)

    def table(self, asked):
        names = {"Collection": "Collection", "Patient ID": "PatientID", "Study Instance UID": "StudyInstanceUID",
                 "Series Instance UID": "SeriesInstanceUID", "Image Count": "ImageCount", "File Size": "FileSize", "License Name": "LicenseName"}
        out = io.StringIO()
        writer = csv.writer(out)
        writer.writerow(names)
        for uid in asked.form()["list"].split(","):
            if uid in self.series:
                writer.writerow([self.series[uid].row()[name] for name in names.values()])
        return Answer(200, out.getvalue(), kind="text/csv")

    def image(self, asked):
        one = self.series.get(asked.one("SeriesInstanceUID"))
        if not one:
            return Answer(404)
        return Answer(200, one.stream(breaking=one.uid in self.breaking and asked.earlier == 0), kind="application/zip")


def tree(series, layout):
    return digests({f"{layout(one)}/{name}": content for one in series for name, content in one.files().items()})


def classic(one):
    return f"{one.collection}/{one.patient}/{one.study}/{one.uid}"


def main():
    options = arguments(__doc__).parse_args()
    proof = Proof(options, "tcia")
    root = "1.3.6.1.4.1.99999."
    lung = [Series("Lung-Study", f"L-{p:03}", f"{root}1.{p}", f"{root}1.{p}.{s}", 3 + s) for p in (1, 2, 3) for s in (1, 2)]
    lung[0].licence = "Creative Commons Attribution-NonCommercial 3.0 Unported License"
    nlst = [Series("NLST", "100002", f"{root}2.1", f"{root}2.1.1", 2)]
    broken = [Series("Breaks", "B 1", f"{root}3.1", f"{root}3.1.1", 5)]
    with NBIA(lung + nlst + broken, breaking=[broken[0].uid]) as server:
        mirrors = {f"https://{name}.cancerimagingarchive.net/": f"{server.address}/{name}/" for name in ("nbia", "nlst")}
        manifest = proof.path("some.tcia")
        some = [lung[1], lung[4]]
        with open(manifest, "w") as stream:
            stream.write("downloadServerUrl=https://nbia.cancerimagingarchive.net/nbia-download/servlet/DownloadServlet\nincludeAnnotation=true\n"
                         "noOfrRetry=4\ndatabasketId=some.tcia\nmanifestVersion=3.0\nListOfSeriesToDownload=\n" + "\n".join(one.uid for one in some) + "\n")
        bin = proof.venv("tcia_utils", "tcia_utils")
        if bin:
            client = proof.version(bin, "tcia_utils")
            for call, series, words, what in [
                    ("collection", lung, {"collection": "Lung-Study", "server": ""}, "a collection"),
                    ("collection", nlst, {"collection": "NLST", "server": "nlst"}, "NLST, on its own server"),
                    ("manifest", some, {"manifest": manifest}, "a .tcia manifest")]:
                into = proof.path("peer", what)
                os.makedirs(into)
                done = proof.run([bin + "/python", "-c", PEER, json.dumps(mirrors), call, json.dumps({**words, "path": into})], cwd=proof.folder)
                proof.check(client, what, done, tree(series, lambda one: one.uid), into)

        def card(name):
            return proof.card(name.lower(), f'{{kind: tcia, id: "{name}", role: primary}}')
        ids = proof.path("ids.txt")
        with open(ids, "w") as stream:
            stream.write("\n".join(one.uid for one in some) + "\n")
        for name, series, more, what in [
                ("Lung-Study", lung, [], "a collection"), ("NLST", nlst, [], "NLST, on its own server"),
                ("Lung-Study", some, ["--link", manifest], "a .tcia manifest"), ("Lung-Study", some, ["--ids", ids], "series by UID"),
                ("Lung-Study", lung[2:4], ["--subjects", "L-002"], "one patient"),
                ("Breaks", broken, [], "a stream that breaks off is fetched again")]:
            into = proof.path("ours", what)
            done = proof.get(name.lower(), into, *more, cards=card(name), mirrors=mirrors)
            proof.check("lightbox get", what, done, tree(series, classic), into)
        done = proof.get("lung-study", proof.path("ours", "none"), cards=proof.card("lung-study", '{kind: tcia, id: "LUNG-STUDY", role: primary}'),
                         mirrors=mirrors)
        proof.expect("lightbox get", "a collection spelt otherwise is refused with its name there",
                     done.returncode != 0 and "it has Lung-Study" in done.stderr, done.stderr.strip()[-200:])
    proof.end()


main()
