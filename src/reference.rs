//! The second witness: rustls-webpki judges the same question. The only file that names it.

use core::time::Duration;

use rustls_pki_types::{CertificateDer, ServerName as WebpkiServerName, TrustAnchor, UnixTime};
use webpki::{
    BorrowedCertRevocationList, CertRevocationList, EndEntityCert, Error, ExtendedKeyUsageValidator,
    KeyPurposeIdIter, KeyUsage, RevocationOptionsBuilder, UnknownStatusPolicy,
};

use crate::fault::Time;
use crate::question::Purpose;
use crate::server_name::ServerName;
use crate::signature::SignatureMemo;

/// Name and version, as the report states them.
pub(crate) const VERIFIER: &str = "rustls-webpki 0.103.17";

/// What webpki is asked.
pub(crate) struct Case<'a> {
    pub end_entity: &'a [u8],
    /// Everything else that was sent.
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
    verify(case, memo).map_err(|error| error.to_string())
}

fn verify(case: &Case<'_>, memo: &SignatureMemo) -> Result<(), Error> {
    let end_entity = CertificateDer::from(case.end_entity);
    let end_entity = EndEntityCert::try_from(&end_entity)?;
    let others: Vec<CertificateDer<'_>> = case.others.iter().map(|der| CertificateDer::from(*der)).collect();
    let at = UnixTime::since_unix_epoch(Duration::from_secs(u64::try_from(case.at.0).unwrap_or(0)));
    let algorithms = memo.algorithms();
    let crls: Vec<CertRevocationList<'_>> = case
        .crls
        .iter()
        .filter_map(|der| BorrowedCertRevocationList::from_der(der).ok())
        .map(CertRevocationList::from)
        .collect();
    let crls: Vec<&CertRevocationList<'_>> = crls.iter().collect();
    let revocation = RevocationOptionsBuilder::new(&crls)
        .ok()
        .map(|options| options.with_status_policy(UnknownStatusPolicy::Allow).build());
    let purpose = AnyOr(case.purpose);
    end_entity.verify_for_usage(&algorithms, &case.anchors, &others, at, purpose, revocation, None)?;
    if let Some(name) = case.server_name.and_then(|name| WebpkiServerName::try_from(name.to_string()).ok()) {
        end_entity.verify_is_valid_for_subject_name(&name)?;
    }
    Ok(())
}

/// A pasted certificate as webpki's anchor; `None` where webpki cannot take it as one.
pub(crate) fn anchor(certificate: &[u8]) -> Option<TrustAnchor<'static>> {
    webpki::anchor_from_trusted_cert(&CertificateDer::from(certificate)).ok().map(|anchor| anchor.to_owned())
}

/// The purpose asked for, or any.
struct AnyOr(Purpose);

impl ExtendedKeyUsageValidator for AnyOr {
    fn validate(&self, purposes: KeyPurposeIdIter<'_, '_>) -> Result<(), Error> {
        match self.0 {
            Purpose::ServerAuth => KeyUsage::server_auth().validate(purposes),
            Purpose::ClientAuth => KeyUsage::client_auth().validate(purposes),
            Purpose::Any => purposes.into_iter().try_for_each(|purpose| purpose.map(|_| ())),
        }
    }
}
