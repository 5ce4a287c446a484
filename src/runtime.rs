//! What the runtime around WebAssembly does better than tables that a visitor would have to download.

use wasm_bindgen::prelude::{JsValue, wasm_bindgen};

#[wasm_bindgen]
extern "C" {
    /// An address as the web understands it; every JavaScript runtime has this.
    #[wasm_bindgen(js_name = URL)]
    type Url;

    #[wasm_bindgen(constructor, catch, js_class = "URL")]
    fn new(address: &str) -> Result<Url, JsValue>;

    #[wasm_bindgen(method, getter, js_class = "URL")]
    fn hostname(this: &Url) -> String;

    /// Stands beside the bindings in the package (pkg/src/glue-lifetime.js); where it does not, asking throws.
    #[wasm_bindgen(catch, js_name = platformVerifies)]
    fn platform_verifies(
        hash: &str,
        curve: &str,
        key: &[u8],
        message: &[u8],
        signature: &[u8],
    ) -> Result<bool, JsValue>;
}

/// Whether the platform has a verifier that answers at once and says yes.
pub(crate) fn verifies(hash: &str, curve: &str, key: &[u8], message: &[u8], signature: &[u8]) -> bool {
    platform_verifies(hash, curve, key, message, signature).unwrap_or(false)
}

/// The host of an address, in A-labels.
pub(crate) fn host_of(address: &str) -> Option<String> {
    Url::new(address).ok().map(|url| url.hostname())
}
