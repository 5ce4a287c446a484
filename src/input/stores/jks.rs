//! JKS and JCEKS, Java's own formats. Certificates stand in them as they are; only private and secret keys are sealed.

use super::octets::Octets;
use super::{Store, Stored};
use crate::input::MOST_ENTRIES;
use crate::input::form::Role;

const PRIVATE_KEY: usize = 1;
const TRUSTED_CERTIFICATE: usize = 2;

pub(super) fn open(bytes: &[u8]) -> Option<Store> {
    let mut octets = Octets(bytes.get(4..)?);
    let version = octets.number()?;
    if !matches!(version, 1 | 2) {
        return None;
    }
    let count = octets.number()?;
    let mut store = Store::default();
    for _ in 0..count.min(MOST_ENTRIES) {
        if entry(&mut octets, version, &mut store).is_none() {
            break;
        }
    }
    if count > 0 && store.certificates.is_empty() && store.keys == 0 { None } else { Some(store) }
}

fn entry(octets: &mut Octets<'_>, version: usize, store: &mut Store) -> Option<()> {
    const DATE: usize = 8;
    let tag = octets.number()?;
    let alias = octets.text()?;
    octets.take(DATE)?;
    match tag {
        PRIVATE_KEY => {
            store.keys += 1;
            octets.counted()?;
            for _ in 0..octets.number()?.min(MOST_ENTRIES) {
                let der = certificate(octets, version)?;
                store.certificates.push(Stored { der, alias: alias.clone(), role: Role::Sent });
            }
        }
        TRUSTED_CERTIFICATE => {
            let der = certificate(octets, version)?;
            store.certificates.push(Stored { der, alias, role: Role::Trusted });
        }
        // A secret key is a serialised object, whose length is told nowhere: what follows it cannot be found.
        _ => return None,
    }
    Some(())
}

fn certificate(octets: &mut Octets<'_>, version: usize) -> Option<Vec<u8>> {
    // The kind of certificate: X.509.
    if version == 2 {
        octets.text()?;
    }
    octets.counted().map(<[u8]>::to_vec)
}
