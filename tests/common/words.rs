//! The words of clients, comparable: without what differs from run to run.

/// Words without ports, paths, packages, threads and the time of day.
pub fn normalise(words: &str) -> String {
    let mut words = words
        // What would not be seen is written out.
        .replace('\0', "\\u{0}")
        .replace(['’', '‘'], "'")
        .replace(":{port}/", ":443/")
        .replace("port={port}", "port=443")
        .replace("{port}", "443")
        .replace("widgets-package", "labpkg")
        .replace("{thread}", "00007F0000000000")
        .replace("[::1]", "::1")
        // Where a program of PHP was interrupted, and the lines of what it said.
        .replace(" in Command line code on line 1", "")
        .replace('\n', " / ");
    for (before, after) in [
        ("CAfile: ", " CRLfile"),
        ("Loaded CA certificate '", "'"),
        ("Loaded CRL file '", "'"),
        ("environment at: ", " / "),
        ("can be found in: ", "\u{0}"),
        ("error setting certificate file: ", "\u{0}"),
        ("Failed to open cert ", ": (0)"),
        ("current time ", "Z is "),
        ("verification time ", " (UNIX)"),
        ("SSL_CERT_FILE`: ", " No default"),
        ("cafile stream: `", "'"),
        ("peeraddr=", " state="),
    ] {
        words = blank(&words, before, after);
    }
    for (before, after) in [(" (", " seconds ago)"), (" (", " seconds in future)")] {
        words = blank_back(&words, before, after);
    }
    threads(&words).trim_end().to_owned()
}

/// Replaces what stands between two marks, up to the end where the second is not there.
fn blank(words: &str, before: &str, after: &str) -> String {
    let mut out = String::new();
    let mut rest = words;
    while let Some(start) = rest.find(before) {
        let (front, back) = rest.split_at(start + before.len());
        out.push_str(front);
        out.push('*');
        rest = back.find(after).map_or("", |end| &back[end..]);
    }
    out + rest
}

fn blank_back(words: &str, before: &str, after: &str) -> String {
    let Some(end) = words.find(after) else { return words.to_owned() };
    let start = words[..end].rfind(before).map_or(end, |start| start + before.len());
    format!("{}*{}", &words[..start], &words[end..])
}

/// Sixteen hexadecimal digits before `:error:` name a thread.
fn threads(words: &str) -> String {
    let mut parts: Vec<String> = words.split(":error:").map(str::to_owned).collect();
    let last = parts.len() - 1;
    for part in &mut parts[..last] {
        let digits = part.len().saturating_sub(16);
        if part.is_char_boundary(digits)
            && part[digits..].len() == 16
            && part[digits..].bytes().all(|byte| byte.is_ascii_hexdigit())
        {
            part.replace_range(digits.., "*");
        }
    }
    parts.join(":error:")
}
