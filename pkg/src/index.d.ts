/**
 * Whether the chain leads to one of the trust anchors, and if not, which link fails, why, and what mends it.
 *
 * Synchronous, and total: what is pasted never makes it throw. Nothing is read but the question, nothing is sent.
 */
export declare function explain(question: Question): Report;

/** The version of chainwhy. */
export declare function version(): string;
