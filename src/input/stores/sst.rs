//! The serialised store of Windows: elements of a property, an encoding and a length each.

use super::octets::Octets;
use super::{Store, Stored};
use crate::input::MOST_ENTRIES;
use crate::input::form::Role;

/// The element that is the certificate itself; others are its properties.
const CERTIFICATE: usize = 32;

pub(super) fn open(bytes: &[u8]) -> Option<Store> {
    let mut octets = Octets(bytes.get(8..)?);
    let mut store = Store::default();
    while store.certificates.len() < MOST_ENTRIES {
        let Some(element) = octets.little() else { break };
        let (Some(_encoding), Some(length)) = (octets.little(), octets.little()) else { break };
        let Some(value) = octets.take(length) else { break };
        if element == CERTIFICATE {
            store.certificates.push(Stored { der: value.to_vec(), alias: String::new(), role: Role::Unsaid });
        }
    }
    Some(store)
}
