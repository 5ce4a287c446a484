"""Keys and the signatures they make, including the algorithms that clients should refuse."""

import functools
import hashlib
from dataclasses import dataclass

from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed448, ed25519, padding, rsa

from der import NULL, explicit, integer, object_identifier, sequence

CURVES = {
    "p224": ec.SECP224R1,
    "p256": ec.SECP256R1,
    "p384": ec.SECP384R1,
    "p521": ec.SECP521R1,
    "secp256k1": ec.SECP256K1,
}
HASHES = {"md5": hashes.MD5, "sha1": hashes.SHA1, "sha224": hashes.SHA224, "sha256": hashes.SHA256, "sha384": hashes.SHA384, "sha512": hashes.SHA512}
RSA_SIGNATURES = {"md5": 4, "sha1": 5, "sha256": 11, "sha384": 12, "sha512": 13, "sha224": 14}
ECDSA_SIGNATURES = {"sha1": "1", "sha224": "3.1", "sha256": "3.2", "sha384": "3.3", "sha512": "3.4"}
HASH_OIDS = {"sha256": "2.16.840.1.101.3.4.2.1", "sha384": "2.16.840.1.101.3.4.2.2", "sha512": "2.16.840.1.101.3.4.2.3"}


@dataclass(frozen=True)
class Key:
    private: object
    kind: str

    @functools.cached_property
    def public_key_info(self) -> bytes:
        return self.private.public_key().public_bytes(serialization.Encoding.DER, serialization.PublicFormat.SubjectPublicKeyInfo)

    @functools.cached_property
    def identifier(self) -> bytes:
        """Method 1 of RFC 5280 §4.2.1.2, over the whole SubjectPublicKeyInfo: any value that is the same each time will do."""
        return hashlib.sha1(self.public_key_info).digest()

    @property
    def pem(self) -> str:
        return self.private.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        ).decode()

    def signature_algorithm(self, digest: str) -> bytes:
        if self.kind == "ed25519":
            return sequence(object_identifier("1.3.101.112"))
        if self.kind == "ed448":
            return sequence(object_identifier("1.3.101.113"))
        if digest.startswith("pss-"):
            digest = digest.removeprefix("pss-")
            hash_algorithm = sequence(object_identifier(HASH_OIDS[digest]), NULL)
            mask = sequence(object_identifier("1.2.840.113549.1.1.8"), hash_algorithm)
            salt = integer(HASHES[digest].digest_size)
            return sequence(
                object_identifier("1.2.840.113549.1.1.10"),
                sequence(explicit(0, hash_algorithm), explicit(1, mask), explicit(2, salt)),
            )
        if self.kind.startswith("rsa"):
            return sequence(object_identifier(f"1.2.840.113549.1.1.{RSA_SIGNATURES[digest]}"), NULL)
        return sequence(object_identifier(f"1.2.840.10045.4.{ECDSA_SIGNATURES[digest]}"))

    def sign(self, message: bytes, digest: str) -> bytes:
        if self.kind in ("ed25519", "ed448"):
            return self.private.sign(message)
        if digest.startswith("pss-"):
            algorithm = HASHES[digest.removeprefix("pss-")]()
            return self.private.sign(message, padding.PSS(padding.MGF1(algorithm), algorithm.digest_size), algorithm)
        algorithm = HASHES[digest]()
        if self.kind.startswith("rsa"):
            return self.private.sign(message, padding.PKCS1v15(), algorithm)
        return self.private.sign(message, ec.ECDSA(algorithm))


def new_key(kind: str) -> Key:
    """`rsa2048`, `p256`, `ed25519` …"""
    if kind.startswith("rsa"):
        return Key(rsa.generate_private_key(65537, int(kind.removeprefix("rsa"))), kind)
    if kind == "ed25519":
        return Key(ed25519.Ed25519PrivateKey.generate(), kind)
    if kind == "ed448":
        return Key(ed448.Ed448PrivateKey.generate(), kind)
    return Key(ec.generate_private_key(CURVES[kind]()), kind)
