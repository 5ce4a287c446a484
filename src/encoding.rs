//! How a certificate or CRL is written: every place where its bytes are not what DER (X.690) or the ASN.1 of RFC 5280 prescribes,
//! with the field and the offset.
//!
//! Facts, no judgement: verifiers part ways here first, and what each makes of a deviation is a table of its own. The walk stands beside
//! x509-parser, which gives the facts of what it can read and says of the rest only that it cannot. It reads any length form of BER and
//! goes on behind what is odd, so that one oddity does not hide the next. The ASN.1 itself is data ([`grammar`]); the walk is one
//! function over it.

mod element;
mod field;
pub(crate) mod fields;
mod grammar;
mod kind;
mod normal;
pub(crate) mod noun;
mod values;
mod walk;

#[cfg(test)]
mod tests;

pub(crate) use field::{Field, Step};
pub(crate) use kind::Kind;
pub(crate) use normal::to_der;

use core::ops::Range;

use crate::fault::{Phrase, Words};
use crate::notation::hex;
use crate::terms::Language;

/// One deviation.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Deviation {
    pub kind: Kind,
    pub field: Field,
    /// Where the odd octets begin, counted from the beginning of the object, from 0.
    pub offset: usize,
    /// How many octets they are; none where something is missing.
    pub length: usize,
}

/// How one object is written.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Encoding {
    /// In the order of their offsets, with few exceptions; no more than [`MOST`].
    pub deviations: Vec<Deviation>,
}

/// The most deviations of one object that are noted: what is odd in more places than this is told by these.
pub(crate) const MOST: usize = 64;

impl Encoding {
    /// Reads a Certificate (RFC 5280 §4.1), whether it is one or not.
    pub(crate) fn of_certificate(bytes: &[u8]) -> Self {
        Self { deviations: walk::walk(bytes, &grammar::CERTIFICATE, Part::Certificate) }
    }

    /// Reads a CertificateList (RFC 5280 §5.1).
    pub(crate) fn of_crl(bytes: &[u8]) -> Self {
        Self { deviations: walk::walk(bytes, &grammar::CERTIFICATE_LIST, Part::CertificateList) }
    }

    pub(crate) fn has(&self, predicate: impl Fn(&Deviation) -> bool) -> bool {
        self.deviations.iter().any(predicate)
    }

    /// The object in DER, where it is BER: the same values with the lengths, strings and Booleans that DER wants. `None` where it is
    /// DER already or cannot be made so.
    pub(crate) fn normalised(&self, bytes: &[u8]) -> Option<Vec<u8>> {
        self.has(|deviation| deviation.kind.is_ber()).then(|| normal::to_der(bytes)).flatten()
    }

    /// Notes octets behind the whole, which were left out of it.
    pub(crate) fn note_trailing(&mut self, offset: usize, length: usize) {
        let field = Field { part: Part::Certificate, extension: None, steps: Vec::new() };
        self.deviations.push(Deviation { kind: Kind::Trailing, field, offset, length });
    }

    /// Whether the octets begin as a certificate or CRL does: a SEQUENCE in a SEQUENCE, which begins with a version, a number or
    /// another SEQUENCE. What does not may be a key under another label.
    pub(crate) fn begins_signed(bytes: &[u8]) -> bool {
        const OID: u8 = 6;
        let first = |(from, to): (usize, usize)| element::Element::read(bytes, from, to);
        first((0, bytes.len()))
            .filter(|outer| outer.tag == 0x30)
            .and_then(|outer| first(outer.contents))
            .is_some_and(|signed| {
                signed.tag == 0x30 && first(signed.contents).is_none_or(|inner| inner.tag != OID)
            })
    }

    /// What the signature of a certificate or CRL covers, as it was sent, whatever its form.
    pub(crate) fn signed_part(bytes: &[u8]) -> Option<&[u8]> {
        bytes.get(Self::signed_range(bytes)?)
    }

    /// Where that is.
    pub(crate) fn signed_range(bytes: &[u8]) -> Option<Range<usize>> {
        let outer = element::Element::read(bytes, 0, bytes.len())?;
        let signed = element::Element::read(bytes, outer.contents.0, outer.contents.1)?;
        (signed.end <= bytes.len()).then_some(signed.start..signed.end)
    }

    /// Subject and issuer of a certificate, as far as they can be found in what is none.
    pub(crate) fn names(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
        walk::names(bytes)
    }

    /// The deviation that keeps the object from being read, as far as one can be named: the first that breaks its structure.
    pub(crate) fn decisive(&self) -> Option<&Deviation> {
        let breaks = |deviation: &&Deviation| deviation.kind.breaks_structure();
        self.deviations.iter().find(breaks).or_else(|| self.deviations.first())
    }
}

/// The bytes around a deviation in hexadecimal, the odd ones in brackets: `0c 05 4c [ff fe] 30`. What is long is cut.
pub(crate) fn octets(bytes: &[u8], deviation: &Deviation) -> String {
    const AROUND: usize = 8;
    const MOST: usize = 16;
    let end = deviation.offset.saturating_add(deviation.length);
    let cut = end.min(deviation.offset.saturating_add(MOST));
    let part = |from: usize, to: usize| {
        let octets = bytes.get(from..to.min(bytes.len())).unwrap_or_default();
        octets.iter().map(|octet| hex(&[*octet])).collect::<Vec<_>>().join(" ")
    };
    let mut text = part(deviation.offset.saturating_sub(AROUND), deviation.offset);
    text.push_str(" [");
    text.push_str(&part(deviation.offset, cut));
    text.push_str(if cut < end { " …]" } else { "] " });
    if cut == end {
        text.push_str(&part(end, end.saturating_add(AROUND)));
    }
    text.trim().to_owned()
}

/// What is odd, and what stands in the place where it is: the type and size of an element, or that the octets end.
pub(crate) fn told(bytes: &[u8], deviation: &Deviation) -> Words {
    let Phrase { token, en, zh } = deviation.kind.phrase();
    let found = element::Element::read(bytes, deviation.offset, bytes.len());
    let (en_more, zh_more) = match (deviation.kind, found) {
        (Kind::Missing, None) => ("; the bytes end there".to_owned(), "，内容到此为止".to_owned()),
        (Kind::BreaksOff, Some(found)) => {
            let (name, left) = (values::type_name(found.tag), bytes.len() - deviation.offset);
            (
                format!("; {name} begins there, and {left} bytes are left"),
                format!("，此处开始的是 {name}，只剩 {left} 字节"),
            )
        }
        (Kind::WrongTag | Kind::Missing | Kind::Trailing, Some(found)) => {
            let (name, size) = (values::type_name(found.tag), found.end - found.start);
            (format!("; {name} ({size} bytes) stands there"), format!("，此处是 {name}（{size} 字节）"))
        }
        (Kind::NoElement, _) => {
            let left = deviation.length;
            (format!("; {left} bytes are left there"), format!("，此处剩 {left} 字节"))
        }
        _ => Default::default(),
    };
    Words { token: token.to_owned(), en: [en, &en_more].concat(), zh: [zh, &zh_more].concat() }
}

macro_rules! parts {
    ($($(#[$doc:meta])* $name:ident $token:literal $en:literal $zh:literal),* $(,)?) => {
        /// The parts of a certificate or CRL, as coarse as verifiers' readers tell them apart.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub(crate) enum Part { $($(#[$doc])* $name),* }

        impl Part {
            /// For programs.
            pub(crate) fn token(self) -> &'static str {
                match self { $(Self::$name => $token),* }
            }

            /// For people.
            pub(crate) fn words(self, language: Language) -> &'static str {
                match (self, language) {
                    $((Self::$name, Language::English) => $en, (Self::$name, Language::Chinese) => $zh),*
                }
            }
        }
    };
}

parts! {
    /// The outer SEQUENCE of a certificate, and what follows it.
    Certificate "certificate" "the certificate" "证书",
    /// The outer SEQUENCE of a CRL.
    CertificateList "certificateList" "the CRL" "CRL",
    /// The SEQUENCE that is signed.
    Tbs "tbs" "the signed part" "被签名部分",
    Version "version" "version" "version（版本）",
    SerialNumber "serialNumber" "serialNumber" "serialNumber（序列号）",
    /// The AlgorithmIdentifier inside what is signed.
    InnerAlgorithm "tbs.signature" "signature (inside the signed part)" "signature（被签名部分内的算法）",
    Issuer "issuer" "issuer" "issuer（签发者）",
    Validity "validity" "validity" "validity（有效期）",
    NotBefore "notBefore" "notBefore" "notBefore（生效时间）",
    NotAfter "notAfter" "notAfter" "notAfter（到期时间）",
    Subject "subject" "subject" "subject（主体）",
    /// The AlgorithmIdentifier of the key.
    KeyAlgorithm "subjectPublicKeyInfo.algorithm" "subjectPublicKeyInfo, algorithm" "subjectPublicKeyInfo，algorithm",
    /// The key itself.
    PublicKey "subjectPublicKeyInfo" "subjectPublicKeyInfo" "subjectPublicKeyInfo（公钥）",
    IssuerUniqueId "issuerUniqueID" "issuerUniqueID" "issuerUniqueID",
    SubjectUniqueId "subjectUniqueID" "subjectUniqueID" "subjectUniqueID",
    /// The list of extensions.
    Extensions "extensions" "extensions" "extensions（扩展）",
    /// The frame of one extension: its number, `critical`, and the OCTET STRING.
    Extension "extension" "an extension" "扩展",
    /// What is in that OCTET STRING.
    ExtensionValue "extnValue" "an extension" "扩展",
    /// The outer AlgorithmIdentifier.
    Algorithm "signatureAlgorithm" "signatureAlgorithm" "signatureAlgorithm（签名算法）",
    Signature "signatureValue" "signatureValue" "signatureValue（签名）",
    ThisUpdate "thisUpdate" "thisUpdate" "thisUpdate",
    NextUpdate "nextUpdate" "nextUpdate" "nextUpdate",
    /// The entries of a CRL.
    Revoked "revokedCertificates" "revokedCertificates" "revokedCertificates（吊销条目）",
}
