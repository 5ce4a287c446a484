//! `--ndjson`: one question a line in, one report a line out, in order and in constant memory, by several threads.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufRead, BufReader, BufWriter, ErrorKind, IsTerminal, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex};
use std::thread;
use std::time::{Duration, Instant};

use chainwhy::Verifier;
use chainwhy::question::{At, Question};
use serde_json::{Map, Value};

use crate::failure::{Failure, Result};
use crate::show;
use crate::words::say;

/// A question holds at most 10 MB for each of its pastes, and JSON escapes them: no good line is longer.
const LINE_AT_MOST: usize = 96 * 1024 * 1024;

/// Lines that go from thread to thread together, where so many are there: to wake a thread costs as much as a small question.
const TOGETHER: usize = 16;
/// Such groups that wait for each thread: enough that none is idle, few enough that memory stays small.
const WAITING: usize = 2;
/// Octets that are read at once: what a pipe holds.
const READ_AT_ONCE: usize = 64 * 1024;
/// Of a group no more octets wait than this.
const GROUP_AT_MOST: usize = 1024 * 1024;

/// Answers every line of the files, or of standard input; the highest exit status among the reports.
pub fn answer_lines(
    files: &[PathBuf],
    defaults: &Question,
    host: Option<&String>,
    jobs: Option<usize>,
) -> Result<u8> {
    let jobs =
        jobs.or_else(|| thread::available_parallelism().ok().map(usize::from)).unwrap_or(1).clamp(1, 256);
    let defaults = Question { server_name: host.cloned(), ..defaults.clone() };
    let files = if files.is_empty() { vec![PathBuf::from("-")] } else { files.to_vec() };
    // The trust anchors are read once for all lines that bring none.
    let verifier = Verifier::new(&defaults);
    let (to_workers, lines) = sync_channel::<Vec<Line>>(jobs * WAITING);
    let (to_writer, answers) = sync_channel::<Vec<Answered>>(jobs * WAITING);
    let lines = Arc::new(Mutex::new(lines));
    thread::scope(|scope| {
        let reader = scope.spawn(move || read_lines(&files, &to_workers));
        for _ in 0..jobs {
            let (lines, to_writer, defaults, verifier) =
                (Arc::clone(&lines), to_writer.clone(), &defaults, &verifier);
            scope.spawn(move || work(&lines, &to_writer, defaults, verifier));
        }
        drop(to_writer);
        let written = write_answers(&answers);
        // What still waits is dropped, so that the others come to an end.
        drop(answers);
        drop(lines);
        let read =
            reader.join().unwrap_or_else(|_| Err(Failure::broke(say!("the reader broke", "读取线程出错"))));
        let status = written?;
        read?;
        Ok(status)
    })
}

/// A line, by its place among all of them.
struct Line {
    place: usize,
    number: usize,
    text: String,
}

struct Answered {
    place: usize,
    text: String,
    status: u8,
}

fn read_lines(files: &[PathBuf], to_workers: &SyncSender<Vec<Line>>) -> Result<()> {
    let mut place = 0;
    for file in files {
        let fail = |error: &io::Error| {
            Failure::unanswerable(say!(
                "cannot read {}: {}",
                "无法读取 {}：{}",
                file.display(),
                crate::input::reason(error)
            ))
        };
        let source: Box<dyn Read> = if file == Path::new("-") {
            Box::new(io::stdin())
        } else {
            Box::new(File::open(file).map_err(|error| fail(&error))?)
        };
        let mut source = BufReader::with_capacity(READ_AT_ONCE, source);
        let mut number = 0;
        let mut group = Vec::new();
        let mut octets = 0;
        while let Some(text) = next_line(&mut source).map_err(|error| fail(&error))? {
            number += 1;
            if !text.trim().is_empty() {
                octets += text.len();
                group.push(Line { place, number, text });
                place += 1;
            }
            // Whoever writes one question and waits for its answer gets it.
            let is_full = group.len() >= TOGETHER || octets >= GROUP_AT_MOST;
            if is_full || !source.buffer().contains(&b'\n') {
                octets = 0;
                if !group.is_empty() && to_workers.send(std::mem::take(&mut group)).is_err() {
                    return Ok(());
                }
            }
        }
        if !group.is_empty() && to_workers.send(group).is_err() {
            return Ok(());
        }
    }
    Ok(())
}

/// The next line without its end; the end of an endless one is dropped, and what is left is no JSON.
fn next_line(source: &mut impl BufRead) -> io::Result<Option<String>> {
    let mut line = Vec::new();
    let mut any = false;
    loop {
        let available = source.fill_buf()?;
        if available.is_empty() {
            break;
        }
        any = true;
        let end = available.iter().position(|octet| *octet == b'\n');
        let taken = end.unwrap_or(available.len());
        let room = LINE_AT_MOST.saturating_sub(line.len());
        line.extend_from_slice(available.get(..taken.min(room)).unwrap_or_default());
        source.consume(end.map_or(taken, |end| end + 1));
        if end.is_some() {
            break;
        }
    }
    Ok(any.then(|| match String::from_utf8(line) {
        Ok(text) => text,
        Err(other) => String::from_utf8_lossy(other.as_bytes()).into_owned(),
    }))
}

fn work(
    lines: &Mutex<Receiver<Vec<Line>>>,
    to_writer: &SyncSender<Vec<Answered>>,
    defaults: &Question,
    verifier: &Verifier,
) {
    loop {
        let next = lines.lock().ok().and_then(|lines| lines.recv().ok());
        let Some(group) = next else { return };
        let answer = |line: Line| {
            let (text, status) = answer(&line, defaults, verifier);
            Answered { place: line.place, text, status }
        };
        if to_writer.send(group.into_iter().map(answer).collect()).is_err() {
            return;
        }
    }
}

/// A report, with the `id` of its question and, where that could not be understood, the number of its line.
fn answer(line: &Line, defaults: &Question, verifier: &Verifier) -> (String, u8) {
    let parsed: Option<Map<String, Value>> = serde_json::from_str(&line.text).ok();
    let understood = parsed.is_some();
    let mut fields = parsed.unwrap_or_default();
    let id = fields.remove("id");
    let given: Vec<String> =
        fields.iter().filter(|(_, value)| !value.is_null()).map(|(name, _)| name.clone()).collect();
    let question = if understood {
        serde_json::from_value(Value::Object(fields)).unwrap_or_else(|_| no_question())
    } else {
        no_question()
    };
    let question = with_defaults(question, &given, defaults);
    let brings_anchors = given.iter().any(|name| name == "anchors");
    let report = if brings_anchors { chainwhy::explain(&question) } else { verifier.explain(&question) };
    let status = report.exit_status();
    // Written as it is: a report has some ten thousand characters, and to build a tree of it first takes as long as to judge.
    let mut text = serde_json::to_string(&report).unwrap_or_else(|_| String::from("{}"));
    let more =
        id.map(|id| ("id", id)).into_iter().chain((!understood).then(|| ("line", Value::from(line.number))));
    for (name, value) in more {
        text.truncate(text.len() - 1);
        text.push_str(&format!(",\"{name}\":{value}}}"));
    }
    (show::plain_json(text), status)
}

/// What is asked where a line holds no question.
fn no_question() -> Question {
    Question { misfits: vec!["question"], ..Question::default() }
}

fn with_defaults(question: Question, given: &[String], defaults: &Question) -> Question {
    let has = |name: &str| given.iter().any(|given| given == name);
    let or =
        |name, own: Option<String>, default: &Option<String>| if has(name) { own } else { default.clone() };
    Question {
        crls: if has("crls") { question.crls } else { defaults.crls.clone() },
        ocsp: if has("ocsp") { question.ocsp } else { defaults.ocsp.clone() },
        scts: if has("scts") { question.scts } else { defaults.scts.clone() },
        ct_logs: or("ctLogs", question.ct_logs, &defaults.ct_logs),
        at: if question.at == At::Missing && !has("at") { defaults.at.clone() } else { question.at },
        server_name: or("serverName", question.server_name, &defaults.server_name),
        purpose: or("purpose", question.purpose, &defaults.purpose),
        rules: or("rules", question.rules, &defaults.rules),
        language: or("language", question.language, &defaults.language),
        error_text: or("errorText", question.error_text, &defaults.error_text),
        ..question
    }
}

/// Writes the answers in the order of their questions.
fn write_answers(answers: &Receiver<Vec<Answered>>) -> Result<u8> {
    let mut out = BufWriter::new(io::stdout().lock());
    let mut waiting: BTreeMap<usize, String> = BTreeMap::new();
    let mut next = 0;
    let mut highest = 0;
    let mut progress = Progress::new();
    while let Ok(group) = answers.recv() {
        for answered in group {
            highest = highest.max(answered.status);
            waiting.insert(answered.place, answered.text);
        }
        while let Some(text) = waiting.remove(&next) {
            next += 1;
            let written = out.write_all(text.as_bytes()).and_then(|()| out.write_all(b"\n"));
            // Whoever waits for an answer gets it when there is nothing more to write.
            let written = if waiting.is_empty() { written.and_then(|()| out.flush()) } else { written };
            match written {
                Ok(()) => {}
                Err(error) if error.kind() == ErrorKind::BrokenPipe => return Ok(highest),
                Err(error) => {
                    return Err(Failure::broke(say!(
                        "cannot write the answers: {}",
                        "无法写出回答：{}",
                        crate::input::reason(&error)
                    )));
                }
            }
        }
        progress.tell(next);
    }
    progress.end(next);
    match out.flush() {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => Err(Failure::broke(say!(
            "cannot write the answers: {}",
            "无法写出回答：{}",
            crate::input::reason(&error)
        ))),
        _ => Ok(highest),
    }
}

/// How far it is, on a terminal that does not show the answers themselves.
struct Progress {
    shown: bool,
    started: Instant,
    last: Instant,
}

impl Progress {
    fn new() -> Self {
        let now = Instant::now();
        Self { shown: io::stderr().is_terminal() && !io::stdout().is_terminal(), started: now, last: now }
    }

    fn line(&self, count: usize) -> String {
        let seconds = self.started.elapsed().as_secs();
        say!("\r{count} answered in {seconds} s", "\r已回答 {count} 个，用时 {seconds} 秒")
    }

    fn tell(&mut self, count: usize) {
        if self.shown && self.last.elapsed() > Duration::from_millis(500) {
            self.last = Instant::now();
            let _ = write!(io::stderr(), "{}", self.line(count));
        }
    }

    fn end(&self, count: usize) {
        if self.shown {
            let _ = writeln!(io::stderr(), "{}", self.line(count));
        }
    }
}
