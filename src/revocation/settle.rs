//! RFC 5280 §6.3.3: the status of one certificate by the CRLs that were given.

use std::rc::Rc;

use super::scope::{ALL_REASONS, DistributionPoint, Reasons, directory_key};
use super::signer::Signer;
use super::{Crl, Listed, Revocation};
use crate::certificate::Certificate;
use crate::certificate::name::folded;
use crate::fault::{CertificateId, Phrase};
use crate::order::sort_by_key;
use crate::path::{CertificationPath, Link};
use crate::rules::Context;
use crate::rules::revocation as words;

/// What the CRLs say of one certificate.
#[derive(Clone, Debug)]
pub(crate) struct Standing {
    pub state: State,
    /// CRLs that count for it, whether or not they decide.
    pub counted: Vec<usize>,
    /// CRLs that were looked at for it and did not count, and why.
    pub refused: Vec<(usize, Phrase)>,
}

/// The status.
#[derive(Clone, Debug)]
pub(crate) enum State {
    /// These cover every reason, and none lists it.
    Good(Vec<usize>),
    /// This one lists it.
    Revoked(usize, Listed),
    /// Nothing settles it.
    Unknown(Phrase),
}

/// Signers of signers of signers: more than these are not followed.
const MAX_RECURSION: usize = 4;

/// A CRL with what is known of it for one certificate.
struct Candidate<'a> {
    index: usize,
    crl: &'a Crl,
    /// The reasons it covers for this certificate, or why it does not cover it.
    scope: Result<Reasons, Phrase>,
    listed: Option<&'a Listed>,
    /// The key that signed it, where that may sign and is trusted.
    signer: Option<CertificateId>,
}

impl Revocation {
    /// The status of the subject of `link`, a link of `path`.
    pub(crate) fn settle(
        &self,
        context: &Context<'_>,
        path: &CertificationPath,
        link: &Link,
    ) -> Rc<Standing> {
        let key = (link.subject, link.issuer, path.last(), path.is_anchored());
        if let Some(known) = self.settled.borrow().get(&key) {
            return Rc::clone(known);
        }
        let standing = Rc::new(self.settle_within(context, path, link, MAX_RECURSION));
        self.settled.borrow_mut().insert(key, Rc::clone(&standing));
        standing
    }

    fn settle_within(
        &self,
        context: &Context<'_>,
        path: &CertificationPath,
        link: &Link,
        depth: usize,
    ) -> Standing {
        let subject = context.bag.get(link.subject);
        let issuer_key = folded(&subject.issuer.attributes);
        let points = &subject.extensions.distribution_points;
        let mut indexes: Vec<usize> = self.of_issuer(&issuer_key).collect();
        for name in points.iter().flat_map(|point| &point.crl_issuers) {
            // The tag of a directory name stands before the folded name.
            let named = name.split_first().filter(|(tag, _)| **tag == 0xa4);
            indexes.extend(named.into_iter().flat_map(|(_, key)| self.of_issuer(key)));
        }
        sort_by_key(&mut indexes, |index| *index);
        indexes.dedup();
        let mut refused: Vec<(usize, Phrase)> = Vec::new();
        let (mut complete, mut deltas) = (Vec::new(), Vec::new());
        let mut unverified = false;
        for index in indexes {
            let Some(crl) = self.crls.get(index) else { continue };
            let scope = coverage(crl, subject, &issuer_key);
            let listed = crl.entry(&subject.serial, &issuer_key);
            let out_of_scope = scope.as_ref().err().copied();
            if let Some(reason) = out_of_scope.filter(|_| listed.is_none()) {
                // Whoever signed it: it cannot know of this certificate.
                refused.push((index, reason));
                continue;
            }
            let candidate = Candidate { index, crl, scope, listed, signer: None };
            if crl.is_delta() { deltas.push(candidate) } else { complete.push(candidate) }
        }
        // Those that list it first, so that no budget hides a revocation; then the newest.
        let by_weight = |candidates: &mut Vec<Candidate<'_>>| {
            crate::order::sort_by_key(candidates, |found| {
                (found.listed.is_none(), core::cmp::Reverse(found.crl.this_update))
            });
        };
        by_weight(&mut complete);
        by_weight(&mut deltas);

        let mut covered: Reasons = 0;
        let mut by: Vec<usize> = Vec::new();
        let mut revoked: Option<(usize, Listed)> = None;
        let mut held: Vec<(usize, Listed)> = Vec::new();
        let mut bases: Vec<Candidate<'_>> = Vec::new();
        for mut found in complete {
            let (crl, index) = (found.crl, found.index);
            if found.listed.is_none() && covered == ALL_REASONS && deltas.is_empty() {
                refused.push((index, if is_over(crl, context) { words::EXPIRED } else { words::SUPERSEDED }));
                continue;
            }
            let weak = match self.trusted_signer(context, path, link, index, depth) {
                Ok((signer, weak)) => {
                    found.signer = Some(signer);
                    weak
                }
                Err(reason) => {
                    unverified |=
                        reason == words::UNCHECKED && found.listed.is_some_and(|listed| !listed.is_removal());
                    refused.push((index, reason));
                    continue;
                }
            };
            let future = crl.this_update > context.at;
            if let Some(listed) = found.listed.filter(|listed| !listed.is_removal()) {
                // A CRL of later may still know what had happened by then.
                if future && listed.at.is_some_and(|at| at > context.at) {
                    refused.push((index, words::NOT_YET_VALID));
                    continue;
                }
                held.push((index, listed.clone()));
                bases.push(found);
                continue;
            }
            let fault = if weak {
                Some(words::SIGNATURE_WEAK)
            } else if future {
                Some(words::NOT_YET_VALID)
            } else if crl.critical.is_some() {
                Some(if crl.critical_in_entry { words::CRITICAL_ENTRY } else { words::CRITICAL })
            } else {
                found.scope.err()
            };
            match (fault, found.scope) {
                (Some(reason), _) => refused.push((index, reason)),
                (None, Ok(_)) if is_over(crl, context) => {
                    refused.push((index, words::EXPIRED));
                    bases.push(found);
                }
                (None, Ok(reasons)) => {
                    if reasons & !covered == 0 {
                        refused.push((index, words::SUPERSEDED));
                    } else {
                        covered |= reasons;
                        by.push(index);
                    }
                    bases.push(found);
                }
                (None, Err(_)) => {}
            }
        }
        // Deltas: each beside a base that it continues (RFC 5280 §5.2.4, §6.3.3 (c)).
        let (mut taken_back, mut counted): (Vec<usize>, Vec<usize>) = (Vec::new(), Vec::new());
        for found in deltas {
            let (crl, index) = (found.crl, found.index);
            let (signer, weak) = match self.trusted_signer(context, path, link, index, depth) {
                Ok(signer) => signer,
                Err(reason) => {
                    unverified |=
                        reason == words::UNCHECKED && found.listed.is_some_and(|listed| !listed.is_removal());
                    refused.push((index, reason));
                    continue;
                }
            };
            let future = crl.this_update > context.at;
            if let Some(listed) = found.listed.filter(|listed| !listed.is_removal()) {
                if future && listed.at.is_some_and(|at| at > context.at) {
                    refused.push((index, words::NOT_YET_VALID));
                } else {
                    revoked = revoked.or_else(|| Some((index, listed.clone())));
                }
                continue;
            }
            let fault = if weak {
                Some(words::SIGNATURE_WEAK)
            } else if future {
                Some(words::NOT_YET_VALID)
            } else if is_over(crl, context) {
                Some(words::EXPIRED)
            } else if crl.critical.is_some() {
                Some(if crl.critical_in_entry { words::CRITICAL_ENTRY } else { words::CRITICAL })
            } else {
                found.scope.err()
            };
            if let Some(reason) = fault {
                refused.push((index, reason));
                continue;
            }
            let same_key = |base: CertificateId| context.bag.get(base).spki == context.bag.get(signer).spki;
            let mut why = words::DELTA_ALONE;
            let mut used = false;
            for base in &bases {
                match continues(crl, base.crl) {
                    Ok(()) if base.signer.is_some_and(same_key) => {
                        used = true;
                        taken_back.extend(found.listed.map(|_| base.index));
                        if let Ok(reasons) = found.scope
                            && base.listed.is_none_or(|listed| listed.is_removal() || found.listed.is_some())
                        {
                            // The two together are as current as the delta.
                            covered |= reasons;
                            for index in [base.index, index] {
                                if !by.contains(&index) {
                                    by.push(index);
                                    refused.retain(|(known, _)| *known != index);
                                }
                            }
                        }
                    }
                    Ok(()) => {}
                    Err(reason) => why = reason,
                }
            }
            if used {
                counted.push(index);
            } else {
                refused.push((index, why));
            }
        }
        // A hold may be lifted: by a delta that takes it back, or by a newer CRL that says nothing of it any more.
        let newest = by.iter().filter_map(|index| self.crls.get(*index)).map(|crl| crl.this_update).max();
        counted.extend(&by);
        for (index, listed) in held {
            let made = self.crls.get(index).map(|crl| crl.this_update);
            let lifted =
                taken_back.contains(&index) || (listed.is_hold() && covered == ALL_REASONS && newest > made);
            if lifted {
                if !by.contains(&index) {
                    refused.push((index, words::LIFTED));
                }
            } else {
                counted.push(index);
                revoked = revoked.or(Some((index, listed)));
            }
        }
        counted.extend(revoked.iter().map(|(index, _)| *index));
        let state = match revoked {
            Some((index, listed)) => State::Revoked(index, listed),
            None if unverified => State::Unknown(words::LISTED_UNCHECKED),
            None if covered == ALL_REASONS => State::Good(by),
            None if covered != 0 => {
                refused.extend(by.iter().map(|index| (*index, words::SOME_REASONS)));
                counted.clear();
                State::Unknown(words::SOME_REASONS)
            }
            None => State::Unknown(refused.first().map_or(words::NOT_COVERED, |(_, reason)| *reason)),
        };
        Standing { state, counted, refused }
    }

    /// Who signed a CRL, and whether by a hash that is out of use; or why it does not count.
    fn trusted_signer(
        &self,
        context: &Context<'_>,
        path: &CertificationPath,
        link: &Link,
        index: usize,
        depth: usize,
    ) -> Result<(CertificateId, bool), Phrase> {
        match self.signer(context, path, link.issuer, index) {
            Signer::Right(id, None) => Ok((id, false)),
            Signer::Right(id, Some(above)) => {
                let revoked = |link: &Link| {
                    !path.certificates.contains(&link.subject)
                        && depth.checked_sub(1).is_some_and(|depth| {
                            let standing = self.settle_within(context, &above, link, depth);
                            matches!(standing.state, State::Revoked(..))
                        })
                };
                if above.links.iter().any(revoked) { Err(words::SIGNER_REVOKED) } else { Ok((id, false)) }
            }
            Signer::Weak(id) => Ok((id, true)),
            Signer::MayNotSign => Err(words::SIGNER_MAY_NOT_SIGN),
            Signer::NotTrusted => Err(words::SIGNER_NOT_TRUSTED),
            Signer::WrongKey => Err(words::WRONG_SIGNATURE),
            Signer::Missing => Err(words::SIGNER_MISSING),
            Signer::Unchecked => Err(words::UNCHECKED),
        }
    }
}

fn is_over(crl: &Crl, context: &Context<'_>) -> bool {
    crl.next_update.is_some_and(|until| until < context.at)
}

/// §6.3.3 (b): which reasons a CRL covers for a certificate; or why it does not cover it.
pub(super) fn coverage(crl: &Crl, subject: &Certificate, issuer_key: &Vec<u8>) -> Result<Reasons, Phrase> {
    let own = crl.issuer_key == *issuer_key;
    let crl_issuer = [&[0xa4][..], &crl.issuer_key].concat();
    let Some(scope) = &crl.scope else {
        return if own { Ok(ALL_REASONS) } else { Err(words::NOT_INDIRECT) };
    };
    if scope.is_malformed {
        return Err(words::SCOPE_MALFORMED);
    }
    let kind = if scope.only_attribute {
        Some(words::ONLY_ATTRIBUTE)
    } else if scope.only_user && subject.is_ca() {
        Some(words::ONLY_USER)
    } else if scope.only_ca && !subject.is_ca() {
        Some(words::ONLY_CA)
    } else {
        None
    };
    if let Some(kind) = kind {
        return Err(kind);
    }
    let covered_by = scope.reasons.unwrap_or(ALL_REASONS) & ALL_REASONS;
    // Beside the points that the certificate names, CRLs of its issuer count as if it named that one (the end of §6.3.3).
    let implied = DistributionPoint {
        names: Some(vec![directory_key(&subject.issuer.attributes)]),
        ..DistributionPoint::default()
    };
    let fits = |point: &DistributionPoint| {
        let issuer_fits = if point.crl_issuers.is_empty() {
            own
        } else {
            scope.indirect && point.crl_issuers.contains(&crl_issuer)
        };
        let names_fit = match (&scope.names, &point.names) {
            (None, _) => true,
            (Some(wanted), Some(names)) => names.iter().any(|name| wanted.contains(name)),
            (Some(wanted), None) => point.crl_issuers.iter().any(|name| wanted.contains(name)),
        };
        issuer_fits && names_fit
    };
    let points = subject.extensions.distribution_points.iter().chain([&implied]);
    let mut covered = 0;
    for point in points.filter(|point| fits(point)) {
        covered |= covered_by & point.reasons.unwrap_or(ALL_REASONS);
    }
    match covered {
        0 if !own => Err(words::NOT_INDIRECT),
        0 => Err(words::OTHER_POINT),
        covered => Ok(covered),
    }
}

/// §5.2.4: whether a delta CRL may be applied to this base.
fn continues(delta: &Crl, base: &Crl) -> Result<(), Phrase> {
    let same_scope = match (&delta.scope, &base.scope) {
        (None, None) => true,
        (Some(one), Some(other)) => one.is_same(other),
        _ => false,
    };
    let same_key = match (&base.authority_key_id, &delta.authority_key_id) {
        (Some(one), Some(other)) => one == other,
        (Some(_), None) => false,
        (None, _) => true,
    };
    if delta.issuer_key != base.issuer_key || !same_scope || !same_key {
        return Err(words::DELTA_ALONE);
    }
    let (Some(number), Some(needed), Some(own)) = (&base.number, &delta.base_number, &delta.number) else {
        return Err(words::DELTA_ALONE);
    };
    if super::crl::is_below(number, needed) {
        Err(words::DELTA_TOO_NEW)
    } else if !super::crl::is_below(number, own) {
        Err(words::DELTA_TOO_OLD)
    } else {
        Ok(())
    }
}
