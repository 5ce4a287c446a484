//! RFC 8550 §3: a certificate for mail is for the address of whoever writes.

use super::Context;
use crate::certificate::Certificate;
use crate::certificate::der;
use crate::certificate::extensions::GeneralName;
use crate::fault::{Finding, Listed, Severity, declare_fault};
use crate::path::CertificationPath;
use crate::question::Purpose;
use crate::server_name::ServerName;

declare_fault! {
    /// The address that was asked for is not among those of the certificate.
    EmailNameMismatch = "email-name-mismatch" at Certificate, "RFC 8550 §3",
    default Error, rfc5280 Error, cabf Error
    {
        /// The address that was asked for.
        wanted: String,
        /// The addresses of the certificate.
        names: Listed,
    }
    en {
        title: "The certificate is for another mail address",
        message: "{certificate} is not for {wanted}. Its mail addresses: {names}.",
    }
    zh {
        title: "证书不适用于该邮件地址",
        message: "{certificate} 不适用于 {wanted}。它的邮件地址：{names}。",
    }
    reference en {
        meaning: "No rfc822Name or SmtpUTF8Mailbox of the certificate is the address of `emailName`. The part before the @ is compared letter by letter, the host without regard to case.",
        reason: "A signature on a message shows who wrote it only if the certificate bears the sender's address.",
        cause: "The address changed, an alias is used, or the certificate is of another person.",
        mending: "Have a certificate issued for the address, or send from the one that it bears.",
        verifiers: "Mail programs compare with the From or Sender address and warn; `openssl verify -verify_email` refuses (code 63).",
    }
    reference zh {
        meaning: "证书的 rfc822Name 和 SmtpUTF8Mailbox 中都没有 `emailName` 指定的地址。@ 之前的部分逐字比较，主机部分不区分大小写。",
        reason: "只有证书带有发件人的地址，邮件上的签名才能说明是谁写的。",
        cause: "地址有变动，使用了别名，或者证书属于别人。",
        mending: "为该地址申请证书，或者用证书上的地址发送。",
        verifiers: "邮件程序会与 From 或 Sender 地址比较并给出警告；`openssl verify -verify_email` 拒绝（错误码 63）。",
    }
}

declare_fault! {
    /// A certificate for mail without any mail address.
    EmailNameMissing = "email-name-missing" at Certificate, "S/MIME BR §7.1.4.2.1",
    default Error, rfc5280 Error, cabf Error
    {
        /// The address in the subject, where there is one.
        in_subject: Option<String>,
    }
    en {
        title: "The certificate names no mail address",
        message: "{certificate} has no mail address in subjectAltName. In its subject: {in_subject}, which does not count.",
    }
    zh {
        title: "证书没有邮件地址",
        message: "{certificate} 的 subjectAltName 里没有邮件地址。主题里的地址（{in_subject}）不算数。",
    }
    reference en {
        meaning: "subjectAltName has neither an rfc822Name nor an SmtpUTF8Mailbox. A warning where the question names no address.",
        reason: "The S/MIME Baseline Requirements want every mailbox there; an emailAddress in the subject is a leftover of older profiles.",
        cause: "A certificate for something else, or a template of before RFC 2459.",
        mending: "Have it issued with the address as an rfc822Name in subjectAltName.",
        verifiers: "OpenSSL and some mail programs still take emailAddress of the subject; newer ones do not.",
    }
    reference zh {
        meaning: "subjectAltName 里既没有 rfc822Name，也没有 SmtpUTF8Mailbox。若提问没有给出地址，只是警告。",
        reason: "S/MIME Baseline Requirements 要求每个邮箱都写在那里；主题里的 emailAddress 是旧规范的遗留。",
        cause: "证书另有用途，或者模板早于 RFC 2459。",
        mending: "重新签发，把地址以 rfc822Name 写入 subjectAltName。",
        verifiers: "OpenSSL 和部分邮件程序仍接受主题里的 emailAddress；较新的程序不接受。",
    }
}

declare_fault! {
    /// What was given as a mail address is none.
    EmailNameInvalid = "email-name-invalid" at Request, "RFC 5321 §4.1.2",
    default Error, rfc5280 Error, cabf Error
    {
        /// What was asked for.
        given: String,
    }
    en {
        title: "The mail address is not one",
        message: "“{given}” is no mail address. Give one address, without a name before it: `user@example.com`.",
    }
    zh {
        title: "邮件地址无效",
        message: "“{given}” 不是邮件地址。请只填一个地址，前面不要带姓名：`user@example.com`。",
    }
    reference en {
        meaning: "What was given as `emailName` has no @, nothing before it, or no host behind it.",
        reason: "It is compared with the addresses of the certificate, and can match nothing.",
        cause: "A name was given with the address, or a host alone.",
        mending: "Give the address alone.",
        verifiers: "This concerns chainwhy alone.",
    }
    reference zh {
        meaning: "`emailName` 里没有 @，@ 之前为空，或者 @ 之后不是主机名。",
        reason: "它要与证书里的地址比较，这样的值不可能匹配。",
        cause: "把姓名和地址写在一起，或者只写了主机名。",
        mending: "只填地址。",
        verifiers: "只与 chainwhy 有关。",
    }
}

/// A mail address: the part before the @ as it stands, the host in A-labels and lower case.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mailbox {
    local: String,
    host: String,
}

impl Mailbox {
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (local, host) = text.trim().rsplit_once('@')?;
        let is_local = |letter: char| !letter.is_control() && !letter.is_whitespace() && letter != '<';
        let ServerName::Dns(host) = ServerName::parse(host)? else { return None };
        (!local.is_empty() && local.chars().all(is_local)).then(|| Self { local: local.to_owned(), host })
    }
}

/// id-on-SmtpUTF8Mailbox (RFC 9598).
const SMTP_UTF8_MAILBOX: &[u8] = &[0x2b, 6, 1, 5, 5, 7, 8, 9];

/// Every mail address of subjectAltName, as it stands there.
fn addresses(certificate: &Certificate) -> Vec<String> {
    let names = certificate.extensions.subject_alt_names.as_ref();
    let mut found: Vec<String> = names
        .into_iter()
        .flat_map(|names| &names.value)
        .filter_map(|name| match name {
            GeneralName::Email(address) => Some(address.clone()),
            _ => None,
        })
        .collect();
    let extension = certificate.extensions.all.iter().find(|seen| seen.oid == "2.5.29.17");
    let list = extension.and_then(|seen| der::expect(&seen.value, der::SEQUENCE));
    let others = list.into_iter().flat_map(|(list, _)| der::elements(list.contents));
    found.extend(others.filter(|name| name.tag == 0xa0).filter_map(|name| {
        let (kind, rest) = der::expect(name.contents, der::OID)?;
        let (value, _) = der::expect(rest, 0xa0)?;
        let (text, _) = der::expect(value.contents, 0x0c)?;
        let text = core::str::from_utf8(text.contents).ok()?;
        (kind.contents == SMTP_UTF8_MAILBOX).then(|| text.to_owned())
    }));
    found
}

/// The address that was asked for, and that there is one at all in a certificate for mail.
pub(super) fn check(context: &Context<'_>, path: &CertificationPath, findings: &mut Vec<Finding>) {
    let id = path.end_entity();
    let wanted = context.mailbox;
    if wanted.is_none() && context.purpose != Purpose::EmailProtection {
        return;
    }
    let certificate = context.bag.get(id);
    let addresses = addresses(certificate);
    match wanted {
        _ if addresses.is_empty() => {
            let in_subject = certificate.subject.first("emailAddress").map(str::to_owned);
            let finding = Finding::on(id, EmailNameMissing { in_subject });
            let light = [Severity::Warning, Severity::Warning, Severity::Error];
            findings.push(if wanted.is_some() { finding } else { finding.limited(light) });
        }
        Some(wanted) if !addresses.iter().any(|address| Mailbox::parse(address).as_ref() == Some(wanted)) => {
            let asked = [wanted.local.as_str(), "@", &wanted.host].concat();
            let names = addresses.into_iter().collect();
            findings.push(Finding::on(id, EmailNameMismatch { wanted: asked, names }));
        }
        _ => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_has_something_on_either_side() {
        let parsed = |text: &str| Mailbox::parse(text).map(|known| [known.local, known.host]);
        assert_eq!(parsed(" Jo.Do@Example.COM "), Some(["Jo.Do".into(), "example.com".into()]));
        assert_eq!(parsed("用户@bücher.example"), Some(["用户".into(), "xn--bcher-kva.example".into()]));
        for none in ["", "@", "jo@", "@example.com", "example.com", "Jo <jo@example.com", "jo@192.0.2.7"] {
            assert_eq!(parsed(none), None, "{none}");
        }
    }
}
