//! CA/B BR §6.1.5: keys are of a kind and size that can be relied on.

use super::Context;
use crate::fault::{Finding, Severity, declare_fault};
use crate::path::CertificationPath;

declare_fault! {
    /// The key is too small to be relied on.
    PublicKeyWeak = "public-key-weak" at Certificate, "CA/B BR §6.1.5",
    default Error, rfc5280 Error, cabf Error
    {
        /// The kind of key.
        key: String,
        /// Its size in bits.
        bits: Option<usize>,
    }
    en {
        title: "The key is too weak",
        message: "{certificate} has a key of type {key} with {bits} bits; clients want RSA keys of 2048 bits or more, or one of the current curves.",
    }
    zh {
        title: "密钥强度不足",
        message: "{certificate} 的密钥是 {key},{bits} 位;客户端要求 RSA 密钥至少 2048 位,或使用现行的椭圆曲线。",
    }
}

declare_fault! {
    /// A key type or curve that is not implemented.
    PublicKeyUnsupported = "public-key-unsupported" at Certificate, "CA/B BR §6.1.5",
    default Error, rfc5280 Error, cabf Error
    {
        /// The kind of key.
        key: String,
    }
    en {
        title: "The kind of key is not supported",
        message: "{certificate} has a key of type {key}, which TLS clients do not accept in certificates.",
    }
    zh {
        title: "不支持的密钥类型",
        message: "{certificate} 的密钥类型是 {key},TLS 客户端不接受证书使用这种密钥。",
    }
}

/// Every key on the path.
pub(super) fn check(context: &Context<'_>, path: &CertificationPath, findings: &mut Vec<Finding>) {
    for id in &path.certificates {
        let key = &context.bag.get(*id).key;
        let name = key.name.to_string();
        if key.weak {
            findings.push(Finding::on(*id, PublicKeyWeak { key: name, bits: key.bits }));
        } else if !key.supported {
            let finding = Finding::on(*id, PublicKeyUnsupported { key: name });
            // A verifier uses the end entity's key only when it speaks TLS: no path validation looks at it.
            let verifies_nothing = *id == path.end_entity();
            findings.push(if verifies_nothing {
                finding.limited([Severity::Warning, Severity::Warning, Severity::Error])
            } else {
                finding
            });
        }
    }
}
