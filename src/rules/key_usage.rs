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
        message: "{issuer} signed {subject}, but its keyUsage ({key_usage}) does not allow signing certificates (keyCertSign).",
    }
    zh {
        title: "签发者的密钥不允许签发证书",
        message: "{issuer} 签发了 {subject}，但它的 keyUsage（{key_usage}）不允许签发证书（缺少 keyCertSign）。",
    }
    reference en {
        meaning: "The issuer is a CA, but its keyUsage does not allow signing certificates.",
        reason: "keyUsage limits what a key may do; without keyCertSign its signatures on certificates do not count.",
        cause: "A CA made with the keyUsage of a server.",
        mending: "Reissue the CA with `keyUsage = critical, keyCertSign, cRLSign`, keeping name and key.",
        verifiers: "OpenSSL, Go, Java, GnuTLS and browsers refuse it; rustls does not look.",
    }
    reference zh {
        meaning: "签发者是 CA，但它的 keyUsage 不允许签发证书。",
        reason: "keyUsage 限定密钥的用途；没有 keyCertSign，它在证书上的签名就不算数。",
        cause: "用服务器的 keyUsage 制作了 CA。",
        mending: "保持名称和密钥不变，重新签发 CA:`keyUsage = critical, keyCertSign, cRLSign`。",
        verifiers: "OpenSSL、Go、Java、GnuTLS 和浏览器拒绝；rustls 不检查。",
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
        message: "{certificate} 只允许把密钥用于 {key_usage}；TLS 需要 digitalSignature（旧式 RSA 密钥交换则需要 keyEncipherment）。",
    }
    reference en {
        meaning: "The end entity's keyUsage does not allow what TLS needs.",
        reason: "In TLS the server signs the handshake (digitalSignature).",
        cause: "A template for encryption or for a CA.",
        mending: "Issue with `keyUsage = digitalSignature`.",
        verifiers: "Chrome, Java, GnuTLS and Bun refuse a keyUsage without digitalSignature; OpenSSL one that has neither it nor keyEncipherment nor keyAgreement; Go and rustls do not look.",
    }
    reference zh {
        meaning: "终端实体的 keyUsage 不允许 TLS 所需的用途。",
        reason: "TLS 中服务器要对握手签名（digitalSignature）。",
        cause: "使用了加密用途或 CA 的模板。",
        mending: "签发时写 `keyUsage = digitalSignature`。",
        verifiers: "Chrome、Java、GnuTLS 和 Bun 拒绝没有 digitalSignature 的 keyUsage；OpenSSL 拒绝三者（还有 keyEncipherment、keyAgreement）皆无的；Go 和 rustls 不检查。",
    }
}

declare_fault! {
    /// The end entity's keyUsage lacks digitalSignature, which today's handshakes use.
    KeyUsageNoSignature = "key-usage-no-signature" at Certificate, "RFC 8446 §4.4.2.2",
    default Warning, rfc5280 Note, cabf Warning
    {
        /// What its keyUsage allows.
        key_usage: Vec<String>,
    }
    en {
        title: "The key may not sign handshakes",
        message: "{certificate} allows its key to be used for {key_usage}, and not for signatures (digitalSignature), which TLS 1.3 needs.",
    }
    zh {
        title: "密钥不允许为握手签名",
        message: "{certificate} 的密钥只允许用于 {key_usage}，不允许签名（digitalSignature），而 TLS 1.3 需要签名。",
    }
    reference en {
        meaning: "keyUsage of the server’s certificate does not include digitalSignature.",
        reason: "TLS 1.3, and TLS 1.2 with ephemeral keys, have the server sign the handshake with this key; encipherment was for RSA key exchange, which is gone.",
        cause: "A template from the days of RSA key exchange: keyEncipherment only.",
        mending: "Issue the certificate anew with `keyUsage = critical, digitalSignature`.",
        verifiers: "Chrome (ERR_SSL_KEY_USAGE_INCOMPATIBLE), Java, gnutls-cli, git on Debian and Bun refuse; OpenSSL, Python, Node, Go, rustls, Firefox and wget accept.",
    }
    reference zh {
        meaning: "服务器证书的 keyUsage 不包含 digitalSignature。",
        reason: "TLS 1.3 以及使用临时密钥的 TLS 1.2 都要求服务器用这把密钥为握手签名；加密用途是给早已淘汰的 RSA 密钥交换用的。",
        cause: "沿用了 RSA 密钥交换时代的模板，只有 keyEncipherment。",
        mending: "重新签发证书：`keyUsage = critical, digitalSignature`。",
        verifiers: "Chrome（ERR_SSL_KEY_USAGE_INCOMPATIBLE）、Java、gnutls-cli、Debian 上的 git 和 Bun 拒绝；OpenSSL、Python、Node、Go、rustls、Firefox 和 wget 接受。",
    }
}

declare_fault! {
    /// A CA without keyUsage.
    KeyUsageMissing = "key-usage-missing" at Certificate, "RFC 5280 §4.2.1.3",
    default Warning, rfc5280 Warning, cabf Error
    {}
    en {
        title: "A CA without keyUsage",
        message: "{certificate} is a CA without a keyUsage extension.",
    }
    zh {
        title: "CA 证书缺少 keyUsage",
        message: "{certificate} 是 CA，但没有 keyUsage 扩展。",
    }
    reference en {
        meaning: "A CA certificate has no keyUsage.",
        reason: "RFC 5280 demands it of CAs, so that their keys are not used for anything else.",
        cause: "A CA made by hand or by an inspection proxy.",
        mending: "Reissue the CA with `keyUsage = critical, keyCertSign, cRLSign`.",
        verifiers: "Python 3.13 and later and `openssl verify -x509_strict` refuse it (code 92); the others do not look.",
    }
    reference zh {
        meaning: "CA 证书没有 keyUsage。",
        reason: "RFC 5280 要求 CA 必须有，以免其密钥另作他用。",
        cause: "手工制作的 CA，或 TLS 检查代理的 CA。",
        mending: "重新签发 CA:`keyUsage = critical, keyCertSign, cRLSign`。",
        verifiers: "Python 3.13 及以后版本和 `openssl verify -x509_strict` 拒绝（错误码 92）；其他客户端不检查。",
    }
}

declare_fault! {
    /// keyUsage does not allow what a purpose other than TLS needs.
    KeyUsageNotForPurpose = "key-usage-not-for-purpose" at Certificate, "RFC 5280 §4.2.1.12",
    default Error, rfc5280 Error, cabf Error
    {
        /// The purpose that was asked for.
        purpose: &'static str,
        /// What its keyUsage allows.
        key_usage: Vec<String>,
        /// Any of these would do.
        wanted: Vec<String>,
    }
    en {
        title: "The key may not be used for this purpose",
        message: "{certificate} allows its key to be used for {key_usage} only; {purpose} wants one of: {wanted}.",
    }
    zh {
        title: "密钥用途与该用途不符",
        message: "{certificate} 只允许把密钥用于 {key_usage}；{purpose} 至少需要其中之一：{wanted}。",
    }
    reference en {
        meaning: "The end entity's keyUsage has no bit that the purpose needs: a signature for programs, documents, time-stamps and OCSP responses; a signature or an exchange of keys for mail.",
        reason: "keyUsage and extendedKeyUsage are both to be met (RFC 5280 §4.2.1.12), so such a certificate is good for nothing of this purpose.",
        cause: "A template for encryption, or for a CA.",
        mending: "Issue it anew with `keyUsage = digitalSignature`.",
        verifiers: "`openssl verify -purpose` refuses it (code 26) for mail, programs and time-stamps.",
    }
    reference zh {
        meaning: "终端实体的 keyUsage 没有该用途所需的任何一位：代码、文档、时间戳和 OCSP 响应需要签名；邮件需要签名或密钥交换。",
        reason: "keyUsage 和 extendedKeyUsage 必须同时满足（RFC 5280 §4.2.1.12），所以这样的证书不能用于该用途。",
        cause: "使用了加密用途或 CA 的模板。",
        mending: "以 `keyUsage = digitalSignature` 重新签发。",
        verifiers: "对邮件、代码和时间戳用途，`openssl verify -purpose` 拒绝（错误码 26）。",
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
        message: "{certificate} 不是 CA，它的 keyUsage 却允许签发证书（keyCertSign）。",
    }
    reference en {
        meaning: "A certificate that is no CA claims that its key may sign certificates.",
        reason: "RFC 5280 forbids the combination: one of the two is wrong.",
        cause: "A template shared by CAs and servers.",
        mending: "Issue without keyCertSign.",
        verifiers: "Python 3.13 and later refuse it in strict mode; the others do not look.",
    }
    reference zh {
        meaning: "非 CA 的证书声称其密钥可以签发证书。",
        reason: "RFC 5280 禁止这种组合：两者必有一错。",
        cause: "CA 和服务器共用了同一个模板。",
        mending: "签发时去掉 keyCertSign。",
        verifiers: "Python 3.13 及以后版本在严格模式下拒绝；其他客户端不检查。",
    }
}

/// keyUsage of issuers, and of the end entity against the purpose.
pub(super) fn check(context: &Context<'_>, path: &CertificationPath, findings: &mut Vec<Finding>) {
    let bag = context.bag;
    for link in &path.links {
        let issuer = bag.get(link.issuer);
        // An end entity that is trusted itself was issued by nobody on this path.
        if issuer.sha256 == bag.get(link.subject).sha256 {
            continue;
        }
        let usage = issuer.extensions.key_usage.as_ref().map(|found| found.value);
        match usage {
            // What is not a CA may not sign either: that is the one fault.
            Some(usage) if !usage.has(KeyUsage::KEY_CERT_SIGN) && issuer.is_ca() => {
                let fault = IssuerCannotSign { key_usage: usage.names() };
                let finding = Finding::between(link.subject, link.issuer, fault);
                // A keyUsage in which nothing is set restricts nothing for Go; webpki does not look.
                findings.push(match usage {
                    KeyUsage(0) => finding.limited([Severity::Warning, Severity::Error, Severity::Error]),
                    _ => finding,
                });
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
            Purpose::EmailProtection => {
                KeyUsage::DIGITAL_SIGNATURE
                    | KeyUsage::NON_REPUDIATION
                    | KeyUsage::KEY_ENCIPHERMENT
                    | KeyUsage::KEY_AGREEMENT
            }
            Purpose::CodeSigning => KeyUsage::DIGITAL_SIGNATURE,
            // RFC 5280 §4.2.1.12, RFC 9336 §3.
            Purpose::TimeStamping | Purpose::OcspSigning | Purpose::DocumentSigning => {
                KeyUsage::DIGITAL_SIGNATURE | KeyUsage::NON_REPUDIATION
            }
            Purpose::Any => u16::MAX,
        };
        if !usage.has(wanted) && !context.purpose.may_be_tls() {
            let (purpose, _) = context.purpose.required().unwrap_or_default();
            let wanted = KeyUsage(wanted).names();
            let fault = KeyUsageNotForPurpose { purpose, key_usage: usage.names(), wanted };
            let finding = Finding::on(path.end_entity(), fault);
            let limit = if end_entity.is_ca() { Severity::Warning } else { Severity::Error };
            findings.push(finding.at_most(limit));
        } else if !usage.has(wanted) {
            let finding = Finding::on(path.end_entity(), KeyUsageMismatch { key_usage: usage.names() });
            // A CA has the keyUsage of one: where that is the fault, this follows from it.
            let limit = if end_entity.is_ca() { Severity::Warning } else { Severity::Error };
            findings.push(finding.at_most(limit));
        } else if context.purpose == Purpose::ServerAuth && !usage.has(KeyUsage::DIGITAL_SIGNATURE) {
            findings.push(Finding::on(path.end_entity(), KeyUsageNoSignature { key_usage: usage.names() }));
        }
    }
}
