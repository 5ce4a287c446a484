//! What webpki, the second witness, cannot read though nothing forbids it: its documented limits.

use super::Context;
use crate::certificate::extensions::{GeneralName, NameConstraints};
use crate::fault::{Finding, Phrase, Time, declare_fault};
use crate::path::CertificationPath;

declare_fault! {
    /// A value that webpki has no room for.
    WebpkiLimit = "webpki-limit" at Certificate, "RFC 5280 §6.1",
    default Error, rfc5280 Note, cabf Note
    {
        /// Which limit.
        limit: Phrase,
    }
    en {
        title: "Beyond what the second verifier can read",
        message: "{certificate} has {limit}. No document forbids that; the second verifier here (webpki) cannot take it and refuses the chain.",
    }
    zh {
        title: "超出第二个验证器的读取能力",
        message: "{certificate} 带有{limit}。没有任何文件禁止这样做；但这里的第二个验证器（webpki）处理不了，会拒绝整条证书链。",
    }
    reference en {
        meaning: "A value is allowed and lies outside what webpki can hold: a path length above 255, a date before 1970, a dNSName constraint that is no host name.",
        reason: "webpki is the verifier of rustls; its readers are small on purpose.",
        cause: "A CA that writes \"no limit\" as a large number, or a beginning far in the past as \"always\".",
        mending: "Leave pathLenConstraint out instead of writing a large number; begin the validity after 1970; put addresses into iPAddress constraints.",
        verifiers: "rustls clients say BadEncoding or MalformedNameConstraint. OpenSSL and Go accept.",
    }
    reference zh {
        meaning: "某个值是允许的，却超出 webpki 能容纳的范围：大于 255 的路径长度、1970 年以前的日期、不是主机名的 dNSName 约束。",
        reason: "webpki 是 rustls 的验证器，它的读取代码有意保持精简。",
        cause: "CA 用很大的数字表示“不限制”，或用很早的起始日期表示“一直有效”。",
        mending: "不限制路径长度时省略 pathLenConstraint；有效期从 1970 年以后开始；IP 地址写进 iPAddress 约束。",
        verifiers: "rustls 客户端报 BadEncoding 或 MalformedNameConstraint。OpenSSL 和 Go 接受。",
    }
}

const PATH_LENGTH: Phrase =
    Phrase {
        token: "path-length", en: "a pathLenConstraint above 255", zh: "大于 255 的 pathLenConstraint"
    };
const DATE: Phrase = Phrase { token: "date", en: "a date before 1970", zh: "1970 年以前的日期" };
const DNS_CONSTRAINT: Phrase = Phrase {
    token: "dns-constraint",
    en: "a dNSName constraint that is no host name",
    zh: "不是主机名的 dNSName 约束",
};

/// Limits of webpki on the path.
pub(super) fn check(context: &Context<'_>, path: &CertificationPath, findings: &mut Vec<Finding>) {
    let mut host_names_below = false;
    for id in &path.certificates {
        let extensions = &context.bag.get(*id).extensions;
        let constraints = extensions.name_constraints.as_ref();
        if host_names_below && constraints.is_some_and(|found| has_refused_constraint(&found.value)) {
            findings.push(Finding::on(*id, WebpkiLimit { limit: DNS_CONSTRAINT }));
        }
        host_names_below |= !extensions.dns_names().is_empty();
        let certificate = context.bag.get(*id);
        if certificate.origin.is_anchor() {
            // webpki does not look at an anchor's dates and path length.
            continue;
        }
        let length = extensions.basic_constraints.as_ref().and_then(|found| found.value.path_len);
        if length.is_some_and(|length| length > 255) {
            findings.push(Finding::on(*id, WebpkiLimit { limit: PATH_LENGTH }));
        }
        if certificate.not_before < Time(0) || certificate.not_after < Time(0) {
            findings.push(Finding::on(*id, WebpkiLimit { limit: DATE }));
        }
    }
}

fn has_refused_constraint(constraints: &NameConstraints) -> bool {
    let all = constraints.permitted.iter().chain(constraints.excluded.iter());
    all.into_iter().any(|name| matches!(name, GeneralName::Dns(text) if is_refused_constraint(text)))
}

/// A dNSName constraint that has the form of one and that webpki does not take (`is_valid_dns_id`): longer than a host name can be, or
/// with a last label of digits, as an address has.
fn is_refused_constraint(text: &str) -> bool {
    let last = text.rsplit('.').next().unwrap_or_default();
    text.len() > 253 || (!last.is_empty() && last.bytes().all(|byte| byte.is_ascii_digit()))
}
