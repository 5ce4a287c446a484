//! Reading a question from JSON or JavaScript values. Tolerant: whatever a field holds, the question can be asked, and
//! a value of a kind that the field does not take becomes a finding.

use core::fmt;

use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error, IgnoredAny, MapAccess, SeqAccess, Visitor};

use super::{Anchors, At, Material, Passwords, Pasted, Piece, Question, fields};

impl<'de> Deserialize<'de> for Question {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(Fields)
    }
}

struct Fields;

impl<'de> Visitor<'de> for Fields {
    type Value = Question;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a question")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Question, A::Error> {
        let mut question = Question::default();
        while let Some(key) = map.next_key::<String>()? {
            if key == "paste" || key == "passwords" {
                match (key.as_str(), map.next_value_seed(AnyPaste { depth: 0 })?) {
                    (_, Pastes::Nothing) => {}
                    ("paste", Pastes::Pieces(pieces)) => question.paste = pieces,
                    ("passwords", Pastes::Pieces(pieces)) if pieces.iter().all(Pasted::is_nameless_text) => {
                        question.passwords =
                            Passwords(pieces.into_iter().filter_map(Pasted::into_text).collect());
                    }
                    ("paste", _) => question.misfits.push("paste"),
                    _ => question.misfits.push("passwords"),
                }
                continue;
            }
            let value = map.next_value_seed(AnyValue { may_be_list: true })?;
            // A name that is none means something even where it holds nothing.
            if value == Value::Nothing && fields::FIELDS.contains(&key.as_str()) {
                continue;
            }
            let misfits = &mut question.misfits;
            match key.as_str() {
                "chain" => question.chain = fitting("chain", value.material(), misfits).unwrap_or_default(),
                "anchors" => {
                    let anchors = fitting("anchors", value.material(), misfits);
                    question.anchors_named = anchors.is_some();
                    question.anchors = anchors.map(Anchors::from).unwrap_or_default();
                }
                "crls" => question.crls = fitting("crls", value.material(), misfits).unwrap_or_default(),
                "ocsp" => question.ocsp = fitting("ocsp", value.material(), misfits).unwrap_or_default(),
                "intermediates" => {
                    question.intermediates =
                        fitting("intermediates", value.material(), misfits).unwrap_or_default();
                }
                "scts" => question.scts = fitting("scts", value.material(), misfits).unwrap_or_default(),
                "ctLogs" => question.ct_logs = fitting("ctLogs", value.text(), misfits),
                "policies" => {
                    question.policies = fitting("policies", value.numbers(), misfits).unwrap_or_default()
                }
                "requireExplicitPolicy" => {
                    question.require_explicit_policy =
                        fitting("requireExplicitPolicy", value.flag(), misfits).unwrap_or_default();
                }
                "inhibitPolicyMapping" => {
                    question.inhibit_policy_mapping =
                        fitting("inhibitPolicyMapping", value.flag(), misfits).unwrap_or_default();
                }
                "inhibitAnyPolicy" => {
                    question.inhibit_any_policy =
                        fitting("inhibitAnyPolicy", value.flag(), misfits).unwrap_or_default();
                }
                "serverName" => question.server_name = fitting("serverName", value.text(), misfits),
                "emailName" => question.email_name = fitting("emailName", value.text(), misfits),
                "at" => question.at = fitting("at", value.moment(), misfits).unwrap_or_default(),
                "purpose" => question.purpose = fitting("purpose", value.text(), misfits),
                "rules" => question.rules = fitting("rules", value.text(), misfits),
                "language" => question.language = fitting("language", value.text(), misfits),
                "clients" => question.clients = fitting("clients", value.names(), misfits).flatten(),
                "outlook" => {
                    question.outlook = fitting("outlook", value.flag(), misfits).unwrap_or_default();
                }
                "warnDays" => question.warn_days = fitting("warnDays", value.days(), misfits),
                "full" => question.full = fitting("full", value.flag(), misfits),
                "errorText" => question.error_text = fitting("errorText", value.text(), misfits),
                unknown => {
                    if question.unknown.len() < MOST_UNKNOWN {
                        question.unknown.push(shown(unknown));
                    }
                }
            }
        }
        Ok(question)
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<Question, E> {
        Ok(no_question())
    }
    fn visit_i64<E: Error>(self, _: i64) -> Result<Question, E> {
        Ok(no_question())
    }
    fn visit_u64<E: Error>(self, _: u64) -> Result<Question, E> {
        Ok(no_question())
    }
    fn visit_f64<E: Error>(self, _: f64) -> Result<Question, E> {
        Ok(no_question())
    }
    fn visit_str<E: Error>(self, _: &str) -> Result<Question, E> {
        Ok(no_question())
    }
    fn visit_bytes<E: Error>(self, _: &[u8]) -> Result<Question, E> {
        Ok(no_question())
    }
    fn visit_unit<E: Error>(self) -> Result<Question, E> {
        Ok(no_question())
    }
    fn visit_none<E: Error>(self) -> Result<Question, E> {
        Ok(no_question())
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Question, A::Error> {
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(no_question())
    }
}

/// More names of fields that are none would not be read.
const MOST_UNKNOWN: usize = 8;

/// The most pieces of a list that are taken, and one more is kept to say that there are: the reading takes a thousand that hold
/// something.
pub(crate) const MOST_LISTED: usize = 100_000;

/// The name of a field as it can be repeated: a name, and not something that was pasted in its place.
fn shown(name: &str) -> String {
    let is_name = name.len() <= 32
        && !name.is_empty()
        && name.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b' '));
    if is_name { name.to_owned() } else { String::from("…") }
}

/// What is asked where the whole is no question.
fn no_question() -> Question {
    Question { misfits: vec!["question"], ..Question::default() }
}

fn fitting<T>(field: &'static str, value: Option<T>, misfits: &mut Vec<&'static str>) -> Option<T> {
    if value.is_none() {
        misfits.push(field);
    }
    value
}

/// A value of a field, at most one list deep, so that reading it is bounded.
#[derive(Debug, PartialEq)]
enum Value {
    Nothing,
    Flag(bool),
    Number(f64),
    One(Piece),
    List(Vec<Piece>),
    Misfit,
}

impl Value {
    fn material(self) -> Option<Material> {
        match self {
            Self::One(piece) => Some(Material(vec![piece])),
            Self::List(pieces) => Some(Material(pieces)),
            Self::Nothing | Self::Number(_) | Self::Flag(_) | Self::Misfit => None,
        }
    }

    fn text(self) -> Option<String> {
        match self {
            Self::One(Piece::Text(text)) => Some(text),
            _ => None,
        }
    }

    fn flag(self) -> Option<bool> {
        match self {
            Self::Flag(flag) => Some(flag),
            _ => None,
        }
    }

    /// A number of days: whole, or cut off as a clock's seconds are.
    fn days(self) -> Option<u32> {
        /// More than any certificate is valid for.
        const MOST: f64 = 100_000.0;
        match self {
            #[expect(clippy::as_conversions, reason = "the range is checked")]
            Self::Number(days) if (0.0..=MOST).contains(&days) => Some(days as u32),
            _ => None,
        }
    }

    /// Names, one or several; `false` for none and `true` for all.
    fn names(self) -> Option<Option<Vec<String>>> {
        let name = |piece| match piece {
            Piece::Text(text) => Some(text),
            _ => None,
        };
        match self {
            Self::Flag(all) => Some((!all).then(Vec::new)),
            Self::One(piece) => name(piece).map(|name| Some(vec![name])),
            Self::List(pieces) => pieces.into_iter().map(name).collect::<Option<_>>().map(Some),
            _ => None,
        }
    }

    /// Dotted numbers, one or several.
    fn numbers(self) -> Option<Vec<String>> {
        const LONGEST: usize = 256;
        let is_dotted = |text: &str| {
            text.len() <= LONGEST
                && text.split('.').all(|arc| !arc.is_empty() && arc.bytes().all(|byte| byte.is_ascii_digit()))
        };
        let number = |piece| match piece {
            Piece::Text(text) => Some(text.trim().to_owned()).filter(|text| is_dotted(text)),
            _ => None,
        };
        match self {
            Self::One(piece) => number(piece).map(|number| vec![number]),
            Self::List(pieces) => pieces.into_iter().map(number).collect(),
            _ => None,
        }
    }

    fn moment(self) -> Option<At> {
        match self {
            Self::Number(seconds) => Some(At::Seconds(seconds)),
            Self::One(Piece::Text(text)) => Some(At::Text(text)),
            _ => None,
        }
    }
}

impl From<Material> for Anchors {
    /// The word `mozilla` stands for the built-in roots; everything else was pasted.
    fn from(Material(pieces): Material) -> Self {
        let is_mozilla = |piece: &Piece| matches!(piece, Piece::Text(text) if text.trim() == "mozilla");
        let mozilla = pieces.iter().any(is_mozilla);
        let pasted: Vec<Piece> = pieces.into_iter().filter(|piece| !is_mozilla(piece)).collect();
        let only_mozilla = mozilla && pasted.is_empty();
        Self { mozilla, pasted: (!only_mozilla).then_some(Material(pasted)) }
    }
}

/// Reads a value of any kind. Lists do not nest.
struct AnyValue {
    may_be_list: bool,
}

impl<'de> DeserializeSeed<'de> for AnyValue {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for AnyValue {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("text, bytes, a list of these, or a number")
    }
    fn visit_bool<E: Error>(self, flag: bool) -> Result<Value, E> {
        Ok(Value::Flag(flag))
    }
    #[expect(clippy::as_conversions, reason = "seconds beyond 2^53 are no time that a certificate has")]
    fn visit_i64<E: Error>(self, number: i64) -> Result<Value, E> {
        Ok(Value::Number(number as f64))
    }
    #[expect(clippy::as_conversions, reason = "seconds beyond 2^53 are no time that a certificate has")]
    fn visit_u64<E: Error>(self, number: u64) -> Result<Value, E> {
        Ok(Value::Number(number as f64))
    }
    fn visit_f64<E: Error>(self, number: f64) -> Result<Value, E> {
        Ok(Value::Number(number))
    }
    fn visit_str<E: Error>(self, text: &str) -> Result<Value, E> {
        self.visit_string(text.to_owned())
    }
    fn visit_string<E: Error>(self, text: String) -> Result<Value, E> {
        Ok(Value::One(Piece::Text(text)))
    }
    fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Value, E> {
        self.visit_byte_buf(bytes.to_vec())
    }
    fn visit_byte_buf<E: Error>(self, bytes: Vec<u8>) -> Result<Value, E> {
        Ok(Value::One(Piece::Bytes(bytes)))
    }
    fn visit_unit<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Nothing)
    }
    fn visit_none<E: Error>(self) -> Result<Value, E> {
        Ok(Value::Nothing)
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Value, A::Error> {
        let mut pieces = Vec::new();
        let mut all_fit = self.may_be_list;
        while all_fit {
            match list.next_element_seed(AnyValue { may_be_list: false })? {
                Some(Value::One(_)) if pieces.len() > MOST_LISTED => {}
                Some(Value::One(piece)) => pieces.push(piece),
                Some(_) => all_fit = false,
                None => return Ok(Value::List(pieces)),
            }
        }
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Value::Misfit)
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Value, A::Error> {
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        Ok(Value::Misfit)
    }
}

impl Pasted {
    fn is_nameless_text(&self) -> bool {
        self.name.is_none() && matches!(self.content, Piece::Text(_))
    }

    fn into_text(self) -> Option<String> {
        match self.content {
            Piece::Text(text) => Some(text),
            _ => None,
        }
    }
}

/// What `paste` or `passwords` holds.
enum Pastes {
    Nothing,
    Pieces(Vec<Pasted>),
    Misfit,
}

/// Reads text, bytes, `{ name, content }`, or a list of these, and no deeper.
#[derive(Clone, Copy)]
struct AnyPaste {
    depth: u8,
}

impl AnyPaste {
    const LIST: u8 = 1;
    const CONTENT: u8 = 2;

    fn one(content: Piece) -> Pastes {
        Pastes::Pieces(vec![Pasted { name: None, content }])
    }
}

impl<'de> DeserializeSeed<'de> for AnyPaste {
    type Value = Pastes;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Pastes, D::Error> {
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for AnyPaste {
    type Value = Pastes;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("text, bytes, or a list of files")
    }
    fn visit_bool<E: Error>(self, _: bool) -> Result<Pastes, E> {
        Ok(Pastes::Misfit)
    }
    fn visit_i64<E: Error>(self, _: i64) -> Result<Pastes, E> {
        Ok(Pastes::Misfit)
    }
    fn visit_u64<E: Error>(self, _: u64) -> Result<Pastes, E> {
        Ok(Pastes::Misfit)
    }
    fn visit_f64<E: Error>(self, _: f64) -> Result<Pastes, E> {
        Ok(Pastes::Misfit)
    }
    fn visit_str<E: Error>(self, text: &str) -> Result<Pastes, E> {
        self.visit_string(text.to_owned())
    }
    fn visit_string<E: Error>(self, text: String) -> Result<Pastes, E> {
        Ok(Self::one(Piece::Text(text)))
    }
    fn visit_bytes<E: Error>(self, bytes: &[u8]) -> Result<Pastes, E> {
        self.visit_byte_buf(bytes.to_vec())
    }
    fn visit_byte_buf<E: Error>(self, bytes: Vec<u8>) -> Result<Pastes, E> {
        Ok(Self::one(Piece::Bytes(bytes)))
    }
    fn visit_unit<E: Error>(self) -> Result<Pastes, E> {
        Ok(Pastes::Nothing)
    }
    fn visit_none<E: Error>(self) -> Result<Pastes, E> {
        Ok(Pastes::Nothing)
    }
    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Pastes, A::Error> {
        let mut pieces = Vec::new();
        let mut all_fit = self.depth < Self::LIST;
        while all_fit {
            match list.next_element_seed(Self { depth: Self::LIST })? {
                Some(Pastes::Pieces(_)) if pieces.len() > MOST_LISTED => {}
                Some(Pastes::Pieces(more)) => pieces.extend(more),
                Some(_) => all_fit = false,
                None => return Ok(Pastes::Pieces(pieces)),
            }
        }
        while list.next_element::<IgnoredAny>()?.is_some() {}
        Ok(Pastes::Misfit)
    }
    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Pastes, A::Error> {
        let (mut name, mut content) = (None, None);
        let mut all_fit = self.depth < Self::CONTENT;
        while all_fit {
            let Some(key) = map.next_key::<String>()? else { break };
            let value = map.next_value_seed(Self { depth: Self::CONTENT })?;
            match (key.as_str(), value) {
                ("name", Pastes::Nothing) => {}
                ("name", Pastes::Pieces(pieces)) => {
                    name = pieces.into_iter().next().and_then(Pasted::into_text);
                    all_fit = name.is_some();
                }
                ("content", Pastes::Pieces(pieces)) => content = pieces.into_iter().next(),
                _ => all_fit = false,
            }
        }
        while map.next_entry::<IgnoredAny, IgnoredAny>()?.is_some() {}
        match content {
            Some(Pasted { content, .. }) if all_fit => Ok(Pastes::Pieces(vec![Pasted { name, content }])),
            _ => Ok(Pastes::Misfit),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(json: &str) -> Question {
        serde_json::from_str(json).unwrap()
    }

    fn text(text: &str) -> Piece {
        Piece::Text(text.to_owned())
    }

    #[test]
    fn chain_and_anchors_are_texts_or_lists_of_them() {
        let question = read(r#"{"chain": "a", "anchors": ["mozilla", "b"], "crls": [], "at": 1780000000.5}"#);
        assert_eq!(question.chain, Material(vec![text("a")]));
        assert_eq!(question.anchors, Anchors { mozilla: true, pasted: Some(Material(vec![text("b")])) });
        assert_eq!(question.crls, Material::default());
        assert_eq!(question.at, At::Seconds(1_780_000_000.5));
        assert!(question.misfits.is_empty());
    }

    #[test]
    fn the_mozilla_roots_are_the_default_and_an_empty_paste_is_none_of_them() {
        let mozilla = Anchors { mozilla: true, pasted: None };
        let nothing = |pieces| Anchors { mozilla: false, pasted: Some(Material(pieces)) };
        for (json, anchors) in [
            ("{}", mozilla.clone()),
            (r#"{"anchors": null}"#, mozilla.clone()),
            (r#"{"anchors": "mozilla"}"#, mozilla),
            (r#"{"anchors": ""}"#, nothing(vec![text("")])),
            (r#"{"anchors": []}"#, nothing(vec![])),
        ] {
            assert_eq!(read(json).anchors, anchors, "{json}");
        }
    }

    #[test]
    fn a_value_of_the_wrong_kind_leaves_the_rest_of_the_question() {
        let wrong = [
            ("chain", r#"[["a"]]"#),
            ("chain", r#"["a", 1, "b"]"#),
            ("anchors", "true"),
            ("crls", r#"{"type": "Buffer", "data": [1, 2]}"#),
            ("serverName", "17"),
            ("at", "[]"),
            ("at", "{}"),
            ("purpose", "false"),
            ("rules", r#"["cabf"]"#),
            ("language", "0"),
            ("errorText", "{}"),
        ];
        for (field, value) in wrong {
            let question = read(&format!(r#"{{"{field}": {value}, "unheardOf": [{{}}]}}"#));
            let unknown = vec![String::from("unheardOf")];
            assert_eq!(
                question,
                Question { misfits: vec![field], unknown, ..Question::default() },
                "{field}: {value}"
            );
        }
    }

    #[test]
    fn a_paste_is_text_or_files_with_names() {
        let one =
            |name: Option<&str>, content| Pasted { name: name.map(str::to_owned), content: text(content) };
        for (json, pieces) in [
            (r#"{"paste": "a"}"#, vec![one(None, "a")]),
            (r#"{"paste": ["a", "b"]}"#, vec![one(None, "a"), one(None, "b")]),
            (r#"{"paste": {"name": "x.pem", "content": "a"}}"#, vec![one(Some("x.pem"), "a")]),
            (r#"{"paste": [{"content": "a", "name": null}, "b"]}"#, vec![one(None, "a"), one(None, "b")]),
            (r#"{"paste": null}"#, vec![]),
        ] {
            assert_eq!(read(json).paste, pieces, "{json}");
            assert!(read(json).misfits.is_empty(), "{json}");
        }
        for json in [
            r#"{"paste": 1}"#,
            r#"{"paste": [["a"]]}"#,
            r#"{"paste": [{"name": "x"}]}"#,
            r#"{"paste": [{"name": 1, "content": "a"}]}"#,
            r#"{"paste": [{"content": {"content": "a"}}]}"#,
            r#"{"paste": [{"content": ["a"]}]}"#,
        ] {
            assert_eq!(read(json).misfits, ["paste"], "{json}");
            assert!(read(json).paste.is_empty(), "{json}");
        }
    }

    #[test]
    fn passwords_are_texts_and_leave_no_trace() {
        let question = read(r#"{"passwords": ["hunter2", "changeit"]}"#);
        assert_eq!(question.passwords, Passwords(vec!["hunter2".to_owned(), "changeit".to_owned()]));
        assert!(!format!("{question:?}").contains("hunter2"));
        for json in [
            r#"{"passwords": [1]}"#,
            r#"{"passwords": 5}"#,
            r#"{"passwords": [{"name": "a", "content": "b"}]}"#,
        ] {
            assert_eq!(read(json).misfits, ["passwords"], "{json}");
        }
    }

    #[test]
    fn clients_are_named_or_left_out() {
        let named = |json: &str| read(json).clients;
        assert_eq!(named(r#"{"clients": false}"#), Some(vec![]));
        assert_eq!(named(r#"{"clients": ["go", "curl"]}"#), Some(vec!["go".to_owned(), "curl".to_owned()]));
        assert_eq!((named("{}"), named(r#"{"clients": true}"#)), (None, None));
        assert_eq!(read(r#"{"clients": 1}"#).misfits, ["clients"]);
    }

    #[test]
    fn a_field_that_is_not_heard_is_told() {
        let question = read(r#"{"servername": "a.example", "scts": ["1.2.3"], "ocsp": null, "host": null}"#);
        // Every field of the contract is heard.
        assert_eq!(question.unknown, ["servername", "host"]);
        for field in fields::FIELDS {
            assert!(read(&format!(r#"{{"{field}": "x"}}"#)).unknown.is_empty(), "{field}");
        }
        let key = "MIIEvQIBADANBgkqhkiG9w0BAQEFAASCBKcwggSjAgEAAoIBAQ";
        assert_eq!(read(&format!(r#"{{"{key}": 1}}"#)).unknown, ["…"]);
    }

    #[test]
    fn what_is_no_question_at_all_can_be_asked_too() {
        for json in ["null", "true", "1", "-1", "1.5", r#""text""#, "[]", r#"[{"chain": "a"}, 1]"#] {
            assert_eq!(read(json).misfits, ["question"], "{json}");
        }
    }
}
