#!/usr/bin/env bash
# Records what stands beside this file: key stores of OpenSSL and keytool, and what clients print of a server on loopback.
#   tests/paste/record.sh            (needs openssl and keytool; gnutls-cli and nmap are recorded where they are installed)
set -euo pipefail
cd "$(dirname "$0")"
rm -rf stores listings && mkdir -p stores listings
work=$(mktemp -d) && trap 'rm -rf "$work"; kill "${server:-}" 2>/dev/null || true' EXIT
days=3650
key() { openssl ecparam -name prime256v1 -genkey -noout -out "$work/$1.key"; }
for name in root middle leaf; do key $name; done
openssl req -x509 -new -key "$work/root.key" -subj "/C=DE/O=Example, Inc./CN=Example Root" -days $days -out "$work/root.pem" \
  -addext basicConstraints=critical,CA:TRUE -addext keyUsage=critical,keyCertSign,cRLSign
openssl req -new -key "$work/middle.key" -subj "/C=DE/O=Example, Inc./CN=Example Issuing" -out "$work/middle.csr"
openssl x509 -req -in "$work/middle.csr" -CA "$work/root.pem" -CAkey "$work/root.key" -days $days -set_serial 2 -out "$work/middle.pem" \
  -extfile <(printf 'basicConstraints=critical,CA:TRUE\nkeyUsage=critical,keyCertSign,cRLSign\nsubjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid\n') 2>/dev/null
openssl req -new -key "$work/leaf.key" -subj "/CN=www.example.com" -out "$work/leaf.csr"
openssl x509 -req -in "$work/leaf.csr" -CA "$work/middle.pem" -CAkey "$work/middle.key" -days $days -set_serial 3 -out "$work/leaf.pem" \
  -extfile <(printf 'basicConstraints=critical,CA:FALSE\nkeyUsage=critical,digitalSignature\nextendedKeyUsage=serverAuth\nsubjectAltName=DNS:www.example.com\nsubjectKeyIdentifier=hash\nauthorityKeyIdentifier=keyid\n') 2>/dev/null
cat "$work/middle.pem" "$work/root.pem" > "$work/above.pem"
cp "$work/root.pem" root.pem && cp "$work/middle.pem" middle.pem && cp "$work/leaf.pem" leaf.pem

export12() { openssl pkcs12 -export "$@"; }
chain=(-in "$work/leaf.pem" -inkey "$work/leaf.key" -certfile "$work/above.pem" -name server)
export12 "${chain[@]}" -passout pass:changeit -out stores/pbes2-changeit.p12
export12 "${chain[@]}" -passout pass:s3cret -out stores/pbes2-given.p12
export12 "${chain[@]}" -legacy -passout pass: -out stores/rc2-empty.p12
export12 "${chain[@]}" -legacy -certpbe PBE-SHA1-3DES -passout pass:changeit -out stores/3des-changeit.p12
export12 "${chain[@]}" -certpbe NONE -passout pass:unknown -out stores/plain-unknown.p12
export12 "${chain[@]}" -certpbe AES-128-CBC -passout pass:changeit -out stores/aes128-changeit.p12
export12 -nokeys -in "$work/root.pem" -passout pass:changeit -out stores/trusted.p12
openssl base64 -in stores/trusted.p12 -out stores/trusted.p12.b64
for kind in JKS JCEKS PKCS12; do
  file=stores/keytool-trusted.$(echo $kind | tr A-Z a-z)
  keytool -importcert -noprompt -alias corp -file "$work/root.pem" -keystore $file -storetype $kind -storepass changeit 2>/dev/null
done
# Bouncy Castle's formats, where its provider is installed (libbcprov-java).
provider=${BCPROV:-/usr/share/java/bcprov.jar}
if [ -f "$provider" ]; then
  bouncy=(-provider org.bouncycastle.jce.provider.BouncyCastleProvider -providerpath "$provider" -storepass changeit)
  keytool -importcert -noprompt -alias corp -file "$work/root.pem" -keystore stores/bouncy-trusted.bks -storetype BKS "${bouncy[@]}" 2>/dev/null
  keytool -importcert -noprompt -alias corp -file "$work/root.pem" -keystore stores/bouncy-trusted.uber -storetype UBER "${bouncy[@]}" 2>/dev/null
  keytool -importkeystore -noprompt -srckeystore stores/pbes2-changeit.p12 -srcstoretype PKCS12 -srcstorepass changeit \
    -destkeystore stores/bouncy-chain.bks -deststoretype BKS -destkeypass changeit "${bouncy[@]/-storepass/-deststorepass}" 2>/dev/null
fi
keytool -importkeystore -noprompt -srckeystore stores/pbes2-changeit.p12 -srcstoretype PKCS12 -srcstorepass changeit \
  -destkeystore stores/keytool-chain.jks -deststoretype JKS -deststorepass changeit -destkeypass changeit 2>/dev/null
openssl crl2pkcs7 -nocrl -certfile "$work/above.pem" -outform DER -out stores/above.p7b

port=${PORT:-8443}
openssl s_server -accept 127.0.0.1:$port -cert "$work/leaf.pem" -key "$work/leaf.key" -cert_chain "$work/middle.pem" -quiet -www >/dev/null 2>&1 &
server=$!
sleep 1
connect=(s_client -connect localhost:$port -servername www.example.com)
openssl "${connect[@]}" </dev/null >listings/s_client.txt 2>&1 || true
openssl "${connect[@]}" -showcerts </dev/null >listings/s_client-showcerts.txt 2>&1 || true
openssl "${connect[@]}" -CAfile "$work/root.pem" </dev/null >listings/s_client-trusted.txt 2>&1 || true
openssl "${connect[@]}" -tls1_2 -nameopt compat </dev/null >listings/s_client-compat.txt 2>&1 || true
curl -sv --connect-to www.example.com:$port:localhost:$port https://www.example.com:$port/ >listings/curl-v.txt 2>&1 || true
curl -sk -w '%{certs}' -o /dev/null --connect-to www.example.com:$port:localhost:$port https://www.example.com:$port/ >listings/curl-certs.txt 2>&1 || true
keytool -printcert -sslserver localhost:$port >listings/keytool.txt 2>&1 || true
keytool -printcert -rfc -sslserver localhost:$port >listings/keytool-rfc.txt 2>&1 || true
if command -v gnutls-cli >/dev/null; then
  gnutls-cli -p $port --sni-hostname www.example.com localhost </dev/null >listings/gnutls-cli.txt 2>&1 || true
fi
cat > "$work/Ask.java" <<'J'
import java.net.*;
public class Ask { public static void main(String[] a) throws Exception { new URL(a[0]).openConnection().getInputStream(); } }
J
java -Djavax.net.debug=ssl:handshake "$work/Ask.java" https://localhost:$port/ >"$work/java.txt" 2>&1 || true
# What it was sent, and how it ended.
sed -n '/Consuming server Certificate handshake/,/^javax.net.ssl.ERROR/p' "$work/java.txt" | grep -v '^\s*at ' > listings/java-debug.txt
sed -i -E '/Master-Key|Resumption PSK|Session-ID: |^ {4}[0-9a-f]{4} - /d' listings/s_client*.txt
