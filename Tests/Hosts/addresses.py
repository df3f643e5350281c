#!/usr/bin/env python3
"""Real nginx, lighttpd, Apache, vsftpd and pyftpdlib on this machine: what `lightbox get` brings from them, and what wget and curl do.

    Tests/Hosts/addresses.py [--peers FOLDER] [--program .build/debug/lightbox]

Looked at: archives by name, by pattern from folder pages, a list of digests, log-in, TLS with an authority of our own,
HTTP/2, FTP that lists for programs and FTP that lists for people, and links that are signed and expire (secure_link).
"""
import base64, hashlib, os, shutil, subprocess, sys, time

from proof import OURS, Proof, arguments, certificates, free_port, wait_for
from replica import digests, made_up, write_tree

CARD = """\
id: {id}
kind: dataset
name: {id}
status: available
species: []
about: Made-up files.
modalities: [CT]
anatomy: [chest]
homepage: https://host.example/about
access: {{kind: {access}}}
releases: [{{id: "1", counts: {{subjects: 1}}, source: page}}]
hosts:
  - {{{host}, source: page}}
licences: [{{name: none stated, commercial-use: no, redistribution: unstated}}]
added: 2026-11-24
checked: 2026-11-24
sources: {{page: A page}}
"""


def card(folder, id, host, access="open"):
    """Writes a card of the user's own, and gives the folder that it lies in."""
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, id + ".yaml"), "w") as stream:
        stream.write(CARD.format(id=id, host=host, access=access))
    return folder


def nginx(proof, root, http, https, certificate):
    """Starts nginx: /open/ lists, /closed/ wants a log-in, /signed/ wants a link of ours."""
    folder = proof.path("nginx")
    os.makedirs(folder)
    sum = base64.b64encode(hashlib.sha1(b"right").digest()).decode()
    with open(os.path.join(folder, "users"), "w") as stream:
        stream.write(f"reader:{{SHA}}{sum}\n")
    temps = "".join(f"{name}_temp_path {folder}/{name};" for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    with open(os.path.join(folder, "nginx.conf"), "w") as stream:
        stream.write(f"""
            daemon off; worker_processes 1; pid {folder}/pid; error_log {folder}/error.log; user root;
            events {{ worker_connections 256; }}
            http {{ access_log {folder}/access.log; {temps} types {{ text/html html; }} default_type application/octet-stream;
              server {{
                listen 127.0.0.1:{http}; listen 127.0.0.1:{https} ssl http2; ssl_certificate {certificate[0]}; ssl_certificate_key {certificate[1]};
                root {root}; autoindex on;
                location /closed/ {{ auth_basic "Closed"; auth_basic_user_file {folder}/users; }}
                location /signed/ {{ secure_link $arg_md5,$arg_expires; secure_link_md5 "$secure_link_expires$uri word";
                  if ($secure_link = "") {{ return 403; }} if ($secure_link = "0") {{ return 410; }} }}
              }} }}""")
    return started(["nginx", "-c", os.path.join(folder, "nginx.conf"), "-p", folder], http), os.path.join(folder, "access.log")


def lighttpd(proof, root, port):
    folder = proof.path("lighttpd")
    os.makedirs(folder)
    with open(os.path.join(folder, "conf"), "w") as stream:
        stream.write(f'server.document-root = "{root}"\nserver.bind = "127.0.0.1"\nserver.port = {port}\ndir-listing.activate = "enable"\n'
                     f'server.errorlog = "{folder}/error.log"\n')
    return started(["lighttpd", "-D", "-f", os.path.join(folder, "conf")], port)


def apache(proof, root, port):
    folder = proof.path("apache")
    os.makedirs(folder)
    modules = "".join(f"LoadModule {name}_module /usr/lib/apache2/modules/mod_{name}.so\n" for name in ("mpm_event", "authz_core", "dir", "autoindex"))
    with open(os.path.join(folder, "conf"), "w") as stream:
        stream.write(f'ServerRoot {folder}\nUser nobody\nGroup nogroup\nServerName 127.0.0.1\nListen 127.0.0.1:{port}\n{modules}PidFile {folder}/pid\nErrorLog {folder}/error.log\n'
                     f'DocumentRoot {root}\nIndexOptions FancyIndexing HTMLTable NameWidth=12\n<Directory {root}>\nOptions Indexes\nRequire all granted\n</Directory>\n')
    return started(["apache2", "-X", "-f", os.path.join(folder, "conf")], port)


def started(command, port):
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    wait_for(port)
    return process


def vsftpd(proof, root, port):
    folder = proof.path("vsftpd")
    os.makedirs(os.path.join(folder, "empty"))
    with open(os.path.join(folder, "conf"), "w") as stream:
        stream.write(f"listen=YES\nlisten_address=127.0.0.1\nlisten_port={port}\nbackground=NO\nanonymous_enable=YES\nlocal_enable=NO\n"
                     f"no_anon_password=YES\nanon_root={root}\nsecure_chroot_dir={folder}/empty\nseccomp_sandbox=NO\nxferlog_enable=NO\n")
    return started(["vsftpd", os.path.join(folder, "conf")], port)


def signed(path, seconds):
    """A link that nginx takes until then."""
    end = int(time.time()) + seconds
    md5 = base64.urlsafe_b64encode(hashlib.md5(f"{end}{path} word".encode()).digest()).decode().rstrip("=")
    return f"{path}?md5={md5}&expires={end}"


def main():
    options = arguments(__doc__).parse_args()
    proof = Proof(options, "addresses")
    for name in ("nginx", "vsftpd", "openssl"):
        if not shutil.which(name):
            proof.skip(name, "not installed")
            proof.end()
    os.chmod(proof.folder, 0o755)
    root = proof.path("root")
    content = made_up(["whole.zip", "two words.bin"] + [f"data/s{n}/scan {n}.nii.gz" for n in range(3)] + ["data/s1/notes.txt"])
    write_tree(content, os.path.join(root, "open"))
    write_tree({"SHA256SUMS": "".join(f"{digest}  {path}\n" for path, digest in digests(content).items()).encode()}, os.path.join(root, "open"))
    shutil.copytree(os.path.join(root, "open"), os.path.join(root, "closed"))
    shutil.copytree(os.path.join(root, "open"), os.path.join(root, "signed"))
    scans = digests({path: data for path, data in content.items() if "scan" in path})
    whole = {path: digest for path, digest in digests(content).items() if "/" not in path}
    authority, certificate = certificates(proof.path("tls"), "host.example")
    http, https, ftp = free_port(), free_port(), free_port()
    server, log = nginx(proof, root, http, https, certificate)
    ftpd = vsftpd(proof, os.path.join(root, "open"), ftp)
    cards = proof.path("cards")
    plain, secure = {"http://host.example/": f"http://127.0.0.1:{http}/"}, {"https://host.example/": f"https://127.0.0.1:{https}/"}
    patterns = 'archives: ["data/*/scan*.nii.gz"]'
    card(cards, "named", 'kind: http, role: primary, url: "http://host.example/open/", archives: ["SHA256SUMS", "whole.zip", "two words.bin"]')
    card(cards, "pages", f'kind: http, role: primary, url: "http://host.example/open/", {patterns}')
    card(cards, "secure", f'kind: http, role: primary, url: "https://host.example/open/", {patterns}')
    card(cards, "closed", f'kind: http, role: primary, url: "https://host.example/closed/", {patterns}', "registration")
    card(cards, "ftp", f'kind: ftp, role: primary, url: "ftp://host.example/", {patterns}')
    card(cards, "link", "kind: user-link, role: primary, id: a link in an e-mail")
    try:
        sums = digests({"SHA256SUMS": open(os.path.join(root, "open/SHA256SUMS"), "rb").read()})
        into = proof.path("ours")
        proof.check("lightbox get", "named archives, and a list of digests",
                    proof.get("named", into + "/named", cards=cards, mirrors=plain), {**whole, **sums}, into + "/named")
        proof.check("lightbox get", "a pattern, by nginx's folder pages",
                    proof.get("pages", into + "/pages", cards=cards, mirrors=plain), scans, into + "/pages")
        for name, start in ("lighttpd", lighttpd), ("apache2", apache):
            if not shutil.which(name):
                proof.skip(name, "not installed")
                continue
            port = free_port()
            other = start(proof, root, port)
            proof.check("lightbox get", f"a pattern, by the folder pages of {name}",
                        proof.get("pages", into + "/" + name, cards=cards, mirrors={"http://host.example/": f"http://127.0.0.1:{port}/"}), scans, into + "/" + name)
            other.terminate()
        done = proof.get("secure", into + "/secure0", cards=cards, mirrors=secure)
        proof.expect("lightbox get", "an authority that nobody knows is refused", done.returncode != 0 and "CURL_CA_BUNDLE" in done.stderr, done.stderr.strip()[-200:])
        proof.check("lightbox get", "TLS with an authority of our own, HTTP/2",
                    proof.get("secure", into + "/secure", cards=cards, mirrors=secure, env={"CURL_CA_BUNDLE": authority}), scans, into + "/secure")
        proof.expect("nginx", "was spoken to in HTTP/2", '/open/data/s1/scan%201.nii.gz HTTP/2.0" 200' in open(log).read())
        done = proof.get("closed", into + "/closed0", cards=cards, mirrors=secure, env={"CURL_CA_BUNDLE": authority})
        proof.expect("lightbox get", "no log-in is refused, and says where to write it", done.returncode != 0 and "machine host.example" in done.stderr, done.stderr.strip()[-300:])
        with open(proof.path("netrc"), "w") as stream:
            stream.write("machine host.example login reader password right\n")
        proof.check("lightbox get", "HTTP Basic by .netrc", proof.get("closed", into + "/closed", cards=cards, mirrors=secure, env={
            "CURL_CA_BUNDLE": authority, "NETRC": proof.path("netrc")}), scans, into + "/closed")
        proof.check("lightbox get", "FTP that lists for people (vsftpd)",
                    proof.get("ftp", into + "/ftp", cards=cards, mirrors={"ftp://host.example/": f"ftp://127.0.0.1:{ftp}/"}), scans, into + "/ftp")
        bin = proof.venv("ftp", "pyftpdlib")
        if bin:
            port = free_port()
            other = started([os.path.join(bin, "python"), "-m", "pyftpdlib", "-i", "127.0.0.1", "-p", str(port), "-d", os.path.join(root, "open")], port)
            proof.check("lightbox get", "FTP that lists for programs (pyftpdlib)",
                        proof.get("ftp", into + "/ftp2", cards=cards, mirrors={"ftp://host.example/": f"ftp://127.0.0.1:{port}/"}), scans, into + "/ftp2")
            other.terminate()
        good, old = (f"http://127.0.0.1:{http}" + signed("/signed/whole.zip", seconds) for seconds in (600, -5))
        one = {"whole.zip": digests(content)["whole.zip"]}
        done = proof.get("link", into + "/link", "--link", old, cards=cards)
        proof.expect("lightbox get", "an expired link says so, and is not shown", done.returncode != 0 and "links expire" in done.stderr
                     and "md5=" not in done.stderr + done.stdout, done.stderr.strip()[-300:])
        done = proof.get("link", into + "/link", "--link", good, cards=cards)
        proof.check("lightbox get", "a signed link", done, one, into + "/link")
        secrets = [path for path, _, names in os.walk(into + "/link") for name in names
                   if b"md5=" in open(os.path.join(path, name), "rb").read()]
        proof.expect("lightbox get", "the link is written down nowhere", not secrets and "md5=" not in done.stdout + done.stderr, str(secrets))
        # The peers, from the same servers.
        theirs = proof.path("wget")
        done = proof.run(["wget", "-q", "-r", "-np", "-nH", "--cut-dirs=1", "-A", "scan*.nii.gz", "-P", theirs, f"http://127.0.0.1:{http}/open/data/"])
        proof.check("wget -r -A", "a pattern, by nginx's folder pages", done, scans, theirs)
        theirs = proof.path("wget-ftp")
        done = proof.run(["wget", "-q", "-r", "-nH", "-A", "scan*.nii.gz", "-P", theirs, f"ftp://127.0.0.1:{ftp}/data/"])
        proof.check("wget -r -A", "FTP (vsftpd)", done, scans, theirs)
    finally:
        server.terminate()
        ftpd.terminate()
    proof.end()


if __name__ == "__main__":
    main()
