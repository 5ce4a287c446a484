//! All that is found out about a question before a word is said of it: what clients, remedies and the report read.

use std::rc::Rc;
use std::sync::Arc;

use crate::address::Address;
use crate::certificate::Bag;
use crate::choice::Judged;
use crate::fault::{CertificateId, Finding, Time};
use crate::input::Reading;
use crate::path::CertificationPath;
use crate::question::{Language, Material, Piece, Purpose, Question, RuleSet};
use crate::report::{AnchorSource, Verdict};
use crate::revocation::ocsp::OcspStanding;
use crate::revocation::{Revocation, Standing};
use crate::rules::mailbox::Mailbox;
use crate::rules::policy::Wanted;
use crate::sent::Unpasted;
use crate::server_name::ServerName;
use crate::transparency::Timestamp;
use crate::transparency::list::LogList;
use crate::transparency::policy;

/// All that was found out about a question, before it is put into words.
pub(crate) struct Examined {
    pub asked: Asked,
    /// Shared, so that clients can keep what they read of it while it is judged at another time.
    pub bag: Rc<Bag>,
    /// How many certificates of the bag were sent; the anchors follow them.
    pub sent: usize,
    /// The question cannot be asked so: nothing was judged.
    pub unanswerable: bool,
    /// Empty where the certificate of the server or client itself could not be read.
    pub paths: Vec<Judged>,
    /// In the order they are told.
    pub findings: Vec<Finding>,
    pub anchors: Anchors,
    pub revocation: Rc<Revocation>,
    /// Of each certificate of the best path, where there was something to settle it by.
    pub statuses: Vec<Status>,
    /// What logs promised about the end entity, and what that is worth.
    pub promises: Vec<policy::Judged>,
    /// Whether what was pasted is not all that was sent, and the answer hangs on what is missing.
    pub incomplete: bool,
    /// `None` where there was nothing to ask about.
    pub witness: Option<Result<(), String>>,
    pub readings: Readings,
    /// What no time changes.
    pub groundwork: Groundwork,
}

/// What was found out before any path was judged: the same at whatever time the question is asked.
#[derive(Default)]
pub(crate) struct Groundwork {
    /// `None` where nothing was judged.
    pub end_entity: Option<CertificateId>,
    pub findings: Vec<Finding>,
    pub policies: Wanted,
    pub unpasted: Option<Unpasted>,
    pub not_read: Option<Finding>,
}

/// What was read from the fields of the question.
pub(crate) struct Readings {
    pub chain: Arc<Reading>,
    pub anchors: Option<Arc<Reading>>,
    pub crls: Arc<Reading>,
    pub ocsp: Arc<Reading>,
    /// Certificates that are known and were not sent.
    pub intermediates: Option<Arc<Reading>>,
    /// What logs promised in the handshake.
    pub scts: Vec<Timestamp>,
    /// The logs whose promises count.
    pub logs: Option<LogList>,
}

impl Readings {
    /// Whether lists of revoked certificates were given as such.
    pub(crate) fn has_lists(&self) -> bool {
        !self.crls.crls.is_empty()
    }

    /// The question to be asked once more, with nothing in it that has to be read again. The error text is left out: what it says does
    /// not depend on the chain.
    pub(crate) fn ask_again(&self, question: &Question) -> Question {
        let again = |reading: &Arc<Reading>, given: &Material| {
            if *given == Material::default() { Material::default() } else { Arc::clone(reading).into() }
        };
        Question {
            clients: None,
            outlook: false,
            warn_days: None,
            ..question.with_material(
                again(&self.chain, &question.chain),
                self.anchors.as_ref().map(|reading| Arc::clone(reading).into()),
                again(&self.crls, &question.crls),
                again(&self.ocsp, &question.ocsp),
            )
        }
    }
}

impl Examined {
    /// The answer that the findings amount to.
    pub(crate) fn verdict(&self) -> Verdict {
        if self.unanswerable {
            Verdict::Unanswerable
        } else if self.sent == 0 {
            Verdict::Unreadable
        } else if self.paths.is_empty() && self.incomplete {
            Verdict::Unanswerable
        } else if self.paths.is_empty()
            || self.findings.iter().any(|finding| finding.is_error(self.asked.rules))
        {
            Verdict::Untrusted
        } else if self.incomplete {
            Verdict::Unanswerable
        } else if !self.best().is_some_and(CertificationPath::is_anchored) {
            Verdict::Untrusted
        } else {
            Verdict::Trusted
        }
    }

    /// The certificate of the server or client itself.
    pub(crate) fn end_entity(&self) -> Option<CertificateId> {
        self.best().map(CertificationPath::end_entity)
    }

    /// The path that the answer is about.
    pub(crate) fn best(&self) -> Option<&CertificationPath> {
        self.paths.first().map(|judged| &judged.path)
    }
}

/// The status of one certificate, before it is put into words.
pub(crate) type Status = (CertificateId, Option<(Rc<Standing>, OcspStanding)>);

/// The question as it was understood.
pub(crate) struct Asked {
    pub at: Option<Time>,
    pub server_name: Option<ServerName>,
    pub mailbox: Option<Mailbox>,
    pub purpose: Purpose,
    pub rules: RuleSet,
    pub language: Language,
    /// The server that was asked, as far as the paste tells it.
    pub address: Option<Address>,
    /// Which of what was pasted is JSON, XML, YAML or source code, where certificates stand in other forms than PEM.
    pub containers: Containers,
    /// Whether nothing is to be left out of the report for its size.
    pub is_full: bool,
}

/// Which material is a container of another kind.
pub(crate) struct Containers {
    pub chain: bool,
    pub anchors: bool,
}

impl Containers {
    pub(crate) fn of(question: &Question) -> Self {
        let any = |material: &Material| {
            material.0.iter().any(|piece| match piece {
                Piece::Text(text) => is_container(text),
                Piece::Bytes(bytes) => core::str::from_utf8(bytes).is_ok_and(is_container),
                // Sorted out of a paste: what stood around it is looked at before.
                Piece::Read(_) => false,
            })
        };
        let sorted = question.paste.iter().any(|pasted| match &pasted.content {
            Piece::Text(text) => is_container(text),
            Piece::Bytes(bytes) => core::str::from_utf8(bytes).is_ok_and(is_container),
            Piece::Read(_) => false,
        });
        Self {
            chain: sorted || any(&question.chain),
            anchors: sorted || question.anchors.pasted.as_ref().is_some_and(any),
        }
    }
}

/// Whether a text is JSON or XML, or has values of YAML or strings of source code that hold certificates.
fn is_container(text: &str) -> bool {
    if text.trim_start().starts_with(['{', '[', '<']) {
        return true;
    }
    text.lines().any(|line| {
        let value = line.split_once(": ").map(|(key, value)| (key.trim(), value.trim()));
        let is_base64 = |value: &str| {
            value.len() >= 64
                && value.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+/=".contains(&byte))
        };
        let is_yaml = value.is_some_and(|(key, value)| {
            !key.is_empty() && !key.contains(' ') && is_base64(value.trim_matches(['"', '\'']))
        });
        is_yaml || ["\"-----BEGIN", "'-----BEGIN", "`-----BEGIN"].iter().any(|start| line.contains(start))
    })
}

/// The trust anchors of the question.
#[derive(Clone)]
pub(crate) struct Anchors {
    pub count: usize,
    pub source: AnchorSource,
    pub mozilla: bool,
    /// Of those that were pasted, how many were counted and not read: no path could lead to them.
    pub passed_over: usize,
}
