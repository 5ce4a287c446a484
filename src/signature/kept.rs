//! Signatures that were found right, kept from one question to the next.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use super::algorithm::Check;
use super::memo::Claim;

/// How many are kept in each of two generations.
const MOST: usize = 4096;

/// What CAs signed for CAs and was found right: servers come and go, the few certificates above them come in every chain.
///
/// Only what is right is kept: whoever pastes what is wrong gains nothing by it, and a claim is a SHA-256 over the key, the
/// message and the signature, so that none can pass for another. Bounded: when one generation is full, what was not
/// asked for since the last time is let go.
#[derive(Clone, Default)]
pub(crate) struct KeptSignatures(Arc<Mutex<Generations>>);

#[derive(Default)]
struct Generations {
    young: BTreeMap<Claim, Check>,
    old: BTreeMap<Claim, Check>,
}

impl KeptSignatures {
    /// Whether this one was found right before.
    pub(super) fn has(&self, claim: &Claim) -> bool {
        let mut kept = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if kept.young.contains_key(claim) {
            return true;
        }
        let is_old = kept.old.contains_key(claim);
        if is_old {
            kept.add(*claim);
        }
        is_old
    }

    /// Keeps one that was found right.
    pub(super) fn add(&self, claim: Claim) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).add(claim);
    }
}

impl Generations {
    fn add(&mut self, claim: Claim) {
        if self.young.len() >= MOST {
            self.old = std::mem::take(&mut self.young);
        }
        self.young.insert(claim, Check::Valid);
    }
}

impl core::fmt::Debug for KeptSignatures {
    fn fmt(&self, f: &mut core::fmt::Formatter<'_>) -> core::fmt::Result {
        f.write_str("KeptSignatures")
    }
}

#[cfg(test)]
mod tests {
    #[cfg(target_arch = "wasm32")]
    use wasm_bindgen_test::wasm_bindgen_test as test;

    use super::*;

    fn numbered(number: usize) -> Claim {
        std::array::from_fn(|place| if place < 4 { (number >> (8 * place)) as u8 } else { 0 })
    }

    #[test]
    fn what_is_asked_for_stays_and_the_rest_is_let_go() {
        let kept = KeptSignatures::default();
        for number in 0..10 * MOST {
            kept.add(numbered(number));
            assert!(kept.has(&numbered(0)), "{number}");
        }
        assert!(!kept.has(&numbered(1)) && kept.has(&numbered(10 * MOST - 1)));
        let held = kept.0.lock().unwrap();
        assert!(held.young.len() + held.old.len() <= 2 * MOST);
    }
}
