#!/usr/bin/env python3
"""Asks the clients of this machine about odd chains, and writes what they answered: `ask.py SERVER OUT [--clients a,b] [--seed N] [--count N]`.

Started by `cargo xtask differential`. SERVER is the program that sends chains as they are. Everything runs in a network of its own, where
nothing but loopback exists.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import time
from importlib.metadata import version
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "clients" / "record"))

import namespace

namespace.enter()

import batch  # noqa: E402
import commands  # noqa: E402
from generate import chains  # noqa: E402

FIRST_PORT = 20000


def python(how):
    return lambda targets, home: batch.run([sys.executable, batch.HERE / "python_client.py", how], targets, home)


def command(ask):
    return lambda targets, home: commands.run(ask, targets, home)


def openssl_name():
    """The profile of this Python's ssl: by the rules that it sets, which came with 3.13."""
    return "python-ssl-3.13" if sys.version_info >= (3, 13) else "python-ssl-3.12"


OPENSSL_OLD = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "chainwhy/clients/openssl-1.1.1w/openssl"

# The profile, the program that has to be there, and how it is asked.
CLIENTS = {
    "openssl-3": ("openssl", command(commands.openssl_s_client())),
    "curl": ("curl", command(commands.curl)),
    openssl_name(): ("openssl", python("ssl")),
    "node-20": ("node", lambda targets, home: batch.run(["node", batch.HERE / "node_client.mjs"], targets, home)),
    "java-17": ("java", lambda targets, home: batch.run(["java", "-Duser.language=en", batch.HERE / "java/Client.java"], targets, home, as_lines=True)),
    "gnutls": ("gnutls-cli", command(commands.gnutls)),
    "wget": ("wget", command(commands.wget)),
    "git-gnutls": ("git", command(commands.git)),
    "pyca-cryptography": ("openssl", python("cryptography")),
    "php": ("php", command(commands.php)),
    "ruby": ("ruby", command(commands.ruby)),
    "perl-io-socket-ssl": ("perl", command(commands.perl)),
    "openssl-1.1.1": (OPENSSL_OLD, command(commands.openssl_s_client(OPENSSL_OLD))),
}


def without_what_differs(words, port, folder):
    """Ports, paths and the numbers of threads."""
    if words is None:
        return None
    words = re.sub(rf"{re.escape(str(folder))}[^\s'\":,;)]*", "{path}", words)
    words = re.sub(rf"(?<!\d){port}(?!\d)", "{port}", words)
    return re.sub(r"\b[0-9A-F]{12,16}(?=:error:)", "{thread}", words)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("server", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--clients", type=lambda text: text.split(","), default=[])
    parser.add_argument("--seed", default="1")
    parser.add_argument("--count", type=int, default=100)
    options = parser.parse_args()
    known = {label: ask for label, (program, ask) in CLIENTS.items() if shutil.which(program)}
    # What is said of cryptography is said of version 50; before it other constraints were passed over.
    if int(version("cryptography").split(".")[0]) < 50:
        known.pop("pyca-cryptography")
    wanted = {label: known[label] for label in options.clients or known if label in known}
    if missing := set(options.clients) - set(known):
        print(f"not on this machine, or not known: {', '.join(sorted(missing))}")
    home = Path(tempfile.mkdtemp(prefix="odd-"))
    cases = chains(options.seed, options.count)
    namespace.prepare({case["hostname"] for case in cases}, home)
    targets, served = [], []
    for index, case in enumerate(cases):
        folder, port = home / case["id"], FIRST_PORT + index
        folder.mkdir()
        (folder / "chain.pem").write_text(case["chain"])
        (folder / "anchors.pem").write_text(case["anchors"])
        (folder / "key.pem").write_text(case.pop("key"))
        served.append(f"{port}\t{folder / 'chain.pem'}\t{folder / 'key.pem'}\n")
        anchors, host = str(folder / "anchors.pem"), case["hostname"]
        targets.append({
            "id": case["id"], "host": host, "port": port, "url": f"https://{host}:{port}/", "anchors": anchors, "empty": anchors, "crls": "",
            "chain": str(folder / "chain.pem"), "end_entity": str(folder / "chain.pem"),
        })  # fmt: skip
        case |= {"at": time.time(), "crls": None, "answers": {}}
    server = subprocess.Popen([options.server], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    server.stdin.write("".join(served) + "\n")
    server.stdin.flush()
    assert server.stdout.readline() == "ready\n", "the server did not start"
    for label, ask in wanted.items():
        answers = ask(targets, home)
        print(f"{label}: {sum(answer['accepts'] for answer in answers.values())} of {len(answers)} accepted", flush=True)
        for index, case in enumerate(cases):
            if answer := answers.get(case["id"]):
                error = without_what_differs(answer["error"], FIRST_PORT + index, home)
                case["answers"][label] = {"accepts": answer["accepts"], "error": error, "code": None if answer["code"] is None else str(answer["code"])}
    server.stdin.close()
    server.wait()
    shutil.rmtree(home, ignore_errors=True)
    options.out.write_text(json.dumps({"cases": cases}, ensure_ascii=False, separators=(",", ":")))


main()
