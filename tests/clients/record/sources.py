#!/usr/bin/env python3
"""Where each client takes its anchors from: measured by giving it one root by each way and asking for a server below that root.

Two roots are used. `default` stands in the place of the public ones: in the system's store and in certifi. `company` is given by the way
under test. A client that takes `company` honours the way; if it then no longer takes `default`, the way replaces its store.
Prints a table in Markdown, of all clients or of those whose names begin with a word given as argument.
"""

import re
import subprocess
import sys
import tempfile
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import namespace

namespace.enter()

from batch import clean_environment  # noqa: E402
from company import put_in_every_store, site  # noqa: E402
from profiles import BUN, CACHE, DENO, GO, HTTPX_027, NODE_24, PYTHON_311, PYTHON_313, UV  # noqa: E402
from server import Server  # noqa: E402

HOSTS = {"company": "company.widgets.test", "default": "default.widgets.test"}
WAYS = {
    "SSL_CERT_FILE": "file", "SSL_CERT_DIR": "folder", "REQUESTS_CA_BUNDLE": "file", "CURL_CA_BUNDLE": "file", "PIP_CERT": "file",
    "NODE_EXTRA_CA_CERTS": "file", "NPM_CONFIG_CAFILE": "file", "DENO_CERT": "file", "GIT_SSL_CAINFO": "file", "CARGO_HTTP_CAINFO": "file",
}  # fmt: skip


def python(interpreter: Path, code: str) -> list:
    return [interpreter, "-c", f"import sys; url = sys.argv[1]\n{code}"]


URLLIB = "import urllib.request; urllib.request.urlopen(url)"
HTTPX = "import httpx; httpx.get(url)"
AIOHTTP = """import asyncio, aiohttp
async def get():
    async with aiohttp.ClientSession() as session:
        async with session.get(url): pass
asyncio.run(get())"""
URLLIB3 = "import urllib3; urllib3.PoolManager(retries=False).request('GET', url)"
REQUESTS = "import requests; requests.get(url)"
HTTPX2 = "import httpx2; httpx2.get(url)"
OPENAI = """import openai
try: openai.OpenAI(api_key='none', base_url=url, max_retries=0).models.list()
except openai.NotFoundError: pass"""
NODE = ["-e", "require('https').get(process.argv[1], r => process.exit(0)).on('error', e => { console.error(e.message); process.exit(1) })"]
DENO_FETCH = ["eval", "await (await fetch(Deno.args[0])).text()"]
RUBY = ["ruby", "-rnet/http", "-e", "Net::HTTP.get(URI(ARGV[0]))"]
PHP = ["php", "-r", "exit(file_get_contents($argv[1]) === false ? 1 : 0);"]
# A machine's own npmrc may name a cafile, which would hide what npm does by itself.
NO_NPMRC = {"NPM_CONFIG_GLOBALCONFIG": "/nonexistent"}
# pip, uv, npm, cargo and git find nothing on this server: that they got to look is what counts.
PIP = ["-m", "pip", "download", "--no-cache-dir", "--disable-pip-version-check", "--retries", "0", "-d", "/tmp", "widgets-package", "--index-url"]


@dataclass
class Client:
    command: list
    found_nothing: str = ""
    set: dict = field(default_factory=dict)

    def accepts(self, url: str, home: Path, **environment: str) -> bool:
        done = subprocess.run(
            [str(part) for part in self.command] + [url], capture_output=True, text=True, timeout=60, cwd=home, stdin=subprocess.DEVNULL,
            env=clean_environment(HOME=str(home), PIP_CONFIG_FILE="/dev/null", GIT_CONFIG_NOSYSTEM="1", **self.set, **environment),
        )  # fmt: skip
        said = done.stdout + done.stderr
        return done.returncode == 0 or bool(self.found_nothing and re.search(self.found_nothing, said) and not re.search("certificate|SSL", said))


CLIENTS = {
    "Python 3.11 urllib": Client(python(PYTHON_311, URLLIB)),
    "Python 3.13 urllib": Client(python(PYTHON_313, URLLIB)),
    "requests 2.34": Client(python(PYTHON_311, REQUESTS)),
    "urllib3 2.8": Client(python(PYTHON_311, URLLIB3)),
    "httpx 0.27.2": Client(python(HTTPX_027, HTTPX)),
    "httpx 0.28.1": Client(python(PYTHON_311, HTTPX)),
    "httpx2 2.16": Client(python(PYTHON_311, HTTPX2)),
    "aiohttp 3.14": Client(python(PYTHON_311, AIOHTTP)),
    "openai 3.57": Client(python(PYTHON_311, OPENAI)),
    "pip 23.2": Client([PYTHON_311, *PIP], "No matching distribution"),
    "pip 26.3": Client([PYTHON_313, *PIP], "No matching distribution"),
    "uv 0.13": Client([UV, "pip", "install", "--no-cache", "--dry-run", "--python", PYTHON_311, "widgets-package", "--index-url"], "was not found in",
                      {"UV_HTTP_RETRIES": "0"}),
    "uv --system-certs": Client([UV, "pip", "install", "--no-cache", "--dry-run", "--system-certs", "--python", PYTHON_311, "widgets-package", "--index-url"],
                                "was not found in", {"UV_HTTP_RETRIES": "0"}),
    "curl 7.88": Client(["curl", "-sSf"]),
    "wget 1.21": Client(["wget", "-q", "-t", "1", "-O", "/dev/null"]),
    "git (GnuTLS)": Client(["/usr/bin/git", "ls-remote"], "not found"),
    "openssl s_client 3.0": Client(["sh", "-c", "openssl s_client -brief -verify_return_error -connect $(echo $0 | cut -d/ -f3) </dev/null"]),
    "gnutls-cli 3.7": Client(["sh", "-c", "printf 'GET / HTTP/1.0\r\n\r\n' | gnutls-cli $(echo $0 | cut -d/ -f3 | sed 's/\\(.*\\):\\(.*\\)/-p \\2 \\1/')"]),
    "Node 20": Client(["node", *NODE]),
    "Node 20 --use-openssl-ca": Client(["node", "--use-openssl-ca", *NODE]),
    "Node 24": Client([NODE_24, *NODE]),
    "Node 24 --use-system-ca": Client([NODE_24, "--use-system-ca", *NODE]),
    "npm 11": Client(["npm", "view", "widgets-package", "--fetch-retries", "0", "--no-update-notifier", "--registry"], "E404", NO_NPMRC),
    "Bun 1.4": Client([BUN, *NODE]),
    "Deno 2.9": Client([DENO, *DENO_FETCH], set={"DENO_NO_UPDATE_CHECK": "1"}),
    "Go 1.27": Client([CACHE / "go-sources"]),
    "Java 17": Client(["java", "Get.java"]),
    "cargo 1.95": Client(["sh", "-c", 'CARGO_REGISTRIES_WIDGETS_INDEX="sparse+$0" cargo search widgets --registry widgets'], "config.json not found",
                         {"RUSTUP_HOME": str(Path.home() / ".rustup"), "CARGO_NET_RETRY": "0"}),
    "PHP 8.2": Client(PHP),
    "Ruby 3.1": Client(RUBY),
}  # fmt: skip

GO_PROGRAM = 'package main\nimport ("net/http"; "os")\nfunc main() { if _, err := http.Get(os.Args[1]); err != nil { println(err.Error()); os.Exit(1) } }\n'
JAVA_PROGRAM = (
    "class Get { public static void main(String[] a) throws Exception { new java.net.URL(a[0]).openConnection().getInputStream().close(); } }\n"
)


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        namespace.prepare(set(HOSTS.values()), folder)
        sites = {which: site(which, host) for which, host in HOSTS.items()}
        folders = {which: (each.write(folder / which), each.host) for which, each in sites.items()}
        given = folder / "given"
        given.mkdir()
        (given / "company.pem").write_text(sites["company"].root.pem)
        subprocess.run(["openssl", "rehash", given], check=True, capture_output=True)
        put_in_every_store(folder, sites["default"].root)
        (folder / "get.go").write_text(GO_PROGRAM)
        subprocess.run([GO, "build", "-o", CACHE / "go-sources", folder / "get.go"], check=True,
                       env=clean_environment(HOME=name, GOCACHE=str(CACHE / "go-cache"), GOTOOLCHAIN="local", GO111MODULE="off"))  # fmt: skip
        (folder / "Get.java").write_text(JAVA_PROGRAM)

        with Server(folders) as server:
            urls = {which: f"https://{host}:{server.ports[which]}/" for which, host in HOSTS.items()}

            def ask(client: str, way: str | None, which: str) -> bool:
                value = {} if way is None else {way: str(given / "company.pem" if WAYS[way] == "file" else given)}
                home = Path(tempfile.mkdtemp(dir=folder))
                (home / "Get.java").write_text(JAVA_PROGRAM)
                return CLIENTS[client].accepts(urls[which], home, **value)

            chosen = [client for client in CLIENTS if client.startswith(tuple(sys.argv[1:] or [""]))]
            wanted = [(client, way, which) for client in chosen for way in [None, *WAYS] for which in HOSTS]
            with ThreadPoolExecutor(3) as pool:
                answers = dict(zip(wanted, pool.map(lambda each: ask(*each), wanted)))
    print("| client | the system's store or certifi | " + " | ".join(f"`{way}`" for way in WAYS) + " |")
    print("|---|---|" + "---|" * len(WAYS))
    for client in chosen:
        own = answers[client, None, "default"]
        if answers[client, None, "company"]:
            sys.exit(f"{client} takes a root that it was never given: the table would mean nothing")
        cells = []
        for way in WAYS:
            if not answers[client, way, "company"]:
                cells.append("–")
            elif not own:
                cells.append("yes")
            else:
                cells.append("adds" if answers[client, way, "default"] else "replaces")
        print(f"| {client} | {'yes' if own else 'no'} | {' | '.join(cells)} |", flush=True)


main()
