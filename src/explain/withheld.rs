//! What is taken out of a question before anything else sees it.

use std::borrow::Cow;

use crate::question::{At, Question};
use crate::secret;

/// The question without the secrets that stand in fields where nothing of the kind is read.
pub(super) fn question(question: Question) -> Question {
    let Question { server_name, email_name, purpose, rules, language, error_text, at, .. } = &question;
    let at = if let At::Text(text) = at { Some(text.as_str()) } else { None };
    let given = [server_name, email_name, purpose, rules, language, error_text].map(|field| field.as_deref());
    if error_text.is_none()
        && given.iter().copied().chain([at]).flatten().all(|text| secret::find(text).is_empty())
    {
        return question;
    }
    let mut kept = question;
    let mut without = |name: &'static str, text: &mut String| {
        // Half a key has nothing to know it by: what looks drawn by lot goes from an error too.
        let shown = if name == "errorText" { secret::shown(text) } else { secret::withheld(text) };
        if shown.had_key {
            kept.keys_in.push(name);
        }
        if let Cow::Owned(shown) = shown.text {
            *text = shown;
        }
    };
    let mut fields = [
        ("serverName", kept.server_name.take()),
        ("emailName", kept.email_name.take()),
        ("purpose", kept.purpose.take()),
        ("rules", kept.rules.take()),
        ("language", kept.language.take()),
        ("errorText", kept.error_text.take()),
    ];
    for (name, text) in &mut fields {
        if let Some(text) = text {
            without(name, text);
        }
    }
    if let At::Text(text) = &mut kept.at {
        let mut at = std::mem::take(text);
        without("at", &mut at);
        kept.at = At::Text(at);
    }
    let [(_, server_name), (_, email_name), (_, purpose), (_, rules), (_, language), (_, error_text)] =
        fields;
    Question { server_name, email_name, purpose, rules, language, error_text, ..kept }
}
