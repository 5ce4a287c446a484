//! `chainwhy doctor`: which trust store each client of this machine reads, what is in it, and whether it leads to a server's
//! certificate.
//!
//! ```text
//! machine → programs that are there → the store each one reads → its state → with a host: that client's own answer with it
//! ```
//! Nothing is written without `--apply`. Everything is read below one folder, so that a container's file system can be looked at
//! from outside.

mod apply;
mod machine;
mod programs;
mod store;
mod verdict;

use chainwhy::question::Language;
use serde_json::json;

use crate::args;
use crate::ask;
use crate::failure::Result;
use crate::show;
use machine::Machine;
use programs::Program;
use store::Contents;
use verdict::{Judged, Server};

/// A program, the store it reads, and what is in it.
pub struct Row {
    pub program: Program,
    pub contents: Contents,
    /// What the client makes of the server with it, where one was named.
    pub judged: Option<Judged>,
}

pub fn doctor(args: &args::Doctor) -> Result<u8> {
    let machine = Machine::at(&args.root);
    let language = ask::language(args.lang.as_deref());
    if args.undo {
        return apply::undo(&machine);
    }
    if let Some(root) = &args.add {
        return apply::add(&machine, root, args.apply);
    }
    let at = ask::at(args.at.as_deref())?;
    let server = match (&args.target, &args.chain) {
        (None, None) => None,
        (target, chain) => Some(Server::ask(target.as_deref(), chain.as_deref(), &args.way, at)?),
    };
    let mut rows: Vec<Row> = programs::find(&machine)
        .into_iter()
        .map(|program| {
            let contents = store::read(&machine, &program.store);
            Row { program, contents, judged: None }
        })
        .collect();
    if let Some(server) = &server {
        verdict::judge(&mut rows, server, language);
    }
    let text =
        if args.json { as_json(&rows, server.as_ref()) } else { as_text(&rows, server.as_ref(), language) };
    show::print(text.as_bytes())?;
    let refuses =
        rows.iter().any(|row| row.judged.as_ref().is_some_and(|judged| judged.accepts == Some(false)));
    let broken = rows.iter().any(|row| row.contents.is_broken());
    Ok(u8::from(refuses || broken))
}

fn as_json(rows: &[Row], server: Option<&Server>) -> String {
    let told: Vec<_> = rows
        .iter()
        .map(|row| {
            let places: Vec<_> = row
                .contents
                .places
                .iter()
                .map(|place| json!({ "place": place.shown, "state": place.state.token(), "anchors": place.anchors }))
                .collect();
            json!({
                "program": row.program.name,
                "client": row.program.client,
                "chosenBy": row.program.store.chosen_by,
                "places": places,
                "anchors": row.contents.anchors,
                "mozillaAsOf": row.contents.mozilla_as_of,
                "accepts": row.judged.as_ref().and_then(|judged| judged.accepts),
                "why": row.judged.as_ref().and_then(|judged| judged.why.clone()),
                "mend": row.judged.as_ref().and_then(|judged| judged.mend.clone()),
                "missing": row.judged.as_ref().and_then(|judged| judged.missing.clone()),
            })
        })
        .collect();
    let cause = server
        .map(|server| json!({ "host": server.shown, "cause": server.cause.map(verdict::Cause::token) }));
    let value = json!({ "stores": told, "server": cause });
    let mut text = serde_json::to_string_pretty(&value).unwrap_or_default();
    text.push('\n');
    show::plain_json(text)
}

fn as_text(rows: &[Row], server: Option<&Server>, language: Language) -> String {
    let zh = language == Language::Chinese;
    let mut text = String::new();
    if let Some(server) = server {
        text.push_str(&server.headline(rows, language));
        text.push('\n');
    }
    let mut told: Option<&str> = None;
    for group in groups(rows) {
        let Some(first) = group.first() else { continue };
        let sign = match first.judged.as_ref().map(|judged| judged.accepts) {
            Some(Some(true)) => "✓",
            Some(Some(false)) => "✗",
            Some(None) => "?",
            None if first.contents.is_broken() => "!",
            None => "·",
        };
        let anchors = first.contents.anchors;
        let anchors = if zh { format!("{anchors} 个信任锚") } else { plural(anchors) };
        let as_of =
            first.contents.mozilla_as_of.as_deref().map(|day| format!(", Mozilla {day}")).unwrap_or_default();
        let names: Vec<&str> = group.iter().map(|row| row.program.name.as_str()).collect();
        let names = names.join(if zh { "；" } else { "; " });
        push_wrapped(&mut text, &names, &format!("{sign} "));
        text.push_str(&format!("    {anchors}{as_of} ({})\n", first.program.store.chosen_by));
        for place in &first.contents.places {
            text.push_str(&format!("    {}: {}\n", place.shown, place.state.words(zh)));
        }
        if let Some(judged) = &first.judged {
            if let Some(why) = &judged.why {
                push_wrapped(&mut text, why, "    ");
            }
            // What mends the chain mends it for all: it is told with the first.
            let advice = judged.mend.as_deref().filter(|mend| told != Some(mend));
            told = judged.mend.as_deref().or(told);
            for advice in advice.into_iter().flat_map(str::lines) {
                // A command is left as it is, to be copied.
                text.push_str(&format!("    → {advice}\n"));
            }
        }
    }
    text
}

/// Programs that read the same store, and say the same with it, are told once.
fn groups(rows: &[Row]) -> Vec<Vec<&Row>> {
    let told = |row: &Row| {
        let places: Vec<&str> = row.contents.places.iter().map(|place| place.shown.as_str()).collect();
        let judged =
            row.judged.as_ref().map(|judged| (judged.accepts, judged.why.clone(), judged.mend.clone()));
        (row.program.store.chosen_by.clone(), places.join("\n"), judged)
    };
    let mut groups: Vec<Vec<&Row>> = Vec::new();
    for row in rows {
        let known =
            groups.iter_mut().find(|group| group.first().is_some_and(|first| told(first) == told(row)));
        match known {
            Some(group) => group.push(row),
            None => groups.push(vec![row]),
        }
    }
    groups
}

fn push_wrapped(text: &mut String, paragraph: &str, lead: &str) {
    let indent = " ".repeat(lead.chars().count());
    for (index, line) in chainwhy::terminal::wrapped(paragraph, 80, &indent).into_iter().enumerate() {
        let line = if index == 0 { line.replacen(&indent, lead, 1) } else { line };
        text.push_str(&line);
        text.push('\n');
    }
}

fn plural(count: usize) -> String {
    format!("{count} anchor{}", if count == 1 { "" } else { "s" })
}
