//! RFC 5280 §4.1 and X.690: what a block or a file must hold, and how much of it.

use crate::encoding::{Encoding, Field, Part, octets, told};
use crate::fault::{Phrase, Words, declare_fault};

declare_fault! {
    /// Bytes that should be a certificate and are not.
    CertificateMalformed = "certificate-malformed" at Input, "RFC 5280 §4.1",
    default Error, rfc5280 Error, cabf Error
    {
        /// How many bytes there are.
        size: usize,
        /// The field.
        field: Words,
        /// Where the odd bytes begin, counted from 0.
        offset: usize,
        /// How many they are.
        length: usize,
        /// What is odd, and what stands there.
        what: Words,
        /// The bytes around the place in hexadecimal, the odd ones in brackets.
        octets: String,
    }
    en {
        title: "This cannot be read as a certificate",
        message: "What stands here ({size?1 byte|# bytes}) cannot be read as a certificate: {field}, byte {offset}: {what}.",
    }
    zh {
        title: "无法读取为证书",
        message: "这里的 {size} 字节无法读取为证书：{field}，第 {offset} 字节：{what}。",
    }
    reference en {
        meaning: "The bytes are no DER, or DER without the fields that every certificate has.",
        reason: "A verifier must be able to tell each field of a certificate to check it.",
        cause: "A file damaged in transfer (binary sent as text), a certificate edited by hand, or another kind of object under a certificate's label.",
        mending: "Fetch the certificate again from where it was issued. `openssl x509 -inform DER -in FILE -noout -text` shows a whole one; `openssl asn1parse` shows where a broken one breaks.",
        verifiers: "All refuse it. Go and rustls are stricter about DER than OpenSSL, which reads some encodings that the others do not.",
    }
    reference zh {
        meaning: "这些字节不是 DER，或者虽是 DER，却没有证书必备的字段。",
        reason: "验证器必须能分辨证书的每个字段，才能检查它。",
        cause: "文件在传输中损坏（二进制按文本发送）、手工改过证书，或者把别的对象放在了证书的标签下。",
        mending: "从签发处重新获取证书。`openssl x509 -inform DER -in FILE -noout -text` 可以显示完整的证书，`openssl asn1parse` 可以看出损坏的位置。",
        verifiers: "各验证器都拒绝。Go 和 rustls 对 DER 的要求比 OpenSSL 严格，后者能读取一些前两者不接受的编码。",
    }
}

impl CertificateMalformed {
    /// Which field keeps these bytes from being a certificate, and where it stands.
    pub(crate) fn of(bytes: &[u8]) -> Self {
        Self::read(bytes, &Encoding::of_certificate(bytes))
    }

    /// The same, where the encoding is known.
    pub(crate) fn read(bytes: &[u8], encoding: &Encoding) -> Self {
        let nothing = || Words {
            token: "unreadable".to_owned(),
            en: "a structure that cannot be read".to_owned(),
            zh: "读不出来的结构".to_owned(),
        };
        let whole = Field { part: Part::Certificate, extension: None, steps: Vec::new() };
        let decisive = encoding.decisive();
        // What does not begin as a certificate does may be a key under another label: nothing of it is shown.
        let begins = Encoding::begins_signed(bytes);
        Self {
            size: bytes.len(),
            field: decisive.map_or(&whole, |deviation| &deviation.field).words(),
            offset: decisive.map_or(0, |deviation| deviation.offset),
            length: decisive.map_or(0, |deviation| deviation.length),
            what: decisive.map_or_else(nothing, |deviation| told(bytes, deviation)),
            octets: decisive.filter(|_| begins).map(|deviation| octets(bytes, deviation)).unwrap_or_default(),
        }
    }
}

declare_fault! {
    /// Bytes after the end of a certificate.
    CertificateTrailingData = "certificate-trailing-data" at Input, "X.690 §10.1",
    default Warning, rfc5280 Warning, cabf Warning
    {
        /// How many bytes follow.
        bytes: usize,
    }
    en {
        title: "Bytes follow the certificate",
        message: "{bytes?1 byte follows|# bytes follow} the end of the certificate. Here that was left out; many programs refuse such a certificate.",
    }
    zh {
        title: "证书之后还有多余字节",
        message: "证书结束后还有 {bytes} 字节。这里已将其略去；许多程序会拒绝这样的证书。",
    }
    reference en {
        meaning: "The DER of a certificate says where it ends, and more bytes stand after that.",
        reason: "What is signed ends with the certificate; bytes beyond it are nobody's.",
        cause: "Two files joined in DER form, a line break added to a binary file, or OpenSSL's trust settings under the label CERTIFICATE.",
        mending: "`openssl x509 -in FILE -out CLEAN.pem` writes the certificate alone.",
        verifiers: "OpenSSL ignores the bytes in a file of CA certificates, and says “too long” to them in a server's own chain. Go, Java and rustls refuse the certificate.",
    }
    reference zh {
        meaning: "证书的 DER 说明了自己在哪里结束，而其后还有字节。",
        reason: "被签名的内容到证书结尾为止，其后的字节不属于任何人。",
        cause: "把两个 DER 文件直接拼接、给二进制文件加了换行，或者在 CERTIFICATE 标签下放了 OpenSSL 的信任设置。",
        mending: "`openssl x509 -in FILE -out CLEAN.pem` 可以只写出证书本身。",
        verifiers: "在 CA 证书文件中，OpenSSL 忽略这些字节；在服务器自己的证书链中则报 “too long”。Go、Java 和 rustls 拒绝该证书。",
    }
}

declare_fault! {
    /// Nothing was pasted.
    InputEmpty = "input-empty" at Input, "RFC 5280 §6.1.1",
    default Error, rfc5280 Error, cabf Error
    {}
    en {
        title: "Nothing was pasted",
        message: "There is no text here. Paste what the server sends, from -----BEGIN CERTIFICATE----- to -----END CERTIFICATE-----.",
    }
    zh {
        title: "没有粘贴任何内容",
        message: "这里没有内容。请粘贴服务器发送的证书，从 -----BEGIN CERTIFICATE----- 到 -----END CERTIFICATE-----。",
    }
    reference en {
        meaning: "The field is empty or holds only blanks.",
        reason: "Without a certificate there is nothing to verify.",
        cause: "The clipboard was empty, or the command whose output was piped in wrote only to standard error.",
        mending: "`openssl s_client -connect HOST:443 -servername HOST -showcerts </dev/null` prints the chain a server sends.",
        verifiers: "OpenSSL says “no start line” of an empty file.",
    }
    reference zh {
        meaning: "该字段为空，或者只有空白。",
        reason: "没有证书，就没有可验证的东西。",
        cause: "剪贴板是空的，或者管道前的命令只向标准错误输出了内容。",
        mending: "`openssl s_client -connect HOST:443 -servername HOST -showcerts </dev/null` 会输出服务器发送的证书链。",
        verifiers: "OpenSSL 对空文件报 “no start line”。",
    }
}

/// What there can be too much of.
pub mod amount {
    use crate::fault::Phrase;

    /// Bytes of one field.
    pub const BYTES: Phrase = Phrase { token: "bytes", en: "bytes", zh: "字节" };
    /// Certificates or CRLs of one field.
    pub const ENTRIES: Phrase =
        Phrase { token: "entries", en: "certificates or CRLs", zh: "张证书或 CRL" };
    /// Pieces of a list.
    pub const PIECES: Phrase = Phrase { token: "pieces", en: "pieces", zh: "段内容" };
    /// DER elements of a certificate, or of all certificates together.
    pub const PARTS: Phrase = Phrase {
        token: "parts",
        en: "parts (names, extensions and the like)",
        zh: "个组成部分（名称、扩展等）",
    };
}

declare_fault! {
    /// More than this program takes on.
    InputTooLarge = "input-too-large" at Input, "RFC 5280 §6.1.1",
    default Error, rfc5280 Error, cabf Error
    {
        /// Of what.
        unit: Phrase,
        /// How many there are.
        found: usize,
        /// How many are read.
        limit: usize,
    }
    en {
        title: "The paste is too large",
        message: "There are at least {found} {unit} here, and at most {limit} are read. Paste only the chain in question.",
    }
    zh {
        title: "粘贴的内容过大",
        message: "这里至少有 {found} {unit}，最多读取 {limit}。请只粘贴要检查的证书链。",
    }
    reference en {
        meaning: "The fields hold more than 10,000,000 bytes together, one of them more than 1,000 certificates or pieces, or a certificate more than 150,000 names, extensions and other parts (500,000 in all certificates).",
        reason: "The limits bound the time and memory of an answer, also in a browser; no server sends a chain of that size.",
        cause: "A whole disk image, log or several trust stores at once.",
        mending: "Paste the chain alone; a trust store of usual size (about 150 certificates) fits.",
        verifiers: "TLS libraries have limits too: OpenSSL takes 100 KB of certificates from a server by default.",
    }
    reference zh {
        meaning: "各字段合计超过 10,000,000 字节，或某个字段超过 1,000 张证书或 1,000 段内容，或一张证书的名称、扩展等组成部分超过 150,000 个（所有证书合计 500,000 个）。",
        reason: "上限使回答所需的时间和内存有界，在浏览器中也是如此；没有服务器会发送这么大的证书链。",
        cause: "一次粘贴了整个磁盘映像、日志或多个信任库。",
        mending: "只粘贴证书链本身；通常大小的信任库（约 150 张证书）没有问题。",
        verifiers: "TLS 库也有限制：OpenSSL 默认最多接收服务器 100 KB 的证书。",
    }
}

declare_fault! {
    /// There is text, and neither a certificate nor anything that explains why.
    InputNoCertificate = "input-no-certificate" at Input, "RFC 7468 §5.1",
    default Error, rfc5280 Error, cabf Error
    {}
    en {
        title: "There is no certificate in it",
        message: "No certificate was found in what was pasted. It begins with -----BEGIN CERTIFICATE----- and ends with -----END CERTIFICATE-----, or is a DER or PKCS #7 file.",
    }
    zh {
        title: "其中没有证书",
        message: "在粘贴的内容中没有找到证书。证书以 -----BEGIN CERTIFICATE----- 开头，以 -----END CERTIFICATE----- 结尾，或者是 DER 或 PKCS #7 文件。",
    }
    reference en {
        meaning: "The text or file was read to its end, and no certificate is in it in any form that is known here.",
        reason: "Without a certificate there is nothing to verify.",
        cause: "The wrong file, or only part of the right one.",
        mending: "`openssl s_client -connect HOST:443 -servername HOST -showcerts </dev/null` prints the chain a server sends.",
        verifiers: "OpenSSL says “no start line”, Go “failed to find any PEM data in certificate input”.",
    }
    reference zh {
        meaning: "文本或文件已读到结尾，其中没有任何已知形式的证书。",
        reason: "没有证书，就没有可验证的东西。",
        cause: "选错了文件，或者只有正确文件的一部分。",
        mending: "`openssl s_client -connect HOST:443 -servername HOST -showcerts </dev/null` 会输出服务器发送的证书链。",
        verifiers: "OpenSSL 报 “no start line”，Go 报 “failed to find any PEM data in certificate input”。",
    }
}

declare_fault! {
    /// The field is for CRLs and holds none.
    InputNoCrl = "input-no-crl" at Input, "RFC 7468 §6",
    default Warning, rfc5280 Warning, cabf Warning
    {}
    en {
        title: "There is no CRL in it",
        message: "No certificate revocation list was found in what was pasted, so revocation was not checked. A CRL begins with -----BEGIN X509 CRL-----, or is a DER file.",
    }
    zh {
        title: "其中没有 CRL",
        message: "在粘贴的内容中没有找到证书吊销列表，因此没有检查吊销状态。CRL 以 -----BEGIN X509 CRL----- 开头，或者是 DER 文件。",
    }
    reference en {
        meaning: "The field for CRLs was read to its end, and no CRL is in it.",
        reason: "Without a CRL nothing is known about revocation.",
        cause: "The wrong file, or the address of a CRL instead of what is found there.",
        mending: "Download the CRL from the distribution point that the certificate names, and give the file as it is: it is DER in most cases.",
        verifiers: "TLS clients do not check CRLs unless told to.",
    }
    reference zh {
        meaning: "CRL 字段已读到结尾，其中没有 CRL。",
        reason: "没有 CRL，就无从得知吊销状态。",
        cause: "选错了文件，或者粘贴的是 CRL 的地址而不是其内容。",
        mending: "从证书所列的 CRL 分发点下载 CRL，原样提供该文件即可，通常是 DER 格式。",
        verifiers: "TLS 客户端默认不检查 CRL。",
    }
}

declare_fault! {
    /// So many findings of one kind that the rest are only counted.
    InputFindingsOmitted = "input-findings-omitted" at Input, "RFC 7468 §2",
    default Note, rfc5280 Note, cabf Note
    {
        /// The code of those left out.
        omitted: String,
        /// How many.
        count: usize,
    }
    en {
        title: "More findings of the same kind",
        message: "Not listed: {count?1 more finding|# more findings} of `{omitted}`.",
    }
    zh {
        title: "还有同类问题",
        message: "另有 {count} 处 `{omitted}` 未列出。",
    }
    reference en {
        meaning: "One kind of finding occurs more than 50 times in a field; the rest are counted and not listed.",
        reason: "A thousand times the same sentence helps nobody, and the report stays of bounded size.",
        cause: "A large file that is damaged or meant for something else.",
        mending: "Mend the findings that are listed, then check again.",
        verifiers: "This concerns the report only.",
    }
    reference zh {
        meaning: "同一字段中某种问题出现超过 50 次，其余的只计数，不逐条列出。",
        reason: "同一句话重复上千次对谁都没有帮助，报告的大小也由此有界。",
        cause: "文件很大，并且已损坏或另有用途。",
        mending: "先处理已列出的问题，然后再检查一次。",
        verifiers: "这只关系到报告本身。",
    }
}
