// What Lit extends and asks where there is no DOM: enough for a module to be imported and do nothing.
export class HTMLElement {}
export class Element {}
export class CSSStyleSheet {}
export const customElements = { get: () => undefined, define() {} };
