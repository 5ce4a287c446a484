//! Files and standard input, read no further than anything useful can reach.

use std::fs::{self, File};
use std::io::{self, ErrorKind, Read};
use std::path::Path;

use crate::failure::{Failure, Result};
use crate::words::{self, say};

/// The core says what is too large, at 10 MB; reading on would only fill memory.
const READ_AT_MOST: u64 = 32 * 1024 * 1024;

/// A folder of more files than this is no trust store.
const FILES_AT_MOST: usize = 4096;

/// The bytes of a file, or of standard input where it is named `-`.
pub fn read(file: &Path) -> Result<Vec<u8>> {
    let mut bytes = Vec::new();
    let outcome = if file == Path::new("-") {
        io::stdin().lock().take(READ_AT_MOST).read_to_end(&mut bytes)
    } else {
        File::open(file).and_then(|opened| opened.take(READ_AT_MOST).read_to_end(&mut bytes))
    };
    match outcome {
        Ok(_) => Ok(bytes),
        Err(error) => Err(Failure::unanswerable(say!(
            "cannot read {}: {}",
            "无法读取 {}：{}",
            file.display(),
            reason(&error)
        ))),
    }
}

/// Every file of a folder, in the order of names; a file is a folder of one.
pub fn read_all(place: &Path) -> Result<Vec<(String, Vec<u8>)>> {
    if !place.is_dir() {
        return Ok(vec![(place.display().to_string(), read(place)?)]);
    }
    let listing = fs::read_dir(place).map_err(|error| {
        Failure::unanswerable(say!("cannot read {}: {}", "无法读取 {}：{}", place.display(), reason(&error)))
    })?;
    let mut files: Vec<_> =
        listing.filter_map(io::Result::ok).map(|entry| entry.path()).filter(|path| path.is_file()).collect();
    files.sort();
    files.truncate(FILES_AT_MOST);
    files.iter().map(|file| Ok((file.display().to_string(), read(file)?))).collect()
}

/// What went wrong, without the number that Rust appends.
pub fn reason(error: &io::Error) -> String {
    if words::is_chinese() {
        let known = match error.kind() {
            ErrorKind::NotFound => Some("不存在"),
            ErrorKind::PermissionDenied => Some("没有权限"),
            ErrorKind::IsADirectory => Some("是目录"),
            ErrorKind::NotADirectory => Some("路径中有不是目录的部分"),
            ErrorKind::StorageFull => Some("磁盘已满"),
            ErrorKind::TimedOut => Some("超时"),
            ErrorKind::ConnectionRefused => Some("连接被拒绝"),
            ErrorKind::NetworkUnreachable | ErrorKind::HostUnreachable => Some("网络不通"),
            _ => None,
        };
        if let Some(known) = known {
            return known.to_owned();
        }
    }
    let text = error.to_string();
    text.split(" (os error").next().unwrap_or_default().to_owned()
}
