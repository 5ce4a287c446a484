//! Go's crypto/x509: every path is tried, any anchor ends one and is looked at like every CA, and the common name counts
//! for nothing. Certificates that cannot be read to Go's liking are refused before anything else.
//!
//! The order (crypto/x509/verify.go): the end entity by itself, its name, then paths, then on each of them purposes and
//! name constraints.

use core::cell::Cell;

use super::scene::{ANY_PURPOSE, Facts, KeyKind, SERVER_AUTH, Scene};
use super::stance::{Stance, not_of_a_chain};
use super::{Refusal, handshake_faults, host, is_key_for_tls};
use crate::certificate::Certificate;
use crate::certificate::extensions::{GeneralName, KeyUsage};
use crate::fault::CertificateId;
use crate::order::sort_by_key;
use crate::path::{Fit, key_identifiers_fit};
use crate::rules::Code;
use crate::rules::name_constraints::{self, Allowance};
use crate::rules::policy;
use crate::rules::subject_alt_name::display;
use crate::signature::Outcome;
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
    for id in &scene.sent {
        if let Some((words, faults)) = parse_error(scene.get(*id)) {
            let words = prefixed("tls: failed to parse certificate from server: x509: ", &words);
            return Some(refuse(scene, &words, Some("parse"), faults, Some(*id)));
        }
    }
    let error = verify(scene).err()?;
    let words = prefixed("tls: failed to verify certificate: x509: ", &error.words);
    Some(refuse(scene, &words, Some(error.code), error.faults, Some(error.at)))
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
        "host" => scene.host.map_or("", |host| host.text).to_owned(),
        _ => words.to_owned(),
    });
    Refusal { words, code: code.map(str::to_owned), faults, at }
}

/// What Go says in its hello that it takes as the signature of a certificate; servers of OpenSSL keep to it.
fn is_signature_offered(certificate: &Certificate) -> bool {
    let name = certificate.algorithm_info.name.as_ref();
    match certificate.algorithm_info.hash {
        Some(hash) => matches!(hash, "SHA-1" | "SHA-256" | "SHA-384" | "SHA-512") && !name.starts_with("dsa"),
        None => name == "Ed25519",
    }
}

/// ParseCertificate, where it is stricter than others.
fn parse_error(certificate: &Certificate) -> Option<(String, &'static [Code])> {
    if certificate.has_negative_serial() {
        return Some((String::from("negative serial number"), &[Code::SerialNumberInvalid]));
    }
    if certificate.algorithm != certificate.inner_algorithm {
        let words = "inner and outer signature algorithm identifiers don't match";
        return Some((words.to_owned(), &[Code::SignatureAlgorithmMismatch]));
    }
    if certificate.version < 3 {
        return None;
    }
    let extensions = &certificate.extensions;
    if let Some(oid) = extensions.duplicated.first() {
        let words =
            text::fill("certificate contains duplicate extension with OID \"{oid}\"", &|_| oid.clone());
        return Some((words, &[Code::ExtensionDuplicated]));
    }
    for seen in &extensions.all {
        let malformed = extensions.malformed.contains(&seen.oid);
        let words = match (seen.oid.as_str(), malformed, seen.critical) {
            ("2.5.29.15", true, _) => "invalid key usage",
            ("2.5.29.19", true, _) => "invalid basic constraints",
            ("2.5.29.17", true, _) => "invalid subject alternative name",
            ("2.5.29.30", true, _) => "invalid NameConstraints extension",
            ("2.5.29.37", true, _) => "invalid extended key usages",
            ("2.5.29.35", true, _) => "invalid authority key identifier",
            ("2.5.29.14", true, _) => "invalid subject key identifier",
            ("2.5.29.35", _, true) => "authority key identifier incorrectly marked critical",
            ("2.5.29.14", _, true) => "subject key identifier incorrectly marked critical",
            ("1.3.6.1.5.5.7.1.1", _, true) => "authority info access incorrectly marked critical",
            ("2.5.29.30", ..) if has_empty_constraints(certificate) => "empty name constraints extension",
            ("2.5.29.17", ..) if has_name_that_is_no_ascii(certificate) => "SAN dNSName is malformed",
            _ => continue,
        };
        let faults: &'static [Code] = match (malformed, seen.oid.as_str()) {
            (true, _) => &[Code::ExtensionMalformed],
            (false, "2.5.29.17") => &[Code::SubjectAltNameMalformed],
            (false, "2.5.29.30") => &[Code::NameConstraintsEmpty],
            (false, _) => &[
                Code::KeyIdentifierCritical,
                Code::AuthorityInfoAccessCritical,
                Code::CriticalExtensionUnknown,
            ],
        };
        return Some((words.to_owned(), faults));
    }
    None
}

fn has_name_that_is_no_ascii(certificate: &Certificate) -> bool {
    certificate.alternatives().unwrap_or_default().iter().any(|name| match name {
        GeneralName::Dns(name) => !name.is_ascii(),
        GeneralName::Invalid(tag, _) => *tag == 2,
        _ => false,
    })
}

fn has_empty_constraints(certificate: &Certificate) -> bool {
    certificate.extensions.name_constraints.as_ref().is_some_and(|found| found.value.empty)
}

/// Only version 3 has extensions that Go reads.
fn is_v3(certificate: &Certificate) -> bool {
    certificate.version == 3
}

fn verify(scene: &Scene<'_>) -> Result<(), Error> {
    let end_entity = scene.end_entity();
    check(scene, end_entity, &[], Kind::EndEntity)?;
    check_host(scene)?;
    let roots: Vec<CertificateId> =
        scene.anchors.iter().copied().filter(|id| parse_error(scene.get(*id)).is_none()).collect();
    let own_anchor = scene.anchor_of(end_entity).filter(|id| roots.contains(id));
    let chains = match own_anchor {
        Some(_) => vec![vec![end_entity]],
        None => {
            let left = Cell::new(MAX_SIGNATURE_CHECKS);
            let mut build = Build { scene, roots: &roots, left: &left };
            build.chains(&[end_entity])?
        }
    };
    let usable: Vec<&Vec<CertificateId>> =
        chains.iter().filter(|chain| policy::are_met(scene.bag, chain)).collect();
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
    let constraints = certificate.extensions.basic_constraints.as_ref().filter(|_| is_v3(certificate));
    if kind == Kind::Intermediate && !constraints.is_some_and(|found| found.value.ca) {
        return Err(Error {
            words: String::from("certificate is not authorized to sign other certificates"),
            code: "x509.CertificateInvalidError.Reason=0",
            faults: &[Code::IssuerNotCa, Code::VersionNotV3],
            at: id,
        });
    }
    let above_end_entity = u32::try_from(below.len().saturating_sub(1)).unwrap_or(u32::MAX);
    let allowed = constraints.filter(|found| found.value.ca).and_then(|found| found.value.path_len);
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
        "2.5.29.17" => !certificate.alternatives().unwrap_or_default().iter().any(|name| {
            matches!(
                name,
                GeneralName::Dns(_) | GeneralName::Ip(_) | GeneralName::Email(_) | GeneralName::Uri(_)
            )
        }),
        oid => !HANDLED.contains(&oid),
    })
}

fn check_host(scene: &Scene<'_>) -> Result<(), Error> {
    let Some(wanted) = scene.host else { return Ok(()) };
    let end_entity = scene.end_entity();
    let certificate = scene.get(end_entity);
    let names: Vec<&str> = if is_v3(certificate) { host::dns_names(certificate) } else { Vec::new() };
    let addresses: Vec<String> = certificate
        .alternatives()
        .unwrap_or_default()
        .iter()
        .filter(|name| is_v3(certificate) && matches!(name, GeneralName::Ip(_)))
        .map(display)
        .collect();
    let has_names = is_v3(certificate) && certificate.alternatives().is_some();
    let is_address = wanted.address().is_some();
    let matches = if is_address {
        is_v3(certificate) && host::has_address(certificate, &wanted)
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
            "host" => wanted.text.to_owned(),
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
            if self.is_in(candidate, below) {
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
                && known.alternatives() == wanted.alternatives()
        })
    }

    /// Certificate.CheckSignatureFrom.
    fn signature_error(&self, subject: CertificateId, parent: CertificateId) -> Option<String> {
        let (signed, signing) = (self.scene.get(subject), self.scene.get(parent));
        let is_ca = is_v3(signing).then(|| signing.is_ca());
        let may_not_sign = is_v3(signing)
            && signing.usage().is_some_and(|usage| usage.0 != 0 && !usage.has(KeyUsage::KEY_CERT_SIGN));
        if is_ca == Some(false) || may_not_sign {
            return Some(String::from(
                "x509: invalid signature: parent certificate cannot sign this kind of certificate",
            ));
        }
        let insecure = match (signed.algorithm_info.hash, signed.algorithm_info.name.as_ref()) {
            (Some("SHA-1"), name) if name.starts_with("ecdsa") => Some("ECDSA-SHA1"),
            (Some("SHA-1"), name) if name.starts_with("dsa") => Some("DSA-SHA1"),
            (Some("SHA-1"), _) => Some("SHA1-RSA"),
            (Some("MD5"), _) => Some("MD5-RSA"),
            (Some("MD2"), _) => Some("MD2-RSA"),
            _ => None,
        };
        if let Some(name) = insecure {
            return Some(prefixed("x509: cannot verify signature: insecure algorithm ", name));
        }
        if signed.has_unusually_written_pss() || signed.algorithm_info.hash == Some("SHA-224") {
            return Some(String::from("x509: cannot verify signature: algorithm unimplemented"));
        }
        match self.scene.signature(subject, parent) {
            Outcome::Invalid => Some(String::from(match signing.key_kind() {
                KeyKind::Rsa => "crypto/rsa: verification error",
                KeyKind::Ed25519 => "x509: Ed25519 verification failure",
                _ => "x509: ECDSA verification failure",
            })),
            Outcome::KeyMismatch => Some(key_mismatch(signed, signing)),
            Outcome::UnsupportedAlgorithm | Outcome::UnsupportedKey
                if !matches!(signing.key_kind(), KeyKind::P224 | KeyKind::Rsa) =>
            {
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
                .or_else(|| certificate.subject.first("O"))
                .filter(|name| !name.is_empty())
                .map_or_else(|| prefixed("serial:", &certificate.serial_in_hex()), str::to_owned);
            let template = " (possibly because of \"{reason}\" while trying to verify candidate authority certificate \
                            \"{name}\")";
            let quoted = |text: &str| text.replace('\\', "\\\\").replace('"', "\\\"");
            words.push_str(&text::fill(template, &|field| {
                if field == "reason" { quoted(&reason) } else { quoted(&name) }
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
                !purposes.iter().any(|purpose| purpose == SERVER_AUTH || purpose == ANY_PURPOSE)
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

/// The names of every certificate against the constraints of every CA above it, the anchor's too.
fn check_constraints(scene: &Scene<'_>, chain: &[CertificateId]) -> Result<(), Error> {
    for (position, above) in chain.iter().enumerate().skip(1) {
        let issuer = scene.get(*above);
        let Some(constraints) = issuer.extensions.name_constraints.as_ref().filter(|_| is_v3(issuer)) else {
            continue;
        };
        for below in chain.iter().take(position) {
            let certificate = scene.get(*below);
            for name in certificate.alternatives().unwrap_or_default() {
                let kind = match name {
                    GeneralName::Dns(_) => "DNS name",
                    GeneralName::Email(_) => "email address",
                    GeneralName::Ip(_) => "IP address",
                    GeneralName::Uri(_) => "URI",
                    _ => continue,
                };
                let template = match name_constraints::allowance(name, &constraints.value) {
                    Allowance::Allowed => continue,
                    Allowance::NotPermitted => "{kind} \"{name}\" is not permitted by any constraint",
                    Allowance::Excluded => "{kind} \"{name}\" is excluded by constraint \"{constraint}\"",
                };
                let constraint = name_constraints::excluding(name, &constraints.value).unwrap_or_default();
                let detail = text::fill(template, &|field| match field {
                    "kind" => kind.to_owned(),
                    "constraint" => constraint.clone(),
                    _ => display(name),
                });
                return Err(Error {
                    words: prefixed(
                        "a root or intermediate certificate is not authorized to sign for this name: ",
                        &detail,
                    ),
                    code: "x509.CertificateInvalidError.Reason=2",
                    faults: &[Code::NameConstraintViolated],
                    at: *below,
                });
            }
        }
    }
    Ok(())
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
        | not_of_a_chain!() => Stance::Overlooks,
    }
}
