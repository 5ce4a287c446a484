import type { Comparison, Question, Report, VerifierOptions } from './index.js';

export type * from './index.js';

/** An `AbortSignal`, as far as it is looked at. */
export interface Signal {
  readonly aborted: boolean;
  readonly reason?: unknown;
  addEventListener(type: 'abort', listener: () => void): void;
  removeEventListener(type: 'abort', listener: () => void): void;
}

export interface AskOptions {
  /** Gives up the question: its promise is rejected with the signal's reason, and the thread is ended. */
  readonly signal?: Signal | undefined;
}

/** Answers questions in a thread of its own. */
export interface ThreadVerifier {
  /** As `explain` of `chainwhy`: what the question does not say is as in the options. */
  readonly explain: (question: Question, options?: AskOptions) => Promise<Report>;
  /** As `compare` of `chainwhy`. */
  readonly compare: (before: Question, after: Partial<Question>, options?: AskOptions) => Promise<Comparison>;
  /** Ends the thread; what is still waited for is rejected. The next question starts another. */
  readonly close: () => void;
}

/** A verifier in a thread of its own, which starts at the first question. */
export declare function createVerifier(options?: VerifierOptions): ThreadVerifier;
