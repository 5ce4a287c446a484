//! Our own cases: each a question in a folder, and what has to be answered. They stand in the test program itself, so
//! that they can be asked where there is no file system.

use std::collections::BTreeMap;

use chainwhy::fault::{InputField, Severity};
use chainwhy::question::{Anchors, At, Material, Passwords, Pasted, Piece, Question};
use chainwhy::report::{Finding, Place, Report};
use include_dir::{Dir, include_dir};
use serde::Deserialize;

static CASES: Dir<'_> = include_dir!("$CARGO_MANIFEST_DIR/tests/cases");

/// One case.
pub struct Case {
    /// The code that it is filed under.
    pub code: String,
    /// `code/name`.
    pub name: String,
    pub question: Question,
    expected: Expected,
}

/// `case.toml`: the fields of the question that are no files, and the answer.
#[derive(Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Toml {
    server_name: Option<String>,
    at: toml::Value,
    anchors: String,
    purpose: Option<String>,
    email_name: Option<String>,
    rules: Option<String>,
    language: Option<String>,
    error_text: Option<String>,
    #[serde(default)]
    passwords: Vec<String>,
    #[serde(default)]
    policies: Vec<String>,
    #[serde(default)]
    require_explicit_policy: bool,
    #[serde(default)]
    inhibit_policy_mapping: bool,
    #[serde(default)]
    inhibit_any_policy: bool,
    /// Names of fields that a question does not have.
    #[serde(default)]
    unknown: Vec<String>,
    warn_days: Option<u32>,
    /// The outlook, where it is asked for.
    outlook: Option<Vec<Moment>>,
    verdict: String,
    errors: Vec<Located>,
    mentions: Vec<Mention>,
    /// What must stand in the report, and what must not, in either language.
    #[serde(default)]
    says: Vec<Said>,
    #[serde(default)]
    never_says: Vec<Said>,
    /// `client agrees` or `client denied`, as the error text's messages are told.
    recognised: Option<Vec<String>>,
    /// Clients whose rows accept, and whose refuse.
    #[serde(default)]
    accepted_by: Vec<String>,
    #[serde(default)]
    refused_by: Vec<String>,
}

/// A part of a sentence in both languages.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Said {
    en: String,
    zh: String,
}

/// What is wanted beyond codes and places.
struct Words {
    says: Vec<Said>,
    never_says: Vec<Said>,
    recognised: Option<Vec<String>>,
    accepted_by: Vec<String>,
    refused_by: Vec<String>,
}

struct Expected {
    verdict: String,
    errors: Vec<Located>,
    mentions: Vec<Mention>,
    outlook: Option<Vec<Moment>>,
    words: Words,
}

/// A moment at which the answer changes; whose answer does is `none`, `all` that answered otherwise before, `all but` some,
/// or those that are named.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Moment {
    at: String,
    verdict: String,
    /// `place code`, as they are told.
    because: Vec<String>,
    refuse: String,
    accept: String,
}

#[derive(Deserialize)]
struct Located {
    code: String,
    at: String,
}

#[derive(Deserialize)]
struct Mention {
    code: String,
    at: String,
    severity: String,
}

/// Every case, in the order of names.
pub fn all() -> Vec<Case> {
    let mut cases: Vec<Case> = CASES.dirs().flat_map(Dir::dirs).map(read).collect();
    cases.sort_by(|a, b| a.name.cmp(&b.name));
    cases
}

fn read(folder: &Dir<'_>) -> Case {
    let name = folder.path().to_string_lossy().replace('\\', "/");
    let file = |file: &str| folder.get_file(folder.path().join(file)).map(|file| file.contents().to_vec());
    let text =
        String::from_utf8(file("case.toml").unwrap_or_else(|| panic!("{name}: no case.toml"))).unwrap();
    let toml: Toml = toml::from_str(&text).unwrap_or_else(|error| panic!("{name}: {error}"));
    let material = |bytes: Option<Vec<u8>>| Material(bytes.map(Piece::Bytes).into_iter().collect());
    let (chain, paste) = (file("chain.pem"), file("paste.txt"));
    assert!(chain.is_some() != paste.is_some(), "{name}: one of chain.pem and paste.txt");
    let mut chain = material(chain);
    // What was given apart.
    chain.0.extend(material(file("second.pem")).0);
    let question = Question {
        chain,
        paste: paste
            .into_iter()
            .map(|content| Pasted { name: None, content: Piece::Bytes(content) })
            .collect(),
        passwords: Passwords(toml.passwords),
        anchors: match toml.anchors.as_str() {
            // What the paste holds of them, or the built-in roots.
            "mozilla" | "paste" => Anchors::default(),
            pasted => Anchors { mozilla: false, pasted: Some(material(file(pasted))) },
        },
        crls: material(file("crls.pem")),
        ocsp: material(file("ocsp.pem")),
        intermediates: material(file("intermediates.pem")),
        scts: material(file("scts.bin")),
        ct_logs: file("logs.json").map(|list| String::from_utf8(list).unwrap()),
        server_name: toml.server_name,
        at: match &toml.at {
            toml::Value::String(text) => At::Text(text.clone()),
            toml::Value::Datetime(moment) => At::Text(moment.to_string()),
            toml::Value::Float(seconds) => At::Seconds(*seconds),
            other => panic!("{name}: at = {other:?}"),
        },
        purpose: toml.purpose,
        email_name: toml.email_name,
        rules: toml.rules,
        language: toml.language,
        error_text: toml.error_text,
        policies: toml.policies,
        require_explicit_policy: toml.require_explicit_policy,
        inhibit_policy_mapping: toml.inhibit_policy_mapping,
        inhibit_any_policy: toml.inhibit_any_policy,
        unknown: toml.unknown,
        warn_days: toml.warn_days,
        outlook: toml.outlook.is_some(),
        ..Question::default()
    };
    let code = name.split('/').next().unwrap_or_default().to_owned();
    let expected = Expected {
        verdict: toml.verdict,
        errors: toml.errors,
        mentions: toml.mentions,
        outlook: toml.outlook,
        words: Words {
            says: toml.says,
            never_says: toml.never_says,
            recognised: toml.recognised,
            accepted_by: toml.accepted_by,
            refused_by: toml.refused_by,
        },
    };
    Case { code, name, question, expected }
}

/// The question of the case with this name.
#[allow(dead_code, reason = "each suite uses a part")]
pub fn question(name: &str) -> Question {
    let case = all().into_iter().find(|case| case.name == name);
    case.unwrap_or_else(|| panic!("no case {name}")).question
}

impl Case {
    /// What is not as expected in a report, in words; nothing where all is right.
    pub fn complaints(&self, report: &Report) -> Vec<String> {
        let mut complaints = Vec::new();
        let verdict = serde_json::to_value(report.verdict).unwrap();
        if verdict != self.expected.verdict.as_str() {
            complaints.push(format!("{}: {verdict} instead of {}", self.name, self.expected.verdict));
        }
        let told =
            |severity: Severity| report.findings.iter().filter(move |finding| finding.severity == severity);
        let errors: Vec<String> = told(Severity::Error).map(shown).collect();
        let wanted: Vec<String> =
            self.expected.errors.iter().map(|error| format!("{} at {}", error.code, error.at)).collect();
        if errors != wanted {
            complaints.push(format!("{}: the errors are {errors:?} instead of {wanted:?}", self.name));
        }
        for mention in &self.expected.mentions {
            let severity = match mention.severity.as_str() {
                "warning" => Severity::Warning,
                "note" => Severity::Note,
                other => panic!("{}: severity {other}", self.name),
            };
            let wanted = format!("{} at {}", mention.code, mention.at);
            if !told(severity).any(|finding| shown(finding) == wanted) {
                let all: Vec<String> =
                    report.findings.iter().map(|one| format!("{:?} {}", one.severity, shown(one))).collect();
                complaints.push(format!("{}: no {} {wanted} among {all:?}", self.name, mention.severity));
            }
        }
        if let Some(expected) = &self.expected.outlook {
            complaints.extend(self.compare_outlook(expected, report));
        }
        complaints
    }

    /// Whether more is wanted than codes and places.
    pub fn wants_words(&self) -> bool {
        let Words { says, never_says, recognised, accepted_by, refused_by } = &self.expected.words;
        !(says.is_empty() && never_says.is_empty() && accepted_by.is_empty() && refused_by.is_empty())
            || recognised.is_some()
    }

    /// The same question in another language.
    pub fn asked_in(&self, language: &str) -> Question {
        Question { language: Some(language.to_owned()), ..self.question.clone() }
    }

    /// What is not as expected in the words and rows of a report in a language.
    pub fn complaints_about_words(&self, report: &Report, language: &str) -> Vec<String> {
        let Words { says, never_says, recognised, accepted_by, refused_by } = &self.expected.words;
        let name = &self.name;
        let text = all_words(report);
        let pick = |said: &Said| if language == "en" { said.en.clone() } else { said.zh.clone() };
        let mut complaints = Vec::new();
        let missing = says.iter().map(pick).filter(|words| !text.contains(words.as_str()));
        complaints.extend(missing.map(|words| format!("{name}: nowhere “{words}” in\n{text}")));
        let there = never_says.iter().map(pick).filter(|words| text.contains(words.as_str()));
        complaints.extend(there.map(|words| format!("{name}: “{words}” stands in\n{text}")));
        if let Some(wanted) = recognised {
            let told: Vec<String> = report
                .recognised
                .iter()
                .map(|one| format!("{} {}", one.client, if one.agrees { "agrees" } else { "denied" }))
                .collect();
            if told != *wanted {
                complaints.push(format!("{name}: recognised {told:?} instead of {wanted:?}"));
            }
        }
        let rows = [(accepted_by, Some(true)), (refused_by, Some(false))];
        for (client, accepts) in
            rows.iter().flat_map(|(list, accepts)| list.iter().map(move |one| (one, accepts)))
        {
            let row = report.clients.iter().find(|answer| answer.client == client);
            if row.is_none_or(|row| row.accepts != *accepts) {
                complaints.push(format!(
                    "{name}: {client} {:?} instead of {accepts:?}",
                    row.map(|row| row.accepts)
                ));
            }
        }
        complaints
    }

    /// Goes through the moments with the answers that hold before each.
    fn compare_outlook(&self, expected: &[Moment], report: &Report) -> Vec<String> {
        let name = &self.name;
        let told: Vec<&str> = report.outlook.iter().map(|change| change.at.as_str()).collect();
        let wanted: Vec<&str> = expected.iter().map(|moment| moment.at.as_str()).collect();
        if told != wanted {
            return vec![format!("{name}: the answer changes at {told:?} instead of {wanted:?}")];
        }
        let mut complaints = Vec::new();
        // What holds before the first moment: of a past one, the opposite of what it brings.
        let mut answers: BTreeMap<&str, Option<bool>> =
            report.clients.iter().map(|answer| (answer.client, answer.accepts)).collect();
        for change in report.outlook.iter().rev().filter(|change| Some(&change.at) <= report.at.as_ref()) {
            answers
                .extend(change.clients.iter().map(|one| (one.client, one.accepts.map(|accepts| !accepts))));
        }
        for (change, moment) in report.outlook.iter().zip(expected) {
            let because: Vec<String> = change
                .because
                .iter()
                .map(|cause| format!("{} {}", place(&cause.place), cause.code))
                .collect();
            let verdict = serde_json::to_value(change.verdict).unwrap();
            if because != moment.because || verdict != moment.verdict.as_str() {
                complaints.push(format!("{name}: at {} {verdict} because of {because:?}", change.at));
            }
            for (accepts, meant) in [(false, &moment.refuse), (true, &moment.accept)] {
                let spared: Vec<&str> = match (meant.as_str(), meant.strip_prefix("all but ")) {
                    ("none", _) => answers.keys().copied().collect(),
                    ("all", _) => Vec::new(),
                    (_, Some(spared)) => spared.split(' ').collect(),
                    (only, _) => {
                        let only: Vec<&str> = only.split(' ').collect();
                        answers.keys().copied().filter(|client| !only.contains(client)).collect()
                    }
                };
                let otherwise = |client: &&str| answers[*client] != Some(accepts) && !spared.contains(client);
                let wanted: Vec<&str> = answers.keys().copied().filter(otherwise).collect();
                let mut changed: Vec<&str> = change
                    .clients
                    .iter()
                    .filter(|one| one.accepts == Some(accepts))
                    .map(|one| one.client)
                    .collect();
                changed.sort_unstable();
                if changed != wanted {
                    complaints.push(format!(
                        "{name}: at {} {accepts} of {changed:?} instead of {wanted:?}",
                        change.at
                    ));
                }
            }
            answers.extend(change.clients.iter().map(|one| (one.client, one.accepts)));
        }
        complaints
    }

    /// The codes that the case expects to be told.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        let errors = self.expected.errors.iter().map(|error| error.code.as_str());
        errors.chain(self.expected.mentions.iter().map(|mention| mention.code.as_str()))
    }
}

/// Everything that a report says, a sentence a line.
fn all_words(report: &Report) -> String {
    let mut lines = vec![report.summary.clone()];
    lines.extend(report.remarks.iter().cloned());
    for finding in &report.findings {
        lines.push(format!("{}: {}", finding.title, finding.message));
        for fix in &finding.fixes {
            lines.push(fix.text.clone());
            lines.extend(fix.command.clone());
        }
    }
    lines.extend(report.recognised.iter().map(|one| one.message.clone()));
    lines.extend(
        report.clients.iter().filter_map(|row| row.reason.as_ref().map(|reason| reason.text.clone())),
    );
    lines.join("\n")
}

fn shown(finding: &Finding) -> String {
    format!("{} at {}", finding.code, place(&finding.place))
}

/// A place as the cases write it.
pub fn place(place: &Place) -> String {
    match place {
        Place::Certificate { certificate } => certificate.clone(),
        Place::Link { subject, issuer } => format!("{subject}-{}", issuer.as_deref().unwrap_or("null")),
        Place::Input { field, line, .. } => {
            let field = match field {
                InputField::Chain => "chain",
                InputField::Anchors => "anchors",
                InputField::Crls => "crls",
                InputField::Ocsp => "ocsp",
                InputField::Paste => "paste",
            };
            line.map_or_else(|| field.to_owned(), |line| format!("{field}:{line}"))
        }
        Place::Request { field } => format!("request:{field}"),
        Place::Anchors => "anchors".to_owned(),
        Place::Path { path } => format!("path:{path}"),
    }
}

/// How many cases there are for each code, counting those that expect it wherever they are filed.
pub fn coverage(cases: &[Case]) -> BTreeMap<&str, usize> {
    let mut coverage = BTreeMap::new();
    for code in cases.iter().flat_map(Case::codes) {
        *coverage.entry(code).or_default() += 1;
    }
    coverage
}
