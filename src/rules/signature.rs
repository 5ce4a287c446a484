//! RFC 5280 §6.1.3 (a)(1): the issuer's key verifies the subject's signature.

use super::Context;
use crate::certificate::hex;
use crate::fault::{Finding, Severity, declare_fault};
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
        message: "用 {issuer} 的密钥无法验证 {subject} 上的签名({algorithm}):证书在签名之后被改动过,或者签名用的是同名 CA 的另一把密钥。",
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
    }
    en {
        title: "The issuer has the right name but another key",
        message: "{subject} was signed by the key {wanted}; {issuer}, which has the issuer's name, has the key {offered}. It is another CA of the same name: renewed with a new key, or created anew.",
    }
    zh {
        title: "签发者名称相符,但密钥不同",
        message: "{subject} 由密钥 {wanted} 签名;同名的 {issuer} 的密钥却是 {offered}。它是另一个同名 CA:换过密钥,或者是重新创建的。",
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
        message: "{certificate} 使用 {algorithm} 签名。这样的签名可以伪造,客户端会拒绝。",
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
        message: "{certificate} is signed with {algorithm}, which TLS clients do not accept in certificates.",
    }
    zh {
        title: "不支持的签名算法",
        message: "{certificate} 使用 {algorithm} 签名,TLS 客户端不接受证书使用这种算法。",
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
        message: "{certificate} 在签名旁写的是 {outer},在被签名的内容里写的是 {inner};两者必须相同。",
    }
}

/// Every link's signature, and what it is made with.
pub(super) fn check(context: &Context<'_>, path: &CertificationPath, findings: &mut Vec<Finding>) {
    for link in &path.links {
        let (subject, issuer) = (context.bag.get(link.subject), context.bag.get(link.issuer));
        let algorithm = subject.algorithm_info.name.to_string();
        if subject.algorithm != subject.inner_algorithm {
            // Which of the two made the signature is unknown, so its failing would be a consequence.
            let inner = crate::signature::classify_algorithm(&subject.inner_algorithm).name.to_string();
            findings.push(Finding::on(link.subject, SignatureAlgorithmMismatch { outer: algorithm, inner }));
            continue;
        }
        let fit = key_identifiers_fit(subject, issuer);
        let mismatch = |signature_verifies| KeyIdentifierMismatch {
            wanted: subject
                .extensions
                .authority_key_id
                .as_ref()
                .and_then(|found| found.value.key_id.as_deref())
                .map(hex)
                .unwrap_or_default(),
            offered: issuer
                .extensions
                .subject_key_id
                .as_ref()
                .map(|found| hex(&found.value))
                .unwrap_or_default(),
            signature_verifies,
        };
        match link.signature {
            Outcome::Valid if fit == Fit::Differs => {
                findings.push(
                    Finding::between(link.subject, link.issuer, mismatch(true)).at_most(Severity::Note),
                );
            }
            Outcome::Valid | Outcome::BudgetExhausted => {}
            Outcome::Invalid | Outcome::KeyMismatch if fit == Fit::Differs => {
                findings.push(Finding::between(link.subject, link.issuer, mismatch(false)));
            }
            Outcome::Invalid | Outcome::KeyMismatch => findings.push(Finding::between(
                link.subject,
                link.issuer,
                SignatureInvalid {
                    algorithm,
                    issuer_key: issuer.key.name.to_string(),
                    key_identifiers_match: fit == Fit::Matches,
                },
            )),
            Outcome::WeakAlgorithm => {
                findings.push(Finding::on(link.subject, SignatureAlgorithmWeak { algorithm }))
            }
            Outcome::UnsupportedAlgorithm => {
                findings.push(Finding::on(link.subject, SignatureAlgorithmUnsupported { algorithm }));
            }
            // The key is reported by the rule about keys.
            Outcome::UnsupportedKey => {}
        }
    }
    // A certificate that no link goes up from still has a signature to be looked at.
    let last = context.bag.get(path.last());
    if !path.is_anchored() && !last.is_self_issued() {
        let algorithm = last.algorithm_info.name.to_string();
        if last.algorithm_info.weak {
            findings.push(Finding::on(path.last(), SignatureAlgorithmWeak { algorithm }));
        } else if !last.algorithm_info.supported {
            findings.push(Finding::on(path.last(), SignatureAlgorithmUnsupported { algorithm }));
        }
    }
}
