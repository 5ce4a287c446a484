//! The fields of one certificate with their octets: what [`crate::report::fields()`] gives.

use serde::Serialize;

use crate::encoding::fields;
use crate::terms::Language;

/// The fields of a certificate, each with the place of its octets.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "camelCase")]
pub struct Fields {
    /// Every element, in the order of the octets: what stands in one follows it, a level deeper.
    pub fields: Vec<CertificateField>,
    /// Where it is not written as DER and RFC 5280 want it.
    pub deviations: Vec<OddOctets>,
    /// Whether it has more elements than are listed.
    pub left_out: bool,
}

/// One element of a certificate.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct CertificateField {
    /// How deep it stands; the certificate itself is 0.
    pub level: u8,
    /// Its name in RFC 5280; empty where it only frames what stands in it.
    pub name: String,
    /// Its type in ASN.1.
    #[serde(rename = "type")]
    pub kind: String,
    /// What it says, as text; empty where that stands in what it frames.
    pub value: String,
    /// Where its first octet is, from 0.
    pub offset: usize,
    /// How many octets its tag and length are.
    pub header: usize,
    /// How many octets it is in all.
    pub length: usize,
}

/// A place where a certificate is written oddly.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
pub struct OddOctets {
    /// Where the odd octets begin, from 0.
    pub offset: usize,
    /// How many they are; 0 where something is missing.
    pub length: usize,
    /// The field, for people.
    pub field: String,
    /// What is odd.
    pub what: String,
}

/// The fields of a certificate in DER or BER, with the place of each in its octets; of what is none, those that can be read.
///
/// For a view of the octets beside an answer: nothing is judged.
#[must_use]
pub fn fields(certificate: &[u8], language: Language) -> Fields {
    let (elements, odd, left_out) = fields::of(certificate, language);
    let fields = elements
        .into_iter()
        .map(|told| CertificateField {
            level: told.level,
            name: told.name,
            kind: told.kind,
            value: told.value,
            offset: told.offset,
            header: told.header,
            length: told.length,
        })
        .collect();
    let deviations = odd
        .into_iter()
        .map(|(deviation, what)| OddOctets {
            offset: deviation.offset,
            length: deviation.length,
            field: deviation.field.words_in(language),
            what,
        })
        .collect();
    Fields { fields, deviations, left_out }
}
