//! Prints the TypeScript declarations of the question and the report, for `pkg/src/report.d.ts`.

fn main() {
    print!("{}", chainwhy::typescript::declarations());
}
