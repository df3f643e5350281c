#!/usr/bin/env python3
"""moto's S3 server on this machine: what `lightbox get` brings from it, and what boto3 and the AWS command line do.

    Tests/Hosts/s3.py --peers FOLDER [--program .build/debug/lightbox]

Looked at: more keys than a page holds, odd keys, tags of parts, a state of an earlier moment, single objects that a card
names, signatures that the server checks, keys from a profile, and links signed by boto3.
"""
import base64, json, os, subprocess, sys, urllib.request

from addresses import card
from proof import Proof, arguments, free_port, wait_for
from replica import digests, made_up, noise

MAKE = """
import boto3, json, sys, base64
from boto3.s3.transfer import TransferConfig
port, folder = sys.argv[1], sys.argv[2]
content = {path: base64.b64decode(data) for path, data in json.load(open(folder + '/content.json')).items()}
s3 = boto3.client('s3', endpoint_url=f'http://127.0.0.1:{port}', region_name='us-east-1', aws_access_key_id='x', aws_secret_access_key='y')
s3.create_bucket(Bucket='open.example.org', ACL='public-read')
s3.put_bucket_versioning(Bucket='open.example.org', VersioningConfiguration={'Status': 'Enabled'})
for path, data in content.items():
    if path == 'big.bin':
        open(folder + '/big.bin', 'wb').write(data)
        s3.upload_file(folder + '/big.bin', 'open.example.org', 'ds1/big.bin', ExtraArgs={'ACL': 'public-read'}, Config=TransferConfig(multipart_threshold=5 << 20, multipart_chunksize=5 << 20))
    else:
        s3.put_object(Bucket='open.example.org', Key='ds1/' + path, Body=data, ACL='public-read')
s3.put_object(Bucket='open.example.org', Key='ds1/folder/', Body=b'')
s3.put_object(Bucket='open.example.org', Key='ds10/other', Body=b'other')
import time, datetime
time.sleep(1.2)
moment = datetime.datetime.now(datetime.timezone.utc).strftime('%Y-%m-%dT%H:%M:%SZ')
time.sleep(1.2)
s3.put_object(Bucket='open.example.org', Key='ds1/sub-01/a.txt', Body=b'newer', ACL='public-read')
s3.delete_object(Bucket='open.example.org', Key='ds1/sub-02/a.txt')
link = s3.generate_presigned_url('get_object', Params={'Bucket': 'open.example.org', 'Key': 'ds1/sub-03/a.txt'}, ExpiresIn=600)
iam = boto3.client('iam', endpoint_url=f'http://127.0.0.1:{port}', region_name='us-east-1', aws_access_key_id='x', aws_secret_access_key='y')
iam.create_user(UserName='reader')
iam.put_user_policy(UserName='reader', PolicyName='read', PolicyDocument=json.dumps({'Version': '2012-10-17', 'Statement': [
    {'Effect': 'Allow', 'Action': ['s3:GetObject', 's3:ListBucket', 's3:GetObjectVersion', 's3:ListBucketVersions'], 'Resource': '*'}]}))
key = iam.create_access_key(UserName='reader')['AccessKey']
print(json.dumps({'moment': moment, 'link': link, 'key': key['AccessKeyId'], 'secret': key['SecretAccessKey']}))
"""


def main():
    options = arguments(__doc__).parse_args()
    proof = Proof(options, "s3")
    bin = proof.venv("s3", "moto[server,s3,iam]", "boto3", "awscli")
    if not bin:
        proof.end()
    content = made_up([f"sub-{n:02}/a.txt" for n in range(1, 40)] + ["a b+c&d.txt", "ä/ü?.txt", "100%25.txt"], largest=3000)
    content.update(made_up([f"many/{n:04}" for n in range(2300)], smallest=1, largest=20))
    content["big.bin"] = noise("big", 11 << 20)
    with open(proof.path("content.json"), "w") as stream:
        json.dump({path: base64.b64encode(data).decode() for path, data in content.items()}, stream)
    port = free_port()
    address = f"http://127.0.0.1:{port}/"
    server = subprocess.Popen([os.path.join(bin, "moto_server"), "-H", "127.0.0.1", "-p", str(port)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        wait_for(port, 60)
        made = proof.run([os.path.join(bin, "python"), "-c", MAKE, str(port), proof.folder])
        if made.returncode:
            sys.exit(made.stderr)
        facts = json.loads(made.stdout)
        now = {path: data for path, data in content.items() if path != "sub-02/a.txt"} | {"sub-01/a.txt": b"newer"}
        cards, into, mirrors = proof.path("cards"), proof.path("ours"), {"https://s3.amazonaws.com/": address}
        card(cards, "bucket", 'kind: s3, role: primary, id: "s3://open.example.org/ds1"')
        card(cards, "named", 'kind: s3, role: primary, url: "https://s3.amazonaws.com/open.example.org/ds1/", archives: ["big.bin", "sub-0{3,4}/a.txt", "sub-3*/*.txt"]')
        card(cards, "closed", 'kind: s3, role: primary, id: "s3://open.example.org/ds1/many"', "registration")
        card(cards, "link", "kind: user-link, role: primary, id: a link in an e-mail")
        named = {path: data for path, data in content.items() if path in ("big.bin", "sub-03/a.txt", "sub-04/a.txt") or path.startswith("sub-3")}
        many = {path[5:]: data for path, data in content.items() if path.startswith("many/")}
        moto = proof.version(bin, "moto")
        proof.check("lightbox get", f"a folder of a bucket, 2,342 keys ({moto})", proof.get("bucket", into + "/now", cards=cards, mirrors=mirrors), digests(now), into + "/now")
        proof.check("lightbox get", "the state of an earlier moment, by versions",
                    proof.get("bucket", into + "/then", "--release", facts["moment"], cards=cards, mirrors=mirrors), digests(content), into + "/then")
        proof.check("lightbox get", "objects and patterns that a card names", proof.get("named", into + "/named", cards=cards, mirrors=mirrors), digests(named), into + "/named")
        proof.check("lightbox get", "a link signed by boto3", proof.get("link", into + "/link", "--link", facts["link"], cards=cards), digests({"a.txt": content["sub-03/a.txt"]}), into + "/link")
        anonymous = {"AWS_ENDPOINT_URL": address, "AWS_REGION": "us-east-1"}
        theirs = proof.path("aws")
        proof.check(proof.version(bin, "awscli"), "aws s3 sync --no-sign-request", proof.run(
            [os.path.join(bin, "aws"), "s3", "sync", "--no-sign-request", "--quiet", "s3://open.example.org/ds1", theirs], env=anonymous), digests(now), theirs)
        theirs = proof.path("boto3")
        walk = ("import boto3, os, sys\nfrom botocore import UNSIGNED\nfrom botocore.config import Config\n"
                "s3 = boto3.client('s3', config=Config(signature_version=UNSIGNED))\n"
                "for page in s3.get_paginator('list_objects_v2').paginate(Bucket='open.example.org', Prefix='ds1/'):\n"
                "    for item in page['Contents']:\n        name = os.path.join(sys.argv[1], item['Key'][4:])\n"
                "        if not name.endswith('/'):\n            os.makedirs(os.path.dirname(name), exist_ok=True)\n"
                "            s3.download_file('open.example.org', item['Key'], name)\n")
        proof.check(proof.version(bin, "boto3"), "list_objects_v2 and download_file", proof.run([os.path.join(bin, "python"), "-c", walk, theirs], env=anonymous), digests(now), theirs)
        # From here on every signature is checked.
        urllib.request.urlopen(urllib.request.Request(address + "moto-api/reset-auth", b"0", {"Content-Type": "text/plain"})).read()
        keys = {"AWS_ACCESS_KEY_ID": facts["key"], "AWS_SECRET_ACCESS_KEY": facts["secret"]}
        done = proof.run([os.path.join(bin, "aws"), "s3", "ls", "s3://open.example.org/"], env={**anonymous, **keys, "AWS_SECRET_ACCESS_KEY": "wrong"})
        proof.expect(proof.version(bin, "awscli"), "a wrong key is refused", done.returncode != 0, done.stderr.strip()[-200:])
        proof.check("lightbox get", "signed, by $AWS_ACCESS_KEY_ID", proof.get("closed", into + "/closed", cards=cards, mirrors=mirrors, env=keys), digests(many), into + "/closed")
        os.makedirs(proof.path("home/.aws"), exist_ok=True)
        with open(proof.path("home/.aws/credentials"), "w") as stream:
            stream.write(f"[lab]\naws_access_key_id = {facts['key']}\naws_secret_access_key = {facts['secret']}\n")
        proof.check("lightbox get", "signed, by a profile", proof.get("closed", into + "/profile", cards=cards, mirrors=mirrors, env={"AWS_PROFILE": "lab"}), digests(many), into + "/profile")
        done = proof.get("closed", into + "/wrong", cards=cards, mirrors=mirrors, env={**keys, "AWS_SECRET_ACCESS_KEY": "wrong"})
        proof.expect("lightbox get", "a wrong key is refused, and is not shown", done.returncode != 0 and "do not open it" in done.stderr and "wrong" not in done.stderr.replace("/wrong", ""),
                     done.stderr.strip()[-300:])
        theirs = proof.path("aws-signed")
        proof.check(proof.version(bin, "awscli"), "aws s3 sync, signed", proof.run(
            [os.path.join(bin, "aws"), "s3", "sync", "--quiet", "s3://open.example.org/ds1/many", theirs], env={**anonymous, **keys}), digests(many), theirs)
    finally:
        server.terminate()
    proof.end()


if __name__ == "__main__":
    main()
