//! RFC 5280 §6.1.3 (a)(1): the issuer's key verifies the subject's signature.

use super::Context;
use crate::certificate::{Certificate, beginning_in_hex, der};
use crate::fault::{CertificateId, Finding, Phrase, Severity, declare_fault};
use crate::path::{CertificationPath, Fit, key_identifiers_fit};
use crate::signature::Outcome;

declare_fault! {
    /// The issuer's key does not verify the subject's signature.
    SignatureInvalid = "signature-invalid" at Link, "RFC 5280 §6.1.3 (a)(1)",
    default Error, rfc5280 Error, cabf Error
    {
        /// The signature algorithm.
        algorithm: String,
        /// What kind of key the candidate has.
        issuer_key: String,
        /// The key identifiers say that this is the right key: then the contents were changed, else it may be another key.
        key_identifiers_match: bool,
    }
    en {
        title: "The signature does not verify",
        message: "The signature on {subject} does not verify with the key of {issuer} ({algorithm}): either the certificate was changed after it was signed, or another key of that name signed it.",
    }
    zh {
        title: "签名验证失败",
        message: "用 {issuer} 的密钥无法验证 {subject} 上的签名（{algorithm}）：证书在签名之后被改动过，或者签名用的是同名 CA 的另一把密钥。",
    }
    reference en {
        meaning: "The key of the issuer does not verify the signature on the subject.",
        reason: "Only the signature ties the subject to its issuer.",
        cause: "The certificate was changed or damaged after signing, or the issuer at hand is another CA of the same name.",
        mending: "Get the certificate, and its issuer's, from the CA again and install both.",
        verifiers: "OpenSSL says 7, curl misleadingly (35) asn1 encoding routines, Go “certificate signed by unknown authority” with a hint, rustls BadSignature or UnknownIssuer.",
    }
    reference zh {
        meaning: "用签发者的密钥无法验证主体证书上的签名。",
        reason: "只有签名能把主体证书和签发者联系起来。",
        cause: "证书在签名之后被改动或损坏，或手头的签发者是另一个同名 CA。",
        mending: "从 CA 重新取得该证书及其签发者的证书，一并安装。",
        verifiers: "OpenSSL 报 7；curl 报有误导性的 (35) asn1 encoding routines；Go 报 “certificate signed by unknown authority” 并带提示；rustls 报 BadSignature 或 UnknownIssuer。",
    }
}

declare_fault! {
    /// The issuer has the right name but another key.
    KeyIdentifierMismatch = "key-identifier-mismatch" at Link, "RFC 5280 §4.2.1.1",
    default Error, rfc5280 Error, cabf Error
    {
        /// The key identifier that the subject says its issuer has.
        wanted: String,
        /// The one that the candidate has.
        offered: String,
        /// Whether the signature verifies all the same.
        signature_verifies: bool,
        /// What that comes from.
        explanation: Phrase,
    }
    en {
        title: "The issuer has the right name but another key identifier",
        message: "{subject} names {wanted} as the key that signed it (authorityKeyIdentifier); {issuer}, which has the issuer's name, calls its key {offered} (subjectKeyIdentifier). {explanation}",
    }
    zh {
        title: "签发者名称相符，但密钥标识符不同",
        message: "{subject} 写明签名所用的密钥是 {wanted}（authorityKeyIdentifier）；同名的 {issuer} 的密钥标识符却是 {offered}（subjectKeyIdentifier）。{explanation}",
    }
    reference en {
        meaning: "The only issuer of the right name has another key identifier than the certificate names: another key, or the same key under another identifier.",
        reason: "CAs are renewed with new keys, and private CAs are created anew under the old name; by name alone they cannot be told apart.",
        cause: "The trust store or the bundle holds an older or newer issue of the CA.",
        mending: "Get the issue of the CA whose key identifier the certificate names.",
        verifiers: "OpenSSL passes over such candidates and reports a missing issuer (20); Go and webpki try the signature.",
    }
    reference zh {
        meaning: "名称相符的唯一签发者，其密钥标识符与证书所写的不同：要么是另一把密钥，要么是同一把密钥换了标识符。",
        reason: "CA 续期时会换密钥，私有 CA 会以旧名称重新创建；只看名称无法区分。",
        cause: "信任库或证书链文件里是该 CA 较旧或较新的一版。",
        mending: "取得密钥标识符与证书所写相符的那一版 CA 证书。",
        verifiers: "OpenSSL 会跳过这样的候选并报告缺少签发者（20）；Go 和 webpki 会尝试验证签名。",
    }
}

declare_fault! {
    /// The signature is made with MD5 or SHA-1.
    SignatureAlgorithmWeak = "signature-algorithm-weak" at Certificate, "CA/B BR §7.1.3.2",
    default Error, rfc5280 Error, cabf Error
    {
        /// The signature algorithm.
        algorithm: String,
    }
    en {
        title: "The signature uses a broken hash",
        message: "{certificate} is signed with {algorithm}. Certificates with such signatures can be forged, and clients refuse them.",
    }
    zh {
        title: "签名使用了已被攻破的散列算法",
        message: "{certificate} 使用 {algorithm} 签名。这样的签名可以伪造，客户端会拒绝。",
    }
    reference en {
        meaning: "The signature is made with MD5 or SHA-1.",
        reason: "Two certificates with the same such hash can be made on purpose; the Baseline Requirements forbid SHA-1 since 2016.",
        cause: "An old CA, or a device with old firmware.",
        mending: "Have the certificate issued anew with SHA-256.",
        verifiers: "OpenSSL at security level 1 and above, Go, rustls, GnuTLS and browsers refuse it; Java accepts SHA-1 from private CAs, Bun accepts it. On a root's own signature it does no harm.",
    }
    reference zh {
        meaning: "签名使用了 MD5 或 SHA-1。",
        reason: "可以蓄意制造散列相同的两张证书；Baseline Requirements 自 2016 年起禁止 SHA-1。",
        cause: "老旧的 CA，或固件老旧的设备。",
        mending: "用 SHA-256 重新签发证书。",
        verifiers: "安全级别 1 及以上的 OpenSSL、Go、rustls、GnuTLS 和浏览器拒绝；Java 接受私有 CA 的 SHA-1，Bun 接受。根证书自身的签名用它则无妨。",
    }
}

declare_fault! {
    /// The signature algorithm is not implemented.
    SignatureAlgorithmUnsupported = "signature-algorithm-unsupported" at Certificate, "RFC 5280 §4.1.1.2",
    default Error, rfc5280 Error, cabf Error
    {
        /// The signature algorithm.
        algorithm: String,
    }
    en {
        title: "The signature algorithm is not supported",
        message: "{certificate} is signed with {algorithm}, which is none of the algorithms that TLS clients have in common.",
    }
    zh {
        title: "不支持的签名算法",
        message: "{certificate} 使用 {algorithm} 签名，这种算法不在各 TLS 客户端共同支持的范围之内。",
    }
    reference en {
        meaning: "The signature algorithm is none that TLS clients verify.",
        reason: "A signature that cannot be verified counts for nothing.",
        cause: "A national or experimental algorithm, RSA-PSS with unusual parameters, or a parameter that is missing.",
        mending: "Have the certificate issued with RSA and SHA-256, ECDSA on P-256, or another usual algorithm.",
        verifiers: "OpenSSL knows more algorithms (SM2, Ed448, PSS with other salts); browsers and rustls know fewer.",
    }
    reference zh {
        meaning: "TLS 客户端不验证这种签名算法。",
        reason: "无法验证的签名毫无作用。",
        cause: "某国专用或实验性算法、参数特殊的 RSA-PSS，或缺少参数。",
        mending: "改用 RSA 加 SHA-256、P-256 上的 ECDSA 或其他常用算法签发。",
        verifiers: "OpenSSL 认识更多算法（SM2、Ed448、其他盐长的 PSS）；浏览器和 rustls 认识得更少。",
    }
}

declare_fault! {
    /// The algorithm outside what is signed differs from the one inside.
    SignatureAlgorithmMismatch = "signature-algorithm-mismatch" at Certificate, "RFC 5280 §4.1.1.2",
    default Error, rfc5280 Error, cabf Error
    {
        /// The algorithm outside.
        outer: String,
        /// The algorithm inside.
        inner: String,
    }
    en {
        title: "The two signature algorithms differ",
        message: "{certificate} names {outer} beside its signature and {inner} inside what is signed; the two must be the same.",
    }
    zh {
        title: "两处签名算法不一致",
        message: "{certificate} 在签名旁写的是 {outer}，在被签名的内容里写的是 {inner}；两者必须相同。",
    }
    reference en {
        meaning: "The algorithm beside the signature is not the one inside what is signed.",
        reason: "The inner one is protected by the signature, the outer is not; RFC 5280 demands that they are the same.",
        cause: "A faulty issuing program, or a certificate that was changed.",
        mending: "Have the certificate issued anew.",
        verifiers: "All refuse it, many while parsing.",
    }
    reference zh {
        meaning: "签名旁的算法与被签名内容里的算法不同。",
        reason: "里面的受签名保护，外面的不受；RFC 5280 要求两者相同。",
        cause: "签发程序有缺陷，或证书被改动过。",
        mending: "重新签发证书。",
        verifiers: "所有客户端都拒绝，许多在解析时就失败。",
    }
}

const ANOTHER_CA: Phrase = Phrase {
    token: "another-ca",
    en: "It is another CA of the same name: renewed with a new key, or created anew.",
    zh: "它是另一个同名 CA：换过密钥，或者是重新创建的。",
};
const SAME_KEY: Phrase = Phrase {
    token: "same-key",
    en: "The key is the same, since it verifies the signature: only its identifier was changed when the CA's certificate was issued again.",
    zh: "密钥是同一把，签名可以验证：只是 CA 证书重新签发时换了密钥标识符。",
};

/// Every link's signature, and what it is made with.
pub(super) fn check(context: &Context<'_>, path: &CertificationPath, findings: &mut Vec<Finding>) {
    for link in &path.links {
        let (subject, issuer) = (context.bag.get(link.subject), context.bag.get(link.issuer));
        let algorithm = subject.algorithm_info.name.to_string();
        if subject.algorithm != subject.inner_algorithm {
            // Which of the two made the signature is unknown, so its failing would be a consequence.
            findings.push(mismatch_of_algorithms(link.subject, subject));
            continue;
        }
        let fit = key_identifiers_fit(subject, issuer);
        let mismatch = |signature_verifies| KeyIdentifierMismatch {
            wanted: subject
                .extensions
                .authority_key_id
                .as_ref()
                .and_then(|found| found.value.key_id.as_deref())
                .map(beginning_in_hex)
                .unwrap_or_default(),
            offered: issuer
                .extensions
                .subject_key_id
                .as_ref()
                .map(|found| beginning_in_hex(&found.value))
                .unwrap_or_default(),
            signature_verifies,
            explanation: if signature_verifies { SAME_KEY } else { ANOTHER_CA },
        };
        match link.signature {
            Outcome::Valid if fit == Fit::Differs => {
                let finding = Finding::between(link.subject, link.issuer, mismatch(true));
                findings.push(finding.at_most(Severity::Warning));
            }
            // The algorithm and the key are told of below and by the rule about keys.
            Outcome::Valid
            | Outcome::BudgetExhausted
            | Outcome::WeakAlgorithm
            | Outcome::UnsupportedAlgorithm
            | Outcome::UnsupportedKey => {}
            Outcome::Invalid | Outcome::KeyMismatch if fit == Fit::Differs => {
                findings.push(Finding::between(link.subject, link.issuer, mismatch(false)));
            }
            Outcome::Invalid | Outcome::KeyMismatch => findings.push(Finding::between(
                link.subject,
                link.issuer,
                SignatureInvalid {
                    algorithm: algorithm.clone(),
                    issuer_key: issuer.key.name.to_string(),
                    key_identifiers_match: fit == Fit::Matches,
                },
            )),
        }
        findings.extend(odd_algorithm(link.subject, subject, algorithm));
    }
    // Nobody verifies an anchor's own signature; webpki and Go want its two algorithms to be the same all the same.
    let last = context.bag.get(path.last());
    let own_anchor = context.bag.get(path.end_entity()).sha256 == last.sha256;
    if path.is_anchored() && !own_anchor && last.algorithm != last.inner_algorithm {
        findings.push(mismatch_of_algorithms(path.last(), last));
    }
    // A certificate that no link goes up from still has a signature to be looked at.
    let last = context.bag.get(path.last());
    if !path.is_anchored() && !last.is_self_issued() {
        let algorithm = last.algorithm_info.name.to_string();
        findings.extend(odd_algorithm(path.last(), last, algorithm));
    }
}

/// The two AlgorithmIdentifiers of a certificate differ.
fn mismatch_of_algorithms(id: CertificateId, certificate: &Certificate) -> Finding {
    let name = |algorithm: &[u8]| crate::signature::classify_algorithm(algorithm).name.to_string();
    let (outer, inner) = (name(&certificate.algorithm), name(&certificate.inner_algorithm));
    let (outer, inner) = match outer == inner {
        true => (
            with_parameters(outer, &certificate.algorithm),
            with_parameters(inner, &certificate.inner_algorithm),
        ),
        false => (outer, inner),
    };
    Finding::on(id, SignatureAlgorithmMismatch { outer, inner })
}

/// An algorithm with what stands behind its number, where that is all that two of them differ in.
fn with_parameters(name: String, algorithm: &[u8]) -> String {
    let contents = der::expect(algorithm, der::SEQUENCE).map(|(found, _)| found.contents).unwrap_or_default();
    match der::elements(contents).nth(1) {
        None => format!("{name} (no parameters)"),
        Some(found) => format!("{name} (parameters {})", beginning_in_hex(found.whole)),
    }
}

/// What a signature is made with, where that is a fault of its own, whether it verifies or not.
fn odd_algorithm(id: CertificateId, certificate: &Certificate, algorithm: String) -> Option<Finding> {
    if certificate.algorithm_info.weak {
        Some(Finding::on(id, SignatureAlgorithmWeak { algorithm }))
    } else if !certificate.algorithm_info.supported {
        Some(Finding::on(id, SignatureAlgorithmUnsupported { algorithm }))
    } else {
        None
    }
}
