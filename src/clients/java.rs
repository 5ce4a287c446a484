//! Java 17 (SunJSSE and its PKIX validator).
//!
//! A chain that is in order and leads to an anchor's name is validated as it stands, and its error is told; any other is
//! left to a path builder, whose failures are all one. Of an anchor neither dates nor constraints count, but it must be a
//! CA. What stands among the anchors is trusted as it is, end entities too.

mod reader;

use std::borrow::Cow;

pub(crate) use reader::Names;

use super::reader::asn1;
use super::reader::outline::{NETSCAPE_CERT_TYPE, Outline, ce};
use super::scene::{ANY_PURPOSE, Facts, Host, KeyKind, Piece, SERVER_AUTH, Scene};
use super::stance::{Stance, not_of_a_chain};
use super::{Refusal, handshake_faults, host, is_key_for_tls};
use crate::certificate::Certificate;
use crate::certificate::extensions::{GeneralName, KeyUsage};
use crate::certificate::name::{Name, folded};
use crate::certificate::subtrees::Subtrees;
use crate::fault::{CertificateId, Time};
use crate::revocation::scope::ALL_REASONS;
use crate::rules::Code;
use crate::rules::name_constraints::{self, Allowance};
use crate::rules::policy;
use crate::signature::Outcome;
use crate::text;

const KEYS: &[KeyKind] =
    &[KeyKind::Rsa, KeyKind::P256, KeyKind::P384, KeyKind::P521, KeyKind::Ed25519, KeyKind::Ed448];

/// CA certificates that the builder puts between an end entity and an anchor.
const MAX_PATH_LENGTH: usize = 5;
/// jdk.tls.maxCertificateChainLength.
const MAX_CHAIN_LENGTH: usize = 10;
/// Steps of the builder: Java has no limit, a page needs one.
const MAX_STEPS: usize = 500;

const HANDSHAKE: &str = "javax.net.ssl.SSLHandshakeException: ";
const VALIDATION: &str = "PKIX path validation failed: ";
const PARSING: &str = "java.security.cert.CertificateParsingException: ";

/// A CertPathValidatorException.
#[derive(Clone)]
struct Invalid {
    message: String,
    reason: &'static str,
    /// The exception that caused it, if it is another one; `Some("")` where it is the same again.
    cause: Option<String>,
    faults: &'static [Code],
    at: CertificateId,
}

pub(super) fn ask(scene: &Scene<'_>) -> Option<Refusal> {
    let end_entity = scene.end_entity();
    let weak = matches!(scene.get(end_entity).algorithm_info.hash, Some("MD2" | "MD4" | "MD5"));
    if weak || !is_key_for_tls(scene, KEYS) {
        let faults: &'static [Code] = if weak { &[Code::SignatureAlgorithmWeak] } else { handshake_faults() };
        return Some(plain(chained(&["Received fatal alert: handshake_failure"]), faults, end_entity));
    }
    for piece in scene.material.anchors.iter().filter(|piece| !piece.bytes.is_empty()) {
        if let Err((chain, faults)) = read(scene, piece, true) {
            return Some(Refusal { words: chain.join(" | caused by: "), code: None, faults, at: piece.id });
        }
    }
    if scene.revocation.crls().iter().any(|crl| reader::is_empty_name(crl.issuer())) {
        let words = String::from("java.security.cert.CRLException: Empty issuer DN not allowed in X509CRLs");
        return Some(Refusal { words, code: None, faults: &[Code::CrlInvalid, Code::IssuerEmpty], at: None });
    }
    if scene.sent_count() > MAX_CHAIN_LENGTH {
        // It stops counting.
        let words = String::from(
            "javax.net.ssl.SSLProtocolException: The certificate chain length (11) exceeds the maximum allowed length (10)",
        );
        let faults = &[Code::PathTooComplex, Code::CertificateUnused];
        return Some(Refusal { words, code: None, faults, at: None });
    }
    for piece in &scene.material.sent {
        if let Err((chain, faults)) = read(scene, piece, false) {
            let mut words = String::from(HANDSHAKE);
            words.push_str("Failed to parse server certificates | caused by: ");
            words.push_str(&chain.join(" | caused by: "));
            return Some(Refusal { words, code: None, faults, at: piece.id });
        }
    }
    let scene = &scene.seen_leniently(&|_| true);
    if scene.is_without_anchors() {
        let words = "javax.net.ssl.SSLException: Unexpected error: {e} | caused by: java.lang.RuntimeException: Unexpected \
                     error: {e} | caused by: {e}";
        let e =
            "java.security.InvalidAlgorithmParameterException: the trustAnchors parameter must be non-empty";
        return Some(Refusal {
            words: text::fill(words, &|_| e.to_owned()),
            code: None,
            faults: &[Code::AnchorsEmpty],
            at: None,
        });
    }
    check_trust(scene).or_else(|| check_identity(scene)).or_else(|| check_message(scene))
}

/// CertificateVerify, once the chain is trusted: by a key that is read and is not the server's, no message is signed.
fn check_message(scene: &Scene<'_>) -> Option<Refusal> {
    let end_entity = scene.end_entity();
    let certificate = scene.get(end_entity);
    let (key, _) = asn1::element(Outline::of(certificate).key).ok()?;
    let bits = asn1::elements(key.contents).nth(1)?.contents;
    let is_another = match certificate.key_kind() {
        // Bits that are not counted are shifted out.
        KeyKind::Rsa => bits.first().is_some_and(|unused| *unused != 0),
        KeyKind::P256 | KeyKind::P384 | KeyKind::P521 => {
            const SIZES: [(&str, usize); 3] = [("EC P-256", 66), ("EC P-384", 98), ("EC P-521", 134)];
            !certificate.key.supported && SIZES.contains(&(certificate.key.name.as_ref(), bits.len()))
        }
        _ => false,
    };
    let faults: &[Code] = &[Code::PublicKeyUnsupported, Code::PublicKeyMalformed, Code::CertificateMalformed];
    is_another.then(|| plain(chained(&["Invalid CertificateVerify signature"]), faults, end_entity))
}

fn plain(words: String, faults: &'static [Code], at: CertificateId) -> Refusal {
    Refusal { words, code: None, faults, at: Some(at) }
}

/// An SSLHandshakeException with the messages of what caused it.
fn chained(messages: &[&str]) -> String {
    let mut words = String::from(HANDSHAKE);
    words.push_str(&messages.join(" | caused by: "));
    words
}

/// Our faults that a certificate has which Java cannot read.
const UNREADABLE: &[Code] = &[
    Code::CertificateMalformed,
    Code::EncodingNotDer,
    Code::TimeMalformed,
    Code::NameMalformed,
    Code::PublicKeyMalformed,
    Code::PublicKeyUnsupported,
    Code::PublicKeyWeak,
    Code::SerialNumberInvalid,
    Code::SignatureAlgorithmMismatch,
    Code::IssuerEmpty,
    Code::CaSubjectEmpty,
    Code::VersionNotV3,
    Code::ExtensionDuplicated,
    Code::ExtensionMalformed,
    Code::NameConstraintMalformed,
    Code::SubjectAltNameMalformed,
    Code::CertificateTrailingData,
];

/// X509CertImpl, and what it demands where there is no subject.
fn read(scene: &Scene<'_>, piece: &Piece<'_>, is_file: bool) -> Result<(), (Vec<String>, &'static [Code])> {
    reader::parse(&piece.bytes, is_file).map_err(|thrown| (thrown, UNREADABLE))?;
    piece.view.and_then(|view| incomplete(scene.get(view))).map_or(Ok(()), Err)
}

fn incomplete(certificate: &Certificate) -> Option<(Vec<String>, &'static [Code])> {
    let extensions = &certificate.extensions;
    let one = |message: &str, faults: &'static [Code]| {
        let mut words = String::from(PARSING);
        words.push_str(message);
        Some((vec![words], faults))
    };
    if certificate.version == 1 && reader::is_empty_name(&certificate.subject.der) {
        return one(
            "Empty subject DN not allowed in v1 certificate",
            &[Code::CaSubjectEmpty, Code::VersionNotV3],
        );
    }
    if certificate.version == 3 && reader::is_empty_name(&certificate.subject.der) {
        let faults: &'static [Code] =
            &[Code::SubjectAltNameNotCritical, Code::SubjectAltNameMissing, Code::CaSubjectEmpty];
        match &extensions.subject_alt_names {
            _ if extensions.all.is_empty() => {
                let words = "X.509 Certificate is incomplete: subject field is empty, and certificate has no extensions";
                return one(words, faults);
            }
            None => {
                let words = "X.509 Certificate is incomplete: subject field is empty, and SubjectAlternativeName \
                             extension is absent";
                return one(words, faults);
            }
            Some(found) if found.value.is_empty() => {
                let words = "X.509 Certificate is incomplete: subject field is empty, and SubjectAlternativeName \
                             extension is empty";
                return one(words, faults);
            }
            Some(found) if !found.critical => {
                let words = "X.509 Certificate is incomplete: SubjectAlternativeName extension MUST be marked critical \
                             when subject field is empty";
                return one(words, faults);
            }
            Some(_) => {}
        }
    }
    None
}

/// keyUsage, if Java can read it.
fn usage(certificate: &Certificate) -> Option<KeyUsage> {
    certificate.usage().filter(|_| !reader::ignores(certificate, &ce(15)))
}

fn is_ca(certificate: &Certificate) -> bool {
    reader::ca(certificate) == Some(true)
}

/// X500Name.equals.
fn names_issuer(scene: &Scene<'_>, subject: CertificateId, issuer: CertificateId) -> bool {
    scene.names_issuer(subject, issuer)
        || match (scene.java_names(subject), scene.java_names(issuer)) {
            (Some(below), Some(above)) => below.issuer == above.subject,
            _ => false,
        }
}

/// PKIXValidator.engineValidate, and what is asked of the end entity after it.
fn check_trust(scene: &Scene<'_>) -> Option<Refusal> {
    let sent = &scene.as_sent();
    let mut previous: Option<CertificateId> = None;
    for (position, id) in sent.iter().enumerate() {
        if previous.is_some_and(|below| !names_issuer(scene, below, *id)) {
            return build(scene);
        }
        if is_trusted(scene, *id) {
            return match sent.get(..position) {
                None | Some([]) => None,
                Some(below) => validate_and_finish(scene, below),
            };
        }
        previous = Some(*id);
    }
    let top = sent.last().copied()?;
    if scene.anchors.iter().any(|anchor| names_issuer(scene, top, *anchor)) {
        validate_and_finish(scene, sent)
    } else {
        build(scene)
    }
}

/// It is among the anchors, or has the name and the key of one.
fn is_trusted(scene: &Scene<'_>, id: CertificateId) -> bool {
    let certificate = scene.get(id);
    scene.anchors.iter().any(|anchor| {
        let anchor = scene.get(*anchor);
        anchor.subject.der == certificate.subject.der && anchor.spki == certificate.spki
    })
}

fn validate_and_finish(scene: &Scene<'_>, path: &[CertificateId]) -> Option<Refusal> {
    match validate(scene, path) {
        Err(invalid) => Some(invalid_path(&invalid)),
        Ok(anchor) => anchor_error(scene, anchor, VALIDATION)
            .or_else(|| check_end_entity(scene))
            .or_else(|| check_distrust(scene, anchor)),
    }
}

fn invalid_path(invalid: &Invalid) -> Refusal {
    if invalid.message == OUT_OF_RANGE {
        let mut words = String::from("javax.net.ssl.SSLException: ");
        words.push_str(OUT_OF_RANGE);
        words.push_str(" | caused by: java.lang.StringIndexOutOfBoundsException: ");
        words.push_str(OUT_OF_RANGE);
        return Refusal { words, code: None, faults: invalid.faults, at: Some(invalid.at) };
    }
    let with = |prefix: &str| {
        let mut words = prefix.to_owned();
        words.push_str("java.security.cert.CertPathValidatorException: ");
        words.push_str(&invalid.message);
        words
    };
    let exception = with("");
    let failed = with(VALIDATION);
    let mut validator = String::from("sun.security.validator.ValidatorException: ");
    validator.push_str(&failed);
    let mut messages = vec![failed, validator, exception.clone()];
    match &invalid.cause {
        None => {}
        Some(cause) if cause.is_empty() => messages.push(exception),
        Some(cause) => messages.push(cause.clone()),
    }
    let messages: Vec<&str> = messages.iter().map(String::as_str).collect();
    let mut code = String::from("CertPathValidatorException.reason=");
    code.push_str(invalid.reason);
    Refusal { words: chained(&messages), code: Some(code), faults: invalid.faults, at: Some(invalid.at) }
}

/// PKIXCertPathValidator: the anchors of the right name in turn; the last error counts.
fn validate(scene: &Scene<'_>, path: &[CertificateId]) -> Result<CertificateId, Invalid> {
    let Some(&top) = path.last() else {
        return Err(no_trust_anchor(scene.end_entity()));
    };
    let mut result = Err(no_trust_anchor(top));
    for anchor in scene.anchors.iter().filter(|anchor| is_selected(scene, top, **anchor)) {
        match validate_below(scene, path, *anchor) {
            Ok(()) => return Ok(*anchor),
            Err(invalid) => result = Err(invalid),
        }
    }
    result
}

fn no_trust_anchor(at: CertificateId) -> Invalid {
    Invalid {
        message: String::from("Path does not chain with any of the trust anchors"),
        reason: "NO_TRUST_ANCHOR",
        cause: None,
        faults: &[
            Code::KeyIdentifierMismatch,
            Code::IssuerNotFound,
            Code::RootNotTrusted,
            Code::AuthorityKeyIdForm,
        ],
        at,
    }
}

/// AdaptableX509CertSelector: the name, and the identifiers where both sides have them.
fn is_selected(scene: &Scene<'_>, subject: CertificateId, anchor: CertificateId) -> bool {
    let (certificate, candidate) = (scene.get(subject), scene.get(anchor));
    let wanted = certificate.extensions.authority_key_id.as_ref().map(|found| &found.value);
    let key_id = wanted.and_then(|found| found.key_id.as_ref());
    let serial = wanted.and_then(|found| found.serial.as_ref());
    names_issuer(scene, subject, anchor)
        && key_id.is_none_or(|key_id| reader::offers_key(candidate, key_id))
        && serial.is_none_or(|serial| candidate.version < 3 || *serial == candidate.serial)
}

/// The checkers, in their order, on each certificate from the anchor down.
fn validate_below(scene: &Scene<'_>, path: &[CertificateId], anchor: CertificateId) -> Result<(), Invalid> {
    let mut allowed = path.len();
    let mut constraining: Vec<CertificateId> = Vec::new();
    let mut issuer = anchor;
    let mut has_tree = true;
    for (depth, id) in path.iter().enumerate().rev() {
        let certificate = scene.get(*id);
        let fail = |message: &str, reason, faults| Invalid {
            message: message.to_owned(),
            reason,
            cause: Some(String::new()),
            faults,
            at: *id,
        };
        check_algorithms(scene, certificate, issuer, &fail)?;
        if depth > 0 {
            if usage(certificate).is_some_and(|usage| !usage.has(KeyUsage::KEY_CERT_SIGN)) {
                let message = "CA key usage check failed: keyCertSign bit is not set";
                return Err(fail(message, "INVALID_KEY_USAGE", &[Code::IssuerCannotSign, Code::IssuerNotCa]));
            }
            if certificate.version < 3 || !is_ca(certificate) {
                let message = "basic constraints check failed: this is not a CA certificate";
                return Err(fail(message, "NOT_CA_CERT", &[Code::IssuerNotCa, Code::VersionNotV3]));
            }
            if !certificate.is_self_issued() {
                if allowed == 0 {
                    let message = "basic constraints check failed: pathLenConstraint violated - this cert must be the \
                                   last cert in the certification path";
                    return Err(fail(message, "PATH_TOO_LONG", &[Code::PathLengthExceeded]));
                }
                allowed -= 1;
            }
            if let Some(limit) = certificate.path_len() {
                allowed = allowed.min(usize::try_from(limit).unwrap_or(usize::MAX));
            }
        }
        let is_held = depth == 0 || !certificate.is_self_issued();
        let mut above = constraining.iter().map(|id| scene.get(*id)).filter(|_| is_held);
        if let Some(words) = above.find_map(distance_error) {
            let faults =
                &[Code::NameConstraintMalformed, Code::NameConstraintUnsupported, Code::EncodingNotDer];
            let mut cause = String::from("java.io.IOException: ");
            cause.push_str(words);
            let invalid = fail(&cause, "UNSPECIFIED", faults);
            return Err(Invalid { cause: Some(cause), ..invalid });
        }
        let found = if is_held { compare(scene, certificate, &constraining) } else { Compared::Fits };
        if matches!(found, Compared::Thrown) {
            return Err(fail(
                OUT_OF_RANGE,
                "",
                &[Code::NameConstraintViolated, Code::NameConstraintMalformed],
            ));
        }
        if matches!(found, Compared::Violates) {
            let faults = &[Code::NameConstraintViolated, Code::SubjectAltNameMissing];
            return Err(fail("name constraints check failed", "INVALID_NAME", faults));
        }
        constraining.push(*id);
        // Below a certificate without policies there is no tree, and nothing is looked at.
        let has_policies = |id: &CertificateId| Outline::of(scene.get(*id)).extension(&ce(32)).is_some();
        has_tree &= has_policies(id);
        if has_tree && let Some(message) = reader::policy_error(certificate, depth == 0) {
            let faults = &[Code::PolicyViolated, Code::CriticalExtensionUnknown, Code::ExtensionMalformed];
            return Err(fail(message, "INVALID_POLICY", faults));
        }
        if depth == 0 && !policies_hold(scene, path, anchor) {
            let message = "non-null policy tree required and policy tree is null";
            return Err(fail(message, "INVALID_POLICY", &[Code::PolicyViolated]));
        }
        check_basics(scene, *id, issuer)?;
        check_revocation(scene, *id, issuer)?;
        if has_unrecognized_critical_extension(certificate) {
            let faults = &[
                Code::CriticalExtensionUnknown,
                Code::KeyIdentifierCritical,
                Code::AuthorityInfoAccessCritical,
            ];
            let invalid = fail("unrecognized critical extension(s)", "UNRECOGNIZED_CRIT_EXT", faults);
            return Err(Invalid { cause: None, ..invalid });
        }
        issuer = *id;
    }
    Ok(())
}

fn policies_hold(scene: &Scene<'_>, path: &[CertificateId], anchor: CertificateId) -> bool {
    let mut whole = path.to_vec();
    whole.push(anchor);
    policy::are_met_while_any_holds(scene.bag, &whole)
}

const WEAK_SIGNATURE: &str = "Algorithm constraints check failed on signature algorithm: {hash}withRSA";

/// jdk.certpath.disabledAlgorithms. SHA-1 is refused below the CAs that come with Java only.
fn check_algorithms(
    scene: &Scene<'_>,
    certificate: &Certificate,
    issuer: CertificateId,
    fail: &dyn Fn(&str, &'static str, &'static [Code]) -> Invalid,
) -> Result<(), Invalid> {
    const REASON: &str = "ALGORITHM_CONSTRAINED";
    if matches!(certificate.algorithm_info.hash, Some("MD2" | "MD4" | "MD5")) {
        let hash = certificate.algorithm_info.hash.unwrap_or_default();
        let message = text::fill(WEAK_SIGNATURE, &|_| hash.to_owned());
        return Err(fail(&message, REASON, &[Code::SignatureAlgorithmWeak]));
    }
    // What a key may be used for decides which constraints count; one that may be used for nothing has none.
    if usage(certificate).is_some_and(|usage| usage.0 & 0x7f == 0) {
        let faults = &[Code::KeyUsageMismatch, Code::IssuerCannotSign, Code::EncodingNotDer];
        return Err(fail("incorrect KeyUsage extension bits", "INVALID_KEY_USAGE", faults));
    }
    let signing = scene.get(issuer);
    if signing.origin.is_anchor()
        && signing.key_kind() == KeyKind::Rsa
        && signing.key.bits.is_some_and(|bits| bits < 1024)
    {
        let hash = certificate.algorithm_info.hash.unwrap_or_default().replace('-', "");
        return Err(fail(&text::fill(WEAK_SIGNATURE, &|_| hash.clone()), REASON, &[Code::PublicKeyWeak]));
    }
    let bits = certificate.key.bits.unwrap_or(usize::MAX);
    if certificate.key_kind() == KeyKind::Rsa && bits < 1024 {
        let message = text::fill(
            "Algorithm constraints check failed on keysize limits: RSA {bits} bit key used with certificate: {subject}",
            &|name| if name == "bits" { bits.to_string() } else { principal(&certificate.subject) },
        );
        return Err(fail(&message, REASON, &[Code::PublicKeyWeak]));
    }
    Ok(())
}

/// What comes of names held against the constraints of the CAs above.
enum Compared {
    Fits,
    Violates,
    Thrown,
}

/// What DNSName.constrains throws where it looks at the first letter of a constraint that has none.
const OUT_OF_RANGE: &str = "String index out of range: 0";

fn compare(scene: &Scene<'_>, certificate: &Certificate, constraining: &[CertificateId]) -> Compared {
    let mut names = name_constraints::names_of(certificate);
    if !names.iter().any(|name| matches!(name, GeneralName::Dns(_))) {
        // X500Name's common name is taken for a dNSName where there is none.
        names.extend(
            certificate
                .subject
                .common_name()
                .filter(|name| name.contains('.') && !name.contains(' '))
                .map(|name| GeneralName::Dns(name.to_owned())),
        );
    }
    let read = constraining.iter().map(|id| scene.get(*id)).filter(|above| !reader::ignores(above, &ce(30)));
    for found in read.filter_map(|above| above.extensions.name_constraints.as_ref()) {
        let constraints = &found.value;
        let sides = [Hosts::of(&constraints.excluded), Hosts::of(&constraints.permitted)];
        for name in &names {
            if matches!(name, GeneralName::Dns(_)) {
                match compare_host(name, &sides) {
                    Compared::Fits => {}
                    other => return other,
                }
            } else if name_constraints::allowance(name, constraints) != Allowance::Allowed {
                return Compared::Violates;
            }
        }
    }
    Compared::Fits
}

/// The dNSNames of one side of constraints, as DNSName.constrains goes through them.
struct Hosts<'a> {
    /// Those up to the first at which it throws.
    compared: Cow<'a, Subtrees>,
    throws: bool,
    is_empty: bool,
}

impl<'a> Hosts<'a> {
    fn of(side: &'a Subtrees) -> Self {
        let host = |base: &'a GeneralName| match base {
            GeneralName::Dns(base) => Some(base.as_str()),
            _ => None,
        };
        let throws = side.iter().filter_map(host).any(str::is_empty);
        // A period alone fits nothing here, and everything there.
        let is_as_found = !throws && side.iter().filter_map(host).all(|base| base != ".");
        let compared = if is_as_found {
            Cow::Borrowed(side)
        } else {
            let before = side.iter().filter_map(host).take_while(|base| !base.is_empty());
            let before = before.filter(|base| *base != ".").map(|base| GeneralName::Dns(base.to_owned()));
            Cow::Owned(Subtrees::from(before.collect::<Vec<_>>()))
        };
        Self { compared, throws, is_empty: side.iter().find_map(host).is_none() }
    }
}

/// NameConstraintsExtension.verify of a dNSName: what is excluded first, then what is permitted up to the first that fits. They are
/// looked up, since there may be thousands of both.
fn compare_host(name: &GeneralName, [excluded, permitted]: &[Hosts<'_>; 2]) -> Compared {
    match () {
        () if excluded.compared.cover(name) => Compared::Violates,
        () if excluded.throws => Compared::Thrown,
        () if permitted.compared.cover(name) => Compared::Fits,
        () if permitted.throws => Compared::Thrown,
        () if permitted.is_empty => Compared::Fits,
        () => Compared::Violates,
    }
}

/// BasicChecker: dates, then the signature.
fn check_basics(scene: &Scene<'_>, id: CertificateId, issuer: CertificateId) -> Result<(), Invalid> {
    let certificate = scene.get(id);
    let dates = |reason, cause: &str, bound: Time| Invalid {
        message: String::from("validity check failed"),
        reason,
        cause: Some(text::fill(cause, &|_| date(bound))),
        faults: &[Code::CertificateExpired, Code::CertificateNotYetValid, Code::ValidityInverted],
        at: id,
    };
    if scene.at < certificate.not_before {
        let cause = "java.security.cert.CertificateNotYetValidException: NotBefore: {date}";
        return Err(dates("NOT_YET_VALID", cause, certificate.not_before));
    }
    if scene.at > certificate.not_after {
        let cause = "java.security.cert.CertificateExpiredException: NotAfter: {date}";
        return Err(dates("EXPIRED", cause, certificate.not_after));
    }
    let thrown = unavailable(certificate, scene.get(issuer)).or_else(|| {
        let outcome = match reader::signed_anew(certificate) {
            None => scene.signature(id, issuer),
            Some(signed) => scene.signature_over(id, issuer, &signed),
        };
        let is_wrong = matches!(outcome, Outcome::Invalid | Outcome::KeyMismatch);
        is_wrong.then(|| ("INVALID_SIGNATURE", signature_words(scene, id, issuer)))
    });
    match thrown {
        None => Ok(()),
        Some((reason, cause)) => Err(Invalid {
            message: String::from("signature check failed"),
            reason,
            cause: Some(cause),
            faults: &[
                Code::SignatureInvalid,
                Code::KeyIdentifierMismatch,
                Code::RootNotTrusted,
                Code::SignatureAlgorithmUnsupported,
                Code::PublicKeyUnsupported,
                Code::PublicKeyUncommon,
            ],
            at: id,
        }),
    }
}

/// What is thrown before a signature is looked at: there is no such algorithm, or none for such a key.
fn unavailable(certificate: &Certificate, signing: &Certificate) -> Option<(&'static str, String)> {
    let info = &certificate.algorithm_info;
    let name = info.name.as_ref();
    if info.hash.is_none() && !matches!(name, "Ed25519" | "Ed448") && !name.starts_with("RSASSA-PSS") {
        let words = "java.security.NoSuchAlgorithmException: {name} Signature not available";
        return Some(("UNSPECIFIED", text::fill(words, &|_| name.to_owned())));
    }
    let key = signing.key.name.as_ref();
    let curve = match key {
        "EC P-256" | "EC P-384" | "EC P-521" => None,
        "EC P-224" => Some("secp224r1 [NIST P-224]"),
        "EC P-192" => Some("secp192r1 [NIST P-192,X9.62 prime192v1]"),
        _ => key.strip_prefix("EC "),
    };
    if let (Some(curve), true) = (curve, name.starts_with("ecdsa")) {
        let oid = reader::curve(&signing.spki).unwrap_or_default();
        let words = "java.security.SignatureException: Curve not supported: {curve} ({oid})";
        let words = text::fill(words, &|name| if name == "oid" { oid.clone() } else { curve.to_owned() });
        return Some(("INVALID_SIGNATURE", words));
    }
    let class = match key {
        _ if name.starts_with("ecdsa") == key.starts_with("EC") => return None,
        "RSA" => "sun.security.rsa.RSAPublicKeyImpl",
        _ if key.starts_with("EC") => "sun.security.ec.ECPublicKeyImpl",
        _ => return None,
    };
    let mut words =
        String::from("java.security.InvalidKeyException: No installed provider supports this key: ");
    words.push_str(class);
    Some(("UNSPECIFIED", words))
}

/// What Signature.verify throws, or that it says no.
fn signature_words(scene: &Scene<'_>, id: CertificateId, issuer: CertificateId) -> String {
    let (certificate, signing) = (scene.get(id), scene.get(issuer));
    let wanted = signing.key.bits.unwrap_or(0).div_ceil(8);
    let length = certificate.signature.len();
    if signing.key_kind() == KeyKind::Rsa && wanted != length && wanted > 0 {
        return text::fill(
            "java.security.SignatureException: Bad signature length: got {length} but was expecting {wanted}",
            &|name| if name == "length" { length.to_string() } else { wanted.to_string() },
        );
    }
    if signing.key.name.starts_with("EC")
        && let Some(cause) = reader::signature_error(&certificate.signature)
    {
        let words = "java.security.SignatureException: Invalid encoding for signature | caused by: {cause}";
        return text::fill(words, &|_| cause.to_owned());
    }
    String::from("java.security.SignatureException: Signature does not match.")
}

fn distance_error(certificate: &Certificate) -> Option<&'static str> {
    if reader::ignores(certificate, &ce(30)) { None } else { reader::distance_error(certificate) }
}

/// RevocationChecker with CRLs, where some were given: DistributionPointFetcher takes those of the certificate's scope, as long as they
/// are current, and asks the entries of all of them.
fn check_revocation(scene: &Scene<'_>, id: CertificateId, issuer: CertificateId) -> Result<(), Invalid> {
    if scene.revocation.has_no_crl() {
        return Ok(());
    }
    let (certificate, signing) = (scene.get(id), scene.get(issuer));
    let signs_lists = |signer: &Certificate| {
        signer.origin.is_anchor() || signer.usage().is_none_or(|usage| usage.has(KeyUsage::CRL_SIGN))
    };
    let may_sign = signs_lists(signing);
    let key_id =
        certificate.extensions.authority_key_id.as_ref().and_then(|found| found.value.key_id.as_ref());
    let key = folded(&certificate.issuer.attributes);
    let mut covered = 0;
    let mut listed = None;
    for (index, crl) in scene.revocation.crls().iter().enumerate() {
        // By another key of the same name, as both say: a path to the list's own issuer is built.
        let is_of_another_key = match (key_id, &crl.authority_key_id) {
            (Some(wanted), Some(named)) => wanted != named,
            _ => false,
        };
        let counts = crl.is_named(&signing.subject)
            && (may_sign || is_of_another_key)
            && !crl.is_delta()
            && (crl.critical.is_none() || crl.critical_in_entry)
            && crl.next_update.is_some_and(|until| scene.at <= until)
            && crl.this_update <= scene.at;
        let Some(reasons) = counts.then(|| crl.reasons_for(certificate).ok()).flatten() else { continue };
        // A hash that is out of use is one as long as the CA is not public.
        let verifies = |signer: CertificateId| {
            let signature = scene.revocation.signature(index, signer, scene.get(signer));
            matches!(signature, Outcome::Valid | Outcome::WeakAlgorithm)
        };
        let by_another =
            |anchor: &CertificateId| crl.is_named(&scene.get(*anchor).subject) && verifies(*anchor);
        let is_signed = verifies(issuer) || (is_of_another_key && scene.anchors.iter().any(by_another));
        if !is_signed {
            continue;
        }
        covered |= reasons;
        listed = listed.or_else(|| crl.entry(&certificate.serial, &key));
    }
    if covered != ALL_REASONS {
        return Err(Invalid {
            message: String::from("Could not determine revocation status"),
            reason: "UNDETERMINED_REVOCATION_STATUS",
            cause: Some(String::new()),
            faults: &[Code::RevocationUnknown, Code::CrlExpired, Code::CrlInvalid, Code::CrlNotUsed],
            at: id,
        });
    }
    let Some(entry) = listed else { return Ok(()) };
    if entry.critical {
        return Err(Invalid {
            message: String::from("Unrecognized critical extension(s) in revoked CRL entry"),
            reason: "UNSPECIFIED",
            cause: Some(String::new()),
            faults: &[Code::CertificateRevoked],
            at: id,
        });
    }
    let Some(at) = entry.at.filter(|at| *at <= scene.at) else { return Ok(()) };
    let message = "Certificate has been revoked, reason: {reason}, revocation date: {date}, authority: {authority}, \
                   extension OIDs: [{extensions}]";
    let message = text::fill(message, &|name| match name {
        "reason" => screaming(entry.reason.unwrap_or("unspecified")),
        "date" => date(at),
        "extensions" => entry.extensions.join(", "),
        _ => principal(&signing.subject),
    });
    let mut cause = String::from("java.security.cert.CertificateRevokedException: ");
    cause.push_str(&message);
    Err(Invalid {
        message,
        reason: "REVOKED",
        cause: Some(cause),
        faults: &[Code::CertificateRevoked],
        at: id,
    })
}

/// `keyCompromise` as Java's constant is called: `KEY_COMPROMISE`.
fn screaming(name: &str) -> String {
    let (mut out, mut capital) = (String::new(), false);
    for letter in name.chars() {
        // `removeFromCRL`: of several capitals the first alone begins a word.
        if letter.is_ascii_uppercase() && !out.is_empty() && !capital {
            out.push('_');
        }
        capital = letter.is_ascii_uppercase();
        out.push(letter.to_ascii_uppercase());
    }
    out
}

fn has_unrecognized_critical_extension(certificate: &Certificate) -> bool {
    const RECOGNIZED: &[&str] = &[
        "2.5.29.15",
        "2.5.29.17",
        "2.5.29.19",
        "2.5.29.30",
        "2.5.29.32",
        "2.5.29.33",
        "2.5.29.36",
        "2.5.29.37",
        "2.5.29.54",
    ];
    certificate.extensions.all.iter().any(|seen| seen.critical && !RECOGNIZED.contains(&seen.oid.as_str()))
}

/// SunCertPathBuilder: any path that validates; where there is none, it says only that.
fn build(scene: &Scene<'_>) -> Option<Refusal> {
    let mut steps = 0;
    let mut path = vec![scene.end_entity()];
    if let Some(anchor) = extend(scene, &mut path, &mut steps) {
        return anchor_error(scene, anchor, "PKIX path building failed: ")
            .or_else(|| check_end_entity(scene))
            .or_else(|| check_distrust(scene, anchor));
    }
    let cause = "sun.security.provider.certpath.SunCertPathBuilderException: unable to find valid certification path to \
                 requested target";
    let mut failed = String::from("PKIX path building failed: ");
    failed.push_str(cause);
    let mut validator = String::from("sun.security.validator.ValidatorException: ");
    validator.push_str(&failed);
    Some(Refusal {
        words: chained(&[&failed, &validator, cause]),
        code: None,
        faults: &[
            Code::IssuerNotFound,
            Code::RootNotTrusted,
            Code::EndEntitySelfSigned,
            Code::KeyIdentifierMismatch,
            Code::SignatureInvalid,
        ],
        at: scene.end_entity().into(),
    })
}

fn extend(scene: &Scene<'_>, path: &mut Vec<CertificateId>, steps: &mut usize) -> Option<CertificateId> {
    *steps += 1;
    if let Ok(anchor) = validate(scene, path) {
        return Some(anchor);
    }
    let top = path.last().copied()?;
    for next in scene.others() {
        let is_new = path.iter().all(|known| {
            let (known, next) = (scene.get(*known), scene.get(*next));
            known.subject.der != next.subject.der || known.spki != next.spki
        });
        if *steps >= MAX_STEPS || path.len() > MAX_PATH_LENGTH {
            return None;
        }
        if is_new && is_selected(scene, top, *next) {
            path.push(*next);
            let found = extend(scene, path, steps);
            path.pop();
            if found.is_some() {
                return found;
            }
        }
    }
    None
}

/// PKIXValidator.verifyTrustAnchor.
fn anchor_error(scene: &Scene<'_>, anchor: CertificateId, prefix: &str) -> Option<Refusal> {
    let certificate = scene.get(anchor);
    let (what, faults): (&str, &'static [Code]) = match () {
        () if certificate.version < 3 => return None,
        () if !is_ca(certificate) => ("is not a CA certificate", &[Code::IssuerNotCa]),
        () if usage(certificate).is_some_and(|usage| !usage.has(KeyUsage::KEY_CERT_SIGN)) => {
            ("does not have keyCertSign bit set in KeyUsage extension", &[Code::IssuerCannotSign])
        }
        () => return None,
    };
    let exception = text::fill(
        "sun.security.validator.ValidatorException: TrustAnchor with subject \"{subject}\" {what}",
        &|name| if name == "what" { what.to_owned() } else { principal(&certificate.subject) },
    );
    let mut failed = prefix.to_owned();
    failed.push_str(&exception);
    let mut validator = String::from("sun.security.validator.ValidatorException: ");
    validator.push_str(&failed);
    Some(plain(chained(&[&failed, &validator, &exception]), faults, anchor))
}

/// EndEntityChecker.checkTLSServer.
fn check_end_entity(scene: &Scene<'_>) -> Option<Refusal> {
    let certificate = scene.get(scene.end_entity());
    let (message, faults): (&str, &'static [Code]) = match () {
        () if usage(certificate).is_some_and(|usage| !usage.has(KeyUsage::DIGITAL_SIGNATURE)) => (
            "KeyUsage does not allow digital signatures",
            &[Code::KeyUsageMismatch, Code::KeyUsageNoSignature],
        ),
        () if certificate.purposes().is_some_and(|purposes| {
            const GATED: [&str; 2] = ["2.16.840.1.113730.4.1", "1.3.6.1.4.1.311.10.3.3"];
            !reader::ignores(certificate, &ce(37))
                && !purposes.iter().any(|purpose| {
                    purpose == SERVER_AUTH || purpose == ANY_PURPOSE || GATED.contains(&purpose.as_str())
                })
        }) =>
        {
            (
                "Extended key usage does not permit use for TLS server authentication",
                &[Code::ExtendedKeyUsageMismatch],
            )
        }
        () if !reader::ignores(certificate, &NETSCAPE_CERT_TYPE)
            && scene
                .openssl(scene.end_entity())
                .and_then(|notes| notes.netscape)
                .is_some_and(|bits| bits & 0x40 == 0) =>
        {
            ("Netscape cert type does not permit use for SSL server", &[Code::ExtendedKeyUsageMismatch])
        }
        () => return None,
    };
    let mut exception = String::from("sun.security.validator.ValidatorException: ");
    exception.push_str(message);
    Some(plain(chained(&[message, &exception]), faults, scene.end_entity()))
}

/// EntrustTLSPolicy and CamerfirmaTLSPolicy of 17.0.15: whose roots they are, the last day that is trusted, and how their SHA-256 begin.
/// They hold for any trust store.
const DISTRUSTED: &[(&str, &str, &[&str])] = &[
    (
        "Entrust",
        "2024-11-11",
        &[
            "73c176434f1bc6d5",
            "02ed0eb28c14da45",
            "43df5774b03e7fef",
            "db3517d1f6732a2d",
            "6dc47172e01cbcb0",
            "0376ab1d54c5f980",
            "0a81ec5a929777f1",
            "70a73f7f376b6007",
            "bd71fdf6da97e4cf",
        ],
    ),
    ("Camerfirma", "2025-04-15", &["0c258a12a5674aef", "063e4afac491dfd3", "136335439334a769"]),
];

/// CADistrustPolicy.
fn check_distrust(scene: &Scene<'_>, anchor: CertificateId) -> Option<Refusal> {
    let sha256 = crate::certificate::hex(&scene.get(anchor).sha256);
    let issued = scene.get(scene.end_entity()).not_before.to_iso8601();
    let is_of = |known: &&str| sha256.starts_with(*known);
    #[cfg(test)]
    let is_of = |known: &&str| is_of(known) || sha256 == crate::root_history::tests::limited();
    let (whose, day, _) = DISTRUSTED.iter().find(|(_, _, roots)| roots.iter().any(is_of))?;
    if issued.get(..day.len())? <= *day {
        return None;
    }
    let message = text::fill(
        "TLS Server certificate issued after {day} and anchored by a distrusted legacy {whose} root CA: {subject}",
        &|name| match name {
            "day" => (*day).to_owned(),
            "whose" => (*whose).to_owned(),
            _ => principal(&scene.get(anchor).subject),
        },
    );
    let mut exception = String::from("sun.security.validator.ValidatorException: ");
    exception.push_str(&message);
    Some(plain(chained(&[&message, &exception]), &[Code::AnchorDistrusted], anchor))
}

/// HostnameChecker.
fn check_identity(scene: &Scene<'_>) -> Option<Refusal> {
    let wanted = scene.host?;
    let certificate = scene.get(scene.end_entity());
    let refuse = |template: &str, kind: &str| {
        let message = text::fill(template, &|_| wanted.typed.to_owned());
        let mut exception = kind.to_owned();
        exception.push_str(&message);
        let faults = &[Code::NameMismatch, Code::SubjectAltNameMissing];
        Some(plain(chained(&[&message, &exception]), faults, scene.end_entity()))
    };
    const EXCEPTION: &str = "java.security.cert.CertificateException: ";
    let alternatives = certificate.alternatives().filter(|_| {
        !certificate.extensions.malformed.iter().any(|oid| oid == "2.5.29.17")
            && !reader::ignores(certificate, &ce(17))
    });
    if wanted.address().is_some() {
        return match alternatives {
            _ if host::has_address(certificate, &wanted) => None,
            None => refuse("No subject alternative names present", EXCEPTION),
            Some(_) => refuse("No subject alternative names matching IP address {host} found", EXCEPTION),
        };
    }
    let has_hyphen_at_end =
        wanted.text.split('.').any(|label| label.starts_with('-') || label.ends_with('-'));
    if wanted.text.contains('_') || has_hyphen_at_end {
        let message = text::fill("Illegal given domain name: {host}", &|_| wanted.text.to_owned());
        let mut exception = String::from(EXCEPTION);
        exception.push_str(&message);
        let cause = if wanted.text.contains('_') {
            "java.lang.IllegalArgumentException: Contains non-LDH ASCII characters"
        } else {
            "java.lang.IllegalArgumentException: Has leading or trailing hyphen"
        };
        let faults = &[Code::NameMismatch, Code::SubjectAltNameMalformed];
        return Some(plain(chained(&[&message, &exception, cause]), faults, scene.end_entity()));
    }
    let names = host::dns_names(certificate);
    let has_dns_name = alternatives
        .unwrap_or_default()
        .iter()
        .any(|name| matches!(name, GeneralName::Dns(_) | GeneralName::Invalid(2, _)));
    if has_dns_name {
        return if names.iter().any(|name| matches(name, &wanted)) {
            None
        } else {
            refuse("No subject alternative DNS name matching {host} found.", EXCEPTION)
        };
    }
    match certificate.subject.common_name() {
        Some(name) if matches(name, &wanted) => None,
        _ => refuse("No name matching {host} found", EXCEPTION),
    }
}

/// matchAllWildcards: stars anywhere in any label, each within its label.
fn matches(template: &str, wanted: &Host<'_>) -> bool {
    if matches!(template, "*" | "*.") {
        return false;
    }
    let illegal = template.rsplit_once('*').is_some_and(|(_, after)| !after.contains('.'));
    let mut labels = wanted.text.split('.');
    // SNIHostName takes no empty label.
    let mut templates = template.split('.');
    !illegal
        && !template.split('.').any(str::is_empty)
        && templates.by_ref().all(|template| {
            labels.next().is_some_and(|label| {
                label_matches(&template.to_ascii_lowercase(), &label.to_ascii_lowercase())
            })
        })
        && labels.next().is_none()
}

fn label_matches(template: &str, label: &str) -> bool {
    let mut parts = template.split('*');
    let Some(first) = parts.next() else { return false };
    let Some(mut rest) = label.strip_prefix(first) else { return false };
    let parts: Vec<&str> = parts.collect();
    let Some((last, between)) = parts.split_last() else { return rest.is_empty() };
    for part in between {
        let Some((_, after)) = rest.split_once(part) else { return false };
        rest = after;
    }
    rest.ends_with(last)
}

/// X500Principal.toString: the most specific attribute first.
fn principal(name: &Name) -> String {
    let attributes = name.attributes.iter().rev().map(|(attribute_type, value)| {
        let mut text = attribute_type.clone();
        text.push('=');
        if value.contains([',', '+', '"', '=', '<', '>', '#', ';']) {
            text.push('"');
            text.push_str(&value.replace('"', "\\\""));
            text.push('"');
        } else {
            text.push_str(value);
        }
        text
    });
    attributes.collect::<Vec<_>>().join(", ")
}

/// `Fri Nov 20 13:14:17 UTC 2026`
fn date(time: Time) -> String {
    const DAYS: [&str; 7] = ["Thu", "Fri", "Sat", "Sun", "Mon", "Tue", "Wed"];
    const MONTHS: [&str; 12] =
        ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
    let iso = time.to_iso8601();
    let mut parts = iso.split(['-', 'T']);
    let mut next = || parts.next().unwrap_or_default();
    let (year, month, day, clock) = (next(), next(), next(), next());
    let weekday = usize::try_from(time.0.div_euclid(86_400).rem_euclid(7)).unwrap_or(0);
    let month = month.parse().unwrap_or(1_usize).saturating_sub(1);
    text::fill("{weekday} {month} {day} {clock} UTC {year}", &|name| {
        let value = match name {
            "weekday" => DAYS.get(weekday).copied().unwrap_or_default(),
            "month" => MONTHS.get(month).copied().unwrap_or_default(),
            "day" => day,
            "clock" => clock.trim_end_matches('Z'),
            _ => year,
        };
        value.to_owned()
    })
}

/// What Java makes of each fault.
pub(super) fn stance(code: Code) -> Stance {
    match code {
        Code::IssuerNotFound
        | Code::RootNotTrusted
        | Code::EndEntitySelfSigned
        | Code::AnchorsEmpty
        | Code::SignatureInvalid
        | Code::KeyIdentifierMismatch
        | Code::SignatureAlgorithmUnsupported
        | Code::SignatureAlgorithmMismatch
        | Code::PublicKeyUnsupported
        | Code::VersionNotV3
        | Code::CriticalExtensionUnknown
        | Code::ExtensionDuplicated
        | Code::ExtensionMalformed
        | Code::EncodingNotDer
        | Code::NameMalformed
        | Code::TimeMalformed
        | Code::PublicKeyMalformed
        | Code::UniqueIdentifierPresent
        | Code::IssuerNotCa
        | Code::PathLengthExceeded
        | Code::IssuerCannotSign
        | Code::KeyUsageMismatch
        | Code::KeyUsageNoSignature
        | Code::CertificateExpired
        | Code::CertificateNotYetValid
        | Code::ValidityInverted
        | Code::CertificateRevoked
        | Code::RevocationUnknown
        | Code::CrlExpired
        | Code::CrlInvalid
        | Code::CrlNotUsed
        | Code::OcspInvalid
        | Code::OcspNotUsed
        | Code::ExtendedKeyUsageMismatch
        | Code::NameConstraintViolated
        | Code::NameConstraintMalformed
        | Code::NameMismatch
        | Code::SubjectAltNameNotCritical
        | Code::KeyIdentifierCritical
        | Code::AuthorityKeyIdForm
        | Code::CaSubjectEmpty
        | Code::IssuerEmpty
        | Code::AuthorityInfoAccessCritical
        | Code::PolicyViolated
        | Code::PathTooComplex => Stance::LooksAt,
        Code::SignatureAlgorithmWeak
        | Code::PublicKeyWeak
        | Code::PublicKeyUncommon
        | Code::SerialNumberInvalid
        | Code::EndEntityIsCa
        | Code::BasicConstraintsNotCritical
        | Code::PathLengthWithoutCa
        | Code::KeyUsageMissing
        | Code::KeyCertSignWithoutCa
        | Code::AnchorExpired
        | Code::ExtendedKeyUsageAny
        | Code::CertificateTooLarge
        | Code::ExtendedKeyUsageCritical
        | Code::ExtendedKeyUsageMissing
        | Code::RootHasExtendedKeyUsage
        | Code::NameConstraintUnsupported
        | Code::NameConstraintLeadingPeriod
        | Code::SubjectAltNameMissing
        | Code::SubjectAltNameCritical
        | Code::SubjectAltNameMalformed
        | Code::CommonNameNotInSubjectAltName
        | Code::WildcardOnPublicSuffix
        | Code::AuthorityKeyIdMissing
        | Code::SubjectKeyIdMissing
        | Code::SelfKeyIdentifierMismatch
        | Code::NameConstraintsWithoutCa
        | Code::NameConstraintsNotCritical
        | Code::NameConstraintsEmpty
        | Code::PolicyConstraintsNotCritical
        | Code::AnchorIsNotRoot
        | Code::AnchorIsEndEntity
        | Code::StatusMustBeStapled
        | Code::ValidityPeriodTooLong
        | Code::WebpkiLimit
        | Code::ExtendedKeyUsageForbidden
        | Code::CaExtendedKeyUsageMissing
        | Code::InhibitAnyPolicyNotCritical
        | Code::SubjectAltNameTypeForbidden
        | Code::SubjectAttributeRepeated
        | Code::DistributionPointForbidden
        | Code::SubjectNotForPolicy
        | Code::KeyUsageNotForKey
        | Code::NameFormDiffers
        | Code::CtPolicyNotMet
        | Code::AnchorRejected
        | not_of_a_chain!() => Stance::Overlooks,
        Code::AnchorDistrusted => Stance::LooksAt,
    }
}
