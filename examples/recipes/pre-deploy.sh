#!/bin/sh
# pre-deploy.sh NOW.pem NEXT.pem HOST [ANCHORS.pem]: 0 where the next chain may be rolled out.
set -eu
now=$1 next=$2 host=$3 anchors=${4:-mozilla}

# Which clients would gain or lose, and why.
npx --yes chainwhy "$now" --host "$host" --anchors "$anchors" --compare "$next" || true

# The verdict on the next one decides.
npx --yes chainwhy "$next" --host "$host" --anchors "$anchors"
