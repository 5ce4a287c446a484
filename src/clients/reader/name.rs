//! Names as OpenSSL and BoringSSL compare them: X509_NAME's canonical encoding (crypto/x509/x_name.c).

use super::asn1::{self, Element};
use crate::order::sort_by_key;

/// A name without regard to the kind of string, case and spaces; what stands in one SET is in order. `None` where a string
/// cannot be converted: then there is no certificate either.
pub(crate) fn canonical(name: &[u8]) -> Option<Vec<u8>> {
    let (name, _) = asn1::element(name).ok()?;
    let mut out = Vec::new();
    for set in asn1::elements(name.contents) {
        let mut attributes = Vec::new();
        for attribute in asn1::elements(set.contents) {
            let mut parts = asn1::elements(attribute.contents);
            let (oid, value) = (parts.next()?, parts.next()?);
            let value = match text(&value)? {
                Some(text) => asn1::write(0x0c, folded(&text).as_bytes()),
                None => value.whole.to_vec(),
            };
            attributes.push(asn1::write(asn1::SEQUENCE, &[oid.whole, &value].concat()));
        }
        // A SET without anything in it is forgotten.
        if !attributes.is_empty() {
            sort_by_key(&mut attributes, Clone::clone);
            out.extend(asn1::write(asn1::SET, &attributes.concat()));
        }
    }
    Some(out)
}

/// The text of a string of the kinds that are compared as text; `None` outside where it cannot be converted, inside where it
/// is none of them.
#[expect(clippy::option_option, reason = "the two are different things")]
pub(crate) fn text(value: &Element<'_>) -> Option<Option<String>> {
    let contents = value.contents;
    let converted = match value.tag & !asn1::CONSTRUCTED {
        0x0c => String::from_utf8(contents.to_vec()).ok(),
        // Octets, each as a letter of Latin-1.
        0x13 | 0x14 | 0x16 | 0x1a => Some(contents.iter().map(|octet| char::from(*octet)).collect()),
        0x1e => {
            let (pairs, rest) = contents.as_chunks::<2>();
            let units = pairs.iter().map(|pair| u32::from(u16::from_be_bytes(*pair)));
            rest.is_empty().then(|| units.map(|unit| char::from_u32(unit).unwrap_or('\u{fffd}')).collect())
        }
        0x1c => {
            let (quads, rest) = contents.as_chunks::<4>();
            let letters = quads.iter().map(|quad| char::from_u32(u32::from_be_bytes(*quad)));
            rest.is_empty().then(|| letters.collect()).flatten()
        }
        _ => return Some(None),
    };
    converted.map(Some)
}

/// ASCII in lower case, without spaces at the ends and with one where there are several.
fn folded(text: &str) -> String {
    let is_space = |letter: char| matches!(letter, ' ' | '\t' | '\n' | '\u{b}' | '\u{c}' | '\r');
    let words: Vec<&str> = text.split(is_space).filter(|word| !word.is_empty()).collect();
    words.join(" ").to_ascii_lowercase()
}
