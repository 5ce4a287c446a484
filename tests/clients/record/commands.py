"""Clients that are programs of their own, run once a scenario."""

import re
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from batch import HERE, clean_environment
from server import is_ip_v6

PATIENCE = 60


def answer(accepts: bool, error: str | None = None, code=None, depth=None) -> dict:
    return {"accepts": accepts, "error": None if accepts else error, "code": None if accepts else code, "depth": None if accepts else depth}


def output(command: list, home: Path, given: str = "", **environment: str) -> tuple[int, str, str]:
    """Exit status, standard output and error."""
    done = subprocess.run(
        [str(part) for part in command], input=given, capture_output=True, text=True, errors="replace", timeout=PATIENCE, cwd=home,
        env=clean_environment(HOME=str(home), **environment),
    )  # fmt: skip
    return done.returncode, done.stdout, done.stderr


def is_address(host: str) -> bool:
    return is_ip_v6(host) or re.fullmatch(r"[\d.]+", host) is not None


def is_verdict(line: str) -> bool:
    return line.startswith("verify error:") or re.match(r"[0-9A-F]{8,}:error:", line) is not None


def openssl_s_client(program: str | Path = "openssl"):
    def ask(target: dict, home: Path) -> dict:
        host = target["host"]
        name = ["-verify_ip", host] if is_address(host) else ["-servername", host, "-verify_hostname", host]
        trust = ["-CAfile", target["anchors"]] if target["anchors"] else ["-no-CAfile"]
        connect = f"[{host}]:{target['port']}" if is_ip_v6(host) else f"{host}:{target['port']}"
        # OpenSSL 1.1.1 has no stores to leave out.
        stores = [] if "1.1.1" in str(program) else ["-no-CAstore"]
        status, out, err = output(
            [program, "s_client", "-connect", connect, *name, *trust, "-no-CApath", *stores, "-verify_return_error", "-brief"], home
        )
        lines = (err + out).splitlines()
        words = [line for line in lines if is_verdict(line)]
        if not words and status == 0:
            return answer(True)
        first = next((index for index, line in enumerate(lines) if line.startswith("verify error:")), None)
        code = depth = None
        if first is not None:
            code = int(re.search(r"num=(\d+)", lines[first])[1])
            shown = [re.match(r"depth=(\d+) ", line) for line in lines[:first]]
            depth = next((int(match[1]) for match in reversed(shown) if match), None)
        return answer(False, " / ".join(words) or (err + out).strip(), code, depth)

    return ask


def openssl_verify(*flags: str):
    """`openssl verify` looks at files: what it says needs no server."""

    def ask(target: dict, home: Path) -> dict:
        host = target["host"]
        name = ["-verify_ip" if is_address(host) else "-verify_hostname", host]
        trust = ["-CAfile", target["anchors"]] if target["anchors"] else ["-no-CAfile"]
        crls = ["-crl_check_all", "-CRLfile", target["crls"]] if target["crls"] else []
        status, out, err = output(
            ["openssl", "verify", *flags, "-purpose", "sslserver", *name, *trust, "-no-CApath", "-no-CAstore", *crls,
             "-untrusted", target["chain"], target["end_entity"]], home,
        )  # fmt: skip
        if status == 0:
            return answer(True)
        found = re.search(r"error (\d+) at (\d+) depth lookup: (.*)", err)
        words = [line for line in err.splitlines() if re.match(r"error |[0-9A-F]{8,}:error:", line)]
        return answer(False, " / ".join(words) or err.strip(), int(found[1]) if found else None, int(found[2]) if found else None)

    return ask


def curl(target: dict, home: Path) -> dict:
    crls = ["--crlfile", target["crls"]] if target["crls"] else []
    status, _, err = output(["curl", "-sS", "-m", "10", "--cacert", target["anchors"] or target["empty"], *crls, "-o", "/dev/null", target["url"]], home)
    words = next((line for line in err.splitlines() if line.startswith("curl: ")), err.strip())
    return answer(status == 0, words, status)


def gnutls(target: dict, home: Path) -> dict:
    status, out, err = output(
        ["gnutls-cli", "--x509cafile", target["anchors"] or target["empty"], "-p", str(target["port"]), target["host"]], home, "GET / HTTP/1.0\r\n\r\n"
    )
    # "- Status: The certificate is trusted." is one too: the words are wanted only of a refusal.
    words = [line for line in (out + "\n" + err).splitlines() if line.startswith(("- Status: ", "*** "))]
    said = "\n".join(words) or (out + err).strip()
    return answer("- Handshake was completed" in out and not any(line.startswith("*** ") for line in words), said, status)


WGET_CHATTER = re.compile(r"--\d{4}-|Resolving |Connecting to |HTTP request sent|Length: |Saving to|To connect to .* insecurely|\s*$|\s+0K |\d{4}-\d\d-\d\d ")


def wget(target: dict, home: Path) -> dict:
    crls = ["--crl-file", target["crls"]] if target["crls"] else []
    status, _, err = output(
        ["wget", "-t", "1", "-T", "10", "--ca-certificate", target["anchors"] or target["empty"], *crls, "-O", "/dev/null", target["url"]], home
    )
    return answer(status == 0, "\n".join(line for line in err.splitlines() if not WGET_CHATTER.match(line)), status)


def git(target: dict, home: Path) -> dict:
    status, _, err = output(
        ["/usr/bin/git", "ls-remote", target["url"] + "x.git"], home, GIT_SSL_CAINFO=target["anchors"] or target["empty"], GIT_TERMINAL_PROMPT="0"
    )
    words = next((line for line in err.splitlines() if line.startswith("fatal: ")), err.strip())
    return answer("unable to access" not in words or "returned error" in words, words)


def npm(target: dict, home: Path) -> dict:
    status, _, err = output(
        ["npm", "view", "widgets-package", "--registry", target["url"], "--cafile", target["anchors"] or target["empty"], "--fetch-retries", "0",
         "--no-update-notifier", "--cache", home / "npm-cache"], home,
    )  # fmt: skip
    words = [line for line in err.splitlines() if line.startswith("npm error")]
    return answer("E404" in err or "invalid json" in err.lower(), " / ".join(words))


def uv(program: Path, python: Path):
    def ask(target: dict, home: Path) -> dict:
        trust = {"SSL_CERT_FILE": target["anchors"]} if target["anchors"] else {"SSL_CERT_FILE": target["empty"]}
        status, _, err = output(
            [program, "pip", "install", "--no-cache", "--dry-run", "--python", python, "--index-url", target["url"] + "simple/", "widgets-package"], home,
            UV_HTTP_RETRIES="0", UV_HTTP_TIMEOUT="10", UV_NO_CONFIG="1", UV_PYTHON_DOWNLOADS="never", **trust,
        )  # fmt: skip
        words = [re.sub(r"^\W*(Caused by:|cause:)", "cause:", line.strip()) for line in err.splitlines() if line.strip()]
        return answer("was not found in the package registry" in err or "404" in err, " / ".join(words))

    return ask


def cargo(target: dict, home: Path) -> dict:
    status, _, err = output(
        ["cargo", "search", "widgets", "--registry", "widgets"], home,
        CARGO_HOME=str(home / "cargo"), CARGO_HTTP_CAINFO=target["anchors"] or target["empty"], CARGO_NET_RETRY="0", CARGO_HTTP_TIMEOUT="10",
        CARGO_REGISTRIES_WIDGETS_INDEX="sparse+" + target["url"], RUSTUP_HOME=str(Path.home() / ".rustup"),
    )  # fmt: skip
    words = [line.strip() for line in err.splitlines() if re.match(r"error: |\s*\[\d+\] ", line)]
    return answer(re.search(r"\[\d+\] ", err) is None, " / ".join(words))


PHP = "$c = stream_context_create(['ssl' => ['cafile' => $argv[2]], 'http' => ['timeout' => 10]]); exit(file_get_contents($argv[1], false, $c) === false ? 1 : 0);"


def php(target: dict, home: Path) -> dict:
    status, _, err = output(["php", "-d", "display_errors=stderr", "-d", "log_errors=0", "-r", PHP, target["url"], target["anchors"] or target["empty"]], home)
    return answer(status == 0, "\n".join(line for line in err.splitlines() if line.strip()))


RUBY = """
require "net/http"; require "openssl"
uri = URI(ARGV[0]); http = Net::HTTP.new(uri.hostname, uri.port); http.use_ssl = true; http.open_timeout = http.read_timeout = 10
File.size?(ARGV[1]) ? http.ca_file = ARGV[1] : http.cert_store = OpenSSL::X509::Store.new
begin http.get("/") rescue (warn "#{$!.class}: #{$!.message}"; exit 1) end
"""


def ruby(target: dict, home: Path) -> dict:
    status, _, err = output(["ruby", "-e", RUBY, target["url"], target["anchors"] or target["empty"]], home)
    return answer(status == 0, err.strip())


PERL = """
use IO::Socket::SSL; my ($host, $port, $anchors) = @ARGV;
my $socket = IO::Socket::SSL->new(PeerHost => $host, PeerPort => $port, Timeout => 10, SSL_verifycn_name => $host, SSL_verifycn_scheme => "http", SSL_ca_file => $anchors)
  or do { print STDERR $SSL_ERROR || $!; exit 1 };
print $socket "GET / HTTP/1.0\\r\\n\\r\\n"; my @lines = <$socket>;
"""


def perl(target: dict, home: Path) -> dict:
    status, _, err = output(["perl", "-e", PERL, target["host"], str(target["port"]), target["anchors"] or target["empty"]], home)
    return answer(status == 0, err.strip())


def pip(program: Path):
    def ask(target: dict, home: Path) -> dict:
        status, out, err = output(
            [program, "download", "--no-cache-dir", "--disable-pip-version-check", "--retries", "0", "--timeout", "10", "--cert",
             target["anchors"] or target["empty"], "--index-url", target["url"] + "simple/", "-d", home / "pip", "widgets-package"], home, PIP_CONFIG_FILE="/dev/null",
        )  # fmt: skip
        # pip ends with "No matching distribution found" either way; the reason stands in a line before.
        lines = [line.strip() for line in (out + err).splitlines()]
        words = [line for line in lines if "SSLError" in line or "certificate" in line] or [line for line in lines if line.startswith("ERROR")]
        refused = "SSLError" in out + err or "certificate verify failed" in out + err or "OSError" in err
        return answer(not refused, words[0] if words else None)

    return ask


def deno(program: Path):
    def ask(target: dict, home: Path) -> dict:
        status, _, err = output(
            [program, "run", "--no-prompt", "-A", HERE / "deno_client.mjs", target["url"], target["anchors"] or target["empty"]], home,
            DENO_NO_UPDATE_CHECK="1", NO_COLOR="1",
        )  # fmt: skip
        return answer(status == 0, err.strip())

    return ask


def run(ask, targets: list[dict], home: Path) -> dict[str, dict]:
    """Four at a time; a client that does not answer in time is left out rather than guessed."""

    def one(target: dict):
        try:
            return target["id"], ask(target, home)
        except subprocess.TimeoutExpired:
            print(f"  {target['id']}: no answer within {PATIENCE} s")
            return target["id"], None

    with ThreadPoolExecutor(4) as pool:
        return {scenario: given for scenario, given in pool.map(one, targets) if given}
