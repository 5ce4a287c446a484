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
        message: "我们自己的检查没有发现问题,但 rustls-webpki 拒绝了这条证书链:{error}。请报告这条证书链:这是本程序的缺口。",
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
        message: "The search stopped at a limit ({limit}) that guards against chains made to keep a verifier busy. rustls and Go have such limits too, and refuse such chains.",
    }
    zh {
        title: "证书链过于复杂",
        message: "搜索因达到上限({limit})而停止,这个上限用来防范故意拖垮验证器的证书链。rustls 和 Go 也有这样的上限,会拒绝这样的证书链。",
    }
}
