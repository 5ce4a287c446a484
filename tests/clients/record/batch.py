"""Clients that are asked about all scenarios by one process: a program of ours around the real library."""

import json
import os
import subprocess
from pathlib import Path

HERE = Path(__file__).parent / "programs"
# A process that hangs must not hang the recording: it is ended, and what it had answered is kept.
LONGEST = 600


def clean_environment(**more: str) -> dict[str, str]:
    """Nothing that could lend a client other anchors or another language."""
    kept = {name: value for name, value in os.environ.items() if name in ("PATH", "TMPDIR")}
    return {**kept, "LC_ALL": "C.UTF-8", "LANG": "C.UTF-8", **more}


def run(command: list, targets: list[dict], home: Path, as_lines: bool = False) -> dict[str, dict]:
    """`as_lines` for a program that should not need a JSON parser."""
    if as_lines:
        given = "".join("\t".join(str(target[key]) for key in ("id", "host", "port", "anchors", "crls")) + "\n" for target in targets)
    else:
        given = json.dumps(targets)
    output = home / "answers.jsonl"
    with output.open("w") as out, (home / "stderr.txt").open("w") as err:
        process = subprocess.Popen(
            [str(part) for part in command], stdin=subprocess.PIPE, stdout=out, stderr=err, cwd=home, text=True, env=clean_environment(HOME=str(home))
        )
        try:
            process.communicate(given, timeout=LONGEST)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
    answers = [json.loads(line) for line in output.read_text().splitlines() if line.startswith("{")]
    if len(answers) < len(targets):
        print(f"  {command[0]}: {len(targets) - len(answers)} scenarios unanswered: {(home / 'stderr.txt').read_text()[-400:]}")
    return {answer.pop("id"): answer for answer in answers}
