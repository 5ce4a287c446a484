//! Random certificate graphs, judged by our rules and by webpki: cross-certificates, loops, renewed keys, decoys that bear
//! the right name and another key, constraints, dates. By the default rules the two may differ where ARCHITECTURE.md says
//! so ("Where we differ from webpki, OpenSSL and Go, deliberately") and nowhere else.
//!
//! 300 graphs, or as many as `CHAINWHY_GRAPHS` says. A graph depends on its number alone, in all but the keys.
#![cfg(not(target_arch = "wasm32"))]

#[path = "common/random.rs"]
mod random;

use std::collections::BTreeMap;

use chainwhy::explain;
use chainwhy::question::{Anchors, At, Material, Piece, Question};
use chainwhy::report::{Place, Report, Verdict};
use random::Random;
use rcgen::{
    BasicConstraints, CertificateParams, CustomExtension, DnType, ExtendedKeyUsagePurpose, GeneralSubtree,
    IsCa, Issuer, KeyPair, KeyUsagePurpose, NameConstraints, date_time_ymd,
};

const HOST: &str = "www.example.com";
/// 2026-06-01T12:00:00Z.
const AT: f64 = 1_780_315_200.0;

/// Where we refuse what webpki accepts, and why. Those that speak of an anchor hold for anchors alone.
const STRICTER: &[(&str, Where, &str)] = &[
    (
        "anchor-expired",
        Where::Anchor,
        "OpenSSL and Go judge the anchor's dates; webpki knows its name and key only",
    ),
    (
        "path-length-exceeded",
        Where::Anywhere,
        "OpenSSL and Go count the anchor's pathLenConstraint; webpki does not see it",
    ),
    (
        "issuer-cannot-sign",
        Where::Anywhere,
        "OpenSSL and Go demand keyCertSign of every CA; webpki 0.103 of none",
    ),
    (
        "issuer-not-ca",
        Where::Anchor,
        "OpenSSL and Go refuse an anchor whose basicConstraints say that it is no CA",
    ),
    (
        "critical-extension-unknown",
        Where::Anchor,
        "OpenSSL and Go read the anchor's extensions; webpki does not",
    ),
    (
        "extended-key-usage-mismatch",
        Where::Anchor,
        "OpenSSL and Go hold the anchor to its purposes; webpki does not",
    ),
];

/// Which certificate has to bear the fault for the difference to be the one described.
#[derive(Clone, Copy, PartialEq)]
enum Where {
    Anchor,
    Anywhere,
}

/// Keys cost more to make than certificates to sign.
struct Pool(Vec<KeyPair>);

/// A CA in the graph: a name, and the keys that it has had.
struct Authority {
    name: String,
    keys: Vec<usize>,
}

struct Graph {
    chain: Vec<String>,
    anchors: Vec<String>,
}

fn ca(name: &str, random: &mut Random) -> CertificateParams {
    let mut params = CertificateParams::default();
    params.distinguished_name = Default::default();
    params.distinguished_name.push(DnType::CommonName, name);
    let path_len = if random.percent(15) {
        BasicConstraints::Constrained(u8::try_from(random.below(3)).unwrap())
    } else {
        BasicConstraints::Unconstrained
    };
    params.is_ca = if random.percent(3) { IsCa::ExplicitNoCa } else { IsCa::Ca(path_len) };
    params.key_usages = vec![KeyUsagePurpose::CrlSign];
    if !random.percent(4) {
        params.key_usages.push(KeyUsagePurpose::KeyCertSign);
    }
    if random.percent(6) {
        params.extended_key_usages = vec![if random.percent(50) {
            ExtendedKeyUsagePurpose::ServerAuth
        } else {
            ExtendedKeyUsagePurpose::ClientAuth
        }];
    }
    if random.percent(10) {
        let names = ["example.com", "example.org", "www.example.com", "com"];
        let subtree = vec![GeneralSubtree::DnsName((*random.pick(&names)).to_owned())];
        params.name_constraints = Some(if random.percent(60) {
            NameConstraints { permitted_subtrees: subtree, excluded_subtrees: Vec::new() }
        } else {
            NameConstraints { permitted_subtrees: Vec::new(), excluded_subtrees: subtree }
        });
    }
    if random.percent(2) {
        params.custom_extensions = vec![unknown_critical()];
    }
    dates(&mut params, random, 8);
    params.use_authority_key_identifier_extension = !random.percent(20);
    params
}

fn unknown_critical() -> CustomExtension {
    let mut unknown = CustomExtension::from_oid_content(&[1, 3, 6, 1, 4, 1, 99999, 1], vec![5, 0]);
    unknown.set_criticality(true);
    unknown
}

fn leaf(random: &mut Random) -> CertificateParams {
    let name = if random.percent(95) { HOST } else { "mail.example.com" };
    let mut params = CertificateParams::new([name.to_owned()]).unwrap();
    params.distinguished_name = Default::default();
    params.distinguished_name.push(DnType::CommonName, HOST);
    params.is_ca =
        if random.percent(97) { IsCa::ExplicitNoCa } else { IsCa::Ca(BasicConstraints::Unconstrained) };
    params.key_usages = vec![KeyUsagePurpose::DigitalSignature];
    params.extended_key_usages = match random.below(20) {
        0 => vec![ExtendedKeyUsagePurpose::ClientAuth],
        1 => Vec::new(),
        2 => vec![ExtendedKeyUsagePurpose::Any],
        _ => vec![ExtendedKeyUsagePurpose::ServerAuth],
    };
    dates(&mut params, random, 3);
    params.use_authority_key_identifier_extension = true;
    params
}

fn dates(params: &mut CertificateParams, random: &mut Random, bad: usize) {
    (params.not_before, params.not_after) = if !random.percent(bad) {
        (date_time_ymd(2024, 1, 1), date_time_ymd(2034, 1, 1))
    } else if random.percent(70) {
        (date_time_ymd(2020, 1, 1), date_time_ymd(2026, 5, 31))
    } else {
        (date_time_ymd(2026, 6, 2), date_time_ymd(2034, 1, 1))
    };
}

/// A certificate for this subject, in PEM, signed under this name with this key: where the issuer never had it, a decoy.
fn issue(params: &CertificateParams, subject: &KeyPair, issuer: &str, signer: &KeyPair) -> String {
    let mut issued_by = CertificateParams::default();
    issued_by.distinguished_name = Default::default();
    issued_by.distinguished_name.push(DnType::CommonName, issuer);
    issued_by.key_usages = vec![KeyUsagePurpose::KeyCertSign];
    params.signed_by(subject, &Issuer::from_params(&issued_by, signer)).unwrap().pem()
}

impl Pool {
    fn new() -> Self {
        Self((0..12).map(|_| KeyPair::generate().unwrap()).collect())
    }

    fn graph(&self, seed: u64) -> Graph {
        let mut random = Random::new(seed);
        let keys = &self.0;
        let authorities: Vec<Authority> = (0..3 + random.below(5))
            .map(|number| {
                let mut own = vec![random.below(keys.len())];
                if random.percent(25) {
                    own.push(random.below(keys.len()));
                }
                // Two authorities of one name: a CA that was created again.
                let number = if random.percent(8) { 0 } else { number };
                Authority { name: format!("CA {number}"), keys: own }
            })
            .collect();
        // Signed by the issuer, and now and then by somebody who only bears its name.
        let signed = |params: &CertificateParams, key: usize, issuer: &Authority, random: &mut Random| {
            let honest = *random.pick(&issuer.keys);
            let signer = if random.percent(8) { random.below(keys.len()) } else { honest };
            issue(params, &keys[key], &issuer.name, &keys[signer])
        };
        let mut chain = vec![signed(&leaf(&mut random), 0, &authorities[0], &mut random)];
        let mut others = Vec::new();
        // A way up from the end entity, cross-certificates and loops beside it.
        for pair in authorities.windows(2) {
            let key = pair[0].keys[0];
            others.push(signed(&ca(&pair[0].name, &mut random), key, &pair[1], &mut random));
        }
        for _ in 0..random.below(6) {
            let (subject, issuer) = (random.pick(&authorities), random.pick(&authorities));
            let key = *random.pick(&subject.keys);
            others.push(signed(&ca(&subject.name, &mut random), key, issuer, &mut random));
        }
        if random.percent(20) {
            others.remove(random.below(others.len()));
        }
        random.shuffle(&mut others);
        chain.append(&mut others);
        let mut anchors = Vec::new();
        for number in 0..1 + random.below(3) {
            let from_top = if number == 0 { 0 } else { random.below(authorities.len()) };
            let anchor = &authorities[authorities.len() - 1 - from_top];
            let key = *random.pick(&anchor.keys);
            let mut params = ca(&anchor.name, &mut random);
            match random.below(25) {
                0 => params.is_ca = IsCa::ExplicitNoCa,
                1 => params.extended_key_usages = vec![ExtendedKeyUsagePurpose::ClientAuth],
                2 => params.custom_extensions = vec![unknown_critical()],
                _ => {}
            }
            anchors.push(issue(&params, &keys[key], &anchor.name, &keys[key]));
        }
        Graph { chain, anchors }
    }
}

fn ask(graph: &Graph) -> Report {
    let text = |certificates: &[String]| Material(vec![Piece::Text(certificates.concat())]);
    explain(&Question {
        chain: text(&graph.chain),
        anchors: Anchors { mozilla: false, pasted: Some(text(&graph.anchors)) },
        server_name: Some(HOST.to_owned()),
        at: At::Seconds(AT),
        ..Question::default()
    })
}

/// The differences that explain why we refuse what webpki accepts: a fault of the path that webpki took, which is an
/// error where that path is the best and a note where it is not.
fn explanations(report: &Report) -> Vec<&'static str> {
    let at_anchor = |place: &Place| match place {
        Place::Certificate { certificate } => certificate.starts_with('a'),
        Place::Link { issuer, .. } => issuer.as_deref().is_some_and(|issuer| issuer.starts_with('a')),
        _ => false,
    };
    let told = |code: &str, at: Where| {
        let here = |place: &Place| at == Where::Anywhere || at_anchor(place);
        report.findings.iter().any(|finding| finding.code == code && here(&finding.place))
    };
    STRICTER.iter().filter(|(code, at, _)| told(code, *at)).map(|(code, ..)| *code).collect()
}

/// How the two judged a stretch of graphs.
#[derive(Default)]
struct Tally {
    trusted: usize,
    refused: usize,
    stricter: BTreeMap<&'static str, usize>,
    unexplained: Vec<String>,
}

impl Tally {
    fn count(&mut self, number: u64, graph: &Graph, report: &Report) {
        let fails = report.findings.iter().any(|finding| finding.code == "unexplained");
        let explanations = explanations(report);
        match (report.verdict == Verdict::Trusted, report.reference.accepted) {
            (true, Some(true)) => self.trusted += 1,
            (false, Some(false)) if !fails => self.refused += 1,
            (false, Some(true)) if !explanations.is_empty() => {
                for code in explanations {
                    *self.stricter.entry(code).or_default() += 1;
                }
            }
            _ => self.unexplained.push(told(number, graph, report)),
        }
    }

    fn add(&mut self, other: Self) {
        self.trusted += other.trusted;
        self.refused += other.refused;
        for (code, count) in other.stricter {
            *self.stricter.entry(code).or_default() += count;
        }
        self.unexplained.extend(other.unexplained);
    }
}

fn told(number: u64, graph: &Graph, report: &Report) -> String {
    let findings: Vec<String> = report
        .findings
        .iter()
        .map(|finding| format!("{:?} {} {:?}", finding.severity, finding.code, finding.place))
        .collect();
    format!(
        "graph {number}: we say {:?}, webpki {:?}\n{}\n{}# anchors\n{}",
        report.verdict,
        report.reference,
        findings.join("\n"),
        graph.chain.concat(),
        graph.anchors.concat(),
    )
}

#[test]
fn webpki_agrees_on_random_graphs() {
    let wanted = std::env::var("CHAINWHY_GRAPHS").ok().map_or(300, |count| count.parse().unwrap());
    let threads = std::thread::available_parallelism().map_or(1, |count| count.get());
    let pool = Pool::new();
    let mut tally = Tally::default();
    std::thread::scope(|scope| {
        let pool = &pool;
        let stretch = move |first: usize| {
            let mut tally = Tally::default();
            for number in (first..wanted).step_by(threads) {
                let number = u64::try_from(number).unwrap();
                let graph = pool.graph(number);
                tally.count(number, &graph, &ask(&graph));
            }
            tally
        };
        let running: Vec<_> = (0..threads).map(|first| scope.spawn(move || stretch(first))).collect();
        for thread in running {
            tally.add(thread.join().unwrap());
        }
    });
    let Tally { trusted, refused, stricter, unexplained } = tally;
    eprintln!(
        "{wanted} graphs: both trust {trusted}, both refuse {refused}, we are stricter in {stricter:?}, unexplained {}",
        unexplained.len()
    );
    assert!(
        unexplained.is_empty(),
        "{}",
        unexplained.iter().take(3).cloned().collect::<Vec<_>>().join("\n\n")
    );
    // Where one side never happens, nothing is compared.
    assert!(trusted * 10 > wanted && refused * 10 > wanted);
    let idle: Vec<&str> =
        STRICTER.iter().map(|(code, ..)| *code).filter(|code| !stricter.contains_key(code)).collect();
    assert!(wanted < 300 || idle.is_empty(), "{idle:?} no longer differ: strike them out");
}
