//! The pages of the code reference, made of the declarations.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::io;
use std::path::Path;

use chainwhy::fault::{Declaration, PlaceKind, Reference, Severity};
use chainwhy::question::Language;
use chainwhy::rules::Code;

use crate::measured::{self, Tally, VERIFIERS};

/// The command that renews them.
#[cfg_attr(not(test), expect(dead_code, reason = "for whoever finds them stale"))]
pub const COMMAND: &str = "cargo run --features schema --example reference";

/// Every page, by its path in `docs/`.
pub fn all() -> BTreeMap<String, String> {
    let measured = measured::alone();
    let mut pages = BTreeMap::new();
    for words in [&ENGLISH, &CHINESE] {
        let folder = words.folder;
        pages.insert(format!("{folder}README.md"), index(words));
        pages.insert(format!("{folder}rules.md"), rules(words));
        pages.insert(format!("{folder}verifiers.md"), verifiers(words, &measured));
        for code in Code::ALL {
            pages.insert(format!("{folder}codes/{}.md", code.as_str()), page(words, *code, &measured));
        }
    }
    #[cfg(feature = "schema")]
    {
        pages.insert("report.schema.json".to_owned(), schema());
        pages.insert("question.schema.json".to_owned(), question_schema());
    }
    pages
}

/// The pages that are missing in `docs`, or differ there, or have no code any more.
pub fn stale(docs: &Path, pages: &BTreeMap<String, String>) -> io::Result<BTreeSet<String>> {
    let mut stale = BTreeSet::new();
    for (path, page) in pages {
        match std::fs::read_to_string(docs.join(path)) {
            Ok(written) if written == *page => {}
            Ok(_) => {
                stale.insert(path.clone());
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                stale.insert(path.clone());
            }
            Err(error) => return Err(error),
        }
    }
    for words in [&ENGLISH, &CHINESE] {
        let folder = format!("{}codes", words.folder);
        let Ok(entries) = std::fs::read_dir(docs.join(&folder)) else { continue };
        for entry in entries {
            let path = format!("{folder}/{}", entry?.file_name().to_string_lossy());
            if !pages.contains_key(&path) {
                stale.insert(path);
            }
        }
    }
    Ok(stale)
}

/// What the pages say themselves, in one language.
struct Words {
    language: Language,
    folder: &'static str,
    other: (&'static str, &'static str),
    up: &'static str,
    index_title: &'static str,
    index_text: &'static str,
    code: &'static str,
    title: &'static str,
    place: &'static str,
    clause: &'static str,
    evidence: &'static str,
    no_evidence: &'static str,
    severity: [&'static str; 3],
    places: [&'static str; 6],
    says: &'static str,
    sections: [&'static str; 5],
    rules_title: &'static str,
    rules_text: &'static str,
    verifiers_title: &'static str,
    verifiers_text: &'static str,
    compared_title: &'static str,
    compared_text: &'static str,
    compared_columns: [&'static str; 4],
    measured: &'static str,
    refused: &'static str,
    accepted: &'static str,
    separator: &'static str,
}

const ENGLISH: Words = Words {
    language: Language::English,
    folder: "",
    other: ("简体中文", "zh-CN/"),
    up: "All codes",
    index_title: "Code reference",
    index_text: "Every finding of a report bears one of these codes. They are stable: a code, once released, is never renamed or \
reused. Each page says what the code means, why verifiers care, how it comes about, how to mend it, and which verifiers differ.\n\n\
[The rules](rules.md) has how much each weighs under the three sets of rules; [the verifiers](verifiers.md) what webpki, OpenSSL \
and Go do; [report.schema.json](report.schema.json) is the JSON Schema of a report.",
    code: "code",
    title: "says",
    place: "place",
    clause: "clause",
    evidence: "evidence",
    no_evidence: "none",
    severity: ["error", "warning", "note"],
    places: ["certificate", "link", "path", "input", "request", "anchors"],
    says: "What the report says",
    sections: [
        "What it means",
        "Why verifiers care",
        "How it comes about",
        "How to mend it",
        "Which verifiers differ",
    ],
    rules_title: "The rules",
    rules_text: "What weighs how much under each set of rules. `default` is what mainstream TLS clients agree on: a fault is an error \
where rustls-webpki rejects it, or where both OpenSSL 3 and Go do. `rfc5280` is the letter of RFC 5280, and `cabf` that of RFC 5280 with the \
CA/Browser Forum Baseline Requirements, which win where the two conflict.\n\nAn error makes the chain untrusted. The context can make a finding \
lighter than it stands here, never heavier: most faults of a trust anchor are warnings, because a relying party chose to trust it whatever \
its certificate says; a block of text that could not be read is a warning where the chain is trusted without it; and a fault of a path \
beside the best one is a note. [The verifiers](verifiers.md) has why we differ where we do.",
    verifiers_title: "What webpki, OpenSSL and Go do",
    verifiers_text: "The columns are measured: live connections of the clients recorded in `tests/clients`, to chains in which the fault stands alone \
(no other error or warning by the default rules). The number is that of chains; where a verifier both refused and accepted, it depends on where \
the fault is. A dash means that no recorded chain has the fault alone. The text is what is known from documentation and source.",
    compared_title: "Verdict, cause and place",
    compared_text: "Thirteen valid and thirty-four faulty chains, one fault each, at a known place: how many verdicts are right, and of how many \
faults the cause and the place can be told from the answer. Words that fit two causes alike count half. `cargo test --test peers` measures it \
where the chains and the verifiers are there.",
    compared_columns: ["verifier", "verdict, of 47", "cause, of 34", "place, of 34"],
    measured: "Measured, on recorded chains that have this fault alone:",
    refused: "refused",
    accepted: "accepted",
    separator: ", ",
};

const CHINESE: Words = Words {
    language: Language::Chinese,
    folder: "zh-CN/",
    other: ("English", "../"),
    up: "全部代码",
    index_title: "代码参考",
    index_text: "报告中的每一条结论都带有下面的某个代码。代码是稳定的：一经发布，不会改名，也不会挪作他用。每一页说明代码的含义、验证器为何在意、\
怎样产生、如何解决，以及哪些验证器的做法不同。\n\n[规则](rules.md)列出每个代码在三套规则下的轻重；[验证器](verifiers.md)说明 webpki、OpenSSL 和 Go \
的做法；[report.schema.json](../report.schema.json) 是报告的 JSON Schema。",
    code: "代码",
    title: "标题",
    place: "位置",
    clause: "条款",
    evidence: "证据字段",
    no_evidence: "无",
    severity: ["错误", "警告", "提示"],
    places: ["证书", "签发环节", "路径", "输入", "提问", "信任锚"],
    says: "报告中的说法",
    sections: ["含义", "验证器为何在意", "怎样产生", "如何解决", "验证器之间的差异"],
    rules_title: "规则",
    rules_text: "每个代码在三套规则下的轻重。`default` 是主流 TLS 客户端的共识：rustls-webpki 拒绝的，或者 OpenSSL 3 与 Go 都拒绝的，就是错误。`rfc5280` \
严格按照 RFC 5280；`cabf` 在此之上加入 CA/Browser Forum 基线要求，两者冲突时以后者为准。\n\n有错误，证书链就不受信任。具体情形可能使一条结论比表中更轻，但不会更重：\
信任锚自身的问题大多只是警告，因为依赖方已经选择信任它；无法读取的文本块，如果没有它证书链也受信任，就只是警告；最佳路径之外其他路径上的问题只是提示。\
与其他验证器不同之处的理由，见[验证器](verifiers.md)。",
    verifiers_title: "webpki、OpenSSL 和 Go 的做法",
    verifiers_text: "各列均为实测结果：`tests/clients` 记录了各客户端连接服务器时的回答，这里取其中只有这一个问题的证书链（按默认规则没有其他错误或警告）。\
数字是证书链的条数；同一验证器既有拒绝又有接受时，取决于问题出在哪一张证书。短横线表示没有只含这一问题的记录。文字说明来自文档和源代码。",
    compared_title: "结论、原因与位置",
    compared_text: "13 条有效的证书链和 34 条有错误的证书链，每条只有一个错误，位置已知：统计结论正确的条数，以及能从回答中看出错误原因和位置的条数。\
一句话同时符合两种原因的，记半分。在备有这些证书链和验证器的机器上，`cargo test --test peers` 会重新测量。",
    compared_columns: ["验证器", "结论（共 47）", "原因（共 34）", "位置（共 34）"],
    measured: "在只有这一个问题的已记录证书链上实测：",
    refused: "拒绝",
    accepted: "接受",
    separator: "，",
};

fn index(words: &Words) -> String {
    let (language, path) = words.other;
    let mut page =
        format!("# {}\n\n[{language}]({path}README.md)\n\n{}\n\n", words.index_title, words.index_text);
    let rows = Code::ALL.iter().map(|code| {
        let declaration = code.declaration();
        format!(
            "| {} | {} | {} | {} |\n",
            link(*code),
            words.severity_of(declaration.severity[0]),
            words.place_of(declaration.place),
            plain(declaration.text(words.language).title),
        )
    });
    table(&mut page, &[words.code, "`default`", words.place, words.title], rows);
    page
}

fn rules(words: &Words) -> String {
    let (language, path) = words.other;
    let mut page =
        format!("# {}\n\n[{language}]({path}rules.md)\n\n{}\n\n", words.rules_title, words.rules_text);
    let rows = Code::ALL.iter().map(|code| {
        let declaration = code.declaration();
        let severities = declaration.severity.map(|severity| words.severity_of(severity));
        format!(
            "| {} | {} | {} | {} |\n",
            link(*code),
            severities.join(" | "),
            words.place_of(declaration.place),
            clause(declaration),
        )
    });
    table(&mut page, &[words.code, "`default`", "`rfc5280`", "`cabf`", words.place, words.clause], rows);
    page
}

fn verifiers(words: &Words, measured: &BTreeMap<Code, [Tally; 3]>) -> String {
    let (language, path) = words.other;
    let mut page = format!(
        "# {}\n\n[{language}]({path}verifiers.md)\n\n{}\n\n",
        words.verifiers_title, words.verifiers_text
    );
    // What was pasted and asked concerns no verifier's rules.
    let judged = Code::ALL
        .iter()
        .filter(|code| !matches!(code.declaration().place, PlaceKind::Input | PlaceKind::Request));
    let rows = judged.map(|code| {
        let declaration = code.declaration();
        let answers = match measured.get(code) {
            Some(tallies) => tallies.map(|tally| words.answer(tally)).join(" | "),
            None => "– | – | –".to_owned(),
        };
        let severities = declaration.severity.map(|severity| words.severity_of(severity));
        format!(
            "| {} | {answers} | {} | {} |\n",
            link(*code),
            severities.join(" / "),
            plain(words.reference(declaration).verifiers),
        )
    });
    let [webpki, openssl, go] = VERIFIERS.map(|(_, name)| name);
    let ours = "`default` / `rfc5280` / `cabf`";
    let [.., differ] = words.sections;
    table(&mut page, &[words.code, webpki, openssl, go, ours, differ], rows);
    let _ = write!(page, "\n## {}\n\n{}\n\n", words.compared_title, words.compared_text);
    let ours = "| chainwhy | 47 | 34 | 34 |\n".to_owned();
    let others = measured::compared()
        .into_iter()
        .map(|row| format!("| {} | {} | {} | {} |\n", row.version, row.verdict, row.cause, row.place));
    table(&mut page, &words.compared_columns, core::iter::once(ours).chain(others));
    page
}

fn page(words: &Words, code: Code, measured: &BTreeMap<Code, [Tally; 3]>) -> String {
    let declaration = code.declaration();
    let text = declaration.text(words.language);
    let reference = words.reference(declaration);
    let name = code.as_str();
    let (language, _) = words.other;
    let other = if words.folder.is_empty() { "../zh-CN/codes/" } else { "../../codes/" };
    let mut page = format!("# `{name}`\n\n[{}](../README.md) · [{language}]({other}{name}.md)\n\n", words.up);
    let _ = write!(page, "**{}**\n\n", plain(text.title));
    let severities = declaration.severity.map(|severity| words.severity_of(severity));
    let rows = [format!(
        "| {} | {} | {} | {} |\n",
        severities.join(" | "),
        words.place_of(declaration.place),
        clause(declaration),
        words.fields(declaration),
    )];
    table(
        &mut page,
        &["`default`", "`rfc5280`", "`cabf`", words.place, words.clause, words.evidence],
        rows.into_iter(),
    );
    let _ = write!(page, "\n## {}\n\n> {}\n", words.says, plain(&template(text.message)));
    let bodies =
        [reference.meaning, reference.reason, reference.cause, reference.mending, reference.verifiers];
    for (heading, body) in words.sections.into_iter().zip(bodies) {
        let _ = write!(page, "\n## {heading}\n\n{}\n", plain(body));
    }
    if let Some(tallies) = measured.get(&code) {
        let rows = [format!("| {} |\n", tallies.map(|tally| words.answer(tally)).join(" | "))];
        let _ = write!(page, "\n{}\n\n", words.measured);
        table(&mut page, &VERIFIERS.map(|(_, name)| name), rows.into_iter());
    }
    page
}

impl Words {
    fn reference(&self, declaration: &Declaration) -> Reference {
        let [english, chinese] = declaration.reference;
        match self.language {
            Language::English => english,
            Language::Chinese => chinese,
        }
    }

    fn severity_of(&self, severity: Severity) -> &'static str {
        let [error, warning, note] = self.severity;
        match severity {
            Severity::Error => error,
            Severity::Warning => warning,
            Severity::Note => note,
        }
    }

    fn place_of(&self, place: PlaceKind) -> &'static str {
        let [certificate, link, path, input, request, anchors] = self.places;
        match place {
            PlaceKind::Certificate => certificate,
            PlaceKind::Link => link,
            PlaceKind::Path => path,
            PlaceKind::Input => input,
            PlaceKind::Request => request,
            PlaceKind::Anchors => anchors,
        }
    }

    fn fields(&self, declaration: &Declaration) -> String {
        if declaration.fields.is_empty() {
            return self.no_evidence.to_owned();
        }
        let fields: Vec<String> =
            declaration.fields.iter().map(|field| format!("`{}`", camel_case(field))).collect();
        fields.join(if self.folder.is_empty() { ", " } else { "、" })
    }

    fn answer(&self, tally: Tally) -> String {
        let refused = tally.asked - tally.accepted;
        let said: Vec<String> = [(refused, self.refused), (tally.accepted, self.accepted)]
            .into_iter()
            .filter(|(count, _)| *count > 0)
            .map(|(count, word)| format!("{word} {count}"))
            .collect();
        if said.is_empty() { "–".to_owned() } else { said.join(self.separator) }
    }
}

fn link(code: Code) -> String {
    format!("[`{0}`](codes/{0}.md)", code.as_str())
}

fn table(page: &mut String, heads: &[&str], rows: impl Iterator<Item = String>) {
    let _ = writeln!(page, "| {} |\n|{}", heads.join(" | "), "---|".repeat(heads.len()));
    page.extend(rows);
}

/// Text as it is to be read: outside of code, nothing in it is markup.
fn plain(text: &str) -> String {
    let mut escaped = String::new();
    let mut code = false;
    for letter in text.chars() {
        if letter == '`' {
            code = !code;
        }
        // A table's cell ends at `|` in code as well.
        if letter == '|' || (!code && matches!(letter, '*' | '_' | '<' | '[' | ']')) {
            escaped.push('\\');
        }
        escaped.push(letter);
    }
    escaped
}

/// The clause, where a document demands it.
fn clause(declaration: &Declaration) -> &'static str {
    if declaration.clause.is_empty() { "–" } else { declaration.clause }
}

/// A message whose placeholders bear the names of the evidence in the report. Of `{field?one|many}`, the form for many.
fn template(message: &str) -> String {
    let mut parts = message.split('{');
    let mut told = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (field, rest) = part.split_once('}').unwrap_or((part, ""));
        let (field, many) = match field.split_once('?') {
            Some((field, forms)) => (field, forms.split_once('|').map(|(_, many)| many)),
            None => (field, None),
        };
        let blank = format!("{{{}}}", camel_case(field));
        told += &many.map_or_else(|| blank.clone(), |many| many.replace('#', &blank));
        told += rest;
    }
    told
}

/// An evidence field by the name that the report gives it.
fn camel_case(field: &str) -> String {
    let mut name = String::new();
    let mut capital = false;
    for letter in field.chars() {
        if letter == '_' {
            capital = true;
        } else {
            name.push(if capital { letter.to_ascii_uppercase() } else { letter });
            capital = false;
        }
    }
    name
}

/// Where the schemas stand for everybody.
#[cfg(feature = "schema")]
const SCHEMAS: &str = "https://github.com/chainwhy/chainwhy/raw/main/docs/";

/// The schema of a question as JSON: whatever a field holds, the question can be asked; this is what fits.
#[cfg(feature = "schema")]
fn question_schema() -> String {
    use serde_json::{Value, json};
    let material = json!({ "type": ["string", "array", "null"], "items": { "type": "string" } });
    let words = |known: &[&str]| {
        let known: Vec<Value> = known.iter().map(|word| json!(word)).chain([Value::Null]).collect();
        json!({ "enum": known })
    };
    let text = json!({ "type": ["string", "null"] });
    let flag = json!({ "type": ["boolean", "null"] });
    let file = json!({
        "type": "object",
        "properties": { "name": text, "content": { "type": "string" } },
        "required": ["content"],
        "additionalProperties": false,
    });
    let pasted = json!({ "anyOf": [{ "type": ["string", "null"] }, file] });
    let paste = json!({ "anyOf": [pasted, { "type": "array", "items": pasted }] });
    let purposes = [
        "serverAuth",
        "clientAuth",
        "emailProtection",
        "codeSigning",
        "timeStamping",
        "ocspSigning",
        "documentSigning",
        "any",
    ];
    let names = json!({ "type": ["boolean", "string", "array", "null"], "items": { "type": "string" } });
    let schema = json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": format!("{SCHEMAS}question.schema.json"),
        "title": "Question",
        "description": "What is asked, as JSON: a line of `--ndjson`. The TypeScript declarations of the package say what each field is for.",
        "type": "object",
        "properties": {
            "chain": material, "paste": paste, "anchors": material, "crls": material, "ocsp": material,
            "intermediates": material, "scts": material,
            "passwords": { "type": ["string", "array", "null"], "items": { "type": "string" } },
            "policies": { "type": ["string", "array", "null"], "items": { "type": "string", "pattern": "^[0-9]+(\\.[0-9]+)*$" } },
            "requireExplicitPolicy": flag, "inhibitPolicyMapping": flag, "inhibitAnyPolicy": flag,
            "serverName": text, "emailName": text,
            "at": { "type": ["string", "number", "null"], "description": "ISO 8601, or Unix seconds." },
            "purpose": words(&purposes),
            "rules": words(&["default", "rfc5280", "cabf"]),
            "language": words(&["en", "zh-CN"]),
            "ctLogs": text, "errorText": text, "clients": names, "outlook": flag,
            "warnDays": { "type": ["integer", "null"], "minimum": 0, "maximum": 100_000 },
            "full": flag,
        },
        "additionalProperties": false,
    });
    serde_json::to_string_pretty(&schema).unwrap_or_default() + "\n"
}

#[cfg(feature = "schema")]
fn schema() -> String {
    // As it is written, where what may be `null` stands all the same.
    let settings = schemars::generate::SchemaSettings::draft2020_12().for_serialize();
    let mut schema = settings.into_generator().into_root_schema_for::<chainwhy::Report>();
    schema.insert("$id".to_owned(), format!("{SCHEMAS}report.schema.json").into());
    serde_json::to_string_pretty(&schema).unwrap_or_default() + "\n"
}
