//! A release carries no symbols: they are a tenth of its size. The workspace's profile cannot say so, since it is that of the
//! WebAssembly as well, whose symbols wasm-bindgen reads.

fn main() {
    println!("cargo::rerun-if-changed=build.rs");
    let is = |name: &str, wanted: &str| std::env::var(name).is_ok_and(|value| value == wanted);
    if is("PROFILE", "release") && is("CARGO_CFG_TARGET_OS", "linux") {
        println!("cargo::rustc-link-arg-bins=-Wl,-s");
    }
}
