//! RFC 5280 §4.2.1.1 and §4.2.1.2: key identifiers, by which issuers are found among others of the same name.

use super::Context;
use crate::certificate::Certificate;
use crate::certificate::extensions::AuthorityKeyId;
use crate::fault::{Finding, Phrase, Severity, declare_fault};
use crate::path::{CertificationPath, End, Fit, key_identifiers_fit};

declare_fault! {
    /// No authority key identifier.
    AuthorityKeyIdMissing = "authority-key-id-missing" at Certificate, "RFC 5280 §4.2.1.1",
    default Warning, rfc5280 Error, cabf Error
    {}
    en {
        title: "The authority key identifier is missing",
        message: "{certificate} does not say by which key it was signed (authorityKeyIdentifier).",
    }
    zh {
        title: "缺少颁发者密钥标识符",
        message: "{certificate} 没有说明由哪个密钥签名（authorityKeyIdentifier）。",
    }
    reference en {
        meaning: "The certificate does not say by which key it was signed.",
        reason: "Among several CAs of one name the identifier tells the right one; RFC 5280 demands it of all but self-signed certificates.",
        cause: "Certificates made by hand, by old tools, or by inspection proxies.",
        mending: "Issue with `authorityKeyIdentifier = keyid`.",
        verifiers: "Python 3.13 and later and `openssl verify -x509_strict` refuse it (code 85), pyca as well; the others do not look.",
    }
    reference zh {
        meaning: "证书没有说明由哪个密钥签名。",
        reason: "多个 CA 同名时，靠标识符区分；RFC 5280 要求除自签名证书外都要有。",
        cause: "手工制作、旧工具生成或 TLS 检查代理签发的证书。",
        mending: "签发时加上 `authorityKeyIdentifier = keyid`。",
        verifiers: "Python 3.13 及以后版本和 `openssl verify -x509_strict` 拒绝（错误码 85），pyca 也拒绝；其他客户端不检查。",
    }
}

declare_fault! {
    /// No subject key identifier in a CA certificate.
    SubjectKeyIdMissing = "subject-key-id-missing" at Certificate, "RFC 5280 §4.2.1.2",
    default Warning, rfc5280 Error, cabf Error
    {}
    en {
        title: "The subject key identifier is missing",
        message: "{certificate} is a CA without a subjectKeyIdentifier.",
    }
    zh {
        title: "缺少主体密钥标识符",
        message: "{certificate} 是 CA，却没有 subjectKeyIdentifier。",
    }
    reference en {
        meaning: "A CA certificate has no identifier of its own key.",
        reason: "Certificates below refer to it; RFC 5280 demands it of every CA.",
        cause: "A CA made by hand or by an inspection proxy.",
        mending: "Reissue the CA with `subjectKeyIdentifier = hash`, keeping name and key.",
        verifiers: "Python 3.13 and later and `openssl verify -x509_strict` refuse it (code 86); curl, Node, Go and browsers do not look.",
    }
    reference zh {
        meaning: "CA 证书没有自身密钥的标识符。",
        reason: "下级证书要引用它；RFC 5280 要求每个 CA 都有。",
        cause: "手工制作的 CA，或 TLS 检查代理的 CA。",
        mending: "保持名称和密钥不变，重新签发 CA:`subjectKeyIdentifier = hash`。",
        verifiers: "Python 3.13 及以后版本和 `openssl verify -x509_strict` 拒绝（错误码 86）；curl、Node、Go 和浏览器不检查。",
    }
}

declare_fault! {
    /// A key identifier extension is critical, which it must never be.
    KeyIdentifierCritical = "key-identifier-critical" at Certificate, "RFC 5280 §4.2.1.1, §4.2.1.2",
    default Error, rfc5280 Error, cabf Error
    {
        /// `authorityKeyIdentifier` or `subjectKeyIdentifier`.
        extension: &'static str,
    }
    en {
        title: "A key identifier is critical",
        message: "{certificate} marks {extension} critical; it must not be.",
    }
    zh {
        title: "密钥标识符被标记为关键扩展",
        message: "{certificate} 把 {extension} 标记为关键扩展，而规范不允许这样做。",
    }
    reference en {
        meaning: "A key identifier extension is marked critical.",
        reason: "It is a help in finding the path and must not be critical.",
        cause: "A faulty template.",
        mending: "Issue it anew without the critical mark.",
        verifiers: "OpenSSL (code 34), Go, Chrome and Firefox refuse a critical key identifier, on the anchor too; rustls and Java in anything but an anchor; GnuTLS does not mind.",
    }
    reference zh {
        meaning: "密钥标识符扩展被标记为关键扩展。",
        reason: "它只是查找路径的辅助，不得标记为关键。",
        cause: "模板有误。",
        mending: "重新签发，不要标记为关键扩展。",
        verifiers: "OpenSSL（错误码 34）、Go、Chrome 和 Firefox 拒绝关键的密钥标识符，信任锚也不例外；rustls 和 Java 只在非信任锚的证书上拒绝；GnuTLS 不介意。",
    }
}

declare_fault! {
    /// An authority key identifier without keyIdentifier, or with issuer and serial number.
    AuthorityKeyIdForm = "authority-key-id-form" at Certificate, "CA/B BR §7.1.2.11.1",
    default Warning, rfc5280 Warning, cabf Error
    {
        /// Whether keyIdentifier is there.
        has_key_id: bool,
        /// Whether authorityCertIssuer or authorityCertSerialNumber is there.
        has_issuer_or_serial: bool,
        /// What is wrong with it.
        form: Phrase,
    }
    en {
        title: "The authority key identifier has an unusual form",
        message: "The authorityKeyIdentifier of {certificate} {form}.",
    }
    zh {
        title: "颁发者密钥标识符的形式不合规定",
        message: "{certificate} 的 authorityKeyIdentifier {form}。",
    }
    reference en {
        meaning: "The authority key identifier lacks keyIdentifier, or names issuer and serial number.",
        reason: "The Baseline Requirements want the key identifier alone. Issuer and serial number bind to one issue of the CA and break when it is renewed.",
        cause: "The setting `authorityKeyIdentifier = issuer:always`.",
        mending: "Use `authorityKeyIdentifier = keyid`.",
        verifiers: "OpenSSL compares issuer and serial number where they stand; most others look at keyIdentifier alone.",
    }
    reference zh {
        meaning: "颁发者密钥标识符缺少 keyIdentifier，或写了签发者和序列号。",
        reason: "Baseline Requirements 只要 keyIdentifier。签发者和序列号绑定到 CA 的某一次签发，CA 续期后就对不上了。",
        cause: "使用了 `authorityKeyIdentifier = issuer:always`。",
        mending: "改用 `authorityKeyIdentifier = keyid`。",
        verifiers: "写了签发者和序列号时 OpenSSL 会比较；其他多数只看 keyIdentifier。",
    }
}

declare_fault! {
    /// A self-signed certificate whose two key identifiers differ.
    SelfKeyIdentifierMismatch = "self-key-identifier-mismatch" at Certificate, "CA/B BR §7.1.2.1.3",
    default Warning, rfc5280 Warning, cabf Error
    {}
    en {
        title: "A root's two key identifiers differ",
        message: "{certificate} is issued by itself, yet its authorityKeyIdentifier is not its subjectKeyIdentifier.",
    }
    zh {
        title: "根证书的两个密钥标识符不一致",
        message: "{certificate} 是自签发的，但它的 authorityKeyIdentifier 与 subjectKeyIdentifier 不同。",
    }
    reference en {
        meaning: "A root names another key as its issuer's than its own.",
        reason: "In a certificate issued by itself the two identifiers must be the same.",
        cause: "A root that was made by hand, or renewed with the old identifier.",
        mending: "Reissue the root with matching identifiers.",
        verifiers: "OpenSSL (s_client, Python up to 3.12, Node) goes on to look for the issuer of such a root, and refuses with code 2; with partial chains allowed (Python 3.13, curl), and in Go, Java, rustls, GnuTLS and browsers, it is not looked at.",
    }
    reference zh {
        meaning: "根证书写的签发者密钥不是它自己的密钥。",
        reason: "自签发证书的两个标识符必须相同。",
        cause: "手工制作的根证书，或续期时沿用了旧标识符。",
        mending: "重新签发根证书，使两个标识符一致。",
        verifiers: "OpenSSL（s_client、Python 3.12 及更早版本、Node）会继续查找这样的根的签发者，最终以错误码 2 拒绝；允许部分链的 Python 3.13 和 curl，以及 Go、Java、rustls、GnuTLS 和浏览器都不检查。",
    }
}

declare_fault! {
    /// The end entity has the subject of the CA that issued it, and nothing tells the two apart.
    EndEntityNamedLikeItsCa = "end-entity-named-like-its-ca" at Certificate, "RFC 5280 §4.1.2.6",
    default Warning, rfc5280 Warning, cabf Warning
    {}
    en {
        title: "The server's certificate has the same name as its CA",
        message: "{certificate} has the same subject as the CA that issued it, and no key identifiers tell the two apart: who goes by names takes it for self-signed.",
    }
    zh {
        title: "服务器证书与签发它的 CA 同名",
        message: "{certificate} 的主体与签发它的 CA 相同，又没有密钥标识符可以区分：只看名称的客户端会把它当作自签名证书。",
    }
    reference en {
        meaning: "Subject and issuer of the end entity are one name, though another key signed it.",
        reason: "A certificate whose subject is its issuer counts as self-issued; without key identifiers a verifier that does not try the signature cannot see that a CA stands above it.",
        cause: "The same answers were typed in for the CA and for the server, as in many instructions for MySQL, MariaDB and etcd.",
        mending: "Issue the server's certificate anew with a subject of its own, or with an authorityKeyIdentifier.",
        verifiers: "OpenSSL and what builds on it (curl, Python, Node) take it for self-signed (code 18); Go, Java, rustls, GnuTLS and browsers try the signature.",
    }
    reference zh {
        meaning: "终端实体的主体与签发者是同一个名称，而签名来自另一把密钥。",
        reason: "主体与签发者相同的证书算作自签发；没有密钥标识符时，不尝试验证签名的验证器看不出它上面还有 CA。",
        cause: "为 CA 和服务器填写了同样的信息，许多 MySQL、MariaDB 和 etcd 的教程都会造成这种情况。",
        mending: "给服务器换一个自己的主体重新签发，或加上 authorityKeyIdentifier。",
        verifiers: "OpenSSL 及基于它的 curl、Python、Node 把它当作自签名（错误码 18）；Go、Java、rustls、GnuTLS 和浏览器会尝试验证签名。",
    }
}

const HOLDS_MORE_OR_LESS: Phrase = Phrase {
    token: "holds-more-or-less",
    en: "must hold a keyIdentifier and nothing else",
    zh: "只应包含 keyIdentifier",
};
const NAMES_ANOTHER: Phrase = Phrase {
    token: "names-another",
    en: "names, by issuer and serial number, another certificate than that of its issuer",
    zh: "用签发者和序列号指向了另一张证书，而不是它的签发者的证书",
};

/// The issuer's certificate was issued by somebody else, or under another number, than the identifier says.
fn names_another(identifier: &AuthorityKeyId, issuer: &Certificate) -> bool {
    identifier.serial.as_ref().is_some_and(|serial| *serial != issuer.serial)
        || identifier.issuer.as_ref().is_some_and(|name| name.der != issuer.issuer.der)
}

/// Key identifiers of every certificate on the path.
pub(super) fn check(context: &Context<'_>, path: &CertificationPath, findings: &mut Vec<Finding>) {
    let end_entity = context.bag.get(path.end_entity());
    let is_own_signature = path.end == End::SelfSigned && path.certificates.len() == 1
        || path
            .certificates
            .get(1)
            .is_some_and(|issuer| context.bag.get(*issuer).sha256 == end_entity.sha256);
    if end_entity.is_self_issued()
        && !is_own_signature
        && key_identifiers_fit(end_entity, end_entity) != Fit::Differs
    {
        findings.push(Finding::on(path.end_entity(), EndEntityNamedLikeItsCa {}));
    }
    for (position, id) in path.certificates.iter().enumerate() {
        let certificate = context.bag.get(*id);
        if certificate.version != 3 {
            continue;
        }
        let extensions = &certificate.extensions;
        let authority = extensions.authority_key_id.as_ref();
        let key_id = authority.and_then(|found| found.value.key_id.as_ref());
        let subject = extensions.subject_key_id.as_ref();
        let malformed = |oid: &str| extensions.malformed.iter().any(|known| known == oid);
        // "where a CA distributes its public key in the form of a self-signed certificate, [it] MAY be omitted"
        let issuer = path.certificates.get(position + 1).map(|issuer| context.bag.get(*issuer));
        let self_signed =
            certificate.is_self_issued() && issuer.is_none_or(|issuer| issuer.spki == certificate.spki);
        if key_id.is_none() && !self_signed && !malformed("2.5.29.35") {
            let finding = Finding::on(*id, AuthorityKeyIdMissing {});
            // An anchor is trusted for its name and key (RFC 5280 §6.1.1 (d)), whoever else signed it once.
            let is_anchor = certificate.origin.is_anchor();
            findings.push(if is_anchor { finding.at_most(Severity::Warning) } else { finding });
        }
        if subject.is_none() && certificate.is_ca() && !malformed("2.5.29.14") {
            let finding = Finding::on(*id, SubjectKeyIdMissing {});
            findings.push(if *id == path.end_entity() {
                finding.at_most(Severity::Warning)
            } else {
                finding
            });
        }
        let critical = [
            authority.is_some_and(|found| found.critical).then_some("authorityKeyIdentifier"),
            subject.is_some_and(|found| found.critical).then_some("subjectKeyIdentifier"),
        ];
        for extension in critical.into_iter().flatten() {
            let finding = Finding::on(*id, KeyIdentifierCritical { extension });
            // webpki does not look at the anchor's extensions; OpenSSL and Go refuse this one there too. Elsewhere it is
            // the same fault as the critical extension that webpki does not know, which is told as such.
            findings.push(if certificate.origin.is_anchor() {
                finding
            } else {
                finding.limited([Severity::Warning, Severity::Error, Severity::Error])
            });
        }
        if let Some(found) = authority {
            let has_issuer_or_serial = found.value.has_issuer || found.value.serial.is_some();
            if found.value.key_id.is_none() || has_issuer_or_serial {
                let has_key_id = found.value.key_id.is_some();
                let names_another = issuer.is_some_and(|issuer| names_another(&found.value, issuer));
                let form = if names_another { NAMES_ANOTHER } else { HOLDS_MORE_OR_LESS };
                let finding = Finding::on(*id, AuthorityKeyIdForm { has_key_id, has_issuer_or_serial, form });
                // Where what it says is true, only the Baseline Requirements mind how it is said.
                let limits = [Severity::Note, Severity::Note, Severity::Error];
                findings.push(if names_another { finding } else { finding.limited(limits) });
            }
        }
        if let (Some(key_id), Some(subject)) = (key_id, subject)
            && certificate.is_self_issued()
            && certificate.origin.is_anchor()
            && *key_id != subject.value
        {
            findings.push(Finding::on(*id, SelfKeyIdentifierMismatch {}));
        }
    }
}
