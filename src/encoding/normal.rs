//! BER made DER: the same values, with the lengths, strings and Booleans that DER wants, so that their facts can be read.

use super::element::{Element, Length};

/// Deeper than any certificate is nested.
const DEEPEST: u8 = 24;
/// Octets that are written anew, at each depth once; no client reads a certificate that has as many.
const MOST_OCTETS: usize = 1_000_000;
const BOOLEAN: u8 = 1;
const BIT_STRING: u8 = 3;
const OCTET_STRING: u8 = 4;
const CONSTRUCTED: u8 = 0x20;
const EXTENSIONS: u8 = 0xa3;

/// The one element that these octets are, in DER; what follows it is left out. `None` where it cannot be read, or is
/// too long.
pub(crate) fn to_der(bytes: &[u8]) -> Option<Vec<u8>> {
    let outer = Element::read(bytes, 0, bytes.len()).filter(|outer| outer.end <= MOST_OCTETS)?;
    let mut out = Vec::with_capacity(bytes.len());
    write(bytes, &outer, 0, false, &mut out)?;
    Some(out)
}

fn write(bytes: &[u8], element: &Element, depth: u8, in_extensions: bool, out: &mut Vec<u8>) -> Option<()> {
    if depth > DEEPEST || element.length == Length::Beyond || element.tag & 0x1f == 0x1f {
        return None;
    }
    let contents = element.contents_of(bytes);
    if !element.is_constructed() {
        // The value of an extension is itself an element.
        let nested = in_extensions && element.tag == OCTET_STRING;
        let inner = nested.then(|| to_der(contents)).flatten();
        match (element.tag, inner) {
            (_, Some(mut inner)) => {
                let end = Element::read(contents, 0, contents.len())?.end;
                inner.extend(contents.get(end..)?);
                put(element.tag, &inner, out);
            }
            (BOOLEAN, None) if contents.len() == 1 && contents != [0] => put(element.tag, &[0xff], out),
            (_, None) => put(element.tag, contents, out),
        }
        return Some(());
    }
    let universal_string = element.tag < 0x40 && !matches!(element.tag, 0x30 | 0x31);
    let mut inner = Vec::with_capacity(contents.len());
    let (mut at, end) = element.contents;
    while at < end {
        let child = Element::read(bytes, at, end)?;
        if universal_string {
            let part = child.contents_of(bytes);
            let part = match (element.tag & !CONSTRUCTED, at == element.contents.0) {
                // Each part of a BIT STRING counts its own unused bits; only the last may have any.
                (BIT_STRING, false) => part.get(1..)?,
                _ => part,
            };
            inner.extend(part);
        } else {
            write(
                bytes,
                &child,
                depth + 1,
                in_extensions || (depth == 2 && element.tag == EXTENSIONS),
                &mut inner,
            )?;
        }
        at = child.end;
    }
    put(if universal_string { element.tag & !CONSTRUCTED } else { element.tag }, &inner, out);
    Some(())
}

/// One element with the shortest length.
fn put(tag: u8, contents: &[u8], out: &mut Vec<u8>) {
    out.push(tag);
    let octets = contents.len().to_be_bytes();
    match u8::try_from(contents.len()) {
        Ok(short) if short < 0x80 => out.push(short),
        _ => {
            let first = octets.iter().position(|octet| *octet != 0).unwrap_or_default();
            let octets = octets.get(first..).unwrap_or_default();
            out.push(0x80 | u8::try_from(octets.len()).unwrap_or_default());
            out.extend(octets);
        }
    }
    out.extend(contents);
}
