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
    """The algorithm of a digest with ECDSA; any other is given whole."""
    return digest if isinstance(digest, bytes) else seq(oid(ECDSA[digest][0]))


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


class PssKey:
    """A key of RSA that depends on its label alone, and signs by RSASSA-PSS (RFC 8017 §9.1.1) with SHA-256 and a salt that does as well."""

    def __init__(self, label, salt):
        primes = [self._prime(f"test prime {index}: {label}") for index in (1, 2)]
        self.modulus = primes[0] * primes[1]
        self.exponent = pow(65537, -1, (primes[0] - 1) * (primes[1] - 1))
        self.salt = self._stream(f"test salt: {label}", salt)
        key = seq(integer(self.modulus), integer(65537))
        self.spki = seq(seq(oid("1.2.840.113549.1.1.1"), tlv(5)), bits(key))
        self.identifier = hashlib.sha1(key).digest()
        sha256 = seq(oid("2.16.840.1.101.3.4.2.1"), tlv(5))
        mask = seq(oid("1.2.840.113549.1.1.8"), sha256)
        self.algorithm = seq(oid("1.2.840.113549.1.1.10"), seq(tlv(0xA0, sha256), tlv(0xA1, mask), tlv(0xA2, integer(salt))))

    @staticmethod
    def _stream(label, size):
        blocks = (hashlib.sha256(f"{label} {index}".encode()).digest() for index in range(size // 32 + 1))
        return b"".join(blocks)[:size]

    @classmethod
    def _prime(cls, label):
        # The two highest bits make the product as long as it should be.
        found = int.from_bytes(cls._stream(label, 128), "big") | 3 << 1022 | 1
        while any(pow(base, found - 1, found) != 1 for base in (2, 3, 5, 7, 11)):
            found += 2
        return found

    def sign(self, message, _digest):
        digest = hashlib.sha256(bytes(8) + hashlib.sha256(message).digest() + self.salt).digest()
        block = (b"\x01" + self.salt).rjust(256 - 32 - 1, b"\x00")
        counters = (hashlib.sha256(digest + counter.to_bytes(4, "big")).digest() for counter in range(len(block) // 32 + 1))
        masked = bytearray(a ^ b for a, b in zip(block, b"".join(counters)))
        # One bit less than the modulus has.
        masked[0] &= 0x7F
        encoded = int.from_bytes(bytes(masked) + digest + b"\xbc", "big")
        return pow(encoded, self.exponent, self.modulus).to_bytes(256, "big")


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
