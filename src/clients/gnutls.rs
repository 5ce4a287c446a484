//! GnuTLS 3.7: gnutls-cli, wget, and git as Debian builds it.
//!
//! The chain is taken as it is sent, cut where the anchors know a certificate, and checked from the anchor down. Faults of
//! one certificate are told together, but the first certificate that has any ends the search. Only gnutls-cli asks for the
//! purpose.

mod reader;

use super::scene::{ANY_PURPOSE, Facts, KeyKind, Piece, SERVER_AUTH, Scene, UNKNOWN_HOST};
use super::stance::{Stance, not_of_a_chain};
use super::stapled::{self, ToGnutls};
use super::{Refusal, handshake_faults, host, is_key_for_tls};
use crate::certificate::Certificate;
use crate::certificate::extensions::{GeneralName, KeyUsage};
use crate::fault::CertificateId;
use crate::order::sort_by_key;
use crate::rules::Code;
use crate::rules::name_constraints::{self, Allowance};
use crate::signature::Outcome;
use crate::text;
use reader::{Constraints, Hosts, Key, Usage};

const KEYS: &[KeyKind] =
    &[KeyKind::Rsa, KeyKind::P256, KeyKind::P384, KeyKind::P521, KeyKind::Ed25519, KeyKind::Ed448];

/// DEFAULT_MAX_VERIFY_DEPTH.
const MAX_DEPTH: u32 = 16;

/// gnutls_certificate_status_t, in the order in which it is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Flag {
    /// That it is invalid, and nothing more.
    Invalid,
    Revoked,
    SignerNotFound,
    SignerNotCa,
    SignerConstraints,
    InsecureAlgorithm,
    PurposeMismatch,
    NotActivated,
    Expired,
    Superseded,
    SignatureFailure,
    UnexpectedOwner,
    MissingOcspStatus,
    InvalidOcspStatus,
    UnknownCriticalExtension,
}

/// What is wrong, each with the certificate that it was found on.
type Status = Vec<(Flag, CertificateId)>;

/// The programs over GnuTLS.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Program {
    Cli,
    Wget,
    Git,
}

/// What stops a connection before the chain is verified.
struct Broken {
    words: &'static str,
    /// GnuTLS's number of it.
    number: &'static str,
    faults: &'static [Code],
    at: Option<CertificateId>,
}

pub(super) fn ask_cli(scene: &Scene<'_>) -> Option<Refusal> {
    let refuse =
        |words: String, faults, at| Some(Refusal { words, code: Some(String::from("1")), faults, at });
    if scene.is_without_anchors() {
        let words = "Error setting the x509 trust file: No certificate was found.";
        return refuse(words.to_owned(), &[Code::AnchorsEmpty], None);
    }
    if let Some(broken) = unreadable_anchor(scene) {
        let words = text::fill("Error setting the x509 trust file: {words}", &|_| broken.words.to_owned());
        return refuse(words, broken.faults, broken.at);
    }
    match handshake(scene) {
        Some(broken) if broken.words == HANDSHAKE_FAILED => {
            let words = "*** Received alert [40]: Handshake failed\n*** Fatal error: A TLS fatal alert has been received.";
            return refuse(words.to_owned(), broken.faults, broken.at);
        }
        Some(broken) => {
            let words = text::fill("*** Fatal error: {words}", &|_| broken.words.to_owned());
            return refuse(words, broken.faults, broken.at);
        }
        None => {}
    }
    if let Some(broken) = unreadable(scene) {
        let words = "*** PKI verification of server certificate failed...\n*** Fatal error: Error in the certificate.";
        return refuse(words.to_owned(), broken.faults, broken.at);
    }
    let scene = &seen(scene);
    let mut status = verify(scene, true);
    status.extend(of_stapled(scene));
    if !owner_matches(scene) {
        status.push((Flag::UnexpectedOwner, scene.end_entity()));
    }
    let (faults, at) = decisive(&status)?;
    let mut flags: Vec<Flag> = status.iter().map(|(flag, _)| *flag).collect();
    sort_by_key(&mut flags, |flag| *flag);
    flags.dedup();
    let mut words = String::from("- Status: The certificate is NOT trusted. ");
    for flag in flags.into_iter().filter(|flag| *flag != Flag::Invalid) {
        words.push_str(sentence(flag));
        words.push(' ');
    }
    words.push_str(
        "\n*** PKI verification of server certificate failed...\n*** Fatal error: Error in the certificate.",
    );
    refuse(words, faults, Some(at))
}

/// wget's priorities (%COMPAT) do not mind what the key may be used for.
pub(super) fn ask_wget(scene: &Scene<'_>) -> Option<Refusal> {
    const LOADED: &str = "Loaded CA certificate '/etc/ssl/certs/ca-certificates.crt'\n";
    const NOT_LOADED: &str = "ERROR: Failed to open cert /etc/ssl/certs/ca-certificates.crt: ({number}).\n";
    const CRLS: &str = "Loaded CRL file '/etc/ssl/crls.pem'\n";
    let broken_anchor = unreadable_anchor(scene);
    let number = match broken_anchor {
        _ if scene.is_without_anchors() => Some("0"),
        Some(broken) => Some(broken.number),
        None => None,
    };
    let mut words = match number {
        Some(number) => text::fill(NOT_LOADED, &|_| number.to_owned()),
        None => LOADED.to_owned(),
    };
    if !scene.revocation.has_no_crl() {
        words.push_str(CRLS);
    }
    let broken = handshake(scene).filter(|broken| broken.words != KEY_USAGE);
    if let Some(broken) = broken {
        words.push_str(&text::fill("GnuTLS: {words}\n{more}Unable to establish SSL connection.", &|name| {
            let alert = broken.words == HANDSHAKE_FAILED;
            let value = match (name, alert) {
                ("more", true) => "GnuTLS: received alert [40]: Handshake failed\n",
                ("more", false) => "",
                (_, true) => "A TLS fatal alert has been received.",
                (_, false) => broken.words,
            };
            value.to_owned()
        }));
        return Some(Refusal { words, code: Some(String::from("4")), faults: broken.faults, at: broken.at });
    }
    let refuse = |words, faults, at| Some(Refusal { words, code: Some(String::from("5")), faults, at });
    let quoted =
        |line: &str| text::fill(line, &|_| scene.host.map_or(UNKNOWN_HOST, |host| host.text).to_owned());
    if let Some(broken) = unreadable(scene) {
        words.push_str(&quoted("ERROR: No certificate presented by {host}."));
        return refuse(words, broken.faults, broken.at);
    }
    let scene = &seen(scene);
    let mut status = verify(scene, false);
    let end_entity = scene.end_entity();
    if status.is_empty() {
        status.extend(revoked(scene));
    }
    if status.is_empty() {
        status.extend(of_stapled(scene));
    }
    let has = |wanted: Flag| status.iter().any(|(flag, _)| *flag == wanted);
    let mut lines = Vec::new();
    if !status.is_empty() {
        lines.push("ERROR: The certificate of ‘{host}’ is not trusted.");
    }
    for (flag, line) in [
        (Flag::SignerNotFound, "ERROR: The certificate of ‘{host}’ doesn't have a known issuer."),
        (Flag::Revoked, "ERROR: The certificate of ‘{host}’ has been revoked."),
        (Flag::SignerNotCa, "ERROR: The certificate signer of ‘{host}’ was not a CA."),
        (
            Flag::InsecureAlgorithm,
            "ERROR: The certificate of ‘{host}’ was signed using an insecure algorithm.",
        ),
        (Flag::NotActivated, "ERROR: The certificate of ‘{host}’ is not yet activated."),
        (Flag::Expired, "ERROR: The certificate of ‘{host}’ has expired."),
    ] {
        if has(flag) {
            lines.push(line);
        }
    }
    // wget looks at the end entity by itself once more.
    let certificate = scene.get(end_entity);
    if scene.at < certificate.not_before {
        lines.push("The certificate has not yet been activated");
        status.push((Flag::NotActivated, end_entity));
    }
    if scene.at > certificate.not_after {
        lines.push("The certificate has expired");
        status.push((Flag::Expired, end_entity));
    }
    if !owner_matches(scene) {
        lines.push("The certificate's owner does not match hostname ‘{host}’");
        status.push((Flag::UnexpectedOwner, end_entity));
    }
    let (faults, at) = decisive(&status)?;
    let lines: Vec<String> = lines.into_iter().map(quoted).collect();
    words.push_str(&lines.join("\n"));
    refuse(words, faults, Some(at))
}

pub(super) fn ask_git(scene: &Scene<'_>) -> Option<Refusal> {
    let refuse = |words: &str, faults, at| {
        let template = "fatal: unable to access 'https://{host}:443/x.git/': {words}";
        let words = text::fill(template, &|name| match name {
            "host" => match scene.host {
                Some(host) if host.dotted.contains(':') => ["[", host.dotted, "]"].concat(),
                Some(host) => host.dotted.to_owned(),
                None => UNKNOWN_HOST.to_owned(),
            },
            _ => words.to_owned(),
        });
        Some(Refusal { words, code: None, faults, at })
    };
    let prefixed = |words: &str| {
        let mut all = String::from("gnutls_handshake() failed: ");
        all.push_str(words);
        all
    };
    if let Some(broken) = unreadable_anchor(scene) {
        return refuse("Problem with the SSL CA cert (path? access rights?)", broken.faults, broken.at);
    }
    if let Some(broken) = handshake(scene) {
        return refuse(&prefixed(broken.words), broken.faults, broken.at);
    }
    if let Some(broken) = unreadable(scene) {
        let words = text::fill("server cert verify failed: {number}", &|_| broken.number.to_owned());
        return refuse(&words, broken.faults, broken.at);
    }
    let scene = &seen(scene);
    let mut status = verify(scene, false);
    let end_entity = scene.end_entity();
    status.extend(of_stapled(scene));
    if let Some((faults, at)) = decisive(&status) {
        let words = "server certificate verification failed. CAfile: /etc/ssl/certs/ca-certificates.crt CRLfile: none";
        return refuse(words, faults, Some(at));
    }
    let host = scene.host?;
    if host.text == host.dotted && owner_matches(scene) {
        return None;
    }
    let name = reader::shown_common_name(&scene.get(end_entity).subject);
    let template = "SSL: certificate subject name ({name}) does not match target host name '{host}'";
    let words = text::fill(template, &|field| {
        if field == "name" { name.clone() } else { host.dotted.to_owned() }
    });
    refuse(&words, &[Code::NameMismatch, Code::SubjectAltNameMissing], Some(end_entity))
}

const HANDSHAKE_FAILED: &str = "Handshake failed";
const KEY_USAGE: &str = "Key usage violation in certificate has been detected.";

/// What fails before the chain is verified: the server's own certificate must be readable and its key allowed to sign.
fn handshake(scene: &Scene<'_>) -> Option<Broken> {
    let broken =
        |words, faults| Some(Broken { words, number: "", faults, at: scene.told(scene.end_entity()) });
    if !is_key_for_tls(scene, KEYS) {
        return broken(HANDSHAKE_FAILED, handshake_faults());
    }
    let own = scene.material.sent.first()?;
    if let Err(failure) = reader::import(&own.bytes) {
        return broken(failure.words, UNREADABLE);
    }
    let certificate = scene.get(own.view?);
    let key = reader::key(certificate);
    if let Key::Failed(words) = key {
        return broken(words, handshake_faults());
    }
    if matches!(reader::usage(certificate), Usage::Bits(bits, more) if (bits != 0 || more) && bits & 0x80 == 0)
    {
        return broken(KEY_USAGE, &[Code::KeyUsageMismatch, Code::KeyUsageNoSignature]);
    }
    match key {
        Key::Useless => broken("Public key signature verification has failed.", handshake_faults()),
        Key::OfAnotherCurve => {
            broken("The signature is incompatible with the public key.", handshake_faults())
        }
        Key::Restricted => broken("An illegal parameter has been received.", handshake_faults()),
        Key::Imported | Key::Failed(_) => None,
    }
}

/// One of the other certificates that were sent cannot be read.
fn unreadable(scene: &Scene<'_>) -> Option<Broken> {
    let broken = scene.material.sent.iter().skip(1).filter(|piece| !is_readable(piece)).find_map(|piece| {
        let failure = reader::import(&piece.bytes).err()?;
        Some(Broken { words: failure.words, number: failure.number, faults: UNREADABLE, at: piece.id })
    });
    // GNUTLS_E_CONSTRAINT_ERROR
    let too_many = || Broken { words: "", number: "-101", faults: &[Code::PathTooComplex], at: None };
    broken.or_else(|| (scene.sent_count() > MOST_SENT).then(too_many))
}

/// One of the anchors cannot be read: then none is loaded.
fn unreadable_anchor(scene: &Scene<'_>) -> Option<Broken> {
    let pieces = scene.material.anchors.iter().filter(|piece| !piece.bytes.is_empty());
    pieces.filter(|piece| !is_readable(piece)).find_map(|piece| {
        let failure = reader::import(&piece.bytes).err()?;
        Some(Broken { words: failure.words, number: failure.number, faults: UNREADABLE, at: piece.id })
    })
}

/// Our faults that a certificate has which GnuTLS cannot read.
const UNREADABLE: &[Code] = &[
    Code::CertificateMalformed,
    Code::EncodingNotDer,
    Code::NameMalformed,
    Code::TimeMalformed,
    Code::PublicKeyMalformed,
    Code::SignatureAlgorithmMismatch,
    Code::VersionNotV3,
    Code::ExtensionDuplicated,
    Code::ExtensionMalformed,
    Code::CertificateTrailingData,
    Code::SubjectAltNameMalformed,
];

fn is_readable(piece: &Piece<'_>) -> bool {
    *piece.readable.gnutls.get_or_init(|| reader::import(&piece.bytes).is_ok())
}

/// As GnuTLS reads it.
fn seen<'a>(scene: &Scene<'a>) -> Scene<'a> {
    scene.seen_leniently(&|piece| piece.bytes.is_empty() || is_readable(piece))
}

/// gnutls_x509_trust_list_verify_crt2. `for_servers`: the purpose is asked for.
fn verify(scene: &Scene<'_>, for_servers: bool) -> Status {
    let mut chain = sort(scene);
    if let [_, .., top] = chain.as_slice()
        && issued_itself(scene, *top)
    {
        chain.pop();
    }
    let mut status = match chain.last() {
        None => Status::new(),
        Some(top) => {
            let by_issuer =
                verify_against(scene, &chain, &bucket(scene, &scene.get(*top).issuer.der), for_servers);
            let unknown = by_issuer.iter().any(|(flag, _)| {
                matches!(
                    flag,
                    Flag::SignerNotFound | Flag::InsecureAlgorithm | Flag::Expired | Flag::NotActivated
                )
            });
            if unknown && !issued_itself(scene, *top) {
                let by_name =
                    verify_against(scene, &chain, &bucket(scene, &scene.get(*top).subject.der), for_servers);
                let known = !by_issuer.iter().any(|(flag, _)| *flag == Flag::SignerNotFound);
                if !by_name.is_empty() && known { by_issuer } else { by_name }
            } else {
                by_issuer
            }
        }
    };
    let end_entity = scene.end_entity();
    if for_servers && !has_purpose(scene.get(end_entity), true) {
        status.push((Flag::PurposeMismatch, end_entity));
    }
    status
}

/// DEFAULT_MAX_VERIFY_DEPTH: of more certificates than these nothing is said.
const MOST_SENT: usize = 16;

/// What gnutls_x509_trust_list_verify_crt2 makes of what was sent: from the end entity up, each followed by the first certificate that
/// can be its issuer (_gnutls_sort_clist). Where there is none and no anchor is one either, it goes on with the first of the rest.
fn sort(scene: &Scene<'_>) -> Vec<CertificateId> {
    let mut left: Vec<CertificateId> = Vec::new();
    for id in core::iter::once(scene.end_entity()).chain(scene.others().iter().copied()) {
        if !left.contains(&id) && left.len() < MOST_SENT {
            left.push(id);
        }
    }
    let mut chain: Vec<CertificateId> = Vec::new();
    while let Some(first) = left.first().copied() {
        let given = left.clone();
        let mut top = first;
        loop {
            chain.push(top);
            left.retain(|id| *id != top);
            let fits = |id: &&CertificateId| {
                **id != top && names_issuer_by_text(scene, top, **id) && identifiers_allow(scene, top, **id)
            };
            match given.iter().skip(1).find(fits) {
                Some(next) if left.contains(next) => top = *next,
                // In a ring it does not go on.
                Some(_) => return chain,
                None => break,
            }
        }
        let is_issuer = |anchor: &CertificateId| {
            scene.names_issuer(top, *anchor) && identifiers_allow(scene, top, *anchor)
        };
        if bucket(scene, &scene.get(top).issuer.der).iter().any(is_issuer) {
            break;
        }
    }
    chain
}

/// Among what was sent, a name may be written in another kind of string.
fn names_issuer_by_text(scene: &Scene<'_>, subject: CertificateId, issuer: CertificateId) -> bool {
    scene.names_issuer(subject, issuer)
        || reader::same_text(&scene.get(subject).issuer, &scene.get(issuer).subject)
}

/// gnutls_x509_crt_check_issuer: where both sides have a key identifier, it must fit.
fn identifiers_allow(scene: &Scene<'_>, subject: CertificateId, issuer: CertificateId) -> bool {
    let wanted = scene.get(subject).extensions.authority_key_id.as_ref();
    let wanted = wanted.and_then(|found| found.value.key_id.as_ref()).filter(|id| !id.is_empty());
    let offered = scene.get(issuer).extensions.subject_key_id.as_ref();
    let offered = offered.map(|found| &found.value).filter(|id| !id.is_empty());
    // An empty one is none.
    wanted.zip(offered).is_none_or(|(wanted, offered)| wanted == offered)
}

fn issued_itself(scene: &Scene<'_>, id: CertificateId) -> bool {
    scene.names_issuer(id, id) && identifiers_allow(scene, id, id)
}

/// The anchors that GnuTLS looks at for a name: those whose own names fall into the same of 127 drawers.
fn bucket(scene: &Scene<'_>, name: &[u8]) -> Vec<CertificateId> {
    const DRAWERS: u64 = 127;
    let drawer = |name: &[u8]| {
        let hash = name.iter().fold(0_u64, |hash, octet| u64::from(*octet).wrapping_add(hash.rotate_left(9)));
        hash % DRAWERS
    };
    let wanted = drawer(name);
    if unreadable_anchor(scene).is_some() {
        return Vec::new();
    }
    scene.anchors.iter().copied().filter(|id| drawer(&scene.get(*id).subject.der) == wanted).collect()
}

/// _gnutls_verify_crt_status: the chain against some anchors.
fn verify_against(
    scene: &Scene<'_>,
    chain: &[CertificateId],
    anchors: &[CertificateId],
    for_servers: bool,
) -> Status {
    let mut chain = chain.to_vec();
    // What the anchors know is cut off with all above it; its dates are the anchor's.
    let known = chain.iter().enumerate().find_map(|(position, id)| {
        let anchor = anchors.iter().find(|anchor| is_same(scene, *id, **anchor, position == 0))?;
        Some((position, *anchor))
    });
    if let Some((position, anchor)) = known {
        let dates = date_flags(scene, anchor);
        if !dates.is_empty() {
            return dates;
        }
        chain.truncate(position);
    }
    let Some((top, _)) = chain.split_last() else { return Status::new() };
    let mut allowed = MAX_DEPTH;
    let mut constraining: Vec<CertificateId> = Vec::new();
    // find_issuer: of several, the one that is valid longest; of two that are as long, the last.
    let fits = |anchor: &&CertificateId| {
        scene.names_issuer(*top, **anchor) && identifiers_allow(scene, *top, **anchor)
    };
    let issuer = anchors.iter().filter(fits).max_by_key(|anchor| scene.get(**anchor).not_after).copied();
    let mut step = Step { scene, allowed: &mut allowed, constraining: &mut constraining };
    let status = step.verify(*top, issuer, chain.len() == 1, true);
    if !status.is_empty() {
        return status;
    }
    for (subject, issuer) in chain.iter().zip(chain.iter().skip(1)).rev() {
        if for_servers && !has_purpose(scene.get(*issuer), false) {
            return vec![(Flag::PurposeMismatch, *issuer)];
        }
        let issuer = Some(*issuer).filter(|issuer| {
            names_issuer_by_text(scene, *subject, *issuer) && identifiers_allow(scene, *subject, *issuer)
        });
        let status = step.verify(*subject, issuer, chain.first() == Some(subject), false);
        if !status.is_empty() {
            return status;
        }
    }
    Status::new()
}

/// _gnutls_check_if_same_key, for a CA; an end entity must be the very same.
fn is_same(scene: &Scene<'_>, id: CertificateId, anchor: CertificateId, end_entity: bool) -> bool {
    let (certificate, anchor) = (scene.get(id), scene.get(anchor));
    certificate.sha256 == anchor.sha256
        || (!end_entity && certificate.subject.der == anchor.subject.der && certificate.spki == anchor.spki)
}

struct Step<'a, 's> {
    scene: &'a Scene<'s>,
    allowed: &'a mut u32,
    constraining: &'a mut Vec<CertificateId>,
}

impl Step<'_, '_> {
    /// verify_crt: one certificate with its issuer.
    fn verify(
        &mut self,
        subject: CertificateId,
        issuer: Option<CertificateId>,
        end_entity: bool,
        by_anchor: bool,
    ) -> Status {
        let scene = self.scene;
        let certificate = scene.get(subject);
        if *self.allowed == 0 {
            return vec![(Flag::SignerConstraints, subject)];
        }
        *self.allowed -= 1;
        let mut status = Status::new();
        // Of a CA this is looked at where it is the issuer.
        if end_entity && has_unknown_critical_extension(certificate) {
            status.push((Flag::UnknownCriticalExtension, subject));
        }
        let Some(issuer) = issuer else {
            status.push((Flag::SignerNotFound, subject));
            status.extend(date_flags(scene, subject));
            return status;
        };
        let signing = scene.get(issuer);
        if !self.is_ca(subject, issuer, by_anchor) {
            status.push((Flag::SignerNotCa, issuer));
        }
        let usage = reader::usage(signing);
        if signing.version != 1 && usage == Usage::Unreadable {
            status.push((Flag::Invalid, issuer));
        }
        let may_sign = !matches!(usage, Usage::Bits(bits, _) if bits & KEY_CERT_SIGN == 0);
        if signing.version != 1 && !may_sign {
            status.push((Flag::SignerConstraints, issuer));
        }
        match reader::constraints(signing) {
            None => {}
            Some(Constraints::Unreadable) => status.push((Flag::SignerConstraints, issuer)),
            Some(Constraints::Subtrees(..)) => self.constraining.push(issuer),
        }
        if !reader::has_features_of(certificate, signing) {
            status.push((Flag::SignerConstraints, subject));
        }
        if end_entity && self.violates(certificate) {
            status.push((Flag::SignerConstraints, subject));
        }
        if has_unknown_critical_extension(signing) {
            status.push((Flag::UnknownCriticalExtension, issuer));
        }
        // is_level_acceptable asks how strong the certificate's own key is.
        if matches!(reader::key(certificate), Key::Failed(_)) {
            status.push((Flag::InsecureAlgorithm, subject));
        }
        let key = reader::key(signing);
        if !is_known_signature(certificate) {
            status.push((Flag::Invalid, subject));
        } else if key == Key::Restricted {
            status.push((Flag::SignerConstraints, issuer));
        } else if matches!(key, Key::Failed(_)) {
            status.push((Flag::InsecureAlgorithm, subject));
        } else if reader::has_readable_signature(certificate) {
            let is_wrong = certificate.has_unusual_pss()
                || matches!(key, Key::Useless | Key::OfAnotherCurve)
                || reader::is_written_anew(certificate)
                || matches!(scene.signature(subject, issuer), Outcome::Invalid | Outcome::KeyMismatch);
            if is_wrong {
                status.push((Flag::SignatureFailure, subject));
            }
            let insecure = certificate.algorithm_info.weak
                || (signing.key_kind() == KeyKind::Rsa && signing.key.bits.is_some_and(|bits| bits < 1024));
            if insecure && !scene.names_issuer(subject, subject) {
                status.push((Flag::InsecureAlgorithm, subject));
            }
        }
        status.extend(date_flags(scene, issuer));
        status.extend(date_flags(scene, subject));
        status
    }

    /// check_if_ca. An anchor that issued itself may lack basicConstraints.
    fn is_ca(&mut self, subject: CertificateId, issuer: CertificateId, by_anchor: bool) -> bool {
        let scene = self.scene;
        let signing = scene.get(issuer);
        if scene.get(subject).sha256 == signing.sha256 {
            return true;
        }
        if !reader::has_readable_signature(scene.get(subject)) || !reader::has_readable_signature(signing) {
            return false;
        }
        match reader::basic_constraints(signing) {
            Some((ca, limit)) => {
                if let Some(limit) = limit.filter(|_| ca) {
                    *self.allowed = (*self.allowed).min(limit);
                }
                ca
            }
            None => by_anchor && scene.names_issuer(issuer, issuer),
        }
    }

    /// Names that GnuTLS compares: hosts, mailboxes and addresses; the common name where there is no host.
    fn violates(&self, certificate: &Certificate) -> bool {
        let mut names: Vec<GeneralName> = certificate
            .alternatives()
            .unwrap_or_default()
            .iter()
            .filter_map(|name| match name {
                GeneralName::Dns(_) | GeneralName::Email(_) | GeneralName::Ip(_) => Some(name.clone()),
                // Octets, whatever letters they are: the constraint's are compared with the last of them.
                GeneralName::Invalid(2, host) => {
                    Some(GeneralName::Dns(host.iter().map(|octet| char::from(*octet)).collect()))
                }
                _ => None,
            })
            .collect();
        if !names.iter().any(|name| matches!(name, GeneralName::Dns(_))) {
            let common_name = certificate.subject.common_name();
            names.extend(common_name.map(|name| GeneralName::Dns(name.to_owned())));
        }
        let alternatives = certificate.alternatives().unwrap_or_default();
        let has_uri = alternatives.iter().any(|name| matches!(name, GeneralName::Uri(_)));
        // The constraints of all are put together before names are held against them.
        let (mut most_permitted, mut all_excluded, mut any_compared) = (0, 0, false);
        let violated = self.constraining.iter().any(|id| {
            let constraining = self.scene.get(*id);
            let Some(Constraints::Subtrees(permitted, excluded)) = reader::constraints(constraining) else {
                return false;
            };
            most_permitted = permitted.len().max(most_permitted);
            all_excluded += excluded.len();
            any_compared |= permitted.iter().chain(&excluded).any(|(tag, _)| *tag != 0xa0);
            // Kinds that are not compared must not be excluded: of directory names there is always one.
            let excludes =
                |tag, least: usize| excluded.iter().any(|(found, base)| *found == tag && base.len() > least);
            if excludes(0xa4, 2) || (has_uri && excludes(0x86, 0)) {
                return true;
            }
            let Some(found) = &constraining.extensions.name_constraints else { return false };
            // An empty one permits nothing and forbids nothing; where it is excluded it is all hosts.
            let permitting: Vec<_> = permitted.iter().copied().filter(|(_, base)| !base.is_empty()).collect();
            let (permitting, excluding) = (Hosts::of(&permitting), Hosts::of(&excluded));
            let _ = self.scene.memo.work().spend(permitted.len() + excluded.len() + names.len());
            names.iter().any(|name| match name {
                GeneralName::Dns(host) => {
                    permitting.as_ref().is_some_and(|hosts| !hosts.cover(host))
                        || excluding.as_ref().is_some_and(|hosts| hosts.cover(host))
                }
                name => name_constraints::allowance(name, &found.value) != Allowance::Allowed,
            })
        });
        let is_too_long = |name: &GeneralName| match name {
            GeneralName::Dns(text) | GeneralName::Email(text) | GeneralName::Uri(text) => {
                text.len() >= MOST_OCTETS
            }
            _ => false,
        };
        let unread = any_compared && alternatives.iter().any(is_too_long);
        let comparisons = (most_permitted + all_excluded).saturating_mul(alternatives.len());
        violated || unread || (any_compared && comparisons > MOST_COMPARISONS)
    }
}

/// MAX_NC_CHECKS (lib/x509/name_constraints.c): alternative names times constraints, of whatever kind. Beyond, the names violate them.
const MOST_COMPARISONS: usize = 1 << 20;

/// MAX_CN (lib/str.h): a name of so many octets does not fit where names are held against constraints, and violates them.
const MOST_OCTETS: usize = 256;

/// keyCertSign in the first octet of keyUsage.
const KEY_CERT_SIGN: u8 = 0x04;

/// A signature whose algorithm GnuTLS knows: RSASSA-PSS with SHA-2 of at least 256 bits.
fn is_known_signature(certificate: &Certificate) -> bool {
    let name = certificate.algorithm_info.name.as_ref();
    if name.starts_with("RSASSA-PSS") {
        return matches!(certificate.algorithm_info.hash, Some("SHA-256" | "SHA-384" | "SHA-512"));
    }
    certificate.algorithm_info.hash.is_some() || matches!(name, "Ed25519" | "Ed448")
}

fn date_flags(scene: &Scene<'_>, id: CertificateId) -> Status {
    let certificate = scene.get(id);
    if scene.at < certificate.not_before {
        vec![(Flag::NotActivated, id)]
    } else if scene.at > certificate.not_after {
        vec![(Flag::Expired, id)]
    } else {
        Status::new()
    }
}

/// Policy constraints are among the ones that GnuTLS does not know.
fn has_unknown_critical_extension(certificate: &Certificate) -> bool {
    const KNOWN: &[&str] = &[
        "2.5.29.14",
        "2.5.29.15",
        "2.5.29.17",
        "2.5.29.18",
        "2.5.29.19",
        "2.5.29.30",
        "2.5.29.31",
        "2.5.29.32",
        "2.5.29.35",
        "2.5.29.37",
        "2.5.29.54",
        "1.3.6.1.5.5.7.1.1",
        "1.3.6.1.5.5.7.1.14",
        "1.3.6.1.5.5.7.1.24",
    ];
    certificate.extensions.all.iter().any(|seen| seen.critical && !KNOWN.contains(&seen.oid.as_str()))
}

/// _gnutls_check_key_purpose.
fn has_purpose(certificate: &Certificate, any_will_do: bool) -> bool {
    const GATED: &str = "2.16.840.1.113730.4.1";
    if !reader::has_readable_purposes(certificate) {
        return false;
    }
    let is_ca = reader::basic_constraints(certificate).is_some_and(|(ca, _)| ca);
    certificate.purposes().is_none_or(|purposes| {
        purposes.is_empty()
            || purposes.iter().any(|purpose| {
                purpose == SERVER_AUTH || any_will_do && purpose == ANY_PURPOSE || is_ca && purpose == GATED
            })
    })
}

/// What is against the certificate in what the server staples, or that it staples nothing.
fn of_stapled(scene: &Scene<'_>) -> Option<(Flag, CertificateId)> {
    let end_entity = scene.end_entity();
    // Each that was sent is asked whether it wants it.
    let must_be = || scene.as_sent().iter().any(|id| reader::must_be_stapled(scene.get(*id)));
    let flag = match stapled::to_gnutls(scene) {
        ToGnutls::Missing if must_be() => Flag::MissingOcspStatus,
        ToGnutls::Revoked => Flag::Revoked,
        ToGnutls::Superseded => Flag::Superseded,
        ToGnutls::Invalid => Flag::InvalidOcspStatus,
        ToGnutls::Missing | ToGnutls::Fine => return None,
    };
    Some((flag, end_entity))
}

/// wget alone was given the CRLs.
fn revoked(scene: &Scene<'_>) -> Option<(Flag, CertificateId)> {
    sort(scene).into_iter().find_map(|id| {
        let certificate = scene.get(id);
        // By the serial number alone, whatever the list's scope or the entry's issuer and reason.
        let listed = scene.revocation.crls().iter().enumerate().any(|(index, crl)| {
            !crl.entries_of(&certificate.serial).is_empty()
                && scene.bag.iter().any(|(issuer, known)| {
                    scene.names_issuer(id, issuer)
                        && crl.is_named(&known.subject)
                        && scene.revocation.signature(index, issuer, known) == Outcome::Valid
                        && known.usage().is_none_or(|usage| usage.has(KeyUsage::CRL_SIGN))
                })
        });
        listed.then_some((Flag::Revoked, id))
    })
}

/// gnutls_x509_crt_check_hostname: the common name where there is neither host nor address.
fn owner_matches(scene: &Scene<'_>) -> bool {
    let Some(wanted) = scene.host else { return true };
    let certificate = scene.get(scene.end_entity());
    if wanted.address().is_some() {
        return host::has_address(certificate, &wanted);
    }
    let of_hosts = certificate.alternatives().unwrap_or_default().iter().any(|name| {
        matches!(
            name,
            GeneralName::Dns(_)
                | GeneralName::Ip(_)
                | GeneralName::Uri(_)
                | GeneralName::Invalid(2 | 6 | 7, _)
        )
    });
    let fits = |pattern: &&str| matches(pattern, wanted.text);
    if of_hosts {
        return host::dns_names(certificate).iter().any(fits);
    }
    if !has_purpose(certificate, true) {
        return false;
    }
    let mut names = certificate.subject.common_names();
    // More than one common name is none.
    match (names.next(), names.next()) {
        (Some(name), None) => fits(&name),
        _ => false,
    }
}

/// _gnutls_hostname_compare: a star stands for the rest of its label, with two labels above it.
fn matches(pattern: &str, host: &str) -> bool {
    match pattern.split_once('*') {
        None => pattern.eq_ignore_ascii_case(host),
        Some(("", rest)) if rest.matches('.').count() >= 2 && !rest.contains('*') => {
            host.find('.').is_some_and(|_| {
                let covered = host.len().checked_sub(rest.len());
                covered.is_some_and(|covered| {
                    let (front, back) = (host.get(..covered), host.get(covered..));
                    back.is_some_and(|back| back.eq_ignore_ascii_case(rest))
                        && front.is_some_and(|front| !front.contains('.'))
                })
            })
        }
        Some(_) => false,
    }
}

/// Faults and place of what is told first.
fn decisive(status: &Status) -> Option<(&'static [Code], CertificateId)> {
    status.iter().min_by_key(|(flag, _)| *flag).map(|(flag, at)| (faults(*flag), *at))
}

fn sentence(flag: Flag) -> &'static str {
    match flag {
        Flag::Invalid => "",
        Flag::Revoked => "The certificate chain is revoked.",
        Flag::SignerNotFound => "The certificate issuer is unknown.",
        Flag::SignerNotCa => "The certificate issuer is not a CA.",
        Flag::SignerConstraints => "The certificate chain violates the signer's constraints.",
        Flag::InsecureAlgorithm => "The certificate chain uses insecure algorithm.",
        Flag::PurposeMismatch => "The certificate chain does not match the intended purpose.",
        Flag::NotActivated => "The certificate chain uses not yet valid certificate.",
        Flag::Expired => "The certificate chain uses expired certificate.",
        Flag::SignatureFailure => "The signature in the certificate is invalid.",
        Flag::UnexpectedOwner => "The name in the certificate does not match the expected.",
        Flag::MissingOcspStatus => {
            "The certificate requires the server to include an OCSP status in its response, but the OCSP status is missing."
        }
        Flag::Superseded => "The revocation or OCSP data are old and have been superseded.",
        Flag::InvalidOcspStatus => "The received OCSP status response is invalid.",
        Flag::UnknownCriticalExtension => "The certificate contains an unknown critical extension.",
    }
}

fn faults(flag: Flag) -> &'static [Code] {
    match flag {
        Flag::Invalid => &[
            Code::ExtensionMalformed,
            Code::EncodingNotDer,
            Code::SignatureAlgorithmUnsupported,
            Code::SignatureAlgorithmWeak,
        ],
        Flag::Revoked => &[Code::CertificateRevoked],
        Flag::SignerNotFound => &[
            Code::AnchorsEmpty,
            Code::IssuerNotFound,
            Code::RootNotTrusted,
            Code::EndEntitySelfSigned,
            Code::KeyIdentifierMismatch,
            Code::AnchorIsEndEntity,
            Code::AnchorIsNotRoot,
            Code::ExtensionDuplicated,
            Code::ExtensionMalformed,
        ],
        Flag::SignerNotCa => &[Code::IssuerNotCa, Code::VersionNotV3],
        Flag::SignerConstraints => &[
            Code::IssuerCannotSign,
            Code::NameConstraintViolated,
            Code::PathLengthExceeded,
            Code::SubjectAltNameMissing,
            Code::PathTooComplex,
        ],
        Flag::InsecureAlgorithm => &[Code::SignatureAlgorithmWeak, Code::PublicKeyWeak],
        Flag::PurposeMismatch => &[Code::ExtendedKeyUsageMismatch],
        Flag::NotActivated | Flag::Expired => &[
            Code::CertificateExpired,
            Code::CertificateNotYetValid,
            Code::AnchorExpired,
            Code::ValidityInverted,
        ],
        Flag::SignatureFailure => &[Code::SignatureInvalid, Code::KeyIdentifierMismatch],
        Flag::UnexpectedOwner => &[Code::NameMismatch, Code::SubjectAltNameMissing],
        Flag::MissingOcspStatus => &[Code::StatusMustBeStapled],
        Flag::Superseded | Flag::InvalidOcspStatus => &[Code::OcspInvalid],
        Flag::UnknownCriticalExtension => {
            &[Code::CriticalExtensionUnknown, Code::PolicyViolated, Code::AuthorityInfoAccessCritical]
        }
    }
}

/// What GnuTLS makes of each fault.
pub(super) fn stance(code: Code, program: Program) -> Stance {
    match code {
        Code::IssuerNotFound
        | Code::RootNotTrusted
        | Code::EndEntitySelfSigned
        | Code::AnchorsEmpty
        | Code::SignatureInvalid
        | Code::KeyIdentifierMismatch
        | Code::SignatureAlgorithmWeak
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
        | Code::CertificateExpired
        | Code::CertificateNotYetValid
        | Code::ValidityInverted
        | Code::AnchorExpired
        | Code::NameConstraintViolated
        | Code::NameConstraintMalformed
        | Code::NameMismatch
        | Code::PolicyViolated
        | Code::AnchorIsEndEntity
        | Code::StatusMustBeStapled
        | Code::PathTooComplex => Stance::LooksAt,
        Code::KeyUsageMismatch | Code::KeyUsageNoSignature => Stance::looks_if(program != Program::Wget),
        Code::ExtendedKeyUsageMismatch => Stance::looks_if(program == Program::Cli),
        Code::CertificateRevoked => Stance::looks_if(program == Program::Wget),
        Code::PublicKeyWeak
        | Code::PublicKeyUncommon
        | Code::SerialNumberInvalid
        | Code::EndEntityIsCa
        | Code::BasicConstraintsNotCritical
        | Code::PathLengthWithoutCa
        | Code::KeyUsageMissing
        | Code::KeyCertSignWithoutCa
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
        | Code::NameConstraintUnsupported
        | Code::NameConstraintLeadingPeriod
        | Code::SubjectAltNameMissing
        | Code::SubjectAltNameNotCritical
        | Code::SubjectAltNameCritical
        | Code::SubjectAltNameMalformed
        | Code::CommonNameNotInSubjectAltName
        | Code::WildcardOnPublicSuffix
        | Code::AuthorityKeyIdMissing
        | Code::SubjectKeyIdMissing
        | Code::KeyIdentifierCritical
        | Code::AuthorityKeyIdForm
        | Code::SelfKeyIdentifierMismatch
        | Code::CaSubjectEmpty
        | Code::IssuerEmpty
        | Code::NameConstraintsWithoutCa
        | Code::NameConstraintsNotCritical
        | Code::NameConstraintsEmpty
        | Code::PolicyConstraintsNotCritical
        | Code::AuthorityInfoAccessCritical
        | Code::AnchorIsNotRoot
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
        | Code::AnchorDistrusted
        | not_of_a_chain!() => Stance::Overlooks,
    }
}
