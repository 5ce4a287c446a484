/** What the first part of the wasm lacks. */

export { default } from "virtual:chainwhy-wasm/rest";
