//! The program: see the library beside it.

use std::process::ExitCode;

/// A question makes some thousand small pieces of memory, and tables of questions are asked: a tenth of their time is saved.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    ExitCode::from(chainwhy_cli::run(std::env::args_os()))
}
