#!/usr/bin/env python3
"""Writes the chains beside this file: `python3 tests/forged/generate.py` (needs the package `cryptography`, and OpenSSL for
the curves that it lacks); `… generate.py NAME` only those named.

One file for each way to sign: the server's certificate, its issuer, the root, each issuer's key of the kind that the way
needs. All signatures are right; tests/forged.rs makes them wrong. The keys are new each time.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "cases"))

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import dsa, ec, ed448, ed25519, mldsa, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from der import bits, boolean, extension, integer, moment, name, named_bits, octets, oid, pem, seq, tlv

HERE = Path(__file__).parent
NULL = tlv(5)
HASHES = {
    "sha1": (hashes.SHA1(), "1.3.14.3.2.26"),
    "sha224": (hashes.SHA224(), "2.16.840.1.101.3.4.2.4"),
    "sha256": (hashes.SHA256(), "2.16.840.1.101.3.4.2.1"),
    "sha384": (hashes.SHA384(), "2.16.840.1.101.3.4.2.2"),
    "sha512": (hashes.SHA512(), "2.16.840.1.101.3.4.2.3"),
    "sha3-256": (hashes.SHA3_256(), "2.16.840.1.101.3.4.2.8"),
}
RSA = {
    "sha1": "1.2.840.113549.1.1.5", "sha224": "1.2.840.113549.1.1.14", "sha256": "1.2.840.113549.1.1.11",
    "sha384": "1.2.840.113549.1.1.12", "sha512": "1.2.840.113549.1.1.13", "sha3-256": "2.16.840.1.101.3.4.3.14",
}
ECDSA = {
    "sha1": "1.2.840.10045.4.1", "sha224": "1.2.840.10045.4.3.1", "sha256": "1.2.840.10045.4.3.2",
    "sha384": "1.2.840.10045.4.3.3", "sha512": "1.2.840.10045.4.3.4", "sha3-256": "2.16.840.1.101.3.4.3.10",
}


def pkcs1(digest):
    return (
        lambda: rsa.generate_private_key(65537, 2048),
        seq(oid(RSA[digest]), NULL),
        lambda key, body: key.sign(body, padding.PKCS1v15(), HASHES[digest][0]),
    )


def pss(digest, mask, salt, trailer=b""):
    used = lambda digest: seq(oid(HASHES[digest][1]), NULL)
    parameters = seq(
        tlv(0xA0, used(digest)), tlv(0xA1, seq(oid("1.2.840.113549.1.1.8"), used(mask))), tlv(0xA2, integer(salt)), trailer
    )
    form = padding.PSS(padding.MGF1(HASHES[mask][0]), salt)
    return (
        lambda: rsa.generate_private_key(65537, 2048),
        seq(oid("1.2.840.113549.1.1.10"), parameters),
        lambda key, body: key.sign(body, form, HASHES[digest][0]),
    )


def ecdsa(curve, digest, parameters=b""):
    return (
        lambda: ec.generate_private_key(curve),
        seq(oid(ECDSA[digest]), parameters),
        lambda key, body: key.sign(body, ec.ECDSA(HASHES[digest][0])),
    )


class OfOpenssl:
    """A key on a curve that `cryptography` does not know."""

    def __init__(self, curve):
        command = ["openssl", "ecparam", "-name", curve, "-genkey", "-noout"]
        self.pem = subprocess.run(command, capture_output=True, check=True).stdout

    def run(self, *arguments):
        with tempfile.NamedTemporaryFile() as key, tempfile.NamedTemporaryFile() as body:
            key.write(self.pem), key.flush()
            given = [key.name if part is OfOpenssl else part for part in arguments]
            if isinstance(given[-1], bytes):
                body.write(given[-1]), body.flush()
                given[-1] = body.name
            return subprocess.run(["openssl", *given], capture_output=True, check=True).stdout

    def public_key(self):
        return self

    def public_bytes(self, *_):
        return self.run("pkey", "-in", OfOpenssl, "-pubout", "-outform", "DER")


def ecdsa_of_openssl(curve, digest):
    return (
        lambda: OfOpenssl(curve),
        seq(oid(ECDSA[digest])),
        lambda key, body: key.run("dgst", f"-{digest}", "-sign", OfOpenssl, body),
    )


def named(generate, identifier):
    return generate, seq(oid(identifier)), lambda key, body: key.sign(body)


WAYS = {
    **{f"rsa-{digest}": pkcs1(digest) for digest in RSA},
    "pss-sha256-32": pss("sha256", "sha256", 32),
    "pss-sha384-48": pss("sha384", "sha384", 48),
    "pss-sha512-64": pss("sha512", "sha512", 64),
    "pss-sha256-0": pss("sha256", "sha256", 0),
    "pss-sha256-20": pss("sha256", "sha256", 20),
    "pss-sha256-222": pss("sha256", "sha256", 222),
    "pss-sha384-32": pss("sha384", "sha384", 32),
    "pss-sha256-mask-sha1": pss("sha256", "sha1", 32),
    "pss-sha512-mask-sha256": pss("sha512", "sha256", 64),
    "pss-sha224-28": pss("sha224", "sha224", 28),
    "pss-sha1-20": pss("sha1", "sha1", 20),
    "pss-trailer": pss("sha256", "sha256", 32, tlv(0xA3, integer(1))),
    **{f"p256-{digest}": ecdsa(ec.SECP256R1(), digest) for digest in ECDSA},
    "p256-null": ecdsa(ec.SECP256R1(), "sha256", NULL),
    "p384-sha384": ecdsa(ec.SECP384R1(), "sha384"),
    "p384-sha224": ecdsa(ec.SECP384R1(), "sha224"),
    "p521-sha512": ecdsa(ec.SECP521R1(), "sha512"),
    "p224": ecdsa(ec.SECP224R1(), "sha256"),
    "secp256k1": ecdsa(ec.SECP256K1(), "sha256"),
    "brainpool256": ecdsa(ec.BrainpoolP256R1(), "sha256"),
    "brainpool384": ecdsa(ec.BrainpoolP384R1(), "sha384"),
    "brainpool512": ecdsa(ec.BrainpoolP512R1(), "sha512"),
    "brainpool224": ecdsa_of_openssl("brainpoolP224r1", "sha224"),
    "brainpool320": ecdsa_of_openssl("brainpoolP320r1", "sha384"),
    "brainpool320-twisted": ecdsa_of_openssl("brainpoolP320t1", "sha256"),
    "ed25519": named(ed25519.Ed25519PrivateKey.generate, "1.3.101.112"),
    "ed448": named(ed448.Ed448PrivateKey.generate, "1.3.101.113"),
    "ml-dsa-44": named(mldsa.MLDSA44PrivateKey.generate, "2.16.840.1.101.3.4.3.17"),
    "ml-dsa-65": named(mldsa.MLDSA65PrivateKey.generate, "2.16.840.1.101.3.4.3.18"),
    "dsa": (
        lambda: dsa.generate_private_key(2048),
        seq(oid("2.16.840.1.101.3.4.3.2")),
        lambda key, body: key.sign(body, hashes.SHA256()),
    ),
    "dsa3072-sha512": (
        lambda: dsa.generate_private_key(3072),
        seq(oid("2.16.840.1.101.3.4.3.4")),
        lambda key, body: key.sign(body, hashes.SHA512()),
    ),
}

BC, KU, SAN, SKI, AKI, EKU = (f"2.5.29.{arc}" for arc in (19, 15, 17, 14, 35, 37))


def certificate(way, subject, spki, issuer, signer, serial, extensions):
    _, algorithm, sign = way
    body = seq(
        tlv(0xA0, integer(2)), integer(serial), algorithm, name(issuer),
        seq(moment("2026-05-01T00:00:00"), moment("2027-05-01T00:00:00")), name(subject), spki,
        tlv(0xA3, seq(*extensions)),
    )
    return seq(body, algorithm, bits(sign(signer, body)))


def spki(key):
    return key.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


for label in sys.argv[1:] or WAYS:
    way = WAYS[label]
    root, intermediate, leaf = way[0](), way[0](), ec.generate_private_key(ec.SECP256R1())
    identifiers = {"root": b"\x01" * 20, "intermediate": b"\x02" * 20, "leaf": b"\x03" * 20}
    ids = lambda own, issuer: [
        extension(SKI, octets(identifiers[own])), extension(AKI, seq(tlv(0x80, identifiers[issuer])))
    ]
    ca = [extension(BC, seq(boolean(True)), True), extension(KU, named_bits(5, 6), True)]
    server = [
        extension(BC, seq(), True), extension(KU, named_bits(0), True), extension(EKU, seq(oid("1.3.6.1.5.5.7.3.1"))),
        extension(SAN, seq(tlv(0x82, b"www.example.com"))),
    ]
    chain = [
        certificate(way, "CN=www.example.com", spki(leaf), "CN=Intermediate", intermediate, 0x7003, server + ids("leaf", "intermediate")),
        certificate(way, "CN=Intermediate", spki(intermediate), "CN=Root", root, 0x7002, ca + ids("intermediate", "root")),
        certificate(way, "CN=Root", spki(root), "CN=Root", root, 0x7001, ca + ids("root", "root")),
    ]
    (HERE / f"{label}.pem").write_text("".join(map(pem, chain)))
