#!/usr/bin/env python3
"""Serves every scenario on loopback to the clients that are installed, and writes down what each answers.

    record.py [--keep] [--later] [--only PROFILE,…] [--scenarios ID,…]

`--keep` serves the chains of the last recording again and adds to its transcripts, and makes only those that are new; without it all
chains are made anew. `--later` asks the clients that came after that recording, about chains of their own, into `later.json.xz`. The recording runs in a network namespace of its own, where nothing but loopback exists, with the scenarios' hosts in a private /etc/hosts.
"""

import argparse
import datetime
import json
import lzma
import re
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import namespace

namespace.enter()

from lab import Lab  # noqa: E402
from profiles import ALL, CACHE, LATER, PROFILES  # noqa: E402
from scenarios import SCENARIOS, TOGETHER  # noqa: E402
from server import Server, is_ip_v6  # noqa: E402

IS_LATER = "--later" in sys.argv
STATE = CACHE / ("later" if IS_LATER else "recording")
RESULTS = Path(__file__).parent.parent
TRANSCRIPTS = STATE / "transcripts" if IS_LATER else RESULTS
ASKED = LATER if IS_LATER else PROFILES


def make_scenarios(keep: bool) -> None:
    if not keep:
        shutil.rmtree(STATE, ignore_errors=True)
    now = datetime.datetime.now(datetime.UTC).replace(microsecond=0)
    for scenario, (title, fault, build) in SCENARIOS.items():
        folder = STATE / scenario
        if folder.exists():
            continue
        served = build(Lab(scenario, now))
        folder.mkdir(parents=True)
        (folder / "chain.pem").write_text("".join(each.pem for each in served.chain))
        (folder / "end_entity.pem").write_text(served.chain[0].pem)
        (folder / "issuers.pem").write_text("".join(each.pem for each in served.chain[1:]))
        (folder / "anchors.pem").write_text("".join(each.pem for each in served.anchors))
        (folder / "key.pem").write_text(served.chain[0].key.pem)
        if served.crls is not None:
            (folder / "crls.pem").write_text(served.crls)
        for path, content in served.published.items():
            (folder / path.strip("/")).write_bytes(content)
        question = {"id": scenario, "title": title, "fault": fault, "hostname": served.hostname, "at": int(now.timestamp())}
        (folder / "question.json").write_text(json.dumps({**question, "published": list(served.published)}))


def target(scenario: str, question: dict, port: int) -> dict:
    folder, host = STATE / scenario, question["hostname"]
    anchors, crls = folder / "anchors.pem", folder / "crls.pem"
    return {
        "id": scenario,
        "host": host,
        "port": port,
        "url": f"https://[{host}]:{port}/" if is_ip_v6(host) else f"https://{host}:{port}/",
        # An empty trust store is the empty string: each client has its own way of having none.
        "anchors": str(anchors) if anchors.stat().st_size else "",
        "empty": str(anchors),
        "crls": str(crls) if crls.exists() else "",
        "chain": str(folder / "chain.pem"),
        "end_entity": str(folder / "end_entity.pem"),
    }


def with_placeholders(words: str | None, port: int, folders: list[Path]) -> str | None:
    """Takes out what differs from one run to the next: the port, paths, thread numbers. Moments stay; they are what a client says."""
    if words is None:
        return None
    for folder in folders:
        words = re.sub(rf"{re.escape(str(folder))}[^\s'\":,;)]*", "{path}", words)
    words = re.sub(rf"(?<!\d){port}(?!\d)", "{port}", words)
    return re.sub(r"\b[0-9A-F]{12,16}(?=:error:)", "{thread}", words)


def write(question: dict, answers: dict[str, dict]) -> None:
    folder, path = STATE / question["id"], TRANSCRIPTS / f"{question['id']}.json"
    before = json.loads(path.read_text()) if path.exists() else {}
    if before.get("at") != question["at"]:
        before = {}
    crls = folder / "crls.pem"
    transcript = {
        **{key: question[key] for key in ("id", "title", "fault", "hostname", "at")},
        "chain": (folder / "chain.pem").read_text(),
        "anchors": (folder / "anchors.pem").read_text(),
        "crls": crls.read_text() if crls.exists() else None,
        "answers": {**before.get("answers", {}), **answers},
    }
    transcript["answers"] = {name: transcript["answers"][name] for name in ASKED if name in transcript["answers"]}
    path.write_text(json.dumps(transcript, ensure_ascii=False, separators=(",", ":")) + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--keep", action="store_true")
    parser.add_argument("--later", action="store_true")
    parser.add_argument("--only", type=lambda text: text.split(","), default=list(ASKED))
    parser.add_argument("--scenarios", type=lambda text: text.split(","), default=list(SCENARIOS))
    options = parser.parse_args()

    make_scenarios(options.keep)
    questions = {scenario: json.loads((STATE / scenario / "question.json").read_text()) for scenario in options.scenarios}
    (STATE / "run").mkdir(exist_ok=True)
    TRANSCRIPTS.mkdir(exist_ok=True)
    namespace.prepare({question["hostname"] for question in questions.values()}, STATE / "run")

    published = {path: (STATE / scenario / path.strip("/")).read_bytes() for scenario, question in questions.items() for path in question["published"]}
    folders = {scenario: (STATE / scenario, question["hostname"]) for scenario, question in questions.items()}
    with Server(folders, published) as server:
        targets = [target(scenario, question, server.ports[scenario]) for scenario, question in questions.items()]
        record(options, questions, targets)
    if IS_LATER:
        cases = [json.loads((TRANSCRIPTS / f"{scenario}.json").read_text()) for scenario in SCENARIOS if (TRANSCRIPTS / f"{scenario}.json").exists()]
        versions = json.loads((TRANSCRIPTS / "versions.json").read_text())
        text = json.dumps({"versions": versions, "cases": cases}, ensure_ascii=False, separators=(",", ":"))
        (RESULTS / "later.json.xz").write_bytes(lzma.compress(text.encode(), preset=9))


def record(options: argparse.Namespace, questions: dict[str, dict], targets: list[dict]) -> None:
    versions_file = TRANSCRIPTS / "versions.json"
    versions = json.loads(versions_file.read_text()) if versions_file.exists() and options.keep else {}
    together = {"_and_".join(parts) for parts in TOGETHER}
    for name in options.only:
        profile = ASKED[name]
        try:
            version = profile.version()
        except (OSError, subprocess.SubprocessError) as missing:
            print(f"{name}: not here ({missing})")
            continue
        asked = [each for each in targets if profile.of == ALL or each["id"] not in together]
        started = datetime.datetime.now()
        with tempfile.TemporaryDirectory(dir=STATE / "run", ignore_cleanup_errors=True) as home:
            try:
                answers = profile.ask(asked, Path(home))
            except (OSError, subprocess.SubprocessError, RuntimeError) as failure:
                print(f"{name}: failed ({failure})")
                continue
        for each in asked:
            given = answers.get(each["id"])
            if given:
                given["error"] = with_placeholders(given["error"], each["port"], [STATE, CACHE])
                write(questions[each["id"]], {name: given})
        versions[name] = version
        versions_file.write_text(json.dumps({each: versions[each] for each in ASKED if each in versions}, indent=1, ensure_ascii=False) + "\n")
        accepted = sum(given["accepts"] for given in answers.values())
        print(f"{name}: {accepted} accepted, {len(answers) - accepted} refused, {len(asked) - len(answers)} unanswered, "
              f"{(datetime.datetime.now() - started).total_seconds():.0f} s ({version})", flush=True)  # fmt: skip


main()
