//! Distinguished names: the bytes that links are compared by, and the words that people read.

use x509_parser::der_parser::asn1_rs::Oid;
use x509_parser::x509::X509Name;

use super::der;
use super::extensions::dotted;
use super::{shortened, stand_in};

/// A distinguished name (RFC 5280 §4.1.2.4).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Name {
    /// The whole Name, as encoded. Verifiers compare these bytes.
    pub der: Vec<u8>,
    /// Attributes in order: a short type name (or its dotted number) and the value as text.
    pub attributes: Vec<(String, String)>,
}

impl Name {
    pub(crate) fn read(name: &X509Name<'_>) -> Self {
        Self::from_der(name.as_raw())
    }

    /// Reads the contents of a Name; the element itself is not kept.
    pub(crate) fn from_contents(contents: &[u8]) -> Self {
        Self { der: Vec::new(), attributes: attributes(contents) }
    }

    /// Reads the whole element of a Name.
    pub(crate) fn from_der(der: &[u8]) -> Self {
        let contents = der::expect(der, der::SEQUENCE).map(|(whole, _)| whole.contents);
        Self { der: der.to_vec(), attributes: attributes(contents.unwrap_or_default()) }
    }

    /// The empty SEQUENCE.
    pub(crate) fn is_empty(&self) -> bool {
        self.attributes.is_empty() && self.der.len() <= 2
    }

    /// The first attribute of this type.
    pub(crate) fn first(&self, attribute_type: &str) -> Option<&str> {
        self.attributes.iter().find(|(known, _)| known == attribute_type).map(|(_, value)| value.as_str())
    }

    /// The common name; the last one where there are several, which is the most specific.
    pub(crate) fn common_name(&self) -> Option<&str> {
        self.attributes.iter().rev().find(|(known, _)| known == "CN").map(|(_, value)| value.as_str())
    }

    /// Every common name, in order.
    pub(crate) fn common_names(&self) -> impl Iterator<Item = &str> {
        self.attributes.iter().filter(|(known, _)| known == "CN").map(|(_, value)| value.as_str())
    }

    /// What the name is, whatever its form.
    pub(crate) fn without_form(&self) -> Vec<u8> {
        folded(&self.attributes)
    }

    /// The longest run of letters and digits of ASCII in a value: it stands in the octets of each name that differs in form only, but
    /// for its case, where those are no UTF-16 or UTF-32.
    pub(crate) fn longest_word(&self) -> String {
        let words = self
            .attributes
            .iter()
            .flat_map(|(_, value)| value.split(|one: char| !one.is_ascii_alphanumeric()));
        words.max_by_key(|word| word.len()).unwrap_or_default().to_owned()
    }

    /// What a person would call the bearer: common name, else unit, else organisation.
    pub(crate) fn label(&self) -> Option<String> {
        self.common_name()
            .or_else(|| self.first("OU"))
            .or_else(|| self.first("O"))
            .or_else(|| self.attributes.first().map(|(_, value)| value.as_str()))
            .filter(|label| !label.trim().is_empty())
            .map(shortened)
    }
}

/// `C=US, O=Example, CN=Example Root`, in the order encoded; commas and the like inside a value are escaped (RFC 4514).
impl core::fmt::Display for Name {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        for (index, (attribute_type, value)) in self.attributes.iter().enumerate() {
            if index > 0 {
                f.write_str(", ")?;
            }
            f.write_str(attribute_type)?;
            f.write_str("=")?;
            for character in value.chars() {
                if matches!(character, ',' | '+' | '"' | '\\' | '<' | '>' | ';') {
                    f.write_str("\\")?;
                }
                core::fmt::Write::write_char(f, character)?;
            }
        }
        Ok(())
    }
}

/// Attributes without case and runs of spaces, which do not count (RFC 5280 §7.1): equal where the attributes are alike.
pub(crate) fn folded(attributes: &[(String, String)]) -> Vec<u8> {
    // An octet that stands in no text, so that where one part ends cannot be feigned.
    const END: u8 = 0xff;
    let mut key = Vec::new();
    for (attribute_type, value) in attributes {
        key.extend(attribute_type.as_bytes());
        key.push(END);
        for word in value.split_whitespace() {
            key.extend(word.to_lowercase().as_bytes());
            key.push(b' ');
        }
        key.push(END);
    }
    key
}

/// The attributes of a Name's contents, whatever of it can be read.
fn attributes(contents: &[u8]) -> Vec<(String, String)> {
    let sets = der::elements(contents);
    sets.flat_map(|set| der::elements(set.contents)).filter_map(|pair| attribute(pair.contents)).collect()
}

fn attribute(contents: &[u8]) -> Option<(String, String)> {
    let (kind, rest) = der::expect(contents, der::OID)?;
    let (value, _) = der::element(rest)?;
    // Directory attributes (RFC 5280 §4.1.2.4, X.520) are 2.5.4.x; each certificate has some ten of them.
    let short = match kind.contents {
        [0x55, 4, 3] => "CN",
        [0x55, 4, 4] => "SN",
        [0x55, 4, 5] => "serialNumber",
        [0x55, 4, 6] => "C",
        [0x55, 4, 7] => "L",
        [0x55, 4, 8] => "ST",
        [0x55, 4, 9] => "street",
        [0x55, 4, 10] => "O",
        [0x55, 4, 11] => "OU",
        [0x55, 4, 12] => "title",
        [0x55, 4, 15] => "businessCategory",
        [0x55, 4, 17] => "postalCode",
        [0x55, 4, 42] => "GN",
        [0x55, 4, 97] => "organizationIdentifier",
        other => match dotted(&Oid::new(other.into())) {
            number if number == "1.2.840.113549.1.9.1" => "emailAddress",
            number if number == "0.9.2342.19200300.100.1.1" => "UID",
            number if number == "0.9.2342.19200300.100.1.25" => "DC",
            number => return Some((number, text(value.tag, value.contents))),
        },
    };
    Some((short.to_owned(), text(value.tag, value.contents)))
}

/// Octets of a value that are kept as text: the largest bound that RFC 5280 has for an attribute (`ub-name`, appendix A.1).
const LONGEST_VALUE: usize = 32_768;
/// Of a longer one this much is shown. Names are compared by their octets; where letters are compared, the rest of a longer value
/// counts by its digest.
const KEPT_OF_A_LONG_VALUE: usize = 256;

/// The value as text. Encodings that are not text any more are decoded as leniently as can be.
fn text(tag: u8, contents: &[u8]) -> String {
    const TELETEX: u8 = 0x14;
    const UNIVERSAL: u8 = 0x1c;
    const BMP: u8 = 0x1e;
    if contents.len() > LONGEST_VALUE {
        let beginning = contents.get(..KEPT_OF_A_LONG_VALUE).unwrap_or_default();
        return format!("{}{}", String::from_utf8_lossy(beginning), stand_in(contents));
    }
    match tag {
        BMP => decode_utf16(contents),
        UNIVERSAL => {
            let units = contents.as_chunks::<4>().0.iter().map(|unit| u32::from_be_bytes(*unit));
            units.map(|unit| char::from_u32(unit).unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
        }
        TELETEX => contents.iter().map(|byte| char::from(*byte)).collect(),
        _ => String::from_utf8_lossy(contents).into_owned(),
    }
}

fn decode_utf16(bytes: &[u8]) -> String {
    let units = bytes.as_chunks::<2>().0.iter().map(|pair| u16::from_be_bytes(*pair));
    char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}
