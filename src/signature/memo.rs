//! Each signature is verified once, and only so many of them.

use std::collections::BTreeMap;
use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

use rustls_pki_types::{AlgorithmIdentifier, InvalidSignature, SignatureVerificationAlgorithm};
use sha2::{Digest as _, Sha256};

use super::algorithm::{Algorithm, Check, Computation};
use super::{KeptSignatures, Outcome};
use crate::work::{MOST_STEPS, Work};

/// What has been found out about signatures, and how many more may be worked out.
///
/// Signatures that were worked out before cost no budget. The lock is never contended; it is there because webpki wants
/// algorithms that could be shared between threads.
pub(crate) struct SignatureMemo {
    shared: Arc<Mutex<Remembered>>,
    algorithms: Vec<MemoisedAlgorithm>,
    work: Arc<Work>,
}

/// A certificate by its SHA-256 and a public key by its own: what one says of the signature of the other, without hashing
/// again what was signed. Every client asks, and a certificate may have megabytes.
pub(crate) type LinkKey = ([u8; 32], [u8; 32]);

/// Octets of a message that are hashed in one step.
const OCTETS_A_STEP: usize = 4;
/// What it takes to look for a signature among those that were worked out.
const STEPS_A_SIGNATURE: usize = 200;

/// Signatures of CRLs and OCSP responses that one question may cost. Large CAs have 128 shards, of which a certificate wants one;
/// what is not wanted is not verified.
const MAX_LIST_SIGNATURES: usize = 256;

struct Remembered {
    limit: usize,
    exhausted: bool,
    /// How many signatures of CRLs and OCSP responses may still be worked out.
    lists_left: usize,
    checks: BTreeMap<Claim, Check>,
    links: BTreeMap<LinkKey, Outcome>,
    /// What other questions found right; none where a question stands alone.
    kept: Option<KeptSignatures>,
    /// Whether what is found right now is kept for others.
    keeping: bool,
}

/// The claim that a key signed a message, as one SHA-256 over all of it, so that a claim takes 32 octets however long the
/// key and the signature that somebody pasted.
pub(super) type Claim = [u8; 32];

/// The message stands in a claim by its `digest`: the one that was signed where the scheme signs a digest, SHA-512 where it
/// doesn't. Whoever finds two messages of one digest has broken the signature as well.
fn claim(computation: Computation, key: &[u8], digest: &[u8], signature: &[u8]) -> Claim {
    let mut hasher = Sha256::new();
    hasher.update(computation.tag());
    for part in [key, digest, signature] {
        // Lengths stand between the parts, or a key could borrow its last octet from the digest.
        hasher.update(part.len().to_le_bytes());
        hasher.update(part);
    }
    hasher.finalize().into()
}

impl SignatureMemo {
    /// A memo that works out at most `limit` signatures.
    pub(crate) fn new(limit: usize) -> Self {
        let shared = Arc::new(Mutex::new(Remembered {
            limit,
            exhausted: false,
            lists_left: MAX_LIST_SIGNATURES,
            checks: BTreeMap::new(),
            links: BTreeMap::new(),
            kept: None,
            keeping: false,
        }));
        Self::sharing(shared, Arc::new(Work::new(MOST_STEPS)))
    }

    /// The same memo, which also believes what other questions found right, and tells them what CAs signed for CAs. What a
    /// question may cost is counted as without: its answer is the same.
    pub(crate) fn with(self, kept: &KeptSignatures) -> Self {
        lock(&self.shared).kept = Some(kept.clone());
        self
    }

    /// Another handle to the same memo.
    pub(crate) fn handle(&self) -> Self {
        Self::sharing(Arc::clone(&self.shared), Arc::clone(&self.work))
    }

    /// Does work on CRLs and OCSP responses, whose signatures have a budget of their own: however many there are, the path keeps its.
    pub(crate) fn on_lists<T>(&self, work: impl FnOnce() -> T) -> T {
        let (limit, exhausted, before) = {
            let mut remembered = lock(&self.shared);
            let before = remembered.checks.len();
            let kept = (remembered.limit, remembered.exhausted, before);
            remembered.limit = before.saturating_add(remembered.lists_left);
            kept
        };
        let result = work();
        let mut remembered = lock(&self.shared);
        let spent = remembered.checks.len().saturating_sub(before);
        remembered.lists_left = remembered.lists_left.saturating_sub(spent);
        remembered.limit = limit.saturating_add(spent);
        remembered.exhausted = exhausted;
        result
    }

    fn sharing(shared: Arc<Mutex<Remembered>>, work: Arc<Work>) -> Self {
        let algorithms = Algorithm::all()
            .iter()
            .map(|algorithm| MemoisedAlgorithm { algorithm, shared: Arc::clone(&shared) })
            .collect();
        Self { shared, algorithms, work }
    }

    /// The budget of steps of the question that this memo is for.
    pub(crate) fn work(&self) -> &Work {
        &self.work
    }

    /// What a key says of the signature of a certificate, of a CA or not: as remembered, or as it is worked out now.
    pub(crate) fn link(&self, key: LinkKey, is_ca: bool, work_out: impl FnOnce() -> Outcome) -> Outcome {
        {
            let mut remembered = lock(&self.shared);
            if let Some(known) = remembered.links.get(&key) {
                return *known;
            }
            remembered.keeping = is_ca;
        }
        let outcome = work_out();
        // That there was no budget is remembered too: there will be none for it later either.
        let mut remembered = lock(&self.shared);
        remembered.keeping = false;
        remembered.links.insert(key, outcome);
        outcome
    }

    /// The algorithms for webpki, each answering from this memo. When the budget is gone every new signature is invalid
    /// to webpki, which has no word for it: ask [`exhausted`](Self::exhausted) before believing a rejection.
    pub(crate) fn algorithms(&self) -> Vec<&dyn SignatureVerificationAlgorithm> {
        self.algorithms.iter().map(|algorithm| -> &dyn SignatureVerificationAlgorithm { algorithm }).collect()
    }

    /// How many signatures were worked out.
    #[cfg(test)]
    pub(crate) fn computed(&self) -> usize {
        lock(&self.shared).checks.len()
    }

    /// Whether a signature was left undecided because the budget was gone.
    pub(crate) fn exhausted(&self) -> bool {
        lock(&self.shared).exhausted
    }

    /// Verifies, or remembers; `None` when the budget is gone.
    pub(super) fn check(
        &self,
        computation: Computation,
        key: &[u8],
        message: &[u8],
        signature: &[u8],
    ) -> Option<Check> {
        let octets = message.len().saturating_add(key.len()).saturating_add(signature.len());
        if !self.work.spend(STEPS_A_SIGNATURE + octets / OCTETS_A_STEP) {
            lock(&self.shared).exhausted = true;
            return None;
        }
        check(&self.shared, Some(&self.work), computation, key, message, signature)
    }
}

impl fmt::Debug for SignatureMemo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SignatureMemo")
    }
}

fn lock(shared: &Mutex<Remembered>) -> std::sync::MutexGuard<'_, Remembered> {
    // A panic while the lock was held can't have left half an entry behind.
    shared.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Verifies, or remembers; webpki's algorithms, which are all fast, have no budget of steps at hand.
fn check(
    shared: &Mutex<Remembered>,
    work: Option<&Work>,
    computation: Computation,
    key: &[u8],
    message: &[u8],
    signature: &[u8],
) -> Option<Check> {
    let digest = computation.hash.digest(message);
    let claim = claim(computation, key, &digest, signature);
    let mut remembered = lock(shared);
    if let Some(check) = remembered.checks.get(&claim) {
        return Some(*check);
    }
    let is_affordable = || work.is_none_or(|work| work.spend(computation.steps(key)));
    if remembered.checks.len() >= remembered.limit || !is_affordable() {
        remembered.exhausted = true;
        return None;
    }
    let kept = remembered.kept.as_ref();
    let check = if kept.is_some_and(|kept| kept.has(&claim)) {
        Check::Valid
    } else {
        let check = computation.check(key, message, &digest, signature);
        if let Some(kept) = kept.filter(|_| remembered.keeping && matches!(check, Check::Valid)) {
            kept.add(claim);
        }
        check
    };
    remembered.checks.insert(claim, check);
    Some(check)
}

/// An algorithm as webpki sees it.
struct MemoisedAlgorithm {
    algorithm: &'static Algorithm,
    shared: Arc<Mutex<Remembered>>,
}

impl SignatureVerificationAlgorithm for MemoisedAlgorithm {
    fn public_key_alg_id(&self) -> AlgorithmIdentifier {
        self.algorithm.key_id
    }

    fn signature_alg_id(&self) -> AlgorithmIdentifier {
        self.algorithm.signature_id
    }

    fn verify_signature(
        &self,
        public_key: &[u8],
        message: &[u8],
        signature: &[u8],
    ) -> Result<(), InvalidSignature> {
        if !self.algorithm.is_strong_enough(public_key) {
            return Err(InvalidSignature);
        }
        match check(&self.shared, None, self.algorithm.computation, public_key, message, signature) {
            Some(Check::Valid) => Ok(()),
            _ => Err(InvalidSignature),
        }
    }
}

impl fmt::Debug for MemoisedAlgorithm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.algorithm, f)
    }
}
