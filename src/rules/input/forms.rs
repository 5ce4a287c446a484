//! Forms that certificates have inside of other files, and what they are for there.

use crate::fault::{Phrase, declare_fault};

/// What an element holds beside its certificate.
pub mod content {
    use super::Phrase;

    /// More than one certificate.
    pub const SEVERAL: Phrase =
        Phrase { token: "several", en: "more than one certificate", zh: "不止一张证书" };
    /// Text in front of the base64.
    pub const TEXT: Phrase =
        Phrase {
            token: "text", en: "other text in front of the base64", zh: " base64 之前的其他文字"
        };
}

/// Where certificates stand that no server sends.
pub mod other_use {
    use super::Phrase;

    /// SAML metadata.
    pub const SAML: Phrase = Phrase { token: "saml", en: "SAML metadata", zh: "SAML 元数据" };
    /// A set of JSON Web Keys.
    pub const JWKS: Phrase =
        Phrase { token: "jwks", en: "a set of JSON Web Keys", zh: "JSON Web Key 集合" };
}

declare_fault! {
    /// An element of XML holds something else than one certificate.
    ElementContentInvalid = "element-content-invalid" at Input, "XMLDSIG §4.5.4",
    default Error, rfc5280 Error, cabf Error
    {
        /// Name of the element.
        element: String,
        /// What it holds.
        content: Phrase,
    }
    en {
        title: "The element does not hold one certificate in base64",
        message: "<{element}> holds {content}. It has room for the base64 of one certificate and nothing else; further certificates go into elements of their own.",
    }
    zh {
        title: "元素中不是恰好一张 base64 证书",
        message: "<{element}> 中有{content}。这个元素只能放一张证书的 base64，不能有其他内容；更多的证书要各放在自己的元素中。",
    }
    reference en {
        meaning: "An X509Certificate element, as in SAML metadata, holds two certificates one after the other, or text before the base64.",
        reason: "The element is defined as the base64 of one certificate; what reads it decodes it whole and refuses the rest, or takes the first.",
        cause: "A whole fullchain.pem was put into the element, or the output of openssl with its subject line.",
        mending: "Leave one certificate in the element, without BEGIN and END lines and without anything before it. Put each further one into an X509Certificate element of its own.",
        verifiers: "xmlsec, OpenSAML and their users refuse such an element; some take the first certificate.",
    }
    reference zh {
        meaning: "X509Certificate 元素（例如 SAML 元数据中的）里接连放了两张证书，或者 base64 之前还有文字。",
        reason: "规范规定这个元素是一张证书的 base64；读取方会整体解码，多余的内容会被拒绝，或者只取第一张。",
        cause: "把整个 fullchain.pem 放进了元素，或者连 openssl 输出的 subject 行也放了进去。",
        mending: "元素中只保留一张证书，不要 BEGIN、END 行，前面也不要有任何内容；其余证书各放进自己的 X509Certificate 元素。",
        verifiers: "xmlsec、OpenSAML 及使用它们的程序会拒绝这样的元素，也有的只取第一张证书。",
    }
}

declare_fault! {
    /// The certificates stand where they are no server's.
    CertificateOfAnotherUse = "certificate-of-another-use" at Input, "RFC 5280 §4.2.1.12",
    default Warning, rfc5280 Warning, cabf Warning
    {
        /// What they stand in.
        form: Phrase,
    }
    en {
        title: "These certificates are not for a TLS server",
        message: "This is {form}: its certificates carry keys that sign or encrypt messages. No chain is built from them, and programs that follow the specification look at the key alone, not at dates or issuer. What a TLS server sends has to be pasted to be judged.",
    }
    zh {
        title: "这些证书不是 TLS 服务器用的",
        message: "这是{form}：其中的证书用来携带签名或加密消息的密钥，不会构建证书链；按规范实现的程序只看其中的公钥，不看日期和签发者。要判断 TLS 服务器，请粘贴服务器发送的内容。",
    }
    reference en {
        meaning: "The certificates stand in SAML metadata or in a set of JSON Web Keys, where they are a wrapping for keys that messages are signed with.",
        reason: "Trust comes from the file that names the key. Whether the certificate is self-signed or has expired decides nothing there (SAML V2.0 Metadata Interoperability Profile §2.6.1; RFC 7517 §4.7).",
        cause: "A login that fails was taken for a fault of a certificate chain.",
        mending: "Compare the key with the one that the other side signs with, and exchange the metadata where it was renewed. Leave self-signed certificates as they are.",
        verifiers: "Some SAML products do look at the dates; their documentation says so.",
    }
    reference zh {
        meaning: "这些证书在 SAML 元数据或 JSON Web Key 集合中，只是消息签名密钥的外壳。",
        reason: "信任来自列出密钥的文件。证书是否自签名、是否过期，在那里都不起作用（SAML V2.0 Metadata Interoperability Profile §2.6.1；RFC 7517 §4.7）。",
        cause: "把登录失败当成了证书链的问题。",
        mending: "核对其中的公钥与对方签名所用的是否一致；对方更换过密钥时，重新交换元数据。自签名证书不必更换。",
        verifiers: "有些 SAML 产品确实会检查日期，其文档会说明。",
    }
}

declare_fault! {
    /// Certificates in the chain's file that are trusted and sent by nobody.
    CertificateNotSent = "certificate-not-sent" at Input, "RFC 8446 §4.4.2",
    default Note, rfc5280 Note, cabf Note
    {
        /// The keys that they are the values of.
        keys: Vec<String>,
    }
    en {
        title: "Some of it is not sent",
        message: "What stands under {keys} is for those who verify: it is trusted, and no server sends it. It was not taken for a part of the chain.",
    }
    zh {
        title: "其中有些内容不会发送",
        message: "{keys} 下的内容是给验证方用的：它用来信任，服务器不会发送，因此没有算作证书链的一部分。",
    }
    reference en {
        meaning: "A file holds certificates of several roles, such as a Kubernetes Secret with tls.crt and ca.crt, and the key says which are sent.",
        reason: "Only what is sent has an order to keep, and only what is trusted ends a chain.",
        cause: "The whole Secret, kubeconfig or answer of Vault was pasted as the chain.",
        mending: "Nothing has to be mended. Give the CA certificates as trust anchors if they are what clients trust.",
        verifiers: "This concerns the paste, not a verifier.",
    }
    reference zh {
        meaning: "一个文件中有几种角色的证书，例如含 tls.crt 和 ca.crt 的 Kubernetes Secret，由键名说明哪些会发送。",
        reason: "只有发送的证书才有顺序要求，只有受信任的证书才能终结证书链。",
        cause: "把整个 Secret、kubeconfig 或 Vault 的应答粘贴成了证书链。",
        mending: "不必修正。如果客户端信任这些 CA 证书，请把它们作为信任锚提供。",
        verifiers: "这只关系到粘贴的内容，与验证器无关。",
    }
}

declare_fault! {
    /// A key store was opened.
    KeyStoreRead = "key-store-read" at Input, "RFC 7292 §4",
    default Note, rfc5280 Note, cabf Note
    {
        /// Which kind.
        kind: &'static str,
        /// How many certificates it holds.
        certificates: usize,
        /// How many private keys were passed over.
        keys: usize,
        /// Whether something in it is sealed by a password that is not known.
        locked: bool,
    }
    en {
        title: "A key store, opened",
        message: "This is a {kind} key store. {certificates?1 certificate was|# certificates were} read from it; private keys in it ({keys}) stay sealed and are not kept.",
    }
    zh {
        title: "密钥库已打开",
        message: "这是 {kind} 密钥库，从中读取了 {certificates} 张证书；其中的私钥（{keys} 个）保持加密，不会保存。",
    }
    reference en {
        meaning: "A PKCS #12 file, a store of Java or Bouncy Castle, or one of Windows was given. Its certificates were read; passwords that are in use everywhere were tried where it is sealed, and those that were given.",
        reason: "Trusted entries are trust anchors, and the chain of a key entry is what a server sends. Most clients read PEM alone, so the format itself can be the reason why one does not find its anchors.",
        cause: "The store of a program was given as it is.",
        mending: "Nothing has to be mended for this answer. For a client that reads PEM: `openssl pkcs12 -in FILE -nokeys`, or `keytool -list -rfc -keystore FILE`.",
        verifiers: "Java reads JKS, JCEKS and PKCS #12; .NET and Windows PKCS #12; OpenSSL, Go, Node and Python none of them as trust anchors.",
    }
    reference zh {
        meaning: "提供的是 PKCS #12 文件、Java 或 Bouncy Castle 的密钥库，或 Windows 的证书存储。已读取其中的证书；若有加密，则试过通用的密码和所提供的密码。",
        reason: "受信任条目是信任锚，密钥条目的证书链则是服务器发送的内容。多数客户端只读 PEM，因此格式本身就可能使客户端找不到信任锚。",
        cause: "直接提供了某个程序的密钥库。",
        mending: "就这次回答而言不必修正。需要 PEM 的客户端可用 `openssl pkcs12 -in FILE -nokeys` 或 `keytool -list -rfc -keystore FILE` 导出。",
        verifiers: "Java 能读 JKS、JCEKS 和 PKCS #12，.NET 和 Windows 能读 PKCS #12；OpenSSL、Go、Node、Python 都不能把它们当作信任锚读取。",
    }
}

declare_fault! {
    /// The certificate of a client, judged as one.
    ClientCertificateGiven = "client-certificate-given" at Input, "RFC 8446 §4.4.2.4",
    default Note, rfc5280 Note, cabf Note
    {
        /// The keys that the certificates are the values of.
        keys: Vec<String>,
    }
    en {
        title: "This is a client's certificate",
        message: "What stands under {keys} is what a client shows to a server, as in a kubeconfig, and was judged as that. The chain of the server itself is not in the file; the command below prints it.",
    }
    zh {
        title: "这是客户端证书",
        message: "{keys} 下的内容是客户端向服务器出示的证书（例如 kubeconfig 中的），因此按客户端证书判断。文件中没有服务器自己的证书链，下面的命令可以输出它。",
    }
    reference en {
        meaning: "The file, such as a kubeconfig, holds the certificate of a client under a key that says so, and what that client trusts.",
        reason: "A client's certificate has another purpose (clientAuth) and names a user: as a server's it would be refused.",
        cause: "A kubeconfig was pasted to find out why kubectl refuses the server.",
        mending: "`openssl s_client -connect SERVER:6443 -showcerts </dev/null` prints the chain of the server; give certificate-authority-data as trust anchors.",
        verifiers: "This concerns the paste, not a verifier.",
    }
    reference zh {
        meaning: "文件（例如 kubeconfig）中有客户端的证书（键名说明了这一点）以及该客户端信任的内容。",
        reason: "客户端证书的用途不同（clientAuth），名称是用户；当作服务器证书会被拒绝。",
        cause: "为查明 kubectl 为何拒绝服务器，粘贴了 kubeconfig。",
        mending: "执行 `openssl s_client -connect SERVER:6443 -showcerts </dev/null` 会输出服务器的证书链；把 certificate-authority-data 作为信任锚。",
        verifiers: "这只关系到粘贴的内容，与验证器无关。",
    }
}
