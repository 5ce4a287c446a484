//! What a handshake listing says was sent: subjects and issuers, in order, as clients print them beside or instead of PEM.

use super::Around;
use crate::fault::InputField;
use crate::order::sort_by_key;

/// A server sends a few certificates; longer listings are of something else.
const MOST_LISTED: usize = 64;
/// Names longer than this are no names.
const LONGEST_NAME: usize = 1024;

/// What one handshake showed.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Listing {
    /// The field of the question, and the index of the piece that it stands in.
    pub field: InputField,
    pub piece: usize,
    /// First and last line.
    pub lines: [u32; 2],
    /// Whose words they are.
    pub form: Form,
    /// In the order in which they were sent.
    pub certificates: Vec<Listed>,
}

/// A certificate of which a listing gives the names.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Listed {
    pub subject: ListedName,
    pub issuer: ListedName,
}

/// The programs whose listings are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    OpenSsl,
    GnuTls,
    Keytool,
    JavaDebug,
}

/// A name as a program prints it: which program, and in which order, does not matter to its values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct ListedName {
    /// Type and value, as printed.
    attributes: Vec<(String, String)>,
}

impl ListedName {
    /// Reads `C = US, O = Example`, `/C=US/O=Example`, `CN=Example, C=US`, `CN="Example, Inc."` and their like.
    fn read(text: &str) -> Self {
        let text = text.trim();
        let text = text.get(..LONGEST_NAME).unwrap_or(text);
        let mut starts: Vec<(usize, usize)> = Vec::new();
        let mut quoted = false;
        let mut escaped = false;
        let mut may_start = true;
        for (at, character) in text.char_indices() {
            if may_start
                && !quoted
                && let Some(length) = attribute_type(text.get(at..).unwrap_or_default())
            {
                starts.push((at, at + length));
            }
            may_start =
                !escaped && matches!(character, ',' | '/' | '+' | ';') || may_start && character == ' ';
            quoted ^= character == '"' && !escaped;
            escaped = character == '\\' && !escaped;
        }
        let ends = starts.iter().skip(1).map(|(start, _)| *start).chain([text.len()]);
        let attributes = starts.iter().zip(ends).map(|((start, value), end)| {
            let kind = text.get(*start..*value).unwrap_or_default().trim_end_matches(['=', ' ']);
            let value = text.get(*value..end).unwrap_or_default();
            (kind.to_owned(), unquoted(value))
        });
        Self { attributes: attributes.collect() }
    }

    /// The values without case, order and spaces, by which it is compared with the name in a certificate.
    pub(crate) fn key(&self) -> Vec<String> {
        key(self.attributes.iter().map(|(_, value)| value.as_str()))
    }

    /// What a person would call the bearer.
    pub(crate) fn label(&self) -> String {
        let of = |kinds: &[&str]| {
            self.attributes
                .iter()
                .rev()
                .find(|(kind, _)| kinds.contains(&kind.as_str()))
                .map(|(_, value)| value)
        };
        let label = of(&["CN", "commonName"]).or_else(|| of(&["OU", "O"])).or_else(|| of(&[]));
        label.map(|label| label.trim().to_owned()).unwrap_or_default()
    }
}

/// Values as they are compared: folded, in an order of their own.
pub(crate) fn key<'t>(values: impl Iterator<Item = &'t str>) -> Vec<String> {
    let fold = |value: &str| {
        let words = value.split_whitespace().map(str::to_lowercase);
        words.collect::<Vec<_>>().join(" ")
    };
    let mut key: Vec<String> = values.map(fold).collect();
    sort_by_key(&mut key, Clone::clone);
    key
}

/// The length of `CN=`, `CN = ` or `1.2.840.113549.1.9.1=` at the beginning of a text.
fn attribute_type(text: &str) -> Option<usize> {
    const LONGEST: usize = 40;
    let kind =
        text.bytes().take(LONGEST).take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'.').count();
    if kind == 0 {
        return None;
    }
    let rest = text.get(kind..)?;
    let sign =
        rest.strip_prefix('=').or_else(|| rest.strip_prefix(" = ").or_else(|| rest.strip_prefix(" =")))?;
    Some(text.len() - sign.len())
}

/// A value without what separates it from the next, quotes, and the escapes of RFC 4514 and OpenSSL.
fn unquoted(value: &str) -> String {
    let value = value.trim_end_matches([' ', ',', '/', '+', ';']).trim_start_matches(' ');
    let value = value.strip_prefix('"').and_then(|value| value.strip_suffix('"')).unwrap_or(value);
    if !value.contains('\\') {
        return value.to_owned();
    }
    let mut bytes = Vec::with_capacity(value.len());
    let mut rest = value.as_bytes();
    let hex = |digits: &[u8]| {
        std::str::from_utf8(digits).ok().and_then(|digits| u8::from_str_radix(digits, 16).ok())
    };
    while let Some((byte, after)) = rest.split_first() {
        rest = after;
        if *byte != b'\\' {
            bytes.push(*byte);
            continue;
        }
        // `\xC3`, `\C3`, or the character itself.
        let digits = after.strip_prefix(b"x").unwrap_or(after);
        if let Some(byte) = digits.get(..2).and_then(hex) {
            bytes.push(byte);
            rest = digits.get(2..).unwrap_or_default();
        } else if let Some((character, after)) = after.split_first() {
            bytes.push(*character);
            rest = after;
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The listing that a text holds, the first if there are several: a paste is about one connection.
pub(super) fn read(around: &Around, field: InputField) -> Option<Listing> {
    let mut listing: Option<Listing> = None;
    let mut pending: Option<Pending> = None;
    // Java logs every certificate that it trusts in the same form: only what it was sent counts.
    let mut sent_to_java = false;
    const JAVA: &str = "server Certificate handshake message";
    // Each line of a long log is not asked in vain.
    let has_java = around.text.contains(JAVA);
    for (line, number) in around.text.lines().zip(1_u32..) {
        let line = line.trim();
        if has_java && line.contains(JAVA) || line.starts_with("*** Certificate chain") {
            sent_to_java = true;
        } else if line.starts_with("javax.net.ssl|") || line == "***" {
            sent_to_java = false;
        }
        let count = listing.as_ref().map_or(0, |listing| listing.certificates.len());
        if let Some((form, index)) = begins(line, sent_to_java, count) {
            // A second listing begins again at the first certificate.
            if listing.as_ref().is_some_and(|listing| listing.form != form || index != count) {
                break;
            }
            pending = Some(Pending { form, first: number, subject: None, issuer: None });
        }
        let Some(open) = &mut pending else { continue };
        open.take_names(line);
        if let (Some(subject), Some(issuer)) = (open.subject.take_if(|_| open.issuer.is_some()), &open.issuer)
        {
            let (form, lines) = (open.form, [open.first, number]);
            let listed = Listed { subject, issuer: issuer.clone() };
            let listing = listing.get_or_insert(Listing {
                field,
                piece: around.piece,
                lines,
                form,
                certificates: Vec::new(),
            });
            let [first, _] = listing.lines;
            listing.lines = [first, number];
            if listing.certificates.len() < MOST_LISTED {
                listing.certificates.push(listed);
            }
            pending = None;
        }
    }
    listing
}

/// A certificate whose names are being read.
struct Pending {
    form: Form,
    first: u32,
    subject: Option<ListedName>,
    issuer: Option<ListedName>,
}

/// Whether a certificate begins on this line, and the how manieth it is.
fn begins(line: &str, sent_to_java: bool, count: usize) -> Option<(Form, usize)> {
    let number = |text: &str| text.trim().parse::<usize>().ok().filter(|number| *number < MOST_LISTED);
    // At its very beginning alone, so that a long log is not searched to the end of each line.
    let behind = (0..=2).find(|at| line.get(*at..).is_some_and(|rest| rest.starts_with(" s:")));
    if let Some(index) = behind.and_then(|at| line.get(..at)) {
        return Some((Form::OpenSsl, number(index)?));
    }
    if let Some((index, rest)) = line.strip_prefix("- Certificate[").and_then(|rest| rest.split_once(']')) {
        return rest.starts_with(" info").then_some((Form::GnuTls, number(index)?));
    }
    if let Some(index) = line.strip_prefix("Certificate #") {
        return Some((Form::Keytool, number(index.trim_end_matches(':'))?));
    }
    if sent_to_java {
        let old = line.strip_prefix("chain [").and_then(|rest| rest.split_once(']'));
        if let Some((index, _)) = old {
            return Some((Form::JavaDebug, number(index)?));
        }
        if line.starts_with("\"certificate\"") {
            return Some((Form::JavaDebug, count));
        }
    }
    None
}

impl Pending {
    /// Takes the names that a line gives.
    fn take_names(&mut self, line: &str) {
        let after = |marks: &[&str]| {
            marks.iter().find_map(|mark| line.strip_prefix(mark)).map(|name| {
                // Java's new form puts names in quotation marks.
                let name = name.trim_end_matches(',');
                ListedName::read(
                    name.strip_prefix('"').and_then(|name| name.strip_suffix('"')).unwrap_or(name),
                )
            })
        };
        let (subject, issuer) = match self.form {
            Form::OpenSsl => (line.split_once(" s:").map(|(_, name)| ListedName::read(name)), after(&["i:"])),
            Form::GnuTls => {
                let quoted = |mark: &str| {
                    let (_, rest) = line.split_once(mark)?;
                    rest.split_once('\'').map(|(name, _)| ListedName::read(name))
                };
                (quoted("subject `"), quoted("issuer `"))
            }
            Form::Keytool => (after(&["Owner: "]), after(&["Issuer: "])),
            Form::JavaDebug => (
                after(&["Subject: ", "\"subject\"            : ", "\"subject\" : "]),
                after(&["Issuer: ", "\"issuer\"             : ", "\"issuer\" : "]),
            ),
        };
        self.subject = subject.or(self.subject.take());
        self.issuer = issuer.or(self.issuer.take());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn listed(text: &str) -> Option<(Form, Vec<(String, String)>)> {
        let listing = read(&Around { piece: 0, text: text.to_owned() }, InputField::Chain)?;
        let names = listing.certificates.iter().map(|one| (one.subject.label(), one.issuer.label()));
        Some((listing.form, names.collect()))
    }

    fn pair(subject: &str, issuer: &str) -> (String, String) {
        (subject.to_owned(), issuer.to_owned())
    }

    #[test]
    fn names_are_read_however_they_are_printed() {
        let key = |text: &str| ListedName::read(text).key();
        let wanted = key("C = US, O = \"Example, Inc.\", CN = Example Root");
        assert_eq!(wanted, ["example root", "example, inc.", "us"]);
        for text in [
            "/C=US/O=Example, Inc./CN=Example Root",
            "C=US, O=\"Example, Inc.\", CN=Example Root",
            "CN=Example Root,O=Example\\, Inc.,C=US",
            "CN=Example  root, O=\"Example, Inc.\", C=US",
            "C = US + O = \"Example, Inc.\", CN = Example Root ",
        ] {
            assert_eq!(key(text), wanted, "{text}");
        }
        assert_eq!(key("CN = B\\C3\\BCro"), ["büro"]);
        assert_eq!(key("/CN=B\\xC3\\xBCro"), ["büro"]);
        assert_eq!(key("CN=http://x/y, O=a/b"), ["a/b", "http://x/y"]);
        assert_eq!(key(""), Vec::<String>::new());
    }

    #[test]
    fn listings_of_each_program_are_read() {
        let cases = [
            (Form::OpenSsl, " 0 s:CN = a\n   i:CN = b\n   a:PKEY: x\n 1 s:/CN=b\n   i:/CN=c\n---\n"),
            (
                Form::GnuTls,
                "- Certificate[0] info:\n - subject `CN=a', issuer `CN=b', serial 0x1\n\
                 - Certificate[1] info:\n - subject `CN=b', issuer `CN=c', serial 0x1\n",
            ),
            (
                Form::Keytool,
                "Certificate #0\n====\nOwner: CN=a\nIssuer: CN=b\nSerial number: 1\n\nCertificate #1\n===\nOwner: CN=b\nIssuer: CN=c\n",
            ),
            (
                Form::JavaDebug,
                "javax.net.ssl|DEBUG|10|main|Consuming server Certificate handshake message (\n\"Certificates\": [\n\
                 \"certificate\" : {\n  \"issuer\"             : \"CN=b\",\n  \"subject\"            : \"CN=a\",\n}\n\
                 \"certificate\" : {\n  \"issuer\"             : \"CN=c\",\n  \"subject\"            : \"CN=b\",\n}\n)\n\
                 javax.net.ssl|DEBUG|trust\n\"certificate\" : {\n \"issuer\" : \"CN=d\",\n \"subject\" : \"CN=d\"\n",
            ),
            (
                Form::JavaDebug,
                "*** Certificate chain\nchain [0] = [\n[\n  Version: V3\n  Subject: CN=a\n  Issuer: CN=b\n]\nchain [1] = [\n  Subject: CN=b\n  Issuer: CN=c\n***\n",
            ),
        ];
        for (form, text) in cases {
            assert_eq!(listed(text), Some((form, vec![pair("a", "b"), pair("b", "c")])), "{text}");
        }
        for text in [
            "",
            "hello",
            "the 3 s:x",
            "Certificate[1]:\nOwner: CN=a\nIssuer: CN=a\n",
            "chain [0]\nSubject: CN=a\nIssuer: CN=b",
        ] {
            assert_eq!(listed(text), None, "{text}");
        }
    }
}
