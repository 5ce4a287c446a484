//! RFC 5280 §4: what a conforming certificate looks like beyond what a path is judged by.

use super::Context;
use crate::fault::{Finding, declare_fault};
use crate::path::CertificationPath;

declare_fault! {
    /// A CA with an empty subject.
    CaSubjectEmpty = "ca-subject-empty" at Certificate, "RFC 5280 §4.1.2.6",
    default Warning, rfc5280 Error, cabf Error
    {}
    en {
        title: "A CA without a name",
        message: "{certificate} is a CA whose subject is empty, so that nothing can name it as issuer.",
    }
    zh {
        title: "CA 没有名称",
        message: "{certificate} 是 CA，但主体为空，别的证书无从以名称指明它为签发者。",
    }
    reference en {
        meaning: "A CA has an empty subject.",
        reason: "Certificates name their issuer by it; RFC 5280 demands it of CAs.",
        cause: "A CA made by a program that fills in nothing.",
        mending: "Reissue the CA with a name.",
        verifiers: "curl, Python 3.13, Java, Firefox and pyca refuse it; others accept it.",
    }
    reference zh {
        meaning: "CA 的主体为空。",
        reason: "证书用它来指明签发者；RFC 5280 要求 CA 必须有主体。",
        cause: "制作 CA 的程序没有填写任何内容。",
        mending: "用一个名称重新签发 CA。",
        verifiers: "curl、Python 3.13、Java、Firefox 和 pyca 拒绝；其他客户端接受。",
    }
}

declare_fault! {
    /// An empty issuer.
    IssuerEmpty = "issuer-empty" at Certificate, "RFC 5280 §4.1.2.4",
    default Warning, rfc5280 Error, cabf Error
    {}
    en {
        title: "The issuer's name is empty",
        message: "{certificate} names no issuer.",
    }
    zh {
        title: "签发者名称为空",
        message: "{certificate} 没有写明签发者。",
    }
    reference en {
        meaning: "A certificate names no issuer.",
        reason: "Without it the path cannot be followed by name.",
        cause: "It was issued by a CA with an empty subject.",
        mending: "Reissue the CA with a name, and the certificates below it.",
        verifiers: "Strict verifiers refuse it (OpenSSL 83 in strict mode); others go by the empty name.",
    }
    reference zh {
        meaning: "证书没有写明签发者。",
        reason: "没有签发者名称，就无法按名称查找路径。",
        cause: "由主体为空的 CA 签发。",
        mending: "用一个名称重新签发 CA 及其下级证书。",
        verifiers: "严格的验证器拒绝（OpenSSL 严格模式下为 83）；其他验证器按空名称查找。",
    }
}

declare_fault! {
    /// nameConstraints outside a CA certificate.
    NameConstraintsWithoutCa = "name-constraints-without-ca" at Certificate, "RFC 5280 §4.2.1.10",
    default Warning, rfc5280 Error, cabf Error
    {}
    en {
        title: "Name constraints on a certificate that is no CA",
        message: "{certificate} has nameConstraints, which belong into CA certificates only.",
    }
    zh {
        title: "非 CA 证书带有名称约束",
        message: "{certificate} 带有 nameConstraints，而它只应出现在 CA 证书中。",
    }
    reference en {
        meaning: "A certificate that is no CA carries nameConstraints.",
        reason: "They mean nothing there, and RFC 5280 forbids them.",
        cause: "A template for CAs was used.",
        mending: "Issue without nameConstraints.",
        verifiers: "Most verifiers ignore them.",
    }
    reference zh {
        meaning: "非 CA 的证书带有 nameConstraints。",
        reason: "它在这里没有意义，RFC 5280 也禁止。",
        cause: "使用了 CA 的模板。",
        mending: "签发时去掉 nameConstraints。",
        verifiers: "多数验证器忽略。",
    }
}

declare_fault! {
    /// nameConstraints that are not critical.
    NameConstraintsNotCritical = "name-constraints-not-critical" at Certificate, "RFC 5280 §4.2.1.10",
    default Note, rfc5280 Error, cabf Note
    {}
    en {
        title: "Name constraints are not critical",
        message: "{certificate} has nameConstraints that are not critical, so that verifiers which do not know them ignore them.",
    }
    zh {
        title: "名称约束没有标记为关键扩展",
        message: "{certificate} 的 nameConstraints 没有标记为关键扩展，不认识它的验证器会忽略它。",
    }
    reference en {
        meaning: "A CA's nameConstraints are not marked critical.",
        reason: "RFC 5280 wants them critical, so that nobody ignores them; the Baseline Requirements allow both, because old Apple systems could not read them.",
        cause: "A CA made for wide compatibility.",
        mending: "Nothing needs to be done for current clients.",
        verifiers: "All current clients honour them either way.",
    }
    reference zh {
        meaning: "CA 的 nameConstraints 没有标记为关键扩展。",
        reason: "RFC 5280 要求标记，以免被忽略；Baseline Requirements 两者都允许，因为旧的苹果系统无法读取。",
        cause: "为了广泛兼容而这样制作的 CA。",
        mending: "对现行客户端无需处理。",
        verifiers: "无论是否标记，现行客户端都会遵守。",
    }
}

declare_fault! {
    /// nameConstraints without any subtree.
    NameConstraintsEmpty = "name-constraints-empty" at Certificate, "RFC 5280 §4.2.1.10",
    default Warning, rfc5280 Error, cabf Error
    {}
    en {
        title: "Name constraints that constrain nothing",
        message: "{certificate} has nameConstraints without any subtree.",
    }
    zh {
        title: "名称约束为空",
        message: "{certificate} 的 nameConstraints 中没有任何子树。",
    }
    reference en {
        meaning: "nameConstraints hold no subtree at all.",
        reason: "RFC 5280 demands at least one; an empty extension suggests that something was lost.",
        cause: "A faulty issuing program.",
        mending: "Reissue the CA with the constraints that were meant, or without.",
        verifiers: "Go and pyca refuse it; OpenSSL, webpki and GnuTLS do not mind.",
    }
    reference zh {
        meaning: "nameConstraints 中没有任何子树。",
        reason: "RFC 5280 要求至少有一个；空的扩展说明可能丢了内容。",
        cause: "签发程序有缺陷。",
        mending: "按原意写上约束重新签发，或去掉该扩展。",
        verifiers: "Go 和 pyca 拒绝；OpenSSL、webpki 和 GnuTLS 不介意。",
    }
}

declare_fault! {
    /// policyConstraints that are not critical.
    PolicyConstraintsNotCritical = "policy-constraints-not-critical" at Certificate, "RFC 5280 §4.2.1.11",
    default Warning, rfc5280 Error, cabf Error
    {}
    en {
        title: "Policy constraints are not critical",
        message: "{certificate} has policyConstraints that are not critical; they must be.",
    }
    zh {
        title: "策略约束没有标记为关键扩展",
        message: "{certificate} 的 policyConstraints 没有标记为关键扩展，而规范要求标记。",
    }
    reference en {
        meaning: "policyConstraints are not marked critical.",
        reason: "RFC 5280 demands that they are.",
        cause: "A faulty template.",
        mending: "Reissue the CA with the critical mark.",
        verifiers: "TLS clients do not process policies and do not look.",
    }
    reference zh {
        meaning: "policyConstraints 没有标记为关键扩展。",
        reason: "RFC 5280 要求标记。",
        cause: "模板有误。",
        mending: "重新签发 CA，标记为关键扩展。",
        verifiers: "TLS 客户端不处理策略，也不检查。",
    }
}

declare_fault! {
    /// inhibitAnyPolicy that is not critical.
    InhibitAnyPolicyNotCritical = "inhibit-any-policy-not-critical" at Certificate, "RFC 5280 §4.2.1.14",
    default Warning, rfc5280 Error, cabf Error
    {}
    en {
        title: "inhibitAnyPolicy is not critical",
        message: "{certificate} has inhibitAnyPolicy that is not critical; it must be.",
    }
    zh {
        title: "inhibitAnyPolicy 没有标记为关键扩展",
        message: "{certificate} 的 inhibitAnyPolicy 没有标记为关键扩展，而规范要求标记。",
    }
    reference en {
        meaning: "A CA forbids anyPolicy below itself, in an extension that verifiers may ignore.",
        reason: "A limit that is not critical does not bind those who do not know it.",
        cause: "A template that leaves out the critical mark.",
        mending: "Have the CA certificate issued anew with the extension critical.",
        verifiers: "No client refuses it.",
    }
    reference zh {
        meaning: "CA 禁止其下使用 anyPolicy，但所用的扩展允许验证器忽略。",
        reason: "不是关键扩展的限制，约束不了不认识它的一方。",
        cause: "模板漏掉了关键标记。",
        mending: "重新签发 CA 证书，把该扩展标记为关键扩展。",
        verifiers: "没有客户端因此拒绝。",
    }
}

declare_fault! {
    /// authorityInfoAccess that is critical.
    AuthorityInfoAccessCritical = "authority-info-access-critical" at Certificate, "RFC 5280 §4.2.2.1",
    default Warning, rfc5280 Error, cabf Error
    {}
    en {
        title: "Authority information is critical",
        message: "{certificate} marks authorityInfoAccess critical; it must not be.",
    }
    zh {
        title: "颁发者信息被标记为关键扩展",
        message: "{certificate} 把 authorityInfoAccess 标记为关键扩展，而规范不允许这样做。",
    }
    reference en {
        meaning: "authorityInfoAccess is marked critical.",
        reason: "It is a hint where to fetch things and must not be critical.",
        cause: "A faulty template.",
        mending: "Reissue without the critical mark.",
        verifiers: "webpki and OpenSSL (34, unhandled critical extension) refuse it, since they do not process the extension.",
    }
    reference zh {
        meaning: "authorityInfoAccess 被标记为关键扩展。",
        reason: "它只是提示从哪里下载，不得标记为关键。",
        cause: "模板有误。",
        mending: "重新签发，不要标记为关键扩展。",
        verifiers: "webpki 和 OpenSSL 不处理该扩展，因而拒绝（OpenSSL 的错误码为 34）。",
    }
}

/// The profile of every certificate on the path.
pub(super) fn check(context: &Context<'_>, path: &CertificationPath, findings: &mut Vec<Finding>) {
    for id in &path.certificates {
        let certificate = context.bag.get(*id);
        let extensions = &certificate.extensions;
        if certificate.issuer.is_empty() {
            findings.push(Finding::on(*id, IssuerEmpty {}));
        } else if certificate.is_ca() && certificate.subject.is_empty() {
            findings.push(Finding::on(*id, CaSubjectEmpty {}));
        }
        if let Some(constraints) = &extensions.name_constraints {
            if !certificate.is_ca() {
                findings.push(Finding::on(*id, NameConstraintsWithoutCa {}));
            } else if !constraints.critical {
                findings.push(Finding::on(*id, NameConstraintsNotCritical {}));
            }
            if constraints.value.empty {
                findings.push(Finding::on(*id, NameConstraintsEmpty {}));
            }
        }
        if extensions.policy_constraints.as_ref().is_some_and(|found| !found.critical) {
            findings.push(Finding::on(*id, PolicyConstraintsNotCritical {}));
        }
        if extensions.inhibit_any_policy.as_ref().is_some_and(|found| !found.critical) {
            findings.push(Finding::on(*id, InhibitAnyPolicyNotCritical {}));
        }
        if extensions.authority_info_access.as_ref().is_some_and(|found| found.critical) {
            findings.push(Finding::on(*id, AuthorityInfoAccessCritical {}));
        }
    }
}
