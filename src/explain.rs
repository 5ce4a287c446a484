//! The pipeline: question → reading → certificates → paths → findings and the second witness → report.

mod errors;
mod many;
mod outlook;
mod promises;
mod room;
mod status;
pub(crate) mod wire;
mod withheld;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;
use std::sync::Arc;

use rustls_pki_types::TrustAnchor;

use crate::anchors::MozillaRoot;
use crate::certificate::name::Name;
use crate::certificate::{Bag, Certificate, Malformed, Origin, Unreadable, bounds};
use crate::choice::{self, Judged, Stage};
use crate::clients;
use crate::encoding::Encoding;
use crate::end_entity;
pub(crate) use crate::examined::{Anchors, Asked, Containers, Examined, Groundwork, Readings, Status};
use crate::fault::{CertificateId, Finding, InputField, Place, Severity, Time, Words};
use crate::fixes;
use crate::input::{self, Entry};
use crate::order::sort_by_key;
use crate::paste::{self, Settled};
use crate::path::{self, CertificationPath, MAX_SIGNATURES};
use crate::question::fields;
use crate::question::{At, Language, Material, Piece, Purpose, Question, RuleSet};
use crate::recognise;
use crate::reference::{self, Case};
use crate::report::{AnchorSource, Report, Verdict};
use crate::revocation::Revocation;
use crate::rules::anchors::AnchorsDuplicated;
use crate::rules::chain::CertificateDuplicated;
use crate::rules::input::contents::{CertificateMalformed, InputTooLarge, amount};
use crate::rules::input::secret::PrivateKeyPasted;
use crate::rules::input::whole::{AnchorsNotRead, SeveralEndEntities};
use crate::rules::mailbox::{EmailNameInvalid, Mailbox};
use crate::rules::ocsp::{self as ocsp_words, OcspInvalid};
use crate::rules::policy::Wanted;
use crate::rules::request::{
    CERTIFICATES, FieldUnreadable, LOGS, LanguageUnknown, PurposeUnknown, QuestionFieldUnknown,
    QuestionInvalid, RulesUnknown, ServerNameInvalid, ServerNameMissing, ServerNameUnderstood, TIMESTAMPS,
    TimeInMilliseconds, TimeInvalid,
};
use crate::rules::revocation::CrlInvalid;
use crate::rules::witness::{PathTooComplex, Unexplained};
use crate::rules::{self, Code, Context, Fault};
use crate::secret;
use crate::sent::{self, Unpasted};
use crate::server_name::ServerName;
use crate::signature::{KeptSignatures, SignatureMemo};
use crate::text;
use crate::transparency::list::LogList;
use crate::transparency::{self, Timestamp, policy};

/// Explains whether the chain of a question leads to one of its trust anchors, and if not, which link fails, why, and
/// what mends it.
///
/// Total: whatever is pasted, there is a report. Deterministic: the same question gives the same report. Bounded: see
/// the limits in `path` and `input`.
pub fn explain(question: &Question) -> Report {
    explain_and_count(question).0
}

/// The same, where some signatures are known from other questions.
pub(crate) fn explain_with(question: &Question, kept: &KeptSignatures) -> Report {
    explain_by(question, SignatureMemo::new(MAX_SIGNATURES).with(kept)).0
}

/// The same, and how many steps of the [budget](crate::work::Work) it took: for tests, which look at no clock.
#[doc(hidden)]
pub fn explain_and_count(question: &Question) -> (Report, usize) {
    explain_by(question, SignatureMemo::new(MAX_SIGNATURES))
}

fn explain_by(question: &Question, memo: SignatureMemo) -> (Report, usize) {
    let containers = Containers::of(question);
    let Settled { question, understood } = paste::settle(question);
    let question = &withheld::question(question);
    let mut examined = examine(question, &memo);
    examined.asked.containers = containers;
    let error_text = question.error_text.as_deref().unwrap_or_default();
    let said = errors::Said::read(error_text);
    // Before the repairs, which are tried with what is left of the budget.
    let nobody = question.clients.as_ref().is_some_and(Vec::is_empty);
    // What cannot be read here was sent all the same.
    let is_partly_unread =
        examined.paths.is_empty() && examined.bag.unreadable.iter().any(|other| !other.origin.is_anchor());
    let mut clients = if (examined.incomplete && !is_partly_unread) || nobody {
        // They saw more than was pasted, or nobody asked for them.
        clients::Answers::default()
    } else {
        clients::answer(&examined, &memo, question.server_name.as_deref(), &said.speakers())
    };
    let outlook = outlook::ask(question, &mut examined, &clients, &memo);
    if let Some(days) = question.warn_days
        && let Some(soon) = outlook::soon(&outlook, days, &examined, &clients)
    {
        examined.add(soon);
        // They point at findings by where they stand.
        if !nobody {
            clients = clients::answer(&examined, &memo, question.server_name.as_deref(), &said.speakers());
        }
    }
    // Notes, like what the error text leaves: so that they come last.
    let elsewhere = clients::told_elsewhere(&examined, &mut clients);
    examined.findings.extend(elsewhere);
    let (recognised, rest) = errors::compare(error_text, &said, &examined, &clients, &memo);
    let remark = outlook::remark(&outlook, &examined, &clients).filter(|_| question.outlook);
    if let Some(wanted) = &question.clients {
        clients.each.retain(|answer| wanted.iter().any(|client| client == answer.client));
    }
    examined.findings.extend(rest);
    let fixes = fixes::propose(question, &examined, &memo, &examine);
    let report = wire::report(&examined, fixes, clients, question.outlook.then_some(&outlook));
    let summary = errors::summary(&recognised, &examined).unwrap_or_else(|| report.summary.clone());
    let mut report = Report { summary, recognised, understood, ..report };
    report.remarks.extend(remark);
    report.tidy();
    (report, memo.work().spent())
}

/// What it takes to read an octet of what was pasted.
const STEPS_AN_OCTET: usize = 1;

/// From the question to the findings. The memo may know signatures from another question about the same chain.
pub(crate) fn examine(question: &Question, memo: &SignatureMemo) -> Examined {
    // Reading is done at any rate; who asks again pays for it.
    let _ = memo.work().spend(question.size() * STEPS_AN_OCTET);
    let (asked, mut findings) = understand(question);
    findings.extend(errors::advice(question.error_text.as_deref(), asked.language));
    let passwords = &question.passwords.0;
    let mut left = input::LARGEST_INPUT;
    let mut read =
        |field, material: &Material| Arc::new(input::read_within(field, material, passwords, &mut left));
    let readings = Readings {
        chain: read(InputField::Chain, &question.chain),
        anchors: question.anchors.pasted.as_ref().map(|pasted| read(InputField::Anchors, pasted)),
        crls: read(InputField::Crls, &question.crls),
        ocsp: read(InputField::Ocsp, &question.ocsp),
        intermediates: (question.intermediates != Material::default())
            .then(|| read(InputField::Chain, &question.intermediates))
            .filter(|reading| !reading.certificates.is_empty()),
        scts: handed_over(&question.scts).unwrap_or_default(),
        logs: question.ct_logs.as_deref().and_then(LogList::read),
    };
    let Readings { chain, anchors: pasted_anchors, crls, ocsp, intermediates, scts, logs } = &readings;
    if question.ct_logs.is_some() && logs.is_none() {
        let fault = FieldUnreadable { field: "ctLogs", what: LOGS };
        findings.push(Finding::new(Place::Request("ctLogs"), fault));
    }
    for (name, given, is_empty, what) in [
        ("intermediates", &question.intermediates, intermediates.is_none(), CERTIFICATES),
        ("scts", &question.scts, scts.is_empty(), TIMESTAMPS),
    ] {
        if *given != Material::default() && is_empty {
            findings.push(Finding::new(Place::Request(name), FieldUnreadable { field: name, what }));
        }
    }

    let mut bag = Bag::default();
    // That there is nothing where the wrong thing was follows from the finding that says so.
    if !question.is_misfit("chain") {
        findings.extend(chain.findings.iter().cloned());
    }
    let all = BTreeSet::new();
    collect(&mut bag, &chain.certificates, &all, &chain.unread, Origin::Chain, &mut findings);
    let sent = bag.iter().count();
    let unpasted = Unpasted::of(chain, &bag, sent);
    if let Some(unpasted) = &unpasted {
        // That no certificate stands there says less than the list of what was sent.
        findings.retain(|finding| {
            sent > 0 || !matches!(finding.code(), Code::InputNoCertificate | Code::InputIsPrintout)
        });
        findings.push(unpasted.finding.clone());
    }
    let mut not_read = None;
    let mut passed_over = 0;
    if let Some(pasted) = pasted_anchors {
        let mut odd = pasted.findings.clone();
        let others = many::passed_over(&pasted.certificates, &bag);
        passed_over = others.len();
        let anchors = &pasted.certificates;
        collect(&mut bag, anchors, &others, &pasted.unread, Origin::PastedAnchor, &mut odd);
        if bag.iter().count() == sent {
            not_read = odd.iter().find_map(anchors_not_read);
        }
        // Where the chain is in DER as well, that is how the one who asks holds certificates, and no client's file.
        let is_of_the_caller = chain.certificates.iter().all(|entry| entry.source.span.is_none())
            && !chain.certificates.is_empty();
        odd.retain(|finding| match &*finding.fault {
            Fault::AnchorsForm(evidence) => evidence.form.token != "der" || !is_of_the_caller,
            _ => true,
        });
        // What was pasted instead of anchors explains why there are none, and is no fault of the chain.
        findings.extend(odd.into_iter().map(|finding| finding.at_most(Severity::Warning)));
    }
    let pasted_count = bag.iter().count() - sent + passed_over;
    let anchors = Anchors { passed_over, ..Anchors::load(question, &mut bag, sent, pasted_count) };
    if question.crls != Material::default() {
        findings.extend(crls.findings.iter().cloned());
    }

    let several = end_entity::several(&bag);
    if !several.is_empty() {
        let names = several.iter().map(|id| bag.get(*id).label()).collect();
        let source = several.last().and_then(|id| bag.get(*id).source);
        findings.push(Finding::new(
            Place::Input { field: InputField::Chain, source },
            SeveralEndEntities { names },
        ));
    }
    // Where the built-in roots are trusted too, the chain may lead to one of them.
    let trusts_others = anchors.mozilla;
    findings.extend(not_read.clone().filter(|_| !trusts_others));
    let cannot_be_asked =
        |finding: &Finding| finding.is_error(asked.rules) && matches!(finding.place, Place::Request(_));
    let unanswerable =
        !several.is_empty() || (not_read.is_some() && !trusts_others) || findings.iter().any(cannot_be_asked);
    let unreadable = end_entity::is_unreadable(&bag, &findings, asked.rules);
    let missing = sent::other_use(chain)
        .or_else(|| sent::end_entity_missing(chain, &bag, sent, asked.purpose, asked.rules))
        .filter(|_| !unreadable);
    let is_missing = missing.is_some();
    findings.extend(missing);
    let Some(end_entity) = end_entity::find(&bag).filter(|_| !unreadable && !unanswerable && !is_missing)
    else {
        sort_by_key(&mut findings, |finding| {
            let of_the_question = match *finding.fault {
                Fault::AnchorsNotRead(_) | Fault::SeveralEndEntities(_) => true,
                _ => matches!(finding.place, Place::Request(_)),
            };
            (finding.severity(asked.rules), !of_the_question)
        });
        return Examined {
            incomplete: is_missing,
            asked,
            bag: Rc::new(bag),
            sent,
            unanswerable,
            paths: Vec::new(),
            findings,
            anchors,
            revocation: Rc::default(),
            statuses: Vec::new(),
            promises: Vec::new(),
            witness: None,
            readings,
            groundwork: Groundwork::default(),
        };
    };
    findings.extend(ocsp.findings.iter().cloned());
    let responses = ocsp.ocsp.iter().chain(&crls.ocsp).chain(&chain.ocsp).cloned().collect();
    let lists = crls.crls.iter().chain(&chain.crls).chain(&ocsp.crls).cloned().collect();
    let given = Revocation::read(lists, responses, &bag, memo);
    let (revocation, malformed) = (given.revocation, given.malformed);
    for (field, source, der) in malformed.lists {
        let place = Place::Input { field, source: Some(source) };
        findings.push(Finding::new(place, CrlInvalid::malformed(&der)));
    }
    for (field, source) in malformed.responses {
        let place = Place::Input { field, source: Some(source) };
        let fault = OcspInvalid { responder: String::new(), reason: ocsp_words::MALFORMED };
        findings.push(Finding::new(place, fault));
    }
    let policies = Wanted::of(question);
    let mut examined = Examined {
        asked,
        bag: Rc::new(bag),
        sent,
        unanswerable: false,
        paths: Vec::new(),
        findings: Vec::new(),
        anchors,
        revocation: Rc::new(revocation),
        statuses: Vec::new(),
        promises: Vec::new(),
        witness: None,
        incomplete: false,
        readings,
        groundwork: Groundwork { end_entity: Some(end_entity), findings, policies, unpasted, not_read },
    };
    examined.judge(memo);
    examined
}

/// What is judged anew at another time.
struct Judgement {
    paths: Vec<Judged>,
    findings: Vec<Finding>,
    statuses: Vec<Status>,
    promises: Vec<policy::Judged>,
    witness: Option<Result<(), String>>,
    unanswerable: bool,
}

impl Examined {
    /// Adds what was found out only when all else was known, in its place.
    fn add(&mut self, finding: Finding) {
        self.findings.push(finding);
        let best = self.paths.first().map(|judged| &judged.path);
        if let Some(best) = best {
            choice::order(&mut self.findings, &self.bag, best, self.asked.rules);
        }
    }

    /// Takes out what holds at the time of the question, so that it can be judged at others.
    fn put_aside(&mut self) -> Judgement {
        Judgement {
            paths: core::mem::take(&mut self.paths),
            findings: core::mem::take(&mut self.findings),
            statuses: core::mem::take(&mut self.statuses),
            promises: core::mem::take(&mut self.promises),
            witness: self.witness.take(),
            unanswerable: self.unanswerable,
        }
    }

    /// Puts back what holds at the time of the question.
    fn take_up(&mut self, kept: Judgement, at: Time) {
        Judgement {
            paths: self.paths,
            findings: self.findings,
            statuses: self.statuses,
            promises: self.promises,
            witness: self.witness,
            unanswerable: self.unanswerable,
        } = kept;
        self.asked.at = Some(at);
        self.revocation.at_another_time();
    }

    /// Judges the paths at the time that is asked about; once more where that was changed.
    fn judge(&mut self, memo: &SignatureMemo) {
        let Self { bag, asked, anchors, revocation, groundwork, .. } = &*self;
        let Some(end_entity) = groundwork.end_entity else { return };
        let context = Context {
            bag,
            at: asked.at.unwrap_or(Time(0)),
            purpose: asked.purpose,
            server_name: asked.server_name.as_ref(),
            mailbox: asked.mailbox.as_ref(),
            anchor_count: anchors.count,
            mozilla: anchors.mozilla,
            language: asked.language,
            revocation: Some(revocation),
            policies: &groundwork.policies,
        };
        let (mut paths, limited) = judge_paths(&context, memo, end_entity, asked.rules);
        let unpasted = groundwork.unpasted.as_ref();
        let incomplete = unpasted.is_some_and(|unpasted| unpasted.excuse(&mut paths, bag));
        sent::Unread::of(&self.readings.chain, bag, &groundwork.findings).excuse(&mut paths, bag);
        let best = paths.first().map(|judged| &judged.path);
        let witness = ask_witness(&context, memo, end_entity, anchors, best);
        let statuses = best.map(|best| status::of_path(&context, best)).unwrap_or_default();
        let given = promises::Given {
            beside: Some(self.readings.scts.as_slice()).filter(|beside| !beside.is_empty()),
            list: self.readings.logs.as_ref(),
        };
        let (promises, of_promises) =
            best.map(|best| promises::judge(&context, memo, best, &given)).unwrap_or_default();
        let findings = {
            // What webpki says of a chain that is not all there is said of another question.
            let witness = if incomplete { &Ok(()) } else { &witness };
            let mut findings = groundwork.findings.clone();
            findings.extend(of_promises);
            conclude(&context, asked, &paths, limited, witness, findings)
        };
        let not_read = groundwork.not_read.clone();
        (self.paths, self.findings, self.statuses) = (paths, findings, statuses);
        self.promises = promises;
        (self.witness, self.incomplete, self.unanswerable) = (Some(witness), incomplete, false);
        if let Some(not_read) = not_read
            && self.verdict() != Verdict::Trusted
        {
            // The way that is missing may lead to what was not read.
            self.unanswerable = true;
            self.paths.clear();
            self.witness = None;
            self.findings.retain(|finding| matches!(finding.place, Place::Input { .. } | Place::Request(_)));
            self.findings.insert(0, not_read);
        }
    }
}

/// The timestamps of a handshake; nothing where one of the lists cannot be read.
fn handed_over(material: &Material) -> Option<Vec<Timestamp>> {
    let mut found = Vec::new();
    for piece in &material.0 {
        let bytes = match piece {
            Piece::Bytes(bytes) => Cow::Borrowed(bytes.as_slice()),
            Piece::Text(text) => Cow::Owned(transparency::from_base64(text)?),
            Piece::Read(_) => return None,
        };
        // Bytes of a file may be its text.
        let list = transparency::read(&bytes)
            .or_else(|| transparency::read(&transparency::from_base64(core::str::from_utf8(&bytes).ok()?)?));
        found.extend(list?);
    }
    Some(found)
}

/// What is told of anchors that were not read, made of what is odd about them: a word in their place, or nothing at all, is not
/// something that was not read.
fn anchors_not_read(odd: &Finding) -> Option<Finding> {
    if matches!(odd.code(), Code::InputEmpty | Code::InputNoCertificate | Code::PrivateKeyPasted) {
        return None;
    }
    let is_error = odd.is_error(RuleSet::Default);
    let title = |language| text::within_a_sentence(&text::describe(odd, &Bag::default(), language).0);
    let form = Words {
        token: odd.code().as_str().to_owned(),
        en: title(Language::English),
        zh: title(Language::Chinese),
    };
    is_error.then(|| Finding::new(odd.place.clone(), AnchorsNotRead { form }))
}

/// Reads the fields that are no material. What cannot be understood is a finding.
fn understand(question: &Question) -> (Asked, Vec<Finding>) {
    let mut findings = Vec::new();
    let mut field = |name: &'static str, fault: crate::rules::Fault| {
        findings.push(Finding::new(Place::Request(name), fault));
    };
    for name in &question.keys_in {
        field(name, PrivateKeyPasted {}.into());
    }
    for misfit in &question.misfits {
        field(misfit, QuestionInvalid { field: (*misfit).to_owned() }.into());
    }
    for unknown in &question.unknown {
        let nearest = fields::nearest(unknown).filter(|name| name != unknown);
        let hint = nearest.map_or_else(
            || Words { token: String::from("none"), en: String::new(), zh: String::new() },
            |name| Words {
                token: name.to_owned(),
                en: format!(" “{name}” is meant, by the looks of it."),
                zh: format!("看来指的是 “{name}”。"),
            },
        );
        let nearest = nearest.map(str::to_owned);
        field("question", QuestionFieldUnknown { field: unknown.clone(), nearest, hint }.into());
    }
    let (at, given) = match &question.at {
        At::Missing => (None, String::new()),
        At::Seconds(seconds) => match Time::from_milliseconds(*seconds) {
            Some(time) => {
                field("at", TimeInMilliseconds { time }.into());
                (Some(time), String::new())
            }
            None => (Time::from_seconds(*seconds), seconds.to_string()),
        },
        At::Text(text) => (Time::parse(text), quote(text)),
    };
    if at.is_none() && !question.is_misfit("at") {
        field("at", TimeInvalid { given }.into());
    }
    let purpose = match question.purpose.as_deref() {
        // What a server says of a client's certificate is asked about as such.
        None if question.error_text.as_deref().is_some_and(recognise::is_of_a_server) => Purpose::ClientAuth,
        None => Purpose::ServerAuth,
        Some(given) => Purpose::from_wire(given).unwrap_or_else(|| {
            field("purpose", PurposeUnknown { given: quote(given) }.into());
            Purpose::ServerAuth
        }),
    };
    let given = question.server_name.as_deref();
    let parsed_name = given.and_then(ServerName::understand);
    match (given, &parsed_name) {
        (Some(given), None) => field("serverName", ServerNameInvalid { given: quote(given) }.into()),
        (Some(_), Some((name, true))) => {
            field("serverName", ServerNameUnderstood { host: name.to_string() }.into());
        }
        (None, _) if purpose.may_be_tls() && !question.is_misfit("serverName") => {
            field("serverName", ServerNameMissing {}.into())
        }
        _ => {}
    }
    let parsed_name = parsed_name.map(|(name, _)| name);
    let mailbox = question.email_name.as_deref().and_then(|given| {
        let parsed = Mailbox::parse(given);
        if parsed.is_none() {
            field("emailName", EmailNameInvalid { given: quote(given) }.into());
        }
        parsed
    });
    let rules = match question.rules.as_deref() {
        None | Some("default") => RuleSet::Default,
        Some("rfc5280") => RuleSet::Rfc5280,
        Some("cabf") => RuleSet::Cabf,
        Some(given) => {
            field("rules", RulesUnknown { given: quote(given) }.into());
            RuleSet::Default
        }
    };
    let language = match question.language.as_deref() {
        None | Some("en") => Language::English,
        Some("zh-CN") => Language::Chinese,
        Some(given) => {
            field("language", LanguageUnknown { given: quote(given) }.into());
            if given.starts_with("zh") { Language::Chinese } else { Language::English }
        }
    };
    let address = question.address.clone();
    let containers = Containers::of(question);
    let is_full = question.full == Some(true);
    (
        Asked {
            at,
            server_name: parsed_name,
            mailbox,
            purpose,
            rules,
            language,
            address,
            containers,
            is_full,
        },
        findings,
    )
}

/// Reads entries as certificates into the bag, each once, but for those that are passed over. What is no certificate, or stands there again, is a finding.
fn collect(
    bag: &mut Bag,
    entries: &[Entry],
    passed_over: &BTreeSet<usize>,
    others: &[input::Unread],
    origin: Origin,
    findings: &mut Vec<Finding>,
) {
    let mut copies: BTreeMap<CertificateId, Vec<u32>> = BTreeMap::new();
    let before = bag.iter().count();
    let mut others = others.iter().peekable();
    let note = |bag: &mut Bag, der: Arc<[u8]>, source| {
        let position = bag.iter().count() - before;
        let encoding = Encoding::of_certificate(&der);
        bag.unreadable.push(Unreadable { origin, der, encoding, source, position });
    };
    for (index, entry) in entries.iter().enumerate() {
        while let Some(other) = others.next_if(|other| other.after <= index) {
            note(bag, Arc::clone(&other.bytes), other.source);
        }
        if passed_over.contains(&index) {
            continue;
        }
        let parts = bounds::parts(&entry.der);
        let limit = bounds::MOST_PARTS.min(bounds::MOST_PARTS_IN_ALL.saturating_sub(bag.parts()));
        let read = match parts <= limit {
            true => Certificate::read(&entry.der, origin, entry.source).map(|read| followed_by(read, entry)),
            false => Err(Malformed),
        };
        match read {
            Ok(mut certificate) => match bag.find(&certificate.sha256, origin.is_anchor()) {
                Some(known) => {
                    if origin == Origin::Chain {
                        bag.add_again(known);
                    }
                    copies.entry(known).or_default().push(entry.source.span.map_or(0, |span| span.line));
                }
                None => {
                    certificate.tail.clone_from(&entry.tail);
                    certificate.trust = entry.trust.clone().filter(|_| origin.is_anchor());
                    bag.add(certificate);
                }
            },
            Err(Malformed) => {
                let place = Place::Input { field: entry.field, source: Some(entry.source) };
                let encoding = Encoding::of_certificate(&entry.der);
                findings.push(if parts > limit {
                    Finding::new(place, InputTooLarge { unit: amount::PARTS, found: parts, limit })
                } else {
                    Finding::new(place, CertificateMalformed::read(&entry.der, &encoding))
                });
                let all = match entry.tail.as_slice() {
                    [] => Arc::clone(&entry.der),
                    tail => [entry.der.as_ref(), tail].concat().into(),
                };
                note(bag, all, entry.source);
            }
        }
    }
    for other in others {
        note(bag, Arc::clone(&other.bytes), other.source);
    }
    if origin.is_anchor() && !copies.is_empty() {
        let names = copies.keys().map(|id| bag.get(*id).label()).collect();
        findings.push(Finding::new(Place::Anchors, AnchorsDuplicated { names }));
    }
    if origin == Origin::Chain {
        for (id, lines) in copies {
            let count = lines.len() + 1;
            let lines = lines.into_iter().filter(|line| *line > 0).map(|line| line.to_string()).collect();
            findings.push(Finding::on(id, CertificateDuplicated { count, lines }));
        }
    }
}

/// A certificate with what stands behind it in its own block: a server sends that too.
fn followed_by(mut certificate: Certificate, entry: &Entry) -> Certificate {
    if entry.trailing > 0 && certificate.origin == Origin::Chain {
        certificate.encoding.note_trailing(entry.der.len(), entry.trailing);
    }
    certificate
}

/// More than this of a host name, a time or a choice cannot be meant, and is not repeated.
const MOST_QUOTED: usize = 256;

fn quote(given: &str) -> String {
    let mut end = given.len().min(4 * MOST_QUOTED);
    while !given.is_char_boundary(end) {
        end -= 1;
    }
    let beginning = secret::repeated(given.get(..end).unwrap_or_default());
    let mut quoted: String = beginning.chars().take(MOST_QUOTED).collect();
    if quoted.len() < beginning.len() || end < given.len() {
        quoted.push('…');
    }
    quoted
}

impl Anchors {
    /// Puts into the bag the built-in roots that could issue something that was sent; the others stay unread.
    fn load(question: &Question, bag: &mut Bag, sent: usize, pasted_count: usize) -> Self {
        let mut count = pasted_count;
        if question.anchors.mozilla {
            let pasted_again = |root: &MozillaRoot| bag.find(&root.sha256(), true).is_some();
            let roots: Vec<_> = MozillaRoot::all().filter(|root| !pasted_again(root)).collect();
            count += roots.len();
            let wanted: Vec<Vec<u8>> =
                bag.iter().take(sent).map(|(_, known)| known.issuer.der.clone()).collect();
            // A name that nothing bears octet for octet may be a root's in another form.
            let borne = |name: &Vec<u8>| {
                roots.iter().any(|root| root.has_subject(name))
                    || bag.iter().any(|(_, known)| known.subject.der == *name)
            };
            let unborne: Vec<Name> =
                wanted.iter().filter(|name| !borne(name)).map(|name| Name::from_der(name)).collect();
            let unborne: Vec<(String, Vec<u8>)> =
                unborne.iter().map(|name| (name.longest_word(), name.without_form())).collect();
            let is_wanted = |root: &MozillaRoot| {
                wanted.iter().any(|name| root.has_subject(name))
                    || unborne
                        .iter()
                        .any(|(word, name)| root.may_be(word) && *name == root.subject().without_form())
            };
            let found: Vec<MozillaRoot> = roots.iter().copied().filter(is_wanted).collect();
            for root in found {
                if let Ok(certificate) = Certificate::read_root(root.tbs(), root.sha256()) {
                    bag.add(certificate);
                }
            }
        }
        let source = match (question.anchors.mozilla, question.anchors.pasted.is_some()) {
            (true, true) => AnchorSource::Both,
            (true, false) => AnchorSource::Mozilla,
            (false, _) => AnchorSource::Pasted,
        };
        Self { count, source, mozilla: question.anchors.mozilla, passed_over: 0 }
    }
}

/// What it takes to judge one certificate on a path.
const STEPS_OF_JUDGING: usize = 2_000;

/// Every path, the best first, and whether a limit cut the search short.
fn judge_paths(
    context: &Context<'_>,
    memo: &SignatureMemo,
    end_entity: CertificateId,
    rules: RuleSet,
) -> (Vec<Judged>, bool) {
    let judge = |path: &CertificationPath| {
        let affordable = memo.work().spend(path.certificates.len() * STEPS_OF_JUDGING);
        (affordable, Judged { path: path.clone(), findings: rules::judge(context, path) })
    };
    let mut judged: Vec<Judged> = Vec::new();
    let mut is_faultless = |path: &CertificationPath| {
        let (_, found) = judge(path);
        let is_valid = found.is_valid(rules);
        judged.push(found);
        is_valid
    };
    let found = path::search(context.bag, memo, end_entity, context.at, &mut is_faultless);
    let mut known = judged.into_iter().peekable();
    let mut paths: Vec<Judged> = Vec::new();
    for path in &found.paths {
        // Those judged in the search come in the same order.
        if let Some(judged) = known.next_if(|judged| judged.path == *path) {
            paths.push(judged);
            continue;
        }
        let (affordable, judged) = judge(path);
        // One path there has to be; others are left out where the budget is gone.
        if affordable || paths.is_empty() {
            paths.push(judged);
        }
        if !affordable {
            break;
        }
    }
    let limited = found.limited || paths.len() < found.paths.len();
    choice::sort(&mut paths, rules);
    (paths, limited)
}

/// webpki's verdict on the same question.
fn ask_witness(
    context: &Context<'_>,
    memo: &SignatureMemo,
    end_entity: CertificateId,
    anchors: &Anchors,
    best: Option<&CertificationPath>,
) -> Result<(), String> {
    let bag = context.bag;
    let purpose = context.purpose.required().map(|(_, number)| number);
    let is_rejected = |known: &Certificate| {
        known.trust.as_ref().is_some_and(|settings| settings.says(purpose) == input::Says::Rejected)
    };
    let mut trusted: Vec<TrustAnchor<'_>> = bag
        .iter()
        .filter(|(_, known)| known.origin == Origin::PastedAnchor && !is_rejected(known))
        .filter_map(|(_, known)| reference::anchor(known.der.as_deref()?))
        .collect();
    if anchors.mozilla {
        trusted.extend(MozillaRoot::all().map(MozillaRoot::trust_anchor));
    }
    // webpki reads each of them anew wherever its search comes to: those that lead to no anchor are not worth it.
    let names = trusted.iter().map(|anchor| anchor.subject.to_vec());
    let others = path::leading_to(bag, path::above(bag, end_entity), names)
        .into_iter()
        .filter(|id| bag.get(*id).origin == Origin::Chain)
        .filter_map(|id| bag.get(id).der.as_deref())
        .collect();
    let case = Case {
        end_entity: bag.get(end_entity).der.as_deref().unwrap_or_default(),
        others,
        anchors: trusted,
        at: context.at,
        purpose: context.purpose,
        server_name: context.server_name,
        crls: context
            .revocation
            .zip(best)
            .map(|(revocation, best)| revocation.for_witness(context, best))
            .unwrap_or_default(),
    };
    reference::judge(&case, memo)
}

/// All that is to be told: the faults of the best path, what limits and the second witness add, what was odd about the
/// question, and as notes the faults of the other paths.
fn conclude(
    context: &Context<'_>,
    asked: &Asked,
    paths: &[Judged],
    limited: bool,
    witness: &Result<(), String>,
    mut findings: Vec<Finding>,
) -> Vec<Finding> {
    let rules = asked.rules;
    let Some(best) = paths.first() else { return findings };
    let is_error = |finding: &Finding| finding.is_error(rules);
    // A block that could not be read matters only if the chain fails without it.
    if best.is_valid(rules) {
        for finding in findings.iter_mut().filter(|finding| matches!(finding.place, Place::Input { .. })) {
            *finding = finding.clone().at_most(Severity::Warning);
        }
    }
    findings.extend(best.findings.iter().cloned());
    if limited
        && !best.is_valid(rules)
        && !findings.iter().any(|finding| finding.code() == Code::PathTooComplex)
    {
        let limit = if best.path.certificates.len() > path::MAX_INTERMEDIATES { "depth" } else { "search" };
        let finding = Finding::new(Place::Path(0), PathTooComplex { limit });
        // A path that reaches an anchor has been found, and its own faults are the reason.
        findings.push(if best.path.is_anchored() { finding.at_most(Severity::Warning) } else { finding });
    }
    // webpki judges by the default rules, whatever was asked for: what these call an error is its reason, and no gap.
    if let Err(error) = witness
        && !findings.iter().any(|finding| is_error(finding) || finding.is_error(RuleSet::Default))
    {
        // Our search follows the key identifiers, webpki tries the certificates as they come: it can give up where we do not.
        findings.push(if reference::is_limit(error) {
            let finding = Finding::new(Place::Path(0), PathTooComplex { limit: "search" });
            finding.limited([Severity::Error, Severity::Note, Severity::Note])
        } else {
            Finding::new(Place::Path(0), Unexplained { error: error.clone() })
        });
    }
    let all: Vec<&CertificationPath> = paths.iter().map(|judged| &judged.path).collect();
    findings.extend(rules::judge_chain(context, &best.path, &all));
    for other in paths.iter().skip(1) {
        for finding in other.findings.iter().filter(|finding| is_error(finding)) {
            let known = |told: &Finding| told.code() == finding.code() && told.place == finding.place;
            if !findings.iter().any(known) {
                findings.push(finding.clone().at_most(Severity::Note));
            }
        }
    }
    if asked.at.is_none() {
        // Without a time no date can be judged, and what was found about dates only follows from that.
        findings.retain(|finding| choice::stage(finding.code()) != Stage::Dates);
    }
    // What the Baseline Requirements alone ask of whoever issues is not worth a word where they do not apply.
    let wanted = context.purpose.required().map(|(name, _)| name);
    findings.retain(|finding| {
        let is_of_public_cas = match &*finding.fault {
            Fault::CaExtendedKeyUsageMissing(_) | Fault::SubjectNotForPolicy(_) => true,
            Fault::ExtendedKeyUsageMismatch(evidence) => Some(evidence.wanted) != wanted,
            Fault::DistributionPointForbidden(evidence) => evidence.explanation.token == "missing",
            _ => false,
        };
        !is_of_public_cas || finding.severity(rules) != Severity::Note
    });
    choice::order(&mut findings, context.bag, &best.path, rules);
    findings
}
