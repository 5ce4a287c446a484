import type { Bytes, Comparison, Fields, Language, Question, Report, Verifier, VerifierOptions } from './index.js';

export type * from './index.js';

/** The type of a global of the platform; `never` where the platform, or what describes it, has none of this name. */
type Instance<Scope, Name extends string> = Scope extends { [name in Name]: { prototype: infer Value } } ? Value : never;
type Namespace<Name extends string> = typeof globalThis extends { [name in Name]: infer Value } ? Value : never;

/** What holds the wasm, `chainwhy/chainwhy.wasm`: its bytes, the response that brings them, or a compiled module. */
export type WasmSource =
  | ArrayBuffer
  | ArrayBufferView
  | Instance<typeof globalThis, 'Response'>
  | Instance<Namespace<'WebAssembly'>, 'Module'>;

/** Compiles the wasm. Await it before the first question. */
export declare function init(source: WasmSource | Promise<WasmSource>): Promise<void>;

/**
 * Compiles the first part of the wasm, `chainwhy/chainwhy.first.wasm`: about three quarters of it, with which most questions can be
 * answered. `rest` is called for the octets of `chainwhy/chainwhy.rest.bin` when `whole` is. Until then `explain` throws an error with the
 * name `RestMissing` where a question needs more; it never answers otherwise than it would with all of it.
 */
export declare function initInParts(
  first: ArrayBuffer | ArrayBufferView | Promise<ArrayBuffer | ArrayBufferView>,
  rest: () => Promise<ArrayBuffer | ArrayBufferView>,
): Promise<void>;

/** Resolves once every question can be answered; at once where `init` brought all of the wasm. */
export declare function whole(): Promise<void>;

/** As `explain` of `chainwhy`; throws where `init` has not been awaited. */
export declare function explain(question: Question): Report;

/** As `compare` of `chainwhy`; throws where `init` has not been awaited. */
export declare function compare(before: Question, after: Partial<Question>): Comparison;

/** As `fields` of `chainwhy`; throws where `init` has not been awaited. */
export declare function fields(certificate: Bytes, language?: Language): Fields;

/** As `createVerifier` of `chainwhy`; what it gives throws where `init` has not been awaited. */
export declare function createVerifier(options?: VerifierOptions): Verifier;

/** A stretch of a text that should be shown to nobody. */
export interface Secret {
  /** Where it begins and where it ends, as `String.prototype.slice` counts. */
  start: number;
  end: number;
  /** A private key; a key store; text in base64 with one of these in it; the user name and password of an address. */
  kind: 'key' | 'store' | 'wrapped' | 'credentials';
}

/** Where secrets stand in a text, so that a form can blank them before it keeps or shares anything; throws where `init` has not been awaited. */
export declare function secrets(text: string): Secret[];

/** The version of chainwhy; throws where `init` has not been awaited. */
export declare function version(): string;
