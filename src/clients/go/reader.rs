//! What Go makes of a certificate's octets: ParseCertificate of crypto/x509 (parser.go), step by step, in its words.

use core::net::IpAddr;
use std::collections::BTreeSet;

use x509_parser::der_parser::oid::Oid;

use super::super::openssl::reader::{EC, RSA, rsa_numbers};
use super::super::reader::asn1::{
    BIT_STRING, BOOLEAN, Element, GENERALIZED_TIME, INTEGER, Length, NULL, OCTET_STRING,
};
use super::super::reader::asn1::{OID, SEQUENCE, SET, UTC_TIME};
use super::super::reader::der::{Der, is_negative};
use super::super::reader::outline::{Extension, Outline, ce, pe};
use super::super::reader::time::{Written, Zone};
use super::{Certificate, Code, domain, prefixed};
use crate::certificate::extensions::{GeneralName, dotted};
use crate::certificate::hex;

/// What Go says, and our names for what it can mean.
pub(super) type Unreadable = (String, &'static [Code]);
type Read<T = ()> = Result<T, Unreadable>;

const FRAME: &[Code] = &[Code::CertificateMalformed, Code::EncodingNotDer, Code::CertificateTrailingData];
const VERSION: &[Code] = &[Code::VersionNotV3, Code::EncodingNotDer, Code::CertificateMalformed];
const SERIAL: &[Code] = &[Code::SerialNumberInvalid, Code::EncodingNotDer, Code::CertificateMalformed];
const ALGORITHM: &[Code] =
    &[Code::SignatureAlgorithmMismatch, Code::EncodingNotDer, Code::CertificateMalformed];
const NAME: &[Code] = &[Code::NameMalformed, Code::EncodingNotDer, Code::CertificateMalformed];
const TIME: &[Code] = &[Code::TimeMalformed, Code::EncodingNotDer, Code::CertificateMalformed];
const KEY: &[Code] = &[
    Code::PublicKeyMalformed,
    Code::PublicKeyUnsupported,
    Code::PublicKeyWeak,
    Code::PublicKeyUncommon,
    Code::EncodingNotDer,
    Code::CertificateMalformed,
];
const EXTENSION: &[Code] = &[
    Code::ExtensionMalformed,
    Code::EncodingNotDer,
    Code::CertificateMalformed,
    Code::ExtensionDuplicated,
    Code::PolicyViolated,
];
const DUPLICATED: &[Code] = &[Code::ExtensionDuplicated];
const CRITICAL: &[Code] =
    &[Code::KeyIdentifierCritical, Code::AuthorityInfoAccessCritical, Code::CriticalExtensionUnknown];
const ALTERNATIVES: &[Code] = &[
    Code::SubjectAltNameMalformed,
    Code::ExtensionMalformed,
    Code::NameMalformed,
    Code::EncodingNotDer,
    Code::CertificateMalformed,
];
const CONSTRAINTS: &[Code] = &[
    Code::NameConstraintMalformed,
    Code::NameConstraintsEmpty,
    Code::ExtensionMalformed,
    Code::EncodingNotDer,
    Code::NameConstraintUnsupported,
    Code::NameConstraintViolated,
    Code::CertificateMalformed,
];

/// An error of crypto/x509 itself, which begins with its name.
fn fail<T>(words: &str, faults: &'static [Code]) -> Read<T> {
    Err((prefixed("x509: ", words), faults))
}

trait Demand<T> {
    fn demand(self, words: &str, faults: &'static [Code]) -> Read<T>;
}

impl<T> Demand<T> for Option<T> {
    fn demand(self, words: &str, faults: &'static [Code]) -> Read<T> {
        self.map_or_else(|| fail(words, faults), Ok)
    }
}

/// ParseCertificate. `has_point` says whether a point of one of the three curves that go with TLS is on it.
pub(super) fn parse(bytes: &[u8], has_point: &dyn Fn() -> bool) -> Read {
    let mut outside = Der(bytes);
    let mut input = outside.inner(SEQUENCE).demand("malformed certificate", FRAME)?;
    let mut tbs = input.inner(SEQUENCE).demand("malformed tbs certificate", FRAME)?;
    let version = parse_version(&mut tbs)?;
    let serial = tbs.integer().demand("malformed serial number", SERIAL)?;
    if is_negative(serial) {
        return fail("negative serial number", SERIAL);
    }
    let inside = tbs.read(SEQUENCE).demand("malformed signature algorithm identifier", ALGORITHM)?;
    let outer = input.read(SEQUENCE).demand("malformed algorithm identifier", ALGORITHM)?;
    if inside != outer {
        return fail("inner and outer signature algorithm identifiers don't match", ALGORITHM);
    }
    parse_algorithm(Der(inside), ALGORITHM)?;
    parse_name(tbs.inner(SEQUENCE).demand("malformed issuer", NAME)?)?;
    let mut validity = tbs.inner(SEQUENCE).demand("malformed validity", TIME)?;
    parse_time(&mut validity)?;
    parse_time(&mut validity)?;
    parse_name(tbs.inner(SEQUENCE).demand("malformed issuer", NAME)?)?;
    let mut spki = tbs.inner(SEQUENCE).demand("malformed spki", KEY)?;
    let algorithm = spki.inner(SEQUENCE).demand("malformed public key algorithm identifier", KEY)?;
    let algorithm = parse_algorithm(algorithm, KEY)?;
    let (unused, bits) = spki.bits().demand("malformed subjectPublicKey", KEY)?;
    parse_key(algorithm, &right_aligned(unused, bits), has_point)?;
    if version > 0 {
        tbs.optional(0x81).demand("malformed issuerUniqueID", FRAME)?;
        tbs.optional(0x82).demand("malformed subjectUniqueID", FRAME)?;
    }
    if version == 2
        && let Some(extensions) = tbs.optional(0xa3).demand("malformed extensions", EXTENSION)?
    {
        parse_extensions(Der(extensions))?;
    }
    input.bits().demand("malformed signature", FRAME)?;
    if outside.is_empty() { Ok(()) } else { fail("trailing data", FRAME) }
}

fn parse_version(tbs: &mut Der<'_>) -> Read<i64> {
    const MALFORMED: &str = "malformed version";
    let Some(tagged) = tbs.optional(0xa0).demand(MALFORMED, VERSION)? else { return Ok(0) };
    let mut tagged = Der(tagged);
    let version = tagged.signed(INTEGER).filter(|_| tagged.is_empty()).demand(MALFORMED, VERSION)?;
    match version {
        0..=2 => Ok(version),
        3 => fail("invalid version", VERSION),
        _ => fail(if version < 0 { MALFORMED } else { "invalid version" }, VERSION),
    }
}

/// Contents of the object identifier, and the parameters with their header.
fn parse_algorithm<'a>(mut der: Der<'a>, faults: &'static [Code]) -> Read<(&'a [u8], &'a [u8])> {
    let oid = der.oid().demand("malformed OID", faults)?;
    if der.is_empty() {
        return Ok((oid, &[]));
    }
    let parameters = der.0;
    der.any().demand("malformed parameters", faults)?;
    let length = parameters.len() - der.0.len();
    Ok((oid, parameters.get(..length).unwrap_or_default()))
}

fn parse_name(mut name: Der<'_>) -> Read {
    const PREFIX: &str = "invalid RDNSequence: invalid attribute value: ";
    while !name.is_empty() {
        let mut set = name.inner(SET).demand("invalid RDNSequence", NAME)?;
        while !set.is_empty() {
            let mut attribute = set.inner(SEQUENCE).demand("invalid RDNSequence: invalid attribute", NAME)?;
            attribute.oid().demand("invalid RDNSequence: invalid attribute type", NAME)?;
            if let Some(wrong) = wrong_value(attribute) {
                return fail(&prefixed(PREFIX, wrong), NAME);
            }
        }
    }
    Ok(())
}

/// What readASN1Any says of an attribute's value.
fn wrong_value(der: Der<'_>) -> Option<&'static str> {
    let mut next = der;
    let mut again = der;
    let Some((tag, value)) = next.any() else { return Some("invalid ASN.1 element") };
    let (fits, wrong) = match tag {
        0x0c => (core::str::from_utf8(value).is_ok(), "invalid UTF-8 string"),
        0x12 => (value.iter().all(|octet| octet.is_ascii_digit() || *octet == b' '), "invalid NumericString"),
        0x13 => (value.iter().all(is_printable), "invalid PrintableString"),
        0x16 => (value.is_ascii(), "invalid IA5String"),
        0x1e => (is_bmp(value), "invalid BMPString"),
        INTEGER => (again.signed(INTEGER).is_some(), "invalid ASN.1 integer"),
        BIT_STRING => (again.bits().is_some(), "invalid ASN.1 BIT STRING"),
        OID => (again.oid().is_some(), "invalid ASN.1 OBJECT IDENTIFIER"),
        BOOLEAN => (again.boolean().is_some(), "invalid ASN.1 BOOLEAN"),
        UTC_TIME => (is_time(tag, value), "x509: malformed UTCTime"),
        GENERALIZED_TIME => (is_time(tag, value), "x509: malformed GeneralizedTime"),
        _ => return None,
    };
    (!fits).then_some(wrong)
}

fn is_printable(octet: &u8) -> bool {
    octet.is_ascii_alphanumeric() || b" '()+,-./:=?*&".contains(octet)
}

fn is_bmp(value: &[u8]) -> bool {
    let units: Vec<u16> = value
        .chunks_exact(2)
        .map(|pair| pair.iter().fold(0, |unit, octet| unit << 8 | u16::from(*octet)))
        .collect();
    value.len().is_multiple_of(2)
        && units.iter().all(|unit| !matches!(unit, 0xd800..=0xdfff | 0xfdd0..=0xfdef | 0xfffe | 0xffff))
}

fn parse_time(validity: &mut Der<'_>) -> Read {
    let (tag, words) = match validity.0.first() {
        Some(&UTC_TIME) => (UTC_TIME, "malformed UTCTime"),
        Some(&GENERALIZED_TIME) => (GENERALIZED_TIME, "malformed GeneralizedTime"),
        _ => return fail("unsupported time format", TIME),
    };
    let contents = validity.read(tag).demand(words, TIME)?;
    if is_time(tag, contents) { Ok(()) } else { fail(words, TIME) }
}

/// What time.Parse takes, and time.Format writes in the same way.
fn is_time(tag: u8, contents: &[u8]) -> bool {
    let element = Element { tag, contents, whole: &[], length: Length::Minimal };
    Written::read(&element).is_some_and(|written| {
        let is_zone = match written.zone {
            Zone::Zulu => true,
            Zone::Offset(minutes) => minutes != 0 && minutes.abs() <= 24 * 60 + 59 && has_minutes(contents),
            Zone::Other => false,
        };
        is_zone && !written.fraction && written.is_possible() && (written.second.is_some() || tag == UTC_TIME)
    })
}

/// The minutes of an offset are fewer than 60.
fn has_minutes(contents: &[u8]) -> bool {
    matches!(contents, [.., b'0'..=b'5', b'0'..=b'9'])
}

/// A BIT STRING without its unused bits.
fn right_aligned(unused: u8, bits: &[u8]) -> Vec<u8> {
    let mut carried = 0;
    let shift = u32::from(unused);
    let aligned = bits.iter().map(|octet| {
        let whole = u16::from(carried) << 8 | u16::from(*octet);
        carried = *octet;
        whole.checked_shr(shift).unwrap_or(0).to_le_bytes().first().copied().unwrap_or(0)
    });
    aligned.collect()
}

const ED25519: &[u8] = &[0x2b, 0x65, 0x70];
const X25519: &[u8] = &[0x2b, 0x65, 0x6e];
const DSA: &[u8] = &[0x2a, 0x86, 0x48, 0xce, 0x38, 4, 1];

/// parsePublicKey; keys of other algorithms are kept as they are.
fn parse_key((oid, parameters): (&[u8], &[u8]), bits: &[u8], has_point: &dyn Fn() -> bool) -> Read {
    let mut der = Der(bits);
    match oid {
        RSA => {
            if parameters != [NULL, 0] {
                return fail("RSA key missing NULL parameters", KEY);
            }
            let mut numbers = der.inner(SEQUENCE).demand("invalid RSA public key", KEY)?;
            let modulus = numbers.integer().demand("invalid RSA modulus", KEY)?;
            let exponent = numbers.signed(INTEGER).demand("invalid RSA public exponent", KEY)?;
            if is_negative(modulus) || modulus == [0] {
                return fail("RSA modulus is not a positive number", KEY);
            }
            if exponent <= 0 {
                return fail("RSA public exponent is not a positive number", KEY);
            }
            Ok(())
        }
        EC => {
            let curve = Der(parameters).oid().demand("invalid ECDSA parameters", KEY)?;
            let (name, octets) = match curve {
                [0x2b, 0x81, 4, 0, 0x21] => ("P224", 28),
                [0x2a, 0x86, 0x48, 0xce, 0x3d, 3, 1, 7] => ("P256", 32),
                [0x2b, 0x81, 4, 0, 0x22] => ("P384", 48),
                [0x2b, 0x81, 4, 0, 0x23] => ("P521", 66),
                _ => return fail("unsupported elliptic curve", KEY),
            };
            let told = |before: &str, after: &str| Err(([before, name, after].concat(), KEY));
            if bits.first() != Some(&4) {
                return Err((String::from("ecdsa: invalid uncompressed public key"), KEY));
            }
            if bits.len() != 1 + 2 * octets {
                return told("invalid ", " point encoding");
            }
            if name == "P224" || has_point() { Ok(()) } else { told("", " point not on curve") }
        }
        ED25519 | X25519 => {
            let name = if oid == ED25519 { "Ed25519" } else { "X25519" };
            if !parameters.is_empty() {
                return fail(&prefixed(name, " key encoded with illegal parameters"), KEY);
            }
            match (bits.len(), oid) {
                (32, _) => Ok(()),
                (_, ED25519) => fail("wrong Ed25519 public key size", KEY),
                _ => Err((String::from("crypto/ecdh: invalid public key"), KEY)),
            }
        }
        DSA => {
            let public = der.integer().demand("invalid DSA public key", KEY)?;
            let mut numbers = Der(parameters).inner(SEQUENCE).unwrap_or_default();
            for number in [Some(public), numbers.integer(), numbers.integer(), numbers.integer()] {
                let number = number.demand("invalid DSA parameters", KEY)?;
                if is_negative(number) || number == [0] {
                    return fail("zero or negative DSA parameter", KEY);
                }
            }
            Ok(())
        }
        _ => Ok(()),
    }
}

fn parse_extensions(mut outside: Der<'_>) -> Read {
    let mut list = outside.inner(SEQUENCE).demand("malformed extensions", EXTENSION)?;
    let mut seen: Vec<Extension<'_>> = Vec::new();
    let mut oids: BTreeSet<&[u8]> = BTreeSet::new();
    while !list.is_empty() {
        let mut extension = list.inner(SEQUENCE).demand("malformed extension", EXTENSION)?;
        let oid = extension.oid().demand("malformed extension OID field", EXTENSION)?;
        let mut critical = false;
        if extension.is_next(BOOLEAN) {
            critical = extension.boolean().demand("malformed extension critical field", EXTENSION)?;
        }
        let value = extension.read(OCTET_STRING).demand("malformed extension value field", EXTENSION)?;
        if !oids.insert(oid) {
            let oid = quoted(dotted(&Oid::new(oid.into())).as_bytes());
            return fail(&prefixed("certificate contains duplicate extension with OID ", &oid), DUPLICATED);
        }
        seen.push(Extension { oid, critical, value });
    }
    seen.iter().try_for_each(parse_extension)
}

/// processExtensions, of one of them.
fn parse_extension(extension: &Extension<'_>) -> Read {
    let mut value = Der(extension.value);
    let invalid = |words: &str| fail(&prefixed("invalid ", words), EXTENSION);
    let not_critical = |name: &str| match extension.critical {
        true => fail(&prefixed(name, " incorrectly marked critical"), CRITICAL),
        false => Ok(()),
    };
    if extension.oid == pe(1) {
        not_critical("authority info access")?;
        return parse_information_access(value).map_or_else(|| invalid("authority info access"), Ok);
    }
    let [0x55, 0x1d, arc] = extension.oid else { return Ok(()) };
    match arc {
        15 => value.bits().map_or_else(|| invalid("key usage"), |_| Ok(())),
        19 => basic_constraints(value).map_or_else(|| invalid("basic constraints"), |_| Ok(())),
        17 => parse_alternatives(value),
        30 => parse_constraints(value),
        31 => {
            let list = value.inner(SEQUENCE).demand("invalid CRL distribution points", EXTENSION)?;
            parse_distribution_points(list).map_or_else(|| invalid("CRL distribution point"), Ok)
        }
        35 => {
            const NAME: &str = "authority key identifier";
            not_critical(NAME)?;
            let list = value.inner(SEQUENCE).and_then(|mut list| list.optional(0x80));
            list.map_or_else(|| invalid(NAME), |_| Ok(()))
        }
        36 => parse_policy_constraints(value).map_or_else(|| invalid("policy constraints extension"), Ok),
        37 => purposes(value).map_or_else(|| invalid("extended key usages"), |_| Ok(())),
        14 => {
            not_critical("subject key identifier")?;
            value.read(OCTET_STRING).map_or_else(|| invalid("subject key identifier"), |_| Ok(()))
        }
        32 => parse_policies(value).map_or_else(|| invalid("certificate policies"), Ok),
        33 => parse_mappings(value).map_or_else(|| invalid("policy mappings extension"), Ok),
        54 => value.signed(INTEGER).map_or_else(|| invalid("inhibit any policy extension"), |_| Ok(())),
        _ => Ok(()),
    }
}

/// Whether it is a CA, and the longest path below it.
fn basic_constraints(mut value: Der<'_>) -> Option<(bool, Option<i64>)> {
    let mut value = value.inner(SEQUENCE)?;
    let is_ca = if value.is_next(BOOLEAN) { value.boolean()? } else { false };
    let length = match value.is_next(INTEGER) {
        true => Some(value.signed(INTEGER).filter(|length| *length >= 0)?),
        false => None,
    };
    Some((is_ca, length))
}

fn purposes(mut value: Der<'_>) -> Option<usize> {
    let mut list = value.inner(SEQUENCE)?;
    let mut count = 0;
    while !list.is_empty() {
        list.oid()?;
        count += 1;
    }
    Some(count)
}

fn parse_policies(mut value: Der<'_>) -> Option<()> {
    let mut list = value.inner(SEQUENCE)?;
    let mut seen = BTreeSet::new();
    while !list.is_empty() {
        let oid = list.inner(SEQUENCE)?.read(OID)?;
        // OIDs of any size are taken here, but in the shortest form.
        let is_whole = oid.last().is_some_and(|last| last & 0x80 == 0);
        let is_padded = oid.split_inclusive(|octet| octet & 0x80 == 0).any(|arc| arc.first() == Some(&0x80));
        if !is_whole || is_padded || !seen.insert(oid) {
            return None;
        }
    }
    Some(())
}

fn parse_mappings(mut value: Der<'_>) -> Option<()> {
    let mut list = value.inner(SEQUENCE)?;
    while !list.is_empty() {
        let mut mapping = list.inner(SEQUENCE)?;
        mapping.read(OID)?;
        mapping.read(OID)?;
    }
    Some(())
}

fn parse_policy_constraints(mut value: Der<'_>) -> Option<()> {
    let mut value = value.inner(SEQUENCE)?;
    for tag in [0x80, 0x81] {
        if value.is_next(tag) {
            value.signed(tag)?;
        }
    }
    Some(())
}

fn parse_information_access(mut value: Der<'_>) -> Option<()> {
    let mut list = value.inner(SEQUENCE)?;
    while !list.is_empty() {
        let mut access = list.inner(SEQUENCE)?;
        access.oid()?;
        access.optional(0x86)?;
    }
    Some(())
}

fn parse_distribution_points(mut list: Der<'_>) -> Option<()> {
    while !list.is_empty() {
        let mut point = list.inner(SEQUENCE)?;
        let Some(name) = point.optional(0xa0)? else { continue };
        let mut names = Der(name).inner(0xa0)?;
        while names.is_next(0x86) {
            names.read(0x86)?;
        }
    }
    Some(())
}

/// parseSANExtension.
fn parse_alternatives(mut value: Der<'_>) -> Read {
    let mut list = value.inner(SEQUENCE).demand("invalid subject alternative names", ALTERNATIVES)?;
    while !list.is_empty() {
        let (tag, name) = list.any().demand("invalid subject alternative name", ALTERNATIVES)?;
        let wrong = match tag {
            0x81 if !name.is_ascii() => String::from("SAN rfc822Name is malformed"),
            0x82 if !name.is_ascii() => String::from("SAN dNSName is malformed"),
            0x86 if !name.is_ascii() => String::from("SAN uniformResourceIdentifier is malformed"),
            0x86 => match uri_error(name) {
                Some(wrong) => ["cannot parse URI ", &quoted(name), ": ", &wrong].concat(),
                None => continue,
            },
            0x87 => match name {
                [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, _, _, _, _] => {
                    String::from("SAN iPAddress contains IPv4-mapped IPv6 address")
                }
                _ if matches!(name.len(), 4 | 16) => continue,
                _ => prefixed("cannot parse IP address of length ", &name.len().to_string()),
            },
            _ => continue,
        };
        return fail(&wrong, ALTERNATIVES);
    }
    Ok(())
}

/// What url.Parse says, and what is said of a host that is no domain.
fn uri_error(uri: &[u8]) -> Option<String> {
    let told = |reason: &str| Some(["parse ", &quoted(uri), ": ", reason].concat());
    if uri.iter().any(|octet| *octet < 0x20 || *octet == 0x7f) {
        return told("net/url: invalid control character in URL");
    }
    let text = core::str::from_utf8(uri).unwrap_or_default();
    let text = text.split('#').next().unwrap_or_default();
    if text.starts_with(':') {
        return told("missing protocol scheme");
    }
    let rest = match scheme(text) {
        Some(rest) => rest,
        None if text.split(['/', '?']).next().is_some_and(|segment| segment.contains(':')) => {
            return told("first path segment in URL cannot contain colon");
        }
        None => text,
    };
    let authority = rest.strip_prefix("//")?.split(['/', '?']).next()?;
    let host = authority.rsplit('@').next().unwrap_or_default();
    let (name, port) = match host.rsplit_once(']') {
        Some((_, port)) => (host, port.strip_prefix(':').or((!port.is_empty()).then_some(port))),
        None => (host, host.rsplit_once(':').map(|(_, port)| port)),
    };
    if let Some(port) = port.filter(|port| !port.bytes().all(|octet| octet.is_ascii_digit())) {
        let port = quoted(prefixed(":", port).as_bytes());
        return told(&["invalid port ", &port, " after host"].concat());
    }
    if name.contains(' ') {
        return told("invalid character \" \" in host name");
    }
    (!name.is_empty() && !domain::is_valid(name, false)).then(|| String::from("invalid domain"))
}

/// What follows the scheme of a URI.
fn scheme(uri: &str) -> Option<&str> {
    let (scheme, rest) = uri.split_once(':')?;
    let is_scheme = scheme.starts_with(|first: char| first.is_ascii_alphabetic())
        && scheme.bytes().all(|octet| octet.is_ascii_alphanumeric() || b"+-.".contains(&octet));
    is_scheme.then_some(rest)
}

/// The host of a URI, with its port, as url.Parse finds it; and the URI as it writes it.
pub(super) fn uri_host(uri: &str) -> &str {
    let rest = scheme(uri).unwrap_or(uri);
    let authority = rest.strip_prefix("//").and_then(|rest| rest.split(['/', '?', '#']).next());
    authority.unwrap_or_default().rsplit('@').next().unwrap_or_default()
}

/// parseNameConstraintsExtension.
fn parse_constraints(mut outside: Der<'_>) -> Read {
    const INVALID: &str = "invalid NameConstraints extension";
    let mut sides = outside.inner(SEQUENCE).filter(|_| outside.is_empty()).demand(INVALID, CONSTRAINTS)?;
    let permitted = sides.optional(0xa0).demand(INVALID, CONSTRAINTS)?;
    let excluded = sides.optional(0xa1).demand(INVALID, CONSTRAINTS)?;
    match (permitted, excluded) {
        _ if !sides.is_empty() => return fail(INVALID, CONSTRAINTS),
        (None, None) | (Some([]), None | Some([])) | (None, Some([])) => {
            return fail("empty name constraints extension", CONSTRAINTS);
        }
        _ => {}
    }
    for side in [permitted, excluded].into_iter().flatten() {
        let mut side = Der(side);
        while !side.is_empty() {
            let base = side.inner(SEQUENCE).and_then(|mut subtree| subtree.any());
            let (tag, base) = base.demand(INVALID, CONSTRAINTS)?;
            parse_constraint(tag, base)?;
        }
    }
    Ok(())
}

fn parse_constraint(tag: u8, base: &[u8]) -> Read {
    if matches!(tag, 0x81 | 0x82 | 0x86) && !base.is_ascii() {
        let words = ["invalid constraint value: x509: ", &quoted(base), " cannot be encoded as an IA5String"];
        return fail(&words.concat(), CONSTRAINTS);
    }
    let text = core::str::from_utf8(base).unwrap_or_default();
    let (kind, after) = match tag {
        0x82 if !domain::is_valid(text, true) => ("dnsName", ""),
        0x81 if text.contains('@') && domain::mailbox(text).is_none() => ("rfc822Name", ""),
        0x81 if !text.contains('@') && !domain::is_valid(text, true) => ("rfc822Name", ""),
        0x86 if text.parse::<IpAddr>().is_ok() => ("URI", ": cannot be IP address"),
        0x86 if !domain::is_valid(text, true) => ("URI", ""),
        0x87 => {
            let words = match base.len() {
                8 | 32 => {
                    let mask = base.get(base.len() / 2..).unwrap_or_default();
                    if is_mask(mask) {
                        return Ok(());
                    }
                    prefixed("IP constraint contained invalid mask ", &hex(mask))
                }
                length => prefixed("IP constraint contained value of length ", &length.to_string()),
            };
            return fail(&words, CONSTRAINTS);
        }
        _ => return Ok(()),
    };
    fail(&["failed to parse ", kind, " constraint ", &quoted(base), after].concat(), CONSTRAINTS)
}

/// Ones, and then noughts.
fn is_mask(mask: &[u8]) -> bool {
    let mut rest = mask.iter().skip_while(|octet| **octet == 0xff);
    rest.next().is_none_or(|octet| octet.leading_ones() + octet.trailing_zeros() == 8)
        && rest.all(|octet| *octet == 0)
}

/// Text as `%q` shows it.
pub(super) fn quoted(octets: &[u8]) -> String {
    let mut out = String::from("\"");
    for chunk in octets.utf8_chunks() {
        for letter in chunk.valid().chars() {
            match letter {
                '"' => out.push_str("\\\""),
                '\\' => out.push_str("\\\\"),
                '\n' => out.push_str("\\n"),
                '\t' => out.push_str("\\t"),
                '\r' => out.push_str("\\r"),
                '\u{7}' => out.push_str("\\a"),
                '\u{8}' => out.push_str("\\b"),
                '\u{b}' => out.push_str("\\v"),
                '\u{c}' => out.push_str("\\f"),
                _ if letter.is_ascii_control() => {
                    out.push_str("\\x");
                    out.push_str(&hex(&[u8::try_from(letter).unwrap_or(0)]));
                }
                _ => out.push(letter),
            }
        }
        for octet in chunk.invalid() {
            out.push_str("\\x");
            out.push_str(&hex(&[*octet]));
        }
    }
    out.push('"');
    out
}

/// What Go keeps of basicConstraints: `None` where there are none.
pub(super) fn kept_constraints(certificate: &Certificate) -> Option<(bool, Option<i64>)> {
    let outline = Outline::of(certificate);
    basic_constraints(Der(outline.extension(&ce(19))?.value))
}

/// The names that Go keeps of subjectAltName, in order; those of other kinds are passed over. `None` where it is not there.
pub(super) fn kept_names(certificate: &Certificate) -> Option<Vec<GeneralName>> {
    let outline = Outline::of(certificate);
    let mut list = Der(outline.extension(&ce(17))?.value).inner(SEQUENCE).unwrap_or_default();
    let mut names = Vec::new();
    while let Some((tag, name)) = list.any() {
        let text = || String::from_utf8_lossy(name).into_owned();
        names.push(match tag {
            0x81 => GeneralName::Email(text()),
            0x82 => GeneralName::Dns(text()),
            0x86 => GeneralName::Uri(text()),
            0x87 => GeneralName::Ip(name.to_vec()),
            _ => continue,
        });
    }
    Some(names)
}

/// The exponent of an RSA key, and its size in bits, where there are both.
pub(super) fn rsa(certificate: &Certificate) -> Option<(i64, usize)> {
    let outline = Outline::of(certificate);
    let (_, bits) = outline.key_parts()?;
    let (_, exponent) = rsa_numbers(bits)?;
    let value = exponent.iter().fold(0_i64, |value, octet| value.wrapping_shl(8) | i64::from(*octet));
    Some((value, super::super::openssl::reader::rsa_bits(certificate)?))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A certificate in order, with octets of it replaced once.
    fn changed(from: &[u8], to: &[u8]) -> Vec<u8> {
        let text = include_str!("../../input/samples/leaf.pem");
        let (_, found) = x509_parser::pem::parse_x509_pem(text.as_bytes()).unwrap();
        let der = found.contents;
        let at = der.windows(from.len()).position(|window| window == from).unwrap();
        [&der[..at], to, &der[at + from.len()..]].concat()
    }

    fn said(bytes: &[u8]) -> Option<String> {
        parse(bytes, &|| true).err().map(|(words, _)| words)
    }

    #[test]
    fn what_is_in_order_is_read() {
        assert_eq!(said(&changed(&[0x30], &[0x30])), None);
    }

    /// The words of parser.go.
    #[test]
    fn each_oddity_is_refused_in_the_words_of_go() {
        let version: &[u8] = &[0xa0, 3, 2, 1];
        let words = [
            (changed(&[0xa0, 3, 2, 1, 2], &[0xa0, 3, 2, 1, 3]), "x509: invalid version"),
            (changed(version, &[0xa0, 3, 4, 1]), "x509: malformed version"),
            (changed(&[0x17, 13], &[0x16, 13]), "x509: unsupported time format"),
            (
                changed(&[6, 3, 0x55, 4, 3], &[6, 3, 0x55, 4, 0x83]),
                "x509: invalid RDNSequence: invalid attribute type",
            ),
            ([changed(&[0x30], &[0x30]), vec![5, 0]].concat(), "x509: trailing data"),
            (vec![0x30, 0x80, 0, 0], "x509: malformed certificate"),
            (vec![0x30, 0], "x509: malformed tbs certificate"),
        ];
        for (bytes, wanted) in words {
            assert_eq!(said(&bytes).as_deref(), Some(wanted));
        }
    }
}
