//! RFC 5280 §4.2: extensions in general.

use super::Context;
use crate::certificate::extensions::extension_name;
use crate::fault::{Finding, Severity, declare_fault};
use crate::path::CertificationPath;

declare_fault! {
    /// A critical extension that must be understood and is not.
    CriticalExtensionUnknown = "critical-extension-unknown" at Certificate, "RFC 5280 §6.1.4 (o)",
    default Error, rfc5280 Error, cabf Error
    {
        /// Dotted number of the extension.
        oid: String,
        /// Its name with the number, where it has one.
        extension: String,
    }
    en {
        title: "A critical extension is not understood",
        message: "{certificate} has the extension {extension} marked critical. Whoever does not understand it must refuse the certificate, and TLS clients do not.",
    }
    zh {
        title: "不认识的关键扩展",
        message: "{certificate} 把扩展 {extension} 标记为关键扩展。不认识它的一方必须拒绝该证书,而 TLS 客户端都不认识它。",
    }
}

declare_fault! {
    /// An extension stands more than once.
    ExtensionDuplicated = "extension-duplicated" at Certificate, "RFC 5280 §4.2",
    default Error, rfc5280 Error, cabf Error
    {
        /// Dotted number of the extension.
        oid: String,
        /// Its name with the number, where it has one.
        extension: String,
    }
    en {
        title: "An extension stands twice",
        message: "{certificate} has the extension {extension} more than once, so it is not clear which one counts.",
    }
    zh {
        title: "扩展重复出现",
        message: "{certificate} 中的扩展 {extension} 出现了不止一次,无法确定以哪一个为准。",
    }
}

declare_fault! {
    /// An extension whose value cannot be read.
    ExtensionMalformed = "extension-malformed" at Certificate, "RFC 5280 §4.2",
    default Error, rfc5280 Error, cabf Error
    {
        /// Dotted number of the extension.
        oid: String,
        /// Its name with the number, where it has one.
        extension: String,
    }
    en {
        title: "An extension cannot be read",
        message: "The extension {extension} of {certificate} does not have the form that its standard prescribes.",
    }
    zh {
        title: "扩展无法读取",
        message: "{certificate} 的扩展 {extension} 不符合标准规定的格式。",
    }
}

/// Extensions whose reading webpki depends on; the value of any other is no concern of a path.
const LOAD_BEARING: &[&str] = &["2.5.29.15", "2.5.29.17", "2.5.29.19", "2.5.29.30", "2.5.29.37"];
/// Processed only where policies are asked for, which TLS clients do not do; webpki refuses them when critical.
const REFUSED_BY_WEBPKI_WHEN_CRITICAL: &[&str] =
    &["2.5.29.14", "2.5.29.18", "2.5.29.32", "2.5.29.33", "2.5.29.35", "2.5.29.36", "2.5.29.54"];

/// Extensions of every certificate on the path.
pub(super) fn check(context: &Context<'_>, path: &CertificationPath, findings: &mut Vec<Finding>) {
    for id in &path.certificates {
        let certificate = context.bag.get(*id);
        let extensions = &certificate.extensions;
        let is_anchor = certificate.origin.is_anchor();
        for seen in &extensions.all {
            let oid = seen.oid.clone();
            if !seen.critical || extensions.duplicated.contains(&oid) {
                continue;
            }
            if !seen.known {
                findings.push(Finding::on(
                    *id,
                    CriticalExtensionUnknown { extension: extension_name(&oid), oid },
                ));
            } else if REFUSED_BY_WEBPKI_WHEN_CRITICAL.contains(&oid.as_str()) && !is_anchor {
                let finding =
                    Finding::on(*id, CriticalExtensionUnknown { extension: extension_name(&oid), oid });
                findings.push(finding.limited([Severity::Error, Severity::Note, Severity::Note]));
            }
        }
        for oid in &extensions.duplicated {
            findings.push(Finding::on(
                *id,
                ExtensionDuplicated { oid: oid.clone(), extension: extension_name(oid) },
            ));
        }
        for oid in &extensions.malformed {
            let finding =
                Finding::on(*id, ExtensionMalformed { oid: oid.clone(), extension: extension_name(oid) });
            findings.push(if LOAD_BEARING.contains(&oid.as_str()) {
                finding
            } else {
                finding.limited([Severity::Warning, Severity::Error, Severity::Error])
            });
        }
    }
}
