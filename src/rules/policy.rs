//! RFC 5280 §6.1: certificate policies, where a CA of the path demands that there be some.

use std::collections::BTreeSet;

use super::Context;
use crate::certificate::Bag;
use crate::fault::{CertificateId, Finding, Place, declare_fault};
use crate::path::CertificationPath;

declare_fault! {
    /// Policies are required and not met.
    PolicyViolated = "policy-violated" at Path, "RFC 5280 §6.1.5 (g)",
    default Warning, rfc5280 Error, cabf Error
    {}
    en {
        title: "The policies that a CA requires are not met",
        message: "A CA of this path demands that certificates below it bear a policy that it accepts (policyConstraints), and they do not.",
    }
    zh {
        title: "不满足 CA 要求的证书策略",
        message: "路径上有 CA 要求其下的证书带有它认可的策略（policyConstraints），而这些证书没有。",
    }
    reference en {
        meaning: "policyConstraints of a CA on the path require that every certificate below bear a policy that the CA accepts, and one does not.",
        reason: "A CA that serves several purposes can bind each to a policy; whoever processes policies must then refuse what has none.",
        cause: "A private PKI with policyConstraints or inhibitAnyPolicy whose lower CAs were issued without the policy.",
        mending: "Issue the certificate that lacks the policy anew with it, or the CA without policyConstraints.",
        verifiers: "Go, Java, Chrome and Bun process policies and refuse; OpenSSL, Python, curl and Node only when asked to; GnuTLS, rustls and pyca refuse policyConstraints that are critical, whatever they say.",
    }
    reference zh {
        meaning: "路径上某个 CA 的 policyConstraints 要求其下的证书都带有它认可的策略，而其中有证书没有。",
        reason: "一个 CA 服务于多种用途时，可以用策略区分；处理策略的验证器必须拒绝没有策略的证书。",
        cause: "私有 PKI 使用了 policyConstraints 或 inhibitAnyPolicy，而下级 CA 签发时没有带上策略。",
        mending: "为缺少策略的证书重新签发并带上策略，或重新签发不含 policyConstraints 的 CA。",
        verifiers: "Go、Java、Chrome 和 Bun 会处理策略并拒绝；OpenSSL、Python、curl 和 Node 只在被要求时处理；GnuTLS、rustls 和 pyca 一律拒绝关键的 policyConstraints。",
    }
}

const ANY: &str = "2.5.29.32.0";

/// Whether policies are required on this path, and met.
pub(super) fn check(context: &Context<'_>, path: &CertificationPath, findings: &mut Vec<Finding>) {
    if path.is_anchored() && !are_met(context.bag, &path.certificates) {
        findings.push(Finding::new(Place::Path(0), PolicyViolated {}));
    }
}

/// For a relying party that asks for no policy: any will do, and none is needed until a CA of the path says so. The path
/// goes from the end entity to the anchor.
pub(crate) fn are_met(bag: &Bag, path: &[CertificateId]) -> bool {
    let below_anchor = path.get(..path.len().saturating_sub(1)).unwrap_or_default();
    let length = below_anchor.len();
    let (mut explicit, mut any_allowed, mut mapping) = (length + 1, length + 1, length + 1);
    let at_most = |counter: usize, limit: Option<u32>| {
        counter.min(limit.map_or(usize::MAX, |limit| usize::try_from(limit).unwrap_or(usize::MAX)))
    };
    let mut valid: Option<BTreeSet<&str>> = Some(BTreeSet::from([ANY]));
    for (index, id) in below_anchor.iter().rev().enumerate() {
        let certificate = bag.get(*id);
        let is_last = index + 1 == length;
        let self_issued = certificate.is_self_issued();
        let extensions = &certificate.extensions;
        valid = match (&extensions.policies, valid) {
            (Some(found), Some(valid)) => {
                let mut kept = BTreeSet::new();
                for policy in found.value.iter().map(String::as_str) {
                    if policy != ANY && (valid.contains(policy) || valid.contains(ANY)) {
                        kept.insert(policy);
                    }
                    if policy == ANY && (any_allowed > 0 || (!is_last && self_issued)) {
                        kept.extend(valid.iter().copied());
                    }
                }
                Some(kept).filter(|kept| !kept.is_empty())
            }
            _ => None,
        };
        if explicit == 0 && valid.is_none() {
            return false;
        }
        let constraints = extensions.policy_constraints.as_ref().map(|found| found.value);
        let required = constraints.and_then(|found| found.require_explicit_policy);
        if is_last {
            explicit = if required == Some(0) { 0 } else { explicit.saturating_sub(1) };
            continue;
        }
        if let (Some(mappings), Some(known)) = (&extensions.policy_mappings, valid.as_mut()) {
            let applies = |from: &str| known.contains(from) || known.contains(ANY);
            let targets: Vec<&str> =
                mappings.value.iter().filter(|(from, _)| applies(from)).map(|(_, to)| to.as_str()).collect();
            for (from, _) in &mappings.value {
                known.remove(from.as_str());
            }
            if mapping > 0 {
                known.extend(targets);
            }
        }
        valid = valid.filter(|known| !known.is_empty());
        if !self_issued {
            explicit = explicit.saturating_sub(1);
            any_allowed = any_allowed.saturating_sub(1);
            mapping = mapping.saturating_sub(1);
        }
        explicit = at_most(explicit, required);
        mapping = at_most(mapping, constraints.and_then(|found| found.inhibit_policy_mapping));
        any_allowed = at_most(any_allowed, extensions.inhibit_any_policy.as_ref().map(|found| found.value));
    }
    explicit > 0 || valid.is_some()
}
