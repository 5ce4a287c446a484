#!/usr/bin/env python3
"""Has `openssl ocsp` answer about certificates of a small CA, and asks it what it makes of each answer.

Writes `cases.json.xz` beside itself: one list of cases, each a question and what OpenSSL said. With `random 500` it writes `random.json.xz`
instead: so many answers drawn by lot, some of them bent in one octet. Run it anywhere; it leaves nothing else behind.
"""
import base64, datetime, json, lzma, pathlib, random, subprocess, sys, tempfile

HERE = pathlib.Path(__file__).parent
NOW = datetime.datetime.now(datetime.timezone.utc).replace(microsecond=0)


def pack(name, text):
    (HERE / f"{name}.json.xz").write_bytes(lzma.compress(text.encode(), preset=9 | lzma.PRESET_EXTREME))


def run(*command, cwd, check=True):
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True)
    if check and done.returncode:
        raise SystemExit(f"{command}: {done.stderr}")
    return done.stdout + done.stderr


CONFIG = """
[ca]
basicConstraints=critical,CA:TRUE
keyUsage=critical,keyCertSign,cRLSign
subjectKeyIdentifier=hash
[leaf]
basicConstraints=critical,CA:FALSE
keyUsage=critical,digitalSignature
extendedKeyUsage=serverAuth
subjectAltName=DNS:www.example.com
authorityKeyIdentifier=keyid
subjectKeyIdentifier=hash
[responder]
basicConstraints=critical,CA:FALSE
keyUsage=critical,digitalSignature
extendedKeyUsage=OCSPSigning
1.3.6.1.5.5.7.48.1.5=DER:0500
[plain]
basicConstraints=critical,CA:FALSE
keyUsage=critical,digitalSignature
"""


class Lab:
    def __init__(self, folder):
        self.at = folder
        (folder / "req.cnf").write_text("[req]\ndistinguished_name=d\n[d]\n" + CONFIG)
        self.authority("ca", "Example OCSP Root")
        self.authority("other", "Example OCSP Root")
        for name, section, serial, issuer, days in (
            ("leaf", "leaf", 0x1001, "ca", 300), ("gone", "leaf", 0x1002, "ca", 300), ("held", "leaf", 0x1003, "ca", 300),
            ("strange", "leaf", 0x1004, "ca", 300), ("delegate", "responder", 0x2001, "ca", 300),
            ("undelegated", "plain", 0x2002, "ca", 300), ("foreign", "responder", 0x2003, "other", 300),
        ):
            self.issue(name, section, serial, issuer, days)
        later = (NOW + datetime.timedelta(days=300)).strftime("%y%m%d%H%M%SZ")
        before = (NOW - datetime.timedelta(days=9)).strftime("%y%m%d%H%M%SZ")
        lines = [f"V\t{later}\t\t1001\tunknown\t/CN=www.example.com", f"R\t{later}\t{before},keyCompromise\t1002\tunknown\t/CN=www.example.com",
                 f"R\t{later}\t{before},certificateHold\t1003\tunknown\t/CN=www.example.com"]
        self.ready = datetime.datetime.now(datetime.timezone.utc).replace(microsecond=0)
        (folder / "index.txt").write_text("\n".join(lines) + "\n")

    def authority(self, name, subject):
        run("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", f"{name}.key",
            "-out", f"{name}.pem", "-subj", f"/CN={subject}", "-days", "3000", "-config", "req.cnf", "-extensions", "ca", cwd=self.at)

    def issue(self, name, section, serial, issuer, days):
        subject = "/CN=www.example.com" if section == "leaf" else f"/CN=Example {name}"
        run("openssl", "req", "-new", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-keyout", f"{name}.key",
            "-out", f"{name}.csr", "-subj", subject, "-config", "req.cnf", cwd=self.at)
        run("openssl", "x509", "-req", "-in", f"{name}.csr", "-CA", f"{issuer}.pem", "-CAkey", f"{issuer}.key", "-set_serial", str(serial),
            "-days", str(days), "-extfile", "req.cnf", "-extensions", section, "-out", f"{name}.pem", cwd=self.at)

    def respond(self, about, signer="ca", digest="sha1", times=("-ndays", "7"), options=()):
        """An answer of `openssl ocsp` about a certificate, in DER."""
        out = self.at / "answer.der"
        out.unlink(missing_ok=True)
        run("openssl", "ocsp", f"-{digest}", "-issuer", "ca.pem", "-cert", f"{about}.pem", "-reqout", "ask.der", "-no_nonce", cwd=self.at)
        run("openssl", "ocsp", "-index", "index.txt", "-CA", "ca.pem", "-rsigner", f"{signer}.pem", "-rkey", f"{signer}.key",
            "-reqin", "ask.der", "-respout", "answer.der", *times, *options, cwd=self.at)
        return out.read_bytes()

    def judge(self, about, answer, at):
        """What `openssl ocsp` says of it: verified, in time, and the status."""
        (self.at / "judged.der").write_bytes(answer)
        said = {}
        for digest in ("sha1", "sha256"):
            text = run("openssl", "ocsp", f"-{digest}", "-issuer", "ca.pem", "-cert", f"{about}.pem", "-respin", "judged.der", "-CAfile", "ca.pem",
                       "-no_nonce", cwd=self.at, check=False)
            if "No Status found" not in text or not said:
                said = {
                    "verified": "Response verify OK" in text,
                    "status": next((word for word in ("good", "revoked", "unknown") if f".pem: {word}" in text), None),
                    "in-time": "Status times invalid" not in text,
                }
        return said


def by_lot(count):
    """Answers about any of the certificates, by any of the signers, with any of the options; every third bent in one octet."""
    lot = random.Random(2026)
    cases = []
    with tempfile.TemporaryDirectory() as folder:
        lab = Lab(pathlib.Path(folder))
        names = ("leaf", "gone", "held", "strange")
        certificates = {name: (lab.at / f"{name}.pem").read_text() for name in (*names, "ca")}
        at = NOW + datetime.timedelta(hours=1)
        for number in range(count):
            asked, signer = lot.choice(names), lot.choice(("ca", "ca", "delegate", "delegate", "undelegated", "foreign"))
            about = asked if lot.random() < 0.9 else lot.choice(names)
            options = [option for option in ("-resp_key_id", "-resp_no_certs") if lot.random() < 0.4]
            if lot.random() < 0.5:
                options += ["-rmd", lot.choice(("sha1", "sha256", "sha384", "sha512"))]
            times = lot.choice((("-ndays", "7"), ("-nmin", "90"), ()))
            answer = bytearray(lab.respond(asked, signer, lot.choice(("sha1", "sha256")), times, options))
            if number % 3 == 2:
                answer[lot.randrange(len(answer))] ^= 1 << lot.randrange(8)
            cases.append({
                "about": about, "ocsp": base64.b64encode(answer).decode(), "openssl": lab.judge(about, bytes(answer), at),
            })
    version = subprocess.run(["openssl", "version"], capture_output=True, text=True).stdout.strip()
    written = {"recorded with": version, "at": at.strftime("%Y-%m-%dT%H:%M:%SZ"), "certificates": certificates, "cases": cases}
    pack("random", json.dumps(written, separators=(",", ":")))
    print(len(cases), "cases by lot")


def main():
    cases = []
    with tempfile.TemporaryDirectory() as folder:
        lab = Lab(pathlib.Path(folder))
        pem = lambda name: (lab.at / f"{name}.pem").read_text()

        def case(title, about, answer, at=NOW + datetime.timedelta(hours=1), aside=None):
            cases.append({
                "title": title, "chain": pem(about), "anchors": pem("ca"), "at": at.strftime("%Y-%m-%dT%H:%M:%SZ"),
                "ocsp": base64.b64encode(answer).decode(), "openssl": aside or lab.judge(about, answer, at),
            })

        for about in ("leaf", "gone", "held", "strange"):
            for signer in ("ca", "delegate", "undelegated", "foreign"):
                for digest in ("sha1", "sha256"):
                    for options in ((), ("-resp_key_id",)):
                        title = " ".join([about, "by", signer, digest, *options])
                        case(title, about, lab.respond(about, signer, digest, options=options))
        good = lab.respond("leaf")
        case("of another certificate", "gone", good)
        case("without nextUpdate", "leaf", lab.respond("leaf", times=()))
        # OpenSSL holds the dates of an answer against its own clock, whatever time it is asked for.
        late = lambda status: {"verified": True, "status": status, "in-time": False}
        case("out of date", "leaf", good, NOW + datetime.timedelta(days=8), aside=late("good"))
        case("revoked, out of date", "gone", lab.respond("gone"), NOW + datetime.timedelta(days=8), aside=late("revoked"))
        case("of later", "leaf", good, lab.ready, aside=late("good"))
        case("without the responder's certificate", "leaf", lab.respond("leaf", "delegate", options=("-resp_no_certs",)))
        case("with SHA-384", "leaf", lab.respond("leaf", options=("-rmd", "sha384")))
        bent = bytearray(lab.respond("leaf", options=("-resp_no_certs",)))
        bent[-1] ^= 1
        case("signature bent", "leaf", bytes(bent))
        case("cut off", "leaf", good[:-20])
        for number, word in ((1, "malformedRequest"), (2, "internalError"), (3, "tryLater"), (6, "unauthorized")):
            case(word, "leaf", bytes([0x30, 3, 10, 1, number]), aside={"verified": False, "status": None, "in-time": True})
    version = subprocess.run(["openssl", "version"], capture_output=True, text=True).stdout.strip()
    pack("cases", json.dumps({"recorded with": version, "cases": cases}))
    print(len(cases), "cases")


if sys.argv[1:2] == ["random"]:
    by_lot(int(sys.argv[2]))
else:
    main()
