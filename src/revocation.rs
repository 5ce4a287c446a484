//! Certificate revocation lists (RFC 5280 §5) as facts, and who signed them.

use std::collections::BTreeMap;

use x509_parser::der_parser::asn1_rs::FromDer;
use x509_parser::extensions::ParsedExtension;
use x509_parser::revocation_list::CertificateRevocationList;

use crate::certificate::extensions::KeyUsage;
use crate::certificate::name::Name;
use crate::certificate::{Bag, Certificate, Malformed, der};
use crate::encoding::Encoding;
use crate::fault::{CertificateId, Source, Time};
use crate::input::Entry;
use crate::signature::{self, Outcome, SignatureMemo};

/// A CRL that was given.
#[derive(Debug)]
pub(crate) struct Crl {
    pub der: Vec<u8>,
    pub source: Source,
    /// The issuer's Name, as encoded.
    issuer: Vec<u8>,
    pub issuer_name: String,
    pub next_update: Option<Time>,
    pub this_update: Time,
    pub number: CrlNumber,
    /// Why it cannot settle a status, whoever signed it: `indirect`, `delta`, `partial`, `critical-extension`.
    pub unsupported: Option<&'static str>,
    revoked: BTreeMap<Vec<u8>, Revoked>,
    tbs: Vec<u8>,
    algorithm: Vec<u8>,
    signature: Vec<u8>,
}

/// An entry of a CRL.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Revoked {
    pub at: Time,
    /// Name of the reason, where one is given.
    pub reason: Option<&'static str>,
}

/// The number that RFC 5280 §5.2.3 demands of a CRL, in an extension that is not critical.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum CrlNumber {
    Sound,
    Absent,
    Critical,
}

impl Crl {
    pub(crate) fn read(entry: &Entry) -> Result<Self, Malformed> {
        let encoding = Encoding::of_crl(&entry.der);
        // Facts are read from DER; what was signed is what was sent.
        let der = encoding.normalised(&entry.der);
        let der = der.as_deref().unwrap_or(&entry.der);
        let outline = der::CertificateOutline::read(der).ok_or(Malformed)?;
        let (rest, parsed) = CertificateRevocationList::from_der(der).map_err(|_| Malformed)?;
        if !rest.is_empty() {
            return Err(Malformed);
        }
        let mut number = CrlNumber::Absent;
        let mut unsupported = None;
        for extension in parsed.extensions() {
            match (extension.parsed_extension(), extension.oid.to_id_string().as_str()) {
                (ParsedExtension::CRLNumber(_), _) if extension.critical => number = CrlNumber::Critical,
                (ParsedExtension::CRLNumber(_), _) => number = CrlNumber::Sound,
                (_, "2.5.29.27") => unsupported = Some("delta"),
                (ParsedExtension::IssuingDistributionPoint(point), _) => {
                    let partial = point.only_contains_user_certs
                        || point.only_contains_ca_certs
                        || point.only_contains_attribute_certs
                        || point.only_some_reasons.is_some();
                    unsupported = match (point.indirect_crl, partial) {
                        (true, _) => Some("indirect"),
                        (false, true) => Some("partial"),
                        (false, false) => unsupported,
                    };
                }
                (_, "2.5.29.35" | "2.5.29.20") => {}
                _ if extension.critical => unsupported = Some("critical-extension"),
                _ => {}
            }
        }
        Ok(Self {
            der: entry.der.clone(),
            source: entry.source,
            issuer: parsed.issuer().as_raw().to_vec(),
            issuer_name: Name::read(parsed.issuer()).to_string(),
            next_update: parsed.next_update().map(|time| Time(time.timestamp())),
            this_update: Time(parsed.last_update().timestamp()),
            number,
            unsupported,
            revoked: parsed
                .iter_revoked_certificates()
                .map(|entry| {
                    let reason = entry.reason_code().and_then(|(_, code)| reason_name(code.0));
                    (
                        entry.raw_serial().to_vec(),
                        Revoked { at: Time(entry.revocation_date.timestamp()), reason },
                    )
                })
                .collect(),
            tbs: Encoding::signed_part(&entry.der).ok_or(Malformed)?.to_vec(),
            algorithm: outline.algorithm.to_vec(),
            signature: outline.signature.to_vec(),
        })
    }

    /// The entry of a certificate, by its serial number.
    pub(crate) fn entry(&self, certificate: &Certificate) -> Option<Revoked> {
        self.revoked.get(&certificate.serial).copied()
    }

    /// It bears the name of this issuer.
    pub(crate) fn is_named(&self, issuer: &Certificate) -> bool {
        self.issuer == issuer.subject.der
    }
}

/// How a CRL stands to a certificate of its issuer's name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Signer {
    /// The key verifies it and may sign CRLs.
    Right,
    /// The key does not verify it.
    WrongKey,
    /// The key verifies it, but its keyUsage lacks cRLSign.
    MayNotSign,
}

/// The CRLs of a question, each with the certificates that could have signed it.
#[derive(Debug, Default)]
pub(crate) struct Revocation {
    pub crls: Vec<(Crl, BTreeMap<CertificateId, Signer>)>,
}

impl Revocation {
    /// Finds the signers of each CRL among all certificates.
    pub(crate) fn assess(crls: Vec<Crl>, bag: &Bag, memo: &SignatureMemo) -> Self {
        let crls = crls
            .into_iter()
            .map(|crl| {
                let named = bag.iter().filter(|(_, issuer)| crl.is_named(issuer));
                let mut signers: BTreeMap<_, _> =
                    named.map(|(id, issuer)| (id, signer(&crl, issuer, memo))).collect();
                // Another certificate of the same name and key lets the CA sign CRLs: then it may, whichever is on the path.
                if signers.values().any(|signer| *signer == Signer::Right) {
                    for signer in signers.values_mut().filter(|signer| **signer == Signer::MayNotSign) {
                        *signer = Signer::Right;
                    }
                }
                (crl, signers)
            })
            .collect();
        Self { crls }
    }

    /// Those that nothing is wrong with, for the second witness.
    pub(crate) fn sound(&self) -> impl Iterator<Item = &Crl> {
        self.crls
            .iter()
            .filter(|(crl, signers)| {
                crl.unsupported.is_none() && signers.values().any(|signer| *signer == Signer::Right)
            })
            .map(|(crl, _)| crl)
    }
}

fn signer(crl: &Crl, issuer: &Certificate, memo: &SignatureMemo) -> Signer {
    match signature::verify(memo, &issuer.spki, &crl.algorithm, &crl.tbs, &crl.signature) {
        Outcome::Valid => match &issuer.extensions.key_usage {
            Some(usage) if !usage.value.has(KeyUsage::CRL_SIGN) => Signer::MayNotSign,
            _ => Signer::Right,
        },
        _ => Signer::WrongKey,
    }
}

/// CRLReason (RFC 5280 §5.3.1).
fn reason_name(code: u8) -> Option<&'static str> {
    Some(match code {
        0 => "unspecified",
        1 => "keyCompromise",
        2 => "cACompromise",
        3 => "affiliationChanged",
        4 => "superseded",
        5 => "cessationOfOperation",
        6 => "certificateHold",
        8 => "removeFromCRL",
        9 => "privilegeWithdrawn",
        10 => "aACompromise",
        _ => return None,
    })
}
