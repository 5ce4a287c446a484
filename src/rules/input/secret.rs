//! A private key in a paste: said at once, and nothing else done with it.

use crate::fault::declare_fault;

declare_fault! {
    /// A private key is in the paste.
    PrivateKeyPasted = "private-key-pasted" at Input, "RFC 5280 §8",
    default Warning, rfc5280 Warning, cabf Warning
    {}
    en {
        title: "A private key is in the paste",
        message: "A private key stands here. It was not read, kept or sent anywhere, and verifying a chain never needs it. If it was shown to anyone else on the way here, replace it and have its certificates revoked.",
    }
    zh {
        title: "粘贴的内容中有私钥",
        message: "这里有一把私钥。它没有被读取、保存或发送；验证证书链从来不需要私钥。如果在此之前已被他人看到，请更换密钥，并吊销相应的证书。",
    }
    reference en {
        meaning: "The paste holds a private key beside or instead of certificates. It is recognised by its label or outer structure and passed over.",
        reason: "Whoever has the private key of a certificate can pose as its owner. A certificate is public; its key must stay on the server.",
        cause: "A combined file (certificate and key in one, as HAProxy wants it) or the wrong file.",
        mending: "Leave the key out. If it has left the machine it belongs to, make a new key, have a new certificate issued, and ask the CA to revoke the old one.",
        verifiers: "Verifiers have no use for it.",
    }
    reference zh {
        meaning: "粘贴的内容中除证书外还有私钥，或者只有私钥。它按标签或外层结构识别出来，随即跳过。",
        reason: "谁掌握证书的私钥，谁就能冒充其所有者。证书是公开的，私钥必须留在服务器上。",
        cause: "使用了合并文件（证书和私钥在一起，例如 HAProxy 的格式），或者选错了文件。",
        mending: "去掉私钥。如果它已经离开所属的机器，请生成新的密钥，重新签发证书，并请 CA 吊销旧证书。",
        verifiers: "验证器用不到它。",
    }
}
