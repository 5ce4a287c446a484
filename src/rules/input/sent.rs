//! What a listing says was sent, and the paste does not hold.

use crate::fault::{Phrase, declare_fault};

/// What is to be done with CA certificates that stand alone.
pub mod as_anchors {
    use super::Phrase;

    /// They were given as the chain.
    pub const GIVE: Phrase =
        Phrase {
            token: "give", en: "give it as trust anchors, and paste", zh: "请把它们作为信任锚，并"
        };
    /// They were pasted, and taken for what they are.
    pub const TAKEN: Phrase = Phrase {
        token: "taken",
        en: "it was taken as trust anchors here; to judge a server, paste as well",
        zh: "这里已把它们当作信任锚；要判断服务器，请再",
    };
}

declare_fault! {
    /// A listing names certificates as sent that were not pasted.
    SentCertificateNotPasted = "sent-certificate-not-pasted" at Input, "RFC 8446 §4.4.2",
    default Warning, rfc5280 Warning, cabf Warning
    {
        /// How many certificates the listing names.
        listed: usize,
        /// How many of them were pasted.
        pasted: usize,
        /// What those that are missing are called.
        names: Vec<String>,
    }
    en {
        title: "Not all that was sent has been pasted",
        message: "The server sent {listed} certificates, and the paste holds {pasted} of them: {names} {names?was|were} sent too, as the listing says, and {names?is|are} missing here. Paste {names?it|them} as well; the command below prints everything that the server sends.",
    }
    zh {
        title: "服务器发送的证书没有全部粘贴",
        message: "服务器发送了 {listed} 张证书，这里只粘贴了其中 {pasted} 张：列表显示还发送了 {names}，这里却没有。请一并粘贴；下面的命令会输出服务器发送的全部证书。",
    }
    reference en {
        meaning: "The text around the PEM is the listing of a handshake, such as `openssl s_client` prints under “Certificate chain”. It names certificates that the server sent and of which no PEM was pasted.",
        reason: "Without them it cannot be said whether the chain leads to a trust anchor. The server did send them: a client that connects has them.",
        cause: "`openssl s_client` prints only the first certificate as PEM unless it is asked for the others with `-showcerts`.",
        mending: "`openssl s_client -connect HOST:443 -servername HOST -showcerts </dev/null` prints all of them; paste its whole output.",
        verifiers: "This concerns the paste, not a verifier.",
    }
    reference zh {
        meaning: "PEM 周围的文字是一次握手的列表，例如 `openssl s_client` 在 “Certificate chain” 下打印的内容。其中列出的一些证书由服务器发送，但没有粘贴对应的 PEM。",
        reason: "缺少这些证书，就无法判断证书链能否追溯到信任锚。服务器确实发送了它们，连接它的客户端都拿得到。",
        cause: "`openssl s_client` 只以 PEM 打印第一张证书，除非加上 `-showcerts`。",
        mending: "执行 `openssl s_client -connect HOST:443 -servername HOST -showcerts </dev/null` 会打印全部证书，请粘贴完整输出。",
        verifiers: "这只关系到粘贴的内容，与验证器无关。",
    }
}

declare_fault! {
    /// Only CA certificates, where the certificate of a server belongs.
    EndEntityNotPasted = "end-entity-not-pasted" at Input, "RFC 5280 §3.2",
    default Error, rfc5280 Error, cabf Error
    {
        /// How many CA certificates there are.
        count: usize,
        /// What they are called.
        names: Vec<String>,
        /// Whether all of them are self-signed, as those of a trust store are.
        roots: bool,
        /// What is to be done with them.
        advice: Phrase,
    }
    en {
        title: "The server's own certificate is not here",
        message: "Only CA certificates stand here ({names}), and the certificate of the server itself is missing. What a CA, certbot or a trust store calls chain.pem, ca.crt or a bundle is the upper part of a chain or a set of trust anchors: {advice} what the server sends.",
    }
    zh {
        title: "缺少服务器自己的证书",
        message: "这里只有 CA 证书（{names}），没有服务器自己的证书。CA、certbot 或信任库所说的 chain.pem、ca.crt 或 bundle 是证书链的上半部分，或者是一组信任锚：{advice}粘贴服务器发送的内容。",
    }
    reference en {
        meaning: "Every certificate that was given as the chain is a CA certificate, and none of them is made for a server's name.",
        reason: "A chain is judged from the certificate of the server up; without that there is nothing whose issuer could be looked for.",
        cause: "The first block was left out, certbot's chain.pem was taken for fullchain.pem, or a trust store was pasted.",
        mending: "Paste the output of `openssl s_client -connect HOST:443 -servername HOST -showcerts </dev/null`, or fullchain.pem. Give what is to be trusted as trust anchors.",
        verifiers: "This concerns the paste, not a verifier. To judge an intermediate itself, ask for any purpose.",
    }
    reference zh {
        meaning: "作为证书链提供的全是 CA 证书，没有一张是为服务器名称签发的。",
        reason: "证书链要从服务器的证书开始判断；没有它，就无从寻找签发者。",
        cause: "漏掉了第一个块，把 certbot 的 chain.pem 当成了 fullchain.pem，或者粘贴了信任库。",
        mending: "粘贴 `openssl s_client -connect HOST:443 -servername HOST -showcerts </dev/null` 的输出，或者 fullchain.pem；要信任的证书请作为信任锚提供。",
        verifiers: "这只关系到粘贴的内容，与验证器无关。若要判断中间证书本身，请把用途设为 any。",
    }
}
