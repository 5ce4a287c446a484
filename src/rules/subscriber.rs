//! CA/B BR §7.1.2.7, §7.1.2.11, §7.1.4: what a certificate for TLS of a public CA may not have.

use std::collections::BTreeSet;

use super::Context;
use crate::certificate::Certificate;
use crate::certificate::extensions::GeneralName;
use crate::fault::{Finding, Phrase, declare_fault};
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
        meaning: "cRLDistributionPoints has another address than one by HTTP, or names another issuer or reasons.",
        reason: "The Baseline Requirements want whole CRLs that everybody can fetch.",
        cause: "A template of a directory service (ldap:), or of a CA with indirect CRLs.",
        mending: "Have the certificate issued with one http address of the CA's own CRL.",
        verifiers: "No client refuses it; browsers have their own lists of what is revoked.",
    }
    reference zh {
        meaning: "cRLDistributionPoints 中有 HTTP 以外的地址，或者写了其他签发者或吊销原因。",
        reason: "Baseline Requirements 要求人人都能下载的完整 CRL。",
        cause: "目录服务（ldap:）的模板，或使用间接 CRL 的 CA。",
        mending: "重新签发，只写该 CA 自己的 CRL 的一个 http 地址。",
        verifiers: "没有客户端因此拒绝；浏览器使用自己的吊销列表。",
    }
}

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
    (!extensions.crl_distribution_points.iter().all(is_http)).then_some(NOT_HTTP)
}
