//! Certification paths: building all that lead from the end entity to a trust anchor, or as far as they go.
//!
//! The search follows RFC 4158. It goes depth first, in an order that finds the path a person expects first, and keeps
//! what failed: a dead end is a path too. What it relies on:
//!
//! * **Candidates** for the issuer of a certificate are all certificates and anchors whose subject is its issuer name,
//!   byte for byte, except ones already on the path (same name and key: RFC 4158 §5.2). Where there is none, one of the same
//!   name in another form (RFC 5280 §7.1) is, if its key does not deny the signature or is the one that is asked for by its identifier.
//! * **Order**: trust anchors before what was sent, since they end the path; then matching key identifiers before
//!   unknown before differing ones (RFC 4158 §3.5.12); then valid at the time asked; then as given.
//! * **A key that does not verify the signature is not the issuer's.** Where some candidate's key verifies, the others
//!   are left aside. Where none does, each is followed, so that the failing link can be named.

use core::cell::OnceCell;
use core::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use crate::certificate::{Bag, Certificate, Origin, der};
use crate::fault::{CertificateId, Time};
use crate::order::sort_by_key;
use crate::signature::{self, Outcome, SignatureMemo};

/// A path that was tried: `certificates[0]` is the end entity, the last one the anchor if it is [`End::Anchored`].
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct CertificationPath {
    pub certificates: Vec<CertificateId>,
    /// One for each certificate with an issuer on the path: `links[i]` joins `certificates[i]` to `certificates[i + 1]`.
    pub links: Vec<Link>,
    pub end: End,
}

/// A subject, its issuer and what the issuer's key says of the signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Link {
    pub subject: CertificateId,
    pub issuer: CertificateId,
    pub signature: Outcome,
}

/// How a path ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum End {
    /// At a trust anchor.
    Anchored,
    /// At a certificate signed by its own key that is no anchor.
    SelfSigned,
    /// At a certificate of whose issuer nothing is there.
    NoIssuer,
    /// Where a limit stopped the search.
    Limit,
}

impl CertificationPath {
    pub(crate) fn is_anchored(&self) -> bool {
        self.end == End::Anchored
    }

    /// The certificate that the path goes up to. A path is never empty.
    pub(crate) fn last(&self) -> CertificateId {
        self.certificates.last().copied().unwrap_or(CertificateId(0))
    }

    pub(crate) fn end_entity(&self) -> CertificateId {
        self.certificates.first().copied().unwrap_or(CertificateId(0))
    }
}

/// Signatures that one question may cost: the figure of webpki and, before it, of Go's mending of CVE-2018-16875.
pub(crate) const MAX_SIGNATURES: usize = 100;
/// CA certificates between end entity and anchor: webpki's limit. Real paths have one to three.
pub(crate) const MAX_INTERMEDIATES: usize = 6;
/// Times that a path may grow by one certificate. Mozilla's pkix allows 200,000 in native code; a hundredth of it still
/// covers every path-building test that is known to us, and keeps the worst case of a page under the blink of an eye.
const MAX_STEPS: usize = 2_000;
/// What growing a path by one certificate takes of the question's [`Work`](crate::work::Work).
const STEPS_A_CANDIDATE: usize = 100;
/// Paths that are kept. More than these would not be read.
const MAX_PATHS: usize = 64;
/// Paths looked at once one without fault is known: enough to show a cross-sign beside it and what clients that choose
/// otherwise would find.
const MAX_PATHS_AFTER_SUCCESS: usize = 4;

/// What the search found.
#[derive(Debug)]
pub(crate) struct Found {
    /// In the order found.
    pub paths: Vec<CertificationPath>,
    /// A limit was reached before every possibility was tried.
    pub limited: bool,
}

/// Finds the paths of an end entity. `is_faultless` judges a complete path, so that the search may end early.
pub(crate) fn search(
    bag: &Bag,
    memo: &SignatureMemo,
    end_entity: CertificateId,
    at: Time,
    is_faultless: &mut dyn FnMut(&CertificationPath) -> bool,
) -> Found {
    let mut search = Search {
        bag,
        memo,
        at,
        by_subject: by_subject(bag),
        by_form: OnceCell::new(),
        issuers: BTreeMap::new(),
        paths: Vec::new(),
        steps: 0,
        limited: false,
        after_success: None,
        is_faultless,
    };
    search.extend(&mut vec![end_entity], &mut Vec::new());
    Found { paths: search.paths, limited: search.limited || memo.exhausted() }
}

struct Search<'a> {
    bag: &'a Bag,
    memo: &'a SignatureMemo,
    at: Time,
    by_subject: BTreeMap<&'a [u8], Vec<CertificateId>>,
    /// The same by the name without its form; made when first wanted.
    by_form: OnceCell<BTreeMap<Vec<u8>, Vec<CertificateId>>>,
    /// Candidates in order, by subject: the same from whichever path the subject is reached.
    issuers: BTreeMap<CertificateId, Vec<Link>>,
    paths: Vec<CertificationPath>,
    steps: usize,
    limited: bool,
    after_success: Option<usize>,
    is_faultless: &'a mut dyn FnMut(&CertificationPath) -> bool,
}

impl Search<'_> {
    /// Tries every way on from the last certificate of the path. Recursion is bounded by [`MAX_INTERMEDIATES`].
    fn extend(&mut self, certificates: &mut Vec<CertificateId>, links: &mut Vec<Link>) {
        let Some(&head) = certificates.last() else { return };
        let mut went_on = false;
        for link in self.issuers_of(head) {
            if self.is_done() {
                return;
            }
            let issuer = self.bag.get(link.issuer);
            if !issuer.origin.is_anchor() && self.is_on_path(certificates, issuer) {
                continue;
            }
            if issuer.origin.is_anchor()
                && certificates.len() > 1
                && same_name_and_key(issuer, self.bag.get(head))
            {
                // The head is another issue of the anchor; the path through the anchor itself is found one level below.
                continue;
            }
            went_on = true;
            self.steps += 1;
            let affordable = self.memo.work().spend(STEPS_A_CANDIDATE);
            self.limited |= !affordable;
            certificates.push(link.issuer);
            links.push(link);
            if issuer.origin.is_anchor() {
                self.keep(certificates, links, End::Anchored);
            } else if certificates.len() > MAX_INTERMEDIATES + 1 || !affordable {
                self.limited = true;
                self.keep(certificates, links, End::Limit);
            } else {
                self.extend(certificates, links);
            }
            certificates.pop();
            links.pop();
        }
        if !went_on && !self.is_done() {
            let end = if self.is_self_signed(head) { End::SelfSigned } else { End::NoIssuer };
            self.keep(certificates, links, end);
        }
    }

    fn is_done(&mut self) -> bool {
        let over = self.steps >= MAX_STEPS || self.paths.len() >= MAX_PATHS || self.memo.work().is_gone();
        self.limited |= over && self.after_success.is_none();
        over || self.after_success.is_some_and(|left| left == 0)
    }

    fn keep(&mut self, certificates: &[CertificateId], links: &[Link], end: End) {
        let path = CertificationPath { certificates: certificates.to_vec(), links: links.to_vec(), end };
        match &mut self.after_success {
            Some(left) => *left = left.saturating_sub(1),
            None if path.is_anchored() && (self.is_faultless)(&path) => {
                self.after_success = Some(MAX_PATHS_AFTER_SUCCESS);
            }
            None => {}
        }
        self.paths.push(path);
    }

    /// The same name and key is on the path already.
    fn is_on_path(&self, certificates: &[CertificateId], candidate: &Certificate) -> bool {
        certificates.iter().any(|id| same_name_and_key(self.bag.get(*id), candidate))
    }

    /// Signed by its own key. Where the signature cannot be verified (an algorithm out of use), the names must do.
    fn is_self_signed(&self, id: CertificateId) -> bool {
        let certificate = self.bag.get(id);
        certificate.is_self_issued()
            && !matches!(verify(self.memo, certificate, certificate), Outcome::Invalid | Outcome::KeyMismatch)
            && !matches!(certificate.key.name.as_ref(), "X25519" | "X448")
    }

    fn issuers_of(&mut self, subject: CertificateId) -> Vec<Link> {
        if let Some(known) = self.issuers.get(&subject) {
            return known.clone();
        }
        let found = self.find_issuers(subject);
        self.issuers.insert(subject, found.clone());
        found
    }

    fn find_issuers(&self, subject: CertificateId) -> Vec<Link> {
        let certificate = self.bag.get(subject);
        let named = self.by_subject.get(certificate.issuer.der.as_slice());
        let is_candidate = |id: &CertificateId| {
            let candidate = self.bag.get(*id);
            *id != subject
                && (candidate.origin.is_anchor() || !self.is_anchor(candidate))
                // An end entity may be its own anchor. Any other certificate that is an anchor is not in the search.
                && (candidate.sha256 != certificate.sha256 || candidate.origin.is_anchor())
        };
        let mut candidates: Vec<_> = named.into_iter().flatten().copied().filter(is_candidate).collect();
        let in_another_form = candidates.is_empty();
        if in_another_form {
            let named = self.by_form().get(&certificate.issuer.without_form());
            candidates = named.into_iter().flatten().copied().filter(is_candidate).collect();
        }
        sort_by_key(&mut candidates, |id| {
            let candidate = self.bag.get(*id);
            let dates_fit = candidate.not_before <= self.at && self.at <= candidate.not_after;
            let fit = key_identifiers_fit(certificate, candidate);
            (Reverse(candidate.origin.is_anchor()), Reverse(fit), Reverse(dates_fit), *id)
        });
        let self_signed =
            certificate.is_self_issued() && verify(self.memo, certificate, certificate) == Outcome::Valid;
        // Once a key is known to verify, no other is tried: two keys for one signature do not happen by chance, and a
        // thousand strangers of one name must not cost a thousand verifications.
        let mut right_key: Option<&[u8]> = self_signed.then_some(&certificate.spki);
        let mut links = Vec::new();
        for issuer in candidates {
            let candidate = self.bag.get(issuer);
            if right_key.is_some_and(|key| key != candidate.spki) {
                continue;
            }
            let signature = verify(self.memo, certificate, candidate);
            if in_another_form
                && matches!(signature, Outcome::Invalid | Outcome::KeyMismatch)
                && key_identifiers_fit(certificate, candidate) != Fit::Matches
            {
                // Neither the name nor the key: a stranger.
                continue;
            }
            if signature == Outcome::Valid && right_key.is_none() {
                right_key = Some(&candidate.spki);
                links.clear();
            }
            links.push(Link { subject, issuer, signature });
        }
        links
    }

    fn by_form(&self) -> &BTreeMap<Vec<u8>, Vec<CertificateId>> {
        self.by_form.get_or_init(|| {
            let mut by_form: BTreeMap<Vec<u8>, Vec<CertificateId>> = BTreeMap::new();
            for (id, certificate) in self.bag.iter().filter(|(_, known)| !known.subject.is_empty()) {
                by_form.entry(certificate.subject.without_form()).or_default().push(id);
            }
            by_form
        })
    }

    /// Whether a certificate that was sent is itself an anchor: then the anchor stands for it.
    fn is_anchor(&self, certificate: &Certificate) -> bool {
        self.bag.find(&certificate.sha256, true).is_some()
    }
}

fn same_name_and_key(one: &Certificate, other: &Certificate) -> bool {
    one.subject.der == other.subject.der && one.spki == other.spki
}

/// What an issuer's key says of a subject's signature.
pub(crate) fn verify(memo: &SignatureMemo, subject: &Certificate, issuer: &Certificate) -> Outcome {
    let work_out =
        || signature::verify(memo, &issuer.spki, &subject.algorithm, subject.tbs(), &subject.signature);
    // A built-in root has the fingerprint of the whole certificate, and no signature of its own.
    match subject.origin {
        Origin::Mozilla => work_out(),
        _ => memo.link((subject.sha256, issuer.spki_sha256), subject.is_ca(), work_out),
    }
}

/// The same where something else is taken for what was signed.
pub(crate) fn verify_over(
    memo: &SignatureMemo,
    subject: &Certificate,
    issuer: &Certificate,
    signed: &[u8],
) -> Outcome {
    signature::verify(memo, &issuer.spki, &subject.algorithm, signed, &subject.signature)
}

/// The same with a key that only some take.
pub(crate) fn verify_loosely(memo: &SignatureMemo, subject: &Certificate, issuer: &Certificate) -> Outcome {
    signature::verify_loosely(memo, &issuer.spki, &subject.algorithm, subject.tbs(), &subject.signature)
}

/// The certificates that could stand above one, by their names: its issuers, theirs, and so on; in the order given.
pub(crate) fn above(bag: &Bag, end_entity: CertificateId) -> BTreeSet<CertificateId> {
    let by_subject = by_subject(bag);
    let mut found = BTreeSet::new();
    let mut pending = vec![end_entity];
    while let Some(id) = pending.pop() {
        let issuers = by_subject.get(bag.get(id).issuer.der.as_slice());
        pending.extend(issuers.into_iter().flatten().filter(|issuer| found.insert(**issuer)));
    }
    found.remove(&end_entity);
    found
}

/// Those of some certificates from which a chain of names leads to an anchor: `anchors` holds what stands in the SEQUENCE of each
/// anchor's name. Names are compared octet for octet.
pub(crate) fn leading_to(
    bag: &Bag,
    candidates: BTreeSet<CertificateId>,
    anchors: impl Iterator<Item = Vec<u8>>,
) -> BTreeSet<CertificateId> {
    let mut by_issuer: BTreeMap<Vec<u8>, Vec<CertificateId>> = BTreeMap::new();
    for id in candidates {
        by_issuer.entry(name_value(&bag.get(id).issuer.der)).or_default().push(id);
    }
    let mut found = BTreeSet::new();
    let mut names: Vec<Vec<u8>> = anchors.collect();
    while let Some(name) = names.pop() {
        for id in by_issuer.remove(&name).unwrap_or_default() {
            found.insert(id);
            names.push(name_value(&bag.get(id).subject.der));
        }
    }
    found
}

/// What stands in the SEQUENCE of a name.
fn name_value(der: &[u8]) -> Vec<u8> {
    der::element(der).map(|(name, _)| name.contents.to_vec()).unwrap_or_default()
}

fn by_subject(bag: &Bag) -> BTreeMap<&[u8], Vec<CertificateId>> {
    let mut by_subject: BTreeMap<&[u8], Vec<CertificateId>> = BTreeMap::new();
    for (id, certificate) in bag.iter() {
        by_subject.entry(&certificate.subject.der).or_default().push(id);
    }
    by_subject
}

/// How an authority key identifier fits a candidate's subject key identifier.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Fit {
    /// Both are there and differ.
    Differs,
    /// One of them is not there.
    Unknown,
    /// Both are there and equal.
    Matches,
}

/// Compares the subject's authorityKeyIdentifier with the candidate's subjectKeyIdentifier.
pub(crate) fn key_identifiers_fit(subject: &Certificate, candidate: &Certificate) -> Fit {
    let wanted = subject.extensions.authority_key_id.as_ref().and_then(|found| found.value.key_id.as_ref());
    let offered = candidate.extensions.subject_key_id.as_ref().map(|found| &found.value);
    match (wanted, offered) {
        (Some(wanted), Some(offered)) if wanted == offered => Fit::Matches,
        (Some(_), Some(_)) => Fit::Differs,
        _ => Fit::Unknown,
    }
}
