//! Something else than a certificate, recognised and named.

use crate::fault::declare_fault;

declare_fault! {
    /// A certificate request.
    InputIsCsr = "input-is-csr" at Input, "RFC 2986 §4",
    default Error, rfc5280 Error, cabf Error
    {}
    en {
        title: "This is a certificate request, not a certificate",
        message: "A certificate request (CSR) stands here. Send it to the CA; what comes back is what belongs here.",
    }
    zh {
        title: "这是证书请求,不是证书",
        message: "这里是一份证书签名请求(CSR)。请把它发给 CA,CA 返回的证书才是这里需要的内容。",
    }
    reference en {
        meaning: "A PKCS #10 request carries a name and a key and asks a CA for a certificate; no CA has signed it.",
        reason: "Trust comes from the CA's signature, which a request does not have.",
        cause: "The .csr file was taken for the .crt file.",
        mending: "Submit the request to the CA and use the certificate it returns, with the intermediates it names.",
        verifiers: "OpenSSL says “no start line … Expecting: CERTIFICATE”.",
    }
    reference zh {
        meaning: "PKCS #10 请求包含名称和公钥,用来向 CA 申请证书,并没有经 CA 签名。",
        reason: "信任来自 CA 的签名,而请求没有这个签名。",
        cause: "把 .csr 文件当成了 .crt 文件。",
        mending: "把请求提交给 CA,使用其返回的证书以及相应的中间证书。",
        verifiers: "OpenSSL 报 “no start line … Expecting: CERTIFICATE”。",
    }
}

declare_fault! {
    /// A public key without a certificate.
    InputIsPublicKey = "input-is-public-key" at Input, "RFC 7468 §13",
    default Error, rfc5280 Error, cabf Error
    {}
    en {
        title: "This is a public key, not a certificate",
        message: "A bare public key stands here: no name, no dates, no CA's signature. What belongs here is the certificate that contains it.",
    }
    zh {
        title: "这是公钥,不是证书",
        message: "这里只有一把公钥,没有名称、日期和 CA 的签名。这里需要的是包含该公钥的证书。",
    }
    reference en {
        meaning: "A SubjectPublicKeyInfo or an RSA public key on its own.",
        reason: "A certificate binds a key to a name; a key alone says nothing about whose it is.",
        cause: "The output of `openssl x509 -pubkey` or `openssl pkey -pubout` was taken for a certificate.",
        mending: "Use the certificate itself: `openssl x509 -in FILE` without `-pubkey -noout`.",
        verifiers: "OpenSSL says “no start line … Expecting: CERTIFICATE”.",
    }
    reference zh {
        meaning: "单独的 SubjectPublicKeyInfo 或 RSA 公钥。",
        reason: "证书把公钥与名称绑定在一起;单独的公钥说明不了它属于谁。",
        cause: "把 `openssl x509 -pubkey` 或 `openssl pkey -pubout` 的输出当成了证书。",
        mending: "使用证书本身:执行 `openssl x509 -in FILE`,不加 `-pubkey -noout`。",
        verifiers: "OpenSSL 报 “no start line … Expecting: CERTIFICATE”。",
    }
}

declare_fault! {
    /// A CRL where certificates belong.
    InputIsCrl = "input-is-crl" at Input, "RFC 5280 §5.1",
    default Error, rfc5280 Error, cabf Error
    {}
    en {
        title: "This is a CRL, not a certificate",
        message: "A certificate revocation list stands among what should be certificates. CRLs have a field of their own.",
    }
    zh {
        title: "这是 CRL,不是证书",
        message: "证书当中夹着一份证书吊销列表(CRL)。CRL 有单独的字段。",
    }
    reference en {
        meaning: "A CRL lists the serial numbers that a CA has revoked; it is no link of a chain.",
        reason: "A verifier uses a CRL to check certificates, beside the path they form.",
        cause: "A PKCS #7 bundle that carries both, or a .crl file taken for a .crt file.",
        mending: "Give the CRL in its own field, and the certificates in theirs.",
        verifiers: "OpenSSL reads CRLs from the same file as certificates with -CAfile, and from -CRLfile.",
    }
    reference zh {
        meaning: "CRL 列出 CA 已吊销的序列号,不是证书链中的一环。",
        reason: "验证器用 CRL 检查证书,CRL 不在证书构成的路径之内。",
        cause: "PKCS #7 文件同时包含两者,或者把 .crl 文件当成了 .crt 文件。",
        mending: "把 CRL 放进它自己的字段,证书放进证书的字段。",
        verifiers: "OpenSSL 可以用 -CAfile 从同一文件读取 CRL 和证书,也可以用 -CRLfile。",
    }
}

declare_fault! {
    /// A certificate where CRLs belong.
    InputIsCertificate = "input-is-certificate" at Input, "RFC 7468 §6",
    default Warning, rfc5280 Warning, cabf Warning
    {}
    en {
        title: "This is a certificate, not a CRL",
        message: "A certificate stands in the field for revocation lists, where it is not used.",
    }
    zh {
        title: "这是证书,不是 CRL",
        message: "吊销列表字段中有一张证书,在这里不会被使用。",
    }
    reference en {
        meaning: "The field for CRLs holds a certificate.",
        reason: "Certificates in this field take no part in building the path.",
        cause: "The fields were mistaken for one another.",
        mending: "Move the certificate to the chain, or to the trust anchors if you trust it.",
        verifiers: "This concerns the question, not a verifier.",
    }
    reference zh {
        meaning: "CRL 字段中有证书。",
        reason: "该字段中的证书不参与路径构建。",
        cause: "弄错了字段。",
        mending: "把证书移到证书链中;如果你信任它,则移到信任锚中。",
        verifiers: "这只关系到提问本身,与验证器无关。",
    }
}

declare_fault! {
    /// A web page.
    InputIsHtml = "input-is-html" at Input, "RFC 7468 §5.1",
    default Error, rfc5280 Error, cabf Error
    {}
    en {
        title: "This is a web page, not a certificate",
        message: "The text is HTML and holds no certificate. A download may have answered with an error or login page.",
    }
    zh {
        title: "这是网页,不是证书",
        message: "这段文本是 HTML,其中没有证书。下载时得到的可能是错误页面或登录页面。",
    }
    reference en {
        meaning: "The text is a web page and no certificate stands in it.",
        reason: "A verifier needs the certificate itself.",
        cause: "curl or wget saved an error, login or redirect page under the name of the certificate.",
        mending: "Open the file to see what the page says, and download again: `curl -fL` fails where the server answers with an error.",
        verifiers: "OpenSSL says “no start line”.",
    }
    reference zh {
        meaning: "文本是一张网页,其中没有证书。",
        reason: "验证器需要证书本身。",
        cause: "curl 或 wget 把错误页、登录页或跳转页保存成了证书的文件名。",
        mending: "打开文件看看页面写了什么,然后重新下载;服务器返回错误时,`curl -fL` 会直接失败。",
        verifiers: "OpenSSL 报 “no start line”。",
    }
}

declare_fault! {
    /// Text in UTF-16.
    InputIsUtf16 = "input-is-utf16" at Input, "RFC 7468 §2",
    default Error, rfc5280 Error, cabf Error
    {}
    en {
        title: "The file is UTF-16",
        message: "The text is encoded as UTF-16. It was decoded here; OpenSSL, and what builds on it, finds no certificate in such a file. Save it as UTF-8 or ASCII.",
    }
    zh {
        title: "文件是 UTF-16 编码",
        message: "这段文本采用 UTF-16 编码。这里已经解码;但 OpenSSL 以及基于它的程序在这样的文件里找不到证书。请另存为 UTF-8 或 ASCII。",
    }
    reference en {
        meaning: "Each character takes two bytes, as Windows PowerShell's `>` and Notepad's “Unicode” write them. Lines are those of the decoded text.",
        reason: "PEM is ASCII: programs look for the bytes of -----BEGIN and do not find them.",
        cause: "`openssl … > file` in Windows PowerShell 5, or an editor set to UTF-16.",
        mending: "`Get-Content file | Set-Content -Encoding ascii file2` in PowerShell, or `iconv -f UTF-16 -t ASCII file`.",
        verifiers: "OpenSSL says “no start line”.",
    }
    reference zh {
        meaning: "每个字符占两个字节,Windows PowerShell 的 `>` 和记事本的“Unicode”就是这样写的。行号按解码后的文本计算。",
        reason: "PEM 是 ASCII:程序寻找 -----BEGIN 的字节,却找不到。",
        cause: "在 Windows PowerShell 5 中使用 `openssl … > file`,或者编辑器设成了 UTF-16。",
        mending: "在 PowerShell 中执行 `Get-Content file | Set-Content -Encoding ascii file2`,或者执行 `iconv -f UTF-16 -t ASCII file`。",
        verifiers: "OpenSSL 报 “no start line”。",
    }
}
