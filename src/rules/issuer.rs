//! RFC 5280 §6.1: every path ends at a trust anchor, and each issuer is there.

use super::Context;
use crate::certificate::Certificate;
use crate::fault::{Finding, Phrase, Place, declare_fault};
use crate::path::{CertificationPath, End};

declare_fault! {
    /// No certificate, sent or trusted, bears the issuer's name.
    IssuerNotFound = "issuer-not-found" at Link, "RFC 5280 §6.1.3 (a)(4)",
    default Error, rfc5280 Error, cabf Error
    {
        /// The issuer's name, as a person would call it.
        issuer_name: String,
        /// The whole name.
        issuer_subject: String,
        /// `intermediate` or `root`: what is most likely missing, and whose omission that is.
        missing: Phrase,
        /// Where the certificate says that its issuer's can be had.
        ca_issuers: Vec<String>,
        /// The key identifier that the issuer must have.
        authority_key_id: Option<String>,
        /// How many anchors were looked through.
        anchor_count: usize,
    }
    en {
        title: "The issuer's certificate is missing",
        message: "{subject} was issued by “{issuer_name}”, and no certificate of that name was sent or is trusted ({anchor_count} trust anchors were looked through): {missing}.",
    }
    zh {
        title: "缺少签发者的证书",
        message: "{subject} 由 “{issuer_name}” 签发,但发送的证书和信任锚(共查找 {anchor_count} 个)中都没有这个名称的证书:{missing}。",
    }
}

declare_fault! {
    /// The path ends in a self-signed CA certificate that is not among the anchors.
    RootNotTrusted = "root-not-trusted" at Certificate, "RFC 5280 §6.1.1 (d)",
    default Error, rfc5280 Error, cabf Error
    {
        /// How many anchors were looked through.
        anchor_count: usize,
        /// Fingerprint of the root that was sent.
        sha256: String,
        /// An anchor has the same name and another key.
        same_name_anchor: bool,
    }
    en {
        title: "The chain ends at a root that is not trusted",
        message: "The chain ends at {certificate}, which signed itself and is not trusted (it is none of the {anchor_count} trust anchors).",
    }
    zh {
        title: "证书链终止于不受信任的根证书",
        message: "证书链终止于自签名的 {certificate},而它不在 {anchor_count} 个信任锚之中。",
    }
}

declare_fault! {
    /// The end entity is self-signed and not itself an anchor.
    EndEntitySelfSigned = "end-entity-self-signed" at Certificate, "RFC 5280 §6.1.1 (d)",
    default Error, rfc5280 Error, cabf Error
    {
        /// How many anchors were looked through.
        anchor_count: usize,
        /// Its fingerprint.
        sha256: String,
    }
    en {
        title: "The server's certificate signed itself",
        message: "{certificate} is signed by its own key: no CA vouches for it, and it is not trusted itself (it is none of the {anchor_count} trust anchors).",
    }
    zh {
        title: "服务器证书是自签名的",
        message: "{certificate} 由它自己的密钥签名:没有任何 CA 为它担保,它也不在 {anchor_count} 个信任锚之中。",
    }
}

declare_fault! {
    /// No anchor was loaded: nothing can be trusted.
    AnchorsEmpty = "anchors-empty" at Anchors, "RFC 5280 §6.1.1 (d)",
    default Error, rfc5280 Error, cabf Error
    {}
    en {
        title: "No trust anchor was loaded",
        message: "Nothing can be trusted: what was given as trust anchors holds no certificate, so every site fails, whatever its chain.",
    }
    zh {
        title: "没有加载任何信任锚",
        message: "没有任何证书能被信任:作为信任锚给出的内容里没有证书,因此无论证书链怎样,所有站点都会失败。",
    }
}

const INTERMEDIATE_MISSING: Phrase = Phrase {
    token: "intermediate",
    en: "most likely the server leaves out an intermediate, which browsers fetch or remember by themselves and other clients do not",
    zh: "很可能是服务器少发了一张中间证书;浏览器会自行下载或记住它,其他客户端不会",
};
const ROOT_MISSING: Phrase = Phrase {
    token: "root",
    en: "the server sent its intermediates, and what lacks is the root in the set of trust anchors",
    zh: "服务器已发送中间证书,缺的是信任锚集合中的根证书",
};

/// How a path that does not reach an anchor ends.
pub(super) fn check(context: &Context<'_>, path: &CertificationPath, findings: &mut Vec<Finding>) {
    let last = path.last();
    let certificate = context.bag.get(last);
    let anchor_count = context.anchor_count;
    if anchor_count == 0 {
        findings.push(Finding::new(Place::Anchors, AnchorsEmpty {}));
        // Without any anchor it cannot be said whether more than that is missing. Only an end entity that names a CA
        // of which nothing was sent is incomplete all the same.
        if path.end != End::NoIssuer || last != path.end_entity() {
            return;
        }
    }
    match path.end {
        End::Anchored | End::Limit => {}
        End::SelfSigned if last == path.end_entity() => {
            findings.push(Finding::on(
                last,
                EndEntitySelfSigned { anchor_count, sha256: crate::certificate::hex(&certificate.sha256) },
            ));
        }
        End::SelfSigned => {
            let same_name_anchor = context.bag.iter().any(|(_, other)| {
                other.origin.is_anchor()
                    && other.subject.der == certificate.subject.der
                    && other.spki != certificate.spki
            });
            let sha256 = crate::certificate::hex(&certificate.sha256);
            findings.push(Finding::on(last, RootNotTrusted { anchor_count, sha256, same_name_anchor }));
        }
        End::NoIssuer => {
            findings.push(Finding::between(last, None, issuer_not_found(context, path, certificate)))
        }
    }
}

fn issuer_not_found(
    context: &Context<'_>,
    path: &CertificationPath,
    subject: &Certificate,
) -> IssuerNotFound {
    let access = subject.extensions.authority_info_access.as_ref();
    let ca_issuers = access.map(|found| found.value.ca_issuers.clone()).unwrap_or_default();
    let is_known_root = crate::anchors::MozillaRoot::all().any(|root| root.has_subject(&subject.issuer.der));
    let above_ca = path.last() != path.end_entity();
    let key_id = subject.extensions.authority_key_id.as_ref().and_then(|found| found.value.key_id.as_ref());
    IssuerNotFound {
        issuer_name: subject.issuer.label().unwrap_or_else(|| subject.issuer.to_string()),
        issuer_subject: subject.issuer.to_string(),
        // Servers leave out intermediates, clients lack roots: below the first CA it is the former, above it the latter.
        missing: if is_known_root || above_ca { ROOT_MISSING } else { INTERMEDIATE_MISSING },
        ca_issuers,
        authority_key_id: key_id.map(|id| crate::certificate::hex(id)),
        anchor_count: context.anchor_count,
    }
}
