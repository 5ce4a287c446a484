//! What was sent and is not there: whether the paste holds enough of a chain to judge it.

use std::sync::Arc;

use crate::certificate::extensions::{GeneralName, KeyUsage};
use crate::certificate::{Bag, Certificate, Origin, Unreadable};
use crate::choice::Judged;
use crate::encoding::Encoding;
use crate::end_entity::is_a_certificate;
use crate::fault::{Finding, InputField, Place, Severity, Source, Span};
use crate::input::Reading;
use crate::input::form::Role;
use crate::input::listing::{Listed, key};
use crate::question::{Purpose, RuleSet};
use crate::rules::input::forms::{CertificateOfAnotherUse, other_use};
use crate::rules::input::sent::{EndEntityNotPasted, SentCertificateNotPasted, as_anchors};
use crate::rules::{Code, Fault, issuer};

/// Names in a sentence and in evidence; a bundle has hundreds.
pub(crate) const MOST_NAMED: usize = 20;

/// The certificates that a listing names as sent and that were not pasted.
pub(crate) struct Unpasted {
    pub finding: Finding,
    /// Their subjects, as they are compared.
    subjects: Vec<Vec<String>>,
}

impl Unpasted {
    /// Compares the listing in a chain with the certificates that were read from it.
    pub(crate) fn of(chain: &Reading, bag: &Bag, sent: usize) -> Option<Self> {
        let listing = chain.listing.as_ref()?;
        let names = |certificate: &Certificate| (values(&certificate.subject), values(&certificate.issuer));
        let pasted: Vec<_> = bag.iter().take(sent).map(|(_, certificate)| names(certificate)).collect();
        let is_missing = |listed: &&Listed| {
            let (subject, issuer) = (listed.subject.key(), listed.issuer.key());
            !subject.is_empty() && !pasted.contains(&(subject, issuer))
        };
        let missing: Vec<&Listed> = listing.certificates.iter().filter(is_missing).collect();
        // What is listed and what was pasted are of two connections where they have nothing in common.
        if missing.is_empty() || (missing.len() == listing.certificates.len() && sent > 0) {
            return None;
        }
        let [line, end_line] = listing.lines;
        let source = Source { piece: listing.piece, span: Some(Span { line, column: 1, end_line }) };
        let fault = SentCertificateNotPasted {
            listed: listing.certificates.len(),
            pasted: listing.certificates.len() - missing.len(),
            names: missing
                .iter()
                .take(MOST_NAMED)
                .map(|listed| format!("“{}”", listed.subject.label()))
                .collect(),
        };
        Some(Self {
            finding: Finding::new(Place::Input { field: listing.field, source: Some(source) }, fault),
            subjects: missing.iter().map(|listed| listed.subject.key()).collect(),
        })
    }

    /// Takes back, of every path, that an issuer was not sent which the listing names as sent; whether the best one hangs on it.
    pub(crate) fn excuse(&self, paths: &mut [Judged], bag: &Bag) -> bool {
        let excused = |finding: &Finding| match finding.place {
            Place::Link { subject, issuer: None } => {
                finding.code() == Code::IssuerNotFound
                    && self.subjects.contains(&values(&bag.get(subject).issuer))
            }
            _ => false,
        };
        let hangs = paths.first().is_some_and(|best| best.findings.iter().any(excused));
        for judged in paths {
            judged.findings.retain(|finding| !excused(finding));
        }
        hangs
    }
}

/// What was sent and could not be read, by any of the names that it may be for.
pub(crate) struct Unread {
    /// Where the subject cannot be read either, it may be anybody's.
    subjects: Vec<Option<Vec<u8>>>,
}

impl Unread {
    /// Everything in the chain that may have been a certificate.
    pub(crate) fn of(chain: &Reading, bag: &Bag, findings: &[Finding]) -> Self {
        let sent = bag.unreadable.iter().filter(|other| other.origin == Origin::Chain);
        let told = findings
            .iter()
            .filter(|finding| is_a_certificate(finding.code()) && finding.is_error(RuleSet::Default));
        let cut = told.filter_map(|finding| match &finding.place {
            Place::Input { field: InputField::Chain | InputField::Paste, source: Some(source) } => {
                let is_known = |other: &Unreadable| other.origin == Origin::Chain && other.source == *source;
                let begun = chain.cut.iter().find(|cut| cut.source == *source);
                (!bag.unreadable.iter().any(is_known)).then(|| begun.map(|cut| cut.subject.clone()))
            }
            _ => None,
        });
        let read = sent.map(|other| Encoding::names(&other.der).map(|(subject, _)| subject.to_vec()));
        Self { subjects: read.chain(cut).collect() }
    }

    /// Says of every issuer that is missing, and that the unread may be, no more than that: what follows from the one fault is no other.
    pub(crate) fn excuse(&self, paths: &mut [Judged], bag: &Bag) {
        for finding in paths.iter_mut().flat_map(|judged| judged.findings.iter_mut()) {
            let Place::Link { subject, issuer: None } = finding.place else { continue };
            let wanted = &bag.get(subject).issuer.der;
            let may_be = |name: &Option<Vec<u8>>| name.as_ref().is_none_or(|name| name == wanted);
            if let Fault::IssuerNotFound(evidence) = &*finding.fault
                && self.subjects.iter().any(may_be)
            {
                let excused = issuer::IssuerNotFound {
                    omitted: issuer::UNREAD,
                    missing: issuer::NOTHING_KNOWN,
                    ..evidence.clone()
                };
                *finding =
                    Finding { fault: Arc::new(excused.into()), ..finding.clone() }.at_most(Severity::Note);
            }
        }
    }
}

fn values(name: &crate::certificate::name::Name) -> Vec<String> {
    key(name.attributes.iter().map(|(_, value)| value.as_str()))
}

/// Whether only CA certificates were given where the certificate of a server is wanted, and none of them is one for a server
/// as well, as a CA's certificate that a server was set up with is. By the letter of a document the first certificate is the one to be
/// validated, whatever it is (RFC 5280 §6.1).
pub(crate) fn end_entity_missing(
    chain: &Reading,
    bag: &Bag,
    sent: usize,
    purpose: Purpose,
    rules: RuleSet,
) -> Option<Finding> {
    if rules != RuleSet::Default {
        return None;
    }
    let certificates = || bag.iter().take(sent).map(|(_, certificate)| certificate);
    let is_only_a_ca = |certificate: &Certificate| {
        certificate.is_ca() && !names_a_server(certificate) && !is_set_up_for_a_server(certificate)
    };
    // Roots side by side are a trust store, whatever they are called: one of Mozilla's bears a domain as its name.
    let is_root = |certificate: &Certificate| certificate.is_ca() && certificate.is_self_issued();
    let is_store = || sent >= STORE && certificates().all(is_root);
    if purpose == Purpose::Any || sent == 0 || !(certificates().all(is_only_a_ca) || is_store()) {
        return None;
    }
    // A file that could not be read may be the one.
    let first = chain.certificates.first()?;
    let place = Place::Input { field: first.field, source: Some(first.source) };
    let fault = EndEntityNotPasted {
        count: sent,
        names: certificates()
            .take(MOST_NAMED)
            .map(|certificate| format!("“{}”", certificate.label()))
            .collect(),
        roots: certificates().all(Certificate::is_self_issued),
        advice: as_anchors::GIVE,
    };
    Some(Finding::new(place, fault))
}

/// Whether all that was given as the chain stands where certificates wrap keys of messages.
pub(crate) fn other_use(chain: &Reading) -> Option<Finding> {
    let first = chain.certificates.first()?;
    if !chain.certificates.iter().all(|entry| entry.label.role == Role::Message) {
        return None;
    }
    let form = if first.label.key == "x5c" { other_use::JWKS } else { other_use::SAML };
    let place = Place::Input { field: first.field, source: Some(first.source) };
    Some(Finding::new(place, CertificateOfAnotherUse { form }))
}

/// id-kp-serverAuth.
const SERVER_AUTH: &str = "1.3.6.1.5.5.7.3.1";

/// So many roots, and nothing else, are no chain.
const STORE: usize = 3;

fn is_of_a_host(name: &GeneralName) -> bool {
    // One that cannot be read may be one.
    matches!(name, GeneralName::Dns(_) | GeneralName::Ip(_) | GeneralName::Invalid(..))
}

/// Whether it is allowed what servers do, and not what CAs do: no CA is without keyCertSign, and one that signs certificates for servers
/// signs lists as well, or is a root.
fn is_set_up_for_a_server(certificate: &Certificate) -> bool {
    let Some(usage) = certificate.extensions.key_usage.as_ref().map(|found| found.value) else {
        return false;
    };
    let purposes = certificate.extensions.extended_key_usage.as_ref();
    let is_for_servers = purposes.is_some_and(|found| found.value.iter().any(|oid| oid == SERVER_AUTH));
    !usage.has(KeyUsage::KEY_CERT_SIGN)
        || (is_for_servers
            && usage.has(KeyUsage::DIGITAL_SIGNATURE)
            && !usage.has(KeyUsage::CRL_SIGN)
            && !certificate.is_self_issued())
}

/// Whether it has the name of a host: among its alternative names, or as the common name that older programs look at.
fn names_a_server(certificate: &Certificate) -> bool {
    let names = certificate.extensions.subject_alt_names.as_ref();
    names.is_some_and(|names| names.value.iter().any(is_of_a_host))
        || certificate
            .subject
            .common_names()
            .any(|name| crate::server_name::ServerName::parse(name).is_some() && name.contains('.'))
}
