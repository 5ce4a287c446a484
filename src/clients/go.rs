//! Go's crypto/x509: every path is tried, any anchor ends one and is looked at like every CA, and the common name counts
//! for nothing. Certificates that cannot be read to Go's liking are refused before anything else.
//!
//! The order (crypto/x509/verify.go): the end entity by itself, its name, then paths, then on each of them purposes and
//! name constraints.

mod domain;
mod reader;

use core::cell::Cell;
use core::net::IpAddr;

use super::scene::{ANY_PURPOSE, Facts, KeyKind, Piece, SERVER_AUTH, Scene, UNKNOWN_HOST};
use super::stance::{Stance, not_of_a_chain};
use super::{Refusal, handshake_faults, is_key_for_tls};
use crate::certificate::Certificate;
use crate::certificate::extensions::{GeneralName, KeyUsage, NameConstraints};
use crate::fault::CertificateId;
use crate::order::sort_by_key;
use crate::path::{Fit, key_identifiers_fit};
use crate::rules::Code;
use crate::rules::name_constraints::{self, Allowance};
use crate::rules::policy;
use crate::rules::subject_alt_name::display;
use crate::signature::{Outcome, classify_algorithm};
use crate::text;

const KEYS: &[KeyKind] = &[KeyKind::Rsa, KeyKind::P256, KeyKind::P384, KeyKind::P521, KeyKind::Ed25519];

/// maxChainSignatureChecks.
const MAX_SIGNATURE_CHECKS: usize = 100;

/// One of crypto/x509's errors.
#[derive(Clone)]
struct Error {
    words: String,
    code: &'static str,
    faults: &'static [Code],
    at: CertificateId,
}

pub(super) fn ask(scene: &Scene<'_>) -> Option<Refusal> {
    let end_entity = scene.end_entity();
    let is_offered = is_signature_offered(scene.get(end_entity));
    if !is_key_for_tls(scene, KEYS) || !is_offered {
        let faults: &'static [Code] = if is_offered {
            handshake_faults()
        } else {
            &[Code::SignatureAlgorithmWeak, Code::SignatureAlgorithmUnsupported]
        };
        return Some(refuse(scene, "remote error: tls: handshake failure", None, faults, Some(end_entity)));
    }
    for piece in scene.material.sent.iter().filter(|piece| !is_parsed(scene, piece)) {
        if let Err((words, faults)) = parse(scene, piece) {
            let words = prefixed("tls: failed to parse certificate from server: ", &words);
            return Some(refuse(scene, &words, Some("parse"), faults, piece.id));
        }
    }
    // What is no certificate in a file of anchors is passed over.
    let scene = &scene.seen_leniently(&|piece| piece.bytes.is_empty() || is_parsed(scene, piece));
    let end_entity = scene.end_entity();
    match verify(scene) {
        Err(error) => {
            let words = prefixed("tls: failed to verify certificate: x509: ", &error.words);
            Some(refuse(scene, &words, Some(error.code), error.faults, Some(error.at)))
        }
        Ok(()) => {
            let words = match unusable_key(scene.get(end_entity))? {
                Unusable::Unknown => {
                    "tls: server's certificate contains an unsupported type of public key: <nil>"
                }
                Unusable::Small => "tls: certificate used with invalid signature algorithm",
            };
            let faults = &[Code::PublicKeyUnsupported, Code::PublicKeyUncommon, Code::PublicKeyWeak];
            Some(refuse(scene, words, None, faults, Some(end_entity)))
        }
    }
}

fn prefixed(prefix: &str, words: &str) -> String {
    let mut all = prefix.to_owned();
    all.push_str(words);
    all
}

fn refuse(
    scene: &Scene<'_>,
    words: &str,
    code: Option<&str>,
    faults: &'static [Code],
    at: Option<CertificateId>,
) -> Refusal {
    let words = text::fill("Get \"https://{host}:443/\": {words}", &|name| match name {
        "host" => scene.host.map_or_else(|| UNKNOWN_HOST.to_owned(), |host| host.in_url()),
        _ => words.to_owned(),
    });
    Refusal { words, code: code.map(str::to_owned), faults, at }
}

/// What Go says in its hello that it takes as the signature of a certificate; servers of OpenSSL keep to it.
fn is_signature_offered(certificate: &Certificate) -> bool {
    let info = classify_algorithm(&certificate.inner_algorithm);
    let name = info.name.as_ref();
    match info.hash {
        Some(hash) => matches!(hash, "SHA-1" | "SHA-256" | "SHA-384" | "SHA-512") && !name.starts_with("dsa"),
        None => name == "Ed25519",
    }
}

/// Whether Go can read an octet string as a certificate.
fn is_parsed(scene: &Scene<'_>, piece: &Piece<'_>) -> bool {
    *piece.readable.go.get_or_init(|| parse(scene, piece).is_ok())
}

fn parse(scene: &Scene<'_>, piece: &Piece<'_>) -> Result<(), reader::Unreadable> {
    // Of a curve that cannot be computed with here, any point is taken to be on it.
    let has_point = || piece.view.is_none_or(|view| scene.get(view).key.supported);
    reader::parse(&piece.bytes, &has_point)
}

/// A key of the server that its handshake cannot be verified with, though a chain can.
enum Unusable {
    /// Of an algorithm that Go has no type for.
    Unknown,
    /// Of fewer bits than any scheme takes.
    Small,
}

fn unusable_key(certificate: &Certificate) -> Option<Unusable> {
    if certificate.key.name == "RSA-PSS" {
        return Some(Unusable::Unknown);
    }
    let is_small = certificate.key_kind() == KeyKind::Rsa
        && reader::rsa(certificate).is_some_and(|(_, bits)| bits < SMALLEST_RSA);
    is_small.then_some(Unusable::Small)
}

/// Bits of the smallest key that crypto/rsa takes.
const SMALLEST_RSA: usize = 1024;

/// Whether a certificate is a CA's, and the longest path below it, where basicConstraints are there.
fn basic_constraints(certificate: &Certificate) -> Option<(bool, Option<i64>)> {
    if !is_v3(certificate) {
        return None;
    }
    // What is built in is written as it should be.
    reader::kept_constraints(certificate)
}

/// Only version 3 has extensions that Go reads.
fn is_v3(certificate: &Certificate) -> bool {
    certificate.version == 3
}

fn verify(scene: &Scene<'_>) -> Result<(), Error> {
    let end_entity = scene.end_entity();
    check(scene, end_entity, &[], Kind::EndEntity)?;
    check_host(scene)?;
    let roots = scene.anchors.as_slice();
    let own_anchor = scene.anchor_of(end_entity).filter(|id| roots.contains(id));
    let chains = match own_anchor {
        Some(_) => vec![vec![end_entity]],
        None => {
            let left = Cell::new(MAX_SIGNATURE_CHECKS);
            let mut build = Build { scene, roots, left: &left };
            build.chains(&[end_entity])?
        }
    };
    let usable: Vec<&Vec<CertificateId>> =
        chains.iter().filter(|chain| policy::are_met_while_any_holds(scene.bag, chain)).collect();
    if usable.is_empty() {
        let words = "no valid chains built: {count} candidate chains with invalid policies";
        return Err(Error {
            words: text::fill(words, &|_| chains.len().to_string()),
            code: "x509.CertificateInvalidError.Reason=10",
            faults: &[Code::PolicyViolated],
            at: end_entity,
        });
    }
    let mut error = None;
    for chain in usable {
        let result = check_purposes(scene, chain).and_then(|()| check_constraints(scene, chain));
        match result {
            Ok(()) => return Ok(()),
            Err(found) => error = Some(found),
        }
    }
    error.map_or(Ok(()), Err)
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    EndEntity,
    Intermediate,
    Root,
}

/// Certificate.isValid; `below` is the chain that it is to be put on.
fn check(scene: &Scene<'_>, id: CertificateId, below: &[CertificateId], kind: Kind) -> Result<(), Error> {
    let certificate = scene.get(id);
    if is_v3(certificate) && has_unhandled_critical_extension(certificate) {
        return Err(Error {
            words: String::from("unhandled critical extension"),
            code: "x509.UnhandledCriticalExtension",
            faults: &[
                Code::CriticalExtensionUnknown,
                Code::NameConstraintUnsupported,
                Code::NameConstraintViolated,
            ],
            at: id,
        });
    }
    let (before, after) = (scene.at < certificate.not_before, scene.at > certificate.not_after);
    if before || after {
        let (word, bound) =
            if before { ("before", certificate.not_before) } else { ("after", certificate.not_after) };
        let words = "certificate has expired or is not yet valid: current time {now} is {word} {bound}";
        return Err(Error {
            words: text::fill(words, &|name| match name {
                "now" => scene.at.to_iso8601(),
                "bound" => bound.to_iso8601(),
                _ => word.to_owned(),
            }),
            code: "x509.CertificateInvalidError.Reason=1",
            faults: &[
                Code::CertificateExpired,
                Code::CertificateNotYetValid,
                Code::AnchorExpired,
                Code::ValidityInverted,
            ],
            at: id,
        });
    }
    let constraints = basic_constraints(certificate);
    if kind == Kind::Intermediate && !constraints.is_some_and(|(is_ca, _)| is_ca) {
        return Err(Error {
            words: String::from("certificate is not authorized to sign other certificates"),
            code: "x509.CertificateInvalidError.Reason=0",
            faults: &[Code::IssuerNotCa, Code::VersionNotV3],
            at: id,
        });
    }
    let above_end_entity = i64::try_from(below.len().saturating_sub(1)).unwrap_or(i64::MAX);
    let allowed = constraints.and_then(|(_, length)| length);
    if allowed.is_some_and(|allowed| above_end_entity > allowed) {
        return Err(Error {
            words: String::from("too many intermediates for path length constraint"),
            code: "x509.CertificateInvalidError.Reason=3",
            faults: &[Code::PathLengthExceeded],
            at: id,
        });
    }
    Ok(())
}

/// Everything that Go's parser handles; constraints on kinds of names that it does not know are not handled.
fn has_unhandled_critical_extension(certificate: &Certificate) -> bool {
    const HANDLED: &[&str] = &[
        "2.5.29.15",
        "2.5.29.19",
        "2.5.29.17",
        "2.5.29.31",
        "2.5.29.35",
        "2.5.29.36",
        "2.5.29.37",
        "2.5.29.14",
        "2.5.29.32",
        "2.5.29.33",
        "2.5.29.54",
        "1.3.6.1.5.5.7.1.1",
    ];
    certificate.extensions.all.iter().filter(|seen| seen.critical).any(|seen| match seen.oid.as_str() {
        "2.5.29.30" => certificate.extensions.name_constraints.as_ref().is_some_and(|found| {
            found.value.permitted.iter().chain(&found.value.excluded).any(|name| {
                !matches!(
                    name,
                    GeneralName::Dns(_) | GeneralName::Ip(_) | GeneralName::Email(_) | GeneralName::Uri(_)
                )
            })
        }),
        // A subjectAltName without any name that Go reads is not handled either.
        "2.5.29.17" => reader::kept_names(certificate).is_none_or(|names| names.is_empty()),
        oid => !HANDLED.contains(&oid),
    })
}

fn check_host(scene: &Scene<'_>) -> Result<(), Error> {
    let Some(wanted) = scene.host else { return Ok(()) };
    let end_entity = scene.end_entity();
    let certificate = scene.get(end_entity);
    let found = reader::kept_names(certificate).filter(|_| is_v3(certificate));
    let has_names = found.is_some();
    let found = found.unwrap_or_default();
    let names: Vec<&str> = found
        .iter()
        .filter_map(|name| match name {
            GeneralName::Dns(name) => Some(name.as_str()),
            _ => None,
        })
        .collect();
    let is_ip = |name: &&GeneralName| matches!(name, GeneralName::Ip(_));
    let addresses: Vec<String> = found.iter().filter(is_ip).map(display).collect();
    let is_address = wanted.address().is_some();
    let octets = wanted.name.ip_octets();
    let matches = if is_address {
        found.iter().any(|name| matches!(name, GeneralName::Ip(found) if Some(found) == octets.as_ref()))
    } else {
        names.iter().any(|name| matches(name, wanted.text))
    };
    if matches {
        return Ok(());
    }
    let common_name = certificate.subject.common_name().unwrap_or_default();
    let listed = if is_address { &addresses.join(", ") } else { &names.join(", ") };
    let template = match () {
        () if !has_names && labels_match(common_name, wanted.text) => {
            "certificate relies on legacy Common Name field, use SANs instead"
        }
        () if is_address && addresses.is_empty() => {
            "cannot validate certificate for {host} because it doesn't contain any IP SANs"
        }
        () if is_address && addresses.len() >= MOST_NAMES => {
            "certificate is valid for {count} IP SANs, but none matched {host}"
        }
        () if !is_address && names.len() >= MOST_NAMES => {
            "certificate is valid for {count} names, but none matched {host}"
        }
        () if listed.is_empty() => "certificate is not valid for any names, but wanted to match {host}",
        () => "certificate is valid for {names}, not {host}",
    };
    Err(Error {
        words: text::fill(template, &|name| match name {
            "host" => wanted.typed.to_owned(),
            "count" => names.len().max(addresses.len()).to_string(),
            _ => listed.clone(),
        }),
        code: "x509.HostnameError",
        faults: &[Code::NameMismatch, Code::SubjectAltNameMissing, Code::VersionNotV3],
        at: end_entity,
    })
}

const MOST_NAMES: usize = 100;

/// A pattern that is no host name matches only what is the same, letter for letter.
fn matches(pattern: &str, host: &str) -> bool {
    let is_pattern = |text: &str| {
        let text = text.strip_prefix("*.").unwrap_or(text);
        !text.is_empty()
            && text.split('.').all(|label| {
                !label.is_empty()
                    && !label.starts_with('-')
                    && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
            })
    };
    if is_pattern(pattern) && is_pattern(host) {
        labels_match(pattern, host)
    } else {
        pattern.eq_ignore_ascii_case(host)
    }
}

fn labels_match(pattern: &str, host: &str) -> bool {
    let mut patterns = pattern.split('.').enumerate();
    let mut labels = host.split('.');
    !pattern.is_empty()
        && patterns.by_ref().all(|(index, pattern)| {
            labels
                .next()
                .is_some_and(|label| (index == 0 && pattern == "*") || pattern.eq_ignore_ascii_case(label))
        })
        && labels.next().is_none()
}

struct Build<'a> {
    scene: &'a Scene<'a>,
    roots: &'a [CertificateId],
    left: &'a Cell<usize>,
}

/// What Go hints at where no authority is known: the first candidate that did not do.
type Hint = Option<(String, CertificateId)>;

impl Build<'_> {
    /// Certificate.buildChains.
    fn chains(&mut self, below: &[CertificateId]) -> Result<Vec<Vec<CertificateId>>, Error> {
        let Some(&subject) = below.last() else { return Ok(Vec::new()) };
        let mut hint: Hint = None;
        let mut error = None;
        let mut chains = Vec::new();
        let roots = self.candidates(subject, self.roots);
        let others = self.candidates(subject, self.scene.others());
        let candidates = roots
            .into_iter()
            .map(|id| (id, Kind::Root))
            .chain(others.into_iter().map(|id| (id, Kind::Intermediate)));
        for (candidate, kind) in candidates {
            if self.is_in(candidate, below) || !has_go_key(self.scene.get(candidate)) {
                continue;
            }
            if self.left.get() == 0 {
                error = Some(Error {
                    words: String::from(
                        "signature check attempts limit reached while verifying certificate chain",
                    ),
                    code: "errors.errorString",
                    faults: &[Code::PathTooComplex],
                    at: subject,
                });
                break;
            }
            self.left.set(self.left.get() - 1);
            if let Some(words) = self.signature_error(subject, candidate) {
                hint.get_or_insert((words, candidate));
                continue;
            }
            let mut longer = below.to_vec();
            match check(self.scene, candidate, below, kind) {
                Err(found) => {
                    let mut words = String::from("x509: ");
                    words.push_str(&found.words);
                    hint.get_or_insert((words, candidate));
                    error = Some(found);
                }
                Ok(()) if kind == Kind::Root => {
                    error = None;
                    longer.push(candidate);
                    chains.push(longer);
                }
                Ok(()) => {
                    longer.push(candidate);
                    match self.chains(&longer) {
                        Ok(found) => {
                            error = None;
                            chains.extend(found);
                        }
                        Err(found) => error = Some(found),
                    }
                }
            }
        }
        match (chains.is_empty(), error) {
            (false, _) => Ok(chains),
            (true, Some(error)) => Err(error),
            (true, None) => Err(self.unknown_authority(subject, hint)),
        }
    }

    /// CertPool.findPotentialParents: those with the key identifier first, those with another one last.
    fn candidates(&self, subject: CertificateId, pool: &[CertificateId]) -> Vec<CertificateId> {
        let mut found: Vec<CertificateId> =
            pool.iter().copied().filter(|id| self.scene.names_issuer(subject, *id)).collect();
        let key = |id: &CertificateId| match key_identifiers_fit(self.scene.get(subject), self.scene.get(*id))
        {
            Fit::Matches => 0,
            Fit::Unknown => 1,
            Fit::Differs => 2,
        };
        sort_by_key(&mut found, key);
        found
    }

    /// alreadyInChain: the same subject, key and names.
    fn is_in(&self, candidate: CertificateId, chain: &[CertificateId]) -> bool {
        let wanted = self.scene.get(candidate);
        chain.iter().any(|id| {
            let known = self.scene.get(*id);
            known.subject.der == wanted.subject.der
                && known.spki == wanted.spki
                && reader::kept_names(known) == reader::kept_names(wanted)
        })
    }

    /// Certificate.CheckSignatureFrom.
    fn signature_error(&self, subject: CertificateId, parent: CertificateId) -> Option<String> {
        let (signed, signing) = (self.scene.get(subject), self.scene.get(parent));
        let is_ca = is_v3(signing).then(|| basic_constraints(signing).is_some_and(|(is_ca, _)| is_ca));
        let may_not_sign = is_v3(signing)
            && signing.usage().is_some_and(|usage| usage.0 != 0 && !usage.has(KeyUsage::KEY_CERT_SIGN));
        if is_ca == Some(false) || may_not_sign {
            return Some(String::from(
                "x509: invalid signature: parent certificate cannot sign this kind of certificate",
            ));
        }
        if !knows_algorithm(signed) {
            return Some(String::from("x509: cannot verify signature: algorithm unimplemented"));
        }
        let insecure = match (signed.algorithm_info.hash, signed.algorithm_info.name.as_ref()) {
            (Some("SHA-1"), name) if name.starts_with("ecdsa") => Some("ECDSA-SHA1"),
            (Some("SHA-1"), name) if name.starts_with("dsa") => Some("DSA-SHA1"),
            (Some("SHA-1"), _) => Some("SHA1-RSA"),
            (Some("MD5"), _) => Some("MD5-RSA"),
            _ => None,
        };
        if let Some(name) = insecure {
            return Some(prefixed("x509: cannot verify signature: insecure algorithm ", name));
        }
        if let Some(words) = rsa_error(signing).filter(|_| signed.is_signed_by_kind_of(signing)) {
            return Some(words);
        }
        if signing.key.name == "DSA" {
            return Some(String::from("x509: cannot verify signature: algorithm unimplemented"));
        }
        // Bits that do not belong to the signature are shifted out, and what is left is another.
        let is_shifted = self.scene.openssl(subject).is_some_and(|notes| notes.odd_signature);
        let outcome = if is_shifted { Outcome::Invalid } else { self.scene.signature(subject, parent) };
        match outcome {
            Outcome::Invalid => Some(String::from(match signing.key_kind() {
                KeyKind::Rsa => "crypto/rsa: verification error",
                KeyKind::Ed25519 => "x509: Ed25519 verification failure",
                _ => "x509: ECDSA verification failure",
            })),
            Outcome::KeyMismatch => Some(key_mismatch(signed, signing)),
            Outcome::UnsupportedAlgorithm | Outcome::UnsupportedKey if signing.key_kind() != KeyKind::Rsa => {
                Some(String::from("x509: cannot verify signature: algorithm unimplemented"))
            }
            _ => None,
        }
    }

    fn unknown_authority(&self, subject: CertificateId, hint: Hint) -> Error {
        let mut words = String::from("certificate signed by unknown authority");
        if let Some((reason, candidate)) = hint {
            let certificate = self.scene.get(candidate);
            let name = certificate
                .subject
                .common_name()
                .filter(|name| !name.is_empty())
                .or_else(|| certificate.subject.first("O"))
                .map_or_else(|| prefixed("serial:", &in_decimal(&certificate.serial)), str::to_owned);
            let template = " (possibly because of {reason} while trying to verify candidate authority certificate \
                            {name})";
            words.push_str(&text::fill(template, &|field| {
                reader::quoted(if field == "reason" { reason.as_bytes() } else { name.as_bytes() })
            }));
        }
        Error {
            words,
            code: "x509.UnknownAuthorityError",
            faults: &[
                Code::AnchorsEmpty,
                Code::IssuerNotFound,
                Code::NameFormDiffers,
                Code::RootNotTrusted,
                Code::EndEntitySelfSigned,
                Code::KeyIdentifierMismatch,
                Code::SignatureInvalid,
                Code::SignatureAlgorithmWeak,
                Code::SignatureAlgorithmUnsupported,
                Code::IssuerNotCa,
                Code::IssuerCannotSign,
                Code::PublicKeyUnsupported,
                Code::SerialNumberInvalid,
                Code::ExtensionDuplicated,
                Code::ExtensionMalformed,
                Code::VersionNotV3,
                Code::KeyIdentifierCritical,
                Code::AuthorityInfoAccessCritical,
                Code::NameConstraintsEmpty,
            ],
            at: subject,
        }
    }
}

/// Whether the key is of an algorithm that Go has a type for: others sign nothing.
fn has_go_key(certificate: &Certificate) -> bool {
    certificate.key.name != "RSA-PSS"
        && (matches!(certificate.key_kind(), KeyKind::Rsa | KeyKind::Ed25519 | KeyKind::P224)
            || matches!(certificate.key_kind(), KeyKind::P256 | KeyKind::P384 | KeyKind::P521)
            || certificate.key.name == "DSA")
}

/// What crypto/rsa says of a key before it looks at a signature.
fn rsa_error(certificate: &Certificate) -> Option<String> {
    let (exponent, bits) = reader::rsa(certificate)?;
    if bits < SMALLEST_RSA {
        let words = "crypto/rsa: {bits}-bit keys are insecure (see https://go.dev/pkg/crypto/rsa#hdr-Minimum_key_size)";
        return Some(text::fill(words, &|_| bits.to_string()));
    }
    let words = match exponent {
        ..2 => "crypto/rsa: public exponent too small or negative",
        _ if exponent & 1 == 0 => "crypto/rsa: public exponent is even",
        0x8000_0000.. => "crypto/rsa: public exponent too large",
        _ => return None,
    };
    Some(words.to_owned())
}

/// Whether getSignatureAlgorithmFromAI knows the algorithm.
fn knows_algorithm(certificate: &Certificate) -> bool {
    let info = &certificate.algorithm_info;
    match (info.hash, info.name.as_ref()) {
        (_, name) if name.starts_with("RSASSA-PSS") => !certificate.has_unusual_pss(),
        (Some("SHA-256" | "SHA-1"), name) if name.starts_with("dsa") => true,
        (_, name) if name.starts_with("dsa") => false,
        (Some("SHA-1" | "SHA-256" | "SHA-384" | "SHA-512" | "MD5"), _) => true,
        (_, name) => name == "Ed25519",
    }
}

fn key_mismatch(signed: &Certificate, signing: &Certificate) -> String {
    let algorithm = match signed.algorithm_info.name.as_ref() {
        name if name.starts_with("ecdsa") => "ECDSA",
        name if name.starts_with("Ed25519") => "Ed25519",
        _ => "RSA",
    };
    let key = match signing.key_kind() {
        KeyKind::Rsa => "*rsa.PublicKey",
        KeyKind::Ed25519 => "ed25519.PublicKey",
        _ => "*ecdsa.PublicKey",
    };
    let template =
        "x509: signature algorithm specifies an {algorithm} public key, but have public key of type {key}";
    text::fill(template, &|name| if name == "key" { key.to_owned() } else { algorithm.to_owned() })
}

/// checkChainForKeyUsage: every certificate of the chain, the anchor too.
fn check_purposes(scene: &Scene<'_>, chain: &[CertificateId]) -> Result<(), Error> {
    let forbids = |id: &&CertificateId| {
        let certificate = scene.get(**id);
        is_v3(certificate)
            && certificate.purposes().is_some_and(|purposes| {
                // A list of none is none.
                !purposes.is_empty()
                    && !purposes.iter().any(|purpose| purpose == SERVER_AUTH || purpose == ANY_PURPOSE)
            })
    };
    match chain.iter().rev().find(forbids) {
        None => Ok(()),
        Some(id) => Err(Error {
            words: String::from("certificate specifies an incompatible key usage"),
            code: "x509.CertificateInvalidError.Reason=4",
            faults: &[Code::ExtendedKeyUsageMismatch],
            at: *id,
        }),
    }
}

/// checkChainConstraints: the names of every certificate against the constraints of every CA above it, the anchor's too.
fn check_constraints(scene: &Scene<'_>, chain: &[CertificateId]) -> Result<(), Error> {
    for (position, id) in chain.iter().enumerate() {
        let certificate = scene.get(*id);
        let Some(names) = reader::kept_names(certificate).filter(|_| is_v3(certificate)) else { continue };
        let above = chain.iter().skip(position + 1).map(|id| scene.get(*id));
        let constraining: Vec<_> = above
            .filter(|issuer| is_v3(issuer))
            .filter_map(|issuer| issuer.extensions.name_constraints.as_ref())
            .collect();
        if constraining.is_empty() {
            continue;
        }
        let wrong = names.iter().find_map(wrong_uri).or_else(|| names.iter().find_map(wrong_mailbox));
        let wrong = wrong.or_else(|| {
            constraining.iter().find_map(|found| {
                // Addresses, names, URIs and mailboxes, in this order.
                [7, 2, 6, 1].into_iter().find_map(|tag| {
                    let mut of_kind = names.iter().filter(|name| name.tag() == tag);
                    of_kind.find_map(|name| wrong_name(name, &found.value))
                })
            })
        });
        if let Some(detail) = wrong {
            return Err(Error {
                words: prefixed(
                    "a root or intermediate certificate is not authorized to sign for this name: ",
                    &detail,
                ),
                code: "x509.CertificateInvalidError.Reason=2",
                faults: &[
                    Code::NameConstraintViolated,
                    Code::SubjectAltNameMalformed,
                    Code::NameConstraintUnsupported,
                ],
                at: *id,
            });
        }
    }
    Ok(())
}

/// A URI without a host that is a name cannot be compared, whatever the constraints are about.
fn wrong_uri(name: &GeneralName) -> Option<String> {
    let GeneralName::Uri(uri) = name else { return None };
    let host = reader::uri_host(uri);
    let bare = if host.ends_with(']') { host } else { host.rsplit_once(':').map_or(host, |(host, _)| host) };
    let kind = match () {
        () if host.is_empty() => "empty host",
        () if bare.starts_with('[') || bare.parse::<IpAddr>().is_ok() => "IP",
        () => return None,
    };
    let template = "URI with {kind} ({uri}) cannot be matched against constraints";
    Some(text::fill(template, &|field| {
        if field == "uri" { reader::quoted(uri.as_bytes()) } else { kind.to_owned() }
    }))
}

fn wrong_mailbox(name: &GeneralName) -> Option<String> {
    let GeneralName::Email(text) = name else { return None };
    domain::mailbox(text)
        .is_none()
        .then(|| prefixed("cannot parse rfc822Name ", &reader::quoted(text.as_bytes())))
}

fn wrong_name(name: &GeneralName, constraints: &NameConstraints) -> Option<String> {
    let kind = match name {
        GeneralName::Dns(text) if !domain::is_valid(text, false) => {
            return Some(prefixed("x509: cannot parse dnsName ", &reader::quoted(text.as_bytes())));
        }
        GeneralName::Dns(_) => "DNS name",
        GeneralName::Email(_) => "email address",
        GeneralName::Ip(_) => "IP address",
        GeneralName::Uri(_) => "URI",
        _ => return None,
    };
    let template = match name_constraints::allowance(name, constraints) {
        Allowance::Allowed => return None,
        Allowance::NotPermitted => "{kind} \"{name}\" is not permitted by any constraint",
        Allowance::Excluded => "{kind} \"{name}\" is excluded by constraint \"{constraint}\"",
    };
    let constraint = name_constraints::excluding(name, constraints).unwrap_or_default();
    Some(text::fill(template, &|field| match field {
        "kind" => kind.to_owned(),
        "constraint" => constraint.clone(),
        _ => display(name),
    }))
}

/// A number of any length in decimal.
fn in_decimal(octets: &[u8]) -> String {
    // Digits in base 10⁹, the lowest first.
    let mut digits: Vec<u64> = Vec::new();
    for octet in octets {
        let mut carried = u64::from(*octet);
        for digit in &mut digits {
            carried += *digit << 8;
            *digit = carried % 1_000_000_000;
            carried /= 1_000_000_000;
        }
        if carried > 0 {
            digits.push(carried);
        }
    }
    let mut text = digits.pop().unwrap_or(0).to_string();
    for digit in digits.iter().rev() {
        let padded = digit.to_string();
        text.extend(core::iter::repeat_n('0', 9_usize.saturating_sub(padded.len())));
        text.push_str(&padded);
    }
    text
}

/// What Go makes of each fault.
pub(super) fn stance(code: Code) -> Stance {
    match code {
        Code::IssuerNotFound
        | Code::NameFormDiffers
        | Code::RootNotTrusted
        | Code::EndEntitySelfSigned
        | Code::AnchorsEmpty
        | Code::SignatureInvalid
        | Code::NameConstraintsEmpty
        | Code::KeyIdentifierMismatch
        | Code::SignatureAlgorithmWeak
        | Code::SignatureAlgorithmUnsupported
        | Code::SignatureAlgorithmMismatch
        | Code::PublicKeyUnsupported
        | Code::VersionNotV3
        | Code::SerialNumberInvalid
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
        | Code::CertificateExpired
        | Code::CertificateNotYetValid
        | Code::ValidityInverted
        | Code::AnchorExpired
        | Code::ExtendedKeyUsageMismatch
        | Code::NameConstraintViolated
        | Code::NameConstraintUnsupported
        | Code::NameConstraintMalformed
        | Code::NameMismatch
        | Code::SubjectAltNameMissing
        | Code::SubjectAltNameMalformed
        | Code::KeyIdentifierCritical
        | Code::AuthorityInfoAccessCritical
        | Code::PolicyViolated
        | Code::PathTooComplex => Stance::LooksAt,
        Code::PublicKeyWeak
        | Code::PublicKeyUncommon
        | Code::EndEntityIsCa
        | Code::BasicConstraintsNotCritical
        | Code::PathLengthWithoutCa
        | Code::KeyUsageMismatch
        | Code::KeyUsageNoSignature
        | Code::KeyUsageMissing
        | Code::KeyCertSignWithoutCa
        | Code::CertificateRevoked
        | Code::RevocationUnknown
        | Code::CrlExpired
        | Code::CrlInvalid
        | Code::CrlNotUsed
        | Code::OcspInvalid
        | Code::OcspNotUsed
        | Code::ExtendedKeyUsageAny
        | Code::CertificateTooLarge
        | Code::ExtendedKeyUsageCritical
        | Code::ExtendedKeyUsageMissing
        | Code::RootHasExtendedKeyUsage
        | Code::NameConstraintLeadingPeriod
        | Code::SubjectAltNameNotCritical
        | Code::SubjectAltNameCritical
        | Code::CommonNameNotInSubjectAltName
        | Code::WildcardOnPublicSuffix
        | Code::AuthorityKeyIdMissing
        | Code::SubjectKeyIdMissing
        | Code::AuthorityKeyIdForm
        | Code::SelfKeyIdentifierMismatch
        | Code::CaSubjectEmpty
        | Code::IssuerEmpty
        | Code::NameConstraintsWithoutCa
        | Code::NameConstraintsNotCritical
        | Code::PolicyConstraintsNotCritical
        | Code::AnchorIsNotRoot
        | Code::AnchorIsEndEntity
        | Code::StatusMustBeStapled
        | Code::ValidityPeriodTooLong
        | Code::WebpkiLimit
        | Code::ExtendedKeyUsageForbidden
        | Code::CaExtendedKeyUsageMissing
        | Code::InhibitAnyPolicyNotCritical
        | Code::CtPolicyNotMet
        | Code::SubjectAltNameTypeForbidden
        | Code::SubjectAttributeRepeated
        | Code::DistributionPointForbidden
        | Code::SubjectNotForPolicy
        | Code::KeyUsageNotForKey
        | Code::AnchorRejected
        | Code::AnchorDistrusted
        | not_of_a_chain!() => Stance::Overlooks,
    }
}
