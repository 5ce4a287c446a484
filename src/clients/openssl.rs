//! OpenSSL 3 (X509_verify_cert): what it finds wrong with a chain, in the order it looks.
//!
//! One chain is built and judged, none is gone back to: at each step the trust store is asked before what was sent, and
//! the first certificate that fits is taken. Then come extensions, the strength of keys and signatures, the host,
//! revocation, signatures and dates from the anchor down, and name constraints last (crypto/x509/x509_vfy.c). A caller
//! stops at the first error or, as Node does, goes on and keeps the last.

pub(super) mod chain;
pub(super) mod constraints;
pub(super) mod reader;
pub(super) mod revocation;

pub(crate) use reader::{Key, Notes};
pub(super) use reader::{Queued, short_time};

use crate::certificate::Certificate;
use crate::certificate::extensions::{GeneralName, KeyUsage};
use crate::fault::CertificateId;
use crate::input::Says;
use crate::rules::Code;
use crate::signature::Outcome;

use super::host;
use super::reader::asn1;
use super::scene::{Facts, KeyKind, Piece, SERVER_AUTH, Scene};
use super::stance::{Stance, not_of_a_chain};

/// What a caller sets.
#[derive(Clone, Copy)]
pub(super) struct Settings {
    /// X509_V_FLAG_PARTIAL_CHAIN: any certificate of the trust store ends a chain.
    pub partial_chain: bool,
    /// X509_V_FLAG_X509_STRICT.
    pub strict: bool,
    /// The bits of security that keys and signatures must have: 80 at level 1, 112 at level 2.
    pub bits: u32,
    /// How the host is compared while verifying; `None` where the caller does so itself, afterwards.
    pub host: Option<HostFlags>,
    /// X509_V_FLAG_CRL_CHECK_ALL: where CRLs were given, every certificate of the chain needs one. `None`: nobody looks.
    pub crls: Option<revocation::Library>,
    /// OpenSSL 1.1.1: what it counts as strong enough, and where 3.0 has other numbers.
    pub old: bool,
}

impl Settings {
    /// The common name counts, whoever compares it.
    fn common_name(&self) -> bool {
        self.host.is_none_or(|flags| flags.common_name)
    }
}

#[derive(Clone, Copy)]
pub(super) struct HostFlags {
    /// The common name where there is no dNSName.
    pub common_name: bool,
    /// Stars that are a part of a label.
    pub partial_wildcards: bool,
    /// A trailing dot of the host stays, and nothing matches it.
    pub keeps_dot: bool,
}

/// One thing that OpenSSL finds wrong: the number of its X509_V_ERR.
#[derive(Clone, Copy, Debug)]
pub(super) struct Error {
    pub number: u8,
    pub at: CertificateId,
    /// What OpenSSL's error queue holds beside it.
    pub queue: Queue,
}

/// What was on the error queue before the verification failed; curl and s_client print it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Queue {
    Empty,
    /// A signature that does not verify.
    Evp,
    /// An RSA signature over something else.
    RsaBadSignature,
    /// An RSA signature by another key, or garbled: what the key finds in it begins in another octet than 0.
    RsaPadding,
    /// The same, and it begins in 0.
    RsaBlockType,
    /// An RSA signature that is not as long as the key.
    RsaLength,
    /// Certificates with an extension that cannot be used, so many.
    InvalidCertificates(usize),
    /// A key that cannot be decoded, asked for so often.
    Keys(usize),
    /// A signature whose last octet is not counted in full.
    BitsLeft,
}

/// Why OpenSSL stops reading what the server sends, or a file of anchors.
pub(super) enum Stop {
    /// A certificate that it cannot read.
    Unreadable(Queued),
    /// Octets behind a certificate.
    Length,
}

/// What it stops at of what the server sends.
pub(super) fn stops_at(scene: &Scene<'_>) -> Option<(Stop, Option<CertificateId>)> {
    scene.material.sent.iter().find_map(|piece| match is_readable(piece) {
        true if has_tail(piece) => Some((Stop::Length, piece.id)),
        true => None,
        false => {
            let unreadable = reader::read(&piece.bytes).err()?;
            Some((Stop::Unreadable(unreadable.queued()), piece.id))
        }
    })
}

/// What it stops at in a file of anchors, of which it then takes none. What follows a certificate there is of no matter.
pub(super) fn stops_at_anchor(scene: &Scene<'_>) -> Option<(Queued, Option<CertificateId>)> {
    let pieces = scene.material.anchors.iter().filter(|piece| !piece.bytes.is_empty());
    pieces.filter(|piece| !is_readable(piece)).find_map(|piece| {
        let unreadable = reader::read(&piece.bytes).err()?;
        Some((unreadable.queued(), piece.id))
    })
}

/// d2i_X509 reads it.
pub(super) fn is_readable(piece: &Piece<'_>) -> bool {
    *piece.readable.openssl.get_or_init(|| reader::read(&piece.bytes).is_ok())
}

/// Octets follow the certificate.
pub(super) fn has_tail(piece: &Piece<'_>) -> bool {
    asn1::element(&piece.bytes).is_ok_and(|(_, rest)| !rest.is_empty())
}

/// The server's key is decoded, and the handshake that it signed is not right by it.
pub(super) fn is_server_key_useless(scene: &Scene<'_>) -> bool {
    let scene = scene.seen_leniently(&|_| true);
    scene.key_of(scene.end_entity()) == Key::Useless
}

/// Our faults that a certificate has which OpenSSL cannot read.
pub(super) const UNREADABLE: &[Code] = &[
    Code::CertificateMalformed,
    Code::EncodingNotDer,
    Code::NameMalformed,
    Code::TimeMalformed,
    Code::PublicKeyMalformed,
    Code::SerialNumberInvalid,
    Code::CertificateTrailingData,
    Code::ExtensionMalformed,
    Code::VersionNotV3,
];

/// Everything that OpenSSL finds wrong, in its order.
pub(super) fn verify(scene: &Scene<'_>, settings: Settings) -> Vec<Error> {
    let scene = &scene.seen_leniently(&|piece| piece.bytes.is_empty() || is_readable(piece));
    verify_read(scene, settings)
}

/// The same of a scene as OpenSSL sees it.
pub(super) fn verify_read(scene: &Scene<'_>, settings: Settings) -> Vec<Error> {
    let mut run = Run { scene, settings, errors: Vec::new(), queue: Queue::Empty };
    if scene.key_of(scene.end_entity()) == Key::Undecoded {
        run.queue = Queue::Keys(1);
    }
    if run.security_bits(scene.end_entity()) < settings.bits {
        run.report(66, scene.end_entity());
    }
    let built = chain::build(scene, settings.partial_chain);
    if run.queue == Queue::Empty {
        run.queue = built.queue;
    }
    if let Some(number) = built.error {
        // An error from before stands in the way of a better one.
        let number = run.errors.last().map_or(number, |error| error.number);
        run.report(number, built.rejected.unwrap_or_else(|| built.top()));
    }
    run.check_extensions(&built.certificates);
    run.check_strength(&built.certificates);
    run.check_host();
    run.check_revocation(&built.certificates);
    run.verify_signatures_and_dates(&built.certificates);
    constraints::check(&mut run, &built.certificates);
    run.errors
}

struct Run<'a> {
    scene: &'a Scene<'a>,
    settings: Settings,
    errors: Vec<Error>,
    queue: Queue,
}

impl Run<'_> {
    fn report(&mut self, number: u8, at: CertificateId) {
        self.errors.push(Error { number, at, queue: self.queue });
    }

    fn check_extensions(&mut self, chain: &[CertificateId]) {
        let mut below = 0;
        for (depth, id) in chain.iter().enumerate() {
            let certificate = self.scene.get(*id);
            if has_unhandled_critical_extension(certificate) {
                self.report(34, *id);
            }
            if self.scene.openssl(*id).is_some_and(|notes| notes.proxy) {
                self.report(40, *id);
            }
            let ca = is_ca(self.scene, *id);
            let last = depth + 1 == chain.len();
            let acceptable = if depth == 0 {
                !self.settings.strict || matches!(ca, Ca::Yes | Ca::No)
            } else {
                ca == Ca::Yes || (ca != Ca::No && last && !self.settings.strict)
            };
            if !acceptable {
                self.report(if self.settings.old { 24 } else { 79 }, *id);
            }
            if chain.len() > 1 && !self.settings.old && self.scene.key_of(*id) == Key::Explicit {
                self.report(94, *id);
            }
            if self.settings.strict && chain.len() > 1 {
                for number in strict_faults(certificate, last) {
                    self.report(number, *id);
                }
            }
            // check_purpose: of an anchor its settings count, where they say something.
            let is_for_servers = match trust(self.scene, *id) {
                Says::Trusted => true,
                Says::Rejected => false,
                Says::Nothing => is_for_servers(self.scene, *id, depth > 0),
            };
            if !is_for_servers {
                self.report(26, *id);
            }
            if depth > 1 && certificate.path_len().is_some_and(|allowed| below > allowed) {
                self.report(25, *id);
            }
            if depth > 0 && !is_self_issued(self.scene, *id) {
                below += 1;
            }
        }
    }

    fn check_strength(&mut self, chain: &[CertificateId]) {
        for (depth, id) in chain.iter().enumerate() {
            let certificate = self.scene.get(*id);
            if depth > 0 && self.security_bits(*id) < self.settings.bits {
                self.report(67, *id);
            }
            if depth + 1 < chain.len() && signature_bits(certificate, self.settings.old) < self.settings.bits
            {
                self.report(68, *id);
            }
        }
    }

    fn check_host(&mut self) {
        let (Some(flags), Some(host)) = (self.settings.host, self.scene.host) else { return };
        let end_entity = self.scene.end_entity();
        let certificate = self.scene.get(end_entity);
        if host.address().is_some() {
            if !host::has_address(certificate, &host) {
                self.report(64, end_entity);
            }
            return;
        }
        let host_text = if flags.keeps_dot { host.dotted } else { host.text };
        let matches = |pattern: &str| host::openssl_matches(pattern, host_text, flags.partial_wildcards);
        let names = host::dns_names(certificate);
        let has_dns_name = certificate
            .alternatives()
            .unwrap_or_default()
            .iter()
            .any(|name| matches!(name, GeneralName::Dns(_) | GeneralName::Invalid(2, _)));
        let by_common_name =
            flags.common_name && !has_dns_name && certificate.subject.common_names().any(matches);
        if !names.into_iter().any(matches) && !by_common_name {
            self.report(62, end_entity);
        }
    }

    fn check_revocation(&mut self, chain: &[CertificateId]) {
        let Some(library) = self.settings.crls.filter(|_| !self.scene.revocation.has_no_crl()) else {
            return;
        };
        for (depth, id) in chain.iter().enumerate() {
            for number in revocation::faults(self.scene, chain, depth, library) {
                if number == 8 && self.queue == Queue::Empty {
                    let signer = self.scene.get(chain.get(depth + 1).copied().unwrap_or(*id));
                    self.queue =
                        if signer.key_kind() == KeyKind::Rsa { Queue::RsaPadding } else { Queue::Evp };
                }
                self.report(number, *id);
            }
        }
    }

    fn verify_signatures_and_dates(&mut self, chain: &[CertificateId]) {
        let Some((top, _)) = chain.split_last() else { return };
        let mut subjects: Vec<(CertificateId, Option<CertificateId>)> = Vec::new();
        if is_self_signed(self.scene, *top) || self.settings.partial_chain {
            // The signature on the last certificate is not looked at.
            subjects.push((*top, None));
        } else if chain.len() == 1 {
            self.report(21, *top);
            subjects.push((*top, None));
        }
        let links = chain.iter().zip(chain.iter().skip(1)).rev();
        subjects.extend(links.map(|(subject, issuer)| (*subject, Some(*issuer))));
        for (subject, issuer) in subjects {
            if let Some(issuer) = issuer {
                self.verify_signature(subject, issuer);
            }
            let certificate = self.scene.get(subject);
            let [before, after] = self.scene.openssl(subject).map_or([true; 2], |notes| notes.times);
            match () {
                () if !before => self.report(13, subject),
                () if self.scene.at < certificate.not_before => self.report(9, subject),
                () => {}
            }
            match () {
                () if !after => self.report(14, subject),
                () if self.scene.at > certificate.not_after => self.report(10, subject),
                () => {}
            }
        }
    }

    fn verify_signature(&mut self, subject: CertificateId, issuer: CertificateId) {
        let (signed, signing) = (self.scene.get(subject), self.scene.get(issuer));
        if signing.usage().is_some_and(|usage| !usage.has(KeyUsage::KEY_CERT_SIGN)) {
            self.report(32, issuer);
        }
        if signed.algorithm != signed.inner_algorithm {
            self.report(7, subject);
            return;
        }
        let is_odd = self.scene.openssl(subject).is_some_and(|notes| notes.odd_signature);
        let is_useless = self.scene.key_of(issuer) == Key::Useless;
        let outcome = self.scene.signature(subject, issuer);
        if is_odd || is_useless || matches!(outcome, Outcome::Invalid | Outcome::KeyMismatch) {
            let is_as_long =
                reader::rsa_bits(signing).is_some_and(|bits| bits.div_ceil(8) == signed.signature.len());
            if self.queue == Queue::Empty {
                self.queue = match signing.key_kind() {
                    _ if is_odd => Queue::BitsLeft,
                    KeyKind::Rsa if !is_as_long => Queue::RsaLength,
                    KeyKind::Rsa => match self.scene.first_of_rsa_block(subject, issuer) {
                        Some([0, 1]) => Queue::RsaBadSignature,
                        Some([0, _]) => Queue::RsaBlockType,
                        Some(_) => Queue::RsaPadding,
                        None if chain::has_right_key(self.scene, subject, issuer) => Queue::RsaBadSignature,
                        None => Queue::RsaPadding,
                    },
                    _ => Queue::Evp,
                };
            }
            self.report(7, subject);
        }
    }
}

/// X509_check_ca.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Ca {
    No,
    Yes,
    /// Without basicConstraints: version 1 and self-signed, or with a keyUsage that lets it sign.
    Tolerated,
    /// By netscape-cert-type alone.
    ByNetscape,
}

pub(super) fn is_ca(scene: &Scene<'_>, id: CertificateId) -> Ca {
    let certificate = scene.get(id);
    if certificate.usage().is_some_and(|usage| !usage.has(KeyUsage::KEY_CERT_SIGN)) {
        return Ca::No;
    }
    match &certificate.extensions.basic_constraints {
        Some(found) if found.value.ca => Ca::Yes,
        Some(_) => Ca::No,
        None if certificate.version == 1 && is_self_signed(scene, id) => Ca::Tolerated,
        None if certificate.usage().is_some() => Ca::Tolerated,
        None if netscape(scene, id).is_some_and(|bits| bits & NETSCAPE_ANY_CA != 0) => Ca::ByNetscape,
        None => Ca::No,
    }
}

/// Bits of netscape-cert-type.
const NETSCAPE_SERVER: u8 = 0x40;
const NETSCAPE_SSL_CA: u8 = 0x04;
const NETSCAPE_ANY_CA: u8 = 0x07;

fn netscape(scene: &Scene<'_>, id: CertificateId) -> Option<u8> {
    scene.openssl(id).and_then(|notes| notes.netscape)
}

/// EXFLAG_SI.
pub(super) fn is_self_issued(scene: &Scene<'_>, id: CertificateId) -> bool {
    scene.names_issuer_loosely(id, id)
}

/// EXFLAG_SS: by names and identifiers, without looking at the signature.
fn is_self_signed(scene: &Scene<'_>, id: CertificateId) -> bool {
    let certificate = scene.get(id);
    is_self_issued(scene, id)
        && chain::key_identifier_fits(scene, id, id)
        && certificate.is_signed_by_kind_of(certificate)
}

/// X509_supported_extension: the others must not be critical.
const SUPPORTED: &[&str] = &[
    "2.16.840.1.113730.1.1",
    "2.5.29.15",
    "2.5.29.17",
    "2.5.29.19",
    "2.5.29.32",
    "2.5.29.31",
    "2.5.29.37",
    "1.3.6.1.5.5.7.1.7",
    "1.3.6.1.5.5.7.1.8",
    "1.3.6.1.5.5.7.48.1.5",
    "2.5.29.36",
    "1.3.6.1.5.5.7.1.14",
    "2.5.29.30",
    "2.5.29.33",
    "2.5.29.54",
];

pub(super) fn has_unhandled_critical_extension(certificate: &Certificate) -> bool {
    certificate.extensions.all.iter().any(|seen| seen.critical && !SUPPORTED.contains(&seen.oid.as_str()))
}

/// What X509_V_FLAG_X509_STRICT adds, for chains of more than one certificate.
fn strict_faults(certificate: &Certificate, last: bool) -> Vec<u8> {
    let extensions = &certificate.extensions;
    let usage = certificate.usage();
    let may = |bits| usage.is_some_and(|usage| usage.has(bits));
    let (ca, names) = (certificate.is_ca(), certificate.alternatives());
    let no_subject = certificate.subject.is_empty();
    let key_id = extensions.authority_key_id.as_ref();
    let checks = [
        (80, certificate.path_len().is_some() && !ca),
        (81, certificate.path_len().is_some() && !may(KeyUsage::KEY_CERT_SIGN)),
        (89, extensions.basic_constraints.as_ref().is_some_and(|found| found.value.ca && !found.critical)),
        (92, ca && usage.is_none()),
        (82, !ca && may(KeyUsage::KEY_CERT_SIGN)),
        (83, certificate.issuer.is_empty()),
        (84, no_subject && (ca || may(KeyUsage::CRL_SIGN) || names.is_none())),
        (88, no_subject && extensions.subject_alt_names.as_ref().is_some_and(|found| !found.critical)),
        (87, names.is_some_and(<[GeneralName]>::is_empty)),
        (78, certificate.algorithm != certificate.inner_algorithm),
        (90, key_id.is_some_and(|found| found.critical)),
        (91, extensions.subject_key_id.as_ref().is_some_and(|found| found.critical)),
        (85, certificate.version >= 3 && !last && key_id.is_none_or(|found| found.value.key_id.is_none())),
        (86, certificate.version >= 3 && ca && extensions.subject_key_id.is_none()),
        (93, certificate.version < 3 && !extensions.all.is_empty()),
    ];
    checks.into_iter().filter(|(_, found)| *found).map(|(number, _)| number).collect()
}

/// X509_check_trust for servers: what the settings of an anchor say.
fn trust(scene: &Scene<'_>, id: CertificateId) -> Says {
    scene.get(id).trust.as_ref().map_or(Says::Nothing, |settings| settings.says(Some(SERVER_AUTH)))
}

/// X509_check_purpose for X509_PURPOSE_SSL_SERVER.
pub(super) fn is_for_servers(scene: &Scene<'_>, id: CertificateId, above: bool) -> bool {
    const GATED: [&str; 2] = ["2.16.840.1.113730.4.1", "1.3.6.1.4.1.311.10.3.3"];
    let certificate = scene.get(id);
    let allowed = certificate.purposes().is_none_or(|purposes| {
        purposes.iter().any(|purpose| purpose == SERVER_AUTH || GATED.contains(&purpose.as_str()))
    });
    allowed && fits_servers(scene, id, above)
}

/// The same without the purposes.
pub(super) fn fits_servers(scene: &Scene<'_>, id: CertificateId, above: bool) -> bool {
    let may = |bit: u8| netscape(scene, id).is_none_or(|bits| bits & bit != 0);
    if above {
        match is_ca(scene, id) {
            Ca::No => false,
            Ca::ByNetscape => may(NETSCAPE_SSL_CA),
            Ca::Yes | Ca::Tolerated => true,
        }
    } else {
        may(NETSCAPE_SERVER)
            && scene.get(id).usage().is_none_or(|usage| {
                usage.has(KeyUsage::DIGITAL_SIGNATURE | KeyUsage::KEY_ENCIPHERMENT | KeyUsage::KEY_AGREEMENT)
            })
    }
}

impl Run<'_> {
    /// EVP_PKEY_get_security_bits.
    fn security_bits(&self, id: CertificateId) -> u32 {
        /// The shortest moduli that ossl_ifc_ffc_compute_security_bits finds to have so many bits of security.
        const RSA: [(usize, u32); 4] = [(3072, 128), (1962, 112), (919, 80), (0, 56)];
        /// BN_security_bits of 1.1.1.
        const OLD_RSA: [(usize, u32); 4] = [(3072, 128), (2048, 112), (1024, 80), (0, 0)];
        let certificate = self.scene.get(id);
        let bits = certificate.key.bits.unwrap_or(0);
        match certificate.key_kind() {
            _ if self.scene.key_of(id) == Key::Undecoded => 0,
            KeyKind::Rsa => {
                let bits = reader::rsa_bits(certificate).unwrap_or(bits);
                let known = if self.settings.old { OLD_RSA } else { RSA };
                known.iter().find(|(least, _)| bits >= *least).map_or(0, |(_, strength)| *strength)
            }
            KeyKind::P224 => 112,
            KeyKind::Other if certificate.key.name == "DSA" && bits < 2048 => 80,
            KeyKind::Other if certificate.key.name.starts_with("EC") && bits > 0 && bits < 224 => 80,
            _ => 128,
        }
    }
}

/// The strength of the hash that was signed.
fn signature_bits(certificate: &Certificate, old: bool) -> u32 {
    match certificate.algorithm_info.hash {
        Some("MD2" | "MD4" | "MD5") => 39,
        Some("SHA-1") if old => 80,
        Some("SHA-1") => 63,
        Some("SHA-224" | "SHA-512/224" | "SHA3-224") => 112,
        // Of what it does not know it knows no strength.
        None if !["Ed25519", "Ed448"].contains(&certificate.algorithm_info.name.as_ref()) => 0,
        _ => 128,
    }
}

/// X509_verify_cert_error_string.
pub(super) fn words(number: u8) -> &'static str {
    match number {
        2 => "unable to get issuer certificate",
        3 => "unable to get certificate CRL",
        6 => "unable to decode issuer public key",
        7 => "certificate signature failure",
        8 => "CRL signature failure",
        9 => "certificate is not yet valid",
        10 => "certificate has expired",
        11 => "CRL is not yet valid",
        12 => "CRL has expired",
        13 => "format error in certificate's notBefore field",
        14 => "format error in certificate's notAfter field",
        18 => "self-signed certificate",
        19 => "self-signed certificate in certificate chain",
        20 => "unable to get local issuer certificate",
        21 => "unable to verify the first certificate",
        22 => "certificate chain too long",
        23 => "certificate revoked",
        25 => "path length constraint exceeded",
        26 => "unsuitable certificate purpose",
        28 => "certificate rejected",
        32 => "key usage does not include certificate signing",
        33 => "unable to get CRL issuer certificate",
        34 => "unhandled critical extension",
        35 => "key usage does not include CRL signing",
        36 => "unhandled critical CRL extension",
        40 => "proxy certificates not allowed, please set the appropriate flag",
        44 => "different CRL scope",
        47 => "permitted subtree violation",
        48 => "excluded subtree violation",
        49 => "name constraints minimum and maximum not supported",
        51 => "unsupported name constraint type",
        52 => "unsupported or invalid name constraint syntax",
        53 => "unsupported or invalid name syntax",
        62 => "hostname mismatch",
        64 => "IP address mismatch",
        66 => "EE certificate key too weak",
        67 => "CA certificate key too weak",
        68 => "CA signature digest algorithm too weak",
        72 => "proxy subject name violation",
        78 => "cert info signature and signature algorithm mismatch",
        79 => "invalid CA certificate",
        80 => "Path length invalid for non-CA cert",
        81 => "Path length given without key usage keyCertSign",
        82 => "Key usage keyCertSign invalid for non-CA cert",
        83 => "Issuer name empty",
        84 => "Subject name empty",
        85 => "Missing Authority Key Identifier",
        86 => "Missing Subject Key Identifier",
        87 => "Empty Subject Alternative Name extension",
        88 => "Subject empty and Subject Alt Name extension not critical",
        89 => "Basic Constraints of CA cert not marked critical",
        90 => "Authority Key Identifier marked critical",
        91 => "Subject Key Identifier marked critical",
        92 => "CA cert does not include key usage extension",
        93 => "Using cert extension requires at least X509v3",
        94 => "Certificate public key has explicit ECC parameters",
        _ => "unspecified certificate verification error",
    }
}

/// Whether an error is looked for only after every certificate was verified down to the server's: name constraints and policies.
pub(super) fn is_found_after_the_server_certificate(number: u8) -> bool {
    matches!(number, 42 | 43 | 47..=54)
}

/// Our faults that an error speaks of.
pub(super) fn faults(number: u8) -> &'static [Code] {
    match number {
        2 => &[Code::AnchorIsNotRoot, Code::SelfKeyIdentifierMismatch, Code::IssuerNotFound],
        3 | 33 => &[Code::RevocationUnknown, Code::CrlNotUsed, Code::CrlInvalid],
        6 | 94 => &[Code::PublicKeyMalformed, Code::PublicKeyUnsupported, Code::PublicKeyWeak],
        7 => &[
            Code::SignatureInvalid,
            Code::KeyIdentifierMismatch,
            Code::SignatureAlgorithmMismatch,
            Code::SignatureAlgorithmWeak,
        ],
        8 | 11 | 35 | 36 | 44 => {
            &[Code::CrlInvalid, Code::CrlNotUsed, Code::RevocationUnknown, Code::CertificateRevoked]
        }
        9 | 10 | 13 | 14 => &[
            Code::TimeMalformed,
            Code::CertificateExpired,
            Code::CertificateNotYetValid,
            Code::AnchorExpired,
            Code::ValidityInverted,
        ],
        12 => &[Code::CrlExpired],
        18 => &[Code::EndEntitySelfSigned, Code::AnchorsEmpty],
        19 => {
            &[Code::RootNotTrusted, Code::AnchorsEmpty, Code::KeyIdentifierMismatch, Code::SignatureInvalid]
        }
        20 | 21 => &[
            Code::AnchorsEmpty,
            Code::IssuerNotFound,
            Code::KeyIdentifierMismatch,
            Code::RootNotTrusted,
            Code::ExtensionDuplicated,
            Code::ExtensionMalformed,
            Code::EncodingNotDer,
            Code::PublicKeyMalformed,
            Code::EndEntitySelfSigned,
            Code::AuthorityKeyIdForm,
            Code::AnchorIsEndEntity,
        ],
        1 | 22 => &[Code::PathTooComplex],
        23 => &[Code::CertificateRevoked],
        25 => &[Code::PathLengthExceeded],
        28 => &[Code::AnchorRejected],
        26 => &[
            Code::AnchorRejected,
            Code::ExtendedKeyUsageMismatch,
            Code::KeyUsageMismatch,
            Code::IssuerNotCa,
            Code::IssuerCannotSign,
            Code::VersionNotV3,
        ],
        32 => &[Code::IssuerCannotSign, Code::IssuerNotCa],
        34 => {
            &[Code::CriticalExtensionUnknown, Code::KeyIdentifierCritical, Code::AuthorityInfoAccessCritical]
        }
        47..=49 | 51..=53 => {
            &[Code::NameConstraintViolated, Code::NameConstraintMalformed, Code::SubjectAltNameMissing]
        }
        62 | 64 => &[Code::NameMismatch, Code::SubjectAltNameMissing],
        66 | 67 => &[Code::PublicKeyWeak, Code::PublicKeyMalformed, Code::PublicKeyUnsupported],
        68 => &[Code::SignatureAlgorithmWeak],
        78 => &[Code::SignatureAlgorithmMismatch],
        24 | 79 => &[Code::IssuerNotCa, Code::IssuerCannotSign, Code::VersionNotV3],
        80 => &[Code::PathLengthWithoutCa],
        81 => &[Code::KeyUsageMissing, Code::IssuerCannotSign, Code::PathLengthWithoutCa],
        82 => &[Code::KeyCertSignWithoutCa],
        83 => &[Code::IssuerEmpty],
        84 => &[Code::CaSubjectEmpty, Code::SubjectAltNameNotCritical],
        85 => &[Code::AuthorityKeyIdMissing, Code::AuthorityKeyIdForm],
        86 => &[Code::SubjectKeyIdMissing],
        87 => &[Code::SubjectAltNameMissing],
        88 => &[Code::SubjectAltNameNotCritical],
        89 => &[Code::BasicConstraintsNotCritical],
        90 | 91 => &[Code::KeyIdentifierCritical],
        92 => &[Code::KeyUsageMissing],
        93 => &[Code::VersionNotV3],
        _ => &[],
    }
}

/// What OpenSSL makes of each fault.
pub(super) fn stance(code: Code, settings: Settings) -> Stance {
    match code {
        Code::AnchorRejected
        | Code::IssuerNotFound
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
        | Code::KeyUsageMismatch
        | Code::CertificateExpired
        | Code::CertificateNotYetValid
        | Code::ValidityInverted
        | Code::AnchorExpired
        | Code::ExtendedKeyUsageMismatch
        | Code::NameConstraintViolated
        | Code::NameConstraintMalformed
        | Code::NameMismatch
        | Code::KeyIdentifierCritical
        | Code::AuthorityKeyIdForm
        | Code::AuthorityInfoAccessCritical
        | Code::PathTooComplex => Stance::LooksAt,
        Code::BasicConstraintsNotCritical
        | Code::PathLengthWithoutCa
        | Code::KeyUsageMissing
        | Code::KeyCertSignWithoutCa
        | Code::AuthorityKeyIdMissing
        | Code::SubjectKeyIdMissing
        | Code::CaSubjectEmpty
        | Code::IssuerEmpty
        | Code::SubjectAltNameNotCritical => Stance::looks_if(settings.strict),
        Code::AnchorIsNotRoot | Code::AnchorIsEndEntity | Code::SelfKeyIdentifierMismatch => {
            Stance::looks_if(!settings.partial_chain)
        }
        Code::PublicKeyWeak => Stance::looks_if(settings.bits > 80),
        Code::CertificateRevoked
        | Code::RevocationUnknown
        | Code::CrlExpired
        | Code::CrlInvalid
        | Code::CrlNotUsed => Stance::looks_if(settings.crls.is_some()),
        Code::SubjectAltNameMissing => Stance::looks_if(!settings.common_name()),
        Code::PublicKeyUncommon
        | Code::OcspInvalid
        | Code::OcspNotUsed
        | Code::SerialNumberInvalid
        | Code::EndEntityIsCa
        | Code::KeyUsageNoSignature
        | Code::ExtendedKeyUsageAny
        | Code::CertificateTooLarge
        | Code::ExtendedKeyUsageCritical
        | Code::ExtendedKeyUsageMissing
        | Code::RootHasExtendedKeyUsage
        | Code::NameConstraintUnsupported
        | Code::NameConstraintLeadingPeriod
        | Code::SubjectAltNameCritical
        | Code::SubjectAltNameMalformed
        | Code::CommonNameNotInSubjectAltName
        | Code::WildcardOnPublicSuffix
        | Code::NameConstraintsWithoutCa
        | Code::NameConstraintsNotCritical
        | Code::NameConstraintsEmpty
        | Code::PolicyConstraintsNotCritical
        | Code::PolicyViolated
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
        | Code::AnchorDistrusted
        | not_of_a_chain!() => Stance::Overlooks,
    }
}

#[cfg(all(test, not(target_arch = "wasm32")))]
mod tests {
    use rcgen::{BasicConstraints, CertificateParams, DnType, IsCa, Issuer, KeyPair, PKCS_ED25519};

    use crate::question::{Anchors, At, Material, Piece, Question};

    /// X509_check_issued goes by the algorithm that is signed, X509_verify by both.
    #[test]
    fn differing_algorithms_are_a_bad_signature_and_no_missing_issuer() {
        let key = || KeyPair::generate_for(&PKCS_ED25519).unwrap();
        let (ca_key, own_key) = (key(), key());
        let mut ca = CertificateParams::default();
        ca.distinguished_name.push(DnType::CommonName, "CA");
        ca.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
        let root = ca.self_signed(&ca_key).unwrap();
        let leaf = CertificateParams::new([String::from("www.example.com")]).unwrap();
        let leaf = leaf.signed_by(&own_key, &Issuer::from_params(&ca, &ca_key)).unwrap();
        let mut outside = leaf.der().to_vec();
        // Ed25519 outside becomes Ed448.
        let ed25519 = [0x30, 5, 6, 3, 0x2b, 0x65, 0x70];
        let at = outside.windows(ed25519.len()).rposition(|window| window == ed25519).unwrap();
        outside[at + 6] = 0x71;
        let report = crate::explain(&Question {
            chain: Material(vec![Piece::Bytes(outside)]),
            anchors: Anchors {
                mozilla: false,
                pasted: Some(Material(vec![Piece::Bytes(root.der().to_vec())])),
            },
            server_name: Some(String::from("www.example.com")),
            at: At::Seconds(1_780_315_200.0),
            ..Question::default()
        });
        let openssl = report.clients.iter().find(|answer| answer.client == "openssl-3").unwrap();
        assert_eq!(openssl.code.as_deref(), Some("7"), "{:?}", openssl.error);
    }
}
