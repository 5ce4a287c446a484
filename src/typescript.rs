//! TypeScript declarations of the question and the report, made of the Rust types.

use std::collections::BTreeMap;

use ts_rs::{Config, TS, TypeVisitor};

use crate::compare::Comparison;
use crate::question::Question;
use crate::report::{Fields, Report};
use crate::rules::Code;

/// The declarations of [`Question`] and [`Report`], and then of everything that they are made of, by name.
#[must_use]
pub fn declarations() -> String {
    let mut parts = Parts { config: Config::new(), declarations: BTreeMap::new() };
    parts.visit::<Question>();
    parts.visit::<Report>();
    parts.visit::<Comparison>();
    parts.visit::<Fields>();
    parts.declarations.insert("Code".to_owned(), codes());
    let mut text = String::from(
        "// Made of the Rust types by `cargo run --features typescript --example declarations`.\n",
    );
    let wholes = [Question::ident(&parts.config), Report::ident(&parts.config)];
    let firsts = wholes.iter().filter_map(|name| parts.declarations.get(name));
    let others = parts.declarations.iter().filter(|(name, _)| !wholes.contains(name)).map(|(_, part)| part);
    for declaration in firsts.chain(others) {
        text.push('\n');
        text.push_str(declaration);
    }
    text
}

/// The codes of all faults.
fn codes() -> String {
    let names: Vec<String> = Code::ALL.iter().map(|code| format!("  | \"{}\"", code.as_str())).collect();
    format!("/** Stable name of a fault. */\nexport type Code =\n{};\n", names.join("\n"))
}

struct Parts {
    config: Config,
    declarations: BTreeMap<String, String>,
}

impl TypeVisitor for Parts {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        // Types that are not ours, as `String`, are declared by TypeScript itself and would be written to no file.
        if T::output_path().is_none() || self.declarations.contains_key(&T::ident(&self.config)) {
            return;
        }
        let text = format!("{}export {}\n", T::docs().unwrap_or_default(), T::decl(&self.config));
        self.declarations.insert(T::ident(&self.config), indented(&text));
        T::visit_dependencies(self);
    }
}

/// What ts-rs writes, with a field a line and its comment in front of it.
fn indented(declaration: &str) -> String {
    declaration
        .replace("\n/**\n * ", "\n  /** ")
        .replace("/**\n * ", "/** ")
        .replace("\n */\nexport ", " */\nexport ")
        .replace("\n */\n", " */\n  ")
        .replace("\n * ", "\n   * ")
        .replace("{ \n", "{\n")
        .replace(", \n", ",\n")
        .replace(", };\n", ",\n};\n")
}

#[cfg(test)]
mod tests {
    #[test]
    fn the_declarations_of_the_package_are_those_of_these_types() {
        let path = concat!(env!("CARGO_MANIFEST_DIR"), "/pkg/src/report.d.ts");
        let committed = std::fs::read_to_string(path).unwrap_or_default();
        assert!(
            committed == super::declarations(),
            "pkg/src/report.d.ts is stale; mend it with\n\
             cargo run --features typescript --example declarations > pkg/src/report.d.ts"
        );
    }
}
