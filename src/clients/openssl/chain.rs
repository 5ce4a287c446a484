//! build_chain of x509_vfy.c, trusted certificates first.

use crate::certificate::name::Name;
use crate::fault::CertificateId;
use crate::input::Says;

use super::super::reader::name::canonical;
use super::super::scene::{Facts, Scene};
use super::{Key, Queue, is_self_signed, trust};

/// X509_VERIFY_MAX_CHAIN_CERTS, about: a hundred certificates above the end entity.
const MAX_DEPTH: usize = 100;

/// The chain, and why it does not end in trust.
pub(super) struct Built {
    pub certificates: Vec<CertificateId>,
    pub error: Option<u8>,
    /// The anchor whose settings reject servers.
    pub rejected: Option<CertificateId>,
    pub queue: Queue,
}

/// What the search for a chain has queued.
#[derive(Default)]
struct Queued {
    /// Each certificate whose extensions cannot be used, queued once: when they are read first (ossl_x509v3_cache_extensions).
    invalid: Vec<CertificateId>,
    /// Each issuer whose key cannot be decoded, queued as often as it is asked for: of a store X509_STORE_CTX_get1_issuer looks at the
    /// first of the name and then at all, and the search comes there twice.
    keys: Vec<CertificateId>,
}

/// How often a key of the store is asked for.
const TIMES_IN_STORE: usize = 4;

impl Queued {
    /// Whether the certificate's extensions can be used.
    fn cache(&mut self, scene: &Scene<'_>, id: CertificateId) -> bool {
        let usable = is_usable(scene, id);
        if !usable && !self.invalid.contains(&id) {
            self.invalid.push(id);
        }
        usable
    }

    fn told(&self, scene: &Scene<'_>) -> Queue {
        let times = |id: &CertificateId| if scene.get(*id).origin.is_anchor() { TIMES_IN_STORE } else { 1 };
        match self.invalid.len() {
            _ if !self.keys.is_empty() => Queue::Keys(self.keys.iter().map(times).sum()),
            0 => Queue::Empty,
            count => Queue::InvalidCertificates(count),
        }
    }
}

impl Built {
    pub(super) fn top(&self) -> CertificateId {
        self.certificates.last().copied().unwrap_or(CertificateId(0))
    }
}

pub(super) fn build(scene: &Scene<'_>, partial_chain: bool) -> Built {
    let mut chain = vec![scene.end_entity()];
    let mut untrusted = 1;
    let mut left: Vec<CertificateId> = scene.others().to_vec();
    let mut ask_sent = true;
    let mut queue = Queued::default();
    let mut rejected = None;
    let trusted = loop {
        let Some(&current) = chain.last() else { break false };
        queue.cache(scene, current);
        let signs_itself = is_usable(scene, current) && is_self_signed(scene, current);
        let found = trusted_issuer(scene, current, &mut queue).filter(|_| chain.len() <= MAX_DEPTH);
        // A self-signed certificate that was sent must be the very one that is trusted.
        let found =
            found.filter(|issuer| !signs_itself || scene.get(*issuer).sha256 == scene.get(current).sha256);
        if let Some(issuer) = found {
            if signs_itself {
                chain.pop();
                untrusted = untrusted.min(chain.len());
            }
            chain.push(issuer);
            ask_sent = false;
            // check_trust
            match trust(scene, issuer) {
                Says::Trusted => break true,
                Says::Rejected => {
                    rejected = Some(issuer);
                    break false;
                }
                Says::Nothing if is_self_signed(scene, issuer) || partial_chain => break true,
                Says::Nothing => continue,
            }
        }
        if !ask_sent {
            break false;
        }
        let issuer = if signs_itself || chain.len() > MAX_DEPTH {
            None
        } else {
            sent_issuer(scene, current, &left, &chain, &mut queue)
        };
        match issuer {
            Some(issuer) => {
                left.retain(|id| *id != issuer);
                chain.push(issuer);
                untrusted += 1;
            }
            None => ask_sent = false,
        }
        if !ask_sent {
            break false;
        }
    };
    // The last resort: the end entity itself is in the trust store.
    let direct = scene.anchor_of(scene.end_entity()).filter(|_| partial_chain && untrusted == chain.len());
    if let (false, Some(anchor), Some(first)) = (trusted, direct, chain.first_mut()) {
        *first = anchor;
        return Built { certificates: chain, error: None, rejected: None, queue: queue.told(scene) };
    }
    let error = (!trusted).then(|| {
        let top = chain.last().copied().unwrap_or(CertificateId(0));
        match () {
            () if rejected.is_some() => 28,
            () if chain.len() > MAX_DEPTH => 22,
            () if is_usable(scene, top) && is_self_signed(scene, top) => {
                if chain.len() == 1 {
                    18
                } else {
                    19
                }
            }
            () if untrusted < chain.len() => 2,
            () => 20,
        }
    });
    Built { certificates: chain, error, rejected, queue: queue.told(scene) }
}

/// X509_STORE_CTX_get1_issuer: the first that fits and is valid at the time, else the one that was valid longest.
fn trusted_issuer(scene: &Scene<'_>, subject: CertificateId, queue: &mut Queued) -> Option<CertificateId> {
    best_issuer(scene, scene.anchors.iter().filter(|id| is_issuer(scene, subject, **id, queue)))
}

/// find_issuer, among what was sent.
fn sent_issuer(
    scene: &Scene<'_>,
    subject: CertificateId,
    left: &[CertificateId],
    chain: &[CertificateId],
    queue: &mut Queued,
) -> Option<CertificateId> {
    let is_new =
        |id: CertificateId| chain.iter().all(|known| scene.get(*known).sha256 != scene.get(id).sha256);
    best_issuer(scene, left.iter().filter(|id| is_new(**id) && is_issuer(scene, subject, **id, queue)))
}

pub(crate) fn best_issuer<'c>(
    scene: &Scene<'_>,
    candidates: impl Iterator<Item = &'c CertificateId>,
) -> Option<CertificateId> {
    let mut best: Option<CertificateId> = None;
    for id in candidates {
        let has_dates = scene.openssl(*id).is_none_or(|notes| notes.times == [true; 2]);
        if has_dates && scene.get(*id).is_current(scene.at) {
            return Some(*id);
        }
        if best.is_none_or(|known| scene.get(*id).not_after > scene.get(known).not_after) {
            best = Some(*id);
        }
    }
    best
}

/// ossl_x509_likely_issued: names, identifiers and the kind of key; not the signature.
fn is_issuer(scene: &Scene<'_>, subject: CertificateId, issuer: CertificateId, queue: &mut Queued) -> bool {
    if !scene.names_issuer_loosely(subject, issuer) {
        return false;
    }
    if !queue.cache(scene, issuer) || !queue.cache(scene, subject) {
        return false;
    }
    if !key_identifier_fits(scene, subject, issuer) {
        return false;
    }
    if scene.key_of(issuer) == Key::Undecoded {
        if !queue.keys.contains(&issuer) {
            queue.keys.push(issuer);
        }
        return false;
    }
    scene.get(subject).is_signed_by_kind_of(scene.get(issuer))
}

/// X509_check_akid.
pub(crate) fn key_identifier_fits(scene: &Scene<'_>, subject: CertificateId, issuer: CertificateId) -> bool {
    let (subject, issuer_id, issuer) = (scene.get(subject), issuer, scene.get(issuer));
    let Some(wanted) = subject.extensions.authority_key_id.as_ref().map(|found| &found.value) else {
        return true;
    };
    let offered = issuer.extensions.subject_key_id.as_ref().map(|found| &found.value);
    let same_key = match (&wanted.key_id, offered) {
        (Some(wanted), Some(offered)) => wanted == offered,
        _ => true,
    };
    let is_issuer = |name: &Name| {
        let named = scene.openssl(issuer_id).map(|notes| notes.issuer.as_slice());
        canonical(&name.der).as_deref() == named
    };
    same_key
        && wanted.serial.as_ref().is_none_or(|serial| *serial == issuer.serial)
        && wanted.issuer.as_ref().is_none_or(is_issuer)
}

/// EXFLAG_INVALID is not set.
pub(crate) fn is_usable(scene: &Scene<'_>, id: CertificateId) -> bool {
    scene.openssl(id).is_none_or(|notes| !notes.invalid)
}

/// The identifiers say that this is the key: then it is what was signed that changed.
pub(super) fn has_right_key(scene: &Scene<'_>, subject: CertificateId, issuer: CertificateId) -> bool {
    crate::path::key_identifiers_fit(scene.get(subject), scene.get(issuer)) == crate::path::Fit::Matches
}
