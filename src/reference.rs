//! The second witness: rustls-webpki judges the same question. The only file that names it.

use core::time::Duration;

use rustls_pki_types::{
    AlgorithmIdentifier, CertificateDer, ServerName as WebpkiServerName, SignatureVerificationAlgorithm,
    TrustAnchor, UnixTime, alg_id,
};
use webpki::{
    BorrowedCertRevocationList, CertRevocationList, EndEntityCert, Error, ExtendedKeyUsageValidator,
    KeyPurposeIdIter, KeyUsage, RevocationOptionsBuilder, UnknownStatusPolicy,
};

use crate::fault::Time;
use crate::question::Purpose;
use crate::server_name::ServerName;
use crate::signature::SignatureMemo;
use crate::work::{MOST_STEPS, Work};

/// Name and version, as the report states them.
pub(crate) const VERIFIER: &str = "rustls-webpki 0.103.17";

/// What webpki is asked.
pub(crate) struct Case<'a> {
    pub end_entity: &'a [u8],
    /// What else was sent, as far as it could be an issuer: webpki reads every one of them anew for each step.
    pub others: Vec<&'a [u8]>,
    pub anchors: Vec<TrustAnchor<'a>>,
    pub at: Time,
    pub purpose: Purpose,
    pub server_name: Option<&'a ServerName>,
    /// CRLs that are in order; others would make webpki refuse the chain, where a relying party ignores them.
    pub crls: Vec<&'a [u8]>,
}

/// webpki's error, in its own words. It keeps one, and does not say where.
pub(crate) fn judge(case: &Case<'_>, memo: &SignatureMemo) -> Result<(), String> {
    verify_with(case, memo.work(), &memo.algorithms(), UnknownStatusPolicy::Allow)
        .map_err(|error| error.to_string())
}

fn verify_with(
    case: &Case<'_>,
    work: &Work,
    algorithms: &[&dyn SignatureVerificationAlgorithm],
    unknown_status: UnknownStatusPolicy,
) -> Result<(), Error> {
    let end_entity = CertificateDer::from(case.end_entity);
    let end_entity = EndEntityCert::try_from(&end_entity)?;
    let others: Vec<CertificateDer<'_>> = case.others.iter().map(|der| CertificateDer::from(*der)).collect();
    let at = UnixTime::since_unix_epoch(Duration::from_secs(u64::try_from(case.at.0).unwrap_or(0)));
    let crls: Vec<CertRevocationList<'_>> = case
        .crls
        .iter()
        .filter_map(|der| BorrowedCertRevocationList::from_der(der).ok())
        .map(CertRevocationList::from)
        .collect();
    let crls: Vec<&CertRevocationList<'_>> = crls.iter().collect();
    let revocation = RevocationOptionsBuilder::new(&crls)
        .ok()
        .map(|options| options.with_status_policy(unknown_status).build());
    let purpose = Purposes { wanted: case.purpose, work, cost: cost_of_a_call(case) };
    end_entity.verify_for_usage(algorithms, &case.anchors, &others, at, purpose, revocation, None)?;
    if let Some(name) = case.server_name.and_then(|name| WebpkiServerName::try_from(name.to_string()).ok()) {
        end_entity.verify_is_valid_for_subject_name(&name)?;
    }
    Ok(())
}

/// Whether webpki can be asked about a name at all.
pub(crate) fn is_server_name(name: &ServerName) -> bool {
    WebpkiServerName::try_from(name.to_string()).is_ok()
}

/// The libraries that rustls clients verify signatures with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Provider {
    /// ring: neither P-521 nor ML-DSA.
    Ring,
    /// aws-lc-rs.
    AwsLc,
}

/// webpki's errors, as far as rustls has words of its own for them.
#[derive(Clone, Debug)]
pub(crate) enum Complaint {
    BadEncoding,
    NotYetValid {
        not_before: Time,
    },
    Expired {
        not_after: Time,
    },
    /// The validity period ends before it begins.
    NeverValid,
    UnknownIssuer,
    /// The names that the certificate is for.
    OtherName(Vec<String>),
    Revoked,
    UnknownRevocationStatus,
    BadSignature,
    /// The identifier of the algorithm.
    UnsupportedSignature(Vec<u8>),
    /// The identifiers of the signature's algorithm and of the key's: no scheme has both.
    UnsupportedKey {
        signature: Vec<u8>,
        key: Vec<u8>,
    },
    /// What rustls says of a CRL's signature or signer.
    List(&'static str),
    /// The algorithm of a CRL's signature.
    UnsupportedListSignature(Vec<u8>),
    /// The identifiers of the algorithm of a CRL's signature and of its signer's key.
    UnsupportedListKey {
        signature: Vec<u8>,
        key: Vec<u8>,
    },
    /// The purposes that are allowed, as numbers.
    Purpose(Vec<Vec<usize>>),
    /// An error that rustls passes on in webpki's words.
    Other(String),
}

/// Steps that one client's search may take of the question's budget: those of CAs that certify each other end here, and others can
/// still be asked.
const MOST_STEPS_OF_A_CLIENT: usize = MOST_STEPS / 8;

/// What a rustls client finds wrong: webpki with the client's signature algorithms, every status to be known. `None` where its search
/// was given up.
pub(crate) fn judge_for_rustls(
    case: &Case<'_>,
    memo: &SignatureMemo,
    provider: Provider,
) -> Option<Result<(), Complaint>> {
    let algorithms = memo.algorithms();
    let has = |algorithm: &&dyn SignatureVerificationAlgorithm| {
        const WITH_RING: [AlgorithmIdentifier; 4] =
            [alg_id::RSA_ENCRYPTION, alg_id::ECDSA_P256, alg_id::ECDSA_P384, alg_id::ED25519];
        provider == Provider::AwsLc
            || (WITH_RING.contains(&algorithm.public_key_alg_id())
                && algorithm.signature_alg_id() != alg_id::ECDSA_SHA512)
    };
    let algorithms: Vec<_> = algorithms.into_iter().filter(has).collect();
    let work = Work::new(memo.work().left().min(MOST_STEPS_OF_A_CLIENT));
    let answer = verify_with(case, &work, &algorithms, UnknownStatusPolicy::Deny);
    let affordable = memo.work().spend(work.spent());
    (affordable && !work.is_gone()).then(|| answer.map_err(|error| complaint(&error)))
}

/// What rustls makes of a certificate that is to be an anchor.
pub(crate) fn anchor_complaint(certificate: &[u8]) -> Option<Complaint> {
    webpki::anchor_from_trusted_cert(&CertificateDer::from(certificate)).err().map(|error| complaint(&error))
}

/// What rustls says of a CRL that webpki cannot read: it reads all of them, with every entry, before it verifies anything.
pub(crate) fn list_complaint(crl: &[u8]) -> Option<&'static str> {
    let error = match BorrowedCertRevocationList::from_der(crl) {
        Ok(list) => list.into_iter().find_map(Result::err)?,
        Err(error) => error,
    };
    Some(match error {
        Error::InvalidCrlNumber => "InvalidCrlNumber",
        Error::InvalidSerialNumber => "InvalidRevokedCertSerialNumber",
        Error::UnsupportedCriticalExtension => "UnsupportedCriticalExtension",
        Error::UnsupportedCrlVersion => "UnsupportedCrlVersion",
        Error::UnsupportedDeltaCrl => "UnsupportedDeltaCrl",
        Error::UnsupportedIndirectCrl => "UnsupportedIndirectCrl",
        Error::UnsupportedRevocationReason => "UnsupportedRevocationReason",
        Error::UnsupportedCrlIssuingDistributionPoint => {
            "Other(OtherError(UnsupportedCrlIssuingDistributionPoint))"
        }
        Error::UnsupportedRevocationReasonsPartitioning => {
            "Other(OtherError(UnsupportedRevocationReasonsPartitioning))"
        }
        Error::SignatureAlgorithmMismatch => "Other(OtherError(SignatureAlgorithmMismatch))",
        Error::ExtensionValueInvalid => "Other(OtherError(ExtensionValueInvalid))",
        // Where no nextUpdate stands.
        Error::TrailingData(_) => "Other(OtherError(TrailingData(Time)))",
        _ => "ParseError",
    })
}

fn complaint(error: &Error) -> Complaint {
    let time = |time: &UnixTime| Time(i64::try_from(time.as_secs()).unwrap_or(i64::MAX));
    match error {
        Error::BadDer | Error::BadDerTime | Error::TrailingData(_) => Complaint::BadEncoding,
        Error::CertNotValidYet { not_before, .. } => Complaint::NotYetValid { not_before: time(not_before) },
        Error::CertExpired { not_after, .. } => Complaint::Expired { not_after: time(not_after) },
        Error::InvalidCertValidity => Complaint::NeverValid,
        Error::UnknownIssuer => Complaint::UnknownIssuer,
        Error::CertNotValidForName(context) => Complaint::OtherName(context.presented.clone()),
        Error::CertRevoked => Complaint::Revoked,
        Error::UnknownRevocationStatus => Complaint::UnknownRevocationStatus,
        Error::InvalidSignatureForPublicKey => Complaint::BadSignature,
        Error::InvalidCrlSignatureForPublicKey => Complaint::List("BadSignature"),
        Error::IssuerNotCrlSigner => Complaint::List("IssuerInvalidForCrl"),
        Error::UnsupportedCrlSignatureAlgorithmContext(context) => {
            Complaint::UnsupportedListSignature(context.signature_algorithm_id.clone())
        }
        Error::UnsupportedSignatureAlgorithmContext(context) => {
            Complaint::UnsupportedSignature(context.signature_algorithm_id.clone())
        }
        Error::UnsupportedSignatureAlgorithmForPublicKeyContext(context) => Complaint::UnsupportedKey {
            signature: context.signature_algorithm_id.clone(),
            key: context.public_key_algorithm_id.clone(),
        },
        Error::UnsupportedCrlSignatureAlgorithmForPublicKeyContext(context) => {
            Complaint::UnsupportedListKey {
                signature: context.signature_algorithm_id.clone(),
                key: context.public_key_algorithm_id.clone(),
            }
        }
        Error::RequiredEkuNotFoundContext(context) => Complaint::Purpose(context.present.clone()),
        error => Complaint::Other(error.to_string()),
    }
}

/// Whether webpki says by this that it gave up, rather than that something is wrong.
pub(crate) fn is_limit(error: &str) -> bool {
    let limits = [
        Error::MaximumSignatureChecksExceeded,
        Error::MaximumPathBuildCallsExceeded,
        Error::MaximumPathDepthExceeded,
        Error::MaximumNameConstraintComparisonsExceeded,
    ];
    limits.iter().any(|limit| limit.to_string() == error)
}

/// A pasted certificate as webpki's anchor; `None` where webpki cannot take it as one.
pub(crate) fn anchor(certificate: &[u8]) -> Option<TrustAnchor<'static>> {
    webpki::anchor_from_trusted_cert(&CertificateDer::from(certificate)).ok().map(|anchor| anchor.to_owned())
}

/// The steps that a certificate on the way of webpki's search takes: it reads every other certificate anew for each, and compares
/// the name of every anchor.
fn cost_of_a_call(case: &Case<'_>) -> usize {
    200 * (1 + case.others.len()) + case.anchors.len()
}

/// A purpose that a certificate has to list where it lists any, as webpki has it for servers.
fn of_pkix(oid: &'static [u8]) -> KeyUsage {
    KeyUsage::required_if_present(oid)
}

/// The purpose asked for, or any. webpki asks for each certificate that its search comes to, so this is where the search can be
/// ended: its own limit of 200,000 such calls takes minutes where there are a thousand certificates.
struct Purposes<'a> {
    wanted: Purpose,
    work: &'a Work,
    cost: usize,
}

impl ExtendedKeyUsageValidator for Purposes<'_> {
    fn validate(&self, purposes: KeyPurposeIdIter<'_, '_>) -> Result<(), Error> {
        if !self.work.spend(self.cost) {
            return Err(Error::MaximumPathBuildCallsExceeded);
        }
        match self.wanted {
            Purpose::ServerAuth => KeyUsage::server_auth().validate(purposes),
            Purpose::ClientAuth => KeyUsage::client_auth().validate(purposes),
            Purpose::Any => purposes.into_iter().try_for_each(|purpose| purpose.map(|_| ())),
            Purpose::EmailProtection => of_pkix(&[0x2b, 6, 1, 5, 5, 7, 3, 4]).validate(purposes),
            Purpose::CodeSigning => of_pkix(&[0x2b, 6, 1, 5, 5, 7, 3, 3]).validate(purposes),
            Purpose::TimeStamping => of_pkix(&[0x2b, 6, 1, 5, 5, 7, 3, 8]).validate(purposes),
            Purpose::OcspSigning => of_pkix(&[0x2b, 6, 1, 5, 5, 7, 3, 9]).validate(purposes),
            Purpose::DocumentSigning => of_pkix(&[0x2b, 6, 1, 5, 5, 7, 3, 36]).validate(purposes),
        }
    }
}
