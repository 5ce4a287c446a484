//! CA/B BR §6.1.5: keys are of a kind and size that can be relied on.

use super::Context;
use crate::certificate::Certificate;
use crate::encoding::Part;
use crate::fault::{Finding, Severity, declare_fault};
use crate::path::CertificationPath;
use crate::question::Purpose;
use crate::signature::KeyInfo;

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
        message: "{certificate} 的密钥是 {key}，{bits} 位；客户端要求 RSA 密钥至少 2048 位，或使用现行的椭圆曲线。",
    }
    reference en {
        meaning: "A key on the path is too short.",
        reason: "RSA below 2048 bits can be factored by those with means; the Baseline Requirements forbid it since 2014.",
        cause: "An old device or CA, or a certificate made by hand.",
        mending: "Make a new key: RSA with 2048 bits or more, or P-256. If it is a CA's, everything below it must be issued anew.",
        verifiers: "OpenSSL at security level 2 (Debian, Python), Node 24 and rustls refuse RSA-1024; Go, Java and GnuTLS accept it in some places.",
    }
    reference zh {
        meaning: "路径上有密钥过短。",
        reason: "2048 位以下的 RSA 可被有实力者分解；Baseline Requirements 自 2014 年起禁止。",
        cause: "老旧的设备或 CA，或手工制作的证书。",
        mending: "生成新密钥：2048 位以上的 RSA，或 P-256。如果是 CA 的密钥，它下面的证书都要重新签发。",
        verifiers: "安全级别为 2 的 OpenSSL（Debian、Python）、Node 24 和 rustls 拒绝 RSA-1024；Go、Java 和 GnuTLS 在某些位置接受。",
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
        message: "{certificate} has a key of type {key}, which is none of the kinds that all TLS clients know.",
    }
    zh {
        title: "不支持的密钥类型",
        message: "{certificate} 的密钥类型是 {key}，不属于所有 TLS 客户端都支持的类型。",
    }
    reference en {
        meaning: "A key on the path is of a type or curve that TLS clients do not use.",
        reason: "A signature made by such a key cannot be verified, and no handshake can be made with it.",
        cause: "DSA, a national curve, explicit curve parameters, or a key that is malformed.",
        mending: "Make a new key: RSA with 2048 bits or more, P-256, P-384, or Ed25519 where browsers are not concerned.",
        verifiers: "Ed25519 is refused by Chrome and Firefox; P-521 by Chrome and by rustls with ring; DSA by all in TLS 1.3.",
    }
    reference zh {
        meaning: "路径上有密钥属于 TLS 客户端不使用的类型或曲线。",
        reason: "这种密钥的签名无法验证，也无法用它完成握手。",
        cause: "DSA、某国专用曲线、显式曲线参数，或格式错误的密钥。",
        mending: "生成新密钥：2048 位以上的 RSA、P-256、P-384；不涉及浏览器时也可用 Ed25519。",
        verifiers: "Ed25519 被 Chrome 和 Firefox 拒绝；P-521 被 Chrome 和使用 ring 的 rustls 拒绝；DSA 在 TLS 1.3 中被所有客户端拒绝。",
    }
}

declare_fault! {
    /// A kind of key that some clients do not take.
    PublicKeyUncommon = "public-key-uncommon" at Certificate, "CA/B BR §6.1.5",
    default Warning, rfc5280 Note, cabf Warning
    {
        /// The kind of key.
        key: String,
    }
    en {
        title: "The kind of key is not supported everywhere",
        message: "{certificate} has a key of type {key}.",
    }
    zh {
        title: "并非所有客户端都支持的密钥类型",
        message: "{certificate} 的密钥类型是 {key}。",
    }
    reference en {
        meaning: "A key on the path is of a type that some TLS clients do not take.",
        reason: "A handshake fails, before the certificate is looked at, where client and server have no signature scheme in common.",
        cause: "Ed25519, P-521 or ML-DSA chosen for its strength, without looking at the clients.",
        mending: "Use P-256, P-384 or RSA with 2048 bits where browsers or unknown clients connect.",
        verifiers: "Chrome refuses Ed25519 and P-521; Firefox refuses Ed25519; rustls refuses P-521 with ring and takes it with aws-lc-rs; pyca forbids Ed25519 for CAs.",
    }
    reference zh {
        meaning: "路径上有密钥属于部分 TLS 客户端不支持的类型。",
        reason: "如果客户端与服务器没有共同的签名算法，在检查证书之前握手就会失败。",
        cause: "出于强度考虑选择了 Ed25519、P-521 或 ML-DSA，而没有考虑客户端是否支持。",
        mending: "如果有浏览器或不明客户端连接，请使用 P-256、P-384 或 2048 位的 RSA。",
        verifiers: "Chrome 拒绝 Ed25519 和 P-521；Firefox 拒绝 Ed25519；rustls 使用 ring 时拒绝 P-521，使用 aws-lc-rs 时接受；pyca 不允许 CA 使用 Ed25519。",
    }
}

declare_fault! {
    /// The modulus of an RSA key is not made of whole octets.
    RsaModulusUneven = "rsa-modulus-uneven" at Certificate, "CA/B BR §6.1.5",
    default Note, rfc5280 Note, cabf Error
    {
        /// The kind of key.
        key: String,
        /// Its size in bits.
        bits: usize,
    }
    en {
        title: "The RSA key's size is no multiple of 8",
        message: "{certificate} has a key of type {key} with {bits} bits. Public CAs may certify RSA keys only if their size is a multiple of 8 bits.",
    }
    zh {
        title: "RSA 密钥的位数不是 8 的倍数",
        message: "{certificate} 的密钥是 {key}，{bits} 位。公共 CA 只能为位数是 8 的倍数的 RSA 密钥签发证书。",
    }
    reference en {
        meaning: "The modulus of an RSA key on the path has a number of bits that 8 does not divide.",
        reason: "The Baseline Requirements ask for it since such sizes come from faulty or home-made key generators.",
        cause: "A size typed in by hand, or a generator that does not set the highest bit of its primes.",
        mending: "Make a new key of 2048, 3072 or 4096 bits, and have the certificate issued for it.",
        verifiers: "OpenSSL and rustls accept it.",
    }
    reference zh {
        meaning: "路径上某个 RSA 密钥的模数位数不能被 8 整除。",
        reason: "这样的位数往往来自有缺陷的或自制的密钥生成程序，因此 Baseline Requirements 不允许。",
        cause: "手工输入的位数，或生成程序没有把素数的最高位置 1。",
        mending: "生成 2048、3072 或 4096 位的新密钥，并为它重新签发证书。",
        verifiers: "OpenSSL 和 rustls 接受。",
    }
}

/// Every key on the path.
pub(super) fn check(context: &Context<'_>, path: &CertificationPath, findings: &mut Vec<Finding>) {
    for id in &path.certificates {
        let key = &context.bag.get(*id).key;
        let name = key.name.to_string();
        if key.weak {
            let finding = Finding::on(*id, PublicKeyWeak { key: name, bits: key.bits });
            // OpenSSL counts what a modulus is worth and finds 112 bits from 1962 up (`ossl_ifc_ffc_compute_security_bits`); webpki does
            // not look at an end entity's key.
            let nearly = key.supported && key.bits.is_some_and(|bits| bits >= 1962);
            findings.push(if nearly && *id == path.end_entity() {
                finding.limited([Severity::Warning, Severity::Error, Severity::Error])
            } else {
                finding
            });
        } else if matches!(
            key.name.as_ref(),
            "Ed25519" | "EC P-521" | "ML-DSA-44" | "ML-DSA-65" | "ML-DSA-87"
        ) {
            findings.push(Finding::on(*id, PublicKeyUncommon { key: name }));
        } else if let Some(bits) = uneven_modulus(key) {
            findings.push(Finding::on(*id, RsaModulusUneven { key: name, bits }));
        } else if !key.supported && !is_only_written_oddly(context.bag.get(*id)) {
            let finding = Finding::on(*id, PublicKeyUnsupported { key: name });
            // A verifier uses the end entity's key only when it speaks TLS: webpki's path validation does not look at it. In
            // the handshake OpenSSL, Go and rustls have no signature scheme for such a key; OpenSSL has one for Ed448.
            let is_end_entity = *id == path.end_entity();
            let speaks_tls = context.purpose == Purpose::ServerAuth && key.name.as_ref() != "Ed448";
            findings.push(if is_end_entity && !speaks_tls {
                finding.limited([Severity::Warning, Severity::Warning, Severity::Error])
            } else {
                finding
            });
        }
    }
}

/// A key of a kind that everybody takes, in a form that not everybody reads: `public-key-malformed` says which.
fn is_only_written_oddly(certificate: &Certificate) -> bool {
    let usual = matches!(certificate.key.name.as_ref(), "RSA" | "EC" | "EC P-256" | "EC P-384" | "EC P-521");
    usual
        && certificate
            .encoding
            .has(|deviation| matches!(deviation.field.part, Part::PublicKey | Part::KeyAlgorithm))
}

fn uneven_modulus(key: &KeyInfo) -> Option<usize> {
    let is_rsa = matches!(key.name.as_ref(), "RSA" | "RSA-PSS");
    key.bits.filter(|bits| is_rsa && key.supported && bits % 8 != 0)
}
