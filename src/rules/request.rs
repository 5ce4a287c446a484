//! What can be wrong with the question itself.

use crate::fault::declare_fault;

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
        message: "“{given}” is neither a DNS name nor an IP address. Give the name alone, without https:// and without a port.",
    }
    zh {
        title: "主机名无效",
        message: "“{given}” 既不是 DNS 名称,也不是 IP 地址。请只填写名称,不要带 https:// 和端口。",
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
        message: "“{given}” 不是有效的时间。请写成 2026-06-01T12:00:00Z 的形式,或 Unix 秒数。",
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
        message: "“{given}” is not a purpose. It is serverAuth, clientAuth or any.",
    }
    zh {
        title: "未知的用途",
        message: "“{given}” 不是可选的用途。可选 serverAuth、clientAuth 或 any。",
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
        message: "本程序没有 “{given}” 这种语言,因此用英文回答。可选 en 和 zh-CN。",
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
        message: "没有填写主机名,因此没有检查证书是否属于该主机。",
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
}
