//! What a report says agrees with itself: errors with the rows of the clients that say them, sentences about clients with their
//! rows, findings with one another.
#![cfg(not(target_arch = "wasm32"))]
#![expect(clippy::unwrap_used, reason = "helpers of tests fail by panicking, as tests do")]

mod common;

use std::path::Path;

use chainwhy::fault::Severity;
use chainwhy::question::{Anchors, At, Material, Piece, Question};
use chainwhy::report::{Place, Report, Verdict, Who};
use serde_json::Value;

/// A recorded scenario: the question, and what each client answered.
struct Scenario {
    id: String,
    question: Question,
    errors: Vec<(String, bool, String)>,
}

fn read(id: String, case: &Value) -> Scenario {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let pem = |field: &str| Material(vec![Piece::Text(text(&case[field]))]);
    let answers = case["answers"].as_object().unwrap();
    let errors = answers.iter().filter_map(|(client, answer)| {
        let error = answer["error"].as_str()?;
        Some((client.clone(), answer["accepts"].as_bool()?, error.to_owned()))
    });
    Scenario {
        id,
        question: Question {
            chain: pem("chain"),
            anchors: Anchors { mozilla: false, pasted: Some(pem("anchors")) },
            crls: if case["crls"].is_null() { Material::default() } else { pem("crls") },
            server_name: case["hostname"].as_str().map(str::to_owned),
            at: At::Seconds(case["at"].as_f64().unwrap()),
            ..Question::default()
        },
        errors: errors.collect(),
    }
}

fn scenarios() -> Vec<Scenario> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/clients");
    let mut paths: Vec<_> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|extension| extension == "json"))
        .collect();
    paths.sort();
    let read_file = |path: &std::path::PathBuf| {
        let case: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
        let id = path.file_stem().unwrap().to_string_lossy().into_owned();
        case["answers"].is_object().then(|| read(id, &case))
    };
    paths.iter().filter_map(read_file).collect()
}

/// Of the random chains beside the project, every so many; all with `CHAINWHY_DIFFERENTIAL=all`.
fn random_chains(every: usize) -> Vec<Scenario> {
    let every = if std::env::var("CHAINWHY_DIFFERENTIAL").is_ok_and(|all| all == "all") { 1 } else { every };
    let Some(packed) = common::shared("differential/open.json.xz") else { return Vec::new() };
    let mut unpacked = Vec::new();
    lzma_rs::xz_decompress(&mut packed.as_slice(), &mut unpacked).unwrap();
    let all: Value = serde_json::from_slice(&unpacked).unwrap();
    let cases = all["cases"].as_array().unwrap().iter().step_by(every);
    cases.map(|case| read(case["id"].as_str().unwrap().to_owned(), case)).collect()
}

fn ask(scenario: &Scenario, error: &str, language: &str) -> Report {
    chainwhy::explain(&Question {
        error_text: (!error.is_empty()).then(|| error.to_owned()),
        language: Some(language.to_owned()),
        ..scenario.question.clone()
    })
}

/// webpki judges by the default rules. What it refuses has its reason by every set of rules, a note where the rule is none of theirs.
#[test]
fn what_the_second_witness_refuses_is_explained_by_every_set_of_rules() {
    let mut gaps = Vec::new();
    for scenario in scenarios().into_iter().chain(random_chains(25)) {
        for rules in ["default", "rfc5280", "cabf"] {
            let report = chainwhy::explain(&Question {
                rules: Some(rules.to_owned()),
                clients: Some(Vec::new()),
                ..scenario.question.clone()
            });
            let gap = report.findings.iter().find(|finding| finding.code == "unexplained");
            gaps.extend(gap.map(|gap| format!("{} by {rules}: {}", scenario.id, gap.message)));
        }
    }
    assert!(gaps.is_empty(), "{}: {}", gaps.len(), gaps.join("\n"));
}

/// Errors that are recorded, and that are not about certificates: npm and PHP do not take an IPv6 address for a host.
const NOT_ABOUT_CERTIFICATES: &[(&str, &str)] =
    &[("ip_v6", "npm"), ("ip_v6", "php"), ("ip_v6_other", "npm"), ("ip_v6_other", "php")];

/// Each client's own error, asked back with the chain that it was recorded on, is recognised, and the chain shows it.
#[test]
fn own_errors_asked_back_are_recognised_and_agree() {
    let mut asked = 0;
    let mut wrong = Vec::new();
    for scenario in scenarios() {
        // Clients of one library often have the same words.
        let mut seen: Vec<&str> = Vec::new();
        for (client, accepts, error) in &scenario.errors {
            asked += 1;
            let excepted = NOT_ABOUT_CERTIFICATES.contains(&(scenario.id.as_str(), client.as_str()));
            if *accepts || excepted || seen.contains(&error.as_str()) {
                continue;
            }
            seen.push(error);
            let report = ask(&scenario, error, "en");
            if !report.recognised.iter().any(|found| found.agrees) {
                wrong.push(format!("{} {client}: {error}: {:?}", scenario.id, report.recognised));
            }
        }
    }
    assert!(wrong.is_empty(), "{} of {asked} denied or not recognised:\n{}", wrong.len(), wrong.join("\n"));
    assert!(asked > 5_000, "{asked} asked");
}

/// The same over the random chains beside the project: 99 of 100.
#[test]
fn errors_of_random_chains_are_recognised_and_agree() {
    let (mut asked, mut wrong) = (0_usize, Vec::new());
    for scenario in random_chains(50) {
        let mut answered: Vec<(&str, bool)> = Vec::new();
        for (client, accepts, error) in &scenario.errors {
            if *accepts {
                continue;
            }
            asked += 1;
            let known = answered.iter().find(|(seen, _)| seen == error).map(|(_, agrees)| *agrees);
            let agrees = known.unwrap_or_else(|| {
                let report = ask(&scenario, error, "en");
                let agrees = report.recognised.iter().any(|found| found.agrees);
                answered.push((error, agrees));
                agrees
            });
            if !agrees {
                wrong.push(format!("{} {client}: {error}", scenario.id));
            }
        }
    }
    println!("{} of {asked} denied or not recognised\n{}", wrong.len(), wrong.join("\n"));
    assert!(wrong.len() * 100 <= asked, "{} of {asked}:\n{}", wrong.len(), wrong.join("\n"));
}

/// The names by which clients are spoken of, the longest first, and what the ids of those clients begin or end with.
fn spoken_names(report: &Report) -> Vec<(String, Vec<usize>)> {
    let of = |test: &dyn Fn(&str) -> bool| -> Vec<usize> {
        let ids = report.clients.iter().enumerate();
        ids.filter(|(_, answer)| test(answer.client)).map(|(index, _)| index).collect()
    };
    let mut names: Vec<(String, Vec<usize>)> = report
        .clients
        .iter()
        .enumerate()
        .map(|(index, answer)| (answer.name.to_owned(), vec![index]))
        .collect();
    let python = |id: &str| id.starts_with("python-");
    names.extend([
        (String::from("Python 3.13 and later"), of(&|id| python(id) && id.ends_with("3.13"))),
        (String::from("Python up to 3.12"), of(&|id| python(id) && id.ends_with("3.12"))),
        (String::from("Python (ssl, urllib, aiohttp)"), of(&|id| id.starts_with("python-ssl"))),
        (String::from("httpx 0.28"), of(&|id| id.starts_with("python-httpx-0.28"))),
        (String::from("httpx"), of(&|id| id.starts_with("python-httpx"))),
        (String::from("requests"), of(&|id| id.starts_with("python-requests"))),
        (String::from("Node.js"), of(&|id| id.starts_with("node-"))),
        (
            String::from("GnuTLS (wget, git on Debian)"),
            of(&|id| matches!(id, "gnutls" | "wget" | "git-gnutls")),
        ),
        (String::from("Python"), of(&python)),
    ]);
    names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
    names
}

/// What is wrong with a list of names of which it is said that they accept, or refuse.
fn disagree(report: &Report, names: Vec<(String, Vec<usize>)>, list: &str, accepts: bool) -> Vec<String> {
    let mut left = list.to_owned();
    let mut wrong = Vec::new();
    for (name, clients) in names {
        if !left.contains(&name) {
            continue;
        }
        left = left.replace(&name, "");
        for index in clients {
            let answer = &report.clients[index];
            if answer.accepts != Some(accepts) {
                wrong.push(format!("{name}: the row of {} says {:?}", answer.client, answer.accepts));
            }
        }
    }
    wrong
}

/// The names by which clients are spoken of in Chinese, in the same order.
fn spoken_names_in_chinese(report: &Report) -> Vec<(String, Vec<usize>)> {
    const NAMES: &[(&str, &str)] = &[
        ("Python 3.13 and later", "Python 3.13 及更高版本"),
        ("Python up to 3.12", "Python 3.12 及更早版本"),
        ("Python (ssl, urllib, aiohttp)", "Python（ssl、urllib、aiohttp）"),
        ("GnuTLS (wget, git on Debian)", "GnuTLS（wget、Debian 的 git）"),
    ];
    let mut names = spoken_names(report);
    for (name, _) in &mut names {
        if let Some((_, chinese)) = NAMES.iter().find(|(english, _)| english == name) {
            *name = (*chinese).to_owned();
        }
    }
    names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
    names
}

/// The same of Chinese: each sentence that names clients, against their rows.
fn chinese_sentences_against_rows(report: &Report) -> Vec<String> {
    let mut wrong = Vec::new();
    let (accept, refuse) = (report.agreement.accept, report.agreement.refuse);
    let number = |text: &str| -> Option<usize> {
        let digits: String = text.chars().filter(char::is_ascii_digit).collect();
        digits.parse().ok()
    };
    let mut check = |list: &str, accepts: bool| {
        let of_rows = disagree(report, spoken_names_in_chinese(report), list, accepts);
        wrong.extend(of_rows.into_iter().map(|one| format!("{one}: {list}")));
        // Not all are named: then it is said how many they are.
        if let Some((_, counted)) = list.rsplit_once(" 等 ") {
            let of_all = if accepts { accept } else { refuse };
            if number(counted).is_none_or(|counted| counted > of_all) {
                wrong.push(format!("{list}: {of_all} at all"));
            }
        }
    };
    for remark in &report.remarks {
        if let Some(rest) = remark.strip_prefix("不过，") {
            for part in rest.split('。').filter(|part| part.contains("会接受")) {
                check(part.split("会接受").next().unwrap_or_default().trim_end_matches("可能"), true);
            }
            continue;
        }
        let others = remark.rsplit_once("其余 ").and_then(|(_, rest)| rest.split_once(" 个客户端接受。"));
        if let Some((others, "")) = others
            && number(others) != Some(accept)
        {
            check(&format!("其余 等 {others}"), true);
        }
        if let Some((_, several)) = remark.split_once("拒绝的有：") {
            for group in several.split('；') {
                // A name may have brackets of its own, and what is in a reason may name anything.
                let known = spoken_names_in_chinese(report);
                let names = known.iter().filter(|(name, _)| group.starts_with(name.as_str()));
                let begin = names.map(|(name, _)| name.len()).max().unwrap_or(0);
                let end = group[begin..].find('（').map_or(group.len(), |end| begin + end);
                check(&group[..end], false);
            }
        } else if let Some(rest) = remark.strip_prefix('但') {
            check(rest.split("会拒绝").next().unwrap_or_default(), false);
        }
    }
    for finding in &report.findings {
        if let Some((_, told)) = finding.message.split_once("因此拒绝的有") {
            check(told.rsplit_once("（共").map_or(told, |(list, _)| list), false);
        }
    }
    for answer in &report.clients {
        if let Some(reason) = &answer.reason
            && !reason.text.starts_with(answer.name)
        {
            wrong.push(format!("{}: {}", answer.client, reason.text));
        }
    }
    wrong
}

/// Each sentence that names clients, against their rows.
fn sentences_against_rows(report: &Report) -> Vec<String> {
    let mut wrong = Vec::new();
    let (accept, refuse) = (report.agreement.accept, report.agreement.refuse);
    for remark in &report.remarks {
        if let Some(rest) = remark.strip_prefix("All the same, ") {
            let list = rest.split_once("it is accepted by ").map_or(rest, |(_, list)| list);
            let list = list.split(['.', ':']).next().unwrap_or_default();
            // Names have full stops of their own: the whole remark speaks of clients that accept.
            let _ = list;
            wrong.extend(disagree(report, spoken_names(report), rest, true));
        }
        if let Some(rest) = remark.strip_prefix("But it is refused ") {
            let (list, others) = rest.rsplit_once(" The other ").unwrap_or((rest, ""));
            let list = if list.contains(": ") { list.split(": ").next().unwrap_or(list) } else { list };
            if list.starts_with("by ") {
                // In brackets stand reasons, which may name anything.
                wrong.extend(disagree(
                    report,
                    spoken_names(report),
                    list.split(" (they ").next().unwrap_or(list),
                    false,
                ));
            }
            if let Some(told) = others.split_once(" clients accept it")
                && told.0.parse() != Ok(accept)
            {
                wrong.push(format!("{remark}: {accept} accept"));
            }
        }
    }
    for finding in &report.findings {
        let Some((_, told)) = finding.message.split_once(" Refused for this by ") else { continue };
        let Some((list, counted)) = told.rsplit_once(": ") else { continue };
        wrong.extend(disagree(report, spoken_names(report), list, false));
        let some: usize = counted.split(' ').next().unwrap().parse().unwrap();
        if some > refuse || accept == 0 {
            wrong.push(format!("{}: {some} refuse for it, {refuse} at all, {accept} accept", finding.code));
        }
    }
    for answer in &report.clients {
        let reason = answer.reason.as_ref();
        if answer.accepts == Some(false)
            && answer.because.is_empty()
            && reason.is_none_or(|reason| reason.text.is_empty())
        {
            // What is not known is not said; but nothing else may be said either.
            if answer.why.is_some() {
                wrong.push(format!("{} has a why without a reason", answer.client));
            }
        }
        if let Some(reason) = reason {
            if !reason.text.starts_with(answer.name) {
                wrong.push(format!("{}: {}", answer.client, reason.text));
            }
            let is_fetched = reason.check == "issuer-fetched";
            let can_fetch = report.certificates.iter().any(|known| !known.ca_issuers.is_empty());
            if is_fetched && (answer.client != "chrome" || !can_fetch) {
                wrong.push(format!("{} does not fetch", answer.client));
            }
            for id in &reason.certificates {
                if !report.certificates.iter().any(|known| known.id == *id) {
                    wrong.push(format!("{}: {id} is not listed", answer.client));
                }
            }
            if reason.check == "first-of-a-name" {
                let subjects: Vec<&str> = reason.certificates[1..]
                    .iter()
                    .filter_map(|id| report.certificates.iter().find(|known| known.id == *id))
                    .map(|known| known.subject.as_str())
                    .collect();
                if subjects.len() < 2 || subjects[0] != subjects[1] {
                    wrong.push(format!("{}: there is no other of that name: {subjects:?}", answer.client));
                }
            }
        }
    }
    wrong
}

/// Programs that a finding has no business to speak of by itself: what they do stands in their rows.
const CLIENTS: &[&str] = &[
    "OpenSSL",
    "Python",
    "Node",
    "curl",
    "Java ",
    "GnuTLS",
    "Chrome",
    "Firefox",
    "rustls",
    "browsers",
    "浏览器",
    "苹果",
    "Apple",
    "Windows",
];

/// Findings that speak of clients otherwise than by their rows, in either language.
fn claims_of_findings(report: &Report) -> Vec<String> {
    let mut wrong = Vec::new();
    for finding in &report.findings {
        let own = finding.message.split(" Refused for this by ").next().unwrap_or_default();
        let own = own.split("因此拒绝的有").next().unwrap_or_default();
        let of_the_paste =
            matches!(finding.place, Place::Input { .. } | Place::Anchors | Place::Request { .. });
        let named = CLIENTS.iter().find(|client| own.contains(*client));
        if let Some(named) = named.filter(|_| !of_the_paste && finding.code != "unexplained") {
            wrong.push(format!("{} speaks of {named}: {own}", finding.code));
        }
    }
    wrong
}

/// What contradicts something else in the report.
fn contradictions(report: &Report) -> Vec<String> {
    let mut wrong = Vec::new();
    let label =
        |id: &str| report.certificates.iter().find(|known| known.id == id).map(|known| known.label.as_str());
    for finding in &report.findings {
        if let Place::Certificate { certificate } = &finding.place {
            let sha256 =
                report.certificates.iter().find(|known| known.id == *certificate).map(|known| &known.sha256);
            let same = report.certificates.iter().filter(|known| Some(&known.sha256) == sha256);
            let ids: Vec<&String> = same.map(|known| &known.id).collect();
            let is_used =
                report.paths.iter().any(|path| path.certificates.iter().any(|id| ids.contains(&id)));
            if finding.code == "certificate-unused" && is_used {
                wrong.push(format!("{certificate} is unused, and on a path"));
            }
        }
        if finding.code == "issuer-not-found" && finding.severity == Severity::Error {
            let Place::Link { subject, .. } = &finding.place else { continue };
            let issuer =
                report.certificates.iter().find(|known| known.id == *subject).map(|known| &known.issuer);
            let there = report
                .certificates
                .iter()
                .find(|known| Some(&known.subject) == issuer && known.id != *subject);
            let is_told = ["differs only in its form", "leads back"]
                .iter()
                .any(|words| finding.message.contains(words));
            if let (Some(there), false) = (there, is_told) {
                wrong.push(format!("no certificate of the name of {}, and {} has it", subject, there.id));
            }
        }
        for fix in &finding.fixes {
            if fix.text.starts_with("Send the intermediate “") {
                // Two CAs may be called alike and have other names.
                let Place::Link { subject, .. } = &finding.place else { continue };
                let issuer =
                    report.certificates.iter().find(|known| known.id == *subject).map(|known| &known.issuer);
                let sent = report
                    .certificates
                    .iter()
                    .filter(|known| known.id.starts_with('c') && Some(&known.subject) == issuer);
                for known in sent {
                    if fix.text.contains(&format!("“{}”", known.label))
                        && label(&known.id).is_some_and(|label| label.len() > 3)
                    {
                        wrong.push(format!("{}: send {}, which is sent", finding.code, known.label));
                    }
                }
            }
        }
    }
    // Two bundles that a server is told to send are the same.
    let bundles: Vec<&String> = report
        .findings
        .iter()
        .flat_map(|finding| &finding.fixes)
        .filter(|fix| fix.who == Who::Server && fix.proved == Some(true))
        .filter_map(|fix| fix.bundle.as_ref())
        .collect();
    if bundles.windows(2).any(|pair| pair[0] != pair[1]) {
        wrong.push(String::from("two bundles are proved, and they differ"));
    }
    if report.verdict == Verdict::Trusted && report.agreement.refuse > 0 && report.remarks.is_empty() {
        wrong.push(format!("trusted without a word, and {} refuse", report.agreement.refuse));
    }
    wrong
}

/// A repair that is proved takes nothing from a client that has it.
fn repairs_that_lose(question: &Question, report: &Report) -> Vec<String> {
    let mut wrong = Vec::new();
    for (finding, fix) in
        report.findings.iter().flat_map(|finding| finding.fixes.iter().map(move |fix| (finding, fix)))
    {
        let (Some(true), Some(bundle)) = (fix.proved, &fix.bundle) else { continue };
        let pasted = Material(vec![Piece::Text(bundle.clone())]);
        let mended = match fix.who {
            Who::Server => Question { chain: pasted, ..question.clone() },
            Who::Client => Question {
                anchors: Anchors { pasted: Some(pasted), ..question.anchors.clone() },
                ..question.clone()
            },
            _ => continue,
        };
        let after = chainwhy::explain(&mended);
        for (before, after) in report.clients.iter().zip(&after.clients) {
            if before.accepts == Some(true) && after.accepts == Some(false) {
                wrong.push(format!("{}: {} refuses after “{}”", finding.code, before.client, fix.text));
            }
        }
    }
    wrong
}

/// Over all recorded chains, and a part of the random ones, in both languages.
#[test]
fn a_report_agrees_with_its_rows_and_with_itself() {
    let mut wrong = Vec::new();
    let mut asked = 0;
    for scenario in scenarios().into_iter().chain(random_chains(20)) {
        let report = ask(&scenario, "", "en");
        asked += 1;
        let chinese = ask(&scenario, "", "zh-CN");
        let found = [
            sentences_against_rows(&report),
            chinese_sentences_against_rows(&chinese),
            claims_of_findings(&report),
            claims_of_findings(&chinese),
            contradictions(&report),
            repairs_that_lose(&scenario.question, &report),
        ];
        wrong.extend(found.concat().into_iter().map(|what| format!("{}: {what}", scenario.id)));
    }
    let shown = wrong.iter().take(60).cloned().collect::<Vec<_>>().join("\n");
    assert!(wrong.is_empty(), "{} of {asked} reports:\n{shown}", wrong.len());
}
