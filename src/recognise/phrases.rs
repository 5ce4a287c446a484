//! Finds many phrases in one pass, forgiving what terminals and loggers do to them.

use std::collections::HashMap;
use std::ops::Range;

/// A run of blanks longer than this is not one gap in a wrapped line.
const WIDEST_GAP: usize = 120;

/// Phrases by their first three bytes, so that a text is walked once, whatever the number of phrases.
///
/// A letter matches in either case; a space matches blanks, line breaks and the borders of boxes (a terminal wraps what it
/// prints); `-` also matches a space (OpenSSL 1.1 wrote "self signed"); straight quotes also match curly ones. Whatever
/// begins or ends with a letter or digit is only found as a whole word.
pub(super) struct Phrases {
    /// Which first two bytes there are at all, a bit each: most places of a text are no start.
    starts: Vec<u64>,
    by_start: HashMap<[u8; 3], Vec<(usize, &'static str)>>,
}

/// A phrase that was found.
#[derive(Clone, Debug)]
pub(super) struct Found {
    /// Its index in the list that was given.
    pub(super) phrase: usize,
    pub(super) at: Range<usize>,
}

impl Phrases {
    /// Every phrase must start with three bytes that match only themselves.
    pub(super) fn new(phrases: impl Iterator<Item = &'static str>) -> Self {
        let mut starts = vec![0; 1 << 10];
        let mut by_start: HashMap<[u8; 3], Vec<(usize, &'static str)>> = HashMap::new();
        for (index, phrase) in phrases.enumerate() {
            if let Some(start) = start_of(phrase.as_bytes()) {
                let (word, bit) = place_of(start);
                if let Some(word) = starts.get_mut(word) {
                    *word |= bit;
                }
                by_start.entry(start).or_default().push((index, phrase));
            }
        }
        Self { starts, by_start }
    }

    /// All occurrences, in the order of the text; of those that start at one place only the longest match.
    pub(super) fn find(&self, text: &str) -> Vec<Found> {
        let bytes = text.as_bytes();
        let mut found = Vec::new();
        for at in 0..bytes.len() {
            let Some(start) = bytes.get(at..).and_then(start_of) else { break };
            let (word, bit) = place_of(start);
            if self.starts.get(word).is_none_or(|word| word & bit == 0) {
                continue;
            }
            let Some(candidates) = self.by_start.get(&start) else { continue };
            let longest = candidates
                .iter()
                .filter_map(|(index, phrase)| Some((length_at(bytes, at, phrase.as_bytes())?, *index)))
                .filter(|(length, _)| is_whole_word(bytes, at, at + length))
                .max_by_key(|(length, _)| *length);
            if let Some((length, phrase)) = longest {
                // Phrases with the same words stand for different rows of the tables: report all of them.
                let same = candidates.iter().filter(|(index, other)| {
                    *index == phrase || length_at(bytes, at, other.as_bytes()) == Some(length)
                });
                found.extend(same.map(|(index, _)| Found { phrase: *index, at: at..at + length }));
            }
        }
        found
    }
}

fn start_of(bytes: &[u8]) -> Option<[u8; 3]> {
    match bytes {
        [a, b, c, ..] => Some([a.to_ascii_lowercase(), b.to_ascii_lowercase(), c.to_ascii_lowercase()]),
        _ => None,
    }
}

/// Where the first two bytes stand in the table of starts.
fn place_of([first, second, _]: [u8; 3]) -> (usize, u64) {
    let pair = usize::from(first) << 8 | usize::from(second);
    (pair >> 6, 1 << (pair & 63))
}

/// How much of the text, from `at`, a phrase matches.
pub(super) fn length_at(text: &[u8], at: usize, phrase: &[u8]) -> Option<usize> {
    let mut position = at;
    for wanted in phrase {
        let rest = text.get(position..)?;
        position += match wanted {
            b' ' => gap(rest).filter(|length| *length > 0)?,
            b'-' => match rest {
                [b'-', ..] => 1,
                _ => gap(rest).filter(|length| *length > 0)?,
            },
            b'\'' => quote(rest, b"'`", ["\u{2018}", "\u{2019}"])?,
            b'"' => quote(rest, b"\"", ["\u{201c}", "\u{201d}"])?,
            other => rest.first().filter(|byte| byte.eq_ignore_ascii_case(other)).map(|_| 1)?,
        };
    }
    Some(position - at)
}

/// Whether a match has the capital and small letters of the phrase; hexadecimal numbers are written in both.
pub(super) fn has_the_case(matched: &str, phrase: &str) -> bool {
    let letters = |text: &str| text.bytes().filter(u8::is_ascii_alphabetic).collect::<Vec<u8>>();
    phrase.starts_with("0x") || letters(matched) == letters(phrase)
}

/// Blanks, line breaks and the vertical borders that boxes of tracebacks are drawn with.
fn gap(rest: &[u8]) -> Option<usize> {
    let mut length = 0;
    while let Some(byte) = rest.get(length) {
        length += match byte {
            b' ' | b'\n' => 1,
            b'\xc2' if rest.get(length + 1) == Some(&b'\xa0') => 2,
            b'\xe2' if rest.get(length..length + 3) == Some("│".as_bytes()) => 3,
            _ => break,
        };
        if length > WIDEST_GAP {
            return None;
        }
    }
    Some(length)
}

fn quote(rest: &[u8], plain: &[u8], curly: [&str; 2]) -> Option<usize> {
    if rest.first().is_some_and(|byte| plain.contains(byte)) {
        return Some(1);
    }
    curly.iter().find(|mark| rest.starts_with(mark.as_bytes())).map(|mark| mark.len())
}

fn is_whole_word(text: &[u8], start: usize, end: usize) -> bool {
    let is_word = |at: Option<usize>| {
        at.and_then(|at| text.get(at)).is_some_and(|byte| byte.is_ascii_alphanumeric() || *byte == b'_')
    };
    !(is_word(Some(start)) && is_word(start.checked_sub(1))
        || is_word(end.checked_sub(1)) && is_word(Some(end)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(phrases: &'static [&'static str], text: &str) -> Vec<String> {
        Phrases::new(phrases.iter().copied())
            .find(text)
            .into_iter()
            .map(|hit| format!("{}:{}", phrases[hit.phrase], &text[hit.at]))
            .collect()
    }

    #[test]
    fn a_phrase_is_found_across_a_wrapped_line_and_in_either_spelling() {
        let phrases = &["self-signed certificate"];
        assert_eq!(found(phrases, "Self signed certificate").len(), 1);
        assert_eq!(found(phrases, "│ self-signed   │\n│   certificate │").len(), 1);
        assert_eq!(found(phrases, "self-signed certificates").len(), 0);
        assert_eq!(found(phrases, "myself-signed certificate").len(), 0);
    }

    #[test]
    fn the_longest_phrase_at_a_place_wins() {
        let phrases = &["self-signed certificate", "self-signed certificate in certificate chain"];
        assert_eq!(
            found(phrases, "x: self-signed certificate in certificate chain"),
            ["self-signed certificate in certificate chain:self-signed certificate in certificate chain"]
        );
    }

    #[test]
    fn quotes_match_their_curly_forms() {
        assert_eq!(found(&["peer's 'x'"], "Peer’s ‘x’").len(), 1);
        assert_eq!(found(&["say \"x\""], "say “x”").len(), 1);
    }

    #[test]
    fn a_text_of_nothing_but_beginnings_takes_linear_time() {
        let phrases: &'static [&'static str] = &["certificate verify failed", "certificate has expired"];
        assert_eq!(found(phrases, &"certificate ".repeat(80_000)).len(), 0);
        assert_eq!(found(phrases, "certificate \n").len(), 0);
        assert_eq!(found(phrases, &format!("certificate{}has expired", " ".repeat(1_000_000))).len(), 0);
    }
}
