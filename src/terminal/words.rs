//! The words of the text report itself, in both languages. What a report says comes from the report.

use crate::fault::Severity;
use crate::question::Language;
use crate::report::{AnchorSource, Anchors, Basis, Reference, Role, Who};

/// The words of one language, where they are no sentences with parts.
pub(super) struct Words {
    language: Language,
    pub path: &'static str,
    pub other_paths: &'static str,
    pub unused: &'static str,
    pub findings: &'static str,
    pub clients: &'static str,
    pub recognised: &'static str,
    pub status: &'static str,
    pub outlook: &'static str,
    pub signed_by: &'static str,
    pub no_issuer: &'static str,
    pub proved: &'static str,
    pub not_enough: &'static str,
    pub bundle: &'static str,
    pub where_label: &'static str,
    pub fix_label: &'static str,
    pub clients_label: &'static str,
    pub more_label: &'static str,
    pub and_label: &'static str,
    pub more: &'static str,
    pub command_goes_on: &'static str,
    pub octets_odd: &'static str,
    pub octets_go_on: &'static str,
    pub octets_missing: &'static str,
    pub codes_at: &'static str,
    pub colon: &'static str,
    pub semicolon: &'static str,
    pub comma: &'static str,
}

static ENGLISH: Words = Words {
    language: Language::English,
    path: "The path",
    other_paths: "Other paths tried",
    unused: "Not on the path",
    findings: "Findings",
    clients: "What clients say",
    recognised: "The error message",
    status: "Revocation",
    outlook: "When the answer changes",
    signed_by: "signed by",
    no_issuer: "no certificate of this name",
    proved: "Tried on this chain: it mends it.",
    not_enough: "Tried on this chain: it is not enough alone.",
    bundle: "The corrected bundle is in the report: --json prints it.",
    where_label: "Where",
    fix_label: "Fix",
    clients_label: "Clients",
    more_label: "More",
    and_label: "Also",
    more: "--full shows the whole report, --json prints it for programs.",
    command_goes_on: "… (--full shows the rest)",
    octets_odd: "the odd ones in brackets",
    octets_go_on: "the odd ones in brackets go on behind them",
    octets_missing: "‸ is where something is missing",
    codes_at: concat!("What each code means: ", env!("CARGO_PKG_REPOSITORY"), "/tree/main/docs/codes"),
    colon: ": ",
    semicolon: "; ",
    comma: ", ",
};

static CHINESE: Words = Words {
    language: Language::Chinese,
    path: "证书路径",
    other_paths: "试过的其他路径",
    unused: "不在路径上",
    findings: "发现的问题",
    clients: "各客户端的反应",
    recognised: "报错信息",
    status: "吊销状态",
    outlook: "结论何时会变",
    signed_by: "签发者",
    no_issuer: "没有这个名称的证书",
    proved: "已在这条证书链上试过：可以修好。",
    not_enough: "已在这条证书链上试过：仅此还不够。",
    bundle: "改好的证书链在报告里，用 --json 输出。",
    where_label: "位置",
    fix_label: "改法",
    clients_label: "客户端",
    more_label: "更多",
    and_label: "另有",
    more: "--full 查看完整报告，--json 供程序读取。",
    command_goes_on: "…（其余见 --full）",
    octets_odd: "有问题的在方括号内",
    octets_go_on: "有问题的在方括号内，后面还有",
    octets_missing: "‸ 处缺少内容",
    codes_at: concat!("各错误码的含义：", env!("CARGO_PKG_REPOSITORY"), "/tree/main/docs/zh-CN/codes"),
    colon: "：",
    semicolon: "；",
    comma: "、",
};

impl Words {
    pub fn in_language(language: Language) -> &'static Self {
        match language {
            Language::English => &ENGLISH,
            Language::Chinese => &CHINESE,
        }
    }

    fn pick(&self, en: &'static str, zh: &'static str) -> &'static str {
        if self.language == Language::English { en } else { zh }
    }

    pub fn severity(&self, severity: Severity) -> &'static str {
        match severity {
            Severity::Error => self.pick("error", "错误"),
            Severity::Warning => self.pick("warning", "警告"),
            Severity::Note => self.pick("note", "提示"),
        }
    }

    pub fn titled(&self, title: &str, severity: Severity) -> String {
        let severity = self.severity(severity);
        match self.language {
            Language::English => [title, " (", severity, ")"].concat(),
            Language::Chinese => [title, "（", severity, "）"].concat(),
        }
    }

    pub fn role(&self, role: Role) -> &'static str {
        match role {
            Role::EndEntity => self.pick("end entity", "终端实体证书"),
            Role::Intermediate => self.pick("intermediate", "中间证书"),
            Role::Root => self.pick("root", "根证书"),
            Role::Anchor => self.pick("trust anchor", "信任锚"),
            Role::Unused => self.pick("unused", "未使用"),
        }
    }

    pub fn who(&self, who: Who) -> &'static str {
        match who {
            Who::Server => self.pick("Server operator", "服务器管理员"),
            Who::Client => self.pick("On the client", "客户端"),
            Who::Issuer => self.pick("Whoever runs the CA", "CA 管理方"),
            Who::You => self.pick("You", "你"),
        }
    }

    pub fn person_for(&self, who: &str, client: &str) -> String {
        match self.language {
            Language::English => [who, " (", client, ")"].concat(),
            Language::Chinese => [who, "（", client, "）"].concat(),
        }
    }

    pub fn basis(&self, basis: Basis) -> &'static str {
        match basis {
            Basis::Measured => self.pick("measured", "实测"),
            Basis::Documented => self.pick("documented", "依据文档"),
        }
    }

    pub fn accepts(&self, accepts: Option<bool>) -> &'static str {
        match accepts {
            Some(true) => self.pick("accepts", "接受"),
            Some(false) => self.pick("refuses", "拒绝"),
            None => self.pick("unknown", "未知"),
        }
    }

    pub fn trusted(&self, trusted: bool) -> &'static str {
        if trusted { self.pick("trusted", "受信任") } else { self.pick("not trusted", "不受信任") }
    }

    /// More clients than a line can bear.
    pub fn many(&self, count: usize) -> String {
        [&count.to_string(), self.pick(" clients", " 个客户端")].concat()
    }

    pub fn valid(&self, from: &str, until: &str) -> String {
        match self.language {
            Language::English => ["valid ", from, " to ", until].concat(),
            Language::Chinese => ["有效期 ", from, " 至 ", until].concat(),
        }
    }

    pub fn lines(&self, first: u32, last: u32) -> String {
        match (self.language, first == last) {
            (Language::English, true) => format!("line {first}"),
            (Language::English, false) => format!("lines {first}–{last}"),
            (Language::Chinese, true) => format!("第 {first} 行"),
            (Language::Chinese, false) => format!("第 {first}–{last} 行"),
        }
    }

    /// Which octets a view shows, from and to.
    pub fn octets(&self, first: usize, last: usize) -> String {
        match self.language {
            Language::English => format!("Bytes {first} to {last}"),
            Language::Chinese => format!("第 {first} 至 {last} 字节"),
        }
    }

    pub fn more_paths(&self, count: usize) -> String {
        match self.language {
            Language::English => format!("and {count} more"),
            Language::Chinese => format!("另有 {count} 条"),
        }
    }

    pub fn more_fixes(&self, names: &str) -> String {
        match self.language {
            Language::English => {
                ["Written out for ", names, ": --for NAME shows one, --for all shows them all."].concat()
            }
            Language::Chinese => {
                ["针对 ", names, " 另有具体写法：--for 名称 查看其一，--for all 查看全部。"].concat()
            }
        }
    }

    pub fn agrees(&self, codes: &str) -> String {
        [self.pick("agrees with what was found: ", "与检查结果一致："), codes].concat()
    }

    pub fn disagrees(&self, codes: &str) -> String {
        match self.language {
            Language::English => ["means ", codes, ", which is not what was found"].concat(),
            Language::Chinese => ["意思是 ", codes, "，与检查结果不符"].concat(),
        }
    }

    pub fn context(&self, host: Option<&str>, purpose: &str, at: Option<&str>, anchors: &str) -> String {
        let mut parts = Vec::new();
        parts.extend(host.map(|host| [self.pick("for ", "主机 "), host].concat()));
        parts.push(purpose.to_owned());
        parts.extend(at.map(|at| [self.pick("at ", "时刻 "), at].concat()));
        parts.push(anchors.to_owned());
        parts.join(" · ")
    }

    pub fn anchors(&self, anchors: &Anchors) -> String {
        let source = match anchors.source {
            AnchorSource::Mozilla => "Mozilla",
            AnchorSource::Pasted => self.pick("given", "你提供的"),
            AnchorSource::Both => self.pick("Mozilla and given", "Mozilla 与你提供的"),
        };
        let count = anchors.count;
        match self.language {
            Language::English => {
                let plural = if count == 1 { "" } else { "s" };
                let as_of = anchors.mozilla_as_of.map(|day| [", as of ", day].concat()).unwrap_or_default();
                format!("{count} trust anchor{plural} ({source}{as_of})")
            }
            Language::Chinese => {
                let as_of = anchors.mozilla_as_of.map(|day| ["，截至 ", day].concat()).unwrap_or_default();
                format!("{count} 个信任锚（{source}{as_of}）")
            }
        }
    }

    pub fn reference(&self, reference: &Reference) -> String {
        let accepted = reference.accepted == Some(true);
        let error = reference.error.as_deref();
        match self.language {
            Language::English => {
                let error = error.map(|error| [" (", error, ")"].concat()).unwrap_or_default();
                let says = if accepted { "accepts" } else { "refuses" };
                ["Second witness: ", reference.verifier, " ", says, &error].concat()
            }
            Language::Chinese => {
                let error = error.map(|error| ["（", error, "）"].concat()).unwrap_or_default();
                let says = if accepted { "接受" } else { "拒绝" };
                ["第二见证 ", reference.verifier, "：", says, &error].concat()
            }
        }
    }

    /// How many of the clients accept: the names stand for the smaller group.
    pub fn tally(&self, accept: usize, refuse: usize, unknown: usize, names: Option<&str>) -> String {
        let named = |count: usize, other: usize| {
            let names = names.filter(|_| count > 0 && (count < other || (count == other && accept == count)));
            match (self.language, names) {
                (_, None) => String::new(),
                (Language::English, Some(names)) => [" (", names, ")"].concat(),
                (Language::Chinese, Some(names)) => ["（", names, "）"].concat(),
            }
        };
        let (accepting, refusing) = (named(accept, refuse), named(refuse, accept));
        let mut parts = Vec::new();
        match self.language {
            Language::English => {
                if accept > 0 {
                    parts.push(format!("{accept} accept{}{accepting}", if accept == 1 { "s" } else { "" }));
                }
                if refuse > 0 {
                    parts.push(format!("{refuse} refuse{}{refusing}", if refuse == 1 { "s" } else { "" }));
                }
                if unknown > 0 {
                    parts.push(format!("{unknown} unknown"));
                }
                parts.join(", ")
            }
            Language::Chinese => {
                if accept > 0 {
                    parts.push(format!("{accept} 个接受{accepting}"));
                }
                if refuse > 0 {
                    parts.push(format!("{refuse} 个拒绝{refusing}"));
                }
                if unknown > 0 {
                    parts.push(format!("{unknown} 个未知"));
                }
                parts.join("，")
            }
        }
    }

    /// What there is beside the root cause.
    pub fn others(&self, errors: &[String], warnings: usize, notes: usize) -> String {
        let mut parts: Vec<String> = Vec::new();
        match self.language {
            Language::English => {
                let plural = |count: usize| if count == 1 { "" } else { "s" };
                if !errors.is_empty() {
                    let count = errors.len();
                    parts.push(format!("{count} error{}: {}", plural(count), errors.join(", ")));
                }
                if warnings > 0 {
                    parts.push(format!("{warnings} warning{}", plural(warnings)));
                }
                if notes > 0 {
                    parts.push(format!("{notes} note{}", plural(notes)));
                }
                parts.join("; ")
            }
            Language::Chinese => {
                if !errors.is_empty() {
                    parts.push(format!("{} 个错误：{}", errors.len(), errors.join("、")));
                }
                if warnings > 0 {
                    parts.push(format!("{warnings} 个警告"));
                }
                if notes > 0 {
                    parts.push(format!("{notes} 条提示"));
                }
                parts.join("；")
            }
        }
    }
}
