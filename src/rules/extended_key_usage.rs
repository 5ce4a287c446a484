//! RFC 5280 §4.2.1.12: the purposes that a certificate, and every CA above it, allows.

use super::Context;
use crate::fault::{Finding, Severity, declare_fault};
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
        allowed: Vec<String>,
        /// Whether it is a CA above the end entity.
        is_ca: bool,
    }
    en {
        title: "The certificate is not for this purpose",
        message: "{certificate} allows {allowed}, and not {wanted} (extendedKeyUsage).",
    }
    zh {
        title: "证书不适用于该用途",
        message: "{certificate} 允许的用途是 {allowed},不包括 {wanted}(extendedKeyUsage)。",
    }
}

declare_fault! {
    /// anyExtendedKeyUsage, which the Baseline Requirements forbid.
    ExtendedKeyUsageAny = "extended-key-usage-any" at Certificate, "CA/B BR §7.1.2.7.10",
    default Warning, rfc5280 Note, cabf Error
    {}
    en {
        title: "The certificate allows any purpose",
        message: "{certificate} lists anyExtendedKeyUsage. Public CAs may not issue that, and Firefox refuses it.",
    }
    zh {
        title: "证书允许任意用途",
        message: "{certificate} 列出了 anyExtendedKeyUsage。公共 CA 不得这样签发,Firefox 会拒绝。",
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
        message: "{certificate} 把 extendedKeyUsage 标记为关键扩展。RFC 5280 允许,Baseline Requirements 不允许。",
    }
}

declare_fault! {
    /// An end entity without extendedKeyUsage.
    ExtendedKeyUsageMissing = "extended-key-usage-missing" at Certificate, "CA/B BR §7.1.2.7.6",
    default Note, rfc5280 Note, cabf Error
    {}
    en {
        title: "No purposes are listed",
        message: "{certificate} has no extendedKeyUsage, so any purpose is allowed. Clients accept that; public CAs must list serverAuth.",
    }
    zh {
        title: "没有列出用途",
        message: "{certificate} 没有 extendedKeyUsage,也就是允许任何用途。客户端接受;但公共 CA 必须列出 serverAuth。",
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
}

const ANY: &str = "2.5.29.37.0";

impl Purpose {
    /// Name and dotted number; `None` where no purpose is required.
    pub(crate) fn required(self) -> Option<(&'static str, &'static str)> {
        match self {
            Self::ServerAuth => Some(("serverAuth", "1.3.6.1.5.5.7.3.1")),
            Self::ClientAuth => Some(("clientAuth", "1.3.6.1.5.5.7.3.2")),
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
            if is_end_entity {
                findings.push(Finding::on(*id, ExtendedKeyUsageMissing {}));
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
            findings.push(match (any, certificate.origin.is_anchor()) {
                (true, true) => finding.limited([Severity::Note, Severity::Note, Severity::Error]),
                (true, false) => finding.limited([Severity::Error, Severity::Note, Severity::Error]),
                _ => finding,
            });
        } else if any {
            findings.push(Finding::on(*id, ExtendedKeyUsageAny {}));
        }
        if found.critical && is_end_entity {
            findings.push(Finding::on(*id, ExtendedKeyUsageCritical {}));
        }
        if certificate.origin.is_anchor() && certificate.is_self_issued() && !is_end_entity {
            findings.push(Finding::on(*id, RootHasExtendedKeyUsage {}));
        }
    }
}
