//! A trust store as a client reads it, and the state it is in.

use std::fs;
use std::io::ErrorKind;
use std::path::Path;

use chainwhy::question::{Anchors, At, Material, Piece, Question};

use super::machine::Machine;

/// Where a client takes its anchors from, and what made it so.
#[derive(Clone, Debug, Default)]
pub struct Store {
    /// `SSL_CERT_FILE`, `certifi 2024.8.30`, `compiled in` …
    pub chosen_by: String,
    pub places: Vec<Source>,
    /// The Mozilla roots are built into the program.
    pub built_in: bool,
}

/// A file or a folder of the machine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Source {
    File(String),
    /// Looked up by the hash of the subject, as OpenSSL does: files of other names are not found.
    Hashed(String),
    /// Every file of it is read, as Go does.
    Folder(String),
}

/// What is in a store.
#[derive(Debug, Default)]
pub struct Contents {
    pub places: Vec<Place>,
    pub anchors: usize,
    /// The day of the Mozilla list that it was made from, where it says so.
    pub mozilla_as_of: Option<String>,
    /// What was read, to judge by.
    pub material: Vec<Piece>,
    pub built_in: bool,
}

#[derive(Debug)]
pub struct Place {
    pub shown: String,
    pub state: State,
    pub anchors: usize,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    Good,
    Missing,
    Unreadable(String),
    /// There, and not one certificate was found in it.
    Empty,
    /// A folder of certificates, none under the name that OpenSSL looks for.
    NotHashed,
    NotAFolder,
    NotAFile,
}

impl State {
    pub fn token(&self) -> &'static str {
        match self {
            Self::Good => "good",
            Self::Missing => "missing",
            Self::Unreadable(_) => "unreadable",
            Self::Empty => "empty",
            Self::NotHashed => "not-hashed",
            Self::NotAFolder => "not-a-folder",
            Self::NotAFile => "not-a-file",
        }
    }

    pub fn words(&self, zh: bool) -> String {
        let (en, chinese) = match self {
            Self::Good => ("read", "可读"),
            Self::Missing => ("does not exist", "不存在"),
            Self::Unreadable(why) => {
                return if zh { format!("无法读取：{why}") } else { format!("cannot be read: {why}") };
            }
            Self::Empty => ("holds no certificate", "没有证书"),
            Self::NotHashed => (
                "holds certificates, but none under a hashed name: run `openssl rehash` on it",
                "有证书，但文件名未按散列命名：对它运行 `openssl rehash`",
            ),
            Self::NotAFolder => ("is a file, where a folder is wanted", "是文件，而此处需要目录"),
            Self::NotAFile => ("is a folder, where a file is wanted", "是目录，而此处需要文件"),
        };
        (if zh { chinese } else { en }).to_owned()
    }
}

impl Contents {
    /// Nothing at all can be trusted with it, or a place that was named for it is not there.
    pub fn is_broken(&self) -> bool {
        self.anchors == 0
    }
}

/// Reads a store.
pub fn read(machine: &Machine, store: &Store) -> Contents {
    let mut contents = Contents { built_in: store.built_in, ..Contents::default() };
    for source in &store.places {
        let (path, outcome) = match source {
            Source::File(path) => (path, read_file(machine, path)),
            Source::Hashed(path) => (path, read_folder(machine, path, true)),
            Source::Folder(path) => (path, read_folder(machine, path, false)),
        };
        let place = match outcome {
            Ok(pieces) => {
                let anchors = count(&pieces, false);
                contents.mozilla_as_of =
                    contents.mozilla_as_of.take().or_else(|| pieces.iter().find_map(as_of));
                contents.material.extend(pieces);
                let state = if anchors == 0 { State::Empty } else { State::Good };
                Place { shown: path.clone(), state, anchors }
            }
            Err(state) => Place { shown: path.clone(), state, anchors: 0 },
        };
        contents.places.push(place);
    }
    contents.anchors = count(&contents.material, contents.built_in);
    contents
}

fn read_file(machine: &Machine, path: &str) -> Result<Vec<Piece>, State> {
    let place = machine.path(path);
    if place.is_dir() {
        return Err(State::NotAFile);
    }
    read_bytes(&place).map(|bytes| vec![Piece::Bytes(bytes)])
}

fn read_bytes(place: &Path) -> Result<Vec<u8>, State> {
    // Links in another machine's file system lead out of it; what they mean there stands below its root.
    match fs::metadata(place) {
        Ok(_) => crate::input::read(place).map_err(|failure| State::Unreadable(failure.message)),
        Err(error) if error.kind() == ErrorKind::NotFound => Err(State::Missing),
        Err(error) => Err(State::Unreadable(crate::input::reason(&error))),
    }
}

fn read_folder(machine: &Machine, path: &str, hashed: bool) -> Result<Vec<Piece>, State> {
    let place = machine.path(path);
    match fs::metadata(&place) {
        Ok(found) if !found.is_dir() => return Err(State::NotAFolder),
        Ok(_) => {}
        Err(error) if error.kind() == ErrorKind::NotFound => return Err(State::Missing),
        Err(error) => return Err(State::Unreadable(crate::input::reason(&error))),
    }
    let names = machine.names(path);
    let wanted: Vec<&String> = names.iter().filter(|name| !hashed || is_hash(name)).collect();
    let pieces: Vec<Piece> =
        wanted.iter().filter_map(|name| read_bytes(&place.join(name)).ok()).map(Piece::Bytes).collect();
    if hashed && pieces.is_empty() {
        let others: Vec<Piece> = names
            .iter()
            .take(64)
            .filter_map(|name| read_bytes(&place.join(name)).ok())
            .map(Piece::Bytes)
            .collect();
        return Err(if count(&others, false) > 0 { State::NotHashed } else { State::Empty });
    }
    Ok(pieces)
}

/// `5ed36f99.0`: the hash that OpenSSL looks a subject up by.
fn is_hash(name: &str) -> bool {
    name.split_once('.').is_some_and(|(hash, number)| {
        hash.len() == 8
            && hash.bytes().all(|octet| octet.is_ascii_hexdigit())
            && !number.is_empty()
            && number.bytes().all(|octet| octet.is_ascii_digit())
    })
}

/// How many anchors there are, each counted once.
fn count(pieces: &[Piece], built_in: bool) -> usize {
    let question = Question {
        anchors: Anchors { mozilla: built_in, pasted: Some(Material(pieces.to_vec())) },
        anchors_named: true,
        at: At::Seconds(0.0),
        ..Question::default()
    };
    chainwhy::explain(&question).anchors.count
}

/// The day that the maker of a bundle wrote into it.
fn as_of(piece: &Piece) -> Option<String> {
    let Piece::Bytes(bytes) = piece else { return None };
    let head = String::from_utf8_lossy(bytes.get(..bytes.len().min(4096)).unwrap_or_default()).into_owned();
    let line = head.lines().find(|line| line.contains("Certificate data from Mozilla"))?;
    let (_, day) = line.split_once(": ")?;
    Some(day.chars().filter(|one| !one.is_control()).take(40).collect())
}
