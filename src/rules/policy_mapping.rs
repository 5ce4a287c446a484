//! RFC 5280 §4.2.1.5: policies are mapped to and from policies that have a name.

use super::Context;
use crate::fault::{Finding, declare_fault};
use crate::path::CertificationPath;

declare_fault! {
    /// anyPolicy is mapped, or something is mapped to it.
    PolicyMappingAny = "policy-mapping-any" at Certificate, "RFC 5280 §4.2.1.5",
    default Note, rfc5280 Error, cabf Error
    {}
    en {
        title: "anyPolicy is mapped",
        message: "{certificate} maps a policy to anyPolicy, or anyPolicy to a policy; neither is allowed.",
    }
    zh {
        title: "映射中含有 anyPolicy",
        message: "{certificate} 把某个策略映射为 anyPolicy，或把 anyPolicy 映射为某个策略，两者都不允许。",
    }
    reference en {
        meaning: "The policyMappings of a CA have anyPolicy on one side.",
        reason: "What is any policy is no policy that another one could be equal to.",
        cause: "A template made by hand.",
        mending: "Have the CA certificate issued anew with mappings between named policies only.",
        verifiers: "OpenSSL refuses it where policies are checked (42); those who do not process policies pass over it.",
    }
    reference zh {
        meaning: "CA 的 policyMappings 中有一侧是 anyPolicy。",
        reason: "“任意策略”不是具体的策略，无法与别的策略等同。",
        cause: "手工编写的模板有误。",
        mending: "重新签发 CA 证书，只在有名称的策略之间映射。",
        verifiers: "检查策略时 OpenSSL 会拒绝（42）；不处理策略的客户端不理会。",
    }
}

const ANY_POLICY: &str = "2.5.29.32.0";

/// Every certificate on the path.
pub(super) fn check(context: &Context<'_>, path: &CertificationPath, findings: &mut Vec<Finding>) {
    for id in &path.certificates {
        let mappings = context.bag.get(*id).extensions.policy_mappings.as_ref();
        let is_any = |(from, to): &(String, String)| from == ANY_POLICY || to == ANY_POLICY;
        if mappings.is_some_and(|found| found.value.iter().any(is_any)) {
            findings.push(Finding::on(*id, PolicyMappingAny {}));
        }
    }
}
