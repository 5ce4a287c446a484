//! Writes the code reference into `docs/`: `cargo run --features schema --example reference`.
//!
//! Everything in it comes from the declarations, the recordings in `tests/clients` and the types of the report. The test
//! `reference` fails where what is in `docs/` is not what this writes.

mod measured;
mod pages;

use std::path::Path;
use std::{fs, io};

fn main() -> io::Result<()> {
    let docs = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs");
    let pages = pages::all();
    for stale in pages::stale(&docs, &pages)? {
        let path = docs.join(&stale);
        match pages.get(&stale) {
            Some(page) => {
                if let Some(folder) = path.parent() {
                    fs::create_dir_all(folder)?;
                }
                fs::write(&path, page)?;
                println!("wrote docs/{stale}");
            }
            None => {
                fs::remove_file(&path)?;
                println!("removed docs/{stale}: there is no such code");
            }
        }
    }
    Ok(())
}
