"""A place to record in: a network where nothing but loopback exists, and a hosts file of our own."""

import ipaddress
import os
import subprocess
import sys
from pathlib import Path

INSIDE = "CHAINWHY_RECORDING"


def enter() -> None:
    """Starts this program again in the namespace, unless it is there already."""
    if os.environ.get(INSIDE):
        return
    os.environ[INSIDE] = "1"
    flags = ["--mount", "--net"] if os.geteuid() == 0 else ["--map-root-user", "--mount", "--net"]
    os.execvp("unshare", ["unshare", *flags, sys.executable, *sys.argv])


def is_address(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
        return True
    except ValueError:
        return False


def prepare(hostnames: set[str], folder: Path) -> None:
    subprocess.run(["ip", "link", "set", "lo", "up"], check=True)
    hosts = folder / "hosts"
    names = sorted(name for name in hostnames if not is_address(name))
    hosts.write_text("127.0.0.1 localhost\n::1 localhost\n" + "".join(f"127.0.0.1 {name}\n" for name in names))
    put_over(hosts, "/etc/hosts")


def put_over(ours: Path, theirs: str | Path) -> None:
    """Lets this namespace, and no one else, see our file or folder in the place of theirs."""
    subprocess.run(["mount", "--bind", ours, theirs], check=True)
