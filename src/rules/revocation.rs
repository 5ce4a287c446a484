//! RFC 5280 §6.3: revocation, by the CRLs that were given. Status is looked at wherever one of them covers the issuer.

use super::{Code, Context};
use crate::fault::{Finding, InputField, Phrase, Place, Severity, Time, declare_fault};
use crate::path::CertificationPath;
use crate::revocation::{Crl, CrlNumber, Signer};

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
        message: "{certificate} 已于 {revoked_at} 被签发者吊销（原因：{reason}），依据是 {crl_issuer} 的 CRL。",
    }
    reference en {
        meaning: "The certificate is listed on a CRL of its issuer that was given.",
        reason: "The issuer takes back its word: the key may be in other hands.",
        cause: "The key was compromised, the certificate was replaced, or the CA had to withdraw it.",
        mending: "Install a new certificate with a new key.",
        verifiers: "Most clients do not fetch CRLs by themselves: OpenSSL, Python, curl and Go look only when told; browsers use lists of their own.",
    }
    reference zh {
        meaning: "证书列在其签发者的一份 CRL 上。",
        reason: "签发者收回了担保：密钥可能已落入他人之手。",
        cause: "密钥泄露、证书被替换，或 CA 不得不撤回。",
        mending: "用新密钥申请并安装新证书。",
        verifiers: "多数客户端不会自行下载 CRL:OpenSSL、Python、curl 和 Go 只在被要求时检查；浏览器使用自己的列表。",
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
        message: "所给的 CRL 都无法确定 {certificate} 是否已被吊销：{reason}。",
    }
    reference en {
        meaning: "CRLs were given, and none of them settles the status of this certificate.",
        reason: "Whoever demands revocation checking must refuse a certificate of unknown status.",
        cause: "The CRL of that issuer is missing, or it is of a kind that covers only a part.",
        mending: "Give the CRL of every issuer on the path.",
        verifiers: "OpenSSL with CRL checking says 3 (unable to get certificate CRL); webpki refuses unless told to allow it.",
    }
    reference zh {
        meaning: "给了 CRL，但没有一份能确定这张证书的状态。",
        reason: "要求检查吊销的一方，必须拒绝状态未知的证书。",
        cause: "缺少该签发者的 CRL，或这份 CRL 只覆盖一部分。",
        mending: "给出路径上每个签发者的 CRL。",
        verifiers: "开启 CRL 检查的 OpenSSL 报 3(unable to get certificate CRL);webpki 默认拒绝，除非设置为允许。",
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
        message: "{crl_issuer} 的下一份 CRL 应在 {next_update} 发布；到 {at} 时，这一份已不包含此后的吊销信息。",
    }
    reference en {
        meaning: "The time of verification lies after the CRL's nextUpdate.",
        reason: "What was revoked since is not on it.",
        cause: "An old copy of the CRL.",
        mending: "Fetch the current CRL.",
        verifiers: "OpenSSL with CRL checking refuses the chain with 12 (CRL has expired); webpki ignores it unless told otherwise.",
    }
    reference zh {
        meaning: "验证时间晚于 CRL 的 nextUpdate。",
        reason: "此后吊销的证书不在其中。",
        cause: "使用了旧的 CRL 副本。",
        mending: "下载现行的 CRL。",
        verifiers: "开启 CRL 检查的 OpenSSL 以 12(CRL has expired) 拒绝；webpki 默认忽略，除非另行设置。",
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
        message: "{crl_issuer} 的 CRL 不能采用：{reason}。",
    }
    reference en {
        meaning: "A CRL cannot be relied on: its signature, its signer or its form is not in order.",
        reason: "Whoever could forge a CRL could revoke anybody's certificate, or hide that one was revoked.",
        cause: "A CRL of another CA of the same name, a signer without cRLSign, a file that is none.",
        mending: "Fetch the CRL from the URL in the certificate, or have the CA mended.",
        verifiers: "OpenSSL with CRL checking refuses the chain: 8 (CRL signature failure), 35 (key usage does not include CRL signing signature), or 11 (CRL is not yet valid), also where an entry tells of a time that had come.",
    }
    reference zh {
        meaning: "CRL 不可靠：签名、签名者或格式有问题。",
        reason: "能伪造 CRL 的人，就能吊销任何人的证书，或隐瞒某张证书已被吊销。",
        cause: "同名的另一个 CA 的 CRL、没有 cRLSign 的签名者，或根本不是 CRL 的文件。",
        mending: "从证书里的网址下载 CRL，或请 CA 修正。",
        verifiers: "开启 CRL 检查的 OpenSSL 会拒绝：8（CRL signature failure）、35（key usage does not include CRL signing signature），或 11（CRL is not yet valid），即使其中的条目在所问时刻之前已经生效。",
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
    zh: "签名者的 keyUsage 不允许签发 CRL（缺少 cRLSign）",
};
const NUMBER_MISSING: Phrase = Phrase {
    token: "number-missing",
    en: "it has no CRL number, which RFC 5280 §5.2.3 demands; its entries are heeded all the same",
    zh: "它没有 RFC 5280 §5.2.3 要求的 CRL 编号；其中的条目仍被采用",
};
const NUMBER_CRITICAL: Phrase = Phrase {
    token: "number-critical",
    en: "its CRL number is critical, which RFC 5280 §5.2.3 does not allow; its entries are heeded all the same",
    zh: "它的 CRL 编号被标为关键扩展，RFC 5280 §5.2.3 不允许；其中的条目仍被采用",
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
            "该 CRL 是间接 CRL，本程序不处理",
        ),
        "delta" => {
            ("the CRL is a delta CRL, which this program does not process", "该 CRL 是增量 CRL，本程序不处理")
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
                // A CRL of later may still know what had happened by then.
                let known =
                    crl.entry(subject).filter(|entry| reason == NOT_YET_VALID && entry.at <= context.at);
                if let (None, Some(entry)) = (crl.unsupported, known)
                    && entry.reason != Some("removeFromCRL")
                {
                    let crl_issuer = crl.issuer_name.clone();
                    let fault = CertificateRevoked { revoked_at: entry.at, reason: entry.reason, crl_issuer };
                    findings.push(Finding::on(link.subject, fault));
                    unsettled = None;
                }
                continue;
            }
            let odd_number = match crl.number {
                CrlNumber::Sound => None,
                CrlNumber::Absent => Some(NUMBER_MISSING),
                CrlNumber::Critical => Some(NUMBER_CRITICAL),
            };
            if let Some(reason) = odd_number {
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
    let finding = Finding::new(Place::Input { field: InputField::Crls, source: Some(crl.source) }, fault);
    if !findings.contains(&finding) {
        findings.push(finding);
    }
}
