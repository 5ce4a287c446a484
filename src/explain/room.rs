//! How large a report may be: what would make it larger is left out, counted, and had by asking for all of it.
//!
//! What is of most use comes first: the certificates of the best path, the findings in their order, the best paths. Texts and lists are
//! cut where nobody would read on.

use core::cell::{Cell, RefCell};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use crate::certificate::extensions::GeneralName;
use crate::certificate::{Bag, Certificate};
use crate::choice::Judged;
use crate::fault::{CertificateId, Finding, Place};
use crate::order::gather;
use crate::report::{EvidenceValue, Fix, LeftOut};
use crate::text;

/// Octets of JSON for each part of a report: together less than a megabyte.
const FOR_FINDINGS: usize = 300_000;
const FOR_CERTIFICATES: usize = 250_000;
const FOR_PEM: usize = 200_000;
const FOR_PATHS: usize = 100_000;

/// Letters of a text, and of an item of a list.
const LONGEST_TEXT: usize = 1_000;
const LONGEST_ITEM: usize = 300;
/// Letters of a client's words.
const LONGEST_WORDS: usize = 4_000;
/// Octets that are written in hexadecimal; a serial number has 20, a key identifier 20 or 32.
const LONGEST_HEX: usize = 64;
/// The largest bundle that a fix hands back.
const LARGEST_BUNDLE: usize = 100_000;

/// What there is still room for.
pub(super) struct Room {
    /// Whether all of it was asked for.
    is_full: bool,
    pem: Cell<usize>,
    left_out: RefCell<BTreeMap<&'static str, usize>>,
}

impl Room {
    pub(super) fn new(is_full: bool) -> Self {
        Self { is_full, pem: Cell::new(FOR_PEM), left_out: RefCell::default() }
    }

    /// Counts what was left out.
    pub(super) fn leave_out(&self, what: &'static str, count: usize) {
        if count > 0 {
            let mut left_out = self.left_out.borrow_mut();
            let known = left_out.entry(what).or_default();
            *known = known.saturating_add(count);
        }
    }

    /// What was left out, by name.
    pub(super) fn close(self) -> Vec<LeftOut> {
        self.left_out.into_inner().into_iter().map(|(what, count)| LeftOut { what, count }).collect()
    }

    fn cut(&self, given: String, longest: usize) -> String {
        if self.is_full {
            return given;
        }
        match text::cut(&given, longest) {
            Cow::Borrowed(_) => given,
            Cow::Owned(cut) => {
                self.leave_out("text", 1);
                cut
            }
        }
    }

    /// A text, cut where it is long.
    pub(super) fn text(&self, given: String) -> String {
        self.cut(given, LONGEST_TEXT)
    }

    /// What a client says; Java's words name one cause after the other.
    pub(super) fn words(&self, given: String) -> String {
        self.cut(given, LONGEST_WORDS)
    }

    /// The first items of a list.
    pub(super) fn list(
        &self,
        what: &'static str,
        most: usize,
        mut items: impl Iterator<Item = String>,
    ) -> Vec<String> {
        let most = if self.is_full { usize::MAX } else { most };
        let listed = items.by_ref().take(most).map(|item| self.cut(item, LONGEST_ITEM)).collect();
        self.leave_out(what, items.count());
        listed
    }

    /// Names of a certificate; only those that are told are written out.
    pub(super) fn names(
        &self,
        what: &'static str,
        names: &[GeneralName],
        write: fn(&GeneralName) -> String,
    ) -> Vec<String> {
        const MOST: usize = 250;
        let most = if self.is_full { names.len() } else { MOST };
        let listed = names.iter().take(most).map(|name| self.cut(write(name), LONGEST_ITEM)).collect();
        self.leave_out(what, names.len().saturating_sub(most));
        listed
    }

    /// Octets in hexadecimal.
    pub(super) fn hex(&self, octets: &[u8]) -> String {
        let written = |octets: &[u8]| crate::certificate::hex(octets);
        match octets.get(..LONGEST_HEX).filter(|beginning| !self.is_full && beginning.len() < octets.len()) {
            Some(beginning) => {
                self.leave_out("text", 1);
                format!("{}…", written(beginning))
            }
            None => written(octets),
        }
    }

    /// A certificate in PEM, while there is room for it.
    pub(super) fn pem(&self, der: &[u8]) -> Option<String> {
        let size = der.len().saturating_mul(7) / 5;
        match self.pem.get().checked_sub(size) {
            _ if self.is_full => {}
            Some(left) => self.pem.set(left),
            None => {
                self.leave_out("certificates.pem", 1);
                return None;
            }
        }
        Some(crate::notation::pem(der))
    }

    pub(super) fn evidence(&self, value: EvidenceValue) -> EvidenceValue {
        match value {
            EvidenceValue::Text(given) => EvidenceValue::Text(self.text(given)),
            EvidenceValue::Texts(texts) => {
                EvidenceValue::Texts(texts.into_iter().map(|item| self.cut(item, LONGEST_ITEM)).collect())
            }
            other => other,
        }
    }

    pub(super) fn fix(&self, fix: Fix) -> Fix {
        let bundle = fix.bundle.filter(|bundle| {
            let fits = self.is_full || bundle.len() <= LARGEST_BUNDLE;
            self.leave_out("fixes.bundle", usize::from(!fits));
            fits
        });
        Fix { bundle, ..fix }
    }

    /// The certificates that are told of: those of the best path, then the others in their order, as many as there is room for.
    pub(super) fn certificates(
        &self,
        bag: &Bag,
        wanted: impl Iterator<Item = CertificateId>,
        paths: &[Judged],
    ) -> BTreeSet<CertificateId> {
        let best = paths.first().map(|judged| judged.path.certificates.as_slice()).unwrap_or_default();
        let mut left = FOR_CERTIFICATES;
        let mut told: BTreeSet<CertificateId> = gather(best.iter().copied());
        for id in &told {
            left = left.saturating_sub(size_of(bag.get(*id)));
        }
        for id in wanted.filter(|id| !best.contains(id)) {
            match left.checked_sub(size_of(bag.get(id))) {
                Some(rest) => left = rest,
                None if self.is_full => {}
                None => {
                    left = 0;
                    self.leave_out("certificates", 1);
                    continue;
                }
            }
            told.insert(id);
        }
        told
    }

    /// The findings that are told: those whose certificates are, as long as there is room. `tell` puts one into words.
    pub(super) fn findings<T>(
        &self,
        findings: &[Finding],
        told: &BTreeSet<CertificateId>,
        mut tell: impl FnMut(usize, &Finding) -> (T, usize),
    ) -> (Vec<T>, Positions) {
        let is_told = |place: &Place| match place {
            Place::Certificate(id) => told.contains(id),
            Place::Link { subject, issuer } => {
                told.contains(subject) && issuer.is_none_or(|issuer| told.contains(&issuer))
            }
            _ => true,
        };
        let mut left = FOR_FINDINGS;
        let mut positions = Vec::with_capacity(findings.len());
        let mut words = Vec::new();
        for (index, finding) in findings.iter().enumerate() {
            // The root cause is told whatever it takes.
            let fits = index == 0 || self.is_full || (left > 0 && is_told(&finding.place));
            positions.push(fits.then_some(words.len()));
            if fits {
                let (told, size) = tell(index, finding);
                left = left.saturating_sub(size);
                words.push(told);
            }
        }
        self.leave_out("findings", findings.len().saturating_sub(words.len()));
        (words, Positions(positions))
    }

    /// The paths that are told, the best of them in any case.
    pub(super) fn paths<'p>(
        &self,
        paths: &'p [Judged],
        told: &BTreeSet<CertificateId>,
    ) -> impl Iterator<Item = &'p Judged> {
        /// The eight checks of a link, and its ids.
        const A_LINK: usize = 550;
        let mut left = FOR_PATHS;
        let mut kept = Vec::new();
        for (index, judged) in paths.iter().enumerate() {
            let size = A_LINK * judged.path.certificates.len();
            let is_told = judged.path.certificates.iter().all(|id| told.contains(id));
            if index == 0 || self.is_full || (left >= size && is_told) {
                left = left.saturating_sub(size);
                kept.push(judged);
            }
        }
        self.leave_out("paths", paths.len().saturating_sub(kept.len()));
        kept.into_iter()
    }
}

/// Where each finding stands in the report; nowhere if it was left out.
pub(super) struct Positions(Vec<Option<usize>>);

impl Positions {
    pub(super) fn of(&self, index: usize) -> Option<usize> {
        self.0.get(index).copied().flatten()
    }
}

/// About how much is said of a certificate, without the PEM.
fn size_of(certificate: &Certificate) -> usize {
    const WHATEVER_IT_IS: usize = 900;
    let name = |attributes: &[(String, String)]| -> usize {
        let sizes = attributes.iter().map(|(kind, value)| kind.len() + value.len() + 4);
        sizes.sum::<usize>().min(LONGEST_TEXT)
    };
    let extensions = &certificate.extensions;
    let alternatives = extensions.subject_alt_names.as_ref().map_or(0, |found| found.value.len());
    let purposes = extensions.extended_key_usage.as_ref().map_or(0, |found| found.value.len());
    WHATEVER_IT_IS
        + name(&certificate.subject.attributes)
        + name(&certificate.issuer.attributes)
        + 40 * (alternatives.min(250) + purposes.min(100))
}
