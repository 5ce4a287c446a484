//! build_chain of x509_vfy.c, trusted certificates first.

use crate::certificate::Certificate;
use crate::certificate::extensions::GeneralName;
use crate::fault::CertificateId;

use super::super::scene::{Facts, Scene};
use super::{Queue, is_self_signed};

/// X509_VERIFY_MAX_CHAIN_CERTS, about: a hundred certificates above the end entity.
const MAX_DEPTH: usize = 100;

/// The chain, and why it does not end in trust.
pub(super) struct Built {
    pub certificates: Vec<CertificateId>,
    pub error: Option<u8>,
    pub queue: Queue,
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
    let mut queue = Queue::Empty;
    let trusted = loop {
        let Some(&current) = chain.last() else { break false };
        let signs_itself = is_usable(scene.get(current)) && is_self_signed(scene.get(current));
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
            if is_self_signed(scene.get(issuer)) || partial_chain {
                break true;
            }
            continue;
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
        return Built { certificates: chain, error: None, queue };
    }
    let error = (!trusted).then(|| {
        let top = scene.get(chain.last().copied().unwrap_or(CertificateId(0)));
        match () {
            () if chain.len() > MAX_DEPTH => 22,
            () if is_usable(top) && is_self_signed(top) => {
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
    Built { certificates: chain, error, queue }
}

/// X509_STORE_CTX_get1_issuer: the first that fits and is valid at the time, else the one that was valid longest.
fn trusted_issuer(scene: &Scene<'_>, subject: CertificateId, queue: &mut Queue) -> Option<CertificateId> {
    best_issuer(scene, scene.anchors.iter().filter(|id| is_issuer(scene, subject, **id, queue)))
}

/// find_issuer, among what was sent.
fn sent_issuer(
    scene: &Scene<'_>,
    subject: CertificateId,
    left: &[CertificateId],
    chain: &[CertificateId],
    queue: &mut Queue,
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
        if scene.get(*id).is_current(scene.at) {
            return Some(*id);
        }
        if best.is_none_or(|known| scene.get(*id).not_after > scene.get(known).not_after) {
            best = Some(*id);
        }
    }
    best
}

/// ossl_x509_likely_issued: names, identifiers and the kind of key; not the signature.
fn is_issuer(scene: &Scene<'_>, subject: CertificateId, issuer: CertificateId, queue: &mut Queue) -> bool {
    if !scene.names_issuer_loosely(subject, issuer) {
        return false;
    }
    let (signed, signing) = (scene.get(subject), scene.get(issuer));
    if !is_usable(signed) || !is_usable(signing) {
        *queue = Queue::InvalidCertificate;
        return false;
    }
    key_identifier_fits(signed, signing) && signed.is_signed_by_kind_of(signing)
}

/// X509_check_akid.
pub(crate) fn key_identifier_fits(subject: &Certificate, issuer: &Certificate) -> bool {
    let Some(wanted) = subject.extensions.authority_key_id.as_ref().map(|found| &found.value) else {
        return true;
    };
    let offered = issuer.extensions.subject_key_id.as_ref().map(|found| &found.value);
    let same_key = match (&wanted.key_id, offered) {
        (Some(wanted), Some(offered)) => wanted == offered,
        _ => true,
    };
    same_key
        && wanted.serial.as_ref().is_none_or(|serial| *serial == issuer.serial)
        && wanted.issuer.as_ref().is_none_or(|name| name.der == issuer.issuer.der)
}

/// ossl_x509v3_cache_extensions reads these, and without them the certificate is of no use to it.
const CACHED: &[&str] =
    &["2.5.29.14", "2.5.29.15", "2.5.29.17", "2.5.29.19", "2.5.29.30", "2.5.29.31", "2.5.29.35", "2.5.29.37"];

/// EXFLAG_INVALID is not set.
pub(crate) fn is_usable(certificate: &Certificate) -> bool {
    let extensions = &certificate.extensions;
    let broken = |oids: &[String]| oids.iter().any(|oid| CACHED.contains(&oid.as_str()));
    !broken(&extensions.duplicated)
        && !broken(&extensions.malformed)
        && certificate.usage().is_none_or(|usage| usage.0 != 0)
        && !certificate
            .alternatives()
            .unwrap_or_default()
            .iter()
            .any(|name| matches!(name, GeneralName::Invalid(..)))
}

/// The identifiers say that this is the key: then it is what was signed that changed.
pub(super) fn has_right_key(scene: &Scene<'_>, subject: CertificateId, issuer: CertificateId) -> bool {
    crate::path::key_identifiers_fit(scene.get(subject), scene.get(issuer)) == crate::path::Fit::Matches
}
