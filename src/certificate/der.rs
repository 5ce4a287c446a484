//! Just enough DER to keep the exact bytes that signatures and names are compared by.

/// One element: its tag octet, its contents, and the whole of it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Element<'a> {
    pub tag: u8,
    pub contents: &'a [u8],
    pub whole: &'a [u8],
}

pub(crate) const SEQUENCE: u8 = 0x30;
pub(crate) const INTEGER: u8 = 0x02;
pub(crate) const BIT_STRING: u8 = 0x03;
pub(crate) const OID: u8 = 0x06;
const VERSION: u8 = 0xa0;

/// Reads the first element and returns it with what follows. Only definite, minimal lengths of up to four octets and
/// single-octet tags: nothing in a certificate needs more.
pub(crate) fn element(input: &[u8]) -> Option<(Element<'_>, &[u8])> {
    let (&tag, after_tag) = input.split_first()?;
    if tag & 0x1f == 0x1f {
        return None;
    }
    let (&first, after_first) = after_tag.split_first()?;
    let (length, header) = if first < 0x80 {
        (usize::from(first), 2)
    } else {
        let count = usize::from(first & 0x7f);
        if !(1..=4).contains(&count) {
            return None;
        }
        let octets = after_first.get(..count)?;
        let length = octets
            .iter()
            .try_fold(0_usize, |sum, octet| sum.checked_mul(256)?.checked_add(usize::from(*octet)))?;
        if octets.first() == Some(&0) || length < 0x80 {
            return None;
        }
        (length, 2 + count)
    };
    let end = header.checked_add(length)?;
    Some((Element { tag, contents: input.get(header..end)?, whole: input.get(..end)? }, input.get(end..)?))
}

/// Reads an element that must have this tag.
pub(crate) fn expect(input: &[u8], tag: u8) -> Option<(Element<'_>, &[u8])> {
    element(input).filter(|(found, _)| found.tag == tag)
}

/// The elements inside constructed contents, ending early at the first that cannot be read.
pub(crate) fn elements(mut contents: &[u8]) -> impl Iterator<Item = Element<'_>> {
    core::iter::from_fn(move || {
        let (found, rest) = element(contents)?;
        contents = rest;
        Some(found)
    })
}

/// The three parts of a Certificate (RFC 5280 §4.1) or of a CertificateList (§5.1).
pub(crate) struct CertificateOutline<'a> {
    /// The whole element that the signature covers.
    pub tbs: &'a [u8],
    /// The whole outer AlgorithmIdentifier.
    pub algorithm: &'a [u8],
    /// The signature's octets, without the count of unused bits.
    pub signature: &'a [u8],
}

impl<'a> CertificateOutline<'a> {
    pub(crate) fn read(der: &'a [u8]) -> Option<Self> {
        let (outer, rest) = expect(der, SEQUENCE)?;
        let (tbs, inside) = expect(outer.contents, SEQUENCE)?;
        let (algorithm, inside) = expect(inside, SEQUENCE)?;
        let (signature, inside) = expect(inside, BIT_STRING)?;
        let (unused_bits, signature) = signature.contents.split_first()?;
        (rest.is_empty() && inside.is_empty() && *unused_bits == 0).then_some(Self {
            tbs: tbs.whole,
            algorithm: algorithm.whole,
            signature,
        })
    }
}

/// The parts of a TBSCertificate whose exact bytes matter.
pub(crate) struct TbsOutline<'a> {
    /// Content octets of the serial number.
    pub serial: &'a [u8],
    /// The whole inner AlgorithmIdentifier.
    pub algorithm: &'a [u8],
    /// The whole names: the parser leaves one out of which a part is empty.
    pub issuer: &'a [u8],
    pub subject: &'a [u8],
}

impl<'a> TbsOutline<'a> {
    pub(crate) fn read(tbs: &'a [u8]) -> Option<Self> {
        let (outer, _) = expect(tbs, SEQUENCE)?;
        let after_version = match expect(outer.contents, VERSION) {
            Some((_, rest)) => rest,
            None => outer.contents,
        };
        let (serial, rest) = expect(after_version, INTEGER)?;
        let (algorithm, rest) = expect(rest, SEQUENCE)?;
        let (issuer, rest) = expect(rest, SEQUENCE)?;
        let (_validity, rest) = expect(rest, SEQUENCE)?;
        let (subject, _) = expect(rest, SEQUENCE)?;
        Some(Self {
            serial: serial.contents,
            algorithm: algorithm.whole,
            issuer: issuer.whole,
            subject: subject.whole,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lengths_that_der_forbids_are_refused() {
        assert!(element(&[0x30, 0x81, 0x01, 0x00]).is_none(), "long form where the short one fits");
        assert!(element(&[0x30, 0x80, 0x00, 0x00]).is_none(), "indefinite length");
        assert!(element(&[0x30, 0x82, 0x00, 0x81]).is_none(), "leading zero in a length");
        assert!(element(&[0x30, 0x05, 0x00]).is_none(), "shorter than it says");
        assert!(element(&[0x30, 0x84, 0xff, 0xff, 0xff, 0xff]).is_none());
        assert!(element(&[]).is_none());
    }

    #[test]
    fn an_element_is_told_from_what_follows() {
        let (found, rest) = element(&[0x02, 0x01, 0x07, 0x05, 0x00]).unwrap();
        assert_eq!((found.tag, found.contents, found.whole), (2, &[7][..], &[2, 1, 7][..]));
        assert_eq!(rest, &[5, 0]);
    }
}
