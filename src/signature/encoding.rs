//! The two structures around a signature, read as strictly as webpki reads them.

use der::asn1::{AnyRef, BitStringRef, UintRef};
use der::{Decode, Reader, SliceReader, Tag, Tagged};

/// The contents of a SEQUENCE that fills `der`.
pub(super) fn sequence(der: &[u8]) -> Option<&[u8]> {
    let any = AnyRef::from_der(der).ok()?;
    (any.tag() == Tag::Sequence).then(|| any.value())
}

pub(super) const INTEGER: u8 = 0x02;
pub(super) const SEQUENCE: u8 = 0x30;

/// The first element, however its length is written: its tag, its contents and what follows.
pub(super) fn element(ber: &[u8]) -> Option<(u8, &[u8], &[u8])> {
    let (&tag, rest) = ber.split_first()?;
    let (&first, rest) = rest.split_first()?;
    let (length, rest) = match first {
        0..=0x7f => (usize::from(first), rest),
        0x81..=0x84 => {
            let (octets, rest) = rest.split_at_checked(usize::from(first & 0x7f))?;
            (octets.iter().fold(0, |length, octet| length << 8 | usize::from(*octet)), rest)
        }
        _ => return None,
    };
    let (contents, rest) = rest.split_at_checked(length)?;
    Some((tag, contents, rest))
}

/// A SubjectPublicKeyInfo (RFC 5280 §4.1.2.7).
pub(super) struct SubjectPublicKeyInfo<'a> {
    /// The contents of the AlgorithmIdentifier: an object identifier, and parameters if there are any.
    pub(super) algorithm: &'a [u8],
    /// The key, encoded as the algorithm says.
    pub(super) bits: &'a [u8],
}

impl<'a> SubjectPublicKeyInfo<'a> {
    pub(super) fn from_der(der: &'a [u8]) -> Option<Self> {
        let mut reader = SliceReader::new(sequence(der)?).ok()?;
        let algorithm = AnyRef::decode(&mut reader).ok()?;
        let bits = BitStringRef::decode(&mut reader).ok()?;
        reader.finish().ok()?;
        (algorithm.tag() == Tag::Sequence)
            .then_some(Self { algorithm: algorithm.value(), bits: bits.as_bytes()? })
    }
}

/// The object identifier (its value octets) and the parameters (whole) that the contents of an AlgorithmIdentifier hold.
pub(super) fn identifier_parts(contents: &[u8]) -> Option<(&[u8], Option<AnyRef<'_>>)> {
    let mut reader = SliceReader::new(contents).ok()?;
    let oid = AnyRef::decode(&mut reader).ok()?;
    let parameters = if reader.is_finished() { None } else { Some(AnyRef::decode(&mut reader).ok()?) };
    reader.finish().ok()?;
    (oid.tag() == Tag::ObjectIdentifier).then(|| (oid.value(), parameters))
}

/// The two numbers of a signature of ECDSA or DSA (RFC 3279 §2.2.2), in DER, neither of them negative.
pub(super) fn two_numbers(signature: &[u8]) -> Option<(&[u8], &[u8])> {
    let mut reader = SliceReader::new(sequence(signature)?).ok()?;
    let (first, second) = (UintRef::decode(&mut reader).ok()?, UintRef::decode(&mut reader).ok()?);
    reader.finish().ok()?;
    Some((first.as_bytes(), second.as_bytes()))
}
