/** The wasm taken apart into the streams of src/streams.ts, each as text. */
declare module "virtual:chainwhy-wasm/first" {
  const wasm: { length: number; streams: { moved: string; text: string }[] };
  export default wasm;
}

/** The wasm as text: what pkg/src/join.js adds to the first part. */
declare module "virtual:chainwhy-wasm/rest" {
  const wasm: { moved: string; text: string };
  export default wasm;
}

/** All of the wasm, taken apart; in the one-file page the streams behind one another, gzipped and in base64, with the length of each. */
declare module "virtual:chainwhy-wasm/whole" {
  const wasm: { length: number; streams: { moved: string; text: string }[] | number[]; zipped: string };
  export default wasm;
}

/** Whether this is the page as one HTML file, which has no other file beside it. */
declare const __SINGLE_FILE__: boolean;

declare module "virtual:chainwhy-clients" {
  const clients: { id: string; name: string }[];
  export default clients;
}
