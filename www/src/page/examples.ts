/** The examples: their titles at once, for the list; their chains in one piece, loaded while the page is idle. */

import type { Language, Question } from "../contract.js";
import index from "../../examples/index.json";

export interface ExampleTitle {
  id: string;
  title: Record<Language, string>;
  story: Record<Language, string>;
}

export interface Example extends ExampleTitle {
  question: Question;
  /** The client in the story, by its id in `report.clients`. */
  client?: string;
}

export const titles: ExampleTitle[] = index;

export async function loadExamples(): Promise<Example[]> {
  return (await import("./all-examples.js")).examples;
}

export async function loadExample(id: string): Promise<Example> {
  const found = (await loadExamples()).find((example) => example.id === id);
  if (!found) throw new Error(`no example is called ${id}`);
  return found;
}
