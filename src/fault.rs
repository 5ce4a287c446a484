//! What can be wrong, declared once each: code, place, severity by rule set, clause, evidence, texts and reference.
//!
//! `declare_fault!` makes one type a fault, whose fields are its evidence. The table of all of them, and with it
//! [`Fault`] and [`Code`], stands in [`rules`](crate::rules).

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use crate::rules::{Code, Fault};
use crate::terms::{Language, RuleSet};

/// How much a finding weighs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The chain is not trusted because of it.
    Error,
    /// A document forbids it, or some clients refuse it; the verdict does not depend on it.
    Warning,
    /// Worth knowing.
    Note,
}

/// The kind of place a fault is declared for; what [`Place`] a finding of it bears.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PlaceKind {
    /// One certificate.
    Certificate,
    /// A subject and its issuer, or the issuer that was not found.
    Link,
    /// A whole certification path.
    Path,
    /// Lines of the pasted text.
    Input,
    /// A field of the question.
    Request,
    /// The set of trust anchors.
    Anchors,
}

/// Where a finding is: the certificate, link, path, text or field that it names.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// A certificate of the question.
    Certificate(CertificateId),
    /// A link: the subject, and the issuer where one was found.
    Link {
        /// The certificate that was signed.
        subject: CertificateId,
        /// The certificate whose key should have signed it; `None` where none was found.
        issuer: Option<CertificateId>,
    },
    /// The path with this index in the report.
    Path(usize),
    /// A stretch of a pasted text.
    Input {
        /// The field of the question that the text was pasted into.
        field: InputField,
        /// Where in it; `None` where it is about the whole field.
        source: Option<Source>,
    },
    /// A field of the question itself, by its wire name.
    Request(&'static str),
    /// The trust anchors as a set.
    Anchors,
}

impl Place {
    /// The piece of pasted material, where the place is in one.
    pub(crate) fn piece(&self) -> Option<usize> {
        match self {
            Self::Input { source, .. } => source.map(|source| source.piece),
            _ => None,
        }
    }

    /// The lines, where the place is in a text.
    pub(crate) fn span(&self) -> Option<Span> {
        match self {
            Self::Input { source, .. } => source.and_then(|source| source.span),
            _ => None,
        }
    }
}

/// Index of a certificate in the bag that holds what was sent and the anchors that matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CertificateId(pub usize);

/// The fields of the question that hold pasted material.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
#[cfg_attr(feature = "typescript", derive(ts_rs::TS))]
#[serde(rename_all = "lowercase")]
pub enum InputField {
    /// What the server sends.
    Chain,
    /// The trust anchors.
    Anchors,
    /// Certificate revocation lists.
    Crls,
    /// OCSP responses.
    Ocsp,
    /// What was pasted to be sorted.
    Paste,
}

/// Where something stands in pasted material.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Source {
    /// Index of the piece of material.
    pub piece: usize,
    /// The lines, where the piece is text.
    pub span: Option<Span>,
}

/// A stretch of pasted text; lines and columns count from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Span {
    /// First line.
    pub line: u32,
    /// Column in the first line, in characters.
    pub column: u32,
    /// Last line, inclusive.
    pub end_line: u32,
}

/// One piece of evidence, in the form that both the wire and the texts want.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// Nothing known; texts show a dash.
    Nothing,
    /// Text as it stands in the certificate or the question.
    Text(String),
    /// A list of such texts.
    Texts(Listed),
    /// A count.
    Number(i64),
    /// A moment, Unix seconds; ISO 8601 on the wire.
    Time(i64),
    /// Yes or no.
    Flag(bool),
    /// A number of whole days.
    Days(i64),
    /// A term with words of its own in each language; the token on the wire.
    Phrase(Phrase),
    /// The same, put together.
    Words(Words),
}

/// A list that may be long: what is told of it, and how many more there are.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listed {
    /// The first of them.
    pub texts: Vec<String>,
    /// How many were left out.
    pub more: usize,
}

/// The most items of a list that a finding keeps. A certificate can have a hundred thousand names, and a finding is kept for each
/// path.
pub(crate) const MOST_LISTED: usize = 100;

impl Listed {
    /// How many there are, told or not.
    pub fn count(&self) -> usize {
        self.texts.len().saturating_add(self.more)
    }

    /// One more at the end.
    pub fn push(&mut self, text: impl FnOnce() -> String) {
        if self.texts.len() < MOST_LISTED {
            self.texts.push(text());
        } else {
            self.more = self.more.saturating_add(1);
        }
    }
}

impl core::ops::Deref for Listed {
    type Target = [String];

    fn deref(&self) -> &[String] {
        &self.texts
    }
}

impl FromIterator<String> for Listed {
    fn from_iter<I: IntoIterator<Item = String>>(texts: I) -> Self {
        let mut texts = texts.into_iter();
        let listed = texts.by_ref().take(MOST_LISTED).collect();
        Self { texts: listed, more: texts.count() }
    }
}

/// One of a few things that can be the case: a stable token for programs, and words that fit into a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Phrase {
    /// The stable name.
    pub token: &'static str,
    /// In English.
    pub en: &'static str,
    /// In Simplified Chinese.
    pub zh: &'static str,
}

/// Something with words of its own in each language that were put together: a token for programs, and the words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Words {
    /// The stable name.
    pub token: String,
    /// In English.
    pub en: String,
    /// In Simplified Chinese.
    pub zh: String,
}

/// A number of whole days.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Days(pub i64);

/// What a type must do to be a field of a fault's evidence.
pub trait ToValue {
    /// What TypeScript calls it.
    #[cfg(feature = "typescript")]
    const TYPE: &'static str;
    /// Whether it may be `null`.
    #[cfg(feature = "typescript")]
    const MAY_BE_NULL: bool = false;
    /// The value for the wire and for the texts.
    fn to_value(&self) -> Value;
}

impl ToValue for String {
    #[cfg(feature = "typescript")]
    const TYPE: &'static str = "string";
    fn to_value(&self) -> Value {
        Value::Text(self.clone())
    }
}
impl ToValue for &'static str {
    #[cfg(feature = "typescript")]
    const TYPE: &'static str = "string";
    fn to_value(&self) -> Value {
        Value::Text((*self).to_owned())
    }
}
impl ToValue for Vec<String> {
    #[cfg(feature = "typescript")]
    const TYPE: &'static str = "Array<string>";
    fn to_value(&self) -> Value {
        Value::Texts(self.iter().cloned().collect())
    }
}
impl ToValue for Listed {
    #[cfg(feature = "typescript")]
    const TYPE: &'static str = "Array<string>";
    fn to_value(&self) -> Value {
        Value::Texts(self.clone())
    }
}
impl ToValue for i64 {
    #[cfg(feature = "typescript")]
    const TYPE: &'static str = "number";
    fn to_value(&self) -> Value {
        Value::Number(*self)
    }
}
impl ToValue for u32 {
    #[cfg(feature = "typescript")]
    const TYPE: &'static str = "number";
    fn to_value(&self) -> Value {
        Value::Number(i64::from(*self))
    }
}
impl ToValue for usize {
    #[cfg(feature = "typescript")]
    const TYPE: &'static str = "number";
    fn to_value(&self) -> Value {
        Value::Number(i64::try_from(*self).unwrap_or(i64::MAX))
    }
}
impl ToValue for Days {
    #[cfg(feature = "typescript")]
    const TYPE: &'static str = "number";
    fn to_value(&self) -> Value {
        Value::Days(self.0)
    }
}
impl ToValue for Phrase {
    #[cfg(feature = "typescript")]
    const TYPE: &'static str = "string";
    fn to_value(&self) -> Value {
        Value::Phrase(*self)
    }
}
impl ToValue for Words {
    #[cfg(feature = "typescript")]
    const TYPE: &'static str = "string";
    fn to_value(&self) -> Value {
        Value::Words(self.clone())
    }
}
impl ToValue for bool {
    #[cfg(feature = "typescript")]
    const TYPE: &'static str = "boolean";
    fn to_value(&self) -> Value {
        Value::Flag(*self)
    }
}
impl ToValue for Time {
    #[cfg(feature = "typescript")]
    const TYPE: &'static str = "string";
    fn to_value(&self) -> Value {
        Value::Time(self.0)
    }
}
impl<T: ToValue> ToValue for Option<T> {
    #[cfg(feature = "typescript")]
    const TYPE: &'static str = T::TYPE;
    #[cfg(feature = "typescript")]
    const MAY_BE_NULL: bool = true;
    fn to_value(&self) -> Value {
        self.as_ref().map_or(Value::Nothing, ToValue::to_value)
    }
}

/// A moment in Unix seconds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Time(pub i64);

/// What a fault says in one language. `{placeholders}` name evidence fields, or what the place gives:
/// `{certificate}` for a certificate; `{subject}` and `{issuer}` for a link. `{field?one|# many}` chooses a form by a number
/// or by the length of a list; `#` stands for the number.
#[derive(Clone, Copy, Debug)]
pub struct Text {
    /// A few words, no full stop.
    pub title: &'static str,
    /// One to three sentences with names and numbers.
    pub message: &'static str,
}

/// A fault's page in the code reference, in one language. Never part of a report, so never part of the wasm.
#[derive(Clone, Copy, Debug)]
pub struct Reference {
    /// What it means.
    pub meaning: &'static str,
    /// Why verifiers care.
    pub reason: &'static str,
    /// How it comes about.
    pub cause: &'static str,
    /// How to mend it.
    pub mending: &'static str,
    /// Which verifiers differ, and how.
    pub verifiers: &'static str,
}

/// Everything that is declared about a fault beside its evidence.
#[derive(Clone, Copy, Debug)]
pub struct Declaration {
    /// The stable wire name.
    pub code: &'static str,
    /// The kind of place it is found at.
    pub place: PlaceKind,
    /// The clause that is enforced.
    pub clause: &'static str,
    /// Severity under the `default`, `rfc5280` and `cabf` rules.
    pub severity: [Severity; 3],
    /// Names of the evidence fields, as in Rust.
    pub fields: &'static [&'static str],
    /// What TypeScript calls their types, and whether they may be `null`.
    #[cfg(feature = "typescript")]
    pub types: &'static [(&'static str, bool)],
    /// What it says in English.
    pub en: Text,
    /// What it says in Simplified Chinese.
    pub zh: Text,
    /// Reference page in English and in Simplified Chinese; not in WebAssembly.
    // A constant that is used in part is kept in whole: these words would be a twentieth of what a visitor downloads.
    #[cfg(not(target_arch = "wasm32"))]
    pub reference: [Reference; 2],
}

impl Declaration {
    /// The severity under a set of rules.
    pub fn severity(&self, rules: RuleSet) -> Severity {
        let [default, rfc5280, cabf] = self.severity;
        match rules {
            RuleSet::Default => default,
            RuleSet::Rfc5280 => rfc5280,
            RuleSet::Cabf => cabf,
        }
    }

    /// The texts in a language.
    pub fn text(&self, language: Language) -> &Text {
        match language {
            Language::English => &self.en,
            Language::Chinese => &self.zh,
        }
    }
}

/// A fault's evidence, tied to its declaration.
pub trait Evidence {
    /// What was declared.
    const DECLARATION: Declaration;
    /// The evidence, by field name.
    fn values(&self) -> Vec<(&'static str, Value)>;
}

/// A fault at a place.
#[derive(Clone, Debug, PartialEq)]
pub struct Finding {
    /// What, with its evidence; shared, since a finding is repeated on every path that it is on.
    pub fault: Arc<Fault>,
    /// Where.
    pub place: Place,
    /// What the context makes of it under the `default`, `rfc5280` and `cabf` rules, where that is lighter than declared
    /// (a fault of the trust anchor, or of a path beside the best one).
    pub limits: [Severity; 3],
}

impl Finding {
    /// A fault found at a place, with the severity that was declared for it.
    pub fn new(place: Place, fault: impl Into<Fault>) -> Self {
        Self { fault: Arc::new(fault.into()), place, limits: [Severity::Error; 3] }
    }

    /// A fault of one certificate.
    pub fn on(certificate: CertificateId, fault: impl Into<Fault>) -> Self {
        Self::new(Place::Certificate(certificate), fault)
    }

    /// A fault of a link.
    pub fn between(
        subject: CertificateId,
        issuer: impl Into<Option<CertificateId>>,
        fault: impl Into<Fault>,
    ) -> Self {
        Self::new(Place::Link { subject, issuer: issuer.into() }, fault)
    }

    /// The same finding, weighing no more than this.
    #[must_use]
    pub fn at_most(self, severity: Severity) -> Self {
        self.limited([severity; 3])
    }

    /// The same finding, weighing no more than this under the `default`, `rfc5280` and `cabf` rules.
    #[must_use]
    pub fn limited(mut self, limits: [Severity; 3]) -> Self {
        for (limit, other) in self.limits.iter_mut().zip(limits) {
            *limit = (*limit).max(other);
        }
        self
    }

    /// Its code.
    pub fn code(&self) -> Code {
        self.fault.code()
    }

    /// Its severity under a set of rules.
    pub fn severity(&self, rules: RuleSet) -> Severity {
        let [default, rfc5280, cabf] = self.limits;
        let limit = match rules {
            RuleSet::Default => default,
            RuleSet::Rfc5280 => rfc5280,
            RuleSet::Cabf => cabf,
        };
        self.fault.declaration().severity(rules).max(limit)
    }

    /// Whether it makes the path untrusted under these rules.
    pub fn is_error(&self, rules: RuleSet) -> bool {
        self.severity(rules) == Severity::Error
    }
}

/// Whether every `{placeholder}` of a text is one of `fields` or is given by the place. Runs when compiling.
#[expect(clippy::indexing_slicing, reason = "runs when compiling; every index is bounded by the loop")]
pub const fn placeholders_are_known(text: &str, fields: &[&str], place: PlaceKind) -> bool {
    let bytes = text.as_bytes();
    let mut i = 0;
    while i < bytes.len() {
        if bytes[i] == b'{' {
            let start = i + 1;
            let mut end = start;
            while end < bytes.len() && bytes[end] != b'}' {
                end += 1;
            }
            // `{field?one|many}`: the name ends at the question mark.
            let mut name_end = start;
            while name_end < end && bytes[name_end] != b'?' {
                name_end += 1;
            }
            if end == bytes.len() || !is_known(bytes, start, name_end, fields, place) {
                return false;
            }
            i = end;
        } else if bytes[i] == b'}' {
            return false;
        }
        i += 1;
    }
    true
}

const fn is_known(text: &[u8], start: usize, end: usize, fields: &[&str], place: PlaceKind) -> bool {
    let given: &[&str] = match place {
        PlaceKind::Certificate => &["certificate"],
        PlaceKind::Link => &["subject", "issuer"],
        PlaceKind::Path | PlaceKind::Input | PlaceKind::Request | PlaceKind::Anchors => &[],
    };
    contains(given, text, start, end) || contains(fields, text, start, end)
}

#[expect(clippy::indexing_slicing, reason = "runs when compiling; every index is bounded by the loop")]
const fn contains(names: &[&str], text: &[u8], start: usize, end: usize) -> bool {
    let mut n = 0;
    while n < names.len() {
        let name = names[n].as_bytes();
        if name.len() == end - start {
            let mut i = 0;
            while i < name.len() && name[i] == text[start + i] {
                i += 1;
            }
            if i == name.len() {
                return true;
            }
        }
        n += 1;
    }
    false
}

/// Declares one fault: see the files under `rules/` for the form. Placeholders are checked when compiling.
macro_rules! declare_fault {
    (
        $(#[$doc:meta])*
        $name:ident = $code:literal at $place:ident, $clause:literal,
        default $default:ident, rfc5280 $rfc5280:ident, cabf $cabf:ident
        { $( $(#[$field_doc:meta])* $field:ident : $kind:ty ),* $(,)? }
        en { title: $en_title:literal, message: $en_message:literal $(,)? }
        zh { title: $zh_title:literal, message: $zh_message:literal $(,)? }
        reference en {
            meaning: $en_meaning:literal, reason: $en_reason:literal, cause: $en_cause:literal,
            mending: $en_mending:literal, verifiers: $en_verifiers:literal $(,)?
        }
        reference zh {
            meaning: $zh_meaning:literal, reason: $zh_reason:literal, cause: $zh_cause:literal,
            mending: $zh_mending:literal, verifiers: $zh_verifiers:literal $(,)?
        }
    ) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq)]
        pub struct $name { $( $(#[$field_doc])* pub $field: $kind, )* }

        impl $crate::fault::Evidence for $name {
            const DECLARATION: $crate::fault::Declaration = $crate::fault::Declaration {
                code: $code,
                place: $crate::fault::PlaceKind::$place,
                clause: $clause,
                severity: [
                    $crate::fault::Severity::$default,
                    $crate::fault::Severity::$rfc5280,
                    $crate::fault::Severity::$cabf,
                ],
                fields: &[$(stringify!($field)),*],
                #[cfg(feature = "typescript")]
                types: &[$((<$kind as $crate::fault::ToValue>::TYPE, <$kind as $crate::fault::ToValue>::MAY_BE_NULL)),*],
                en: $crate::fault::Text { title: $en_title, message: $en_message },
                zh: $crate::fault::Text { title: $zh_title, message: $zh_message },
                #[cfg(not(target_arch = "wasm32"))]
                reference: [
                    $crate::fault::Reference {
                        meaning: $en_meaning, reason: $en_reason, cause: $en_cause,
                        mending: $en_mending, verifiers: $en_verifiers,
                    },
                    $crate::fault::Reference {
                        meaning: $zh_meaning, reason: $zh_reason, cause: $zh_cause,
                        mending: $zh_mending, verifiers: $zh_verifiers,
                    },
                ],
            };

            fn values(&self) -> Vec<(&'static str, $crate::fault::Value)> {
                vec![$( (stringify!($field), $crate::fault::ToValue::to_value(&self.$field)) ),*]
            }
        }

        const _: () = {
            let fields: &[&str] = &[$(stringify!($field)),*];
            let place = $crate::fault::PlaceKind::$place;
            assert!($crate::fault::placeholders_are_known($en_title, fields, place), "unknown placeholder in the English title");
            assert!($crate::fault::placeholders_are_known($en_message, fields, place), "unknown placeholder in the English message");
            assert!($crate::fault::placeholders_are_known($zh_title, fields, place), "unknown placeholder in the Chinese title");
            assert!($crate::fault::placeholders_are_known($zh_message, fields, place), "unknown placeholder in the Chinese message");
        };
    };
}
pub(crate) use declare_fault;
