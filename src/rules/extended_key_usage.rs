//! RFC 5280 §4.2.1.12: the purposes that a certificate, and every CA above it, allows.

use super::Context;
use crate::fault::{Finding, Listed, Severity, Time, declare_fault};
use crate::path::CertificationPath;
use crate::question::Purpose;

declare_fault! {
    /// The purpose is not allowed by the end entity, or by a CA above it.
    ExtendedKeyUsageMismatch = "extended-key-usage-mismatch" at Certificate, "RFC 5280 §4.2.1.12",
    default Error, rfc5280 Error, cabf Error
    {
        /// The purpose that was asked for.
        wanted: &'static str,
        /// The purposes that the certificate allows.
        allowed: Listed,
        /// Whether it is a CA above the end entity.
        is_ca: bool,
    }
    en {
        title: "The certificate is not for this purpose",
        message: "{certificate} allows {allowed}, and not {wanted} (extendedKeyUsage).",
    }
    zh {
        title: "证书不适用于该用途",
        message: "{certificate} 允许的用途是 {allowed}，不包括 {wanted}（extendedKeyUsage）。",
    }
    reference en {
        meaning: "The certificate, or a CA above it, lists the purposes it may be used for, and the one that was asked for is not among them.",
        reason: "A certificate for signing mail or code must not pass for a server.",
        cause: "The wrong template, a client certificate on a server, or a public CA's certificate used for mutual TLS: public CAs stop listing clientAuth in 2026.",
        mending: "Have it issued with the purpose. For client certificates use a private CA.",
        verifiers: "All check the end entity. Java and GnuTLS do not check CAs above it; wget checks none.",
    }
    reference zh {
        meaning: "证书或其上级 CA 列出了允许的用途，而所需的用途不在其中。",
        reason: "用于签名邮件或代码的证书不应冒充服务器。",
        cause: "用错了模板；把客户端证书装在服务器上；或把公共 CA 的证书用于双向 TLS：公共 CA 在 2026 年停止列出 clientAuth。",
        mending: "重新签发并列出该用途。客户端证书请使用私有 CA。",
        verifiers: "所有客户端都检查终端实体。Java 和 GnuTLS 不检查上级 CA；wget 都不检查。",
    }
}

declare_fault! {
    /// A certificate for time-stamping that is for something else as well, or whose extendedKeyUsage is not critical.
    TimeStampingNotAlone = "time-stamping-not-alone" at Certificate, "RFC 3161 §2.3",
    default Error, rfc5280 Error, cabf Error
    {
        /// The purposes beside timeStamping.
        others: Vec<String>,
        /// Whether the extension is critical.
        critical: bool,
    }
    en {
        title: "The certificate is not for time-stamping alone",
        message: "{certificate} must list timeStamping as its only purpose, in a critical extendedKeyUsage. Purposes beside it: {others}; critical: {critical}.",
    }
    zh {
        title: "证书并非专用于时间戳",
        message: "{certificate} 的 extendedKeyUsage 必须是关键扩展，并且只列出 timeStamping。其他用途：{others}；是否关键：{critical}。",
    }
    reference en {
        meaning: "The end entity's extendedKeyUsage lists timeStamping together with other purposes, or is not critical.",
        reason: "A time-stamp outlives the certificate that it is about; the key that makes it must be used for nothing else.",
        cause: "A general template was used for a time-stamping authority.",
        mending: "Issue it anew with `extendedKeyUsage = critical, timeStamping`.",
        verifiers: "OpenSSL's `ts -verify` and `verify -purpose timestampsign` refuse it; Windows does too.",
    }
    reference zh {
        meaning: "终端实体的 extendedKeyUsage 除 timeStamping 外还列出了其他用途，或者不是关键扩展。",
        reason: "时间戳比它所证明的证书存在得更久；制作时间戳的密钥不得另作他用。",
        cause: "时间戳机构使用了通用模板。",
        mending: "以 `extendedKeyUsage = critical, timeStamping` 重新签发。",
        verifiers: "OpenSSL 的 `ts -verify` 和 `verify -purpose timestampsign` 拒绝；Windows 也拒绝。",
    }
}

declare_fault! {
    /// anyExtendedKeyUsage, which the Baseline Requirements forbid.
    ExtendedKeyUsageAny = "extended-key-usage-any" at Certificate, "CA/B BR §7.1.2.7.10",
    default Warning, rfc5280 Note, cabf Error
    {}
    en {
        title: "The certificate allows any purpose",
        message: "{certificate} lists anyExtendedKeyUsage. Public CAs may not issue that.",
    }
    zh {
        title: "证书允许任意用途",
        message: "{certificate} 列出了 anyExtendedKeyUsage。公共 CA 不得这样签发。",
    }
    reference en {
        meaning: "The certificate lists anyExtendedKeyUsage beside the purpose that was asked for.",
        reason: "Public CAs may not issue it: it undoes the limitation to purposes.",
        cause: "A template of a private CA.",
        mending: "List the purposes that are needed.",
        verifiers: "Firefox refuses an end entity that lists it; the others accept it beside serverAuth.",
    }
    reference zh {
        meaning: "证书除了所需的用途之外还列出了 anyExtendedKeyUsage。",
        reason: "公共 CA 不得这样签发：它使用途限制失去意义。",
        cause: "私有 CA 的模板。",
        mending: "只列出需要的用途。",
        verifiers: "Firefox 拒绝列出它的终端实体证书；其他客户端在同时有 serverAuth 时接受。",
    }
}

declare_fault! {
    /// extendedKeyUsage marked critical, which the Baseline Requirements forbid.
    ExtendedKeyUsageCritical = "extended-key-usage-critical" at Certificate, "CA/B BR §7.1.2.7.6",
    default Note, rfc5280 Note, cabf Error
    {}
    en {
        title: "extendedKeyUsage is critical",
        message: "{certificate} marks extendedKeyUsage critical. RFC 5280 allows that, the Baseline Requirements do not.",
    }
    zh {
        title: "extendedKeyUsage 被标记为关键扩展",
        message: "{certificate} 把 extendedKeyUsage 标记为关键扩展。RFC 5280 允许，Baseline Requirements 不允许。",
    }
    reference en {
        meaning: "extendedKeyUsage is marked critical.",
        reason: "RFC 5280 leaves it to the issuer; the Baseline Requirements want it not critical.",
        cause: "A template.",
        mending: "Nothing needs to be done for clients; a public CA must not do it.",
        verifiers: "No client minds.",
    }
    reference zh {
        meaning: "extendedKeyUsage 被标记为关键扩展。",
        reason: "RFC 5280 由签发者决定；Baseline Requirements 要求不标记。",
        cause: "模板如此。",
        mending: "对客户端没有影响，无需处理；公共 CA 不得这样签发。",
        verifiers: "没有客户端介意。",
    }
}

declare_fault! {
    /// An end entity without extendedKeyUsage.
    ExtendedKeyUsageMissing = "extended-key-usage-missing" at Certificate, "CA/B BR §7.1.2.7.6",
    default Note, rfc5280 Note, cabf Error
    {}
    en {
        title: "No purposes are listed",
        message: "{certificate} has no extendedKeyUsage, so any purpose is allowed. Public CAs must list serverAuth.",
    }
    zh {
        title: "没有列出用途",
        message: "{certificate} 没有 extendedKeyUsage，也就是允许任何用途。公共 CA 必须列出 serverAuth。",
    }
    reference en {
        meaning: "The end entity lists no purposes.",
        reason: "By RFC 5280 any purpose is then allowed; the Baseline Requirements demand serverAuth.",
        cause: "Certificates made by hand or by inspection proxies.",
        mending: "Nothing needs to be done for most clients; list serverAuth with the next issue.",
        verifiers: "Apple's platforms refuse it; the others accept it.",
    }
    reference zh {
        meaning: "终端实体没有列出任何用途。",
        reason: "按 RFC 5280 这表示允许任何用途；Baseline Requirements 要求列出 serverAuth。",
        cause: "手工制作的证书，或 TLS 检查代理签发的证书。",
        mending: "多数客户端不受影响；下次签发时列出 serverAuth。",
        verifiers: "苹果平台会拒绝；其他客户端接受。",
    }
}

declare_fault! {
    /// A root with extendedKeyUsage.
    RootHasExtendedKeyUsage = "root-has-extended-key-usage" at Certificate, "CA/B BR §7.1.2.1.2",
    default Note, rfc5280 Note, cabf Error
    {}
    en {
        title: "A root that limits its purposes",
        message: "{certificate} is a root with extendedKeyUsage. The Baseline Requirements forbid that in a root.",
    }
    zh {
        title: "根证书限定了用途",
        message: "{certificate} 是带有 extendedKeyUsage 的根证书。Baseline Requirements 禁止根证书这样做。",
    }
    reference en {
        meaning: "A root limits its own purposes.",
        reason: "The Baseline Requirements forbid it in roots; purposes belong into the CAs below.",
        cause: "A private root made with a template for intermediates.",
        mending: "Nothing needs to be done as long as the purposes fit.",
        verifiers: "OpenSSL, Go and browsers honour the purposes of an anchor; rustls and Java do not look.",
    }
    reference zh {
        meaning: "根证书限定了自己的用途。",
        reason: "Baseline Requirements 禁止根证书这样做；用途应写在下级 CA 中。",
        cause: "用中间证书模板制作的私有根。",
        mending: "只要用途相符，就无需处理。",
        verifiers: "OpenSSL、Go 和浏览器会遵守信任锚的用途；rustls 和 Java 不检查。",
    }
}

declare_fault! {
    /// Purposes that a public CA may not put beside serverAuth.
    ExtendedKeyUsageForbidden = "extended-key-usage-forbidden" at Certificate, "CA/B BR §7.1.2.7.10, §7.1.2.10.6",
    default Note, rfc5280 Note, cabf Error
    {
        /// The purposes that must not stand there.
        purposes: Vec<String>,
    }
    en {
        title: "Purposes that do not belong in a TLS certificate",
        message: "{certificate} allows {purposes} beside serverAuth. The Baseline Requirements forbid that in certificates for TLS and in the CAs that issue them.",
    }
    zh {
        title: "TLS 证书中不该有的用途",
        message: "{certificate} 除 serverAuth 外还允许 {purposes}。Baseline Requirements 禁止在 TLS 证书及签发它们的 CA 证书中这样写。",
    }
    reference en {
        meaning: "extendedKeyUsage lists code signing, mail, time stamping, OCSP signing or the signing of precertificates beside serverAuth.",
        reason: "A key for TLS should not be good for signing anything else.",
        cause: "A template for several purposes, usual in private CAs.",
        mending: "Have it issued with serverAuth alone, or with clientAuth beside it.",
        verifiers: "Clients look for serverAuth and let others stand. Public CAs may not issue such a certificate.",
    }
    reference zh {
        meaning: "extendedKeyUsage 除 serverAuth 外还列出了代码签名、邮件、时间戳、OCSP 签名或预证书签名。",
        reason: "用于 TLS 的密钥不应能用来签署别的东西。",
        cause: "多用途模板，在私有 CA 中很常见。",
        mending: "重新签发，只列 serverAuth，或再加上 clientAuth。",
        verifiers: "客户端只找 serverAuth，不管其他用途。公共 CA 不得这样签发。",
    }
}

declare_fault! {
    /// A CA for TLS that lists no purposes.
    CaExtendedKeyUsageMissing = "ca-extended-key-usage-missing" at Certificate, "CA/B BR §7.1.2.10.6",
    default Note, rfc5280 Note, cabf Error
    {}
    en {
        title: "A CA for TLS that lists no purposes",
        message: "{certificate} is an intermediate CA without extendedKeyUsage. Since 15 September 2023 public CAs have to list serverAuth in the CA certificates that they issue for TLS.",
    }
    zh {
        title: "TLS 的 CA 没有列出用途",
        message: "{certificate} 是没有 extendedKeyUsage 的中间 CA。自 2023 年 9 月 15 日起，公共 CA 为 TLS 签发的 CA 证书必须列出 serverAuth。",
    }
    reference en {
        meaning: "A subordinate CA certificate that was issued after version 2 of the Baseline Requirements lists no purposes.",
        reason: "It keeps a CA for TLS from being good for anything else.",
        cause: "A private CA, to which this does not apply, or an old template.",
        mending: "Nothing, for a private CA. A public one issues the certificate anew with extendedKeyUsage serverAuth.",
        verifiers: "No client minds.",
    }
    reference zh {
        meaning: "在 Baseline Requirements 第 2 版之后签发的下级 CA 证书没有列出用途。",
        reason: "这样可以防止用于 TLS 的 CA 再用于别处。",
        cause: "私有 CA（不受此约束），或者旧模板。",
        mending: "私有 CA 无需处理。公共 CA 应带上 extendedKeyUsage serverAuth 重新签发。",
        verifiers: "没有客户端介意。",
    }
}

const SERVER_AUTH: &str = "1.3.6.1.5.5.7.3.1";
const TIME_STAMPING: &str = "1.3.6.1.5.5.7.3.8";
const ANY: &str = "2.5.29.37.0";

/// The day that version 2 of the Baseline Requirements, with its profiles, came into force.
const BASELINE_REQUIREMENTS_2: Time = Time(1_694_736_000);
/// codeSigning, emailProtection, timeStamping, OCSPSigning, and the signing of precertificates.
const FORBIDDEN: &[&str] = &[
    "1.3.6.1.5.5.7.3.3",
    "1.3.6.1.5.5.7.3.4",
    "1.3.6.1.5.5.7.3.8",
    "1.3.6.1.5.5.7.3.9",
    "1.3.6.1.4.1.11129.2.4.4",
];

impl Purpose {
    /// Name and dotted number; `None` where no purpose is required.
    pub(crate) fn required(self) -> Option<(&'static str, &'static str)> {
        match self {
            Self::ServerAuth => Some(("serverAuth", "1.3.6.1.5.5.7.3.1")),
            Self::ClientAuth => Some(("clientAuth", "1.3.6.1.5.5.7.3.2")),
            Self::EmailProtection => Some(("emailProtection", "1.3.6.1.5.5.7.3.4")),
            Self::CodeSigning => Some(("codeSigning", "1.3.6.1.5.5.7.3.3")),
            Self::TimeStamping => Some(("timeStamping", TIME_STAMPING)),
            Self::OcspSigning => Some(("OCSPSigning", "1.3.6.1.5.5.7.3.9")),
            Self::DocumentSigning => Some(("documentSigning", "1.3.6.1.5.5.7.3.36")),
            Self::Any => None,
        }
    }
}

/// The name of a purpose, or its dotted number.
pub(crate) fn purpose_name(oid: &str) -> String {
    let known = match oid {
        "1.3.6.1.5.5.7.3.1" => "serverAuth",
        "1.3.6.1.5.5.7.3.2" => "clientAuth",
        "1.3.6.1.5.5.7.3.3" => "codeSigning",
        "1.3.6.1.5.5.7.3.4" => "emailProtection",
        "1.3.6.1.5.5.7.3.8" => "timeStamping",
        "1.3.6.1.5.5.7.3.9" => "OCSPSigning",
        "1.3.6.1.5.5.7.3.36" => "documentSigning",
        "1.3.6.1.4.1.11129.2.4.4" => "precertificate signing",
        "2.5.29.37.0" => "anyExtendedKeyUsage",
        "2.16.840.1.113730.4.1" => "nsSGC",
        "1.3.6.1.4.1.311.10.3.3" => "msSGC",
        other => other,
    };
    known.to_owned()
}

/// Purposes of every certificate on the path.
pub(super) fn check(context: &Context<'_>, path: &CertificationPath, findings: &mut Vec<Finding>) {
    let Some((wanted, wanted_oid)) = context.purpose.required() else { return };
    for id in &path.certificates {
        let certificate = context.bag.get(*id);
        let is_end_entity = *id == path.end_entity();
        let Some(found) = &certificate.extensions.extended_key_usage else {
            // Whoever stamps times or answers for a CA has to be appointed to it (RFC 3161 §2.3, RFC 6960 §4.2.2.2).
            let is_by_appointment = matches!(context.purpose, Purpose::TimeStamping | Purpose::OcspSigning);
            if is_end_entity && is_by_appointment {
                let fault = ExtendedKeyUsageMismatch { wanted, allowed: Listed::default(), is_ca: false };
                findings.push(Finding::on(*id, fault));
            } else if is_end_entity && context.purpose != Purpose::DocumentSigning {
                findings.push(Finding::on(*id, ExtendedKeyUsageMissing {}));
            } else if !(is_end_entity || is_by_appointment)
                && context.purpose != Purpose::DocumentSigning
                && !certificate.origin.is_anchor()
                && certificate.is_ca()
                && certificate.not_before >= BASELINE_REQUIREMENTS_2
            {
                findings.push(Finding::on(*id, CaExtendedKeyUsageMissing {}));
            }
            continue;
        };
        let purposes = &found.value;
        let any = purposes.iter().any(|purpose| purpose == ANY);
        if !purposes.iter().any(|purpose| purpose == wanted_oid) {
            let allowed = purposes.iter().map(|purpose| purpose_name(purpose)).collect();
            let finding =
                Finding::on(*id, ExtendedKeyUsageMismatch { wanted, allowed, is_ca: !is_end_entity });
            // RFC 5280 lets anyExtendedKeyUsage stand for every purpose; webpki and OpenSSL do not, for an end entity,
            // and the Baseline Requirements forbid it. On an anchor webpki does not look, OpenSSL takes it.
            // Server gated cryptography is a server's purpose to OpenSSL.
            const SERVER_GATED: [&str; 2] = ["2.16.840.1.113730.4.1", "1.3.6.1.4.1.311.10.3.3"];
            let gated = context.purpose == Purpose::ServerAuth
                && purposes.iter().any(|purpose| SERVER_GATED.contains(&purpose.as_str()));
            findings.push(match (any, certificate.origin.is_anchor()) {
                (false, true) if gated => {
                    finding.limited([Severity::Warning, Severity::Error, Severity::Error])
                }
                (true, true) => finding.limited([Severity::Note, Severity::Note, Severity::Error]),
                (true, false) => finding.limited([Severity::Error, Severity::Note, Severity::Error]),
                _ => finding,
            });
        } else if any {
            findings.push(Finding::on(*id, ExtendedKeyUsageAny {}));
        }
        // A certificate without serverAuth is none that the Baseline Requirements let a CA issue (§7.1.2.7.10).
        if context.purpose == Purpose::ClientAuth
            && is_end_entity
            && purposes.iter().any(|purpose| purpose == wanted_oid)
            && !purposes.iter().any(|purpose| purpose == SERVER_AUTH)
        {
            let fault = ExtendedKeyUsageMismatch {
                wanted: "serverAuth",
                allowed: purposes.iter().map(|purpose| purpose_name(purpose)).collect(),
                is_ca: false,
            };
            let weights = [Severity::Note, Severity::Note, Severity::Error];
            findings.push(Finding::on(*id, fault).limited(weights));
        }
        let forbidden: Vec<String> = purposes
            .iter()
            .filter(|purpose| FORBIDDEN.contains(&purpose.as_str()))
            .map(|purpose| purpose_name(purpose))
            .collect();
        // Whoever is shown it, and for what: the certificate is one for TLS by its own word.
        let for_servers = context.purpose.may_be_tls()
            && purposes.iter().any(|purpose| purpose == SERVER_AUTH)
            && !certificate.origin.is_anchor();
        if for_servers && !forbidden.is_empty() {
            findings.push(Finding::on(*id, ExtendedKeyUsageForbidden { purposes: forbidden }));
        }
        if context.purpose == Purpose::TimeStamping && is_end_entity {
            let others: Vec<String> = purposes
                .iter()
                .filter(|purpose| *purpose != TIME_STAMPING)
                .map(|purpose| purpose_name(purpose))
                .collect();
            let is_listed = purposes.iter().any(|purpose| purpose == TIME_STAMPING);
            if is_listed && !(others.is_empty() && found.critical) {
                findings.push(Finding::on(*id, TimeStampingNotAlone { others, critical: found.critical }));
            }
        } else if found.critical && is_end_entity {
            findings.push(Finding::on(*id, ExtendedKeyUsageCritical {}));
        }
        if certificate.origin.is_anchor() && certificate.is_self_issued() && !is_end_entity {
            findings.push(Finding::on(*id, RootHasExtendedKeyUsage {}));
        }
    }
}
