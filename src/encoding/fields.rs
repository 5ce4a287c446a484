//! What stands in a certificate, element by element, for whoever reads its octets beside it: the one walk, telling what it comes
//! upon. Nothing of this is part of an answer; it is asked for by itself.

use super::element::Element;
use super::field::Field;
use super::{Deviation, Part, grammar, told, values, walk};
use crate::letters;
use crate::notation::{KEY_USAGES, extension_name, hex};
use crate::terms::Language;

/// An element, before it is put into words.
#[derive(Clone, Debug)]
pub(super) struct Seen {
    pub field: Field,
    pub element: Element,
}

/// More elements than these are read by nobody; a CA bundle in one certificate has as many.
pub(super) const MOST: usize = 2_000;
/// Characters of a value: what follows stands in the octets.
const LONGEST: usize = 200;

/// One element of a certificate.
pub(crate) struct Told {
    /// How deep it stands, from 0.
    pub level: u8,
    /// Its name; empty where it is only the frame of what stands in it.
    pub name: String,
    /// Its type in ASN.1.
    pub kind: String,
    /// What it says, where that can be said in a line.
    pub value: String,
    pub offset: usize,
    /// Octets of the tag and the length.
    pub header: usize,
    /// Octets in all.
    pub length: usize,
}

/// Its elements, what is odd in how it is written, and whether there is more than is told.
pub(crate) fn of(bytes: &[u8], language: Language) -> (Vec<Told>, Vec<(Deviation, String)>, bool) {
    let (deviations, seen) = walk::walk_telling(bytes, &grammar::CERTIFICATE, Part::Certificate);
    let cut = seen.len() >= MOST;
    let mut open: Vec<usize> = Vec::new();
    let mut elements = Vec::with_capacity(seen.len());
    for (index, one) in seen.iter().enumerate() {
        while open
            .last()
            .and_then(|above| seen.get(*above))
            .is_some_and(|above| above.element.end <= one.element.start)
        {
            open.pop();
        }
        let above = open.last().and_then(|above| seen.get(*above));
        let name = name_of(one, above, seen.get(index + 1), language);
        let alone = seen.get(index + 1).is_none_or(|next| next.element.start >= one.element.end);
        elements.push(Told {
            level: u8::try_from(open.len()).unwrap_or(u8::MAX),
            kind: values::type_name(one.element.tag),
            value: if alone { value_of(bytes, one, &name, language) } else { String::new() },
            name,
            offset: one.element.start,
            header: one.element.contents.0.saturating_sub(one.element.start),
            length: one.element.end.saturating_sub(one.element.start),
        });
        open.push(index);
    }
    let odd = deviations
        .into_iter()
        .map(|deviation| {
            let words = told(bytes, &deviation);
            let text = match language {
                Language::English => words.en,
                Language::Chinese => words.zh,
            };
            (deviation, text)
        })
        .collect();
    (elements, odd, cut)
}

/// The last step to it. What has the field of what it stands in is a frame within it.
fn name_of(one: &Seen, above: Option<&Seen>, next: Option<&Seen>, language: Language) -> String {
    let field = &one.field;
    if above.is_some_and(|above| above.field == *field) {
        return String::new();
    }
    // An extension is known by its number, which stands in it.
    if field.part == Part::Extensions
        && !field.steps.is_empty()
        && let Some(within) = next.and_then(|next| next.field.extension.as_ref())
        && !within.oid.is_empty()
    {
        return extension_name(&within.oid);
    }
    match field.steps.last() {
        Some(step) => step.words_in(language),
        None if field.part == Part::ExtensionValue => String::new(),
        None => field.part.words(language).to_owned(),
    }
}

fn value_of(bytes: &[u8], one: &Seen, name: &str, language: Language) -> String {
    const CLASS: u8 = 0xc0;
    const CONTEXT: u8 = 0x80;
    let contents = one.element.contents_of(bytes);
    let text = |text: &str| letters::foreign(text, LONGEST, language);
    let octets = |octets: &[u8]| {
        let shown = hex(octets.get(..octets.len().min(LONGEST / 4)).unwrap_or_default());
        if octets.len() > LONGEST / 4 { format!("{shown}…") } else { shown }
    };
    match (one.element.tag & CLASS, one.element.tag & 0x3f) {
        (0, 1) => match contents {
            [0] => "FALSE".to_owned(),
            [_] => "TRUE".to_owned(),
            _ => octets(contents),
        },
        (0, 2 | 10) => match contents {
            [first, ..] if contents.len() <= 7 && *first < 0x80 => {
                let number =
                    contents.iter().fold(0_u64, |sum, octet| sum.wrapping_mul(256) + u64::from(*octet));
                number.to_string()
            }
            _ => octets(contents),
        },
        (0, 3) => {
            let bits = contents.get(1..).unwrap_or_default();
            match one.field.is_in_value_of("2.5.29.15") {
                true => usages(bits),
                false => octets(bits),
            }
        }
        (0, 6) => identifier(contents),
        (0, 12 | 18 | 19 | 20 | 22 | 23 | 24 | 26) => text(&String::from_utf8_lossy(contents)),
        (0, 30) => {
            let units: Vec<u16> = contents
                .chunks_exact(2)
                .map(|pair| pair.iter().fold(0, |sum, octet| sum << 8 | u16::from(*octet)))
                .collect();
            text(&String::from_utf16_lossy(&units))
        }
        (CONTEXT, _) if name == "iPAddress" => address(contents).unwrap_or_else(|| octets(contents)),
        (CONTEXT, _)
            if !contents.is_empty() && contents.iter().all(|octet| (b' '..=b'~').contains(octet)) =>
        {
            text(&String::from_utf8_lossy(contents))
        }
        _ => octets(contents),
    }
}

fn address(octets: &[u8]) -> Option<String> {
    let four = <[u8; 4]>::try_from(octets).map(core::net::IpAddr::from);
    let sixteen = <[u8; 16]>::try_from(octets).map(core::net::IpAddr::from);
    four.or(sixteen).ok().map(|address| address.to_string())
}

/// RFC 5280 §4.2.1.3.
fn usages(bits: &[u8]) -> String {
    let is_set = |index: usize| bits.get(index / 8).is_some_and(|octet| octet << (index % 8) & 0x80 != 0);
    let set: Vec<&str> =
        KEY_USAGES.iter().enumerate().filter(|(index, _)| is_set(*index)).map(|(_, name)| *name).collect();
    set.join(", ")
}

/// An OBJECT IDENTIFIER: its name, where it has one that people know, with its number.
fn identifier(contents: &[u8]) -> String {
    /// The contents of the element, and the name.
    const NAMES: &[(&[u8], &str)] = &[
        (&[0x55, 4, 3], "commonName"),
        (&[0x55, 4, 4], "surname"),
        (&[0x55, 4, 5], "serialNumber"),
        (&[0x55, 4, 6], "countryName"),
        (&[0x55, 4, 7], "localityName"),
        (&[0x55, 4, 8], "stateOrProvinceName"),
        (&[0x55, 4, 9], "streetAddress"),
        (&[0x55, 4, 10], "organizationName"),
        (&[0x55, 4, 11], "organizationalUnitName"),
        (&[0x55, 4, 97], "organizationIdentifier"),
        (&[0x2a, 0x86, 0x48, 0x86, 0xf7, 13, 1, 9, 1], "emailAddress"),
        (&[9, 0x92, 0x26, 0x89, 0x93, 0xf2, 0x2c, 0x64, 1, 25], "domainComponent"),
        (&[0x2a, 0x86, 0x48, 0x86, 0xf7, 13, 1, 1, 1], "rsaEncryption"),
        (&[0x2a, 0x86, 0x48, 0x86, 0xf7, 13, 1, 1, 5], "sha1WithRSAEncryption"),
        (&[0x2a, 0x86, 0x48, 0x86, 0xf7, 13, 1, 1, 10], "id-RSASSA-PSS"),
        (&[0x2a, 0x86, 0x48, 0x86, 0xf7, 13, 1, 1, 11], "sha256WithRSAEncryption"),
        (&[0x2a, 0x86, 0x48, 0x86, 0xf7, 13, 1, 1, 12], "sha384WithRSAEncryption"),
        (&[0x2a, 0x86, 0x48, 0x86, 0xf7, 13, 1, 1, 13], "sha512WithRSAEncryption"),
        (&[0x2a, 0x86, 0x48, 0xce, 0x3d, 2, 1], "id-ecPublicKey"),
        (&[0x2a, 0x86, 0x48, 0xce, 0x3d, 3, 1, 7], "P-256"),
        (&[0x2b, 0x81, 4, 0, 34], "P-384"),
        (&[0x2b, 0x81, 4, 0, 35], "P-521"),
        (&[0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 2], "ecdsa-with-SHA256"),
        (&[0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 3], "ecdsa-with-SHA384"),
        (&[0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 4], "ecdsa-with-SHA512"),
        (&[0x2b, 0x65, 0x70], "Ed25519"),
        (&[0x2b, 6, 1, 5, 5, 7, 3, 1], "serverAuth"),
        (&[0x2b, 6, 1, 5, 5, 7, 3, 2], "clientAuth"),
        (&[0x2b, 6, 1, 5, 5, 7, 3, 3], "codeSigning"),
        (&[0x2b, 6, 1, 5, 5, 7, 3, 4], "emailProtection"),
        (&[0x2b, 6, 1, 5, 5, 7, 3, 8], "timeStamping"),
        (&[0x2b, 6, 1, 5, 5, 7, 3, 9], "OCSPSigning"),
        (&[0x2b, 6, 1, 5, 5, 7, 48, 1], "ocsp"),
        (&[0x2b, 6, 1, 5, 5, 7, 48, 2], "caIssuers"),
        (&[0x2b, 6, 1, 5, 5, 7, 2, 1], "cps"),
        (&[0x67, 0x81, 12, 1, 2, 1], "domain-validated"),
        (&[0x67, 0x81, 12, 1, 2, 2], "organization-validated"),
        (&[0x67, 0x81, 12, 1, 1], "extended-validation"),
        (&[0x55, 29, 32, 0], "anyPolicy"),
    ];
    let number = crate::notation::dotted(&x509_parser::der_parser::asn1_rs::Oid::new(contents.into()));
    match NAMES.iter().find(|(known, _)| *known == contents) {
        Some((_, name)) => format!("{name} ({number})"),
        None => extension_name(&number),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// BOOLEAN TRUE written as 01 in an unknown extension, within as much of a certificate as the walk needs to come there.
    #[test]
    fn elements_are_told_in_their_order_with_name_place_and_value() {
        let bytes = [0x30, 12, 0x30, 10, 0xa0, 3, 2, 1, 2, 2, 3, 1, 0, 1];
        let (told, odd, cut) = of(&bytes, Language::English);
        let lines: Vec<_> = told
            .iter()
            .map(|one| {
                (one.level, one.name.as_str(), one.kind.as_str(), one.value.as_str(), one.offset, one.length)
            })
            .collect();
        assert_eq!(
            lines,
            [
                (0, "the certificate", "SEQUENCE", "", 0, 14),
                (1, "the signed part", "SEQUENCE", "", 2, 12),
                (2, "version", "[0]", "", 4, 5),
                (3, "", "INTEGER", "2", 6, 3),
                (2, "serialNumber", "INTEGER", "65537", 9, 5),
            ]
        );
        assert!(!odd.is_empty() && !cut);
    }

    #[test]
    fn values_are_written_as_people_write_them() {
        assert_eq!(identifier(&[0x55, 4, 3]), "commonName (2.5.4.3)");
        assert_eq!(identifier(&[0x55, 29, 15]), "keyUsage (2.5.29.15)");
        assert_eq!(usages(&[0b1000_0110]), "digitalSignature, keyCertSign, cRLSign");
        assert_eq!(address(&[10, 1, 2, 3]).as_deref(), Some("10.1.2.3"));
        assert_eq!(address(&[1, 2]), None);
    }

    #[test]
    fn of_what_is_endless_a_part_is_told() {
        let names = [0x31, 0].repeat(9_000);
        let mut bytes = vec![
            0x30, 0x83, 0, 0x46, 0x5e, 0x30, 0x83, 0, 0x46, 0x59, 2, 1, 1, 0x30, 0, 0x30, 0x82, 0x46, 0x50,
        ];
        bytes.extend(names);
        let (told, _, cut) = of(&bytes, Language::English);
        assert!(cut && told.len() <= MOST);
    }
}
