//! Elements as X.690 has them, read tolerantly: any length form, and what is odd about the header noted rather than refused.

/// One element: where its parts stand, counted from the beginning of the object.
#[derive(Clone, Copy, Debug)]
pub(super) struct Element {
    /// The identifier octet.
    pub tag: u8,
    pub start: usize,
    /// Where the contents begin and end.
    pub contents: (usize, usize),
    /// Where the next element begins: after the end-of-contents octets where the length is indefinite.
    pub end: usize,
    pub length: Length,
}

/// How a length is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Length {
    /// The shortest form, the only one in DER (X.690 §10.1).
    Minimal,
    /// More octets than it takes.
    Padded,
    /// Up to the end-of-contents octets.
    Indefinite,
    /// It says more than there is; what there is was taken.
    Beyond,
}

const CONSTRUCTED: u8 = 0x20;
/// Indefinite lengths stand in one another no deeper than this: finding where one ends means reading all in it.
const DEEPEST: u8 = 16;

impl Element {
    pub(super) fn is_constructed(&self) -> bool {
        self.tag & CONSTRUCTED != 0
    }

    pub(super) fn contents_of<'a>(&self, bytes: &'a [u8]) -> &'a [u8] {
        bytes.get(self.contents.0..self.contents.1).unwrap_or_default()
    }

    /// The first element of a stretch of the object; `None` where not even a header stands there.
    pub(super) fn read(bytes: &[u8], from: usize, to: usize) -> Option<Self> {
        Self::read_at(bytes, from, to, 0)
    }

    fn read_at(bytes: &[u8], from: usize, to: usize, depth: u8) -> Option<Self> {
        let window = bytes.get(..to)?;
        let tag = *window.get(from)?;
        // No field of a certificate has a tag of several octets; one that stands there is the wrong tag in any case.
        let mut at = from + 1;
        if tag & 0x1f == 0x1f {
            while *window.get(at)? & 0x80 != 0 {
                at += 1;
            }
            at += 1;
        }
        let first = *window.get(at)?;
        at += 1;
        if first == 0x80 {
            let (inside, end) = end_of_contents(window, at, depth)?;
            return Some(Self { tag, start: from, contents: (at, inside), end, length: Length::Indefinite });
        }
        let (length, minimal) = if first < 0x80 {
            (usize::from(first), true)
        } else {
            let octets = window.get(at..at + usize::from(first & 0x7f))?;
            at += octets.len();
            let length = octets
                .iter()
                .try_fold(0_usize, |sum, octet| sum.checked_mul(256)?.checked_add(usize::from(*octet)));
            (length.unwrap_or(usize::MAX), octets.first() != Some(&0) && length.is_some_and(|n| n >= 0x80))
        };
        let end = at.saturating_add(length);
        let (end, length) = match (end > to, minimal) {
            (true, _) => (to, Length::Beyond),
            (false, true) => (end, Length::Minimal),
            (false, false) => (end, Length::Padded),
        };
        Some(Self { tag, start: from, contents: (at, end), end, length })
    }
}

/// Where the contents of an indefinite length end, and where the octets that say so end.
fn end_of_contents(window: &[u8], from: usize, depth: u8) -> Option<(usize, usize)> {
    if depth >= DEEPEST {
        return None;
    }
    let mut at = from;
    loop {
        if window.get(at..at + 2)? == [0, 0] {
            return Some((at, at + 2));
        }
        at = Element::read_at(window, at, window.len(), depth + 1)?.end;
    }
}
