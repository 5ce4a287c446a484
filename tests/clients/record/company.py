"""A company with a CA of its own and a public CA beside it, as sites to ask: what sources.py, httpx_experiment.py and fixes.py need."""

import datetime
import subprocess
from dataclasses import dataclass
from pathlib import Path

import namespace
from certificates import Certificate, subject_alternative_name
from lab import Lab
from profiles import CACHE


@dataclass(frozen=True)
class Site:
    """What one server is given: its chain, the root above it, the key."""

    host: str
    chain: list[Certificate]
    root: Certificate

    def write(self, folder: Path) -> Path:
        folder.mkdir(parents=True)
        (folder / "chain.pem").write_text("".join(each.pem for each in self.chain))
        (folder / "end_entity.pem").write_text(self.chain[0].pem)
        (folder / "issuers.pem").write_text("".join(each.pem for each in self.chain[1:]))
        (folder / "key.pem").write_text(self.chain[0].key.pem)
        return folder


def site(label: str, host: str, tiers: int = 3, root: dict = {}, end_entity: dict = {}) -> Site:
    lab = Lab(label, datetime.datetime.now(datetime.UTC).replace(microsecond=0))
    top = lab.root(**root)
    issuers = [lab.intermediate(top)] if tiers == 3 else []
    names = {"subject_alternative_name": subject_alternative_name(f"DNS:{host}")}
    return Site(host, [lab.end_entity(issuers[0] if issuers else top, **names, **end_entity), *issuers], top)


def put_in_every_store(folder: Path, root: Certificate) -> None:
    """Puts this root where clients keep the public ones: the system's store, and each certifi."""
    system = folder / "system"
    system.mkdir()
    (system / "public.pem").write_text(root.pem)
    (system / "ca-certificates.crt").write_text(root.pem)
    subprocess.run(["openssl", "rehash", system], check=True, capture_output=True)
    if Path("/etc/ssl/certs/java").exists():  # where Debian's JDKs look, without a password: only the old format can be read so
        (system / "java").mkdir()
        subprocess.run(
            ["keytool", "-importcert", "-noprompt", "-storetype", "JKS", "-storepass", "changeit", "-alias", "public", "-keystore", system / "java/cacerts",
             "-file", system / "public.pem"], check=True, capture_output=True,
        )  # fmt: skip
    namespace.put_over(system, "/etc/ssl/certs")
    for bundle in [
        *CACHE.glob("py*/lib/python*/site-packages/certifi/cacert.pem"),
        *CACHE.glob("py*/lib/python*/site-packages/pip/_vendor/certifi/cacert.pem"),
    ]:
        namespace.put_over(system / "public.pem", bundle)
