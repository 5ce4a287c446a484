//! How much one certificate may hold: what has more parts than any that is in use is not read.
//!
//! Facts take memory for every part, however small: two octets make an empty name, six an extension. So the parts are counted before
//! anything is read of them, in one walk that keeps nothing.

/// Parts (DER elements, those inside extensions included) of one certificate. A usual one has 150; one with 100,000 names, which no client
/// reads that limits what it is sent, has as many.
pub(crate) const MOST_PARTS: usize = 150_000;
/// Parts of all certificates of a question together: as many as three thousand usual ones have.
pub(crate) const MOST_PARTS_IN_ALL: usize = 500_000;

/// Octets of one certificate, and of all certificates of a question together, beyond which nobody is asked but the rules and rustls:
/// each client reads in its own way, and every repair reads all anew. A usual one has one or two thousand, and OpenSSL ends a handshake
/// in which all of them have more than 100,000 together.
pub(crate) const MOST_OCTETS_FOR_CLIENTS: usize = 1_000_000;
pub(crate) const MOST_OCTETS_TO_REPAIR: usize = 3_000_000;

/// Constructed elements that are looked into, one inside the other. A name inside a constraint inside an extension is in the
/// sixteenth.
const DEEPEST: usize = 32;

/// How many elements there are: all of them, at whatever depth, and those in an OCTET STRING that holds nothing else, as the value of
/// an extension does.
pub(crate) fn parts(bytes: &[u8]) -> usize {
    let mut count = 0_usize;
    // The ends of the elements that the walk is in.
    let mut ends: Vec<usize> = vec![bytes.len()];
    let mut at = 0;
    while let Some(end) = ends.last().copied() {
        let Some((tag, contents, next)) = header(bytes, at, end).filter(|_| at < end) else {
            // Whatever is left of this one is no element.
            at = end;
            ends.pop();
            continue;
        };
        count = count.saturating_add(1);
        let holds_elements = tag & CONSTRUCTED != 0
            || (tag == OCTET_STRING
                && header(bytes, contents, next).is_some_and(|(_, _, whole)| whole == next));
        if holds_elements && ends.len() < DEEPEST {
            ends.push(next);
            at = contents;
        } else {
            at = next;
        }
    }
    count
}

const CONSTRUCTED: u8 = 0x20;
const OCTET_STRING: u8 = 4;

/// Tag, where the contents begin, and where they end; an indefinite length goes on to the end of what it stands in.
fn header(bytes: &[u8], at: usize, end: usize) -> Option<(u8, usize, usize)> {
    let rest = bytes.get(at..end)?;
    let (&tag, after_tag) = rest.split_first()?;
    let (&first, after_first) = after_tag.split_first()?;
    let octets = match first {
        0..0x80 => 0,
        0x80 => return Some((tag, at + 2, end)),
        _ => usize::from(first & 0x7f),
    };
    let length = match octets {
        0 => usize::from(first),
        _ => after_first
            .get(..octets)?
            .iter()
            .try_fold(0_usize, |sum, octet| sum.checked_mul(256)?.checked_add(usize::from(*octet)))?,
    };
    let contents = at + 2 + octets;
    let next = contents.checked_add(length).filter(|next| *next <= end)?;
    Some((tag, contents, next))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_are_counted_at_every_depth_and_in_octet_strings() {
        assert_eq!(parts(&[]), 0);
        assert_eq!(parts(&[0x30, 0]), 1);
        // SEQUENCE { SEQUENCE { INTEGER, INTEGER }, OCTET STRING { SEQUENCE {} } }
        let nested = [0x30, 12, 0x30, 6, 2, 1, 1, 2, 1, 2, 4, 2, 0x30, 0];
        assert_eq!(parts(&nested), 6);
        assert_eq!(parts(&[4, 2, 0x30, 1]), 1, "no element within");
        assert_eq!(parts(&[4, 3, 0x30, 0, 0]), 1, "more than one within");
        assert_eq!(parts(&[0x30, 0x80, 2, 1, 1, 0, 0]), 3, "an indefinite length");
    }

    #[test]
    fn what_is_no_der_is_counted_as_far_as_it_goes() {
        assert_eq!(parts(&[0x30]), 0);
        assert_eq!(parts(&[0x30, 5, 1]), 0, "longer than what it stands in");
        assert_eq!(parts(&[0x30, 4, 2, 5, 1, 1]), 1);
        assert_eq!(parts(&[0x30, 0x89, 1, 1, 1, 1, 1, 1, 1, 1, 1]), 0);
        assert_eq!(parts(&[0x30, 0x80].repeat(1000)), DEEPEST, "beyond the depth nothing is looked into");
    }

    #[test]
    fn empty_names_are_counted_one_by_one() {
        assert_eq!(parts(&[0x82, 0].repeat(5000)), 5000);
    }
}
