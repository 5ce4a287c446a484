//! `chainwhy watch`: for a monitor. Exit status, and Prometheus text.

use std::fs;
use std::path::Path;
use std::thread;

use chainwhy::question::{Material, Piece, Question};

use crate::args::Watch;
use crate::ask;
use crate::connect::{self, Proxy};
use crate::failure::{Failure, Result, UNANSWERABLE};
use crate::formats::prometheus::{self, Sample};
use crate::show::{self, Files};
use crate::words::say;
use crate::{input, server};

/// Asks about everything that was named, once or again and again; the status is that of the last round.
pub fn watch(args: &Watch) -> Result<u8> {
    loop {
        let status = round(args)?;
        let Some(every) = args.every else { return Ok(status) };
        thread::sleep(every);
    }
}

fn round(args: &Watch) -> Result<u8> {
    let settings = ask::settings(&args.question)?;
    let samples: Vec<Sample> = args.what.iter().map(|what| sample(what, args, &settings)).collect();
    let text = prometheus::write(&samples);
    match &args.textfile {
        Some(file) => replace(file, &text)?,
        None => show::print(text.as_bytes())?,
    }
    Ok(samples.iter().map(|sample| sample.status).max().unwrap_or_default())
}

fn sample(what: &str, args: &Watch, settings: &ask::Settings) -> Sample {
    let outcome =
        if Path::new(what).is_file() { of_file(what, args, settings) } else { of_host(what, args, settings) };
    match outcome {
        Ok(question) => {
            let answer = server::judge(question, what.to_owned(), Files::default(), &args.question);
            let status = answer.report.exit_status().max(u8::from(answer.ends_soon.is_some()));
            Sample { name: what.to_owned(), report: Some(answer.report), status }
        }
        Err(failure) => {
            eprintln!("chainwhy: {what}: {failure}");
            Sample { name: what.to_owned(), report: None, status: UNANSWERABLE }
        }
    }
}

fn of_file(file: &str, args: &Watch, settings: &ask::Settings) -> Result<Question> {
    let bytes = input::read(Path::new(file))?;
    Ok(Question {
        chain: Material(vec![Piece::Bytes(bytes)]),
        server_name: args.question.host.first().cloned(),
        ..settings.question.clone()
    })
}

fn of_host(what: &str, args: &Watch, settings: &ask::Settings) -> Result<Question> {
    let target = server::target(what, &args.way)?;
    let identity = server::identity(&args.way)?;
    let proxy = Proxy::chosen(&args.way, &target)?;
    let taken = connect::take(&target, &args.way, identity.as_ref(), proxy.as_ref())?;
    let host = args.question.host.first().map_or(target.host.as_str(), String::as_str);
    Ok(server::question_about(&taken.sent, host, &settings.question))
}

/// A collector must never read half a file.
fn replace(file: &Path, text: &str) -> Result<()> {
    let fail = |error: std::io::Error| {
        Failure::broke(say!("cannot write {}: {}", "无法写入 {}：{}", file.display(), input::reason(&error)))
    };
    let mut beside = file.as_os_str().to_owned();
    beside.push(".new");
    fs::write(&beside, text).map_err(fail)?;
    fs::rename(&beside, file).map_err(fail)
}
