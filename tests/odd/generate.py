"""Chains with something odd in them, drawn by lot: `chains(seed, count)`.

A healthy chain of three is taken, and one to three things in it are changed, each at the server's certificate, the intermediate or the
root. It is DER by hand, so that what is odd can be in the bytes. What a chain is depends on the seed and its number alone, but for
keys and signatures.
"""

import hashlib
import random
import sys
from dataclasses import dataclass, field
from datetime import datetime, timedelta, timezone
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent / "cases"))

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import dsa, ec, ed448, ed25519, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from der import bits, boolean, extension, integer, name, octets, oid, pem, seq, tlv

HOST = "www.example.com"
HASHES = {"sha1": hashes.SHA1(), "sha224": hashes.SHA224(), "sha256": hashes.SHA256(), "sha384": hashes.SHA384(), "sha512": hashes.SHA512()}
ECDSA = {"sha1": "1.2.840.10045.4.1", "sha224": "1.2.840.10045.4.3.1", "sha256": "1.2.840.10045.4.3.2", "sha384": "1.2.840.10045.4.3.3", "sha512": "1.2.840.10045.4.3.4"}  # fmt: skip
RSA = {"sha1": "1.2.840.113549.1.1.5", "sha224": "1.2.840.113549.1.1.14", "sha256": "1.2.840.113549.1.1.11", "sha384": "1.2.840.113549.1.1.12", "sha512": "1.2.840.113549.1.1.13"}  # fmt: skip
CURVES = {
    "p224": ec.SECP224R1, "p256": ec.SECP256R1, "p384": ec.SECP384R1, "p521": ec.SECP521R1, "secp256k1": ec.SECP256K1,
    "brainpool256": ec.BrainpoolP256R1, "brainpool384": ec.BrainpoolP384R1, "brainpool512": ec.BrainpoolP512R1,
}
BC, KU, EKU, SAN, SKI, AKI, NC, CP, PC, PM = (f"2.5.29.{arc}" for arc in (19, 15, 37, 17, 14, 35, 30, 32, 36, 33))
TRUE = boolean(True)


class Key:
    def __init__(self, kind):
        self.kind = kind
        if kind in CURVES:
            self.private = ec.generate_private_key(CURVES[kind]())
        elif kind.startswith("rsa"):
            self.private = rsa.generate_private_key(65537, int(kind[3:]))
        else:
            make = {"ed25519": ed25519.Ed25519PrivateKey.generate, "ed448": ed448.Ed448PrivateKey.generate}
            self.private = make[kind]() if kind in make else dsa.generate_private_key(2048)
        self.spki = self.private.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        self.identifier = hashlib.sha1(self.spki).digest()

    def sign(self, digest):
        """The algorithm as a certificate names it, and how it is made."""
        used = HASHES[digest]
        if self.kind in CURVES:
            return seq(oid(ECDSA[digest])), lambda body: self.private.sign(body, ec.ECDSA(used))
        if self.kind.startswith("rsa"):
            return seq(oid(RSA[digest]), tlv(5)), lambda body: self.private.sign(body, padding.PKCS1v15(), used)
        if self.kind == "dsa":
            return seq(oid("2.16.840.1.101.3.4.3.2")), lambda body: self.private.sign(body, hashes.SHA256())
        return seq(oid({"ed25519": "1.3.101.112", "ed448": "1.3.101.113"}[self.kind])), lambda body: self.private.sign(body)

    def pem(self):
        return self.private.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()


def moment(at, generalized=False):
    if generalized:
        return tlv(0x18, at.strftime("%Y%m%d%H%M%SZ").encode())
    return tlv(0x17, at.strftime("%y%m%d%H%M%SZ").encode())


def listed(*texts, tag=0x82):
    return seq(*(tlv(tag, text.encode() if isinstance(text, str) else text) for text in texts))


@dataclass
class Certificate:
    """All that stands in one, before it is signed."""

    subject: bytes
    issuer: bytes
    key: Key
    signer: Key
    extensions: dict
    serial: bytes
    not_before: bytes
    not_after: bytes
    version: bytes = tlv(0xA0, integer(2))
    digest: str = "sha256"
    outside: list = field(default_factory=list)

    def der(self):
        algorithm, sign = self.signer.sign(self.digest)
        extensions = [extension(number, value, critical) if isinstance(value, bytes) else value(number) for number, (critical, value) in self.extensions.items()]
        body = seq(
            self.version, self.serial, algorithm, self.issuer, seq(self.not_before, self.not_after), self.subject, self.key.spki,
            tlv(0xA3, seq(*extensions)) if extensions else b"",
        )  # fmt: skip
        whole = seq(body, algorithm, bits(sign(body)))
        for change in self.outside:
            whole = change(whole)
        return whole


def constraint(permitted=(), excluded=()):
    side = lambda tag, bases: tlv(tag, *(seq(base) for base in bases)) if bases else b""
    return seq(side(0xA0, permitted), side(0xA1, excluded))


DAY = timedelta(days=1)
ODDITIES = {}


def odd(places, **variants):
    """Declares oddities: what to change, by name, and where it can be (l, i, r)."""
    ODDITIES.update({label.replace("_", "-"): (places, change) for label, change in variants.items()})


def put(number, value, critical=False):
    return lambda c, now: c.extensions.__setitem__(number, (critical, value))


def drop(number):
    return lambda c, now: c.extensions.pop(number, None)


def turn(number):
    def change(c, now):
        if number in c.extensions:
            critical, value = c.extensions[number]
            c.extensions[number] = (not critical, value)

    return change


def written(number, how):
    """An extension of which the critical flag or the whole is written in another way."""

    def change(c, now):
        if number in c.extensions and isinstance(c.extensions[number][1], bytes):
            critical, value = c.extensions[number]
            c.extensions[number] = (critical, lambda number: how(number, critical, value))

    return change


def field_of(**changes):
    return lambda c, now: [setattr(c, key, value(c, now) if callable(value) else value) for key, value in changes.items()]


flag = lambda octet: lambda number, critical, value: seq(oid(number), tlv(1, bytes([octet])), octets(value))
longer = lambda whole: whole[:1] + b"\x83\x00" + whole[2:4] + whole[4:] if whole[1] == 0x82 else whole
odd("lir", **{f"without-{label}": drop(number) for label, number in (("bc", BC), ("ku", KU), ("ski", SKI), ("aki", AKI))})
odd("l", without_eku=drop(EKU), without_san=drop(SAN))
odd("lir", **{f"turned-{label}": turn(number) for label, number in (("bc", BC), ("ku", KU), ("ski", SKI), ("aki", AKI), ("eku", EKU), ("san", SAN))})
odd("ir", true_as_01=written(BC, flag(1)), true_as_7f=written(KU, flag(0x7F)))
odd("l", false_written=written(SAN, flag(0)), flag_of_two=written(SAN, lambda number, critical, value: seq(oid(number), tlv(1, b"\0\0"), octets(value))))
odd("lir", bc_trailing=put(BC, seq(TRUE) + b"\x05\x00", True), bc_broken=put(BC, b"\x30\x05\x01", True), ku_empty=put(KU, tlv(3, b"\x00"), True))
odd("lir", ku_unused=put(KU, tlv(3, b"\x00\x86"), True), ku_crl=put(KU, tlv(3, b"\x01\x02"), True), ku_all=put(KU, tlv(3, b"\x00\xff\x80"), True))
odd("lir", eku_client=put(EKU, seq(oid("1.3.6.1.5.5.7.3.2"))), eku_any=put(EKU, seq(oid("2.5.29.37.0"))), eku_empty=put(EKU, seq()), eku_mail=put(EKU, seq(oid("1.3.6.1.5.5.7.3.4"))))  # fmt: skip
odd("ir", path_0=put(BC, seq(TRUE, integer(0)), True), path_300=put(BC, seq(TRUE, integer(300)), True), not_ca=put(BC, seq(), True), path_negative=put(BC, seq(TRUE, tlv(2, b"\xff")), True))  # fmt: skip
odd("l", is_ca=put(BC, seq(TRUE), True), path_without_ca=put(BC, seq(integer(0)), True))
odd("lir", unknown_critical=put("1.3.6.1.4.1.99999.7", octets(b"x"), True), unknown_plain=put("1.3.6.1.4.1.99999.7", octets(b"x")), ski_empty=put(SKI, octets(b"")), ski_long=put(SKI, octets(b"7" * 64)))  # fmt: skip
odd("li", aki_wrong=put(AKI, seq(tlv(0x80, b"\x55" * 20))), aki_empty=put(AKI, seq()), aki_serial=put(AKI, seq(tlv(0xA1, tlv(0xA4, name("CN=Nobody"))), tlv(0x82, b"\x01"))))  # fmt: skip
host_in = lambda text: tlv(0x82, text.encode())
odd("ir", nc_fits=put(NC, constraint([host_in("example.com")]), True), nc_other=put(NC, constraint([host_in("example.org")]), True), nc_excluded=put(NC, constraint([], [host_in("example.com")]), True),
    nc_empty_base=put(NC, constraint([host_in("")]), True), nc_two=put(NC, constraint([host_in("example.org"), host_in("")]), True), nc_dot=put(NC, constraint([host_in(".example.com")])),
    nc_mail=put(NC, constraint([tlv(0x81, b"example.com")]), True), nc_ip=put(NC, constraint([], [tlv(0x87, bytes(8))]), True), nc_directory=put(NC, constraint([tlv(0xA4, name("O=Nobody"))]), True), nc_nothing=put(NC, seq(), True))  # fmt: skip
odd("lir", policies=put(CP, seq(seq(oid("1.3.6.1.4.1.99999.1")))), policies_critical=put(CP, seq(seq(oid("2.5.29.32.0"))), True))
odd("ir", policy_required=put(PC, seq(tlv(0x80, b"\x00")), True), policy_mapped=put(PM, seq(seq(oid("1.3.6.1.4.1.99999.1"), oid("2.5.29.32.0")))))
odd("l", san_wild=put(SAN, listed("*.example.com")), san_other=put(SAN, listed("other.example.net")), san_upper=put(SAN, listed("WWW.EXAMPLE.COM")), san_dot=put(SAN, listed("www.example.com.")), san_mail=put(SAN, seq(host_in(HOST), tlv(0x81, b"a@example.com"))),
    san_ip=put(SAN, seq(tlv(0x87, bytes([192, 0, 2, 7])))), san_empty=put(SAN, seq()), san_latin=put(SAN, listed(b"www.ex\xe4mple.com", HOST)), san_nul=put(SAN, listed("www.example.com\0.example.net")))  # fmt: skip
odd("lir", serial_zero=field_of(serial=integer(0)), serial_negative=field_of(serial=tlv(2, b"\x81\x01")), serial_padded=field_of(serial=tlv(2, b"\x00\x01")), serial_long=field_of(serial=tlv(2, b"\x11" * 25)))  # fmt: skip
odd("lir", v1=field_of(version=b""), v2=field_of(version=tlv(0xA0, integer(1))), v1_written=field_of(version=tlv(0xA0, integer(0))), v5=field_of(version=tlv(0xA0, integer(4))))
odd("lir", expired=field_of(not_after=lambda c, now: moment(now - DAY)), future=field_of(not_before=lambda c, now: moment(now + 9 * DAY)), inverted=field_of(not_before=lambda c, now: moment(now + 90 * DAY), not_after=lambda c, now: moment(now - DAY)),
    generalized=field_of(not_after=lambda c, now: moment(now + 90 * DAY, True)), without_seconds=field_of(not_after=lambda c, now: tlv(0x17, (now + 90 * DAY).strftime("%y%m%d%H%MZ").encode())),
    with_offset=field_of(not_after=lambda c, now: tlv(0x17, (now + 90 * DAY).strftime("%y%m%d%H%M%S+0100").encode())), far=field_of(not_after=lambda c, now: tlv(0x18, b"99991231235959Z")))  # fmt: skip
odd("li", sha1=field_of(digest="sha1"), sha224=field_of(digest="sha224"), sha512=field_of(digest="sha512"))
odd("li", broken=field_of(outside=lambda c, now: [lambda whole: whole[:-1] + bytes([whole[-1] ^ 1])]))
odd("li", longer_length=field_of(outside=lambda c, now: [longer]), trailing=field_of(outside=lambda c, now: [lambda whole: whole + b"\0\0"]))
KEYS = ["p224", "secp256k1", "brainpool256", "brainpool384", "brainpool512", "p384", "p521", "ed25519", "ed448", "dsa", "rsa1024", "rsa2048", "rsa2052"]
ODDITIES.update({f"key-{kind}": ("ir", kind) for kind in KEYS})
ODDITIES.update({f"order-{what}": ("c", what) for what in ("with-root", "twice", "reversed", "leaf-alone", "doubled-intermediate")})


def chain(seed, number, now, keys):
    lot = random.Random(f"{seed}:{number}")
    drawn = lot.sample(sorted(ODDITIES), lot.choice((1, 1, 2, 2, 3)))
    chosen = [(label, lot.choice(ODDITIES[label][0])) for label in drawn]
    kinds = {place: ODDITIES[label][1] for label, place in chosen if label.startswith("key-")}
    made = {place: keys(kinds.get(place, "p256"), place) for place in "lir"}
    label = f"{seed}-{number}"
    names = {"r": name(f"O=Odd, CN=Root {label}"), "i": name(f"O=Odd, CN=Intermediate {label}"), "l": name(f"CN={HOST}")}
    above = {"l": "i", "i": "r", "r": "r"}
    ca = lambda own, parent: {
        BC: (True, seq(TRUE)), KU: (True, tlv(3, b"\x01\x06")), SKI: (False, octets(own.identifier)), AKI: (False, seq(tlv(0x80, parent.identifier))),
    }  # fmt: skip
    extensions = {"r": ca(made["r"], made["r"]), "i": ca(made["i"], made["r"])}
    extensions["l"] = {
        BC: (True, seq()), KU: (True, tlv(3, b"\x07\x80")), EKU: (False, seq(oid("1.3.6.1.5.5.7.3.1"))), SAN: (False, listed(HOST)),
        SKI: (False, octets(made["l"].identifier)), AKI: (False, seq(tlv(0x80, made["i"].identifier))),
    }  # fmt: skip
    certificates = {
        place: Certificate(
            names[place], names[above[place]], made[place], made[above[place]], extensions[place],
            integer(1000 + number * 4 + "lir".index(place)), moment(now - 30 * DAY), moment(now + (60 if place == "l" else 900) * DAY),
        )
        for place in "lir"
    }  # fmt: skip
    for label, place in chosen:
        if place in certificates and callable(ODDITIES[label][1]):
            ODDITIES[label][1](certificates[place], now)
    leaf, middle, root = (certificates[place].der() for place in "lir")
    order = next((ODDITIES[label][1] for label, place in chosen if place == "c"), None)
    sent = {
        "with-root": [leaf, middle, root], "twice": [leaf, leaf, middle], "reversed": [leaf, root, middle], "leaf-alone": [leaf],
        "doubled-intermediate": [leaf, middle, middle],
    }.get(order, [leaf, middle])  # fmt: skip
    return {
        "id": f"{seed}-{number:04}", "oddities": " & ".join(f"{label}@{place}" for label, place in chosen), "hostname": HOST,
        "chain": "".join(map(pem, sent)), "anchors": pem(root), "key": made["l"].pem(),
    }  # fmt: skip


def chains(seed, count):
    now = datetime.now(timezone.utc).replace(microsecond=0)
    pool = {}

    def keys(kind, place):
        # Keys that take long to make are made once.
        if kind != "dsa" and not kind.startswith("rsa"):
            return Key(kind)
        if (kind, place) not in pool:
            pool[kind, place] = Key(kind)
        return pool[kind, place]

    return [chain(seed, number, now, keys) for number in range(count)]
