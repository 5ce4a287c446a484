//! Base64 as people paste it: wrapped, indented, quoted, escaped for JSON, URLs or HTML, with characters that an
//! editor or a chat slipped in.
//!
//! The characters are read where they stand, so that a bad one can be pointed at; nothing is replaced beforehand.

use super::pem::{Prefix, Suffix};

/// What the reader passed over between the characters that count.
#[derive(Clone, Debug, Default)]
#[cfg_attr(test, derive(PartialEq))]
pub(super) struct Tolerated {
    /// Line breaks written out: `\n`, `%0A`, `&#10;`, `<br>`.
    pub escapes: Option<Escape>,
    /// Line breaks that are line breaks.
    pub line_breaks: usize,
    /// Lines with nothing on them, amid those that have something, beyond one directly after BEGIN.
    pub blank_lines: usize,
    /// Characters that no one sees, typographic quotes, and the `-` and `_` of the URL alphabet: the first, and
    /// how many.
    pub invisible: Option<(char, usize)>,
    /// Whether the last group lacks its padding.
    pub unpadded: bool,
}

/// How line breaks or characters were written out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Escape {
    /// `\n`, as in JSON and source code.
    Backslash,
    /// `%0A`, as in URLs and proxies' headers.
    Percent,
    /// `&#10;` or tags, as in HTML and XML.
    Markup,
}

/// What is read where base64 is looked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Symbol {
    Sextet(u8),
    Padding,
    /// Not base64, and nothing that belongs around it.
    Stranger(char),
}

/// Where base64 stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Setting {
    /// Between BEGIN and END, where nothing else belongs.
    Armoured,
    /// After a BEGIN that has no END: it ends with the last line that is all base64.
    Unended,
    /// In the midst of other text, without armour: it also ends at quotes and words.
    Bare,
}

/// The bytes that were read, and how the reading went.
#[derive(Debug, Default)]
#[cfg_attr(test, derive(PartialEq))]
pub(super) struct Decoded {
    pub bytes: Vec<u8>,
    /// Where the reading ended.
    pub end: usize,
    /// The first character that is not base64, and how many there are.
    pub stranger: Option<(usize, char)>,
    pub strangers: usize,
    /// How many bytes stood before the first stranger.
    pub before_stranger: usize,
    pub tolerated: Tolerated,
}

struct Scanner<'t> {
    text: &'t str,
    start: usize,
    at: usize,
    end: usize,
    setting: Setting,
    prefix: Prefix<'t>,
    suffix: Suffix<'t>,
    /// Whether `+` stands for a blank, as in form data.
    plus_is_blank: bool,
    after_quote: bool,
    /// The quotation mark of the string literal that is being read.
    quoted: Option<u8>,
    /// Line breaks since the last symbol.
    breaks: usize,
    tolerated: Tolerated,
}

/// Decodes what stands between BEGIN and END, going on after strangers.
pub(super) fn armoured(
    text: &str,
    start: usize,
    end: usize,
    prefix: Prefix<'_>,
    plus_is_blank: bool,
) -> Decoded {
    if let Some(decoded) = plain(text, start, end).filter(|_| prefix.is_empty() && !plus_is_blank) {
        return decoded;
    }
    let mut scanner = Scanner::new(text, start, end, Setting::Armoured, prefix, plus_is_blank);
    scanner.suffix = Suffix::of(text, start);
    decode(scanner, usize::MAX)
}

/// What [`decode`] makes of lines of base64 and nothing else, as programs write them: most of what is ever read, in a fraction of the time.
fn plain(text: &str, start: usize, end: usize) -> Option<Decoded> {
    if opening_quote(text, start).is_some() {
        return None;
    }
    let lines = text.as_bytes().get(start..end)?.strip_prefix(b"\n")?.strip_suffix(b"\n")?;
    let padding = lines.iter().rev().take_while(|byte| **byte == b'=').count();
    let symbols = lines.get(..lines.len().checked_sub(padding)?)?;
    let mut bytes = Vec::with_capacity(symbols.len() / 4 * 3 + 3);
    let (mut group, mut held, mut line_breaks) = (0_u32, 0_u8, 2);
    let mut is_at_line = true;
    let mut rest = symbols;
    while let Some((byte, after)) = rest.split_first() {
        if is_at_line
            && held == 0
            && let Some((line, after)) = rest.split_first_chunk()
            && let Some(octets) = full_line(line)
        {
            bytes.extend_from_slice(&octets);
            (rest, is_at_line) = (after, false);
            continue;
        }
        rest = after;
        let Some(value) = sextet(*byte) else {
            if *byte != b'\n' || is_at_line {
                return None;
            }
            line_breaks += 1;
            is_at_line = true;
            continue;
        };
        is_at_line = false;
        group = (group << 6) | u32::from(value);
        held += 1;
        if held == 4 {
            let [_, octets @ ..] = group.to_be_bytes();
            bytes.extend_from_slice(&octets);
            (group, held) = (0, 0);
        }
    }
    let [_, octets @ ..] = (group << (6 * ((4 - u32::from(held)) % 4))).to_be_bytes();
    match (held, padding) {
        (0, 0) => {}
        (2, 2) => bytes.extend_from_slice(octets.get(..1)?),
        (3, 1) => bytes.extend_from_slice(octets.get(..2)?),
        _ => return None,
    }
    (!is_at_line && !bytes.is_empty()).then(|| Decoded {
        bytes,
        end: end - 1,
        tolerated: Tolerated { line_breaks, ..Tolerated::default() },
        ..Decoded::default()
    })
}

/// The octets of a line of the usual length, if all of it is base64.
fn full_line(line: &[u8; 64]) -> Option<[u8; 48]> {
    let mut octets = [0; 48];
    let mut seen = 0;
    for (quad, out) in line.chunks_exact(4).zip(octets.chunks_exact_mut(3)) {
        let mut group = 0_u32;
        for byte in quad {
            let value = VALUES.get(usize::from(*byte)).copied().unwrap_or(NO_VALUE);
            seen |= value;
            group = (group << 6) | u32::from(value);
        }
        if let ([_, first, second, third], [one, two, three]) = (group.to_be_bytes(), out) {
            (*one, *two, *three) = (first, second, third);
        }
    }
    (seen != NO_VALUE).then_some(octets)
}

/// In [`VALUES`], of what is no character of the alphabet: more than any of them has.
const NO_VALUE: u8 = 0xff;

/// The value of each octet, for what is read by the megabyte.
#[expect(
    clippy::indexing_slicing,
    clippy::as_conversions,
    reason = "runs when compiling; a u8 is within the 256"
)]
static VALUES: [u8; 256] = {
    let mut values = [NO_VALUE; 256];
    let mut byte = 0_u8;
    loop {
        if let Some(value) = sextet(byte) {
            values[byte as usize] = value;
        }
        if byte == u8::MAX {
            break values;
        }
        byte += 1;
    }
};

/// Decodes what stands after a BEGIN that no END answers, up to what can be no part of it.
pub(super) fn unended(
    text: &str,
    start: usize,
    end: usize,
    prefix: Prefix<'_>,
    plus_is_blank: bool,
) -> Decoded {
    decode(Scanner::new(text, start, end, Setting::Unended, prefix, plus_is_blank), usize::MAX)
}

/// Decodes base64 without armour, no more than `bytes` bytes.
pub(super) fn bare(text: &str, start: usize, end: usize, prefix: Prefix<'_>, bytes: usize) -> Decoded {
    decode(Scanner::new(text, start, end, Setting::Bare, prefix, false), bytes)
}

fn decode(mut scanner: Scanner<'_>, limit: usize) -> Decoded {
    let mut decoded = Decoded::default();
    let (mut group, mut held) = (0_u32, 0_u8);
    let mut end = scanner.at;
    while decoded.bytes.len() < limit {
        let Some((offset, symbol)) = scanner.next() else { break };
        scanner.count_lines(end == scanner.start);
        match symbol {
            Symbol::Sextet(value) => {
                group = (group << 6) | u32::from(value);
                held += 1;
                if held > 1 {
                    // A second, third and fourth character each complete a byte.
                    let [.., low] = (group >> (2 * (4 - held))).to_be_bytes();
                    decoded.bytes.push(low);
                }
                if held == 4 {
                    (group, held) = (0, 0);
                }
            }
            Symbol::Padding => {
                (group, held) = (0, 0);
            }
            Symbol::Stranger(character) => {
                if scanner.setting != Setting::Armoured {
                    decoded.stranger = Some((offset, character));
                    decoded.strangers = 1;
                    break;
                }
                if decoded.stranger.is_none() {
                    decoded.stranger = Some((offset, character));
                    decoded.before_stranger = decoded.bytes.len();
                }
                decoded.strangers += 1;
            }
        }
        end = scanner.at;
    }
    scanner.tolerated.unpadded = held > 1;
    decoded.end = end;
    if decoded.bytes.len() >= limit {
        decoded.end = scanner.after_padding();
    } else if scanner.setting == Setting::Armoured {
        scanner.count_lines(false);
    }
    decoded.tolerated = scanner.tolerated;
    decoded
}

impl<'t> Scanner<'t> {
    fn new(
        text: &'t str,
        start: usize,
        end: usize,
        setting: Setting,
        prefix: Prefix<'t>,
        plus_is_blank: bool,
    ) -> Self {
        let tolerated = Tolerated::default();
        Self {
            text,
            start,
            at: start,
            end,
            setting,
            prefix,
            suffix: Suffix::None,
            plus_is_blank,
            after_quote: false,
            quoted: opening_quote(text, start),
            breaks: 0,
            tolerated,
        }
    }

    /// Takes stock of the line breaks before a symbol, or before END.
    fn count_lines(&mut self, first: bool) {
        let breaks = std::mem::take(&mut self.breaks);
        self.tolerated.line_breaks += breaks;
        self.tolerated.blank_lines += breaks.saturating_sub(if first { 2 } else { 1 });
    }

    fn peek(&self, ahead: usize) -> Option<u8> {
        let at = self.at + ahead;
        if at < self.end { self.text.as_bytes().get(at).copied() } else { None }
    }

    fn ahead(&self) -> &'t str {
        self.text.get(self.at..self.end).unwrap_or_default()
    }

    /// The next symbol and where it stands.
    fn next(&mut self) -> Option<(usize, Symbol)> {
        loop {
            let start = self.at;
            let byte = self.peek(0)?;
            if self.suffix != Suffix::None {
                let length = self.suffix.length(self.ahead());
                self.at += length;
                if length > 0 {
                    continue;
                }
            }
            if byte == b'+' && (self.plus_is_blank || self.joins_strings()) {
                self.at += 1;
                continue;
            }
            if let Some(value) = sextet(byte) {
                self.at += 1;
                self.after_quote = false;
                return Some((start, Symbol::Sextet(value)));
            }
            let symbol = match byte {
                b'\n' | b'\r' => {
                    self.at += 1;
                    if byte == b'\r' && self.peek(0) == Some(b'\n') {
                        self.at += 1;
                    }
                    self.breaks += 1;
                    if !self.begin_line() {
                        return None;
                    }
                    None
                }
                b' ' | b'\t' | 0x0b | 0x0c => {
                    self.at += 1;
                    if self.setting == Setting::Bare && !self.goes_on_after_blanks() {
                        return None;
                    }
                    None
                }
                b'=' => self.padding(),
                b'\\' => self.backslash(),
                b'%' => self.percent(),
                0x1b => self.colour(),
                b'&' => self.entity(),
                b'<' if self.setting != Setting::Bare => self.tag(),
                b'"' | b'\'' | b'`' if self.setting != Setting::Bare => {
                    self.at += 1;
                    self.quote(byte);
                    None
                }
                // A shell appends the line to a file.
                b'>' if self.after_quote && self.quoted.is_none() && self.setting != Setting::Bare => {
                    self.at += self.ahead().find(['\n', '\r']).unwrap_or(self.ahead().len());
                    None
                }
                b',' | b';' if self.after_quote => {
                    self.at += 1;
                    None
                }
                b'-' | b'_' if self.url_alphabet() => {
                    self.at += 1;
                    self.slipped_in(char::from(byte));
                    Some(Symbol::Sextet(if byte == b'-' { 62 } else { 63 }))
                }
                _ => self.other(),
            };
            match symbol {
                None => {}
                Some(symbol) => return Some((start, symbol)),
            }
        }
    }

    /// After a line break: passes over what every line of the block is prefixed with. Says no where base64 that
    /// stands alone ends here.
    fn begin_line(&mut self) -> bool {
        let blank = |byte: &u8| matches!(byte, b' ' | b'\t');
        self.at += self.ahead().bytes().take_while(|byte| blank(byte)).count();
        let prefix = self.prefix.matches(self.ahead());
        let last = self.ahead().get(..prefix).and_then(|prefix| prefix.bytes().next_back());
        self.at += prefix;
        if let Some(mark @ (b'"' | b'\'' | b'`')) = last {
            // Each line is a literal of its own.
            self.quoted = Some(mark);
            self.after_quote = true;
        }
        self.at += self.ahead().bytes().take_while(|byte| blank(byte)).count();
        if self.setting == Setting::Armoured {
            return true;
        }
        let line = self.ahead();
        let line = line.get(..line.find(['\n', '\r']).unwrap_or(line.len())).unwrap_or_default().trim_end();
        let is_part = |byte| match self.setting {
            Setting::Bare => sextet(byte).is_some() || b"=\"',<\\&#;".contains(&byte),
            _ => sextet(byte).is_some() || byte.is_ascii_punctuation(),
        };
        line.bytes().all(is_part) && (self.setting == Setting::Unended || !line.is_empty())
    }

    /// Whether the blank here only wraps base64: nothing follows on the line, or a piece too long for a word.
    fn goes_on_after_blanks(&self) -> bool {
        const LONGER_THAN_WORDS: usize = 24;
        let next = self.ahead().trim_start_matches([' ', '\t']);
        next.starts_with(['\n', '\r'])
            || next.bytes().take(LONGER_THAN_WORDS).filter(|byte| sextet(*byte).is_some()).count()
                == LONGER_THAN_WORDS
    }

    /// Takes a quotation mark: it begins or ends a literal, or stands in one of the other kind.
    fn quote(&mut self, mark: u8) {
        self.after_quote = true;
        self.quoted = match self.quoted {
            None => Some(mark),
            Some(open) if open == mark => None,
            open => open,
        };
    }

    /// Whether this `+` joins string literals of source code. Within a literal it is base64.
    fn joins_strings(&self) -> bool {
        self.setting != Setting::Bare
            && self.quoted.is_none()
            && (self.after_quote
                || self
                    .ahead()
                    .bytes()
                    .skip(1)
                    .take(4)
                    .find(|byte| *byte != b' ')
                    .is_some_and(|byte| matches!(byte, b'"' | b'\'')))
    }

    /// Whether this `-` or `_` stands where the URL alphabet has it: amid base64.
    fn url_alphabet(&self) -> bool {
        let before = self.at.checked_sub(1).and_then(|at| self.text.as_bytes().get(at));
        let fits = |byte: u8| sextet(byte).is_some() || matches!(byte, b'-' | b'_');
        before.is_some_and(|byte| fits(*byte))
            && self.peek(1).is_some_and(|byte| sextet(byte).is_some() || byte == b'_')
    }

    fn padding(&mut self) -> Option<Symbol> {
        self.at += 1;
        // Quoted-printable writes `=3D` for `=`.
        if self.ahead().starts_with("3D") {
            self.at += 2;
        }
        Some(Symbol::Padding)
    }

    /// `\n`, `\\n`, `\u002b`, `\x2b`, `\/` and the backslash that continues a line.
    fn backslash(&mut self) -> Option<Symbol> {
        while self.peek(0) == Some(b'\\') {
            self.at += 1;
        }
        self.tolerated.escapes.get_or_insert(Escape::Backslash);
        match self.peek(0)? {
            b'n' | b'r' | b't' => {
                self.at += 1;
                None
            }
            b'u' => self.numbered(1, 4),
            b'x' => self.numbered(1, 2),
            // An escaped slash is a slash, an escaped quote a quote: read it as it comes.
            _ => None,
        }
    }

    fn percent(&mut self) -> Option<Symbol> {
        self.tolerated.escapes.get_or_insert(Escape::Percent);
        self.numbered(1, 2)
    }

    /// The character whose number is written in `digits` hexadecimal digits after `skip` bytes.
    fn numbered(&mut self, skip: usize, digits: usize) -> Option<Symbol> {
        let number = self.text.get(self.at + skip..self.at + skip + digits);
        let number = number.and_then(|digits| u32::from_str_radix(digits, 16).ok());
        let Some(character) = number.and_then(char::from_u32) else { return self.stranger() };
        self.at = (self.at + skip + digits).min(self.end);
        written_out(character)
    }

    /// `&#10;`, `&#x2B;`, `&nbsp;` and their like.
    fn entity(&mut self) -> Option<Symbol> {
        let name: &str = self.ahead().get(1..).unwrap_or_default();
        let Some(length) = name.bytes().take(10).position(|byte| byte == b';') else {
            return self.stranger();
        };
        let name = name.get(..length).unwrap_or_default();
        let number = match name.strip_prefix('#') {
            Some(digits) => match digits.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16).ok(),
                None => digits.parse().ok(),
            },
            None => None,
        };
        let character = match name {
            "nbsp" | "NewLine" | "Tab" | "quot" | "apos" | "gt" | "lt" => Some(' '),
            "plus" => Some('+'),
            "sol" => Some('/'),
            "equals" => Some('='),
            _ => number.and_then(char::from_u32),
        };
        let Some(character) = character else { return self.stranger() };
        self.tolerated.escapes.get_or_insert(Escape::Markup);
        self.at += length + 2;
        written_out(character)
    }

    /// `ESC [ … m`, by which terminals colour their lines.
    fn colour(&mut self) -> Option<Symbol> {
        let sequence = self.ahead().get(1..).unwrap_or_default();
        match sequence.bytes().take(16).position(|byte| byte.is_ascii_alphabetic()) {
            Some(length) if sequence.starts_with('[') => {
                self.at += length + 2;
                None
            }
            _ => self.stranger(),
        }
    }

    /// A tag between the characters, as in HTML that breaks lines with `<br>`.
    fn tag(&mut self) -> Option<Symbol> {
        let name = self.ahead().get(1..).unwrap_or_default();
        let is_tag = name.starts_with(|first: char| first.is_ascii_alphabetic() || first == '/');
        match name.bytes().take(64).position(|byte| byte == b'>') {
            Some(length) if is_tag => {
                self.tolerated.escapes.get_or_insert(Escape::Markup);
                self.at += length + 2;
                None
            }
            _ => self.stranger(),
        }
    }

    fn other(&mut self) -> Option<Symbol> {
        let Some(character) = self.ahead().chars().next() else {
            self.at = self.end;
            return None;
        };
        if !is_invisible(character) {
            return self.stranger();
        }
        self.at += character.len_utf8();
        self.slipped_in(character);
        None
    }

    fn slipped_in(&mut self, character: char) {
        let (_, count) = self.tolerated.invisible.get_or_insert((character, 0));
        *count += 1;
    }

    fn stranger(&mut self) -> Option<Symbol> {
        let character = self.ahead().chars().next()?;
        self.at += character.len_utf8();
        self.after_quote = false;
        Some(Symbol::Stranger(character))
    }

    /// The end of what was read, with the padding that follows it.
    fn after_padding(&mut self) -> usize {
        let mut end = self.at;
        for _ in 0..2 {
            match self.next() {
                Some((_, Symbol::Padding)) => end = self.at,
                _ => break,
            }
        }
        end
    }
}

/// The quotation mark that stands directly before the BEGIN line which ends at `start`.
fn opening_quote(text: &str, start: usize) -> Option<u8> {
    const LONGEST_MARKER: usize = 128;
    let bytes = text.as_bytes();
    let line = bytes.get(start.saturating_sub(LONGEST_MARKER)..start)?;
    let begin = line.windows(5).rposition(|word| word.eq_ignore_ascii_case(b"BEGIN"))?;
    let before = line.get(..begin)?.iter().rev().find(|byte| !matches!(byte, b'-' | b' ' | 0x80..));
    before.copied().filter(|byte| matches!(byte, b'"' | b'\'' | b'`'))
}

fn written_out(character: char) -> Option<Symbol> {
    match u8::try_from(character) {
        Ok(b'=') => Some(Symbol::Padding),
        Ok(byte) if sextet(byte).is_some() => sextet(byte).map(Symbol::Sextet),
        _ if character.is_whitespace() || is_invisible(character) || matches!(character, '"' | '\'') => None,
        _ => Some(Symbol::Stranger(character)),
    }
}

/// The value of a character of the alphabet.
pub(super) const fn sextet(byte: u8) -> Option<u8> {
    match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        b'+' => Some(62),
        b'/' => Some(63),
        _ => None,
    }
}

/// Characters that editors, chats and web pages slip in unseen, and the quotes that word processors make.
pub(super) fn is_invisible(character: char) -> bool {
    matches!(
        character,
        '\u{0}' | '\u{7f}' | '\u{85}' | '\u{a0}' | '\u{ad}' | '\u{180e}' | '\u{3000}' | '\u{feff}' | '\u{fffd}'
            | '\u{2000}'..='\u{200f}' | '\u{2018}'..='\u{201f}' | '\u{2028}'..='\u{202f}'
            | '\u{205f}'..='\u{206f}'
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_lines_are_read_as_all_others_are() {
        let block = |body: &str| format!("-----BEGIN CERTIFICATE-----{body}-----END CERTIFICATE-----");
        let slowly = |text: &str, start, end| {
            let scanner = Scanner::new(text, start, end, Setting::Armoured, Prefix::default(), false);
            decode(scanner, usize::MAX)
        };
        let mut plainly = 0;
        for body in [
            "\nQUJD\n",
            "\nQUI=\n",
            "\nQQ==\n",
            "\nQUJDREVG\nQUJD\nQQ==\n",
            "\nQU\nJD\n",
            "\nQ+/9\n",
            "\nQUJD",
            "QUJD\n",
            "\n\nQUJD\n",
            "\nQUJD\n\nQUJD\n",
            "\nQUJD\n\n",
            "\r\nQUJD\r\n",
            "\nQUI\n",
            "\nQUJ=\n",
            "\nQUJD=\n",
            "\nQ===\n",
            "\nQUJD\n==\n",
            "\n QUJD\n",
            "\nQUJD \n",
            "\nQU.D\n",
            "\nQU=D\n",
            "\n",
            "\n\n",
            "",
            "\n=\n",
            "\nQUJD\nQQ\n==\n",
            "\nQU-_\n",
            "\nQUJD\\n\n",
        ] {
            let text = block(body);
            let (start, end) = (27, 27 + body.len());
            if let Some(decoded) = plain(&text, start, end) {
                plainly += 1;
                assert_eq!(decoded, slowly(&text, start, end), "{body:?}");
            }
        }
        assert_eq!(plainly, 7);
        // Lines of the usual length and others, with an end of each kind, and something else in each place.
        let line = "Q0hBSU5XSFkgcmVhZHMgbGluZXMgb2YgYmFzZTY0IGFzIHRoZXkgc3RhbmQu+/Az";
        for end in ["", "\n", "\nQUJD\n", "\nQQ==\n", "==\n", "QUJD\n", "Q=\n"] {
            for body in
                [format!("\n{line}{end}"), format!("\n{line}\n{line}{end}"), format!("\nQ{line}{line}{end}")]
            {
                let text = block(&body);
                let (start, end) = (27, 27 + body.len());
                if let Some(decoded) = plain(&text, start, end) {
                    plainly += 1;
                    assert_eq!(decoded, slowly(&text, start, end), "{body:?}");
                }
            }
        }
        assert_eq!(plainly, 7 + 8);
        for place in 0..line.len() {
            let (front, back) = line.split_at(place);
            for strange in ["\n", "\n\n", " ", "=", "-", "\u{7f}", "é"] {
                let body = format!("\n{front}{strange}{}\n", &back[1..]);
                let text = block(&body);
                if let Some(decoded) = plain(&text, 27, 27 + body.len()) {
                    assert_eq!(decoded, slowly(&text, 27, 27 + body.len()), "{body:?}");
                }
            }
        }
        assert!(plain(&format!("\"{}", block("\nQUJD\n")), 28, 34).is_none());
    }
}
