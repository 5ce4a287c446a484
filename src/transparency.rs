//! Signed certificate timestamps (RFC 6962 §3.2): what logs promised to include a certificate in, and when.
//!
//! They are read and told. Whether a signature is right can be said only by who knows the log's key, and a list of logs is old within
//! weeks: none is built in. Where one is given ([`list`]), what logs signed is made up again ([`signed`]), and what browsers want of a
//! public CA's certificate is counted ([`policy`]).

pub(crate) mod list;
pub(crate) mod policy;
pub(crate) mod signed;

use crate::certificate::{Certificate, der};
use crate::fault::Time;

/// One promise of a log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Timestamp {
    /// SHA-256 of the log's key.
    pub log: [u8; 32],
    pub at: Time,
    /// When, in milliseconds: what was signed.
    milliseconds: [u8; 8],
    /// CtExtensions.
    extensions: Vec<u8>,
    /// The hash and the kind of signature, as TLS 1.2 numbers them.
    algorithm: [u8; 2],
    signature: Vec<u8>,
}

/// Where the list stands in a certificate.
const LIST: &str = "1.3.6.1.4.1.11129.2.4.2";
/// More than these are not told; a certificate has two or three.
const MOST: usize = 32;

/// Those of a certificate.
pub(crate) fn of(certificate: &Certificate) -> Vec<Timestamp> {
    let extension = certificate.extensions.all.iter().find(|seen| seen.oid == LIST);
    let list = extension.and_then(|seen| der::expect(&seen.value, 4));
    list.and_then(|(list, _)| read(list.contents)).unwrap_or_default()
}

/// Reads a SignedCertificateTimestampList (§3.3) as it stands in a certificate, an OCSP response or a handshake; nothing where it is
/// none.
pub(crate) fn read(bytes: &[u8]) -> Option<Vec<Timestamp>> {
    let (mut list, after) = counted(bytes)?;
    let mut found = Vec::new();
    while !list.is_empty() {
        let (one, rest) = counted(list)?;
        list = rest;
        if found.len() < MOST {
            found.extend(timestamp(one));
        }
    }
    (after.is_empty() && !found.is_empty()).then_some(found)
}

/// A promise of the first version; others are passed over.
fn timestamp(bytes: &[u8]) -> Option<Timestamp> {
    let (version, rest) = bytes.split_first()?;
    let (log, rest) = rest.split_first_chunk::<32>()?;
    let (at, rest) = rest.split_first_chunk::<8>()?;
    let (extensions, rest) = counted(rest)?;
    let (algorithm, rest) = rest.split_first_chunk::<2>()?;
    let (signature, rest) = counted(rest)?;
    let seconds = i64::try_from(u64::from_be_bytes(*at) / 1_000).ok()?;
    (*version == 0 && rest.is_empty() && !signature.is_empty()).then(|| Timestamp {
        log: *log,
        at: Time(seconds),
        milliseconds: *at,
        extensions: extensions.to_vec(),
        algorithm: *algorithm,
        signature: signature.to_vec(),
    })
}

/// As many octets as the two before them say.
fn counted(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let (length, rest) = bytes.split_first_chunk::<2>()?;
    rest.split_at_checked(usize::from(u16::from_be_bytes(*length)))
}

/// The octets of a text in base64; nothing where it is none.
pub(crate) fn from_base64(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::new();
    let (mut bits, mut held) = (0_u32, 0_u32);
    for letter in text.bytes().filter(|letter| !letter.is_ascii_whitespace() && *letter != b'=') {
        let value = match letter {
            b'A'..=b'Z' => letter - b'A',
            b'a'..=b'z' => letter - b'a' + 26,
            b'0'..=b'9' => letter - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            _ => return None,
        };
        bits = (bits << 6 | u32::from(value)) & 0xffff;
        held += 6;
        if held >= 8 {
            held -= 8;
            bytes.extend(u8::try_from(bits >> held & 0xff));
        }
    }
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn list() -> Vec<u8> {
        let mut one = vec![0];
        one.extend([7; 32]);
        one.extend(1_780_315_200_123_u64.to_be_bytes());
        one.extend([0, 0, 4, 3, 0, 2, 0x30, 0]);
        let with_length = |bytes: &[u8]| [&u16::try_from(bytes.len()).unwrap().to_be_bytes(), bytes].concat();
        with_length(&[with_length(&one), with_length(&one)].concat())
    }

    #[test]
    fn a_list_is_read_whole_or_not_at_all() {
        let list = list();
        let read_of =
            |bytes: &[u8]| read(bytes).map(|found| found.iter().map(|one| (one.log, one.at)).collect());
        let one = ([7; 32], Time(1_780_315_200));
        assert_eq!(read_of(&list), Some(vec![one, one]));
        for end in 0..list.len() {
            assert_eq!(read(&list[..end]), None, "{end} octets");
        }
        let mut of_version_two = list.clone();
        of_version_two[4] = 1;
        assert_eq!(read(&of_version_two).map(|found| found.len()), Some(1));
        assert_eq!(read(&[list.as_slice(), &[0]].concat()), None, "something follows");
    }

    #[test]
    fn base64_is_read() {
        assert_eq!(from_base64("AAH/\n+g=="), Some(vec![0, 1, 255, 250]));
        assert_eq!(from_base64("no base64!"), None);
    }
}
