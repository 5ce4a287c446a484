//! CA/B BR §7.1.2.7, §7.1.2.11, §7.1.4: what a certificate for TLS of a public CA may not have.

use std::collections::BTreeSet;

use super::Context;
use crate::certificate::Certificate;
use crate::certificate::extensions::GeneralName;
use crate::fault::{Finding, Phrase, Time, declare_fault};
use crate::path::CertificationPath;
use crate::question::Purpose;

declare_fault! {
    /// A subjectAltName of another kind than dNSName and iPAddress.
    SubjectAltNameTypeForbidden = "subject-alt-name-type-forbidden" at Certificate, "CA/B BR §7.1.2.7.12",
    default Note, rfc5280 Note, cabf Error
    {
        /// The kinds that must not stand there.
        kinds: Vec<String>,
    }
    en {
        title: "Names that do not belong in a TLS certificate",
        message: "{certificate} names {kinds} in subjectAltName. Public CAs may put only host names and IP addresses there.",
    }
    zh {
        title: "TLS 证书中不该有的名称类型",
        message: "{certificate} 的 subjectAltName 中含有 {kinds}。公共 CA 在其中只能写主机名和 IP 地址。",
    }
    reference en {
        meaning: "subjectAltName has names of other kinds than dNSName and iPAddress.",
        reason: "The Baseline Requirements allow what a CA can validate for a server, and nothing else.",
        cause: "One template for mail and for servers, or a private CA that does not follow those rules.",
        mending: "Have the certificate issued with host names and addresses only; ask for mail in a certificate of its own.",
        verifiers: "No client refuses it; name constraints on such names may be a reason to.",
    }
    reference zh {
        meaning: "subjectAltName 中有 dNSName 和 iPAddress 以外的名称。",
        reason: "Baseline Requirements 只允许 CA 能为服务器核实的内容。",
        cause: "邮件和服务器共用一个模板，或者是不遵循该规范的私有 CA。",
        mending: "重新签发，只写主机名和 IP 地址；邮箱另行申请证书。",
        verifiers: "没有客户端因此拒绝；但如果名称约束涉及这些名称，可能会拒绝。",
    }
}

declare_fault! {
    /// The same attribute twice in the subject.
    SubjectAttributeRepeated = "subject-attribute-repeated" at Certificate, "CA/B BR §7.1.4.1",
    default Note, rfc5280 Note, cabf Error
    {
        /// The attributes that stand there again.
        attributes: Vec<String>,
    }
    en {
        title: "The subject says something twice",
        message: "The subject of {certificate} has {attributes} more than once. Public CAs must not repeat an attribute.",
    }
    zh {
        title: "主体名称中有重复的属性",
        message: "{certificate} 的主体名称中多次出现 {attributes}。公共 CA 不得重复同一属性。",
    }
    reference en {
        meaning: "One attribute stands in the subject more than once, two organisations for instance.",
        reason: "The Baseline Requirements allow each attribute once in a name; whose the certificate is must not be left open.",
        cause: "A request that had it and a template that adds it again.",
        mending: "Have the certificate issued with each attribute once.",
        verifiers: "No client refuses it.",
    }
    reference zh {
        meaning: "主体名称中同一属性出现了不止一次，例如写了两个组织。",
        reason: "Baseline Requirements 规定名称中每个属性只能出现一次，证书属于谁不能含糊。",
        cause: "请求里已有该属性，模板又添加了一次。",
        mending: "重新签发，每个属性只写一次。",
        verifiers: "没有客户端因此拒绝。",
    }
}

declare_fault! {
    /// cRLDistributionPoints that a public CA may not write so.
    DistributionPointForbidden = "distribution-point-forbidden" at Certificate, "CA/B BR §7.1.2.11.2",
    default Note, rfc5280 Note, cabf Error
    {
        /// What is wrong with it.
        explanation: Phrase,
    }
    en {
        title: "Where its CRL is found is not said as it has to be",
        message: "{certificate} does not say where its CRL is found as public CAs have to: {explanation}",
    }
    zh {
        title: "CRL 分发点的写法不符合要求",
        message: "{certificate} 的 CRL 分发点不符合公共 CA 的要求：{explanation}",
    }
    reference en {
        meaning: "cRLDistributionPoints has another address than one by HTTP, or names another issuer or reasons; or there is none, and no OCSP responder either.",
        reason: "The Baseline Requirements want whole CRLs that everybody can fetch.",
        cause: "A template of a directory service (ldap:), or of a CA with indirect CRLs.",
        mending: "Have the certificate issued with one http address of the CA's own CRL.",
        verifiers: "No client refuses it; browsers have their own lists of what is revoked.",
    }
    reference zh {
        meaning: "cRLDistributionPoints 中有 HTTP 以外的地址，或者写了其他签发者或吊销原因；或者根本没有，也没有 OCSP 服务器。",
        reason: "Baseline Requirements 要求人人都能下载的完整 CRL。",
        cause: "目录服务（ldap:）的模板，或使用间接 CRL 的 CA。",
        mending: "重新签发，只写该 CA 自己的 CRL 的一个 http 地址。",
        verifiers: "没有客户端因此拒绝；浏览器使用自己的吊销列表。",
    }
}

declare_fault! {
    /// A subject that does not go with the policy by which the CA says how it was validated.
    SubjectNotForPolicy = "subject-not-for-policy" at Certificate, "CA/B BR §7.1.2.7.2",
    default Note, rfc5280 Note, cabf Error
    {
        /// The policy of the CA/Browser Forum: `DV`, `OV` or `IV`.
        policy: &'static str,
        /// Whether the attributes are `missing` or `surplus`.
        wrong: Phrase,
        /// The attributes.
        attributes: Vec<String>,
    }
    en {
        title: "The subject does not go with the policy",
        message: "{certificate} bears the policy {policy} of the CA/Browser Forum, and its subject {wrong} {attributes}.",
    }
    zh {
        title: "主体名称与策略不符",
        message: "{certificate} 带有 CA/Browser Forum 的 {policy} 策略，而它的主体名称{wrong} {attributes}。",
    }
    reference en {
        meaning: "The subject names what was not validated under that policy, or lacks what it demands: an organisation or person, the country, the place or province.",
        reason: "The policy says how the CA validated: only a domain (DV), an organisation (OV) or a person (IV).",
        cause: "A template of another kind of certificate.",
        mending: "Have the certificate issued with the subject or the policy that is meant.",
        verifiers: "No client refuses it.",
    }
    reference zh {
        meaning: "主体名称写了该策略下没有核实的内容，或者缺少该策略要求的内容：组织或个人、国家、城市或省份。",
        reason: "策略说明 CA 核实的方式：只核实域名（DV）、组织（OV）或个人（IV）。",
        cause: "用了另一类证书的模板。",
        mending: "重新签发，使主体名称与策略一致。",
        verifiers: "没有客户端因此拒绝。",
    }
}

const LACKS: Phrase = Phrase { token: "missing", en: "lacks", zh: "缺少" };
const MUST_NOT: Phrase = Phrase { token: "surplus", en: "must not have", zh: "不应含有" };

const NO_ADDRESS: Phrase = Phrase {
    token: "missing",
    en: "it gives the address neither of a CRL nor of an OCSP responder.",
    zh: "既没有写 CRL 的地址，也没有写 OCSP 服务器的地址。",
};
const NOT_HTTP: Phrase = Phrase {
    token: "not-http",
    en: "an address in it is not one of http.",
    zh: "其中的地址不是 http 地址。",
};
const ANOTHER_ISSUER: Phrase = Phrase {
    token: "another-issuer",
    en: "it names another issuer of the CRL, or for which reasons the CRL is.",
    zh: "其中写了 CRL 的其他签发者，或限定了吊销原因。",
};

/// serverAuth.
const SERVER_AUTH: &str = "1.3.6.1.5.5.7.3.1";

/// The end entity, where it is a certificate for TLS by its own word.
pub(super) fn check(context: &Context<'_>, path: &CertificationPath, findings: &mut Vec<Finding>) {
    let id = path.end_entity();
    let certificate = context.bag.get(id);
    let purposes = certificate.extensions.extended_key_usage.as_ref();
    let says_so = purposes.is_some_and(|found| found.value.iter().any(|purpose| purpose == SERVER_AUTH));
    if context.purpose != Purpose::ServerAuth || !says_so || certificate.origin.is_anchor() {
        return;
    }
    let kinds = other_kinds(certificate);
    if !kinds.is_empty() {
        findings.push(Finding::on(id, SubjectAltNameTypeForbidden { kinds }));
    }
    let attributes = repeated(certificate);
    if !attributes.is_empty() {
        findings.push(Finding::on(id, SubjectAttributeRepeated { attributes }));
    }
    if let Some((policy, wrong, attributes)) = not_for_policy(certificate) {
        let attributes = attributes.into_iter().map(str::to_owned).collect();
        findings.push(Finding::on(id, SubjectNotForPolicy { policy, wrong, attributes }));
    }
    if let Some(explanation) = odd_distribution_point(certificate) {
        findings.push(Finding::on(id, DistributionPointForbidden { explanation }));
    }
}

fn other_kinds(certificate: &Certificate) -> Vec<String> {
    let names = certificate.extensions.subject_alt_names.as_ref();
    let mut kinds: Vec<String> = Vec::new();
    for name in names.into_iter().flat_map(|found| &found.value) {
        let kind = match name {
            GeneralName::Dns(_) | GeneralName::Ip(_) | GeneralName::Invalid(..) => continue,
            GeneralName::Email(_) => "rfc822Name",
            GeneralName::Uri(_) => "uniformResourceIdentifier",
            GeneralName::Directory(_) => "directoryName",
            GeneralName::Other(_) => "otherName",
            GeneralName::Rare(3) => "x400Address",
            GeneralName::Rare(5) => "ediPartyName",
            GeneralName::Rare(_) => "registeredID",
        };
        if !kinds.iter().any(|known| known == kind) {
            kinds.push(kind.to_owned());
        }
    }
    kinds
}

fn repeated(certificate: &Certificate) -> Vec<String> {
    // Units and the parts of a domain name may be several (§7.1.4.2).
    const SEVERAL: [&str; 3] = ["DC", "OU", "STREET"];
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let mut again: BTreeSet<&str> = BTreeSet::new();
    for (kind, _) in &certificate.subject.attributes {
        if !seen.insert(kind) && !SEVERAL.contains(&kind.as_str()) {
            again.insert(kind);
        }
    }
    again.into_iter().map(str::to_owned).collect()
}

fn odd_distribution_point(certificate: &Certificate) -> Option<Phrase> {
    let is_http = |url: &String| url.get(..7).is_some_and(|scheme| scheme.eq_ignore_ascii_case("http://"));
    let extensions = &certificate.extensions;
    if extensions
        .distribution_points
        .iter()
        .any(|point| point.reasons.is_some() || !point.crl_issuers.is_empty())
    {
        return Some(ANOTHER_ISSUER);
    }
    if extensions.crl_distribution_points.is_empty() {
        let has_responder =
            extensions.authority_info_access.as_ref().is_some_and(|access| !access.value.ocsp.is_empty());
        return (!has_responder && needs_status(certificate)).then_some(NO_ADDRESS);
    }
    (!extensions.crl_distribution_points.iter().all(is_http)).then_some(NOT_HTTP)
}

/// Whether it lives long enough that somebody may have to take it back: of those that were issued since ballot SC-063 came into force.
fn needs_status(certificate: &Certificate) -> bool {
    const SHORT_LIVED: Time = Time(1_710_460_800);
    const SHORTER_LIVED: Time = Time(1_773_532_800);
    const DAY: i64 = 86_400;
    let days = if certificate.not_before < SHORTER_LIVED { 10 } else { 7 };
    // Both ends are part of the period.
    certificate.not_before >= SHORT_LIVED
        && certificate.not_after.0.saturating_sub(certificate.not_before.0) >= days * DAY
}

/// §7.1.2.7.2 to 7.1.2.7.4.
fn not_for_policy(certificate: &Certificate) -> Option<(&'static str, Phrase, Vec<&'static str>)> {
    const OF_OTHERS: [&str; 7] = ["O", "GN", "SN", "STREET", "L", "ST", "2.5.4.17"];
    let bears = |number: &str| {
        let policies = certificate.extensions.policies.as_ref();
        policies.is_some_and(|found| {
            found.value.iter().any(|policy| policy.strip_prefix("2.23.140.1.2.") == Some(number))
        })
    };
    let has = |kind: &str| certificate.subject.first(kind).is_some_and(|value| !value.is_empty());
    if bears("1") {
        let surplus: Vec<&str> = OF_OTHERS.into_iter().filter(|kind| has(kind)).collect();
        return (!surplus.is_empty()).then_some(("DV", MUST_NOT, surplus));
    }
    let (policy, is_named) = match (bears("2"), bears("3")) {
        (true, _) => ("OV", has("O")),
        (_, true) => ("IV", has("O") || (has("GN") && has("SN"))),
        _ => return None,
    };
    let wanted = [
        (is_named, if policy == "OV" { "O" } else { "GN, SN" }),
        (has("C"), "C"),
        (has("L") || has("ST"), "L, ST"),
    ];
    let missing: Vec<&str> =
        wanted.into_iter().filter(|(is_there, _)| !is_there).map(|(_, kind)| kind).collect();
    (!missing.is_empty()).then_some((policy, LACKS, missing))
}
