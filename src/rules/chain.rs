//! RFC 8446 §4.4.2: how a server should send its chain. All of this works, and is worth tidying.

use super::Context;
use crate::end_entity;
use crate::fault::{CertificateId, Finding, Phrase, Severity, declare_fault};
use crate::order::sort_by_key;
use crate::path::CertificationPath;

declare_fault! {
    /// The server's certificate is not the first of what was sent.
    EndEntityNotFirst = "end-entity-not-first" at Certificate, "RFC 8446 §4.4.2",
    default Error, rfc5280 Error, cabf Error
    {
        /// Where it stands, counted from 1.
        position: usize,
        /// What stands first.
        first: String,
        /// What that does: `order-given` or `no-order-given`.
        consequence: Phrase,
    }
    en {
        title: "The end entity's certificate does not stand first",
        message: "{certificate} stands at position {position}, behind “{first}”, which is a CA. {consequence}",
    }
    zh {
        title: "终端实体证书没有排在第一位",
        message: "{certificate} 排在第 {position} 位，前面是 CA 证书 “{first}”。{consequence}",
    }
    reference en {
        meaning: "The server's own certificate is among what was sent, and a CA's certificate stands before it.",
        reason: "TLS has no other way to say which certificate is the server's: the first is, whatever it is. Its names, its purposes and its key are judged, and the handshake is signed with that key.",
        cause: "A bundle was put together in the wrong order: the CA's file first, or the whole chain reversed.",
        mending: "Put the server's own certificate first, then each issuer in turn.",
        verifiers: "Every client takes the first certificate, and refuses a CA's in place of the server's. Where the pieces were given apart no order was meant, and this is a note.",
    }
    reference zh {
        meaning: "服务器自己的证书在所发送的内容里，但前面还有一张 CA 证书。",
        reason: "TLS 没有其他办法说明哪张证书属于服务器：第一张就是，不论它是什么。客户端检查的是它的名称、用途和密钥，握手也用这把密钥签名。",
        cause: "拼接证书链文件时顺序弄错了：把 CA 的文件放在前面，或者整条链颠倒了。",
        mending: "先放服务器自己的证书，然后依次放各级签发者。",
        verifiers: "所有客户端都取第一张证书，并拒绝用 CA 证书充当服务器证书。如果各份内容是分开给出的，就没有先后之分，只作提示。",
    }
}

const ORDER_GIVEN: Phrase = Phrase {
    token: "order-given",
    en: "Whoever verifies takes the first certificate that is sent for the server's own.",
    zh: "验证方会把收到的第一张证书当作服务器自己的证书。",
};
const NO_ORDER_GIVEN: Phrase = Phrase {
    token: "no-order-given",
    en: "They were given apart, in no order; as they are sent, the server's own has to come first.",
    zh: "它们是分开给出的，没有先后之分；发送时服务器自己的证书必须排在第一位。",
};

declare_fault! {
    /// The certificates are not in the order of the path.
    ChainOutOfOrder = "chain-out-of-order" at Certificate, "RFC 8446 §4.4.2",
    default Warning, rfc5280 Warning, cabf Warning
    {
        /// Where it stands, counted from 1.
        position: usize,
        /// Where it belongs.
        belongs: usize,
    }
    en {
        title: "The certificates are out of order",
        message: "{certificate} stands at position {position} and belongs at {belongs}: the server's own certificate first, then each issuer in turn. Most clients sort by themselves, some do not.",
    }
    zh {
        title: "证书顺序不对",
        message: "{certificate} 排在第 {position} 位，应当在第 {belongs} 位：先是服务器自己的证书，然后依次是各级签发者。多数客户端会自行排序，也有一些不会。",
    }
    reference en {
        meaning: "The certificates were sent in another order than the path's.",
        reason: "TLS 1.2 demands the order; TLS 1.3 asks for it. Most clients sort by themselves, some embedded ones do not.",
        cause: "Files were concatenated in the wrong order.",
        mending: "Put the server's own certificate first, then each issuer in turn.",
        verifiers: "All the clients measured here sort by themselves; `openssl verify` reads only the first certificate of a file as the end entity.",
    }
    reference zh {
        meaning: "发送证书的顺序与证书路径的顺序不同。",
        reason: "TLS 1.2 要求按顺序，TLS 1.3 建议按顺序。多数客户端会自行排序，一些嵌入式客户端不会。",
        cause: "拼接文件时顺序弄错了。",
        mending: "先放服务器自己的证书，然后依次放各级签发者。",
        verifiers: "这里测过的客户端都会自行排序；`openssl verify` 只把文件中的第一张证书当作终端实体。",
    }
}

declare_fault! {
    /// A certificate that no path uses.
    CertificateUnused = "certificate-unused" at Certificate, "RFC 8446 §4.4.2",
    default Note, rfc5280 Note, cabf Note
    {}
    en {
        title: "A certificate is not needed",
        message: "{certificate} was sent and is part of no path from the server's certificate to an anchor.",
    }
    zh {
        title: "多余的证书",
        message: "发送了 {certificate}，但从服务器证书到信任锚的任何路径都用不到它。",
    }
    reference en {
        meaning: "A certificate was sent that is on no path from the end entity to an anchor.",
        reason: "It costs every handshake some bytes, and may mislead whoever reads the bundle.",
        cause: "An old intermediate was left in the bundle, or a bundle for several sites was used.",
        mending: "Leave it out.",
        verifiers: "No client minds.",
    }
    reference zh {
        meaning: "发送的某张证书不在从终端实体到信任锚的任何路径上。",
        reason: "它让每次握手多传一些字节，也容易误导查看证书链的人。",
        cause: "旧的中间证书留在了文件里，或者使用了供多个站点共用的证书包。",
        mending: "去掉它。",
        verifiers: "没有客户端介意。",
    }
}

declare_fault! {
    /// A root that the relying party has anyway.
    RootIncluded = "root-included" at Certificate, "RFC 8446 §4.4.2",
    default Note, rfc5280 Note, cabf Note
    {}
    en {
        title: "The root was sent along",
        message: "{certificate} is a root. Whoever trusts it has it already, and whoever does not will not because it was sent: it can be left out.",
    }
    zh {
        title: "根证书也一起发送了",
        message: "{certificate} 是根证书。信任它的客户端本来就有它，不信任它的客户端也不会因为收到它就信任：可以不发送。",
    }
    reference en {
        meaning: "The server sends the root along.",
        reason: "Whoever trusts the root has it already; sending it only costs bytes.",
        cause: "The CA's bundle was installed whole.",
        mending: "End the bundle before the root.",
        verifiers: "No client minds, but the words change: OpenSSL says 19 instead of 20 when the root that was sent is not trusted.",
    }
    reference zh {
        meaning: "服务器把根证书也一起发送了。",
        reason: "信任它的客户端本来就有它，发送只是多占字节。",
        cause: "把 CA 提供的证书包整个装了上去。",
        mending: "证书链文件到根证书之前为止。",
        verifiers: "没有客户端介意，但说法会变：当发送的根不受信任时，OpenSSL 报 19 而不是 20。",
    }
}

declare_fault! {
    /// The same certificate more than once.
    CertificateDuplicated = "certificate-duplicated" at Certificate, "RFC 8446 §4.4.2",
    default Note, rfc5280 Note, cabf Note
    {
        /// How many times it stands there.
        count: usize,
        /// The lines where the copies begin.
        lines: Vec<String>,
    }
    en {
        title: "A certificate was sent more than once",
        message: "{certificate} stands {count} times in what was sent; once is enough.",
    }
    zh {
        title: "同一张证书重复发送",
        message: "{certificate} 在发送的内容中出现了 {count} 次，一次就够了。",
    }
    reference en {
        meaning: "The same certificate was sent more than once.",
        reason: "Once is enough; the rest only costs bytes.",
        cause: "Files that overlap were concatenated.",
        mending: "Leave out the copies.",
        verifiers: "No client minds.",
    }
    reference zh {
        meaning: "同一张证书发送了不止一次。",
        reason: "一次就够了，其余只是多占字节。",
        cause: "拼接的文件内容有重叠。",
        mending: "去掉多余的副本。",
        verifiers: "没有客户端介意。",
    }
}

/// The chain as it was sent, against the best path and all the paths.
pub(super) fn check(
    context: &Context<'_>,
    best: &CertificationPath,
    paths: &[&CertificationPath],
    findings: &mut Vec<Finding>,
) {
    let sent = |id: &CertificateId| !context.bag.get(*id).origin.is_anchor();
    let mut used: Vec<CertificateId> = best.certificates.iter().copied().filter(sent).collect();
    // A root that was sent along belongs behind what it issued.
    let anchor = best.is_anchored().then(|| context.bag.get(best.last()).sha256);
    used.extend(
        anchor.and_then(|sha256| context.bag.find(&sha256, false)).filter(|copy| !used.contains(copy)),
    );
    let mut ordered = used.clone();
    sort_by_key(&mut ordered, |id| *id);
    let own = best.end_entity();
    if let Some((first, _)) = context.bag.iter().next().filter(|(first, _)| *first != own) {
        let taken = end_entity::taken_for_own(context.bag, own);
        let told = if taken == own { first } else { taken };
        let fault = EndEntityNotFirst {
            position: own.0 + 1,
            first: context.bag.get(told).label(),
            consequence: if taken == own { NO_ORDER_GIVEN } else { ORDER_GIVEN },
        };
        let finding = Finding::on(own, fault);
        findings.push(if taken == own { finding.at_most(Severity::Note) } else { finding });
    } else if let Some((belongs, id)) =
        used.iter().enumerate().find(|(index, id)| ordered.get(*index) != Some(id))
    {
        let fault = ChainOutOfOrder { position: id.0 + 1, belongs: belongs + 1 };
        findings.push(Finding::on(*id, fault));
    }
    for (id, certificate) in context.bag.iter() {
        if certificate.origin.is_anchor() || id == best.end_entity() {
            continue;
        }
        let is_known_anchor = context.bag.find(&certificate.sha256, true).is_some();
        if certificate.is_ca() && certificate.is_self_issued() && is_known_anchor {
            findings.push(Finding::on(id, RootIncluded {}));
        } else if !is_known_anchor && !paths.iter().any(|path| path.certificates.contains(&id)) {
            findings.push(Finding::on(id, CertificateUnused {}));
        }
    }
}
