//! Our verdicts beside webpki's by the default rules: they may differ where `tests/exceptions.toml` says so, with a
//! reason, and nowhere else.

use std::collections::BTreeMap;

use chainwhy::report::{Origin, Place, Report, Verdict};
use serde::Deserialize;

/// What we refuse and webpki accepts.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Exception {
    pub code: String,
    at: Where,
    reason: String,
    /// The suite that sees it happen: `graphs` or `corpora`.
    pub seen: String,
}

/// Which certificate has to bear the fault for the difference to be the one described.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq)]
#[serde(rename_all = "lowercase")]
enum Where {
    Anchor,
    Anywhere,
}

#[derive(Deserialize)]
struct File {
    webpki: Vec<Exception>,
}

pub fn exceptions() -> Vec<Exception> {
    let file: File = toml::from_str(include_str!("../exceptions.toml")).unwrap();
    assert!(file.webpki.iter().all(|exception| !exception.reason.is_empty()));
    file.webpki
}

impl Exception {
    /// The path that webpki took has this fault: an error where that path is the best, a note where it is not.
    fn explains(&self, report: &Report) -> bool {
        report.findings.iter().any(|finding| {
            finding.code == self.code && (self.at == Where::Anywhere || is_at_anchor(&finding.place))
        })
    }
}

fn is_at_anchor(place: &Place) -> bool {
    let is_anchor = |id: &str| id.starts_with('a');
    match place {
        Place::Certificate { certificate } => is_anchor(certificate),
        Place::Link { issuer, .. } => issuer.as_deref().is_some_and(is_anchor),
        _ => false,
    }
}

/// How the two judged.
#[derive(Default)]
pub struct Tally {
    pub both_trust: usize,
    pub both_refuse: usize,
    /// We refuse and webpki accepts, by exception.
    pub stricter: BTreeMap<String, usize>,
    /// What no exception speaks of.
    pub unexplained: Vec<String>,
    /// Both refuse, and what webpki names we do not find, on any path.
    pub other_cause: Vec<String>,
}

impl std::fmt::Display for Tally {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(
            f,
            "both trust {}, both refuse {}, we alone refuse {:?}, unexplained {}",
            self.both_trust,
            self.both_refuse,
            self.stricter,
            self.unexplained.len()
        )
    }
}

impl Tally {
    pub fn count(&mut self, name: &str, report: &Report, exceptions: &[Exception], question: &str) {
        let gap = report.findings.iter().any(|finding| finding.code == "unexplained");
        match (report.verdict == Verdict::Trusted, report.reference.accepted) {
            (true, Some(true)) => self.both_trust += 1,
            (false, Some(false)) if !gap => {
                self.both_refuse += 1;
                if !shares_cause(report) {
                    self.other_cause.push(told(name, report, question));
                }
            }
            (false, Some(true)) if exceptions.iter().any(|exception| exception.explains(report)) => {
                for exception in exceptions.iter().filter(|exception| exception.explains(report)) {
                    *self.stricter.entry(exception.code.clone()).or_default() += 1;
                }
            }
            _ => self.unexplained.push(told(name, report, question)),
        }
    }

    #[allow(dead_code, reason = "each suite uses a part")]
    pub fn add(&mut self, other: Self) {
        self.both_trust += other.both_trust;
        self.both_refuse += other.both_refuse;
        self.unexplained.extend(other.unexplained);
        self.other_cause.extend(other.other_cause);
        for (code, count) in other.stricter {
            *self.stricter.entry(code).or_default() += count;
        }
    }

    /// Fails where something is unexplained.
    pub fn check(&self) {
        let some: Vec<&str> = self.unexplained.iter().take(3).map(String::as_str).collect();
        assert!(self.unexplained.is_empty(), "{}", some.join("\n\n"));
        let other: Vec<&str> = self.other_cause.iter().take(3).map(String::as_str).collect();
        assert!(self.other_cause.is_empty(), "webpki names another cause: {}", other.join("\n\n"));
    }

    /// Fails where an exception no longer happens.
    #[allow(dead_code, reason = "each suite uses a part")]
    pub fn check_all_happen(&self, exceptions: &[Exception], suite: &str) {
        let idle: Vec<&str> = exceptions
            .iter()
            .filter(|exception| exception.seen == suite)
            .map(|exception| exception.code.as_str())
            .filter(|code| !self.stricter.contains_key(*code))
            .collect();
        assert!(idle.is_empty(), "{idle:?} no longer differ: strike them from tests/exceptions.toml");
    }
}

/// What webpki may mean by its one error, as codes of ours. It names the worst of what it met on any path.
const CAUSES: &[(&str, &[&str])] = &[
    ("BadDerTime", &["time-malformed", "webpki-limit"]),
    (
        "BadDer",
        &[
            "encoding-not-der",
            "extension-malformed",
            "name-constraint-violated",
            "public-key-malformed",
            "subject-alt-name-malformed",
            "webpki-limit",
        ],
    ),
    ("CaUsedAsEndEntity", &["end-entity-is-ca"]),
    ("CertExpired", &["certificate-expired"]),
    ("CertNotValidForName", &["name-mismatch", "subject-alt-name-missing"]),
    ("CertNotValidYet", &["certificate-not-yet-valid"]),
    ("CertRevoked", &["certificate-revoked"]),
    ("EndEntityUsedAsCa", &["issuer-not-ca"]),
    ("ExtensionValueInvalid", &["extension-duplicated", "extension-malformed"]),
    ("InvalidCertValidity", &["validity-inverted"]),
    ("InvalidNetworkMaskConstraint", &["name-constraint-malformed"]),
    ("InvalidSerialNumber", &["serial-number-invalid"]),
    // Another issue of an anchor, signed by somebody else, has no issuer to us: the anchor stands in its place.
    (
        "InvalidSignatureForPublicKey",
        &[
            "issuer-not-found",
            "key-identifier-mismatch",
            "public-key-malformed",
            "public-key-weak",
            "signature-invalid",
        ],
    ),
    ("MalformedDnsIdentifier", &["subject-alt-name-malformed"]),
    ("MalformedExtensions", &["extension-malformed"]),
    ("MalformedNameConstraint", &["name-constraint-malformed", "webpki-limit"]),
    ("Maximum", &["path-too-complex"]),
    ("NameConstraintViolation", &["name-constraint-violated", "name-constraint-unsupported"]),
    ("PathLenConstraintViolated", &["path-length-exceeded"]),
    ("RequiredEkuNotFound", &["extended-key-usage-mismatch"]),
    ("SignatureAlgorithmMismatch", &["signature-algorithm-mismatch"]),
    (
        "TrailingData",
        &[
            "encoding-not-der",
            "extension-malformed",
            "name-constraint-malformed",
            "path-too-complex",
            "time-malformed",
            "unique-identifier-present",
        ],
    ),
    ("UnsupportedCertVersion", &["version-not-v3"]),
    ("UnsupportedCriticalExtension", &["critical-extension-unknown"]),
    (
        "UnsupportedSignatureAlgorithmContext",
        &["signature-algorithm-weak", "signature-algorithm-unsupported"],
    ),
    (
        "UnsupportedSignatureAlgorithmForPublicKeyContext",
        &[
            "key-identifier-mismatch",
            "public-key-malformed",
            "public-key-unsupported",
            "public-key-weak",
            "signature-algorithm-mismatch",
            "signature-algorithm-unsupported",
            "signature-invalid",
        ],
    ),
    (
        "UnknownIssuer",
        &[
            "anchors-empty",
            "end-entity-self-signed",
            "issuer-not-found",
            "key-identifier-mismatch",
            "name-form-differs",
            "root-not-trusted",
            "signature-invalid",
        ],
    ),
];

/// Both refuse: what webpki names, we have found as well. It can only be asked where each name has one key: webpki looks
/// at everything in a candidate before its signature, and so may name a fault of a certificate that never was the issuer.
/// The report holds the anchors that a path touches, so that others may be namesakes unseen.
fn shares_cause(report: &Report) -> bool {
    let words = report.reference.error.as_deref().unwrap_or_default();
    let meant = CAUSES.iter().find(|(name, _)| words.starts_with(name));
    let found = |codes: &[&str]| report.findings.iter().any(|finding| codes.contains(&finding.code));
    let anchors = report.certificates.iter().filter(|known| known.origin != Origin::Chain).count();
    meant.is_some_and(|(_, codes)| found(codes))
        || has_namesakes(report)
        || report.anchors.count > anchors
        || found(&["certificate-unused"])
}

fn has_namesakes(report: &Report) -> bool {
    let mut keys: BTreeMap<&str, &Option<String>> = BTreeMap::new();
    report.certificates.iter().any(|certificate| {
        keys.insert(&certificate.subject, &certificate.subject_key_id)
            .is_some_and(|known| *known != certificate.subject_key_id)
    })
}

fn told(name: &str, report: &Report, question: &str) -> String {
    let findings: Vec<String> = report
        .findings
        .iter()
        .map(|finding| format!("{:?} {} {:?}", finding.severity, finding.code, finding.place))
        .collect();
    format!(
        "{name}: we say {:?}, webpki {:?}\n{}\n{question}",
        report.verdict,
        report.reference,
        findings.join("\n"),
    )
}
