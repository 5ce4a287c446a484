//! What each stretch of a paste was taken for, in words.

use super::Sorted;
use crate::fault::{Finding, Place};
use crate::input::Entry;
use crate::order::sort_by_key;
use crate::question::{Language, Question};
use crate::report::Understood;
use crate::rules::Fault;
use crate::secret;

/// A list for people: more stretches than this are not told of.
const MOST_TOLD: usize = 100;

/// What the paste was taken for, in the order it stands in.
pub(super) fn tell(question: &Question, sorted: &Sorted) -> Vec<Understood> {
    let english = !question.language.as_deref().is_some_and(|language| language.starts_with("zh"));
    let language = if english { Language::English } else { Language::Chinese };
    let mut told = Vec::new();
    told.extend(stretches(&sorted.chain.certificates, "chain", "certificates", language));
    told.extend(stretches(&sorted.anchors.certificates, "anchors", "anchors", language));
    told.extend(stretches(&sorted.crls.crls, "crls", "crls", language));
    told.extend(stretches(&sorted.ocsp.ocsp, "ocsp", "ocsp", language));
    told.extend(sorted.chain.findings.iter().filter_map(|finding| secret(finding, language)));
    if let Some(listing) = &sorted.chain.listing {
        let count = listing.certificates.len();
        told.push(Understood {
            field: None,
            kind: "listing",
            what: match (language, count) {
                (Language::English, 1) => String::from("listed as sent: 1 certificate"),
                (Language::English, _) => format!("listed as sent: {count} certificates"),
                (Language::Chinese, _) => format!("列为已发送：{count} 张证书"),
            },
            piece: listing.piece,
            lines: Some(listing.lines),
            certain: true,
        });
    }
    for (piece, lines, client) in sorted.error.iter().flat_map(|error| &error.places) {
        told.push(Understood {
            field: Some("errorText"),
            kind: "error",
            what: match language {
                _ if client.is_empty() => String::from(match language {
                    Language::English => "error message",
                    Language::Chinese => "报错",
                }),
                Language::English => format!("{} error", program(client)),
                Language::Chinese => format!("{} 报错", program(client)),
            },
            piece: *piece,
            lines: Some(*lines),
            certain: !client.is_empty(),
        });
    }
    if let Some(found) = &sorted.address {
        told.push(Understood {
            field: Some("serverName"),
            kind: "host",
            what: match (language, secret::shown(&found.address.to_string()).text) {
                (Language::English, shown) => format!("host {shown}"),
                (Language::Chinese, shown) => format!("主机 {shown}"),
            },
            piece: found.piece,
            lines: Some(found.lines),
            certain: found.certain,
        });
    }
    sort_by_key(&mut told, |one| (one.piece, one.lines.map_or(0, |[first, _]| first)));
    told.truncate(MOST_TOLD);
    told
}

/// Certificates or CRLs that follow one another.
fn stretches(
    entries: &[Entry],
    field: &'static str,
    kind: &'static str,
    language: Language,
) -> Vec<Understood> {
    let runs = entries.chunk_by(|one, next| one.source.piece == next.source.piece);
    runs.filter_map(|run| {
        let (first, last) = (run.first()?, run.last()?);
        let lines = first.source.span.zip(last.source.span).map(|(first, last)| [first.line, last.end_line]);
        let count = run.len();
        let what = match (kind, language, count) {
            ("certificates", Language::English, 1) => String::from("1 certificate"),
            ("certificates", Language::English, _) => format!("{count} certificates"),
            ("certificates", Language::Chinese, _) => format!("{count} 张证书"),
            ("anchors", Language::English, 1) => String::from("1 CA certificate: trust anchor"),
            ("anchors", Language::English, _) => format!("{count} CA certificates: trust anchors"),
            ("anchors", Language::Chinese, _) => format!("{count} 张 CA 证书：信任锚"),
            ("ocsp", Language::English, 1) => String::from("1 OCSP response"),
            ("ocsp", Language::English, _) => format!("{count} OCSP responses"),
            ("ocsp", Language::Chinese, _) => format!("{count} 份 OCSP 响应"),
            (_, Language::English, 1) => String::from("1 CRL"),
            (_, Language::English, _) => format!("{count} CRLs"),
            (_, Language::Chinese, _) => format!("{count} 份吊销列表"),
        };
        Some(Understood { field: Some(field), kind, what, piece: first.source.piece, lines, certain: true })
    })
    .collect()
}

/// What people call the program that an error is from; an id of ours names the library and the version too.
fn program(client: &str) -> &str {
    const CALLED: [(&str, &str); 14] = [
        ("openssl", "OpenSSL"),
        ("python-requests", "requests"),
        ("python-httpx", "httpx"),
        ("python", "Python"),
        ("pyca", "cryptography"),
        ("node", "Node.js"),
        ("bun", "Bun"),
        ("go", "Go"),
        ("java", "Java"),
        ("dotnet", ".NET"),
        ("windows", "Windows"),
        ("chrome", "Chrome"),
        ("firefox", "Firefox"),
        ("gnutls", "GnuTLS"),
    ];
    let is_of =
        |id: &str| client.strip_prefix(id).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'));
    CALLED.iter().find(|(id, _)| is_of(id)).map_or(client, |(_, name)| name)
}

/// A private key: not read.
fn secret(finding: &Finding, language: Language) -> Option<Understood> {
    let (Fault::PrivateKeyPasted(_), Place::Input { source: Some(source), .. }) =
        (&*finding.fault, &finding.place)
    else {
        return None;
    };
    Some(Understood {
        field: None,
        kind: "key",
        what: match language {
            Language::English => String::from("private key (not read)"),
            Language::Chinese => String::from("私钥（未读取）"),
        },
        piece: source.piece,
        lines: source.span.map(|span| [span.line, span.end_line]),
        certain: true,
    })
}
