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
}

/// The host of an address, in A-labels.
pub(crate) fn host_of(address: &str) -> Option<String> {
    Url::new(address).ok().map(|url| url.hostname())
}
