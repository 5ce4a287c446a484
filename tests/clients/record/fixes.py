#!/usr/bin/env python3
"""Runs every command that the product gives as a fix, and writes tests/clients/commands.json.

    fixes.py [ID-PREFIX …]

The commands are run as they are written, in a folder and a network made for them: `api.example.com` is a site of the company, below
`company-root.pem`; `public.example.com` is below a root that stands in certifi and in the system's store. A command counts as run when the
client refused the site before it and takes it after; where that makes no sense, `check` says what is looked at.
"""

import datetime
import json
import re
import shutil
import ssl
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import namespace

namespace.enter()

from batch import clean_environment  # noqa: E402
from certificates import RevocationList, authority_information_access, basic_constraints, random_serial  # noqa: E402
from company import put_in_every_store, site  # noqa: E402
from profiles import BUN, CACHE, DENO, GO, NODE_24, UV, first_line  # noqa: E402
from server import Server  # noqa: E402

COMMANDS = Path(__file__).parent.parent / "commands.json"
HOST, PUBLIC, INCOMPLETE = "api.example.com", "public.example.com", "incomplete.example.com"


@dataclass(frozen=True)
class Fix:
    """`prepare` sets the scene; `refused` is run before, and must fail; `command` is what the product shows; `check` is run after it, in the
    same shell."""

    command: str
    prepare: str = ""
    refused: str | None = None
    check: str = "true"
    versions: tuple[str, ...] = ()
    tools: tuple[str, ...] = ()
    files: dict[str, str] = field(default_factory=dict)
    note: str = ""
    changes_stores: bool = False
    source: str = ""  # not run: where it is documented


HTTPX_APP = f'import httpx\nprint(httpx.get("https://{HOST}/").status_code)\n'
REQUESTS_APP = f'import requests\nprint(requests.get("https://{HOST}/").status_code)\n'
AIOHTTP_APP = f"""import aiohttp, asyncio
async def main():
    async with aiohttp.ClientSession() as session, session.get("https://{HOST}/") as response:
        print(response.status)
asyncio.run(main())
"""
OPENAI_APP = f"""import openai
try:
    openai.OpenAI(api_key="none", base_url="https://{HOST}/", max_retries=0).models.list()
except openai.NotFoundError:
    print("reached the server")
"""
NODE_APP = f'require("https").get("https://{HOST}/", response => console.log(response.statusCode)).on("error", error => {{ console.error(error.message); process.exit(1) }})\n'
GO_APP = f'package main\n\nimport ("fmt"; "net/http"; "os")\n\nfunc main() {{\n\tif _, err := http.Get("https://{HOST}/"); err != nil {{\n\t\tfmt.Fprintln(os.Stderr, err)\n\t\tos.Exit(1)\n\t}}\n}}\n'
JAVA_APP = f'class App {{ public static void main(String[] a) throws Exception {{ new java.net.URL("https://" + (a.length > 0 ? a[0] : "{HOST}") + "/").openConnection().getInputStream().close(); }} }}\n'
APPS = {
    "app.py": HTTPX_APP, "requests_app.py": REQUESTS_APP, "aiohttp_app.py": AIOHTTP_APP, "openai_app.py": OPENAI_APP, "app.js": NODE_APP,
    "main.go": GO_APP, "go.mod": "module app\n\ngo 1.21\n", "App.java": JAVA_APP,
}  # fmt: skip
BOTH = f"curl -sSf https://{HOST}/ && curl -sSf https://{PUBLIC}/"
PIP_ASKS = "pip download --no-cache-dir --retries 0 -d /tmp widgets-package -i https://api.example.com/simple/ 2>&1 | tee pip.log; ! grep -qi certificate pip.log"
UV_ASKS = "uv pip install --no-cache --dry-run widgets-package --index-url https://api.example.com/simple/ 2>&1 | tee uv.log; ! grep -qi certificate uv.log"
NPM_ASKS = "npm view widgets-package --registry https://api.example.com/ --fetch-retries 0 2>&1 | tee npm.log; grep -q E404 npm.log"
CARGO_ASKS = "CARGO_REGISTRIES_WIDGETS_INDEX=sparse+https://api.example.com/ cargo search widgets --registry widgets 2>&1 | tee cargo.log; ! grep -qi 'SSL' cargo.log"
GIT_ASKS = "git ls-remote https://api.example.com/widgets.git 2>&1 | tee git.log; grep -q 'not found' git.log"
CERTIFICATES_SENT = "openssl s_client -connect localhost:8443 -servername api.example.com -showcerts </dev/null 2>/dev/null | grep -c BEGIN"
SERVED = f'curl -sSf --cacert company-root.pem --connect-to {HOST}:443:localhost:8443 https://{HOST}/ -o /dev/null && test "$({CERTIFICATES_SENT})" = 2'
WAIT = "for try in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do (echo > /dev/tcp/localhost/8443) 2>/dev/null && break; sleep 0.5; done"


def python(code: str) -> str:
    return f"python - <<'EOF'\n{code}\nEOF"


CA_CONFIG = """[req]
prompt = no
distinguished_name = name
x509_extensions = ca

[name]
C = ZZ
O = Widgets
CN = Widgets Root old

[ca]
basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
"""
SERVER_EXTENSIONS = """basicConstraints = critical, CA:FALSE
keyUsage = critical, digitalSignature
extendedKeyUsage = serverAuth
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid
subjectAltName = DNS:api.example.com
"""

ROOT_EXTENSIONS = """basicConstraints = critical, CA:TRUE
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
"""
INTERMEDIATE_EXTENSIONS = """basicConstraints = critical, CA:TRUE, pathlen:0
keyUsage = critical, keyCertSign, cRLSign
subjectKeyIdentifier = hash
authorityKeyIdentifier = keyid:always
"""


def with_extensions(file: str, extensions: str, command: str) -> str:
    return f"cat > {file} <<'EOF'\n{extensions}EOF\n{command}"


def as_installed(program: str, options: str = "", before: str = "") -> str:
    """Lets a program find its configuration in this folder, as an installed one finds it in /etc."""
    return f"""cat > ~/bin/{program} <<END
#!/bin/sh
FOLDER=$PWD
{before.replace("$FOLDER", "$PWD")} exec /usr/sbin/{program} {options.replace("$FOLDER", "$PWD")} "\\$@"
END
chmod +x ~/bin/{program}"""


NGINX = """pid nginx.pid; error_log stderr; worker_processes 1; daemon on;
events { }
http { access_log off; server { listen 8443 ssl; server_name api.example.com;
  ssl_certificate CERTIFICATE; ssl_certificate_key server.key; location / { return 200 "ok"; } } }
"""
APACHE = """ServerRoot /usr/lib/apache2
LoadModule mpm_event_module modules/mod_mpm_event.so
LoadModule ssl_module modules/mod_ssl.so
LoadModule dir_module modules/mod_dir.so
LoadModule authz_core_module modules/mod_authz_core.so
LoadModule socache_shmcb_module modules/mod_socache_shmcb.so
ServerName api.example.com
User www-data
Group www-data
PidFile FOLDER/apache.pid
ErrorLog FOLDER/apache.log
DocumentRoot FOLDER/www
DirectoryIndex index.html
Listen 8443
<VirtualHost *:8443>
  SSLEngine on
  SSLCertificateFile FOLDER/CERTIFICATE
  SSLCertificateKeyFile FOLDER/server.key
</VirtualHost>
"""
HAPROXY = """defaults
  mode http
  timeout connect 5s
  timeout client 5s
  timeout server 5s
frontend site
  bind :8443 ssl crt site.pem
  http-request return status 200 content-type text/plain string "ok"
"""
CADDYFILE = """{
  admin off
  auto_https off
}
https://api.example.com:8443 {
  tls CERTIFICATE server.key
  respond "ok"
}
"""

FIXES = {
    # Looking
    "look-chain": Fix(f"openssl s_client -connect {HOST}:443 -servername {HOST} -showcerts </dev/null", versions=("openssl",)),
    "look-chain-to-file": Fix(f"openssl s_client -connect {HOST}:443 -servername {HOST} -showcerts </dev/null 2>/dev/null | sed -n '/BEGIN CERT/,/END CERT/p' > chain.pem",
                              check="test $(grep -c BEGIN chain.pem) = 2", versions=("openssl",)),  # fmt: skip
    "look-certificate": Fix("openssl x509 -in company-root.pem -noout -subject -issuer -dates -fingerprint -sha256", versions=("openssl",)),
    "look-bundle": Fix("openssl storeutl -noout -text -certs bundle.pem", check="true", versions=("openssl",)),
    "look-verify": Fix("openssl verify -show_chain -CAfile company-root.pem -untrusted intermediate.pem server.pem", versions=("openssl",)),
    "look-verify-strict": Fix("openssl verify -x509_strict -CAfile company-root.pem -untrusted intermediate.pem server.pem", versions=("openssl",)),
    "look-python-anchors": Fix('python -c "import ssl; print(ssl.get_default_verify_paths())"', tools=("python",), versions=("python",)),
    "look-certifi": Fix("python -m certifi", tools=("python",), versions=("python", "certifi")),
    "look-clock": Fix("date -u"),
    "convert-der": Fix("openssl x509 -inform der -in intermediate.cer -out intermediate-converted.pem", check="cmp intermediate.pem intermediate-converted.pem", versions=("openssl",)),
    "convert-pkcs7": Fix("openssl pkcs7 -in chain.p7b -print_certs -out chain-converted.pem", check="test $(grep -c BEGIN chain-converted.pem) = 2", versions=("openssl",)),
    "convert-pkcs7-der": Fix("openssl pkcs7 -inform der -in chain-der.p7b -print_certs -out chain-converted.pem", check="test $(grep -c BEGIN chain-converted.pem) = 2", versions=("openssl",)),
    "fetch-issuer": Fix("curl -sSfo intermediate.der http://pki.example.com/intermediate.cer && openssl x509 -inform der -in intermediate.der -out fetched.pem",
                        check="cmp intermediate.pem fetched.pem", versions=("curl", "openssl")),  # fmt: skip
    # A bundle that adds
    "bundle-certifi": Fix('cat "$(python -m certifi)" company-root.pem > ca-bundle.pem', check=f"test $(grep -c BEGIN ca-bundle.pem) = 2 && SSL_CERT_FILE=ca-bundle.pem python app.py",
                          refused="python app.py", tools=("python",), versions=("httpx", "certifi")),  # fmt: skip
    "bundle-certifi-python": Fix("python -c \"import certifi, pathlib; pathlib.Path('ca-bundle.pem').write_text(pathlib.Path(certifi.where()).read_text() + pathlib.Path('company-root.pem').read_text())\"",
                                 check="SSL_CERT_FILE=ca-bundle.pem python app.py", refused="python app.py", tools=("python",), versions=("httpx", "certifi")),  # fmt: skip
    "bundle-debian": Fix("cat /etc/ssl/certs/ca-certificates.crt company-root.pem > ca-bundle.pem", check="SSL_CERT_FILE=ca-bundle.pem python app.py",
                         refused="python app.py", tools=("python",), versions=("httpx",)),  # fmt: skip
    # Python
    "httpx-env": Fix("SSL_CERT_FILE=$PWD/ca-bundle.pem python app.py", refused="python app.py", tools=("python",), versions=("httpx",), note="replaces certifi: hence the bundle"),
    "httpx-env-only-company": Fix("SSL_CERT_FILE=$PWD/company-root.pem python app.py", refused="python app.py", tools=("python",), versions=("httpx",),
                                  check=f"! SSL_CERT_FILE=$PWD/company-root.pem python -c 'import httpx; httpx.get(\"https://{PUBLIC}/\")'", note="replaces certifi: public sites fail then"),  # fmt: skip
    "httpx-dir": Fix("mkdir cas && cp company-root.pem cas/ && openssl rehash cas && SSL_CERT_DIR=$PWD/cas python app.py", refused="python app.py", tools=("python",), versions=("httpx", "openssl"),
                     note="replaces certifi; without the rehash nothing in the folder is found"),  # fmt: skip
    "httpx-unset-dir": Fix("unset SSL_CERT_DIR", refused=f"export SSL_CERT_DIR=/nowhere; python -c 'import httpx; httpx.get(\"https://{PUBLIC}/\")'",
                           check=f"python -c 'import httpx; print(httpx.get(\"https://{PUBLIC}/\").status_code)'", tools=("python",), versions=("httpx",)),  # fmt: skip
    "httpx-verify": Fix(python(f'import ssl, httpx\n\ncontext = ssl.create_default_context(cafile="company-root.pem")\nclient = httpx.Client(verify=context)\nprint(client.get("https://{HOST}/").status_code)'),
                        refused="python app.py", tools=("python",), versions=("httpx",), note="this anchor only"),  # fmt: skip
    "httpx-verify-adds": Fix(python(f'import ssl, certifi, httpx\n\ncontext = ssl.create_default_context(cafile=certifi.where())\ncontext.load_verify_locations("company-root.pem")\nclient = httpx.Client(verify=context)\nprint(client.get("https://{HOST}/").status_code, client.get("https://{PUBLIC}/").status_code)'),
                             refused="python app.py", tools=("python",), versions=("httpx",), note="adds to certifi"),  # fmt: skip
    "httpx-system-store": Fix(python(f'import ssl, httpx\n\nclient = httpx.Client(verify=ssl.create_default_context())\nprint(client.get("https://{PUBLIC}/").status_code)'),
                              tools=("python",), versions=("httpx",), note="the system's store on Linux and, for certificates already there, Windows"),  # fmt: skip
    "httpx-truststore": Fix(python(f'import ssl, httpx, truststore\n\nclient = httpx.Client(verify=truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT))\nprint(client.get("https://{PUBLIC}/").status_code)'),
                            tools=("python",), versions=("httpx", "truststore"), note="the system's store on Linux, Windows and macOS"),  # fmt: skip
    "truststore-inject": Fix(python(f'import truststore; truststore.inject_into_ssl()\nimport requests\n\nprint(requests.get("https://{PUBLIC}/").status_code)'),
                             tools=("python",), versions=("requests", "truststore")),  # fmt: skip
    "requests-env": Fix("REQUESTS_CA_BUNDLE=$PWD/ca-bundle.pem python requests_app.py", refused="python requests_app.py", tools=("python",), versions=("requests",), note="replaces certifi: hence the bundle"),
    "requests-verify": Fix(python(f'import requests\n\nsession = requests.Session()\nsession.verify = "ca-bundle.pem"\nprint(session.get("https://{HOST}/").status_code)'),
                           refused="python requests_app.py", tools=("python",), versions=("requests",)),  # fmt: skip
    "aiohttp-env": Fix("SSL_CERT_FILE=$PWD/ca-bundle.pem python aiohttp_app.py", refused="python aiohttp_app.py", tools=("python",), versions=("aiohttp",)),
    "aiohttp-context": Fix(python(f'import ssl, asyncio, aiohttp\n\nasync def main():\n    context = ssl.create_default_context(cafile="ca-bundle.pem")\n    connector = aiohttp.TCPConnector(ssl=context)\n    async with aiohttp.ClientSession(connector=connector) as session, session.get("https://{HOST}/") as response:\n        print(response.status)\n\nasyncio.run(main())'),
                           refused="python aiohttp_app.py", tools=("python",), versions=("aiohttp",)),  # fmt: skip
    "openai-env": Fix("SSL_CERT_FILE=$PWD/ca-bundle.pem python openai_app.py", refused="python openai_app.py", tools=("python",), versions=("openai", "httpx2")),
    "openai-client": Fix(python(f'import ssl, openai\n\ncontext = ssl.create_default_context(cafile="ca-bundle.pem")\nclient = openai.OpenAI(api_key="none", base_url="https://{HOST}/", max_retries=0, http_client=openai.DefaultHttpxClient(verify=context))\ntry:\n    client.models.list()\nexcept openai.NotFoundError:\n    print("reached the server")'),
                         refused="python openai_app.py", tools=("python",), versions=("openai", "httpx2")),  # fmt: skip
    "pip-config": Fix("pip config set global.cert $PWD/ca-bundle.pem", refused=PIP_ASKS, check=PIP_ASKS, tools=("python", "pip"), versions=("pip",)),
    "pip-env": Fix("export PIP_CERT=$PWD/ca-bundle.pem", refused=PIP_ASKS, check=PIP_ASKS, tools=("python", "pip"), versions=("pip",)),
    "uv-env": Fix("export SSL_CERT_FILE=$PWD/ca-bundle.pem", refused=UV_ASKS, check=UV_ASKS, tools=("uv", "python"), versions=("uv",), note="replaces the built-in Mozilla roots"),
    "uv-system": Fix("export UV_SYSTEM_CERTS=true", refused=UV_ASKS.replace(HOST, PUBLIC), check=UV_ASKS.replace(HOST, PUBLIC), tools=("uv", "python"), versions=("uv",), note="the system's store in place of the built-in roots"),
    # Node
    "node-extra": Fix("NODE_EXTRA_CA_CERTS=$PWD/company-root.pem node app.js", refused="node app.js", versions=("node",), note="adds to the built-in roots"),
    "node24-extra": Fix("NODE_EXTRA_CA_CERTS=$PWD/company-root.pem node app.js", refused="node app.js", tools=("node24",), versions=("node24",), note="adds to the built-in roots"),
    "node24-system": Fix(f"node --use-system-ca app.js", refused=f"sed -i s/{HOST}/{PUBLIC}/ app.js; node app.js", tools=("node24",), versions=("node24",), note="adds the system's store; Node 22.15, 23.8 and later"),
    "node-openssl-ca": Fix("node --use-openssl-ca app.js", refused=f"sed -i s/{HOST}/{PUBLIC}/ app.js; node app.js", versions=("node",), note="the system's store in place of the built-in roots"),
    "node-agent": Fix(f"node - <<'EOF'\nconst fs = require('fs'), https = require('https'), tls = require('tls');\nconst ca = [...tls.rootCertificates, fs.readFileSync('company-root.pem')];\nhttps.get('https://{HOST}/', {{ agent: new https.Agent({{ ca }}) }}, response => console.log(response.statusCode));\nEOF",
                      refused="node app.js", versions=("node",), note="`ca` replaces: hence the built-in roots in the list"),  # fmt: skip
    "node24-default": Fix(f"node - <<'EOF'\nconst fs = require('fs'), tls = require('tls');\ntls.setDefaultCACertificates([...tls.getCACertificates('default'), fs.readFileSync('company-root.pem', 'utf8')]);\nfetch('https://{HOST}/').then(response => console.log(response.status));\nEOF",
                          refused="node app.js", tools=("node24",), versions=("node24",), note="Node 22.19, 24.5 and later; fetch too"),  # fmt: skip
    "npm-cafile": Fix("npm config set cafile $PWD/company-root.pem", refused=NPM_ASKS, check=NPM_ASKS, versions=("npm",), note="replaces: the public registry needs its root in the file as well"),
    "npm-extra": Fix("export NODE_EXTRA_CA_CERTS=$PWD/company-root.pem", refused=NPM_ASKS, check=NPM_ASKS, versions=("npm",), note="adds; an npm cafile overrides it"),
    "bun-extra": Fix("NODE_EXTRA_CA_CERTS=$PWD/company-root.pem bun app.js", refused="bun app.js", tools=("bun",), versions=("bun",)),
    "deno-env": Fix(f"DENO_CERT=$PWD/company-root.pem deno eval 'console.log((await fetch(\"https://{HOST}/\")).status)'", refused=f"deno eval 'await fetch(\"https://{HOST}/\")'", tools=("deno",), versions=("deno",)),
    "deno-system": Fix(f"DENO_TLS_CA_STORE=system deno eval 'console.log((await fetch(\"https://{PUBLIC}/\")).status)'", refused=f"deno eval 'await fetch(\"https://{PUBLIC}/\")'", tools=("deno",), versions=("deno",)),
    # Go, Java, Rust, PHP, Ruby
    "go-env": Fix("SSL_CERT_FILE=$PWD/ca-bundle.pem go run .", refused="go run .", tools=("go",), versions=("go",), note="not on Windows and macOS"),
    "go-code": Fix(f"cat > main.go <<'EOF'\npackage main\n\nimport (\n\t\"crypto/tls\"\n\t\"crypto/x509\"\n\t\"fmt\"\n\t\"net/http\"\n\t\"os\"\n)\n\nfunc main() {{\n\troots, err := x509.SystemCertPool()\n\tif err != nil {{\n\t\troots = x509.NewCertPool()\n\t}}\n\tpem, err := os.ReadFile(\"company-root.pem\")\n\tif err != nil || !roots.AppendCertsFromPEM(pem) {{\n\t\tpanic(\"no certificate in company-root.pem\")\n\t}}\n\tclient := http.Client{{Transport: &http.Transport{{TLSClientConfig: &tls.Config{{RootCAs: roots}}}}}}\n\tresponse, err := client.Get(\"https://{HOST}/\")\n\tif err != nil {{\n\t\tpanic(err)\n\t}}\n\tfmt.Println(response.Status)\n}}\nEOF\ngo run .",
                   refused="go run .", tools=("go",), versions=("go",), note="adds to the system's store"),  # fmt: skip
    "java-keytool": Fix('keytool -importcert -noprompt -cacerts -storepass changeit -alias company-root -file company-root.pem', refused="java App.java", check="java App.java", versions=("java",), changes_stores=True, note="adds to this JDK's cacerts; an update of the JDK brings its own"),
    "java-own-store": Fix("keytool -importcert -noprompt -keystore truststore.p12 -storetype PKCS12 -storepass changeit -alias company-root -file company-root.pem\nJAVA_TOOL_OPTIONS=\"-Djavax.net.ssl.trustStore=$PWD/truststore.p12 -Djavax.net.ssl.trustStorePassword=changeit\" java App.java",
                          refused="java App.java", versions=("java",), note="replaces cacerts"),  # fmt: skip
    "java-aia": Fix(f"java -Dcom.sun.security.enableAIAcaIssuers=true -Djavax.net.ssl.trustStore=$PWD/truststore.p12 -Djavax.net.ssl.trustStorePassword=changeit App.java {INCOMPLETE}",
                    refused=f"keytool -importcert -noprompt -keystore truststore.p12 -storetype PKCS12 -storepass changeit -alias root -file incomplete-root.pem 2>/dev/null; java -Djavax.net.ssl.trustStore=$PWD/truststore.p12 -Djavax.net.ssl.trustStorePassword=changeit App.java {INCOMPLETE}", versions=("java",), note="fetches the intermediate that the server leaves out"),  # fmt: skip
    "cargo-env": Fix("export CARGO_HTTP_CAINFO=$PWD/ca-bundle.pem", refused=CARGO_ASKS, check=CARGO_ASKS, versions=("cargo",)),
    "cargo-config": Fix('mkdir -p ~/.cargo && printf \'[http]\\ncainfo = "%s/ca-bundle.pem"\\n\' "$PWD" >> ~/.cargo/config.toml', refused=CARGO_ASKS, check=CARGO_ASKS, versions=("cargo",)),
    "php-ini": Fix(f"php -d openssl.cafile=$PWD/ca-bundle.pem -r 'echo file_get_contents(\"https://{HOST}/\");'", refused=f"php -r 'exit(file_get_contents(\"https://{HOST}/\") ? 0 : 1);'", versions=("php",)),
    "ruby-env": Fix(f"SSL_CERT_FILE=$PWD/ca-bundle.pem ruby -rnet/http -e 'puts Net::HTTP.get(URI(\"https://{HOST}/\"))'", refused=f"ruby -rnet/http -e 'Net::HTTP.get(URI(\"https://{HOST}/\"))'", versions=("ruby",)),
    # curl, wget, git
    "curl-cacert": Fix(f"curl --cacert company-root.pem https://{HOST}/", refused=f"curl -sS https://{HOST}/", versions=("curl",)),
    "curl-env": Fix(f"CURL_CA_BUNDLE=$PWD/ca-bundle.pem curl https://{HOST}/", refused=f"curl -sS https://{HOST}/", versions=("curl",)),
    "curl-curlrc": Fix('echo "cacert = \\"$PWD/ca-bundle.pem\\"" >> ~/.curlrc', refused=f"curl -sS https://{HOST}/", check=f"curl -sSf https://{HOST}/", versions=("curl",)),
    "wget-option": Fix(f"wget --ca-certificate=company-root.pem -O - https://{HOST}/", refused=f"wget -O - https://{HOST}/", versions=("wget",)),
    "wget-wgetrc": Fix('echo "ca_certificate = $PWD/ca-bundle.pem" >> ~/.wgetrc', refused=f"wget -O - https://{HOST}/", check=f"wget -q -O - https://{HOST}/", versions=("wget",)),
    "git-host": Fix(f"git config --global http.https://{HOST}/.sslCAInfo $PWD/company-root.pem", refused=GIT_ASKS, check=GIT_ASKS, versions=("git",), note="for this host only"),
    "git-all": Fix("git config --global http.sslCAInfo $PWD/ca-bundle.pem", refused=GIT_ASKS, check=GIT_ASKS, versions=("git",)),
    "git-env": Fix("export GIT_SSL_CAINFO=$PWD/ca-bundle.pem", refused=GIT_ASKS, check=GIT_ASKS, versions=("git",)),
    # The system's store
    "debian-store": Fix("cp company-root.pem /usr/local/share/ca-certificates/company-root.crt && update-ca-certificates", refused=f"curl -sS https://{HOST}/",
                        check=f"curl -sSf https://{HOST}/ && wget -qO- https://{HOST}/ && {GIT_ASKS}", versions=("ca-certificates", "curl", "wget", "git"), changes_stores=True, note="Debian and Ubuntu; the name must end in .crt"),  # fmt: skip
    "debian-store-httpx": Fix("cp company-root.pem /usr/local/share/ca-certificates/company-root.crt && update-ca-certificates && export SSL_CERT_FILE=/etc/ssl/certs/ca-certificates.crt",
                              refused="python app.py", check=f"python app.py && python -c 'import httpx; httpx.get(\"https://{PUBLIC}/\")'", tools=("python",), versions=("ca-certificates", "httpx"), changes_stores=True),  # fmt: skip
    # Servers
    "server-bundle": Fix("cat server.pem intermediate.pem > fullchain.pem", check="openssl verify -CAfile company-root.pem -untrusted fullchain.pem server.pem", versions=("openssl",)),
    "nginx-bundle": Fix("cat server.pem intermediate.pem > fullchain.pem\nsed -i 's/ssl_certificate [^;]*;/ssl_certificate fullchain.pem;/' nginx.conf\nnginx -p $PWD -c nginx.conf -s reload",
                        refused=f"sed 's/CERTIFICATE/server.pem/' nginx.template > nginx.conf; nginx -p $PWD -c nginx.conf; {WAIT}; {SERVED}", check=f"sleep 1; {SERVED}; status=$?; nginx -p $PWD -c nginx.conf -s stop; exit $status",
                        files={"nginx.template": NGINX}, versions=("nginx",)),  # fmt: skip
    "nginx-order": Fix("cat server.pem intermediate.pem > fullchain.pem && nginx -t -p $PWD -c nginx.conf", refused="cat intermediate.pem server.pem > fullchain.pem; sed 's/CERTIFICATE/fullchain.pem/' nginx.template > nginx.conf; nginx -t -p $PWD -c nginx.conf",
                       files={"nginx.template": NGINX}, versions=("nginx",), note="the intermediate first is refused at the start"),  # fmt: skip
    "apache-bundle": Fix("cat server.pem intermediate.pem > fullchain.pem\nsed -i 's#SSLCertificateFile .*#SSLCertificateFile '$PWD'/fullchain.pem#' apache.conf\napache2 -f $PWD/apache.conf -k graceful",
                         refused=f"mkdir www; echo ok > www/index.html; sed \"s#FOLDER#$PWD#; s#CERTIFICATE#server.pem#\" apache.template > apache.conf; apache2 -f $PWD/apache.conf -k start; {WAIT}; {SERVED}",
                         check=f"sleep 2; {SERVED}; status=$?; apache2 -f $PWD/apache.conf -k stop; exit $status", files={"apache.template": APACHE}, versions=("apache",), note="2.4.8 and later; SSLCertificateChainFile is the old way"),  # fmt: skip
    "haproxy-bundle": Fix("cat server.pem intermediate.pem server.key > site.pem && haproxy -c -f haproxy.cfg", refused="cat server.pem intermediate.pem > site.pem; haproxy -c -f haproxy.cfg",
                          check=f"haproxy -D -p haproxy.pid -f haproxy.cfg; {WAIT}; {SERVED}; status=$?; kill $(cat haproxy.pid); exit $status", files={"haproxy.cfg": HAPROXY}, versions=("haproxy",), note="one file: end entity, intermediates, key"),  # fmt: skip
    "caddy-bundle": Fix("cat server.pem intermediate.pem > fullchain.pem\nsed -i 's/tls [^ ]* /tls fullchain.pem /' Caddyfile\ncaddy validate --config Caddyfile --adapter caddyfile",
                        refused=f"sed 's/CERTIFICATE/server.pem/' caddy.template > Caddyfile; caddy run --config Caddyfile --adapter caddyfile 2>caddy.log & server=$!; {WAIT}; {SERVED}; status=$?; kill $server; wait $server; exit $status",
                        check=f"caddy run --config Caddyfile --adapter caddyfile 2>caddy.log & server=$!; {WAIT}; {SERVED}; status=$?; kill $server; wait $server; exit $status", files={"caddy.template": CADDYFILE}, versions=("caddy",)),  # fmt: skip
    # A CA that must be reissued
    "ca-reissue-root": Fix("openssl req -x509 -new -key ca.key -config ca.cnf -days 3650 -out company-root-new.pem",
                           refused="openssl verify -x509_strict -CAfile old-root.pem old-server.pem", check="openssl verify -x509_strict -CAfile company-root-new.pem company-root-new.pem && openssl verify -CAfile company-root-new.pem old-server.pem",
                           files={"ca.cnf": CA_CONFIG}, versions=("openssl",), note="same key and same name: certificates that were issued stay valid, and those without an authority key identifier must be reissued as well"),  # fmt: skip
    "ca-reissue-server": Fix("openssl req -x509 -new -key ca.key -config ca.cnf -days 3650 -out company-root-new.pem\nopenssl req -new -key server.key -subj /CN=api.example.com -out server.csr\nopenssl x509 -req -in server.csr -CA company-root-new.pem -CAkey ca.key -CAcreateserial -days 90 -extfile server.ext -out server-new.pem",
                             refused="openssl verify -x509_strict -CAfile old-root.pem old-server.pem", check="openssl verify -x509_strict -CAfile company-root-new.pem server-new.pem && openssl s_server -accept 8443 -cert server-new.pem -key server.key -www -quiet & server=$!; "
                             + WAIT + "; python313 -c 'import ssl, socket; context = ssl.create_default_context(cafile=\"company-root-new.pem\"); context.wrap_socket(socket.create_connection((\"localhost\", 8443)), server_hostname=\"api.example.com\").close()'; status=$?; kill $server; exit $status",
                             files={"ca.cnf": CA_CONFIG, "server.ext": SERVER_EXTENSIONS}, tools=("python313",), versions=("openssl", "python313")),  # fmt: skip
    # As they are given for a server: the configuration names fullchain.pem, which holds the server's certificate alone
    "nginx-fullchain": Fix("cat server.pem intermediate.pem > fullchain.pem\nnginx -t && nginx -s reload",
                           prepare="cp server.pem fullchain.pem; sed 's/CERTIFICATE/fullchain.pem/' nginx.template > nginx.conf\n" + as_installed("nginx", '-p "$FOLDER" -c nginx.conf'),
                           refused=f"nginx; {WAIT}; {SERVED}", check=f"sleep 1; {SERVED}; status=$?; nginx -s stop; exit $status", files={"nginx.template": NGINX}, versions=("nginx",)),  # fmt: skip
    "apache-fullchain": Fix("cat server.pem intermediate.pem > fullchain.pem\napachectl configtest && apachectl graceful",
                            prepare='mkdir www; echo ok > www/index.html; cp server.pem fullchain.pem; sed "s#FOLDER#$PWD#; s#CERTIFICATE#fullchain.pem#" apache.template > apache.conf\n'
                            + as_installed("apachectl", before='APACHE_ARGUMENTS="-f $FOLDER/apache.conf"'),
                            refused=f"apache2 -f $PWD/apache.conf -k start; {WAIT}; {SERVED}", check=f"sleep 2; {SERVED}; status=$?; apache2 -f $PWD/apache.conf -k stop; exit $status",
                            files={"apache.template": APACHE}, versions=("apache",)),  # fmt: skip
    "caddy-fullchain": Fix("cat server.pem intermediate.pem > fullchain.pem\ncaddy validate --config Caddyfile --adapter caddyfile && caddy reload --force --config Caddyfile --adapter caddyfile",
                           prepare="cp server.pem fullchain.pem; sed 's/CERTIFICATE/fullchain.pem/; s/admin off/admin localhost:2019/' caddy.template > Caddyfile",
                           refused=f"caddy start --config Caddyfile --adapter caddyfile 2>caddy.log; {WAIT}; {SERVED}", check=f"sleep 1; {SERVED}; status=$?; caddy stop; exit $status",
                           files={"caddy.template": CADDYFILE}, versions=("caddy",), note="without --force, Caddy finds the configuration unchanged and does not read the files again"),  # fmt: skip
    "nginx-reload": Fix("nginx -t && nginx -s reload", prepare="cp server.pem fullchain.pem; sed 's/CERTIFICATE/fullchain.pem/' nginx.template > nginx.conf\n" + as_installed("nginx", '-p "$FOLDER" -c nginx.conf'),
                        refused=f"nginx; {WAIT}; cp bundle.pem fullchain.pem; {SERVED}", check=f"sleep 1; {SERVED}; status=$?; nginx -s stop; exit $status", files={"nginx.template": NGINX}, versions=("nginx",),
                        note="until then it shows the certificate that it read at its start"),  # fmt: skip
    "fetch-into-bundle": Fix("curl -sSf http://pki.example.com/intermediate.cer | openssl x509 -inform DER >> fullchain.pem", prepare="cp server.pem fullchain.pem",
                             refused="openssl verify -CAfile company-root.pem -untrusted fullchain.pem server.pem", check="openssl verify -CAfile company-root.pem -untrusted fullchain.pem server.pem && cmp fullchain.pem bundle.pem",
                             versions=("curl", "openssl")),  # fmt: skip
    "fetch-pkcs7-into-bundle": Fix("curl -sSf http://pki.example.com/intermediate.p7c | openssl pkcs7 -inform DER -print_certs >> fullchain.pem", prepare="cp server.pem fullchain.pem",
                                   refused="openssl verify -CAfile company-root.pem -untrusted fullchain.pem server.pem", check="openssl verify -CAfile company-root.pem -untrusted fullchain.pem server.pem",
                                   versions=("curl", "openssl")),  # fmt: skip
    "fetch-right-issuer": Fix("curl -sSf http://pki.example.com/intermediate.cer | openssl x509 -inform DER > intermediate.pem\ncat server.pem intermediate.pem > fullchain.pem",
                              prepare="cp incomplete-root.pem intermediate.pem; cat server.pem intermediate.pem > fullchain.pem", refused="openssl verify -CAfile company-root.pem -untrusted fullchain.pem server.pem",
                              check="openssl verify -CAfile company-root.pem -untrusted fullchain.pem server.pem", versions=("curl", "openssl")),  # fmt: skip
    "fetch-crl": Fix("curl -sSf http://pki.example.com/intermediate.crl | openssl crl -inform DER -out ca.crl.pem", refused="openssl verify -crl_check -CAfile company-root.pem -untrusted intermediate.pem server.pem",
                     check="openssl verify -crl_check -CRLfile ca.crl.pem -CAfile company-root.pem -untrusted intermediate.pem server.pem", versions=("curl", "openssl")),  # fmt: skip
    "request-new-key": Fix(f"openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout server.key -subj /CN={HOST} -addext subjectAltName=DNS:{HOST} -out server.csr",
                           check=f"openssl req -in server.csr -noout -verify -text | grep DNS:{HOST} && ! openssl x509 -in server.pem -noout -pubkey | cmp -s - <(openssl pkey -in server.key -pubout)", versions=("openssl",)),  # fmt: skip
    "request-same-key": Fix(f"openssl req -new -key server.key -subj /CN={HOST} -addext subjectAltName=DNS:{HOST} -out server.csr",
                            check=f"openssl req -in server.csr -noout -verify -text | grep DNS:{HOST}", versions=("openssl",)),
    "look-request": Fix("openssl req -in server.csr -noout -text", prepare=f"openssl req -new -key server.key -subj /CN={HOST} -out server.csr", versions=("openssl",)),
    "httpx-context": Fix(python(f'import ssl, certifi, httpx\n\ncontext = ssl.create_default_context(cafile=certifi.where())\ncontext.load_verify_locations("company-root.pem")\nclient = httpx.Client(verify=context)\nprint(client.get("https://{HOST}/").status_code)'),
                         refused="python app.py", tools=("python",), versions=("httpx",), note="adds to certifi"),  # fmt: skip
    "convert-utf16": Fix("iconv -f UTF-16 -t UTF-8 chain.pem > chain-utf8.pem", prepare="iconv -f UTF-8 -t UTF-16 bundle.pem > chain.pem", refused="openssl x509 -in chain.pem -noout", check="cmp chain-utf8.pem bundle.pem"),
    "convert-base64": Fix("base64 -d certificate.b64 > certificate.pem", prepare="base64 company-root.pem > certificate.b64", refused="openssl x509 -in certificate.b64 -noout", check="cmp certificate.pem company-root.pem"),
    "convert-trusted": Fix("openssl x509 -in trusted.pem -out certificate.pem", prepare="openssl x509 -in company-root.pem -trustout -out trusted.pem", check="cmp certificate.pem company-root.pem", versions=("openssl",)),
    # As they are given for a CA: names and keys stay, the extensions are set anew
    "ca-extensions-root": Fix(with_extensions("ca.ext", ROOT_EXTENSIONS, "openssl x509 -in company-root.pem -signkey company.key -clrext -extfile ca.ext -set_serial 0x$(openssl rand -hex 16) -sha256 -days 3650 -out company-root-new.pem"),
                              prepare="cp old-root.pem company-root.pem; cp ca.key company.key", refused="openssl verify -x509_strict -CAfile company-root.pem old-server.pem",
                              check="openssl verify -CAfile company-root-new.pem old-server.pem && openssl req -new -key server.key -subj /CN=new | openssl x509 -req -CA company-root-new.pem -CAkey company.key -set_serial 8 -extfile server.ext -out new.pem && openssl verify -x509_strict -CAfile company-root-new.pem new.pem",
                              files={"server.ext": SERVER_EXTENSIONS}, versions=("openssl",), note="what the old root issued is verified by the new one, and what the new one issues by strict clients as well"),  # fmt: skip
    "ca-extensions-intermediate": Fix(with_extensions("intermediate.ext", INTERMEDIATE_EXTENSIONS, "openssl x509 -x509toreq -in intermediate.pem -signkey intermediate.key -out intermediate.csr\nopenssl x509 -req -in intermediate.csr -CA company-root.pem -CAkey company.key -extfile intermediate.ext -set_serial 0x$(openssl rand -hex 16) -sha256 -days 1825 -out intermediate-new.pem"),
                                      prepare="openssl x509 -x509toreq -in intermediate.pem -signkey intermediate.key | openssl x509 -req -CA company-root.pem -CAkey company.key -sha1 -set_serial 7 -days 9 -out bare.pem; mv bare.pem intermediate.pem\n"
                                      "openssl x509 -x509toreq -in server.pem -signkey server.key | openssl x509 -req -CA intermediate.pem -CAkey intermediate.key -set_serial 7 -extfile server.ext -out bare.pem; mv bare.pem server.pem",
                                      refused="openssl verify -auth_level 2 -CAfile company-root.pem -untrusted intermediate.pem server.pem", check="openssl verify -auth_level 2 -CAfile company-root.pem -untrusted intermediate-new.pem server.pem && openssl verify -x509_strict -CAfile company-root.pem intermediate-new.pem",
                                      files={"server.ext": "basicConstraints = CA:FALSE\nauthorityKeyIdentifier = none\n"}, versions=("openssl",), note="where the old one has a key identifier, that stands in the place of hash"),  # fmt: skip
    "ca-extensions-server": Fix(with_extensions("server.ext", SERVER_EXTENSIONS.replace("keyid", "keyid:always"), "openssl x509 -req -in server.csr -CA company-root.pem -CAkey company.key -extfile server.ext -set_serial 0x$(openssl rand -hex 16) -sha256 -days 90 -out server.pem"),
                                prepare=f"openssl req -new -key server.key -subj /CN={HOST} -out server.csr; openssl x509 -req -in server.csr -CA company-root.pem -CAkey company.key -set_serial 7 -out server.pem",
                                refused="openssl x509 -in server.pem -noout -text | grep 'Version: 1'; openssl verify -x509_strict -CAfile company-root.pem server.pem && openssl x509 -in server.pem -noout -ext subjectAltName | grep DNS",
                                check=f"openssl verify -x509_strict -purpose sslserver -verify_hostname {HOST} -CAfile company-root.pem server.pem", versions=("openssl",)),  # fmt: skip
    # Documented
    "conda-config": Fix("conda config --set ssl_verify /path/to/ca-bundle.pem", source="docs.conda.io, user guide, configuration, settings: ssl_verify takes a path"),
    "windows-store": Fix("certutil -addstore -f Root company-root.pem", source="learn.microsoft.com, windows-commands/certutil, -addstore"),
    "windows-store-powershell": Fix("Import-Certificate -FilePath company-root.cer -CertStoreLocation Cert:\\LocalMachine\\Root", source="learn.microsoft.com, PowerShell module PKI, Import-Certificate"),
    "macos-store": Fix("sudo security add-trusted-cert -d -r trustRoot -k /Library/Keychains/System.keychain company-root.pem", source="macOS manual page security(1)"),
    "fedora-store": Fix("cp company-root.pem /etc/pki/ca-trust/source/anchors/ && update-ca-trust", source="manual page update-ca-trust(8); docs.redhat.com, “Using shared system certificates”"),
    "alpine-store": Fix("COPY company-root.pem /usr/local/share/ca-certificates/company-root.crt\nRUN apk add --no-cache ca-certificates && update-ca-certificates", source="Alpine package ca-certificates, update-ca-certificates(8); images since Alpine 3.21 need the apk line"),
    "docker-debian": Fix("RUN apt-get update && apt-get install -y --no-install-recommends ca-certificates\nCOPY company-root.pem /usr/local/share/ca-certificates/company-root.crt\nRUN update-ca-certificates", source="Debian manual page update-ca-certificates(8); the last line was run, see debian-store"),
    "distroless": Fix("COPY --from=build /etc/ssl/certs/ca-certificates.crt /etc/ssl/certs/ca-certificates.crt", source="GoogleContainerTools/distroless, issue 155: the bundle stands at this path, and clients that use OpenSSL need SSL_CERT_FILE set to it"),
    "kubernetes-secret": Fix("kubectl create secret tls api-tls --cert=fullchain.pem --key=server.key", source="kubernetes.io, kubectl reference, kubectl create secret tls; ingress-nginx user guide, TLS/HTTPS: intermediates follow in the same file"),
    "kubernetes-configmap": Fix("kubectl create configmap company-ca --from-file=company-root.pem", source="kubernetes.io, “Configure a Pod to Use a ConfigMap”"),
    "certifi-upgrade": Fix("python -m pip install --upgrade certifi", source="certifi on PyPI"),
    "debian-upgrade": Fix("apt-get update && apt-get install --only-upgrade ca-certificates", source="Debian manual page apt-get(8)"),
    "look-clock-status": Fix("timedatectl status", source="systemd manual page timedatectl(1)"),
    "yarn-cafile": Fix("yarn config set httpsCaFilePath /path/to/ca-bundle.pem", source="yarnpkg.com, configuration, yarnrc: httpsCaFilePath"),
    "pnpm-cafile": Fix("pnpm config set cafile /path/to/ca-bundle.pem", source="pnpm.io, settings (.npmrc): cafile"),
    "dotnet-linux": Fix("SSL_CERT_FILE=/path/to/ca-bundle.pem dotnet run", source="learn.microsoft.com, .NET, cross-platform cryptography: X509Store, root store on Linux"),
}  # fmt: skip

TOOLS = {
    "python": CACHE / "py311/bin/python", "pip": CACHE / "py311/bin/pip", "python313": CACHE / "py313/bin/python", "uv": UV, "node24": NODE_24,
    "bun": BUN, "deno": DENO, "go": GO,
}  # fmt: skip
NAMES_ON_PATH = {"node24": "node"}


def package(name: str) -> str:
    script = f"import importlib.metadata as m; print('{name} ' + m.version('{name}'))"
    return subprocess.run([TOOLS["python"], "-c", script], capture_output=True, text=True, check=True).stdout.strip()


def debian_package(name: str) -> str:
    return f"{name} " + subprocess.run(["dpkg-query", "-W", "-f", "${Version}", name], capture_output=True, text=True).stdout


VERSIONS = {
    "openssl": lambda: f"OpenSSL {first_line('openssl', 'version')}",
    "python": lambda: f"Python {first_line(TOOLS['python'], '--version')}",
    "python313": lambda: f"Python {first_line(TOOLS['python313'], '--version')}",
    "pip": lambda: f"pip {first_line(TOOLS['pip'], '--version')}",
    "uv": lambda: f"uv {first_line(UV, '--version')}",
    "node": lambda: f"Node {first_line('node', '--version')}",
    "node24": lambda: f"Node {first_line(NODE_24, '--version')}",
    "npm": lambda: f"npm {first_line('npm', '--version')}",
    "bun": lambda: f"Bun {first_line(BUN, '--version')}",
    "deno": lambda: f"Deno {first_line(DENO, '--version')}",
    "go": lambda: f"Go {first_line(GO, 'version')}",
    "java": lambda: f"OpenJDK {first_line('java', '-version', pattern='[0-9.]+')}",
    "cargo": lambda: f"cargo {first_line('cargo', '--version')}",
    "php": lambda: f"PHP {first_line('php', '--version')}",
    "ruby": lambda: f"Ruby {first_line('ruby', '--version')}",
    "curl": lambda: f"curl {first_line('curl', '--version')}",
    "wget": lambda: f"Wget {first_line('wget', '--version')}",
    "git": lambda: f"git {first_line('/usr/bin/git', '--version')}",
    "nginx": lambda: f"nginx {first_line('nginx', '-v')}",
    "apache": lambda: f"Apache {first_line('apache2', '-v')}",
    "haproxy": lambda: f"HAProxy {first_line('haproxy', '-v')}",
    "caddy": lambda: f"Caddy {first_line('caddy', 'version')}",
    "ca-certificates": lambda: debian_package("ca-certificates"),
}


# What a command may change of the machine: it gets a copy, gone when the command ends.
STORES = ("/etc/ssl/certs", "/usr/local/share/ca-certificates")
IN_COPIES = "".join(f'cp -a {store} "$HOME/copy-{number}" && mount --bind "$HOME/copy-{number}" {store} || exit 99\n' for number, store in enumerate(STORES)) + 'cp public-root.pem /usr/local/share/ca-certificates/public-root.crt\n'


def run(identity: str, fix: Fix, material: Path) -> dict:
    entry = {"id": identity, "command": fix.command}
    if fix.source:
        return {**entry, "ran": False, "with": None, "outcome": f"documented: {fix.source}"}
    home = Path(tempfile.mkdtemp(dir=material.parent))
    home.chmod(0o755)  # Apache serves as another user
    folder = home / "work"
    shutil.copytree(material, folder)
    for name, content in fix.files.items():
        (folder / name).write_text(content)
    (home / "bin").mkdir()
    for tool in fix.tools:
        # A wrapper and not a link: a virtual environment's Python knows itself by where it is called from.
        script = home / "bin" / NAMES_ON_PATH.get(tool, tool)
        script.write_text(f'#!/bin/sh\nexec {TOOLS[tool]} "$@"\n')
        script.chmod(0o755)
    environment = clean_environment(
        HOME=str(home), PIP_CONFIG_FILE=str(home / "pip.conf"), GIT_CONFIG_NOSYSTEM="1", NPM_CONFIG_GLOBALCONFIG="/nonexistent", UV_HTTP_RETRIES="0",
        VIRTUAL_ENV=str(CACHE / "py311"), CARGO_NET_RETRY="0", RUSTUP_HOME=str(Path.home() / ".rustup"), GOCACHE=str(CACHE / "go-cache"),
        GOTOOLCHAIN="local", GOFLAGS="-mod=mod", DENO_NO_UPDATE_CHECK="1",
    )  # fmt: skip
    environment["PATH"] = f"{home / 'bin'}:/usr/sbin:{environment['PATH'].replace('/usr/local/bin:', '')}"

    def shell(script: str) -> tuple[int, str]:
        log = home / "output"
        with log.open("w") as out:
            command = ["unshare", "--mount", "bash", "-c", f'rm -rf "$HOME"/copy-*\n{IN_COPIES}{script}'] if fix.changes_stores else ["bash", "-c", script]
            done = subprocess.Popen(command, cwd=folder, env=environment, stdout=out, stderr=out, stdin=subprocess.DEVNULL)
            try:
                status = done.wait(120)
            except subprocess.TimeoutExpired:
                done.kill()
                status = 124
        return status, log.read_text(errors="replace")

    if fix.prepare:
        status, said = shell(f"set -e\n{fix.prepare}")
        if status != 0:
            return {**entry, "ran": False, "with": None, "outcome": f"NOT SHOWN: the scene cannot be set: {said[-700:]}"}
    before = ""
    if fix.refused:
        status, said = shell(fix.refused)
        if status == 0:
            return {**entry, "ran": True, "with": None, "outcome": f"NOT SHOWN: it worked before: {said[-300:]}"}
        before = telling_line(said)
    status, said = shell(f"set -e\n{fix.command}\nset +e\n{fix.check}")
    outcome = "works" if status == 0 else f"FAILS ({status}): {said[-700:]}"
    if status == 0 and before:
        outcome = f"works; before it: {before}"
    if fix.note:
        outcome += f" ({fix.note})"
    outcome = re.sub(rf"{re.escape(str(home))}[^\s'\":,;)]*", "{path}", outcome)
    return {**entry, "ran": True, "with": ", ".join(VERSIONS[each]() if each in VERSIONS else package(each) for each in fix.versions) or None, "outcome": outcome}


def telling_line(said: str) -> str:
    """Of what a client printed, the line that says why it refuses."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    telling = [line for line in lines if re.search(r"^error \d+ at|certificate|CERT|UnknownIssuer|PKIX|key values mismatch|No Private Key", line)]
    numbered = [line for line in telling if re.match(r"error \d+ at|ERROR", line)]
    return (numbered or telling or lines or ["refused"])[-1 if not numbered and telling and "Error" in telling[-1] else 0][:240]


def main() -> None:
    prefixes = tuple(sys.argv[1:]) or ("",)
    earlier = {entry["id"]: entry for entry in json.loads(COMMANDS.read_text())} if COMMANDS.exists() else {}
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        folder.chmod(0o755)
        company, public = site("company", HOST), site("public", PUBLIC)
        bare = {"basic_constraints": basic_constraints(True, critical=False), "key_usage": None, "subject_key_identifier": None}
        old = site("old", HOST, tiers=2, root=bare, end_entity={"authority_key_identifier": None})
        incomplete = site("incomplete", INCOMPLETE, end_entity={"aia": authority_information_access("http://pki.example.com/incomplete.cer")})
        sites = {"company": company, "public": public, "incomplete": incomplete}
        namespace.prepare({HOST, PUBLIC, INCOMPLETE, "pki.example.com"}, folder)
        folders = {which: (each.write(folder / which), each.host) for which, each in sites.items()}
        (folder / "incomplete/chain.pem").write_text(incomplete.chain[0].pem)
        put_in_every_store(folder, public.root)

        material = folder / "material"
        material.mkdir()
        server, intermediate = company.chain
        contents = {
            "company-root.pem": company.root.pem, "public-root.pem": public.root.pem, "intermediate.pem": intermediate.pem, "server.pem": server.pem, "server.key": server.key.pem,
            "bundle.pem": server.pem + intermediate.pem, "ca-bundle.pem": public.root.pem + company.root.pem, "incomplete-root.pem": incomplete.root.pem,
            "company.key": company.root.key.pem, "intermediate.key": intermediate.key.pem, "old-root.pem": old.root.pem, "old-server.pem": old.chain[0].pem, "ca.key": old.root.key.pem, **APPS,
        }  # fmt: skip
        for file, content in contents.items():
            (material / file).write_text(content)
        (material / "intermediate.cer").write_bytes(intermediate.encoded)
        subprocess.run(["openssl", "crl2pkcs7", "-nocrl", "-certfile", material / "bundle.pem", "-out", material / "chain.p7b"], check=True)
        subprocess.run(["openssl", "crl2pkcs7", "-nocrl", "-certfile", material / "bundle.pem", "-outform", "der", "-out", material / "chain-der.p7b"], check=True)

        subprocess.run(["openssl", "crl2pkcs7", "-nocrl", "-certfile", material / "intermediate.pem", "-outform", "der", "-out", material / "intermediate.p7c"], check=True)
        today = datetime.datetime.now(datetime.UTC).replace(microsecond=0)
        crl = RevocationList(intermediate, today - datetime.timedelta(days=1), today + datetime.timedelta(days=9), (random_serial(),))
        published = {
            "/intermediate.cer": intermediate.encoded, "/incomplete.cer": incomplete.chain[1].encoded,
            "/intermediate.p7c": (material / "intermediate.p7c").read_bytes(), "/intermediate.crl": ssl.PEM_cert_to_DER_cert(crl.pem.replace("X509 CRL", "CERTIFICATE")),
        }  # fmt: skip
        # One address each, so that all three have the port that needs no mention.
        addresses = {"company": "127.0.0.2", "public": "127.0.0.3", "incomplete": "127.0.0.4"}
        hosts = Path("/etc/hosts")
        hosts.write_text(hosts.read_text() + "".join(f"{addresses[which]} {each.host}\n" for which, each in sites.items()))
        hosts.write_text("".join(line for line in hosts.read_text().splitlines(True) if not re.match(rf"127\.0\.0\.1 ({HOST}|{PUBLIC}|{INCOMPLETE})$", line)))
        with Server(folders, published, {which: 443 for which in sites}, addresses):
            for identity, fix in FIXES.items():
                if identity.startswith(prefixes):
                    earlier[identity] = run(identity, fix, material)
                    print(f"{identity}: {earlier[identity]['outcome'][:300]}", flush=True)
    entries = [earlier[identity] for identity in FIXES if identity in earlier]
    COMMANDS.write_text(json.dumps(entries, indent=1, ensure_ascii=False) + "\n")


main()
