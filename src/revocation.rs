//! Revocation by the CRLs that were given: RFC 5280 §6.3, whole.
//!
//! What is asked is one link of a path: a certificate, and the issuer that the path has for it. Two rules stand above the
//! algorithm of §6.3.3. *Listed is revoked*: where a CRL that the issuer (or whom it names) did sign lists the certificate, it is
//! revoked, whatever that CRL's scope, age or unknown extensions, unless a newer one takes the entry back. *Out of scope is
//! silence*: a CRL that cannot know of the certificate never makes it good, and says why.

mod crl;
pub(crate) mod ocsp;
pub(crate) use crate::certificate::scope;
mod settle;
mod signer;

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;
use std::sync::Arc;

pub(crate) use crl::{Crl, Listed, serial};
use ocsp::Response;
pub(crate) use settle::{Standing, State};

use crate::certificate::{Bag, Certificate, Malformed};
use crate::fault::{CertificateId, InputField, Source};
use crate::input::Entry;
use crate::order::gather;
use crate::path::CertificationPath;
use crate::rules::Context;
use crate::signature::{Outcome, SignatureMemo};

/// Subject, issuer, where the path ends, and whether at an anchor.
type Way = (CertificateId, CertificateId, CertificateId, bool);

/// The CRLs of a question, and what was found out about them so far.
#[derive(Debug)]
pub(crate) struct Revocation {
    crls: Vec<Crl>,
    responses: Vec<Response>,
    /// Where in `crls` those of an issuer are, by its folded name.
    by_issuer: BTreeMap<Vec<u8>, Vec<usize>>,
    memo: SignatureMemo,
    /// What the key of a certificate says of a CRL's signature.
    signatures: RefCell<BTreeMap<(usize, CertificateId), Outcome>>,
    /// What was settled: by subject, issuer and where the path ends.
    settled: RefCell<BTreeMap<Way, Rc<Standing>>>,
    /// Steps that may still be taken to find the path of a CRL's signer.
    steps: RefCell<usize>,
}

/// What was given to settle statuses by, and what of it could not be read.
pub(crate) struct Given {
    pub revocation: Revocation,
    pub malformed: Malformations,
}

/// Where there stands what is no CRL, or no OCSP response.
#[derive(Default)]
pub(crate) struct Malformations {
    pub lists: Vec<(InputField, Source, Arc<[u8]>)>,
    pub responses: Vec<(InputField, Source)>,
}

impl Default for Revocation {
    fn default() -> Self {
        Self::new(Vec::new(), Vec::new(), &SignatureMemo::new(0))
    }
}

/// Certificates tried as the issuer of a signer's certificate, in all: what a page can do in the blink of an eye. Real CAs have one
/// or two certificates of a name.
const MAX_SIGNER_STEPS: usize = 500;

impl Revocation {
    fn new(crls: Vec<Crl>, responses: Vec<Response>, memo: &SignatureMemo) -> Self {
        let mut by_issuer: BTreeMap<Vec<u8>, Vec<usize>> = BTreeMap::new();
        for (index, crl) in crls.iter().enumerate() {
            by_issuer.entry(crl.issuer_key.clone()).or_default().push(index);
        }
        Self {
            crls,
            responses,
            by_issuer,
            memo: memo.handle(),
            signatures: RefCell::default(),
            settled: RefCell::default(),
            steps: RefCell::new(MAX_SIGNER_STEPS),
        }
    }

    /// Reads CRLs and OCSP responses as far as the certificates of the bag go.
    pub(crate) fn read(lists: Vec<Entry>, responses: Vec<Entry>, bag: &Bag, memo: &SignatureMemo) -> Given {
        let mut wanted: BTreeMap<Vec<u8>, ()> =
            gather(bag.iter().map(|(_, certificate)| (serial(&certificate.serial).to_vec(), ())));
        let mut malformed = Malformations::default();
        let mut answers = Vec::new();
        for entry in responses {
            let place = (entry.field, entry.source);
            match Response::read(entry, &wanted) {
                Ok(response) => answers.push(response),
                Err(Malformed) => malformed.responses.push(place),
            }
        }
        // Whether a responder's own certificate was revoked is asked too.
        let responders = answers.iter().flat_map(Response::certificates);
        let serials: Vec<Vec<u8>> = responders.map(|known| serial(&known.serial).to_vec()).collect();
        wanted.extend(serials.into_iter().map(|serial| (serial, ())));
        let mut crls = Vec::new();
        for entry in lists {
            let place = (entry.field, entry.source, Arc::clone(&entry.der));
            match Crl::read(entry, &wanted) {
                Ok(crl) => crls.push(crl),
                Err(Malformed) => malformed.lists.push(place),
            }
        }
        Given { revocation: Self::new(crls, answers, memo), malformed }
    }

    /// Forgets what was settled for one time, before another is asked about; signatures stay known.
    pub(crate) fn at_another_time(&self) {
        self.settled.borrow_mut().clear();
        *self.steps.borrow_mut() = MAX_SIGNER_STEPS;
    }

    /// Whether there is anything to settle a status by.
    pub(crate) fn is_empty(&self) -> bool {
        self.crls.is_empty() && self.responses.is_empty()
    }

    /// Whether there is a CRL: clients that are given CRLs want one of every issuer.
    pub(crate) fn has_no_crl(&self) -> bool {
        self.crls.is_empty()
    }

    /// Every OCSP response, in the order given.
    pub(crate) fn responses(&self) -> &[Response] {
        &self.responses
    }

    /// Every CRL, in the order given.
    pub(crate) fn crls(&self) -> &[Crl] {
        &self.crls
    }

    /// The CRLs of an issuer, by its folded name.
    fn of_issuer(&self, key: &[u8]) -> impl Iterator<Item = usize> {
        self.by_issuer.get(key).into_iter().flatten().copied()
    }

    /// Those to show to webpki, which takes the first of an issuer's name and knows neither delta nor indirect CRLs: the ones that
    /// settled something on this path, signed by the very issuer on it.
    pub(crate) fn for_witness(&self, context: &Context<'_>, path: &CertificationPath) -> Vec<&[u8]> {
        let (mut good, mut revoked, mut contradicted) = (Vec::new(), Vec::new(), Vec::new());
        for link in &path.links {
            let (subject, issuer) = (context.bag.get(link.subject), context.bag.get(link.issuer));
            let is_plain = |index: &usize| {
                self.crls.get(*index).is_some_and(|crl| {
                    crl.is_named(&issuer.subject)
                        && !crl.is_delta()
                        && !crl.is_indirect()
                        && !crl.names_issuers
                        && crl.critical.is_none()
                        && crl.this_update <= context.at
                }) && self.signature(*index, link.issuer, issuer) == Outcome::Valid
            };
            match &self.settle(context, path, link).state {
                State::Good(by) => {
                    good.extend(by.iter().copied().filter(is_plain));
                    // An entry that was taken back, which webpki would heed.
                    let lists = |(_, crl): &(usize, &Crl)| !crl.entries_of(&subject.serial).is_empty();
                    contradicted.extend(self.crls.iter().enumerate().filter(lists).map(|(index, _)| index));
                }
                State::Revoked(by, _) => revoked.extend(Some(*by).filter(is_plain)),
                State::Unknown(_) => {}
            }
        }
        good.retain(|index| !contradicted.contains(index));
        revoked.extend(good);
        // While a CA changes its key, one CRL is for certificates of both; webpki has it of the one key that signed the certificate.
        let by_every_issuer = |index: &usize| {
            path.links.iter().all(|link| {
                let issuer = context.bag.get(link.issuer);
                let is_named = self.crls.get(*index).is_some_and(|crl| crl.is_named(&issuer.subject));
                !is_named || self.signature(*index, link.issuer, issuer) == Outcome::Valid
            })
        };
        revoked.retain(by_every_issuer);
        let mut told: Vec<usize> = Vec::new();
        for index in revoked {
            if !told.contains(&index) {
                told.push(index);
            }
        }
        told.iter().filter_map(|index| self.crls.get(*index)).map(|crl| crl.der.as_ref()).collect()
    }

    /// What the key of a certificate says of the signature of the CRL with this index.
    pub(crate) fn signature(&self, index: usize, id: CertificateId, signer: &Certificate) -> Outcome {
        if let Some(known) = self.signatures.borrow().get(&(index, id)) {
            return *known;
        }
        let outcome =
            self.crls.get(index).map_or(Outcome::Invalid, |crl| crl.verify(&self.memo, &signer.spki));
        self.signatures.borrow_mut().insert((index, id), outcome);
        outcome
    }
}
