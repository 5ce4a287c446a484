//! RFC 7468: the text that carries DER — its BEGIN and END lines, and the base64 between them.

use crate::fault::{Phrase, declare_fault};

/// How a block breaks off.
pub mod breaks {
    use crate::fault::Phrase;

    /// No END line answers its BEGIN line.
    pub const END_LINE: Phrase =
        Phrase { token: "end-line", en: "it has no END line", zh: "它没有 END 行" };
    /// Its content is longer than what stands there.
    pub const CONTENT: Phrase =
        Phrase { token: "content", en: "part of its base64 is missing", zh: "它的 base64 缺少一部分" };
}

declare_fault! {
    /// A PEM block breaks off: its END line is missing, or bytes that its content announces are not there.
    PemTruncated = "pem-truncated" at Input, "RFC 7468 §2",
    default Error, rfc5280 Error, cabf Error
    {
        /// What is missing.
        missing: Phrase,
        /// Bytes that could be decoded.
        present: usize,
        /// Bytes that the content says it has, where its header was reached.
        announced: Option<usize>,
    }
    en {
        title: "The PEM text is cut off",
        message: "A block begins here and breaks off: {missing} (bytes read: {present}, bytes announced: {announced}). Copy it again, from its BEGIN line to its END line.",
    }
    zh {
        title: "PEM 文本被截断",
        message: "从这里开始的 PEM 块不完整：{missing}（读到 {present} 字节，声明 {announced} 字节）。请重新复制，从 BEGIN 行一直到 END 行。",
    }
    reference en {
        meaning: "A PEM block has a BEGIN line, but its END line is missing, or fewer bytes stand between the two than the DER inside says it has.",
        reason: "The signature covers every byte of a certificate, so a part of one is worth nothing to a verifier.",
        cause: "A selection that ended too early, a terminal that scrolled, a form field with a length limit, or a line lost on the way.",
        mending: "Copy the whole block again, or send the file itself. `openssl x509 -in FILE -noout -subject` succeeds on a whole certificate.",
        verifiers: "No verifier reads such a block. OpenSSL and Python refuse the whole file; Node's `ca` option and Go's AppendCertsFromPEM pass over it without a word, so that the chain merely seems to lack a certificate.",
    }
    reference zh {
        meaning: "PEM 块有 BEGIN 行，却没有 END 行；或者两行之间的字节数少于其中 DER 自己声明的长度。",
        reason: "签名覆盖证书的每一个字节，残缺的证书对验证器毫无用处。",
        cause: "复制时选区过早结束、终端滚动、表单字段有长度限制，或者传输途中丢了一行。",
        mending: "重新复制完整的块，或者直接使用文件本身。证书完整时，`openssl x509 -in FILE -noout -subject` 能够成功执行。",
        verifiers: "没有验证器会读取这样的块。OpenSSL 和 Python 拒绝整个文件；Node 的 `ca` 选项和 Go 的 AppendCertsFromPEM 会不声不响地跳过它，看上去就只是缺了一张证书。",
    }
}

declare_fault! {
    /// A character that base64 does not have, where the block cannot be read without knowing what it should be.
    PemBase64Invalid = "pem-base64-invalid" at Input, "RFC 7468 §3",
    default Error, rfc5280 Error, cabf Error
    {
        /// The character.
        character: String,
        /// Its line.
        line: Option<u32>,
        /// Its column.
        column: Option<u32>,
        /// How many such characters the block holds.
        count: usize,
    }
    en {
        title: "A character that is not base64",
        message: "Line {line}, column {column} of the text has “{character}”, which base64 does not use ({count} such in this block). Copy the block again from its source.",
    }
    zh {
        title: "出现了不属于 base64 的字符",
        message: "第 {line} 行第 {column} 列是“{character}”，base64 不使用这个字符（本块中共有 {count} 处）。请从来源处重新复制这一块。",
    }
    reference en {
        meaning: "Between the BEGIN and END lines stands a character other than A–Z, a–z, 0–9, +, / and =.",
        reason: "What the character replaced cannot be known, and one wrong bit breaks the signature.",
        cause: "An editor, chat or ticket system changed the text, a line of something else was pasted into the block, or the file was damaged.",
        mending: "Take the block from its source again. Send certificates as files or in a code block, where nothing is corrected automatically.",
        verifiers: "OpenSSL says “bad base64 decode”. Where what is left after ignoring the character is a whole certificate, it is read here and this is only a warning.",
    }
    reference zh {
        meaning: "在 BEGIN 行与 END 行之间，出现了 A–Z、a–z、0–9、+、/、= 以外的字符。",
        reason: "无法知道这个字符原来是什么，而只要错一个比特，签名就会失效。",
        cause: "编辑器、聊天工具或工单系统改动了文本，块中混进了别的内容，或者文件已损坏。",
        mending: "从来源处重新获取这一块。传递证书时请发送文件，或者放在代码块里，以免被自动更正。",
        verifiers: "OpenSSL 报 “bad base64 decode”。如果忽略该字符后仍是一张完整的证书，这里会照常读取，只给出警告。",
    }
}

declare_fault! {
    /// The END line names something else than the BEGIN line.
    PemLabelMismatch = "pem-label-mismatch" at Input, "RFC 7468 §2",
    default Error, rfc5280 Error, cabf Error
    {
        /// The label of the BEGIN line.
        begin: String,
        /// The label of the END line.
        end: String,
    }
    en {
        title: "BEGIN and END do not match",
        message: "The block begins as {begin} and ends as {end}. Part of one block may have been pasted into another.",
    }
    zh {
        title: "BEGIN 与 END 不一致",
        message: "这一块以 {begin} 开始，却以 {end} 结束。可能是把一个块的一部分粘贴进了另一个块。",
    }
    reference en {
        meaning: "RFC 7468 has the same label on the BEGIN and the END line of a block; here they differ.",
        reason: "Two blocks may have run together, so what stands between the lines may belong to neither.",
        cause: "Hand editing, or a copy that lost the end of one block and the beginning of the next.",
        mending: "Restore both lines, or copy the blocks again one by one.",
        verifiers: "OpenSSL says “bad end line”; Go skips such a block. Where a whole certificate stands between the lines, it is read here and this is only a warning.",
    }
    reference zh {
        meaning: "RFC 7468 要求同一块的 BEGIN 行和 END 行使用相同的标签，这里两者不同。",
        reason: "可能是两个块粘在了一起，两行之间的内容也许不属于其中任何一个。",
        cause: "手工编辑，或者复制时丢了前一块的结尾和后一块的开头。",
        mending: "恢复这两行，或者逐块重新复制。",
        verifiers: "OpenSSL 报 “bad end line”，Go 会跳过这样的块。如果两行之间是一张完整的证书，这里会照常读取，只给出警告。",
    }
}

declare_fault! {
    /// A block whose label says something else than its content, or names nothing that belongs here.
    PemLabelUnexpected = "pem-label-unexpected" at Input, "RFC 7468 §4",
    default Error, rfc5280 Error, cabf Error
    {
        /// The label.
        label: String,
        /// The label that belongs here.
        expected: String,
    }
    en {
        title: "The block is labelled as something else",
        message: "The block is labelled {label}; what belongs here is labelled {expected}.",
    }
    zh {
        title: "PEM 块的标签不对",
        message: "这一块的标签是 {label}，这里应为 {expected}。",
    }
    reference en {
        meaning: "The label on the BEGIN line is none that certificates or CRLs are published under, or does not fit what the block holds.",
        reason: "Programs choose blocks by label: one that is labelled otherwise is passed over or refused.",
        cause: "A file that holds more than certificates, such as Diffie-Hellman parameters, or a label typed by hand.",
        mending: "Leave the block out, or, where it does hold a certificate, label it CERTIFICATE. `openssl x509 -in FILE` writes it anew.",
        verifiers: "OpenSSL and Go look for CERTIFICATE; OpenSSL also takes X509 CERTIFICATE and its own TRUSTED CERTIFICATE. Where the block holds a certificate, it is read here and this is only a warning.",
    }
    reference zh {
        meaning: "BEGIN 行的标签不是证书或 CRL 使用的标签，或者与块中的内容不符。",
        reason: "程序按标签挑选块，标签不对的块会被忽略或拒绝。",
        cause: "文件里不只有证书（例如还有 Diffie-Hellman 参数），或者标签是手工写的。",
        mending: "去掉这一块；如果里面确实是证书，就把标签改为 CERTIFICATE。`openssl x509 -in FILE` 可以重新写出。",
        verifiers: "OpenSSL 和 Go 寻找 CERTIFICATE；OpenSSL 还接受 X509 CERTIFICATE 和它自己的 TRUSTED CERTIFICATE。如果块中是证书，这里会照常读取，只给出警告。",
    }
}
