//! TypeScript declarations of the question and the report, made of the Rust types.

use std::collections::BTreeMap;

use ts_rs::{Config, TS, TypeVisitor};

use crate::compare::Comparison;
use crate::explain::wire::camel_case;
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
    parts.declarations.insert("EvidenceByCode".to_owned(), evidence());
    for (name, declaration) in &mut parts.declarations {
        // What a caller hands over may be frozen, and `undefined` where it is not given.
        if name == "Question" {
            *declaration = declaration
                .replace("Array<", "ReadonlyArray<")
                .replace(" | null,\n", " | null | undefined,\n");
        }
        if name == "Finding" {
            *declaration = discriminated(declaration);
        }
    }
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
    format!(
        "/** Stable name of a fault that this version knows. */\nexport type KnownCode =\n{};\n\n\
         /** Stable name of a fault; a later version may know more. */\nexport type Code = KnownCode | (string & {{}});\n",
        names.join("\n")
    )
}

/// The evidence of each fault, by its code.
fn evidence() -> String {
    let mut text = String::from(
        "/** What the findings of each code rest on: names, times (ISO 8601), identifiers. */\nexport interface EvidenceByCode {\n",
    );
    for code in Code::ALL {
        let declaration = code.declaration();
        let fields = declaration.fields.iter().zip(declaration.types).map(|(field, (kind, may_be_null))| {
            let null = if *may_be_null { " | null" } else { "" };
            format!("readonly {}: {kind}{null}", camel_case(field))
        });
        let fields = fields.collect::<Vec<_>>().join("; ");
        let fields = if fields.is_empty() { String::from("{}") } else { format!("{{ {fields} }}") };
        text.push_str(&format!("  \"{}\": {fields},\n", code.as_str()));
    }
    text + "}\n"
}

/// A finding as a union that its code tells apart. What a later version finds has a code that no literal of this one is compared with.
fn discriminated(declaration: &str) -> String {
    const EVIDENCE: &str = "{ [key in string]: EvidenceValue }";
    let of = declaration
        .replace("export type Finding = ", "export type FindingOf<C extends Code, E> = ")
        .replace("code: Code,", "code: C,")
        .replace(&format!("evidence: {EVIDENCE}"), "evidence: E");
    format!(
        "{of}\n/** Stands for the codes that this version does not know: a literal, so that comparing a code tells findings apart. */\n\
         export type LaterCode = \"(of a later version)\";\n\n\
         /** One fault at one place, of a code that this version knows. */\n\
         export type KnownFinding = {{ [C in KnownCode]: FindingOf<C, EvidenceByCode[C]> }}[KnownCode];\n\n\
         /** One fault at one place: comparing its code tells what its evidence holds. */\n\
         export type Finding = KnownFinding | FindingOf<LaterCode, {{ readonly [field: string]: EvidenceValue }}>;\n"
    )
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
