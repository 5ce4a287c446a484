//! What is known in the world about the CA that a path ends at: a product that inspects TLS, or a root with a history.

use super::Context;
use crate::certificate::name::Name;
use crate::fault::{CertificateId, Finding, declare_fault};
use crate::interception;
use crate::path::CertificationPath;
use crate::question::Language;
use crate::root_history;

declare_fault! {
    /// The path ends in the CA of a product that puts its own certificates in place of the servers'.
    IssuerIsInterception = "issuer-is-interception" at Certificate, "",
    default Note, rfc5280 Note, cabf Note
    {
        /// The product.
        product: &'static str,
        /// Who makes it.
        vendor: &'static str,
        /// The name that it is known by here.
        issuer_name: String,
        /// What to ask for, in the language asked for.
        advice: String,
        /// Where the name is documented.
        source: &'static str,
    }
    en {
        title: "This looks like a product that inspects TLS",
        message: "{certificate} was issued by “{issuer_name}”, which looks like {product}: not the server answered, but something between. {advice}",
    }
    zh {
        title: "看起来是检查 TLS 流量的产品",
        message: "{certificate} 由 “{issuer_name}” 签发，看起来是 {product}：应答的不是服务器本身，而是中间的设备或软件。{advice}",
    }
    reference en {
        meaning: "The issuer's name is one that a TLS-inspecting proxy, antivirus or debugging tool gives to its CA.",
        reason: "Such a product stands between client and server, opens the connection and signs a certificate of its own.",
        cause: "A company's network, an antivirus product on the machine, or a debugging proxy that is still running.",
        mending: "Ask the people who run the product for its root certificate and add it to the client's anchors, or ask them to exempt the site. For a debugging tool: end it, or follow its manual.",
        verifiers: "Browsers use the system's store, where the product put its root; Python, Node and Java bring their own and do not know it.",
    }
    reference zh {
        meaning: "签发者的名称是 TLS 检查代理、杀毒软件或调试工具常用的 CA 名称。",
        reason: "这类产品位于客户端和服务器之间，打开连接并签发自己的证书。",
        cause: "公司网络、本机的杀毒软件，或仍在运行的调试代理。",
        mending: "向该产品的管理者索取根证书，加入客户端的信任锚，或请他们对该站点放行。调试工具：停用它，或按其手册操作。",
        verifiers: "浏览器使用系统信任库，产品已把自己的根放在那里；Python、Node 和 Java 自带信任锚，不认识它。",
    }
}

declare_fault! {
    /// Something happened to a root: it expired, was removed, distrusted or replaced.
    RootHistory = "root-history" at Certificate, "",
    default Note, rfc5280 Note, cabf Note
    {
        /// The CA.
        ca: String,
        /// `expired`, `removed`, `distrusted-for-new-certificates`, `distrusted`, `replaced` or `rule`.
        event: &'static str,
        /// The day.
        date: String,
        /// By whom it was decided.
        by: &'static str,
        /// What stands in its place.
        successor: Option<String>,
        /// What there is to say, in the language asked for.
        note: String,
        /// Where it can be read.
        source: &'static str,
    }
    en {
        title: "Something happened to this CA",
        message: "“{ca}” ({date}, {by}): {note}",
    }
    zh {
        title: "这个 CA 有过变动",
        message: "“{ca}”（{date}，{by}）：{note}",
    }
    reference en {
        meaning: "Something is on record about this CA: it expired, was removed from a root store, distrusted or replaced.",
        reason: "Why a chain stopped working is often told by the CA's history, not by the chain.",
        cause: "Root programs remove and distrust CAs; CAs move to new roots.",
        mending: "Install the CA's current chain, or update the client's set of anchors, as the note says.",
        verifiers: "Stores differ in date: Mozilla, Chrome, Microsoft, Apple and Java decide each for itself.",
    }
    reference zh {
        meaning: "关于这个 CA 有记录在案的变动：过期、从根证书库移除、不再受信任或被取代。",
        reason: "证书链为何突然失效，往往要看 CA 的历史，而不是证书链本身。",
        cause: "根证书计划会移除或不再信任某些 CA;CA 也会迁移到新的根。",
        mending: "按说明安装该 CA 现行的证书链，或更新客户端的信任锚集合。",
        verifiers: "各信任库的日期不同：Mozilla、Chrome、微软、苹果和 Java 各自决定。",
    }
}

/// The CA above the last certificate of the path, and the last certificate itself.
pub(super) fn check(context: &Context<'_>, path: &CertificationPath, findings: &mut Vec<Finding>) {
    check_interception(context, path, findings);
    // A trusted path needs no history.
    let anchored = path.is_anchored();
    let last = context.bag.get(path.last());
    let dated = findings.len();
    if !anchored || last.not_after < context.at {
        tell_history(
            context,
            path.last(),
            &last.subject,
            Some(&crate::certificate::hex(&last.sha256)),
            findings,
        );
    }
    if !anchored && findings.len() == dated && !last.is_self_issued() {
        tell_history(context, path.last(), &last.issuer, None, findings);
    }
}

fn check_interception(context: &Context<'_>, path: &CertificationPath, findings: &mut Vec<Finding>) {
    for id in &path.certificates {
        let certificate = context.bag.get(*id);
        let issuer: Vec<(&str, &str)> = certificate
            .issuer
            .attributes
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        let Some(product) = interception::looks_like(&issuer) else { continue };
        if !product.kind.is_interception() {
            continue;
        }
        let advice = match context.language {
            Language::English => product.advice_en(),
            Language::Chinese => product.advice_zh(),
        };
        let issuer_name = certificate.issuer.label().unwrap_or_default();
        let fault = IssuerIsInterception {
            product: product.name,
            vendor: product.vendor,
            issuer_name,
            advice,
            source: product.source,
        };
        findings.push(Finding::on(*id, fault));
        return;
    }
}

fn tell_history(
    context: &Context<'_>,
    at: CertificateId,
    name: &Name,
    sha256: Option<&str>,
    findings: &mut Vec<Finding>,
) {
    let Some(common_name) = name.common_name().or_else(|| name.first("OU")) else { return };
    for fact in root_history::about(common_name, name.first("O"), sha256) {
        let note = match context.language {
            Language::English => fact.note_en,
            Language::Chinese => fact.note_zh,
        };
        let fault = RootHistory {
            ca: common_name.to_owned(),
            event: fact.event.as_str(),
            date: fact.date.into_owned(),
            by: fact.by,
            successor: fact.successor.map(str::to_owned),
            note: note.into_owned(),
            source: fact.source.url,
        };
        findings.push(Finding::on(at, fault));
    }
}
