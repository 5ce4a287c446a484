#!/bin/sh
# nginx-reload.sh FULLCHAIN.pem HOST [ANCHORS.pem]: a hook for certbot, acme.sh or lego. nginx loads a chain without its intermediate as
# readily as any other, and browsers that have seen the intermediate hide it.
set -eu
chain=$1 host=$2 anchors=${3:-mozilla}

if ! npx --yes chainwhy "$chain" --host "$host" --anchors "$anchors"; then
  echo "nginx goes on with the chain that it has" >&2
  exit 1
fi
nginx -t
nginx -s reload
