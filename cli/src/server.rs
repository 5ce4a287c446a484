//! `chainwhy connect`: a server asked, its chain judged.

use std::net::SocketAddr;

use chainwhy::question::{At, Material, Piece, Question};
use chainwhy::report::{Place, Report};

use crate::args::{Connect, QuestionArgs, Way};
use crate::ask;
use crate::connect::{self, Identity, Proxy, Sent, Taken, Target};
use crate::failure::{Failure, Result};
use crate::fetch;
use crate::formats::prometheus;
use crate::show::{self, Answer, Files};
use crate::words::say;

/// More certificates than a chain ever has are not fetched.
const FETCHES: usize = 4;

pub fn connect(args: &Connect) -> Result<u8> {
    if let Some(code) = &args.output.explain {
        return show::explain_code(code, ask::language(args.question.lang.as_deref()));
    }
    let settings = ask::settings(&args.question)?;
    let target = target(&args.target, &args.way)?;
    let identity = identity(&args.way)?;
    let proxy = Proxy::chosen(&args.way, &target)?;
    let mut answers = Vec::new();
    let mut judge = |taken: &Taken, name: String, mut remarks: Vec<String>| {
        let mut answer = judge_server(taken, &target, name, &settings, &args.question);
        remarks.append(&mut answer.remarks);
        answers.push(Answer { remarks, ..answer });
    };
    if args.way.via_proxy_and_direct {
        let Some(proxy) = &proxy else {
            return Err(Failure::unanswerable(say!(
                "there is no proxy to compare with: neither --proxy nor HTTPS_PROXY names one (or NO_PROXY excepts the host)",
                "没有可以对比的代理：--proxy 和 HTTPS_PROXY 都没有指定（或者 NO_PROXY 排除了该主机）"
            )));
        };
        let through = connect::take(&target, &args.way, identity.as_ref(), Some(proxy))?;
        let direct = connect::take(&target, &args.way, identity.as_ref(), None);
        let compared = compare(&through, direct.as_ref().map_err(|failure| failure.message.as_str()));
        judge(&through, say!("{} through {}", "{}（经 {}）", target.shown(), proxy.shown()), vec![compared]);
        if let Ok(direct) = &direct {
            judge(direct, say!("{} directly", "{}（直连）", target.shown()), Vec::new());
        }
    } else if args.way.all_addresses && proxy.is_none() {
        let each = connect::take_from_each(&target, &args.way, identity.as_ref())?;
        let remark = addresses_differ(&each);
        let mut first = Some(remark);
        let mut told: Vec<Vec<Vec<u8>>> = Vec::new();
        for (address, taken) in &each {
            // A chain that another address sent too is judged once.
            if let Ok(taken) = taken
                && !told.contains(&taken.sent.certificates)
            {
                told.push(taken.sent.certificates.clone());
                judge(
                    taken,
                    say!("{} at {address}", "{}（{address}）", target.shown()),
                    first.take().into_iter().collect(),
                );
            }
        }
        if told.is_empty() {
            let why = each.into_iter().find_map(|(_, taken)| taken.err());
            return Err(
                why.unwrap_or_else(|| Failure::unanswerable(say!("no address answered", "没有地址应答")))
            );
        }
    } else {
        let taken = connect::take(&target, &args.way, identity.as_ref(), proxy.as_ref())?;
        if args.pem {
            let text: String = taken.sent.certificates.iter().map(|der| ask::pem(der)).collect();
            show::print(text.as_bytes())?;
            return Ok(0);
        }
        judge(&taken, target.shown(), Vec::new());
    }
    show::show(&answers, &args.output, settings.language)
}

/// The target of a command line; the port where none is named is that of the protocol.
pub fn target(text: &str, way: &Way) -> Result<Target> {
    Target::parse(text, way.starttls.map_or(443, crate::args::StartTls::port))
}

pub fn identity(way: &Way) -> Result<Option<Identity>> {
    match (&way.client_cert, &way.client_key) {
        (Some(certificate), Some(key)) => Identity::read(certificate, key).map(Some),
        _ => Ok(None),
    }
}

/// The question that a server's chain amounts to.
pub fn question_about(sent: &Sent, host: &str, defaults: &Question) -> Question {
    // One text, since the order is the server's.
    let chain: String = sent.certificates.iter().map(|der| ask::pem(der)).collect();
    Question {
        chain: Material(vec![Piece::Text(chain)]),
        server_name: Some(host.to_owned()),
        ..defaults.clone()
    }
}

fn judge_server(
    taken: &Taken,
    target: &Target,
    name: String,
    settings: &ask::Settings,
    args: &QuestionArgs,
) -> Answer {
    let host = args.host.first().map_or(target.host.as_str(), String::as_str);
    let question = question_about(&taken.sent, host, &settings.question);
    let files = Files {
        paste: Vec::new(),
        chain: vec![target.shown()],
        anchors: settings.anchor_files.clone(),
        crls: settings.crl_files.clone(),
    };
    let mut answer = judge(question, name, files, args);
    answer.remarks.insert(0, how_it_came(taken, target));
    answer
}

fn how_it_came(taken: &Taken, target: &Target) -> String {
    let count = taken.sent.certificates.len();
    let mut told = match count {
        1 => say!("{} sent 1 certificate", "{} 发送了 1 张证书", target.shown()),
        count => say!("{} sent {count} certificates", "{} 发送了 {count} 张证书", target.shown()),
    };
    if let Some(address) = taken.address.filter(|address| address.ip().to_string() != target.host) {
        told.push_str(&say!(" from {}", "，来自 {}", address.ip()));
    }
    if let Some(proxy) = &taken.proxy {
        told.push_str(&say!(" through the proxy {proxy}", "，经代理 {proxy}"));
    }
    if let Some(version) = taken.sent.version {
        told.push_str(&say!(" over {version}", "，{version}"));
    }
    if let Some(alpn) = &taken.sent.alpn {
        told.push_str(&say!(", {alpn}", "，{alpn}"));
    }
    if !taken.sent.ocsp.is_empty() {
        told.push_str(&say!(", with an OCSP response", "，带有 OCSP 响应"));
    }
    if let Some(why) = &taken.sent.broke_off {
        told.push_str(&say!("; then: {why}", "；之后：{why}"));
    }
    told
}

/// Whether somebody on the way answers in place of the server.
fn compare(through: &Taken, direct: std::result::Result<&Taken, &str>) -> String {
    match direct {
        Ok(direct) if direct.sent.certificates == through.sent.certificates => {
            say!(
                "The same chain comes through the proxy and directly: the proxy passes TLS on.",
                "经代理和直连得到的是同一条证书链：代理只转发 TLS。"
            )
        }
        Ok(_) => say!(
            "The proxy answers with a chain of its own in place of the server's: it inspects TLS, and its CA has to be trusted by every client behind it.",
            "代理用自己的证书链代替了服务器的：它在检查 TLS，代理后面的每个客户端都必须信任它的 CA。"
        ),
        Err(why) => {
            say!("Directly there was no answer to compare with: {why}", "直连没有应答，无法对比：{why}")
        }
    }
}

fn addresses_differ(each: &[(SocketAddr, Result<Taken>)]) -> String {
    /// A chain, where there was one, and the addresses that sent it.
    type Group<'a> = (Option<&'a Vec<Vec<u8>>>, Vec<String>);
    let mut groups: Vec<Group<'_>> = Vec::new();
    for (address, taken) in each {
        let chain = taken.as_ref().ok().map(|taken| &taken.sent.certificates);
        match groups.iter_mut().find(|(known, _)| *known == chain) {
            Some((_, addresses)) => addresses.push(address.ip().to_string()),
            None => groups.push((chain, vec![address.ip().to_string()])),
        }
    }
    match groups.as_slice() {
        [(_, addresses)] => say!(
            "{} addresses, and all send the same chain",
            "共 {} 个地址，发送的证书链都相同",
            addresses.len()
        ),
        groups => {
            let told: Vec<String> = groups
                .iter()
                .map(|(chain, addresses)| {
                    let what = if chain.is_some() {
                        say!("one chain", "一条证书链")
                    } else {
                        say!("no answer", "没有应答")
                    };
                    say!("{what} from {}", "{}：{what}", addresses.join(", "))
                })
                .collect();
            say!("The addresses do not send the same: {}", "各地址发送的不同：{}", told.join("; "))
        }
    }
}

/// Asks the core, completes the chain where that was asked for, and looks at what ends soon.
pub fn judge(question: Question, name: String, files: Files, args: &QuestionArgs) -> Answer {
    let mut remarks = Vec::new();
    let mut report = chainwhy::explain(&question);
    if args.fetch {
        report = complete(&question, report, args.fetch_private, &mut remarks);
    }
    let ends_soon = args.warn_days.and_then(|days| ends_soon(&report, &question, days));
    Answer { name, report, files, remarks, ends_soon }
}

/// Fetches the issuers that are missing, one after the other, and tells what becomes of the chain with them. The verdict stays
/// that of what was sent: clients that do not fetch will say the same.
fn complete(question: &Question, report: Report, private: bool, remarks: &mut Vec<String>) -> Report {
    let mut known = question.clone();
    let mut latest = report.clone();
    let mut fetched = 0;
    while fetched < FETCHES {
        let Some((address, issuer)) = missing_issuer(&latest) else { break };
        fetched += 1;
        match fetch::get(&address, private) {
            Ok(content) => {
                remarks.push(say!(
                    "fetched “{issuer}” from {address} (it was not sent)",
                    "已从 {address} 下载 “{issuer}”（服务器没有发送）"
                ));
                known.chain.0.push(Piece::Bytes(content));
                let next = chainwhy::explain(&known);
                if missing_issuer(&next).is_some_and(|(again, _)| again == address) {
                    break;
                }
                latest = next;
            }
            Err(why) => {
                remarks.push(say!("{address} could not be fetched: {why}", "无法下载 {address}：{why}"));
                break;
            }
        }
    }
    if fetched > 0 && latest.verdict != report.verdict {
        remarks.push(say!("With what was fetched: {}", "加上下载的证书后：{}", latest.summary));
    }
    report
}

/// The address of the issuer that the best path lacks, and its name.
fn missing_issuer(report: &Report) -> Option<(String, String)> {
    let finding = report.findings.iter().find(|finding| finding.code == "issuer-not-found")?;
    let Place::Link { subject, issuer: None } = &finding.place else { return None };
    let certificate = report.certificates.iter().find(|one| one.id == *subject)?;
    let address =
        certificate.ca_issuers.iter().find(|address| address.to_ascii_lowercase().starts_with("http://"))?;
    Some((address.clone(), certificate.issuer.clone()))
}

/// What on the path ends within some days of the time asked about.
fn ends_soon(report: &Report, question: &Question, days: u32) -> Option<String> {
    let mut later = question.clone();
    let at = prometheus::seconds(report.at.as_deref()?)?;
    let path = report.paths.first()?;
    later.at = At::Text(chainwhy::fault::Time(at + i64::from(days) * 86_400).to_iso8601());
    let then = chainwhy::explain(&later);
    if report.exit_status() != 0 || then.exit_status() == 0 {
        return None;
    }
    let ends = path
        .certificates
        .iter()
        .filter_map(|id| report.certificates.iter().find(|certificate| certificate.id == *id))
        .min_by(|one, other| one.not_after.cmp(&other.not_after))?;
    Some(say!(
        "within {days} days this stops working: “{}” ends on {}",
        "{days} 天之内就会失效：“{}” 于 {} 到期",
        ends.label,
        ends.not_after
    ))
}
