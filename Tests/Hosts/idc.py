"""An S3 server (moto) with the buckets of the Imaging Data Commons, from which idc-index, s5cmd and lightbox bring the same files.

    Tests/Hosts/idc.py --peers FOLDER

The series, their UIDs, UUIDs and buckets are real ones, taken out of the index that idc-index carries; their files are made up.
"""
import json, os, re, subprocess, textwrap

from proof import Proof, arguments, free_port, wait_for
from replica import digests, noise, tree_of

SUBSET = textwrap.dedent("""
    import json, sys
    import pandas, idc_index_data
    columns = ["collection_id", "PatientID", "StudyInstanceUID", "SeriesInstanceUID", "Modality", "instanceCount", "license_short_name",
               "aws_bucket", "crdc_series_uuid", "series_aws_url", "series_size_MB"]
    index = pandas.read_parquet(idc_index_data.IDC_INDEX_PARQUET_FILEPATH, columns=columns)
    index = index[index.instanceCount > 2]
    names = ["lidc_idri"] + [index[index.aws_bucket == bucket].collection_id.min() for bucket in sorted(index.aws_bucket.unique())]
    some = pandas.concat([index[index.collection_id == name].sort_values("SeriesInstanceUID").head(4) for name in dict.fromkeys(names)])
    some["instanceCount"] = some["instanceCount"].clip(upper=5)
    some.to_csv(sys.argv[1], index=False)
    print(some.to_json(orient="records"))
    """)

FILL = textwrap.dedent("""
    import json, sys, boto3
    s3 = boto3.client("s3", endpoint_url=sys.argv[1], aws_access_key_id="a", aws_secret_access_key="b", region_name="us-east-1")
    for bucket, objects in json.load(sys.stdin).items():
        s3.create_bucket(Bucket=bucket, ACL="public-read")
        for key, text in objects.items():
            s3.put_object(Bucket=bucket, Key=key, Body=bytes.fromhex(text), ACL="public-read")
    """)

PEER = textwrap.dedent("""
    import json, sys
    from idc_index import index
    index.aws_endpoint_url = sys.argv[1]
    client = index.IDCClient()
    client.download_dicom_series(json.loads(sys.argv[3]), sys.argv[2], quiet=False, show_progress_bar=False, use_s5cmd_sync=False)
    """)


def main():
    options = arguments(__doc__).parse_args()
    proof = Proof(options, "idc")
    bin = proof.venv("idc-index", "idc-index", "pyarrow", "boto3", "moto[server,s3]")
    if not bin:
        proof.end()
    port = free_port()
    moto = subprocess.Popen([bin + "/moto_server", "-H", "127.0.0.1", "-p", str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(port)
        run(proof, bin, f"http://127.0.0.1:{port}")
    finally:
        moto.terminate()
    proof.end()


def run(proof, bin, endpoint):
    table = proof.path("index.csv")
    done = proof.run([bin + "/python", "-c", SUBSET, table])
    if done.returncode:
        proof.expect("idc-index", "its index is read", False, done.stderr[-300:])
        return
    series = json.loads(done.stdout)
    collections = list(dict.fromkeys(one["collection_id"] for one in series))
    buckets, tree = {}, {}
    for one in series:
        for number in range(one["instanceCount"]):
            name = f"{one['crdc_series_uuid'][:24]}{number:012}.dcm"
            content = noise(name, 900 + 11 * number)
            buckets.setdefault(one["aws_bucket"], {})[f"{one['crdc_series_uuid']}/{name}"] = content.hex()
            folder = f"{one['collection_id']}/{one['PatientID']}/{one['StudyInstanceUID']}/{one['Modality']}_{one['SeriesInstanceUID']}"
            tree[f"{folder}/{name}"] = (one, content)
    done = proof.run([bin + "/python", "-c", FILL, endpoint], input=json.dumps(buckets))
    if done.returncode:
        proof.expect("boto3", "the buckets are filled", False, done.stderr[-300:])
        return
    wanted = {name: digests({path: content for path, (one, content) in tree.items() if one["collection_id"] == name}) for name in collections}
    mirrors = {"https://s3.amazonaws.com/": endpoint + "/"}
    client = proof.version(bin, "idc-index")
    for name in collections:
        uids = [one["SeriesInstanceUID"] for one in series if one["collection_id"] == name]
        into = proof.path("peer", name)
        os.makedirs(into)
        done = proof.run([bin + "/python", "-c", PEER, endpoint, into, json.dumps(uids)], env={"PATH": bin + ":" + os.environ["PATH"]})
        proof.check(client, f"{name}, in {[one['aws_bucket'] for one in series if one['collection_id'] == name][0]}", done, wanted[name], into)
    # A manifest as the portal writes it; what it brings has no names but UUIDs.
    manifest = proof.path("some.s5cmd")
    with open(manifest, "w") as stream:
        stream.write("# To download the files in this manifest, see the portal.\n" + "".join(f"cp s3://{one['aws_bucket']}/{one['crdc_series_uuid']}/* .\n" for one in series[:3]))
    plain = digests({f"{one['crdc_series_uuid']}/{path.split('/')[-1]}": content for path, (one, content) in tree.items() if one in series[:3]})
    into = proof.path("peer", "manifest")
    os.makedirs(into)
    done = proof.run([bin + "/s5cmd", "--no-sign-request", "--endpoint-url", endpoint, "run", manifest], cwd=into)
    flat = {path.split("/")[-1]: digest for path, digest in plain.items()}
    proof.check("s5cmd " + re.sub(r"-.*", "", proof.run([bin + "/s5cmd", "version"]).stdout.strip()), "a manifest, without folders", done, flat, into)
    for name in collections:
        into = proof.path("ours", name)
        card = proof.card(name.replace("_", "-"), f'{{kind: idc, id: {name}, url: "s3://idc-open-data", role: primary}}')
        done = proof.get(name.replace("_", "-"), into, cards=card, mirrors=mirrors, env={"LIGHTBOX_IDC_INDEX": table})
        proof.check("lightbox get", f"{name}, by a table", done, wanted[name], into)
    into = proof.path("ours", "manifest")
    card = proof.card("idc", '{kind: idc, id: "s3://idc-open-data", url: "s3://idc-open-data", role: primary}')
    done = proof.get("idc", into, cards=card, mirrors=mirrors, env={"LIGHTBOX_IDC_INDEX": manifest})
    proof.check("lightbox get", "a manifest, by UUID", done, plain, into)
    done = proof.get("idc", proof.path("ours", "none"), cards=card, mirrors=mirrors)
    proof.expect("lightbox get", "without an index the command that makes one is told", done.returncode != 0 and "to_csv" in done.stderr)


main()
