//! Where the second witness and the limits of the search have a say.

use crate::fault::declare_fault;

declare_fault! {
    /// webpki refuses and no check of ours says why.
    Unexplained = "unexplained" at Path, "RFC 5280 §6.1",
    default Error, rfc5280 Note, cabf Note
    {
        /// webpki's error.
        error: String,
    }
    en {
        title: "The second verifier refuses this chain",
        message: "Our own checks find nothing wrong, and rustls-webpki refuses the chain: {error}. Please report this chain: it is a gap in this program.",
    }
    zh {
        title: "第二个验证器拒绝了这条证书链",
        message: "我们自己的检查没有发现问题，但 rustls-webpki 拒绝了这条证书链：{error}。请报告这条证书链：这是本程序的缺口。",
    }
    reference en {
        meaning: "rustls-webpki refuses the chain and no rule of this program says why.",
        reason: "Two witnesses must agree before a chain is called trusted.",
        cause: "A gap in this program.",
        mending: "Report the chain, so that the gap is closed.",
        verifiers: "See `reference.error` for webpki's words.",
    }
    reference zh {
        meaning: "rustls-webpki 拒绝了证书链，而本程序没有任何规则能说明原因。",
        reason: "两个验证器都接受，证书链才算受信任。",
        cause: "本程序的缺口。",
        mending: "请报告这条证书链，以便补上缺口。",
        verifiers: "webpki 的原话见 `reference.error`。",
    }
}

declare_fault! {
    /// A limit of the search was reached.
    PathTooComplex = "path-too-complex" at Path, "RFC 4158 §2.4.1",
    default Error, rfc5280 Error, cabf Error
    {
        /// `depth`, `search` or `name-constraints`.
        limit: &'static str,
    }
    en {
        title: "The chain is too complex to be followed",
        message: "The search stopped at a limit ({limit}) that guards against chains made to keep a verifier busy. Every verifier needs such a limit, and each has its own.",
    }
    zh {
        title: "证书链过于复杂",
        message: "搜索因达到上限（{limit}）而停止，这个上限用来防范故意拖垮验证器的证书链。每个验证器都需要这样的上限，但各不相同。",
    }
    reference en {
        meaning: "A limit of the search was reached before a path was found or every possibility was tried.",
        reason: "Without limits a few hundred certificates could keep a verifier busy for years.",
        cause: "More than six intermediates, hundreds of certificates of one name, or name constraints by the thousand.",
        mending: "Send only the certificates of the path.",
        verifiers: "webpki: 6 intermediates, 100 signatures, 250,000 comparisons; Go: 100 signatures; OpenSSL: depth 100.",
    }
    reference zh {
        meaning: "在找到路径或试完所有可能之前，搜索达到了上限。",
        reason: "如果没有上限，几百张证书就能让验证器忙上好几年。",
        cause: "超过六张中间证书、数百张同名证书，或成千上万条名称约束。",
        mending: "只发送路径所需的证书。",
        verifiers: "webpki：6 张中间证书、100 次签名、25 万次比较；Go：100 次签名；OpenSSL：深度 100。",
    }
}
