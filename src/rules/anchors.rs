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
        message: "Among the trust anchors {names?stands the certificate of a server, not of a CA|stand certificates of servers, not of CAs}: {names}. {names?It vouches for nothing but itself, is outdated with its next renewal|They vouch for nothing but themselves, are outdated with the next renewal}.",
    }
    zh {
        title: "信任锚中有服务器证书",
        message: "信任锚中有服务器证书而不是 CA 证书：{names}。{names?它只能为自己担保|它们只能为自己担保}，下次续期后就失效。",
    }
    reference en {
        meaning: "Among the trust anchors stands a certificate of a server (an end entity), not of a CA.",
        reason: "A trust anchor is where paths end. A server's certificate can only end the path of that one certificate, and stops doing so with the next renewal.",
        cause: "Somebody exported what the server showed and added it to the trust store, or put the server's certificate instead of the CA's into the bundle.",
        mending: "Replace it by the certificate of the CA that issued it, obtained from whoever runs the CA.",
        verifiers: "Python 3.13, curl and Go take such an anchor for that one certificate; OpenSSL by default, Node, rustls and GnuTLS do not unless it is self-signed.",
    }
    reference zh {
        meaning: "信任锚中有一张服务器（终端实体）的证书，而不是 CA 证书。",
        reason: "信任锚是证书路径的终点。服务器证书只能作为它自己那条路径的终点，下一次续期后就失去作用。",
        cause: "有人把服务器出示的证书导出后加入了信任库，或者在证书包里放的是服务器证书而不是 CA 证书。",
        mending: "换成签发它的 CA 的证书，并从该 CA 的运营者处取得。",
        verifiers: "Python 3.13、curl 和 Go 接受它，但只对这一张证书有效；默认的 OpenSSL、Node、rustls 和 GnuTLS 不接受，除非它是自签名的。",
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
        message: "{names?This trust anchor has|These trust anchors have} expired: {names}. No path should need {names?it|them}; a set that still holds {names?it|them} is an old one.",
    }
    zh {
        title: "部分信任锚已过期",
        message: "{names?这个信任锚|这些信任锚}已过期：{names}。不应再有路径需要{names?它|它们}；仍包含{names?它|它们}的集合是旧的。",
    }
    reference en {
        meaning: "Some of the trust anchors are outside their validity period.",
        reason: "An expired anchor does no harm by itself, but shows that the set is old, and clients that prefer it over a living path of the same key fail.",
        cause: "A bundle that is never updated: a container image, a pinned certifi, a Java keystore.",
        mending: "Update the bundle, or remove what has expired from a bundle of your own.",
        verifiers: "OpenSSL, Go and browsers refuse a path that ends at an expired anchor; rustls and Java do not look at its dates.",
    }
    reference zh {
        meaning: "部分信任锚已不在有效期内。",
        reason: "过期的信任锚本身无害，但说明这个集合是旧的；有的客户端会优先选它而不选同一密钥的有效路径，于是失败。",
        cause: "证书包从不更新：容器镜像、固定版本的 certifi、Java 密钥库。",
        mending: "更新证书包；如果是自己维护的证书包，删去已过期的证书。",
        verifiers: "OpenSSL、Go 和浏览器拒绝终止于过期信任锚的路径；rustls 和 Java 不检查信任锚的日期。",
    }
}

declare_fault! {
    /// The same anchor several times.
    AnchorsDuplicated = "anchors-duplicated" at Anchors, "",
    default Note, rfc5280 Note, cabf Note
    {
        /// The anchors that stand there more than once.
        names: Vec<String>,
    }
    en {
        title: "Trust anchors stand there more than once",
        message: "{names?This trust anchor stands|These trust anchors stand} among the pasted ones more than once: {names}. That does no harm; a bundle that grows so is appended to by a script at every start.",
    }
    zh {
        title: "信任锚重复出现",
        message: "{names?这个信任锚|这些信任锚}在粘贴的内容中不止出现一次：{names}。这并无害处；但证书包如此增长，往往是有脚本在每次启动时追加。",
    }
    reference en {
        meaning: "The same certificate stands among the pasted trust anchors several times.",
        reason: "It is counted once, and does no harm; but the set is not what somebody takes it to be.",
        cause: "A script appends the company's root to the bundle at every start of a container, or two bundles were put together.",
        mending: "Make the bundle anew from its sources instead of appending to it.",
        verifiers: "All take each anchor once; Java's keytool refuses a second one of the same alias.",
    }
    reference zh {
        meaning: "同一张证书在粘贴的信任锚中出现了几次。",
        reason: "只计一次，并无害处；但这个集合与维护者以为的不一样。",
        cause: "容器每次启动时脚本都把公司根证书追加到证书包，或者把两个证书包拼在了一起。",
        mending: "从来源重新生成证书包，而不是往里追加。",
        verifiers: "各客户端都只算一次；Java 的 keytool 会拒绝相同别名的第二张。",
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
        message: "有几个信任锚名称相同、密钥不同：{names}。说明 CA 曾重新创建；有些客户端只尝试其中一个。",
    }
    reference en {
        meaning: "Several trust anchors bear the same name and have different keys.",
        reason: "Issuers are looked for by name. Where two anchors share one, a verifier must try both keys; some try only the first.",
        cause: "A CA was set up anew under its old name, and both certificates stayed in the store.",
        mending: "Remove the certificate that is no longer used. When a CA is created anew, give it a new name.",
        verifiers: "webpki, Go, NSS and Chromium try every candidate; OpenSSL 1.0 and some embedded verifiers do not go back once they have chosen.",
    }
    reference zh {
        meaning: "有几个信任锚名称相同而密钥不同。",
        reason: "签发者是按名称查找的。名称相同时，验证器必须把两把密钥都试一遍，而有的只试第一把。",
        cause: "CA 以原来的名称重新创建，两张证书都留在了信任库里。",
        mending: "删除不再使用的那一张。重新创建 CA 时请换一个名称。",
        verifiers: "webpki、Go、NSS 和 Chromium 会尝试所有候选；OpenSSL 1.0 和一些嵌入式验证器选定之后不再回头。",
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
        message: "{count?The only trust anchor is no public root|None of the # trust anchors is a public root} of Mozilla's list. A client that is given only {count?this one|these} (SSL_CERT_FILE and REQUESTS_CA_BUNDLE replace its own) refuses every public site.",
    }
    zh {
        title: "信任锚中没有公共根证书",
        message: "{count?唯一的信任锚不是|# 个信任锚中没有一个是} Mozilla 列表里的公共根证书。只拿到{count?它|这些信任锚}的客户端（SSL_CERT_FILE 和 REQUESTS_CA_BUNDLE 会取代自带的信任锚）会拒绝所有公共网站。",
    }
    reference en {
        meaning: "None of the trust anchors is a root of Mozilla's list: only private CAs are trusted.",
        reason: "A client given only these can reach the company's own servers and refuses every public site.",
        cause: "SSL_CERT_FILE, REQUESTS_CA_BUNDLE or npm's cafile was set to the company's root alone. They replace the client's own anchors, they do not add to them.",
        mending: "Put the public roots and the company's root into one file, or use a setting that adds (NODE_EXTRA_CA_CERTS, the system's trust store).",
        verifiers: "All clients behave alike once the set is given; what differs is whether a setting replaces or adds.",
    }
    reference zh {
        meaning: "信任锚中没有 Mozilla 列表里的根证书：只信任私有 CA。",
        reason: "只拿到这些信任锚的客户端能访问公司自己的服务器，却会拒绝所有公共网站。",
        cause: "SSL_CERT_FILE、REQUESTS_CA_BUNDLE 或 npm 的 cafile 只指向了公司的根证书。它们会取代客户端自带的信任锚，而不是追加。",
        mending: "把公共根证书和公司根证书合并到一个文件，或使用追加式的设置（NODE_EXTRA_CA_CERTS、系统信任库）。",
        verifiers: "集合一旦给定，各客户端表现相同；区别在于某项设置是取代还是追加。",
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
        message: "Of the {of} roots that Mozilla trusts for servers ({as_of}), {absent?1 is|# are} not among the anchors: {names}. If the set is an old certifi or ca-certificates, update it.",
    }
    zh {
        title: "公共根证书集合不是最新的",
        message: "Mozilla 信任的 {of} 个服务器根证书（{as_of}）中，有 {absent} 个不在信任锚里：{names}。如果这是旧的 certifi 或 ca-certificates，请更新。",
    }
    reference en {
        meaning: "Most public roots are among the anchors, and some of the current ones are not.",
        reason: "A site may be issued from a root that is newer than the set.",
        cause: "An old certifi, ca-certificates or Java keystore, often baked into an image.",
        mending: "Update the package that brings the set, or build the image anew.",
        verifiers: "Mozilla's, Microsoft's, Apple's and Google's lists differ a little among themselves, so a few absent roots are normal in a system's own store.",
    }
    reference zh {
        meaning: "信任锚包含大部分公共根证书，但缺少一些现行的根。",
        reason: "网站可能由比这个集合更新的根签发。",
        cause: "旧的 certifi、ca-certificates 或 Java 密钥库，常常固化在镜像里。",
        mending: "更新提供该集合的软件包，或重新构建镜像。",
        verifiers: "Mozilla、微软、苹果和谷歌的列表彼此略有差异，因此系统自带的信任库缺少几个根是正常的。",
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
        report(AnchorsLackPublicRoots { count: context.anchor_count }.into());
    } else if present >= MEANT_TO_BE_ALL && !absent.is_empty() {
        let read = |root: &MozillaRoot| Certificate::read_root(root.tbs(), root.sha256()).ok();
        let names = absent.iter().filter_map(read).map(|root| root.label()).collect();
        let (absent, of) = (absent.len(), MozillaRoot::all().len());
        report(AnchorsOutdated { absent, of, as_of: MOZILLA_AS_OF, names }.into());
    }
}
