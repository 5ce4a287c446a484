#!/usr/bin/env bash
# Records what stands in versions/: what several versions of OpenSSL, and other clients, print of one server on loopback.
#   tests/paste/record-versions.sh OPENSSL…      (programs; each is recorded under its version. gnutls-cli and nmap where installed)
set -euo pipefail
cd "$(dirname "$0")"
rm -rf versions && mkdir versions
work=$(mktemp -d) && trap 'kill "${server:-}" 2>/dev/null || true; rm -rf "$work"' EXIT
for name in root middle leaf; do openssl ecparam -name prime256v1 -genkey -noout -out "$work/$name.key"; done
openssl req -x509 -new -key "$work/root.key" -subj "/C=DE/O=Example, Inc./CN=Example Root" -days 3650 -out versions/root.pem \
  -addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign,cRLSign
issue() { # NAME SUBJECT ISSUER SERIAL EXTENSIONS
  openssl req -new -utf8 -key "$work/$1.key" -subj "$2" -out "$work/$1.csr"
  openssl x509 -req -in "$work/$1.csr" -CA "$3" -CAkey "$4" -days 3650 -set_serial "$5" -out "$work/$1.pem" \
    -extfile <(printf "$6\nsubjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid\n") 2>/dev/null
}
issue middle "/C=DE/O=Example, Inc./CN=Example Issuing" versions/root.pem "$work/root.key" 2 'basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign'
issue leaf '/C=DE/O=Büro \+ Söhne, "Example"/CN=www.example.com' "$work/middle.pem" "$work/middle.key" 3 \
  'basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature\nextendedKeyUsage=serverAuth\nsubjectAltName=DNS:www.example.com'
port=${PORT:-8543}
openssl s_server -accept 127.0.0.1:$port -cert "$work/leaf.pem" -key "$work/leaf.key" -cert_chain "$work/middle.pem" -quiet -www >/dev/null 2>&1 &
server=$!
sleep 1
for program in "$@"; do
  version=$("$program" version | cut -d' ' -f2)
  connect=("$program" s_client -connect "localhost:$port" -servername www.example.com)
  "${connect[@]}" </dev/null >"versions/$version.txt" 2>&1 || true
  "${connect[@]}" -showcerts </dev/null >"versions/$version-showcerts.txt" 2>&1 || true
  "${connect[@]}" -CAfile versions/root.pem -tls1_2 </dev/null >"versions/$version-trusted.txt" 2>&1 || true
done
if command -v gnutls-cli >/dev/null; then
  gnutls-cli -p $port --sni-hostname www.example.com localhost </dev/null >versions/gnutls-cli.txt 2>&1 || true
  gnutls-cli -p $port --print-cert --sni-hostname www.example.com localhost </dev/null >versions/gnutls-cli-print-cert.txt 2>&1 || true
fi
if command -v nmap >/dev/null; then
  nmap -p $port --script ssl-cert localhost >versions/nmap.txt 2>/dev/null || true
fi
# What is secret of a session, and what belongs to this machine.
sed -i -E '/Master-Key|Resumption PSK|Session-ID: |^ {4}[0-9a-f]{4} - /d' versions/*.txt
