//! Text that strangers chose, as a sentence can bear it: a name in a certificate, a host, what a client printed.
//!
//! Whoever makes a certificate chooses what stands in it. Characters that no one sees, or that turn round what stands beside
//! them, are written out; a text that runs from right to left is set apart from the sentence around it; and what is too long
//! is cut, and said to be.

use std::borrow::Cow;
use std::fmt::Write;

use crate::terms::Language;

/// FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE (UAX #9): what stands between them leaves the rest as it is.
const ISOLATE: char = '\u{2068}';
const END_ISOLATE: char = '\u{2069}';

/// Characters of a name that a sentence can bear: more than any organisation's.
pub(crate) const LONGEST_NAME: usize = 100;
/// Characters of any other text in a sentence: more than a message of a client.
pub(crate) const LONGEST_TEXT: usize = 400;

/// Whether a character is not seen itself, or changes how others are: controls, marks of direction, joiners, fillers, tags.
pub(crate) fn is_hidden(character: char) -> bool {
    // Nearly every text is of these, and each character of a report is looked at.
    if matches!(character, ' '..='~' | '\u{2010}'..='\u{2027}' | '\u{3001}'..='\u{3163}' | '\u{4e00}'..='\u{9fff}')
    {
        return false;
    }
    character.is_control()
        || matches!(character,
            '\u{ad}' | '\u{34f}' | '\u{600}'..='\u{605}' | '\u{61c}' | '\u{6dd}' | '\u{70f}' | '\u{890}' | '\u{891}'
            | '\u{8e2}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}'
            | '\u{e000}'..='\u{f8ff}' | '\u{fdd0}'..='\u{fdef}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}'
            | '\u{fff0}'..='\u{fffc}' | '\u{110bd}' | '\u{110cd}' | '\u{13430}'..='\u{1343f}' | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{10ffff}')
        // The last two of every plane are no characters.
        || u32::from(character) & 0xfffe == 0xfffe
}

/// Marks that stack on the letter before.
fn is_combining(character: char) -> bool {
    matches!(character,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}'
        | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}')
}

/// Letters of scripts that run from right to left.
fn is_right_to_left(character: char) -> bool {
    matches!(character,
        '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefe}' | '\u{10800}'..='\u{10fff}'
        | '\u{1e800}'..='\u{1efff}')
}

/// The text with every character to be seen: `\u{202E}` for one that would not be. No more marks stack than are read.
pub(crate) fn visible(text: &str) -> Cow<'_, str> {
    const MOST_MARKS: usize = 4;
    if text.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
        return Cow::Borrowed(text);
    }
    let mut seen = String::with_capacity(text.len());
    let mut marks = 0;
    for character in text.chars() {
        marks = if is_combining(character) { marks + 1 } else { 0 };
        if is_hidden(character) {
            // Writing to a string does not fail.
            let _ = write!(seen, "\\u{{{:X}}}", u32::from(character));
        } else if marks <= MOST_MARKS {
            seen.push(character);
        } else if marks == MOST_MARKS + 1 {
            seen.push('…');
        }
    }
    Cow::Owned(seen)
}

/// The same for text that is already put into words: what we set apart ourselves stays so, and line breaks stay where a text
/// has them.
pub(crate) fn tidy(text: &mut String) {
    let ours = |character: char| matches!(character, ISOLATE | END_ISOLATE | '\n');
    if text.chars().any(|character| is_hidden(character) && !ours(character)) {
        let parts: Vec<Cow<'_, str>> = text
            .split_inclusive(ours)
            .map(|part| match part.chars().next_back().filter(|last| ours(*last)) {
                Some(last) => {
                    let before = part.get(..part.len() - last.len_utf8()).unwrap_or_default();
                    Cow::Owned(visible(before).into_owned() + last.encode_utf8(&mut [0; 4]))
                }
                None => visible(part),
            })
            .collect();
        *text = parts.concat();
    }
}

/// A stranger's text within a sentence, no longer than `most` characters.
pub(crate) fn foreign(text: &str, most: usize, language: Language) -> String {
    let length = text.chars().count();
    let kept = match text.char_indices().nth(most) {
        Some((end, _)) => text.get(..end).unwrap_or_default(),
        None => text,
    };
    let mut shown = visible(kept).into_owned();
    if shown.chars().any(is_right_to_left) {
        shown.insert(0, ISOLATE);
        shown.push(END_ISOLATE);
    }
    if length > most {
        shown.push_str(&match language {
            Language::English => format!("… ({length} characters)"),
            Language::Chinese => format!("…（共 {length} 个字符）"),
        });
    }
    shown
}

/// Replaces each `{name}`. Which names there may be was checked when compiling.
pub(crate) fn fill(template: &str, lookup: &dyn Fn(&str) -> String) -> String {
    let mut filled = String::with_capacity(template.len() * 2);
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        filled.push_str(before);
        let Some((name, after)) = after.split_once('}') else { break };
        // Chinese sets a Latin letter or a figure apart with a space.
        let value = lookup(name);
        let is_character = |letter: &char| ('\u{4e00}'..='\u{9fff}').contains(letter);
        if before.chars().next_back().is_some_and(|last| is_character(&last))
            && value.starts_with(|first: char| first.is_ascii_alphanumeric())
        {
            filled.push(' ');
        }
        filled.push_str(&value);
        if value.ends_with(|last: char| last.is_ascii_alphanumeric())
            && after.chars().next().is_some_and(|first| is_character(&first))
        {
            filled.push(' ');
        }
        rest = after;
    }
    filled.push_str(rest);
    filled
}

/// The beginning of a text that is too long to be read.
pub(crate) fn cut(text: &str, longest: usize) -> Cow<'_, str> {
    match text.char_indices().nth(longest) {
        Some((end, _)) => Cow::Owned(format!("{}…", text.get(..end).unwrap_or_default())),
        None => Cow::Borrowed(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_would_not_be_seen_is_written_out() {
        assert_eq!(
            visible("a\u{202e}b\u{200b}\u{ad}\nc\u{e0041}"),
            "a\\u{202E}b\\u{200B}\\u{AD}\\u{A}c\\u{E0041}"
        );
        assert_eq!(visible("Müller 证书 example"), "Müller 证书 example");
        assert_eq!(visible(&format!("Z{}x", "\u{300}".repeat(50))), format!("Z{}…x", "\u{300}".repeat(4)));
    }

    #[test]
    fn right_to_left_is_set_apart_and_the_long_is_cut() {
        assert_eq!(foreign("שלום", 100, Language::English), "\u{2068}שלום\u{2069}");
        assert_eq!(foreign(&"x".repeat(150), 100, Language::English), "x".repeat(100) + "… (150 characters)");
        assert_eq!(foreign(&"x".repeat(150), 100, Language::Chinese), "x".repeat(100) + "…（共 150 个字符）");
    }

    #[test]
    fn what_we_set_apart_stays_so() {
        let mut text = String::from("\u{2068}שלום\u{2069} a\u{202e}\nb");
        tidy(&mut text);
        assert_eq!(text, "\u{2068}שלום\u{2069} a\\u{202E}\nb");
        let mut plain = String::from("a\nb");
        tidy(&mut plain);
        assert_eq!(plain, "a\nb");
    }
}
