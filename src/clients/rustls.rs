//! rustls, by asking its verifier: webpki itself, with the signature algorithms that ring or aws-lc-rs has.
//!
//! An anchor is a name, a key and name constraints, and no end entity; keyUsage is not looked at.

use std::collections::BTreeSet;

use super::openssl;
use super::reader::asn1;
use super::reader::outline::Outline;
use super::scene::{Facts, KeyKind, Piece, Scene, UNKNOWN_HOST};
use super::stance::{Stance, not_of_a_chain};
use super::{Refusal, handshake_faults, is_key_for_tls};
use crate::anchors::MozillaRoot;
use crate::certificate::Certificate;
use crate::fault::Time;
use crate::path;
use crate::question::Purpose;
use crate::reference::{self, Case, Complaint, Provider};
use crate::rules::Code;
use crate::text;

const RING_KEYS: &[KeyKind] = &[KeyKind::Rsa, KeyKind::P256, KeyKind::P384, KeyKind::Ed25519];
const AWS_LC_KEYS: &[KeyKind] =
    &[KeyKind::Rsa, KeyKind::P256, KeyKind::P384, KeyKind::P521, KeyKind::Ed25519, KeyKind::MlDsa];

const RING_ALGORITHMS: &str = "0x06082a8648ce3d040302, 0x06082a8648ce3d040303, 0x06082a8648ce3d040302, \
    0x06082a8648ce3d040303, 0x06032b6570, {rsa}";
const AWS_LC_ALGORITHMS: &str = "0x06082a8648ce3d040302, 0x06082a8648ce3d040303, 0x06082a8648ce3d040304, \
    0x06082a8648ce3d040302, 0x06082a8648ce3d040303, 0x06082a8648ce3d040304, 0x06082a8648ce3d040302, \
    0x06082a8648ce3d040303, 0x06082a8648ce3d040304, 0x06032b6570, {rsa}, 0x0609608648016503040311, \
    0x0609608648016503040312, 0x0609608648016503040313";
const RSA_ALGORITHMS: &str = "0x06092a864886f70d01010a3034a00f300d06096086480165030402010500a11c301a06092a864886f70d010\
    108300d06096086480165030402010500a203020120, 0x06092a864886f70d01010a3034a00f300d06096086480165030402020500a11c301a\
    06092a864886f70d010108300d06096086480165030402020500a203020130, 0x06092a864886f70d01010a3034a00f300d060960864801650\
    30402030500a11c301a06092a864886f70d010108300d06096086480165030402030500a203020140, 0x06092a864886f70d01010b0500, \
    0x06092a864886f70d01010c0500, 0x06092a864886f70d01010d0500, 0x06092a864886f70d01010b, 0x06092a864886f70d01010c, \
    0x06092a864886f70d01010d";

pub(super) fn ask(scene: &Scene<'_>) -> Option<Refusal> {
    verify(scene, Provider::Ring)
}

/// uv has aws-lc-rs, and prints its errors with all that led to them.
pub(super) fn ask_uv(scene: &Scene<'_>) -> Option<Refusal> {
    let refusal = verify(scene, Provider::AwsLc)?;
    let is_readable = |piece: &Piece<'_>| piece.bytes.is_empty() || reference::anchor(&piece.bytes).is_some();
    let warning = if !scene.mozilla && !scene.material.anchors.iter().any(is_readable) {
        "warning: No valid certificates found in `SSL_CERT_FILE`: /etc/ssl/certs/ca-certificates.crt. No default \
         certificates will be trusted. / "
    } else {
        ""
    };
    let template = "{warning}Using Python 3.11.7 environment at: /usr/local / error: Failed to fetch: \
                    https://{host}:443/simple/{package}/ / cause: error sending request for url \
                    (https://{host}:443/simple/{package}/) / cause: client error (Connect) / cause: {words}";
    let words = text::fill(template, &|name| match name {
        "warning" => warning.to_owned(),
        "package" => super::PACKAGE.to_owned(),
        "words" => refusal.words.replace('\0', ""),
        _ => scene.host.map_or(UNKNOWN_HOST, |host| host.text).to_owned(),
    });
    Some(Refusal { words, ..refusal })
}

fn verify(scene: &Scene<'_>, provider: Provider) -> Option<Refusal> {
    let end_entity = scene.end_entity();
    let certificate = scene.get(end_entity);
    let keys = if provider == Provider::Ring { RING_KEYS } else { AWS_LC_KEYS };
    if !is_key_for_tls(scene, keys) {
        return Some(Refusal {
            words: String::from("received fatal alert: HandshakeFailure"),
            code: None,
            faults: handshake_faults(),
            at: Some(end_entity),
        });
    }
    let mut anchors = Vec::new();
    let is_host = |host: &super::Host<'_>| reference::is_server_name(host.name);
    if scene.host.is_some_and(|host| !is_host(&host)) {
        let faults = &[Code::NameMismatch, Code::SubjectAltNameMalformed];
        return Some(Refusal { words: String::from("invalid dns name"), code: None, faults, at: None });
    }
    for piece in scene.material.anchors.iter().filter(|piece| !piece.bytes.is_empty()) {
        match reference::anchor(&piece.bytes) {
            Some(anchor) => anchors.push(anchor),
            // uv and what is built on the platform's store leave out such anchors; a program that adds them fails.
            None if provider == Provider::Ring => {
                let complaint = reference::anchor_complaint(&piece.bytes)?;
                return Some(refuse(scene, &complaint, provider, piece.id));
            }
            None => {}
        }
    }
    if scene.mozilla {
        anchors.extend(MozillaRoot::all().map(MozillaRoot::limited_trust_anchor));
    }
    // uv has no way to be given CRLs.
    let lists: Vec<&[u8]> = match provider {
        Provider::Ring => scene.revocation.crls().iter().map(|crl| crl.der.as_ref()).collect(),
        Provider::AwsLc => Vec::new(),
    };
    if let Some(complaint) = lists.iter().find_map(|list| reference::list_complaint(list)) {
        let words = text::fill("provided CRL could not be parsed: {complaint}", &|_| complaint.to_owned());
        let faults = &[Code::CrlInvalid, Code::RevocationUnknown, Code::CrlNotUsed, Code::CertificateRevoked];
        return Some(Refusal { words, code: None, faults, at: None });
    }
    if anchors.is_empty() && !lists.is_empty() {
        return Some(Refusal {
            words: String::from("no root trust anchors were provided"),
            code: None,
            faults: &[Code::AnchorsEmpty, Code::AnchorsNotRead, Code::RootNotTrusted],
            at: None,
        });
    }
    let mut sent = scene.material.sent.iter();
    let own = sent.next().map_or(&[][..], |piece| &piece.bytes);
    // webpki reads all that was sent, whether it could be an issuer or not. Of very many, those that could do.
    let is_many = scene.material.sent.len() > MOST_READ;
    let above = if is_many { path::above(scene.bag, end_entity) } else { BTreeSet::new() };
    let case = Case {
        end_entity: own,
        others: sent
            .filter(|piece| !is_many || piece.view.is_some_and(|view| above.contains(&view)))
            .map(|piece| piece.bytes.as_ref())
            .collect(),
        anchors,
        at: scene.at,
        purpose: Purpose::ServerAuth,
        server_name: scene.host.map(|host| host.name),
        crls: lists,
    };
    let is_shared = case.crls.is_empty() && !is_provider_told(scene);
    let known = scene.material.webpki.borrow().clone().filter(|(at, _)| is_shared && *at == scene.at);
    let answer = match known {
        Some((_, answer)) => answer,
        None => reference::judge_for_rustls(&case, scene.memo, provider),
    };
    if is_shared {
        scene.material.webpki.replace(Some((scene.at, answer.clone())));
    }
    let Some(answer) = answer else {
        scene.material.given_up.set(true);
        return None;
    };
    if let Err(complaint) = answer {
        return Some(refuse(scene, &complaint, provider, None));
    }
    // The end entity's key is used when the handshake is signed.
    handshake_complaint(certificate).map(|complaint| refuse(scene, &complaint, provider, Some(end_entity)))
}

/// Whether webpki's answer may depend on the library that it verifies signatures with: a key or signature has an algorithm that one of
/// them lacks.
fn is_provider_told(scene: &Scene<'_>) -> bool {
    const OF_AWS_LC: [&[u8]; 4] = [
        &[6, 8, 0x2a, 0x86, 0x48, 0xce, 0x3d, 4, 3, 4],
        &[6, 9, 0x60, 0x86, 0x48, 1, 0x65, 3, 4, 3, 17],
        &[6, 9, 0x60, 0x86, 0x48, 1, 0x65, 3, 4, 3, 18],
        &[6, 9, 0x60, 0x86, 0x48, 1, 0x65, 3, 4, 3, 19],
    ];
    let names = |octets: &[u8], id: &[u8]| octets.windows(id.len()).any(|window| window == id);
    let pieces = || scene.material.sent.iter().chain(&scene.material.anchors);
    pieces().any(|piece| {
        piece.view.is_none_or(|view| {
            let certificate = scene.get(view);
            !RING_KEYS.contains(&certificate.key_kind())
                || OF_AWS_LC.iter().any(|id| names(&certificate.algorithm, id))
        })
    })
}

/// Certificates sent, beyond which only those are read that could be issuers.
const MOST_READ: usize = 32;

/// The identifier of RSASSA-PSS with SHA-512, which goes first with whoever has an RSA key.
const PSS_SHA512: &[u8] = &[
    6, 9, 42, 134, 72, 134, 247, 13, 1, 1, 10, 48, 52, 160, 15, 48, 13, 6, 9, 96, 134, 72, 1, 101, 3, 4, 2,
    3, 5, 0, 161, 28, 48, 26, 6, 9, 42, 134, 72, 134, 247, 13, 1, 1, 8, 48, 13, 6, 9, 96, 134, 72, 1, 101, 3,
    4, 2, 3, 5, 0, 162, 3, 2, 1, 64,
];

/// What is said of the handshake that the server's key has signed, where that key is written as nobody writes it.
fn handshake_complaint(certificate: &Certificate) -> Option<Complaint> {
    let outline = Outline::of(certificate);
    let (algorithm, bits) = outline.key_parts()?;
    let oid = asn1::elements(algorithm.contents).next()?;
    let kind = certificate.key_kind();
    let (is_known, signature) = match oid.contents {
        openssl::reader::EC => {
            let is_known = matches!(kind, KeyKind::P256 | KeyKind::P384 | KeyKind::P521);
            let hash = if bits.len() > 65 { 3 } else { 2 };
            (is_known, vec![6, 8, 42, 134, 72, 206, 61, 4, 3, hash])
        }
        [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, name @ (1 | 10)] => {
            let is_usual = algorithm.contents.ends_with(&[asn1::NULL, 0]);
            (*name == 1 && is_usual, PSS_SHA512.to_vec())
        }
        _ => return None,
    };
    if !is_known {
        return Some(Complaint::UnsupportedKey { signature, key: algorithm.contents.to_vec() });
    }
    // ring counts the modulus in whole octets.
    let is_long =
        kind != KeyKind::Rsa || certificate.key.bits.is_none_or(|bits| (2041..=8192).contains(&bits));
    (!is_long || !certificate.key.supported).then_some(Complaint::BadSignature)
}

fn refuse(
    scene: &Scene<'_>,
    complaint: &Complaint,
    provider: Provider,
    at: Option<crate::fault::CertificateId>,
) -> Refusal {
    let mut words = String::from(match complaint {
        Complaint::List(_)
        | Complaint::UnsupportedListSignature(_)
        | Complaint::UnsupportedListKey { .. } => "invalid certificate revocation list: ",
        _ => "invalid peer certificate: ",
    });
    words.push_str(&describe(scene, complaint, provider));
    Refusal { words, code: None, faults: faults(complaint), at }
}

fn describe(scene: &Scene<'_>, complaint: &Complaint, provider: Provider) -> String {
    let at_moment = |template: &str, bound: Time, distance: i64| {
        text::fill(template, &|name| match name {
            "now" => scene.at.0.to_string(),
            "bound" => bound.0.to_string(),
            _ => distance.to_string(),
        })
    };
    match complaint {
        Complaint::BadEncoding => String::from("BadEncoding"),
        Complaint::NotYetValid { not_before } => at_moment(
            "certificate not valid yet: verification time {now} (UNIX), but certificate is not valid before {bound} \
             ({distance} seconds in future)",
            *not_before,
            not_before.0.saturating_sub(scene.at.0),
        ),
        Complaint::Expired { not_after } => at_moment(
            "certificate expired: verification time {now} (UNIX), but certificate is not valid after {bound} \
             ({distance} seconds ago)",
            *not_after,
            scene.at.0.saturating_sub(not_after.0),
        ),
        Complaint::NeverValid => String::from("Expired"),
        Complaint::UnknownIssuer => String::from("UnknownIssuer"),
        Complaint::OtherName(names) => {
            let listed = match names.split_last() {
                None => {
                    String::from("is not valid for any names (according to its subjectAltName extension)")
                }
                Some((last, [])) => text::fill("is only valid for {last}", &|_| last.clone()),
                Some((last, rest)) => text::fill("is only valid for {rest} or {last}", &|name| {
                    if name == "rest" { rest.join(", ") } else { last.clone() }
                }),
            };
            text::fill(
                "certificate not valid for name \"{host}\"; certificate {listed}",
                &|name| match name {
                    "host" => scene.host.map_or("", |host| host.typed).to_owned(),
                    _ => listed.clone(),
                },
            )
        }
        Complaint::Revoked => String::from("Revoked"),
        Complaint::UnknownRevocationStatus => String::from("UnknownRevocationStatus"),
        Complaint::BadSignature => String::from("BadSignature"),
        Complaint::List(words) => (*words).to_owned(),
        Complaint::UnsupportedSignature(id) | Complaint::UnsupportedListSignature(id) => {
            let algorithms = if provider == Provider::Ring { RING_ALGORITHMS } else { AWS_LC_ALGORITHMS };
            let id: Vec<String> = id.iter().map(u8::to_string).collect();
            let template = "UnsupportedSignatureAlgorithmContext { signature_algorithm_id: [";
            let mut words = template.to_owned();
            words.push_str(&id.join(", "));
            words.push_str("], supported_algorithms: [");
            words.push_str(&text::fill(algorithms, &|_| RSA_ALGORITHMS.to_owned()));
            words.push_str("] }");
            words
        }
        Complaint::UnsupportedKey { signature, key } | Complaint::UnsupportedListKey { signature, key } => {
            let octets = |id: &[u8]| id.iter().map(u8::to_string).collect::<Vec<_>>().join(", ");
            [
                "UnsupportedSignatureAlgorithmForPublicKeyContext { signature_algorithm_id: [",
                &octets(signature),
                "], public_key_algorithm_id: [",
                &octets(key),
                "] }",
            ]
            .concat()
        }
        Complaint::Purpose(present) => {
            let names: Vec<String> = present.iter().map(|purpose| purpose_words(purpose)).collect();
            let mut words = String::from(
                "certificate does not allow extended key usage for server authentication, allows ",
            );
            words.push_str(&names.join(", "));
            words
        }
        Complaint::Other(error) => text::fill("Other(OtherError({error}))", &|_| error.clone()),
    }
}

fn purpose_words(purpose: &[usize]) -> String {
    match purpose {
        [1, 3, 6, 1, 5, 5, 7, 3, 1] => String::from("server authentication"),
        [1, 3, 6, 1, 5, 5, 7, 3, 2] => String::from("client authentication"),
        other => other.iter().map(usize::to_string).collect::<Vec<_>>().join(", "),
    }
}

/// Our faults that a complaint can speak of: webpki does not say where.
fn faults(complaint: &Complaint) -> &'static [Code] {
    match complaint {
        Complaint::BadEncoding => &[
            Code::CertificateTooLarge,
            Code::ExtensionMalformed,
            Code::NameConstraintMalformed,
            Code::EncodingNotDer,
            Code::CertificateMalformed,
            Code::CertificateTrailingData,
            Code::TimeMalformed,
            Code::NameMalformed,
            Code::PublicKeyMalformed,
            Code::SerialNumberInvalid,
            Code::UniqueIdentifierPresent,
        ],
        Complaint::NotYetValid { .. } => &[Code::CertificateNotYetValid],
        Complaint::Expired { .. } => &[Code::CertificateExpired],
        Complaint::NeverValid => &[Code::ValidityInverted],
        Complaint::UnknownIssuer => &[
            Code::AnchorsEmpty,
            Code::IssuerNotFound,
            Code::NameFormDiffers,
            Code::RootNotTrusted,
            Code::EndEntitySelfSigned,
            Code::AnchorIsEndEntity,
            Code::CertificateTooLarge,
            Code::ExtensionDuplicated,
            Code::ExtensionMalformed,
        ],
        Complaint::OtherName(_) => &[Code::NameMismatch, Code::SubjectAltNameMissing],
        Complaint::Revoked => &[Code::CertificateRevoked],
        Complaint::UnknownRevocationStatus => &[Code::RevocationUnknown],
        Complaint::List(_)
        | Complaint::UnsupportedListSignature(_)
        | Complaint::UnsupportedListKey { .. } => &[Code::CrlInvalid],
        Complaint::BadSignature => &[
            Code::SignatureInvalid,
            Code::KeyIdentifierMismatch,
            Code::PublicKeyWeak,
            Code::PublicKeyMalformed,
            Code::PublicKeyUnsupported,
            Code::RootNotTrusted,
        ],
        Complaint::UnsupportedSignature(_) | Complaint::UnsupportedKey { .. } => &[
            Code::SignatureAlgorithmWeak,
            Code::SignatureAlgorithmUnsupported,
            Code::PublicKeyUnsupported,
            Code::PublicKeyUncommon,
            Code::SignatureInvalid,
        ],
        Complaint::Purpose(_) => &[Code::ExtendedKeyUsageMismatch],
        Complaint::Other(error) => match error.as_str() {
            "CaUsedAsEndEntity" => &[Code::EndEntityIsCa],
            "EndEntityUsedAsCa" => &[Code::IssuerNotCa],
            "ExtensionValueInvalid" => &[Code::ExtensionDuplicated, Code::ExtensionMalformed],
            "NameConstraintViolation" => &[
                Code::NameConstraintViolated,
                Code::NameConstraintUnsupported,
                Code::NameConstraintMalformed,
            ],
            "PathLenConstraintViolated" => &[Code::PathLengthExceeded],
            "SignatureAlgorithmMismatch" => &[Code::SignatureAlgorithmMismatch],
            "UnsupportedCertVersion" => &[Code::VersionNotV3],
            "UnsupportedCriticalExtension" => &[
                Code::CriticalExtensionUnknown,
                Code::KeyIdentifierCritical,
                Code::AuthorityInfoAccessCritical,
            ],
            _ => &[Code::PathTooComplex, Code::Unexplained],
        },
    }
}

/// What rustls makes of each fault.
pub(super) fn stance(code: Code, provider: Provider) -> Stance {
    match code {
        Code::IssuerNotFound
        | Code::NameFormDiffers
        | Code::CertificateTooLarge
        | Code::RootNotTrusted
        | Code::EndEntitySelfSigned
        | Code::AnchorsEmpty
        | Code::SignatureInvalid
        | Code::KeyIdentifierMismatch
        | Code::SignatureAlgorithmWeak
        | Code::SignatureAlgorithmUnsupported
        | Code::SignatureAlgorithmMismatch
        | Code::PublicKeyWeak
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
        | Code::WebpkiLimit
        | Code::IssuerNotCa
        | Code::PathLengthExceeded
        | Code::EndEntityIsCa
        | Code::CertificateExpired
        | Code::CertificateNotYetValid
        | Code::ValidityInverted
        | Code::RevocationUnknown
        | Code::CrlInvalid
        | Code::CrlNotUsed
        | Code::OcspInvalid
        | Code::OcspNotUsed
        | Code::ExtendedKeyUsageMismatch
        | Code::NameConstraintViolated
        | Code::NameConstraintUnsupported
        | Code::NameConstraintMalformed
        | Code::NameMismatch
        | Code::SubjectAltNameMissing
        | Code::KeyIdentifierCritical
        | Code::AuthorityInfoAccessCritical
        | Code::PolicyViolated
        | Code::AnchorIsEndEntity
        | Code::PathTooComplex => Stance::LooksAt,
        // uv has no way to be given CRLs.
        Code::CertificateRevoked => Stance::looks_if(provider == Provider::Ring),
        Code::PublicKeyUncommon => Stance::looks_if(provider == Provider::Ring),
        Code::SerialNumberInvalid
        | Code::BasicConstraintsNotCritical
        | Code::PathLengthWithoutCa
        | Code::IssuerCannotSign
        | Code::KeyUsageMismatch
        | Code::KeyUsageNoSignature
        | Code::KeyUsageMissing
        | Code::KeyCertSignWithoutCa
        | Code::AnchorExpired
        | Code::CrlExpired
        | Code::ExtendedKeyUsageAny
        | Code::ExtendedKeyUsageCritical
        | Code::ExtendedKeyUsageMissing
        | Code::RootHasExtendedKeyUsage
        | Code::NameConstraintLeadingPeriod
        | Code::SubjectAltNameNotCritical
        | Code::SubjectAltNameCritical
        | Code::SubjectAltNameMalformed
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
        | Code::NameConstraintsEmpty
        | Code::PolicyConstraintsNotCritical
        | Code::AnchorIsNotRoot
        | Code::StatusMustBeStapled
        | Code::ValidityPeriodTooLong
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
