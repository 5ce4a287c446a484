//! RFC 8813 §3: a key on a curve encrypts nothing.

use super::Context;
use crate::certificate::extensions::KeyUsage;
use crate::fault::{Finding, declare_fault};
use crate::path::CertificationPath;

declare_fault! {
    /// keyUsage allows an EC key to encrypt.
    KeyUsageNotForKey = "key-usage-not-for-key" at Certificate, "RFC 8813 §3",
    default Note, rfc5280 Error, cabf Error
    {
        /// The kind of key.
        key: String,
    }
    en {
        title: "The key cannot do what keyUsage allows",
        message: "{certificate} has a key of type {key}, and its keyUsage allows encrypting keys or data, which such a key cannot do.",
    }
    zh {
        title: "keyUsage 允许了密钥做不到的用法",
        message: "{certificate} 的密钥类型是 {key}，而 keyUsage 允许用它加密密钥或数据，这种密钥做不到。",
    }
    reference en {
        meaning: "keyEncipherment or dataEncipherment stands beside a key on an elliptic curve.",
        reason: "Such keys sign and agree on keys; RFC 8813 forbids the two bits.",
        cause: "A template for RSA that was used for an EC key.",
        mending: "Have the certificate issued with digitalSignature (and keyAgreement where it is needed).",
        verifiers: "No client refuses it.",
    }
    reference zh {
        meaning: "椭圆曲线密钥的证书中写了 keyEncipherment 或 dataEncipherment。",
        reason: "这种密钥只能签名和协商密钥；RFC 8813 禁止这两个位。",
        cause: "把 RSA 的模板用在了 EC 密钥上。",
        mending: "重新签发，只写 digitalSignature（需要时再加 keyAgreement）。",
        verifiers: "没有客户端因此拒绝。",
    }
}

/// Every certificate on the path but an anchor.
pub(super) fn check(context: &Context<'_>, path: &CertificationPath, findings: &mut Vec<Finding>) {
    for id in &path.certificates {
        let certificate = context.bag.get(*id);
        let usage = certificate.extensions.key_usage.as_ref().map(|found| found.value);
        let encrypts = usage.is_some_and(|usage| {
            usage.has(KeyUsage::KEY_ENCIPHERMENT) || usage.has(KeyUsage::DATA_ENCIPHERMENT)
        });
        if encrypts && certificate.key.name.starts_with("EC ") && !certificate.origin.is_anchor() {
            findings.push(Finding::on(*id, KeyUsageNotForKey { key: certificate.key.name.to_string() }));
        }
    }
}
