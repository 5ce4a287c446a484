//! The error text: what clients said, set beside what the chain shows.
//!
//! A message is looked for among the predicted words first: where the row of this client, or of a program over the same
//! library, says just this, the message agrees, and its cause is that of the row. Then it is compared by what it can mean. Only
//! then is it not shown by the chain.

use super::{Asked, Examined};
use crate::address;
use crate::clients::{self, Answers};
use crate::fault::{Finding, Place};
use crate::question::{Language, Purpose};
use crate::recognise::{self, Family, Recognised, recognise};
use crate::report::{ClientAnswer, RecognisedError};
use crate::rules::request::{AdviceUnsafe, ErrorIsNotAboutCertificates, ErrorNotRecognised};
use crate::rules::{Code, Fault};
use crate::signature::SignatureMemo;
use crate::text;

/// The messages of a text, and what is about something else.
pub(super) struct Said {
    errors: Vec<Recognised>,
    elsewhere: Vec<recognise::NotTheCertificate>,
}

impl Said {
    pub(super) fn read(given: &str) -> Self {
        let errors = recognise(given);
        let elsewhere = recognise::not_the_certificate(given);
        Self { errors, elsewhere }
    }

    /// The clients that speak in the text.
    pub(super) fn speakers(&self) -> Vec<&str> {
        self.errors.iter().map(|error| error.client).collect()
    }
}

/// Advice in the error text that must not be followed.
pub(super) fn advice(text: Option<&str>, language: Language) -> Vec<Finding> {
    let Some(text) = text else { return Vec::new() };
    let told = recognise::bad_advice(text).into_iter().map(|found| {
        let why = match language {
            Language::English => found.why_en,
            Language::Chinese => found.why_zh,
        };
        let place = Place::Request("errorText");
        Finding::new(place, AdviceUnsafe { quoted: found.quoted, line: found.line, why })
    });
    told.collect()
}

/// Each message with whether the chain shows it, and what is left of the text: errors about something else, or that nothing in
/// it was recognised.
pub(super) fn compare(
    given: &str,
    said: &Said,
    examined: &Examined,
    answers: &Answers,
    memo: &SignatureMemo,
) -> (Vec<RecognisedError>, Vec<Finding>) {
    let place = Place::Request("errorText");
    let view = View { examined, answers, memo, is_of_a_server: recognise::is_of_a_server(given) };
    let mut errors: Vec<RecognisedError> = said.errors.iter().map(|found| view.tell(found)).collect();
    let mut findings = Vec::new();
    for found in &said.elsewhere {
        // A handshake that fails over the kind of the server's key is about the certificate all the same.
        if let Some(error) = view.tell_of_a_handshake(found) {
            errors.push(error);
            continue;
        }
        let about = match examined.asked.language {
            Language::English => found.en,
            Language::Chinese => found.zh,
        };
        findings.push(Finding::new(
            place.clone(),
            ErrorIsNotAboutCertificates { quoted: found.quoted.clone(), line: found.line, about },
        ));
    }
    let is_answered = !errors.is_empty() || !findings.is_empty() || !recognise::bad_advice(given).is_empty();
    if !is_answered && !given.trim().is_empty() {
        findings.push(Finding::new(place, ErrorNotRecognised {}));
    }
    (errors, findings)
}

struct View<'a> {
    examined: &'a Examined,
    answers: &'a Answers,
    memo: &'a SignatureMemo,
    is_of_a_server: bool,
}

impl View<'_> {
    fn tell(&self, found: &Recognised) -> RecognisedError {
        let language = self.examined.asked.language;
        let codes = found.codes().to_vec();
        let (agrees, verdict) = self.judge(found);
        // Of SM2 the command says nothing about the signature without its identity.
        let is_of_sm2 = found.is_of_verify_command && verdict == in_language(SM2_IDENTITY, language);
        let general =
            if is_of_sm2 { "" } else { in_language([found.meaning.en, found.meaning.zh], language) };
        let build = found.python_build.as_ref().filter(|build| !build.versions.is_empty());
        let build = build.map(|build| match language {
            Language::English => {
                format!("The line number in the message is that of Python {}. ", build.versions)
            }
            Language::Chinese => format!("消息中的行号属于 Python {}。", build.versions),
        });
        let of_a_server = if self.examined.asked.purpose == Purpose::ClientAuth && self.is_of_a_server {
            in_language(
                [
                    "A server says this of a client’s certificate, and so it was asked about as one (clientAuth). ",
                    "这是服务器对客户端证书的说法，因此按客户端证书（clientAuth）检查。",
                ],
                language,
            )
        } else {
            ""
        };
        RecognisedError {
            client: found.client.to_owned(),
            quoted: found.quoted.clone(),
            codes,
            agrees,
            message: format!(
                // What is to be done next may end in a command, behind which nothing must follow.
                "{of_a_server}{general}{}{}{verdict}",
                space(language),
                build.unwrap_or_default()
            )
            .trim()
            .to_owned(),
        }
    }

    /// Whether the chain shows a message, and the sentence about it.
    fn judge(&self, found: &Recognised) -> (bool, String) {
        let language = self.examined.asked.language;
        if self.examined.incomplete {
            return (false, paste_next(language, found.host.as_deref(), &self.examined.asked));
        }
        if let Some(index) = self.row_that_says(found) {
            return (true, self.tell_row(index));
        }
        if found.is_of_verify_command
            && let Some(sentence) = self.tell_of_verify_command(found)
        {
            return (true, sentence);
        }
        if found.is_of_verify_command && self.examined.bag.iter().any(|(_, known)| known.key.name == "EC SM2")
        {
            return (true, in_language(SM2_IDENTITY, language).to_owned());
        }
        // Any severity counts: a strict client refuses what the rules asked for only warn of. That nothing was pasted shows nothing.
        let codes = found.codes();
        let shown =
            self.examined.findings.iter().find(|finding| {
                codes.contains(&finding.code().as_str()) && finding.code() != Code::InputEmpty
            });
        if let Some(finding) = shown {
            return (true, shows(finding, self.examined, language));
        }
        // Where nothing could be judged, there is nothing that could have shown it.
        if self.examined.paths.is_empty() {
            return (false, paste_next(language, found.host.as_deref(), &self.examined.asked));
        }
        (false, not_shown(found, language, &self.examined.asked))
    }

    /// The row of the client that speaks, or of one of its kin, whose predicted words are this message; where the message leaves
    /// the reason out, the row that refuses.
    fn row_that_says(&self, found: &Recognised) -> Option<usize> {
        let says = |answer: &ClientAnswer| {
            let error = answer.error.as_deref();
            error.is_some_and(|error| recognise(error).iter().any(|own| own.meaning == found.meaning))
        };
        let any = |_: &ClientAnswer| found.meaning.leaves_the_reason_out();
        self.first_row(found, &says).or_else(|| self.first_row(found, &any))
    }

    /// The first row that refuses and that says so: of this client, of its variants, of its kin in their order.
    fn first_row(&self, found: &Recognised, says: &dyn Fn(&ClientAnswer) -> bool) -> Option<usize> {
        core::iter::once(&found.client).chain(kin(found.family)).find_map(|prefix| {
            self.answers.each.iter().position(|answer| {
                answer.accepts == Some(false) && answer.client.starts_with(prefix) && says(answer)
            })
        })
    }

    fn tell_row(&self, index: usize) -> String {
        let language = self.examined.asked.language;
        let ground = self.answers.grounds.get(index).and_then(Option::as_ref);
        let told = ground.and_then(|ground| self.examined.findings.get(ground.finding?));
        if let Some(finding) = told {
            return shows(finding, self.examined, language);
        }
        let answer = self.answers.each.get(index);
        let words = match answer.and_then(|answer| answer.reason.as_ref()) {
            Some(_) => {
                ["The chain that was pasted shows it: {reason}", "贴出的证书链正显示了这一点：{reason}"]
            }
            None => [
                "{name} says just this of the chain that was pasted.",
                "对贴出的证书链，{name} 给出的正是这条消息。",
            ],
        };
        text::fill(in_language(words, language), &|blank| match (blank, answer) {
            ("reason", Some(answer)) => {
                answer.reason.as_ref().map(|reason| reason.text.clone()).unwrap_or_default()
            }
            (_, Some(answer)) => answer.name.to_owned(),
            (_, None) => String::new(),
        })
    }

    /// `openssl verify` looks at the first certificate of a file alone: whether it then says this.
    fn tell_of_verify_command(&self, found: &Recognised) -> Option<String> {
        let alone = clients::openssl_verify_alone(self.examined, self.memo);
        let says = alone.iter().any(|words| {
            let framed = text::fill("error 0 at 0 depth lookup: {words}", &|_| (*words).to_owned());
            recognise(&framed).iter().any(|own| own.meaning == found.meaning)
        });
        says.then(|| {
            in_language(
                [
                    "This is the form of `openssl verify`, which reads only the first certificate of the file: that one alone gives this error. The others go behind -untrusted: openssl verify -CAfile root.pem -untrusted fullchain.pem fullchain.pem",
                    "这是 `openssl verify` 命令的输出，它只读取文件里的第一张证书：单独检查这一张就会得到这个错误。其余证书要放在 -untrusted 之后：openssl verify -CAfile root.pem -untrusted fullchain.pem fullchain.pem",
                ],
                self.examined.asked.language,
            )
            .to_owned()
        })
    }

    /// A failed handshake, where a client is predicted to fail so over the server's key or signature.
    fn tell_of_a_handshake(&self, found: &recognise::NotTheCertificate) -> Option<RecognisedError> {
        let index = self.answers.each.iter().position(|answer| {
            answer.accepts == Some(false)
                && answer.error.as_deref().is_some_and(|error| {
                    recognise(error).is_empty()
                        && recognise::not_the_certificate(error).iter().any(|own| own.en == found.en)
                })
        })?;
        let ground = self.answers.grounds.get(index)?.as_ref()?;
        let finding = self.examined.findings.get(ground.finding?)?;
        let language = self.examined.asked.language;
        let general = in_language(
            ["The handshake failed before the certificate was judged.", "握手在检查证书之前就失败了。"],
            language,
        );
        Some(RecognisedError {
            client: self.answers.each.get(index)?.client.to_owned(),
            quoted: found.quoted.clone(),
            codes: vec![finding.code().as_str()],
            agrees: true,
            message: format!("{general}{}{}", space(language), shows(finding, self.examined, language)),
        })
    }
}

/// What the names of clients over the library begin with whose words these are, the nearest first.
fn kin(family: Family) -> &'static [&'static str] {
    match family {
        Family::OpenSsl => {
            &["openssl", "bun", "python", "curl", "node", "npm", "cargo", "php", "ruby", "perl"]
        }
        Family::Python => &["python", "pyca", "openssl"],
        Family::Curl => &["curl", "cargo", "openssl", "git"],
        Family::Node => &["node", "npm", "bun", "openssl"],
        Family::Go => &["go"],
        Family::Java => &["java"],
        Family::Rustls => &["rustls", "uv"],
        Family::GnuTls => &["gnutls", "wget", "git"],
        Family::Nss => &["firefox"],
        Family::Chrome => &["chrome"],
        Family::Microsoft => &["windows", "dotnet"],
        Family::Apple => &["macos"],
        Family::Other => &[],
    }
}

fn shows(finding: &Finding, examined: &Examined, language: Language) -> String {
    let title = text::describe(finding, &examined.bag, language).0;
    let words = in_language(
        ["The chain that was pasted shows it: {title}.", "贴出的证书链正显示了这一点：{title}。"],
        language,
    );
    text::fill(words, &|_| title.clone())
}

const SM2_IDENTITY: [&str; 2] = [
    "Of a chain of SM2 this says nothing about the signature: openssl verify wants the identity that was signed with, -vfyopt distid:1234567812345678, and gives it to the first certificate only.",
    "对 SM2（国密）证书链来说，这并不说明签名有误：openssl verify 需要给出签名所用的标识 -vfyopt distid:1234567812345678，而且它只对第一张证书生效。",
];

/// Why a message is not shown, and what would show it.
fn not_shown(found: &Recognised, language: Language, asked: &Asked) -> String {
    if found.meaning.is_of_no_chain() {
        return in_language(
            ["No chain that is pasted can show it.", "仅凭粘贴的证书链无法看出这个问题。"],
            language,
        )
        .to_owned();
    }
    let words = in_language(
        [
            "The chain that was pasted does not show it: the client saw another chain, trusts other anchors than those given here, or asked for another name. What would show it: the chain as this client is sent it, {command}, and what it trusts as the anchors.",
            "贴出的证书链没有显示这个问题：客户端看到的是另一条证书链，信任的是另一组信任锚，或者访问的是另一个名称。要看出原因，请在该客户端所在的机器上取得它收到的证书链（{command}），并贴上它所信任的证书。",
        ],
        language,
    );
    text::fill(words, &|_| command(found.host.as_deref(), asked))
}

fn in_language(words: [&'static str; 2], language: Language) -> &'static str {
    let [english, chinese] = words;
    match language {
        Language::English => english,
        Language::Chinese => chinese,
    }
}

fn space(language: Language) -> &'static str {
    in_language([" ", ""], language)
}

/// Asks the host that the message names, or the one that the question does, at the port that was pasted with it.
fn command(host: Option<&str>, asked: &Asked) -> String {
    let known = asked.address.as_ref();
    let named = || asked.server_name.as_ref().map(ToString::to_string);
    let host = host.map(str::to_owned).or_else(|| known.map(|known| known.host.clone())).or_else(named);
    let port = known.filter(|known| Some(&known.host) == host.as_ref()).and_then(|known| known.port);
    address::command(host.as_deref(), port)
}

/// The sentence of a report on an error and nothing else: what it means, or that it is not known, and what to run next.
pub(super) fn summary(recognised: &[RecognisedError], examined: &Examined) -> Option<String> {
    if examined.sent > 0 {
        return None;
    }
    if let Some(first) = recognised.first() {
        return Some(first.message.clone());
    }
    // What is about the connection is told as that, and not as a message that is no certificate.
    let elsewhere = examined.findings.iter().find_map(|finding| match &*finding.fault {
        Fault::ErrorIsNotAboutCertificates(evidence) => Some(evidence),
        _ => None,
    });
    if let Some(evidence) = elsewhere {
        let words = in_language(
            ["This error is not about certificates. {about}", "这个错误与证书无关。{about}"],
            examined.asked.language,
        );
        return Some(text::fill(words, &|_| evidence.about.to_owned()));
    }
    let is_unknown = |finding: &Finding| finding.code() == Code::ErrorNotRecognised;
    examined.findings.iter().any(is_unknown).then(|| {
        let words = in_language(
            [
                "This error is not one that is known here, so nothing is said of its meaning. What the server sends may show the cause; this prints it: {command}",
                "这里不认识这个错误，因此不对其含义下结论。原因也许能从服务器发送的内容中看出，用这个命令可以得到：{command}",
            ],
            examined.asked.language,
        );
        text::fill(words, &|_| command(None, &examined.asked))
    })
}

/// What to paste where there is no chain yet, with the command that gets it.
fn paste_next(language: Language, host: Option<&str>, asked: &Asked) -> String {
    let words = in_language(
        [
            "To see which, paste the chain as well; this prints it: {command}",
            "要知道是哪一种，请把证书链也贴上来，用这个命令可以得到：{command}",
        ],
        language,
    );
    text::fill(words, &|_| command(host, asked))
}
