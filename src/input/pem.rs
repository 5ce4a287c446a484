//! The BEGIN and END lines of RFC 7468, also where a word processor, a shell or a proxy has bent them.

/// Which of the two lines.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Edge {
    Begin,
    End,
}

/// How a BEGIN or END line is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// As RFC 7468 wants it: five hyphens, capitals, one blank.
    Exact,
    /// With its blanks escaped, as in a URL.
    Escaped,
    /// In any other way.
    Mangled,
}

/// A BEGIN or END line.
#[derive(Clone, Debug)]
pub(super) struct Marker {
    pub edge: Edge,
    /// In capitals, words separated by single blanks.
    pub label: String,
    /// Where its first dash stands.
    pub start: usize,
    /// Where what follows its last dash begins.
    pub end: usize,
    /// How it is written.
    pub form: Form,
    /// Whether words are separated by `+`, as in form data.
    pub plus_is_blank: bool,
}

/// Longer labels are no labels.
const LONGEST_LABEL: usize = 64;

/// The labels that are known where dashes are missing.
const LABELS: &[&str] = &[
    "CERTIFICATE",
    "TRUSTED CERTIFICATE",
    "X509 CERTIFICATE",
    "CERTIFICATE REQUEST",
    "NEW CERTIFICATE REQUEST",
    "X509 CRL",
    "CRL",
    "OCSP RESPONSE",
    "PKCS7",
    "CMS",
    "PUBLIC KEY",
    "RSA PUBLIC KEY",
    "PRIVATE KEY",
    "RSA PRIVATE KEY",
    "EC PRIVATE KEY",
    "ENCRYPTED PRIVATE KEY",
    "OPENSSH PRIVATE KEY",
    "DH PARAMETERS",
    "EC PARAMETERS",
];

/// Of each octet, whether BEGIN or END can begin with it: every octet of a paste is looked up here.
#[expect(
    clippy::indexing_slicing,
    clippy::as_conversions,
    reason = "runs when compiling; a u8 is within the 256"
)]
static BEGINS_A_KEYWORD: [bool; 256] = {
    let mut begins = [false; 256];
    let letters = *b"BEbe";
    let mut index = 0;
    while index < letters.len() {
        begins[letters[index] as usize] = true;
        index += 1;
    }
    begins
};

/// The first BEGIN or END line that starts at `from` or later.
pub(super) fn next_marker(text: &str, from: usize) -> Option<Marker> {
    let bytes = text.as_bytes();
    let mut at = from;
    loop {
        let rest = bytes.get(at..)?;
        at += rest
            .iter()
            .position(|byte| BEGINS_A_KEYWORD.get(usize::from(*byte)).is_some_and(|begins| *begins))?;
        let edge = match bytes.get(at..)? {
            [_, b'E' | b'e', b'G' | b'g', b'I' | b'i', b'N' | b'n', ..] => Some((Edge::Begin, 5)),
            [b'E' | b'e', b'N' | b'n', b'D' | b'd', ..] => Some((Edge::End, 3)),
            _ => None,
        };
        if let Some((edge, length)) = edge
            && let Some(marker) = marker_at(text, from, at, edge, length)
        {
            return Some(marker);
        }
        at += 1;
    }
}

/// The marker whose keyword stands at `keyword`, if it is one.
fn marker_at(text: &str, from: usize, keyword: usize, edge: Edge, length: usize) -> Option<Marker> {
    let before = Dashes::before(text.get(from..keyword)?);
    let label_start = keyword + length;
    let after_keyword = text.get(label_start..)?;
    let separator = separator(after_keyword)?;
    let label_text = label_text(after_keyword.get(separator.length..)?);
    let mut label = normalised(label_text);
    let mut label_end = label_start + separator.length + label_text.len();
    let mut after = Dashes::after(text.get(label_end..)?);
    let alone = before.count == 0 && after.count == 0;
    let known = is_known(&label);
    if after.count == 0 && !known {
        // What follows the label may stand on its line: look for a label that the text begins with.
        let known = LABELS.iter().filter(|known| {
            label.strip_prefix(**known).is_some_and(|rest| rest.starts_with(' '))
                && label_text.as_bytes().get(..known.len()) == Some(known.as_bytes())
        });
        let known = known.max_by_key(|known| known.len())?;
        label = (*known).to_owned();
        label_end = label_start + separator.length + known.len();
        after = Dashes::after(text.get(label_end..)?);
    }
    let start = keyword - before.length;
    let accepted = if alone {
        is_known(&label) && stands_alone(text, start, label_end)
    } else {
        known || is_known(&label) || (before.count >= 2 && after.count >= 2 && !label.is_empty())
    };
    if !accepted {
        return None;
    }
    let dashed = before.is_exact() && after.is_exact();
    let form = match separator.form {
        Form::Escaped if dashed => Form::Escaped,
        Form::Exact
            if dashed
                && label == label_text
                && text.get(keyword..label_start).is_some_and(|word| matches!(word, "BEGIN" | "END")) =>
        {
            Form::Exact
        }
        _ => Form::Mangled,
    };
    let end = label_end + after.length;
    Some(Marker { edge, label, start, end, form, plus_is_blank: separator.plus })
}

fn is_known(label: &str) -> bool {
    LABELS.contains(&label) || label.ends_with("PRIVATE KEY")
}

/// Whether nothing else stands on the line.
fn stands_alone(text: &str, start: usize, end: usize) -> bool {
    let line_end = |character: char| matches!(character, '\n' | '\r');
    let before = text.get(..start).unwrap_or_default();
    let after = text.get(end..).unwrap_or_default();
    before.trim_end_matches([' ', '\t']).chars().next_back().is_none_or(line_end)
        && after.trim_start_matches([' ', '\t']).chars().next().is_none_or(line_end)
}

struct Separator {
    length: usize,
    form: Form,
    plus: bool,
}

/// What stands between the keyword and the label.
fn separator(text: &str) -> Option<Separator> {
    let blanks = text.bytes().take(8).take_while(|byte| matches!(byte, b' ' | b'\t')).count();
    if blanks > 0 {
        let form = if blanks == 1 && text.starts_with(' ') { Form::Exact } else { Form::Mangled };
        return Some(Separator { length: blanks, form, plus: false });
    }
    let separators = [
        ("+", Form::Escaped),
        ("%20", Form::Escaped),
        ("&nbsp;", Form::Escaped),
        ("\u{a0}", Form::Mangled),
        ("_", Form::Mangled),
    ];
    let (written, form) = separators.into_iter().find(|(written, _)| text.starts_with(written))?;
    Some(Separator { length: written.len(), form, plus: written == "+" })
}

/// The label as written: up to the dashes, the end of the line, or what no label contains.
fn label_text(text: &str) -> &str {
    let mut end = 0;
    let mut characters = text.char_indices().take(LONGEST_LABEL).peekable();
    while let Some((at, character)) = characters.next() {
        let dash = is_dash(character)
            && (character != '-' || characters.peek().is_none_or(|(_, next)| !next.is_ascii_alphanumeric()));
        if dash || !(character.is_ascii_alphanumeric() || " -+%_.#/\u{a0}".contains(character)) {
            break;
        }
        end = at + character.len_utf8();
    }
    text.get(..end).unwrap_or_default().trim_end()
}

fn normalised(label: &str) -> String {
    let spaced = label.replace("%20", " ").replace(['+', '_', '\u{a0}'], " ").to_ascii_uppercase();
    spaced.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A run of dashes beside a keyword or label, with single blanks among them.
struct Dashes {
    count: usize,
    /// In bytes, with the blanks.
    length: usize,
    hyphens_only: bool,
}

impl Dashes {
    const EXACT: Self = Self { count: 5, length: 5, hyphens_only: true };

    fn before(text: &str) -> Self {
        match text.strip_suffix("-----") {
            Some(rest) if !rest.ends_with(is_dash) => Self::EXACT,
            _ => Self::run(text.chars().rev()),
        }
    }

    fn after(text: &str) -> Self {
        match text.strip_prefix("-----") {
            Some(rest) if !rest.starts_with(is_dash) => Self::EXACT,
            // Two blocks joined without a line break: leave the next one its own hyphens.
            Some(rest) if rest.trim_start_matches('-').starts_with("BEGIN") => Self::EXACT,
            _ => Self::run(text.chars()),
        }
    }

    fn run(characters: impl Iterator<Item = char>) -> Self {
        let mut dashes = Self { count: 0, length: 0, hyphens_only: true };
        let mut blanks = 0;
        for character in characters.take(24) {
            if is_dash(character) {
                // One em dash stands for two or three hyphens that were typed.
                dashes.count += if character == '-' { 1 } else { 2 };
                dashes.length += blanks + character.len_utf8();
                dashes.hyphens_only &= character == '-' && blanks == 0;
                blanks = 0;
            } else if matches!(character, ' ' | '\u{a0}') && blanks == 0 {
                blanks = character.len_utf8();
            } else {
                break;
            }
        }
        dashes
    }

    fn is_exact(&self) -> bool {
        self.count == 5 && self.hyphens_only
    }
}

/// The hyphen, and what typography makes of it.
fn is_dash(character: char) -> bool {
    matches!(
        character,
        '-' | '\u{ad}' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}'
    )
}

/// What stands before the BEGIN line on its line, and then before every line of its block: `> `, `+`, `web_1 | `,
/// a line number.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Prefix<'t>(&'t str);

impl<'t> Prefix<'t> {
    /// What stands before `start` on its line.
    pub(super) fn of(text: &'t str, start: usize) -> Self {
        const LONGEST: usize = 192;
        let before = text.get(..start).unwrap_or_default();
        let mut from = before.len().saturating_sub(LONGEST);
        while !before.is_char_boundary(from) {
            from += 1;
        }
        let line = before.get(from..).unwrap_or_default();
        let line = line.rsplit(['\n', '\r']).next().unwrap_or_default();
        let cut = line.len() == before.len() - from && from > 0;
        if cut { Self::default() } else { Self(without_colour(line.trim()).trim_end()) }
    }

    /// Whether anything stands there.
    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many bytes of this line are the prefix. Numbers in it may differ: they count lines or tell the time.
    pub(super) fn matches(&self, line: &str) -> usize {
        let mut wanted = self.0.chars().peekable();
        let mut found = line.chars().peekable();
        let mut length = 0;
        loop {
            let Some(next) = wanted.next() else {
                // A prefix that could itself be base64, a line number, must be set off by something.
                let last = self.0.bytes().next_back();
                let set_off = !last.is_some_and(|byte| byte.is_ascii_alphanumeric())
                    || found.next().is_some_and(|after| !after.is_ascii_alphanumeric());
                return if set_off { length } else { 0 };
            };
            let Some(actual) = found.next() else { return 0 };
            length += actual.len_utf8();
            if next.is_ascii_digit() && actual.is_ascii_digit() {
                while wanted.next_if(char::is_ascii_digit).is_some() {}
                while found.next_if(char::is_ascii_digit).is_some() {
                    length += 1;
                }
            } else if next != actual {
                return 0;
            }
        }
    }
}

/// A line without the sequence at its end by which a terminal colours what follows.
fn without_colour(line: &str) -> &str {
    let before = line.strip_suffix('m').and_then(|rest| rest.rsplit_once('\u{1b}'));
    match before {
        Some((before, "[")) => before,
        Some((before, numbers))
            if numbers
                .strip_prefix('[')
                .is_some_and(|numbers| numbers.bytes().all(|byte| byte.is_ascii_digit() || byte == b';')) =>
        {
            before
        }
        _ => line,
    }
}

/// What stands behind the BEGIN line on its line, and then behind every line of its block.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Suffix<'t> {
    /// Nothing that is known.
    #[default]
    None,
    /// The mark by which a table goes on in the next line or ends its column: `+`, `|`, `│`.
    Mark(&'t str),
    /// The other members of a log's line, behind the quotation mark that ends its text: `","stream":"stdout"}`.
    Members,
}

impl<'t> Suffix<'t> {
    /// What stands behind a BEGIN line that ends at `end`.
    pub(super) fn of(text: &'t str, end: usize) -> Self {
        const LONGEST: usize = 1024;
        let rest = text.get(end..).unwrap_or_default();
        if !rest.starts_with([' ', '\t', '"', '\\']) {
            return Self::None;
        }
        let Some(length) = rest.bytes().take(LONGEST).position(|byte| matches!(byte, b'\n' | b'\r')) else {
            return Self::None;
        };
        let line = rest.get(..length).unwrap_or_default();
        let mark = line.trim();
        let is_mark = |character: char| {
            !character.is_alphanumeric() && !matches!(character, '"' | '\'' | '`' | '\\' | '/')
        };
        if line.starts_with([' ', '\t'])
            && !mark.is_empty()
            && mark.chars().count() <= 2
            && mark.chars().all(is_mark)
        {
            return Self::Mark(mark);
        }
        let line = line.strip_prefix("\\r").unwrap_or(line);
        let line = line.strip_prefix("\\n").unwrap_or(line);
        let Some(members) = line.strip_prefix('"') else { return Self::None };
        let is_json = members.trim_start().strip_prefix(',').is_some_and(|next| {
            let name = next.trim_start().strip_prefix('"').and_then(|next| next.split_once('"'));
            name.is_some_and(|(_, rest)| rest.trim_start().starts_with(':'))
        });
        let is_logfmt =
            members.strip_prefix(' ').and_then(|next| next.split_once('=')).is_some_and(|(name, _)| {
                !name.is_empty()
                    && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_.-".contains(&byte))
            });
        if is_json || is_logfmt { Self::Members } else { Self::None }
    }

    /// How much of a line from here on it takes up: nothing where it does not stand here.
    pub(super) fn length(self, ahead: &str) -> usize {
        let rest_of_line = || ahead.find(['\n', '\r']).unwrap_or(ahead.len());
        match self {
            Self::None => 0,
            Self::Members if ahead.starts_with('"') => rest_of_line(),
            Self::Members => 0,
            Self::Mark(mark) => {
                let Some(rest) = ahead.strip_prefix(mark) else { return 0 };
                let rest = rest.trim_start_matches([' ', '\t']);
                let ends = rest.is_empty() || rest.starts_with(['\n', '\r']);
                if ends { ahead.len() - rest.len() } else { 0 }
            }
        }
    }
}
