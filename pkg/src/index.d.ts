/** Bytes of a file, in any of the forms that JavaScript has them. `Buffer` is one of these. */
export type Bytes = ArrayBuffer | ArrayBufferView | SharedArrayBuffer;

/** What is pasted: PEM with any text around it, DER or PKCS#7, in one piece or several. */
export type Pasted = string | Bytes | ReadonlyArray<string | Bytes>;

/** What is pasted to be sorted: text or a file, or several, with their names where they have some. */
export type Paste = string | Bytes | PastedFile | ReadonlyArray<string | Bytes | PastedFile>;

/** A file among what is pasted. */
export interface PastedFile {
  readonly name?: string | null | undefined;
  readonly content: string | Bytes;
}

/**
 * Whether the chain leads to one of the trust anchors, and if not, which link fails, why, and what mends it.
 *
 * Synchronous, and total: what is pasted never makes it throw. Nothing is read but the question, nothing is sent.
 */
export declare function explain(question: Question): Report;

/**
 * What changes from one question to another: two chains, or two sets of anchors, under one question. What `after` leaves out is as in
 * `before`. Which clients gain or lose, and why; what is different of certificates, keys, algorithms, dates and paths.
 */
export declare function compare(before: Question, after: Partial<Question>): Comparison;

/**
 * The fields of a certificate in DER, each with the place of its bytes, and the places where it is written oddly: for a view of both
 * beside each other. Nothing is judged; of what is no certificate, what can be read is told.
 */
export declare function fields(certificate: Bytes, language?: Language): Fields;

/** What many questions have in common: any field of a question but the chain. */
export type VerifierOptions = Omit<Question, 'chain' | 'paste'>;

/** Answers questions that have much in common. */
export interface Verifier {
  /** As `explain`: what the question does not say is as in the options. */
  readonly explain: (question: Question) => Report;
  /** As `compare`: what neither question says is as in the options. */
  readonly compare: (before: Question, after: Partial<Question>) => Comparison;
}

/**
 * A verifier that keeps what many questions have in common. The trust anchors are read once; `clients: false`, or those that are asked
 * about, leaves out what nobody wants.
 */
export declare function createVerifier(options?: VerifierOptions): Verifier;

/** The version of chainwhy. */
export declare function version(): string;
