"""A place to record in: a network where nothing but loopback exists, and a hosts file of our own."""

import ipaddress
import os
import signal
import subprocess
import sys
from pathlib import Path

INSIDE = "CHAINWHY_RECORDING"


def enter() -> None:
    """Starts this program again in the namespace, unless it is there already."""
    if os.environ.get(INSIDE):
        # As the first process of its own tree it would not hear the signal otherwise.
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
        return
    os.environ[INSIDE] = "1"
    flags = ["--mount", "--net", "--pid", "--fork", "--mount-proc", "--kill-child"]  # no client outlives the recording
    if os.geteuid() != 0:
        flags.insert(0, "--map-root-user")
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
