//! What a certificate that is not DER says to those who read it all the same: it is written anew as DER, and read from that.
//!
//! What was signed stays as it was written.

use super::asn1::{self, BIT_STRING, CONSTRUCTED, Element, GENERALIZED_TIME, INTEGER, SEQUENCE, UTC_TIME};
use super::time::{self, Written};
use crate::certificate::bounds::MOST_OCTETS_FOR_CLIENTS;
use crate::certificate::{Certificate, Origin};
use crate::fault::{Source, Time};

/// Structures stand in one another no deeper than this.
const DEEPEST: u8 = 24;

/// Reads a certificate as leniently as can be, where it is not written as it should be or `always`: `None` where not even its
/// parts can be told from one another, or where it is longer than any client reads.
pub(crate) fn read(bytes: &[u8], origin: Origin, always: bool) -> Option<Certificate> {
    let (outer, rest) = asn1::expect(bytes, SEQUENCE)?;
    if outer.whole.len() > MOST_OCTETS_FOR_CLIENTS {
        return None;
    }
    let (tbs, after) = asn1::expect(outer.contents, SEQUENCE)?;
    let (algorithm, after) = asn1::expect(after, SEQUENCE)?;
    let (signature, _) = asn1::element(after).ok()?;
    let algorithm = again(&algorithm, DEEPEST);
    let signature = octets(&signature);
    let inner = write_tbs(tbs.contents)?;
    let der = asn1::write(SEQUENCE, &[inner.as_slice(), &algorithm, &signature].concat());
    if !always && der == outer.whole {
        return None;
    }
    let certificate = Certificate::read(&der.into(), origin, Source { piece: 0, span: None }).ok()?;
    Some(certificate.sent_as(outer.whole, tbs.whole, rest))
}

/// The parts of what is signed, each as DER.
fn write_tbs(contents: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    let mut parts = asn1::elements(contents).peekable();
    if let Some(version) = parts.next_if(|part| part.tag == 0xa0) {
        out.extend(write_version(&version));
    }
    let serial = parts.next()?;
    // Nothing at all is nought.
    let number: &[u8] = if serial.contents.is_empty() { &[0] } else { serial.contents };
    out.extend(asn1::write(serial.tag, number));
    // The algorithm, the issuer, the validity and the subject stand before the key.
    for (index, part) in parts.enumerate() {
        out.extend(match part.tag {
            0xa3 => write_extensions(&part)?,
            SEQUENCE if index == 4 => write_key(&part),
            _ => again(&part, DEEPEST),
        });
    }
    Some(asn1::write(SEQUENCE, &out))
}

/// A version below the first is below the third, and has extensions all the same.
fn write_version(version: &Element<'_>) -> Vec<u8> {
    let number = asn1::element(version.contents).ok().map(|(number, _)| number.contents);
    let is_negative = number.is_some_and(|octets| octets.first().is_some_and(|first| first & 0x80 != 0));
    if is_negative {
        return asn1::write(0xa0, &asn1::write(INTEGER, &[1]));
    }
    again(version, DEEPEST)
}

fn write_extensions(part: &Element<'_>) -> Option<Vec<u8>> {
    let (list, _) = asn1::expect(part.contents, SEQUENCE)?;
    let mut extensions = Vec::new();
    for extension in asn1::elements(list.contents).filter(|extension| extension.tag == SEQUENCE) {
        extensions.extend(write_extension(extension.contents)?);
    }
    Some(asn1::write(0xa3, &asn1::write(SEQUENCE, &extensions)))
}

fn write_extension(contents: &[u8]) -> Option<Vec<u8>> {
    let mut out = Vec::new();
    let (oid, rest) = asn1::expect(contents, asn1::OID)?;
    out.extend(oid.whole);
    let (second, after) = asn1::element(rest).ok()?;
    let value = if second.tag == asn1::BOOLEAN {
        let critical = matches!(second.contents, [octet] if *octet != 0);
        if critical {
            out.extend([asn1::BOOLEAN, 1, 0xff]);
        }
        asn1::element(after).ok()?.0
    } else {
        second
    };
    out.extend(asn1::write(asn1::OCTET_STRING, &write_value(oid.contents, &joined(&value))));
    Some(asn1::write(SEQUENCE, &out))
}

/// The value of an extension. What is no single element, or follows it, stays as it is.
fn write_value(oid: &[u8], octets: &[u8]) -> Vec<u8> {
    match asn1::element(octets) {
        Ok((element, rest)) => {
            let mut value = again(&element, DEEPEST);
            if oid == [0x55, 0x1d, 0x13] {
                value = with_small_path_length(&value).unwrap_or(value);
            }
            value.extend(rest);
            value
        }
        Err(_) => octets.to_vec(),
    }
}

/// A path length beyond all counting is a long one.
fn with_small_path_length(value: &[u8]) -> Option<Vec<u8>> {
    const LONG: [u8; 5] = [0, 0xff, 0xff, 0xff, 0xff];
    let (outer, _) = asn1::expect(value, SEQUENCE)?;
    let mut out = Vec::new();
    for part in asn1::elements(outer.contents) {
        let significant = part.contents.iter().skip_while(|octet| **octet == 0).count();
        let is_long = part.tag == INTEGER && significant > 4 && part.contents.first() < Some(&0x80);
        out.extend(if is_long { asn1::write(INTEGER, &LONG) } else { part.whole.to_vec() });
    }
    Some(asn1::write(SEQUENCE, &out))
}

/// An element as DER.
fn again(element: &Element<'_>, deeper: u8) -> Vec<u8> {
    let Some(deeper) = deeper.checked_sub(1) else { return element.whole.to_vec() };
    match element.tag {
        UTC_TIME | GENERALIZED_TIME => write_time(element),
        BIT_STRING => asn1::write(BIT_STRING, &cleared(element.contents)),
        INTEGER => asn1::write(INTEGER, shortened(element.contents)),
        asn1::BOOLEAN => {
            let value = if matches!(element.contents, [0]) { 0 } else { 0xff };
            asn1::write(element.tag, &[value])
        }
        // A string in pieces, by a tag of its own or by one of the context's that is not that of a structure.
        tag if tag & 0xc0 == 0 && tag & CONSTRUCTED != 0 && !matches!(tag, SEQUENCE | asn1::SET) => {
            again(&Element { tag: tag & !CONSTRUCTED, contents: &joined(element), ..*element }, deeper)
        }
        0xa1 | 0xa2 | 0xa6 | 0xa7 if is_in_pieces(element) => {
            asn1::write(element.tag & !CONSTRUCTED, &joined(element))
        }
        tag if tag & CONSTRUCTED != 0 => {
            let parts: Vec<u8> =
                asn1::elements(element.contents).flat_map(|part| again(&part, deeper)).collect();
            asn1::write(tag, &parts)
        }
        tag => asn1::write(tag, element.contents),
    }
}

/// Made of strings alone: the first of which is one of IA5 or octets.
fn is_in_pieces(element: &Element<'_>) -> bool {
    let mut parts = asn1::elements(element.contents).peekable();
    parts.peek().is_some() && parts.all(|part| matches!(part.tag, 0x16 | asn1::OCTET_STRING))
}

/// The contents of a string, put together where it is written in pieces.
fn joined(element: &Element<'_>) -> Vec<u8> {
    if element.tag & CONSTRUCTED == 0 {
        return element.contents.to_vec();
    }
    let parts = asn1::elements(element.contents);
    if element.tag & !CONSTRUCTED == BIT_STRING {
        // Each piece has a count of unused bits of its own; the last one's counts.
        let mut bits = vec![0];
        for part in parts {
            if let Some((unused, octets)) = part.contents.split_first() {
                bits.extend(octets);
                if let Some(first) = bits.first_mut() {
                    *first = *unused;
                }
            }
        }
        return bits;
    }
    parts.flat_map(|part| part.contents.to_vec()).collect()
}

/// A BIT STRING whose unused bits are cleared.
fn cleared(contents: &[u8]) -> Vec<u8> {
    let Some((unused, octets)) = contents.split_first() else { return vec![0] };
    let mut bits = vec![(*unused).min(7)];
    bits.extend(octets);
    if octets.is_empty() {
        return vec![0];
    }
    if let Some(last) = bits.last_mut() {
        *last &= 0xff << (*unused).min(7);
    }
    bits
}

/// A BIT STRING that holds octets: every bit is used.
fn octets(element: &Element<'_>) -> Vec<u8> {
    let mut bits = cleared(&joined(element));
    if let Some(unused) = bits.first_mut() {
        *unused = 0;
    }
    asn1::write(BIT_STRING, &bits)
}

/// The algorithm, and the octets of the key.
fn write_key(part: &Element<'_>) -> Vec<u8> {
    let mut parts = asn1::elements(part.contents);
    let mut out = parts.next().map_or_else(Vec::new, |algorithm| again(&algorithm, DEEPEST));
    out.extend(parts.next().map_or_else(Vec::new, |bits| octets(&bits)));
    parts.for_each(|part| out.extend(part.whole));
    asn1::write(SEQUENCE, &out)
}

/// The shortest INTEGER of the same value.
fn shortened(contents: &[u8]) -> &[u8] {
    let mut rest = contents;
    while let [first, after @ ..] = rest
        && after.first().is_some_and(|next| *first == if next & 0x80 == 0 { 0 } else { 0xff })
    {
        rest = after;
    }
    rest
}

fn write_time(element: &Element<'_>) -> Vec<u8> {
    let written = Written::read(element);
    if written.is_some_and(|time| time.is_der() && time.is_possible()) {
        return element.whole.to_vec();
    }
    let moment = written.map_or(Time(0), |time| time.moment());
    asn1::write(GENERALIZED_TIME, &time::write(moment))
}
