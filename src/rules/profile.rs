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
        message: "{certificate} 是 CA,但主体为空,别的证书无从以名称指明它为签发者。",
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
        message: "{certificate} 带有 nameConstraints,而它只应出现在 CA 证书中。",
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
        message: "{certificate} 的 nameConstraints 没有标记为关键扩展,不认识它的验证器会忽略它。",
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
        message: "{certificate} 的 policyConstraints 没有标记为关键扩展,而规范要求标记。",
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
        message: "{certificate} 把 authorityInfoAccess 标记为关键扩展,而规范不允许这样做。",
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
        if extensions.authority_info_access.as_ref().is_some_and(|found| found.critical) {
            findings.push(Finding::on(*id, AuthorityInfoAccessCritical {}));
        }
    }
}
