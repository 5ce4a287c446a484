//! A text letter by letter, as it was meant: escapes undone, what no one sees left out.
//!
//! One letter is what a few bytes of the text stand for, so that a key is recognised however a tool wrote it, and each step
//! looks at no more than [`LONGEST_TAG`] bytes.

/// A letter: a byte of ASCII, or 0 for anything else that can be seen.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Letter {
    pub byte: u8,
    /// Where what it was read from begins.
    pub start: usize,
    /// Where that ends.
    pub end: usize,
}

/// Longer than `<span class="line">`.
const LONGEST_TAG: usize = 64;

/// The letters of a text from a position on.
#[derive(Clone, Copy)]
pub(super) struct Letters<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Letters<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        Self { text, at: 0 }
    }

    fn peek(&self, ahead: usize) -> Option<u8> {
        self.text.as_bytes().get(self.at + ahead).copied()
    }

    /// The byte that `digits` hexadecimal digits behind `skip` bytes stand for; 0 where it is none of ASCII.
    fn numbered(&self, skip: usize, digits: usize) -> Option<u8> {
        let digits = self.text.get(self.at + skip..self.at + skip + digits)?;
        let number = u32::from_str_radix(digits, 16).ok()?;
        Some(u8::try_from(number).ok().filter(u8::is_ascii).unwrap_or_default())
    }

    /// `\n`, `\\n`, `\u002b`, `\x2b`, `\/`: the byte, and the length from the first backslash on.
    fn backslash(&self) -> (u8, usize) {
        let mut length = 1;
        while length < LONGEST_TAG && self.peek(length) == Some(b'\\') {
            length += 1;
        }
        match self.peek(length) {
            Some(b'n' | b'r') => (b'\n', length + 1),
            Some(b't') => (b'\t', length + 1),
            Some(quote @ (b'"' | b'\'' | b'/')) => (quote, length + 1),
            Some(b'u') => self.numbered(length + 1, 4).map_or((b'\\', length), |byte| (byte, length + 5)),
            Some(b'x') => self.numbered(length + 1, 2).map_or((b'\\', length), |byte| (byte, length + 3)),
            _ => (b'\\', length),
        }
    }

    /// `%2B`, and what was encoded again: `%252B`.
    fn percent(&self) -> Option<(u8, usize)> {
        let is_again = |skip: usize| {
            self.peek(skip) == Some(b'2')
                && self.peek(skip + 1) == Some(b'5')
                && self.numbered(skip + 2, 2).is_some()
        };
        let mut skip = 1;
        while skip < LONGEST_TAG && is_again(skip) {
            skip += 2;
        }
        self.numbered(skip, 2).map(|byte| (byte, skip + 2))
    }

    /// `&#10;`, `&#x2B;`, `&nbsp;`.
    fn entity(&self) -> Option<(u8, usize)> {
        let name = self.text.as_bytes().get(self.at + 1..)?;
        let length = name.iter().take(10).position(|byte| *byte == b';')?;
        let name = self.text.get(self.at + 1..self.at + 1 + length)?;
        let byte = match name {
            "nbsp" | "Tab" => b' ',
            "NewLine" => b'\n',
            "quot" => b'"',
            "apos" => b'\'',
            "plus" => b'+',
            "sol" => b'/',
            "equals" => b'=',
            _ => {
                let digits = name.strip_prefix('#')?;
                let number = match digits.strip_prefix(['x', 'X']) {
                    Some(digits) => u32::from_str_radix(digits, 16).ok()?,
                    None => digits.parse().ok()?,
                };
                u8::try_from(number).ok().filter(u8::is_ascii).unwrap_or_default()
            }
        };
        Some((byte, length + 2))
    }

    /// `<br>` and other tags, which stand for a line break.
    fn tag(&self) -> Option<(u8, usize)> {
        let name = self.text.as_bytes().get(self.at + 1..)?;
        let begins = name.first().is_some_and(|first| first.is_ascii_alphabetic() || *first == b'/');
        let length = name.iter().take(LONGEST_TAG).position(|byte| *byte == b'>')?;
        begins.then_some((b'\n', length + 2))
    }

    /// `ESC [ … m`, by which terminals colour.
    fn colour(&self) -> Option<usize> {
        let sequence = self.text.as_bytes().get(self.at + 2..)?;
        let is_one = self.peek(1) == Some(b'[');
        let length = sequence.iter().take(16).position(u8::is_ascii_alphabetic)?;
        is_one.then_some(length + 3)
    }
}

impl Iterator for Letters<'_> {
    type Item = Letter;

    fn next(&mut self) -> Option<Letter> {
        loop {
            let start = self.at;
            let first = self.peek(0)?;
            let plain = (first, 1);
            let (byte, length) = match first {
                0 | 0x7f => {
                    self.at += 1;
                    continue;
                }
                0x1b => match self.colour() {
                    Some(length) => {
                        self.at += length;
                        continue;
                    }
                    None => plain,
                },
                b'\\' => self.backslash(),
                b'%' => self.percent().unwrap_or(plain),
                b'&' => self.entity().unwrap_or(plain),
                b'<' => self.tag().unwrap_or(plain),
                ascii if ascii.is_ascii() => plain,
                _ => {
                    let letter = self.text.get(start..).and_then(|rest| rest.chars().next())?;
                    let byte = match letter {
                        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => b' ',
                        '\u{85}' | '\u{2028}' | '\u{2029}' => b'\n',
                        '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}' => b'-',
                        '\u{2018}'..='\u{201f}' => b'"',
                        hidden if crate::letters::is_hidden(hidden) || hidden == '\u{fffd}' => {
                            self.at += hidden.len_utf8();
                            continue;
                        }
                        _ => 0,
                    };
                    (byte, letter.len_utf8())
                }
            };
            self.at = start + length;
            return Some(Letter { byte, start, end: self.at });
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        Letters::of(text).map(|letter| char::from(letter.byte)).collect()
    }

    #[test]
    fn what_was_escaped_is_read_as_it_was_meant() {
        assert_eq!(read(r"a\nb\\r\\nc\/d\u002be\x2ff"), "a\nb\n\nc/d+e/f");
        assert_eq!(read("a%0Ab&#10;c&#x2b;d<br>e&nbsp;f"), "a\nb\nc+d\ne f");
        assert_eq!(read("P\u{200b}R\u{ad}I\0V \u{1b}[31mx\u{1b}[0m—\u{a0}证"), "PRIV x- \0");
        assert_eq!(read("100% & <3 \\ 5"), "100% & <3 \\ 5");
        assert_eq!(read("a%252Bb%25252Fc%25 d%2"), "a+b/c% d%2");
    }

    #[test]
    fn letters_know_where_they_stand() {
        let at: Vec<_> = Letters::of("a\\nb").map(|letter| (letter.start, letter.end)).collect();
        assert_eq!(at, [(0, 1), (1, 3), (3, 4)]);
    }
}
