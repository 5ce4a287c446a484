//! How private keys and the files that hold them begin.

use super::Kind;

/// As many octets as it takes to know one.
pub(super) const HEAD: usize = 24;

/// What some octets begin, if that is secret; and how long it is, where it says so.
pub(super) fn beginning(head: &[u8]) -> Option<(Kind, Option<usize>)> {
    if head.starts_with(b"openssh-key-") {
        return Some((Kind::Key, None));
    }
    match head {
        [0xfe, 0xed, 0xfe, 0xed, 0, 0, 0, 1 | 2, ..] | [0xce, 0xce, 0xce, 0xce, 0, 0, 0, 1 | 2, ..] => {
            return Some((Kind::Store, None));
        }
        _ if is_pgp(head) => return Some((Kind::Key, None)),
        _ => {}
    }
    let (length, content) = sequence(head)?;
    let kind = match content {
        // PKCS #8 (RFC 5958): version, algorithm, key. PKCS #12: version 3.
        [2, 1, 0 | 1, 0x30, rest @ ..] if begins_with_oid(rest) => Kind::Key,
        [2, 1, 3, 0x30, ..] => Kind::Store,
        // PKCS #1 and DSA: version and a number that is no small one.
        [2, 1, 0 | 1, 2, 0x20..=0x7f, ..] | [2, 1, 0 | 1, 2, 0x81 | 0x82, ..] => Kind::Key,
        // SEC 1: version 1 and the key.
        [2, 1, 1, 4, 0x10..=0x48, ..] => Kind::Key,
        // EncryptedPrivateKeyInfo: the algorithm is a password's, of PKCS #5 or PKCS #12.
        [0x30, rest @ ..] if is_by_password(rest) => Kind::Key,
        _ => return None,
    };
    Some((kind, length))
}

/// Whether a few octets could be the first of a SEQUENCE that is secret.
pub(super) fn may_begin(head: &[u8]) -> bool {
    match sequence(head) {
        None => head.starts_with(b"openssh-") || is_pgp(head),
        Some((_, [2, 1, ..])) => true,
        Some((_, [0x30, rest @ ..])) => inside(rest).is_some(),
        _ => false,
    }
}

/// What follows the header of a SEQUENCE, and the length of the whole, unless it is indefinite.
fn sequence(head: &[u8]) -> Option<(Option<usize>, &[u8])> {
    let [0x30, rest @ ..] = head else { return None };
    let (length, header, content) = match rest {
        [0x82, a, b, rest @ ..] => (Some(usize::from(u16::from_be_bytes([*a, *b]))), 4, rest),
        [0x83, a, b, c, rest @ ..] => {
            let length = u32::from_be_bytes([0, *a, *b, *c]);
            (usize::try_from(length).ok(), 5, rest)
        }
        [0x81, a, rest @ ..] => (Some(usize::from(*a)), 3, rest),
        [0x80, rest @ ..] => (None, 2, rest),
        [a @ 0x20..=0x7f, rest @ ..] => (Some(usize::from(*a)), 2, rest),
        _ => return None,
    };
    Some((length.map(|length| length + header), content))
}

/// What follows the tag of a SEQUENCE whose first element is an object identifier.
fn inside(rest: &[u8]) -> Option<&[u8]> {
    match rest {
        [0x82, _, _, 6, rest @ ..] | [0x81, _, 6, rest @ ..] | [0x00..=0x7f, 6, rest @ ..] => Some(rest),
        _ => None,
    }
}

fn begins_with_oid(rest: &[u8]) -> bool {
    inside(rest).is_some()
}

fn is_by_password(rest: &[u8]) -> bool {
    const PKCS5: &[u8] = &[9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x05];
    const PKCS12: &[u8] = &[10, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x0c, 0x01];
    inside(rest).is_some_and(|oid| oid.starts_with(PKCS5) || oid.starts_with(PKCS12))
}

/// A secret key or subkey packet of OpenPGP (RFC 9580 §5.5.1.3): its tag, length, version and algorithm.
fn is_pgp(head: &[u8]) -> bool {
    let packet = match head {
        [0x94 | 0x9c, _, rest @ ..] | [0xc5 | 0xc7, 0..=0xbf, rest @ ..] => rest,
        [0x95 | 0x9d, _, _, rest @ ..] | [0xc5 | 0xc7, 0xc0..=0xdf, _, rest @ ..] => rest,
        [0x96 | 0x9e, _, _, _, _, rest @ ..] | [0xc5 | 0xc7, 0xff, _, _, _, _, rest @ ..] => rest,
        _ => return false,
    };
    matches!(packet, [3..=6, _, _, _, _, 1..=3 | 16..=19 | 22 | 25..=28, ..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_told_from_what_is_public() {
        let oid = [6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1];
        let of = |parts: &[&[u8]]| beginning(&parts.concat()).map(|(kind, _)| kind);
        assert_eq!(of(&[&[0x30, 0x82, 4, 0xbd, 2, 1, 0, 0x30, 13], &oid]), Some(Kind::Key));
        assert_eq!(of(&[&[0x30, 0x82, 4, 0xa3, 2, 1, 0, 2, 0x82, 1, 1, 0]]), Some(Kind::Key));
        assert_eq!(of(&[&[0x30, 0x77, 2, 1, 1, 4, 0x20, 9]]), Some(Kind::Key));
        assert_eq!(of(&[&[0x30, 0x82, 5, 0x2d, 0x30, 0x57], &oid, &[5, 13]]), Some(Kind::Key));
        assert_eq!(of(&[&[0x30, 0x82, 9, 9, 2, 1, 3, 0x30, 0x82]]), Some(Kind::Store));
        assert_eq!(of(&[b"openssh-key-v1\0"]), Some(Kind::Key));
        // A public key, a certificate, an RSA public key of PKCS #1, a signature of ECDSA.
        assert_eq!(of(&[&[0x30, 0x82, 1, 0x22, 0x30, 13], &oid, &[1, 1]]), None);
        assert_eq!(of(&[&[0x30, 0x82, 3, 0, 0x30, 0x82, 2, 0, 0xa0, 3, 2, 1, 2]]), None);
        assert_eq!(of(&[&[0x30, 0x82, 1, 10, 2, 0x82, 1, 1, 0]]), None);
        assert_eq!(of(&[&[0x30, 0x45, 2, 0x21, 0, 0x9c]]), None);
    }
}
