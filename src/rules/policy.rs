//! RFC 5280 §6.1: certificate policies, where a CA of the path demands that there be some.

use std::collections::{BTreeMap, BTreeSet};

use super::Context;
use crate::certificate::Bag;
use crate::fault::{CertificateId, Finding, Phrase, Place, Severity, declare_fault};
use crate::order::gather;
use crate::path::CertificationPath;
use crate::question::Question;

declare_fault! {
    /// Policies are required and not met.
    PolicyViolated = "policy-violated" at Path, "RFC 5280 §6.1.5 (g)",
    default Error, rfc5280 Error, cabf Error
    {
        /// `required-by-ca`, `required-by-question`, `not-among-the-wanted` or `any-policy-mapped`.
        reason: Phrase,
        /// The certificate at which the last policy was lost, or that maps anyPolicy.
        lost_at: Option<String>,
        /// The policies that it bears.
        borne: Vec<String>,
        /// The policies that the question wants; empty: any.
        wanted: Vec<String>,
    }
    en {
        title: "The policies that are required are not met",
        message: "Certificate policies on this path are not as required: {reason}. The path loses its last policy at {lost_at}, which bears: {borne}.",
    }
    zh {
        title: "不满足所要求的证书策略",
        message: "路径上的证书策略不符合要求：{reason}。最后一个策略在 {lost_at} 处失去，它带有的策略：{borne}。",
    }
    reference en {
        meaning: "policyConstraints of a CA on the path require that every certificate below bear a policy that the CA accepts, and one does not; or the question asks for policies that the path does not have; or a CA maps anyPolicy. A warning by the default rules where the question asks for no policy.",
        reason: "A CA that serves several purposes can bind each to a policy; whoever processes policies must then refuse what has none.",
        cause: "A private PKI with policyConstraints or inhibitAnyPolicy whose lower CAs were issued without the policy.",
        mending: "Issue the certificate that lacks the policy anew with it, or the CA without policyConstraints.",
        verifiers: "Go, Java, Chrome and Bun process policies and refuse; OpenSSL, Python, curl and Node only when asked to; GnuTLS, rustls and pyca refuse policyConstraints that are critical, whatever they say.",
    }
    reference zh {
        meaning: "路径上某个 CA 的 policyConstraints 要求其下的证书都带有它认可的策略，而其中有证书没有；或所问的策略在路径上不成立；或某个 CA 映射了 anyPolicy。若没有指定策略，默认规则下只是警告。",
        reason: "一个 CA 服务于多种用途时，可以用策略区分；处理策略的验证器必须拒绝没有策略的证书。",
        cause: "私有 PKI 使用了 policyConstraints 或 inhibitAnyPolicy，而下级 CA 签发时没有带上策略。",
        mending: "为缺少策略的证书重新签发并带上策略，或重新签发不含 policyConstraints 的 CA。",
        verifiers: "Go、Java、Chrome 和 Bun 会处理策略并拒绝；OpenSSL、Python、curl 和 Node 只在被要求时处理；GnuTLS、rustls 和 pyca 一律拒绝关键的 policyConstraints。",
    }
}

const ANY: &str = "2.5.29.32.0";

const BY_CA: Phrase = Phrase {
    token: "required-by-ca",
    en: "a CA of the path demands that every certificate below it bear a policy that it accepts (policyConstraints)",
    zh: "路径上有 CA 要求其下的证书都带有它认可的策略（policyConstraints）",
};
const BY_QUESTION: Phrase = Phrase {
    token: "required-by-question",
    en: "the question demands that every certificate bear a policy",
    zh: "提问要求每张证书都带有策略",
};
const NOT_WANTED: Phrase = Phrase {
    token: "not-among-the-wanted",
    en: "none of the policies that hold for the whole path is among those that the question wants",
    zh: "在整条路径上成立的策略都不在所要求之列",
};
const ANY_MAPPED: Phrase = Phrase {
    token: "any-policy-mapped",
    en: "a CA maps anyPolicy, which RFC 5280 §6.1.4 (a) does not allow",
    zh: "有 CA 映射了 anyPolicy，RFC 5280 §6.1.4 (a) 不允许",
};

/// What a relying party asks of policies (RFC 5280 §6.1.1 (c), (e)–(g)).
#[derive(Clone, Debug, Default)]
pub(crate) struct Wanted {
    /// user-initial-policy-set; empty: any.
    pub policies: Vec<String>,
    pub explicit: bool,
    pub no_mapping: bool,
    pub no_any: bool,
    /// Nothing is read of mappings where no policy holds any more, as in Go and Java; RFC 5280 §6.1.4 (a) minds anyPolicy there too.
    pub no_mapping_of_none: bool,
}

impl Wanted {
    pub(crate) fn of(question: &Question) -> Self {
        let policies = question.policies.iter().map(|policy| policy.trim().to_owned());
        Self {
            policies: policies.filter(|policy| !policy.is_empty() && policy != ANY).collect(),
            explicit: question.require_explicit_policy,
            no_mapping: question.inhibit_policy_mapping,
            no_any: question.inhibit_any_policy,
            no_mapping_of_none: false,
        }
    }

    fn is_asked(&self) -> bool {
        self.explicit || self.no_mapping || self.no_any || !self.policies.is_empty()
    }
}

/// Where a path does not meet what is asked of policies.
struct Unmet {
    reason: Phrase,
    at: Option<CertificateId>,
}

/// Whether policies are required on this path, and met.
pub(super) fn check(context: &Context<'_>, path: &CertificationPath, findings: &mut Vec<Finding>) {
    if !path.is_anchored() {
        return;
    }
    let wanted = context.policies;
    let Err(unmet) = process(context.bag, &path.certificates, None, wanted, &mut |_, _| {}) else { return };
    let certificate = unmet.at.map(|id| context.bag.get(id));
    let policies = certificate.and_then(|certificate| certificate.extensions.policies.as_ref());
    let fault = PolicyViolated {
        reason: unmet.reason,
        lost_at: certificate.map(crate::certificate::Certificate::label),
        borne: policies
            .map(|found| found.value.iter().take(MOST_TOLD).cloned().collect())
            .unwrap_or_default(),
        wanted: wanted.policies.iter().take(MOST_TOLD).cloned().collect(),
    };
    let finding = Finding::new(Place::Path(0), fault);
    // Nobody asked for policies: clients that do not process them accept.
    let light = [Severity::Warning, Severity::Error, Severity::Error];
    findings.push(if wanted.is_asked() { finding } else { finding.limited(light) });
}

/// Policies told of, at most.
const MOST_TOLD: usize = 10;
/// Pairs of a policy and what it stands for that are followed: OpenSSL's limit of nodes in its tree, since CVE-2023-0464.
const MOST_PAIRS: usize = 1_000;

/// For a relying party that asks for no policy: any will do, and none is needed until a CA of the path says so. The path
/// goes from the end entity to the anchor.
pub(crate) fn are_met(bag: &Bag, path: &[CertificateId]) -> bool {
    are_met_below(bag, path, None)
}

/// The same for one who reads no mappings where no policy holds any more.
pub(crate) fn are_met_while_any_holds(bag: &Bag, path: &[CertificateId]) -> bool {
    let wanted = Wanted { no_mapping_of_none: true, ..Wanted::default() };
    process(bag, path, None, &wanted, &mut |_, _| {}).is_ok()
}

/// The same for one who has the anchor's constraints count as well (RFC 5937 §3.2).
pub(crate) fn are_met_below(bag: &Bag, path: &[CertificateId], anchor: Option<CertificateId>) -> bool {
    process(bag, path, anchor, &Wanted::default(), &mut |_, _| {}).is_ok()
}

/// Which policies hold at each certificate below the anchor, from the top down, as far as they are followed: none where the last was
/// lost, or where a certificate bears none.
pub(crate) fn levels(
    bag: &Bag,
    path: &CertificationPath,
    wanted: &Wanted,
) -> Vec<(CertificateId, Vec<String>)> {
    let bears_some = |id: &CertificateId| bag.get(*id).extensions.policies.is_some();
    let mut levels = Vec::new();
    if path.is_anchored() && path.certificates.iter().any(bears_some) {
        let mut tell = |id: CertificateId, valid: Option<&Valid<'_>>| {
            let holding = valid.into_iter().flat_map(BTreeMap::keys).take(MOST_TOLD);
            levels.push((id, holding.map(|policy| (*policy).to_owned()).collect()));
        };
        let _ = process(bag, &path.certificates, None, wanted, &mut tell);
    }
    levels
}

/// A policy that holds so far, with the policies of the anchor's domain that it stands for.
type Valid<'a> = BTreeMap<&'a str, BTreeSet<&'a str>>;

/// RFC 5280 §6.1.2 to §6.1.5 as far as policies go. Instead of the tree its leaves are kept, each with what it began as.
fn process(
    bag: &Bag,
    path: &[CertificateId],
    anchor: Option<CertificateId>,
    wanted: &Wanted,
    tell: &mut dyn FnMut(CertificateId, Option<&Valid<'_>>),
) -> Result<(), Unmet> {
    let below_anchor = path.get(..path.len().saturating_sub(1)).unwrap_or_default();
    let length = below_anchor.len();
    let initial = |inhibited: bool| if inhibited { 0 } else { length + 1 };
    let (mut explicit, mut any_allowed, mut mapping) =
        (initial(wanted.explicit), initial(wanted.no_any), initial(wanted.no_mapping));
    let at_most = |counter: usize, limit: Option<u32>| {
        counter.min(limit.map_or(usize::MAX, |limit| usize::try_from(limit).unwrap_or(usize::MAX)))
    };
    if let Some(anchor) = anchor {
        let extensions = &bag.get(anchor).extensions;
        let constraints = extensions.policy_constraints.as_ref().map(|found| found.value);
        explicit = at_most(explicit, constraints.and_then(|found| found.require_explicit_policy));
        mapping = at_most(mapping, constraints.and_then(|found| found.inhibit_policy_mapping));
        any_allowed = at_most(any_allowed, extensions.inhibit_any_policy.as_ref().map(|found| found.value));
    }
    // What a policy began as matters only to who wants certain ones.
    let roots_matter = !wanted.policies.is_empty();
    let reason = if wanted.explicit { BY_QUESTION } else { BY_CA };
    let mut valid: Option<Valid<'_>> = Some(gather([(ANY, gather([ANY]))]));
    let mut lost_at = None;
    for (index, id) in below_anchor.iter().rev().enumerate() {
        let certificate = bag.get(*id);
        let is_last = index + 1 == length;
        let self_issued = certificate.is_self_issued();
        let extensions = &certificate.extensions;
        valid = match (&extensions.policies, valid) {
            (Some(found), Some(valid)) => {
                let mut kept: Valid<'_> = BTreeMap::new();
                for policy in found.value.iter().map(String::as_str) {
                    if policy == ANY {
                        continue;
                    }
                    if let Some(roots) = valid.get(policy) {
                        kept.entry(policy).or_default().extend(roots);
                    } else if valid.contains_key(ANY) {
                        kept.entry(policy).or_default().insert(policy);
                    }
                }
                let bears_any = found.value.iter().any(|policy| policy == ANY);
                if bears_any && (any_allowed > 0 || (!is_last && self_issued)) {
                    for (policy, roots) in valid {
                        kept.entry(policy).or_insert(roots);
                    }
                }
                Some(kept).filter(|kept| !kept.is_empty())
            }
            _ => None,
        };
        if valid.is_none() && lost_at.is_none() {
            lost_at = Some(*id);
        }
        tell(*id, valid.as_ref());
        if explicit == 0 && valid.is_none() {
            return Err(Unmet { reason, at: lost_at });
        }
        let constraints = extensions.policy_constraints.as_ref().map(|found| found.value);
        let required = constraints.and_then(|found| found.require_explicit_policy);
        if is_last {
            explicit = if required == Some(0) { 0 } else { explicit.saturating_sub(1) };
            continue;
        }
        if let Some(mappings) = &extensions.policy_mappings {
            let is_read = valid.is_some() || !wanted.no_mapping_of_none;
            if is_read && mappings.value.iter().any(|(from, to)| from == ANY || to == ANY) {
                return Err(Unmet { reason: ANY_MAPPED, at: Some(*id) });
            }
            if let Some(known) = valid.as_mut() {
                let mut targets: Vec<(&str, BTreeSet<&str>)> = Vec::new();
                let mut pairs = 0_usize;
                for (from, to) in &mappings.value {
                    let roots = match known.get(from.as_str()) {
                        Some(roots) if roots_matter => roots.clone(),
                        Some(_) => BTreeSet::new(),
                        None if known.contains_key(ANY) => gather([from.as_str()]),
                        None => continue,
                    };
                    pairs = pairs.saturating_add(roots.len());
                    if roots_matter && pairs > MOST_PAIRS {
                        return Err(Unmet { reason: NOT_WANTED, at: Some(*id) });
                    }
                    targets.push((to, roots));
                }
                for (from, _) in &mappings.value {
                    known.remove(from.as_str());
                }
                if mapping > 0 {
                    for (to, roots) in targets {
                        known.entry(to).or_default().extend(roots);
                    }
                }
            }
        }
        valid = valid.filter(|known| !known.is_empty());
        if valid.is_none() && lost_at.is_none() {
            lost_at = Some(*id);
        }
        if !self_issued {
            explicit = explicit.saturating_sub(1);
            any_allowed = any_allowed.saturating_sub(1);
            mapping = mapping.saturating_sub(1);
        }
        explicit = at_most(explicit, required);
        mapping = at_most(mapping, constraints.and_then(|found| found.inhibit_policy_mapping));
        any_allowed = at_most(any_allowed, extensions.inhibit_any_policy.as_ref().map(|found| found.value));
    }
    if explicit > 0 {
        return Ok(());
    }
    // §6.1.5 (g): what is left for those who want certain policies.
    match valid {
        None => Err(Unmet { reason, at: lost_at }),
        Some(_) if !roots_matter => Ok(()),
        Some(valid) => {
            let is_wanted = |root: &&str| *root == ANY || wanted.policies.iter().any(|policy| policy == root);
            let end_entity = below_anchor.first().copied();
            if valid.values().flatten().any(is_wanted) {
                Ok(())
            } else {
                Err(Unmet { reason: NOT_WANTED, at: end_entity })
            }
        }
    }
}
