//! From the command line to an exit status.

use std::ffi::OsString;
use std::io::{self, Write};

use chainwhy::question::{Pasted, Piece, Question};
use chainwhy::report::Verdict;
use clap::{CommandFactory, Parser};

use crate::args::{Ask, Command, CommandLine, Format};
use crate::ask::Settings;
use crate::failure::{BROKE, Failure, Result, UNANSWERABLE};
use crate::show::{Answer, Files};
use crate::words::say;
use crate::{ask, doctor, input, ndjson, server, show, watch, words};

/// Carries a command line out, the program's name first, and gives the exit status: 0 trusted, 1 untrusted, 2 unreadable or a
/// question that cannot be answered, 3 the program itself broke.
pub fn run(arguments: impl IntoIterator<Item = OsString>) -> u8 {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    crate::verify_natively();
    words::speak(ask::language(words::named_in(&arguments).as_deref()));
    // A defect of ours ends with one line and a status of its own, not with a trace.
    std::panic::set_hook(Box::new(|_| {
        let _ = writeln!(
            io::stderr(),
            "{}",
            say!(
                "chainwhy: it broke on this question. That is a defect of chainwhy: please report it",
                "chainwhy：处理这个问题时出错了。这是 chainwhy 的缺陷，请报告"
            )
        );
        // Where nothing unwinds, as in a release, this is the end; its status is to be the one that was promised.
        #[cfg(panic = "abort")]
        std::process::exit(i32::from(BROKE));
    }));
    let command_line = match CommandLine::try_parse_from(arguments) {
        Ok(command_line) => command_line,
        Err(error) => {
            if error.use_stderr() {
                let _ = error.print();
                return UNANSWERABLE;
            }
            // What was asked for, as --help is: that it could not be written is told like all else.
            return match show::print(error.render().to_string().as_bytes()) {
                Ok(()) => 0,
                Err(failure) => {
                    let _ = writeln!(io::stderr(), "chainwhy: {}", one_line(&failure.message));
                    failure.status
                }
            };
        }
    };
    match std::panic::catch_unwind(|| carry_out(command_line)) {
        Ok(Ok(status)) => status,
        Ok(Err(failure)) => {
            if !failure.message.is_empty() {
                let _ = writeln!(io::stderr(), "chainwhy: {}", one_line(&failure.message));
            }
            failure.status
        }
        Err(_) => BROKE,
    }
}

/// A message may hold a file's name or a server's words: neither commands a terminal, turns the line round or hides in it.
pub fn one_line(message: &str) -> String {
    let shown = |one: char| {
        if show::is_treacherous(one) || one.is_control() {
            one.escape_unicode().to_string()
        } else {
            one.to_string()
        }
    };
    message.chars().map(shown).collect()
}

fn carry_out(command_line: CommandLine) -> Result<u8> {
    match command_line.command {
        Some(Command::Connect(connect)) => server::connect(&connect),
        Some(Command::Doctor(doctor)) => doctor::doctor(&doctor),
        Some(Command::Watch(watch)) => watch::watch(&watch),
        Some(Command::Completions { shell }) => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut CommandLine::command(), "chainwhy", &mut script);
            show::print(&script)?;
            Ok(0)
        }
        Some(Command::Man) => {
            let mut page = Vec::new();
            let rendered = clap_mangen::Man::new(CommandLine::command()).render(&mut page);
            rendered.map_err(|error| Failure::broke(error.to_string()))?;
            show::print(&page)?;
            Ok(0)
        }
        None => judge_files(&command_line.ask),
    }
}

fn judge_files(ask: &Ask) -> Result<u8> {
    if let Some(code) = &ask.output.explain {
        return show::explain_code(code, ask::language(ask.question.lang.as_deref()));
    }
    let standard_input = std::path::Path::new("-");
    let named = ask
        .files
        .iter()
        .chain(&ask.compare)
        .chain(&ask.question.crl)
        .chain(&ask.question.ocsp)
        .chain(&ask.question.scts)
        .chain(&ask.question.ct_logs)
        .chain(&ask.question.error_text);
    let from_anchors = ask.question.anchors.iter().filter(|file| file.as_str() == "-").count();
    if named.filter(|file| *file == standard_input).count() + from_anchors > 1 {
        return Err(Failure::unanswerable(say!(
            "standard input (\"-\") can be read only once",
            "标准输入（“-”）只能读取一次"
        )));
    }
    let settings = ask::settings(&ask.question)?;
    if ask.ndjson {
        return ndjson::answer_lines(&ask.files, &settings.question, ask.question.host.first(), ask.jobs);
    }
    let files = if ask.files.is_empty() { vec![standard_input.to_owned()] } else { ask.files.clone() };
    let mut contents = Vec::new();
    for file in &files {
        contents.push((file.display().to_string(), input::read(file)?));
    }
    if !ask.compare.is_empty() {
        return compare(ask, &settings, contents);
    }
    let groups: Vec<Vec<(String, Vec<u8>)>> =
        if ask.each { contents.into_iter().map(|one| vec![one]).collect() } else { vec![contents] };
    let mut answers = Vec::new();
    for group in groups {
        let names: Vec<String> = group.iter().map(|(name, _)| name.clone()).collect();
        // What each file is, the core finds out.
        let paste = group
            .into_iter()
            .map(|(name, bytes)| Pasted {
                name: Some(name).filter(|name| name != "-"),
                content: Piece::Bytes(bytes),
            })
            .collect();
        answers.extend(judge_each_host(ask, &settings, &names, paste));
    }
    show::show(&answers, &ask.output, settings.language)
}

/// What would change with other files in place of the first.
fn compare(ask: &Ask, settings: &Settings, contents: Vec<(String, Vec<u8>)>) -> Result<u8> {
    let pasted = |(name, bytes): (String, Vec<u8>)| Pasted {
        name: Some(name).filter(|name| name != "-"),
        content: Piece::Bytes(bytes),
    };
    let mut others = Vec::new();
    for file in &ask.compare {
        others.push((file.display().to_string(), input::read(file)?));
    }
    let asked = |contents: Vec<(String, Vec<u8>)>| Question {
        paste: contents.into_iter().map(pasted).collect(),
        server_name: ask.question.host.first().cloned(),
        ..settings.question.clone()
    };
    let found = chainwhy::compare(&asked(contents), &asked(others));
    if ask.output.json || ask.output.format == Format::Json {
        let text = serde_json::to_string_pretty(&found).map_err(|error| Failure::broke(error.to_string()))?;
        show::print(format!("{text}\n").as_bytes())?;
    } else if !ask.output.quiet {
        let changes = found.changes.iter().map(|change| format!("  {}", change.text));
        let clients = found.clients.iter().map(|client| format!("  {}", client.text));
        let appeared = found.appeared.iter().map(|one| format!("  + {}: {}", one.code, one.message));
        let gone = found.gone.iter().map(|one| format!("  - {}: {}", one.code, one.message));
        let lines =
            std::iter::once(found.summary.clone()).chain(changes).chain(clients).chain(appeared).chain(gone);
        let text: String = lines.map(|line| one_line(&line) + "\n").collect();
        show::print(text.as_bytes())?;
    }
    Ok(match found.after {
        Verdict::Trusted => 0,
        Verdict::Untrusted => 1,
        Verdict::Unreadable | Verdict::Unanswerable => UNANSWERABLE,
    })
}

/// One answer a host; one where no host is named.
fn judge_each_host(ask: &Ask, settings: &Settings, names: &[String], paste: Vec<Pasted>) -> Vec<Answer> {
    let hosts: Vec<Option<String>> = match ask.question.host.as_slice() {
        [] => vec![None],
        hosts => hosts.iter().cloned().map(Some).collect(),
    };
    let name = |host: &Option<String>| {
        let parts: Vec<&str> = names.iter().map(String::as_str).chain(host.as_deref()).collect();
        parts.join(" ")
    };
    hosts
        .iter()
        .map(|host| {
            let question =
                Question { paste: paste.clone(), server_name: host.clone(), ..settings.question.clone() };
            let files = Files {
                paste: names.to_vec(),
                chain: Vec::new(),
                anchors: settings.anchor_files.clone(),
                crls: settings.crl_files.clone(),
            };
            server::judge(question, name(host), files, &ask.question)
        })
        .collect()
}
