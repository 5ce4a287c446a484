"""DER and certificates by hand: a builder that refuses nothing, so that faulty certificates can be made."""

import base64
import hashlib
from datetime import datetime, timezone

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat


def tlv(tag, *parts):
    body = b"".join(parts)
    size = len(body)
    if size < 128:
        return bytes([tag, size]) + body
    length = size.to_bytes((size.bit_length() + 7) // 8, "big")
    return bytes([tag, 0x80 | len(length)]) + length + body


def seq(*parts):
    return tlv(0x30, *parts)


# Where a value is given as bytes, it is written as it stands: that is how a field comes to be odd.


def integer(value):
    if isinstance(value, bytes):
        return value
    return tlv(2, value.to_bytes(value.bit_length() // 8 + 1, "big", signed=True))


def oid(dotted):
    first, second, *rest = map(int, dotted.split("."))
    body = bytes([40 * first + second])
    for arc in rest:
        digits = [arc & 0x7F]
        while arc := arc >> 7:
            digits.append(0x80 | arc & 0x7F)
        body += bytes(reversed(digits))
    return tlv(6, body)


def boolean(value):
    if isinstance(value, bytes):
        return value
    return tlv(1, b"\xff" if value else b"\x00")


def octets(body):
    return tlv(4, body)


def bits(body, unused=0):
    return tlv(3, bytes([unused]), body)


def named_bits(*numbers):
    """A BIT STRING of these bits, without trailing zeros."""
    size = max(numbers) + 1
    unused = -size % 8
    value = sum(1 << (size - 1 - number) for number in numbers) << unused
    return bits(value.to_bytes((size + unused) // 8, "big"), unused)


def moment(text):
    if isinstance(text, bytes):
        return text
    at = datetime.fromisoformat(text).replace(tzinfo=timezone.utc)
    if at.year < 2050:
        return tlv(0x17, at.strftime("%y%m%d%H%M%SZ").encode())
    return tlv(0x18, at.strftime("%Y%m%d%H%M%SZ").encode())


ATTRIBUTES = {"CN": "2.5.4.3", "O": "2.5.4.10", "OU": "2.5.4.11", "C": "2.5.4.6", "L": "2.5.4.7", "emailAddress": "1.2.840.113549.1.9.1"}


def name(text):
    """`O=Example, CN=Root` in this order; the empty text is the empty name."""
    if isinstance(text, bytes):
        return text
    pairs = [part.split("=", 1) for part in text.split(", ") if part]
    return seq(
        *(tlv(0x31, seq(oid(ATTRIBUTES[kind]), tlv(0x13 if kind == "C" else 0x0C, value.encode()))) for kind, value in pairs)
    )


ECDSA = {
    "SHA256": ("1.2.840.10045.4.3.2", hashes.SHA256()),
    "SHA384": ("1.2.840.10045.4.3.3", hashes.SHA384()),
    "SHA224": ("1.2.840.10045.4.3.1", hashes.SHA224()),
    "SHA1": ("1.2.840.10045.4.1", hashes.SHA1()),
}


def algorithm(digest):
    return seq(oid(ECDSA[digest][0]))


class Key:
    """A key that depends on its label alone, so that the files come out the same each time."""

    def __init__(self, label, curve=ec.SECP256R1()):
        secret = int.from_bytes(hashlib.sha256(b"test key: " + label.encode()).digest(), "big")
        self.private = ec.derive_private_key(secret >> 1, curve)
        self.spki = self.private.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)
        point = self.private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        self.identifier = hashlib.sha1(point).digest()

    def sign(self, message, digest="SHA256"):
        return self.private.sign(message, ec.ECDSA(ECDSA[digest][1], deterministic_signing=True))


def signed(body, signer, digest="SHA256", corrupt=False):
    signature = bytearray(signer.sign(body, digest))
    if corrupt:
        signature[-1] ^= 1
    return seq(body, algorithm(digest), bits(bytes(signature)))


def extension(identifier, value, critical=False):
    return seq(oid(identifier), boolean(critical) if critical else b"", octets(value))


def pem(der, label="CERTIFICATE"):
    text = base64.b64encode(der).decode()
    lines = [text[start : start + 64] for start in range(0, len(text), 64)]
    return "\n".join([f"-----BEGIN {label}-----", *lines, f"-----END {label}-----", ""])
