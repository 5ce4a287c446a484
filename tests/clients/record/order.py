#!/usr/bin/env python3
"""In which order the clients look: for every scenario with two faults, which of the two each client speaks of. Prints a table in Markdown.

It compares words: `1` where a client says of the pair what it says of the first fault alone, `2` of the second, `=` where it has the same
words for both, `+` where it names both in one breath or says something else, and `–` where it accepts.
"""

import json
import re
from pathlib import Path

from scenarios import TOGETHER

TRANSCRIPTS = Path(__file__).parent.parent
CLIENTS = {
    "openssl-3": "OpenSSL", "python-ssl-3.12": "Python ≤ 3.12", "python-ssl-3.13": "Python 3.13", "curl": "curl", "node-20": "Node", "go": "Go",
    "java-17": "Java", "rustls": "rustls", "gnutls": "GnuTLS", "chrome": "Chrome", "firefox": "Firefox",
}  # fmt: skip


def words(scenario: str, client: str) -> str | None:
    answer = json.loads((TRANSCRIPTS / f"{scenario}.json").read_text())["answers"].get(client)
    if not answer or answer["accepts"]:
        return None
    said = answer["error"].replace(scenario, "")
    said = re.sub(r"\d{4}-\d\d-\d\dT[\d:]+Z|Not(After|Before): [^|]*|\d{10}|\(\d+ seconds", "", said)
    return said


def cell(parts: tuple[str, ...], client: str) -> str:
    together = words("_and_".join(parts), client)
    if together is None:
        return "–"
    same = [str(number) for number, part in enumerate(parts, 1) if words(part, client) == together]
    return same[0] if len(same) == 1 else "=" if same else "+"


print("| 1 | 2 | " + " | ".join(CLIENTS.values()) + " |\n|---|---|" + "---|" * len(CLIENTS))
for parts in TOGETHER:
    if len(parts) == 2:
        names = " | ".join(part.replace("_", " ") for part in parts)
        print(f"| {names} | " + " | ".join(cell(parts, client) for client in CLIENTS) + " |")
