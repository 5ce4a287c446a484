//! What BoringSSL's reader makes of a certificate's octets: DER, but for booleans, defaults and the order of a SET.

use std::collections::BTreeSet;

use super::super::openssl::reader::{EC, RSA, is_invalid};
use super::super::reader::asn1::{self, Element};
use super::super::reader::name::canonical;
use super::super::reader::outline::{Outline, ce};
use super::super::reader::schema::{self, Dialect, Type};
use super::super::reader::time::{Written, Zone};
use crate::certificate::Certificate;
use crate::certificate::extensions::KeyUsage;

static BORINGSSL: Dialect = Dialect {
    padded_lengths: false,
    indefinite_lengths: false,
    constructed_strings: false,
    loose_booleans: true,
    padded_integers: false,
    empty_integers: false,
    long_lengths_of_nothing: true,
    encoded_defaults: true,
    unordered_sets: true,
    loose_unused_bits: false,
    trailing_components: false,
    typed: false,
    text: |_, _| true,
    attribute: is_attribute,
    time: is_time,
    oid: |contents| !contents.is_empty() && contents.last().is_some_and(|last| last & 0x80 == 0),
};

/// Strings of several octets a letter are whole, and UTF-8 is.
fn is_attribute(value: &Element<'_>) -> bool {
    super::super::reader::name::text(value).is_some()
}

/// RFC 5280 §4.1.2.5, but for UTCTime with an offset.
fn is_time(time: &Element<'_>) -> bool {
    Written::read(time).is_some_and(|written| {
        let zone =
            written.zone == Zone::Zulu || (!written.generalized && matches!(written.zone, Zone::Offset(_)));
        written.is_possible() && written.second.is_some() && !written.fraction && zone
    })
}

/// Whether X509_parse reads it. Nothing may follow, and extensions and unique identifiers are for the versions that have them.
pub(super) fn is_readable(bytes: &[u8]) -> bool {
    if BORINGSSL.read_all(&schema::CERTIFICATE, bytes).is_err() {
        return false;
    }
    let tbs = asn1::element(bytes).ok().and_then(|(outer, _)| asn1::element(outer.contents).ok());
    let Some((tbs, _)) = tbs else { return false };
    let outline = Outline::read(tbs.whole);
    let version = outline.version.map_or(Some(0), |version| version.contents.first().copied());
    let fits = match version {
        Some(0) => !outline.has_extensions && !outline.has_unique_ids,
        Some(1) => !outline.has_extensions,
        Some(2) => true,
        _ => false,
    };
    let has_no_empty_set = |name: &[u8]| {
        let sets = asn1::element(name).map_or(&[][..], |(name, _)| name.contents);
        asn1::elements(sets).all(|set| !set.contents.is_empty())
    };
    fits && [outline.issuer, outline.subject]
        .into_iter()
        .all(|name| canonical(name).is_some() && has_no_empty_set(name))
}

/// The skeleton of the server's certificate, up to its key: read before anything else.
pub(super) fn has_key(bytes: &[u8]) -> bool {
    fn skeleton(bytes: &[u8]) -> Option<()> {
        let (outer, rest) = strict(bytes, asn1::SEQUENCE)?;
        let (tbs, _) = strict(outer.contents, asn1::SEQUENCE)?;
        let mut at = tbs.contents;
        if at.first() == Some(&0xa0) {
            at = strict(at, 0xa0)?.1;
        }
        for tag in [asn1::INTEGER, asn1::SEQUENCE, asn1::SEQUENCE, asn1::SEQUENCE, asn1::SEQUENCE] {
            at = strict(at, tag)?.1;
        }
        rest.is_empty().then_some(())
    }
    skeleton(bytes).is_some()
}

/// What ssl_cert_check_key_usage makes of the server's certificate.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Usage {
    Fits,
    /// It does not allow signatures.
    Incorrect,
    /// It, or an extension before it, cannot be read.
    Unreadable,
}

/// Whether keyUsage lets the server's key sign. Extensions behind it are not looked at.
pub(super) fn usage(bytes: &[u8]) -> Usage {
    find_usage(bytes).unwrap_or(Usage::Unreadable)
}

fn find_usage(bytes: &[u8]) -> Option<Usage> {
    let (outer, _) = strict(bytes, asn1::SEQUENCE)?;
    let (tbs, _) = strict(outer.contents, asn1::SEQUENCE)?;
    let mut at = tbs.contents;
    while let Some(tag) = at.first().filter(|tag| **tag != 0xa3) {
        at = strict(at, *tag)?.1;
    }
    if at.is_empty() {
        return Some(Usage::Fits);
    }
    let (wrapped, _) = strict(at, 0xa3)?;
    let (list, _) = strict(wrapped.contents, asn1::SEQUENCE)?;
    let mut rest = list.contents;
    while !rest.is_empty() {
        let (extension, after) = strict(rest, asn1::SEQUENCE)?;
        rest = after;
        let (oid, mut parts) = strict(extension.contents, asn1::OID)?;
        if parts.first() == Some(&asn1::BOOLEAN) {
            parts = strict(parts, asn1::BOOLEAN)?.1;
        }
        let (value, _) = strict(parts, asn1::OCTET_STRING)?;
        if oid.contents != ce(15) {
            continue;
        }
        let (bits, trailing) = strict(value.contents, asn1::BIT_STRING)?;
        let is_sound = trailing.is_empty() && BORINGSSL.read(&Type::BitString, value.contents).is_ok();
        let first = bits.contents.get(1).copied().unwrap_or(0);
        return is_sound.then_some(if first & 0x80 == 0 { Usage::Incorrect } else { Usage::Fits });
    }
    Some(Usage::Fits)
}

fn strict(bytes: &[u8], tag: u8) -> Option<(Element<'_>, &[u8])> {
    asn1::expect(bytes, tag).filter(|(element, _)| element.length == asn1::Length::Minimal)
}

/// The extensions whose values x509v3_cache_extensions reads.
static CACHED: &[(&[u8], &Type)] = &[
    (&ce(19), &schema::BASIC_CONSTRAINTS),
    (&ce(15), &schema::BIT_STRING),
    (&ce(37), &schema::PURPOSES),
    (&ce(14), &schema::OCTET_STRING),
    (&ce(35), &schema::AUTHORITY_KEY_ID),
    (&ce(17), &schema::GENERAL_NAMES),
    (&ce(30), &schema::NAME_CONSTRAINTS),
    (&ce(31), &schema::DISTRIBUTION_POINTS),
];

/// EXFLAG_INVALID: nothing may follow a value either.
pub(super) fn is_unusable(certificate: &Certificate) -> bool {
    let mut outline = Outline::of(certificate);
    let is_cached = |oid: &[u8]| CACHED.iter().any(|(known, _)| *known == oid);
    outline.extensions.retain(|extension| is_cached(extension.oid));
    let has_tail = |value: &[u8]| asn1::element(value).is_ok_and(|(_, rest)| !rest.is_empty());
    is_invalid(certificate, &outline, &BORINGSSL, CACHED)
        || outline.extensions.iter().any(|extension| has_tail(extension.value))
}

/// An extension about policies that cannot be read, says nothing, or says what it must not.
pub(super) fn has_odd_policies(certificate: &Certificate, is_end_entity: bool) -> bool {
    let outline = Outline::of(certificate);
    let odd = |oid: [u8; 3], of: &Type, is_odd: &dyn Fn(&[u8]) -> bool| {
        let mut found = outline.extensions.iter().filter(|extension| extension.oid == oid);
        match (found.next(), found.next()) {
            (None, _) => false,
            (Some(extension), None) => {
                let contents = asn1::element(extension.value).map_or(&[][..], |(value, _)| value.contents);
                BORINGSSL.read_all(of, extension.value).is_err() || is_odd(contents)
            }
            (Some(_), Some(_)) => true,
        }
    };
    let is_negative = |contents: &[u8]| contents.first().is_some_and(|first| first & 0x80 != 0);
    let policies = |contents: &[u8]| {
        let mut known: BTreeSet<&[u8]> = BTreeSet::new();
        let mut oids = asn1::elements(contents).filter_map(|policy| asn1::elements(policy.contents).next());
        contents.is_empty() || oids.any(|oid| !known.insert(oid.contents))
    };
    let constraints = |contents: &[u8]| {
        contents.is_empty() || asn1::elements(contents).any(|part| is_negative(part.contents))
    };
    let mappings = |contents: &[u8]| {
        const ANY: &[u8] = &[0x55, 0x1d, 0x20, 0];
        contents.is_empty()
            || asn1::elements(contents)
                .flat_map(|pair| asn1::elements(pair.contents))
                .any(|oid| oid.contents == ANY)
    };
    odd(ce(32), &schema::POLICIES, &policies)
        || odd(ce(36), &schema::POLICY_CONSTRAINTS, &constraints)
        || odd(ce(54), &schema::INTEGER, &is_negative)
        || (!is_end_entity && odd(ce(33), &schema::POLICY_MAPPINGS, &mappings))
}

/// Whether EVP_parse_public_key takes the key.
pub(super) fn takes_key(certificate: &Certificate) -> bool {
    let outline = Outline::of(certificate);
    let Some((algorithm, bits)) = outline.key_parts() else { return false };
    let mut parts = asn1::elements(algorithm.contents);
    let oid = parts.next().map_or(&[][..], |oid| oid.contents);
    let parameters = parts.next();
    match oid {
        RSA => parameters.is_some_and(|found| found.tag == asn1::NULL) && is_rsa_key(bits),
        EC => {
            let named =
                ["EC P-224", "EC P-256", "EC P-384", "EC P-521"].contains(&certificate.key.name.as_ref());
            let octets = certificate.key.bits.unwrap_or(0).div_ceil(8);
            named
                && match bits.first() {
                    Some(4) if certificate.key.name == "EC P-224" => bits.len() == 2 * octets + 1,
                    Some(4) => certificate.key.supported,
                    Some(2 | 3) => bits.len() == octets + 1,
                    _ => false,
                }
        }
        // Edwards' curve of 448 bits, and keys for PSS alone, are none that it knows.
        [0x2b, 0x65, 0x71] | [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 10] => false,
        _ => true,
    }
}

/// DER of positive numbers, the exponent odd, of at most 33 bits and more than 1.
fn is_rsa_key(bits: &[u8]) -> bool {
    static KEY: Type = Type::SequenceOf(&schema::INTEGER, 2);
    if BORINGSSL.read_all(&KEY, bits).is_err() {
        return false;
    }
    let sequence = asn1::element(bits).map_or(&[][..], |(sequence, _)| sequence.contents);
    let numbers: Vec<&[u8]> = asn1::elements(sequence).map(|number| number.contents).collect();
    let [modulus, exponent] = numbers.as_slice() else { return false };
    let is_positive = |number: &[u8]| number.first().is_some_and(|first| first & 0x80 == 0);
    let value =
        exponent.iter().try_fold(0_u64, |sum, octet| sum.checked_mul(256)?.checked_add(u64::from(*octet)));
    is_positive(modulus)
        && is_positive(exponent)
        && value.is_some_and(|value| value & 1 == 1 && value > 1 && value < 1 << 33)
}

/// Whether keyUsage, as BoringSSL reads it, has any of these bits; a certificate without it may do all.
pub(super) fn may(certificate: &Certificate, bits: u16) -> bool {
    certificate.extensions.key_usage.as_ref().is_none_or(|found| KeyUsage::has(found.value, bits))
}
