//! Compressed copies beside the page's files (`app.js.br`, `app.js.gz`), for hosts that serve such copies, and for ours.

use crate::failure::{Failure, Result};
use flate2::{Compression, write::GzEncoder};
use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

/// Below this a compressed copy saves less than a packet.
const WORTH_COMPRESSING: usize = 1024;

pub fn gzip(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes)?;
    encoder.finish()
}

pub fn brotli(bytes: &[u8]) -> std::io::Result<Vec<u8>> {
    let best = brotli::enc::BrotliEncoderParams { quality: 11, lgwin: 22, ..Default::default() };
    let mut compressed = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut compressed, &best)?;
    Ok(compressed)
}

/// Every file under the folder, without the compressed copies.
pub fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).map_err(Failure::at(folder))? {
        let path = entry.map_err(Failure::at(folder))?.path();
        if path.is_dir() {
            found.extend(files(&path)?);
        } else if !is_compressed_copy(&path) {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

pub fn compress_folder(folder: &Path) -> Result<()> {
    for path in files(folder)?.into_iter().filter(|path| is_compressible(path)) {
        let bytes = fs::read(&path).map_err(Failure::at(&path))?;
        if bytes.len() < WORTH_COMPRESSING {
            continue;
        }
        for (extension, compressed) in [("gz", gzip(&bytes)), ("br", brotli(&bytes))] {
            let copy = with_suffix(&path, extension);
            let compressed = compressed.map_err(Failure::at(&path))?;
            fs::write(&copy, compressed).map_err(Failure::at(&copy))?;
        }
    }
    Ok(())
}

/// `app.js` → `app.js.br`.
pub fn with_suffix(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".");
    name.push(suffix);
    PathBuf::from(name)
}

fn is_compressible(path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    matches!(
        extension,
        "html" | "js" | "mjs" | "css" | "wasm" | "json" | "map" | "svg" | "txt" | "webmanifest"
    )
}

fn is_compressed_copy(path: &Path) -> bool {
    path.extension().is_some_and(|extension| extension == "br" || extension == "gz")
}
