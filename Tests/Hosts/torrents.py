"""Academic Torrents: torrents made by libtorrent, plain servers (nginx) as their web seeds, a real tracker (opentracker)
and a real seeder (libtorrent); aria2c against them, then `lightbox get`.

    python3 Tests/Hosts/torrents.py

Only academictorrents.com, which hands out `.torrent` files, is a replica; ours is led to it by a proxy. at-python,
the site's own client, calls itself unmaintained and does not start under Python 3.11; it sends its users to aria2.
Needs aria2, nginx-light, opentracker and python3-libtorrent (Debian).
"""
import os, shutil, subprocess, sys, time

from proof import Proof, arguments, free_port, wait_for
from replica import digests, made_up, write_tree
from standin import StandIn, ours, refused

SYSTEM = "/usr/bin/python3"

MAKE = """
import libtorrent as lt, sys
folder, name, out, piece, announce, *seeds = sys.argv[1:]
files = lt.file_storage()
lt.add_files(files, folder + "/" + name)
torrent = lt.create_torrent(files, int(piece), lt.create_torrent.v1_only)
torrent.add_tracker(announce)
for seed in seeds: torrent.add_url_seed(seed)
lt.set_piece_hashes(torrent, folder)
data = lt.bencode(torrent.generate())
open(out, "wb").write(data)
print(lt.torrent_info(lt.bdecode(data)).info_hashes().v1)
"""

SEED = """
import libtorrent as lt, sys, time
session = lt.session({"listen_interfaces": "127.0.0.1:" + sys.argv[3], "enable_dht": False, "enable_lsd": False, "enable_upnp": False, "enable_natpmp": False,
                      "allow_multiple_connections_per_ip": True, "alert_mask": 0})
handle = session.add_torrent({"ti": lt.torrent_info(sys.argv[1]), "save_path": sys.argv[2], "flags": lt.torrent_flags.seed_mode})
handle.force_reannounce()
while True:
    time.sleep(1)
"""


def main():
    proof = Proof(arguments(__doc__).parse_args(), "torrents")
    for program in ("nginx", "opentracker", "aria2c", SYSTEM):
        if not shutil.which(program):
            proof.skip(program, "is not installed")
            return proof.end()
    data = proof.path("data")
    many = made_up(["sub-01/a b+c.nii.gz", "sub-01/scan.json", "sub-02/big.nii.gz"], seed="many", largest=900_000)
    one = made_up(["single file.zip"], seed="one", smallest=500_000, largest=900_000)["single file.zip"]
    write_tree({f"set/{path}": content for path, content in many.items()} | {"single file.zip": one}, data)
    nginx, tracker, seeder = free_port(), free_port(), free_port()
    announce = f"http://127.0.0.1:{tracker}/announce"
    running, hashes = [], {}
    for what, name, seeds in (("many", "set", [f"http://127.0.0.1:{nginx}/data/"]), ("one", "single file.zip", [f"http://127.0.0.1:{nginx}/data/single%20file.zip"]), ("peers", "set", [])):
        made = subprocess.run([SYSTEM, "-c", MAKE, data, name, proof.path(what + ".torrent"), str(1 << 14 if what != "peers" else 1 << 15), announce, *seeds], capture_output=True, text=True)
        if made.returncode:
            sys.exit("libtorrent: " + made.stderr)
        hashes[what] = made.stdout.strip()
    with open(proof.path("nginx.conf"), "w") as stream:
        paths = "".join(f"{kind}_temp_path {proof.path(kind)};" for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        stream.write(f"daemon off; worker_processes 1; pid {proof.path('nginx.pid')}; error_log {proof.path('nginx.log')}; user root;\n"
                     f"events {{}} http {{ {paths} access_log off; server {{ listen 127.0.0.1:{nginx}; root {proof.folder}; }} }}")
    with open(proof.path("whitelist"), "w") as stream:
        stream.write("".join(hash + "\n" for hash in hashes.values()))
    # opentracker reads it as nobody, below the folder that it shuts itself into.
    os.chmod(proof.folder, 0o755)
    try:
        running.append(subprocess.Popen(["nginx", "-c", proof.path("nginx.conf")], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
        running.append(subprocess.Popen(["opentracker", "-i", "127.0.0.1", "-p", str(tracker), "-P", str(tracker), "-d", proof.folder, "-w", "whitelist", "-u", "nobody"],
                                        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
        wait_for(nginx), wait_for(tracker)
        running.append(subprocess.Popen([SYSTEM, "-c", SEED, proof.path("peers.torrent"), data, str(seeder)], stdout=subprocess.DEVNULL))
        wait_for(seeder)
        time.sleep(2)
        with StandIn(proof.path("tls"), "academictorrents.com") as world:
            torrents = {hash: open(proof.path(what + ".torrent"), "rb").read() for what, hash in hashes.items()}

            @world.replica.route("GET", r"/download/(?P<hash>[0-9a-f]{40})(?:\.torrent)?")
            def download(asked):
                return torrents.get(asked["hash"], 404)

            local = {"NO_PROXY": "127.0.0.1", "no_proxy": "127.0.0.1"}
            quiet = ["aria2c", "--seed-time=0", "--enable-dht=false", "--bt-enable-lpd=false", "--enable-peer-exchange=false", "--console-log-level=error", "--summary-interval=0",
                     "--allow-overwrite=true", "--bt-stop-timeout=60"]
            version = "aria2 " + subprocess.run(["aria2c", "--version"], capture_output=True, text=True).stdout.split()[2]
            for what, wanted in (("peers", {f"set/{path}": content for path, content in many.items()}), ("many", {f"set/{path}": content for path, content in many.items()})):
                into = proof.path("aria2", what)
                done = proof.run([*quiet, f"--listen-port={free_port()}", "--dir", into, proof.path(what + ".torrent")], seconds=120)
                proof.check(version, "from a seeder by a tracker" if what == "peers" else "from a seeder and the web seed", done, digests(wanted), into)
            def card(what):
                return f"{{kind: academic-torrents, id: {hashes[what]}, role: mirror}}"
            ours(proof, world, "files by the web seed", many, card("many"), env=local)
            ours(proof, world, "one file by the web seed", {"single file.zip": one}, card("one"), env=local)
            refused(proof, world, "only peers", ["aria2c --seed-time=0 --dir=FOLDER", "--from FOLDER"], card("peers"), env=local)
    finally:
        for program in running:
            program.terminate()
    proof.end()


if __name__ == "__main__":
    main()
