//! What can be wrong with the question itself.

use crate::fault::{Phrase, Time, Words, declare_fault};

declare_fault! {
    /// A field of the question holds a value of a kind that it does not take, or there is no question at all.
    QuestionInvalid = "question-invalid" at Request, "",
    default Error, rfc5280 Error, cabf Error
    {
        /// The field; `question` for the whole.
        field: String,
    }
    en {
        title: "The question cannot be read",
        message: "“{field}” holds a value of a kind that cannot be used there. The chain, the anchors and the CRLs are text, \
                  bytes or a list of these; the time is text or a number; all else is text.",
    }
    zh {
        title: "无法读取这个问题",
        message: "“{field}” 的值类型不对。证书链、信任锚和 CRL 应为文本、字节或它们的列表；时间应为文本或数字；其余都应为文本。",
    }
    reference en {
        meaning: "The question is not of the form that the contract prescribes.",
        reason: "Without its fields nothing can be asked.",
        cause: "A line that is no JSON, a value of another kind, or a field left out.",
        mending: "Give an object with at least `chain`, as the README shows.",
        verifiers: "This concerns chainwhy alone.",
    }
    reference zh {
        meaning: "问题的形式不符合约定。",
        reason: "缺少这些字段就无从提问。",
        cause: "某一行不是 JSON，值的类型不对，或缺少字段。",
        mending: "给出至少包含 `chain` 的对象，参见 README。",
        verifiers: "只与 chainwhy 有关。",
    }
}

declare_fault! {
    /// The question has a field that questions do not have.
    QuestionFieldUnknown = "question-field-unknown" at Request, "",
    default Error, rfc5280 Error, cabf Error
    {
        /// The name of the field.
        field: String,
        /// The field that is likely meant.
        nearest: Option<String>,
        /// The same as a sentence.
        hint: Words,
    }
    en {
        title: "The question has a field that does not exist",
        message: "“{field}” is no field of a question, so that what it asks for was not asked.{hint} Nothing was judged.",
    }
    zh {
        title: "问题里有不存在的字段",
        message: "“{field}” 不是问题的字段，因此它所要求的并没有被问到。{hint}没有作任何判断。",
    }
    reference en {
        meaning: "A field of the question has a name that is none of those in the contract.",
        reason: "A host or a time under a name that nobody reads would be left out of the question, and the answer would be about another one: “trusted” without the name having been compared.",
        cause: "A mistyped name, another spelling (`servername`, `host`), or a field of another program.",
        mending: "Use the name that the report suggests, or leave the field out.",
        verifiers: "This concerns chainwhy alone.",
    }
    reference zh {
        meaning: "问题中某个字段的名称不在约定之内。",
        reason: "如果主机名或时间写在没人读取的名称之下，它就不在问题里，答案说的便是另一个问题：没有比较名称却得出“受信任”。",
        cause: "名称打错了，写法不同（`servername`、`host`），或者是别的程序的字段。",
        mending: "改用报告建议的名称，或者去掉这个字段。",
        verifiers: "只与 chainwhy 有关。",
    }
}

declare_fault! {
    /// What was given as the server name is more than a name.
    ServerNameUnderstood = "server-name-understood" at Request, "RFC 9525 §6.1",
    default Note, rfc5280 Note, cabf Note
    {
        /// The host that it names.
        host: String,
    }
    en {
        title: "More than a host name was given",
        message: "What was given as the host is more than a name; it was taken as {host}, and the rest was left out.",
    }
    zh {
        title: "所给的不只是主机名",
        message: "主机名一栏里不只有名称；这里按 {host} 处理，其余部分没有采用。",
    }
    reference en {
        meaning: "The host stands in an address, or with a port, a path, quotes or a comma.",
        reason: "Certificates name hosts alone; which one is meant is plain.",
        cause: "An address copied from a browser, a configuration or a list.",
        mending: "Nothing has to be done if it is the host that is meant.",
        verifiers: "Clients take the host from the address in the same way.",
    }
    reference zh {
        meaning: "主机名写在网址里，或者带有端口、路径、引号或逗号。",
        reason: "证书里只写主机名；指的是哪台主机是清楚的。",
        cause: "从浏览器、配置文件或列表中复制了整个地址。",
        mending: "如果指的正是这台主机，无需处理。",
        verifiers: "客户端也是这样从网址中取出主机名的。",
    }
}

declare_fault! {
    /// The time was given in milliseconds.
    TimeInMilliseconds = "time-in-milliseconds" at Request, "",
    default Note, rfc5280 Note, cabf Note
    {
        /// The time that it is.
        time: Time,
    }
    en {
        title: "The time was given in milliseconds",
        message: "As seconds the time would lie beyond the year 9999; as milliseconds it is {time}, and that was taken.",
    }
    zh {
        title: "时间以毫秒给出",
        message: "按秒计算，这个时间在公元 9999 年之后；按毫秒计算则是 {time}，这里采用后者。",
    }
    reference en {
        meaning: "The time is a number that makes sense only in milliseconds.",
        reason: "Certificates know no time beyond the year 9999.",
        cause: "`Date.now()` in JavaScript, which counts milliseconds.",
        mending: "Give seconds, text, or a `Date`.",
        verifiers: "This concerns chainwhy alone.",
    }
    reference zh {
        meaning: "这个数字只有按毫秒理解才有意义。",
        reason: "证书无法表示公元 9999 年之后的时间。",
        cause: "使用了 JavaScript 的 `Date.now()`，它以毫秒计数。",
        mending: "请给出秒数、文本或 `Date`。",
        verifiers: "只与 chainwhy 有关。",
    }
}

declare_fault! {
    /// The server name is neither a DNS name nor an IP address.
    ServerNameInvalid = "server-name-invalid" at Request, "RFC 9525 §6.1",
    default Error, rfc5280 Error, cabf Error
    {
        /// What was asked for.
        given: String,
    }
    en {
        title: "The host name is not one",
        message: "“{given}” is neither a DNS name nor an IP address. Give the name of one host.",
    }
    zh {
        title: "主机名无效",
        message: "“{given}” 既不是 DNS 名称，也不是 IP 地址。请填写一台主机的名称。",
    }
    reference en {
        meaning: "What was given as host name is neither a DNS name nor an IP address.",
        reason: "Names are compared with those in the certificate; a URL or a name with a port can match nothing.",
        cause: "A URL was pasted, or a name with spaces or a port.",
        mending: "Give the host alone: `api.example.com`, `bücher.example`, `192.0.2.7`, `2001:db8::7`.",
        verifiers: "Clients take the host from the URL by themselves.",
    }
    reference zh {
        meaning: "所填的主机名既不是 DNS 名称，也不是 IP 地址。",
        reason: "名称要与证书里的名称比较；网址或带端口的名称不可能匹配。",
        cause: "粘贴了网址，或名称里有空格、端口。",
        mending: "只填主机：`api.example.com`、`bücher.example`、`192.0.2.7`、`2001:db8::7`。",
        verifiers: "客户端会自行从网址中取出主机名。",
    }
}

declare_fault! {
    /// The time cannot be understood.
    TimeInvalid = "time-invalid" at Request, "RFC 3339 §5.6",
    default Error, rfc5280 Error, cabf Error
    {
        /// What was asked for.
        given: String,
    }
    en {
        title: "The time cannot be understood",
        message: "“{given}” is not a time. Give it like 2026-06-01T12:00:00Z or as Unix seconds.",
    }
    zh {
        title: "时间无法识别",
        message: "“{given}” 不是有效的时间。请写成 2026-06-01T12:00:00Z 的形式，或 Unix 秒数。",
    }
    reference en {
        meaning: "The time to verify at cannot be understood, or none was given.",
        reason: "Validity periods are judged against it, and the verifier has no clock of its own.",
        cause: "A format that is not ISO 8601, or a caller that passed nothing to the Rust function.",
        mending: "Give it as `2026-06-01T12:00:00Z`, a date, or Unix seconds. The npm package and the page fill in the current time.",
        verifiers: "Clients use the machine's clock.",
    }
    reference zh {
        meaning: "验证时间无法识别，或没有给出。",
        reason: "有效期要以它为准来判断，而验证器自己没有时钟。",
        cause: "格式不是 ISO 8601，或调用 Rust 函数时没有传入。",
        mending: "写成 `2026-06-01T12:00:00Z`、日期，或 Unix 秒数。npm 包和网页会自动填入当前时间。",
        verifiers: "客户端使用机器的时钟。",
    }
}

declare_fault! {
    /// The purpose is not one of those known.
    PurposeUnknown = "purpose-unknown" at Request, "RFC 5280 §4.2.1.12",
    default Error, rfc5280 Error, cabf Error
    {
        /// What was asked for.
        given: String,
    }
    en {
        title: "The purpose is not known",
        message: "“{given}” is not a purpose. It is serverAuth, clientAuth, emailProtection, codeSigning, timeStamping, ocspSigning, documentSigning or any.",
    }
    zh {
        title: "未知的用途",
        message: "“{given}” 不是可选的用途。可选 serverAuth、clientAuth、emailProtection、codeSigning、timeStamping、ocspSigning、documentSigning 或 any。",
    }
    reference en {
        meaning: "The purpose that was asked for is none that is known.",
        reason: "The purpose decides which extendedKeyUsage is required.",
        cause: "A misspelt value.",
        mending: "Use `serverAuth`, `clientAuth`, `emailProtection`, `codeSigning`, `timeStamping`, `ocspSigning`, `documentSigning` or `any`.",
        verifiers: "This concerns chainwhy alone.",
    }
    reference zh {
        meaning: "所填的用途不是已知的用途。",
        reason: "用途决定需要哪一种 extendedKeyUsage。",
        cause: "值拼写有误。",
        mending: "使用 `serverAuth`、`clientAuth`、`emailProtection`、`codeSigning`、`timeStamping`、`ocspSigning`、`documentSigning` 或 `any`。",
        verifiers: "只与 chainwhy 有关。",
    }
}

/// What a field holds.
pub(crate) const CERTIFICATES: Phrase = Phrase { token: "certificates", en: "a certificate", zh: "证书" };
/// The same.
pub(crate) const TIMESTAMPS: Phrase = Phrase {
    token: "timestamps",
    en: "a list of signed certificate timestamps (RFC 6962 §3.3)",
    zh: "签名证书时间戳列表（RFC 6962 §3.3）",
};
/// The same.
pub(crate) const LOGS: Phrase =
    Phrase {
        token: "logs", en: "a list of logs (log_list v3, JSON)", zh: "日志列表（log_list v3，JSON）"
    };

declare_fault! {
    /// A field that stands beside the chain holds nothing of its kind.
    FieldUnreadable = "field-unreadable" at Request, "",
    default Warning, rfc5280 Warning, cabf Warning
    {
        /// The field.
        field: &'static str,
        /// What it should hold.
        what: Phrase,
    }
    en {
        title: "Nothing was read from a field of the question",
        message: "“{field}” holds nothing that can be read as {what}. The answer is the same as without it.",
    }
    zh {
        title: "问题中的一个字段没有读出内容",
        message: "“{field}” 里没有可以读作{what}的内容。结论与不填时相同。",
    }
    reference en {
        meaning: "`intermediates` holds no certificate, or `scts` no list of signed certificate timestamps.",
        reason: "What could not be read was not taken into account, and nobody should think that it was.",
        cause: "A file of another kind, or a text that was cut.",
        mending: "Give certificates in PEM or DER as `intermediates`, and the list as it came in the handshake, as bytes or in base64, as `scts`.",
        verifiers: "This concerns chainwhy alone.",
    }
    reference zh {
        meaning: "`intermediates` 里没有证书，或者 `scts` 里没有签名证书时间戳列表。",
        reason: "读不出来的内容没有被采用，应当让人知道。",
        cause: "文件属于其他类型，或者文本被截断。",
        mending: "`intermediates` 请填 PEM 或 DER 证书；`scts` 请填握手中收到的列表（字节或 base64）。",
        verifiers: "只与 chainwhy 有关。",
    }
}

declare_fault! {
    /// The set of rules is not one of those known.
    RulesUnknown = "rules-unknown" at Request, "",
    default Error, rfc5280 Error, cabf Error
    {
        /// What was asked for.
        given: String,
    }
    en {
        title: "The rules are not known",
        message: "“{given}” is not a set of rules. It is default, rfc5280 or cabf.",
    }
    zh {
        title: "未知的规则集",
        message: "“{given}” 不是可选的规则集。可选 default、rfc5280 或 cabf。",
    }
    reference en {
        meaning: "The set of rules that was asked for is none that is known.",
        reason: "The rules decide which faults are errors.",
        cause: "A misspelt value.",
        mending: "Use `default`, `rfc5280` or `cabf`.",
        verifiers: "This concerns chainwhy alone.",
    }
    reference zh {
        meaning: "所填的规则集不是已知的规则集。",
        reason: "规则集决定哪些问题算错误。",
        cause: "值拼写有误。",
        mending: "使用 `default`、`rfc5280` 或 `cabf`。",
        verifiers: "只与 chainwhy 有关。",
    }
}

declare_fault! {
    /// The language is not one of those known; English is used.
    LanguageUnknown = "language-unknown" at Request, "",
    default Note, rfc5280 Note, cabf Note
    {
        /// What was asked for.
        given: String,
    }
    en {
        title: "The language is not known",
        message: "“{given}” is not a language of this program, so it answers in English. There are en and zh-CN.",
    }
    zh {
        title: "未知的语言",
        message: "本程序没有 “{given}” 这种语言，因此用英文回答。可选 en 和 zh-CN。",
    }
    reference en {
        meaning: "The language that was asked for is none of this program's.",
        reason: "It decides the language of titles, messages and fixes only.",
        cause: "A misspelt value, or a language that is not there yet.",
        mending: "Use `en` or `zh-CN`.",
        verifiers: "This concerns chainwhy alone.",
    }
    reference zh {
        meaning: "本程序没有所要求的语言。",
        reason: "它只决定标题、说明和修复建议的语言。",
        cause: "值拼写有误，或尚无该语言。",
        mending: "使用 `en` 或 `zh-CN`。",
        verifiers: "只与 chainwhy 有关。",
    }
}

declare_fault! {
    /// No server name was given, so that names were not compared.
    ServerNameMissing = "server-name-missing" at Request, "RFC 9525 §6",
    default Note, rfc5280 Note, cabf Note
    {}
    en {
        title: "No host name was given",
        message: "Whether the certificate is for the right host was not checked, because no host name was given.",
    }
    zh {
        title: "没有填写主机名",
        message: "没有填写主机名，因此没有检查证书是否属于该主机。",
    }
    reference en {
        meaning: "No host name was given, so names were not compared.",
        reason: "A chain can be in order and still be for another host.",
        cause: "The field was left empty.",
        mending: "Give the host name that the client connects to.",
        verifiers: "Every TLS client compares the name.",
    }
    reference zh {
        meaning: "没有填写主机名，因此没有比较名称。",
        reason: "证书链可能一切正常，却属于另一台主机。",
        cause: "该字段留空了。",
        mending: "填写客户端要连接的主机名。",
        verifiers: "每个 TLS 客户端都会比较名称。",
    }
}

declare_fault! {
    /// The error text recommends something that must not be done.
    AdviceUnsafe = "advice-unsafe" at Request, "",
    default Warning, rfc5280 Warning, cabf Warning
    {
        /// The advice as it stands.
        quoted: String,
        /// The line of the text.
        line: u32,
        /// Why not, in the language asked for.
        why: &'static str,
    }
    en {
        title: "Do not follow this advice",
        message: "Line {line} says “{quoted}”. {why}",
    }
    zh {
        title: "不要采纳这条建议",
        message: "第 {line} 行写着 “{quoted}”。{why}",
    }
    reference en {
        meaning: "The text that was pasted recommends something that makes the client trust anybody.",
        reason: "Switching verification off hides the fault and opens the connection to whoever stands between.",
        cause: "Answers on the web, scripts that were copied.",
        mending: "Find the fault and mend it; the other findings say where it is.",
        verifiers: "All clients have such a switch, and none of them limits it to the one host.",
    }
    reference zh {
        meaning: "所贴文本建议的做法会让客户端信任任何人。",
        reason: "关闭验证只是掩盖问题，并让中间的任何人都能插手连接。",
        cause: "网上的回答、复制来的脚本。",
        mending: "找出问题并修好它；其他条目说明了问题在哪里。",
        verifiers: "每个客户端都有这样的开关，但没有一个只对这一台主机生效。",
    }
}

declare_fault! {
    /// Nothing in the error text is a message that this program knows.
    ErrorNotRecognised = "error-not-recognised" at Request, "",
    default Note, rfc5280 Note, cabf Note
    {}
    en {
        title: "The error text was not recognised",
        message: "The error text holds no message that this program knows. The answer is about the chain alone.",
    }
    zh {
        title: "没有认出错误信息",
        message: "错误信息里没有本程序认识的消息。以下回答只针对证书链本身。",
    }
    reference en {
        meaning: "No message about a certificate or a connection was recognised in the text.",
        reason: "What is not recognised is not guessed at, and is not set beside the chain.",
        cause: "A client with words of its own, a translated message, or only a part of the message.",
        mending: "Paste the whole of what the client printed, with the lines before and after.",
        verifiers: "This concerns chainwhy alone.",
    }
    reference zh {
        meaning: "文本中没有认出任何关于证书或连接的消息。",
        reason: "认不出的消息不作猜测，也不与证书链对照。",
        cause: "客户端有自己的说法、消息是翻译过的，或只贴了其中一部分。",
        mending: "把客户端输出的全部内容连同前后几行一起贴上。",
        verifiers: "只与 chainwhy 有关。",
    }
}

declare_fault! {
    /// The error text is about something else than certificates.
    ErrorIsNotAboutCertificates = "error-not-about-certificates" at Request, "",
    default Note, rfc5280 Note, cabf Note
    {
        /// The message as it stands.
        quoted: String,
        /// The line of the text.
        line: u32,
        /// What it is about, in the language asked for.
        about: &'static str,
    }
    en {
        title: "This error is not about certificates",
        message: "Line {line} says “{quoted}”. {about}",
    }
    zh {
        title: "这个错误与证书无关",
        message: "第 {line} 行写着 “{quoted}”。{about}",
    }
    reference en {
        meaning: "The error in the text has another cause than the certificate chain.",
        reason: "No change of certificates mends a refused connection or a protocol that does not match.",
        cause: "A wrong port, a proxy, an old protocol version, a name that does not resolve.",
        mending: "Follow what the note says; come back if a certificate error is left.",
        verifiers: "Clients often mix both kinds into one exception.",
    }
    reference zh {
        meaning: "文本中的错误不是证书链造成的。",
        reason: "连接被拒绝或协议不匹配，改证书是没有用的。",
        cause: "端口不对、代理、旧的协议版本、域名无法解析。",
        mending: "按说明处理；如果之后仍有证书错误，再回来。",
        verifiers: "客户端常把两类错误混在同一个异常里。",
    }
}
