//! RFC 5280 §4.2.1.3: what a key may be used for.

use super::Context;
use crate::certificate::extensions::KeyUsage;
use crate::fault::{Finding, Severity, declare_fault};
use crate::path::CertificationPath;
use crate::question::Purpose;

declare_fault! {
    /// The issuer's keyUsage lacks keyCertSign.
    IssuerCannotSign = "issuer-cannot-sign" at Link, "RFC 5280 §6.1.4 (n)",
    default Error, rfc5280 Error, cabf Error
    {
        /// What its keyUsage allows.
        key_usage: Vec<String>,
    }
    en {
        title: "The issuer's key may not sign certificates",
        message: "{issuer} signed {subject}, but its keyUsage ({key_usage}) does not allow signing certificates (keyCertSign). OpenSSL, Go and browsers refuse it; rustls does not look.",
    }
    zh {
        title: "签发者的密钥不允许签发证书",
        message: "{issuer} 签发了 {subject},但它的 keyUsage({key_usage})不允许签发证书(缺少 keyCertSign)。OpenSSL、Go 和浏览器会拒绝;rustls 不检查。",
    }
}

declare_fault! {
    /// The end entity's keyUsage does not fit the purpose.
    KeyUsageMismatch = "key-usage-mismatch" at Certificate, "RFC 5280 §4.2.1.3",
    default Warning, rfc5280 Warning, cabf Error
    {
        /// What its keyUsage allows.
        key_usage: Vec<String>,
    }
    en {
        title: "The key may not be used for TLS",
        message: "{certificate} allows its key to be used for {key_usage} only; TLS wants digitalSignature (or keyEncipherment for old RSA key exchange).",
    }
    zh {
        title: "密钥用途不允许用于 TLS",
        message: "{certificate} 只允许把密钥用于 {key_usage};TLS 需要 digitalSignature(旧式 RSA 密钥交换则需要 keyEncipherment)。",
    }
}

declare_fault! {
    /// A CA without keyUsage.
    KeyUsageMissing = "key-usage-missing" at Certificate, "RFC 5280 §4.2.1.3",
    default Warning, rfc5280 Warning, cabf Error
    {}
    en {
        title: "A CA without keyUsage",
        message: "{certificate} is a CA without a keyUsage extension. Python 3.13 and later refuse that (code 92); curl, Node and Go do not look.",
    }
    zh {
        title: "CA 证书缺少 keyUsage",
        message: "{certificate} 是 CA,但没有 keyUsage 扩展。Python 3.13 及以后的版本会拒绝(代码 92);curl、Node 和 Go 不检查。",
    }
}

declare_fault! {
    /// keyCertSign where there is no CA.
    KeyCertSignWithoutCa = "key-cert-sign-without-ca" at Certificate, "RFC 5280 §4.2.1.9",
    default Warning, rfc5280 Error, cabf Error
    {}
    en {
        title: "A key may sign certificates though it belongs to no CA",
        message: "{certificate} is no CA, yet its keyUsage allows signing certificates (keyCertSign).",
    }
    zh {
        title: "非 CA 证书的密钥却允许签发证书",
        message: "{certificate} 不是 CA,它的 keyUsage 却允许签发证书(keyCertSign)。",
    }
}

/// keyUsage of issuers, and of the end entity against the purpose.
pub(super) fn check(context: &Context<'_>, path: &CertificationPath, findings: &mut Vec<Finding>) {
    let bag = context.bag;
    for link in &path.links {
        let issuer = bag.get(link.issuer);
        let usage = issuer.extensions.key_usage.as_ref().map(|found| found.value);
        match usage {
            // What is not a CA may not sign either: that is the one fault.
            Some(usage) if !usage.has(KeyUsage::KEY_CERT_SIGN) && issuer.is_ca() => {
                findings.push(Finding::between(
                    link.subject,
                    link.issuer,
                    IssuerCannotSign { key_usage: usage.names() },
                ));
            }
            None if issuer.is_ca() => findings.push(Finding::on(link.issuer, KeyUsageMissing {})),
            _ => {}
        }
    }
    let end_entity = bag.get(path.end_entity());
    if let Some(usage) = end_entity.extensions.key_usage.as_ref().map(|found| found.value) {
        if usage.has(KeyUsage::KEY_CERT_SIGN) && !end_entity.is_ca() {
            findings.push(Finding::on(path.end_entity(), KeyCertSignWithoutCa {}));
        }
        let wanted = match context.purpose {
            Purpose::ServerAuth => {
                KeyUsage::DIGITAL_SIGNATURE | KeyUsage::KEY_ENCIPHERMENT | KeyUsage::KEY_AGREEMENT
            }
            Purpose::ClientAuth => KeyUsage::DIGITAL_SIGNATURE | KeyUsage::KEY_AGREEMENT,
            Purpose::Any => u16::MAX,
        };
        if !usage.has(wanted) && !end_entity.is_ca() {
            let finding = Finding::on(path.end_entity(), KeyUsageMismatch { key_usage: usage.names() });
            findings.push(finding.at_most(Severity::Error));
        }
    }
}
