import type { Example } from "./examples.js";

const files = import.meta.glob<Example>(["../../examples/*.json", "!../../examples/index.json"], { eager: true, import: "default" });

export const examples: Example[] = Object.values(files);
