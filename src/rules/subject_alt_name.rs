//! RFC 9525 and RFC 5280 §4.2.1.6: the certificate is for the name that was asked for.

use std::collections::BTreeSet;

use super::omitted::Tally;
use super::{Code, Context};
use crate::certificate::Certificate;
use crate::certificate::extensions::GeneralName;
use crate::fault::{CertificateId, Finding, Listed, Phrase, Place, Severity, declare_fault};
use crate::order::gather;
use crate::path::CertificationPath;
use crate::question::Purpose;
use crate::rules::Fault;
use crate::server_name::ServerName;

declare_fault! {
    /// The server name matches no subjectAltName.
    NameMismatch = "name-mismatch" at Certificate, "RFC 9525 §6",
    default Error, rfc5280 Error, cabf Error
    {
        /// The name that was asked for.
        wanted: String,
        /// The names that the certificate is for.
        names: Listed,
        /// The nearest of them.
        nearest: Option<String>,
        /// Why the nearest does not match: `other-name`, `wildcard-depth`, `ip-as-dns-name`, `wildcard-too-wide`,
        /// `partial-wildcard`.
        reason: Phrase,
        /// Whether the common name is what was asked for: `common-name` or `none`.
        beside: Phrase,
    }
    en {
        title: "The certificate is for another name",
        message: "The certificate is not for {wanted}; it is for {names}{reason}.{beside}",
    }
    zh {
        title: "证书属于另一个名称",
        message: "证书不适用于 {wanted}；它适用的名称是 {names}{reason}。{beside}",
    }
    reference en {
        meaning: "None of the certificate's names is the one that was asked for.",
        reason: "The name is what ties the certificate to the server that was meant.",
        cause: "Another virtual host answered, a name was forgotten, a wildcard stands for one label only, or an address was asked for.",
        mending: "Use a name that the certificate has, or have the name added. An IP address must stand as an iPAddress.",
        verifiers: "All refuse it. Partial wildcards (w*.example.com) are taken by Node, Java and OpenSSL's own tool; *.test by Go, Java and pyca.",
    }
    reference zh {
        meaning: "证书的名称中没有一个是所访问的名称。",
        reason: "正是名称把证书和想要访问的服务器联系起来。",
        cause: "应答的是另一个虚拟主机；漏掉了名称；通配符只代表一级；或访问的是 IP 地址。",
        mending: "改用证书里有的名称，或把名称加进证书。IP 地址必须以 iPAddress 的形式写入。",
        verifiers: "所有客户端都拒绝。部分通配符（w*.example.com）被 Node、Java 和 OpenSSL 自带工具接受；*.test 被 Go、Java 和 pyca 接受。",
    }
}

declare_fault! {
    /// No usable subjectAltName; the common name is not a fallback.
    SubjectAltNameMissing = "subject-alt-name-missing" at Certificate, "RFC 9525 §6.3",
    default Error, rfc5280 Error, cabf Error
    {
        /// The common name, which does not count.
        common_name: Option<String>,
    }
    en {
        title: "The certificate names no host",
        message: "{certificate} has no subjectAltName with a DNS name or IP address; its common name, if it has one, is no substitute (RFC 9525).",
    }
    zh {
        title: "证书没有写明主机名",
        message: "{certificate} 的 subjectAltName 中没有 DNS 名称或 IP 地址，即使有通用名（CN）也不能代替（RFC 9525）。",
    }
    reference en {
        meaning: "The certificate has no subjectAltName with a host name or address.",
        reason: "The common name was given up as a host name in 2000, and clients stopped looking at it since 2017.",
        cause: "A certificate made by hand with a common name only.",
        mending: "Issue with `subjectAltName = DNS:host`.",
        verifiers: "Go, rustls, Chrome, Firefox, requests and httpx 0.27 refuse it; OpenSSL, Python's ssl, curl, Node, Java and GnuTLS still fall back to the common name.",
    }
    reference zh {
        meaning: "证书的 subjectAltName 中没有主机名或地址。",
        reason: "通用名作为主机名早在 2000 年就已弃用，客户端自 2017 年起陆续不再查看。",
        cause: "手工制作的证书只写了通用名。",
        mending: "签发时写 `subjectAltName = DNS:主机名`。",
        verifiers: "Go、rustls、Chrome、Firefox、requests 和 httpx 0.27 拒绝；OpenSSL、Python 的 ssl、curl、Node、Java 和 GnuTLS 仍会退回到通用名。",
    }
}

declare_fault! {
    /// An empty subject with a subjectAltName that is not critical.
    SubjectAltNameNotCritical = "subject-alt-name-not-critical" at Certificate, "RFC 5280 §4.2.1.6",
    default Warning, rfc5280 Error, cabf Error
    {}
    en {
        title: "subjectAltName is not critical though the subject is empty",
        message: "{certificate} has an empty subject, so its subjectAltName must be critical, and is not.",
    }
    zh {
        title: "主体为空，subjectAltName 却不是关键扩展",
        message: "{certificate} 的主体为空，其 subjectAltName 必须标记为关键扩展，但没有标记。",
    }
    reference en {
        meaning: "The subject is empty, and subjectAltName is not critical.",
        reason: "Then subjectAltName is the only name, and RFC 5280 demands that it must be understood.",
        cause: "A template that leaves the subject empty.",
        mending: "Mark it critical, or fill in a subject.",
        verifiers: "OpenSSL refuses it in strict mode, pyca and Java as well; the others do not look.",
    }
    reference zh {
        meaning: "主体为空，而 subjectAltName 没有标记为关键扩展。",
        reason: "这时 subjectAltName 是唯一的名称，RFC 5280 要求必须能被理解。",
        cause: "模板没有填写主体。",
        mending: "标记为关键扩展，或填写主体。",
        verifiers: "OpenSSL 严格模式、pyca 和 Java 拒绝；其他客户端不检查。",
    }
}

declare_fault! {
    /// A critical subjectAltName beside a subject that is not empty.
    SubjectAltNameCritical = "subject-alt-name-critical" at Certificate, "CA/B BR §7.1.2.7.12",
    default Note, rfc5280 Note, cabf Error
    {}
    en {
        title: "subjectAltName is critical though there is a subject",
        message: "{certificate} has a subject and marks subjectAltName critical; with a subject it should not be.",
    }
    zh {
        title: "主体非空，subjectAltName 却是关键扩展",
        message: "{certificate} 有主体，却把 subjectAltName 标记为关键扩展；有主体时不应这样标记。",
    }
    reference en {
        meaning: "subjectAltName is critical although there is a subject.",
        reason: "The Baseline Requirements forbid it; RFC 5280 only advises against it.",
        cause: "A template.",
        mending: "Nothing needs to be done for clients.",
        verifiers: "No client minds.",
    }
    reference zh {
        meaning: "主体非空，subjectAltName 却是关键扩展。",
        reason: "Baseline Requirements 禁止；RFC 5280 只是不建议。",
        cause: "模板如此。",
        mending: "对客户端没有影响，无需处理。",
        verifiers: "没有客户端介意。",
    }
}

declare_fault! {
    /// A name in subjectAltName that is not in the form its type prescribes.
    SubjectAltNameMalformed = "subject-alt-name-malformed" at Certificate, "RFC 5280 §4.2.1.6",
    default Error, rfc5280 Error, cabf Error
    {
        /// The name.
        name: String,
        /// What follows from it: `none`, `constrained` or `unreadable`.
        consequence: Phrase,
    }
    en {
        title: "A name is not well-formed",
        message: "{certificate} lists the name {name}, which is not a well-formed name of its kind.{consequence}",
    }
    zh {
        title: "名称格式不正确",
        message: "{certificate} 列出的名称 {name} 不符合该类名称的格式。{consequence}",
    }
    reference en {
        meaning: "A name in subjectAltName is not in the form that its kind prescribes.",
        reason: "It can match nothing, and strict verifiers refuse the certificate. Below a CA with name constraints it cannot be shown to be allowed.",
        cause: "A space, an underscore, a URL or a U-label as a DNS name; an address of the wrong length.",
        mending: "Issue with well-formed names; internationalised names as A-labels (xn--…).",
        verifiers: "Go refuses some while parsing; most pass over the name. Where a CA above constrains names of its kind, rustls and Go refuse the chain. Underscores are tolerated almost everywhere.",
    }
    reference zh {
        meaning: "subjectAltName 中有名称不符合该类名称的格式。",
        reason: "它不可能匹配任何名称，严格的验证器会拒绝该证书。如果上级 CA 有名称约束，也无法证明它在允许的范围内。",
        cause: "DNS 名称里有空格、下划线、网址或 U-label；地址长度不对。",
        mending: "用格式正确的名称签发；国际化域名写成 A-label（xn--…）。",
        verifiers: "Go 在解析时拒绝其中一些；多数客户端跳过该名称。如果上级 CA 约束了这类名称，rustls 和 Go 会拒绝整条证书链。下划线几乎处处都被容忍。",
    }
}

declare_fault! {
    /// The common name does not repeat a subjectAltName.
    CommonNameNotInSubjectAltName = "common-name-not-in-subject-alt-name" at Certificate, "CA/B BR §7.1.4.3",
    default Note, rfc5280 Note, cabf Error
    {
        /// The common name.
        common_name: String,
    }
    en {
        title: "The common name repeats none of the names",
        message: "The common name of {certificate} ({common_name}) is not, letter for letter, one of its subjectAltNames. Public CAs must see to it.",
    }
    zh {
        title: "通用名与任何名称都不一致",
        message: "{certificate} 的通用名（{common_name}）与 subjectAltName 中的名称没有一个逐字相同。公共 CA 必须保证这一点。",
    }
    reference en {
        meaning: "The common name is not, letter for letter, one of the subjectAltNames.",
        reason: "The Baseline Requirements demand it of public CAs, so that no name goes unchecked.",
        cause: "A private CA that writes a description into the common name.",
        mending: "Nothing needs to be done for clients.",
        verifiers: "No client looks.",
    }
    reference zh {
        meaning: "通用名与 subjectAltName 中的名称没有一个逐字相同。",
        reason: "Baseline Requirements 对公共 CA 有此要求，以免有名称未经核实。",
        cause: "私有 CA 把说明文字写进了通用名。",
        mending: "对客户端没有影响，无需处理。",
        verifiers: "没有客户端检查。",
    }
}

declare_fault! {
    /// A wildcard directly below a public suffix.
    WildcardOnPublicSuffix = "wildcard-on-public-suffix" at Certificate, "CA/B BR §3.2.2.6",
    default Warning, rfc5280 Note, cabf Error
    {
        /// The name.
        name: String,
    }
    en {
        title: "A wildcard for everybody's names",
        message: "{certificate} lists {name}: the part after the star is a public suffix, below which anybody can register names.",
    }
    zh {
        title: "通配符覆盖了公共后缀",
        message: "{certificate} 列出了 {name}：星号后面的部分是公共后缀，任何人都可以在它下面注册名称。",
    }
    reference en {
        meaning: "A wildcard stands directly below a public suffix such as co.uk.",
        reason: "Below a public suffix anybody can register names: the certificate would be for all of them.",
        cause: "A mistake in the request, or a private CA that does not look.",
        mending: "Issue for the names that are meant.",
        verifiers: "Chrome refuses it; others refuse only a star directly below a top-level name.",
    }
    reference zh {
        meaning: "通配符紧接在公共后缀（如 co.uk）之下。",
        reason: "公共后缀之下任何人都可以注册名称：这张证书就等于适用于所有人。",
        cause: "申请时出错，或私有 CA 没有检查。",
        mending: "按实际需要的名称签发。",
        verifiers: "Chrome 拒绝；其他客户端只拒绝紧接顶级域的星号。",
    }
}

const OTHER_NAME: Phrase = Phrase { token: "other-name", en: "", zh: "" };
const IP_AS_DNS_NAME: Phrase = Phrase {
    token: "ip-as-dns-name",
    en: ", but written as a DNS name: an address counts only as iPAddress",
    zh: "，但它写成了 DNS 名称：IP 地址只有写成 iPAddress 才算数",
};
const NOTHING_BESIDE: Phrase = Phrase { token: "none", en: "", zh: "" };
const COMMON_NAME_BESIDE: Phrase = Phrase {
    token: "common-name",
    en: " Its common name is what was asked for, and does not count beside subjectAltNames.",
    zh: "它的通用名（CN）正是所请求的名称，但有 subjectAltName 时通用名不算数。",
};
const NO_CONSEQUENCE: Phrase = Phrase { token: "none", en: "", zh: "" };
pub(super) const CONSTRAINED: Phrase = Phrase {
    token: "constrained",
    en: " A CA above it constrains names, and a name that cannot be compared cannot be shown to be allowed.",
    zh: "上级 CA 设有名称约束，而无法比较的名称不能证明自己在允许的范围内。",
};
const UNREADABLE: Phrase = Phrase {
    token: "unreadable",
    en: " It stands before the name that matches, and not every verifier reads beyond it.",
    zh: "它排在匹配的名称之前，并非所有验证器都会往下读。",
};
const WILDCARD_DEPTH: Phrase = Phrase {
    token: "wildcard-depth",
    en: ", and the star stands for exactly one label",
    zh: "，而星号只能代表一级名称",
};
const WILDCARD_TOO_WIDE: Phrase = Phrase {
    token: "wildcard-too-wide",
    en: ", and a star directly below a top-level name matches nothing",
    zh: "，而紧接顶级域的星号不匹配任何名称",
};
const PARTIAL_WILDCARD: Phrase = Phrase {
    token: "partial-wildcard",
    en: ", and a star that is only a part of a label, or not the first label, matches nothing",
    zh: "，而不是整个最左一级的星号不匹配任何名称",
};

/// Names of the end entity.
pub(super) fn check(context: &Context<'_>, path: &CertificationPath, findings: &mut Vec<Finding>) {
    let id = path.end_entity();
    let certificate = context.bag.get(id);
    let names = certificate.extensions.subject_alt_names.as_ref();
    if let Some(found) = names {
        if certificate.subject.is_empty() && !found.critical {
            findings.push(Finding::on(id, SubjectAltNameNotCritical {}));
        } else if !certificate.subject.is_empty() && found.critical {
            findings.push(Finding::on(id, SubjectAltNameCritical {}));
        }
        let matching = |name: &GeneralName| context.server_name.is_some_and(|one| matches_name(one, name));
        let matched = found.value.iter().position(matching).unwrap_or_default();
        let mut told: BTreeSet<String> = gather(malformed_names(findings, id));
        let mut stopped = false;
        let mut malformed = Tally::of(Code::SubjectAltNameMalformed);
        let mut wide = Tally::of(Code::WildcardOnPublicSuffix);
        for (position, name) in found.value.iter().enumerate() {
            let stops = !stopped && is_unreadable(name) && position < matched;
            let text = if is_well_formed(name) { None } else { Some(display(name)) };
            // The first that stops a reader is told however many stand before it.
            if let Some(text) = text
                && told.insert(text.clone())
                && (malformed.admits() || stops)
            {
                stopped |= stops;
                let consequence = if stops { UNREADABLE } else { NO_CONSEQUENCE };
                let finding = Finding::on(id, SubjectAltNameMalformed { name: text, consequence });
                findings.push(if stops {
                    finding
                } else {
                    finding.limited([Severity::Warning, Severity::Error, Severity::Error])
                });
            }
            if let GeneralName::Dns(name) = name
                && let Some(base) = name.strip_prefix("*.")
                && crate::public_suffix::is_public_suffix(base)
                && wide.admits()
            {
                findings.push(Finding::on(id, WildcardOnPublicSuffix { name: name.clone() }));
            }
        }
        malformed.close(id, findings);
        wide.close(id, findings);
    }
    let alternatives = names.map(|found| found.value.as_slice()).unwrap_or_default();
    if let Some(common_name) = certificate.subject.common_name().filter(|_| context.purpose.may_be_tls())
        && !alternatives.is_empty()
        && !certificate.is_ca()
        && !alternatives.iter().any(|name| display(name) == common_name)
    {
        let common_name = common_name.to_owned();
        findings.push(Finding::on(id, CommonNameNotInSubjectAltName { common_name }));
    }
    if let Some(wanted) = context.server_name {
        check_wanted(wanted, certificate, alternatives, |fault| {
            findings.push(Finding { place: crate::fault::Place::Certificate(id), ..fault })
        });
        return;
    }
    // Without a subject there has to be another name (RFC 5280 §4.1.2.6); for servers the Baseline Requirements want one always.
    let is_nameless = certificate.subject.is_empty() && alternatives.is_empty();
    let for_servers = context.purpose == Purpose::ServerAuth;
    let has_host = alternatives.iter().any(|name| matches!(name, GeneralName::Dns(_) | GeneralName::Ip(_)));
    if !certificate.is_ca() && (is_nameless || for_servers && !has_host) {
        // Whatever the host is, it is not among the names.
        let common_name = certificate.subject.common_name().map(str::to_owned);
        let error_if = |wrong: bool| if wrong { Severity::Error } else { Severity::Warning };
        // Whether the path is valid does not hang on it (§6), unless the certificate says what it is for.
        let is_for_tls =
            certificate.extensions.extended_key_usage.is_some() || context.purpose != Purpose::Any;
        let letter = error_if(is_nameless && is_for_tls);
        let weights = [Severity::Warning, letter, error_if(is_nameless || for_servers)];
        findings.push(Finding::on(id, SubjectAltNameMissing { common_name }).limited(weights));
    }
}

/// The names of this certificate that are said to be malformed already.
pub(super) fn malformed_names(findings: &[Finding], id: CertificateId) -> Vec<String> {
    let malformed = |finding: &Finding| match &*finding.fault {
        Fault::SubjectAltNameMalformed(known) if finding.place == Place::Certificate(id) => {
            Some(known.name.clone())
        }
        _ => None,
    };
    findings.iter().filter_map(malformed).collect()
}

/// Not a GeneralName at all, so that a reader cannot know what it is.
pub(super) fn is_unreadable(name: &GeneralName) -> bool {
    matches!(name, GeneralName::Invalid(tag, _) if *tag > 8)
}

/// Whether a name can be held against a constraint: webpki wants a DNS name whose last label is no number and whose star
/// stands for the first of at least three labels, and an address of 4 or 16 octets.
pub(super) fn is_comparable(name: &GeneralName) -> bool {
    match name {
        GeneralName::Dns(name) => {
            let is_number = |label: &str| label.bytes().all(|byte| byte.is_ascii_digit());
            name.len() <= 253
                && is_dns_name(name)
                && !name.rsplit('.').next().is_some_and(is_number)
                && name.strip_prefix("*.").is_none_or(|base| base.contains('.'))
        }
        GeneralName::Ip(octets) => matches!(octets.len(), 4 | 16),
        GeneralName::Invalid(2 | 7, _) => false,
        _ => true,
    }
}

fn check_wanted(
    wanted: &ServerName,
    certificate: &Certificate,
    alternatives: &[GeneralName],
    mut report: impl FnMut(Finding),
) {
    let hosts: Vec<&GeneralName> =
        alternatives.iter().filter(|name| matches!(name, GeneralName::Dns(_) | GeneralName::Ip(_))).collect();
    if hosts.iter().any(|name| matches_name(wanted, name)) {
        return;
    }
    let place = crate::fault::Place::Anchors; // Replaced by the caller, which knows the certificate's id.
    if hosts.is_empty() {
        let common_name = certificate.subject.common_name().map(str::to_owned);
        report(Finding::new(place, SubjectAltNameMissing { common_name }));
        return;
    }
    let names: Vec<String> = hosts.iter().map(|name| display(name)).collect();
    let (nearest, reason) = nearest(wanted, &names);
    let text = wanted.to_string();
    let is_common_name = certificate.subject.common_names().any(|name| name.eq_ignore_ascii_case(&text));
    let beside = if is_common_name { COMMON_NAME_BESIDE } else { NOTHING_BESIDE };
    report(
        Finding::new(
            place,
            NameMismatch { wanted: text, names: names.into_iter().collect(), nearest, reason, beside },
        )
        .at_most(Severity::Error),
    );
}

/// Whether a name of the certificate matches the name wanted, as webpki, Go and browsers have it: an IP address only an
/// iPAddress; a wildcard only as the whole leftmost label, for exactly one label, above at least two others.
pub(crate) fn matches_name(wanted: &ServerName, presented: &GeneralName) -> bool {
    match (wanted, presented) {
        (ServerName::Ip(_), GeneralName::Ip(octets)) => wanted.ip_octets().as_ref() == Some(octets),
        (ServerName::Dns(wanted), GeneralName::Dns(presented)) => matches_dns(wanted, presented),
        _ => false,
    }
}

fn matches_dns(wanted: &str, presented: &str) -> bool {
    if !is_dns_name(presented) {
        return false;
    }
    match presented.strip_prefix("*.") {
        Some(base) => wanted.split_once('.').is_some_and(|(label, rest)| {
            !label.is_empty() && base.contains('.') && rest.eq_ignore_ascii_case(base)
        }),
        None => wanted.eq_ignore_ascii_case(presented),
    }
}

/// A dNSName that can match anything: labels of letters, digits, hyphens and underscores, a star only as the first.
fn is_dns_name(name: &str) -> bool {
    let name = name.strip_prefix("*.").unwrap_or(name);
    let label = |label: &str| {
        (1..=63).contains(&label.len())
            && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
            && !label.starts_with('-')
            && !label.ends_with('-')
    };
    name.len() <= 253 && name.split('.').all(label)
}

/// The form that RFC 5280 §4.2.1.6 prescribes: preferred name syntax without underscores, addresses of 4 or 16 octets.
fn is_well_formed(name: &GeneralName) -> bool {
    match name {
        GeneralName::Dns(name) => is_dns_name(name) && !name.contains('_'),
        GeneralName::Ip(octets) => matches!(octets.len(), 4 | 16),
        GeneralName::Email(mailbox) => mailbox
            .split_once('@')
            .is_some_and(|(local, host)| !local.is_empty() && is_dns_name(host) && !host.contains('*')),
        GeneralName::Uri(uri) => {
            uri.split_once(':').is_some_and(|(scheme, rest)| !scheme.is_empty() && !rest.is_empty())
        }
        GeneralName::Directory(_) | GeneralName::Other(_) | GeneralName::Rare(_) => true,
        GeneralName::Invalid(..) => false,
    }
}

/// A name as a person reads it.
pub(crate) fn display(name: &GeneralName) -> String {
    match name {
        GeneralName::Dns(name) | GeneralName::Email(name) | GeneralName::Uri(name) => name.clone(),
        GeneralName::Ip(octets) => display_ip(octets),
        GeneralName::Directory(name) => name.to_string(),
        GeneralName::Other(oid) => format!("otherName {oid}"),
        GeneralName::Rare(tag) => format!("[{tag}]"),
        GeneralName::Invalid(_, octets) => String::from_utf8_lossy(octets).into_owned(),
    }
}

fn display_ip(octets: &[u8]) -> String {
    use core::net::{Ipv4Addr, Ipv6Addr};
    if let Ok(v4) = <[u8; 4]>::try_from(octets) {
        Ipv4Addr::from(v4).to_string()
    } else if let Ok(v6) = <[u8; 16]>::try_from(octets) {
        Ipv6Addr::from(v6).to_string()
    } else if let Some(text) =
        core::str::from_utf8(octets).ok().filter(|text| text.parse::<core::net::IpAddr>().is_ok())
    {
        // An address as text, where its octets should be.
        format!("IP:\"{text}\"")
    } else {
        let numbers: Vec<String> = octets.iter().take(16).map(u8::to_string).collect();
        format!("IP:{}{}", numbers.join("."), if octets.len() > 16 { "…" } else { "" })
    }
}

/// The name that comes nearest to the one wanted, and why it does not match where that can be said.
fn nearest(wanted: &ServerName, names: &[String]) -> (Option<String>, Phrase) {
    let wanted_text = wanted.to_string();
    if let Some(same) = names.iter().find(|name| name.eq_ignore_ascii_case(&wanted_text)) {
        let is_address = matches!(wanted, ServerName::Ip(_));
        return (Some(same.clone()), if is_address { IP_AS_DNS_NAME } else { OTHER_NAME });
    }
    let shared_labels = |name: &str| {
        let (mut own, mut other) = (name.rsplit('.'), wanted_text.rsplit('.'));
        let mut count = 0_usize;
        while let (Some(one), Some(two)) = (own.next(), other.next()) {
            if !one.eq_ignore_ascii_case(two) {
                break;
            }
            count += 1;
        }
        count
    };
    let best = names.iter().max_by_key(|name| shared_labels(name)).filter(|name| shared_labels(name) > 0);
    let reason = best.and_then(|name| match name.strip_prefix("*.") {
        Some(base) if !base.contains('.') => Some(WILDCARD_TOO_WIDE),
        Some(base) => {
            let below =
                wanted_text.strip_suffix(base).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
            below.then_some(WILDCARD_DEPTH)
        }
        None => name.contains('*').then_some(PARTIAL_WILDCARD),
    });
    (best.cloned(), reason.unwrap_or(OTHER_NAME))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matches(wanted: &str, presented: &str) -> bool {
        matches_name(&ServerName::parse(wanted).unwrap(), &GeneralName::Dns(presented.to_owned()))
    }

    #[test]
    fn malformed_names_are_known_by_their_certificate() {
        let on = |id: usize, name: &str| {
            let fault = SubjectAltNameMalformed { name: name.to_owned(), consequence: NO_CONSEQUENCE };
            Finding::on(CertificateId(id), fault)
        };
        let findings = [on(0, "a"), on(1, "b"), on(0, "c")];
        assert_eq!(malformed_names(&findings, CertificateId(0)), ["a", "c"]);
        assert_eq!(malformed_names(&findings, CertificateId(1)), ["b"]);
    }

    #[test]
    fn a_star_stands_for_one_whole_leftmost_label() {
        assert!(matches("www.example.com", "*.example.com"));
        assert!(matches("WWW.example.com", "*.EXAMPLE.com"));
        assert!(!matches("a.b.example.com", "*.example.com"));
        assert!(!matches("example.com", "*.example.com"));
        assert!(!matches("www.example.com", "w*.example.com"));
        assert!(!matches("www.example.com", "www.*.com"));
        assert!(!matches("lab.test", "*.test"), "too wide");
    }

    #[test]
    fn an_address_matches_addresses_only() {
        let wanted = ServerName::parse("192.0.2.7").unwrap();
        assert!(matches_name(&wanted, &GeneralName::Ip(vec![192, 0, 2, 7])));
        assert!(!matches_name(&wanted, &GeneralName::Dns("192.0.2.7".into())));
        assert_eq!(nearest(&wanted, &["192.0.2.7".into()]).1, IP_AS_DNS_NAME);
    }

    #[test]
    fn the_nearest_name_is_told_with_the_reason() {
        let wanted = ServerName::parse("a.b.example.com").unwrap();
        let names = ["other.test".to_owned(), "*.example.com".to_owned()];
        assert_eq!(nearest(&wanted, &names), (Some("*.example.com".into()), WILDCARD_DEPTH));
    }
}
