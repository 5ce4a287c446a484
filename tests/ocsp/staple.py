#!/usr/bin/env python3
"""Staples OCSP responses to handshakes on loopback, and asks real clients about them.

Writes `stapled.json.xz` beside itself: each case a question with the response, and what each client answered. Needs openssl, gnutls-cli,
wget, git, curl and node on PATH, the browsers of `tests/clients/record`, and the package `cryptography`.
"""
import datetime, json, lzma, re, subprocess, sys, tempfile, time
from base64 import b64encode
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509 import ocsp
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "clients/record"))
NOW = datetime.datetime.now(datetime.timezone.utc).replace(microsecond=0, tzinfo=None)
PEM, DER = serialization.Encoding.PEM, serialization.Encoding.DER
GOOD, REVOKED, UNKNOWN = ocsp.OCSPCertStatus.GOOD, ocsp.OCSPCertStatus.REVOKED, ocsp.OCSPCertStatus.UNKNOWN
BY_NAME, BY_KEY = ocsp.OCSPResponderEncoding.NAME, ocsp.OCSPResponderEncoding.HASH
PORT = 25000


def days(number):
    return datetime.timedelta(days=number)


class Party:
    """A name with a key, and a certificate once it is issued."""

    def __init__(self, label, issuer=None, ca=True, serial=1, features=(), purposes=(), key=None):
        self.key = key or ec.generate_private_key(ec.SECP256R1())
        self.name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, label)])
        issuer = issuer or self
        public = self.key.public_key()
        usage = dict.fromkeys(("content_commitment", "key_encipherment", "data_encipherment", "key_agreement", "encipher_only", "decipher_only"), False)
        builder = (
            x509.CertificateBuilder().subject_name(self.name).issuer_name(issuer.name).public_key(public).serial_number(serial)
            .not_valid_before(NOW - days(40)).not_valid_after(NOW + days(50))
            .add_extension(x509.BasicConstraints(ca, None), True)
            .add_extension(x509.KeyUsage(digital_signature=not ca, key_cert_sign=ca, crl_sign=ca, **usage), True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(public), False)
            .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer.key.public_key()), False)
        )  # fmt: skip
        if purposes:
            builder = builder.add_extension(x509.ExtendedKeyUsage(purposes), False)
        if label == "localhost":
            builder = builder.add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), False)
        for feature in features:
            builder = builder.add_extension(x509.TLSFeature([feature]), False)
        self.certificate = builder.sign(issuer.key, hashes.SHA256())
        self.issuer = issuer

    def pem(self):
        return self.certificate.public_bytes(PEM).decode()


FRESH, OLD, AHEAD = (-1, 5), (-20, -13), (2, 9)


def answer(about, status, dates=FRESH, by=None, encoding=BY_NAME, certificates=(), digest=hashes.SHA1()):
    by = by or about.issuer
    start, end = (None if day is None else NOW + days(day) for day in dates)
    revoked = NOW - days(30) if status == REVOKED else None
    builder = ocsp.OCSPResponseBuilder().add_response(about.certificate, about.issuer.certificate, digest, status, start, end, revoked, None)
    builder = builder.responder_id(encoding, by.certificate)
    if certificates:
        builder = builder.certificates([party.certificate for party in certificates])
    return builder.sign(by.key, hashes.SHA256()).public_bytes(DER)


def bent(response):
    return response[:-1] + bytes([response[-1] ^ 1])


def refusal(number):
    return bytes([0x30, 3, 10, 1, number])


def cases():
    root, other = Party("Staple Root"), Party("Staple Root")
    middle = Party("Staple Intermediate", root, serial=77)
    namesake = Party("Staple Intermediate", other, serial=78)
    delegate = Party("Responder", middle, ca=False, serial=79, purposes=[ExtendedKeyUsageOID.OCSP_SIGNING])
    undelegated = Party("Responder", middle, ca=False, serial=80)
    serial, made = iter(range(5000, 9000)), []

    def case(title, issuer, respond, must=False):
        feature = [x509.TLSFeatureType.status_request] if must else []
        leaf = Party("localhost", issuer, ca=False, serial=next(serial), features=feature, purposes=[ExtendedKeyUsageOID.SERVER_AUTH])
        chain = leaf.pem() + (middle.pem() if issuer is middle else "")
        made.append({"title": title, "leaf": leaf, "chain": chain, "anchors": root.pem(), "ocsp": respond and respond(leaf)})

    for must in (False, True):
        kind = " must" if must else ""
        case("nothing" + kind, root, None, must)
        for status, word in ((GOOD, "good"), (REVOKED, "revoked"), (UNKNOWN, "unknown")):
            for dates, when in ((FRESH, ""), (OLD, " old"), (AHEAD, " ahead"), ((-1, None), " endless"), ((-30, None), " endless old")):
                if not must or not when:
                    case(word + when + kind, root, lambda leaf: answer(leaf, status, dates), must)
        case("try later" + kind, root, lambda leaf: refusal(3), must)
    for status, word in ((GOOD, "good"), (REVOKED, "revoked")):
        case(word + " by SHA-256", root, lambda leaf: answer(leaf, status, digest=hashes.SHA256()))
        case(word + " bent", root, lambda leaf: bent(answer(leaf, status)))
        case(word + " by key", root, lambda leaf: answer(leaf, status, encoding=BY_KEY))
        case(word + " by key, with the certificate", root, lambda leaf: answer(leaf, status, encoding=BY_KEY, certificates=[root]))
        for encoding, way in ((BY_NAME, "name"), (BY_KEY, "key")):
            for signer, who in ((middle, "intermediate"), (delegate, "delegate"), (undelegated, "undelegated"), (namesake, "namesake")):
                for along in ((), (signer,)):
                    title = f"{word} by {who} by {way}" + (", with the certificate" if along else "")
                    case(title, middle, lambda leaf: answer(leaf, status, by=signer, encoding=encoding, certificates=along))
    for number, word in ((1, "malformed request"), (2, "internal error"), (5, "signature required"), (6, "unauthorized")):
        case(word, root, lambda leaf: refusal(number))
    return made


def said(command, folder):
    done = subprocess.run(command, shell=True, cwd=folder, capture_output=True, text=True, timeout=20)
    return done.returncode, done.stdout + done.stderr


def ask(port, folder):
    lines = lambda text, *wanted: "\n".join(line for line in text.splitlines() if any(word in line for word in wanted))
    told = {}

    def tell(client, accepts, error):
        told[client] = {"accepts": accepts, **({} if accepts else {"error": error})}

    code, text = said(f"echo | timeout 9 gnutls-cli --x509cafile ca.pem -p {port} localhost", folder)
    tell("gnutls", "The certificate is trusted" in text, lines(text, "- Status:", "*** "))
    code, text = said(f"wget -O /dev/null --ca-certificate=ca.pem https://localhost:{port}/", folder)
    tell("wget", code == 0, lines(text, "ERROR"))
    code, text = said(f"GIT_SSL_CAINFO=ca.pem git ls-remote https://localhost:{port}/x.git", folder)
    tell("git-gnutls", "not valid" in text or "not found" in text, lines(text, "fatal"))
    code, text = said(f"echo | timeout 9 openssl s_client -CAfile ca.pem -verify_return_error -status -connect localhost:{port}", folder)
    tell("openssl-3", "return code: 0" in text, lines(text, "Verif"))
    code, text = said(f"curl -sS -o /dev/null --cacert ca.pem https://localhost:{port}/", folder)
    tell("curl", code == 0, text.strip())
    script = f"require('https').get('https://localhost:{port}/',()=>process.exit(0)).on('error',error=>{{console.log(error.message);process.exit(1)}})"
    code, text = said(f'NODE_EXTRA_CA_CERTS=ca.pem node -e "{script}"', folder)
    tell("node-20", code == 0, text.strip())
    return told


def main():
    import browsers

    made = cases()
    with tempfile.TemporaryDirectory() as name:
        folder, servers, targets = Path(name), [], []
        (folder / "ca.pem").write_text(made[0]["anchors"])
        try:
            for number, case in enumerate(made):
                (folder / f"{number}.pem").write_text(case["chain"])
                (folder / f"{number}.key").write_bytes(
                    case["leaf"].key.private_bytes(PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
                )
                command = ["openssl", "s_server", "-accept", str(PORT + number), "-cert", f"{number}.pem", "-key", f"{number}.key", "-www", "-quiet",
                           "-cert_chain", f"{number}.pem"]  # fmt: skip
                if case["chain"].count("BEGIN") == 1:
                    command = command[:-2]
                else:
                    (folder / f"{number}.chain").write_text(case["chain"].split("-----END CERTIFICATE-----\n", 1)[1])
                    command[-1] = f"{number}.chain"
                if case["ocsp"]:
                    (folder / f"{number}.der").write_bytes(case["ocsp"])
                    command += ["-status_file", f"{number}.der"]
                servers.append(subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL))
                end_entity = str(folder / f"{number}.pem")
                targets.append({"id": str(number), "anchors": str(folder / "ca.pem"), "end_entity": end_entity, "url": f"https://localhost:{PORT + number}/"})
            time.sleep(2)
            answers = [ask(PORT + number, folder) for number in range(len(made))]
            for client, asked in (("firefox", browsers.firefox), ("chrome", browsers.chromium)):
                home = folder / client
                home.mkdir()
                for number, told in asked(targets, home).items():
                    answers[int(number)][client] = {"accepts": told["accepts"], **({} if told["accepts"] else {"error": told["error"]})}
        finally:
            for server in servers:
                server.kill()
    version = lambda command: subprocess.run(command, shell=True, capture_output=True, text=True).stdout.splitlines()[0].strip()
    clients = {
        "gnutls": version("gnutls-cli --version"), "wget": version("wget --version"), "git-gnutls": version("git --version"), "openssl-3": version("openssl version"),
        "curl": version("curl --version"), "node-20": version("node --version"), "firefox": version("firefox-esr --version"), "chrome": version("chromium --version"),
    }  # fmt: skip
    written = {"recorded with": clients, "at": NOW.strftime("%Y-%m-%dT%H:%M:%SZ"), "anchors": made[0]["anchors"], "cases": [
        {"title": case["title"], "chain": case["chain"], "ocsp": case["ocsp"] and b64encode(case["ocsp"]).decode(), "answers": told}
        for case, told in zip(made, answers)
    ]}  # fmt: skip
    text = json.dumps(written, separators=(",", ":"))
    (HERE / "stapled.json.xz").write_bytes(lzma.compress(re.sub(r":25\d{3}/", ":{port}/", text).encode(), preset=9 | lzma.PRESET_EXTREME))
    print(len(made), "cases")


main()
