//! RFC 5280 §6.3: revocation, by the CRLs that were given. Status is looked at wherever one of them covers the issuer.

use super::{Code, Context};
use crate::fault::{Finding, InputField, Phrase, Place, Severity, Time, declare_fault};
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
        reason: Phrase,
    }
    en {
        title: "Whether it was revoked is not known",
        message: "None of the CRLs that were given settles whether {certificate} was revoked: {reason}.",
    }
    zh {
        title: "吊销状态未知",
        message: "所给的 CRL 都无法确定 {certificate} 是否已被吊销:{reason}。",
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
        reason: Phrase,
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

const NOT_COVERED: Phrase =
    Phrase {
        token: "not-covered", en: "none of them is its issuer's", zh: "其中没有它的签发者的 CRL"
    };
pub(crate) const MALFORMED: Phrase =
    Phrase { token: "malformed", en: "it cannot be read", zh: "无法读取" };
const WRONG_SIGNATURE: Phrase = Phrase {
    token: "signature",
    en: "its signature does not verify with the issuer's key",
    zh: "用签发者的密钥无法验证它的签名",
};
const SIGNER_MAY_NOT_SIGN: Phrase = Phrase {
    token: "signer-may-not-sign",
    en: "its signer's keyUsage does not allow signing CRLs (cRLSign)",
    zh: "签名者的 keyUsage 不允许签发 CRL(缺少 cRLSign)",
};
const NUMBER_MISSING: Phrase = Phrase {
    token: "number-missing",
    en: "it has no CRL number, which RFC 5280 §5.2.3 demands; its entries are heeded all the same",
    zh: "它没有 RFC 5280 §5.2.3 要求的 CRL 编号;其中的条目仍被采用",
};
const NOT_YET_VALID: Phrase = Phrase {
    token: "not-yet-valid",
    en: "it was issued after the time of verification",
    zh: "它的签发时间晚于验证时间",
};

/// Kinds of CRL that are recognised and not processed.
fn unsupported(token: &'static str) -> Phrase {
    let (en, zh) = match token {
        "indirect" => (
            "the CRL is an indirect one, which this program does not process",
            "该 CRL 是间接 CRL,本程序不处理",
        ),
        "delta" => {
            ("the CRL is a delta CRL, which this program does not process", "该 CRL 是增量 CRL,本程序不处理")
        }
        "partial" => {
            ("the CRL covers a part of the certificates or reasons only", "该 CRL 只覆盖部分证书或部分原因")
        }
        _ => (
            "the CRL has a critical extension that this program does not know",
            "该 CRL 带有本程序不认识的关键扩展",
        ),
    };
    Phrase { token, en, zh }
}

/// Every link against the CRLs of its issuer.
pub(super) fn check(context: &Context<'_>, path: &CertificationPath, findings: &mut Vec<Finding>) {
    let Some(revocation) = context.revocation.filter(|revocation| !revocation.crls.is_empty()) else {
        return;
    };
    for link in &path.links {
        let (subject, issuer) = (context.bag.get(link.subject), context.bag.get(link.issuer));
        let mut unsettled = Some(NOT_COVERED);
        for (crl, signers) in revocation.crls.iter().filter(|(crl, _)| crl.is_named(issuer)) {
            let invalid = match signers.get(&link.issuer) {
                Some(Signer::Right) if crl.this_update > context.at => Some(NOT_YET_VALID),
                Some(Signer::Right) => None,
                Some(Signer::MayNotSign) => Some(SIGNER_MAY_NOT_SIGN),
                Some(Signer::WrongKey) | None => Some(WRONG_SIGNATURE),
            };
            if let Some(reason) = invalid {
                report(findings, crl, CrlInvalid { crl_issuer: crl.issuer_name.clone(), reason });
                continue;
            }
            if !crl.has_number {
                let reason = NUMBER_MISSING;
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
                (Some(reason), _) => unsettled = unsettled.map(|_| unsupported(reason)),
            }
        }
        if let Some(reason) = unsettled {
            let finding = Finding::on(link.subject, RevocationUnknown { reason });
            if reason != NOT_COVERED {
                findings.push(finding);
            } else if !findings.iter().any(|known| known.code() == Code::RevocationUnknown) {
                // That the question brought no CRL of an issuer is no fault of anybody: told once, nearest the end entity.
                findings.push(finding.at_most(Severity::Note));
            }
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
