// What the three little programs ask: the same in each, so that the element is the same in each.
import missing from "../../examples/missing-intermediate.json";
import trusted from "../../examples/trusted.json";

export const questions = { missing: missing.question, trusted: trusted.question };
