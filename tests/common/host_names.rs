//! What people type for a host, and what it is understood as: the same natively, where a table maps names, and in
//! WebAssembly, where the runtime does.

use chainwhy::question::Question;

/// As typed, and in A-labels; `None` is no host.
const TYPED: &[(&str, Option<&str>)] = &[
    ("WWW.Example.com.", Some("www.example.com")),
    ("bücher.example", Some("xn--bcher-kva.example")),
    ("BÜCHER.example", Some("xn--bcher-kva.example")),
    ("xn--bcher-kva.EXAMPLE", Some("xn--bcher-kva.example")),
    ("faß.de", Some("xn--fa-hia.de")),
    ("пример.рф", Some("xn--e1afmkfd.xn--p1ai")),
    ("例え.テスト", Some("xn--r8jz45g.xn--zckzah")),
    ("中国。中国", Some("xn--fiqs8s.xn--fiqs8s")),
    ("ＥＸＡＭＰＬＥ.com", Some("example.com")),
    ("soft\u{ad}hyphen.example", Some("softhyphen.example")),
    ("☃.net", Some("xn--n3h.net")),
    ("a--b.example", Some("a--b.example")),
    ("my_host.example", Some("my_host.example")),
    ("xn--a.example", Some("xn--a.example")),
    ("a\u{200d}b.example", None),
    ("bü cher.example", None),
    ("bücher.example/path", Some("xn--bcher-kva.example")),
    ("bücher.example:443", Some("xn--bcher-kva.example")),
    ("user@bücher.example", Some("xn--bcher-kva.example")),
    ("bücher%2eexample", None),
    ("bücher..example", None),
    ("１９２.0.2.300", None),
    ("*.bücher.example", None),
];

/// What is not understood as it has to be, in words.
pub fn complaints() -> Vec<String> {
    let understood = |typed: &str| {
        let question = Question { server_name: Some(typed.to_owned()), ..Question::default() };
        chainwhy::explain(&question).server_name
    };
    TYPED
        .iter()
        .map(|(typed, wanted)| (typed, understood(typed), wanted))
        .filter(|(_, understood, wanted)| understood.as_deref() != **wanted)
        .map(|(typed, understood, wanted)| format!("{typed} is {understood:?} instead of {wanted:?}"))
        .collect()
}
