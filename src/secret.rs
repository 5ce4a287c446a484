//! Where secrets stand in a text: private keys in whatever form, the files that hold them, and passwords in addresses.
//!
//! They are found so that nothing of them is told: not in a report, not in the page, not in a link. To take too much for a
//! secret costs a reader little, so that whatever goes on like a key is taken for a part of it. Time is linear in the text:
//! it is gone through once, letter by letter, with a bounded look ahead.

mod known;
mod letters;
mod shown;

use core::ops::Range;

use crate::order::sort_by_key;
use letters::{Letter, Letters};
pub(crate) use shown::{repeated, shown, withheld};

/// What kind of secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// A private key, or a part of one.
    Key,
    /// A key store: PKCS #12, or one of Java's.
    Store,
    /// Text in base64 that has a secret in it, perhaps among other things.
    Wrapped,
    /// The user name and password of an address.
    Credentials,
}

/// A stretch of text that is secret.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Secret {
    pub kind: Kind,
    /// Where it begins, in bytes.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
}

/// The secrets of a text, in order.
pub(crate) fn find(text: &str) -> Vec<Secret> {
    /// Base64 in base64 in base64 is met in the wild; more is not.
    const LAYERS: usize = 3;
    within(text, LAYERS)
}

/// The same where some stretches, in order, are known to be certificates and nothing else: if there is nothing beside them, there is
/// nothing. A file of trust anchors is hardly anything but certificates.
pub(crate) fn find_beside(text: &str, certificates: &[Range<usize>]) -> Vec<Secret> {
    /// What it takes to be worth while.
    const MANY: usize = 4;
    if certificates.len() >= MANY {
        let mut others = String::new();
        let mut at = 0;
        for stretch in certificates {
            others.push_str(text.get(at..stretch.start).unwrap_or_default());
            at = stretch.end;
        }
        others.push_str(text.get(at..).unwrap_or_default());
        if find(&others).is_empty() {
            return Vec::new();
        }
    }
    find(text)
}

/// Whether the octets of a file begin as a private key does that is no DER.
pub(crate) fn is_key_file(bytes: &[u8]) -> bool {
    matches!(known::beginning(bytes.get(..known::HEAD).unwrap_or(bytes)), Some((Kind::Key, None)))
}

/// The same as numbers: start and end in UTF-16 code units, and the kind.
#[cfg(any(target_arch = "wasm32", test))]
pub(crate) fn in_utf16(text: &str) -> Vec<u32> {
    let (mut at, mut units) = (0, 0_usize);
    let mut count = |end: usize| {
        units += text.get(at..end).unwrap_or_default().chars().map(char::len_utf16).sum::<usize>();
        at = end;
        u32::try_from(units).unwrap_or(u32::MAX)
    };
    let number = |kind| match kind {
        Kind::Key => 0,
        Kind::Store => 1,
        Kind::Wrapped => 2,
        Kind::Credentials => 3,
    };
    find(text).into_iter().flat_map(|one| [count(one.start), count(one.end), number(one.kind)]).collect()
}

fn within(text: &str, layers: usize) -> Vec<Secret> {
    let mut finder = Finder::new(text, layers);
    finder.run();
    finder.finish()
}

/// Letters of a label such as `RSA PRIVATE KEY`, from BEGIN or END on.
const LONGEST_LABEL: usize = 64;
/// How far a key may be interrupted, in letters: by a prefix of each line, by headers. Further under a label than without.
const GAP_UNDER_LABEL: usize = 400;
const GAP: usize = 100;
/// Fewer characters in a row are taken for a word.
const SHORTEST: usize = 16;

/// A shorter run before a colon or period is a name; of a longer one enough could be known.
const SHORTEST_NAMED: usize = 12;
/// How `-----BEGIN CERTIFICATE` begins in base64.
const CERTIFICATE_IN_BASE64: &[u8] = b"LS0tLS1CRUdJTiBDRVJUSUZJ";

/// BEGIN or END, and where it stands.
#[derive(Clone, Copy)]
struct Edge {
    is_begin: bool,
    start: usize,
    index: usize,
}

/// How the octets of a key are written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Digits {
    Base64,
    Hexadecimal,
    Decimal,
}

/// A secret that is being passed over.
#[derive(Clone, Copy)]
struct Open {
    kind: Kind,
    digits: Digits,
    start: usize,
    /// Where its last part ended: a byte of the text, and a letter.
    end: usize,
    index: usize,
    under_label: bool,
    /// Whether anything of it was met.
    any: bool,
    /// Capitals and digits in it, of which a remark in words has few.
    odd: usize,
    /// Whether its last part was a long one, behind which a short one may stand.
    after_long: bool,
    /// How many digits there are to come, where it says so.
    left: Option<usize>,
    /// How long the groups are that it is written in, where they are shorter than lines are.
    group: Option<usize>,
}

/// Text in base64 that is being decoded.
struct Wrapped {
    start: usize,
    end: usize,
    decoder: Decoder,
}

/// What stands between two runs.
#[derive(Clone, Copy, Default)]
struct Gap {
    colon: bool,
    equals: bool,
    dashes: usize,
    other: bool,
}

impl Gap {
    /// Nothing but what wraps or quotes lines.
    const fn is_blank(self) -> bool {
        !self.colon && !self.other
    }
}

/// A run of base64's characters.
struct Run {
    head: Vec<u8>,
    length: usize,
    start: usize,
    end: usize,
    index: usize,
    digits: usize,
    upper: usize,
    lower: usize,
    hexadecimal: bool,
    decimal: bool,
    dashes: usize,
}

impl Run {
    const HEAD: usize = 64;

    fn new(start: usize, index: usize, head: Vec<u8>) -> Self {
        Self {
            head,
            length: 0,
            start,
            end: start,
            index,
            digits: 0,
            upper: 0,
            lower: 0,
            hexadecimal: true,
            decimal: true,
            dashes: 0,
        }
    }

    fn push(&mut self, letter: Letter) {
        if self.head.len() < Self::HEAD {
            self.head.push(letter.byte);
        }
        self.length += 1;
        self.end = letter.end;
        self.digits += usize::from(letter.byte.is_ascii_digit());
        self.upper += usize::from(letter.byte.is_ascii_uppercase());
        self.lower += usize::from(letter.byte.is_ascii_lowercase());
        self.hexadecimal &= letter.byte.is_ascii_hexdigit();
        self.decimal &= letter.byte.is_ascii_digit();
    }

    /// Whether it could be a line of base64 and is no word.
    fn is_long(&self) -> bool {
        let mixed = self.upper > 1 && self.lower > 1;
        self.length >= 48 || (self.length >= 12 && (mixed || (self.digits > 0 && self.digits < self.length)))
    }
}

struct Finder<'t> {
    text: &'t str,
    layers: usize,
    found: Vec<Secret>,
    /// Members of what may be a JSON Web Key, and whether anything says that it is one.
    members: Vec<Secret>,
    is_jwk: bool,
    open: Option<Open>,
    wrapped: Option<Wrapped>,
    run: Option<Run>,
    /// Where the head of the run before stood: a long log has a million runs.
    spare: Vec<u8>,
    edge: Option<Edge>,
    /// Where `private key` was read that is no label.
    hint: Option<usize>,
    /// Lines of base64 in a row: where they start and end, and the letter they end at.
    chain: Option<(usize, usize, usize)>,
    /// The lines before the END that was read last.
    chain_before_end: Option<(usize, usize, usize)>,
    /// The word that is being read: where it starts, a byte of the text and a letter, and how much of it could be BEGIN or END.
    word: Option<(usize, usize)>,
    word_length: usize,
    /// How much of PRIVATE KEY has been read, and how many letters stood between its words.
    private: usize,
    private_gap: usize,
    /// What stands between two runs.
    gap: Gap,
    /// Whether the last run was the name of a secret member of a JSON Web Key, or of something that holds a key.
    after_member: bool,
    after_key_name: bool,
    /// Whether it was one of the names that OpenSSL prints above the numbers of a key.
    after_printed_name: bool,
}

impl<'t> Finder<'t> {
    fn new(text: &'t str, layers: usize) -> Self {
        Self {
            text,
            layers,
            found: Vec::new(),
            members: Vec::new(),
            is_jwk: false,
            open: None,
            wrapped: None,
            run: None,
            spare: Vec::with_capacity(Run::HEAD),
            edge: None,
            hint: None,
            chain: None,
            chain_before_end: None,
            word: None,
            word_length: 0,
            private: 0,
            private_gap: 0,
            gap: Gap::default(),
            after_member: false,
            after_key_name: false,
            after_printed_name: false,
        }
    }

    fn run(&mut self) {
        let mut letters = Letters::of(self.text);
        let mut index = 0;
        let mut before = b' ';
        while let Some(letter) = letters.next() {
            self.read_word(letter, index, before);
            self.read_run(letter, index, letters);
            if letter.byte == b':' {
                self.read_address(letters);
            }
            before = letter.byte;
            index += 1;
        }
        self.end_run(index, 0);
    }

    fn finish(mut self) -> Vec<Secret> {
        self.close();
        self.unwrap();
        if self.is_jwk {
            self.found.append(&mut self.members);
        }
        self.found.extend(in_xml(self.text));
        sort_by_key(&mut self.found, |secret| (secret.start, secret.end));
        let mut merged: Vec<Secret> = Vec::with_capacity(self.found.len());
        for secret in self.found {
            match merged.last_mut() {
                Some(last) if secret.start < last.end => last.end = last.end.max(secret.end),
                _ => merged.push(secret),
            }
        }
        merged
    }

    /// Looks for BEGIN, END and PRIVATE KEY, however they are set off.
    fn read_word(&mut self, letter: Letter, index: usize, before: u8) {
        let upper = letter.byte.to_ascii_uppercase();
        if before != b'-' && is_sextet(before) {
            self.word_length += 1;
        } else {
            self.word = Some((letter.start, index));
            self.word_length = 0;
        }
        if let Some((start, at)) = self.word {
            let is = |word: &[u8]| word.get(self.word_length) == Some(&upper);
            let last = self.word_length + 1;
            // The first letter tells the two apart.
            let is_begin = self.text.as_bytes().get(start).is_some_and(|first| matches!(first, b'B' | b'b'));
            if !(if is_begin { is(b"BEGIN") } else { is(b"END") }) {
                self.word = None;
            } else if last == if is_begin { 5 } else { 3 } {
                self.word = None;
                if is_begin {
                    self.close();
                }
                self.chain_before_end = self.chain.take().filter(|_| !is_begin);
                self.edge = Some(Edge { is_begin, start, index: at });
            }
        }
        const WORDS: &[u8] = b"PRIVATEKEY";
        if WORDS.get(self.private) == Some(&upper) {
            self.private += 1;
            self.private_gap = 0;
            if self.private == WORDS.len() {
                self.private = 0;
                self.label(letter.end, index);
            }
        } else if self.private == 7 && self.private_gap < 8 && !upper.is_ascii_alphanumeric() {
            self.private_gap += 1;
        } else {
            self.private = usize::from(upper == b'P');
        }
    }

    /// `PRIVATE KEY` was read up to here.
    fn label(&mut self, end: usize, index: usize) {
        let edge = self.edge.take().filter(|edge| index - edge.index <= LONGEST_LABEL);
        // `-----END CERTIFICATE-----", "private_key": "` ends a certificate.
        let edge = edge.filter(|edge| edge.is_begin || !self.is_of_another(edge.start, end));
        match edge {
            Some(edge) if edge.is_begin => {
                self.close();
                self.open = Some(Open {
                    kind: Kind::Key,
                    digits: Digits::Base64,
                    start: before_dashes(self.text, edge.start),
                    end,
                    index,
                    under_label: true,
                    any: false,
                    odd: 0,
                    after_long: false,
                    left: None,
                    group: None,
                });
            }
            Some(edge) => {
                // Words inside a block, as one that stands in the place of a key, are no name of what follows the block.
                self.hint = None;
                let end = after_dashes(self.text, end);
                let open = self.open.take().filter(|open| open.any || open.odd >= 28);
                let bare = self.chain_before_end.take();
                let bare = bare.filter(|(.., last)| edge.index.saturating_sub(*last) <= LONGEST_LABEL);
                if let Some(start) = open.map(|open| open.start).or(bare.map(|(start, ..)| start)) {
                    self.found.push(Secret { kind: Kind::Key, start, end });
                }
            }
            None => self.hint = Some(index),
        }
    }

    /// Whether an END line of something else stands there, closed by its dashes.
    fn is_of_another(&self, start: usize, end: usize) -> bool {
        const CLOSED: &[&str] =
            &["CERTIFICATE--", "REQUEST--", "PUBLIC KEY--", "CRL--", "PARAMETERS--", "PKCS7--"];
        let between = self.text.get(start..end).unwrap_or_default();
        CLOSED.iter().any(|label| between.contains(label))
    }

    fn read_run(&mut self, letter: Letter, index: usize, ahead: Letters<'t>) {
        let dashes = match (&mut self.run, letter.byte) {
            (Some(run), b'-') => {
                run.dashes += 1;
                run.dashes
            }
            (Some(run), _) => {
                run.dashes = 0;
                0
            }
            (None, b'-') => 3,
            (None, _) => 0,
        };
        let belongs = is_sextet(letter.byte) && dashes < 3;
        if !belongs {
            self.end_run(index, letter.byte);
            match letter.byte {
                b'-' => {
                    self.gap.dashes += 1;
                    self.gap.other |= self.gap.dashes > 2;
                }
                b':' => self.gap.colon = true,
                b'=' => self.gap.equals = true,
                b'"' | b'\'' | b',' | b'\\' | b'{' | b'[' | b'|' | b'>' => {}
                blank if blank.is_ascii_whitespace() => {}
                _ => self.gap.other = true,
            }
            return;
        }
        if self.run.is_none() {
            self.begin_run(letter, index, ahead);
        }
        if let Some(run) = &mut self.run {
            run.push(letter);
            if run.length == 24 && self.wrapped.is_none() && self.layers > 0 && is_text(&run.head) {
                let mut decoder = Decoder::default();
                run.head.iter().for_each(|byte| decoder.push(*byte));
                self.wrapped = Some(Wrapped { start: run.start, end: run.end, decoder });
            } else if let Some(wrapped) = &mut self.wrapped {
                wrapped.decoder.push(letter.byte);
            }
        }
    }

    /// A run of base64's characters begins with this letter; `ahead` are those behind it.
    fn begin_run(&mut self, letter: Letter, index: usize, ahead: Letters<'t>) {
        if !self.gap.is_blank() {
            self.unwrap();
        }
        let limit = |open: &Open| if open.under_label { GAP_UNDER_LABEL } else { GAP };
        if self.open.is_some_and(|open| index - open.index > limit(&open)) {
            self.close();
        }
        let mut head = std::mem::take(&mut self.spare);
        head.clear();
        self.run = Some(Run::new(letter.start, index, head));
        if self.open.is_none() {
            self.look_at_digits(letter, index, ahead);
        }
    }

    /// Whether octets written in hexadecimal or decimal digits from here on are a key.
    fn look_at_digits(&mut self, letter: Letter, index: usize, mut ahead: Letters<'t>) {
        let second = ahead.next().map(|letter| letter.byte);
        let third = ahead.next().map(|letter| letter.byte);
        if self.after_printed_name && self.gap.colon && second.is_some() && third == Some(b':') {
            let (digits, _) = hexadecimal(self.text, letter.start);
            if digits.len() > 8 {
                self.open_digits(Kind::Key, Digits::Hexadecimal, letter, index);
            }
            return;
        }
        let read = match (letter.byte, second) {
            (b'3', Some(b'0')) => hexadecimal(self.text, letter.start),
            (b'0', Some(b'x' | b'X')) => hexadecimal(self.text, letter.start),
            (b'4', Some(b'8')) => decimal(self.text, letter.start),
            // As OpenSSH's keys and OpenPGP's secret packets begin.
            (b'6', Some(b'f')) | (b'9', Some(b'4'..=b'7')) | (b'c' | b'C', Some(b'5')) => {
                hexadecimal(self.text, letter.start)
            }
            (b'1', Some(b'1' | b'4' | b'9')) => decimal(self.text, letter.start),
            _ => return,
        };
        let (head, digits) = read;
        let Some((kind, _)) = known::beginning(&head) else { return };
        self.open_digits(kind, digits, letter, index);
    }

    /// A secret in digits begins with this letter.
    fn open_digits(&mut self, kind: Kind, digits: Digits, letter: Letter, index: usize) {
        self.open = Some(Open {
            kind,
            digits,
            start: letter.start,
            end: letter.end,
            index,
            under_label: false,
            any: true,
            odd: 0,
            after_long: false,
            // Offsets and line numbers among the digits would be counted too.
            left: None,
            group: None,
        });
    }

    /// A run ends before this letter; 0 at the end of the text.
    fn end_run(&mut self, index: usize, next: u8) {
        let Some(mut run) = self.run.take() else { return };
        // Dashes that end it belong to what follows.
        while run.head.len() == run.length && run.head.last() == Some(&b'-') {
            run.head.pop();
            run.length -= 1;
        }
        let gap = std::mem::take(&mut self.gap);
        let (blank, assigned) = (gap.is_blank(), !gap.other && (gap.colon || gap.equals));
        let named = self.after_key_name;
        self.read_member(&run, assigned);
        // `ca.crt:` behind the last line of a key is a name. A line that ends a key has nothing of the kind behind it.
        let is_name = run.length < SHORTEST_NAMED && matches!(next, b'.' | b':' | b'_');
        if let Some(wrapped) = self.wrapped.as_mut().filter(|_| !is_name) {
            wrapped.end = run.end;
        }
        // A certificate in base64 is what its own member holds, and no more of the key before it.
        if run.head.starts_with(CERTIFICATE_IN_BASE64) && self.open.is_some_and(|open| open.after_long) {
            self.close();
        }
        if let Some(mut open) = self.open.take() {
            let is_part = match open.digits {
                Digits::Base64 => {
                    let is_group = |group| open.left.map_or(run.length == group, |left| left > 0);
                    run.is_long()
                        || (open.after_long && blank && run.length > 0 && !is_name)
                        || (blank && open.group.is_some_and(is_group))
                }
                Digits::Hexadecimal => run.hexadecimal || run.head.starts_with(b"0x"),
                Digits::Decimal => run.decimal,
            };
            open.odd = open.odd.saturating_add(run.digits + run.upper);
            if is_part {
                open.any = true;
                open.after_long = run.is_long();
                (open.end, open.index) = (run.end, index);
                if open.digits != Digits::Base64 || run.is_long() || open.group.is_some() {
                    open.left = open.left.map(|left| left.saturating_sub(run.length));
                }
            }
            // Groups of four, as some print them: one word each.
            if open.under_label && !open.any && blank {
                open.index = index;
            }
            self.open = Some(open);
            if open.left == Some(0) {
                self.close();
            }
        } else {
            self.look_at(&run, index, assigned, named);
        }
        if run.is_long() || (blank && self.chain.is_some()) {
            let near = self.chain.filter(|(.., last)| run.index.saturating_sub(*last) <= LONGEST_LABEL);
            self.chain = Some((near.map_or(run.start, |(start, ..)| start), run.end, index));
        }
        self.spare = run.head;
    }

    /// Whether a run that belongs to nothing yet begins a secret.
    fn look_at(&mut self, run: &Run, index: usize, assigned: bool, named: bool) {
        let hinted =
            assigned && self.hint.is_some_and(|hint| run.index.saturating_sub(hint) <= LONGEST_LABEL);
        let begins = (0..run.head.len().min(48)).find_map(|at| {
            if at > 0 && run.head.get(at - 1) != Some(&b'/') {
                return None;
            }
            let first = run.head.get(at)?;
            let second = run.head.get(at + 1)?;
            let fits = match first {
                b'M' => matches!(second, b'C'..=b'I'),
                b'b' => *second == b'3',
                b'/' => *second == b'u',
                b'z' => *second == b's',
                b'l' | b'n' | b'x' => true,
                _ => false,
            };
            if !fits {
                return None;
            }
            let head = if run.length - at >= 32 {
                decoded(run.head.get(at..)?.iter().copied())
            } else if run.length - at >= 4 {
                decoded(following(self.text, run, at))
            } else {
                return None;
            };
            known::beginning(&head)
        });
        let begins = match begins {
            // A path names where a key is kept.
            None if run.length >= 24 && run.is_long() && (hinted || named) && !run.head.starts_with(b"/") => {
                Some((Kind::Key, None))
            }
            // PEM in hexadecimal digits: PRIVATE.
            None if run.hexadecimal && run.head.starts_with(b"2d2d2d2d2d") => {
                holds_private(self.text.get(run.start..run.end).unwrap_or_default())
                    .then_some((Kind::Key, None))
            }
            None if run.head.starts_with(b"Private-Lines") => Some((Kind::Key, None)),
            None if run.head.to_ascii_lowercase().starts_with(b"age-secret-key-1") => Some((Kind::Key, None)),
            begins => begins,
        };
        let Some((kind, length)) = begins else { return };
        let digits = length.map(|length| length.div_ceil(3) * 4);
        let open = Open {
            kind,
            digits: Digits::Base64,
            start: run.start,
            end: run.end,
            index,
            under_label: false,
            any: true,
            odd: 0,
            after_long: run.is_long(),
            left: digits.map(|digits| digits.saturating_sub(run.length)),
            group: Some(run.length).filter(|_| !run.is_long()),
        };
        self.open = Some(open);
        if open.left.is_some_and(|left| left < 3) {
            self.close();
        }
    }

    /// Names and values of a JSON Web Key (RFC 7518 §6), and names under which keys are kept.
    fn read_member(&mut self, run: &Run, assigned: bool) {
        let goes_on = self.members.last().is_some_and(|last| {
            let between = self.text.get(last.end..run.start);
            between.is_some_and(|between| !between.is_empty() && between.bytes().all(|byte| byte == b'-'))
        });
        if goes_on || (self.after_member && assigned && run.length >= SHORTEST) {
            // A value of base64url may begin with hyphens.
            let before = self.text.get(..run.start).unwrap_or_default();
            let start = before.trim_end_matches('-').len();
            self.members.push(Secret { kind: Kind::Key, start, end: run.end });
        }
        let name = run.head.as_slice();
        self.after_member = matches!(name, b"d" | b"p" | b"q" | b"dp" | b"dq" | b"qi" | b"k" | b"r" | b"t");
        self.is_jwk |= name == b"kty";
        self.after_printed_name = matches!(
            name,
            b"priv"
                | b"privateExponent"
                | b"prime1"
                | b"prime2"
                | b"exponent1"
                | b"exponent2"
                | b"coefficient"
        );
        const KEY_NAMES: [&[u8]; 11] = [
            b"presharedkey",
            b"tls_key",
            b"tls-key",
            b"tlskey",
            b"ssl_key",
            b"ssl-key",
            b"sslkey",
            b"keydata",
            b"client-key-data",
            b"server_key",
            b"client_key",
        ];
        let is_key_name = if name.eq_ignore_ascii_case(b"key") {
            self.text.as_bytes().get(run.start.wrapping_sub(1)) == Some(&b'.')
        } else {
            KEY_NAMES.iter().any(|known| name.eq_ignore_ascii_case(known))
        };
        self.after_key_name = is_key_name;
    }

    /// What stands before the `@` of an address is nobody's business. `ahead` are the letters behind the colon.
    fn read_address(&mut self, mut ahead: Letters<'t>) {
        const LONGEST: usize = 300;
        let slash = |letter: Option<Letter>| letter.filter(|letter| letter.byte == b'/');
        let Some(start) = slash(ahead.next()).and_then(|_| slash(ahead.next())) else { return };
        for letter in ahead.take(LONGEST) {
            match letter.byte {
                b'@' if letter.start > start.end => {
                    self.found.push(Secret { kind: Kind::Credentials, start: start.end, end: letter.start });
                    return;
                }
                b'/' | b'?' | b'#' | b'"' | b'<' | b'>' | b'@' => return,
                blank if blank.is_ascii_whitespace() => return,
                _ => {}
            }
        }
    }

    /// The secret that was open ends with its last part.
    fn close(&mut self) {
        if let Some(open) = self.open.take().filter(|open| open.any) {
            self.found.push(Secret { kind: open.kind, start: open.start, end: open.end });
        }
    }

    /// Text in base64 ends: it is looked at in turn.
    fn unwrap(&mut self) {
        let Some(wrapped) = self.wrapped.take() else { return };
        let text = String::from_utf8_lossy(&wrapped.decoder.bytes);
        if !within(&text, self.layers.saturating_sub(1)).is_empty() {
            self.found.push(Secret { kind: Kind::Wrapped, start: wrapped.start, end: wrapped.end });
        }
    }
}

/// The secret members of an `RSAKeyValue` or `ECKeyValue` of XML (RFC 4050, .NET), tags being no letters.
fn in_xml(text: &str) -> Vec<Secret> {
    const NAMES: [&str; 7] = ["D", "P", "Q", "DP", "DQ", "InverseQ", "PrivateKey"];
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(begin) = text.get(at..).and_then(|rest| rest.find('<')).map(|from| at + from + 1) {
        at = begin;
        let rest = text.get(begin..).unwrap_or_default();
        let Some(name) =
            NAMES.iter().find(|name| rest.strip_prefix(**name).is_some_and(|rest| rest.starts_with('>')))
        else {
            continue;
        };
        let start = begin + name.len() + 1;
        let value = text.get(start..).unwrap_or_default();
        let length =
            value.bytes().take_while(|byte| sextet(*byte).is_some() || b"= \r\n\t".contains(byte)).count();
        if length >= SHORTEST && value.get(length..).is_some_and(|rest| rest.starts_with("</")) {
            found.push(Secret { kind: Kind::Key, start, end: start + length });
        }
        at = start + length;
    }
    found
}

fn is_dash(letter: char) -> bool {
    matches!(
        letter,
        '-' | ' ' | '\u{a0}' | '\u{ad}' | '\u{2010}'
            ..='\u{2015}' | '\u{2212}' | '\u{fe58}' | '\u{fe63}' | '\u{ff0d}'
    )
}

/// Where the dashes begin that end here.
fn before_dashes(text: &str, end: usize) -> usize {
    let before = text.get(..end).unwrap_or_default();
    let dashes: usize = before.chars().rev().take(16).take_while(|c| is_dash(*c)).map(char::len_utf8).sum();
    let first = before.get(end - dashes..).unwrap_or_default();
    end - first.trim_start().len()
}

/// Where a label's dashes end.
fn after_dashes(text: &str, start: usize) -> usize {
    let after = text.get(start..).unwrap_or_default();
    let block = if after.get(..6).is_some_and(|word| word.eq_ignore_ascii_case(" BLOCK")) { 6 } else { 0 };
    let rest = after.get(block..).unwrap_or_default();
    // The dashes of the next BEGIN are its own.
    let own = rest.strip_prefix("-----").filter(|rest| rest.trim_start_matches('-').starts_with("BEGIN"));
    let dashes = match own {
        Some(_) => 5,
        None => rest.chars().take(16).take_while(|c| is_dash(*c)).map(char::len_utf8).sum::<usize>(),
    };
    start + block + rest.get(..dashes).unwrap_or_default().trim_end().len()
}

/// The value of a character, in base64 or base64url.
const fn sextet(byte: u8) -> Option<u8> {
    match byte {
        b'A'..=b'Z' => Some(byte - b'A'),
        b'a'..=b'z' => Some(byte - b'a' + 26),
        b'0'..=b'9' => Some(byte - b'0' + 52),
        b'+' | b'-' => Some(62),
        b'/' | b'_' => Some(63),
        _ => None,
    }
}

/// Whether a byte is a character of base64, of either alphabet: asked of every letter.
#[inline]
const fn is_sextet(byte: u8) -> bool {
    matches!(byte, b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'+' | b'-' | b'/' | b'_')
}

/// Octets from characters, six bits at a time.
#[derive(Default)]
struct Decoder {
    bytes: Vec<u8>,
    group: u32,
    held: u8,
}

impl Decoder {
    fn push(&mut self, byte: u8) {
        let Some(value) = sextet(byte) else { return };
        self.group = (self.group << 6) | u32::from(value);
        self.held += 1;
        if self.held > 1 {
            let [.., low] = (self.group >> (2 * (4 - self.held))).to_be_bytes();
            self.bytes.push(low);
        }
        if self.held == 4 {
            (self.group, self.held) = (0, 0);
        }
    }
}

fn decoded(characters: impl Iterator<Item = u8>) -> Vec<u8> {
    let mut decoder = Decoder::default();
    characters.take(known::HEAD.div_ceil(3) * 4).for_each(|byte| decoder.push(byte));
    decoder.bytes
}

/// The characters of base64 from a place in a run on, whatever separates them, as many as it takes to know a key by.
fn following<'t>(text: &'t str, run: &Run, at: usize) -> impl Iterator<Item = u8> + 't {
    let letters = Letters::of(text.get(run.start..).unwrap_or_default());
    letters.take(72).map(|letter| letter.byte).filter(|byte| sextet(*byte).is_some()).skip(at)
}

/// Whether base64 begins a text that people can read.
fn is_text(head: &[u8]) -> bool {
    let mut bytes = decoded(head.iter().copied());
    // UTF-16 of ASCII: every other octet is nought, and no letter.
    let noughts = |odd: usize| bytes.iter().skip(odd).step_by(2).all(|byte| *byte == 0);
    if noughts(0) || noughts(1) || bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff") {
        bytes.retain(|byte| !matches!(byte, 0 | 0xfe | 0xff));
    }
    let readable = |byte: &u8| matches!(byte, b'\t' | b'\n' | b'\r' | b' '..=b'~');
    bytes.iter().take(15).all(readable) || bytes.starts_with(b"\xef\xbb\xbf-")
}

/// The first octets that hexadecimal digits write: in one, or with blanks, colons, commas and `0x` between them.
fn hexadecimal(text: &str, start: usize) -> (Vec<u8>, Digits) {
    let mut bytes = Vec::with_capacity(known::HEAD);
    let mut high = None;
    let ahead = text.as_bytes().get(start..).unwrap_or_default();
    let mut rest = ahead.iter().take(8 * known::HEAD).peekable();
    while let Some(byte) = rest.next() {
        let digit = char::from(*byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok());
        match (digit, high) {
            (Some(0), None) if rest.peek().is_some_and(|next| matches!(next, b'x' | b'X')) => {
                rest.next();
            }
            (Some(digit), None) => high = Some(digit),
            (Some(digit), Some(first)) => {
                bytes.push(first << 4 | digit);
                high = None;
            }
            (None, None) if b" :,;\\\"'\n\r\txX".contains(byte) => {}
            (None, _) => break,
        }
        if bytes.len() == known::HEAD {
            break;
        }
    }
    (bytes, Digits::Hexadecimal)
}

/// The first octets of a list of decimal numbers; Java counts from -128.
fn decimal(text: &str, start: usize) -> (Vec<u8>, Digits) {
    let ahead = text.as_bytes().get(start..).unwrap_or_default();
    let ahead = ahead.get(..8 * known::HEAD).unwrap_or(ahead);
    let numbers = || ahead.split(|byte| *byte == b',').take(known::HEAD);
    let byte = |number: &[u8]| {
        let number: i16 = std::str::from_utf8(number).ok()?.trim().parse().ok()?;
        u8::try_from(number).ok().or_else(|| i8::try_from(number).ok().map(i8::cast_unsigned))
    };
    // A few tell whether it is worth while to read on.
    let few: Vec<u8> = numbers().take(10).map_while(byte).collect();
    let bytes = if known::may_begin(&few) { numbers().map_while(byte).collect() } else { few };
    (bytes, Digits::Decimal)
}

/// Whether text in hexadecimal digits holds `PRIVATE`.
fn holds_private(digits: &str) -> bool {
    digits.contains("50524956415445")
}

#[cfg(test)]
mod tests;
