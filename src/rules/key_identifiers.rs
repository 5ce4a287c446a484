//! RFC 5280 §4.2.1.1 and §4.2.1.2: key identifiers, by which issuers are found among others of the same name.

use super::Context;
use crate::fault::{Finding, Severity, declare_fault};
use crate::path::CertificationPath;

declare_fault! {
    /// No authority key identifier.
    AuthorityKeyIdMissing = "authority-key-id-missing" at Certificate, "RFC 5280 §4.2.1.1",
    default Warning, rfc5280 Error, cabf Error
    {}
    en {
        title: "The authority key identifier is missing",
        message: "{certificate} does not say by which key it was signed (authorityKeyIdentifier). Python 3.13 and later refuse that (code 85); curl, Node and Go do not look.",
    }
    zh {
        title: "缺少颁发者密钥标识符",
        message: "{certificate} 没有说明由哪把密钥签名(authorityKeyIdentifier)。Python 3.13 及以后的版本会拒绝(代码 85);curl、Node 和 Go 不检查。",
    }
}

declare_fault! {
    /// No subject key identifier in a CA certificate.
    SubjectKeyIdMissing = "subject-key-id-missing" at Certificate, "RFC 5280 §4.2.1.2",
    default Warning, rfc5280 Error, cabf Error
    {}
    en {
        title: "The subject key identifier is missing",
        message: "{certificate} is a CA without a subjectKeyIdentifier. Python 3.13 and later refuse that (code 86); curl, Node and Go do not look.",
    }
    zh {
        title: "缺少主体密钥标识符",
        message: "{certificate} 是 CA,却没有 subjectKeyIdentifier。Python 3.13 及以后的版本会拒绝(代码 86);curl、Node 和 Go 不检查。",
    }
}

declare_fault! {
    /// A key identifier extension is critical, which it must never be.
    KeyIdentifierCritical = "key-identifier-critical" at Certificate, "RFC 5280 §4.2.1.1, §4.2.1.2",
    default Warning, rfc5280 Error, cabf Error
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
        message: "{certificate} 把 {extension} 标记为关键扩展,而规范不允许这样做。",
    }
}

declare_fault! {
    /// An authority key identifier without keyIdentifier, or with issuer and serial number.
    AuthorityKeyIdForm = "authority-key-id-form" at Certificate, "CA/B BR §7.1.2.11.1",
    default Note, rfc5280 Note, cabf Error
    {
        /// Whether keyIdentifier is there.
        has_key_id: bool,
        /// Whether authorityCertIssuer or authorityCertSerialNumber is there.
        has_issuer_or_serial: bool,
    }
    en {
        title: "The authority key identifier has an unusual form",
        message: "The authorityKeyIdentifier of {certificate} must hold a keyIdentifier and nothing else.",
    }
    zh {
        title: "颁发者密钥标识符的形式不合规定",
        message: "{certificate} 的 authorityKeyIdentifier 只应包含 keyIdentifier。",
    }
}

declare_fault! {
    /// A self-signed certificate whose two key identifiers differ.
    SelfKeyIdentifierMismatch = "self-key-identifier-mismatch" at Certificate, "CA/B BR §7.1.2.1.3",
    default Note, rfc5280 Note, cabf Error
    {}
    en {
        title: "A root's two key identifiers differ",
        message: "{certificate} is issued by itself, yet its authorityKeyIdentifier is not its subjectKeyIdentifier.",
    }
    zh {
        title: "根证书的两个密钥标识符不一致",
        message: "{certificate} 是自签发的,但它的 authorityKeyIdentifier 与 subjectKeyIdentifier 不同。",
    }
}

/// Key identifiers of every certificate on the path.
pub(super) fn check(context: &Context<'_>, path: &CertificationPath, findings: &mut Vec<Finding>) {
    for id in &path.certificates {
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
        if key_id.is_none() && !certificate.is_self_issued() && !malformed("2.5.29.35") {
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
        if authority.is_some_and(|found| found.critical) {
            findings.push(Finding::on(*id, KeyIdentifierCritical { extension: "authorityKeyIdentifier" }));
        }
        if subject.is_some_and(|found| found.critical) {
            findings.push(Finding::on(*id, KeyIdentifierCritical { extension: "subjectKeyIdentifier" }));
        }
        if let Some(found) = authority {
            let has_issuer_or_serial = found.value.has_issuer || found.value.has_serial;
            if found.value.key_id.is_none() || has_issuer_or_serial {
                let has_key_id = found.value.key_id.is_some();
                findings.push(Finding::on(*id, AuthorityKeyIdForm { has_key_id, has_issuer_or_serial }));
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
