//! The list of logs that somebody trusts, in the form in which Google and Apple publish theirs (log_list v3, JSON).

use sha2::{Digest, Sha256};

use super::from_base64;
use crate::fault::Time;

/// What its publisher says of a log.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum State {
    /// It is not trusted yet.
    Pending,
    /// It is trusted: qualified or usable.
    Usable,
    /// It is trusted, and takes nothing more.
    ReadOnly,
    /// It is trusted for what it promised before.
    Retired(Time),
    /// It is not trusted.
    Rejected,
}

/// A log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Log {
    /// SHA-256 of its key.
    pub id: [u8; 32],
    /// Its key, a SubjectPublicKeyInfo.
    pub spki: Vec<u8>,
    pub name: String,
    pub operator: String,
    pub state: State,
    /// It is of RFC 6962, rather than one that serves tiles.
    pub is_rfc6962: bool,
}

/// A list of logs.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct LogList {
    pub logs: Vec<Log>,
    /// When it was published.
    pub published: Option<Time>,
}

/// More logs than these are not read; there are some hundred.
const MOST: usize = 2_000;
/// Octets of a list; those that are published have about a hundred thousand.
const LONGEST: usize = 4_000_000;

impl LogList {
    /// Reads a list; `None` where it holds no log.
    pub(crate) fn read(json: &str) -> Option<Self> {
        if json.len() > LONGEST {
            return None;
        }
        let mut reading = Reading::default();
        walk(json, &mut |path, event| reading.take(path, &event))?;
        reading.finish_operator();
        (!reading.list.logs.is_empty()).then_some(reading.list)
    }

    /// The log of an id.
    pub(crate) fn find(&self, id: &[u8; 32]) -> Option<&Log> {
        self.logs.iter().find(|log| log.id == *id)
    }
}

/// What is gathered of the operator and the log that are being read.
#[derive(Default)]
struct Reading {
    list: LogList,
    operator: String,
    /// Logs of this operator begin here: its name may come after them.
    first_of_operator: usize,
    key: Option<Vec<u8>>,
    name: String,
    state: Option<State>,
}

impl Reading {
    fn take(&mut self, path: &[String], event: &Event<'_>) {
        let path: Vec<&str> = path.iter().map(String::as_str).collect();
        match (path.as_slice(), event) {
            (["log_list_timestamp"], Event::Text(time)) => self.list.published = Time::parse(time),
            (["operators"], Event::Closed) => self.finish_operator(),
            (["operators", "name"], Event::Text(name)) => self.operator = (*name).to_owned(),
            (["operators", "logs" | "tiled_logs", "key"], Event::Text(key)) => self.key = from_base64(key),
            (["operators", "logs" | "tiled_logs", "description"], Event::Text(name)) => {
                self.name = (*name).to_owned();
            }
            (["operators", "logs" | "tiled_logs", "state", state], Event::Opened) => {
                self.state = Some(match *state {
                    "qualified" | "usable" => State::Usable,
                    "readonly" => State::ReadOnly,
                    // Until its day is read: before all.
                    "retired" => State::Retired(Time(0)),
                    "rejected" => State::Rejected,
                    _ => State::Pending,
                });
            }
            (["operators", "logs" | "tiled_logs", "state", "retired", "timestamp"], Event::Text(time)) => {
                self.state = Time::parse(time).map(State::Retired).or(self.state);
            }
            (["operators", kind @ ("logs" | "tiled_logs")], Event::Closed) => {
                self.finish_log(*kind == "logs")
            }
            _ => {}
        }
    }

    fn finish_log(&mut self, is_rfc6962: bool) {
        let (key, name, state) = (self.key.take(), core::mem::take(&mut self.name), self.state.take());
        if let Some(spki) = key.filter(|_| self.list.logs.len() < MOST) {
            self.list.logs.push(Log {
                id: Sha256::digest(&spki).into(),
                spki,
                name,
                operator: String::new(),
                state: state.unwrap_or(State::Pending),
                is_rfc6962,
            });
        }
    }

    fn finish_operator(&mut self) {
        let operator = core::mem::take(&mut self.operator);
        for log in self.list.logs.iter_mut().skip(self.first_of_operator) {
            log.operator.clone_from(&operator);
        }
        self.first_of_operator = self.list.logs.len();
    }
}

/// What is met in a text of JSON.
enum Event<'a> {
    /// An object begins.
    Opened,
    /// A text.
    Text(&'a str),
    /// An object ends.
    Closed,
}

/// No list is nested deeper.
const DEEPEST: usize = 16;

/// Goes through JSON, and tells of texts and objects by the names that lead to them; lists have no name of their own. Lenient: what is
/// between is passed over. `None` where it is no JSON object, or is nested too deep.
fn walk(json: &str, each: &mut dyn FnMut(&[String], Event<'_>)) -> Option<()> {
    // The name of the member that is being read, of each object that is open; and whether a list is open within it.
    let mut path: Vec<String> = Vec::new();
    let mut open: Vec<u8> = Vec::new();
    let mut rest = json.trim_start_matches(['\u{feff}', ' ', '\n', '\r', '\t']);
    let mut pending: Option<String> = None;
    if !rest.starts_with('{') {
        return None;
    }
    while let Some((at, byte)) = rest.bytes().enumerate().find(|(_, byte)| b"{}[]\",:".contains(byte)) {
        let after = rest.get(at + 1..)?;
        rest = after;
        match byte {
            b'{' => {
                // The path leads to the object; names of its members come behind.
                each(&path, Event::Opened);
                open.push(byte);
                path.push(String::new());
            }
            b'[' => open.push(byte),
            b'}' => {
                if open.pop() != Some(b'{') {
                    return None;
                }
                path.pop();
                each(&path, Event::Closed);
            }
            b']' if open.pop() != Some(b'[') => return None,
            b':' => {
                let name = pending.take()?;
                *path.last_mut()? = name;
            }
            b'"' => {
                let end = text_end(after)?;
                let text = unescaped(after.get(..end)?);
                rest = after.get(end + 1..)?;
                // Whether it is a name is told by what follows it.
                if rest.trim_start().starts_with(':') && open.last() == Some(&b'{') {
                    pending = Some(text);
                } else {
                    each(&path, Event::Text(&text));
                }
            }
            _ => {}
        }
        if open.len() > DEEPEST {
            return None;
        }
        if open.is_empty() {
            return Some(());
        }
    }
    None
}

/// Where a text ends: its closing quote.
fn text_end(text: &str) -> Option<usize> {
    let mut escaped = false;
    text.bytes().position(|byte| {
        let ends = byte == b'"' && !escaped;
        escaped = byte == b'\\' && !escaped;
        ends
    })
}

/// A text without its escapes; a name has few, and they are of the simple kinds.
fn unescaped(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    let mut letters = text.chars();
    while let Some(letter) = letters.next() {
        if letter != '\\' {
            plain.push(letter);
            continue;
        }
        match letters.next() {
            Some('u') => {
                let digits: String = letters.by_ref().take(4).collect();
                let letter = u32::from_str_radix(&digits, 16).ok().and_then(char::from_u32);
                plain.push(letter.unwrap_or('\u{fffd}'));
            }
            Some('n' | 'r' | 't') => plain.push(' '),
            Some(letter) => plain.push(letter),
            None => {}
        }
    }
    plain
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &str = r#"{
      "version": "61.3", "log_list_timestamp": "2026-06-01T12:54:13Z",
      "operators": [
        { "name": "One \u00e9", "email": ["a@example.com"],
          "logs": [
            { "description": "One \"2026\"", "log_id": "x", "key": "AQID", "mmd": 86400,
              "state": { "usable": { "timestamp": "2024-01-01T00:00:00Z" } },
              "temporal_interval": { "start_inclusive": "2026-01-01T00:00:00Z" } },
            { "description": "Old", "key": "BAUG",
              "state": { "retired": { "timestamp": "2025-01-01T00:00:00Z" } } }
          ],
          "tiled_logs": [{ "description": "Tiles", "key": "BwgJ", "state": { "qualified": {} } }] },
        { "logs": [{ "description": "New", "key": "CgsM", "state": { "pending": {} } }], "tiled_logs": [], "name": "Two" }
      ]
    }"#;

    #[test]
    fn logs_are_read_with_their_operators_and_states() {
        let list = LogList::read(LIST).unwrap();
        assert_eq!(list.published.map(Time::to_iso8601).as_deref(), Some("2026-06-01T12:54:13Z"));
        let told: Vec<_> = list
            .logs
            .iter()
            .map(|log| (log.name.as_str(), log.operator.as_str(), log.state, log.is_rfc6962))
            .collect();
        let retired = State::Retired(Time(1_735_689_600));
        assert_eq!(
            told,
            [
                ("One \"2026\"", "One é", State::Usable, true),
                ("Old", "One é", retired, true),
                ("Tiles", "One é", State::Usable, false),
                ("New", "Two", State::Pending, true),
            ]
        );
        assert_eq!(list.logs[0].id, <[u8; 32]>::from(Sha256::digest([1, 2, 3])));
    }

    #[test]
    fn what_is_no_list_is_none() {
        for text in ["", "[]", "{}", "{\"operators\": []}", "no", "{\"operators\": [{", "}", "{]"] {
            assert_eq!(LogList::read(text), None, "{text}");
        }
        assert_eq!(LogList::read(&"{\"a\":".repeat(100_000)), None);
        for end in 0..LIST.len() - 1 {
            // Whatever is cut off: nothing, and no panic.
            assert_eq!(LogList::read(LIST.get(..end).unwrap_or("")), None, "{end}");
        }
    }
}
