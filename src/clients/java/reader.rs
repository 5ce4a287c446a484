//! What Java makes of a certificate's octets: X509CertImpl over DerValue, which takes BER, and fails at an extension only where it is
//! critical; others that it cannot read it has not seen.

use std::collections::BTreeSet;

use super::super::openssl::reader::{EC, RSA, rsa_numbers};
use super::super::reader::asn1::{self, Broken, Element};
use super::super::reader::name::text;
use super::super::reader::outline::{Extension, NETSCAPE_CERT_TYPE, Outline, ce, pe};
use super::super::reader::time::{Written, Zone};
use crate::certificate::Certificate;
use crate::notation;
use crate::order::sort_by_key;

/// The messages of the exceptions, from the outermost on.
pub(super) type Thrown = Vec<String>;

const PARSING: &str = "java.security.cert.CertificateParsingException: ";
const IO: &str = "java.io.IOException: ";
const NOT_ENOUGH: &str = "java.io.EOFException: not enough content";

fn with(prefix: &str, rest: &str) -> String {
    let mut all = prefix.to_owned();
    all.push_str(rest);
    all
}

/// A CertificateParsingException of its own.
fn one(message: &str) -> Thrown {
    vec![with(PARSING, message)]
}

/// A CertificateParsingException that another exception caused.
fn nested(cause: &str) -> Thrown {
    vec![with(PARSING, cause), cause.to_owned()]
}

fn io(message: &str) -> String {
    with(IO, message)
}

/// X509CertImpl.parse.
pub(super) fn parse(bytes: &[u8], is_file: bool) -> Result<(), Thrown> {
    let unable = |cause: &str| {
        vec![with("java.security.cert.CertificateException: Unable to initialize, ", cause), cause.to_owned()]
    };
    let (outer, rest) = element(bytes).map_err(|cause| unable(&cause))?;
    if is_file && !rest.is_empty() {
        return Err(unable(&io("extra data at the end")));
    }
    let mut parts = asn1::elements(outer.contents);
    let (Some(tbs), Some(algorithm), Some(signature)) = (parts.next(), parts.next(), parts.next()) else {
        return Err(unable(NOT_ENOUGH));
    };
    let left: usize = parts.map(|part| part.whole.len()).sum();
    if left > 0 {
        return Err(one(&with("signed overrun, bytes = ", &left.to_string())));
    }
    if signature.tag != asn1::BIT_STRING {
        return Err(unable(&io(&with(
            "DerValue.getBitString, not a bit string ",
            &signature.tag.to_string(),
        ))));
    }
    let outline = Outline::read(tbs.whole);
    parse_info(&tbs, &outline)?;
    if !asn1::are_one_algorithm(&algorithm, &tbs) {
        return Err(vec![String::from(
            "java.security.cert.CertificateException: Signature algorithm mismatch",
        )]);
    }
    Ok(())
}

/// The first element, or what DerValue says of it.
fn element(bytes: &[u8]) -> Result<(Element<'_>, &[u8]), String> {
    match bytes {
        [] | [_] => return Err(io("Too short")),
        [_, 0x85..=0xff, ..] => return Err(io("Invalid lenByte")),
        _ => {}
    }
    asn1::element(bytes).map_err(|broken| match broken {
        Broken::Short(_) => NOT_ENOUGH.to_owned(),
        Broken::Length => io("Invalid lenByte"),
    })
}

/// X509CertInfo.parse.
fn parse_info(tbs: &Element<'_>, outline: &Outline<'_>) -> Result<(), Thrown> {
    if outline.serial.is_empty() {
        return Err(nested(&io("Invalid encoding: zero length Int value")));
    }
    if asn1::element(outline.issuer).is_ok_and(|(name, _)| name.contents.is_empty()) {
        return Err(one("Empty issuer DN not allowed in X509Certificates"));
    }
    for time in [outline.not_before, outline.not_after].iter().flatten() {
        parse_time(time)?;
    }
    parse_key(outline)?;
    let version = outline.version.map_or(Some(0), |version| version.contents.first().copied());
    if version == Some(0) {
        return if outline.has_extensions || outline.has_unique_ids {
            Err(one("no more data allowed for version 1 certificate"))
        } else {
            Ok(())
        };
    }
    if outline.has_extensions && version != Some(2) {
        return Err(one("Extensions not allowed in v2 certificate"));
    }
    parse_extensions(tbs, outline)
}

fn parse_time(time: &Element<'_>) -> Result<(), Thrown> {
    let (kind, shortest) = if time.tag == asn1::GENERALIZED_TIME { ("Generalized", 13) } else { ("UTC", 11) };
    let fail = |before: &str, after: &str| Err(nested(&io(&[before, kind, after].concat())));
    if time.contents.len() < shortest || time.contents.len() > shortest + 8 {
        return fail("DER ", " Time length error");
    }
    let Some(written) = Written::read(time) else { return fail("Parse ", " time, invalid format") };
    let fits = (1..=12).contains(&written.month)
        && (1..=31).contains(&written.day)
        && written.hour < 24
        && written.minute < 60
        && written.second.is_none_or(|second| second < 60);
    match written.zone {
        _ if !fits => fail("Parse ", " time, invalid format"),
        Zone::Other => fail("Parse ", " time, garbage offset"),
        Zone::Zulu | Zone::Offset(_) => Ok(()),
    }
}

/// X509Key.parse.
fn parse_key(outline: &Outline<'_>) -> Result<(), Thrown> {
    const KEY: &str = "java.security.InvalidKeyException: ";
    let thrown = |message: &str, cause: Option<&str>| {
        let message = with(KEY, message);
        let mut all = vec![
            with(
                "java.security.cert.CertificateParsingException: java.io.IOException: subject key, ",
                &message,
            ),
            with("java.io.IOException: subject key, ", &message),
            with(KEY, &message),
            with("java.security.spec.InvalidKeySpecException: ", &message),
            message,
        ];
        all.extend(cause.map(io));
        Err(all)
    };
    let Some((algorithm, bits)) = outline.key_parts() else { return Ok(()) };
    let mut parts = asn1::elements(algorithm.contents);
    let oid = parts.next().map_or(&[][..], |oid| oid.contents);
    match oid {
        RSA => {
            let invalid = |cause| thrown("Invalid RSA public key", Some(cause));
            match element(bits) {
                Ok((_, rest)) if !rest.is_empty() => return invalid("extra data at the end"),
                Ok(_) => {}
                Err(_) => return invalid("Too short"),
            }
            let Some((modulus, exponent)) = rsa_numbers(bits) else { return invalid("Too short") };
            let significant = |number: &[u8]| number.iter().skip_while(|octet| **octet == 0).count();
            let is_small = significant(exponent) <= 1 && exponent.last().is_none_or(|last| *last < 3);
            if is_small {
                return thrown("exponent is smaller than 3", None);
            }
            if significant(modulus) > 384 && significant(exponent) > 8 {
                return thrown("exponent is bigger than 64 bits", None);
            }
            Ok(())
        }
        EC => {
            let octets = match parts.next() {
                Some(parameters) if parameters.tag == asn1::OID => match parameters.contents {
                    [0x2a, 0x86, 0x48, 0xce, 0x3d, 3, 1, 7] => Some(32),
                    [0x2b, 0x81, 4, 0, 0x22] => Some(48),
                    [0x2b, 0x81, 4, 0, 0x23] => Some(66),
                    other if !knows_curve(other) => {
                        return Err(nested(&io(&with("Unknown named curve: ", &dotted(other)))));
                    }
                    _ => None,
                },
                Some(parameters) if parameters.tag == asn1::SEQUENCE => {
                    return Err(nested(&io("Only named ECParameters supported")));
                }
                _ => return thrown("EC domain parameters must be encoded in the algorithm identifier", None),
            };
            match bits.first() {
                Some(4) if octets.is_some_and(|octets| bits.len() != 2 * octets + 1) => {
                    thrown("Invalid EC key", Some("Point does not match field size"))
                }
                Some(4) => Ok(()),
                _ => thrown("Invalid EC key", Some("Only uncompressed point format supported")),
            }
        }
        _ => Ok(()),
    }
}

fn dotted(oid: &[u8]) -> String {
    notation::dotted(&x509_parser::der_parser::oid::Oid::new(oid.into()))
}

/// CurveDB: those of SECG and X9.62, and of RFC 5639 the ones that are no twists.
fn knows_curve(oid: &[u8]) -> bool {
    match oid {
        [0x2b, 0x81, 4, 0, 1..=39] | [0x2a, 0x86, 0x48, 0xce, 0x3d, 3, _, _] => true,
        [0x2b, 0x24, 3, 3, 2, 8, 1, 1, number @ 1..=13] => number & 1 == 1,
        _ => false,
    }
}

/// What Java takes for what was signed where the length of that is not written as short as can be: DerValue.toByteArray writes it anew.
pub(super) fn signed_anew(certificate: &Certificate) -> Option<Vec<u8>> {
    let (signed, _) = asn1::element(certificate.tbs()).ok()?;
    let length = signed.contents.len().to_be_bytes();
    let start = length.iter().position(|octet| *octet != 0).unwrap_or(length.len());
    let length = length.get(start..)?;
    let mut anew = vec![asn1::SEQUENCE];
    match length {
        [] => anew.push(0),
        [short @ 0..=0x7f] => anew.push(*short),
        long => {
            anew.push(0x80 | u8::try_from(long.len()).ok()?);
            anew.extend_from_slice(long);
        }
    }
    anew.extend_from_slice(signed.contents);
    (anew != certificate.tbs()).then_some(anew)
}

/// The object identifier of the curve that a key is on.
pub(super) fn curve(spki: &[u8]) -> Option<String> {
    let algorithm = asn1::elements(asn1::element(spki).ok()?.0.contents).next()?;
    let curve = asn1::elements(algorithm.contents).nth(1)?;
    (curve.tag == asn1::OID).then(|| dotted(curve.contents))
}

/// CertificateExtensions: each as its own class reads it.
fn parse_extensions(tbs: &Element<'_>, outline: &Outline<'_>) -> Result<(), Thrown> {
    let list = asn1::elements(tbs.contents).find(|part| part.tag == 0xa3);
    let list = list.and_then(|part| asn1::elements(part.contents).next());
    let mut seen: BTreeSet<&[u8]> = BTreeSet::new();
    let frames = list.iter().flat_map(|list| asn1::elements(list.contents));
    for (frame, extension) in frames.zip(&outline.extensions) {
        check_frame(&frame)?;
        if !seen.insert(extension.oid) {
            return Err(nested(&io("Duplicate extensions not allowed")));
        }
        if extension.critical {
            check(extension.oid, extension.value)?;
        }
    }
    Ok(())
}

fn check_frame(frame: &Element<'_>) -> Result<(), Thrown> {
    let mut parts = asn1::elements(frame.contents).skip(1);
    let Some(mut part) = parts.next() else { return Err(nested(NOT_ENOUGH)) };
    if part.tag == asn1::BOOLEAN {
        if part.contents.len() != 1 {
            let length = part.contents.len().to_string();
            return Err(nested(&io(&with("DerValue.getBoolean, invalid length ", &length))));
        }
        match parts.next() {
            Some(value) => part = value,
            None => return Err(nested(NOT_ENOUGH)),
        }
    }
    if part.tag & !asn1::CONSTRUCTED != asn1::OCTET_STRING {
        return Err(nested(&io(&with(
            "DerValue.getOctetString, not an Octet String: ",
            &part.tag.to_string(),
        ))));
    }
    Ok(())
}

/// Whether an extension that is there is not seen, since it cannot be read and is not critical.
pub(super) fn ignores(certificate: &Certificate, oid: &[u8]) -> bool {
    let outline = Outline::of(certificate);
    outline
        .extension(oid)
        .is_some_and(|found: &Extension<'_>| !found.critical && check(oid, found.value).is_err())
}

/// What the class for an extension says of its value.
fn check(oid: &[u8], value: &[u8]) -> Result<(), Thrown> {
    let is = |arc: u8| oid == ce(arc);
    let is_known = [14, 15, 16, 17, 18, 19, 30, 31, 32, 33, 35, 36, 37, 46, 54].into_iter().any(is)
        || oid == pe(1)
        || oid == pe(11)
        || oid == NETSCAPE_CERT_TYPE;
    if !is_known {
        return Ok(());
    }
    if (is(15) || oid == NETSCAPE_CERT_TYPE) && value.is_empty() {
        const CAUSE: &str = "java.lang.ArrayIndexOutOfBoundsException: Index 0 out of bounds for length 0";
        return Err(vec![with(PARSING, &io(CAUSE)), io(CAUSE), CAUSE.to_owned()]);
    }
    let (outer, rest) = element(value).map_err(|cause| nested(&cause))?;
    if !rest.is_empty() {
        let is_constraints = is(30);
        if !is_constraints {
            return Err(nested(&io("extra data at the end")));
        }
    }
    let fail = |message: &str| Err(nested(&io(message)));
    if is(15) || oid == NETSCAPE_CERT_TYPE {
        return check_bits(&outer);
    }
    if is(14) {
        return if outer.tag == asn1::OCTET_STRING { Ok(()) } else { fail("DerValue.getOctetString") };
    }
    if is(54) {
        return if outer.tag == asn1::INTEGER {
            Ok(())
        } else {
            fail("Invalid encoding of InhibitAnyPolicy")
        };
    }
    if is(19) {
        return check_basic_constraints(&outer);
    }
    if outer.tag != asn1::SEQUENCE {
        return fail(if is(30) {
            "Invalid encoding of NameConstraintsExtension."
        } else {
            "Invalid encoding of extension."
        });
    }
    // What is inside must be whole.
    let mut rest = outer.contents;
    while !rest.is_empty() {
        rest = element(rest).map_err(|cause| nested(&cause))?.1;
    }
    match () {
        () if is(17) || is(18) => check_names(outer.contents),
        () if is(30) => check_constraints(outer.contents),
        () => Ok(()),
    }
}

fn check_bits(bits: &Element<'_>) -> Result<(), Thrown> {
    if bits.tag != asn1::BIT_STRING {
        return Err(nested(&io(&with("DerValue.getBitString, not a bit string ", &bits.tag.to_string()))));
    }
    match bits.contents {
        [8..=0xff, ..] => Err(nested(&io("Invalid number of padding bits"))),
        [1..=7] => Err(nested(&io("Not enough bytes in BitString"))),
        _ => Ok(()),
    }
}

fn check_basic_constraints(outer: &Element<'_>) -> Result<(), Thrown> {
    let invalid = || Err(nested(&io("Invalid encoding of BasicConstraints")));
    if outer.tag != asn1::SEQUENCE {
        return invalid();
    }
    let next = |rest| if <[u8]>::is_empty(rest) { Ok(None) } else { element(rest).map(Some) };
    // What does not begin with a BOOLEAN is no CA, whatever it is.
    let rest = match next(outer.contents).map_err(|cause| nested(&cause))? {
        Some((first, rest)) if first.tag == asn1::BOOLEAN => rest,
        _ => return Ok(()),
    };
    match next(rest).map_err(|cause| nested(&cause))?.map(|(length, _)| length) {
        None => Ok(()),
        Some(length) if length.tag != asn1::INTEGER => invalid(),
        Some(length) => {
            let significant = length.contents.iter().skip_while(|octet| **octet == 0).count();
            let is_negative = length.contents.first().is_some_and(|first| first & 0x80 != 0);
            let is_large = significant > 4
                || (significant == 4 && length.contents.len() > 4)
                || (is_negative && length.contents.len() > 4);
            if is_large && !is_negative {
                return Err(nested(&io("Integer exceeds maximum valid value")));
            }
            Ok(())
        }
    }
}

/// Whether basicConstraints make a CA; `None` where there are none that can be read.
pub(super) fn ca(certificate: &Certificate) -> Option<bool> {
    let outline = Outline::of(certificate);
    let extension = outline.extension(&ce(19))?;
    check(&ce(19), extension.value).ok()?;
    let parts = asn1::element(extension.value).map_or(&[][..], |(outer, _)| outer.contents);
    let mut parts = asn1::elements(parts);
    let first = parts.next().filter(|first| first.tag == asn1::BOOLEAN);
    let is_true = first.is_some_and(|first| first.contents.iter().any(|octet| *octet != 0));
    // A length below nought makes no CA.
    let is_negative =
        parts.next().is_some_and(|length| length.contents.first().is_some_and(|first| first & 0x80 != 0));
    Some(is_true && !is_negative)
}

fn check_names(contents: &[u8]) -> Result<(), Thrown> {
    if contents.is_empty() {
        return Err(nested(&io("No data available in passed DER encoded value.")));
    }
    for name in asn1::elements(contents) {
        check_name(name.tag, name.contents, false)?;
    }
    Ok(())
}

/// GeneralName.
fn check_name(tag: u8, contents: &[u8], is_constraint: bool) -> Result<(), Thrown> {
    let fail = |message: &str| Err(nested(&io(message)));
    let lossy = || String::from_utf8_lossy(contents).into_owned();
    match tag {
        0x80..=0xff if tag & 0x1f > 8 => {
            let number = (tag & 0x1f).to_string();
            fail(&["Unrecognized GeneralName tag, (", &number, ")"].concat())
        }
        0x81 if contents.is_empty() => fail("RFC822Name may not be null or empty"),
        0x87 if !matches!((contents.len(), is_constraint), (4 | 16, _) | (8 | 32, true)) => {
            fail("Invalid IPAddressName")
        }
        0x86 if is_constraint && contents.is_empty() => {
            let outer = io("invalid URI name constraint:");
            Err(vec![with(PARSING, &outer), outer, io("DNSName must not be null or empty")])
        }
        0x86 if is_constraint && contents.windows(3).any(|part| part == b"://") => {
            fail(&with("invalid URI name constraint (should not include scheme):", &lossy()))
        }
        0x86 if !is_constraint && !contents.contains(&b':') => {
            fail(&with("URI name must include scheme:", &lossy()))
        }
        0x80..=0xff => Ok(()),
        _ => fail(&["Unrecognized GeneralName tag, (", &(tag & 0x1f).to_string(), ")"].concat()),
    }
}

fn check_constraints(contents: &[u8]) -> Result<(), Thrown> {
    for side in asn1::elements(contents) {
        if !matches!(side.tag, 0xa0 | 0xa1) {
            return Err(nested(&io("Invalid encoding of NameConstraintsExtension.")));
        }
        for subtree in asn1::elements(side.contents) {
            if let Some(base) = asn1::elements(subtree.contents).next() {
                check_name(base.tag, base.contents, true)?;
            }
        }
    }
    Ok(())
}

/// Whether a certificate is of the key that another names: its subjectKeyIdentifier is compared as it is written, or is not there.
pub(super) fn offers_key(certificate: &Certificate, key_id: &[u8]) -> bool {
    let outline = Outline::of(certificate);
    let offered = outline.extension(&ce(14)).map(|extension| extension.value);
    offered.is_none_or(|offered| offered == asn1::write(asn1::OCTET_STRING, key_id))
}

/// A name without even an empty set in it.
pub(super) fn is_empty_name(name: &[u8]) -> bool {
    asn1::element(name).is_ok_and(|(name, _)| name.contents.is_empty())
}

/// What PolicyChecker says of a certificate by itself.
pub(super) fn policy_error(certificate: &Certificate, is_last: bool) -> Option<&'static str> {
    let outline = Outline::of(certificate);
    let items = |arc: u8| {
        let list = outline.extension(&ce(arc)).map_or(&[][..], |extension| extension.value);
        asn1::elements(asn1::element(list).map_or(&[][..], |(list, _)| list.contents))
    };
    let is_critical = outline.extension(&ce(32)).is_some_and(|extension| extension.critical);
    let has_qualifiers = |item: Element<'_>| {
        let mut parts = asn1::elements(item.contents);
        let is_any = parts.next().is_some_and(|policy| policy.contents == ANY_POLICY);
        !is_any && parts.next().is_some_and(|qualifiers| !qualifiers.contents.is_empty())
    };
    if is_critical && items(32).any(has_qualifiers) {
        return Some("critical policy qualifiers present in certificate");
    }
    let mut mappings = items(33).map(|mapping| {
        let mut sides = asn1::elements(mapping.contents).map(|side| side.contents == ANY_POLICY);
        (sides.next() == Some(true), sides.next() == Some(true))
    });
    match mappings.find(|(from, to)| *from || *to).filter(|_| !is_last) {
        Some((true, _)) => Some("encountered an issuerDomainPolicy of ANY_POLICY"),
        Some(_) => Some("encountered a subjectDomainPolicy of ANY_POLICY"),
        None => None,
    }
}

const ANY_POLICY: &[u8] = &[0x55, 0x1d, 0x20, 0];

/// What ECUtil.decodeSignature throws; `None` where it is a SEQUENCE of something.
pub(super) fn signature_error(signature: &[u8]) -> Option<&'static str> {
    match signature {
        [] => Some("java.io.IOException: Too short"),
        [tag, ..] if *tag != asn1::SEQUENCE => Some("java.io.IOException: Not the correct tag"),
        [_, 0x81, ..0x80, ..] => Some("java.io.IOException: Should use short form for length"),
        _ => match asn1::element(signature) {
            Err(_) => Some(NOT_ENOUGH),
            Ok((_, rest)) if !rest.is_empty() => Some("java.io.IOException: Invalid encoding for signature"),
            Ok(_) => None,
        },
    }
}

/// Base distances that NameConstraintsExtension.verify does not take.
pub(super) fn distance_error(certificate: &Certificate) -> Option<&'static str> {
    let outline = Outline::of(certificate);
    let value = outline.extension(&ce(30))?.value;
    let sides = asn1::element(value).map_or(&[][..], |(sides, _)| sides.contents);
    let parts = || asn1::elements(sides).flat_map(|side| asn1::elements(side.contents));
    let has = |tag: u8, fits: &dyn Fn(&[u8]) -> bool| {
        parts().any(|subtree| {
            asn1::elements(subtree.contents).skip(1).any(|part| part.tag == tag && fits(part.contents))
        })
    };
    if has(0x80, &|minimum| minimum.iter().any(|octet| *octet != 0)) {
        return Some("Non-zero minimum BaseDistance in name constraints not supported");
    }
    has(0x81, &|_| true).then_some("Maximum BaseDistance in name constraints not supported")
}

/// The names of a certificate as X500Name.equals compares them.
pub(crate) struct Names {
    pub subject: Vec<Vec<String>>,
    pub issuer: Vec<Vec<String>>,
}

impl Names {
    pub(crate) fn of(certificate: &Certificate) -> Self {
        Self { subject: canonical(&certificate.subject.der), issuer: canonical(&certificate.issuer.der) }
    }
}

/// X500Name.getRFC2253CanonicalName: attributes of known types are compared as text where they are UTF8String or PrintableString, all
/// others by their octets.
fn canonical(name: &[u8]) -> Vec<Vec<String>> {
    let name = asn1::element(name).map_or(&[][..], |(name, _)| name.contents);
    let sets = asn1::elements(name).map(|set| {
        let mut all: Vec<String> =
            asn1::elements(set.contents).map(|attribute| canonical_attribute(attribute.contents)).collect();
        sort_by_key(&mut all, Clone::clone);
        all
    });
    sets.filter(|set| !set.is_empty()).collect()
}

fn canonical_attribute(contents: &[u8]) -> String {
    let mut parts = asn1::elements(contents);
    let (Some(oid), Some(value)) = (parts.next(), parts.next()) else { return String::new() };
    let mut out = crate::certificate::hex(oid.contents);
    out.push('=');
    // CN, C, L, ST, O, OU, STREET, DC and UID have names in RFC 2253.
    let has_name = matches!(oid.contents, [0x55, 4, 3 | 6..=11])
        || matches!(oid.contents, [9, 0x92, 0x26, 0x89, 0x93, 0xf2, 0x2c, 0x64, 1, 1 | 25]);
    match text(&value).flatten().filter(|_| has_name && matches!(value.tag, 0x0c | 0x13)) {
        Some(text) => {
            let words: Vec<&str> = text.split(' ').filter(|word| !word.is_empty()).collect();
            out.push_str(&words.join(" ").to_uppercase().to_lowercase());
        }
        None => {
            out.push('#');
            out.push_str(&crate::certificate::hex(value.whole));
        }
    }
    out
}
