//! Worst cases: what is made to take long, to take much memory or to fill a report. No clock is looked at: work is counted in steps of
//! the budget and in octets that are allocated, and twice the input must take no more than 2.2 times as much.
//!
//! A case is a kind and a size.
#![cfg(not(target_arch = "wasm32"))]

#[path = "common/sketch.rs"]
mod sketch;

use std::alloc::{GlobalAlloc, Layout, System};
use std::sync::atomic::{AtomicUsize, Ordering::Relaxed};
use std::sync::{Mutex, MutexGuard, PoisonError};

use chainwhy::question::{Anchors, At, Material, Piece, Question};
use chainwhy::report::Verdict;
use sketch::*;

/// Counts what is allocated: all of it, and the most at one time.
struct Counting;

static LIVE: AtomicUsize = AtomicUsize::new(0);
static MOST: AtomicUsize = AtomicUsize::new(0);
static ALL: AtomicUsize = AtomicUsize::new(0);

fn more(octets: usize) {
    ALL.fetch_add(octets, Relaxed);
    MOST.fetch_max(LIVE.fetch_add(octets, Relaxed) + octets, Relaxed);
}

#[expect(unsafe_code, reason = "an allocator is unsafe by its nature; this one counts and hands on")]
// SAFETY: every call goes to the system's allocator as it is.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        more(layout.size());
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, pointer: *mut u8, layout: Layout) {
        LIVE.fetch_sub(layout.size(), Relaxed);
        unsafe { System.dealloc(pointer, layout) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// One test at a time: the counters are of the whole program, and count the making of questions too.
static ALONE: Mutex<()> = Mutex::new(());

fn alone() -> MutexGuard<'static, ()> {
    ALONE.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What a question took.
#[derive(Debug)]
struct Cost {
    steps: usize,
    octets: usize,
    peak: usize,
    json: usize,
    verdict: Verdict,
}

fn ask(question: &Question) -> Cost {
    let (live, all) = (LIVE.load(Relaxed), ALL.load(Relaxed));
    MOST.store(live, Relaxed);
    let (report, steps) = chainwhy::explain_and_count(question);
    let (peak, octets) = (MOST.load(Relaxed) - live, ALL.load(Relaxed) - all);
    let json = serde_json::to_string(&report).unwrap().len();
    Cost { steps, octets, peak, json, verdict: report.verdict }
}

fn question(chain: Vec<Vec<u8>>) -> Question {
    Question {
        chain: Material(chain.into_iter().map(Piece::Bytes).collect()),
        anchors: Anchors {
            mozilla: false,
            pasted: Some(Material(vec![Piece::Bytes(authority("Root", "Root", 9, vec![]))])),
        },
        server_name: Some("www.example.com".into()),
        at: At::Seconds(1.76e9),
        ..Question::default()
    }
}

fn typed(text: String) -> Question {
    Question { chain: Material(vec![Piece::Text(text)]), ..question(vec![]) }
}

/// CAs of `names` names, each certified by each other one.
fn mesh(names: usize, keys: usize) -> Question {
    let mut chain = vec![Sketch { issuer: name("CA 0"), ..Sketch::default() }.der()];
    for subject in 0..names {
        for issuer in (0..names).filter(|issuer| *issuer != subject) {
            for key in 0..keys {
                let number = 100 + subject * keys + key;
                chain.push(authority(&format!("CA {subject}"), &format!("CA {issuer}"), number, vec![]));
            }
        }
    }
    question(chain)
}

type Kind = (&'static str, fn(usize) -> Question);

/// Each kind, by the number of what it is made of.
const KINDS: &[(Kind, usize)] = &[
    (("names", |n| question(vec![many_names(n, |i| dns(&format!("h{i}.example.org")))])), 4_000),
    (("names that are empty", |n| question(vec![many_names(n, |_| dns(""))])), 20_000),
    (("names that are none", |n| question(vec![many_names(n, |i| dns(&format!("-{i}")))])), 4_000),
    (("directory names", |n| question(vec![many_names(n, |i| tlv(0xa4, &name(&format!("a{i}"))))])), 2_000),
    (("a long name", |n| question(vec![many_names(1, |_| dns(&"a.".repeat(n)))])), 100_000),
    (("relative names", |n| question(vec![called(seq(&vec![tlv(0x31, &[]); n]))])), 20_000),
    (("common names", |n| question(vec![called(seq(&vec![attribute("a"); n]))])), 3_000),
    (("a long common name", |n| question(vec![called(name(&"N".repeat(n)))])), 200_000),
    (
        ("a long serial number", |n| {
            question(vec![Sketch { serial: vec![5; n], ..Sketch::default() }.der()])
        }),
        200_000,
    ),
    (
        ("extensions", |n| question(vec![leaf((0..n).map(|i| odd_extension(i as u32, true)).collect())])),
        4_000,
    ),
    (
        ("extensions, each twice", |n| {
            question(vec![leaf((0..n).map(|i| odd_extension(i as u32 / 2, true)).collect())])
        }),
        4_000,
    ),
    (("one extension again and again", |n| question(vec![leaf(vec![odd_extension(1, true); n])])), 4_000),
    (("purposes", |n| question(vec![leaf(vec![standard(37, false, &seq(&numbers(n)))])])), 10_000),
    (
        ("policies", |n| Question {
            rules: Some("rfc5280".into()),
            ..question(vec![leaf(vec![policies(n)])])
        }),
        6_000,
    ),
    (("policy mappings", mappings), 3_000),
    (("policy mappings that clients read", |n| Question { rules: None, ..mappings(n) }), 10_000),
    (
        ("an identifier of many arcs", |n| {
            question(vec![leaf(vec![extension(tlv(6, &vec![1; n]), true, &[5, 0])])])
        }),
        100_000,
    ),
    (
        ("an identifier of one arc", |n| {
            let mut octets = vec![0xff; n];
            octets.push(0x7f);
            question(vec![leaf(vec![extension(tlv(6, &octets), true, &[5, 0])])])
        }),
        100_000,
    ),
    (
        ("addresses of the issuer", |n| {
            let method = oid(&[1, 3, 6, 1, 5, 5, 7, 48, 2]);
            let address = |i: usize| seq(&[method.clone(), tlv(0x86, format!("http://a/{i}").as_bytes())]);
            let value = seq(&(0..n).map(address).collect::<Vec<_>>());
            question(vec![leaf(vec![extension(oid(&[1, 3, 6, 1, 5, 5, 7, 1, 1]), false, &value)])])
        }),
        3_000,
    ),
    (("key identifiers", |n| question(vec![leaf(vec![standard(14, false, &tlv(4, &vec![7; n]))])])), 200_000),
    (("names below constraints", |n| constrained(n, 0xa1, 1)), 2_000),
    (("names below constraints that permit", |n| constrained(n, 0xa0, 1)), 2_000),
    (("names below eight CAs", |n| constrained(n, 0xa1, 8)), 500),
    (
        ("addresses below uneven masks", |n| {
            let range = |i: usize| {
                tlv(0x87, &[10, (i >> 8) as u8, i as u8, 1, 255, (i >> 8) as u8 | 1, i as u8 | 1, 1])
            };
            let address = |i: usize| tlv(0x87, &[11, (i >> 8) as u8, i as u8, 1]);
            question(vec![
                many_names(n, address),
                authority("Int", "Root", 2, vec![constraints(0xa1, (0..n).map(range))]),
            ])
        }),
        2_000,
    ),
    (("CAs that certify each other", |n| mesh(n, 1)), 8),
    (("CAs of two keys that certify each other", |n| mesh(n, 2)), 6),
    (
        ("issuers of one name", |n| {
            question(
                [Sketch::default().der()]
                    .into_iter()
                    .chain((0..n).map(|i| authority("Int", "Root", 100 + i, vec![])))
                    .collect(),
            )
        }),
        100,
    ),
    (
        ("self-issued certificates of one name", |n| {
            question((0..n).map(|i| authority("X", "X", 100 + i, vec![])).collect())
        }),
        100,
    ),
    (
        ("a long chain", |n| {
            let above = |i: usize| authority(&format!("CA {i}"), &format!("CA {}", i + 1), 100 + i, vec![]);
            question(
                [Sketch { issuer: name("CA 0"), ..Sketch::default() }.der()]
                    .into_iter()
                    .chain((0..n).map(above))
                    .collect(),
            )
        }),
        100,
    ),
    (("pieces", |n| Question { chain: Material(vec![Piece::Text("x".into()); n]), ..question(vec![]) }), 300),
    (
        ("very many pieces", |n| Question {
            chain: Material(vec![Piece::Bytes(b"x".to_vec()); n]),
            ..question(vec![])
        }),
        100_000,
    ),
    (("one certificate again and again", |n| question(vec![Sketch::default().der(); n])), 200),
    (
        ("elements that are no certificates", |n| {
            let list = tlv(0xa0, &vec![seq(&[seq(&[])]); n].concat());
            let data = seq(&[
                tlv(2, &[1]),
                tlv(0x31, &[]),
                seq(&[oid(&[1, 2, 840, 113549, 1, 7, 1])]),
                list,
                tlv(0x31, &[]),
            ]);
            question(vec![seq(&[oid(&[1, 2, 840, 113549, 1, 7, 2]), tlv(0xa0, &data)])])
        }),
        20_000,
    ),
    (
        ("a host of combining marks", |n| Question {
            server_name: Some("a".to_owned() + &"\u{315}\u{300}".repeat(n)),
            ..question(vec![leaf(vec![])])
        }),
        20_000,
    ),
    (("a purpose", |n| Question { purpose: Some("x".repeat(n)), ..question(vec![leaf(vec![])]) }), 100_000),
    (
        ("errors", |n| Question {
            error_text: Some("x509: certificate signed by unknown authority\n".repeat(n)),
            ..question(vec![leaf(vec![])])
        }),
        1_000,
    ),
    (
        ("beginnings of errors", |n| Question {
            error_text: Some("certificate verify ".repeat(n)),
            ..question(vec![leaf(vec![])])
        }),
        4_000,
    ),
    (("text", |n| typed("certificate verify failed: x\n".repeat(n))), 4_000),
    (
        ("octets that are no text", |n| question(vec![(0..n).map(|i| (i * 131 % 251) as u8).collect()])),
        100_000,
    ),
];

fn many_names(n: usize, each: impl Fn(usize) -> Vec<u8>) -> Vec<u8> {
    Sketch { extensions: vec![alternatives((0..n).map(each))], ..Sketch::default() }.der()
}

fn called(subject: Vec<u8>) -> Vec<u8> {
    Sketch { issuer: subject.clone(), subject, ..Sketch::default() }.der()
}

fn odd_extension(number: u32, critical: bool) -> Vec<u8> {
    extension(oid(&[1, 2, 3, number]), critical, &[5, 0])
}

fn numbers(n: usize) -> Vec<Vec<u8>> {
    (0..n).map(|i| oid(&[1, 2, 3, i as u32])).collect()
}

fn policies(n: usize) -> Vec<u8> {
    standard(32, false, &seq(&numbers(n).into_iter().map(|number| seq(&[number])).collect::<Vec<_>>()))
}

fn mappings(n: usize) -> Question {
    let pair = |i: usize| seq(&[oid(&[1, 2, 3, i as u32]), oid(&[1, 2, 3, (i * 13 % n) as u32])]);
    let mapped = standard(33, true, &seq(&(0..n).map(pair).collect::<Vec<_>>()));
    let chain = vec![leaf(vec![policies(n)]), authority("Int", "Root", 2, vec![policies(n), mapped])];
    Question { rules: Some("rfc5280".into()), ..question(chain) }
}

/// `n` names below `count` CAs that each have `n` constraints.
fn constrained(n: usize, tag: u8, count: usize) -> Question {
    let of_each = || constraints(tag, (0..n).map(|i| dns(&format!("x{i}.example"))));
    let mut chain = vec![many_names(n, |i| dns(&format!("y{i}.example")))];
    for i in 0..count {
        let subject = if i == 0 { "Int".to_owned() } else { format!("CA {i}") };
        let issuer = if i + 1 == count { "Root".to_owned() } else { format!("CA {}", i + 1) };
        chain.push(authority(&subject, &issuer, 20 + i, vec![of_each()]));
    }
    question(chain)
}

/// What any question takes, however small.
const WHATEVER_IT_IS: usize = 400_000;

fn grows_too_fast(one: usize, two: usize) -> bool {
    two > one * 22 / 10 + WHATEVER_IT_IS
}

#[test]
fn twice_as_much_takes_no_more_than_twice_the_work() {
    let _alone = alone();
    for ((kind, make), size) in KINDS {
        // A mesh is twice as large where its certificates are.
        let twice = if kind.contains("each other") { size * 7 / 5 } else { size * 2 };
        let (one, two) = (ask(&make(*size)), ask(&make(twice)));
        println!("{kind}: {one:?} {two:?}");
        assert!(!grows_too_fast(one.steps, two.steps), "{kind}: steps {one:?} {two:?}");
        assert!(!grows_too_fast(one.octets, two.octets), "{kind}: octets {one:?} {two:?}");
        assert_ne!(two.verdict, Verdict::Trusted, "{kind}: nothing here is signed");
    }
}

#[test]
fn memory_and_reports_are_bounded() {
    let _alone = alone();
    for ((kind, make), size) in KINDS {
        let question = make(size * 2);
        let given: usize = question
            .chain
            .0
            .iter()
            .map(|piece| match piece {
                Piece::Text(text) => text.len(),
                Piece::Bytes(bytes) => bytes.len(),
                _ => 0,
            })
            .sum();
        let cost = ask(&question);
        // The worst is a name of two octets. Pointers are twice as long here as in WebAssembly, where 64 MB have to do for ten.
        let bound = 4_000_000 + 130 * given;
        assert!(cost.peak <= bound.min(64_000_000), "{kind}: {} octets given, {cost:?}", given);
        assert!(cost.json <= 1_000_000, "{kind}: {cost:?}");
    }
}

#[test]
fn what_is_left_out_is_counted_and_can_be_had() {
    let _alone = alone();
    let short = question(vec![many_names(1_000, |i| dns(&format!("h{i}.example.org")))]);
    let full = Question { full: Some(true), ..short.clone() };
    let (short, full) = (chainwhy::explain(&short), chainwhy::explain(&full));
    let names = |report: &chainwhy::Report| report.certificates[0].subject_alt_names.len();
    assert_eq!((names(&short), names(&full)), (250, 1_000));
    let told = short.left_out.iter().find(|left| left.what == "certificates.subjectAltNames").unwrap();
    assert_eq!(told.count, 750);
    assert!(full.left_out.is_empty());
    assert!(short.remarks.iter().any(|remark| remark.contains("leftOut")));
}

#[test]
fn a_certificate_of_too_many_parts_is_told_of_and_not_read() {
    let _alone = alone();
    let report = chainwhy::explain(&question(vec![many_names(151_000, |_| dns(""))]));
    assert_ne!(report.verdict, Verdict::Trusted);
    assert!(
        report.findings.iter().any(|finding| finding.code == "input-too-large"),
        "{:?}",
        report.findings[0]
    );
}

#[test]
fn all_fields_together_are_bounded() {
    let _alone = alone();
    let text = "x".repeat(6_000_000);
    let piece = || Material(vec![Piece::Text(text.clone())]);
    let both = Question { chain: piece(), crls: piece(), ..question(vec![]) };
    let report = chainwhy::explain(&both);
    let large = report.findings.iter().find(|finding| finding.code == "input-too-large").unwrap();
    assert!(large.message.contains("12000"), "{}", large.message);
}

#[test]
fn of_very_many_anchors_the_one_that_matters_is_read_wherever_it_stands() {
    let _alone = alone();
    let chain = || vec![Sketch::default().der(), authority("Int", "Root", 2, vec![])];
    let with = |others: usize| {
        let others =
            (0..others).map(|i| authority(&format!("Other {i}"), &format!("Other {i}"), 20_000 + i, vec![]));
        let anchors = others.chain([authority("Root", "Root", 9, vec![])]).map(Piece::Bytes).collect();
        // In one piece, as a store is.
        let octets: Vec<u8> = Material(anchors)
            .0
            .into_iter()
            .flat_map(|piece| match piece {
                Piece::Bytes(bytes) => bytes,
                _ => Vec::new(),
            })
            .collect();
        let pasted = Some(Material(vec![Piece::Bytes(octets)]));
        Question { anchors: Anchors { mozilla: false, pasted }, ..question(chain()) }
    };
    let path = |report: &chainwhy::Report| {
        let best = &report.paths[0];
        (best.anchored, best.certificates.len())
    };
    let (few, many) = (chainwhy::explain(&with(0)), chainwhy::explain(&with(4_999)));
    assert_eq!(path(&few), path(&many));
    assert_eq!((few.anchors.count, many.anchors.count), (1, 5_000));
    assert!(many.findings.iter().all(|finding| finding.code != "input-too-large"));
    let (one, two) = (ask(&with(2_500)), ask(&with(5_000)));
    assert!(
        !grows_too_fast(one.octets, two.octets) && !grows_too_fast(one.steps, two.steps),
        "{one:?} {two:?}"
    );
}

#[test]
fn a_list_of_a_million_entries_is_read_and_not_copied() {
    let _alone = alone();
    // Entries as a large CA has them; the last is the server's own serial number.
    let entry = |number: u32| {
        let date = tlv(0x17, b"250101000000Z");
        seq(&[tlv(2, &[&[1_u8][..], &number.to_be_bytes()].concat()), date])
    };
    let count = 1_000_000;
    let entries: Vec<u8> = (0..count).flat_map(entry).collect();
    let algorithm = seq(&[oid(&[1, 2, 840, 10045, 4, 3, 2])]);
    let (from, to) = (tlv(0x17, b"250101000000Z"), tlv(0x17, b"351231000000Z"));
    let inner = seq(&[tlv(2, &[1]), algorithm.clone(), name("Int"), from, to, tlv(0x30, &entries)]);
    drop(entries);
    let list = seq(&[inner, algorithm, tlv(3, &[&[0_u8][..], &tlv(0x30, &[])].concat())]);
    assert!(list.len() > 20_000_000);
    let given = list.len();
    let chain = vec![Sketch::default().der(), authority("Int", "Root", 2, vec![])];
    let asked = Question { crls: Material(vec![Piece::Bytes(list)]), ..question(chain) };
    let report = chainwhy::explain(&asked);
    let too_large = report.findings.iter().any(|finding| finding.code == "input-too-large");
    assert!(
        !too_large && report.findings.iter().any(|finding| finding.code.starts_with("crl")),
        "{:?}",
        report.summary
    );
    let cost = ask(&asked);
    assert!(cost.peak < given + 4_000_000, "{given} octets given, {cost:?}");
}
