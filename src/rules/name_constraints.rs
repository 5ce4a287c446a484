//! RFC 5280 §4.2.1.10: a CA may be limited to a part of the name space.

use core::cell::Cell;
use std::collections::BTreeSet;

use super::omitted::Tally;
use super::subject_alt_name::{
    CONSTRAINED, SubjectAltNameMalformed, display, is_comparable, is_unreadable, malformed_names,
};
use super::{Code, Context};
use crate::certificate::Certificate;
use crate::certificate::extensions::{GeneralName, NameConstraints};
use crate::certificate::subtrees::{Subtrees, is_prefix_mask};
use crate::fault::{CertificateId, Finding, Listed, Place, Severity, declare_fault};
use crate::order::gather;
use crate::path::CertificationPath;

declare_fault! {
    /// A name of the subject falls outside a CA's nameConstraints.
    NameConstraintViolated = "name-constraint-violated" at Link, "RFC 5280 §6.1.3 (b), (c)",
    default Error, rfc5280 Error, cabf Error
    {
        /// The names that are outside.
        names: Listed,
        /// What the CA permits of that kind of name.
        permitted: Listed,
        /// What it excludes of that kind of name.
        excluded: Listed,
    }
    en {
        title: "A name lies outside what the CA may issue for",
        message: "{issuer} may not vouch for {names}: its name constraints permit {permitted} and exclude {excluded}. So {subject}, which bears the name, is refused.",
    }
    zh {
        title: "名称超出了 CA 的签发范围",
        message: "{issuer} 不得为 {names} 作担保：它的名称约束允许的是：{permitted}；排除的是：{excluded}。因此带有该名称的 {subject} 会被拒绝。",
    }
    reference en {
        meaning: "A certificate bears a name that a CA above it may not vouch for.",
        reason: "nameConstraints bind a CA to a part of the name space: a company's own domains, for instance.",
        cause: "A certificate was requested from the wrong CA, or a name was added later.",
        mending: "Have the certificate issued by a CA that may issue for the name, or without the name.",
        verifiers: "All check DNS names and addresses. Constraints on the anchor itself are ignored by Java only.",
    }
    reference zh {
        meaning: "上级 CA 无权为证书中的某个名称签发证书。",
        reason: "nameConstraints 把 CA 限定在一部分名称之内，例如公司自己的域名。",
        cause: "向错误的 CA 申请了证书，或后来添加了名称。",
        mending: "改由有权为该名称签发的 CA 签发，或去掉该名称。",
        verifiers: "DNS 名称和 IP 地址所有客户端都检查。信任锚自身的约束只有 Java 忽略。",
    }
}

declare_fault! {
    /// A constraint on a kind of name that webpki does not compare, so that it refuses whatever bears such a name.
    NameConstraintUnsupported = "name-constraint-unsupported" at Link, "RFC 5280 §4.2.1.10",
    default Error, rfc5280 Note, cabf Note
    {
        /// The kind of name.
        kind: &'static str,
    }
    en {
        title: "A kind of name constraint that few verifiers know",
        message: "{issuer} constrains names of the kind {kind}, which not every verifier compares; those of {subject} fit.",
    }
    zh {
        title: "少有验证器支持的名称约束",
        message: "{issuer} 对 {kind} 类型的名称作了约束，并非所有验证器都比较这类名称；{subject} 的名称是相符的。",
    }
    reference en {
        meaning: "A CA constrains names of a kind that webpki does not compare, and Go in part; the names fit.",
        reason: "A verifier that cannot process a constraint must refuse what it applies to.",
        cause: "Enterprise and government CAs with directoryName or e-mail constraints.",
        mending: "Use DNS constraints, or a client that knows the others (OpenSSL, NSS, Java).",
        verifiers: "rustls refuses whatever bears such a name below the CA. Go compares mail addresses and URIs, and refuses a critical constraint on directory names. OpenSSL, GnuTLS, NSS and Java compare them all.",
    }
    reference zh {
        meaning: "CA 约束了一类 webpki 不比较、Go 只比较一部分的名称；名称本身是相符的。",
        reason: "无法处理约束的验证器必须拒绝受其约束的证书。",
        cause: "企业和政府 CA 使用 directoryName 或电子邮件约束。",
        mending: "改用 DNS 约束，或使用支持其他约束的客户端（OpenSSL、NSS、Java）。",
        verifiers: "rustls 拒绝这类 CA 之下带有此类名称的证书。Go 会比较邮件地址和 URI，但拒绝对目录名称的关键约束。OpenSSL、GnuTLS、NSS 和 Java 全都会比较。",
    }
}

declare_fault! {
    /// A constraint that is not in the form its kind prescribes.
    NameConstraintMalformed = "name-constraint-malformed" at Certificate, "RFC 5280 §4.2.1.10",
    default Error, rfc5280 Error, cabf Error
    {
        /// The constraint as it stands.
        constraint: String,
    }
    en {
        title: "A name constraint is malformed",
        message: "{certificate} constrains names by {constraint}, which is not a constraint of its kind.",
    }
    zh {
        title: "名称约束格式错误",
        message: "{certificate} 的名称约束 {constraint} 不符合该类约束的格式。",
    }
    reference en {
        meaning: "A constraint is not in the form that its kind prescribes.",
        reason: "What it permits or excludes cannot be told.",
        cause: "A wildcard or an address in a DNS constraint, an address without a mask, a mask with gaps.",
        mending: "Reissue the CA with well-formed constraints.",
        verifiers: "webpki and Go refuse the path; OpenSSL reports unsupported constraint syntax (53).",
    }
    reference zh {
        meaning: "约束不符合该类约束规定的格式。",
        reason: "无法判断它允许或排除什么。",
        cause: "在 DNS 约束里写了通配符或地址，地址没有掩码，掩码不连续。",
        mending: "用格式正确的约束重新签发 CA。",
        verifiers: "webpki 和 Go 拒绝该路径；OpenSSL 报告约束语法不受支持（53）。",
    }
}

declare_fault! {
    /// A DNS constraint that begins with a period, as URI constraints do.
    NameConstraintLeadingPeriod = "name-constraint-leading-period" at Certificate, "RFC 5280 §4.2.1.10",
    default Warning, rfc5280 Error, cabf Error
    {
        /// The constraint as it stands.
        constraint: String,
    }
    en {
        title: "A DNS constraint begins with a period",
        message: "{certificate} constrains DNS names by {constraint}. Most verifiers take that for all names below it; RFC 5280 does not have that form.",
    }
    zh {
        title: "DNS 约束以句点开头",
        message: "{certificate} 用 {constraint} 约束 DNS 名称。多数验证器把它理解为该域之下的所有名称；RFC 5280 中没有这种写法。",
    }
    reference en {
        meaning: "A DNS constraint begins with a period.",
        reason: "RFC 5280 has that form for URIs and mail only; verifiers disagree on whether the domain itself is covered.",
        cause: "A habit from other systems.",
        mending: "Reissue the CA without the period.",
        verifiers: "OpenSSL, webpki and Go take it for the names below the domain; strict readers refuse it.",
    }
    reference zh {
        meaning: "DNS 约束以句点开头。",
        reason: "RFC 5280 只对 URI 和电子邮件规定了这种写法；对域名本身是否包含在内，各验证器看法不一。",
        cause: "沿用了其他系统的习惯。",
        mending: "重新签发 CA，去掉句点。",
        verifiers: "OpenSSL、webpki 和 Go 理解为该域之下的名称；严格的验证器会拒绝。",
    }
}

/// What webpki refuses and RFC 5280 allows.
const BY_DEFAULT_ONLY: [Severity; 3] = [Severity::Error, Severity::Note, Severity::Note];

/// Comparisons of a name with a constraint that one question may cost: the figure of webpki and of Go's crypto/x509.
const MAX_COMPARISONS: usize = 250_000;

/// The constraints of every CA against the names of every certificate below it.
pub(super) fn check(context: &Context<'_>, path: &CertificationPath, findings: &mut Vec<Finding>) {
    let left = Cell::new(MAX_COMPARISONS);
    for (position, issuer) in path.certificates.iter().enumerate().skip(1) {
        let Some(constraints) = &context.bag.get(*issuer).extensions.name_constraints else { continue };
        let below = path.certificates.get(..position).unwrap_or_default();
        check_form(context, *issuer, &constraints.value, below, findings);
        for subject in below {
            let certificate = context.bag.get(*subject);
            // RFC 5280 §6.1.3 (b): self-issued certificates are exempt unless they are the end entity. webpki makes no
            // such exception, so by the default rules there is none.
            let exempt = certificate.is_self_issued() && *subject != path.end_entity();
            let found = compare_all(certificate, &constraints.value, &left);
            let known = malformed_names(findings, *subject);
            let mut told: BTreeSet<&str> = gather(known.iter().map(String::as_str));
            let mut malformed = Tally::of(Code::SubjectAltNameMalformed);
            for name in &found.malformed {
                if told.insert(name) && malformed.admits() {
                    let fault = SubjectAltNameMalformed { name: name.clone(), consequence: CONSTRAINED };
                    let finding = Finding::on(*subject, fault);
                    findings.push(if exempt { finding.limited(BY_DEFAULT_ONLY) } else { finding });
                }
            }
            malformed.close(*subject, findings);
            let link = |fault: crate::rules::Fault| {
                let finding = Finding::between(*subject, *issuer, fault);
                if exempt { finding.limited(BY_DEFAULT_ONLY) } else { finding }
            };
            if let Some(fault) = found.mail_in_subject {
                let seen_by_openssl_alone = [Severity::Warning, Severity::Error, Severity::Error];
                findings.push(link(fault.into()).limited(seen_by_openssl_alone));
            }
            if let Some(fault) = found.violated {
                findings.push(link(fault.into()));
            } else if let Some(kind) = found.unsupported {
                findings.push(link(NameConstraintUnsupported { kind }.into()));
            }
            if left.get() == 0 {
                let place = Place::Path(0);
                findings
                    .push(Finding::new(place, super::witness::PathTooComplex { limit: "name-constraints" }));
                return;
            }
        }
    }
}

/// What one CA's constraints say of one name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Allowance {
    /// Nothing against it.
    Allowed,
    /// There are permitted subtrees for names of its kind, and it lies in none.
    NotPermitted,
    /// It lies in an excluded subtree.
    Excluded,
}

/// Compares one name with one CA's constraints.
pub(crate) fn allowance(name: &GeneralName, constraints: &NameConstraints) -> Allowance {
    if constraints.permitted.count(name) > 0 && !constraints.permitted.cover(name) {
        Allowance::NotPermitted
    } else if constraints.excluded.touch(name) {
        Allowance::Excluded
    } else {
        Allowance::Allowed
    }
}

/// The first excluded subtree that a name lies in, as text.
pub(crate) fn excluding(name: &GeneralName, constraints: &NameConstraints) -> Option<String> {
    let found = constraints
        .excluded
        .iter()
        .find(|constraint| Subtrees::from(vec![(*constraint).clone()]).touch(name))?;
    Some(display_constraint(found))
}

fn check_form(
    context: &Context<'_>,
    issuer: CertificateId,
    constraints: &NameConstraints,
    below: &[CertificateId],
    findings: &mut Vec<Finding>,
) {
    // Nobody compares a constraint with names of other kinds: what it would say does not matter then. webpki reads the tags of all.
    let alternatives =
        below.iter().filter_map(|id| context.bag.get(*id).extensions.subject_alt_names.as_ref());
    let kinds: BTreeSet<u8> = gather(alternatives.flat_map(|found| found.value.iter().map(GeneralName::tag)));
    let matters = |constraint: &GeneralName| {
        matches!(constraint, GeneralName::Invalid(..)) || kinds.contains(&constraint.tag())
    };
    let mut leading = Tally::of(Code::NameConstraintLeadingPeriod);
    let mut malformed = Tally::of(Code::NameConstraintMalformed);
    for constraint in constraints.permitted.iter().chain(&constraints.excluded) {
        if let GeneralName::Dns(text) = constraint
            && text.starts_with('.')
            && is_dns_constraint(text)
        {
            if !leading.admits() {
                continue;
            }
            findings.push(Finding::on(issuer, NameConstraintLeadingPeriod { constraint: text.clone() }));
        } else if !is_well_formed(constraint) && malformed.admits() {
            let fault = NameConstraintMalformed { constraint: display_constraint(constraint) };
            let finding = Finding::on(issuer, fault);
            findings.push(match matters(constraint) {
                true => finding,
                false => finding.limited([Severity::Warning, Severity::Error, Severity::Error]),
            });
        }
    }
    leading.close(issuer, findings);
    malformed.close(issuer, findings);
}

/// What one certificate's names are found to be against one CA's constraints.
#[derive(Default)]
struct Comparison {
    violated: Option<NameConstraintViolated>,
    /// The same for an emailAddress of the subject, which webpki and Go do not look at.
    mail_in_subject: Option<NameConstraintViolated>,
    /// Names of which nothing can be said, since they have not the form of their kind.
    malformed: Vec<String>,
    unsupported: Option<&'static str>,
}

fn compare_all(certificate: &Certificate, constraints: &NameConstraints, left: &Cell<usize>) -> Comparison {
    let mut result = Comparison::default();
    let is_mail = |name: &GeneralName| matches!(name, GeneralName::Email(_));
    let alternatives = certificate.extensions.subject_alt_names.as_ref();
    let mail_in_subject = !alternatives.is_some_and(|found| found.value.iter().any(is_mail));
    for name in names_of(certificate) {
        let is_mail_in_subject = mail_in_subject && is_mail(&name);
        // A dNSName that cannot be read is held against constraints all the same.
        let unread = GeneralName::Dns(String::new());
        let counted = if matches!(name, GeneralName::Invalid(2, _)) { &unread } else { &name };
        let cost = constraints.permitted.count(counted) + constraints.excluded.count(counted);
        if is_unreadable(&name) || (cost > 0 && !is_comparable(&name)) {
            result.malformed.push(display(&name));
            continue;
        }
        if cost == 0 {
            continue;
        }
        if left.get() < cost {
            left.set(0);
            return result;
        }
        left.set(left.get() - cost);
        if allowance(&name, constraints) != Allowance::Allowed {
            let same_kind = |constraint: &&GeneralName| constraint.tag() == name.tag();
            let list =
                |of: &Subtrees| of.iter().filter(same_kind).map(display_constraint).collect::<Listed>();
            let violated = match is_mail_in_subject {
                true => &mut result.mail_in_subject,
                false => &mut result.violated,
            };
            let violated = violated.get_or_insert_with(|| NameConstraintViolated {
                names: Listed::default(),
                permitted: list(&constraints.permitted),
                excluded: list(&constraints.excluded),
            });
            violated.names.push(|| display(&name));
        } else if !matches!(name, GeneralName::Dns(_) | GeneralName::Ip(_)) && !is_mail_in_subject {
            result.unsupported = Some(kind_name(&name));
        }
    }
    // webpki takes every certificate to have a directoryName, even one whose subject is empty.
    let directory = GeneralName::Directory(certificate.subject.clone());
    let all = constraints.permitted.iter().chain(&constraints.excluded);
    if certificate.subject.is_empty() && all.into_iter().any(|constraint| constraint.tag() == directory.tag())
    {
        result.unsupported = Some(kind_name(&directory));
    }
    result
}

/// Every name that constraints apply to: subjectAltName, the subject, and, where no subjectAltName holds an address of
/// electronic mail, those of the subject (RFC 5280 §4.2.1.10).
pub(crate) fn names_of(certificate: &Certificate) -> Vec<GeneralName> {
    let alternatives = certificate.extensions.subject_alt_names.as_ref();
    let mut names = alternatives.map(|found| found.value.clone()).unwrap_or_default();
    if !certificate.subject.is_empty() {
        names.push(GeneralName::Directory(certificate.subject.clone()));
    }
    if !names.iter().any(|name| matches!(name, GeneralName::Email(_))) {
        let attributes = certificate.subject.attributes.iter();
        names.extend(
            attributes
                .filter(|(attribute_type, _)| attribute_type == "emailAddress")
                .map(|(_, value)| GeneralName::Email(value.clone())),
        );
    }
    names
}

/// The names of an end entity as those see it who take the common name for a host where there is no subjectAltName.
pub(crate) fn host_names_of(certificate: &Certificate) -> Vec<GeneralName> {
    let mut names = names_of(certificate);
    if certificate.extensions.subject_alt_names.is_none() {
        let host = certificate.subject.common_name().filter(|name| name.contains('.') && !name.contains(' '));
        names.extend(host.map(|name| GeneralName::Dns(name.to_owned())));
    }
    names
}

fn kind_name(name: &GeneralName) -> &'static str {
    match name {
        GeneralName::Email(_) => "rfc822Name",
        GeneralName::Directory(_) => "directoryName",
        GeneralName::Uri(_) => "uniformResourceIdentifier",
        GeneralName::Other(_) => "otherName",
        _ => "GeneralName",
    }
}

fn is_dns_constraint(constraint: &str) -> bool {
    let base = constraint.strip_prefix('.').unwrap_or(constraint);
    constraint.is_empty()
        || base.split('.').all(|label| {
            (1..=63).contains(&label.len())
                && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'))
                && !label.starts_with('-')
                && !label.ends_with('-')
        })
}

fn is_well_formed(constraint: &GeneralName) -> bool {
    match constraint {
        GeneralName::Dns(text) => is_dns_constraint(text),
        GeneralName::Ip(octets) => {
            let (_, mask) = octets.split_at(octets.len() / 2);
            matches!(octets.len(), 8 | 32) && is_prefix_mask(mask)
        }
        GeneralName::Email(text) => match text.rsplit_once('@') {
            Some((local, host)) => {
                !local.is_empty() && !host.is_empty() && is_dns_constraint(host) && !host.starts_with('.')
            }
            None => is_dns_constraint(text),
        },
        GeneralName::Uri(text) => !text.is_empty() && is_dns_constraint(text),
        GeneralName::Directory(_) | GeneralName::Other(_) | GeneralName::Rare(_) => true,
        GeneralName::Invalid(..) => false,
    }
}

fn display_constraint(constraint: &GeneralName) -> String {
    match constraint {
        GeneralName::Ip(octets) if matches!(octets.len(), 8 | 32) => {
            let (base, mask) = octets.split_at(octets.len() / 2);
            let length: u32 = mask.iter().map(|octet| octet.count_ones()).sum();
            format!("{}/{length}", display(&GeneralName::Ip(base.to_vec())))
        }
        other => display(other),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::certificate::name::Name;

    #[test]
    fn a_mailbox_in_a_constraint_has_both_its_parts() {
        let is_well_formed = |text: &str| is_well_formed(&GeneralName::Email(text.to_owned()));
        for text in ["me@example.com", "example.com", ".example.com", ""] {
            assert!(is_well_formed(text), "{text}");
        }
        for text in ["@example.com", "me@", "me@.example.com", "me@exa mple.com", "*.example.com"] {
            assert!(!is_well_formed(text), "{text}");
        }
    }

    #[test]
    fn kinds_of_names_are_called_as_rfc_5280_calls_them() {
        let text = || String::from("x");
        let directory = Name { der: vec![0x30, 0], attributes: Vec::new() };
        for (name, kind) in [
            (GeneralName::Email(text()), "rfc822Name"),
            (GeneralName::Directory(directory), "directoryName"),
            (GeneralName::Uri(text()), "uniformResourceIdentifier"),
            (GeneralName::Other(text()), "otherName"),
            (GeneralName::Rare(3), "GeneralName"),
        ] {
            assert_eq!(kind_name(&name), kind);
        }
    }

    #[test]
    fn a_range_of_addresses_is_shown_by_its_prefix_and_has_one() {
        let range = GeneralName::Ip(vec![192, 0, 2, 0, 255, 255, 255, 0]);
        assert_eq!(display_constraint(&range), "192.0.2.0/24");
        assert!(is_well_formed(&range));
        assert!(!is_well_formed(&GeneralName::Ip(vec![192, 0, 2, 0, 255, 0, 255, 0])));
    }
}
