//! What is odd about the trust anchors as a set, whichever of them the path leads to.

use std::collections::BTreeMap;

use super::Context;
use crate::anchors::{MOZILLA_AS_OF, MozillaRoot};
use crate::certificate::{Certificate, Origin};
use crate::fault::{Finding, Place, declare_fault};

declare_fault! {
    /// A pasted anchor is an end-entity certificate.
    AnchorIsNotCa = "anchor-is-not-ca" at Anchors, "RFC 5280 §6.1.1 (d)",
    default Warning, rfc5280 Warning, cabf Warning
    {
        /// The anchors that are none.
        names: Vec<String>,
    }
    en {
        title: "A trust anchor is a server's certificate",
        message: "Among the trust anchors stands the certificate of a server, not of a CA: {names}. It vouches for nothing but itself, is outdated with its next renewal, and rustls, Node and older Pythons do not take it as an anchor.",
    }
    zh {
        title: "信任锚中有服务器证书",
        message: "信任锚中有服务器证书而不是 CA 证书:{names}。它只能为自己担保,下次续期后就失效,而且 rustls、Node 和较旧的 Python 不接受它作为信任锚。",
    }
}

declare_fault! {
    /// Anchors outside their validity period.
    AnchorsExpired = "anchors-expired" at Anchors, "RFC 5280 §4.1.2.5",
    default Note, rfc5280 Note, cabf Note
    {
        /// The anchors that have expired.
        names: Vec<String>,
    }
    en {
        title: "Some trust anchors have expired",
        message: "These trust anchors have expired: {names}. No path should need them; a set that still holds them is an old one.",
    }
    zh {
        title: "部分信任锚已过期",
        message: "这些信任锚已过期:{names}。不应再有路径需要它们;仍包含它们的集合是旧的。",
    }
}

declare_fault! {
    /// Anchors of one name with different keys.
    AnchorsShareName = "anchors-share-name" at Anchors, "RFC 4158 §3.5.12",
    default Note, rfc5280 Note, cabf Note
    {
        /// The names that several anchors bear.
        names: Vec<String>,
    }
    en {
        title: "Trust anchors of one name with different keys",
        message: "Several trust anchors bear the same name and have different keys: {names}. A CA was created anew; some clients try only one of them.",
    }
    zh {
        title: "同名的信任锚密钥不同",
        message: "有几个信任锚名称相同、密钥不同:{names}。说明 CA 曾重新创建;有些客户端只尝试其中一个。",
    }
}

declare_fault! {
    /// None of the public roots is among the anchors.
    AnchorsLackPublicRoots = "anchors-lack-public-roots" at Anchors, "",
    default Note, rfc5280 Note, cabf Note
    {
        /// How many anchors there are.
        count: usize,
    }
    en {
        title: "The anchors hold no public root",
        message: "None of the {count} trust anchors is a public root of Mozilla's list. A client that is given only these (SSL_CERT_FILE and REQUESTS_CA_BUNDLE replace its own) refuses every public site.",
    }
    zh {
        title: "信任锚中没有公共根证书",
        message: "{count} 个信任锚中没有一个是 Mozilla 列表里的公共根证书。只拿到这些信任锚的客户端(SSL_CERT_FILE 和 REQUESTS_CA_BUNDLE 会取代自带的信任锚)会拒绝所有公共网站。",
    }
}

declare_fault! {
    /// Most public roots are among the anchors, and some are not.
    AnchorsOutdated = "anchors-outdated" at Anchors, "",
    default Note, rfc5280 Note, cabf Note
    {
        /// How many of the public roots are absent.
        absent: usize,
        /// How many public roots there are.
        of: usize,
        /// The day of the list compared with.
        as_of: &'static str,
        /// Some of those that are absent.
        names: Vec<String>,
    }
    en {
        title: "The set of public roots is not the current one",
        message: "Of the {of} roots that Mozilla trusts for servers ({as_of}), {absent} are not among the anchors: {names}. If the set is an old certifi or ca-certificates, update it.",
    }
    zh {
        title: "公共根证书集合不是最新的",
        message: "Mozilla 信任的 {of} 个服务器根证书({as_of})中,有 {absent} 个不在信任锚里:{names}。如果这是旧的 certifi 或 ca-certificates,请更新。",
    }
}

/// A set that holds this many of the public roots is meant to hold them all.
const MEANT_TO_BE_ALL: usize = 50;

/// The pasted anchors as a set.
pub(super) fn check(context: &Context<'_>, findings: &mut Vec<Finding>) {
    let pasted: Vec<&Certificate> = context
        .bag
        .iter()
        .map(|(_, known)| known)
        .filter(|known| known.origin == Origin::PastedAnchor)
        .collect();
    if pasted.is_empty() {
        return;
    }
    let labels = |filter: &dyn Fn(&Certificate) -> bool| -> Vec<String> {
        pasted.iter().filter(|anchor| filter(anchor)).map(|anchor| anchor.label()).collect()
    };
    let mut report = |fault: crate::rules::Fault| findings.push(Finding::new(Place::Anchors, fault));
    // Before version 3 nothing says whether it is a CA, and a root without basicConstraints is one in practice.
    let is_server =
        |anchor: &Certificate| anchor.extensions.basic_constraints.is_none() && !anchor.is_self_issued();
    let servers = labels(&|anchor| {
        let says_no = anchor.extensions.basic_constraints.as_ref().is_some_and(|found| !found.value.ca);
        anchor.version == 3 && (says_no || is_server(anchor))
    });
    if !servers.is_empty() {
        report(AnchorIsNotCa { names: servers }.into());
    }
    let expired = labels(&|anchor| anchor.not_after < context.at);
    if !expired.is_empty() {
        report(AnchorsExpired { names: expired }.into());
    }
    let mut keys: BTreeMap<&[u8], Vec<&Certificate>> = BTreeMap::new();
    for anchor in &pasted {
        let of_name = keys.entry(&anchor.subject.der).or_default();
        if !of_name.iter().any(|known| known.spki == anchor.spki) {
            of_name.push(anchor);
        }
    }
    let shared = keys.values().filter(|anchors| anchors.len() > 1);
    let shared: Vec<String> =
        shared.filter_map(|anchors| anchors.first()).map(|anchor| anchor.label()).collect();
    if !shared.is_empty() {
        report(AnchorsShareName { names: shared }.into());
    }
    check_public_roots(context, &pasted, &mut report);
}

fn check_public_roots(
    context: &Context<'_>,
    pasted: &[&Certificate],
    report: &mut dyn FnMut(crate::rules::Fault),
) {
    if context.mozilla {
        return;
    }
    let has = |root: &MozillaRoot| pasted.iter().any(|anchor| anchor.sha256 == root.sha256());
    let absent: Vec<MozillaRoot> = MozillaRoot::all().filter(|root| !has(root)).collect();
    let present = MozillaRoot::all().len() - absent.len();
    if present == 0 {
        report(AnchorsLackPublicRoots { count: pasted.len() }.into());
    } else if present >= MEANT_TO_BE_ALL && !absent.is_empty() {
        let read = |root: &MozillaRoot| Certificate::read_root(root.tbs(), root.sha256()).ok();
        let names = absent.iter().filter_map(read).map(|root| root.label()).collect();
        let (absent, of) = (absent.len(), MozillaRoot::all().len());
        report(AnchorsOutdated { absent, of, as_of: MOZILLA_AS_OF, names }.into());
    }
}
