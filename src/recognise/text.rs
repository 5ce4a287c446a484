//! The pasted text as the client meant it: without colours, with the escapes of JSON logs undone, and with lines.

use std::ops::Range;

/// As much as is read of a field: the error of a log may stand anywhere in it. What lies beyond is not read, or text that is nothing
/// but beginnings of errors would take longer than anybody waits.
const MOST_TEXT: usize = 6_000_000;

/// More than this of a line, on either side of a match, is not looked at: a log may be one line of a megabyte.
const MOST_LINE: usize = 4096;

/// More than this of a line is not shown.
const MOST_QUOTED: usize = 300;

/// A cleaned text that still knows the lines of the paste.
pub(super) struct Text {
    text: String,
    /// A bit for each byte of `text`, set where a line of the paste starts: a list of places would be four times as long as a text of
    /// nothing but line breaks.
    starts: Vec<u64>,
}

impl Text {
    /// Cleans a paste; the part beyond the limit is left out.
    pub(super) fn clean(pasted: &str) -> Self {
        let mut end = pasted.len().min(MOST_TEXT);
        while !pasted.is_char_boundary(end) {
            end -= 1;
        }
        let pasted = pasted.get(..end).unwrap_or_default();
        let mut text = String::with_capacity(pasted.len());
        let mut starts = vec![0_u64; pasted.len() / 64 + 1];
        let mut start_at = |at: usize| {
            if let Some(word) = starts.get_mut(at / 64) {
                *word |= 1 << (at % 64);
            }
        };
        start_at(0);
        let mut rest = pasted.chars();
        loop {
            // Nearly all of a log means itself, and is copied as it stands.
            let ahead = rest.as_str();
            let itself = ahead.bytes().position(|byte| !means_itself(byte)).unwrap_or(ahead.len());
            if let Some((plain, after)) = ahead.split_at_checked(itself) {
                text.push_str(plain);
                rest = after.chars();
            }
            let Some(character) = rest.next() else { break };
            match character {
                '\n' => {
                    text.push('\n');
                    start_at(text.len());
                }
                '\r' => {}
                '\u{1b}' => skip_escape_sequence(&mut rest),
                '\\' => unescape(&mut rest, &mut text),
                '&' => text.push(of_an_entity(&mut rest)),
                // Control and bidirectional characters would act on the page or terminal that shows the quotation.
                '\t' => text.push(' '),
                '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{feff}' => {}
                control if control.is_control() => {}
                other => text.push(other),
            }
        }
        Self { text, starts }
    }

    pub(super) fn as_str(&self) -> &str {
        &self.text
    }

    /// The line of the paste, counted from 1, that a position lies in.
    pub(super) fn line_number(&self, at: usize) -> u32 {
        let (word, bit) = (at / 64, at % 64);
        let before: u32 = self.starts.iter().take(word).map(|word| word.count_ones()).sum();
        let within = self.starts.get(word).map_or(0, |word| (word << (63 - bit)).count_ones());
        before + within
    }

    /// The line around a position, no further than a few thousand bytes; an escaped line break ends a line too.
    pub(super) fn line(&self, at: usize) -> Range<usize> {
        let first = self.character_at_or_before(at.saturating_sub(MOST_LINE));
        let last = self.character_at_or_before(at.saturating_add(MOST_LINE).min(self.text.len()));
        let before = self.text.get(first..at).unwrap_or_default();
        let after = self.text.get(at..last).unwrap_or_default();
        let start = before.rfind('\n').map_or(first, |newline| first + newline + 1);
        let end = after.find('\n').map_or(last, |newline| at + newline);
        start..end
    }

    fn character_at_or_before(&self, mut at: usize) -> usize {
        while !self.text.is_char_boundary(at) {
            at -= 1;
        }
        at
    }

    /// The lines of a match, cut around it where they are long.
    pub(super) fn quote(&self, matched: Range<usize>) -> String {
        let lines = self.line(matched.start).start..self.line(matched.end).end;
        let whole = self.text.get(lines.clone()).unwrap_or_default().trim();
        if whole.chars().count() <= MOST_QUOTED {
            return whole.to_owned();
        }
        let before = self.text.get(lines.start..matched.start).unwrap_or_default();
        let after = self.text.get(matched.start..lines.end).unwrap_or_default();
        let lead: Vec<char> = before.chars().rev().take(MOST_QUOTED / 2).collect();
        let lead: String = lead.iter().rev().collect();
        // A quotation begins and ends at a word.
        let lead = match lead.split_once(' ') {
            Some((_, words)) if lead.len() < before.len() => words,
            _ => lead.as_str(),
        };
        let mut quoted = lead.to_owned();
        let room = MOST_QUOTED.saturating_sub(lead.chars().count());
        let rest: String = after.chars().take(room).collect();
        quoted.push_str(match rest.rsplit_once(' ') {
            Some((words, _)) if rest.len() < after.len() && words.len() >= matched.len() => words,
            _ => &rest,
        });
        quoted.trim().to_owned()
    }
}

/// Whether a byte is one letter, and no beginning of an escape.
const fn means_itself(byte: u8) -> bool {
    matches!(byte, b' '..=b'~') && !matches!(byte, b'\\' | b'&')
}

/// What `&` stands for: pages and their sources write signs as entities.
fn of_an_entity(rest: &mut std::str::Chars<'_>) -> char {
    const ENTITIES: &[(&str, char)] = &[
        ("quot;", '"'),
        ("#34;", '"'),
        ("#x22;", '"'),
        ("apos;", '\''),
        ("#39;", '\''),
        ("#x27;", '\''),
        ("lt;", '<'),
        ("gt;", '>'),
        ("amp;", '&'),
        ("nbsp;", ' '),
    ];
    for (entity, sign) in ENTITIES {
        if let Some(after) = rest.as_str().strip_prefix(entity) {
            *rest = after.chars();
            return *sign;
        }
    }
    '&'
}

/// Skips what follows ESC: `[…m` and its kin, `]…BEL` (titles and hyperlinks), or a single character.
fn skip_escape_sequence(rest: &mut std::str::Chars<'_>) {
    match rest.next() {
        Some('[') => {
            rest.by_ref().take(64).find(|character| ('@'..='~').contains(character));
        }
        Some(']') => {
            rest.by_ref().take(2048).find(|character| matches!(character, '\u{7}' | '\\'));
        }
        _ => {}
    }
}

/// Undoes the escape after one or more backslashes; JSON inside JSON doubles them. What is no escape stays.
fn unescape(rest: &mut std::str::Chars<'_>, text: &mut String) {
    let mut backslashes = 1;
    let mut ahead = rest.clone();
    loop {
        match ahead.next() {
            Some('\\') => {
                backslashes += 1;
                *rest = ahead.clone();
            }
            Some('n' | 'r') => {
                text.push('\n');
                *rest = ahead;
                return;
            }
            Some('t') => {
                text.push(' ');
                *rest = ahead;
                return;
            }
            Some(quote @ ('"' | '\'' | '/' | '`')) => {
                text.push(quote);
                *rest = ahead;
                return;
            }
            Some('u') => {
                let digits: String = ahead.by_ref().take(4).collect();
                let character = (digits.len() == 4)
                    .then(|| u32::from_str_radix(&digits, 16).ok())
                    .flatten()
                    .and_then(char::from_u32)
                    .filter(|character| !character.is_control());
                if let Some(character) = character {
                    text.push(character);
                    *rest = ahead;
                } else if digits.eq_ignore_ascii_case("001b") {
                    skip_escape_sequence(&mut ahead);
                    *rest = ahead;
                } else {
                    text.extend(std::iter::repeat_n('\\', backslashes));
                }
                return;
            }
            _ => {
                text.extend(std::iter::repeat_n('\\', backslashes));
                return;
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_and_json_escapes_are_undone_and_lines_are_those_of_the_paste() {
        let pasted = "first\n\u{1b}[31merror\u{1b}[0m: it\\u2019s \\\"x\\\"\\nsecond part\nthird";
        let text = Text::clean(pasted);
        assert_eq!(text.as_str(), "first\nerror: it\u{2019}s \"x\"\nsecond part\nthird");
        let second = text.as_str().find("second").unwrap();
        assert_eq!(text.line_number(second), 2);
        assert_eq!(text.line_number(text.as_str().find("third").unwrap()), 3);
        assert_eq!(text.line_number(0), 1);
    }

    #[test]
    fn escapes_inside_escapes_and_windows_paths() {
        assert_eq!(Text::clean(r#"{\\\"a\\\": 1}"#).as_str(), r#"{"a": 1}"#);
        assert_eq!(Text::clean(r"C:\Program Files\Git").as_str(), r"C:\Program Files\Git");
        assert_eq!(Text::clean(r"\ux \u00 \").as_str(), r"\ux \u00 \");
    }

    #[test]
    fn a_long_line_is_quoted_around_the_match() {
        let long = format!("{}needle{}", "a ".repeat(1000), " b".repeat(1000));
        let text = Text::clean(&long);
        let at = long.find("needle").unwrap();
        let quoted = text.quote(at..at + 6);
        assert!(quoted.contains("needle") && quoted.chars().count() <= MOST_QUOTED, "{quoted}");
    }

    #[test]
    fn a_text_beyond_the_limit_is_cut_at_a_character() {
        let text = Text::clean(&"é".repeat(MOST_TEXT));
        assert_eq!(text.as_str().len(), MOST_TEXT);
    }
}
