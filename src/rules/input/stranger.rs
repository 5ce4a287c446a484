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
        title: "这是证书请求，不是证书",
        message: "这里是一份证书签名请求（CSR）。请把它发给 CA，CA 返回的证书才是这里需要的内容。",
    }
    reference en {
        meaning: "A PKCS #10 request carries a name and a key and asks a CA for a certificate; no CA has signed it.",
        reason: "Trust comes from the CA's signature, which a request does not have.",
        cause: "The .csr file was taken for the .crt file.",
        mending: "Submit the request to the CA and use the certificate it returns, with the intermediates it names.",
        verifiers: "OpenSSL says “no start line … Expecting: CERTIFICATE”.",
    }
    reference zh {
        meaning: "PKCS #10 请求包含名称和公钥，用来向 CA 申请证书，并没有经 CA 签名。",
        reason: "信任来自 CA 的签名，而请求没有这个签名。",
        cause: "把 .csr 文件当成了 .crt 文件。",
        mending: "把请求提交给 CA，使用其返回的证书以及相应的中间证书。",
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
        title: "这是公钥，不是证书",
        message: "这里只有一把公钥，没有名称、日期和 CA 的签名。这里需要的是包含该公钥的证书。",
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
        reason: "证书把公钥与名称绑定在一起；单独的公钥说明不了它属于谁。",
        cause: "把 `openssl x509 -pubkey` 或 `openssl pkey -pubout` 的输出当成了证书。",
        mending: "使用证书本身：执行 `openssl x509 -in FILE`，不加 `-pubkey -noout`。",
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
        title: "这是 CRL，不是证书",
        message: "证书当中夹着一份证书吊销列表（CRL）。CRL 有单独的字段。",
    }
    reference en {
        meaning: "A CRL lists the serial numbers that a CA has revoked; it is no link of a chain.",
        reason: "A verifier uses a CRL to check certificates, beside the path they form.",
        cause: "A PKCS #7 bundle that carries both, or a .crl file taken for a .crt file.",
        mending: "Give the CRL in its own field, and the certificates in theirs.",
        verifiers: "OpenSSL reads CRLs from the same file as certificates with -CAfile, and from -CRLfile.",
    }
    reference zh {
        meaning: "CRL 列出 CA 已吊销的序列号，不是证书链中的一环。",
        reason: "验证器用 CRL 检查证书，CRL 不在证书构成的路径之内。",
        cause: "PKCS #7 文件同时包含两者，或者把 .crl 文件当成了 .crt 文件。",
        mending: "把 CRL 放进它自己的字段，证书放进证书的字段。",
        verifiers: "OpenSSL 可以用 -CAfile 从同一文件读取 CRL 和证书，也可以用 -CRLfile。",
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
        title: "这是证书，不是 CRL",
        message: "吊销列表字段中有一张证书，在这里不会被使用。",
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
        mending: "把证书移到证书链中；如果你信任它，则移到信任锚中。",
        verifiers: "这只关系到提问本身，与验证器无关。",
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
        title: "这是网页，不是证书",
        message: "这段文本是 HTML，其中没有证书。下载时得到的可能是错误页面或登录页面。",
    }
    reference en {
        meaning: "The text is a web page and no certificate stands in it.",
        reason: "A verifier needs the certificate itself.",
        cause: "curl or wget saved an error, login or redirect page under the name of the certificate.",
        mending: "Open the file to see what the page says, and download again: `curl -fL` fails where the server answers with an error.",
        verifiers: "OpenSSL says “no start line”.",
    }
    reference zh {
        meaning: "文本是一张网页，其中没有证书。",
        reason: "验证器需要证书本身。",
        cause: "curl 或 wget 把错误页、登录页或跳转页保存成了证书的文件名。",
        mending: "打开文件看看页面写了什么，然后重新下载；服务器返回错误时，`curl -fL` 会直接失败。",
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
        message: "这段文本采用 UTF-16 编码。这里已经解码；但 OpenSSL 以及基于它的程序在这样的文件里找不到证书。请另存为 UTF-8 或 ASCII。",
    }
    reference en {
        meaning: "Each character takes two bytes, as Windows PowerShell's `>` and Notepad's “Unicode” write them. Lines are those of the decoded text.",
        reason: "PEM is ASCII: programs look for the bytes of -----BEGIN and do not find them.",
        cause: "`openssl … > file` in Windows PowerShell 5, or an editor set to UTF-16.",
        mending: "`Get-Content file | Set-Content -Encoding ascii file2` in PowerShell, or `iconv -f UTF-16 -t ASCII file`.",
        verifiers: "OpenSSL says “no start line”.",
    }
    reference zh {
        meaning: "每个字符占两个字节，Windows PowerShell 的 `>` 和记事本的“Unicode”就是这样写的。行号按解码后的文本计算。",
        reason: "PEM 是 ASCII：程序寻找 -----BEGIN 的字节，却找不到。",
        cause: "在 Windows PowerShell 5 中使用 `openssl … > file`，或者编辑器设成了 UTF-16。",
        mending: "在 PowerShell 中执行 `Get-Content file | Set-Content -Encoding ascii file2`，或者执行 `iconv -f UTF-16 -t ASCII file`。",
        verifiers: "OpenSSL 报 “no start line”。",
    }
}

declare_fault! {
    /// A PKCS #12 store.
    InputIsPkcs12 = "input-is-pkcs12" at Input, "RFC 7292 §4",
    default Error, rfc5280 Error, cabf Error
    {}
    en {
        title: "This is a PKCS #12 file (.pfx, .p12)",
        message: "A PKCS #12 file keeps its certificates under a password, beside a private key in most cases, so it was not opened. Export the certificates alone: openssl pkcs12 -in FILE -nokeys -out chain.pem",
    }
    zh {
        title: "这是 PKCS #12 文件（.pfx、.p12）",
        message: "PKCS #12 文件用密码保护其中的证书，而且通常还带有私钥，因此没有打开。请只导出证书：openssl pkcs12 -in FILE -nokeys -out chain.pem",
    }
    reference en {
        meaning: "A container for certificates and private keys, as Windows and Java export them.",
        reason: "Its contents are encrypted, and verifying a chain needs no private key.",
        cause: "The file that a server is set up with was taken for the chain it sends.",
        mending: "`openssl pkcs12 -in FILE -nokeys -out chain.pem`; add `-legacy` for files that older programs made.",
        verifiers: "Clients that take a PKCS #12 file as a trust store (Java, .NET) open it with its password.",
    }
    reference zh {
        meaning: "存放证书和私钥的容器，Windows 和 Java 导出时常用。",
        reason: "其内容是加密的，而验证证书链不需要私钥。",
        cause: "把配置服务器用的文件当成了它发送的证书链。",
        mending: "执行 `openssl pkcs12 -in FILE -nokeys -out chain.pem`；旧程序生成的文件需加 `-legacy`。",
        verifiers: "能以 PKCS #12 文件作信任库的客户端（Java、.NET）会用密码打开它。",
    }
}

declare_fault! {
    /// A Java key store.
    InputIsJks = "input-is-jks" at Input, "RFC 7468 §5.1",
    default Error, rfc5280 Error, cabf Error
    {
        /// Which of Java's formats.
        kind: &'static str,
    }
    en {
        title: "This is a Java key store",
        message: "The file is a Java key store ({kind}). It was not opened. Export the certificates: keytool -list -rfc -keystore FILE",
    }
    zh {
        title: "这是 Java 密钥库",
        message: "这个文件是 Java 密钥库（{kind}），没有打开。请导出其中的证书：keytool -list -rfc -keystore FILE",
    }
    reference en {
        meaning: "Java's own format for trust stores and keys, such as lib/security/cacerts.",
        reason: "Only Java reads it.",
        cause: "The trust store of a Java program was given as it is.",
        mending: "`keytool -list -rfc -keystore FILE` prints every certificate in it as PEM; give its output.",
        verifiers: "Java reads it; OpenSSL, Go, Node and Python do not.",
    }
    reference zh {
        meaning: "Java 自己的信任库和密钥格式，例如 lib/security/cacerts。",
        reason: "只有 Java 能读取。",
        cause: "直接提供了 Java 程序的信任库文件。",
        mending: "`keytool -list -rfc -keystore FILE` 会以 PEM 输出其中的所有证书，请提供该输出。",
        verifiers: "Java 能读取，OpenSSL、Go、Node、Python 都不能。",
    }
}

declare_fault! {
    /// A compressed archive.
    InputIsArchive = "input-is-archive" at Input, "RFC 7468 §5.1",
    default Error, rfc5280 Error, cabf Error
    {
        /// Its format.
        kind: &'static str,
    }
    en {
        title: "This is an archive",
        message: "The file is an archive ({kind}), as CAs send certificates in. Unpack it and give the files inside.",
    }
    zh {
        title: "这是压缩包",
        message: "这个文件是压缩包（{kind}），CA 常用它来发送证书。请解压后提供里面的文件。",
    }
    reference en {
        meaning: "The file begins as compressed archives do.",
        reason: "The certificates inside cannot be read without unpacking it.",
        cause: "The download from the CA was given as it came.",
        mending: "Unpack it. It holds the end-entity certificate and its intermediates, often in separate files: give them all.",
        verifiers: "No TLS program reads certificates from an archive.",
    }
    reference zh {
        meaning: "文件开头与压缩包相同。",
        reason: "不解压就无法读取其中的证书。",
        cause: "直接提供了从 CA 下载的文件。",
        mending: "先解压。里面有终端实体证书和中间证书，往往是分开的文件，请全部提供。",
        verifiers: "没有 TLS 程序会从压缩包中读取证书。",
    }
}

declare_fault! {
    /// A binary file that is nothing known, or was read as text.
    InputIsBinary = "input-is-binary" at Input, "RFC 7468 §5.1",
    default Error, rfc5280 Error, cabf Error
    {}
    en {
        title: "Binary data, pasted as text",
        message: "This is a binary file that was read as text, which destroys it. If it is a certificate in DER form, drop the file itself here, or convert it first: openssl x509 -inform DER -in FILE",
    }
    zh {
        title: "二进制数据被当作文本粘贴",
        message: "这是被当作文本读取的二进制文件，内容已遭破坏。如果它是 DER 格式的证书，请直接提供文件，或先转换：openssl x509 -inform DER -in FILE",
    }
    reference en {
        meaning: "The text is full of control characters and of the signs that stand for undecodable bytes.",
        reason: "Bytes that are no text are lost when they are read as such.",
        cause: "A DER file opened in a text editor and copied, or a file of another kind.",
        mending: "Give the file itself rather than its text, or convert it: `openssl x509 -inform DER -in FILE` prints PEM.",
        verifiers: "OpenSSL says “no start line” where it looks for PEM and finds DER.",
    }
    reference zh {
        meaning: "文本中充满控制字符和代表无法解码字节的符号。",
        reason: "非文本的字节按文本读取时会丢失。",
        cause: "用文本编辑器打开 DER 文件后复制，或者是其他类型的文件。",
        mending: "提供文件本身而不是其文本；或者转换：`openssl x509 -inform DER -in FILE` 会输出 PEM。",
        verifiers: "需要 PEM 而遇到 DER 时，OpenSSL 报 “no start line”。",
    }
}

declare_fault! {
    /// An SSH key.
    InputIsSshKey = "input-is-ssh-key" at Input, "RFC 4253 §6.6",
    default Error, rfc5280 Error, cabf Error
    {}
    en {
        title: "This is an SSH key, not a certificate",
        message: "An SSH public key stands here. SSH and TLS have nothing in common but the algorithms: what belongs here is an X.509 certificate.",
    }
    zh {
        title: "这是 SSH 公钥，不是证书",
        message: "这里是一把 SSH 公钥。SSH 与 TLS 除了算法之外没有共同之处，这里需要的是 X.509 证书。",
    }
    reference en {
        meaning: "A public key in the form that authorized_keys and known_hosts use.",
        reason: "TLS clients trust X.509 certificates, which an SSH key is not and does not contain.",
        cause: "A file of ~/.ssh was taken for one of /etc/ssl.",
        mending: "Ask the server for its chain: `openssl s_client -connect HOST:443 -servername HOST -showcerts </dev/null`.",
        verifiers: "No TLS program reads SSH keys.",
    }
    reference zh {
        meaning: "authorized_keys 和 known_hosts 所用形式的公钥。",
        reason: "TLS 客户端信任的是 X.509 证书，SSH 公钥既不是也不包含证书。",
        cause: "把 ~/.ssh 中的文件当成了 /etc/ssl 中的文件。",
        mending: "向服务器获取证书链：`openssl s_client -connect HOST:443 -servername HOST -showcerts </dev/null`。",
        verifiers: "没有 TLS 程序会读取 SSH 密钥。",
    }
}

declare_fault! {
    /// Something of OpenPGP.
    InputIsPgp = "input-is-pgp" at Input, "RFC 9580 §6.2",
    default Error, rfc5280 Error, cabf Error
    {}
    en {
        title: "This is OpenPGP, not X.509",
        message: "An OpenPGP block stands here. It looks like PEM and is something else: what belongs here begins with -----BEGIN CERTIFICATE-----.",
    }
    zh {
        title: "这是 OpenPGP 数据，不是 X.509",
        message: "这里是一个 OpenPGP 块。它看上去像 PEM，其实不是；这里需要的内容以 -----BEGIN CERTIFICATE----- 开头。",
    }
    reference en {
        meaning: "OpenPGP keys, messages and signatures have BEGIN and END lines of their own.",
        reason: "TLS knows X.509 certificates only.",
        cause: "A signed mail or a developer's key was pasted.",
        mending: "Ask the server for its chain: `openssl s_client -connect HOST:443 -servername HOST -showcerts </dev/null`.",
        verifiers: "No TLS program reads it as a certificate.",
    }
    reference zh {
        meaning: "OpenPGP 的密钥、消息和签名有它们自己的 BEGIN 行和 END 行。",
        reason: "TLS 只认 X.509 证书。",
        cause: "粘贴了签名邮件或开发者的公钥。",
        mending: "向服务器获取证书链：`openssl s_client -connect HOST:443 -servername HOST -showcerts </dev/null`。",
        verifiers: "没有 TLS 程序会把它当作证书读取。",
    }
}

declare_fault! {
    /// An OCSP response.
    InputIsOcspResponse = "input-is-ocsp-response" at Input, "RFC 6960 §4.2.1",
    default Error, rfc5280 Error, cabf Error
    {}
    en {
        title: "This is an OCSP response, not a certificate",
        message: "An OCSP response stands here: a CA's word about one certificate's status. It is heeded as that; OCSP responses have a field of their own.",
    }
    zh {
        title: "这是 OCSP 响应，不是证书",
        message: "这里是一份 OCSP 响应，即 CA 对某张证书状态的说明。它会作为状态信息被采用；OCSP 响应有自己的字段。",
    }
    reference en {
        meaning: "The bytes have the structure of an OCSP response.",
        reason: "It is no link of a chain.",
        cause: "The answer of a responder, or a stapled response, was saved and taken for a certificate.",
        mending: "Give the certificate. `openssl ocsp -respin FILE -text` shows what the response says.",
        verifiers: "TLS clients take an OCSP response from the handshake, not from a certificate file.",
    }
    reference zh {
        meaning: "这些字节具有 OCSP 响应的结构。",
        reason: "它不是证书链中的一环。",
        cause: "保存了响应器的回答或装订（stapled）的响应，并误当作证书。",
        mending: "请提供证书。`openssl ocsp -respin FILE -text` 可以查看响应内容。",
        verifiers: "TLS 客户端从握手中取得 OCSP 响应，而不是从证书文件。",
    }
}

declare_fault! {
    /// A PKCS #7 structure that carries no certificates.
    InputIsPkcs7WithoutCertificates = "input-is-pkcs7-without-certificates" at Input, "RFC 5652 §5.1",
    default Error, rfc5280 Error, cabf Error
    {}
    en {
        title: "The PKCS #7 file holds no certificates",
        message: "A PKCS #7 (CMS) structure stands here that carries no certificate: signed or encrypted data, not a bundle.",
    }
    zh {
        title: "PKCS #7 文件中没有证书",
        message: "这里是 PKCS #7（CMS）结构，但其中没有证书：它是签名或加密的数据，不是证书包。",
    }
    reference en {
        meaning: "Certificates are carried by signedData with a list of them; this has none, or is of another type.",
        reason: "There is nothing in it to verify.",
        cause: "A detached signature or an encrypted message (smime.p7s, smime.p7m) was taken for a bundle (.p7b).",
        mending: "`openssl pkcs7 -print_certs -in FILE` shows what a bundle holds. Export the chain again, or give it as PEM.",
        verifiers: "TLS programs other than Java and Windows do not read PKCS #7 at all.",
    }
    reference zh {
        meaning: "携带证书的是带有证书列表的 signedData；这里没有列表，或者是其他类型。",
        reason: "其中没有可验证的东西。",
        cause: "把分离签名或加密消息（smime.p7s、smime.p7m）当成了证书包（.p7b）。",
        mending: "`openssl pkcs7 -print_certs -in FILE` 可以查看证书包的内容。请重新导出证书链，或以 PEM 提供。",
        verifiers: "除 Java 和 Windows 外，TLS 程序一般不读取 PKCS #7。",
    }
}

declare_fault! {
    /// A certificate printed for people, without the certificate.
    InputIsPrintout = "input-is-printout" at Input, "RFC 7468 §5.1",
    default Error, rfc5280 Error, cabf Error
    {}
    en {
        title: "This describes a certificate and does not contain it",
        message: "The text is a certificate printed for reading, as openssl x509 -text, keytool -list -v, certutil -dump or a browser does. Give the certificate itself, from BEGIN to END: openssl x509 -in FILE, keytool -list -rfc, or kubectl get secret NAME -o yaml.",
    }
    zh {
        title: "这是证书的文字说明，不含证书本身",
        message: "这段文本是打印出来供人阅读的证书信息，例如 openssl x509 -text、keytool -list -v、certutil -dump 的输出或浏览器中显示的内容。请提供证书本身（从 BEGIN 到 END）：openssl x509 -in FILE、keytool -list -rfc，或 kubectl get secret NAME -o yaml。",
    }
    reference en {
        meaning: "Names, dates and numbers of a certificate in words, without a PEM block.",
        reason: "A signature can only be verified over the bytes it was made of.",
        cause: "`openssl x509 -text -noout` was used, or only the upper part of its output was copied.",
        mending: "Leave out `-noout`, and copy from -----BEGIN CERTIFICATE----- on.",
        verifiers: "No program reads this form.",
    }
    reference zh {
        meaning: "用文字写出的证书名称、日期和编号，没有 PEM 块。",
        reason: "签名只能对照原始字节验证。",
        cause: "使用了 `openssl x509 -text -noout`，或者只复制了输出的上半部分。",
        mending: "去掉 `-noout`，从 -----BEGIN CERTIFICATE----- 开始复制。",
        verifiers: "没有程序能读取这种形式。",
    }
}

declare_fault! {
    /// A host name, address or URL.
    InputIsHostname = "input-is-hostname" at Input, "RFC 7468 §5.1",
    default Error, rfc5280 Error, cabf Error
    {
        /// The host.
        host: String,
        /// What prints its chain.
        command: String,
    }
    en {
        title: "This is a host name, not a certificate",
        message: "This is the address of a server, and nothing is fetched from the network here: ask “{host}” for its chain yourself, and paste all that this prints: {command}",
    }
    zh {
        title: "这是主机名，不是证书",
        message: "这是服务器的地址，而这里不会访问网络：请自行向“{host}”获取证书链，并粘贴这个命令的完整输出：{command}",
    }
    reference en {
        meaning: "The text is a name, an address or a URL and nothing else.",
        reason: "The core reads no network, so that nothing you paste leaves your machine; the chain has to be given.",
        cause: "Other checkers ask for a host name.",
        mending: "`openssl s_client -connect HOST:443 -servername HOST -showcerts </dev/null`; for an address, leave out `-servername`.",
        verifiers: "This concerns the question, not a verifier.",
    }
    reference zh {
        meaning: "文本只有一个名称、地址或 URL。",
        reason: "核心不访问网络，你粘贴的内容不会离开本机，因此需要自行提供证书链。",
        cause: "其他检查工具要求填写主机名。",
        mending: "执行 `openssl s_client -connect HOST:443 -servername HOST -showcerts </dev/null`；如果是 IP 地址，去掉 `-servername`。",
        verifiers: "这只关系到提问本身，与验证器无关。",
    }
}

declare_fault! {
    /// The name of a file instead of its content.
    InputIsFileName = "input-is-file-name" at Input, "RFC 7468 §5.1",
    default Error, rfc5280 Error, cabf Error
    {
        /// The name.
        name: String,
    }
    en {
        title: "This is the name of a file, not its content",
        message: "No file is opened by name here. Paste the content of {name}, or give the file itself.",
    }
    zh {
        title: "这是文件名，不是文件内容",
        message: "这里不会按名称打开文件。请粘贴 {name} 的内容，或者直接提供该文件。",
    }
    reference en {
        meaning: "The text is a path or a file name and nothing else.",
        reason: "The core reads no files; what is to be verified has to be given.",
        cause: "A program passed the value of a setting such as SSL_CERT_FILE instead of what that file holds.",
        mending: "Read the file and pass what is in it. On the command line, name the file as an argument.",
        verifiers: "Many programs take either a path or PEM text, and silently load nothing when given the wrong one.",
    }
    reference zh {
        meaning: "文本只有一个路径或文件名。",
        reason: "核心不读取文件，要验证的内容必须直接提供。",
        cause: "程序传入了 SSL_CERT_FILE 之类设置的值，而不是该文件的内容。",
        mending: "读取文件，传入其内容。使用命令行时，把文件名作为参数。",
        verifiers: "许多程序的参数可以是路径，也可以是 PEM 文本；给错时往往什么也不加载，也不提示。",
    }
}

declare_fault! {
    /// What a client said about a certificate, instead of the certificate.
    InputIsErrorText = "input-is-error-text" at Input, "RFC 7468 §5.1",
    default Error, rfc5280 Error, cabf Error
    {}
    en {
        title: "This is an error message, not a certificate",
        message: "This is what a program reported, and no certificate stands in it: what its words mean is said beside it, and which of their causes it is shows in the chain that the server sends.",
    }
    zh {
        title: "这是错误信息，不是证书",
        message: "这是程序的报错，其中没有证书：报错的含义另有说明，究竟是哪一种原因，要从服务器发送的证书链中才能看出。",
    }
    reference en {
        meaning: "An error message, a traceback or a log, without a certificate in it.",
        reason: "An error says that verification failed; why can only be seen in the certificates.",
        cause: "Only the error was pasted, or `openssl s_client` could not connect.",
        mending: "Give the message as it is, and the output of `openssl s_client -connect HOST:443 -servername HOST -showcerts </dev/null` as the chain.",
        verifiers: "This concerns the question, not a verifier.",
    }
    reference zh {
        meaning: "错误信息、traceback 或日志，其中没有证书。",
        reason: "错误只说明验证失败，原因要从证书中才能看出。",
        cause: "只粘贴了报错，或者 `openssl s_client` 未能连接。",
        mending: "错误信息照原样提供，并把 `openssl s_client -connect HOST:443 -servername HOST -showcerts </dev/null` 的输出作为证书链。",
        verifiers: "这只关系到提问本身，与验证器无关。",
    }
}

declare_fault! {
    /// JSON without a certificate in it.
    InputIsJson = "input-is-json" at Input, "RFC 7468 §5.1",
    default Error, rfc5280 Error, cabf Error
    {}
    en {
        title: "JSON without a certificate in it",
        message: "The text is JSON, and none of its strings is a certificate in PEM or base64.",
    }
    zh {
        title: "JSON 中没有证书",
        message: "这段文本是 JSON，其中没有任何字符串是 PEM 或 base64 形式的证书。",
    }
    reference en {
        meaning: "The text is JSON in which no certificate was found.",
        reason: "Certificates in JSON strings, with `\\n` for line breaks or as `x5c` in base64, are read; there are none.",
        cause: "An error answer of an API, or a description of a certificate without the certificate.",
        mending: "Look at what the API says, or give the certificate as PEM.",
        verifiers: "This concerns the question, not a verifier.",
    }
    reference zh {
        meaning: "文本是 JSON，其中没有找到证书。",
        reason: "JSON 字符串中的证书（以 `\\n` 表示换行的 PEM，或 `x5c` 中的 base64）都能读取，但这里没有。",
        cause: "API 返回的是错误信息，或者只描述了证书而没有附上证书。",
        mending: "看看 API 返回了什么，或者以 PEM 提供证书。",
        verifiers: "这只关系到提问本身，与验证器无关。",
    }
}
