//! The outlook: when the answer changes, and that it does so there and nowhere else.
#![cfg(not(target_arch = "wasm32"))]

#[path = "common/graph.rs"]
mod graph;
#[path = "common/random.rs"]
mod random;

use std::collections::BTreeMap;

use chainwhy::explain;
use chainwhy::question::{Anchors, At, Material, Piece, Question};
use chainwhy::report::{Report, Verdict};
use graph::{Graph, HOST, Pool};
use random::Random;
use rcgen::{
    CertificateParams, CertificateRevocationListParams, DnType, Issuer, KeyIdMethod, KeyUsagePurpose,
    RevokedCertParams, SerialNumber, date_time_ymd,
};
use time::{Duration, OffsetDateTime};

/// 2026-06-01T12:00:00Z.
const AT: i64 = 1_780_315_200;
const DAY: i64 = 86_400;

/// Some day, and some second of it, within four years around the time of the question.
fn moment(random: &mut Random, from: i64, to: i64) -> OffsetDateTime {
    let days = usize::try_from((to - from) / DAY).unwrap();
    let second = i64::try_from(random.below(86_400)).unwrap();
    let day = i64::try_from(random.below(days)).unwrap();
    OffsetDateTime::from_unix_timestamp(from + day * DAY + second).unwrap()
}

/// Validity periods that begin and end around the time of the question, some together.
fn dates(params: &mut CertificateParams, random: &mut Random, bad: usize) {
    if random.percent(10 + bad) {
        (params.not_before, params.not_after) = (date_time_ymd(2026, 1, 1), date_time_ymd(2027, 1, 1));
        return;
    }
    params.not_before = moment(random, AT - 700 * DAY, AT + 60 * DAY);
    params.not_after = params.not_before + Duration::days(i64::try_from(100 + random.below(1400)).unwrap());
}

/// A CRL of one of the CAs, which may list something.
fn crl(pool: &Pool, graph: &Graph, random: &mut Random) -> String {
    let (name, key) = random.pick(&graph.authorities).clone();
    let mut issuer = CertificateParams::default();
    issuer.distinguished_name = Default::default();
    issuer.distinguished_name.push(DnType::CommonName, name);
    issuer.key_usages = vec![KeyUsagePurpose::CrlSign];
    let this_update = moment(random, AT - 200 * DAY, AT + 100 * DAY);
    let entry = RevokedCertParams {
        serial_number: SerialNumber::from(vec![1, 2, 3, 4]),
        revocation_time: moment(random, AT - 300 * DAY, AT + 100 * DAY),
        reason_code: None,
        invalidity_date: None,
    };
    let list = CertificateRevocationListParams {
        this_update,
        next_update: this_update + Duration::days(i64::try_from(5 + random.below(300)).unwrap()),
        crl_number: SerialNumber::from(7),
        issuing_distribution_point: None,
        revoked_certs: vec![entry],
        key_identifier_method: KeyIdMethod::Sha256,
    };
    list.signed_by(&Issuer::from_params(&issuer, &pool.keys[key])).unwrap().pem().unwrap()
}

fn question(chain: &[String], anchors: &[String], crls: &[String]) -> Question {
    let text = |pieces: &[String]| Material(vec![Piece::Text(pieces.concat())]);
    Question {
        chain: text(chain),
        anchors: Anchors { mozilla: false, pasted: Some(text(anchors)) },
        crls: if crls.is_empty() { Material::default() } else { text(crls) },
        server_name: Some(HOST.to_owned()),
        outlook: true,
        ..Question::default()
    }
}

/// Who accepts, and the verdict.
#[derive(Clone, Debug, PartialEq)]
struct Answer {
    verdict: Verdict,
    clients: BTreeMap<&'static str, Option<bool>>,
}

impl Answer {
    fn of(report: &Report) -> Self {
        let clients = report.clients.iter().map(|answer| (answer.client, answer.accepts)).collect();
        Self { verdict: report.verdict, clients }
    }
}

fn ask(question: &Question, at: i64, outlook: bool) -> Report {
    let at = At::Seconds(at.to_string().parse().unwrap());
    explain(&Question { at, outlook, ..question.clone() })
}

fn seconds(moment: &str) -> i64 {
    let format = time::format_description::well_known::Rfc3339;
    OffsetDateTime::parse(moment, &format).unwrap().unix_timestamp()
}

/// What the outlook says the answer is at each of its moments, and right before; the answer at the time of the question between.
fn check(name: &str, question: &Question, now: i64, random: &mut Random) -> (usize, usize) {
    let report = ask(question, now, true);
    let present = Answer::of(&report);
    assert!(report.left_out.iter().all(|left| left.what != "outlook"), "{name}: not all was asked");
    let changes: Vec<_> = report.outlook.iter().map(|change| (seconds(&change.at), change)).collect();
    assert!(changes.windows(2).all(|pair| pair[0].0 < pair[1].0), "{name}: not in order");
    for (at, change) in &changes {
        assert!(!change.because.is_empty(), "{name}: {at} for no reason");
        let before = Answer::of(&ask(question, at - 1, false));
        let after = Answer::of(&ask(question, *at, false));
        assert_ne!(before, after, "{name}: nothing changes at {}", change.at);
        assert_eq!(
            Answer::of(&ask(question, at + 1, false)),
            after,
            "{name}: {} is not the moment",
            change.at
        );
        assert_eq!(after.verdict, change.verdict, "{name}: {}", change.at);
        let differing: BTreeMap<_, _> =
            after.clients.into_iter().filter(|(client, answer)| before.clients[client] != *answer).collect();
        let told: BTreeMap<_, _> =
            change.clients.iter().map(|change| (change.client, change.accepts)).collect();
        assert_eq!(differing, told, "{name}: {}", change.at);
    }
    // Between the moments, from the first of them or the present on, the answer is the one that was said last.
    let first = changes.first().map_or(now, |(at, _)| *at).min(now);
    for _ in 0..4 {
        let span = usize::try_from(now + 2500 * DAY - first).unwrap();
        let at = first + i64::try_from(random.below(span)).unwrap();
        let mut expected = present.clone();
        let later = changes.iter().filter(|(moment, _)| *moment > now && *moment <= at);
        for (_, change) in later {
            expected.verdict = change.verdict;
            expected.clients.extend(change.clients.iter().map(|change| (change.client, change.accepts)));
        }
        let asked = Answer::of(&ask(question, at, false));
        if at >= now {
            assert_eq!(asked, expected, "{name}: at {at}, which is no stated moment");
        } else {
            let last = changes.iter().rev().find(|(moment, _)| *moment <= at);
            assert_eq!(asked.verdict, last.unwrap().1.verdict, "{name}: at {at}, before the question");
        }
    }
    let past = changes.iter().filter(|(at, _)| *at <= now).count();
    (past, changes.len() - past)
}

/// The same of OCSP responses: some clients have dates of their own for what is stapled.
#[test]
fn every_change_of_a_response_is_stated() {
    let mut text = Vec::new();
    lzma_rs::xz_decompress(&mut &include_bytes!("ocsp/stapled.json.xz")[..], &mut text).unwrap();
    let recorded: serde_json::Value = serde_json::from_slice(&text).unwrap();
    let now = seconds(recorded["at"].as_str().unwrap());
    let (mut past, mut ahead) = (0, 0);
    for (number, case) in recorded["cases"].as_array().unwrap().iter().enumerate() {
        let pieces =
            |value: &serde_json::Value| value.as_str().map(str::to_owned).into_iter().collect::<Vec<_>>();
        let mut asked = question(&pieces(&case["chain"]), &pieces(&recorded["anchors"]), &[]);
        asked.ocsp = Material(pieces(&case["ocsp"]).into_iter().map(Piece::Text).collect());
        asked.server_name = Some(String::from("localhost"));
        let mut random = Random::new(u64::try_from(number).unwrap());
        let (before, after) = check(case["title"].as_str().unwrap(), &asked, now, &mut random);
        past += before;
        ahead += after;
    }
    println!("{past} changes before, {ahead} after");
    assert!(past > 10 && ahead > 60, "too little happens: {past} before, {ahead} after");
}

#[test]
fn every_change_is_stated_and_nothing_else_changes() {
    let wanted: usize = std::env::var("CHAINWHY_GRAPHS").ok().map_or(40, |count| count.parse().unwrap());
    let pool = Pool::new(dates);
    let (mut past, mut ahead) = (0, 0);
    for number in 0..wanted {
        let seed = u64::try_from(number).unwrap();
        let graph = pool.graph(seed);
        let mut random = Random::new(seed + 1_000_000);
        let lists: Vec<String> =
            if random.percent(40) { vec![crl(&pool, &graph, &mut random)] } else { Vec::new() };
        let mut asked = question(&graph.chain, &graph.anchors, &lists);
        asked.rules = random.percent(20).then(|| String::from("rfc5280"));
        let (before, after) = check(&format!("graph {number}"), &asked, AT, &mut random);
        past += before;
        ahead += after;
    }
    println!("{wanted} graphs: {past} changes before the question, {ahead} after it");
    assert!(past > 0 && ahead > wanted / 2, "too little happens: {past} before, {ahead} after");
}
