#!/usr/bin/env python3
"""Writes chains.json: chains as public and private CAs issue them, by which the wasm is divided (training.mjs).

    pip install cryptography && python3 pkg/parts/chains.py

They differ in what real ones differ in: algorithms, number of intermediates, names, the extensions of public CAs. The keys are drawn
anew each time and thrown away.
"""

import datetime as dt
import ipaddress
import json
import os
import pathlib

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, padding, rsa
from cryptography.x509.name import _ASN1Type
from cryptography.x509.oid import AuthorityInformationAccessOID, ExtendedKeyUsageOID, NameOID

BEGIN = dt.datetime(2026, 1, 1, tzinfo=dt.timezone.utc)
SCTS = x509.ObjectIdentifier("1.3.6.1.4.1.11129.2.4.2")
DOMAIN_VALIDATED = x509.ObjectIdentifier("2.23.140.1.2.1")

KEYS = {
    "rsa-2048": lambda: rsa.generate_private_key(65537, 2048),
    "rsa-3072": lambda: rsa.generate_private_key(65537, 3072),
    "rsa-4096": lambda: rsa.generate_private_key(65537, 4096),
    "p-256": lambda: ec.generate_private_key(ec.SECP256R1()),
    "p-384": lambda: ec.generate_private_key(ec.SECP384R1()),
    "p-521": lambda: ec.generate_private_key(ec.SECP521R1()),
    "ed25519": ed25519.Ed25519PrivateKey.generate,
}


def name(common, organisation=None):
    """A private CA's names are UTF8String, as OpenSSL writes them; public ones have PrintableString."""
    if organisation is None:
        return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, common)])
    parts = [(NameOID.COUNTRY_NAME, "US"), (NameOID.ORGANIZATION_NAME, organisation), (NameOID.COMMON_NAME, common)]
    return x509.Name([x509.NameAttribute(oid, value, _type=_ASN1Type.PrintableString) for oid, value in parts])


def timestamps():
    """Two SCTs of logs that do not exist: of the right form, signed by nobody."""
    one = b"\0" + os.urandom(32) + (1767225600000).to_bytes(8, "big") + b"\0\0" + b"\4\3" + b"\0\x47" + b"\x30\x45\2\x20" + os.urandom(32).replace(b"\xff", b"\1") + b"\2\x21\0" + os.urandom(32)
    listed = b"".join(len(sct).to_bytes(2, "big") + sct for sct in (one, one[:1] + os.urandom(32) + one[33:]))
    content = len(listed).to_bytes(2, "big") + listed
    return b"\4" + (b"\x81" + bytes([len(content)]) if len(content) > 127 else bytes([len(content)])) + content


class Issued:
    def __init__(self, subject, key, issuer=None, ca=True, names=(), public=False, days=365, digest=hashes.SHA256, pss=False, constraint=None, bare=False):
        self.subject, self.key = subject, KEYS[key]()
        signer = issuer.key if issuer else self.key
        builder = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(issuer.subject if issuer else subject)
            .public_key(self.key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(BEGIN)
            .not_valid_after(BEGIN + dt.timedelta(days=days))
        )
        add = lambda extension, critical=False: builder.add_extension(extension, critical)
        builder = add(x509.BasicConstraints(ca, 0 if ca and issuer and public else None), True)
        if not bare:
            builder = add(x509.KeyUsage(not ca, False, key.startswith("rsa") and not ca, False, False, ca, ca, False, False), True)
            builder = add(x509.SubjectKeyIdentifier.from_public_key(self.key.public_key()))
        if issuer and not bare:
            builder = add(x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer.key.public_key()))
        if (not ca and not bare) or (issuer and public):
            builder = add(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH, ExtendedKeyUsageOID.CLIENT_AUTH]))
        if names:
            builder = add(x509.SubjectAlternativeName(names))
        if constraint:
            builder = add(x509.NameConstraints([x509.DNSName(constraint)], None), True)
        if public and issuer:
            host = "http://pki.example.net/"
            builder = add(
                x509.AuthorityInformationAccess(
                    [
                        x509.AccessDescription(AuthorityInformationAccessOID.OCSP, x509.UniformResourceIdentifier("http://ocsp.example.net")),
                        x509.AccessDescription(AuthorityInformationAccessOID.CA_ISSUERS, x509.UniformResourceIdentifier(host + "ca.cer")),
                    ]
                )
            )
            builder = add(x509.CRLDistributionPoints([x509.DistributionPoint([x509.UniformResourceIdentifier(host + "ca.crl")], None, None, None)]))
            cps = ["https://www.example.net/cps"] if not ca else None
            builder = add(x509.CertificatePolicies([x509.PolicyInformation(DOMAIN_VALIDATED, cps)]))
            if not ca:
                builder = add(x509.UnrecognizedExtension(SCTS, timestamps()))
        edwards = isinstance(signer, ed25519.Ed25519PrivateKey)
        options = {"rsa_padding": padding.PSS(padding.MGF1(digest()), digest.digest_size)} if pss else {}
        self.certificate = builder.sign(signer, None if edwards else digest(), **options)

    @property
    def pem(self):
        return self.certificate.public_bytes(serialization.Encoding.PEM).decode()


def dns(*names):
    return [x509.DNSName(one) for one in names]


def chain(host, keys, names=None, public=True, digest=hashes.SHA256, subject=None, bare=False, **options):
    """The keys are those of the root, the intermediates and the end entity. `renewed` is a root of the same name with another key."""
    first, *between, last = keys
    trust = "Example Trust" if public else None
    renewed = Issued(name("Example Root CA", trust), first, days=9000, digest=digest, bare=bare)
    signer = Issued(name("Example Root CA", trust), first, days=9000, digest=digest, bare=bare)
    root, intermediates = signer, []
    for number, key in enumerate(between):
        signer = Issued(name(f"Example TLS CA {number + 1}", trust), key, signer, public=public and number + 1 == len(between), days=3000, digest=digest, bare=bare, **options)
        intermediates.insert(0, signer)
    server = Issued(subject or name(host), last, signer, ca=False, names=names or dns(host, f"www.{host}"), public=public, days=90 if public else 700, digest=digest, bare=bare)
    return {"host": host, "sent": [server.pem, *[one.pem for one in intermediates]], "root": root.pem, "renewed": renewed.pem}


CHAINS = [
    chain("rsa.example.com", ["rsa-4096", "rsa-2048", "rsa-2048"]),
    chain("mixed.example.com", ["rsa-4096", "rsa-2048", "p-256"], dns("*.example.com", "example.com", "mixed.example.com")),
    chain("ecdsa.example.org", ["p-384", "p-384", "p-256"], digest=hashes.SHA384),
    chain("long.example.org", ["p-256", "p-384", "p-256", "p-256"]),
    chain("api.example.net", ["rsa-3072", "p-384", "rsa-2048"], subject=name("api.example.net", "Example, Inc.")),
    chain("intranet.corp.example", ["rsa-2048", "rsa-2048"], [*dns("intranet.corp.example", "intranet"), x509.IPAddress(ipaddress.ip_address("10.1.2.3"))], public=False),
    chain("db.corp.example", ["p-256", "p-256", "p-256"], public=False, constraint="corp.example"),
    chain("pss.example.com", ["rsa-2048", "rsa-2048", "rsa-2048"], public=False, digest=hashes.SHA384, pss=True),
    chain("new.example.com", ["p-521", "ed25519", "p-256"], public=False, digest=hashes.SHA512),
    # As a CA made by hand issues them: without key identifiers, and without a word of what the keys are for.
    chain("old.corp.example", ["rsa-2048", "rsa-2048", "rsa-2048"], public=False, bare=True),
    chain("xn--bcher-kva.example", ["p-256", "rsa-2048", "rsa-4096"], dns("xn--bcher-kva.example", "*.xn--bcher-kva.example")),
]

pathlib.Path(__file__).with_name("chains.json").write_text(json.dumps(CHAINS, indent=1) + "\n")
