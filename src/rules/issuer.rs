//! RFC 5280 §6.1: every path ends at a trust anchor, and each issuer is there.

use super::Context;
use crate::anchors::MozillaRoot;
use crate::certificate::Certificate;
use crate::fault::{Finding, Listed, Phrase, Place, Severity, declare_fault};
use crate::interception::{self, Kind};
use crate::path::{CertificationPath, End, Fit, key_identifiers_fit};
use crate::signature::Outcome;

declare_fault! {
    /// No certificate, sent or trusted, bears the issuer's name.
    IssuerNotFound = "issuer-not-found" at Link, "RFC 5280 §6.1.3 (a)(4)",
    default Error, rfc5280 Error, cabf Error
    {
        /// The issuer's name, as a person would call it.
        issuer_name: String,
        /// The whole name.
        issuer_subject: String,
        /// `intermediate`, `root` or `cross-certificate`: what is most likely missing, and whose omission that is; `in-no-store`, where the
        /// CA is not meant for clients; `name-form`, where a certificate
        /// of that name is there, written otherwise.
        missing: Phrase,
        /// What is known of it: `cross-certificate`, which the server left out; `on-the-way`, where the one of that name leads in a circle;
        /// `own-name`, where the certificate names itself and another key signed it; `unread`, where something that was sent could not be
        /// read and may be it; or `unknown`.
        omitted: Phrase,
        /// Where the certificate says that its issuer's can be had.
        ca_issuers: Listed,
        /// The key identifier that the issuer must have.
        authority_key_id: Option<String>,
        /// How many anchors were looked through.
        anchor_count: usize,
    }
    en {
        title: "The issuer's certificate is missing",
        message: "{subject} was issued by “{issuer_name}”, and no certificate of that name was sent or is trusted{omitted}. {missing} Trust anchors looked through: {anchor_count}.",
    }
    zh {
        title: "缺少签发者的证书",
        message: "{subject} 由 “{issuer_name}” 签发，但发送的证书和信任锚中都没有这个名称的证书{omitted}。{missing}共查找了 {anchor_count} 个信任锚。",
    }
    reference en {
        meaning: "No certificate, sent or trusted, bears the name of the issuer.",
        reason: "A path needs every certificate up to a trust anchor.",
        cause: "The server sends its own certificate without the intermediate (most often), or the client lacks the root: a private CA, an inspection proxy, an old bundle.",
        mending: "Missing intermediate: the server's operator appends it to the bundle. Missing root: whoever runs the client adds the CA to its trust anchors, from a trusted source.",
        verifiers: "Chrome, Edge and Apple's platforms fetch a missing intermediate from the URL in the certificate, Java only with -Dcom.sun.security.enableAIAcaIssuers=true, Firefox remembers intermediates that it has seen; OpenSSL, Python, curl, Node, Go and rustls do none of this.",
    }
    reference zh {
        meaning: "发送的证书和信任的证书中，都没有签发者名称的证书。",
        reason: "路径需要一直到信任锚的每一张证书。",
        cause: "服务器只发送了自己的证书，没有发送中间证书（最常见）；或者客户端缺少根证书：私有 CA、TLS 检查代理、旧的证书包。",
        mending: "缺中间证书：由服务器管理员追加到证书链文件。缺根证书：由客户端的管理者从可信来源取得该 CA 并加入信任锚。",
        verifiers: "Chrome、Edge 和苹果平台会按证书里的网址下载缺失的中间证书；Java 只有加 -Dcom.sun.security.enableAIAcaIssuers=true 才会；Firefox 会记住见过的中间证书；OpenSSL、Python、curl、Node、Go 和 rustls 都不会。",
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
        message: "The chain ends at {certificate}, which signed itself and is not trusted (it is {anchor_count?not the one trust anchor|none of the # trust anchors}).",
    }
    zh {
        title: "证书链终止于不受信任的根证书",
        message: "证书链终止于自签名的 {certificate}，而它{anchor_count?不是那个唯一的信任锚|不在 # 个信任锚之中}。",
    }
    reference en {
        meaning: "The chain is complete up to a root that is not among the trust anchors.",
        reason: "A root vouches for itself: that it was sent proves nothing.",
        cause: "A TLS-inspecting proxy, a private CA, a root that was removed from the bundle, or one that is newer than it.",
        mending: "If the CA is meant to be trusted: get its certificate from whoever runs it, compare the fingerprint, add it to the client's anchors. Never take it from the connection that fails.",
        verifiers: "All refuse it; the words differ when the root was sent (OpenSSL 19) and when not (20).",
    }
    reference zh {
        meaning: "证书链完整，但最终的根证书不在信任锚之中。",
        reason: "根证书只能为自己作证：服务器发送了它并不说明什么。",
        cause: "TLS 检查代理、私有 CA、已从证书包中移除的根，或比证书包更新的根。",
        mending: "如果本应信任该 CA：向其运营者索取证书，核对指纹，再加入客户端的信任锚。切勿从出错的连接中取用。",
        verifiers: "所有客户端都拒绝；发送了根（OpenSSL 19）和没有发送（20）时说法不同。",
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
        message: "{certificate} is signed by its own key: no CA vouches for it, and it is not trusted itself (it is {anchor_count?not the one trust anchor|none of the # trust anchors}).",
    }
    zh {
        title: "服务器证书是自签名的",
        message: "{certificate} 由它自己的密钥签名：没有任何 CA 为它担保，它也{anchor_count?不是那个唯一的信任锚|不在 # 个信任锚之中}。",
    }
    reference en {
        meaning: "The server's certificate is signed by its own key, and it is no anchor itself.",
        reason: "Nobody vouches for it: anyone can make such a certificate for any name.",
        cause: "A default or test certificate, a device that made its own, or the wrong virtual host answered.",
        mending: "Have a certificate issued by a CA. In a test environment make a small CA of your own and trust that.",
        verifiers: "All refuse it. Where it is itself an anchor, OpenSSL, curl, Go and rustls accept it, Firefox does not.",
    }
    reference zh {
        meaning: "服务器证书由它自己的密钥签名，而且它本身不是信任锚。",
        reason: "没有人为它担保：任何人都可以为任何名称制作这样的证书。",
        cause: "默认证书或测试证书、设备自行生成的证书，或应答的是错误的虚拟主机。",
        mending: "请 CA 签发证书。测试环境请自建一个小型 CA 并信任它。",
        verifiers: "所有客户端都拒绝。当它本身就是信任锚时，OpenSSL、curl、Go 和 rustls 接受，Firefox 不接受。",
    }
}

declare_fault! {
    /// No anchor was loaded: nothing can be trusted.
    AnchorsEmpty = "anchors-empty" at Anchors, "RFC 5280 §6.1.1 (d)",
    default Error, rfc5280 Error, cabf Error
    {}
    en {
        title: "No trust anchor was loaded",
        message: "What was given as trust anchors holds no certificate, so nothing can be trusted: every site fails, whatever its chain.",
    }
    zh {
        title: "没有加载任何信任锚",
        message: "作为信任锚给出的内容里没有证书，因此什么都无法信任：无论证书链怎样，所有站点都会失败。",
    }
    reference en {
        meaning: "What was given as trust anchors holds no certificate.",
        reason: "Every path must end at a trust anchor; without one nothing can be trusted.",
        cause: "SSL_CERT_FILE or SSL_CERT_DIR points to nothing, a container image has no ca-certificates, or the bundle is empty or of another format.",
        mending: "Point the variable to a bundle that exists, install ca-certificates, or unset the variable so that the client's own anchors are used again.",
        verifiers: "httpx 0.28 and every program on OpenSSL accept an SSL_CERT_DIR that does not exist without a word, and then fail with 20 for every site; curl says 77 for a file that does not exist.",
    }
    reference zh {
        meaning: "作为信任锚给出的内容里没有证书。",
        reason: "每条路径都必须终止于信任锚；一个都没有，就什么也不能信任。",
        cause: "SSL_CERT_FILE 或 SSL_CERT_DIR 指向不存在的位置，容器镜像没有安装 ca-certificates，或证书包为空、格式不对。",
        mending: "让变量指向存在的证书包，安装 ca-certificates，或取消该变量，恢复使用客户端自带的信任锚。",
        verifiers: "httpx 0.28 和所有基于 OpenSSL 的程序对不存在的 SSL_CERT_DIR 不作任何提示，然后对所有站点报 20；curl 对不存在的文件报 77。",
    }
}

declare_fault! {
    /// Issuer and subject are one name, written in two forms.
    NameFormDiffers = "name-form-differs" at Link, "RFC 5280 §7.1",
    default Error, rfc5280 Note, cabf Error
    {
        /// The issuer as the subject names it.
        named: String,
        /// The name that the issuer bears.
        borne: String,
    }
    en {
        title: "The issuer's name is written in another form",
        message: "{subject} names its issuer as {named}, and {issuer} bears that name in another form ({borne}): letter case, spaces or the kind of string. Who compares names octet for octet finds no issuer.",
    }
    zh {
        title: "签发者名称的写法不同",
        message: "{subject} 写明的签发者是 {named}，而 {issuer} 的名称写法不同（{borne}）：大小写、空格或字符串类型有别。逐字节比较名称的客户端找不到签发者。",
    }
    reference en {
        meaning: "The key of a certificate verifies the signature, and its name is the issuer's but for the form in which it is written.",
        reason: "RFC 5280 compares names without regard to case, spaces and the kind of string; many verifiers compare the bytes, since CAs have to write a name the same way everywhere.",
        cause: "A CA certificate that was issued anew with another kind of string, or an issuer's name typed again.",
        mending: "Have the certificate issued with the issuer's name copied from the CA certificate.",
        verifiers: "OpenSSL, Java and Bun fold names; Go, rustls, GnuTLS, Firefox and pyca/cryptography compare octets. Chrome folds the names of its own roots and of what was sent; on Linux it finds a root that somebody added only by the octets.",
    }
    reference zh {
        meaning: "某张证书的密钥能验证签名，名称也与签发者相同，只是写法不同。",
        reason: "RFC 5280 比较名称时不区分大小写、空格和字符串类型；许多验证器直接比较字节，因为 CA 本应处处用同样的写法。",
        cause: "CA 证书重新签发时换了字符串类型，或者签发者名称是重新输入的。",
        mending: "重新签发，签发者名称从 CA 证书原样复制。",
        verifiers: "OpenSSL、Java 和 Bun 会规范化名称；Go、rustls、GnuTLS、Firefox 和 pyca/cryptography 逐字节比较。Chrome 对内置根证书和服务器发送的证书规范化名称；在 Linux 上，用户自行添加的根证书只按字节查找。",
    }
}

const INTERMEDIATE_MISSING: Phrase = Phrase {
    token: "intermediate",
    en: "Most likely the server leaves out an intermediate.",
    zh: "很可能是服务器少发了一张中间证书。",
};
const IN_NO_STORE: Phrase = Phrase {
    token: "in-no-store",
    en: "That CA is in no public trust store, whatever is sent.",
    zh: "无论发送什么，公共信任库里都没有这个 CA。",
};
const UNKNOWN: Phrase = Phrase { token: "unknown", en: "", zh: "" };
const ON_THE_WAY: Phrase = Phrase {
    token: "on-the-way",
    en: ", but for one that leads back to where the path comes from",
    zh: "（除了一张会绕回路径来处的证书）",
};
/// What could not be read may be the certificate: nobody left it out, as far as anyone knows.
pub(crate) const UNREAD: Phrase = Phrase {
    token: "unread",
    en: ", unless it is the one that could not be read",
    zh: "（除非就是那张读不出来的证书）",
};
pub(crate) const NOTHING_KNOWN: Phrase = UNKNOWN;
const CROSS_CERTIFICATE: Phrase = Phrase {
    token: "cross-certificate",
    en: ": the server leaves out the certificate by which an older root cross-signs that young one",
    zh: "：服务器漏发了由较早的根为这张新根所作的交叉证书",
};
const OWN_NAME: Phrase = Phrase {
    token: "own-name",
    en: " but its own, and its own key did not sign it",
    zh: "，只有它自己，而签名不是用它自己的密钥生成的",
};
const OWN_NAME_IN_ANOTHER_FORM: Phrase = Phrase {
    token: "own-name",
    en: " but its own, which is written in another form",
    zh: "，只有它自己，而且名称写法不同",
};
const CROSS_MISSING: Phrase = Phrase {
    token: "cross-certificate",
    en: "Many trust stores do not have the young root itself.",
    zh: "许多信任库里还没有这张新的根。",
};
const ROOT_MISSING: Phrase = Phrase {
    token: "root",
    en: "Most likely the server sent what it should, and the root is missing among the trust anchors.",
    zh: "很可能服务器已发送应发的证书，缺的是信任锚中的根证书。",
};

/// Links between names of two forms, and how a path that does not reach an anchor ends.
pub(super) fn check(context: &Context<'_>, path: &CertificationPath, findings: &mut Vec<Finding>) {
    for link in &path.links {
        let (named, borne) = (&context.bag.get(link.subject).issuer, &context.bag.get(link.issuer).subject);
        if named.der != borne.der {
            let fault = NameFormDiffers { named: named.to_string(), borne: borne.to_string() };
            findings.push(Finding::between(link.subject, link.issuer, fault));
        }
    }
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
    let finding = match path.end {
        End::Anchored | End::Limit => return,
        End::SelfSigned if last == path.end_entity() => {
            let sha256 = crate::certificate::hex(&certificate.sha256);
            Finding::on(last, EndEntitySelfSigned { anchor_count, sha256 })
        }
        End::SelfSigned => {
            let same_name_anchor = context.bag.iter().any(|(_, other)| {
                other.origin.is_anchor()
                    && other.subject.der == certificate.subject.der
                    && other.spki != certificate.spki
            });
            let sha256 = crate::certificate::hex(&certificate.sha256);
            Finding::on(last, RootNotTrusted { anchor_count, sha256, same_name_anchor })
        }
        End::NoIssuer => Finding::between(last, None, issuer_not_found(context, path, certificate)),
    };
    let follows = goes_astray(context, path);
    findings.push(if follows { finding.at_most(Severity::Note) } else { finding });
}

/// A certificate on the path only bears the name of an issuer, and the subject asks for another key: where the path ends
/// above it says nothing of the way that the right certificate would lead.
fn goes_astray(context: &Context<'_>, path: &CertificationPath) -> bool {
    path.links.iter().any(|link| {
        matches!(link.signature, Outcome::Invalid | Outcome::KeyMismatch)
            && key_identifiers_fit(context.bag.get(link.subject), context.bag.get(link.issuer))
                == Fit::Differs
    })
}

fn issuer_not_found(
    context: &Context<'_>,
    path: &CertificationPath,
    subject: &Certificate,
) -> IssuerNotFound {
    let access = subject.extensions.authority_info_access.as_ref();
    let ca_issuers = access.map(|found| found.value.ca_issuers.iter().cloned().collect()).unwrap_or_default();
    let key_id = subject.extensions.authority_key_id.as_ref().and_then(|found| found.value.key_id.as_ref());
    IssuerNotFound {
        issuer_name: subject.issuer.label().unwrap_or_else(|| subject.issuer.to_string()),
        issuer_subject: subject.issuer.to_string(),
        missing: missing(context, path, subject),
        omitted: omitted(context, subject),
        ca_issuers,
        authority_key_id: key_id.map(|id| crate::certificate::beginning_in_hex(id)),
        anchor_count: context.anchor_count,
    }
}

/// What is most likely missing. Servers leave out intermediates, clients lack roots: right above the end entity it is the
/// former, higher up the latter, unless an anchor of the issuer's own organisation says that the root is there. A CA that
/// calls itself a root is taken at its word.
fn missing(context: &Context<'_>, path: &CertificationPath, subject: &Certificate) -> Phrase {
    if is_cross_signed(subject) {
        return CROSS_MISSING;
    }
    let issuer: Vec<(&str, &str)> =
        subject.issuer.attributes.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
    if interception::looks_like(&issuer).is_some_and(|product| product.kind == Kind::OriginOnly) {
        return IN_NO_STORE;
    }
    // One that names itself is called like the CA that issued it.
    let is_named_like_its_ca = subject.subject.without_form() == subject.issuer.without_form();
    if is_named_like_its_ca || MozillaRoot::all().any(|root| root.has_subject(&subject.issuer.der)) {
        return ROOT_MISSING;
    }
    let issuer_name = subject.issuer.common_name().unwrap_or_default().to_lowercase();
    if issuer_name.contains('根')
        || issuer_name.split(|letter: char| !letter.is_alphabetic()).any(|word| word == "root")
    {
        return ROOT_MISSING;
    }
    let organisation = subject.issuer.first("O").filter(|name| !name.is_empty());
    let is_there = organisation.is_some_and(|name| {
        let pasted = context.bag.iter().filter(|(_, known)| known.origin.is_anchor());
        let mut pasted = pasted.map(|(_, known)| known.subject.first("O"));
        pasted.any(|other| other == Some(name))
            || (context.mozilla && MozillaRoot::all().any(|root| root.subject_mentions(name)))
    });
    if is_there || path.last() == path.end_entity() { INTERMEDIATE_MISSING } else { ROOT_MISSING }
}

/// What is known of the certificate that is not there.
fn omitted(context: &Context<'_>, subject: &Certificate) -> Phrase {
    let is_of_the_name =
        |known: &Certificate| known.subject.der == subject.issuer.der && known.sha256 != subject.sha256;
    if is_cross_signed(subject) {
        CROSS_CERTIFICATE
    } else if subject.subject.der == subject.issuer.der {
        OWN_NAME
    } else if subject.subject.without_form() == subject.issuer.without_form() {
        OWN_NAME_IN_ANOTHER_FORM
    } else if context.bag.iter().any(|(_, known)| is_of_the_name(known)) {
        ON_THE_WAY
    } else {
        UNKNOWN
    }
}

/// Whether the issuer is a root of which it is known that servers must send its cross-certificate.
fn is_cross_signed(subject: &Certificate) -> bool {
    let name = subject.issuer.common_name();
    name.is_some_and(|name| crate::root_history::needs_its_cross_certificate(name, subject.issuer.first("O")))
}
