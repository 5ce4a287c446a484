//! What is known in the world about the CA that a path ends at: a product that inspects TLS, or a root with a history.

use super::Context;
use crate::certificate::Certificate;
use crate::certificate::extensions::GeneralName;
use crate::certificate::name::Name;
use crate::fault::{CertificateId, Finding, declare_fault};
use crate::interception::{self, Kind};
use crate::path::CertificationPath;
use crate::question::{Language, Purpose};
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
    /// A certificate that only some clients are meant to accept: a placeholder, one for the vendor's edge, for one machine, for a
    /// mesh, or of a national profile.
    CertificateNotForEveryClient = "certificate-not-for-every-client" at Certificate, "",
    default Note, rfc5280 Note, cabf Note
    {
        /// `placeholder`, `origin-only`, `local-development`, `mesh` or `sm2`.
        kind: &'static str,
        /// The product, where one is known.
        product: &'static str,
        /// What the certificate is, in the language asked for.
        what: String,
        /// What to do, in the language asked for.
        advice: String,
        /// Where it is documented.
        source: &'static str,
    }
    en {
        title: "This certificate is not meant for every client",
        message: "{certificate} is {what}. {advice}",
    }
    zh {
        title: "这张证书并非面向所有客户端",
        message: "{certificate} 是{what}。{advice}",
    }
    reference en {
        meaning: "The certificate is of a kind that only some clients are meant to accept.",
        reason: "No change of the chain makes it acceptable to the others: another certificate is needed, or another way to the server.",
        cause: "A proxy shows its placeholder since no certificate is configured for the name; a certificate for the vendor's own edge is reached directly; a CA for development is used beyond the machine; a service mesh answers in place of the service; a site shows its SM2 certificate to a client that does not know SM2.",
        mending: "Configure the site's own certificate, connect through the edge, install the development CA on this machine, exempt the port from the mesh, or add an RSA or ECDSA certificate beside the SM2 one.",
        verifiers: "Refused by clients in general; accepted by those that it is meant for.",
    }
    reference zh {
        meaning: "这类证书本来就只面向一部分客户端。",
        reason: "改动证书链不能让其他客户端接受它：需要换一张证书，或换一条访问服务器的途径。",
        cause: "代理没有为该名称配置证书，于是出示占位证书；绕过厂商的边缘节点直接访问了源站；开发用的 CA 用到了本机之外；服务网格代替服务作了应答；站点向不支持国密的客户端出示了 SM2 证书。",
        mending: "配置站点自己的证书；通过边缘节点访问；在本机安装开发 CA 的根；让该端口绕过服务网格；或在 SM2 证书之外另配一张 RSA/ECDSA 证书。",
        verifiers: "一般客户端拒绝；只有它所面向的客户端接受。",
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
        cause: "根证书计划会移除或不再信任某些 CA；CA 也会迁移到新的根。",
        mending: "按说明安装该 CA 现行的证书链，或更新客户端的信任锚集合。",
        verifiers: "各信任库的日期不同：Mozilla、Chrome、微软、苹果和 Java 各自决定。",
    }
}

/// The CA above the last certificate of the path, and the last certificate itself.
pub(super) fn check(context: &Context<'_>, path: &CertificationPath, findings: &mut Vec<Finding>) {
    check_interception(context, path, findings);
    if let Some(finding) = not_for_every_client(context, path) {
        findings.push(finding);
    }
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

/// A certificate of the path that is not meant for every client, if there is one.
fn not_for_every_client(context: &Context<'_>, path: &CertificationPath) -> Option<Finding> {
    let of = |id: CertificateId, kind, product, what: [&str; 2], advice: String, source| {
        let [english, chinese] = what;
        let what = match context.language {
            Language::English => english.to_owned(),
            Language::Chinese => chinese.to_owned(),
        };
        Finding::on(id, CertificateNotForEveryClient { kind, product, what, advice, source })
    };
    let end_entity = context.bag.get(path.end_entity());
    let names = end_entity.extensions.subject_alt_names.as_ref().map(|found| found.value.as_slice());
    let names = names.unwrap_or_default();
    let is_of_a_mesh =
        |name: &GeneralName| matches!(name, GeneralName::Uri(uri) if uri.starts_with("spiffe://"));
    if !names.is_empty() && names.iter().all(is_of_a_mesh) && context.purpose == Purpose::ServerAuth {
        return Some(of(
            path.end_entity(),
            "mesh",
            "",
            MESH,
            in_language(MESH_ADVICE, context.language),
            SPIFFE,
        ));
    }
    let is_sm2 = |certificate: &Certificate| {
        certificate.key.name == "EC SM2" || certificate.algorithm_info.name == "SM2-with-SM3"
    };
    if let Some(id) = path.certificates.iter().find(|id| is_sm2(context.bag.get(**id))) {
        return Some(of(*id, "sm2", "", SM2, in_language(SM2_ADVICE, context.language), RFC_8998));
    }
    if path.is_anchored() {
        return None;
    }
    path.certificates.iter().find_map(|id| {
        let certificate = context.bag.get(*id);
        let issuer: Vec<(&str, &str)> = certificate
            .issuer
            .attributes
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .collect();
        let product = interception::looks_like(&issuer)?;
        let (kind, [english, chinese]) = match product.kind {
            Kind::Placeholder => ("placeholder", PLACEHOLDER),
            Kind::OriginOnly => ("origin-only", ORIGIN_ONLY),
            Kind::LocalDevelopment => ("local-development", LOCAL_DEVELOPMENT),
            _ => return None,
        };
        let with_product = |text: &str| crate::letters::fill(text, &|_| product.name.to_owned());
        let what = [with_product(english), with_product(chinese)];
        let [english, chinese] = &what;
        let advice = match kind {
            "placeholder" => PLACEHOLDER_ADVICE,
            "origin-only" => ORIGIN_ONLY_ADVICE,
            _ => LOCAL_DEVELOPMENT_ADVICE,
        };
        let advice = in_language(advice, context.language);
        Some(of(*id, kind, product.name, [english, chinese], advice, product.source))
    })
}

fn in_language(words: [&str; 2], language: Language) -> String {
    let [english, chinese] = words;
    match language {
        Language::English => english.to_owned(),
        Language::Chinese => chinese.to_owned(),
    }
}

const SPIFFE: &str = "https://github.com/spiffe/spiffe/blob/main/standards/X509-SVID.md";
const RFC_8998: &str = "https://www.rfc-editor.org/rfc/rfc8998";
const PLACEHOLDER: [&str; 2] = [
    "what {product} shows when no certificate is configured for the name that was asked for",
    " {product} 在没有为所请求的名称配置证书时出示的占位证书",
];
const ORIGIN_ONLY: [&str; 2] = [
    "of {product}, which is trusted by the vendor's own edge alone",
    " {product} 签发的证书，只有厂商自己的边缘节点信任它",
];
const LOCAL_DEVELOPMENT: [&str; 2] = [
    "of {product}, which makes certificates for development on one's own machine",
    " {product} 为本机开发生成的证书",
];
const PLACEHOLDER_ADVICE: [&str; 2] = [
    "Configure the site's own certificate there, and check that the name matches.",
    "请在那里配置站点自己的证书，并检查名称是否匹配。",
];
const ORIGIN_ONLY_ADVICE: [&str; 2] = [
    "Connect through the edge, or install a certificate of a public CA on the origin.",
    "请通过边缘节点访问，或在源站上安装公共 CA 签发的证书。",
];
const LOCAL_DEVELOPMENT_ADVICE: [&str; 2] = [
    "Give its root to this client on your own machine only; a server that others use needs a certificate of a CA that they trust.",
    "只在自己的机器上把它的根证书交给客户端；供他人使用的服务器需要他们信任的 CA 签发的证书。",
];
const MESH: [&str; 2] = [
    "the identity of a workload in a service mesh: it names no host, only a spiffe:// identity",
    "服务网格中某个工作负载的身份证书：它不含任何主机名，只有 spiffe:// 身份",
];
const MESH_ADVICE: [&str; 2] = [
    "The mesh's sidecar (Istio, Linkerd, SPIRE) answered in place of the service: exclude the port from the mesh, or let the client take part in it.",
    "服务网格的 sidecar（Istio、Linkerd、SPIRE）代替服务作了应答：请让该端口绕过服务网格，或让客户端也加入服务网格。",
];
const SM2: [&str; 2] = [
    "an SM2 certificate, which clients of the Chinese profile (TLCP, RFC 8998) alone accept",
    " SM2（国密）证书，只有国密客户端接受",
];
const SM2_ADVICE: [&str; 2] = [
    "Browsers at large and OpenSSL 3 as it comes do not take it: sites install an RSA or ECDSA certificate beside it. Signatures with SM2 were not verified here.",
    "普通浏览器和 OpenSSL 3 默认不支持，需要另配一张 RSA/ECDSA 证书。这里没有验证 SM2 签名；国密客户端有 360、奇安信浏览器以及 Tongsuo、GmSSL 等（TLCP、RFC 8998）。",
];

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
