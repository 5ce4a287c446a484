declare module "virtual:chainwhy-wasm/first" {
  const wasm: {
    /** The character for each byte; empty in the one-file page. */
    alphabet: string;
    /** The wasm: one character a byte, or in the one-file page gzipped and in base64. */
    text: string;
  };
  export default wasm;
}

declare module "virtual:chainwhy-wasm/rest" {
  const wasm: {
    /** The character for each byte; empty in the one-file page. */
    alphabet: string;
    /** The wasm: one character a byte, or in the one-file page gzipped and in base64. */
    text: string;
  };
  export default wasm;
}

declare module "virtual:chainwhy-wasm/whole" {
  const wasm: {
    /** The character for each byte; empty in the one-file page. */
    alphabet: string;
    /** The wasm: one character a byte, or in the one-file page gzipped and in base64. */
    text: string;
  };
  export default wasm;
}

/** Whether this is the page as one HTML file, which has no other file beside it. */
declare const __SINGLE_FILE__: boolean;

declare module "virtual:chainwhy-clients" {
  const clients: { id: string; name: string }[];
  export default clients;
}
