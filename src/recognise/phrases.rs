//! Finds many phrases in one pass, forgiving what terminals and loggers do to them.

use std::ops::Range;

use crate::order::sort_by_key;

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
    /// The same of the first three, which share their bits with a few others.
    starts_of_three: Vec<u64>,
    /// Sorted by the start, then by the phrase.
    phrases: Vec<Phrase>,
}

/// A phrase among others.
struct Phrase {
    start: [u8; 3],
    /// Its index in the list that was given.
    index: usize,
    words: &'static str,
    /// How many bytes it has in common with the one before it.
    shared: usize,
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
        let (mut starts, mut starts_of_three) = (vec![0; PAIRS], vec![0; PAIRS]);
        let mut sorted: Vec<Phrase> = phrases
            .enumerate()
            .filter_map(|(index, words)| {
                Some(Phrase { start: start_of(words.as_bytes())?, index, words, shared: 0 })
            })
            .collect();
        sort_by_key(&mut sorted, |phrase| (phrase.start, phrase.words, phrase.index));
        let mut before = "";
        for phrase in &mut sorted {
            let [first, second, _] = phrase.start;
            let places = [(&mut starts, [first, second]), (&mut starts_of_three, folded(phrase.start))];
            for (table, pair) in places {
                let (word, bit) = place_of(pair);
                if let Some(word) = table.get_mut(word) {
                    *word |= bit;
                }
            }
            // Phrases of another start are not compared before this one.
            let is_first = start_of(before.as_bytes()) != Some(phrase.start);
            let shared = before.bytes().zip(phrase.words.bytes()).take_while(|(a, b)| a == b).count();
            phrase.shared = if is_first { 0 } else { shared };
            before = phrase.words;
        }
        Self { starts, starts_of_three, phrases: sorted }
    }

    /// Occurrences one after the other, in the order of the text; of those that start at one place only the longest match.
    /// Who has enough of them stops asking, and the rest of the text is not looked at.
    pub(super) fn find<'a>(&'a self, text: &'a str) -> impl Iterator<Item = Found> + 'a {
        let bytes = text.as_bytes();
        let end = text.trim_end_matches(['.', '\u{2026}', ' ', '\n', '"', '\'', '}', ']']).len();
        // Where the phrase that is being compared has come to after each of its bytes.
        let mut reached = Vec::new();
        let mut behind_word = false;
        bytes
            .windows(3)
            .enumerate()
            .filter(move |(_, window)| {
                // Inside a word no phrase begins, and most places of a text are inside one.
                let is_word = window.first().is_some_and(|byte| is_of_word(*byte));
                let is_within = std::mem::replace(&mut behind_word, is_word) && is_word;
                !is_within && self.may_start(window)
            })
            .flat_map(move |(at, _)| self.at(bytes, at, end, &mut reached))
    }

    /// Whether any phrase may begin so.
    fn may_start(&self, text: &[u8]) -> bool {
        let holds = |table: &[u64], pair| {
            let (word, bit) = place_of(pair);
            table.get(word).is_some_and(|word| word & bit != 0)
        };
        start_of(text).is_some_and(|start @ [first, second, _]| {
            holds(&self.starts, [first, second]) && holds(&self.starts_of_three, folded(start))
        })
    }

    /// The longest match that starts here. Phrases with the same words stand for different rows of the tables: all of them.
    fn at(&self, text: &[u8], at: usize, end_of_text: usize, reached: &mut Vec<usize>) -> Vec<Found> {
        let Some(start) = text.get(at..).and_then(start_of) else { return Vec::new() };
        let first = self.phrases.partition_point(|phrase| phrase.start < start);
        let candidates = self.phrases.iter().skip(first).take_while(|phrase| phrase.start == start);
        let mut longest: Vec<Found> = Vec::new();
        let mut cut = Cut::default();
        reached.clear();
        for phrase in candidates {
            // What a phrase has in common with the one before it has been compared.
            let known = phrase.shared.min(reached.len());
            let failed = known < phrase.shared;
            reached.truncate(known);
            if failed || !continues(text, at, phrase.words.as_bytes(), reached) {
                // What the phrases before it had in common with the text is in this one too.
                if reached.last().is_some_and(|end| *end >= end_of_text) && phrase.words.len() > reached.len()
                {
                    cut.add(phrase, reached.len());
                }
                continue;
            }
            let end = reached.last().copied().unwrap_or(at);
            if !is_whole_word(text, at, end) {
                continue;
            }
            match longest.first().map(|found| found.at.end) {
                Some(other) if other > end => {}
                Some(other) if other == end => longest.push(Found { phrase: phrase.index, at: at..end }),
                _ => longest = vec![Found { phrase: phrase.index, at: at..end }],
            }
        }
        if longest.len() > 1 {
            sort_by_key(&mut longest, |found| found.phrase);
        }
        if longest.first().is_none_or(|found| found.at.end < end_of_text)
            && let Some(phrase) = cut.phrase()
            && is_whole_word(text, at, at)
        {
            longest.push(Found { phrase, at: at..end_of_text });
        }
        longest
    }
}

/// The phrases that the end of the text breaks off.
#[derive(Default)]
struct Cut<'a> {
    shortest: Option<&'a Phrase>,
    /// Whether they are one phrase and others that begin with it, and enough of it stands there.
    is_plain: bool,
}

impl<'a> Cut<'a> {
    fn add(&mut self, phrase: &'a Phrase, there: usize) {
        /// Fewer letters, or less than half of the phrase, may be the beginning of anything.
        const FEWEST: usize = 16;
        match self.shortest {
            None => {
                self.is_plain = there >= FEWEST && there * 2 >= phrase.words.len();
                self.shortest = Some(phrase);
            }
            // They are sorted: what begins with the first one follows it.
            Some(first) => self.is_plain &= phrase.words.starts_with(first.words),
        }
    }

    fn phrase(&self) -> Option<usize> {
        self.shortest.filter(|_| self.is_plain).map(|phrase| phrase.index)
    }
}

/// Compares a phrase from where it was left off; says whether all of it is there.
fn continues(text: &[u8], at: usize, phrase: &[u8], reached: &mut Vec<usize>) -> bool {
    while let Some(wanted) = phrase.get(reached.len()) {
        let position = reached.last().copied().unwrap_or(at);
        match text.get(position..).and_then(|rest| step(rest, *wanted)) {
            Some(length) => reached.push(position + length),
            None => return false,
        }
    }
    true
}

fn start_of(bytes: &[u8]) -> Option<[u8; 3]> {
    match bytes {
        [a, b, c, ..] => Some([a.to_ascii_lowercase(), b.to_ascii_lowercase(), c.to_ascii_lowercase()]),
        _ => None,
    }
}

/// The length of a table with a bit for each pair of bytes.
const PAIRS: usize = 1 << 10;

/// Three bytes as two: letters differ in their lower five bits, of which three sets have fifteen.
const fn folded([first, second, third]: [u8; 3]) -> [u8; 2] {
    [first << 3 ^ second, third << 3 ^ second >> 2]
}

/// Where two bytes stand in such a table.
fn place_of([first, second]: [u8; 2]) -> (usize, u64) {
    let pair = usize::from(first) << 8 | usize::from(second);
    (pair >> 6, 1 << (pair & 63))
}

/// How much of the text one byte of a phrase matches.
fn step(rest: &[u8], wanted: u8) -> Option<usize> {
    match wanted {
        b' ' => gap(rest).filter(|length| *length > 0),
        b'-' => match rest {
            [b'-', ..] => Some(1),
            _ => gap(rest).filter(|length| *length > 0),
        },
        b'\'' => quote(rest, b"'`", ["\u{2018}", "\u{2019}"]),
        b'"' => quote(rest, b"\"", ["\u{201c}", "\u{201d}"]),
        other => rest.first().filter(|byte| byte.eq_ignore_ascii_case(&other)).map(|_| 1),
    }
}

/// Whether a match has the capital and small letters of the phrase; hexadecimal numbers are written in both.
pub(super) fn has_the_case(matched: &str, phrase: &str) -> bool {
    let letters = |text: &str| text.bytes().filter(u8::is_ascii_alphabetic).collect::<Vec<u8>>();
    // Where the text breaks off, so does the phrase.
    phrase.starts_with("0x") || letters(phrase).starts_with(&letters(matched))
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
    !(is_within_word(text, start) || is_within_word(text, end))
}

/// Whether the bytes before and at a place are of one word.
fn is_within_word(text: &[u8], at: usize) -> bool {
    let is_word = |at: Option<usize>| at.and_then(|at| text.get(at)).is_some_and(|byte| is_of_word(*byte));
    is_word(Some(at)) && is_word(at.checked_sub(1))
}

const fn is_of_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(phrases: &'static [&'static str], text: &str) -> Vec<String> {
        Phrases::new(phrases.iter().copied())
            .find(text)
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
    fn phrases_that_begin_alike_are_each_found() {
        let phrases: &'static [&'static str] = &[
            "cepstral",
            "CERT_E_EXPIRED",
            "certificate has expired",
            "certificate revoked",
            "certs",
            "cert",
        ];
        for phrase in phrases {
            let text = format!("certificate has no x, {phrase}.");
            assert_eq!(found(phrases, &text).len(), 1, "{phrase}");
        }
        assert_eq!(found(phrases, "certificate has").len(), 0);
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
