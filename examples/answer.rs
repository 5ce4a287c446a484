//! Answers questions as they come: one question (JSON) a line on standard input, one report (JSON) a line on standard output.
//!
//! `cargo run --example answer < questions.ndjson`

use std::io::{self, BufRead, BufWriter, Write};

fn main() -> io::Result<()> {
    let mut answers = BufWriter::new(io::stdout().lock());
    for line in io::stdin().lock().lines() {
        let question = serde_json::from_str(&line?)?;
        serde_json::to_writer(&mut answers, &chainwhy::explain(&question))?;
        writeln!(answers)?;
    }
    answers.flush()
}
