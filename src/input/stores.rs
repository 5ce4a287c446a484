//! Key stores: the certificates in them, with what the store says they are for. Private keys are passed over, sealed as they are.

mod bks;
mod jks;
mod kdf;
mod octets;
mod pkcs12;
mod sst;

use super::form::Role;

/// What was found in a store.
#[derive(Debug, Default)]
pub(super) struct Store {
    pub certificates: Vec<Stored>,
    /// How many private keys were passed over.
    pub keys: usize,
    /// Whether something in it is sealed by a password that is not known.
    pub locked: bool,
}

/// A certificate of a store.
#[derive(Debug)]
pub(super) struct Stored {
    pub der: Vec<u8>,
    /// The name of its entry.
    pub alias: String,
    pub role: Role,
}

/// The kinds of store.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    Pkcs12,
    Jks,
    Jceks,
    Bks,
    Sst,
}

impl Kind {
    /// What it is called.
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Pkcs12 => "PKCS #12",
            Self::Jks => "JKS",
            Self::Jceks => "JCEKS",
            Self::Bks => "BKS",
            Self::Sst => "SST",
        }
    }

    /// The kind of a file, by the bytes it begins with. A PKCS #12 file is DER, and known by its shape.
    pub(super) fn of(bytes: &[u8]) -> Option<Self> {
        match bytes {
            [0xfe, 0xed, 0xfe, 0xed, ..] => Some(Self::Jks),
            [0xce, 0xce, 0xce, 0xce, ..] => Some(Self::Jceks),
            [0, 0, 0, 0, b'C', b'E', b'R', b'T', ..] => Some(Self::Sst),
            // Version 1 or 2, and a salt of twenty octets: what Bouncy Castle writes.
            [0, 0, 0, 1 | 2, 0, 0, 0, 20, ..] => Some(Self::Bks),
            _ => None,
        }
    }
}

/// Opens a store. `passwords` are tried beside those that are in use everywhere.
pub(super) fn open(kind: Kind, bytes: &[u8], passwords: &[String]) -> Option<Store> {
    match kind {
        Kind::Pkcs12 => pkcs12::open(bytes, passwords),
        Kind::Jks | Kind::Jceks => jks::open(bytes),
        Kind::Bks => bks::open(bytes),
        Kind::Sst => sst::open(bytes),
    }
}
