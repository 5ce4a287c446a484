//! What GnuTLS makes of a certificate's octets: gnutls_x509_crt_import over libtasn1, strict about lengths that are not definite
//! and little else.

use std::collections::BTreeSet;

use super::super::openssl::reader::{EC, RSA, rsa_numbers};
use super::super::reader::asn1::{self, Element, Length};
use super::super::reader::outline::{Outline, ce, pe};
use super::super::reader::schema::{self, Dialect, Kind, Misfit, Wrong};
use super::super::reader::time::{Written, Zone};
use crate::certificate::Certificate;
use crate::certificate::name::Name;
use crate::notation::hex;

static GNUTLS: Dialect = Dialect {
    padded_lengths: true,
    indefinite_lengths: false,
    constructed_strings: false,
    loose_booleans: true,
    padded_integers: true,
    empty_integers: true,
    long_lengths_of_nothing: true,
    encoded_defaults: true,
    unordered_sets: true,
    loose_unused_bits: true,
    trailing_components: false,
    typed: false,
    text: |_, _| true,
    attribute: |_| true,
    time: is_time,
    oid: |contents| !contents.is_empty(),
};

/// libtasn1 wants digits and a Z; what they say is looked at later.
fn is_time(time: &Element<'_>) -> bool {
    Written::read(time).is_some_and(|written| written.zone == Zone::Zulu)
}

/// One of GnuTLS's errors: its words and its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Failure {
    pub words: &'static str,
    pub number: &'static str,
}

const DER: Failure = Failure { words: "ASN1 parser: Error in DER parsing.", number: "-69" };
const TAG: Failure = Failure { words: "ASN1 parser: Error in TAG.", number: "-73" };
const TIME_ENCODING: Failure = Failure { words: "The DER time encoding is invalid.", number: "-418" };
const TIME_FIELDS: Failure = Failure { words: "Error in the time fields of certificate.", number: "-416" };
const CERTIFICATE: Failure = Failure { words: "Error in the certificate.", number: "-43" };
pub(super) const DUPLICATE: Failure =
    Failure { words: "Duplicate extension in X.509 certificate.", number: "-430" };
const UNKNOWN_NAME: Failure =
    Failure { words: "Unknown Subject Alternative name in X.509 certificate.", number: "-62" };

impl From<Misfit> for Failure {
    fn from(misfit: Misfit) -> Self {
        match misfit.kind {
            Kind::Tag(_) => TAG,
            Kind::Value(Wrong::Time) => TIME_ENCODING,
            _ => DER,
        }
    }
}

/// gnutls_x509_crt_import.
pub(super) fn import(bytes: &[u8]) -> Result<(), Failure> {
    decode(bytes)?;
    let (outer, _) = asn1::element(bytes).map_err(|_| DER)?;
    let mut parts = asn1::elements(outer.contents);
    let (Some(tbs), Some(algorithm)) = (parts.next(), parts.next()) else { return Err(DER) };
    let outline = Outline::read(tbs.whole);
    let version = outline.version.map_or(0, |version| version.contents.first().copied().unwrap_or(0));
    if version & 0x80 != 0 {
        return Err(DER);
    }
    if (version < 2 && outline.has_extensions) || (version < 1 && outline.has_unique_ids) {
        return Err(CERTIFICATE);
    }
    if !asn1::are_one_algorithm(&algorithm, &tbs) {
        return Err(CERTIFICATE);
    }
    let mut oids: BTreeSet<&[u8]> = BTreeSet::new();
    for extension in &outline.extensions {
        if !oids.insert(extension.oid) {
            return Err(DUPLICATE);
        }
    }
    for oid in [ce(17), ce(18)] {
        if let Some(extension) = outline.extension(&oid) {
            alternatives(extension.value)?;
        }
    }
    for time in [outline.not_before, outline.not_after].into_iter().flatten() {
        let written = Written::read(&time).ok_or(TIME_FIELDS)?;
        // A leap second is one, and any month has 31 days.
        let fits = (1..=12).contains(&written.month)
            && (1..=31).contains(&written.day)
            && written.hour < 24
            && written.minute < 60
            && written.second.is_none_or(|second| second <= 60);
        if !fits || written.fraction {
            return Err(TIME_FIELDS);
        }
    }
    Ok(())
}

fn decode(bytes: &[u8]) -> Result<(), Failure> {
    match GNUTLS.read_all(&schema::CERTIFICATE, bytes) {
        Ok(()) => Ok(()),
        // A time without anything in it is no time.
        Err(Misfit { kind: Kind::Value(Wrong::Time), .. }) if has_empty_time(bytes) => Err(DER),
        Err(misfit) => Err(misfit.into()),
    }
}

fn has_empty_time(bytes: &[u8]) -> bool {
    let outer = asn1::element(bytes).map_or(&[][..], |(outer, _)| outer.contents);
    let Some(tbs) = asn1::elements(outer).next() else { return false };
    let outline = Outline::read(tbs.whole);
    [outline.not_before, outline.not_after].into_iter().flatten().any(|time| time.contents.is_empty())
}

/// The names of subjectAltName and issuerAltName are taken apart at once.
fn alternatives(value: &[u8]) -> Result<(), Failure> {
    // The tag is looked at before the length.
    if value.first().is_some_and(|tag| *tag != asn1::SEQUENCE) {
        return Err(TAG);
    }
    let (sequence, rest) = asn1::element(value).map_err(|_| DER)?;
    if sequence.tag != asn1::SEQUENCE {
        return Err(TAG);
    }
    if sequence.length == Length::Indefinite || !rest.is_empty() {
        return Err(DER);
    }
    let mut rest = sequence.contents;
    let mut is_unknown = false;
    while !rest.is_empty() {
        let (name, after) = asn1::element(rest).map_err(|_| DER)?;
        if !matches!(name.tag, 0xa0 | 0x81 | 0x82 | 0xa4 | 0x86..=0x88) {
            return Err(DER);
        }
        is_unknown |= name.contents.is_empty() && matches!(name.tag, 0x81 | 0x82 | 0x86 | 0x87);
        rest = after;
    }
    if is_unknown { Err(UNKNOWN_NAME) } else { Ok(()) }
}

/// What becomes of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Key {
    Imported,
    /// Imported, and no signature is right by it.
    Useless,
    /// For RSASSA-PSS alone.
    Restricted,
    /// Imported as a key of a curve that its point is not of, and that no handshake is signed for.
    OfAnotherCurve,
    /// Not imported, with these words.
    Failed(&'static str),
}

/// gnutls_pubkey_import_x509.
pub(super) fn key(certificate: &Certificate) -> Key {
    let outline = Outline::of(certificate);
    let Some((algorithm, bits)) = outline.key_parts() else { return Key::Failed(DER.words) };
    let mut parts = asn1::elements(algorithm.contents);
    let oid = parts.next().map_or(&[][..], |oid| oid.contents);
    match oid {
        RSA => match asn1::element(bits) {
            Ok((_, rest)) if !rest.is_empty() => Key::Failed(DER.words),
            _ => match rsa_numbers(bits) {
                None => Key::Failed(TAG.words),
                Some((_, exponent)) if exponent.iter().all(|octet| *octet == 0) => Key::Useless,
                Some(_) => Key::Imported,
            },
        },
        [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 10] => Key::Restricted,
        EC => match parts.next() {
            None => Key::Failed("ASN1 parser: Element was not found."),
            Some(parameters) if parameters.tag != asn1::OID => Key::Failed(DER.words),
            Some(_) => {
                const CURVES: [&str; 4] = ["EC P-224", "EC P-256", "EC P-384", "EC P-521"];
                let is_known = CURVES.contains(&certificate.key.name.as_ref());
                match bits.first() {
                    _ if !is_known => Key::Failed("An unsupported curve."),
                    Some(4) if !certificate.key.supported && certificate.key.name != "EC P-224" => {
                        const SIZES: [(&str, usize); 3] =
                            [("EC P-256", 65), ("EC P-384", 97), ("EC P-521", 133)];
                        let fits = SIZES.contains(&(certificate.key.name.as_ref(), bits.len()));
                        if fits { Key::Useless } else { Key::OfAnotherCurve }
                    }
                    Some(4) => Key::Imported,
                    _ => Key::Failed("Error in parsing."),
                }
            }
        },
        _ => Key::Imported,
    }
}

/// keyUsage, as gnutls_x509_crt_get_key_usage gives it.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Usage {
    Absent,
    /// The first octet of it, and whether a bit of the second is set.
    Bits(u8, bool),
    Unreadable,
}

pub(super) fn usage(certificate: &Certificate) -> Usage {
    let outline = Outline::of(certificate);
    let Some(extension) = outline.extension(&ce(15)) else { return Usage::Absent };
    match asn1::element(extension.value) {
        Ok((bits, rest))
            if bits.tag == asn1::BIT_STRING && rest.is_empty() && (1..=3).contains(&bits.contents.len()) =>
        {
            match bits.contents {
                // More bits are unused than there are.
                [unused @ 1..=7] if *unused > 0 => Usage::Unreadable,
                [_] => Usage::Bits(0, false),
                [unused, only] => {
                    Usage::Bits(0xff_u8.checked_shl(u32::from(*unused)).map_or(0, |mask| only & mask), false)
                }
                [_, first, second, ..] => Usage::Bits(*first, *second != 0),
                [] => Usage::Unreadable,
            }
        }
        _ => Usage::Unreadable,
    }
}

/// Whether basicConstraints make a CA, and for how many below; `None` where they are absent.
pub(super) fn basic_constraints(certificate: &Certificate) -> Option<(bool, Option<u32>)> {
    let outline = Outline::of(certificate);
    let value = outline.extension(&ce(19))?.value;
    if GNUTLS.read_all(&schema::BASIC_CONSTRAINTS, value).is_err() {
        return Some((false, None));
    }
    let parts = asn1::element(value).map_or(&[][..], |(sequence, _)| sequence.contents);
    let ca = asn1::elements(parts)
        .any(|part| part.tag == asn1::BOOLEAN && part.contents.iter().any(|octet| *octet != 0));
    let length = asn1::elements(parts).find(|part| part.tag == asn1::INTEGER);
    match length {
        None => Some((ca, None)),
        // More octets than four are not read.
        Some(length) if length.contents.len() > 4 => Some((false, None)),
        Some(length) => {
            let value = length.contents.iter().fold(0, |sum, octet| (sum << 8) | u32::from(*octet));
            Some((ca, Some(value)))
        }
    }
}

/// Whether the purposes are readable; absent ones are.
pub(super) fn has_readable_purposes(certificate: &Certificate) -> bool {
    let outline = Outline::of(certificate);
    let purposes = outline.extension(&ce(37));
    purposes.is_none_or(|extension| GNUTLS.read_all(&schema::PURPOSES, extension.value).is_ok())
}

/// Whether the signature is there, in whole octets.
pub(super) fn has_readable_signature(certificate: &Certificate) -> bool {
    let Some((outer, _)) = certificate.der.as_deref().and_then(|der| asn1::element(der).ok()) else {
        return true;
    };
    let signature = asn1::elements(outer.contents).nth(2);
    signature.is_some_and(|bits| matches!(bits.contents, [0, _, ..]))
}

/// Whether what is signed has a length that takes more octets than it must, which is not what was signed once it is written anew.
pub(super) fn is_written_anew(certificate: &Certificate) -> bool {
    asn1::element(certificate.tbs()).is_ok_and(|(tbs, _)| tbs.length != Length::Minimal)
}

/// gnutls_x509_tlsfeatures_check_crt: what an issuer's certificate demands of the handshake its subject's must demand too.
pub(super) fn has_features_of(certificate: &Certificate, issuer: &Certificate) -> bool {
    let features = |certificate: &Certificate| {
        let outline = Outline::of(certificate);
        let Some(extension) = outline.extension(&pe(24)) else { return Some(Vec::new()) };
        GNUTLS.read_all(&schema::FEATURES, extension.value).ok()?;
        let list = asn1::element(extension.value).ok()?.0.contents;
        Some(asn1::elements(list).map(|feature| feature.contents.to_vec()).collect::<Vec<_>>())
    };
    match (features(issuer), features(certificate)) {
        (Some(wanted), _) if wanted.is_empty() => true,
        (Some(wanted), Some(offered)) => wanted.iter().all(|feature| offered.contains(feature)),
        _ => false,
    }
}

/// The features that a certificate demands, as far as they can be read.
pub(super) fn must_be_stapled(certificate: &Certificate) -> bool {
    let outline = Outline::of(certificate);
    let Some(extension) = outline.extension(&pe(24)) else { return false };
    if GNUTLS.read_all(&schema::FEATURES, extension.value).is_err() {
        return false;
    }
    let list = asn1::element(extension.value).map_or(&[][..], |(list, _)| list.contents);
    asn1::elements(list).any(|feature| feature.contents == [5])
}

/// The constraints of a CA.
pub(super) enum Constraints<'a> {
    /// A subtree of a kind, or of a form, that is not taken.
    Unreadable,
    /// Permitted and excluded subtrees: tag and contents of each name.
    Subtrees(Vec<(u8, &'a [u8])>, Vec<(u8, &'a [u8])>),
}

/// gnutls_x509_crt_get_name_constraints; `None` where there are none.
pub(super) fn constraints(certificate: &Certificate) -> Option<Constraints<'_>> {
    let seen = certificate.extensions.all.iter().find(|seen| seen.oid == "2.5.29.30")?;
    Some(read_constraints(&seen.value).unwrap_or(Constraints::Unreadable))
}

fn read_constraints(value: &[u8]) -> Option<Constraints<'_>> {
    let (sequence, rest) = asn1::expect(value, asn1::SEQUENCE)?;
    if !rest.is_empty() || sequence.length == Length::Indefinite {
        return None;
    }
    let (mut permitted, mut excluded) = (Vec::new(), Vec::new());
    let mut rest = sequence.contents;
    while !rest.is_empty() {
        let (side, after) = asn1::element(rest).ok()?;
        let list = match side.tag {
            0xa0 => &mut permitted,
            0xa1 => &mut excluded,
            _ => return None,
        };
        for subtree in asn1::elements(side.contents) {
            let (base, _) = asn1::element(subtree.contents).ok()?;
            let fits = match base.tag {
                0x82 => is_host(base.contents),
                0x87 => is_network(base.contents),
                0xa0 | 0x81 | 0xa4 | 0x86 => true,
                _ => false,
            };
            if !fits {
                return None;
            }
            list.push((base.tag, base.contents));
        }
        rest = after;
    }
    Some(Constraints::Subtrees(permitted, excluded))
}

/// A period may stand at both ends, but no label be empty.
fn is_host(text: &[u8]) -> bool {
    if text.is_empty() {
        return true;
    }
    let text = text.strip_suffix(b".").unwrap_or(text);
    let text = if text.len() > 1 { text.strip_prefix(b".").unwrap_or(text) } else { text };
    !text.is_empty() && text.split(|octet| *octet == b'.').all(|label| !label.is_empty())
}

/// An address, and a mask that is a prefix.
fn is_network(octets: &[u8]) -> bool {
    let Some((_, mask)) =
        octets.split_at_checked(octets.len() / 2).filter(|_| matches!(octets.len(), 8 | 32))
    else {
        return false;
    };
    let ones = mask.iter().map(|octet| octet.leading_ones()).take_while(|ones| *ones > 0).sum::<u32>();
    mask.iter().map(|octet| octet.count_ones()).sum::<u32>() == ones
}

/// The hosts of subtrees, looked up by what a host ends with: there may be thousands of both.
pub(super) struct Hosts {
    /// An empty subtree is among them.
    all: bool,
    exact: BTreeSet<Vec<u8>>,
    /// What stands behind the period that follows a label.
    above: BTreeSet<Vec<u8>>,
}

impl Hosts {
    /// `None` where no subtree is about hosts.
    pub(super) fn of(subtrees: &[(u8, &[u8])]) -> Option<Self> {
        let mut bases = subtrees.iter().filter(|(tag, _)| *tag == 0x82).map(|(_, base)| *base).peekable();
        bases.peek()?;
        let mut hosts = Self { all: false, exact: BTreeSet::new(), above: BTreeSet::new() };
        for base in bases {
            let base = base.strip_suffix(b".").unwrap_or(base).to_ascii_lowercase();
            hosts.all |= base.is_empty();
            hosts.above.insert(base.strip_prefix(b".").unwrap_or(&base).to_vec());
            hosts.exact.insert(base);
        }
        Some(hosts)
    }

    /// Whether a host lies in one of them.
    pub(super) fn cover(&self, host: &str) -> bool {
        let host = host.to_ascii_lowercase();
        let parents = host.match_indices('.').filter_map(|(at, _)| host.as_bytes().get(at + 1..));
        let is_below = || parents.into_iter().any(|parent| self.above.contains(parent));
        self.all || self.exact.contains(host.as_bytes()) || is_below()
    }
}

/// gnutls_x509_crt_get_dn_by_oid, into the 65 octets that curl has for it: the first common name, or nothing where there is no room. What is
/// no text for it is the octets of the string in hexadecimal.
pub(super) fn shown_common_name(subject: &Name) -> String {
    const COMMON_NAME: &[u8] = &[0x55, 4, 3];
    const ROOM: usize = 64;
    let value = || {
        let (name, _) = asn1::element(&subject.der).ok()?;
        asn1::elements(name.contents).flat_map(|set| asn1::elements(set.contents)).find_map(|attribute| {
            let mut parts = asn1::elements(attribute.contents);
            parts.next().filter(|oid| oid.contents == COMMON_NAME)?;
            parts.next()
        })
    };
    let name = match value() {
        Some(value) if value.contents.is_empty() || value.contents.contains(&0) && value.tag != 0x1e => {
            let mut shown = String::from("#");
            shown.push_str(&hex(value.whole));
            shown
        }
        Some(_) => subject.common_names().next().unwrap_or_default().to_owned(),
        None => String::new(),
    };
    if name.len() > ROOM { String::new() } else { name }
}

/// Names as they are compared inside what was sent: by their text, as far as a string's kind is one that is converted.
pub(super) fn same_text(one: &Name, other: &Name) -> bool {
    match (text(&one.der), text(&other.der)) {
        (Some(one), Some(other)) => one == other,
        _ => false,
    }
}

fn text(name: &[u8]) -> Option<Vec<(Vec<u8>, String)>> {
    const COUNTRY: &[u8] = &[0x55, 4, 6];
    let (name, _) = asn1::element(name).ok()?;
    let mut all = Vec::new();
    for attribute in asn1::elements(name.contents).flat_map(|set| asn1::elements(set.contents)) {
        let mut parts = asn1::elements(attribute.contents);
        let (oid, value) = (parts.next()?, parts.next()?);
        let text = match value.tag {
            0x13 => String::from_utf8(value.contents.to_vec()).ok()?,
            _ if oid.contents == COUNTRY => return None,
            0x0c => String::from_utf8(value.contents.to_vec()).ok()?,
            0x14 if value.contents.is_ascii() => String::from_utf8(value.contents.to_vec()).ok()?,
            0x1e => {
                let (pairs, rest) = value.contents.as_chunks::<2>();
                let units = pairs.iter().map(|pair| u16::from_be_bytes(*pair));
                let text: Result<String, _> = char::decode_utf16(units).collect();
                text.ok().filter(|_| rest.is_empty())?
            }
            _ => return None,
        };
        all.push((oid.contents.to_vec(), text));
    }
    Some(all)
}

#[cfg(test)]
mod tests {
    use super::Hosts;

    /// As GnuTLS does it, one by one.
    fn covers(base: &[u8], host: &str) -> bool {
        let base = base.strip_suffix(b".").unwrap_or(base);
        if base.is_empty() || base.eq_ignore_ascii_case(host.as_bytes()) {
            return true;
        }
        let below = base.strip_prefix(b".").unwrap_or(base);
        let more = host.len().checked_sub(below.len() + 1);
        more.and_then(|more| host.as_bytes().get(more..))
            .and_then(|end| end.strip_prefix(b"."))
            .is_some_and(|end| end.eq_ignore_ascii_case(below))
    }

    #[test]
    fn hosts_are_found_as_if_all_subtrees_were_gone_through() {
        let bases =
            ["", ".", "test", ".test", "a.Test.", ".a.test", "b.a.test", "xtest", "*.test", "a.test.test"];
        let hosts = [
            "",
            "test",
            "a.test",
            "A.TEST",
            "b.a.test",
            "c.b.a.test",
            "xa.test",
            "*.test",
            "*.a.test",
            "a.",
            ".test",
        ];
        for one in bases {
            for other in bases {
                let subtrees = [(0x82, one.as_bytes()), (0x87, &[1][..]), (0x82, other.as_bytes())];
                let known = Hosts::of(&subtrees).unwrap();
                for host in hosts {
                    let wanted = covers(one.as_bytes(), host) || covers(other.as_bytes(), host);
                    assert_eq!(known.cover(host), wanted, "{host} below {one} or {other}");
                }
            }
        }
        assert!(Hosts::of(&[(0x87, &[1])]).is_none());
    }
}
