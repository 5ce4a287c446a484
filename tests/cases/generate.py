#!/usr/bin/env python3
"""Writes the cases beside this file: `python3 tests/cases/generate.py` (needs the package `cryptography`).

Each case is one question with what has to be answered, thought out by hand from RFC 5280 and the rules, never copied
from an answer of the program. The files come out the same each time.

A place is `c0` (a certificate, as numbered in the report), `c0-c1` (a link: subject, issuer), `c0-null` (no issuer was
found), `path:0`, `anchors`, `request:serverName`, or `chain:3` (what was pasted as the chain, from line 3; `chain` alone
where it has no lines), `paste:3` likewise. With `paste` the whole is one paste, and anchors of the name `paste` are those in it.
"""

import hashlib
import json
import shutil
from base64 import b64encode
from datetime import datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat

from der import (
    Key, PssKey, algorithm, bits, boolean, extension, integer, moment, name, named_bits, octets, oid, pem, seq, signed, tlv,
)

HERE = Path(__file__).parent
AT = "2026-06-01T12:00:00Z"
HOST = "www.example.com"

# --- Certificates ----------------------------------------------------------------------------------------------------

SKI, KU, SAN, BC, NC, POLICIES, AKI, POLICY_CONSTRAINTS, EKU = (
    f"2.5.29.{arc}" for arc in (14, 15, 17, 19, 30, 32, 35, 36, 37)
)
AIA = "1.3.6.1.5.5.7.1.1"
SERVER_AUTH, CLIENT_AUTH, ANY_PURPOSE = "1.3.6.1.5.5.7.3.1", "1.3.6.1.5.5.7.3.2", "2.5.29.37.0"

DIGITAL_SIGNATURE, NON_REPUDIATION, KEY_ENCIPHERMENT, KEY_CERT_SIGN, CRL_SIGN = 0, 1, 2, 5, 6


def dns(text):
    return tlv(0x82, text.encode())


def names(*texts):
    return seq(*map(dns, texts))


def purposes(*identifiers):
    return seq(*map(oid, identifiers))


def basic_constraints(ca, path_len=None):
    return seq(boolean(True) if ca else b"", b"" if path_len is None else integer(path_len))


def name_constraints(permitted=(), excluded=()):
    subtrees = lambda tag, bases: tlv(tag, *(seq(base) for base in bases)) if bases else b""
    return seq(subtrees(0xA0, permitted), subtrees(0xA1, excluded))


class Issued:
    def __init__(self, der, subject, key):
        self.der, self.subject, self.key = der, subject, key
        self.pem = pem(der)


def certificate(
    subject, key, issuer=None, *, extensions, serial=None, version=3, digest="SHA256", inner=None,
    not_before="2026-05-01T00:00:00", not_after="2026-07-30T00:00:00", spki=None, issuer_name=None, corrupt=False,
    issuer_key=None, unique=b"",
):
    """`extensions`: identifier → (critical, value), or a list of such pairs where one is to stand twice."""
    signer = issuer_key or (issuer.key if issuer else key)
    issuer_name = issuer_name if issuer_name is not None else (issuer.subject if issuer else subject)
    if serial is None:
        serial = int.from_bytes(hashlib.sha256(f"{subject} {issuer_name} {key.identifier}".encode()).digest()[:16], "big")
    listed = extensions.items() if isinstance(extensions, dict) else extensions
    body = seq(
        tlv(0xA0, integer(version - 1)) if version > 1 else b"",
        integer(serial),
        algorithm(inner or digest),
        name(issuer_name),
        seq(moment(not_before), moment(not_after)),
        name(subject),
        spki or key.spki,
        unique,
        tlv(0xA3, seq(*(extension(identifier, value, critical) for identifier, (critical, value) in listed)))
        if version == 3
        else b"",
    )
    return Issued(signed(body, signer, digest, corrupt), subject, key)


def changed(extensions, changes):
    """These extensions with some replaced or added, and those without a value left out."""
    return {key: value for key, value in {**extensions, **changes}.items() if value is not None}


CA_DATES = {"not_before": "2024-01-01T00:00:00", "not_after": "2034-01-01T00:00:00"}


def authority(issuer_key):
    return (False, seq(tlv(0x80, issuer_key.identifier)))


def root(label="Example Root", changes={}, subject=None, key=None, **others):
    key = key or Key(label)
    extensions = {
        BC: (True, basic_constraints(True)),
        KU: (True, named_bits(KEY_CERT_SIGN, CRL_SIGN)),
        SKI: (False, octets(key.identifier)),
    }
    subject = f"O=Example, CN={label}" if subject is None else subject
    return certificate(subject, key, extensions=changed(extensions, changes), **{**CA_DATES, **others})


def intermediate(issuer, label="Example Intermediate", changes={}, subject=None, key=None, **others):
    key = key or Key(label)
    extensions = {
        BC: (True, basic_constraints(True)),
        KU: (True, named_bits(KEY_CERT_SIGN, CRL_SIGN)),
        SKI: (False, octets(key.identifier)),
        AKI: authority(others.get("issuer_key") or issuer.key),
    }
    subject = f"O=Example, CN={label}" if subject is None else subject
    return certificate(subject, key, issuer, extensions=changed(extensions, changes), **{**CA_DATES, **others})


def leaf(issuer, changes={}, subject=f"CN={HOST}", key=None, **others):
    key = key or Key("leaf")
    extensions = {
        BC: (True, basic_constraints(False)),
        KU: (True, named_bits(DIGITAL_SIGNATURE)),
        EKU: (False, purposes(SERVER_AUTH)),
        SKI: (False, octets(key.identifier)),
        AKI: authority(issuer.key) if issuer else None,
        SAN: (False, names(HOST)),
    }
    return certificate(subject, key, issuer, extensions=changed(extensions, changes), **others)


def entry(serial, reason=1, revoked_at="2026-05-15T08:00:00", *more):
    code = [] if reason is None else [extension("2.5.29.21", tlv(10, bytes([reason])))]
    return seq(integer(serial), moment(revoked_at), seq(*code, *more) if code or more else b"")


def crl(
    issuer, revoked=(), this_update="2026-05-20T00:00:00", next_update="2026-06-20T00:00:00",
    revoked_at="2026-05-15T08:00:00", **others,
):
    """`revoked` are serial numbers, or entries as they are."""
    entries = [
        one if isinstance(one, bytes) else entry(one, 1, revoked_at)
        for one in revoked
    ]
    inner = others.pop("inner", None)
    unknown = others.pop("unknown_algorithm", None)
    body = seq(
        integer(1), seq(oid(unknown)) if unknown else algorithm(inner or "SHA256"), name(issuer.subject),
        moment(this_update), moment(next_update) if next_update else b"",
        seq(*entries) if entries else b"",
        tlv(0xA0, seq(
            extension(AKI, seq(tlv(0x80, others.pop("authority", issuer.key).identifier))),
            extension("2.5.29.20", integer(others.pop("number", 7)), critical=others.pop("critical_number", False)),
            others.pop("also", b""),
        )),
    )
    armour = others.pop("armour", True)
    der = signed(body, others.pop("signer", issuer.key), **others)
    if unknown:
        der = seq(body, seq(oid(unknown)), bits(bytes(114)))
    return pem(der, "X509 CRL") if armour else der


def distribution_point(*names):
    """A DistributionPointName."""
    return tlv(0xA0, tlv(0xA0, *names))


def uri(text):
    return tlv(0x86, text.encode())


def directory(text):
    return tlv(0xA4, name(text))


def scope(*parts):
    """issuingDistributionPoint."""
    return extension("2.5.29.28", seq(*parts), True)


def delta(base):
    return extension("2.5.29.27", integer(base), True)


CRLDP = "2.5.29.31"
ONLY_USER, ONLY_CA, INDIRECT = tlv(0x81, b"\xff"), tlv(0x82, b"\xff"), tlv(0x84, b"\xff")


def some_reasons(*numbers):
    """onlySomeReasons."""
    return tlv(0x83, named_bits(*numbers)[2:])


ROOT = root()
OTHER_ROOT = root("Another Root")
MIDDLE = intermediate(ROOT)
LEAF = leaf(MIDDLE)
HEALTHY = LEAF.pem + MIDDLE.pem
# As the Baseline Requirements want a CA for TLS since September 2023.
TLS_MIDDLE = intermediate(ROOT, changes={EKU: (False, purposes(SERVER_AUTH))})


def public(issuer, changes={}, **others):
    """An end entity as a public CA issues it: what is taken back stands in a list."""
    points = (False, seq(seq(distribution_point(uri("http://crl.example.com/1.crl")))))
    return leaf(issuer, changes={"2.5.29.31": points, **changes}, **others)


# --- Writing ---------------------------------------------------------------------------------------------------------

written = set()


def case(
    code, title, chain, *, anchors=ROOT, errors=(), mentions=(), crls=None, ocsp=None, verdict=None, at=AT, host=HOST,
    paste=None, second=None, outlook=None, intermediates=None, says=(), never=(), recognised=None, accepted_by=(), refused_by=(),
    logs=None, scts=None, **asked
):
    """Errors are (code, place) in the order in which they are told; mentions are (code, place, severity)."""
    folder = HERE / code / title
    assert folder not in written, folder
    written.add(folder)
    folder.mkdir(parents=True)
    pasted = lambda given: given if isinstance(given, (str, bytes)) else "".join(one.pem for one in given)
    save = lambda file, given: (folder / file).write_bytes(given if isinstance(given, bytes) else given.encode())
    save("chain.pem" if paste is None else "paste.txt", pasted(chain if paste is None else paste))
    if second is not None:
        save("second.pem", pasted(second))
    if anchors in ("mozilla", "paste"):
        source = anchors
    else:
        source = "anchors.pem"
        save(source, anchors.pem if isinstance(anchors, Issued) else pasted(anchors))
    if crls is not None:
        save("crls.pem", crls)
    if ocsp is not None:
        save("ocsp.pem", ocsp)
    if intermediates is not None:
        save("intermediates.pem", intermediates)
    if logs is not None:
        save("logs.json", logs)
    if scts is not None:
        save("scts.bin", scts)
    lines = []
    if host is not None:
        lines.append(f"server-name = {json.dumps(host, ensure_ascii=False)}")
    # A TOML date where it is one, and a text where the text is the fault.
    is_date = isinstance(at, str) and at[:4].isdigit() and at.endswith("Z")
    lines.append(f"at = {at}" if is_date else f"at = {json.dumps(at)}")
    lines.append(f'anchors = "{source}"')
    lines += [f"{key.replace('_', '-')} = {json.dumps(value, ensure_ascii=False)}" for key, value in asked.items()]
    if outlook is not None:
        lines.append("outlook = [" + "".join(f"\n  {{ {row} }}," for row in outlook) + ("\n]" if outlook else "]"))
    lines.append(f'\nverdict = "{verdict or ("untrusted" if errors else "trusted")}"')
    lines.append("errors = [" + "".join(f'\n  {{ code = "{c}", at = "{p}" }},' for c, p in errors) + ("\n]" if errors else "]"))
    lines.append(
        "mentions = ["
        + "".join(f'\n  {{ code = "{c}", at = "{p}", severity = "{s}" }},' for c, p, s in mentions)
        + ("\n]" if mentions else "]")
    )
    # What stands in the report, in both languages: (English, Chinese), and what does not.
    for key, pairs in (("says", says), ("never-says", never)):
        if pairs:
            told = (f"\n  {{ en = {json.dumps(en)}, zh = {json.dumps(zh, ensure_ascii=False)} }}," for en, zh in pairs)
            lines.append(f"{key} = [" + "".join(told) + "\n]")
    for key, values in (("recognised", recognised), ("accepted-by", accepted_by or None), ("refused-by", refused_by or None)):
        if values is not None:
            lines.append(f"{key} = {json.dumps(list(values))}")
    save("case.toml", "\n".join(lines) + "\n")


def moment_of(at, verdict, because, refuse="none", accept="none"):
    """A row of the outlook: whose answer changes is named clients, `all but` some, or `all` of those that answer otherwise before."""
    told = {"at": at, "verdict": verdict, "because": because, "refuse": refuse, "accept": accept}
    return ", ".join(f"{key} = {json.dumps(value)}" for key, value in told.items())


def fault(code, title, place, chain, **others):
    """A case whose only error is the fault that it is filed under."""
    case(code, title, chain, errors=[(code, place)], **others)


def warning(code, title, place, chain, severity="warning", **others):
    """A case that is trusted, and in which the fault that it is filed under is told all the same."""
    case(code, title, chain, mentions=[(code, place, severity)], **others)


for stale in HERE.iterdir():
    if stale.is_dir() and stale.name != "__pycache__":
        shutil.rmtree(stale)

# --- Existence: issuer, trust, signature -------------------------------------------------------------------------------

case("healthy", "two-tiers", [LEAF, MIDDLE])
case("healthy", "one-tier", [leaf(ROOT)])

# The certificate that was sent in place of the intermediate did not sign: where its own way ends is no second fault.
fault("key-identifier-mismatch", "namesake-of-another-hierarchy", "c0-c1", [LEAF, intermediate(root("Another Root"), key=Key("namesake"))])
fault("issuer-not-found", "intermediate-missing", "c0-null", [LEAF])
fault("issuer-not-found", "root-missing", "c1-null", [LEAF, MIDDLE], anchors=OTHER_ROOT)
fault("issuer-not-found", "wrong-intermediate-sent", "c0-null", [LEAF, intermediate(ROOT, "Unrelated Intermediate")])
other_form = [leaf(MIDDLE, issuer_name="O=EXAMPLE, CN=example  intermediate"), MIDDLE]
fault("name-form-differs", "case-and-spaces", "c0-c1", other_form)
warning("name-form-differs", "case-and-spaces-by-rfc5280", "c0-c1", other_form, severity="note", rules="rfc5280")
# Neither name nor key: a stranger, whatever its name is like.
fault(
    "issuer-not-found", "namesake-in-another-form", "c0-null",
    [leaf(MIDDLE, issuer_name="O=EXAMPLE, CN=example  intermediate"), intermediate(ROOT, key=Key("stranger"))],
)
case("issuer-not-found", "none-missing", [LEAF, MIDDLE])
fault("root-not-trusted", "root-sent-and-unknown", "c2", [LEAF, MIDDLE, ROOT], anchors=OTHER_ROOT)
fault(
    "end-entity-self-signed", "unknown", "c0",
    [certificate(f"CN={HOST}", Key("self"), extensions={
        BC: (True, basic_constraints(False)), KU: (True, named_bits(DIGITAL_SIGNATURE)),
        EKU: (False, purposes(SERVER_AUTH)), SAN: (False, names(HOST)), SKI: (False, octets(Key("self").identifier)),
    })],
)
fault("anchors-empty", "no-anchors", "anchors", [LEAF, MIDDLE], anchors="# no certificates here\n")
fault("signature-invalid", "end-entity", "c0-c1", [leaf(MIDDLE, corrupt=True), MIDDLE])
broken_middle = intermediate(ROOT, corrupt=True)
fault("signature-invalid", "intermediate", "c1-a0", [LEAF, broken_middle])
no_identifiers = {AKI: None, SKI: None}
stranger = intermediate(ROOT, key=Key("re-created intermediate"))
fault("key-identifier-mismatch", "intermediate-of-another-key", "c0-c1", [LEAF, stranger])
fault("key-identifier-mismatch", "anchor-of-another-key", "c1-a0", [LEAF, MIDDLE], anchors=root(key=Key("re-keyed root")))
case("key-identifier-mismatch", "both-keys-sent", [LEAF, stranger, MIDDLE])
fault("signature-algorithm-weak", "ecdsa-with-sha1", "c0", [leaf(MIDDLE, digest="SHA1"), MIDDLE])
fault("signature-algorithm-unsupported", "ecdsa-with-sha224", "c0", [leaf(MIDDLE, digest="SHA224"), MIDDLE])
fault("signature-algorithm-mismatch", "sha384-inside-sha256-outside", "c0", [leaf(MIDDLE, inner="SHA384"), MIDDLE])

# --- Form ------------------------------------------------------------------------------------------------------------

modulus = int.from_bytes(b"".join(hashlib.sha256(b"modulus %d" % i).digest() for i in range(4)), "big") | 1 | 1 << 1023
rsa_1024 = seq(
    seq(oid("1.2.840.113549.1.1.1"), tlv(5)), bits(seq(integer(modulus), integer(65537)))
)
uneven = int.from_bytes(b"".join(hashlib.sha256(b"uneven %d" % i).digest() for i in range(9)), "big") >> 236 | 1 | 1 << 2051
rsa_2052 = seq(seq(oid("1.2.840.113549.1.1.1"), tlv(5)), bits(seq(integer(uneven), integer(65537))))
warning("rsa-modulus-uneven", "2052-bits", "c0", [leaf(MIDDLE, spki=rsa_2052), MIDDLE], severity="note")
case(
    "rsa-modulus-uneven", "2052-bits-by-the-baseline-requirements", [public(TLS_MIDDLE, spki=rsa_2052), TLS_MIDDLE], rules="cabf",
    errors=[("rsa-modulus-uneven", "c0")],
)
fault("public-key-weak", "rsa-1024", "c0", [leaf(MIDDLE, spki=rsa_1024), MIDDLE])
# Worth 112 bits to OpenSSL, which counts.
nearly = int.from_bytes(b"".join(hashlib.sha256(b"nearly %d" % i).digest() for i in range(8)), "big") >> 48 | 1 | 1 << 1999
rsa_2000 = seq(seq(oid("1.2.840.113549.1.1.1"), tlv(5)), bits(seq(integer(nearly), integer(65537))))
warning("public-key-weak", "rsa-2000", "c0", [leaf(MIDDLE, spki=rsa_2000), MIDDLE])
ed448 = seq(seq(oid("1.3.101.113")), bits(hashlib.sha512(b"ed448").digest()[:57]))
# Whose signatures have to be verified with it, or who has to sign a handshake: an error. Of the end entity of another
# purpose nobody uses the key, and of Ed448 OpenSSL knows how.
koblitz = intermediate(ROOT, key=Key("koblitz", ec.SECP256K1()))
fault("public-key-unsupported", "intermediate-secp256k1", "c1", [leaf(koblitz), koblitz])
fault("public-key-unsupported", "end-entity-secp256k1", "c0", [leaf(MIDDLE, key=Key("koblitz leaf", ec.SECP256K1())), MIDDLE])
warning(
    "public-key-unsupported", "end-entity-secp256k1-for-any-purpose", "c0",
    [leaf(MIDDLE, key=Key("koblitz leaf", ec.SECP256K1())), MIDDLE], purpose="any",
)
warning("public-key-unsupported", "end-entity-ed448", "c0", [leaf(MIDDLE, spki=ed448), MIDDLE])
warning("public-key-uncommon", "end-entity-p521", "c0", [leaf(MIDDLE, key=Key("p521", ec.SECP521R1())), MIDDLE])
v1 = intermediate(ROOT, version=1)
fault("version-not-v3", "intermediate-v1", "c1", [LEAF, v1])
picture = lambda octets_: {"1.3.6.1.4.1.55555.1": (False, octets(bytes(octets_)))}
fault("certificate-too-large", "64-kb", "c0", [leaf(MIDDLE, picture(1 << 16)), MIDDLE])
warning("serial-number-invalid", "zero", "c0", [leaf(MIDDLE, serial=0), MIDDLE])
warning("serial-number-invalid", "negative", "c0", [leaf(MIDDLE, serial=-5), MIDDLE])
warning("serial-number-invalid", "21-octets", "c0", [leaf(MIDDLE, serial=1 << 163), MIDDLE])
case("serial-number-invalid", "20-octets", [leaf(MIDDLE, serial=1 << 158), MIDDLE])
private_use = "1.3.6.1.4.1.99999.1"
fault("critical-extension-unknown", "end-entity", "c0", [leaf(MIDDLE, {private_use: (True, tlv(5))}), MIDDLE])
case("critical-extension-unknown", "not-critical", [leaf(MIDDLE, {private_use: (False, tlv(5))}), MIDDLE])
twice = certificate(f"CN={HOST}", Key("leaf"), MIDDLE, extensions=[
    (BC, (True, basic_constraints(False))), (KU, (True, named_bits(DIGITAL_SIGNATURE))),
    (EKU, (False, purposes(SERVER_AUTH))), (EKU, (False, purposes(SERVER_AUTH))),
    (SKI, (False, octets(Key("leaf").identifier))), (AKI, authority(MIDDLE.key)), (SAN, (False, names(HOST))),
])
fault("extension-duplicated", "extended-key-usage-twice", "c0", [twice, MIDDLE])
comment = ("1.3.6.1.4.1.99999.2", (False, tlv(5)))
unknown_twice = certificate(f"CN={HOST}", Key("leaf"), MIDDLE, extensions=[
    (BC, (True, basic_constraints(False))), (KU, (True, named_bits(DIGITAL_SIGNATURE))), (EKU, (False, purposes(SERVER_AUTH))),
    comment, comment, (SKI, (False, octets(Key("leaf").identifier))), (AKI, authority(MIDDLE.key)), (SAN, (False, names(HOST))),
])
warning("extension-duplicated", "unknown-extension-twice", "c0", [unknown_twice, MIDDLE])
fault("extension-malformed", "key-usage-no-bit-string", "c0", [leaf(MIDDLE, {KU: (True, b"\x04\x01\x80")}), MIDDLE])
true_as_one = intermediate(ROOT, changes={BC: (True, seq(b"\x01\x01\x01"))})
fault("extension-malformed", "ca-true-written-01", "c1", [leaf(true_as_one), true_as_one])
# OpenSSL and Go alone would mind a key identifier that is none; what follows one nobody looks at.
fault("extension-malformed", "key-identifier-is-null", "c0", [leaf(MIDDLE, {SKI: (False, tlv(5))}), MIDDLE])
behind = [leaf(MIDDLE, {SKI: (False, octets(Key("leaf").identifier) + tlv(5))}), MIDDLE]
warning("extension-malformed", "octets-behind-key-identifier", "c0", behind)
fault("extension-malformed", "octets-behind-key-identifier-by-rfc5280", "c0", behind, rules="rfc5280")

mail_too = [leaf(MIDDLE, {EKU: (False, purposes(SERVER_AUTH, "1.3.6.1.5.5.7.3.4"))}), MIDDLE]
warning("extended-key-usage-forbidden", "mail-beside-server", "c0", mail_too, severity="note")
fault(
    "extended-key-usage-forbidden", "mail-beside-server-by-the-baseline-requirements", "c0",
    [public(TLS_MIDDLE, {EKU: (False, purposes(SERVER_AUTH, "1.3.6.1.5.5.7.3.4"))}), TLS_MIDDLE],
    rules="cabf",
)
fault("ca-extended-key-usage-missing", "intermediate-of-2024", "c1", [public(MIDDLE), MIDDLE], rules="cabf")
of_2022 = intermediate(ROOT, not_before="2023-01-01T00:00:00")
case("ca-extended-key-usage-missing", "intermediate-of-2022", [public(of_2022), of_2022], anchors=root(not_before="2020-01-01T00:00:00"), rules="cabf")
no_any = lambda critical: intermediate(ROOT, changes={"2.5.29.54": (critical, integer(0))})
warning("inhibit-any-policy-not-critical", "intermediate", "c1", [leaf(no_any(False)), no_any(False)])
fault("inhibit-any-policy-not-critical", "intermediate-by-rfc5280", "c1", [leaf(no_any(False)), no_any(False)], rules="rfc5280")

mappings = lambda *pairs: intermediate(ROOT, changes={"2.5.29.33": (False, seq(*(seq(oid(one), oid(other)) for one, other in pairs)))})
from_any = mappings(("2.5.29.32.0", "1.3.6.1.4.1.99999.1"))
# What is mapped so makes the path fail as well (RFC 5280 §6.1.4 (a)); both are said, the certificate and what comes of it.
case(
    "extension-malformed", "any-policy-mapped-by-rfc5280", [leaf(from_any), from_any], rules="rfc5280",
    errors=[("extension-malformed", "c1"), ("policy-violated", "path:0")],
)
warning("extension-malformed", "any-policy-mapped", "c1", [leaf(from_any), from_any])
named_only = mappings(("1.3.6.1.4.1.99999.2", "1.3.6.1.4.1.99999.1"))
case("extension-malformed", "named-policy-mapped-by-rfc5280", [leaf(named_only), named_only], rules="rfc5280")

encrypting = leaf(MIDDLE, changes={KU: (True, named_bits(DIGITAL_SIGNATURE, 2))})
fault("key-usage-not-for-key", "encipherment-by-rfc5280", "c0", [encrypting, MIDDLE], rules="rfc5280")
warning("key-usage-not-for-key", "encipherment", "c0", [encrypting, MIDDLE], severity="note")
case("key-usage-not-for-key", "agreement-by-rfc5280", [leaf(MIDDLE, changes={KU: (True, named_bits(DIGITAL_SIGNATURE, 4))}), MIDDLE], rules="rfc5280")

with_mail = leaf(MIDDLE, changes={SAN: (False, seq(dns(HOST), tlv(0x81, b"post@example.com")))})
warning("subject-alt-name-type-forbidden", "mailbox", "c0", [with_mail, MIDDLE], severity="note")
strict = dict(rules="cabf")
fault("subject-alt-name-type-forbidden", "mailbox-by-the-baseline-requirements", "c0", [public(TLS_MIDDLE, changes={SAN: (False, seq(dns(HOST), tlv(0x81, b"post@example.com")))}), TLS_MIDDLE], **strict)
case("subject-alt-name-type-forbidden", "address-by-the-baseline-requirements", [public(TLS_MIDDLE, changes={SAN: (False, seq(dns(HOST), tlv(0x87, bytes([192, 0, 2, 7]))))}), TLS_MIDDLE], **strict)
fault("subject-attribute-repeated", "two-organisations-by-the-baseline-requirements", "c0", [public(TLS_MIDDLE, subject="O=One, O=Other"), TLS_MIDDLE], **strict)
case("subject-attribute-repeated", "one-organisation-by-the-baseline-requirements", [public(TLS_MIDDLE, subject="O=One, OU=First, OU=Second"), TLS_MIDDLE], **strict)
points = lambda *names: leaf(TLS_MIDDLE, changes={"2.5.29.31": (False, seq(seq(distribution_point(*names))))})
fault("distribution-point-forbidden", "ldap-by-the-baseline-requirements", "c0", [points(uri("ldap://example.com/cn=CA")), TLS_MIDDLE], **strict)
case("distribution-point-forbidden", "http-by-the-baseline-requirements", [points(uri("http://crl.example.com/1.crl")), TLS_MIDDLE], **strict)

fault("distribution-point-forbidden", "none-by-the-baseline-requirements", "c0", [leaf(TLS_MIDDLE), TLS_MIDDLE], **strict)
case(
    "distribution-point-forbidden", "none-of-a-short-life-by-the-baseline-requirements",
    [leaf(TLS_MIDDLE, not_before="2026-05-30T00:00:00", not_after="2026-06-05T00:00:00"), TLS_MIDDLE], **strict,
)
# What was validated goes with the policy that says how.
for title, number, subject, found in (
    ("organisation-of-a-domain", 1, "C=DE, O=Example, CN=" + HOST, True), ("domain", 1, "CN=" + HOST, False),
    ("organisation-without-a-place", 2, "C=DE, O=Example", True), ("organisation", 2, "C=DE, L=Bonn, O=Example", False),
    ("person-without-a-country", 3, "L=Bonn, O=Example", True),
):
    case(
        "subject-not-for-policy", title + "-by-the-baseline-requirements",
        [public(TLS_MIDDLE, {POLICIES: (False, seq(seq(oid(f"2.23.140.1.2.{number}"))))}, subject=subject), TLS_MIDDLE],
        errors=[("subject-not-for-policy", "c0")] if found else [], **strict,
    )
# By the Baseline Requirements a certificate for TLS says serverAuth, whoever shows it.
for title, listed, errors in (
    ("of-a-client-alone", [CLIENT_AUTH], [("extended-key-usage-mismatch", "c0")]), ("of-a-client-and-a-server", [CLIENT_AUTH, SERVER_AUTH], []),
):
    case(
        "extended-key-usage-mismatch", title + "-by-the-baseline-requirements",
        [public(TLS_MIDDLE, {EKU: (False, purposes(*listed))}), intermediate(ROOT, changes={EKU: (False, purposes(SERVER_AUTH, CLIENT_AUTH))}, key=TLS_MIDDLE.key)],
        purpose="clientAuth", host=None, errors=errors, **strict,
    )
# RFC 8017 §3.1: an even exponent is none.
EVEN = seq(seq(oid("1.2.840.113549.1.1.1"), tlv(0x05)), bits(seq(integer(int.from_bytes(b"\xc5" * 255 + b"\x01", "big")), integer(4))))
fault("public-key-malformed", "even-exponent", "c0", [leaf(MIDDLE, spki=EVEN), MIDDLE])
# Asked for no purpose, the letter is about the path, and readers take dates of either type (RFC 5280 §4.1.2.5).
warning(
    "time-malformed", "generalized-before-2050-for-any-purpose", "c0", [leaf(MIDDLE, not_before=b"\x18\x0f20260501000000Z"), MIDDLE],
    rules="rfc5280", purpose="any", host=None,
)
# A dNSName that is no ASCII is held against constraints all the same, by webpki, which cannot.
fault(
    "subject-alt-name-malformed", "not-ascii-below-constraints", "c0",
    [leaf(MIDDLE, {SAN: (False, seq(tlv(0x82, b"www.ex\xe4mple.com"), dns(HOST)))}), intermediate(ROOT, changes={NC: (True, name_constraints([dns("example.com")]))})],
)
# The names of the issuer are looked at as those of the subject are (§4.2.1.7).
for title, address, found in (("of-one-label", "http://ca/", True), ("without-scheme", "example.com", True), ("whole", "http://ca.example.com/", False)):
    shown = [leaf(MIDDLE, {"2.5.29.18": (False, seq(uri(address)))}), MIDDLE]
    case("extension-malformed", f"uri-of-the-issuer-{title}-by-rfc5280", shown, rules="rfc5280", errors=[("extension-malformed", "c0")] if found else [])

# --- How it is written -------------------------------------------------------------------------------------------------

# webpki leaves serial numbers alone; OpenSSL and Go both read no such one.
fault("encoding-not-der", "serial-number-padded", "c0", [leaf(MIDDLE, serial=b"\x02\x03\x00\x00\x05"), MIDDLE])
fault("encoding-not-der", "critical-true-written-01", "c0", [leaf(MIDDLE, {KU: (b"\x01\x01\x01", named_bits(DIGITAL_SIGNATURE))}), MIDDLE])
false_written = [leaf(MIDDLE, {SAN: (boolean(False), names(HOST))}), MIDDLE]
warning("encoding-not-der", "critical-false-written-out", "c0", false_written)
fault("encoding-not-der", "critical-false-written-out-by-rfc5280", "c0", false_written, rules="rfc5280")
# BER: the same certificate, and OpenSSL reads it.
header = 2 + (MIDDLE.der[1] & 0x7F)
endless = Issued(b"\x30\x80" + MIDDLE.der[header:] + b"\0\0", MIDDLE.subject, MIDDLE.key)
fault("encoding-not-der", "intermediate-of-indefinite-length", "c1", [LEAF, endless])

text_of = lambda kind, value: seq(tlv(0x31, seq(oid("2.5.4.10"), tlv(kind, value))), tlv(0x31, seq(oid("2.5.4.3"), tlv(0x0C, HOST.encode()))))
fault("name-malformed", "organization-in-latin-1", "c0", [leaf(MIDDLE, subject=text_of(0x0C, "Zürich".encode("latin-1"))), MIDDLE])
at_sign = [leaf(MIDDLE, subject=text_of(0x13, b"Us@Them")), MIDDLE]
warning("name-malformed", "at-sign-in-printable-string", "c0", at_sign)
fault("name-malformed", "at-sign-in-printable-string-by-rfc5280", "c0", at_sign, rules="rfc5280")
case("name-malformed", "organization-in-utf-8", [leaf(MIDDLE, subject=text_of(0x0C, "Zürich".encode())), MIDDLE])

fault("time-malformed", "utc-time-without-seconds", "c0", [leaf(MIDDLE, not_before=tlv(0x17, b"2605010000Z")), MIDDLE])
generalized = [leaf(MIDDLE, not_after=tlv(0x18, b"20260730000000Z")), MIDDLE]
warning("time-malformed", "generalized-time-in-2026", "c0", generalized)
fault("time-malformed", "generalized-time-in-2026-by-rfc5280", "c0", generalized, rules="rfc5280")
until_2050 = intermediate(ROOT, not_after="2050-01-01T00:00:00")
case("time-malformed", "generalized-time-in-2050", [leaf(until_2050), until_2050])

uncompressed = Key("leaf").spki[-65:]
point_of = lambda curve, octets_: seq(seq(oid("1.2.840.10045.2.1"), oid(curve)), bits(octets_))
# webpki does not look at an end entity's key, and OpenSSL reads a compressed point.
warning(
    "public-key-malformed", "compressed-point", "c0",
    [leaf(MIDDLE, spki=point_of("1.2.840.10045.3.1.7", bytes([2 + uncompressed[-1] % 2]) + uncompressed[1:33])), MIDDLE],
)
fault("public-key-malformed", "point-of-another-curve", "c0", [leaf(MIDDLE, spki=point_of("1.3.132.0.34", uncompressed)), MIDDLE])

fault("unique-identifier-present", "subject", "c0", [leaf(MIDDLE, unique=tlv(0x82, b"\0\x05")), MIDDLE])
far = lambda length: intermediate(ROOT, changes={BC: (True, basic_constraints(True, length))})
fault("webpki-limit", "path-length-256", "c1", [leaf(far(256)), far(256)])
warning("webpki-limit", "path-length-256-by-rfc5280", "c1", [leaf(far(256)), far(256)], severity="note", rules="rfc5280")
case("webpki-limit", "path-length-255", [leaf(far(255)), far(255)])
fault("webpki-limit", "date-before-1970", "c0", [leaf(MIDDLE, not_before=tlv(0x17, b"690501000000Z")), MIDDLE])
by_address = intermediate(ROOT, changes={NC: (True, name_constraints(excluded=[dns("192.0.2.7")]))})
fault("webpki-limit", "address-as-dns-constraint", "c1", [leaf(by_address), by_address])

# --- Authority -------------------------------------------------------------------------------------------------------

not_ca = intermediate(ROOT, changes={BC: (True, basic_constraints(False))})
fault("issuer-not-ca", "ca-false", "c0-c1", [LEAF, not_ca])
warning("issuer-not-ca", "basic-constraints-absent-on-the-anchor", "c1-a0", [LEAF, MIDDLE], anchors=root(changes={BC: None}))
fault(
    "issuer-not-ca", "basic-constraints-and-key-usage-absent-on-the-anchor", "c1-a0", [LEAF, MIDDLE],
    anchors=root(changes={BC: None, KU: None}),
)
fault("issuer-not-ca", "basic-constraints-absent", "c0-c1", [LEAF, intermediate(ROOT, changes={BC: None})])
upper = intermediate(ROOT, "Example Upper", changes={BC: (True, basic_constraints(True, 0))})
lower = intermediate(upper, "Example Lower")
fault("path-length-exceeded", "one-ca-below-zero", "c1-c2", [leaf(lower), lower, upper])
case("path-length-exceeded", "none-below-zero", [leaf(upper), upper])
# A root rolled over to a new key: the old root signs the new one, which bears the same name.
old_root = root(changes={BC: (True, basic_constraints(True, 0))})
rolled = intermediate(old_root, subject=ROOT.subject, key=Key("new root key"))
# RFC 5280 §6.1.4 (l): the self-issued one does not count, the one below it does.
self_issued = intermediate(upper, subject=upper.subject, key=Key("self-issued"))
counted = intermediate(self_issued, "Example Counted")
fault("path-length-exceeded", "below-a-self-issued-ca", "c1-c2", [leaf(counted), counted, self_issued, upper], rules="rfc5280")
warning("path-length-exceeded", "self-issued-below-the-anchor", "c1-a0", [leaf(rolled), rolled], anchors=old_root)
fault(
    "end-entity-is-ca", "alone", "c0",
    [leaf(ROOT, {BC: (True, basic_constraints(True)), KU: (True, named_bits(DIGITAL_SIGNATURE, KEY_CERT_SIGN))})],
)
# RFC 5280 lets a CA be the end entity; that its key signs certificates and no handshake remains to be told.
ca_alone = [leaf(ROOT, {BC: (True, basic_constraints(True)), KU: (True, named_bits(KEY_CERT_SIGN, CRL_SIGN))})]
warning("key-usage-mismatch", "of-a-ca-by-rfc5280", "c0", ca_alone, rules="rfc5280")
fault("end-entity-is-ca", "key-usage-of-a-ca", "c0", ca_alone)
not_critical = intermediate(ROOT, changes={BC: (False, basic_constraints(True))})
warning("basic-constraints-not-critical", "intermediate", "c1", [LEAF, not_critical])
warning("path-length-without-ca", "end-entity", "c0", [leaf(MIDDLE, {BC: (True, basic_constraints(False, 0))}), MIDDLE])
fault(
    "issuer-cannot-sign", "crl-sign-only", "c0-c1",
    [LEAF, intermediate(ROOT, changes={KU: (True, named_bits(CRL_SIGN))})],
)
warning(
    "key-usage-mismatch", "non-repudiation-alone", "c0",
    [leaf(MIDDLE, {KU: (True, named_bits(NON_REPUDIATION))}), MIDDLE],
)
warning(
    "key-usage-no-signature", "key-encipherment-alone", "c0",
    [leaf(MIDDLE, {KU: (True, named_bits(KEY_ENCIPHERMENT))}), MIDDLE],
)
warning("key-usage-missing", "intermediate", "c1", [LEAF, intermediate(ROOT, changes={KU: None})])
warning(
    "key-cert-sign-without-ca", "end-entity", "c0",
    [leaf(MIDDLE, {KU: (True, named_bits(DIGITAL_SIGNATURE, KEY_CERT_SIGN))}), MIDDLE],
)

# --- Dates and status ------------------------------------------------------------------------------------------------

past = {"not_before": "2026-01-01T00:00:00", "not_after": "2026-04-01T00:00:00"}
old_middle = intermediate(ROOT, **{**CA_DATES, "not_after": "2026-05-31T23:59:59"})
fault("certificate-expired", "end-entity", "c0", [leaf(MIDDLE, **past), MIDDLE])
fault("certificate-expired", "intermediate", "c1", [LEAF, old_middle])
case("certificate-expired", "last-second", [LEAF, MIDDLE], at="2026-07-30T00:00:00Z")
fault("certificate-expired", "one-second-late", "c0", [LEAF, MIDDLE], at="2026-07-30T00:00:01Z")
case(
    "certificate-expired", "and-wrong-host", [LEAF, old_middle], host="mail.example.com",
    errors=[("certificate-expired", "c1"), ("name-mismatch", "c0")],
)
case("certificate-expired", "cross-certificate-beside-a-good-path", [LEAF, old_middle, MIDDLE])
# When the answer changes. The last second of a certificate is that of its notAfter.
ends = moment_of("2026-07-30T00:00:01Z", "untrusted", ["c0 certificate-expired"], refuse="all")
case("outlook", "end-entity-ends", [LEAF, MIDDLE], outlook=[ends])
case("outlook", "ended", [LEAF, MIDDLE], at="2026-09-01T00:00:00Z", errors=[("certificate-expired", "c0")], outlook=[ends])
case(
    "outlook", "not-begun", [leaf(MIDDLE, not_before="2026-06-02T00:00:00"), MIDDLE], errors=[("certificate-not-yet-valid", "c0")],
    outlook=[moment_of("2026-06-02T00:00:00Z", "trusted", ["c0 certificate-not-yet-valid"], accept="all"), ends],
)
# Another path goes on when the one ends: GnuTLS and Bun take the first certificate of the issuer's name and see no other.
case(
    "outlook", "cross-certificate-beside-a-good-path",
    [LEAF, intermediate(ROOT, **{**CA_DATES, "not_after": "2026-06-15T00:00:00"}), MIDDLE],
    outlook=[moment_of("2026-06-15T00:00:01Z", "trusted", ["c1 certificate-expired"], refuse="bun git-gnutls gnutls wget"), ends],
)
# What never worked never stopped working.
case("outlook", "never", [LEAF], errors=[("issuer-not-found", "c0-null")], outlook=[])

# The two classic outages, rebuilt: what clients were told on the day before is what happened.
def cross(subject, issuer, until):
    return intermediate(issuer, subject=subject.subject, key=subject.key, not_before="2021-01-20T00:00:00", not_after=until)


# 30 May 2020: a cross-certificate and the old root behind it end in the same second. Whoever knows the new root goes on.
of_2000 = root("Old Trust Root 2000", not_before="2000-05-30T10:48:38", not_after="2020-05-30T10:48:38")
of_2010 = root("Trust Root 2010", not_before="2010-02-01T00:00:00", not_after="2038-01-18T23:59:59")
trust_ca = intermediate(of_2010, "Trust Server CA", not_before="2018-11-02T00:00:00", not_after="2030-12-31T23:59:59")
crossed = intermediate(
    of_2000, subject=of_2010.subject, key=of_2010.key, not_before="2000-05-30T10:48:38", not_after="2020-05-30T10:48:38",
)
in_2020 = [leaf(trust_ca, not_before="2020-01-01T00:00:00", not_after="2020-12-31T23:59:59"), trust_ca, crossed]
end_of_2020 = moment_of("2021-01-01T00:00:00Z", "untrusted", ["c0 certificate-expired"], refuse="all")
case(
    "outlook", "of-may-2020-with-the-old-root-only", in_2020, anchors=of_2000, at="2020-05-01T00:00:00Z",
    outlook=[moment_of("2020-05-30T10:48:39Z", "untrusted", ["c2 certificate-expired", "a0 anchor-expired"], refuse="all")],
)
case("outlook", "of-may-2020-with-both-roots", in_2020, anchors=of_2000.pem + of_2010.pem, at="2020-05-01T00:00:00Z", outlook=[end_of_2020])

# 30 September 2021: the old root ends before the cross-certificate that it signed. Who heeds an anchor's dates refuses, who does not
# goes on; Apple writes nothing of it.
x3 = root("Old Root X3", not_before="2000-09-30T21:12:19", not_after="2021-09-30T14:01:15")
x1 = root("New Root X1", not_before="2015-06-04T11:04:38", not_after="2035-06-04T11:04:38")
r3 = intermediate(x1, "Issuer R3", not_before="2020-09-04T00:00:00", not_after="2025-09-15T16:00:00")
in_2021 = [leaf(r3, not_before="2021-08-15T00:00:00", not_after="2021-11-13T00:00:00"), r3, cross(x1, x3, "2024-09-30T18:14:03")]
end_of_2021 = moment_of("2021-11-13T00:00:01Z", "untrusted", ["c0 certificate-expired"], refuse="all")
DATES_OF_ANCHORS_DO_NOT_COUNT = ["java-17", "macos", "rustls", "uv"]
case(
    "outlook", "of-september-2021-with-the-old-root-only", in_2021, anchors=x3, at="2021-09-01T00:00:00Z",
    outlook=[
        moment_of("2021-09-30T14:01:16Z", "untrusted", ["a0 anchor-expired"], refuse="all but " + " ".join(DATES_OF_ANCHORS_DO_NOT_COUNT)),
        end_of_2021,
    ],
)
case("outlook", "of-september-2021-with-both-roots", in_2021, anchors=x3.pem + x1.pem, at="2021-09-01T00:00:00Z", outlook=[end_of_2021])

warning("stops-working-soon", "within-the-days", "c0", [LEAF, MIDDLE], warn_days=60)
case("stops-working-soon", "after-the-days", [LEAF, MIDDLE], warn_days=58)
warning(
    "stops-working-soon", "for-some-clients", "a0", in_2021, anchors=x3.pem, at="2021-09-29T00:00:00Z", warn_days=7,
)
fault("certificate-not-yet-valid", "end-entity", "c0", [leaf(MIDDLE, not_before="2026-06-02T00:00:00"), MIDDLE])
fault(
    "validity-inverted", "end-entity", "c0",
    [leaf(MIDDLE, not_before="2026-07-01T00:00:00", not_after="2026-05-01T00:00:00"), MIDDLE],
)
fault("anchor-expired", "root", "a0", [LEAF, MIDDLE], anchors=root(not_after="2026-05-31T00:00:00"))
numbered = leaf(MIDDLE, serial=0x1234)
revoking = crl(MIDDLE, [0x1234])
fault("certificate-revoked", "end-entity", "c0", [numbered, MIDDLE], crls=revoking)
middle_numbered = intermediate(ROOT, serial=0x77)
fault("certificate-revoked", "intermediate", "c1", [LEAF, middle_numbered], crls=crl(ROOT, [0x77]) + crl(MIDDLE))
case("certificate-revoked", "another-serial", [numbered, MIDDLE], crls=crl(MIDDLE, [0x4321]))
warning(
    "revocation-unknown", "crl-of-another-ca", "c0", [LEAF, MIDDLE], severity="note",
    crls=crl(OTHER_ROOT),
)
warning("crl-expired", "next-update-passed", "crls:1", [LEAF, MIDDLE], crls=crl(MIDDLE, next_update="2026-05-30T00:00:00"))
fault(
    "certificate-revoked", "on-an-expired-crl", "c0", [numbered, MIDDLE],
    crls=crl(MIDDLE, [0x1234], next_update="2026-05-30T00:00:00"),
    mentions=[("crl-expired", "crls:1", "warning")],
)
warning(
    "crl-invalid", "signed-by-another-key", "crls:1", [numbered, MIDDLE],
    crls=crl(MIDDLE, [0x1234], signer=Key("nobody")),
)

# BER around it, which no signature covers: the field and the offset are told, and the entries heeded.
def unframed(der):
    return pem(b"\x30\x80" + der[2 + (der[1] & 0x7F):] + b"\0\0", "X509 CRL")


not_der = [
    ("it is not written as RFC 5280 and DER prescribe (its entries are heeded all the same): the CRL, byte 0: an indefinite length",
     "它没有按 RFC 5280 和 DER 的规定编码（其中的条目仍被采用）：CRL，第 0 字节：不定长编码"),
]
warning("crl-invalid", "of-indefinite-length", "crls:1", [LEAF, MIDDLE], crls=unframed(crl(MIDDLE, armour=False)), says=not_der)
fault(
    "crl-invalid", "of-indefinite-length-by-rfc5280", "crls:1", [LEAF, MIDDLE],
    crls=unframed(crl(MIDDLE, armour=False)), rules="rfc5280",
)
case(
    "certificate-revoked", "by-a-crl-of-indefinite-length", [numbered, MIDDLE], crls=unframed(crl(MIDDLE, [0x1234], armour=False)),
    errors=[("certificate-revoked", "c0")], mentions=[("crl-invalid", "crls:1", "warning")],
)
# thisUpdate is an INTEGER: what belongs there, what stands there, and where.
timeless = crl(MIDDLE, armour=False).replace(moment("2026-05-20T00:00:00"), tlv(2, b"260520000000Z"))
warning(
    "crl-invalid", "this-update-is-an-integer", "crls:1", [LEAF, MIDDLE], crls=pem(timeless, "X509 CRL"),
    says=[("thisUpdate, byte ", "thisUpdate，第 "), ("another type than belongs here; INTEGER (15 bytes) stands there", "类型与此处应有的不符，此处是 INTEGER（15 字节）")],
)

# In DER, and one beside another of the same CA.
fault("certificate-revoked", "in-der", "c0", [numbered, MIDDLE], crls=crl(MIDDLE, [0x1234], armour=False))
fault("certificate-revoked", "on-the-second-of-two", "c0", [numbered, MIDDLE], crls=crl(MIDDLE) + revoking)
mute = intermediate(ROOT, "Example Mute Intermediate", changes={KU: (True, named_bits(KEY_CERT_SIGN))})
by_mute = [leaf(mute, serial=0x1234), mute]
warning("crl-invalid", "number-critical", "crls:1", [numbered, MIDDLE], crls=crl(MIDDLE, critical_number=True))
warning("crl-invalid", "signer-without-crl-sign", "crls:1", by_mute, crls=crl(mute, [0x1234]))
fault(
    "certificate-revoked", "by-a-ca-whose-other-certificate-allows-it", "c0",
    [*by_mute, intermediate(ROOT, "Example Mute Intermediate", serial=0x99)], crls=crl(mute, [0x1234]),
)
# A CRL of the day after knows what had happened by then, and what happened since is not asked for.
tomorrow = "2026-06-02T00:00:00"
fault(
    "certificate-revoked", "on-a-crl-of-the-future", "c0", [numbered, MIDDLE], crls=crl(MIDDLE, [0x1234], tomorrow),
    mentions=[("crl-invalid", "crls:1", "warning")],
)
warning(
    "crl-invalid", "of-the-future", "crls:1", [numbered, MIDDLE],
    crls=crl(MIDDLE, [0x1234], tomorrow, revoked_at="2026-06-01T18:00:00"),
)
# Listed is revoked, whatever else the list is.
on_delta = crl(MIDDLE, [0x1234], "2026-05-25T00:00:00", number=9, also=delta(7))
fault("certificate-revoked", "on-a-delta-crl-without-its-base", "c0", [numbered, MIDDLE], crls=on_delta)
fault("certificate-revoked", "on-a-delta-crl-beside-its-base", "c0", [numbered, MIDDLE], crls=crl(MIDDLE) + on_delta)
fault("certificate-revoked", "on-an-indirect-crl-of-its-issuer", "c0", [numbered, MIDDLE], crls=crl(MIDDLE, [0x1234], also=scope(INDIRECT)))
fault("certificate-revoked", "on-a-crl-for-end-entities", "c0", [numbered, MIDDLE], crls=crl(MIDDLE, [0x1234], also=scope(ONLY_USER)))
fault("certificate-revoked", "on-a-crl-of-some-reasons", "c0", [numbered, MIDDLE], crls=crl(MIDDLE, [0x1234], also=scope(some_reasons(1))))
critical = extension("1.3.6.1.4.1.99999.1", tlv(5), True)
fault(
    "certificate-revoked", "by-an-entry-with-an-unknown-critical-extension", "c0", [numbered, MIDDLE],
    crls=crl(MIDDLE, [entry(0x1234, 1, "2026-05-15T08:00:00", critical)]),
)
hold = crl(MIDDLE, [entry(0x1234, 6)])
release = crl(MIDDLE, [entry(0x1234, 8)], "2026-05-25T00:00:00", number=9, also=delta(7))
fault("certificate-revoked", "on-hold", "c0", [numbered, MIDDLE], crls=hold)
case("certificate-revoked", "held-and-released-by-a-delta-crl", [numbered, MIDDLE], crls=hold + release)
case(
    "certificate-revoked", "held-and-no-longer-on-a-newer-crl", [numbered, MIDDLE],
    crls=hold + crl(MIDDLE, (), "2026-05-28T00:00:00", number=8),
)
# Another key of the same CA signs the lists; both certificates lead to the same anchor.
lists_key = Key("key for lists")
for_lists = intermediate(ROOT, key=lists_key, serial=0x98, changes={KU: (True, named_bits(CRL_SIGN))})
fault(
    "certificate-revoked", "on-a-crl-signed-with-another-key-of-its-ca", "c0", [numbered, MIDDLE, for_lists],
    crls=crl(MIDDLE, [0x1234], signer=lists_key, authority=lists_key),
)
case(
    "certificate-revoked", "not-on-a-crl-signed-with-another-key-of-its-ca", [numbered, MIDDLE, for_lists],
    crls=crl(MIDDLE, [0x4321], signer=lists_key, authority=lists_key),
)
warning(
    "crl-invalid", "signer-without-a-path", "crls:1",
    [numbered, MIDDLE, intermediate(OTHER_ROOT, key=lists_key, changes={KU: (True, named_bits(CRL_SIGN))})],
    crls=crl(MIDDLE, [0x1234], signer=lists_key, authority=lists_key),
)
# Somebody else publishes for the CA: the certificate and the list both say so, and each entry says whose certificate it is about.
publisher = intermediate(ROOT, "Example Publisher", changes={KU: (True, named_bits(CRL_SIGN))})
served = leaf(MIDDLE, serial=0x1234, changes={
    CRLDP: (False, seq(seq(distribution_point(uri("http://crl.example/all.crl")), tlv(0xA2, directory(publisher.subject))))),
})
whose = extension("2.5.29.29", seq(directory(MIDDLE.subject)), True)
whose_else = extension("2.5.29.29", seq(directory("O=Example, CN=Somebody")), True)
everything = scope(distribution_point(uri("http://crl.example/all.crl")), INDIRECT)
at_noon = "2026-05-15T12:00:00"
fault(
    "certificate-revoked", "on-an-indirect-crl-behind-the-first-entry-of-its-issuer", "c0", [served, MIDDLE, publisher],
    crls=crl(publisher, [entry(0x1, 1, at_noon, whose), entry(0x1234)], also=everything),
)
case(
    "certificate-revoked", "another-issuers-entry-on-an-indirect-crl", [served, MIDDLE, publisher],
    crls=crl(publisher, [entry(0x1, 1, at_noon, whose), entry(0x2, 1, at_noon, whose_else), entry(0x1234)], also=everything),
)
warning(
    "crl-invalid", "entry-of-another-issuer-on-a-direct-crl", "crls:1", [numbered, MIDDLE],
    crls=crl(MIDDLE, [entry(0x1234, 1, at_noon, whose_else)]),
)
# Out of scope is silence: such a list never clears a certificate.
sharded = leaf(MIDDLE, changes={CRLDP: (False, seq(seq(distribution_point(uri("http://crl.example/1.crl")))))})
shard = lambda number, *parts: scope(distribution_point(uri(f"http://crl.example/{number}.crl")), *parts)
unsettled = lambda title, chain, lists: case(
    "crl-not-used", title, chain, crls=lists,
    mentions=[("crl-not-used", "crls:1", "note"), ("revocation-unknown", "c0", "warning")],
)
unsettled("another-distribution-point", [sharded, MIDDLE], crl(MIDDLE, also=shard(2)))
case("crl-not-used", "the-distribution-point-of-the-certificate", [sharded, MIDDLE], crls=crl(MIDDLE, also=shard(1, ONLY_USER)))
unsettled("for-cas-alone", [LEAF, MIDDLE], crl(MIDDLE, also=scope(ONLY_CA)))
unsettled("some-reasons", [LEAF, MIDDLE], crl(MIDDLE, also=scope(some_reasons(1, 2))))
case(
    "crl-not-used", "some-reasons-and-the-others", [LEAF, MIDDLE],
    crls=crl(MIDDLE, also=scope(some_reasons(1, 2))) + crl(MIDDLE, also=scope(some_reasons(3, 4, 5, 6, 7, 8))),
)
unsettled("delta-without-its-base", [LEAF, MIDDLE], crl(MIDDLE, [0x4321], number=9, also=delta(7)))
unsettled("unknown-critical-extension", [LEAF, MIDDLE], crl(MIDDLE, also=critical))
warning("crl-not-used", "of-a-stranger", "crls:1", [LEAF, MIDDLE], severity="note", crls=crl(OTHER_ROOT))
case(
    "crl-expired", "a-current-one-beside-it", [LEAF, MIDDLE],
    crls=crl(MIDDLE) + crl(MIDDLE, (), "2026-04-20T00:00:00", "2026-05-20T00:00:00"),
    mentions=[("crl-expired", "crls:8", "note")],
)
case(
    "crl-invalid", "a-good-one-beside-it", [LEAF, MIDDLE], crls=crl(MIDDLE) + crl(MIDDLE, signer=Key("nobody")),
    mentions=[("crl-not-used", "crls:8", "note")], rules="rfc5280",
)
# What RFC 5280 forbids of a list's form is an error by its letter alone.
for title, list_ in (
    ("algorithms-differ", crl(MIDDLE, inner="SHA384")),
    ("no-next-update", crl(MIDDLE, next_update=None)),
    ("taken-off-a-complete-list", crl(MIDDLE, [entry(0x1234, 8)])),
    ("empty-scope", crl(MIDDLE, also=scope())),
):
    warning("crl-invalid", title, "crls:1", [numbered, MIDDLE], crls=list_)
    fault("crl-invalid", f"{title}-by-rfc5280", "crls:1", [numbered, MIDDLE], crls=list_, rules="rfc5280")
# That a signature cannot be checked here clears nobody whom the list names.
fault(
    "revocation-unknown", "listed-under-a-signature-that-cannot-be-checked", "c0", [numbered, MIDDLE],
    crls=crl(MIDDLE, [0x1234], unknown_algorithm="1.3.6.1.4.1.99999.2"),
)

# --- OCSP (RFC 6960). tests/ocsp.rs has what OpenSSL answers.


def ocsp(
    issuer, serial, status=tlv(0x80), signer=None, this_update="20260530000000Z", next_update="20260610000000Z",
    certificates=(), about=None, **others,
):
    """An OCSP response in PEM. `status`: good unless given."""
    about = about or issuer
    signer = signer or issuer
    name_hash, key_hash = hashlib.sha1(name(about.subject)).digest(), about.key.identifier
    answer = seq(
        seq(seq(oid("1.3.14.3.2.26"), tlv(5)), octets(name_hash), octets(key_hash), integer(serial)), status,
        tlv(0x18, this_update.encode()), tlv(0xA0, tlv(0x18, next_update.encode())) if next_update else b"",
    )
    data = seq(tlv(0xA1, name(signer.subject)), tlv(0x18, this_update.encode()), seq(answer))
    brought = tlv(0xA0, seq(*(one.der for one in certificates))) if certificates else b""
    signature = signer.key.sign(data, "SHA256")
    if others.pop("corrupt", False):
        signature = signature[:-1] + bytes([signature[-1] ^ 1])
    basic = seq(data, algorithm("SHA256"), bits(signature), brought)
    return pem(seq(tlv(10, b"\x00"), tlv(0xA0, seq(oid("1.3.6.1.5.5.7.48.1.1"), octets(basic)))), "OCSP RESPONSE")


revoked_by_ocsp = tlv(0xA1, tlv(0x18, b"20260515080000Z"), tlv(0xA0, tlv(10, b"\x01")))
fault("certificate-revoked", "so-says-an-ocsp-response", "c0", [numbered, MIDDLE], ocsp=ocsp(MIDDLE, 0x1234, revoked_by_ocsp))
case("certificate-revoked", "not-so-an-ocsp-response", [numbered, MIDDLE], ocsp=ocsp(MIDDLE, 0x1234))
fault(
    "certificate-revoked", "by-ocsp-and-not-on-the-crl", "c0", [numbered, MIDDLE], crls=crl(MIDDLE),
    ocsp=ocsp(MIDDLE, 0x1234, revoked_by_ocsp),
)
fault(
    "certificate-revoked", "on-the-crl-and-good-by-ocsp", "c0", [numbered, MIDDLE], crls=revoking, ocsp=ocsp(MIDDLE, 0x1234),
)
warning(
    "revocation-unknown", "the-ocsp-responder-does-not-know", "c0", [numbered, MIDDLE], ocsp=ocsp(MIDDLE, 0x1234, tlv(0x82)),
)
for_ocsp = {EKU: (False, purposes("1.3.6.1.5.5.7.3.9")), KU: (True, named_bits(DIGITAL_SIGNATURE)), SAN: None}
delegate = leaf(MIDDLE, subject="CN=Example Responder", key=Key("responder"), serial=0x55, changes=for_ocsp)
stranger = leaf(MIDDLE, subject="CN=Example Responder", key=Key("responder"), serial=0x55, changes={SAN: None})
fault(
    "certificate-revoked", "so-says-a-delegated-responder", "c0", [numbered, MIDDLE],
    ocsp=ocsp(MIDDLE, 0x1234, revoked_by_ocsp, signer=delegate, certificates=[delegate]),
)
warning(
    "ocsp-invalid", "responder-without-the-purpose", "ocsp:1", [numbered, MIDDLE],
    ocsp=ocsp(MIDDLE, 0x1234, revoked_by_ocsp, signer=stranger, certificates=[stranger]),
)
warning(
    "ocsp-invalid", "responder-revoked", "ocsp:1", [numbered, MIDDLE], crls=crl(MIDDLE, [0x55]),
    ocsp=ocsp(MIDDLE, 0x1234, signer=delegate, certificates=[delegate]), severity="note",
)
warning("ocsp-invalid", "signature", "ocsp:1", [numbered, MIDDLE], ocsp=ocsp(MIDDLE, 0x1234, revoked_by_ocsp, corrupt=True))
warning(
    "ocsp-invalid", "out-of-date", "ocsp:1", [numbered, MIDDLE],
    ocsp=ocsp(MIDDLE, 0x1234, this_update="20260501000000Z", next_update="20260510000000Z"),
)
warning("ocsp-invalid", "of-later", "ocsp:1", [numbered, MIDDLE], ocsp=ocsp(MIDDLE, 0x1234, this_update="20260605000000Z"))
fault(
    "certificate-revoked", "so-says-an-ocsp-response-that-is-out-of-date", "c0", [numbered, MIDDLE],
    ocsp=ocsp(MIDDLE, 0x1234, revoked_by_ocsp, this_update="20260516000000Z", next_update="20260520000000Z"),
)
warning("ocsp-not-used", "about-another-certificate", "ocsp:1", [numbered, MIDDLE], severity="note", ocsp=ocsp(MIDDLE, 0x4321))
warning(
    "ocsp-not-used", "about-a-certificate-of-another-key", "ocsp:1", [numbered, MIDDLE], severity="note",
    ocsp=ocsp(MIDDLE, 0x1234, revoked_by_ocsp, about=intermediate(ROOT, key=Key("another"))),
)
case("ocsp-not-used", "about-the-certificate", [numbered, MIDDLE], ocsp=ocsp(MIDDLE, 0x1234))

# --- Several faults, told in the order of choice.rs; several paths, of which the one is told that takes least to mend ----

UNKNOWN_CRITICAL = {"1.3.6.1.4.1.99999.1": (True, b"\x05\x00")}
LAST_MONTH = "2026-05-31T00:00:00"
no_ca = intermediate(ROOT, changes={BC: (True, basic_constraints(False))})
old = intermediate(ROOT, not_after=LAST_MONTH)
case(
    "several", "authority-before-dates", [leaf(MIDDLE, not_after=LAST_MONTH), no_ca],
    errors=[("issuer-not-ca", "c0-c1"), ("certificate-expired", "c0")],
)
case(
    "several", "signature-before-dates", [leaf(MIDDLE, corrupt=True), old],
    errors=[("signature-invalid", "c0-c1"), ("certificate-expired", "c1")],
)
case(
    "several", "form-before-dates-before-names",
    [leaf(MIDDLE, not_after=LAST_MONTH), intermediate(ROOT, changes=UNKNOWN_CRITICAL)], host="mail.example.com",
    errors=[("critical-extension-unknown", "c1"), ("certificate-expired", "c0"), ("name-mismatch", "c0")],
)
case(
    "several", "existence-before-scope-before-names",
    [leaf(MIDDLE, {EKU: (False, purposes(CLIENT_AUTH))}), MIDDLE], anchors=OTHER_ROOT, host="mail.example.com",
    errors=[("issuer-not-found", "c1-null"), ("extended-key-usage-mismatch", "c0"), ("name-mismatch", "c0")],
)
case(
    "several", "dates-before-status", [leaf(MIDDLE, serial=0x1234, not_after=LAST_MONTH), MIDDLE], crls=revoking,
    errors=[("certificate-expired", "c0"), ("certificate-revoked", "c0")],
)
foreign = intermediate(OTHER_ROOT)
case("several", "expired-on-the-way-to-an-anchor-rather-than-no-anchor", [LEAF, foreign, old], errors=[("certificate-expired", "c2")])
case("several", "to-be-renewed-rather-than-set-up-anew", [LEAF, no_ca, old], errors=[("certificate-expired", "c2")])

# --- Purposes --------------------------------------------------------------------------------------------------------

fault("extended-key-usage-mismatch", "client-auth-only", "c0", [leaf(MIDDLE, {EKU: (False, purposes(CLIENT_AUTH))}), MIDDLE])
fault(
    "extended-key-usage-mismatch", "intermediate-for-clients", "c1",
    [LEAF, intermediate(ROOT, changes={EKU: (False, purposes(CLIENT_AUTH))})],
)
fault("extended-key-usage-mismatch", "asked-for-client-auth", "c0", [LEAF, MIDDLE], purpose="clientAuth")
# Other purposes than those of TLS: what each wants of the end entity.
EMAIL, CODE_SIGNING, TIME_STAMPING, OCSP_SIGNING, DOCUMENTS = (f"1.3.6.1.5.5.7.3.{arc}" for arc in (4, 3, 8, 9, 36))
mail = lambda *addresses: seq(*(tlv(0x81, address.encode()) for address in addresses))
smtp_utf8 = lambda address: tlv(0xA0, oid("1.3.6.1.5.5.7.8.9"), tlv(0xA0, tlv(0x0C, address.encode())))
of_mail = [leaf(MIDDLE, {SAN: (False, mail("jo@example.com")), EKU: (False, purposes(EMAIL))}, subject="CN=Jo"), MIDDLE]
by_mail = {"purpose": "emailProtection", "host": None}
case("email-name-mismatch", "the-address", of_mail, email_name="jo@EXAMPLE.com", **by_mail)
fault("email-name-mismatch", "another-address", "c0", of_mail, email_name="do@example.com", **by_mail)
# The part before the @ is the host's affair, so that case counts (RFC 5280 §7.5).
fault("email-name-mismatch", "another-case", "c0", of_mail, email_name="Jo@example.com", **by_mail)
case(
    "email-name-mismatch", "international", [leaf(MIDDLE, {SAN: (False, seq(smtp_utf8("用户@xn--bcher-kva.example"))), EKU: (False, purposes(EMAIL))}, subject="CN=Jo"), MIDDLE],
    email_name="用户@bücher.example", **by_mail,
)
without_mail = [leaf(MIDDLE, {EKU: (False, purposes(EMAIL))}), MIDDLE]
fault("email-name-missing", "asked-for", "c0", without_mail, email_name="jo@example.com", **by_mail)
warning("email-name-missing", "not-asked-for", "c0", without_mail, **by_mail)
case("email-name-missing", "there", of_mail, **by_mail)
fault("email-name-invalid", "with-a-name", "request:emailName", of_mail, email_name="Jo <jo@example.com>", verdict="unanswerable", **by_mail)
case("email-name-invalid", "alone", of_mail, email_name="jo@example.com", **by_mail)
fault("extended-key-usage-mismatch", "server-for-mail", "c0", [LEAF, MIDDLE], mentions=[("email-name-missing", "c0", "warning")], **by_mail)
for purpose, identifier in (("codeSigning", CODE_SIGNING), ("ocspSigning", OCSP_SIGNING), ("documentSigning", DOCUMENTS)):
    of_purpose = [leaf(MIDDLE, {SAN: None, EKU: (False, purposes(identifier))}, subject="CN=Signer"), MIDDLE]
    case("extended-key-usage-mismatch", f"of-{purpose.lower()}", of_purpose, purpose=purpose, host=None)
    fault("extended-key-usage-mismatch", f"server-for-{purpose.lower()}", "c0", [LEAF, MIDDLE], purpose=purpose, host=None)
# Whoever answers for a CA is appointed to it; a signer of programs may be unlimited.
unlimited = [leaf(MIDDLE, {SAN: None, EKU: None}, subject="CN=Signer"), MIDDLE]
fault("extended-key-usage-mismatch", "unlimited-for-ocspsigning", "c0", unlimited, purpose="ocspSigning", host=None)
case("extended-key-usage-mismatch", "unlimited-for-codesigning", unlimited, purpose="codeSigning", host=None)
stamping = lambda critical, *others: [leaf(MIDDLE, {SAN: None, EKU: (critical, purposes(TIME_STAMPING, *others))}, subject="CN=Stamps"), MIDDLE]
by_stamp = {"purpose": "timeStamping", "host": None}
case("time-stamping-not-alone", "alone", stamping(True), **by_stamp)
fault("time-stamping-not-alone", "not-critical", "c0", stamping(False), **by_stamp)
fault("time-stamping-not-alone", "with-code-signing", "c0", stamping(True, CODE_SIGNING), **by_stamp)
cannot_sign = [leaf(MIDDLE, {SAN: None, KU: (True, named_bits(KEY_ENCIPHERMENT)), EKU: (False, purposes(CODE_SIGNING))}, subject="CN=Signer"), MIDDLE]
case("key-usage-not-for-purpose", "code-signing", [leaf(MIDDLE, {SAN: None, EKU: (False, purposes(CODE_SIGNING))}, subject="CN=Signer"), MIDDLE], purpose="codeSigning", host=None)
fault("key-usage-not-for-purpose", "code-signing-without-a-signature", "c0", cannot_sign, purpose="codeSigning", host=None)
case("extended-key-usage-mismatch", "asked-for-any", [LEAF, MIDDLE], purpose="any")
warning("extended-key-usage-any", "beside-server-auth", "c0", [leaf(MIDDLE, {EKU: (False, purposes(SERVER_AUTH, ANY_PURPOSE))}), MIDDLE])
warning("extended-key-usage-critical", "end-entity", "c0", [leaf(MIDDLE, {EKU: (True, purposes(SERVER_AUTH))}), MIDDLE], severity="note")
without_purposes = [leaf(MIDDLE, {EKU: None}), MIDDLE]
warning("extended-key-usage-missing", "by-default", "c0", without_purposes, severity="note")
warning(
    "root-has-extended-key-usage", "server-auth", "a0", [LEAF, MIDDLE], severity="note",
    anchors=root(changes={EKU: (False, purposes(SERVER_AUTH))}),
)

# --- Names -----------------------------------------------------------------------------------------------------------

def constrained(value, critical=True):
    return intermediate(ROOT, changes={NC: (critical, value)})


fault("name-constraint-violated", "not-permitted", "c0-c1", [LEAF, constrained(name_constraints([dns("example.org")]))])
fault("name-constraint-violated", "excluded", "c0-c1", [LEAF, constrained(name_constraints(excluded=[dns("example.com")]))])
case("name-constraint-violated", "permitted", [LEAF, constrained(name_constraints([dns("example.com")]))])
mailbox = leaf(MIDDLE, {SAN: (False, seq(dns(HOST), tlv(0x81, b"me@example.com")))})
fault(
    "name-constraint-unsupported", "mail-address-that-fits", "c0-c1",
    [mailbox, constrained(name_constraints([tlv(0x81, b"example.com")]))],
)
by_directory = constrained(name_constraints([tlv(0xA4, name("O=Example"))]))
fault(
    "name-constraint-unsupported", "directory-and-no-subject", "c0-c1",
    [leaf(MIDDLE, {SAN: (True, names(HOST))}, subject=""), by_directory],
)
for title, address in (("mail-in-subject-outside", "me@example.org"), ("mail-in-subject-inside", "me@example.com")):
    outside = title.endswith("outside")
    case(
        "name-constraint-violated", title,
        [leaf(MIDDLE, subject=f"CN={HOST}, emailAddress={address}"), constrained(name_constraints([tlv(0x81, b"example.com")]))],
        mentions=[("name-constraint-violated", "c0-c1", "warning")] if outside else (),
    )
fault(
    "name-constraint-malformed", "wildcard-in-dns-constraint", "c1",
    [LEAF, constrained(name_constraints(excluded=[dns("*.example.org")]))],
)
warning(
    "name-constraint-leading-period", "permitted", "c1",
    [LEAF, constrained(name_constraints([dns(".example.com")]))],
)
fault("name-mismatch", "another-host", "c0", [LEAF, MIDDLE], host="mail.example.com")
fault("name-mismatch", "address", "c0", [LEAF, MIDDLE], host="192.0.2.1")
star = [leaf(MIDDLE, {SAN: (False, names(HOST, "*.example.com"))}), MIDDLE]
case("name-mismatch", "wildcard-one-label", star, host="mail.example.com")
fault("name-mismatch", "wildcard-two-labels", "c0", star, host="a.mail.example.com")
fault("subject-alt-name-missing", "common-name-alone", "c0", [leaf(MIDDLE, {SAN: None}), MIDDLE])
warning("subject-alt-name-not-critical", "subject-empty", "c0", [leaf(MIDDLE, subject=""), MIDDLE])
warning("subject-alt-name-critical", "subject-present", "c0", [leaf(MIDDLE, {SAN: (True, names(HOST))}), MIDDLE], severity="note")
warning("subject-alt-name-malformed", "blank-in-name", "c0", [leaf(MIDDLE, {SAN: (False, names(HOST, "a name"))}), MIDDLE])
below_constraint = constrained(name_constraints([dns("example.com"), tlv(0x87, bytes(8))]))
for title, bad in (
    ("star-in-label-below-a-constraint", dns("w*.example.com")),
    ("address-as-dns-name-below-a-constraint", dns("192.0.2.1")),
    ("address-of-five-octets-below-a-constraint", tlv(0x87, bytes(5))),
    ("tag-of-no-name-below-a-constraint", tlv(0x83, b"x400")),
):
    fault("subject-alt-name-malformed", title, "c0", [leaf(MIDDLE, {SAN: (False, seq(dns(HOST), bad))}), below_constraint])
fault(
    "subject-alt-name-malformed", "tag-of-no-name-before-the-match", "c0",
    [leaf(MIDDLE, {SAN: (False, seq(tlv(0x80, b"x"), dns(HOST)))}), MIDDLE],
)
warning(
    "subject-alt-name-malformed", "tag-of-no-name-after-the-match", "c0",
    [leaf(MIDDLE, {SAN: (False, seq(dns(HOST), tlv(0x80, b"x")))}), MIDDLE],
)
warning(
    "common-name-not-in-subject-alt-name", "other-name", "c0", [leaf(MIDDLE, subject="CN=old.example.com"), MIDDLE],
    severity="note",
)
warning(
    "wildcard-on-public-suffix", "co-uk", "c0",
    [leaf(MIDDLE, {SAN: (False, names("*.co.uk"))}, subject=""), MIDDLE], host="example.co.uk",
)
case(
    "certificate-findings-omitted", "two-dozen-wildcards", [leaf(MIDDLE, {SAN: (False, names(HOST, *["*.co.uk"] * 25))}), MIDDLE],
    mentions=[("wildcard-on-public-suffix", "c0", "warning"), ("certificate-findings-omitted", "c0", "note")],
)

warning("validity-period-too-long", "ten-years", "c0", [leaf(MIDDLE, not_before="2020-01-01T00:00:00", not_after="2029-12-31T23:59:59"), MIDDLE])
case("validity-period-too-long", "825-days", [leaf(MIDDLE, not_before="2025-01-01T00:00:00", not_after="2027-04-05T23:59:59"), MIDDLE])

# --- Key identifiers and the rest of the profile -----------------------------------------------------------------------

warning("authority-key-id-missing", "end-entity", "c0", [leaf(MIDDLE, {AKI: None}), MIDDLE])
warning("subject-key-id-missing", "intermediate", "c1", [LEAF, intermediate(ROOT, changes={SKI: None})])
fault("key-identifier-critical", "subject-key-id-of-the-anchor", "a0", [LEAF, MIDDLE], anchors=root(changes={SKI: (True, octets(ROOT.key.identifier))}))
fifth = intermediate(ROOT, serial=5)
with_serial = (False, seq(tlv(0x80, fifth.key.identifier), tlv(0xA1, tlv(0xA4, name(ROOT.subject))), tlv(0x82, b"\x05")))
warning("authority-key-id-form", "with-issuer-and-serial", "c0", [leaf(fifth, {AKI: with_serial}), fifth], severity="note")
sixth = intermediate(ROOT, serial=6)
warning("authority-key-id-form", "of-another-serial", "c0", [leaf(sixth, {AKI: with_serial}), sixth])
warning(
    "self-key-identifier-mismatch", "root", "a0", [LEAF, MIDDLE],
    anchors=root(changes={AKI: (False, seq(tlv(0x80, Key("nobody").identifier)))}),
)
nameless = intermediate(ROOT, "Nameless", subject="")
case(
    "ca-subject-empty", "intermediate", [leaf(nameless), nameless],
    mentions=[("ca-subject-empty", "c1", "warning"), ("issuer-empty", "c0", "warning")],
)
case(
    "issuer-empty", "end-entity", [leaf(nameless), nameless],
    mentions=[("issuer-empty", "c0", "warning")],
)
warning(
    "name-constraints-without-ca", "end-entity", "c0",
    [leaf(MIDDLE, {NC: (True, name_constraints([dns("example.com")]))}), MIDDLE],
)
warning(
    "name-constraints-not-critical", "intermediate", "c1",
    [LEAF, constrained(name_constraints([dns("example.com")]), critical=False)], severity="note",
)
warning("name-constraints-empty", "intermediate", "c1", [LEAF, constrained(name_constraints())])
warning(
    "policy-constraints-not-critical", "intermediate", "c1",
    [LEAF, intermediate(ROOT, changes={POLICY_CONSTRAINTS: (False, seq(tlv(0x80, b"\x00")))})],
)
# requireExplicitPolicy 0 on the anchor has no effect (RFC 5280 §6.1.1); on the intermediate it binds the end entity.
strict_policy = intermediate(
    ROOT,
    changes={
        POLICIES: (False, seq(seq(oid("2.23.140.1.2.1")))),
        POLICY_CONSTRAINTS: (False, seq(tlv(0x80, b"\x00"))),
    },
)
warning("policy-violated", "end-entity-without-policy", "path:0", [LEAF, strict_policy])
# Critical policies have to be understood, and of qualifiers RFC 5280 §4.2.1.4 knows two; webpki takes no critical policies at all.
def qualified(qualifier, value):
    changes = {POLICIES: (True, seq(seq(oid("2.23.140.1.2.1"), seq(seq(oid(qualifier), value)))))}
    return [leaf(MIDDLE, changes=changes), MIDDLE]


cps = qualified("1.3.6.1.5.5.7.2.1", tlv(0x16, b"http://pki.example.com/cps"))
own_qualifier = qualified("1.3.6.1.4.1.99999.12.1", tlv(0x0C, b"our own"))
fault("critical-extension-unknown", "own-qualifier-in-critical-policies-by-rfc5280", "c0", own_qualifier, rules="rfc5280")
warning("critical-extension-unknown", "cps-in-critical-policies-by-rfc5280", "c0", cps, severity="note", rules="rfc5280")
fault("critical-extension-unknown", "cps-in-critical-policies", "c0", cps)
# Policies that the question asks for (RFC 5280 §6.1.1 (c), (e) to (g)).
POLICIES, MAPPINGS, ANY_POLICY = "2.5.29.32", "2.5.29.33", "2.5.29.32.0"
GOLD, SILVER = "1.3.6.1.4.1.99999.10.1", "1.3.6.1.4.1.99999.10.2"
bearing = lambda *policies: (False, seq(*(seq(oid(policy)) for policy in policies)))
mapping = lambda one, other: (True, seq(seq(oid(one), oid(other))))
gold_middle = intermediate(ROOT, changes={POLICIES: bearing(GOLD)})
gold = [leaf(gold_middle, changes={POLICIES: bearing(GOLD)}), gold_middle]
case("policy-violated", "the-policy-that-is-wanted", gold, policies=[GOLD], require_explicit_policy=True)
case("policy-violated", "another-is-wanted-and-none-is-needed", gold, policies=[SILVER])
fault("policy-violated", "another-is-wanted", "path:0", gold, policies=[SILVER], require_explicit_policy=True)
fault("policy-violated", "one-is-needed-and-there-is-none", "path:0", [LEAF, MIDDLE], require_explicit_policy=True)
any_middle = intermediate(ROOT, changes={POLICIES: bearing(ANY_POLICY)})
by_any = [leaf(any_middle, changes={POLICIES: bearing(GOLD)}), any_middle]
case("policy-violated", "any-policy-of-the-ca", by_any, policies=[GOLD], require_explicit_policy=True)
fault(
    "policy-violated", "any-policy-stands-for-none", "path:0", by_any, require_explicit_policy=True, inhibit_any_policy=True,
)
mapped_middle = intermediate(ROOT, changes={POLICIES: bearing(GOLD), MAPPINGS: mapping(GOLD, SILVER)})
mapped = [leaf(mapped_middle, changes={POLICIES: bearing(SILVER)}), mapped_middle]
mapping_counts = dict(require_explicit_policy=True, rules="rfc5280")
case("policy-violated", "mapped-to-the-one-that-is-wanted", mapped, policies=[GOLD], **mapping_counts)
fault("policy-violated", "mapped-from-another", "path:0", mapped, policies=[SILVER], **mapping_counts)
fault("policy-violated", "mapping-is-inhibited", "path:0", mapped, inhibit_policy_mapping=True, **mapping_counts)
maps_any = intermediate(ROOT, changes={POLICIES: bearing(ANY_POLICY), MAPPINGS: mapping(ANY_POLICY, SILVER)})
case(
    "policy-violated", "any-policy-mapped-by-rfc5280", [leaf(maps_any, changes={POLICIES: bearing(SILVER)}), maps_any],
    rules="rfc5280", errors=[("extension-malformed", "c1"), ("policy-violated", "path:0")],
)
TLS_FEATURE = "1.3.6.1.5.5.7.1.24"
warning(
    "status-must-be-stapled", "end-entity", "c0", [leaf(MIDDLE, {TLS_FEATURE: (False, seq(integer(5)))}), MIDDLE],
    severity="note",
)
warning("anchor-is-not-root", "intermediate-alone", "a0", [LEAF, MIDDLE], anchors=MIDDLE)
alone = leaf(None)
warning("anchor-is-end-entity", "self-signed", "c0", [alone], anchors=alone)
access = seq(seq(oid("1.3.6.1.5.5.7.48.2"), tlv(0x86, b"http://ca.example.com/root.der")))
case(
    "authority-info-access-critical", "end-entity", [leaf(MIDDLE, {AIA: (True, access)}), MIDDLE],
    errors=[("critical-extension-unknown", "c0")], mentions=[("authority-info-access-critical", "c0", "warning")],
)

# --- Known CAs and the anchors as a set --------------------------------------------------------------------------------

proxy = root("FortiGate", subject="C=US, O=Fortinet, CN=FortiGate CA")
case(
    "issuer-is-interception", "fortinet", [leaf(proxy)], anchors="mozilla",
    errors=[("issuer-not-found", "c0-null")], mentions=[("issuer-is-interception", "c0", "note")],
)
# It bears the name alone: what is known of a CA goes by its name, and is told as such.
dst = root("DST Root", subject="O=Digital Signature Trust Co., CN=DST Root CA X3")
case(
    "root-history", "dst-root-x3", [leaf(dst)], anchors="mozilla",
    errors=[("issuer-not-found", "c0-null")], mentions=[("root-history", "c0", "note")],
)
# A decision about what is issued after a day, and one about everything.
entrust = root("Entrust G2", subject="C=US, CN=Entrust Root Certification Authority - G2")
warning("anchor-distrusted", "issued-after-the-day", "a0", [leaf(entrust)], anchors=entrust)
trustcor = root("TrustCor", subject="O=TrustCor Systems S. de R.L., CN=TrustCor RootCert CA-1")
warning("anchor-distrusted", "altogether", "a0", [leaf(trustcor)], anchors=trustcor)
server = leaf(OTHER_ROOT, key=Key("other server"), subject="CN=internal.example.com")
warning("anchor-is-not-ca", "end-entity-among-anchors", "anchors", [LEAF, MIDDLE], anchors=[ROOT, server])
expired_root = root("Expired Root", not_after="2025-01-01T00:00:00")
warning("anchors-expired", "beside-a-good-one", "anchors", [LEAF, MIDDLE], anchors=[ROOT, expired_root], severity="note")
warning("anchors-duplicated", "appended-twice", "anchors", [LEAF, MIDDLE], anchors=[ROOT, expired_root, ROOT], severity="note")
warning(
    "anchors-share-name", "old-and-new-key", "anchors", [LEAF, MIDDLE], severity="note",
    anchors=[root(key=Key("re-keyed root")), ROOT],
)
warning("anchors-lack-public-roots", "own-root-alone", "anchors", [LEAF, MIDDLE], severity="note")

# --- The chain as it was sent --------------------------------------------------------------------------------------------

tiers = [intermediate(ROOT, "Example Upper")]
tiers.insert(0, intermediate(tiers[0], "Example Lower"))
deep_leaf = leaf(tiers[0])
# The first that stands elsewhere than it belongs, seen from the end entity up.
warning("chain-out-of-order", "intermediates-swapped", "c2", [deep_leaf, tiers[1], tiers[0]])
case("chain-out-of-order", "in-order", [deep_leaf, *tiers])
fault("end-entity-not-first", "reversed", "c1", [MIDDLE, LEAF])
# A CA's certificate with a server's names stands first, and its issuer of version 1 says nothing of being a CA.
case(
    "end-entity-not-first", "first-is-a-ca-and-its-issuer-says-nothing",
    [leaf(MIDDLE, {BC: (True, basic_constraints(True))}), intermediate(ROOT, version=1)],
    errors=[("version-not-v3", "c1"), ("end-entity-is-ca", "c0")],
)
case("end-entity-not-first", "in-order", [LEAF, MIDDLE])
fault(
    "certificate-malformed", "end-entity-before-its-issuer", "chain:1",
    pem(LEAF.der.replace(moment("2026-05-01T00:00:00"), tlv(0x17, b"261301000000Z"))) + MIDDLE.pem,
)
warning("certificate-unused", "unrelated-intermediate", "c2", [LEAF, MIDDLE, intermediate(ROOT, "Unrelated")], severity="note")
warning("root-included", "anchor-sent", "c2", [LEAF, MIDDLE, ROOT], severity="note")
warning("certificate-duplicated", "end-entity-twice", "c0", [LEAF, LEAF, MIDDLE], severity="note")
deep, links = ROOT, []
for depth in range(8):
    deep = intermediate(deep, f"Example Tier {depth}")
    links.insert(0, deep)
fault("path-too-complex", "eight-intermediates", "path:0", [leaf(deep), *links])

# --- Trust settings ----------------------------------------------------------------------------------------------------


def marked(issued, trusted=(), rejected=()):
    """In OpenSSL's own form, with what it is to be trusted for (X509_CERT_AUX)."""
    settings = seq(
        purposes(*trusted) if trusted else b"", tlv(0xA0, *(oid(one) for one in rejected)) if rejected else b"",
    )
    return pem(issued.der + settings, "TRUSTED CERTIFICATE")


EMAIL = "1.3.6.1.5.5.7.3.4"
OF_OPENSSL = ["openssl-3", "curl", "python-ssl-3.12", "python-ssl-3.13", "python-requests-3.12", "node-20", "node-24"]
NOT_OF_OPENSSL = ["go", "java-17", "rustls", "uv", "gnutls", "wget", "git-gnutls", "pyca-cryptography"]
fault(
    "anchor-rejected", "for-servers", "a0", [LEAF, MIDDLE], anchors=marked(ROOT, rejected=[SERVER_AUTH]),
    refused_by=OF_OPENSSL + NOT_OF_OPENSSL, says=[("The trust store rejects a certificate", "信任库拒绝了这条链上的一张证书")],
)
fault("anchor-rejected", "for-all", "a0", [LEAF, MIDDLE], anchors=marked(ROOT, rejected=[ANY_PURPOSE]), refused_by=OF_OPENSSL)
fault("anchor-rejected", "trusted-for-mail-alone", "a0", [LEAF, MIDDLE], anchors=marked(ROOT, trusted=[EMAIL]), refused_by=OF_OPENSSL)
fault(
    "anchor-rejected", "an-intermediate", "a1", [LEAF, MIDDLE], anchors=ROOT.pem + marked(MIDDLE, rejected=[SERVER_AUTH]),
    refused_by=OF_OPENSSL, accepted_by=["go", "rustls", "gnutls"],
)
case(
    "anchor-rejected", "for-mail", [LEAF, MIDDLE], anchors=marked(ROOT, rejected=[EMAIL]),
    accepted_by=OF_OPENSSL, refused_by=NOT_OF_OPENSSL,
)
case("anchor-rejected", "trusted-for-servers", [LEAF, MIDDLE], anchors=marked(ROOT, trusted=[SERVER_AUTH]), accepted_by=OF_OPENSSL)
case(
    "anchor-rejected", "an-intermediate-trusted-for-servers", [LEAF, MIDDLE], anchors=marked(MIDDLE, trusted=[SERVER_AUTH]),
    accepted_by=OF_OPENSSL,
)
case("anchor-rejected", "a-name-alone", [LEAF, MIDDLE], anchors=marked(ROOT), accepted_by=OF_OPENSSL)
case("anchor-rejected", "sent-with-a-rejection", marked(LEAF, rejected=[SERVER_AUTH]) + MIDDLE.pem)

# --- What logs promised ----------------------------------------------------------------------------------------------------

SCTS = "1.3.6.1.4.1.11129.2.4.2"


class Log:
    def __init__(self, label, operator, state="usable", since="2025-01-01T00:00:00Z", tiled=False):
        self.label, self.operator, self.key = label, operator, Key(f"log {label}")
        self.state, self.since, self.tiled = state, since, tiled

    def promise(self, entry, at="2026-04-30T12:00:00"):
        """A SignedCertificateTimestamp (RFC 6962 §3.2); `entry` is what was handed in."""
        when = int(datetime.fromisoformat(at + "+00:00").timestamp() * 1000).to_bytes(8, "big")
        signature = self.key.sign(b"\0\0" + when + entry + b"\0\0")
        return (
            b"\0" + hashlib.sha256(self.key.spki).digest() + when + b"\0\0"
            + b"\4\3" + len(signature).to_bytes(2, "big") + signature
        )

    def listed(self):
        return {
            "description": f"{self.label} log", "key": b64encode(self.key.spki).decode(), "url": "https://log.example/",
            "state": {self.state: {"timestamp": self.since}},
        }


def log_list(*logs, published="2026-05-30T00:00:00Z"):
    """As Google and Apple publish theirs (log_list v3)."""
    operators = sorted({log.operator for log in logs})
    of = lambda operator, tiled: [log.listed() for log in logs if log.operator == operator and log.tiled == tiled]
    return json.dumps({
        "version": "1.0", "log_list_timestamp": published,
        "operators": [{"name": one, "logs": of(one, False), "tiled_logs": of(one, True)} for one in operators],
    }, indent=1) + "\n"


def counted(size, octets_):
    return len(octets_).to_bytes(size, "big") + octets_


def sct_list(*promises):
    return counted(2, b"".join(counted(2, promise) for promise in promises))


def body_of(der):
    """The TBSCertificate."""
    start = 2 + (der[1] & 0x7F if der[1] & 0x80 else 0)
    header = 2 + (der[start + 1] & 0x7F if der[start + 1] & 0x80 else 0)
    size = int.from_bytes(der[start + 2 : start + header], "big") if header > 2 else der[start + 1]
    return der[start : start + header + size]


def logged(*promised, issuer=MIDDLE, wrong=(), **others):
    """An end entity with what these logs promised of it, each a log or (log, moment); those in `wrong` signed something else."""
    before = body_of(leaf(issuer, **others).der)
    entry = lambda body: b"\0\1" + hashlib.sha256(issuer.key.spki).digest() + counted(3, body)
    promises = []
    for one in promised:
        log, at = one if isinstance(one, tuple) else (one, "2026-04-30T12:00:00")
        promises.append(log.promise(entry(before + b"\0" if log in wrong else before), at))
    return leaf(issuer, {SCTS: (False, octets(sct_list(*promises)))}, **others)


FIRST, SECOND, THIRD = Log("First", "One"), Log("Second", "Two", "readonly"), Log("Third", "One", "qualified")
RETIRED, REJECTED = Log("Retired", "Three", "retired", "2026-05-10T00:00:00Z"), Log("Rejected", "Four", "rejected")
TILES, OTHER_TILES = Log("Tiles", "Five", tiled=True), Log("Other tiles", "Six", tiled=True)
LOGS = log_list(FIRST, SECOND, THIRD, RETIRED, REJECTED, TILES, OTHER_TILES)
policy_note = ("ct-policy-not-met", "c0", "note")
case("sct-invalid", "two-logs-that-signed", [logged(FIRST, SECOND), MIDDLE], logs=LOGS)
case(
    "sct-invalid", "of-another-certificate", [logged(FIRST, SECOND, wrong=[SECOND]), MIDDLE], logs=LOGS,
    mentions=[("sct-invalid", "c0", "warning"), policy_note],
    says=[("the log did not sign this certificate", "该日志签名的不是这张证书")],
)
case(
    "sct-invalid", "of-another-issuer", [logged(FIRST, SECOND, issuer=intermediate(ROOT, key=Key("elsewhere")), issuer_key=MIDDLE.key), MIDDLE],
    logs=LOGS, mentions=[("sct-invalid", "c0", "warning"), policy_note],
)
case(
    "sct-invalid", "of-a-moment-to-come", [logged(FIRST, (SECOND, "2026-06-02T00:00:00")), MIDDLE], logs=LOGS,
    mentions=[("sct-invalid", "c0", "warning"), policy_note],
)
case("sct-invalid", "of-a-log-retired-since", [logged(FIRST, RETIRED), MIDDLE], logs=LOGS)
case(
    "sct-invalid", "of-a-log-retired-before", [logged(FIRST, (RETIRED, "2026-05-10T00:00:00")), MIDDLE], logs=LOGS,
    mentions=[("sct-invalid", "c0", "warning"), policy_note],
)
case("sct-invalid", "without-a-list", [logged(FIRST, SECOND, wrong=[SECOND]), MIDDLE])
case("ct-policy-not-met", "none", [LEAF, MIDDLE], logs=LOGS, mentions=[policy_note], says=[("0 count, 2 are wanted", "计入 0 份，需要 2 份")])
case("ct-policy-not-met", "private-ca-without-a-list", [LEAF, MIDDLE])
case("ct-policy-not-met", "logs-that-the-list-does-not-have", [logged(Log("Stranger", "One"), SECOND), MIDDLE], logs=LOGS, mentions=[policy_note])
case("ct-policy-not-met", "one-operator", [logged(FIRST, THIRD), MIDDLE], logs=LOGS, mentions=[policy_note])
case("ct-policy-not-met", "none-current", [logged(RETIRED, Log("Retired too", "Two", "retired")), MIDDLE],
     logs=log_list(RETIRED, Log("Retired too", "Two", "retired", "2026-05-20T00:00:00Z")), mentions=[policy_note])
case("ct-policy-not-met", "tiles-alone", [logged(TILES, OTHER_TILES), MIDDLE], logs=LOGS, mentions=[policy_note])
case("ct-policy-not-met", "tiles-and-another", [logged(TILES, SECOND), MIDDLE], logs=LOGS)
eight_months = {"not_before": "2026-01-01T00:00:00", "not_after": "2026-09-01T00:00:00"}
case("ct-policy-not-met", "two-where-three-are-wanted", [logged(FIRST, SECOND, **eight_months), MIDDLE], logs=LOGS, mentions=[policy_note])
case("ct-policy-not-met", "three", [logged(FIRST, SECOND, THIRD, **eight_months), MIDDLE], logs=LOGS)
whole = b"\0\0" + counted(3, LEAF.der)
case("ct-policy-not-met", "in-the-handshake", [LEAF, MIDDLE], logs=LOGS, scts=sct_list(FIRST.promise(whole), SECOND.promise(whole)))
case(
    "ct-policy-not-met", "one-in-the-handshake", [LEAF, MIDDLE], logs=LOGS, scts=sct_list(FIRST.promise(whole)), mentions=[policy_note],
)
case("ct-policy-not-met", "an-old-list-says-nothing", [logged(FIRST, THIRD), MIDDLE], logs=log_list(FIRST, THIRD, published="2026-01-01T00:00:00Z"))
warning("field-unreadable", "logs-that-are-none", "request:ctLogs", [LEAF, MIDDLE], logs='{"operators": []}\n')

# --- The question --------------------------------------------------------------------------------------------------------

fault("server-name-invalid", "blank-inside", "request:serverName", [LEAF, MIDDLE], host="not a host", verdict="unanswerable")
fault("server-name-invalid", "empty", "request:serverName", [LEAF, MIDDLE], host="", verdict="unanswerable")
warning(
    "server-name-understood", "address-with-port", "request:serverName", [LEAF, MIDDLE], severity="note",
    host=f"https://{HOST}:8443/login",
)
case("server-name-understood", "name-alone", [LEAF, MIDDLE])
fault(
    "question-field-unknown", "servername", "request:question", [LEAF, MIDDLE], unknown=["servername"],
    verdict="unanswerable",
)
# What is known and was not sent never counts as sent.
fault("issuer-not-found", "intermediate-known-and-not-sent", "c0-null", [LEAF], intermediates=MIDDLE.pem)
case("field-unreadable", "intermediates", [LEAF, MIDDLE], intermediates=MIDDLE.pem)
warning("field-unreadable", "intermediates-without-a-certificate", "request:intermediates", [LEAF, MIDDLE], intermediates="none at hand\n")
case("question-field-unknown", "none", [LEAF, MIDDLE])
warning("time-in-milliseconds", "of-a-clock", "request:at", [LEAF, MIDDLE], severity="note", at=1780315200000.0)
case("time-in-milliseconds", "in-seconds", [LEAF, MIDDLE], at=1780315200.0)
fault(
    "several-end-entities", "old-and-new", "chain:1", [LEAF, MIDDLE],
    second=[leaf(MIDDLE, serial=0x7777, not_after="2026-05-20T00:00:00"), MIDDLE], verdict="unanswerable",
)
# The issuer beside it, or the same file again, is no other server.
case("several-end-entities", "issuer-apart", [LEAF], second=[MIDDLE])
fault(
    "anchors-not-read", "java-key-store", "anchors", [LEAF, MIDDLE], anchors=bytes.fromhex("feedfeed00000002") + bytes(60),
    verdict="unanswerable",
)
fault(
    "anchors-not-read", "web-page", "anchors:1", [LEAF, MIDDLE],
    anchors="<!DOCTYPE html><html><body>Sign in</body></html>\n", verdict="unanswerable",
)
case("anchors-not-read", "read", [LEAF, MIDDLE])
fault("time-invalid", "in-words", "request:at", [LEAF, MIDDLE], at="yesterday", verdict="unanswerable")
fault("purpose-unknown", "ipsec", "request:purpose", [LEAF, MIDDLE], purpose="ipsecIKE", verdict="unanswerable")
fault("rules-unknown", "rfc-3280", "request:rules", [LEAF, MIDDLE], rules="rfc3280", verdict="unanswerable")
warning("language-unknown", "klingon", "request:language", [LEAF, MIDDLE], severity="note", language="tlh")
warning("server-name-missing", "none-given", "request:serverName", [LEAF, MIDDLE], severity="note", host=None)
warning(
    "advice-unsafe", "verify-false", "request:errorText", [LEAF, MIDDLE],
    error_text="Just call requests.get(url, verify=False) and it works.",
)
warning(
    "error-not-about-certificates", "connection-refused", "request:errorText", [LEAF, MIDDLE], severity="note",
    error_text="curl: (7) Failed to connect to www.example.com port 443: Connection refused",
)
warning(
    "error-not-recognised", "words-of-nobody", "request:errorText", [LEAF, MIDDLE], severity="note",
    error_text="FATAL 0x17: the frobnicator did not like the peer",
)
case(
    "error-not-recognised", "words-of-openssl", [LEAF, MIDDLE],
    error_text="curl: (60) SSL certificate problem: unable to get local issuer certificate",
)

# --- What is known of certificates, and causes told as what they are --------------------------------------------------

# The classic of databases: the same answers typed in for the CA and for the server.
twin = root("Twin", subject=f"CN={HOST}", changes={SKI: None})
of_twin = leaf(twin, {AKI: None, SKI: None})
case("end-entity-named-like-its-ca", "no-identifiers", [of_twin], anchors=twin, mentions=[("end-entity-named-like-its-ca", "c0", "warning")])
twin_with_identifier = root("Twin", subject=f"CN={HOST}")
case("end-entity-named-like-its-ca", "told-apart-by-identifiers", [leaf(twin_with_identifier)], anchors=twin_with_identifier)
placeholder = leaf(None, {AKI: None}, subject="CN=TRAEFIK DEFAULT CERT")
case(
    "certificate-not-for-every-client", "placeholder", [placeholder], anchors="mozilla",
    errors=[("end-entity-self-signed", "c0")], mentions=[("certificate-not-for-every-client", "c0", "note")],
)
origin = root("Origin", subject="C=US, O=CloudFlare, OU=CloudFlare Origin SSL Certificate Authority")
case(
    "certificate-not-for-every-client", "origin-only", [leaf(origin)], anchors="mozilla",
    errors=[("issuer-not-found", "c0-null")], mentions=[("certificate-not-for-every-client", "c0", "note")],
)
spiffe = leaf(MIDDLE, {SAN: (True, seq(tlv(0x86, b"spiffe://cluster.local/ns/default/sa/web")))}, subject="")
case(
    "certificate-not-for-every-client", "mesh", [spiffe, MIDDLE],
    errors=[("subject-alt-name-missing", "c0")], mentions=[("certificate-not-for-every-client", "c0", "note")],
)
case("certificate-not-for-every-client", "self-signed-by-nobody-known", [leaf(None, {AKI: None})], anchors="mozilla", errors=[("end-entity-self-signed", "c0")])
case(
    "key-identifier-mismatch", "same-key-under-another-identifier",
    [leaf(ROOT, {AKI: (False, seq(tlv(0x80, bytes(range(20)))))})],
    mentions=[("key-identifier-mismatch", "c0-a0", "warning")],
)
# Root and intermediate are both trusted: nothing is wrong, whoever looks for a root finds it.
case("anchor-is-not-root", "root-beside-it", [LEAF, MIDDLE], anchors=MIDDLE.pem + ROOT.pem)
young = intermediate(root("YE", subject="C=US, O=ISRG, CN=Root YE"), subject="C=US, O=Let's Encrypt, CN=YE1")
case("issuer-not-found", "cross-certificate-left-out", [leaf(young), young], anchors="mozilla", errors=[("issuer-not-found", "c1-null")], mentions=[("root-history", "c1", "note")], never=[("move to a CA that is trusted today", "改用目前受信任的 CA")])
case("subject-alt-name-missing", "whatever-the-host-is", [leaf(MIDDLE, {SAN: None}), MIDDLE], host=None, mentions=[("subject-alt-name-missing", "c0", "warning")])
# A server refuses the certificate of a client.
case(
    "extended-key-usage-mismatch", "of-a-client-in-a-server-log", [LEAF, MIDDLE], host=None,
    error_text="[ssl:error] AH02276: Certificate Verification: Error (26): unsuitable certificate purpose [subject: CN=www.example.com]",
    errors=[("extended-key-usage-mismatch", "c0")],
)

# --- The three sets of rules ----------------------------------------------------------------------------------------------

case("rules", "serial-zero-by-rfc5280", [leaf(MIDDLE, serial=0), MIDDLE], rules="rfc5280", errors=[("serial-number-invalid", "c0")])
case("rules", "no-purposes-by-rfc5280", without_purposes, rules="rfc5280")
case("rules", "no-purposes-by-cabf", [leaf(TLS_MIDDLE, {EKU: None}), TLS_MIDDLE], rules="cabf", errors=[("extended-key-usage-missing", "c0")])
case(
    "rules", "constraints-not-critical-by-rfc5280",
    [LEAF, constrained(name_constraints([dns("example.com")]), critical=False)], rules="rfc5280",
    errors=[("name-constraints-not-critical", "c1")],
)
case(
    "rules", "constraints-not-critical-by-cabf",
    [public(MIDDLE), intermediate(ROOT, changes={NC: (False, name_constraints([dns("example.com")])), EKU: (False, purposes(SERVER_AUTH))})],
    rules="cabf",
)
case("rules", "mail-constraint-that-fits-by-rfc5280", [mailbox, constrained(name_constraints([tlv(0x81, b"example.com")]))], rules="rfc5280")

# --- What was pasted --------------------------------------------------------------------------------------------------------

END = "-----END CERTIFICATE-----\n"
lines_of_leaf = LEAF.pem.count("\n")
unreadable = {"verdict": "unreadable", "anchors": ROOT}


def stranger_pasted(code, title, text, place="chain:1", **others):
    fault(code, title, place, text, **{**unreadable, **others})


stranger_pasted("pem-truncated", "end-line-lost", "\n".join(LEAF.pem.split("\n")[:6]) + "\n")
# What breaks off may be the issuer that is missing, and is the one fault; where its subject is read and is another's, there are two.
cut = lambda issued, lines: "\n".join(issued.pem.split("\n")[:lines]) + "\n"
LEFT_OUT = [("the server leaves out", "服务器少发了"), ("Send the intermediate", "发送中间证书")]
for title, lines in (("the-issuer", 9), ("perhaps-the-issuer", 3)):
    case(
        "pem-truncated", title, LEAF.pem + cut(MIDDLE, lines), errors=[("pem-truncated", f"chain:{lines_of_leaf + 1}")],
        mentions=[("issuer-not-found", "c0-null", "note")], never=LEFT_OUT,
        says=[("unless it is the one that could not be read", "除非就是那张读不出来的证书")],
    )
case(
    "pem-truncated", "another-than-the-issuer", LEAF.pem + cut(ROOT, 7),
    errors=[("pem-truncated", f"chain:{lines_of_leaf + 1}"), ("issuer-not-found", "c0-null")],
)
case(
    "pem-elided", "in-the-issuer", LEAF.pem + cut(MIDDLE, 3) + "...\n" + END, errors=[("pem-elided", f"chain:{lines_of_leaf + 4}")],
    mentions=[("issuer-not-found", "c0-null", "note")], never=LEFT_OUT,
)
body = LEAF.pem.split("\n")
spoiled = "\n".join([*body[:3], "?" + body[3][1:], *body[4:]])
stranger_pasted("pem-base64-invalid", "question-mark", spoiled, place="chain:4")
warning("pem-label-mismatch", "end-of-a-key", "chain:1", LEAF.pem.replace("END CERTIFICATE", "END X509 CRL") + MIDDLE.pem)
warning("pem-label-unexpected", "dh-parameters", "chain:1", LEAF.pem.replace("CERTIFICATE", "DH PARAMETERS") + MIDDLE.pem)
warning("pem-dashes-mangled", "four-dashes", "chain:1", HEALTHY.replace("-----BEGIN", "----BEGIN", 1))
warning("pem-dashes-mangled", "em-dashes", "chain:1", HEALTHY.replace("-----BEGIN CERTIFICATE-----", "——BEGIN CERTIFICATE——", 1))
warning("pem-blocks-joined", "line-break-lost", f"chain:{lines_of_leaf}", LEAF.pem.rstrip("\n") + MIDDLE.pem)
quoted = "\n".join(["> " + line for line in LEAF.pem.split("\n")[:-1]]) + "\n"
warning("pem-stray-characters", "byte-order-mark-inside", "chain:1", HEALTHY.replace("\n", "\n\u200b", 3))
stranger_pasted("pem-elided", "dots", "\n".join([body[0], body[1], "...", body[-3], body[-2]]) + "\n", place="chain:3")
warning("pem-begin-missing", "of-the-end-entity", "chain:1", "\n".join(body[1:]) + MIDDLE.pem)
unpadded = None
for number in range(1, 200):
    candidate = leaf(MIDDLE, serial=number << 64 if number % 2 else number << 70)
    if "=" in candidate.pem:
        unpadded = candidate
        break
warning("pem-padding-missing", "end-entity", "chain:1", unpadded.pem.replace("=", "") + MIDDLE.pem)
warning("pem-blank-lines", "between-all-lines", "chain:1", LEAF.pem.replace("\n", "\n\n") + MIDDLE.pem)
indented = "".join("    " + line + "\n" for line in HEALTHY.split("\n")[:-1])
warning("pem-indented", "quoted-in-a-note", "chain:2", "as it came from the server\n" + indented, severity="note")
# In YAML and JSON it is written so.
case("pem-indented", "yaml-block", "chain: |\n" + indented)
warning("pem-escaped", "environment-variable", "chain:1", HEALTHY.replace("\n", "\\n") + "\n", severity="note")
case("pem-escaped", "json-string", json.dumps({"chain": HEALTHY}) + "\n")
one_line = HEALTHY.replace("\n", " ").strip() + "\n"
warning("pem-on-one-line", "spaces-for-breaks", "chain:1", one_line, severity="note")
bare = "\n".join(body[1:-2]) + "\n"
warning("pem-armour-missing", "base64-alone", "chain:1", bare, severity="note", anchors=MIDDLE)
warning("input-is-base64-of-pem", "kubernetes-secret", "chain:1", b64encode(HEALTHY.encode()).decode() + "\n", severity="note")
warning("pem-trusted-certificate", "openssl-trusted", "chain:1", HEALTHY.replace("CERTIFICATE", "TRUSTED CERTIFICATE"), severity="note")
# A root that was sent with the mark of one who distrusts it is nobody's to trust; a mark about mail says nothing of servers.
ADD_IT = ("add it to the client's trust anchors", "再把它加入客户端的信任锚")
DISTRUSTED = ("it is not to be trusted for serverAuth", "设置标明不得信任它用于 serverAuth")
for title, purpose, words in (
    ("root-that-was-distrusted", SERVER_AUTH, {"says": [DISTRUSTED], "never": [ADD_IT]}),
    ("root-that-is-not-for-mail", EMAIL, {"never": [DISTRUSTED], "says": [ADD_IT]}),
):
    case(
        "pem-trusted-certificate", title, HEALTHY + marked(ROOT, rejected=[purpose]), anchors=root("Another Root"),
        errors=[("root-not-trusted", "c2")], mentions=[("pem-trusted-certificate", f"chain:{HEALTHY.count(chr(10)) + 1}", "note")], **words,
    )
stranger_pasted("certificate-malformed", "sequence-of-nothing", pem(seq(seq(), seq(), bits(b""))))
case(
    "certificate-malformed", "beside-a-good-chain", HEALTHY + pem(seq(seq(), seq(), bits(b""))),
    mentions=[("certificate-malformed", f"chain:{HEALTHY.count(chr(10)) + 1}", "warning")],
)
# The serial number is 010203 in an OCTET STRING: what belongs there, what stands there, and where.
case(
    "certificate-malformed", "serial-number-is-an-octet-string", pem(leaf(MIDDLE, serial=b"\x04\x03\x01\x02\x03").der) + MIDDLE.pem,
    errors=[("certificate-malformed", "chain:1")],
    says=[
        ("serialNumber, byte 13: another type than belongs here; OCTET STRING (5 bytes) stands there",
         "serialNumber（序列号），第 13 字节：类型与此处应有的不符，此处是 OCTET STRING（5 字节）"),
    ],
)
# Sent like that, webpki, OpenSSL ("too long") and Go all refuse it.
case(
    "certificate-trailing-data", "two-octets", pem(LEAF.der + b"\x05\x00") + MIDDLE.pem,
    errors=[("encoding-not-der", "c0")], mentions=[("certificate-trailing-data", "chain:1", "warning")],
)
warning("certificate-trailing-data", "two-octets-behind-an-anchor", "anchors:1", [LEAF, MIDDLE], anchors=pem(ROOT.der + b"\x05\x00"))
case("input-empty", "nothing", "", errors=[("input-empty", "chain")], **unreadable)
stranger_pasted("input-no-certificate", "prose", "Could you please look into why our shop is down today?\n", place="chain")
warning("input-no-crl", "prose-as-crl", "crls", [LEAF, MIDDLE], crls="we have none, sorry about that\n")
key_pem = Key("leaf").private
private = key_pem.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode()
public = key_pem.public_key().public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()
warning("private-key-pasted", "haproxy-bundle", f"chain:{HEALTHY.count(chr(10)) + 1}", HEALTHY + private)
case(
    "private-key-pasted", "alone", private, **unreadable,
    errors=[("input-no-certificate", "chain")], mentions=[("private-key-pasted", "chain:1", "warning")],
)
# What `openssl s_client` prints without -showcerts: it names both certificates, and only the first is there as PEM.
s_client = lambda certificates: "\n".join([
    "CONNECTED(00000003)", "---", "Certificate chain",
    " 0 s:CN = www.example.com", "   i:O = Example, CN = Example Intermediate",
    " 1 s:O = Example, CN = Example Intermediate", "   i:O = Example, CN = Example Root",
    "---", "Server certificate", certificates + "subject=CN = www.example.com", "---", "",
])
case(
    "sent-certificate-not-pasted", "s-client-without-showcerts", s_client(LEAF.pem), verdict="unanswerable",
    mentions=[("sent-certificate-not-pasted", "chain:4", "warning")],
)
case("sent-certificate-not-pasted", "s-client-with-showcerts", s_client(LEAF.pem + MIDDLE.pem))
# What can be judged is judged.
expired_leaf = leaf(MIDDLE, not_before="2026-01-01T00:00:00", not_after="2026-03-01T00:00:00")
case(
    "sent-certificate-not-pasted", "and-expired", s_client(expired_leaf.pem), errors=[("certificate-expired", "c0")],
    mentions=[("sent-certificate-not-pasted", "chain:4", "warning")],
)
# The anchors hold what was not pasted: nothing hangs on it.
case(
    "sent-certificate-not-pasted", "anchor-of-that-name", s_client(LEAF.pem), anchors=MIDDLE,
    mentions=[("sent-certificate-not-pasted", "chain:4", "warning")],
)
case(
    "end-entity-not-pasted", "chain-pem-of-certbot", [MIDDLE], verdict="unanswerable",
    errors=[("end-entity-not-pasted", "chain:1")],
)
case(
    "end-entity-not-pasted", "trust-store", [ROOT, OTHER_ROOT], verdict="unanswerable",
    errors=[("end-entity-not-pasted", "chain:1")],
)
# A CA that is set up as a server is: it may not sign certificates at all, or may serve and signs no lists.
WITH_MAIL = {SAN: (False, seq(tlv(0x81, b"a@example.com"))), BC: (True, basic_constraints(True))}
for title, usage in (("mail-address-alone", [DIGITAL_SIGNATURE, KEY_CERT_SIGN]), ("signs-no-certificates", [DIGITAL_SIGNATURE, KEY_ENCIPHERMENT])):
    case(
        "end-entity-is-ca", title, [leaf(MIDDLE, {**WITH_MAIL, KU: (True, named_bits(*usage))}, subject="CN=A server"), MIDDLE],
        errors=[("end-entity-is-ca", "c0"), ("subject-alt-name-missing", "c0")],
    )
case(
    "end-entity-not-pasted", "intermediate-for-servers",
    [intermediate(ROOT, changes={KU: (True, named_bits(DIGITAL_SIGNATURE, KEY_CERT_SIGN, CRL_SIGN)), EKU: (False, purposes(SERVER_AUTH))})],
    verdict="unanswerable", errors=[("end-entity-not-pasted", "chain:1")],
)
case("rules", "ca-to-be-validated-by-rfc5280", [MIDDLE], rules="rfc5280", host=None)
case(
    "end-entity-not-pasted", "intermediate-for-any-purpose", [MIDDLE], purpose="any", host=None,
    errors=[("end-entity-is-ca", "c0")],
)
# A Secret: what the key says, not where it stands, tells what is sent.
secret = "\n".join([
    "apiVersion: v1", "kind: Secret", "data:", *(f"  {key}: {b64encode(value.encode()).decode()}" for key, value in [
        ("ca.crt", ROOT.pem), ("tls.crt", HEALTHY), ("tls.key", "not a key"),
    ]), "",
])
warning("certificate-not-sent", "kubernetes-secret", "chain:4", secret, severity="note")
case("certificate-not-sent", "kubernetes-secret-as-paste", None, paste=secret, anchors="paste")
case("certificate-not-sent", "only-what-is-sent", secret.replace("ca.crt", "other.txt").replace(b64encode(ROOT.pem.encode()).decode(), "bm8="))
# Vault gives the certificates above along: the one below the root is sent, the root is not.
vault = json.dumps({"data": {
    "ca_chain": [MIDDLE.pem, ROOT.pem], "certificate": LEAF.pem, "issuing_ca": MIDDLE.pem,
}}, indent=1) + "\n"
warning("certificate-not-sent", "vault", "chain:5", vault, severity="note")
user = leaf(ROOT, subject="O=system:masters, CN=admin", key=Key("user"), changes={
    SAN: None, EKU: (False, purposes(CLIENT_AUTH)),
})
kubeconfig = "\n".join([
    "clusters:", "- cluster:", "    certificate-authority-data: " + b64encode(ROOT.pem.encode()).decode(),
    "    server: https://cp.example.com:6443", "users:", "- name: admin", "  user:",
    "    client-certificate-data: " + b64encode(user.pem.encode()).decode(), "",
])
warning("client-certificate-given", "kubeconfig", "chain:8", kubeconfig, severity="note", host=None)
element = lambda content: f'<KeyDescriptor use="signing"><ds:X509Certificate>{content}</ds:X509Certificate></KeyDescriptor>\n'
in_base64 = lambda one: b64encode(one.der).decode()
case(
    "certificate-of-another-use", "saml-metadata", element(in_base64(LEAF)), verdict="unanswerable",
    mentions=[("certificate-of-another-use", "chain:1", "warning")],
)
case(
    "certificate-of-another-use", "json-web-keys", json.dumps({"keys": [{"kty": "EC", "x5c": [in_base64(LEAF), in_base64(MIDDLE)]}]}),
    verdict="unanswerable", mentions=[("certificate-of-another-use", "chain:1", "warning")],
)
case(
    "element-content-invalid", "two-certificates", element(in_base64(LEAF) + "\n" + in_base64(MIDDLE)), verdict="unanswerable",
    errors=[("element-content-invalid", "chain:2")],
)
case(
    "element-content-invalid", "subject-before", element("subject=/C=DE" + in_base64(LEAF)), verdict="unanswerable",
    errors=[("element-content-invalid", "chain:1")],
)
case(
    "element-content-invalid", "an-element-each", element(in_base64(LEAF)) + element(in_base64(MIDDLE)), verdict="unanswerable",
)
java_text = lambda text: len(text).to_bytes(2, "big") + text.encode()
java_octets = lambda octets: len(octets).to_bytes(4, "big") + octets
jks = lambda *entries: b"\xfe\xed\xfe\xed" + (2).to_bytes(4, "big") + len(entries).to_bytes(4, "big") + b"".join(entries) + b"\0" * 20
trusted_entry = lambda alias, one: (2).to_bytes(4, "big") + java_text(alias) + b"\0" * 8 + java_text("X.509") + java_octets(one.der)
key_entry = lambda alias, *chain: (
    (1).to_bytes(4, "big") + java_text(alias) + b"\0" * 8 + java_octets(b"sealed")
    + len(chain).to_bytes(4, "big") + b"".join(java_text("X.509") + java_octets(one.der) for one in chain)
)
warning("key-store-read", "java-key-entry", "chain", jks(key_entry("server", LEAF, MIDDLE)), severity="note")
# The key entry's chain is sent, the trusted entry is trusted.
warning(
    "key-store-read", "java-both-entries", "paste", None, paste=jks(trusted_entry("ca", ROOT), key_entry("server", LEAF, MIDDLE)),
    anchors="paste", severity="note",
)
warning("key-store-read", "java-trust-store-as-anchors", "anchors", [LEAF, MIDDLE], anchors=jks(trusted_entry("ca", ROOT)), severity="note")
request_body = seq(integer(0), name(f"CN={HOST}"), Key("leaf").spki, tlv(0xA0))
csr = pem(signed(request_body, Key("leaf")), "CERTIFICATE REQUEST")
stranger_pasted("input-is-csr", "request", csr)
stranger_pasted("input-is-public-key", "spki", public)
stranger_pasted("input-is-crl", "as-chain", revoking)
warning("input-is-certificate", "as-crl", "crls:1", [LEAF, MIDDLE], crls=ROOT.pem)
stranger_pasted("input-is-html", "error-page", "<!DOCTYPE html>\n<html><body><h1>502 Bad Gateway</h1></body></html>\n")
warning("input-is-utf16", "windows-notepad", "chain", b"\xff\xfe" + HEALTHY.encode("utf-16-le"))
pkcs12 = seq(integer(3), seq(oid("1.2.840.113549.1.7.1"), tlv(0xA0, octets(seq()))))
stranger_pasted("input-is-pkcs12", "pfx", pkcs12, place="chain")
stranger_pasted("input-is-jks", "java-keystore", bytes.fromhex("feedfeed0000000200000001") + b"\x00" * 40, place="chain")
stranger_pasted("input-is-archive", "zip", b"PK\x03\x04" + b"\x14\x00\x00\x00\x08\x00" + b"\x00" * 40, place="chain")
stranger_pasted("input-is-binary", "der-read-as-text", LEAF.der.decode("utf-8", "replace"), place="chain")
stranger_pasted("input-is-ssh-key", "ed25519", "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIAAA me@host\n")
stranger_pasted(
    "input-is-pgp", "public-key-block",
    "-----BEGIN PGP PUBLIC KEY BLOCK-----\n\nmDMEZ0AAAAAWCSsGAQQB2kcPAQEHQA==\n=abcd\n-----END PGP PUBLIC KEY BLOCK-----\n",
)
ocsp = seq(tlv(10, b"\x00"), tlv(0xA0, seq(oid("1.3.6.1.5.5.7.48.1.1"), octets(seq()))))
stranger_pasted("input-is-ocsp-response", "der", ocsp, place="chain")
pkcs7 = seq(
    oid("1.2.840.113549.1.7.2"),
    tlv(0xA0, seq(integer(1), tlv(0x31), seq(oid("1.2.840.113549.1.7.1")), tlv(0x31))),
)
stranger_pasted("input-is-pkcs7-without-certificates", "signed-data", pem(pkcs7, "PKCS7"))
stranger_pasted(
    "input-is-printout", "openssl-text",
    "Certificate:\n    Data:\n        Version: 3 (0x2)\n        Serial Number: 4660 (0x1234)\n"
    "        Signature Algorithm: ecdsa-with-SHA256\n        Issuer: CN = Example\n        Validity\n"
    "            Not Before: May  1 00:00:00 2026 GMT\n",
)
stranger_pasted("input-is-hostname", "name", HOST + "\n")
stranger_pasted("input-is-file-name", "path", "/etc/ssl/certs/www.pem\n")
stranger_pasted(
    "input-is-error-text", "traceback",
    "ssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: "
    "unable to get local issuer certificate (_ssl.c:1006)\n",
)
stranger_pasted("input-is-json", "api-error", '{"error": {"code": 404, "message": "no such certificate"}}\n')

# --- Situations: what people had in hand, told in public, with material of our own ---------------------------------------

def situation(title, chain, **others):
    case("situations", title, chain, **others)


OPENSSL_ROWS = ["openssl-3", "curl", "python-ssl-3.12", "python-ssl-3.13", "node-20", "node-24"]
NO_ANCHORS_IN_FILE = "ssl.SSLError: [X509: NO_CERTIFICATE_OR_CRL_FOUND] no certificate or crl found (_ssl.c:4149)"
# The file of anchors is what Windows saves: right, and not PEM.
in_der = dict(
    mentions=[("anchors-form", "anchors", "warning")], refused_by=[*OPENSSL_ROWS, "go", "gnutls", "wget"], accepted_by=["java-17", "windows"],
)
situation(
    "anchors-in-der", [LEAF, MIDDLE], anchors=ROOT.der, error_text=NO_ANCHORS_IN_FILE, recognised=["python-ssl agrees"], **in_der,
    says=[("openssl x509 -inform DER -in corp.cer -out corp.pem", "openssl x509 -inform DER -in corp.cer -out corp.pem"), ("a certificate in DER", "DER 格式的证书")],
    never=[("saw another chain", "另一条证书链")],
)
# Where the chain is in DER as well, that is how the one who asks holds certificates.
situation("anchors-and-chain-in-der", leaf(ROOT).der, anchors=ROOT.der, accepted_by=[*OPENSSL_ROWS, "go", "java-17"])
signed_data = seq(oid("1.2.840.113549.1.7.2"), tlv(0xA0, seq(
    integer(1), tlv(0x31), seq(oid("1.2.840.113549.1.7.1")), tlv(0xA0, ROOT.der), tlv(0x31),
)))
situation(
    "anchors-in-pkcs7", [LEAF, MIDDLE], anchors=pem(signed_data, "PKCS7"), error_text=NO_ANCHORS_IN_FILE, recognised=["python-ssl agrees"],
    **{**in_der, "mentions": [("anchors-form", "anchors:1", "warning")]},
    says=[("openssl pkcs7 -print_certs", "openssl pkcs7 -print_certs")],
)
situation(
    "anchors-joined", [LEAF, MIDDLE], anchors=ROOT.pem.rstrip("\n") + OTHER_ROOT.pem, error_text="ssl.SSLError: [X509] PEM lib (_ssl.c:4154)",
    mentions=[("pem-blocks-joined", "anchors:11", "warning")], recognised=["python-ssl agrees"],
    refused_by=[*OPENSSL_ROWS, "go", "java-17"], accepted_by=["gnutls", "pyca-cryptography"],
)
case("situations", "anchors-in-pem", [LEAF, MIDDLE], error_text=NO_ANCHORS_IN_FILE, recognised=["python-ssl denied"], accepted_by=[*OPENSSL_ROWS, "go", "java-17"])
situation(
    "java-trust-store-with-the-right-root", [LEAF, MIDDLE], anchors=jks(trusted_entry("ca", ROOT)),
    mentions=[("anchors-form", "anchors", "warning"), ("key-store-read", "anchors", "note")],
    accepted_by=["java-17"], refused_by=[*OPENSSL_ROWS, "go", "windows"], says=[("keytool -list -rfc", "keytool -list -rfc")],
)
# The key of the intermediate spells its curve out.
numbers = ec.SECP256R1()
prime = 2**256 - 2**224 + 2**192 + 2**96 - 1
order = 0xFFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551
coefficient = 0x5AC635D8AA3A93E7B3EBBD55769886BC651D06B0CC53B0F63BCE3C3E27D2604B
base = bytes.fromhex("046B17D1F2E12C4247F8BCE6E563A440F277037D812DEB33A0F4A13945D898C2964FE342E2FE1A7F9B8EE7EB4A7C0F9E162BCE33576B315ECECBB6406837BF51F5")
spelled_out = seq(
    integer(1), seq(oid("1.2.840.10045.1.1"), integer(prime)),
    seq(octets((prime - 3).to_bytes(32, "big")), octets(coefficient.to_bytes(32, "big"))), octets(base), integer(order), integer(1),
)
spelled_key = Key("Spelled Out")
point = spelled_key.private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
spelled = intermediate(ROOT, "Spelled Out", key=spelled_key, spki=seq(seq(oid("1.2.840.10045.2.1"), spelled_out), bits(point)))
situation(
    "curve-of-the-intermediate-spelled-out", [leaf(spelled), spelled],
    error_text="CN = Spelled Out\nerror 94 at 1 depth lookup: Certificate public key has explicit ECC parameters\nerror chain.pem: verification failed",
    errors=[("public-key-malformed", "c1")], recognised=["openssl agrees"], refused_by=[*OPENSSL_ROWS, "go", "java-17", "rustls", "gnutls"],
    says=[("-param_enc named_curve", "-param_enc named_curve"), ("no new CA is needed", "不需要新的 CA")], never=[("under a new name", "用新的名称"), ("All the same, it is accepted", "但仍被")],
)
case("situations", "curve-of-the-intermediate-named", [leaf(MIDDLE), MIDDLE], accepted_by=OPENSSL_ROWS)
spelled_root = root("Spelled Root", key=spelled_key, spki=seq(seq(oid("1.2.840.10045.2.1"), spelled_out), bits(point)))
situation(
    "curve-of-the-root-spelled-out", [leaf(spelled_root)], anchors=spelled_root, errors=[("public-key-malformed", "a0")],
    refused_by=[*OPENSSL_ROWS, "go", "java-17", "rustls", "gnutls"],
)
# Twenty octets of salt, as some devices have it, where TLS knows only as many as the digest has.
salted = PssKey("Salted Root", salt=20)
salted_root = root("Salted Root", key=salted, digest=salted.algorithm)
situation(
    "pss-with-another-salt", [leaf(salted_root, digest=salted.algorithm)], anchors=salted_root,
    errors=[("signature-algorithm-unsupported", "c0")], accepted_by=[*OPENSSL_ROWS, "java-17"],
    refused_by=["go", "gnutls", "rustls", "pyca-cryptography", "chrome"], never=[("its key did not make this signature", "签名不是用它的密钥生成的")],
)
# What is trusted is not had from the server that is to be judged.
situation(
    "name-of-a-file-in-place-of-trust-anchors", [LEAF, MIDDLE], anchors="@company-root.pem\n", verdict="unanswerable",
    errors=[("anchors-not-read", "anchors:1")], mentions=[("input-is-file-name", "anchors:1", "warning")],
    never=[("Get the chain again from the server", "重新从服务器获取证书链")],
)
# A line of a log that says both that there is no connection and why.
situation(
    "filebeat-does-not-connect-for-its-certificate", [LEAF, MIDDLE], anchors=OTHER_ROOT,
    error_text='Failed to connect to backoff(elasticsearch(https://www.example.com:9200)): Get "https://www.example.com:9200": x509: certificate signed by unknown authority',
    errors=[("issuer-not-found", "c1-null")], recognised=["go agrees"], mentions=[], never=[("This error is not about certificates", "这个错误与证书无关")],
)
situation(
    "elixir-and-another-host", [LEAF, MIDDLE], host="other.example.com",
    error_text="** (Mint.TransportError) TLS client: In state wait_cert_cr at ssl_handshake.erl:2111 generated CLIENT ALERT: Fatal - Handshake Failure {:bad_cert, :hostname_check_failed}",
    errors=[("name-mismatch", "c0")], recognised=["erlang agrees"],
)
situation(
    "program-with-rustls-and-a-private-root", [LEAF, MIDDLE], anchors=OTHER_ROOT, error_text="error: client error (Connect): invalid peer certificate: UnknownIssuer",
    errors=[("issuer-not-found", "c1-null")], recognised=["rustls agrees"], says=[("RootCertStore::add", "RootCertStore::add")], never=[("UV_SYSTEM_CERTS", "UV_SYSTEM_CERTS")],
)
# issuer and subject differ in the kind of string alone.
printable = lambda text: name(text).replace(b"\x0c", b"\x13")
situation(
    "issuer-in-another-kind-of-string", [leaf(ROOT, issuer_name="O=Example, CN=example ROOT")],
    error_text="ValueError: Issuer certificate subject does not match certificate issuer.",
    errors=[("name-form-differs", "c0-a0")], recognised=["pyca agrees"], accepted_by=[*OPENSSL_ROWS, "java-17"], refused_by=["go", "rustls", "chrome"],
    says=[("compares names without regard to", "比较名称时不区分")], never=[("by fetching", "下载签发者"), ("fetches a missing issuer", "自行下载")],
)
# Chrome asks NSS for the name as it is written; what is sent it finds by what the name means, and then it is trusted.
situation(
    "issuer-in-another-kind-of-string-and-the-root-sent",
    [leaf(ROOT, issuer_name="O=Example, CN=example ROOT"), ROOT], errors=[("name-form-differs", "c0-a0")],
    accepted_by=[*OPENSSL_ROWS, "chrome"], refused_by=["go", "rustls"],
)
# Extensions are DER to Chrome, and an address has four octets or sixteen.
situation(
    "critical-false-written-out", false_written, mentions=[("encoding-not-der", "c0", "warning")],
    refused_by=["chrome", "pyca-cryptography"], accepted_by=[*OPENSSL_ROWS, "java-17", "rustls"],
)
situation(
    "address-of-three-octets", [leaf(MIDDLE, {SAN: (False, seq(dns(HOST), tlv(0x87, bytes(3))))}), MIDDLE],
    mentions=[("subject-alt-name-malformed", "c0", "warning")],
    refused_by=["chrome", "go"], accepted_by=[*OPENSSL_ROWS, "java-17", "rustls"],
)
# An address as text, where its octets should be.
situation(
    "address-as-text", [leaf(MIDDLE, {SAN: (False, seq(dns(HOST), tlv(0x87, b"10.20.30.1")))}), MIDDLE],
    mentions=[("subject-alt-name-malformed", "c0", "warning")], says=[('IP:"10.20.30.1"', 'IP:"10.20.30.1"')],
    refused_by=["chrome", "go"], accepted_by=[*OPENSSL_ROWS, "java-17", "rustls"],
)
situation(
    "address-of-four-octets", [leaf(MIDDLE, {SAN: (False, seq(dns(HOST), tlv(0x87, bytes(4))))}), MIDDLE],
    accepted_by=[*OPENSSL_ROWS, "chrome", "go"],
)
situation(
    "common-name-is-the-host-and-the-names-are-others",
    [leaf(MIDDLE, {SAN: (False, names("dc56.example.com", "dc22.example.com"))}), MIDDLE],
    error_text="[WARN] LdapClient: LDAP bind failed: \"TLS: hostname does not match name in peer certificate\"",
    errors=[("name-mismatch", "c0")], recognised=["ldap agrees"],
    says=[("the certificate is not for www.example.com", "证书不适用于 www.example.com"), ("does not count beside subjectAltNames", "通用名不算数")],
    never=[("www.example.com is not for www.example.com", "www.example.com 不适用于 www.example.com")],
)
situation(
    "python-on-windows-does-not-load-its-store", [LEAF, MIDDLE],
    error_text="  File \"C:\\Python312\\Lib\\ssl.py\", line 584, in _load_windows_store_certs\n    self.load_verify_locations(cadata=certs)\nssl.SSLError: [ASN1: NOT_ENOUGH_DATA] not enough data (_ssl.c:4192)",
    recognised=["python-ssl denied"], says=[("No server's certificate is at fault", "问题不在任何服务器的证书"), ("No chain that is pasted can show it", "仅凭粘贴的证书链无法看出")],
    never=[("saw another chain", "另一条证书链")],
)
situation(
    "mbedtls-of-an-esp32", [LEAF, MIDDLE], anchors=OTHER_ROOT,
    error_text="E (5120) mbedtls: ssl_tls.c:8765 x509_verify_cert() returned -12288 (-0x3000)\nE (5123) esp-tls-mbedtls: mbedtls_ssl_handshake returned -0x3000\nE (5130) esp-x509-crt-bundle: Failed to verify certificate",
    errors=[("issuer-not-found", "c1-null")], recognised=["mbedtls agrees"], says=[("esp_crt_bundle", "esp_crt_bundle")], never=[("go run", "go run"), ("keytool", "keytool")],
)
situation(
    "mbedtls-on-an-arduino", [LEAF],
    error_text="[ 1234][E][ssl_client.cpp:37] _handle_error(): [start_ssl_client():273]: (-9984) X509 - Certificate verification failed, e.g. CRL, CA or signature check failed",
    errors=[("issuer-not-found", "c0-null")], recognised=["mbedtls agrees"], says=[("mbed TLS has this one message", "mbed TLS 对所有被拒绝的证书只有这一种说法")],
    never=[("its key did not make this signature", "签名不是用它的密钥生成的")],
)
situation(
    "first-block-cannot-be-read", pem(LEAF.der.replace(b"260730000000Z", b"2607300000+-0")) + MIDDLE.pem, errors=[("certificate-malformed", "chain:1")],
    never=[("stands where the server's own certificate should", "却出现在服务器证书的位置")],
)
# An agreement key cannot have signed its own certificate.
agreement = seq(seq(oid("1.3.101.110")), bits(hashlib.sha256(b"x25519").digest()))
situation(
    "self-issued-with-a-key-that-cannot-sign", [leaf(None, {AKI: None}, spki=agreement)], anchors="mozilla",
    errors=[("issuer-not-found", "c0-null"), ("public-key-unsupported", "c0")],
    says=[("its own key did not sign it", "签名不是用它自己的密钥生成的")], never=[("signed by its own key", "由自己的密钥签发")],
)
bare_root = root(changes={SKI: None})
below_bare = intermediate(bare_root)
situation(
    "strict-python-and-a-root-without-identifier", [leaf(below_bare), below_bare], anchors=bare_root,
    error_text="urllib.error.URLError: <urlopen error [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: Missing Subject Key Identifier (_ssl.c:1028)>",
    recognised=["python-ssl-3.13 agrees"], refused_by=["python-ssl-3.13"], accepted_by=["python-ssl-3.12", "openssl-3", "go"],
    never=[("saw another chain", "另一条证书链")],
)
# Strict Python ends at the trusted root without identifier, where the report goes on over its cross-certificate.
newer = root("Newer Root", changes={SKI: None})
cross = intermediate(ROOT, subject=newer.subject, key=newer.key)
under_newer = intermediate(newer)
situation(
    "strict-python-ends-at-the-nearer-root", [leaf(under_newer), under_newer, cross], anchors=[ROOT, newer],
    error_text="ssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: Missing Subject Key Identifier (_ssl.c:1028)",
    mentions=[("subject-key-id-missing", "a1", "note")], recognised=["python-ssl-3.13 agrees"], refused_by=["python-ssl-3.13"], accepted_by=["go", "curl"],
    says=[("Ask whoever runs this CA whether there is a newer root already", "先问该 CA 的运营者是否已有更新的根证书")],
)
encipherment_only = leaf(MIDDLE, {KU: (True, named_bits(KEY_ENCIPHERMENT))})
situation(
    "key-usage-without-signatures-in-java", [encipherment_only, MIDDLE],
    error_text="io.kubernetes.client.openapi.ApiException: javax.net.ssl.SSLHandshakeException: KeyUsage does not allow digital signatures",
    mentions=[("key-usage-no-signature", "c0", "warning")], recognised=["java agrees"], refused_by=["java-17", "chrome", "gnutls"], accepted_by=["openssl-3", "go"],
)
stale = root(key=Key("the old root"), changes={SKI: None})
current = root(changes={SKI: None})
plain_middle = intermediate(current, changes={AKI: None})
situation(
    "old-root-of-the-same-name-first", [leaf(plain_middle), plain_middle], anchors=[stale, current], error_text="2024-03-13 15:39:53.325 [error] Error: certificate signature failure",
    mentions=[("anchors-share-name", "anchors", "note")], recognised=["node agrees"], refused_by=["node-20", "openssl-3"], accepted_by=["java-17", "go"],
    says=[("do not go back when it fails", "失败后不再")], never=[("saw another chain", "另一条证书链")],
)
situation(
    "saml-metadata-with-an-expired-certificate", element(in_base64(leaf(None, {AKI: None}, not_after="2026-05-02T00:00:00"))), verdict="unanswerable", anchors="mozilla", host=None,
    mentions=[("certificate-of-another-use", "chain:1", "warning")],
    never=[("certbot", "certbot"), ("825", "825"), ("signed by its own key", "由自己的密钥签发"), ("written as PEM should be", "规范的 PEM")],
)
situation(
    "subject-in-front-of-the-base64", element("subject=/CN=idp.example.com" + in_base64(LEAF)), verdict="unanswerable", host=None,
    errors=[("element-content-invalid", "chain:1")], says=[("other text in front of the base64", "中有 base64 之前的其他文字")],
)
situation(
    "verify-command-reads-one-certificate", [LEAF, MIDDLE],
    error_text="CN = www.example.com\nerror 20 at 0 depth lookup: unable to get local issuer certificate\nerror fullchain.pem: verification failed",
    recognised=["openssl agrees"], accepted_by=OPENSSL_ROWS, says=[("-untrusted fullchain.pem fullchain.pem", "-untrusted fullchain.pem fullchain.pem")],
    never=[("saw another chain", "另一条证书链")],
)
own_ca = root("Own", subject=f"CN={HOST}", changes={KU: (True, named_bits(DIGITAL_SIGNATURE, KEY_ENCIPHERMENT)), SAN: (False, names(HOST)), EKU: (False, purposes(SERVER_AUTH))})
situation(
    "self-signed-and-trusted-with-ca-true", [own_ca], anchors=own_ca, error_text="错误代码: MOZILLA_PKIX_ERROR_CA_CERT_USED_AS_END_ENTITY",
    errors=[("end-entity-is-ca", "c0")], recognised=["firefox agrees"], accepted_by=["openssl-3", "curl", "node-20", "java-17"], refused_by=["rustls", "firefox"],
    never=[("a client, signing code, e-mail", "客户端、代码签名、邮件")],
)
# Of the Chinese profile: no signature is verified, and none is called wrong.
SM2_KEY = seq(seq(oid("1.2.840.10045.2.1"), oid("1.2.156.10197.1.301")), bits(b"\x04" + hashlib.sha512(b"sm2").digest()))
situation(
    "chain-of-sm2", [leaf(MIDDLE, spki=SM2_KEY), MIDDLE], language="zh-CN",
    error_text="error 7 at 0 depth lookup: certificate signature failure", errors=[("public-key-unsupported", "c0")],
    mentions=[("certificate-not-for-every-client", "c0", "note")], recognised=["openssl agrees"],
    says=[("is an SM2 certificate", "国密"), ("Install an RSA or ECDSA certificate beside", "RSA")], never=[("its key did not make this signature", "签名不是用它的密钥生成的")],
)
situation(
    "docker-and-a-private-registry", [LEAF, MIDDLE], anchors="mozilla",
    error_text='Error response from daemon: Get "https://www.example.com/v2/": tls: failed to verify certificate: x509: certificate signed by unknown authority',
    errors=[("issuer-not-found", "c1-null")], recognised=["docker agrees"], says=[("/etc/docker/certs.d/www.example.com", "/etc/docker/certs.d/www.example.com")],
    never=[("go run .", "go run ."), ("requests_app.py", "requests_app.py")],
)
situation(
    "webhook-of-kubernetes", [LEAF, MIDDLE], anchors="mozilla", host=None,
    error_text='Error from server (InternalError): failed calling webhook "w.example.com": failed to call webhook: Post "https://www.example.com:443/validate": tls: failed to verify certificate: x509: certificate signed by unknown authority',
    errors=[("issuer-not-found", "c1-null")], recognised=["kubernetes-webhook agrees"], says=[("caBundle", "caBundle"), ("cainjector", "cainjector")], never=[("go run .", "go run .")],
)
situation(
    "haproxy-towards-its-server", [LEAF, MIDDLE], anchors="mozilla",
    error_text='Server be/s1 is DOWN, reason: Layer6 invalid response, info: "SSL handshake failure (error:0A000086:SSL routines::certificate verify failed)"',
    errors=[("issuer-not-found", "c1-null")], recognised=["haproxy agrees"], says=[("verify required ca-file", "verify required ca-file")], never=[("go run .", "go run .")],
)
situation(
    "key-of-another-certificate", [LEAF, MIDDLE],
    error_text='nginx: [emerg] SSL_CTX_use_PrivateKey("/etc/ssl/x.key") failed (SSL: error:05800074:x509 certificate routines::key values mismatch)',
    recognised=["nginx denied"], says=[("is not the one of the certificate beside it", "不是一对"), ("No chain that is pasted can show it", "仅凭粘贴的证书链无法看出")],
)

# --- Forms: one field takes anything -----------------------------------------------------------------------------------------

def form(title, paste, **others):
    case("forms", title, None, paste=paste, **others)


b64 = lambda text: b64encode(text.encode()).decode()
indent = lambda text, by: "".join(" " * by + line + "\n" for line in text.splitlines())
FULL = LEAF.pem + MIDDLE.pem
# What stands under ca.crt, issuing_ca, caBundle and the like is trusted; what stands under tls.crt is sent.
form("kubernetes-secret", f"apiVersion: v1\nkind: Secret\ntype: kubernetes.io/tls\nmetadata:\n  name: web-tls\ndata:\n  ca.crt: {b64(ROOT.pem)}\n  tls.crt: {b64(FULL)}\n", anchors="paste")
form("kubernetes-secret-as-json", json.dumps({"apiVersion": "v1", "kind": "Secret", "data": {"ca.crt": b64(ROOT.pem), "tls.crt": b64(FULL)}}, indent=2), anchors="paste")
form("kubernetes-secret-string-data", f"kind: Secret\nstringData:\n  ca.crt: |\n{indent(ROOT.pem, 4)}  tls.crt: |\n{indent(FULL, 4)}", anchors="paste")
form("kubernetes-config-map", f"kind: ConfigMap\nmetadata:\n  name: kube-root-ca.crt\ndata:\n  tls.crt: |\n{indent(FULL, 4)}  ca.crt: |\n{indent(ROOT.pem, 4)}", anchors="paste")
form("secret-described-as-go-template", b64(FULL) + "\n", anchors=ROOT)
form("vault-issue", json.dumps({"request_id": "x", "data": {"ca_chain": [MIDDLE.pem.strip(), ROOT.pem.strip()], "certificate": LEAF.pem.strip(), "issuing_ca": MIDDLE.pem.strip(), "serial_number": "01"}}, indent=2), anchors=ROOT)
form("traefik-acme-json", json.dumps({"le": {"Certificates": [{"domain": {"main": HOST}, "certificate": b64(FULL), "Store": "default"}]}}, indent=2), anchors=ROOT)
form("json-string", json.dumps({"cert": FULL}), anchors=ROOT)
form("json-string-in-a-string", json.dumps({"log": json.dumps({"cert": FULL})}), anchors=ROOT)
form("json-list-of-lines", json.dumps(FULL.splitlines(), indent=1), anchors=ROOT)
c_string = "".join(f'"{line}\\n" \\\n' for line in FULL.splitlines())
form("c-string", "static const char *chain =\n" + c_string + ";\n", anchors=ROOT)
form("java-string", "String chain =\n" + " +\n".join(f'    "{line}\\n"' for line in FULL.splitlines()) + ";\n", anchors=ROOT)
form("go-raw-string", "var chain = `" + FULL + "`\n", anchors=ROOT)
form("python-string", 'CHAIN = """\\\n' + FULL + '"""\n', anchors=ROOT)
form("javascript-array-of-lines", "const chain = [\n" + "".join(f"  '{line}',\n" for line in FULL.splitlines()) + "].join('\\n');\n", anchors=ROOT)
form("shell-echo-a-line", "".join(f'echo "{line}" >> chain.pem\n' for line in FULL.splitlines()), anchors=ROOT)
form("shell-here-document", "cat > chain.pem <<'EOF'\n" + FULL + "EOF\nnginx -s reload\n", anchors=ROOT)
hex_array = lambda der: ", ".join(f"0x{octet:02x}" for octet in der)
form("c-array-of-hex", f"const unsigned char cert[] = {{\n  {hex_array(leaf(ROOT).der)}\n}};\n", anchors=ROOT)
form("hex-with-colons", ":".join(f"{octet:02X}" for octet in leaf(ROOT).der) + "\n", anchors=ROOT)
form("html-entities", FULL.replace("+", "&#43;").replace("/", "&#47;").replace("=", "&#61;"), anchors=ROOT)
form("html-pre", "<pre>" + FULL.replace("\n", "<br>\n") + "</pre>", anchors=ROOT)
form("markdown-fence", "Here is what it sends:\n\n```\n" + FULL + "```\n\nThanks!\n", anchors=ROOT)
form("mail-quotation", "On Monday Bob wrote:\n" + "".join(f"> {line}\n" for line in FULL.splitlines()), anchors=ROOT)
form("chat-quotation-twice", "".join(f"> > {line}\n" for line in FULL.splitlines()), anchors=ROOT)
form("diff", "+++ b/chain.pem\n" + "".join(f"+{line}\n" for line in FULL.splitlines()), anchors=ROOT)
form("log-lines", "".join(f"2026-06-01T12:00:00Z web-1 | {line}\n" for line in FULL.splitlines()), anchors=ROOT)
form("line-numbers", "".join(f"{number:4}  {line}\n" for number, line in enumerate(FULL.splitlines(), 1)), anchors=ROOT)
form("environment-variable", "TLS_CERT=" + json.dumps(FULL) + "\n", anchors=ROOT)
form("environment-variable-in-base64", "TLS_CERT=" + b64(FULL) + "\n", anchors=ROOT)
form("compose-environment", f"services:\n  web:\n    environment:\n      TLS_CERT: |\n{indent(FULL, 8)}", anchors=ROOT)
form("terraform-here-document", "resource \"x\" \"y\" {\n  certificate_body = <<-EOT\n" + indent(FULL, 4) + "  EOT\n}\n", anchors=ROOT)
form("terraform-state", json.dumps({"resources": [{"instances": [{"attributes": {"certificate_pem": LEAF.pem, "ca_cert_pem": ROOT.pem, "certificate_chain": MIDDLE.pem}}]}]}, indent=2), anchors=ROOT)
form("ini-with-escapes", "[tls]\ncert = " + FULL.replace("\n", "\\n") + "\n", anchors=ROOT)
form("yaml-folded", "cert: >\n" + indent(FULL, 2), anchors=ROOT)
form("xml-element", "<config><pem>\n" + FULL + "</pem></config>\n", anchors=ROOT)
form("url-encoded", FULL.replace("+", "%2B").replace("/", "%2F").replace("=", "%3D").replace("\n", "%0A").replace(" ", "%20"), anchors=ROOT)
form("nginx-ssl-client-header", "X-SSL-CERT: " + leaf(ROOT).pem.replace("\n", "%0A").replace(" ", "%20").replace("+", "%2B") + "\n", anchors=ROOT)
form("windows-line-ends", FULL.replace("\n", "\r\n"), anchors=ROOT)
form("byte-order-mark", ("\ufeff" + FULL).encode(), anchors=ROOT)
form("tabs-in-front", "".join(f"\t{line}\n" for line in FULL.splitlines()), anchors=ROOT)
form("attributes-of-pkcs12", "Bag Attributes\n    localKeyID: 01\nsubject=CN = www.example.com\nissuer=CN = x\n" + LEAF.pem + "Bag Attributes: <No Attributes>\n" + MIDDLE.pem, anchors=ROOT)
form("list-rfc-of-keytool", "Keystore type: PKCS12\n\nAlias name: web\nEntry type: PrivateKeyEntry\nCertificate chain length: 2\nCertificate[1]:\n" + LEAF.pem + "Certificate[2]:\n" + MIDDLE.pem, anchors=ROOT)
form("s-client-of-openssl", "CONNECTED(00000003)\n---\nCertificate chain\n 0 s:CN = www.example.com\n   i:O = Example, CN = Example Intermediate\n" + LEAF.pem + " 1 s:O = Example, CN = Example Intermediate\n   i:O = Example, CN = Example Root\n" + MIDDLE.pem + "---\nServer certificate\nsubject=CN = www.example.com\n---\nVerify return code: 20 (unable to get local issuer certificate)\n", anchors=ROOT)
form("json-web-key-set", json.dumps({"keys": [{"kty": "EC", "x5c": [in_base64(LEAF), in_base64(MIDDLE)]}]}, indent=2), anchors=ROOT, verdict="unanswerable", mentions=[("certificate-of-another-use", "paste:6", "warning")])
# CA certificates alone are trust anchors, and there is nothing yet that could be judged by them.
only_anchors = dict(anchors="paste", host=None, verdict="unreadable")
form("webhook-with-ca-bundle", f"kind: ValidatingWebhookConfiguration\nwebhooks:\n- name: w.example.com\n  clientConfig:\n    caBundle: {b64(ROOT.pem)}\n", **only_anchors, errors=[("end-entity-not-pasted", "paste:5")])
form("bundle-of-roots", "# Example Root\n" + ROOT.pem + "\n# Another Root\n" + OTHER_ROOT.pem, **only_anchors, errors=[("end-entity-not-pasted", "paste:2")], says=[("it was taken as trust anchors here", "这里已把它们当作信任锚")])
form("kubeconfig-without-client", f"apiVersion: v1\nclusters:\n- cluster:\n    certificate-authority-data: {b64(ROOT.pem)}\n    server: https://cp.example.com:6443\n  name: c\nusers: []\n", **only_anchors, errors=[("end-entity-not-pasted", "paste:4")], says=[("-connect cp.example.com:6443", "-connect cp.example.com:6443")])
form("arduino-root", 'static const char CA[] PROGMEM = R"EOF(\n' + ROOT.pem + ')EOF";\n', **only_anchors, errors=[("end-entity-not-pasted", "paste:2")])
form("cloud-sql-server-ca", json.dumps({"serverCaCert": {"cert": ROOT.pem, "commonName": "C=US,O=Google", "instance": "x"}}, indent=2), **only_anchors, errors=[("end-entity-not-pasted", "paste:3")])
form("keychain-of-macos", 'keychain: "/Library/Keychains/System.keychain"\nversion: 256\nclass: 0x80001000\nattributes:\n    "alis"<blob>="Example Root"\n    "labl"<blob>="Example Root"\n' + ROOT.pem, **only_anchors, errors=[("end-entity-not-pasted", "paste:7")])
folded = lambda text, width=76: text[:60] + "".join("\n " + text[at:at + width] for at in range(60, len(text), width))
form("ldif-of-a-ca", f"dn: cn=x,dc=example,dc=com\nobjectClass: pkiCA\ncACertificate;binary:: {folded(in_base64(ROOT))}\n", **only_anchors, errors=[("end-entity-not-pasted", "paste:3")])
words = lambda der: " ".join(der.hex().upper()[at:at + 8] for at in range(0, 2 * len(der), 8))
grouped = lambda text, width: "".join("  " + text[at:at + width].strip() + "\n" for at in range(0, len(text), width))
form("configuration-of-a-switch", "crypto pki certificate chain x\n certificate ca 01\n" + grouped(words(ROOT.der), 72) + "  \tquit\n", **only_anchors, errors=[("end-entity-not-pasted", "paste:3")])
# The word around a member says what it is for.
form("envoy-secrets", json.dumps({"dynamic_active_secrets": [{"secret": {"tls_certificate": {"certificate_chain": {"inline_bytes": b64(FULL)}}}}, {"secret": {"validation_context": {"trusted_ca": {"inline_bytes": b64(ROOT.pem)}}}}]}, indent=1), anchors="paste")
form("names-and-values", f"env:\n- name: CA_CERT\n  value: |\n{indent(ROOT.pem, 4)}- name: TLS_CRT\n  value: |\n{indent(FULL, 4)}", anchors="paste")
form("open-vpn-profile", "client\nremote vpn.example.com 1194\n<ca>\n" + ROOT.pem + "</ca>\n<cert>\n" + leaf(ROOT).pem + "</cert>\n", anchors="paste")
form("terraform-output", "ca_cert = <<EOT\n" + ROOT.pem + "\nEOT\nserver_cert = <<EOT\n" + FULL + "\nEOT\n", anchors="paste")
form("helm-template", f"---\n# Source: web/templates/secret.yaml\nkind: Secret\nstringData:\n  tls.crt: |-\n{indent(FULL, 4)}---\n# Source: web/templates/cm.yaml\nkind: ConfigMap\ndata:\n  ca-bundle.pem: |-\n{indent(ROOT.pem, 4)}", anchors="paste")
form("certificate-request-of-cert-manager", f"kind: CertificateRequest\nstatus:\n  ca: {b64(ROOT.pem)}\n  certificate: {b64(FULL)}\n", anchors="paste")
form("secrets-in-a-list", json.dumps({"apiVersion": "v1", "kind": "List", "items": [{"kind": "Secret", "data": {"tls.crt": b64(FULL)}}]}, indent=4), anchors=ROOT)
form("certificate-of-acm", json.dumps({"Certificate": LEAF.pem.strip(), "CertificateChain": MIDDLE.pem.strip()}, indent=4), anchors=ROOT)
# A member that is called private_key stands behind the chain: the chain is none.
form("private-key-named-behind", json.dumps({"certificate": LEAF.pem, "ca_chain": [MIDDLE.pem], "private_key": "***", "private_key_type": "ec"}, indent=1), anchors=ROOT)
form("header-of-envoy", 'x-forwarded-client-cert: By=spiffe://a;Hash=0;Cert="' + user.pem.replace("\n", "%0A").replace(" ", "%20").replace("+", "%2B").replace("/", "%2F").replace("=", "%3D") + '";Subject="CN=x"\n', anchors=ROOT, host=None, mentions=[("client-certificate-given", "paste:1", "note")])
form("header-of-amazon", "X-Amzn-Mtls-Clientcert: " + user.pem.replace("\n", "%0A").replace(" ", "%20") + "\n", anchors=ROOT, host=None, mentions=[("client-certificate-given", "paste:1", "note")])
# An address that stands in a document is not the server's.
form("answer-of-azure-key-vault", json.dumps({"id": "https://v.vault.example.net/certificates/x", "cer": in_base64(leaf(ROOT)), "kid": "https://v.vault.example.net/keys/x"}, indent=2), anchors=ROOT, host=None)
form("printed-with-addresses", "Certificate:\n        X509v3 Certificate Policies: \n              CPS: http://www.example.net/CPS\n        Authority Information Access: \n            CA Issuers - URI:https://cacerts.example.net/x.crt\n" + FULL, anchors=ROOT, host=None)
form("error-and-certificate-with-addresses", "curl: (60) SSL certificate problem: unable to get local issuer certificate\nCPS: https://www.example.net/CPS\n" + LEAF.pem, anchors=ROOT, host=None, errors=[("issuer-not-found", "c0-null")], recognised=["curl agrees"])
# Text twice, text and lines: it was sent once.
form("result-of-ansible", json.dumps({"changed": False, "stdout": FULL.rstrip(), "stdout_lines": FULL.splitlines()}, indent=4), anchors=ROOT, never=[("more than once", "不止一次")])
# Lines of logs, with something before and behind.
json_log = lambda line, number: json.dumps({"log": line + "\n", "stream": "stdout", "time": f"2026-06-01T12:00:{number:02}.5Z"}) + "\n"
numbered = lambda make: "".join(make(line, number) for number, line in enumerate(FULL.splitlines()))
form("json-log-of-docker", numbered(json_log), anchors=ROOT)
form("json-log-with-the-time-first", numbered(lambda line, number: json.dumps({"ts": 1780000000.5 + number, "msg": line, "level": "info"}) + "\n"), anchors=ROOT)
form("logfmt", numbered(lambda line, number: f'time="2026-06-01T12:00:{number:02}Z" level=info msg="{line}" app=web\n'), anchors=ROOT)
form("journal", numbered(lambda line, number: f"Jun 01 12:00:{number:02} web01 nginx[1234]: {line}\n"), anchors=ROOT)
form("kubectl-logs-with-times", numbered(lambda line, number: f"2026-06-01T12:00:{number:02}.123456789Z {line}\n"), anchors=ROOT)
form("log4j", numbered(lambda line, number: f"2026-06-01 12:00:{number:02},123 [main] INFO  c.e.Tls - {line}\n"), anchors=ROOT)
form("github-actions-in-colour", numbered(lambda line, number: f"2026-06-01T12:00:{number:02}.1234567Z \x1b[36;1m{line}\x1b[0m\n"), anchors=ROOT)
form("table-of-psql", "                              cert\n" + "-" * 68 + "\n" + "".join(f" {line:<66}+\n" for line in FULL.splitlines()) + "(1 row)\n", anchors=ROOT)
form("narrow-table-of-psql", "".join(f" {line:<64}+\n" for line in FULL.splitlines()), anchors=ROOT)
form("table-of-mysql", "".join(f"| {line:<64} |\n" for line in FULL.splitlines()), anchors=ROOT)
form("pane-with-borders", "".join(f"│ {line} │\n" for line in FULL.splitlines()), anchors=ROOT)
form("bytes-of-postgresql", " id | der\n----+----\n 1 | \\x" + leaf(ROOT).der.hex() + "\n(1 row)\n", anchors=ROOT)
form("hex-in-json", json.dumps({"cert": leaf(ROOT).der.hex()}), anchors=ROOT)
form("dump-of-xxd", "".join(f"{at:08x}: {leaf(ROOT).der[at:at + 16].hex(' ', 2):<39}  ................\n" for at in range(0, len(leaf(ROOT).der), 16)), anchors=ROOT)
form("bytes-of-python", repr(leaf(ROOT).der) + "\n", anchors=ROOT)
form("jira", "h3. Chain\n{noformat}\n" + FULL + "{noformat}\n{code:title=x}\nls\n{code}\n", anchors=ROOT)
form("slack-with-entities", "*Bob*  10:32 AM\n" + "".join(f"&gt; {line}\n" for line in FULL.splitlines()) + "(edited)\n", anchors=ROOT)
form("page-of-html", "<!DOCTYPE html><html><head><title>x</title></head><body><p>Our chain</p><code>" + FULL.replace("\n", "<br/>") + "</code></body></html>", anchors=ROOT)
form("mail-attachment", "Content-Type: application/x-pem-file; name=\"chain.pem\"\nContent-Transfer-Encoding: base64\n\n" + "".join(b64(FULL)[at:at + 76] + "\n" for at in range(0, len(b64(FULL)), 76)), anchors=ROOT)
form("quoted-printable", "".join(line.replace("=", "=3D") + "\n" for line in FULL.splitlines()), anchors=ROOT)
form("prompt-of-a-shell", "root@web01:~# cat fullchain.pem\n" + FULL + "root@web01:~# nginx -t\n", anchors=ROOT)
form("rust-concat", "const CHAIN: &str = concat!(\n" + "".join(f'    "{line}\\n",\n' for line in FULL.splitlines()) + ");\n", anchors=ROOT)
form("c-plus-plus-raw-string", 'const char pem[] = R"EOF(' + FULL + ')EOF";\n', anchors=ROOT, never=[("indented or quoted", "缩进")])
form("perl-q", "my $pem = q{" + FULL + "};\n", anchors=ROOT)
form("cell-of-csv", 'host,cert\nwww.example.com,"' + FULL + '"\n', anchors=ROOT)
form("row-of-mysql", "*************************** 1. row ***************************\n  id: 1\ncert: " + FULL + "1 row in set (0.00 sec)\n", anchors=ROOT)
form("fortigate", 'config vpn certificate local\n    edit "x"\n        set certificate "' + FULL + '"\n    next\nend\n', anchors=ROOT)
form("record-of-dns", f"www.example.com. IN CERT PKIX 0 0 {in_base64(leaf(ROOT))}\n", anchors=ROOT)
# What is no certificate is told as what it is, with the server that was asked in the command.
asks = lambda address: [(f"openssl s_client -connect {address}", f"openssl s_client -connect {address}")]
form("command-of-curl", "curl -v https://api.example.com:8443/v1\n", host=None, verdict="unreadable", errors=[("input-is-hostname", "paste:1")], says=asks("api.example.com:8443"))
form("command-of-openssl", "openssl s_client -connect api.example.com:8443 -showcerts\n", host=None, verdict="unreadable", errors=[("input-is-hostname", "paste:1")], says=asks("api.example.com:8443"))
form("configuration-of-nginx", "server {\n  listen 443 ssl;\n  ssl_certificate /etc/nginx/fullchain.pem;\n}\n", host=None, verdict="unreadable", errors=[("input-is-file-name", "paste:1")], says=[("/etc/nginx/fullchain.pem", "/etc/nginx/fullchain.pem")])
form("secret-described", "Name:         web-tls\nType:  kubernetes.io/tls\n\nData\n====\ntls.crt:  1234 bytes\ntls.key:  227 bytes\n", host=None, verdict="unreadable", errors=[("input-is-printout", "paste:1")], says=[("kubectl get secret", "kubectl get secret")])
form("peer-certificate-of-python", "{'subject': ((('commonName', 'www.example.com'),),), 'issuer': ((('organizationName', 'Example'),),), 'version': 3, 'notAfter': 'Jul 30 00:00:00 2026 GMT'}\n", host=None, verdict="unreadable", errors=[("input-is-printout", "paste:1")])
form("listing-without-certificates", " 0 s:CN = www.example.com\n   i:O = Example, CN = Example Intermediate\n 1 s:O = Example, CN = Example Intermediate\n   i:O = Example, CN = Example Root\n---\n", host=None, verdict="unreadable", mentions=[("sent-certificate-not-pasted", "paste:1", "warning")], never=[("No certificate was found", "没有找到证书")])
form("postgresql-on-its-port", 'psql: error: connection to server at "db.example.com" (10.0.0.7), port 5432 failed: SSL error: certificate verify failed\n', host=None, verdict="unreadable", errors=[("input-is-error-text", "paste:1")], recognised=["postgresql denied"], says=asks("db.example.com:5432 -starttls postgres"))
form("warning-of-chrome", "Your connection is not private\nAttackers might be trying to steal your information from intranet.example.com (for example, passwords). Learn more about this warning\nnet::ERR_CERT_AUTHORITY_INVALID\n", host=None, verdict="unreadable", errors=[("input-is-error-text", "paste:1")], recognised=["chrome denied"], says=asks("intranet.example.com:443"))
form("host-that-is-not-resolved", "curl: (6) Could not resolve host: api.example.com\n", host=None, verdict="unreadable", errors=[("input-is-error-text", "paste:1")], mentions=[("error-not-about-certificates", "request:errorText", "note")], says=[("This error is not about certificates. The host name could not be resolved", "这个错误与证书无关。主机名无法解析为地址")])
form("peer-of-kafka", "[2026-06-01 12:00:00,000] ERROR Connection to node -1 (kafka.example.com/10.0.0.4:9093) failed authentication due to: SSL handshake failed (org.apache.kafka.clients.NetworkClient)\n", host=None, verdict="unreadable", errors=[("input-is-error-text", "paste:1")], recognised=["kafka denied"], says=asks("kafka.example.com:9093"))
form("saved-by-certbot", "Successfully received certificate.\nCertificate is saved at: /etc/letsencrypt/live/www.example.com/fullchain.pem\n", host=None, verdict="unreadable", errors=[("input-is-file-name", "paste:1")], says=[("/etc/letsencrypt/live/www.example.com/fullchain.pem", "/etc/letsencrypt/live/www.example.com/fullchain.pem")])
form("certificate-shown-by-haproxy", "Filename: x.pem\nStatus: Used\nnotAfter: Jul 30 00:00:00 2026 GMT\nSubject: /CN=www.example.com\nIssuer: /O=Example/CN=Example Intermediate\n", host=None, verdict="unreadable", errors=[("input-is-printout", "paste:1")])
# What broke off is no reason to trust the rest.
form("head-cut-off", FULL[200:], anchors="paste", errors=[("pem-begin-missing", "paste:1")])

print(f"{len(written)} cases")
