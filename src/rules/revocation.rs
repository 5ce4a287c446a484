//! RFC 5280 §6.3: revocation, by the CRLs that were given. Status is looked at wherever one of them covers the issuer.

use super::Context;
use crate::fault::{Finding, InputField, Place, Severity, Time, declare_fault};
use crate::path::CertificationPath;
use crate::revocation::{Crl, Signer};

declare_fault! {
    /// Listed on a CRL that was given.
    CertificateRevoked = "certificate-revoked" at Certificate, "RFC 5280 §6.3.3",
    default Error, rfc5280 Error, cabf Error
    {
        /// When it was revoked.
        revoked_at: Time,
        /// The reason that the CRL gives.
        reason: Option<&'static str>,
        /// Who issued the CRL.
        crl_issuer: String,
    }
    en {
        title: "The certificate was revoked",
        message: "{certificate} was revoked by its issuer at {revoked_at} (reason: {reason}), so says the CRL of {crl_issuer}.",
    }
    zh {
        title: "证书已被吊销",
        message: "{certificate} 已于 {revoked_at} 被签发者吊销(原因:{reason}),依据是 {crl_issuer} 的 CRL。",
    }
}

declare_fault! {
    /// CRLs were given, and none of them settles the status of this certificate.
    RevocationUnknown = "revocation-unknown" at Certificate, "RFC 5280 §6.3.3",
    default Warning, rfc5280 Warning, cabf Warning
    {
        /// `not-covered`, `indirect`, `delta`, `partial` or `critical-extension`.
        reason: &'static str,
    }
    en {
        title: "Whether it was revoked is not known",
        message: "None of the CRLs that were given settles whether {certificate} was revoked ({reason}).",
    }
    zh {
        title: "吊销状态未知",
        message: "所给的 CRL 都无法确定 {certificate} 是否已被吊销({reason})。",
    }
}

declare_fault! {
    /// The CRL is out of date.
    CrlExpired = "crl-expired" at Input, "RFC 5280 §5.1.2.5",
    default Warning, rfc5280 Warning, cabf Warning
    {
        /// Who issued the CRL.
        crl_issuer: String,
        /// When the next one was due.
        next_update: Time,
        /// The time verified at.
        at: Time,
    }
    en {
        title: "The CRL is out of date",
        message: "The next CRL of {crl_issuer} was due at {next_update}; at {at} this one does not know what was revoked since.",
    }
    zh {
        title: "CRL 已过期",
        message: "{crl_issuer} 的下一份 CRL 应在 {next_update} 发布;到 {at} 时,这一份已不包含此后的吊销信息。",
    }
}

declare_fault! {
    /// The CRL cannot be relied on.
    CrlInvalid = "crl-invalid" at Input, "RFC 5280 §6.3.3 (f), (g)",
    default Warning, rfc5280 Error, cabf Error
    {
        /// Who issued the CRL.
        crl_issuer: String,
        /// `malformed`, `signature`, `signer-may-not-sign`, `number-missing` or `not-yet-valid`.
        reason: &'static str,
    }
    en {
        title: "The CRL cannot be relied on",
        message: "The CRL of {crl_issuer} does not count: {reason}.",
    }
    zh {
        title: "CRL 不可靠",
        message: "{crl_issuer} 的 CRL 不能采用:{reason}。",
    }
}

/// Every link against the CRLs of its issuer.
pub(super) fn check(context: &Context<'_>, path: &CertificationPath, findings: &mut Vec<Finding>) {
    let Some(revocation) = context.revocation.filter(|revocation| !revocation.crls.is_empty()) else {
        return;
    };
    for link in &path.links {
        let (subject, issuer) = (context.bag.get(link.subject), context.bag.get(link.issuer));
        let mut unsettled = Some("not-covered");
        for (crl, signers) in revocation.crls.iter().filter(|(crl, _)| crl.is_named(issuer)) {
            let invalid = match signers.get(&link.issuer) {
                Some(Signer::Right) if crl.this_update > context.at => Some("not-yet-valid"),
                Some(Signer::Right) => None,
                Some(Signer::MayNotSign) => Some("signer-may-not-sign"),
                Some(Signer::WrongKey) | None => Some("signature"),
            };
            if let Some(reason) = invalid {
                report(findings, crl, CrlInvalid { crl_issuer: crl.issuer_name.clone(), reason });
                continue;
            }
            if !crl.has_number {
                let reason = "number-missing";
                report(findings, crl, CrlInvalid { crl_issuer: crl.issuer_name.clone(), reason });
            }
            if let Some(next_update) = crl.next_update.filter(|next_update| *next_update < context.at) {
                let crl_issuer = crl.issuer_name.clone();
                report(findings, crl, CrlExpired { crl_issuer, next_update, at: context.at });
            }
            match (crl.unsupported, crl.entry(subject)) {
                (None, Some(entry)) if entry.reason != Some("removeFromCRL") => {
                    let crl_issuer = crl.issuer_name.clone();
                    let fault = CertificateRevoked { revoked_at: entry.at, reason: entry.reason, crl_issuer };
                    findings.push(Finding::on(link.subject, fault));
                    unsettled = None;
                }
                (None, _) => unsettled = None,
                (Some(reason), _) => unsettled = unsettled.map(|_| reason),
            }
        }
        if let Some(reason) = unsettled {
            let finding = Finding::on(link.subject, RevocationUnknown { reason });
            // That the question brought no CRL of this issuer is no fault of anybody.
            findings.push(if reason == "not-covered" { finding.at_most(Severity::Note) } else { finding });
        }
    }
}

/// A fault of a CRL, once, however many links it covers.
fn report(findings: &mut Vec<Finding>, crl: &Crl, fault: impl Into<super::Fault>) {
    let finding = Finding::new(Place::Input { field: InputField::Crls, span: crl.span }, fault);
    if !findings.contains(&finding) {
        findings.push(finding);
    }
}
