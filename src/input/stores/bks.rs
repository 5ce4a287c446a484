//! BKS, Bouncy Castle's format, which Android uses. Certificates stand in it as they are.

use super::octets::Octets;
use super::{Store, Stored};
use crate::input::MOST_ENTRIES;
use crate::input::form::Role;

const END: u8 = 0;
const CERTIFICATE: u8 = 1;
const KEY: u8 = 2;
const SECRET: u8 = 3;
const SEALED: u8 = 4;

pub(super) fn open(bytes: &[u8]) -> Option<Store> {
    let mut octets = Octets(bytes);
    octets.number()?;
    // Salt, and how often it is hashed: both for the digest at the end.
    octets.counted()?;
    octets.number()?;
    let mut store = Store::default();
    while store.certificates.len() + store.keys < MOST_ENTRIES {
        match entry(&mut octets, &mut store) {
            Some(END) | None => break,
            Some(_) => {}
        }
    }
    (!store.certificates.is_empty() || store.keys > 0).then_some(store)
}

fn entry(octets: &mut Octets<'_>, store: &mut Store) -> Option<u8> {
    const DATE: usize = 8;
    let kind = octets.byte()?;
    if kind == END {
        return Some(END);
    }
    let alias = octets.text()?;
    octets.take(DATE)?;
    let mut chain = Vec::new();
    for _ in 0..octets.number()?.min(MOST_ENTRIES) {
        chain.push(certificate(octets)?);
    }
    match kind {
        CERTIFICATE => {
            let der = certificate(octets)?;
            store.certificates.push(Stored { der, alias, role: Role::Trusted });
        }
        KEY => {
            // Its kind, its format, its algorithm, and the key itself.
            octets.byte()?;
            octets.text()?;
            octets.text()?;
            octets.counted()?;
            store.keys += 1;
        }
        SECRET | SEALED => {
            octets.counted()?;
            store.keys += 1;
        }
        _ => return None,
    }
    let sent = |der| Stored { der, alias: String::new(), role: Role::Sent };
    store.certificates.extend(chain.into_iter().map(sent));
    Some(kind)
}

fn certificate(octets: &mut Octets<'_>) -> Option<Vec<u8>> {
    octets.text()?;
    octets.counted().map(<[u8]>::to_vec)
}
