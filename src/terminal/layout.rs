//! What a terminal needs: text that cannot command it, lines that fit it, colour where it shows colour.

use crate::text::is_hidden;

/// Colour, or none.
#[derive(Clone, Copy)]
pub(super) struct Paint(pub bool);

impl Paint {
    fn wrap(self, text: &str, start: &str, end: &str) -> String {
        if self.0 { ["\u{1b}[", start, "m", text, "\u{1b}[", end, "m"].concat() } else { text.to_owned() }
    }
    pub fn bold(self, text: &str) -> String {
        self.wrap(text, "1", "22")
    }
    pub fn dim(self, text: &str) -> String {
        self.wrap(text, "2", "22")
    }
    pub fn red(self, text: &str) -> String {
        self.wrap(text, "31", "39")
    }
    pub fn green(self, text: &str) -> String {
        self.wrap(text, "32", "39")
    }
    pub fn yellow(self, text: &str) -> String {
        self.wrap(text, "33", "39")
    }
    pub fn cyan(self, text: &str) -> String {
        self.wrap(text, "36", "39")
    }
}

/// Text on one line in which every treacherous character shows as an escape. The isolates that a report sets around foreign text
/// are no part of it.
pub(super) fn plain(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for character in text.chars() {
        match character {
            '\u{2066}'..='\u{2069}' => {}
            _ if is_hidden(character) => shown.extend(character.escape_unicode()),
            _ => shown.push(character),
        }
    }
    shown
}

/// The lines of a text, each plain.
pub(super) fn plain_lines(text: &str) -> Vec<String> {
    text.split('\n').map(|line| plain(line.strip_suffix('\r').unwrap_or(line))).collect()
}

/// How many columns a text takes: a Chinese character takes two, a mark that stands on another none.
pub(super) fn columns(text: &str) -> usize {
    text.chars().map(width_of).sum()
}

/// After Unicode's East Asian Width (W and F) and the blocks of combining marks.
fn width_of(character: char) -> usize {
    match character {
        ' '..='~' => 1,
        '\u{300}'..='\u{36f}'
        | '\u{1ab0}'..='\u{1aff}'
        | '\u{1dc0}'..='\u{1dff}'
        | '\u{20d0}'..='\u{20ff}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{fe20}'..='\u{fe2f}' => 0,
        '\u{1100}'..='\u{115f}'
        | '\u{2e80}'..='\u{303e}'
        | '\u{3041}'..='\u{33ff}'
        | '\u{3400}'..='\u{4dbf}'
        | '\u{4e00}'..='\u{9fff}'
        | '\u{a000}'..='\u{a4cf}'
        | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}'
        | '\u{fe30}'..='\u{fe6f}'
        | '\u{ff00}'..='\u{ff60}'
        | '\u{ffe0}'..='\u{ffe6}'
        | '\u{1f300}'..='\u{1f64f}'
        | '\u{1f900}'..='\u{1f9ff}'
        | '\u{20000}'..='\u{3fffd}' => 2,
        _ => 1,
    }
}

/// Text wrapped to a width, after `first` on its first line and `rest` on the others.
pub(super) fn flow(
    text: &str,
    width: usize,
    first: &str,
    rest: &str,
    paint: &dyn Fn(&str) -> String,
) -> Vec<String> {
    let room = width.saturating_sub(columns(rest)).max(20);
    let mut lines: Vec<String> = Vec::new();
    for paragraph in plain_lines(text) {
        for line in wrap(&paragraph, room) {
            let lead = if lines.is_empty() { first } else { rest };
            let painted = if line.is_empty() { String::new() } else { paint(&line) };
            lines.push([lead, &painted].concat().trim_end().to_owned());
        }
    }
    lines
}

/// A paragraph as lines of at most `width` columns. Only a word that is wider than that, as an address, sticks out.
fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    let mut taken = 0;
    for (piece, space) in pieces(text) {
        let wide = columns(piece);
        let space = if line.is_empty() { "" } else { space };
        if !line.is_empty() && taken + space.len() + wide > width {
            lines.push(core::mem::take(&mut line));
            taken = 0;
        } else {
            line.push_str(space);
            taken += space.len();
        }
        line.push_str(piece);
        taken += wide;
    }
    lines.push(line);
    lines
}

/// The unbreakable pieces of a text, each with the space that goes before it on the same line.
fn pieces(text: &str) -> Vec<(&str, &'static str)> {
    let mut found = Vec::new();
    for word in text.split(' ').filter(|word| !word.is_empty()) {
        let mut space = " ";
        for piece in pieces_of_word(word) {
            found.push((piece, space));
            space = "";
        }
    }
    found
}

/// Chinese breaks between any two characters but before closing marks and after opening ones; what is Latin holds together.
fn pieces_of_word(word: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut before: Option<char> = None;
    for (at, character) in word.char_indices() {
        if let Some(before) = before
            && (is_han(before) || is_han(character))
            && !is_never_first(character)
            && !is_never_last(before)
        {
            found.extend(word.get(start..at));
            start = at;
        }
        before = Some(character);
    }
    found.extend(word.get(start..));
    found
}

fn is_han(character: char) -> bool {
    matches!(character, '\u{3000}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ffef}' | '\u{20000}'..='\u{3fffd}')
}

fn is_never_first(character: char) -> bool {
    "”’»)]}.,:;!?%…—·、。〉》」』】〕〗，．：；！？％）］｝".contains(character)
}

fn is_never_last(character: char) -> bool {
    "“‘«([{$£€〈《「『【〔〖（［｛￥".contains(character)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_are_wrapped_to_the_width() {
        assert_eq!(wrap("one two three", 7), ["one two", "three"]);
        assert_eq!(wrap("", 7), [""]);
        assert_eq!(
            wrap("see http://long.example/and/more now", 10),
            ["see", "http://long.example/and/more", "now"]
        );
    }

    #[test]
    fn chinese_breaks_between_characters_but_not_before_a_closing_mark() {
        assert_eq!(wrap("证书链不受信任。", 14), ["证书链不受信", "任。"]);
        assert_eq!(wrap("由“Acme Root”签发", 8), ["由“Acme", "Root”签", "发"]);
        assert_eq!(columns("证书 CA"), 7);
    }

    #[test]
    fn what_commands_a_terminal_or_turns_a_line_round_is_shown() {
        assert_eq!(plain("a\u{1b}[2Jb\u{202e}c\u{200b}"), "a\\u{1b}[2Jb\\u{202e}c\\u{200b}");
        assert_eq!(plain("\u{2068}name\u{2069}"), "name");
        assert_eq!(plain_lines("one\r\ntwo\rthree"), ["one", "two\\u{d}three"]);
    }
}
