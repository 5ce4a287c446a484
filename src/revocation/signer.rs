//! Who signed a CRL (RFC 5280 §6.3.3 (f), (g)): the issuer on the path, or another certificate of the CRL issuer's name that leads
//! to the same anchor.

use super::Revocation;
use crate::certificate::Certificate;
use crate::certificate::extensions::KeyUsage;
use crate::certificate::name::folded;
use crate::choice::{self, Stage};
use crate::fault::{CertificateId, Finding, Place};
use crate::path::{self, CertificationPath, End, Link};
use crate::question::{Purpose, RuleSet};
use crate::rules::{self, Code, Context};
use crate::signature::{Outcome, classify_algorithm};

/// How a CRL stands to the certificates of its issuer's name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Signer {
    /// This certificate's key verifies it, it may sign CRLs, and its path leads to the anchor. Beside it what is above it where it
    /// does not stand on the path itself.
    Right(CertificateId, Option<Box<CertificationPath>>),
    /// The signature is right and rests on a hash that is out of use.
    Weak(CertificateId),
    /// A certificate's key verifies it, and its keyUsage lacks cRLSign.
    MayNotSign,
    /// A certificate's key verifies it, and no path leads from that to the anchor.
    NotTrusted,
    /// No key verifies it.
    WrongKey,
    /// The signature cannot be checked here.
    Unchecked,
    /// No certificate of its issuer's name is there.
    Missing,
}

/// Certificates of one name whose keys are tried on a CRL. A CA has two or three while it changes its key.
const MAX_KEYS: usize = 8;
/// Certificates between a CRL's signer and the path: webpki's limit for paths.
const MAX_DEPTH: usize = path::MAX_INTERMEDIATES;

impl Revocation {
    /// Finds the signer of a CRL for a path: first the issuer that the path has, then others of the name.
    pub(super) fn signer(
        &self,
        context: &Context<'_>,
        path: &CertificationPath,
        issuer: CertificateId,
        index: usize,
    ) -> Signer {
        let Some(crl) = self.crls.get(index) else { return Signer::Missing };
        let bears_name =
            |certificate: &Certificate| folded(&certificate.subject.attributes) == crl.issuer_key;
        let on_path = |id: &CertificateId| path.certificates.iter().skip(1).any(|known| known == id);
        let mut candidates: Vec<CertificateId> =
            context.bag.iter().filter(|(_, known)| bears_name(known)).map(|(id, _)| id).collect();
        crate::order::sort_by_key(&mut candidates, |id| {
            let identifier =
                context.bag.get(*id).extensions.subject_key_id.as_ref().map(|found| &found.value);
            let differs = crl
                .authority_key_id
                .as_ref()
                .is_some_and(|wanted| identifier.is_some_and(|known| known != wanted));
            (*id != issuer, !on_path(id), differs)
        });
        let mut keys: Vec<&[u8]> = Vec::new();
        let mut best = Signer::Missing;
        for id in candidates {
            let certificate = context.bag.get(id);
            if !keys.contains(&certificate.spki.as_slice()) {
                if keys.len() == MAX_KEYS {
                    continue;
                }
                keys.push(&certificate.spki);
            }
            let found = match self.signature(index, id, certificate) {
                Outcome::Valid if !may_sign(certificate) => Signer::MayNotSign,
                Outcome::Valid if on_path(&id) => Signer::Right(id, None),
                Outcome::Valid => match self.path_of(context, path, id) {
                    Some(above) => Signer::Right(id, Some(Box::new(above))),
                    None => Signer::NotTrusted,
                },
                Outcome::Invalid | Outcome::KeyMismatch => Signer::WrongKey,
                Outcome::UnsupportedAlgorithm
                | Outcome::WeakAlgorithm
                | Outcome::UnsupportedKey
                | Outcome::BudgetExhausted => Signer::Unchecked,
            };
            if let Signer::Right(id, _) = &found {
                let weak = classify_algorithm(crl.algorithm()).weak;
                return if weak { Signer::Weak(*id) } else { found };
            }
            // What is known best: that a key did sign, then that it cannot be told, then that none did.
            let rank = |signer: &Signer| match signer {
                Signer::Right(..) | Signer::Weak(_) => 0,
                Signer::MayNotSign => 1,
                Signer::NotTrusted => 2,
                Signer::Unchecked => 3,
                Signer::WrongKey => 4,
                Signer::Missing => 5,
            };
            if rank(&found) < rank(&best) {
                best = found;
            }
        }
        best
    }

    /// The path of a certificate that stands beside the path: upward until it meets it, or an anchor that is the same.
    fn path_of(
        &self,
        context: &Context<'_>,
        path: &CertificationPath,
        signer: CertificateId,
    ) -> Option<CertificationPath> {
        let anchor = context.bag.get(path.last());
        let certificate = context.bag.get(signer);
        let is_anchor = |known: &Certificate| {
            path.is_anchored() && known.subject.der == anchor.subject.der && known.spki == anchor.spki
        };
        if is_anchor(certificate) {
            return Some(CertificationPath {
                certificates: vec![signer],
                links: Vec::new(),
                end: End::Anchored,
            });
        }
        let mut links = Vec::new();
        self.climb(context, path, signer, &mut links, &mut |links| {
            let mut certificates = vec![signer];
            certificates.extend(links.iter().map(|link| link.issuer));
            let top = certificates.last().copied()?;
            let mut links = links.to_vec();
            if let Some(position) = path.certificates.iter().position(|known| *known == top) {
                certificates.extend(path.certificates.get(position + 1..)?);
                links.extend(path.links.get(position..)?);
            }
            let whole = CertificationPath { certificates, links, end: path.end };
            is_sound(context, path, &whole).then_some(whole)
        })
    }

    /// Goes up from `head` along signatures that are right. Bounded by depth and by the steps left.
    fn climb(
        &self,
        context: &Context<'_>,
        path: &CertificationPath,
        head: CertificateId,
        links: &mut Vec<Link>,
        arrived: &mut dyn FnMut(&[Link]) -> Option<CertificationPath>,
    ) -> Option<CertificationPath> {
        let (subject, anchor) = (context.bag.get(head), context.bag.get(path.last()));
        for (issuer, candidate) in context.bag.iter() {
            let seen = issuer == head || links.iter().any(|link| link.subject == issuer);
            if seen || candidate.subject.der != subject.issuer.der || !candidate.is_ca() {
                continue;
            }
            {
                let mut steps = self.steps.borrow_mut();
                *steps = steps.checked_sub(1)?;
            }
            let signature = path::verify(&self.memo, subject, candidate);
            if signature != Outcome::Valid {
                continue;
            }
            links.push(Link { subject: head, issuer, signature });
            let same = candidate.subject.der == anchor.subject.der && candidate.spki == anchor.spki;
            let found = if path.certificates.contains(&issuer) || (path.is_anchored() && same) {
                arrived(links)
            } else if links.len() <= MAX_DEPTH {
                self.climb(context, path, issuer, links, arrived)
            } else {
                None
            };
            if found.is_some() {
                return found;
            }
            links.pop();
        }
        None
    }
}

fn may_sign(certificate: &Certificate) -> bool {
    certificate.extensions.key_usage.as_ref().is_none_or(|usage| usage.value.has(KeyUsage::CRL_SIGN))
}

/// RFC 5280 §6.1 for a path that leads to a signer of CRLs. What is asked of servers alone is not asked, and what stands on the
/// certificate's own path is judged there.
fn is_sound(context: &Context<'_>, path: &CertificationPath, whole: &CertificationPath) -> bool {
    let context =
        Context { revocation: None, server_name: None, mailbox: None, purpose: Purpose::Any, ..*context };
    let counts = |finding: &Finding| {
        let (Place::Certificate(subject) | Place::Link { subject, .. }) = &finding.place else {
            return false;
        };
        finding.is_error(RuleSet::Default)
            && !path.certificates.contains(subject)
            && !matches!(choice::stage(finding.code()), Stage::Names | Stage::Tidiness)
            && !matches!(
                finding.code(),
                Code::EndEntityIsCa | Code::KeyUsageMismatch | Code::ExtendedKeyUsageMismatch
            )
    };
    !rules::judge(&context, whole).iter().any(counts)
}
