#!/usr/bin/env python3
"""httpx and `unable to get local issuer certificate`: five causes, what 0.27.2 and 0.28.1 say on two Pythons, and what mends each.

Prints a table in Markdown. `public` is a site below a root that stands in certifi and in the system's store.
"""

import subprocess
import tempfile
from pathlib import Path

import namespace

namespace.enter()

from batch import clean_environment  # noqa: E402
from certificates import basic_constraints  # noqa: E402
from company import put_in_every_store, site  # noqa: E402
from profiles import CACHE  # noqa: E402
from server import Server  # noqa: E402

BUILDS = {
    "0.27.2, 3.11": CACHE / "py311-httpx027/bin/python",
    "0.27.2, 3.13": CACHE / "py313-httpx027/bin/python",
    "0.28.1, 3.11": CACHE / "py311/bin/python",
    "0.28.1, 3.13": CACHE / "py313/bin/python",
}
GET = "import httpx; print(httpx.get(url).status_code)"
CONTEXT = 'import httpx, ssl; context = ssl.create_default_context(cafile="{file}"); print(httpx.get(url, verify=context).status_code)'
ADDING = (
    "import certifi, httpx, ssl; context = ssl.create_default_context(cafile=certifi.where());"
    'context.load_verify_locations("{file}"); print(httpx.get(url, verify=context).status_code)'
)
# Verified as before Python 3.13: by the same anchors, without the rules for form that 3.13 added.
NOT_STRICT = (
    'import httpx, ssl; context = ssl.create_default_context(cafile="{file}"); context.verify_flags &= ~ssl.VERIFY_X509_STRICT;'
    "print(httpx.get(url, verify=context).status_code)"
)
PATH = 'import httpx; print(httpx.get(url, verify="{file}").status_code)'


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        public = site("public", "public.widgets.test")
        proxy = site("proxy", "proxied.widgets.test", tiers=2)
        private = site("private", "private.widgets.test")
        bare = {"basic_constraints": basic_constraints(True, critical=False), "key_usage": None, "subject_key_identifier": None}
        old = site("old", "old.widgets.test", tiers=2, root=bare, end_entity={"authority_key_identifier": None})
        reissued = site("old", "reissued.widgets.test", tiers=2, root={"key": old.root.key})
        incomplete = site("incomplete", "incomplete.widgets.test")
        sites = {"public": public, "proxy": proxy, "private": private, "old": old, "reissued": reissued, "incomplete": incomplete}
        namespace.prepare({each.host for each in sites.values()}, folder)
        folders = {which: (each.write(folder / which), each.host) for which, each in sites.items()}
        (folder / "incomplete/chain.pem").write_text(incomplete.chain[0].pem)
        put_in_every_store(folder, public.root)
        files = {
            "company-root.pem": proxy.root.pem,
            "private-root.pem": private.root.pem,
            "bundle.pem": public.root.pem + private.root.pem,
            "old-root.pem": old.root.pem,
            "reissued-root.pem": reissued.root.pem,
            "incomplete-root.pem": incomplete.root.pem,
            "intermediate.pem": incomplete.chain[1].pem,
            "root-and-intermediate.pem": incomplete.root.pem + incomplete.chain[1].pem,
        }
        for file, content in files.items():
            (folder / file).write_text(content)
        (folder / "empty").mkdir()
        repaired = folder / "repaired"
        incomplete.write(repaired)
        folders["repaired"] = (repaired, incomplete.host)

        experiments = [
            ("a", "Behind a company proxy, nothing set", "proxy", {}, GET),
            ("a", "`SSL_CERT_FILE=company-root.pem`", "proxy", {"SSL_CERT_FILE": "company-root.pem"}, GET),
            ("a", "… and then a public site", "public", {"SSL_CERT_FILE": "company-root.pem"}, GET),
            ("a", "`verify=ssl.create_default_context(cafile=…)`", "proxy", {}, CONTEXT.format(file="company-root.pem")),
            ("a", "certifi and `load_verify_locations`", "proxy", {}, ADDING.format(file="company-root.pem")),
            ("a", "… and then a public site", "public", {}, ADDING.format(file="company-root.pem")),
            ("a", '`verify="company-root.pem"`', "proxy", {}, PATH.format(file="company-root.pem")),
            ("b", "A public site, nothing set", "public", {}, GET),
            ("b", "`SSL_CERT_DIR` names no folder", "public", {"SSL_CERT_DIR": "/nowhere"}, GET),
            ("b", "`SSL_CERT_DIR` names an empty folder", "public", {"SSL_CERT_DIR": "empty"}, GET),
            ("b", "`SSL_CERT_DIR=/etc/ssl/certs`, filled", "public", {"SSL_CERT_DIR": "/etc/ssl/certs"}, GET),
            ("b", "`SSL_CERT_FILE` names no file", "public", {"SSL_CERT_FILE": "/nowhere.pem"}, GET),
            ("b", "`SSL_CERT_FILE` names a folder", "public", {"SSL_CERT_FILE": "/etc/ssl/certs"}, GET),
            ("b", "both: the file is good, the folder is not there", "public",
             {"SSL_CERT_FILE": "/etc/ssl/certs/ca-certificates.crt", "SSL_CERT_DIR": "/nowhere"}, GET),
            ("c", "A private CA, nothing set: certifi", "private", {}, GET),
            ("c", "`REQUESTS_CA_BUNDLE=private-root.pem`", "private", {"REQUESTS_CA_BUNDLE": "private-root.pem"}, GET),
            ("c", "`SSL_CERT_FILE=private-root.pem`", "private", {"SSL_CERT_FILE": "private-root.pem"}, GET),
            ("c", "… and then a public site", "public", {"SSL_CERT_FILE": "private-root.pem"}, GET),
            ("c", "certifi and the private root in one file", "private", {"SSL_CERT_FILE": "bundle.pem"}, GET),
            ("c", "… and then a public site", "public", {"SSL_CERT_FILE": "bundle.pem"}, GET),
            ("d", "The server sends no intermediate, the root is trusted", "incomplete", {"SSL_CERT_FILE": "incomplete-root.pem"}, GET),
            ("d", "the intermediate as the only anchor", "incomplete", {"SSL_CERT_FILE": "intermediate.pem"}, GET),
            ("d", "root and intermediate as anchors", "incomplete", {"SSL_CERT_FILE": "root-and-intermediate.pem"}, GET),
            ("d", "the server sends the bundle", "repaired", {"SSL_CERT_FILE": "incomplete-root.pem"}, GET),
            ("e", "The CA's root has no identifiers; it is trusted", "old", {"SSL_CERT_FILE": "old-root.pem"}, GET),
            ("e", "the root reissued with the same key, the end entity as it was", "old", {"SSL_CERT_FILE": "reissued-root.pem"}, GET),
            ("e", "root and end entity reissued", "reissued", {"SSL_CERT_FILE": "reissued-root.pem"}, GET),
            ("e", "`verify_flags &= ~ssl.VERIFY_X509_STRICT` until it is reissued", "old", {}, NOT_STRICT.format(file="old-root.pem")),
        ]  # fmt: skip

        with Server(folders) as server:

            def ask(python: Path, which: str, environment: dict, code: str) -> str:
                url = f"https://{folders[which][1]}:{server.ports[which]}/"
                done = subprocess.run(
                    [python, "-W", "default", "-c", f"url = {url!r}\n{code}"], capture_output=True, text=True, timeout=60, cwd=folder,
                    env=clean_environment(HOME=name, **environment),
                )  # fmt: skip
                if done.returncode == 0:
                    return "works" + (", DeprecationWarning" if "DeprecationWarning" in done.stderr else "")
                last = done.stderr.strip().splitlines()[-1]
                return "`" + last.replace("[SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: ", "… ") + "`"

            print("| | what | " + " | ".join(f"httpx {build}" for build in BUILDS) + " |\n|---|---|" + "---|" * len(BUILDS))
            for case, what, which, environment, code in experiments:
                cells = [ask(python, which, environment, code) for python in BUILDS.values()]
                print(f"| {case} | {what} | {' | '.join(cells)} |", flush=True)


main()
