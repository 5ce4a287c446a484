//! Files, questions by the line, and the forms that other programs read.
#![allow(missing_docs, reason = "a test")]

mod support;

use std::io::Write;
use std::process::Stdio;

use serde_json::Value;
use support::{AT, Authority, Folder, Ran, program, run};

struct World {
    folder: Folder,
    whole: String,
    short: String,
    root: String,
}

fn world(name: &str) -> World {
    let root = Authority::root("Acme Root CA");
    let intermediate = root.intermediate("Acme TLS CA");
    let server = intermediate.server(&["www.example.com"]);
    let folder = Folder::new(name);
    let whole = folder.write("whole.pem", format!("{}{}", server.pem, intermediate.pem));
    let short = folder.write("short.pem", &server.pem);
    let root = folder.write("root.pem", &root.pem);
    World { folder, whole, short, root }
}

impl World {
    fn judge(&self, file: &str, more: &[&str]) -> Ran {
        let mut arguments = vec![file, "--anchors", &self.root, "--host", "www.example.com", "--at", AT];
        arguments.extend(more);
        run(&arguments)
    }
}

#[test]
fn the_exit_status_is_the_answer() {
    let world = world("status");
    let noise = world.folder.write("noise.txt", "no certificate\n");
    for (file, more, status) in [
        (&world.whole, &[][..], 0),
        (&world.short, &[], 1),
        (&noise, &[], 2),
        (&world.whole, &["--purpose", "nonsense"], 2),
        (&world.whole, &["--rules", "mine"], 2),
        (&world.whole, &["--require-client", "curl,go"], 0),
        (&world.whole, &["--fail-on", "client:go"], 0),
        (&world.whole, &["--fail-on", "nonsense"], 2),
        (&world.whole, &["--require-client", "netscape"], 2),
        (&world.whole, &["--warn-days", "30"], 0),
        (&world.whole, &["--warn-days", "300"], 1),
    ] {
        let ran = world.judge(file, more);
        assert_eq!(ran.status, status, "{file} {more:?}: {}{}", ran.out, ran.err);
    }
    let quiet = world.judge(&world.short, &["--quiet"]);
    assert_eq!((quiet.status, quiet.out.as_str(), quiet.err.as_str()), (1, "", ""));
    let missing = run(&["/nonexistent/file.pem"]);
    assert!(missing.status == 2 && missing.err.contains("No such file"), "{}", missing.err);
    assert_eq!(run(&["--nonsense"]).status, 2);
    assert_eq!(run(&["--help"]).status, 0);
    assert_eq!(run(&["--explain", "issuer-not-found"]).status, 0);
    assert_eq!(run(&["--explain", "issuer-not-fond"]).status, 2);
}

#[test]
fn each_file_and_each_host_gets_an_answer_of_its_own() {
    let world = world("each");
    let ran = run(&[&world.whole, &world.short, "--each", "--anchors", &world.root, "--at", AT, "--json"]);
    let answers: Value = serde_json::from_str(&ran.out).unwrap();
    let verdicts: Vec<&str> =
        answers.as_array().unwrap().iter().map(|one| one["report"]["verdict"].as_str().unwrap()).collect();
    assert_eq!((ran.status, verdicts), (1, vec!["trusted", "untrusted"]));
    let ran = world.judge(&world.whole, &["--host", "other.example", "--json"]);
    let answers: Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!((ran.status, answers.as_array().unwrap().len()), (1, 2));
}

#[test]
fn a_full_disk_is_one_line_and_a_closed_pipe_none() {
    let world = world("pipes");
    if std::path::Path::new("/dev/full").exists() {
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let mut command = program();
        let child = command
            .args([&world.short, "--anchors", &world.root, "--at", AT])
            .stdout(full)
            .stderr(Stdio::piped());
        let ran = Ran::of(child.spawn().unwrap().wait_with_output().unwrap());
        assert_eq!((ran.status, ran.err.lines().count()), (3, 1), "{}", ran.err);
        let full = std::fs::OpenOptions::new().write(true).open("/dev/full").unwrap();
        let child = program().arg("--help").stdout(full).stderr(Stdio::piped()).spawn().unwrap();
        let ran = Ran::of(child.wait_with_output().unwrap());
        assert_eq!((ran.status, ran.err.lines().count()), (3, 1), "{}", ran.err);
    }
    let mut child = program()
        .args([&world.short, "--full", "--anchors", &world.root, "--at", AT])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let ran = Ran::of(child.wait_with_output().unwrap());
    assert_eq!((ran.status, ran.err.as_str()), (1, ""));
}

#[test]
fn questions_by_the_line_are_answered_in_order_with_their_ids() {
    let world = world("ndjson");
    let chains = [&world.whole, &world.short].map(|file| std::fs::read_to_string(file).unwrap());
    let mut lines = String::new();
    for index in 0..200 {
        let question =
            serde_json::json!({ "id": index, "chain": chains[index % 2], "serverName": "www.example.com" });
        lines.push_str(&format!("{question}\n"));
        if index == 100 {
            lines.push_str("this is no question\n\n");
        }
    }
    let mut child = program()
        .args(["--ndjson", "--jobs", "4", "--anchors", &world.root, "--at", AT])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut input = child.stdin.take().unwrap();
    let writer = std::thread::spawn(move || input.write_all(lines.as_bytes()));
    let ran = Ran::of(child.wait_with_output().unwrap());
    writer.join().unwrap().unwrap();
    assert_eq!(ran.status, 2, "{}", ran.err);
    let reports: Vec<Value> = ran.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(reports.len(), 201);
    let bad: Vec<&Value> = reports.iter().filter(|report| report.get("id").is_none()).collect();
    assert_eq!((bad.len(), &bad[0]["line"]), (1, &Value::from(102)));
    let ids: Vec<u64> = reports.iter().filter_map(|report| report["id"].as_u64()).collect();
    assert_eq!(ids, (0..200).collect::<Vec<u64>>());
    for report in reports.iter().filter(|report| report.get("id").is_some()) {
        let wanted = if report["id"].as_u64().unwrap() % 2 == 0 { "trusted" } else { "untrusted" };
        assert_eq!(report["verdict"], wanted);
    }
}

#[test]
fn the_corrected_bundle_is_written_where_there_is_one() {
    let world = world("fix");
    let text = std::fs::read_to_string(&world.whole).unwrap();
    let blocks: Vec<&str> = text.split_inclusive("-----END CERTIFICATE-----\n").collect();
    let reversed = world.folder.write("reversed.pem", format!("{}{}", blocks[1], blocks[0]));
    let fixed = world.folder.path("fixed.pem");
    let ran = world.judge(&reversed, &["--fix", fixed.to_str().unwrap()]);
    assert!(fixed.exists(), "{}{}", ran.out, ran.err);
    assert_eq!(world.judge(fixed.to_str().unwrap(), &[]).status, 0);
    let ran = world.judge(&world.short, &["--fix", fixed.to_str().unwrap()]);
    assert!(ran.status == 2 && ran.err.contains("no bundle"), "{}", ran.err);
}

/// Each form as a reader of that form reads it, over every kind of answer: what is refused there is no SARIF, JUnit or Prometheus.
#[test]
fn the_readers_of_other_programs_take_every_answer() {
    let world = world("readers");
    let odd = world
        .folder
        .write("odd <&'>\u{1}.pem", "-----BEGIN CERTIFICATE-----\nMII*\n-----END CERTIFICATE-----\n");
    let noise = world.folder.write("noise.txt", "no certificate\n");
    let files = [&world.whole, &world.short, &odd, &noise, &world.root];
    for file in files {
        let sarif = world.judge(file, &["--format", "sarif"]).out;
        let read: serde_sarif::sarif::Sarif = serde_json::from_str(&sarif).unwrap();
        let run = &read.runs[0];
        let rules = run.tool.driver.rules.as_ref().unwrap();
        for result in run.results.as_ref().unwrap() {
            let index = usize::try_from(result.rule_index.unwrap()).unwrap();
            assert_eq!(Some(&rules[index].id), result.rule_id.as_ref());
        }
        // Nothing in it that the schema does not know: what was read is what was written.
        let again: Value = serde_json::to_value(&read).unwrap();
        let told: Value = serde_json::from_str(&sarif).unwrap();
        assert_eq!(again["runs"][0]["results"], told["runs"][0]["results"], "{file}");
        assert_eq!(again["runs"][0]["tool"], told["runs"][0]["tool"], "{file}");

        let junit = world.judge(file, &["--format", "junit"]);
        let read = junit_parser::from_reader(junit.out.as_bytes()).unwrap();
        let suite = &read.suites[0];
        let failed = suite.cases.iter().filter(|case| case.status.is_failure()).count();
        assert_eq!(read.failures, u64::try_from(failed).unwrap(), "{file}");
        assert_eq!(read.tests, u64::try_from(suite.cases.len()).unwrap(), "{file}");
        assert_eq!(failed > 0, junit.status != 0, "{file}: {}", junit.out);

        let watched = support::run(&["watch", file, "--anchors", &world.root, "--at", AT]).out;
        let lines = watched.lines().map(|line| Ok(line.to_owned()));
        let read = prometheus_parse::Scrape::parse(lines).unwrap();
        let trusted: Vec<_> =
            read.samples.iter().filter(|sample| sample.metric == "chainwhy_trusted").collect();
        assert_eq!(trusted.len(), 1, "{watched}");
        assert_eq!(trusted[0].labels.get("target"), Some(file.as_str()));
        let wanted = if file == &world.whole { 1.0 } else { 0.0 };
        assert_eq!(trusted[0].value, prometheus_parse::Value::Gauge(wanted));
        // One line a sample: none was passed over as no Prometheus.
        let samples = watched.lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!(read.samples.len(), samples, "{watched}");
    }
}

#[test]
fn the_programs_own_lines_are_in_the_language_of_the_question() {
    let world = world("language");
    for (arguments, wanted) in [
        (&["/nonexistent.pem", "--lang", "zh-CN"][..], "无法读取 /nonexistent.pem：不存在"),
        (&["--explain", "nonsense", "--language", "zh"], "没有代码 \"nonsense\""),
        (&["connect", "127.0.0.1:1", "--lang=zh"], "无法连接到 127.0.0.1:1"),
        (&["doctor", "--add", &world.short, "--root", "/nonexistent", "--lang", "zh"], "里没有 CA 证书"),
        (&["doctor", "--undo", "--root", "/nonexistent", "--lang", "zh"], "没有可以撤销的改动"),
        (
            &[&world.short, "--require-client", "netscape", "--anchors", &world.root, "--lang", "zh"],
            "没有客户端",
        ),
    ] {
        let ran = run(arguments);
        assert!(ran.status == 2 && ran.err.contains(wanted), "{arguments:?}: {}{}", ran.out, ran.err);
        let letters = ran.err.replace("chainwhy", "");
        let is_word = |word: &str| word.len() > 3 && word.bytes().all(|byte| byte.is_ascii_lowercase());
        let english: Vec<&str> = letters.split(' ').filter(|word| is_word(word)).collect();
        assert!(english.is_empty(), "{arguments:?}: {english:?} in {}", ran.err);
    }
}

#[test]
fn what_a_responder_said_is_heard() {
    let revoked = std::path::Path::new(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../tests/cases/certificate-revoked/so-says-an-ocsp-response"
    ));
    let (chain, anchors, ocsp) =
        (revoked.join("chain.pem"), revoked.join("anchors.pem"), revoked.join("ocsp.pem"));
    let at = ["--at", "2026-06-01T12:00:00Z"];
    let asked = |more: &[&str]| {
        let mut arguments = vec![chain.to_str().unwrap(), "--anchors", anchors.to_str().unwrap()];
        arguments.extend(at);
        arguments.extend(more);
        run(&arguments)
    };
    assert_eq!(asked(&[]).status, 0);
    let heard = asked(&["--ocsp", ocsp.to_str().unwrap(), "--json"]);
    let report: Value = serde_json::from_str(&heard.out).unwrap();
    assert_eq!((heard.status, report["findings"][0]["code"].as_str()), (1, Some("certificate-revoked")));
}

#[test]
fn promises_of_logs_are_checked_by_the_list_that_is_given() {
    let case = std::path::Path::new(concat!(
        env!("CARGO_MANIFEST_DIR"),
        "/../tests/cases/ct-policy-not-met/in-the-handshake"
    ));
    let file = |name: &str| case.join(name).to_str().unwrap().to_owned();
    let (chain, anchors, logs, scts) =
        (file("chain.pem"), file("anchors.pem"), file("logs.json"), file("scts.bin"));
    let asked = |more: &[&str]| -> Value {
        let mut arguments = vec![
            chain.as_str(),
            "--anchors",
            &anchors,
            "--at",
            "2026-06-01T12:00:00Z",
            "--json",
            "--ct-logs",
            &logs,
        ];
        arguments.extend(more);
        serde_json::from_str(&run(&arguments).out).unwrap()
    };
    let told = |report: &Value| {
        let mut findings = report["findings"].as_array().unwrap().iter();
        findings.any(|finding| finding["code"] == "ct-policy-not-met")
    };
    assert!(told(&asked(&[])), "nothing came with the handshake, as far as is known");
    let report = asked(&["--scts", &scts]);
    assert!(!told(&report));
    assert_eq!(report["scts"][0]["signed"], true);
}

#[test]
fn other_programs_can_read_the_answer() {
    let world = world("formats");
    let sarif: Value = serde_json::from_str(&world.judge(&world.short, &["--format", "sarif"]).out).unwrap();
    let run = &sarif["runs"][0];
    let result = &run["results"][0];
    assert_eq!(
        (sarif["version"].as_str(), result["ruleId"].as_str()),
        (Some("2.1.0"), Some("issuer-not-found"))
    );
    let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
    assert_eq!(run["tool"]["driver"]["rules"][index]["id"], result["ruleId"]);
    let location = &result["locations"][0]["physicalLocation"];
    assert!(location["artifactLocation"]["uri"].as_str().unwrap().ends_with("/short.pem"), "{location}");
    assert_eq!(location["region"]["startLine"], 1);

    let github = world.judge(&world.short, &["--format", "github"]).out;
    assert!(github.starts_with("::error title=issuer-not-found%3A "), "{github}");
    let junit = world.judge(&world.short, &["--format", "junit"]).out;
    assert!(junit.contains("<testsuites tests=\"2\" failures=\"2\""), "{junit}");
    let markdown = world.judge(&world.short, &["--format", "markdown"]).out;
    assert!(
        markdown.contains("**error** `issuer-not-found`") && markdown.lines().count() <= 40,
        "{markdown}"
    );

    let watched = support::run(&["watch", &world.whole, &world.short, "--anchors", &world.root, "--at", AT]);
    assert_eq!(watched.status, 1);
    for line in watched.out.lines().filter(|line| !line.starts_with('#')) {
        let (name, value) = line.rsplit_once(' ').unwrap();
        assert!(value.parse::<f64>().is_ok() && name.ends_with('}') && name.contains("target=\""), "{line}");
    }
    assert!(
        watched.out.contains("} 1\n") && watched.out.contains("chainwhy_not_after_seconds"),
        "{}",
        watched.out
    );
}
