//! What messages can mean: the faults behind them, the likeliest first, and a sentence for the reader.
//!
//! Clients share causes, not words. The families beside this file give the words and point here.

/// What a message can mean in general, before any chain is looked at.
#[derive(Debug, PartialEq)]
pub struct Meaning {
    /// Wire names of the faults that lead to this message, the likeliest first; none where no fault of a chain does.
    pub codes: &'static [&'static str],
    /// In English.
    pub en: &'static str,
    /// In Simplified Chinese.
    pub zh: &'static str,
}

impl Meaning {
    /// Whether nothing that stands in a chain can show it.
    pub(crate) fn is_of_no_chain(&self) -> bool {
        self.codes.is_empty() || self == &PINNED
    }

    /// Whether it says that a certificate was refused, and nothing more.
    pub(crate) fn leaves_the_reason_out(&self) -> bool {
        self == &FAILED || self == &UNTRUSTED
    }
}

macro_rules! meanings {
    ($( $name:ident [$($code:literal),*] $en:literal $zh:literal )*) => {
        $( pub(super) static $name: Meaning = Meaning { codes: &[$($code),*], en: $en, zh: $zh }; )*
        /// All of them, for the tests.
        #[cfg(test)]
        pub(super) static ALL: &[&Meaning] = &[$(&$name),*];
    };
}

meanings! {
    LOCAL_ISSUER_MISSING ["issuer-not-found", "anchors-empty", "key-identifier-mismatch", "root-not-trusted", "extension-duplicated", "extension-malformed", "issuer-cannot-sign", "authority-key-id-form", "anchors-not-read", "time-malformed"]
        "The path stops at a certificate whose issuer was neither sent by the server nor found in this client's trust store. Either the server leaves out an intermediate, or the store lacks the root: a company's TLS-inspection root, a private CA, a root newer than the store, or a store that is empty."
        "证书路径停在某一张证书上：它的签发者既没有由服务器发送，也不在该客户端的信任库中。要么是服务器少发了中间证书，要么是信任库缺少根证书：公司 TLS 检查代理的根、私有 CA、比信任库更新的根，或者信任库根本是空的。"

    FIRST_UNVERIFIED ["issuer-not-found", "anchors-empty", "end-entity-self-signed", "extension-duplicated", "issuer-cannot-sign", "key-identifier-mismatch", "issuer-not-ca", "extension-malformed", "subject-alt-name-malformed", "authority-key-id-form", "anchors-not-read"]
        "Nothing was found that issued the server's own certificate. Most often the server sends only that one and leaves out the intermediate; browsers fetch or remember intermediates, this client does not."
        "没有找到签发服务器证书本身的证书。最常见的原因是服务器只发送了自己的证书，漏掉了中间证书；浏览器会自行下载或记住中间证书，这个客户端不会。"

    PARTIAL_CHAIN ["anchor-is-not-root", "self-key-identifier-mismatch", "issuer-not-found"]
        "An intermediate stands in the trust store without the root above it, and this client wants every path to end at a self-signed root; or the root's authority key identifier names another key than its own, so that it is not taken for one."
        "信任库中有中间证书，却没有它上面的根证书，而这个客户端要求每条路径都以自签名的根证书结束；或者根证书的颁发者密钥标识符写的不是它自己的密钥，因而不被当作根。"

    SELF_SIGNED_IN_CHAIN ["root-not-trusted", "issuer-is-interception", "key-identifier-mismatch", "anchors-empty"]
        "The server sent a chain that ends in a root which this client does not trust: usually a company's TLS-inspection proxy, an antivirus product or a private CA; sometimes an old root that was rebuilt under the same name."
        "服务器发送的证书链以一张该客户端不信任的根证书结束：通常来自公司的 TLS 检查代理、杀毒软件或私有 CA；偶尔是以相同名称重建过的旧根。"

    SELF_SIGNED ["end-entity-self-signed", "root-not-trusted", "anchors-empty"]
        "The server presented a certificate that nobody but itself vouches for: a default or test certificate, a device's own one, or the wrong virtual host."
        "服务器出示的证书只由它自己签发：默认证书或测试证书、设备自带的证书，或者连到了错误的虚拟主机。"

    UNKNOWN_AUTHORITY ["issuer-not-found", "root-not-trusted", "end-entity-self-signed", "anchors-empty", "issuer-is-interception", "signature-invalid", "key-identifier-mismatch", "anchors-not-read", "public-key-malformed", "public-key-unsupported"]
        "No path leads from the server's certificate to a root in this client's trust store. This client has one message for four causes: the server leaves out an intermediate, the root is not in the store, the server's certificate is self-signed, or the store is empty."
        "从服务器证书出发，没有任何路径通向该客户端信任库中的根证书。这个客户端对四种原因只有一种说法：服务器少发了中间证书、根证书不在信任库中、服务器证书是自签名的，或者信任库是空的。"

    UNKNOWN_TO_FIREFOX ["issuer-not-found", "root-not-trusted", "anchors-empty", "issuer-is-interception", "signature-invalid", "key-identifier-mismatch", "path-length-exceeded", "critical-extension-unknown", "extension-duplicated", "extension-malformed", "anchors-not-read"]
        "No path leads from the server's certificate to a root that Firefox trusts: the server leaves out an intermediate that Firefox has not met before, or the root is not in its own store; the system's store counts only where a setting says so. Faults of a CA certificate can end in this message too."
        "从服务器证书出发，没有任何路径通向 Firefox 信任的根证书：服务器少发了 Firefox 没见过的中间证书，或根证书不在它自己的信任库中；只有开启相应设置时才使用系统证书库。CA 证书自身的问题也可能表现为这条消息。"

    UNTRUSTED ["root-not-trusted", "issuer-not-found", "end-entity-self-signed", "certificate-expired", "name-mismatch", "anchors-empty", "issuer-is-interception", "key-identifier-mismatch", "signature-invalid", "subject-alt-name-missing", "extended-key-usage-mismatch", "certificate-not-yet-valid", "anchor-expired", "certificate-revoked", "revocation-unknown", "signature-algorithm-weak", "public-key-weak", "issuer-not-ca", "issuer-cannot-sign", "path-length-exceeded", "name-constraint-violated", "critical-extension-unknown", "extension-duplicated", "extension-malformed", "certificate-malformed"]
        "The client does not trust the server's certificate and does not say why here: unknown issuer, dates and host name are all possible."
        "客户端不信任服务器证书，但这里没有说明原因：签发者未知、有效期、主机名都有可能。"

    FAILED ["issuer-not-found", "root-not-trusted", "end-entity-self-signed", "certificate-expired", "name-mismatch", "anchors-empty", "issuer-is-interception", "key-identifier-mismatch", "signature-invalid", "subject-alt-name-missing", "extended-key-usage-mismatch", "certificate-not-yet-valid", "anchor-expired", "certificate-revoked", "revocation-unknown", "signature-algorithm-weak", "public-key-weak", "issuer-not-ca", "issuer-cannot-sign", "path-length-exceeded", "name-constraint-violated", "critical-extension-unknown", "extension-duplicated", "extension-malformed", "certificate-malformed", "path-length-without-ca"]
        "Verification of the server's certificate failed, and the message leaves out the reason. The lines around it, or `openssl s_client -connect host:443 -servername host -showcerts`, may give it."
        "服务器证书验证失败，但消息没有给出原因。可以看前后几行，或运行 `openssl s_client -connect 主机:443 -servername 主机 -showcerts`。"

    NO_ANCHORS ["anchors-empty", "anchors-not-read", "anchors-form", "pem-blocks-joined"]
        "The trust store itself is missing, unreadable or empty, so no server can be trusted. A path in a variable or setting points nowhere, or the package of CA certificates is not installed."
        "信任库本身缺失、无法读取或为空，因此任何服务器都不可能被信任。可能是变量或配置中的路径不存在，也可能没有安装 CA 证书包。"

    EXPIRED ["certificate-expired", "anchor-expired", "validity-inverted"]
        "A certificate of the path is past its end date: the server's own, an intermediate that was never replaced in the bundle, or a root in an old trust store. If every site says so, the client's clock is wrong."
        "路径上有一张证书已过截止日期：服务器自己的证书、证书链文件里一直没有更换的中间证书，或旧信任库里的根证书。如果所有网站都这样报错，则是客户端时钟不对。"

    ISSUER_EXPIRED ["certificate-expired", "anchor-expired"]
        "A CA certificate above the server's own is past its end date: an old intermediate in the server's bundle, or an expired root."
        "服务器证书之上的某张 CA 证书已过截止日期：服务器证书链文件中的旧中间证书，或过期的根证书。"

    NOT_YET_VALID ["certificate-not-yet-valid", "anchor-expired", "validity-inverted"]
        "A certificate of the path begins in the future: it was only just issued, or the client's clock is behind."
        "路径上有一张证书的生效时间在未来：要么刚刚签发，要么客户端时钟慢了。"

    DATES ["certificate-expired", "certificate-not-yet-valid", "anchor-expired", "validity-inverted"]
        "A certificate of the path is outside its validity period: expired or not yet valid. Both can also come from a wrong clock."
        "路径上有一张证书不在有效期内：已过期或尚未生效。时钟不准也会造成这两种情况。"

    DATE_MALFORMED ["time-malformed", "certificate-malformed", "validity-inverted"]
        "A date in a certificate is not written as the standard wants it."
        "证书中的日期不符合标准规定的写法。"

    BAD_SIGNATURE ["signature-invalid", "key-identifier-mismatch", "signature-algorithm-weak", "signature-algorithm-mismatch", "public-key-weak", "root-not-trusted", "public-key-malformed", "public-key-unsupported"]
        "The issuer that was found bears the right name, but its key did not make this signature: a CA that was rebuilt under the same name, an old copy of it in the trust store or bundle, or a damaged certificate."
        "找到的签发者名称相符，但签名不是用它的密钥生成的：CA 以相同名称重建过、信任库或证书链文件里留着旧副本，或者证书已损坏。"

    HOST ["name-mismatch", "subject-alt-name-missing", "wildcard-on-public-suffix", "server-name-invalid"]
        "The certificate is for other names than the one that was asked for: a wrong or missing virtual host, a name that is not in the certificate, or another machine answering."
        "证书上的名称与请求的名称不同：虚拟主机配置错误或缺失、该名称不在证书中，或者应答的是另一台机器。"

    IP_ADDRESS ["name-mismatch", "subject-alt-name-missing"]
        "The server was addressed by an IP address, and the certificate does not list that address as an IP address; the same digits written as a DNS name do not count."
        "访问时使用的是 IP 地址，而证书没有把它列为 IP 地址类型的名称；以 DNS 名称形式写同样的数字不算数。"

    COMMON_NAME_ONLY ["subject-alt-name-missing", "name-mismatch", "version-not-v3"]
        "The certificate has a common name and no subject alternative name. This client no longer looks at the common name; the certificate must be reissued with a DNS name in subjectAltName."
        "证书只有 common name，没有 subjectAltName。这个客户端已不再看 common name；必须重新签发证书，并在 subjectAltName 中写入 DNS 名称。"

    PURPOSE ["extended-key-usage-mismatch", "key-usage-mismatch", "issuer-not-ca", "issuer-cannot-sign", "critical-extension-unknown", "extended-key-usage-missing", "version-not-v3"]
        "The extended key usage or key usage of a certificate does not allow what it was used for. Of a server: it uses a certificate for clients or for signing; of a client: its certificate is for servers only; of either: a CA above is limited to other purposes."
        "某张证书的扩展密钥用法或密钥用法与实际用途不符。服务器一方：使用了客户端证书或签名证书；客户端一方：它的证书只能用于服务器；双方都可能：上级 CA 被限定为其他用途。"

    KEY_USAGE ["key-usage-mismatch", "key-usage-no-signature", "issuer-cannot-sign", "extended-key-usage-mismatch"]
        "A certificate's keyUsage does not fit what it is used for: an end entity without digitalSignature, or a CA without keyCertSign."
        "某张证书的 keyUsage 与用途不符：终端实体证书没有 digitalSignature，或 CA 证书没有 keyCertSign。"

    NOT_A_CA ["issuer-not-ca", "issuer-cannot-sign", "version-not-v3", "anchor-is-not-ca"]
        "A certificate that issued another is not a CA certificate: its basicConstraints or keyUsage do not allow it to sign certificates, or it is a version 1 certificate."
        "签发了其他证书的那张证书并不是 CA 证书：它的 basicConstraints 或 keyUsage 不允许签发证书，或者它是版本 1 证书。"

    CANNOT_SIGN ["issuer-cannot-sign", "issuer-not-ca", "key-usage-missing"]
        "A CA certificate's keyUsage lacks keyCertSign, so it may not sign certificates."
        "某张 CA 证书的 keyUsage 没有 keyCertSign，因此不能签发证书。"

    PATH_LENGTH ["path-length-exceeded"]
        "More CA certificates stand below a CA than its pathLenConstraint allows."
        "某个 CA 之下的 CA 证书数量超过了它的 pathLenConstraint 允许的数目。"

    TOO_DEEP ["root-not-trusted", "path-too-complex", "issuer-not-found", "anchor-expired"]
        "The search for a path went in circles or too deep: usually the chain ends in a root that is not among the trusted ones, which this verifier then tries as its own issuer."
        "查找路径时兜了圈子或走得太深：通常是证书链以一张不受信任的根证书结束，而这个验证器又把它当作自己的签发者继续尝试。"

    TOO_LONG ["path-too-complex", "path-length-exceeded"]
        "The chain is longer than this client is willing to follow."
        "证书链太长，超过了该客户端愿意处理的长度。"

    NAME_CONSTRAINTS ["name-constraint-violated", "name-constraint-unsupported", "name-constraint-malformed", "subject-alt-name-missing", "name-constraint-leading-period"]
        "A CA above the certificate may only issue for certain names, and a name of this certificate lies outside of them."
        "上级 CA 只被允许为某些名称签发证书，而这张证书上的某个名称超出了范围。"

    CRITICAL_EXTENSION ["critical-extension-unknown", "name-constraint-unsupported", "name-constraint-violated", "policy-violated"]
        "A certificate carries an extension marked critical that this client does not know; it must then refuse the certificate."
        "某张证书带有标记为关键（critical）而该客户端不认识的扩展，按规定必须拒绝。"

    EXTENSION_INVALID ["extension-malformed", "extension-duplicated", "critical-extension-unknown", "basic-constraints-not-critical", "subject-alt-name-malformed", "name-constraint-malformed"]
        "An extension of a certificate is malformed, doubled or contradicts another."
        "证书的某个扩展格式错误、重复出现，或与其他扩展矛盾。"

    DUPLICATE_EXTENSION ["extension-duplicated"]
        "A certificate carries the same extension twice, which RFC 5280 forbids."
        "某张证书中同一扩展出现了两次，这是 RFC 5280 禁止的。"

    MALFORMED ["certificate-malformed", "extension-malformed", "serial-number-invalid", "extension-duplicated", "certificate-trailing-data", "subject-alt-name-malformed", "subject-alt-name-not-critical", "issuer-empty", "ca-subject-empty", "key-identifier-critical", "critical-extension-unknown", "encoding-not-der", "name-malformed", "time-malformed", "public-key-malformed", "name-constraint-malformed", "signature-algorithm-mismatch", "element-content-invalid", "version-not-v3", "public-key-weak"]
        "A certificate could not be read: its encoding breaks the rules, in a place that this client checks."
        "某张证书无法解析：它的编码违反了该客户端检查的某条规则。"

    NEGATIVE_SERIAL ["serial-number-invalid"]
        "A certificate's serial number is negative, zero or too long."
        "某张证书的序列号为负数、零或过长。"

    ANCHORS_UNREADABLE ["anchors-empty", "certificate-malformed", "pem-base64-invalid", "pem-truncated", "pem-label-mismatch", "input-empty", "anchors-not-read", "anchors-form", "pem-blocks-joined"]
        "The file of trust anchors holds no certificate that could be read: it is empty, cut off, not PEM, or something else."
        "信任锚文件里没有可读取的证书：文件为空、被截断、不是 PEM，或者是别的内容。"

    INPUT_UNREADABLE ["certificate-malformed", "pem-base64-invalid", "pem-truncated", "pem-label-mismatch", "input-empty", "anchors-not-read", "anchors-form", "pem-blocks-joined"]
        "A file of certificates could not be read: empty, cut off, not PEM, or something else than a certificate."
        "证书文件无法读取：为空、被截断、不是 PEM，或者里面根本不是证书。"

    WEAK_SIGNATURE ["signature-algorithm-weak", "signature-algorithm-unsupported"]
        "A certificate is signed with an algorithm that is no longer secure, most often SHA-1."
        "某张证书使用了不再安全的签名算法，最常见的是 SHA-1。"

    WEAK_KEY ["public-key-weak"]
        "A key is too short for this client's security level: RSA below 2048 bits, for instance."
        "某个密钥太短，达不到该客户端的安全级别，例如不足 2048 位的 RSA。"

    WEAK_KEY_OR_SIGNATURE ["signature-algorithm-weak", "public-key-weak"]
        "A key or a signature algorithm of the chain is not secure enough for this client: SHA-1, MD5, or RSA below 2048 bits."
        "证书链中的某个密钥或签名算法对该客户端来说不够安全：SHA-1、MD5，或不足 2048 位的 RSA。"

    UNSUPPORTED_SIGNATURE ["signature-algorithm-unsupported", "signature-algorithm-weak", "public-key-unsupported", "public-key-malformed"]
        "A certificate is signed with an algorithm, or with a curve and hash, that this client does not implement; SHA-1 is among them."
        "某张证书的签名算法（或曲线与散列的组合）该客户端没有实现；SHA-1 也属于此类。"

    UNSUPPORTED_KEY ["public-key-unsupported", "public-key-weak", "certificate-malformed", "signature-algorithm-unsupported", "public-key-malformed"]
        "A certificate's key is of a kind that this client cannot read or does not support."
        "某张证书的公钥类型该客户端无法读取或不支持。"

    ALGORITHM_MISMATCH ["signature-algorithm-mismatch"]
        "The signature algorithm is written twice in a certificate, and the two do not agree."
        "证书中两处写明的签名算法不一致。"

    REVOKED ["certificate-revoked"]
        "A certificate of the path was revoked by its CA."
        "路径上有一张证书已被其 CA 吊销。"

    REVOCATION_UNKNOWN ["revocation-unknown", "crl-expired", "crl-invalid"]
        "The client wanted to know whether a certificate is revoked and found no usable answer: no CRL, or a responder that cannot be reached, often because a proxy blocks it or the CA is private and publishes none."
        "客户端想知道证书是否被吊销，却没有得到可用的答复：没有 CRL，或无法连接到查询服务器，常见原因是代理拦截，或私有 CA 根本没有公布。"

    CRL_EXPIRED ["crl-expired", "revocation-unknown"]
        "A revocation list is older than its own nextUpdate."
        "某份吊销列表已超过它自己的 nextUpdate。"

    CRL_INVALID ["crl-invalid", "revocation-unknown"]
        "A revocation list is signed wrongly, not yet valid, malformed, or not meant for this certificate."
        "某份吊销列表签名错误、尚未生效、格式错误，或不适用于这张证书。"

    AUTHORITY_KEY_ID_MISSING ["authority-key-id-missing"]
        "A certificate lacks the authorityKeyIdentifier extension. Strict verification asks for it. Whoever runs the CA reissues the certificate with it."
        "某张证书缺少 authorityKeyIdentifier 扩展。严格验证要求有它。应由 CA 的管理者重新签发。"

    AUTHORITY_KEY_ID_MISSING_OR_SELF_SIGNED ["authority-key-id-missing", "end-entity-self-signed"]
        "A certificate lacks the authorityKeyIdentifier extension that this verifier wants of every certificate but a root; self-signed server certificates usually have none."
        "某张证书缺少 authorityKeyIdentifier 扩展，而这个验证器要求根证书以外的每张证书都有；自签名的服务器证书通常没有。"

    SUBJECT_KEY_ID_MISSING ["subject-key-id-missing"]
        "A CA certificate lacks the subjectKeyIdentifier extension. Strict verification asks for it. Whoever runs the CA reissues it."
        "某张 CA 证书缺少 subjectKeyIdentifier 扩展。严格验证对此有要求。应由 CA 的管理者重新签发。"

    BASIC_CONSTRAINTS_NOT_CRITICAL ["basic-constraints-not-critical"]
        "A CA certificate's basicConstraints are not marked critical. Strict verification asks for it. Whoever runs the CA reissues it."
        "某张 CA 证书的 basicConstraints 没有标记为关键（critical）。严格验证对此有要求。应由 CA 的管理者重新签发。"

    KEY_USAGE_MISSING ["key-usage-missing"]
        "A CA certificate has no keyUsage extension. Strict verification asks for it. Whoever runs the CA reissues it."
        "某张 CA 证书没有 keyUsage 扩展。严格验证对此有要求。应由 CA 的管理者重新签发。"

    PATH_LENGTH_WITHOUT_CA ["path-length-without-ca", "key-usage-missing"]
        "A certificate states a path length although it is no CA that may sign certificates. Strict verification refuses it."
        "某张证书写有路径长度，但它并不是可以签发证书的 CA。严格验证会拒绝。"

    CERT_SIGN_WITHOUT_CA ["key-cert-sign-without-ca", "issuer-not-ca"]
        "A certificate that is no CA has keyCertSign in its keyUsage. Strict verification refuses it."
        "某张不是 CA 的证书在 keyUsage 中带有 keyCertSign。严格验证会拒绝。"

    EMPTY_NAME ["issuer-empty", "ca-subject-empty", "certificate-malformed"]
        "A certificate's issuer or subject name is empty where it must not be."
        "某张证书的签发者名称或主体名称为空，而这里不允许为空。"

    KEY_ID_CRITICAL ["key-identifier-critical"]
        "A key identifier extension is marked critical, which RFC 5280 forbids."
        "密钥标识符扩展被标记为关键（critical），这是 RFC 5280 禁止的。"

    NOT_COMPLIANT ["validity-period-too-long", "extended-key-usage-missing", "subject-alt-name-missing", "extension-malformed", "extension-duplicated", "critical-extension-unknown", "issuer-not-ca", "path-length-exceeded", "subject-alt-name-malformed", "name-constraint-malformed"]
        "The certificate breaks one of Apple's rules for TLS: most often it is valid for more than 825 days, or does not list serverAuth in extendedKeyUsage; one of a public CA may lack proof of certificate transparency."
        "证书违反了苹果对 TLS 证书的某条规则：最常见的是有效期超过 825 天，或 extendedKeyUsage 没有列出 serverAuth；公共 CA 的证书也可能是缺少证书透明度（CT）证明。"

    CA_CONSTRAINTS ["issuer-not-ca", "path-length-exceeded", "issuer-cannot-sign"]
        "A certificate signed another although it is no CA, or there are more CAs below one than it allows (basicConstraints)."
        "某张不是 CA 的证书签发了别的证书，或者某个 CA 之下的 CA 层数超过了它的限制（basicConstraints）。"

    NEEDLESSLY_CRITICAL ["authority-info-access-critical", "extended-key-usage-critical", "subject-alt-name-critical", "critical-extension-unknown"]
        "An extension is marked critical that must not be, or the other way round. The CA sets it right with the next issue."
        "某个扩展不应标记为关键（critical）却标记了，或者相反。应由 CA 在重新签发时改正。"

    PROHIBITED_EXTENSION ["name-constraints-without-ca", "path-length-without-ca", "name-constraints-empty"]
        "A certificate carries an extension that does not belong into it: name constraints in one that is no CA, for instance."
        "证书带有不该有的扩展，例如非 CA 证书带有名称约束。"

    EMPTY_ALT_NAME ["subject-alt-name-not-critical", "subject-alt-name-malformed", "subject-alt-name-missing"]
        "The subjectAltName extension is empty, or not critical although the subject is empty. Strict verification refuses it."
        "subjectAltName 扩展为空，或者主体为空时它没有标记为关键（critical）。严格验证会拒绝。"

    VERSION ["version-not-v3", "certificate-malformed"]
        "A certificate is of version 1 or 2 where version 3 is needed."
        "某张证书是版本 1 或 2，而这里需要版本 3。"

    CA_AS_END_ENTITY ["end-entity-is-ca"]
        "The server presented a CA certificate as its own. This client refuses that."
        "服务器把一张 CA 证书当作自己的证书出示。这个客户端不接受。"

    POLICY ["policy-violated", "critical-extension-unknown"]
        "Certificate policies that were required are not met."
        "没有满足所要求的证书策略。"

    DISTRUSTED ["anchor-distrusted", "root-not-trusted"]
        "The chain ends at a CA that this client's maker no longer trusts."
        "证书链通向一个该客户端厂商已不再信任的 CA。"

    REJECTED ["anchor-distrusted", "extended-key-usage-mismatch", "root-not-trusted"]
        "The trust store marks a certificate of the path as not trusted or rejected for this purpose."
        "信任库把路径上的某张证书标记为不受信任，或对此用途予以拒绝。"

    ANY_OF_MBEDTLS ["issuer-not-found", "root-not-trusted", "end-entity-self-signed", "certificate-expired", "certificate-not-yet-valid", "name-mismatch", "anchors-empty", "signature-invalid", "key-identifier-mismatch", "subject-alt-name-missing", "signature-algorithm-weak", "public-key-weak", "certificate-revoked", "extended-key-usage-mismatch", "key-usage-mismatch"]
        "mbed TLS has this one message for every certificate that it refuses: issuer, dates, host name and algorithm are all possible. The reason is in the verification flags, or in the line that begins with an exclamation mark."
        "mbed TLS 对所有被拒绝的证书只有这一种说法：签发者、有效期、主机名、算法都有可能。真正的原因在验证标志中，或在以感叹号开头的那一行。"

    MBEDTLS_BROKE_OFF ["issuer-not-found", "root-not-trusted", "anchors-empty", "end-entity-self-signed", "signature-invalid"]
        "mbed TLS broke the verification off: the chain is too long, or the program's own check of it failed. On an ESP32 that check is the bundle of certificates (esp_crt_bundle), and it fails where no root in the bundle issued the chain or the top of what was sent."
        "mbed TLS 中断了验证：证书链太长，或者程序自己的检查失败。在 ESP32 上，这项检查由证书包（esp_crt_bundle）完成；如果证书包里没有签发该链或其最上一张证书的根，检查就会失败。"

    NAMES_ANOTHER_WAY ["name-form-differs", "issuer-not-found"]
        "The issuer that a certificate names and the subject of the CA are not the same octets: the same name in another kind of string, or another name."
        "证书中写的签发者与 CA 的主体不是相同的字节：要么是同一名称用了另一种字符串类型，要么根本是另一个名称。"

    NO_NAMES ["subject-alt-name-missing", "name-mismatch", "version-not-v3"]
        "The certificate names no host in subjectAltName that this client could compare. Its common name, if it has one, does not count."
        "证书的 subjectAltName 中没有可供该客户端比较的主机名。即使有 common name，也不算数。"

    NO_DOMAIN_NAME ["name-mismatch", "subject-alt-name-malformed", "server-name-invalid"]
        "This library takes the host that was asked for for no domain name: an underscore in it, or a dot at its end."
        "这个库认为所请求的主机不是合法的域名：其中有下划线，或末尾有句点。"

    EXPLICIT_CURVE ["public-key-malformed", "public-key-unsupported", "encoding-not-der"]
        "A key of the chain spells its elliptic curve out in numbers instead of naming it."
        "证书链中某个密钥用数值写出了椭圆曲线的参数，而没有写曲线名称。"

    HANDSHAKE_SIGNATURE ["public-key-malformed", "public-key-unsupported", "public-key-weak"]
        "The server proved its key with a signature that does not fit the key in its certificate: the certificate was damaged or written wrongly, or the server loads the key of another one."
        "服务器用来证明持有私钥的签名与证书中的公钥不符：证书损坏或写法有误，或者服务器加载了另一张证书的私钥。"

    KEY_OF_ANOTHER []
        "The private key that the program loads is not the one of the certificate beside it: the key of another request, or a bundle in which the server's own certificate is not the first."
        "程序加载的私钥与旁边的证书不是一对：用了另一次申请的私钥，或者证书链文件的第一张不是服务器自己的证书。"

    STORE_NOT_OPENED []
        "The key store was not opened: the password is another, or the file is of another format (JKS, PKCS #12) than the program was told."
        "密钥库没有打开：口令不对，或者文件格式（JKS、PKCS #12）与程序设置的不同。"

    PYTHON_ON_WINDOWS []
        "No server's certificate is at fault: Python fails while it loads the certificates of the Windows store. Python for Windows that meets OpenSSL 3.5.7 or 3.6.3 does not know the code by which that OpenSSL says that there is no more data. Upgrade Python, or go back to the OpenSSL before."
        "问题不在任何服务器的证书：Python 在加载 Windows 证书库时就失败了。Windows 上的 Python 遇到 OpenSSL 3.5.7 或 3.6.3 时，不认识它表示“数据到此为止”的新错误码。请升级 Python，或退回之前的 OpenSSL。"

    CERTIFICATE_OF_THE_STORE ["anchors-not-read", "certificate-malformed", "extension-duplicated", "extension-malformed", "encoding-not-der", "version-not-v3", "key-identifier-critical", "public-key-malformed"]
        "A certificate in the client's own store cannot be read; what the server sent was not looked at yet."
        "客户端自己的证书库中有一张证书无法读取；此时还没有检查服务器发送的证书。"

    TRANSPARENCY []
        "The certificate comes without enough proofs of public logging (certificate transparency) for this client. The chain itself may be sound."
        "证书没有附带该客户端要求的足够的公开日志证明（证书透明度）。证书链本身可能没有问题。"

    PINNED ["issuer-is-interception", "root-not-trusted"]
        "The client expects a particular key in the chain and found another: an inspecting proxy stands in between, or the site changed its CA."
        "客户端要求证书链中出现特定的密钥，却看到了别的：中间有检查代理，或网站更换了 CA。"

    SIGNER_CONSTRAINTS ["name-constraint-violated", "path-length-exceeded", "issuer-cannot-sign", "issuer-not-ca", "name-constraint-unsupported", "subject-alt-name-missing"]
        "A CA above the certificate signed something it may not: a name outside its name constraints, one CA too many below it, or anything at all, because its keyUsage lacks keyCertSign."
        "上级 CA 无权签发这样的证书：名称超出其名称约束、其下的 CA 过多，或它的 keyUsage 没有 keyCertSign，根本不能签发。"

    INVALID ["extended-key-usage-mismatch", "issuer-not-ca", "issuer-cannot-sign", "name-constraint-violated", "path-length-exceeded", "critical-extension-unknown", "extension-duplicated", "extension-malformed", "signature-algorithm-weak", "certificate-malformed", "subject-alt-name-malformed", "subject-alt-name-missing", "signature-algorithm-unsupported", "version-not-v3", "serial-number-invalid"]
        "A certificate of the path breaks a rule other than trust, dates and host name: its purpose, a CA's constraints, a critical extension, the signature algorithm or the encoding. This client has one message for all of them."
        "路径上有一张证书违反了信任、有效期和主机名以外的规则：用途、CA 的约束、关键扩展、签名算法或编码。这个客户端对它们只有一种说法。"

    VALIDITY_TOO_LONG ["validity-period-too-long"]
        "The certificate is valid for longer than public CAs may issue."
        "证书的有效期超过了公共 CA 允许签发的上限。"

    REUSED_SERIAL ["serial-number-invalid"]
        "Another certificate with the same issuer and serial number is already known: a CA or device that issues every certificate under one serial number."
        "已经见过签发者和序列号都相同的另一张证书：某个 CA 或设备给所有证书使用同一个序列号。"

    WINDOWS_UNTRUSTED_ROOT ["root-not-trusted", "end-entity-self-signed", "issuer-is-interception", "issuer-not-found", "anchors-empty", "anchors-not-read"]
        "The chain ends in a root that is not in the trusted root store of this machine or account: a company's TLS-inspection proxy, a private CA, or a self-signed certificate."
        "证书链以一张根证书结束，而它不在本机或当前账户的受信任根存储中：公司的 TLS 检查代理、私有 CA，或自签名证书。"

    PEER_KNOWS_NO_CA ["issuer-not-found", "root-not-trusted", "end-entity-self-signed", "anchors-empty"]
        "The other side sent this alert: it does not know the CA of the certificate that was presented to it. In a server's log the client lacks the root or the server leaves out an intermediate; in a client's log it is the client certificate that was refused."
        "这是对方发来的警报：它不认识所出示证书的 CA。出现在服务器日志里，说明客户端缺少根证书，或服务器少发了中间证书；出现在客户端，则是客户端证书被拒绝。"

    PEER_SAYS_EXPIRED ["certificate-expired"]
        "The other side sent this alert: the certificate that was presented to it has expired."
        "这是对方发来的警报：出示给它的证书已过期。"

    PEER_SAYS_REVOKED ["certificate-revoked"]
        "The other side sent this alert: the certificate that was presented to it has been revoked."
        "这是对方发来的警报：出示给它的证书已被吊销。"

    PEER_REFUSES ["issuer-not-found", "root-not-trusted", "end-entity-self-signed", "name-mismatch", "certificate-expired", "public-key-unsupported", "extended-key-usage-mismatch"]
        "The other side sent this alert: it refuses the certificate that was presented to it, and does not say why. Its own log has the reason."
        "这是对方发来的警报：它拒绝了所出示的证书，但没有说明原因。原因在对方自己的日志里。"
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Codes that the contract reserves and no rule declares yet.
    const RESERVED: &[&str] = &[
        "encoding-not-der",
        "name-form-differs",
        "anchor-distrusted",
        "anchor-is-not-ca",
        "certificate-revoked",
        "crl-expired",
        "crl-invalid",
        "issuer-is-interception",
        "policy-violated",
        "revocation-unknown",
    ];

    #[test]
    fn every_code_is_declared_or_reserved() {
        for code in ALL.iter().flat_map(|meaning| meaning.codes) {
            assert!(crate::rules::Code::from_wire(code).is_some() || RESERVED.contains(code), "{code}");
        }
    }

    #[test]
    fn every_meaning_is_said_in_both_languages() {
        for meaning in ALL {
            assert!(meaning.en.ends_with('.') && meaning.en.is_ascii(), "{}", meaning.en);
            // Code keeps its own punctuation; the sentences have that of Chinese.
            let sentences: String = meaning.zh.split('`').step_by(2).collect();
            assert!(sentences.ends_with('。') && !sentences.contains([',', ';', ':', '?']), "{}", meaning.zh);
        }
    }
}
