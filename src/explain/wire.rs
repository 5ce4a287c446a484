//! From what was found to the report: ids, names and texts.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use super::outlook::{self, Outlook};
use super::room::{Positions, Room};
use super::{Anchors, Asked, Examined, promises, status};
use crate::anchors::MOZILLA_AS_OF;
use crate::certificate::extensions::GeneralName;
use crate::certificate::subtrees::Subtrees;
use crate::certificate::{Bag, Certificate, Origin, hex};
use crate::choice::Judged;
use crate::clients::Answers;
use crate::fault::{self, CertificateId, Finding, Severity, Value};
use crate::order::{gather, sort_by_key};
use crate::path::{CertificationPath, End};
use crate::reference::VERIFIER;
use crate::report::{self, Check, CheckKind, EvidenceValue, Outcome, Report, Role, Verdict};
use crate::rules::extended_key_usage::purpose_name;
use crate::rules::subject_alt_name::display;
use crate::rules::{self, Code, Fault};
use crate::text;
use crate::transparency::{self, Timestamp, policy};

/// Wire ids: `c0`, `c1` … in the order given; `a0`, `a1` … for the anchors that are told of.
struct Ids {
    names: BTreeMap<CertificateId, String>,
}

impl Ids {
    fn assign(bag: &Bag, sent: usize, told: &BTreeSet<CertificateId>) -> Self {
        let mut names = BTreeMap::new();
        let mut anchors = 0;
        for (id, certificate) in bag.iter() {
            if !told.contains(&id) {
                continue;
            }
            if id.0 < sent {
                names.insert(id, format!("c{}", id.0));
            } else if certificate.origin.is_anchor() {
                names.insert(id, format!("a{anchors}"));
                anchors += 1;
            }
        }
        Self { names }
    }

    fn of(&self, id: CertificateId) -> String {
        self.names.get(&id).cloned().unwrap_or_default()
    }
}

/// Who answered in place of the server, by the looks of it: the first thing to know where no anchor is found.
fn inspecting_product(findings: &[Finding]) -> Option<&'static str> {
    findings.iter().find_map(|finding| match &*finding.fault {
        Fault::IssuerIsInterception(evidence) => Some(evidence.product),
        _ => None,
    })
}

/// The finding that the summary tells: the root cause, or what is known of the certificate where that explains it.
fn headline(examined: &Examined) -> Option<&Finding> {
    let known =
        || examined.findings.iter().find(|finding| finding.code() == Code::CertificateNotForEveryClient);
    let first = examined.findings.first()?;
    let is_explained = matches!(
        first.code(),
        Code::IssuerNotFound
            | Code::RootNotTrusted
            | Code::EndEntitySelfSigned
            | Code::SubjectAltNameMissing
            | Code::SignatureAlgorithmUnsupported
            | Code::PublicKeyUnsupported
    ) && first.is_error(examined.asked.rules);
    Some(known().filter(|_| is_explained).unwrap_or(first))
}

/// Puts into words and ids what was found; `fixes` belong to the findings, one list each.
pub(super) fn report(
    examined: &Examined,
    fixes: Vec<Vec<report::Fix>>,
    answers: Answers,
    ahead: Option<&Outlook>,
) -> Report {
    let Examined { asked, bag, sent, paths, findings, anchors, witness, .. } = examined;
    let reasons = answers.grounds.iter().flatten().flat_map(|ground| ground.certificates.iter().copied());
    let mut told = told_anchors(bag, *sent, paths, findings);
    told.extend(reasons);
    let room = Room::new(asked.is_full);
    let wanted = bag.iter().map(|(id, _)| id).filter(|id| id.0 < *sent || told.contains(id));
    let listed = room.certificates(bag, wanted, paths);
    let ids = Ids::assign(bag, *sent, &listed);
    let mut fixes: Vec<Option<Vec<report::Fix>>> = fixes.into_iter().map(Some).collect();
    let (told_findings, positions) = room.findings(findings, &listed, |index, finding| {
        let fixes = fixes.get_mut(index).and_then(Option::take).unwrap_or_default();
        let fixes = fixes.into_iter().map(|fix| room.fix(fix)).collect();
        let mut told = tell(finding, bag, &ids, asked, &room);
        if let Some(Some(refused)) = answers.refused_for.get(index) {
            told.message.push_str(refused);
        }
        let told = report::Finding { fixes, ..told };
        let size = size_of(&told);
        (told, size)
    });
    let clients = answers.each.into_iter().zip(&answers.grounds).map(|(answer, ground)| {
        let certificates = ground.iter().flat_map(|ground| &ground.certificates);
        let certificates = certificates.filter(|id| listed.contains(id)).map(|id| ids.of(*id));
        let reason =
            answer.reason.map(|reason| report::Reason { certificates: certificates.collect(), ..reason });
        let because = answer.because.iter().filter_map(|index| positions.of(*index)).collect();
        let error = answer.error.map(|words| room.words(words));
        report::ClientAnswer { reason, because, error, ..answer }
    });
    let clients: Vec<report::ClientAnswer> = clients.collect();
    let verdict = examined.verdict();
    let best = examined.best();
    // The best path first: what there is room for goes to it.
    let on_best = |id: &CertificateId| best.is_some_and(|path| path.certificates.contains(id));
    let (first, others): (Vec<CertificateId>, Vec<CertificateId>) = listed.iter().copied().partition(on_best);
    let mut certificates: Vec<(CertificateId, report::Certificate)> = first
        .into_iter()
        .chain(others)
        .map(|id| (id, facts(ids.of(id), bag.get(id), role(id, bag.get(id), best), &room)))
        .collect();
    sort_by_key(&mut certificates, |(id, _)| *id);
    let certificates = certificates.into_iter().map(|(_, told)| told).collect();
    let told_paths =
        room.paths(paths, &listed).map(|judged| path(judged, findings, &positions, bag, &ids, asked));
    let told_paths = told_paths.collect();
    let changes = ahead.map(|ahead| {
        room.leave_out("outlook", ahead.left_out);
        let is_told = |of: &fault::Place| match of {
            fault::Place::Certificate(id) => listed.contains(id),
            _ => true,
        };
        outlook::tell(ahead, &|of| is_told(of).then(|| place(of, &ids)))
    });
    let timestamps = timestamps(examined, &listed, &ids);
    let left_out = room.close();
    let name = |id: Option<CertificateId>| id.map(|id| text::name_of(id, bag, asked.language));
    let server_name = asked.server_name.as_ref().map(ToString::to_string);
    let summary = text::summary(
        asked.language,
        verdict,
        headline(examined),
        bag,
        name(best.map(CertificationPath::end_entity)).as_deref(),
        name(best.map(CertificationPath::last)).as_deref(),
        server_name.as_deref(),
    );
    let inspected = inspecting_product(findings).filter(|_| verdict == Verdict::Untrusted);
    Report {
        schema: 2,
        verdict,
        at: asked.at.map(fault::Time::to_iso8601),
        server_name,
        purpose: asked.purpose,
        summary,
        remarks: inspected
            .map(|product| text::inspected(product, asked.language))
            .into_iter()
            .chain(answers.dissent)
            .chain((!left_out.is_empty()).then(|| text::left_out(asked.language)))
            .collect(),
        findings: told_findings,
        certificates,
        paths: told_paths,
        anchors: anchors_told(anchors),
        reference: report::Reference {
            verifier: VERIFIER,
            accepted: witness.as_ref().map(Result::is_ok),
            error: witness.as_ref().and_then(|witness| witness.as_ref().err().cloned()),
        },
        agreement: report::Agreement::of(&clients),
        clients,
        understood: Vec::new(),
        status: status::tell(&examined.statuses, &examined.revocation, asked.language, &|id| ids.of(id)),
        scts: timestamps,
        policies: examined.best().map(|best| policy_levels(examined, best, &ids)).unwrap_or_default(),
        outlook: changes.unwrap_or_default(),
        recognised: Vec::new(),
        left_out,
    }
}

/// Which policies hold where on a path.
fn policy_levels(examined: &Examined, path: &CertificationPath, ids: &Ids) -> Vec<report::PolicyLevel> {
    rules::policy::levels(&examined.bag, path, &examined.groundwork.policies)
        .into_iter()
        .map(|(id, holding)| report::PolicyLevel { certificate: ids.of(id), holding })
        .collect()
}

/// What logs promised: in the certificates that were sent, and in the handshake.
fn timestamps(examined: &Examined, listed: &BTreeSet<CertificateId>, ids: &Ids) -> Vec<report::Sct> {
    let list = examined.readings.logs.as_ref();
    let tell = |certificate: Option<String>, found: Timestamp| {
        let log = list.and_then(|list| list.find(&found.log));
        let mut judged = examined.promises.iter();
        let standing = judged.find(|one| one.promise == found).map(|one| one.standing);
        report::Sct {
            certificate,
            log: hex(&found.log),
            at: found.at.to_iso8601(),
            log_name: log.map(|log| promises::shown(&log.name, examined.asked.language)),
            operator: log.map(|log| promises::shown(&log.operator, examined.asked.language)),
            signed: standing.and_then(policy::Standing::is_signed),
        }
    };
    let sent = examined.bag.iter().take(examined.sent).filter(|(id, _)| listed.contains(id));
    let inside =
        sent.flat_map(|(id, known)| transparency::of(known).into_iter().map(move |found| (id, found)));
    let inside = inside.map(|(id, found)| tell(Some(ids.of(id)), found));
    let beside = examined.readings.scts.iter().map(|found| tell(None, found.clone()));
    inside.chain(beside).take(MOST_TIMESTAMPS).collect()
}

/// More of them tell nothing more: a certificate has two or three.
const MOST_TIMESTAMPS: usize = 100;

/// About how many octets of JSON a finding takes.
fn size_of(finding: &report::Finding) -> usize {
    const FRAME: usize = 250;
    let evidence = finding.evidence.values().map(|value| match value {
        EvidenceValue::Text(text) => text.len(),
        EvidenceValue::Texts(texts) => texts.iter().map(|text| text.len() + 4).sum(),
        _ => 8,
    });
    let length = |text: &Option<String>| text.as_ref().map_or(0, String::len);
    let fixes =
        finding.fixes.iter().map(|fix| 150 + fix.text.len() + length(&fix.command) + length(&fix.bundle));
    FRAME + finding.title.len() + finding.message.len() + evidence.sum::<usize>() + fixes.sum::<usize>()
}

/// Anchors that a path touches, or that a finding names, or that bear the name of an issuer in the chain.
fn told_anchors(bag: &Bag, sent: usize, paths: &[Judged], findings: &[Finding]) -> Vec<CertificateId> {
    let issuers: Vec<&[u8]> = bag.iter().take(sent).map(|(_, known)| known.issuer.der.as_slice()).collect();
    let named = |id: CertificateId| {
        findings.iter().any(|finding| match &finding.place {
            fault::Place::Certificate(known) => *known == id,
            fault::Place::Link { subject, issuer } => *subject == id || *issuer == Some(id),
            _ => false,
        })
    };
    bag.iter()
        .filter(|(id, known)| {
            known.origin.is_anchor()
                && (paths.iter().any(|judged| judged.path.certificates.contains(id))
                    || named(*id)
                    || issuers.contains(&known.subject.der.as_slice()))
        })
        .map(|(id, _)| id)
        .collect()
}

fn anchors_told(anchors: &Anchors) -> report::Anchors {
    report::Anchors {
        count: anchors.count,
        source: anchors.source,
        mozilla_as_of: anchors.mozilla.then_some(MOZILLA_AS_OF),
    }
}

fn tell(finding: &Finding, bag: &Bag, ids: &Ids, asked: &Asked, room: &Room) -> report::Finding {
    let (title, message) = text::describe(finding, bag, asked.language);
    let declaration = finding.fault.declaration();
    report::Finding {
        code: declaration.code,
        severity: finding.severity(asked.rules),
        place: place(&finding.place, ids),
        clause: declaration.clause,
        title: room.text(title),
        message: room.text(message),
        evidence: gather(
            finding
                .fault
                .values()
                .into_iter()
                .map(|(name, value)| (camel_case(name), room.evidence(evidence(value)))),
        ),
        fixes: Vec::new(),
    }
}

fn place(place: &fault::Place, ids: &Ids) -> report::Place {
    match place {
        fault::Place::Certificate(id) => report::Place::Certificate { certificate: ids.of(*id) },
        fault::Place::Link { subject, issuer } => {
            report::Place::Link { subject: ids.of(*subject), issuer: issuer.map(|id| ids.of(id)) }
        }
        fault::Place::Path(path) => report::Place::Path { path: *path },
        fault::Place::Input { field, source } => {
            let span = source.and_then(|source| source.span);
            report::Place::Input {
                field: *field,
                piece: source.map(|source| source.piece),
                line: span.map(|span| span.line),
                column: span.map(|span| span.column),
                end_line: span.map(|span| span.end_line),
            }
        }
        fault::Place::Request(field) => report::Place::Request { field },
        fault::Place::Anchors => report::Place::Anchors,
    }
}

fn evidence(value: Value) -> EvidenceValue {
    match value {
        Value::Nothing => EvidenceValue::Nothing(()),
        Value::Text(text) => EvidenceValue::Text(seen(text)),
        Value::Texts(listed) => EvidenceValue::Texts(listed.texts.into_iter().map(seen).collect()),
        Value::Number(number) => EvidenceValue::Number(number),
        Value::Time(seconds) => EvidenceValue::Text(fault::Time(seconds).to_iso8601()),
        Value::Flag(flag) => EvidenceValue::Flag(flag),
        Value::Days(days) => EvidenceValue::Number(days),
        Value::Phrase(phrase) => EvidenceValue::Text(phrase.token.to_owned()),
        Value::Words(words) => EvidenceValue::Text(words.token),
    }
}

/// The name of a field of evidence on the wire.
pub(crate) fn camel_case(snake: &str) -> String {
    let mut parts = snake.split('_');
    let mut name = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let mut letters = part.chars();
        name.extend(letters.next().map(|first| first.to_ascii_uppercase()));
        name.push_str(letters.as_str());
    }
    name
}

fn role(id: CertificateId, certificate: &Certificate, best: Option<&CertificationPath>) -> Role {
    let position = best.and_then(|path| path.certificates.iter().position(|known| *known == id));
    match position {
        Some(0) => Role::EndEntity,
        _ if certificate.origin.is_anchor() => Role::Anchor,
        // A CA that has its issuer's name is a root only where nothing stands above it (RFC 5280 §6.1: self-issued).
        Some(position) if best.is_none_or(|path| path.certificates.len() != position + 1) => {
            Role::Intermediate
        }
        _ if certificate.is_ca() && certificate.is_self_issued() => Role::Root,
        Some(_) => Role::Intermediate,
        None => Role::Unused,
    }
}

fn path(
    judged: &Judged,
    told: &[Finding],
    positions: &Positions,
    bag: &Bag,
    ids: &Ids,
    asked: &Asked,
) -> report::Path {
    let path = &judged.path;
    let mut links: Vec<report::Link> = path
        .links
        .iter()
        .map(|link| report::Link {
            subject: ids.of(link.subject),
            issuer: Some(ids.of(link.issuer)),
            checks: checks(link.subject, Some(link.issuer), judged, told, positions, asked),
        })
        .collect();
    if path.end == End::NoIssuer {
        let subject = path.last();
        links.push(report::Link {
            subject: ids.of(subject),
            issuer: None,
            checks: checks(subject, None, judged, told, positions, asked),
        });
    }
    let mut errors: Vec<&Finding> =
        judged.findings.iter().filter(|finding| finding.is_error(asked.rules)).collect();
    sort_by_key(&mut errors, |finding| crate::choice::stage(finding.code()));
    let problem = errors.first().map(|finding| report::Problem {
        code: finding.code().as_str(),
        place: place(&finding.place, ids),
        message: text::describe(finding, bag, asked.language).1,
    });
    report::Path {
        certificates: path.certificates.iter().map(|id| ids.of(*id)).collect(),
        anchored: path.is_anchored(),
        valid: judged.is_valid(asked.rules),
        links,
        problem,
    }
}

/// What was checked of one link, and how it went.
fn checks(
    subject: CertificateId,
    issuer: Option<CertificateId>,
    judged: &Judged,
    told: &[Finding],
    positions: &Positions,
    asked: &Asked,
) -> Vec<Check> {
    const ALL: [CheckKind; 8] = [
        CheckKind::Issuer,
        CheckKind::Signature,
        CheckKind::KeyIdentifier,
        CheckKind::BasicConstraints,
        CheckKind::KeyUsage,
        CheckKind::PathLength,
        CheckKind::NameConstraints,
        CheckKind::Validity,
    ];
    ALL.into_iter()
        .map(|check| {
            let here = |finding: &&Finding| {
                check_of(finding.code()) == Some(check)
                    && finding.severity(asked.rules) == Severity::Error
                    && match &finding.place {
                        fault::Place::Certificate(id) => *id == subject,
                        fault::Place::Link { subject: of, issuer: by } => *of == subject && *by == issuer,
                        _ => false,
                    }
            };
            let finding = judged.findings.iter().find(here);
            let index = finding.and_then(|found| {
                let is_it = |known: &Finding| known.code() == found.code() && known.place == found.place;
                told.iter().position(is_it).and_then(|index| positions.of(index))
            });
            let outcome = match (finding, issuer, check) {
                (Some(_), _, _) => Outcome::Fail,
                (None, None, CheckKind::Issuer | CheckKind::Validity) | (None, Some(_), _) => Outcome::Pass,
                (None, None, _) => Outcome::Skipped,
            };
            Check { check, outcome, finding: index }
        })
        .collect()
}

fn check_of(code: Code) -> Option<CheckKind> {
    Some(match code {
        Code::IssuerNotFound | Code::NameFormDiffers => CheckKind::Issuer,
        Code::SignatureInvalid
        | Code::SignatureAlgorithmMismatch
        | Code::SignatureAlgorithmWeak
        | Code::SignatureAlgorithmUnsupported => CheckKind::Signature,
        Code::KeyIdentifierMismatch => CheckKind::KeyIdentifier,
        Code::IssuerNotCa => CheckKind::BasicConstraints,
        Code::IssuerCannotSign => CheckKind::KeyUsage,
        Code::PathLengthExceeded => CheckKind::PathLength,
        Code::NameConstraintViolated | Code::NameConstraintUnsupported => CheckKind::NameConstraints,
        Code::CertificateExpired | Code::CertificateNotYetValid | Code::ValidityInverted => {
            CheckKind::Validity
        }
        _ => return None,
    })
}

fn facts(id: String, certificate: &Certificate, role: Role, room: &Room) -> report::Certificate {
    /// Purposes and addresses of one certificate that are told of.
    const MOST: usize = 100;
    let extensions = &certificate.extensions;
    let access = extensions.authority_info_access.as_ref().map(|found| &found.value);
    let constraints = extensions.name_constraints.as_ref().map(|found| &found.value);
    let urls = |what, urls: Option<&Vec<String>>| {
        room.list(what, MOST, urls.into_iter().flatten().cloned().map(seen))
    };
    let subtrees = |what, of: Option<&Subtrees>| {
        room.names(what, of.map(|subtrees| subtrees.iter().as_slice()).unwrap_or_default(), seen_alternative)
    };
    report::Certificate {
        id,
        origin: match certificate.origin {
            Origin::Chain => report::Origin::Chain,
            Origin::PastedAnchor => report::Origin::PastedAnchor,
            Origin::Mozilla => report::Origin::Mozilla,
        },
        role,
        label: seen(certificate.label()),
        subject: room.text(seen(certificate.subject.to_string())),
        issuer: room.text(seen(certificate.issuer.to_string())),
        serial: room.hex(&certificate.serial),
        not_before: certificate.not_before.to_iso8601(),
        not_after: certificate.not_after.to_iso8601(),
        sha256: hex(&certificate.sha256),
        version: certificate.version,
        key_algorithm: certificate.key.name.to_string(),
        key_bits: certificate.key.bits,
        signature_algorithm: certificate.algorithm_info.name.to_string(),
        subject_alt_names: extensions
            .subject_alt_names
            .as_ref()
            .map(|found| room.names("certificates.subjectAltNames", &found.value, seen_alternative))
            .unwrap_or_default(),
        is_ca: certificate.is_ca(),
        path_len: extensions.basic_constraints.as_ref().and_then(|found| found.value.path_len),
        key_usage: extensions.key_usage.as_ref().map(|found| found.value.names()),
        extended_key_usage: extensions.extended_key_usage.as_ref().map(|found| {
            let purposes = found.value.iter().map(|purpose| purpose_name(purpose));
            room.list("certificates.extendedKeyUsage", MOST, purposes)
        }),
        subject_key_id: extensions.subject_key_id.as_ref().map(|found| room.hex(&found.value)),
        authority_key_id: extensions
            .authority_key_id
            .as_ref()
            .and_then(|found| found.value.key_id.as_deref().map(|octets| room.hex(octets))),
        ca_issuers: urls("certificates.caIssuers", access.map(|found| &found.ca_issuers)),
        crl_distribution_points: urls(
            "certificates.crlDistributionPoints",
            Some(&extensions.crl_distribution_points),
        ),
        ocsp: urls("certificates.ocsp", access.map(|found| &found.ocsp)),
        permitted_names: subtrees("certificates.permittedNames", constraints.map(|found| &found.permitted)),
        excluded_names: subtrees("certificates.excludedNames", constraints.map(|found| &found.excluded)),
        self_signed: certificate.is_self_issued(),
        piece: certificate.source.map(|source| source.piece),
        lines: certificate.source.and_then(|source| source.span).map(|span| [span.line, span.end_line]),
        pem: certificate.der.as_deref().and_then(|der| room.pem(der)),
    }
}

/// A certificate's own text, with every character to be seen.
fn seen(text: String) -> String {
    match text::visible(&text) {
        Cow::Owned(seen) => seen,
        Cow::Borrowed(_) => text,
    }
}

fn seen_alternative(name: &GeneralName) -> String {
    seen(alternative(name))
}

/// DNS names and addresses bare, other kinds with their kind in front.
fn alternative(name: &GeneralName) -> String {
    match name {
        GeneralName::Dns(_) | GeneralName::Ip(_) => display(name),
        GeneralName::Email(_) => format!("email:{}", display(name)),
        GeneralName::Uri(_) => format!("URI:{}", display(name)),
        GeneralName::Directory(_) => format!("DirName:{}", display(name)),
        GeneralName::Other(_) | GeneralName::Rare(_) | GeneralName::Invalid(..) => {
            format!("other:{}", display(name))
        }
    }
}
