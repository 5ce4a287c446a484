//! RFC 7468: how PEM is laid out. What is told here was read all the same; a program would not read such a file.

use crate::fault::{Words, declare_fault};
use crate::input::TrustSettings;
use crate::rules::extended_key_usage::purpose_name;

declare_fault! {
    /// The dashes of BEGIN and END lines are not five hyphens.
    PemDashesMangled = "pem-dashes-mangled" at Input, "RFC 7468 §2",
    default Warning, rfc5280 Warning, cabf Warning
    {}
    en {
        title: "The BEGIN or END line was changed",
        message: "A BEGIN or END line is not written as it must be: five hyphens, capitals, five hyphens. It was read here; in a file, no program finds the certificate.",
    }
    zh {
        title: "BEGIN 行或 END 行被改动",
        message: "BEGIN 行或 END 行的写法不对：应为五个连字符、大写字母、五个连字符。这里已经读取；但如果文件是这样，没有程序能找到其中的证书。",
    }
    reference en {
        meaning: "The line has other dashes than hyphens, more or fewer than five, small letters, or none of the dashes at all.",
        reason: "Programs look for the exact line.",
        cause: "Word processors and chats turn hyphens into dashes; a selection lost the first or last character.",
        mending: "Write -----BEGIN CERTIFICATE----- and -----END CERTIFICATE-----, or copy the block again as plain text.",
        verifiers: "OpenSSL, Python and Node say “no start line” or that no certificate was found; Node's `ca` option ignores the block without a word.",
    }
    reference zh {
        meaning: "该行用的不是连字符、连字符多于或少于五个、用了小写字母，或者根本没有连字符。",
        reason: "程序寻找的是一字不差的那一行。",
        cause: "文字处理软件和聊天工具会把连字符变成破折号；或者复制时漏了首尾的字符。",
        mending: "改成 -----BEGIN CERTIFICATE----- 和 -----END CERTIFICATE-----，或者以纯文本重新复制。",
        verifiers: "OpenSSL、Python、Node 报 “no start line” 或找不到证书；Node 的 `ca` 选项会不声不响地忽略这样的块。",
    }
}

declare_fault! {
    /// One block's END line and the next one's BEGIN line are one line.
    PemBlocksJoined = "pem-blocks-joined" at Input, "RFC 7468 §2",
    default Warning, rfc5280 Warning, cabf Warning
    {}
    en {
        title: "Two certificates run into one another",
        message: "An END line and the next BEGIN line stand on one line. Put a line break between them: OpenSSL, Python, Node and Java fail to read such a file.",
    }
    zh {
        title: "两张证书连在了一起",
        message: "END 行和下一个 BEGIN 行写在了同一行。请在中间换行：OpenSSL、Python、Node、Java 都无法读取这样的文件。",
    }
    reference en {
        meaning: "A bundle was put together from files of which one had no line break at its end.",
        reason: "The END line must stand alone on its line.",
        cause: "`cat leaf.pem intermediate.pem` where leaf.pem ends without a line break, as CAs and Windows save it.",
        mending: "Break the line after -----END CERTIFICATE-----, or put the bundle together with `awk 1 leaf.pem intermediate.pem`, which adds what is missing.",
        verifiers: "OpenSSL says “bad end line”; `openssl x509` reads the first certificate and stops.",
    }
    reference zh {
        meaning: "证书链文件由几个文件拼成，其中一个文件末尾没有换行。",
        reason: "END 行必须独占一行。",
        cause: "执行 `cat leaf.pem intermediate.pem` 时，leaf.pem 末尾没有换行；CA 和 Windows 保存的文件常常如此。",
        mending: "在 -----END CERTIFICATE----- 之后换行；或者用 `awk 1 leaf.pem intermediate.pem` 拼接，它会补上缺少的换行。",
        verifiers: "OpenSSL 报 “bad end line”；`openssl x509` 只读第一张证书。",
    }
}

declare_fault! {
    /// Characters in the base64 that cannot be seen, or stand for others.
    PemStrayCharacters = "pem-stray-characters" at Input, "RFC 7468 §3",
    default Warning, rfc5280 Warning, cabf Warning
    {
        /// The first, as `U+00A0`.
        character: String,
        /// How many.
        count: usize,
    }
    en {
        title: "Characters that do not belong into the block",
        message: "The block has {count?1 character that base64 does not use,|# characters that base64 does not use, the first of them} {character}. {count?It was passed over or read as what it stands for|They were passed over or read as what they stand for}; OpenSSL says “bad base64 decode” to such a file.",
    }
    zh {
        title: "块中有不该出现的字符",
        message: "这一块中有 {count} 个 base64 不使用的字符，{count?就是|第一个是} {character}。这里已将其略去或按其含义读取；但 OpenSSL 对这样的文件报 “bad base64 decode”。",
    }
    reference en {
        meaning: "No-break spaces, zero-width characters, typographic quotes, or the - and _ of the URL alphabet stand in the base64.",
        reason: "PEM knows the letters, digits, +, / and = only.",
        cause: "Web pages, chats and word processors insert characters that cannot be seen; tokens use the URL alphabet.",
        mending: "Copy the block from its source as plain text, or write it anew with `openssl x509`.",
        verifiers: "OpenSSL, Python, Node and Java refuse the block.",
    }
    reference zh {
        meaning: "base64 中夹有不换行空格、零宽字符、弯引号，或者 URL 字母表的 - 和 _。",
        reason: "PEM 只使用字母、数字以及 +、/、=。",
        cause: "网页、聊天工具和文字处理软件会插入看不见的字符；令牌使用 URL 字母表。",
        mending: "从来源处以纯文本重新复制，或者用 `openssl x509` 重新写出。",
        verifiers: "OpenSSL、Python、Node、Java 都拒绝这样的块。",
    }
}

declare_fault! {
    /// Somebody left out the middle of a block.
    PemElided = "pem-elided" at Input, "RFC 7468 §2",
    default Error, rfc5280 Error, cabf Error
    {}
    en {
        title: "The middle of the block was left out",
        message: "Dots stand here in place of part of the certificate. A shortened certificate cannot be verified: paste the whole block.",
    }
    zh {
        title: "块的中间部分被省略",
        message: "这里用省略号代替了证书的一部分。省略过的证书无法验证，请粘贴完整的块。",
    }
    reference en {
        meaning: "Between BEGIN and END stands an ellipsis where base64 belongs.",
        reason: "The signature covers every byte of a certificate.",
        cause: "A certificate from a manual, a ticket or a chat, shortened for reading.",
        mending: "Take the whole certificate from its source.",
        verifiers: "OpenSSL says “bad base64 decode”.",
    }
    reference zh {
        meaning: "BEGIN 与 END 之间本该是 base64 的地方出现了省略号。",
        reason: "签名覆盖证书的每一个字节。",
        cause: "证书来自手册、工单或聊天记录，为便于阅读被缩短了。",
        mending: "从来源处获取完整的证书。",
        verifiers: "OpenSSL 报 “bad base64 decode”。",
    }
}

declare_fault! {
    /// Base64 that ends with an END line and has no BEGIN line.
    PemBeginMissing = "pem-begin-missing" at Input, "RFC 7468 §2",
    default Error, rfc5280 Error, cabf Error
    {
        /// The label of the END line.
        label: String,
    }
    en {
        title: "The BEGIN line is missing",
        message: "An END {label} line stands here, and no BEGIN line before it. Copy the block again, from its BEGIN line on.",
    }
    zh {
        title: "缺少 BEGIN 行",
        message: "这里有 END {label} 行，前面却没有 BEGIN 行。请从 BEGIN 行开始重新复制。",
    }
    reference en {
        meaning: "Lines of base64 end with an END line, but none begins them.",
        reason: "Programs look for the BEGIN line; what stands before an END line alone is not read.",
        cause: "A selection that began too late.",
        mending: "Put -----BEGIN CERTIFICATE----- before the first line of the block, if nothing else of it is missing.",
        verifiers: "OpenSSL says “no start line”. Where the base64 is a whole certificate, it is read here and this is only a warning.",
    }
    reference zh {
        meaning: "几行 base64 以 END 行结束，前面却没有 BEGIN 行。",
        reason: "程序寻找 BEGIN 行，没有它就不会读取后面的内容。",
        cause: "复制时选区开始得太晚。",
        mending: "如果没有缺少别的内容，在该块第一行之前加上 -----BEGIN CERTIFICATE-----。",
        verifiers: "OpenSSL 报 “no start line”。如果这段 base64 是完整的证书，这里会照常读取，只给出警告。",
    }
}

declare_fault! {
    /// The padding at the end of the base64 is missing.
    PemPaddingMissing = "pem-padding-missing" at Input, "RFC 4648 §4",
    default Warning, rfc5280 Warning, cabf Warning
    {}
    en {
        title: "The base64 ends without its “=”",
        message: "The last group of the block lacks the = signs that fill it up to four characters. It was read here; OpenSSL says “bad base64 decode” to such a file.",
    }
    zh {
        title: "base64 末尾缺少“=”",
        message: "这一块的最后一组缺少用来补足四个字符的 =。这里已经读取；但 OpenSSL 对这样的文件报 “bad base64 decode”。",
    }
    reference en {
        meaning: "The base64 is not a multiple of four characters long and has no padding.",
        reason: "RFC 7468 wants the padding, and most decoders insist on it.",
        cause: "Base64 taken from a token or a URL, where padding is left out, or trimmed by a script.",
        mending: "Add one or two = at the end of the last line, so that the block has a multiple of four characters.",
        verifiers: "OpenSSL, Python and Node refuse it; Java reads it.",
    }
    reference zh {
        meaning: "base64 的长度不是四的倍数，又没有填充。",
        reason: "RFC 7468 要求填充，多数解码器也坚持要有。",
        cause: "base64 取自令牌或 URL（那里省略填充），或者被脚本去掉了。",
        mending: "在最后一行末尾加上一个或两个 =，使字符数为四的倍数。",
        verifiers: "OpenSSL、Python、Node 拒绝，Java 能读取。",
    }
}

declare_fault! {
    /// Blank lines within a block.
    PemBlankLines = "pem-blank-lines" at Input, "RFC 7468 §3",
    default Warning, rfc5280 Warning, cabf Warning
    {}
    en {
        title: "There are blank lines in the block",
        message: "Blank lines stand between BEGIN and END. They were passed over here; OpenSSL, Python and Node fail to read a file that has them.",
    }
    zh {
        title: "块中有空行",
        message: "BEGIN 与 END 之间有空行。这里已将其略去；但文件中如有空行，OpenSSL、Python、Node 会读取失败。",
    }
    reference en {
        meaning: "One or more lines between the BEGIN and the END line are empty or hold only blanks.",
        reason: "OpenSSL takes a blank line for the end of headers that may stand before the base64.",
        cause: "Line breaks were doubled on the way between systems, or a block was put together by hand.",
        mending: "Remove the blank lines: `grep -v '^[[:space:]]*$' FILE`.",
        verifiers: "OpenSSL says “bad end line”, “not proc type” or “wrong tag”, depending on where the line stands, and Python and Node with it; Java reads it. One blank line directly after BEGIN does no harm.",
    }
    reference zh {
        meaning: "BEGIN 行与 END 行之间有一行或多行为空，或只有空白字符。",
        reason: "base64 之前可以有头部，OpenSSL 把空行当作头部的结束。",
        cause: "在不同系统之间传递时换行加倍，或者块是手工拼成的。",
        mending: "删除空行：`grep -v '^[[:space:]]*$' FILE`。",
        verifiers: "视空行的位置，OpenSSL 报 “bad end line”、“not proc type” 或 “wrong tag”，Python 和 Node 也一样；Java 能读取。紧接 BEGIN 之后的一个空行没有影响。",
    }
}

declare_fault! {
    /// Something stands before the BEGIN line on its line.
    PemIndented = "pem-indented" at Input, "RFC 7468 §2",
    default Note, rfc5280 Note, cabf Note
    {}
    en {
        title: "The lines are indented or quoted",
        message: "Something stands before the BEGIN line: blanks, a quotation mark or a prefix. It was read over here. If the file itself looks like this, OpenSSL, Python and Node do not find the certificate in it.",
    }
    zh {
        title: "行首有缩进或引用符号",
        message: "BEGIN 行之前还有空格、引用符号或其他前缀。这里已将其略去。如果文件本身就是这样，OpenSSL、Python、Node 找不到其中的证书。",
    }
    reference en {
        meaning: "The block is indented, quoted as in mail, or prefixed as in a log or a diff.",
        reason: "OpenSSL wants the BEGIN line to start at the first column.",
        cause: "The block was copied out of YAML, mail or a log; or a script wrote it with its own indentation.",
        mending: "If only the paste is indented, nothing. If the file is, remove what stands before the lines.",
        verifiers: "OpenSSL, Python and Java refuse it; Node's `ca` option ignores it without a word. Blanks before the base64 alone do no harm.",
    }
    reference zh {
        meaning: "这一块有缩进，或者带有邮件引用符号、日志或 diff 的前缀。",
        reason: "OpenSSL 要求 BEGIN 行从第一列开始。",
        cause: "从 YAML、邮件或日志中复制，或者脚本写出时带上了自己的缩进。",
        mending: "如果只是粘贴时有缩进，无需处理；如果文件本身如此，去掉各行之前的内容。",
        verifiers: "OpenSSL、Python、Java 拒绝；Node 的 `ca` 选项不声不响地忽略。只有 base64 行之前有空格则没有影响。",
    }
}

declare_fault! {
    /// Line breaks are written out.
    PemEscaped = "pem-escaped" at Input, "RFC 7468 §2",
    default Note, rfc5280 Note, cabf Note
    {
        /// What stands for a line break.
        written: &'static str,
    }
    en {
        title: "Line breaks are written out",
        message: "Line breaks are written as {written}, as in JSON, source code, URLs or web pages. They were undone here. Inside such a format that is as it should be; a PEM file has real line breaks.",
    }
    zh {
        title: "换行被写成了转义",
        message: "换行写成了 {written}，与 JSON、源代码、URL 或网页中一样。这里已经还原。在那些格式里本该如此；PEM 文件则要有真正的换行。",
    }
    reference en {
        meaning: "Instead of line breaks the text has `\\n`, `%0A`, `&#10;` or tags.",
        reason: "PEM has real line breaks; whoever passes it on escaped has to undo that.",
        cause: "The text was copied out of JSON, a header or source code; or an environment variable holds `\\n` where line breaks were meant.",
        mending: "If only the paste is escaped, nothing. In a shell, `printf '%b' \"$CERT\"` turns `\\n` into line breaks.",
        verifiers: "OpenSSL, Python and Node say “no start line” or that no certificate was found.",
    }
    reference zh {
        meaning: "文本中用 `\\n`、`%0A`、`&#10;` 或标签代替了换行。",
        reason: "PEM 使用真正的换行；转义后传递的一方需要还原。",
        cause: "从 JSON、HTTP 头或源代码中复制，或者环境变量中本应换行的地方写的是 `\\n`。",
        mending: "如果只是粘贴时如此，无需处理。在 shell 中，`printf '%b' \"$CERT\"` 可以把 `\\n` 变成换行。",
        verifiers: "OpenSSL、Python、Node 报 “no start line” 或找不到证书。",
    }
}

declare_fault! {
    /// A block has no line breaks.
    PemOnOneLine = "pem-on-one-line" at Input, "RFC 7468 §2",
    default Note, rfc5280 Note, cabf Note
    {}
    en {
        title: "The block stands on one line",
        message: "BEGIN, base64 and END stand on one line. They were read here; OpenSSL, Python, Node and Java want line breaks after BEGIN and before END.",
    }
    zh {
        title: "整块写在一行上",
        message: "BEGIN、base64 和 END 写在同一行。这里已经读取；但 OpenSSL、Python、Node、Java 要求 BEGIN 之后和 END 之前换行。",
    }
    reference en {
        meaning: "The line breaks of the block were lost or replaced by blanks.",
        reason: "The BEGIN and END lines must be lines of their own. The base64 between them may be one long line.",
        cause: "An unquoted variable in a shell (`echo $CERT`), a form field for one line, or a setting that allows no line breaks.",
        mending: "If only the paste is like this, nothing. In a shell, quote the variable: `echo \"$CERT\"`.",
        verifiers: "OpenSSL, Python, Node and Java refuse it.",
    }
    reference zh {
        meaning: "块中的换行丢失了，或者变成了空格。",
        reason: "BEGIN 行和 END 行必须各占一行；中间的 base64 可以是一整行。",
        cause: "shell 中没有给变量加引号（`echo $CERT`）、使用了单行表单字段，或者配置项不允许换行。",
        mending: "如果只是粘贴时如此，无需处理。在 shell 中请给变量加引号：`echo \"$CERT\"`。",
        verifiers: "OpenSSL、Python、Node、Java 都拒绝。",
    }
}

declare_fault! {
    /// Base64 or hexadecimal digits of a certificate, without BEGIN and END lines.
    PemArmourMissing = "pem-armour-missing" at Input, "RFC 7468 §2",
    default Note, rfc5280 Note, cabf Note
    {}
    en {
        title: "There are no BEGIN and END lines",
        message: "The certificate stands here without BEGIN and END lines, as in JSON, XML or a dump. It was read; a PEM file needs both lines, a value in JSON or XML has none.",
    }
    zh {
        title: "没有 BEGIN 行和 END 行",
        message: "这里的证书没有 BEGIN 行和 END 行，与 JSON、XML 或转储中一样。已经读取；PEM 文件需要这两行，而 JSON 或 XML 中的值本来就没有。",
    }
    reference en {
        meaning: "The base64 or hexadecimal digits of a certificate, on their own.",
        reason: "Programs that read PEM look for the BEGIN line.",
        cause: "The certificate was taken from `x5c` in JSON, from SAML metadata, or from a dump.",
        mending: "For a PEM file, put -----BEGIN CERTIFICATE----- before and -----END CERTIFICATE----- after the base64.",
        verifiers: "OpenSSL, Python and Node say “no start line” or that no certificate was found.",
    }
    reference zh {
        meaning: "只有证书的 base64 或十六进制数字。",
        reason: "读取 PEM 的程序寻找 BEGIN 行。",
        cause: "证书取自 JSON 的 `x5c`、SAML 元数据或转储。",
        mending: "要做成 PEM 文件，请在 base64 之前加上 -----BEGIN CERTIFICATE-----，之后加上 -----END CERTIFICATE-----。",
        verifiers: "OpenSSL、Python、Node 报 “no start line” 或找不到证书。",
    }
}

declare_fault! {
    /// PEM inside another layer of base64.
    InputIsBase64OfPem = "input-is-base64-of-pem" at Input, "RFC 4648 §4",
    default Note, rfc5280 Note, cabf Note
    {}
    en {
        title: "PEM in base64, as Kubernetes keeps it",
        message: "The text is base64 that decodes to PEM, as in a Kubernetes secret or kubeconfig. It was decoded here, and what is found in it is placed on these lines.",
    }
    zh {
        title: "base64 编码的 PEM（Kubernetes 的形式）",
        message: "这段文本是 base64，解码后是 PEM，与 Kubernetes 的 Secret 或 kubeconfig 中一样。这里已经解码，其中内容的位置都标在这几行上。",
    }
    reference en {
        meaning: "PEM is base64 already; here a second layer was put around it.",
        reason: "Kubernetes keeps all values of a secret in base64, whatever they are.",
        cause: "The value of `tls.crt`, `ca.crt` or `certificate-authority-data` was pasted as it stands.",
        mending: "Nothing for the paste. For a program, decode it first: `kubectl get secret NAME -o jsonpath='{.data.tls\\.crt}' | base64 -d`.",
        verifiers: "Programs outside Kubernetes do not decode it.",
    }
    reference zh {
        meaning: "PEM 本身已是 base64，这里又包了一层。",
        reason: "Kubernetes 的 Secret 一律以 base64 保存所有值。",
        cause: "直接粘贴了 `tls.crt`、`ca.crt` 或 `certificate-authority-data` 的值。",
        mending: "粘贴无需处理。提供给程序时请先解码：`kubectl get secret NAME -o jsonpath='{.data.tls\\.crt}' | base64 -d`。",
        verifiers: "Kubernetes 之外的程序不会替你解码。",
    }
}

declare_fault! {
    /// OpenSSL's own form of a certificate.
    PemTrustedCertificate = "pem-trusted-certificate" at Input, "RFC 7468 §5.1",
    default Note, rfc5280 Note, cabf Note
    {
        /// What the certificate must not be trusted for, by its settings: `none`, or purposes.
        rejected: Words,
    }
    en {
        title: "A TRUSTED CERTIFICATE of OpenSSL",
        message: "The block is in OpenSSL's own form, which adds trust settings to the certificate. Both were read: among trust anchors the settings count.{rejected} Other programs than OpenSSL do not read this form.",
    }
    zh {
        title: "OpenSSL 的 TRUSTED CERTIFICATE",
        message: "这一块采用 OpenSSL 自己的形式，在证书之后附有信任设置。两者都已读取：在信任锚中，这些设置起作用。{rejected}OpenSSL 以外的程序不能读取这种形式。",
    }
    reference en {
        meaning: "`openssl x509 -trustout` writes a certificate with the purposes it is trusted for, or an alias.",
        reason: "The settings are OpenSSL's; no standard knows them.",
        cause: "A trust store in OpenSSL's form, such as ca-bundle.trust.crt of Red Hat systems.",
        mending: "`openssl x509 -in FILE` writes it as an ordinary certificate.",
        verifiers: "OpenSSL, curl, Python and Node read it; Go, rustls, GnuTLS and cryptography pass over it, Java refuses the file.",
    }
    reference zh {
        meaning: "`openssl x509 -trustout` 写出的证书带有受信任的用途或别名。",
        reason: "这些设置属于 OpenSSL，没有标准规定。",
        cause: "使用了 OpenSSL 形式的信任库，例如 Red Hat 系统的 ca-bundle.trust.crt。",
        mending: "`openssl x509 -in FILE` 可以写成普通证书。",
        verifiers: "OpenSSL、curl、Python、Node 能读取；Go、rustls、GnuTLS 和 cryptography 会跳过它，Java 会拒绝整个文件。",
    }
}

impl PemTrustedCertificate {
    /// Tells of settings by which the certificate is not to be trusted for something.
    pub(crate) fn with(settings: Option<&TrustSettings>) -> Self {
        let listed = |list: &[String], between| {
            list.iter().map(|oid| purpose_name(oid)).collect::<Vec<_>>().join(between)
        };
        let told = |list: &[String], en: &str, zh: &str| Words {
            token: listed(list, ", "),
            en: en.replace('#', &listed(list, ", ")),
            zh: zh.replace('#', &listed(list, "、")),
        };
        let rejected = match settings {
            Some(found) if !found.rejected.is_empty() => told(
                &found.rejected,
                " They say that it is not to be trusted for #: whoever keeps it so has distrusted it.",
                "设置标明不得信任它用于 #：这样保存它的人已不再信任它。",
            ),
            _ => Words { token: "none".to_owned(), en: String::new(), zh: String::new() },
        };
        Self { rejected }
    }
}
