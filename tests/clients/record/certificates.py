"""Certificates and CRLs as RFC 5280 writes them, each part open to change."""

import base64
import datetime
import ipaddress
import secrets
import textwrap
from dataclasses import dataclass, field, replace

import der
from der import explicit, implicit, sequence
from keys import Key

ATTRIBUTES = {"C": "2.5.4.6", "O": "2.5.4.10", "OU": "2.5.4.11", "CN": "2.5.4.3", "emailAddress": "1.2.840.113549.1.9.1"}
KEY_USAGES = [
    "digitalSignature", "nonRepudiation", "keyEncipherment", "dataEncipherment", "keyAgreement",
    "keyCertSign", "cRLSign", "encipherOnly", "decipherOnly",
]  # fmt: skip
PURPOSES = {
    "serverAuth": "1.3.6.1.5.5.7.3.1",
    "clientAuth": "1.3.6.1.5.5.7.3.2",
    "codeSigning": "1.3.6.1.5.5.7.3.3",
    "any": "2.5.29.37.0",
}


def name(*attributes: tuple[str, str]) -> bytes:
    def relative(kind: str, value: str) -> bytes:
        text = der.printable_string(value) if kind == "C" else der.ia5_string(value) if kind == "emailAddress" else der.utf8_string(value)
        return der.set_of(sequence(der.object_identifier(ATTRIBUTES[kind]), text))

    return sequence(*(relative(kind, value) for kind, value in attributes))


@dataclass(frozen=True)
class Extension:
    oid: str
    value: bytes
    critical: bool = False

    @property
    def encoded(self) -> bytes:
        critical = der.boolean(True) if self.critical else b""
        return sequence(der.object_identifier(self.oid), critical, der.octet_string(self.value))


def basic_constraints(ca: bool, path_length: int | None = None, critical: bool = True) -> Extension:
    length = b"" if path_length is None else der.integer(path_length)
    return Extension("2.5.29.19", sequence(der.boolean(True) if ca else b"", length), critical)


def key_usage(*usages: str, critical: bool = True) -> Extension:
    return Extension("2.5.29.15", der.named_bits([KEY_USAGES.index(usage) for usage in usages]), critical)


def extended_key_usage(*purposes: str, critical: bool = False) -> Extension:
    return Extension("2.5.29.37", sequence(*(der.object_identifier(PURPOSES[purpose]) for purpose in purposes)), critical)


def subject_key_identifier(key: Key, critical: bool = False) -> Extension:
    return Extension("2.5.29.14", der.octet_string(key.identifier), critical)


def authority_key_identifier(key: Key | None, issuer: bytes = b"", serial: int | None = None, critical: bool = False) -> Extension:
    parts = b"" if key is None else implicit(0, key.identifier)
    if serial is not None:
        directory_name = explicit(4, issuer)
        parts += implicit(1, directory_name, constructed=True) + implicit(2, der.integer(serial)[2:])
    return Extension("2.5.29.35", sequence(parts), critical)


def general_name(text: str) -> bytes:
    """`DNS:…`, `IP:…`, `IP:…/…` (an address range), `email:…`, `URI:…`, `dir:CN=…`."""
    kind, _, value = text.partition(":")
    match kind:
        case "DNS":
            return implicit(2, value.encode())
        case "email":
            return implicit(1, value.encode("ascii"))
        case "URI":
            return implicit(6, value.encode("ascii"))
        case "IP" if "/" in value:
            network = ipaddress.ip_network(value)
            return implicit(7, network.network_address.packed + network.netmask.packed)
        case "IP":
            return implicit(7, ipaddress.ip_address(value).packed)
        case "dir":
            return explicit(4, name(*(tuple(part.split("=", 1)) for part in value.split(","))))
    raise ValueError(text)


def subject_alternative_name(*names: str, critical: bool = False) -> Extension:
    return Extension("2.5.29.17", sequence(*map(general_name, names)), critical)


def name_constraints(permitted: tuple[str, ...] = (), excluded: tuple[str, ...] = (), critical: bool = True) -> Extension:
    def subtrees(number: int, names: tuple[str, ...]) -> bytes:
        return implicit(number, b"".join(sequence(general_name(name)) for name in names), constructed=True) if names else b""

    return Extension("2.5.29.30", sequence(subtrees(0, permitted), subtrees(1, excluded)), critical)


def authority_information_access(url: str, critical: bool = False) -> Extension:
    access = sequence(der.object_identifier("1.3.6.1.5.5.7.48.2"), general_name(f"URI:{url}"))
    return Extension("1.3.6.1.5.5.7.1.1", sequence(access), critical)


def policies(*oids: str) -> Extension:
    return Extension("2.5.29.32", sequence(*(sequence(der.object_identifier(oid)) for oid in oids)))


def policy_constraints(require_explicit: int | None = None, inhibit_mapping: int | None = None, critical: bool = True) -> Extension:
    parts = [implicit(n, der.integer(v)[2:]) for n, v in ((0, require_explicit), (1, inhibit_mapping)) if v is not None]
    return Extension("2.5.29.36", sequence(*parts), critical)


def inhibit_any_policy(skip: int) -> Extension:
    return Extension("2.5.29.54", der.integer(skip), critical=True)


def policy_mappings(issuer_policy: str, subject_policy: str) -> Extension:
    mapping = sequence(der.object_identifier(issuer_policy), der.object_identifier(subject_policy))
    return Extension("2.5.29.33", sequence(mapping), critical=True)


def must_staple() -> Extension:
    return Extension("1.3.6.1.5.5.7.1.24", sequence(der.integer(5)))


def precertificate_poison() -> Extension:
    return Extension("1.3.6.1.4.1.11129.2.4.3", der.NULL, critical=True)


def unknown(critical: bool) -> Extension:
    """An extension that no client knows: 2.25 is the arc for numbers that nobody has to assign."""
    return Extension("2.25.74565", der.utf8_string("?"), critical)


@dataclass(frozen=True)
class Certificate:
    """What is to be signed, and with what; `encoded` signs it.

    `extensions` is keyed by what each is for, so that a scenario can change or take away one by name.
    """

    subject: bytes
    key: Key
    not_before: datetime.datetime
    not_after: datetime.datetime
    extensions: dict[str, Extension] = field(default_factory=dict)
    issuer_name: bytes = b""
    issuer_key: Key | None = None
    serial: int = 0
    version: int = 3
    digest: str = "sha256"
    inner_digest: str = ""
    signature_broken: bool = False
    encoded: bytes = b""

    def signed(self) -> "Certificate":
        signer = self.issuer_key or self.key
        algorithm = signer.signature_algorithm(self.digest)
        to_be_signed = sequence(
            b"" if self.version == 1 else explicit(0, der.integer(self.version - 1)),
            der.integer(self.serial),
            signer.signature_algorithm(self.inner_digest or self.digest),
            self.issuer_name or self.subject,
            sequence(der.time(self.not_before), der.time(self.not_after)),
            self.subject,
            self.key.public_key_info,
            explicit(3, sequence(*(e.encoded for e in self.extensions.values()))) if self.extensions else b"",
        )
        # A signature over other bytes rather than a changed octet: it stays well-formed and fails only when it is checked.
        signature = signer.sign(b"other" + to_be_signed if self.signature_broken else to_be_signed, self.digest)
        return replace(self, encoded=sequence(to_be_signed, algorithm, der.bit_string(signature)))

    @property
    def pem(self) -> str:
        return pem("CERTIFICATE", self.encoded)


def pem(label: str, content: bytes) -> str:
    body = "\n".join(textwrap.wrap(base64.b64encode(content).decode(), 64))
    return f"-----BEGIN {label}-----\n{body}\n-----END {label}-----\n"


def random_serial() -> int:
    """16 octets with the sign bit clear: never zero, negative or over 20 octets by chance."""
    return int.from_bytes(secrets.token_bytes(15), "big") | 1 << 120


@dataclass(frozen=True)
class RevocationList:
    issuer: Certificate
    this_update: datetime.datetime
    next_update: datetime.datetime
    revoked: tuple[int, ...] = ()

    @property
    def pem(self) -> str:
        algorithm = self.issuer.key.signature_algorithm("sha256")
        entries = [sequence(der.integer(serial), der.time(self.this_update)) for serial in self.revoked]
        extensions = [authority_key_identifier(self.issuer.key), Extension("2.5.29.20", der.integer(7))]
        to_be_signed = sequence(
            der.integer(1),
            algorithm,
            self.issuer.subject,
            der.time(self.this_update),
            der.time(self.next_update),
            sequence(*entries) if entries else b"",
            explicit(0, sequence(*(e.encoded for e in extensions))),
        )
        signature = self.issuer.key.sign(to_be_signed, "sha256")
        return pem("X509 CRL", sequence(to_be_signed, algorithm, der.bit_string(signature)))
