//! Random certificate graphs, judged by our rules and by webpki: cross-certificates, loops, renewed keys, decoys that bear
//! the right name and another key, constraints, dates. By the default rules the two may differ where
//! `tests/exceptions.toml` says so and nowhere else.
//!
//! 300 graphs, or as many as `CHAINWHY_GRAPHS` says. A graph depends on its number alone, to the last octet: keys and
//! signatures are Ed25519's, which need no chance.
#![cfg(not(target_arch = "wasm32"))]

#[path = "common/differences.rs"]
mod differences;
#[path = "common/graph.rs"]
mod graph;
#[path = "common/random.rs"]
mod random;

use chainwhy::explain;
use chainwhy::question::{Anchors, At, Material, Piece, Question};
use chainwhy::report::Report;
use differences::Tally;
use graph::{Graph, HOST, Pool};
use random::Random;
use rcgen::{CertificateParams, date_time_ymd};

/// 2026-06-01T12:00:00Z.
const AT: f64 = 1_780_315_200.0;
fn dates(params: &mut CertificateParams, random: &mut Random, bad: usize) {
    (params.not_before, params.not_after) = if !random.percent(bad) {
        (date_time_ymd(2024, 1, 1), date_time_ymd(2034, 1, 1))
    } else if random.percent(70) {
        (date_time_ymd(2020, 1, 1), date_time_ymd(2026, 5, 31))
    } else {
        (date_time_ymd(2026, 6, 2), date_time_ymd(2034, 1, 1))
    };
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

#[test]
fn webpki_agrees_on_random_graphs() {
    let wanted: usize = std::env::var("CHAINWHY_GRAPHS").ok().map_or(300, |count| count.parse().unwrap());
    let threads = std::thread::available_parallelism().map_or(1, |count| count.get());
    let exceptions = differences::exceptions();
    let pool = Pool::new(dates);
    let mut tally = Tally::default();
    std::thread::scope(|scope| {
        let (pool, exceptions) = (&pool, &exceptions);
        let stretch = move |first: usize| {
            let mut tally = Tally::default();
            for number in (first..wanted).step_by(threads) {
                let graph = pool.graph(u64::try_from(number).unwrap());
                let shown = format!("{}# anchors\n{}", graph.chain.concat(), graph.anchors.concat());
                tally.count(&format!("graph {number}"), &ask(&graph), exceptions, &shown);
            }
            tally
        };
        let running: Vec<_> = (0..threads).map(|first| scope.spawn(move || stretch(first))).collect();
        for thread in running {
            tally.add(thread.join().unwrap());
        }
    });
    println!("{wanted} graphs: {tally}");
    tally.check();
    tally.check_all_happen(&exceptions, "graphs");
    // Where one side never happens, nothing is compared.
    assert!(tally.both_trust * 10 > wanted && tally.both_refuse * 10 > wanted);
}
