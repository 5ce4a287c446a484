"""``python -m chainwhy`` and the command ``chainwhy``: the native program."""

import sys

from ._chainwhy import run


def main() -> None:
    sys.stdout.flush()
    sys.exit(run(["chainwhy", *sys.argv[1:]]))


if __name__ == "__main__":
    main()
