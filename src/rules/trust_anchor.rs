//! RFC 5280 §6.1.1 (d): any certificate can be an anchor, and some clients take only roots.

use super::Context;
use crate::fault::{Finding, Severity, declare_fault};
use crate::input::Says;
use crate::path::CertificationPath;

declare_fault! {
    /// The anchor is no root: its own issuer is not among the anchors, or does not matter.
    AnchorIsNotRoot = "anchor-is-not-root" at Certificate, "RFC 5280 §6.1.1 (d)",
    default Warning, rfc5280 Note, cabf Note
    {
        /// The name of its issuer.
        issuer_name: String,
    }
    en {
        title: "An intermediate is trusted in place of the root",
        message: "The chain ends at {certificate}, which is trusted but no root: “{issuer_name}” issued it.",
    }
    zh {
        title: "信任的是中间证书，而不是根证书",
        message: "证书链终止于受信任的 {certificate}，但它不是根证书，由 “{issuer_name}” 签发。",
    }
    reference en {
        meaning: "The path ends at a trusted certificate that another CA issued.",
        reason: "RFC 5280 lets any certificate be an anchor. OpenSSL by default goes on until it reaches a self-signed one.",
        cause: "Only the intermediate was put into the trust store, often to make up for a server that does not send it.",
        mending: "Trust the root instead, or beside it; the server should send its intermediates.",
        verifiers: "Refused by `openssl s_client`, Python up to 3.12, Node and Bun (code 2, UNABLE_TO_GET_ISSUER_CERT); accepted by Python from 3.13 on, curl, Go, Java, rustls, GnuTLS and browsers.",
    }
    reference zh {
        meaning: "路径终止于一张受信任但由其他 CA 签发的证书。",
        reason: "RFC 5280 允许任何证书作为信任锚；OpenSSL 默认会继续查找，直到自签名的证书。",
        cause: "信任库里只放了中间证书，往往是为了弥补服务器没有发送中间证书。",
        mending: "改为信任根证书，或同时信任根证书；服务器应当发送中间证书。",
        verifiers: "`openssl s_client`、3.12 及以前的 Python、Node 和 Bun 拒绝（错误码 2，UNABLE_TO_GET_ISSUER_CERT）；3.13 起的 Python、curl、Go、Java、rustls、GnuTLS 和浏览器接受。",
    }
}

declare_fault! {
    /// The end entity is itself among the anchors.
    AnchorIsEndEntity = "anchor-is-end-entity" at Certificate, "RFC 5280 §6.1.1 (d)",
    default Warning, rfc5280 Note, cabf Note
    {
        /// Whether it signed itself.
        self_signed: bool,
    }
    en {
        title: "The server's own certificate is trusted directly",
        message: "{certificate} is trusted itself, without a CA.",
    }
    zh {
        title: "直接信任了服务器自己的证书",
        message: "{certificate} 本身就在信任锚之中，没有经过 CA。",
    }
    reference en {
        meaning: "The certificate of the server is itself among the trust anchors.",
        reason: "No CA vouches for it: it is trusted because somebody chose this very certificate. That ends when it is renewed.",
        cause: "A self-signed certificate of a device or a development server was trusted directly.",
        mending: "Better trust a CA of your own and have it issue the certificate: then renewal needs no new trust.",
        verifiers: "Most clients accept it. Firefox does not: its anchors are CAs. rustls and GnuTLS take only a self-signed one, OpenSSL without partial chains likewise; pyca wants an authority key identifier even then.",
    }
    reference zh {
        meaning: "服务器的证书本身就在信任锚之中。",
        reason: "没有 CA 为它担保：信任它只是因为有人选中了这张证书，续期之后信任也随之失效。",
        cause: "直接信任了设备或开发服务器的自签名证书。",
        mending: "最好建立并信任自己的 CA，由它签发证书：这样续期时不必重新建立信任。",
        verifiers: "多数客户端接受。Firefox 不接受：它的信任锚只能是 CA。rustls 和 GnuTLS 只接受自签名的，不允许部分链的 OpenSSL 也是如此；pyca 即便如此仍要求颁发者密钥标识符。",
    }
}

declare_fault! {
    /// The trust store says of a certificate of the path that it is not to be trusted for the purpose.
    AnchorRejected = "anchor-rejected" at Certificate, "RFC 5280 §6.1.1 (d)",
    default Error, rfc5280 Error, cabf Error
    {
        /// The purpose that was asked about.
        purpose: &'static str,
        /// The purposes that the settings trust it for, as dotted numbers; empty: none is named.
        trusted_for: Vec<String>,
        /// The purposes that they reject.
        rejected_for: Vec<String>,
    }
    en {
        title: "The trust store rejects a certificate of this chain",
        message: "{certificate} is among your anchors with the mark that it is not to be trusted for {purpose} (a TRUSTED CERTIFICATE of OpenSSL).",
    }
    zh {
        title: "信任库拒绝了这条链上的一张证书",
        message: "{certificate} 在你的信任锚之中，但标明不得用于 {purpose}（OpenSSL 的 TRUSTED CERTIFICATE）。",
    }
    reference en {
        meaning: "The anchors hold this certificate in OpenSSL's own form, and its trust settings reject the purpose, or name other purposes only.",
        reason: "Whoever keeps the trust store decided that this CA is not to vouch for servers: it was distrusted, or is there for mail or programs.",
        cause: "A root that was distrusted stays in Red Hat's ca-bundle.trust.crt with a rejection, so that OpenSSL refuses what leads to it.",
        mending: "Have the server's certificate issued by another CA. If the mark is wrong, whoever keeps the store has to take it away.",
        verifiers: "OpenSSL, curl and Python: certificate rejected (28); Node: unsuitable certificate purpose (26). Go, rustls, GnuTLS and cryptography do not read this form at all, Java refuses the file.",
    }
    reference zh {
        meaning: "信任锚中的这张证书采用 OpenSSL 自己的形式，其信任设置拒绝了这一用途，或只列出了其他用途。",
        reason: "信任库的维护者决定不让这个 CA 为服务器担保：它已不受信任，或者只用于邮件或程序。",
        cause: "已不受信任的根证书仍带着拒绝标记留在 Red Hat 的 ca-bundle.trust.crt 中，使 OpenSSL 拒绝通向它的证书链。",
        mending: "请其他 CA 签发服务器的证书。如果标记有误，应由信任库的维护者去除。",
        verifiers: "OpenSSL、curl 和 Python：certificate rejected（28）；Node：unsuitable certificate purpose（26）。Go、rustls、GnuTLS 和 cryptography 完全不读取这种形式，Java 会拒绝整个文件。",
    }
}

/// Certificates of the path that the trust store rejects, sent or not.
fn check_settings(context: &Context<'_>, path: &CertificationPath, findings: &mut Vec<Finding>) {
    let purpose = context.purpose.required();
    let anchors: Vec<_> =
        context.bag.iter().map(|(_, known)| known).filter(|known| known.trust.is_some()).collect();
    if anchors.is_empty() {
        return;
    }
    for id in &path.certificates {
        let sha256 = context.bag.get(*id).sha256;
        let settings =
            anchors.iter().find(|known| known.sha256 == sha256).and_then(|known| known.trust.as_ref());
        let Some(settings) = settings else { continue };
        if settings.says(purpose.map(|(_, number)| number)) == Says::Rejected {
            let fault = AnchorRejected {
                purpose: purpose.map_or("any", |(name, _)| name),
                trusted_for: settings.trusted.clone(),
                rejected_for: settings.rejected.clone(),
            };
            findings.push(Finding::on(*id, fault));
        }
    }
}

/// What the path ends at.
pub(super) fn check(context: &Context<'_>, path: &CertificationPath, findings: &mut Vec<Finding>) {
    check_settings(context, path, findings);
    let end_entity = context.bag.get(path.end_entity());
    if !path.is_anchored() {
        return;
    }
    let anchor = context.bag.get(path.last());
    if anchor.sha256 == end_entity.sha256 {
        let self_signed = anchor.is_self_issued();
        findings.push(Finding::on(path.end_entity(), AnchorIsEndEntity { self_signed }));
    } else if !anchor.is_self_issued() {
        let issuer_name = anchor.issuer.label().unwrap_or_else(|| anchor.issuer.to_string());
        let finding = Finding::on(path.last(), AnchorIsNotRoot { issuer_name });
        let is_sent = context.bag.find(&anchor.sha256, false).is_some();
        match (has_root_beside(context, path), is_sent) {
            (false, _) => findings.push(finding),
            // Nothing hangs on it here; where only the root is trusted, the server would have to send it.
            (true, false) => findings.push(finding.at_most(Severity::Note)),
            (true, true) => {}
        }
    }
}

/// Whether the root above the trusted intermediate is trusted too: clients that look for one find it.
fn has_root_beside(context: &Context<'_>, path: &CertificationPath) -> bool {
    let anchor = context.bag.get(path.last());
    let mut issuer = anchor;
    // From anchor to anchor; each name once, so that no circle is walked twice.
    let mut seen: Vec<&[u8]> = Vec::new();
    while !issuer.is_self_issued() {
        if seen.len() > crate::path::MAX_INTERMEDIATES || seen.contains(&issuer.issuer.der.as_slice()) {
            return false;
        }
        seen.push(&issuer.issuer.der);
        let above = context.bag.iter().map(|(_, known)| known).find(|known| {
            known.origin.is_anchor()
                && known.subject.der == issuer.issuer.der
                && crate::path::key_identifiers_fit(issuer, known) != crate::path::Fit::Differs
        });
        let Some(above) = above else { return false };
        issuer = above;
    }
    true
}
