//! The parts of a certificate as they stand in its octets, however they are written.

use super::asn1::{self, Element};
use crate::certificate::Certificate;

/// Where the parts of what is signed stand.
#[derive(Default)]
pub(crate) struct Outline<'a> {
    pub version: Option<Element<'a>>,
    pub serial: &'a [u8],
    pub issuer: &'a [u8],
    pub not_before: Option<Element<'a>>,
    pub not_after: Option<Element<'a>>,
    pub subject: &'a [u8],
    pub key: &'a [u8],
    /// A unique identifier is there.
    pub has_unique_ids: bool,
    /// An element for extensions is there, whatever is in it.
    pub has_extensions: bool,
    pub extensions: Vec<Extension<'a>>,
}

pub(crate) struct Extension<'a> {
    /// Contents of the object identifier.
    pub oid: &'a [u8],
    #[allow(dead_code, reason = "of consequence to some readers alone")]
    pub critical: bool,
    /// Contents of the OCTET STRING.
    pub value: &'a [u8],
}

impl<'a> Outline<'a> {
    pub(crate) fn of(certificate: &'a Certificate) -> Self {
        Self::read(certificate.tbs())
    }

    pub(crate) fn read(tbs: &'a [u8]) -> Self {
        let mut outline = Self::default();
        let Some((tbs, _)) = asn1::expect(tbs, asn1::SEQUENCE) else { return outline };
        let mut parts = asn1::elements(tbs.contents).peekable();
        outline.version = parts
            .next_if(|part| part.tag == 0xa0)
            .and_then(|part| Some(asn1::element(part.contents).ok()?.0));
        outline.serial = parts.next().map_or(&[], |part| part.contents);
        let _algorithm = parts.next();
        outline.issuer = parts.next().map_or(&[], |part| part.whole);
        let validity = parts.next();
        let mut times = validity.iter().flat_map(|validity| asn1::elements(validity.contents));
        (outline.not_before, outline.not_after) = (times.next(), times.next());
        outline.subject = parts.next().map_or(&[], |part| part.whole);
        outline.key = parts.next().map_or(&[], |part| part.whole);
        for part in parts {
            match part.tag {
                0xa3 => {
                    outline.has_extensions = true;
                    let list = asn1::elements(part.contents).next();
                    let list = list.iter().flat_map(|list| asn1::elements(list.contents));
                    outline.extensions =
                        list.filter_map(|extension| Extension::read(extension.contents)).collect();
                }
                _ => outline.has_unique_ids = true,
            }
        }
        outline
    }

    /// The first extension of this object identifier.
    pub(crate) fn extension(&self, oid: &[u8]) -> Option<&Extension<'a>> {
        self.extensions.iter().find(|extension| extension.oid == oid)
    }

    /// Algorithm and contents of the BIT STRING of the key.
    pub(crate) fn key_parts(&self) -> Option<(Element<'a>, &'a [u8])> {
        let (key, _) = asn1::element(self.key).ok()?;
        let mut parts = asn1::elements(key.contents);
        let (algorithm, bits) = (parts.next()?, parts.next()?);
        Some((algorithm, bits.contents.get(1..)?))
    }
}

impl<'a> Extension<'a> {
    fn read(contents: &'a [u8]) -> Option<Self> {
        let mut parts = asn1::elements(contents);
        let oid = parts.next()?.contents;
        let second = parts.next()?;
        if second.tag == asn1::BOOLEAN {
            let critical = second.contents.iter().any(|octet| *octet != 0);
            return Some(Self { oid, critical, value: parts.next()?.contents });
        }
        Some(Self { oid, critical: false, value: second.contents })
    }
}

/// The arc 2.5.29, in which most extensions are.
pub(crate) const fn ce(arc: u8) -> [u8; 3] {
    [0x55, 0x1d, arc]
}

/// The arc 1.3.6.1.5.5.7.1.
pub(crate) const fn pe(arc: u8) -> [u8; 8] {
    [0x2b, 6, 1, 5, 5, 7, 1, arc]
}

/// netscape-cert-type, 2.16.840.1.113730.1.1.
pub(crate) const NETSCAPE_CERT_TYPE: [u8; 9] = [0x60, 0x86, 0x48, 1, 0x86, 0xf8, 0x42, 1, 1];
