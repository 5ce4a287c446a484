"""check.py CHAIN.pem HOST [ANCHORS.pem]: the report as Python has it. Where the wheel is installed, `chainwhy.explain` does without Node."""

import json
import subprocess
import sys


def report(chain: str, host: str, anchors: str = "mozilla") -> dict:
    command = ["npx", "--yes", "chainwhy", chain, "--host", host, "--anchors", anchors, "--json"]
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode == 3:
        raise RuntimeError(done.stderr)
    return json.loads(done.stdout)


if __name__ == "__main__":
    said = report(*sys.argv[1:])
    print(said["summary"])
    for finding in said["findings"]:
        print(finding["severity"], finding["code"], finding["message"])
    sys.exit(said["verdict"] != "trusted")
