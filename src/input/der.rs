//! What a run of bytes is, by the outermost tags of its DER: enough to name it, never enough to judge it.
//!
//! Only the skeleton is walked, to a fixed depth and without recursion. Whether a certificate is a good one is
//! for the parser and the rules; here it is only told from a request, a CRL or a key.

use crate::encoding::to_der;

/// One element: tag, content, and what follows it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Element<'a> {
    pub tag: u8,
    pub content: &'a [u8],
    /// The element with its header.
    pub whole: &'a [u8],
    pub rest: &'a [u8],
}

/// Why bytes do not begin with an element.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unframed {
    /// The header announces more bytes than there are: how many the whole element would take.
    Short { announced: usize },
    /// No header at all, or one that DER has no use for here.
    Malformed,
}

pub(super) const INTEGER: u8 = 0x02;
pub(super) const BIT_STRING: u8 = 0x03;
pub(super) const OCTET_STRING: u8 = 0x04;
pub(super) const OID: u8 = 0x06;
pub(super) const ENUMERATED: u8 = 0x0a;
pub(super) const UTC_TIME: u8 = 0x17;
pub(super) const GENERALIZED_TIME: u8 = 0x18;
pub(super) const SEQUENCE: u8 = 0x30;
pub(super) const CONTEXT_0: u8 = 0xa0;
pub(super) const CONTEXT_1: u8 = 0xa1;

/// The object identifiers that a container names itself by, as their content octets.
const PKCS7_SIGNED_DATA: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x02];
const PKCS7: &[u8] = &[0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07];

/// The length octets of a header: the length, if definite, and how many octets the header took.
fn header(input: &[u8]) -> Result<(u8, Option<usize>, usize), Unframed> {
    let (&tag, &first) = match input {
        [tag, first, ..] => (tag, first),
        [_] => return Err(Unframed::Short { announced: 2 }),
        [] => return Err(Unframed::Malformed),
    };
    if tag & 0x1f == 0x1f {
        return Err(Unframed::Malformed);
    }
    if first < 0x80 {
        return Ok((tag, Some(usize::from(first)), 2));
    }
    if first == 0x80 {
        return Ok((tag, None, 2));
    }
    let octets = usize::from(first & 0x7f);
    if octets > 4 {
        return Err(Unframed::Malformed);
    }
    let end = 2 + octets;
    let length = input.get(2..end).ok_or(Unframed::Short { announced: end })?;
    let length = length.iter().fold(0_usize, |sum, octet| (sum << 8) | usize::from(*octet));
    Ok((tag, Some(length), end))
}

/// The first element of `input`, with a definite length.
pub(super) fn read(input: &[u8]) -> Result<Element<'_>, Unframed> {
    let (tag, length, start) = header(input)?;
    let length = length.ok_or(Unframed::Malformed)?;
    let end = start.checked_add(length).ok_or(Unframed::Malformed)?;
    let (Some(content), Some(whole), Some(rest)) =
        (input.get(start..end), input.get(..end), input.get(end..))
    else {
        return Err(Unframed::Short { announced: end });
    };
    Ok(Element { tag, content, whole, rest })
}

/// The first element of `input`, which may be BER of indefinite length, as some programs write PKCS #7.
pub(super) fn read_ber(input: &[u8]) -> Result<Element<'_>, Unframed> {
    let (tag, None, start) = header(input)? else { return read(input) };
    let mut depth = 1_usize;
    let mut rest = input.get(start..).unwrap_or_default();
    loop {
        if let [0, 0, after @ ..] = rest {
            rest = after;
            depth -= 1;
            if depth == 0 {
                let end = input.len() - rest.len();
                let (Some(content), Some(whole)) = (input.get(start..end - 2), input.get(..end)) else {
                    return Err(Unframed::Malformed);
                };
                return Ok(Element { tag, content, whole, rest });
            }
            continue;
        }
        match header(rest) {
            Ok((_, None, header)) => {
                depth += 1;
                rest = rest.get(header..).unwrap_or_default();
            }
            Ok(_) => rest = read(rest)?.rest,
            // The end of an indefinite length is not announced, so what is missing cannot be counted.
            Err(_) => return Err(Unframed::Malformed),
        }
    }
}

/// The elements of some content, up to the first that does not frame.
pub(super) fn children(content: &[u8]) -> impl Iterator<Item = Element<'_>> {
    let mut rest = content;
    core::iter::from_fn(move || {
        let element = read(rest).ok()?;
        rest = element.rest;
        Some(element)
    })
}

/// The tags of up to the first twelve children, and whether the content is made of whole elements.
fn tags(content: &[u8]) -> ([u8; 12], bool) {
    let mut tags = [0; 12];
    let mut left = content.len();
    for (index, element) in children(content).enumerate() {
        if let Some(tag) = tags.get_mut(index) {
            *tag = element.tag;
        }
        left = element.rest.len();
    }
    (tags, left == 0)
}

/// What an element of pasted DER is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Shape {
    Certificate,
    Crl,
    Request,
    PublicKey,
    PrivateKey,
    SignedData,
    /// PKCS #7 of another kind: enveloped, encrypted, plain data.
    OtherPkcs7,
    Pkcs12,
    OcspResponse,
    Unknown,
}

/// Names an element by its skeleton.
pub(super) fn shape(element: &Element<'_>) -> Shape {
    match shape_of_der(element) {
        // A certificate in BER is one to some verifiers.
        Shape::Unknown => to_der(element.whole)
            .and_then(|whole| read(&whole).map(|element| shape_of_der(&element)).ok())
            .unwrap_or(Shape::Unknown),
        known => known,
    }
}

fn shape_of_der(element: &Element<'_>) -> Shape {
    if element.tag != SEQUENCE {
        return Shape::Unknown;
    }
    let (outer, complete) = tags(element.content);
    let first = children(element.content).next();
    let first = first.map(|element| element.content).unwrap_or_default();
    match outer {
        [SEQUENCE, SEQUENCE, BIT_STRING, 0, ..] => signed(first),
        [SEQUENCE, BIT_STRING, 0, ..] if complete && begins_with(first, OID) => Shape::PublicKey,
        [SEQUENCE, OCTET_STRING, 0, ..] if complete && begins_with(first, OID) => Shape::PrivateKey,
        // PKCS #8: version, algorithm, key.
        [INTEGER, SEQUENCE, OCTET_STRING, ..] => Shape::PrivateKey,
        // SEC 1: version 1, key.
        [INTEGER, OCTET_STRING, ..] if first == [1] => Shape::PrivateKey,
        // PKCS #1 and DSA: version 0 and numbers. Two numbers alone are an RSA public key.
        [INTEGER, INTEGER, INTEGER, INTEGER, INTEGER, ..] if first == [0] => Shape::PrivateKey,
        [INTEGER, INTEGER, 0, ..] if complete && first.len() > 32 => Shape::PublicKey,
        [INTEGER, SEQUENCE, ..] if first == [3] => Shape::Pkcs12,
        [ENUMERATED, CONTEXT_0, 0, ..] => Shape::OcspResponse,
        // A responder that answers nothing.
        [ENUMERATED, 0, ..] if complete && matches!(first, [1..=6]) => Shape::OcspResponse,
        [OID, ..] if first == PKCS7_SIGNED_DATA => Shape::SignedData,
        [OID, ..] if first.starts_with(PKCS7) => Shape::OtherPkcs7,
        _ => Shape::Unknown,
    }
}

fn begins_with(content: &[u8], tag: u8) -> bool {
    content.first() == Some(&tag)
}

/// The three things that X.509 signs, told apart by what stands before the signature.
fn signed(content: &[u8]) -> Shape {
    let (inner, _) = tags(content);
    match inner {
        [INTEGER, SEQUENCE, SEQUENCE, CONTEXT_0, ..] | [INTEGER, SEQUENCE, SEQUENCE, 0, ..] => Shape::Request,
        [INTEGER, SEQUENCE, SEQUENCE, UTC_TIME | GENERALIZED_TIME, ..]
        | [SEQUENCE, SEQUENCE, UTC_TIME | GENERALIZED_TIME, ..] => Shape::Crl,
        [CONTEXT_0, INTEGER, SEQUENCE, SEQUENCE, SEQUENCE, SEQUENCE, SEQUENCE, ..]
        | [INTEGER, SEQUENCE, SEQUENCE, SEQUENCE, SEQUENCE, SEQUENCE, ..] => Shape::Certificate,
        _ => Shape::Unknown,
    }
}

/// Whether an element could be the trust settings that OpenSSL appends in a `TRUSTED CERTIFICATE`.
pub(super) fn is_trust_settings(element: &Element<'_>) -> bool {
    element.tag == SEQUENCE && shape(element) == Shape::Unknown
}
