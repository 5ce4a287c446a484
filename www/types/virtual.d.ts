declare module "virtual:chainwhy-wasm" {
  /** The wasm as text: one character a byte, or in the one-file page gzipped and in base64. */
  const wasm: string;
  export default wasm;
}

/** Whether this is the page as one HTML file, which has no other file beside it. */
declare const __SINGLE_FILE__: boolean;
