import { css } from "lit";

/**
 * Colours by `light-dark()`, so that the element is light or dark as the page around it says with `color-scheme`.
 * Every text colour keeps 4.5:1 against the surfaces it stands on, and every state differs by icon and word as well.
 */
export const styles = css`
  :host {
    --_text: var(--chain-why-text, light-dark(#20242a, #e7e5df));
    --_quiet: var(--chain-why-quiet, light-dark(#5a616b, #a5a9b0));
    --_surface: var(--chain-why-surface, light-dark(#f4f2ee, #22262c));
    --_line: var(--chain-why-line, light-dark(#dcd8d0, #3a4048));
    --_accent: var(--chain-why-accent, light-dark(#2a52be, #9fb8ff));
    --_good: var(--chain-why-good, light-dark(#17683f, #74d3a0));
    --_caution: var(--chain-why-caution, light-dark(#8a5200, #f0b95c));
    --_bad: var(--chain-why-bad, light-dark(#b3231d, #ff9a90));
    --_good-wash: light-dark(#e9f4ed, #18291f);
    --_caution-wash: light-dark(#fbf1df, #2c2415);
    --_bad-wash: light-dark(#fcecea, #321b19);
    --_page: light-dark(#ffffff, #1a1d22);
    --_mono: var(--chain-why-mono, ui-monospace, "SF Mono", "Cascadia Mono", "Segoe UI Mono", Menlo, Consolas, "Noto Sans Mono", "DejaVu Sans Mono", monospace);
    --_radius: var(--chain-why-radius, 0.6rem);
    display: block;
    container-type: inline-size;
    color: var(--_text);
    font-family: var(--chain-why-font, system-ui, -apple-system, "Segoe UI", "Noto Sans", "PingFang SC", "Hiragino Sans GB", "Microsoft YaHei UI", "Noto Sans CJK SC", "Noto Sans SC", sans-serif);
    line-height: 1.55;
    text-wrap: pretty;
    overflow-wrap: break-word;
  }
  :host([hidden]) { display: none; }
  /* A theme of its own has a ground of its own: light words on the page's white would not be seen. */
  :host([theme]) { background: var(--_page); padding: 1rem; border-radius: var(--_radius); }
  :host([theme="light"]) { color-scheme: light; }
  :host([theme="dark"]) { color-scheme: dark; }
  .trouble { padding: 0.8rem 1rem; border: 1px solid var(--_bad); border-radius: var(--_radius); background: var(--_bad-wash); }
  :lang(zh-CN) { line-height: 1.7; }
  * { box-sizing: border-box; }

  h2, h3, h4, h5, p, ol, ul, dl, dd, pre { margin: 0; padding: 0; }
  ol, ul { list-style: none; }
  section { margin-block-start: 2.75rem; }
  h3 { font-size: 1.05rem; font-weight: 650; margin-block-end: 0.9rem; }
  h5 { font-size: 0.85rem; font-weight: 650; color: var(--_quiet); margin-block-end: 0.5rem; }
  .quiet { color: var(--_quiet); }
  code, samp, pre { font-family: var(--_mono); font-size: 0.86em; }
  code, samp { overflow-wrap: anywhere; }

  :focus { outline: none; }
  :focus-visible { outline: 3px solid var(--_accent); outline-offset: 2px; border-radius: 0.25rem; }

  .icon { flex: none; inline-size: 1.15em; block-size: 1.15em; vertical-align: -0.2em; }
  .icon .line { fill: none; stroke: currentColor; stroke-width: 1.5; stroke-linecap: round; stroke-linejoin: round; }
  .icon .fill { fill: currentColor; }
  .icon .ink { fill: none; stroke: var(--_page); stroke-width: 2.1; stroke-linecap: round; stroke-linejoin: round; }
  .icon.error { color: var(--_bad); }
  .icon.warning { color: var(--_caution); }
  .icon.pass { color: var(--_good); }
  .icon.note, .icon.skipped { color: var(--_quiet); }

  button { font: inherit; color: inherit; cursor: pointer; }
  button.go { border: 0; background: none; padding: 0.1rem 0; min-block-size: 1.5rem; color: var(--_accent); text-align: start; text-decoration: underline; text-decoration-thickness: 1px; text-underline-offset: 0.2em; overflow-wrap: anywhere; }
  button.go:hover { text-decoration-thickness: 2px; }
  button.copy { font-size: 0.82rem; padding: 0.25rem 0.7rem; min-block-size: 1.9rem; border: 1px solid var(--_line); border-radius: 0.4rem; background: var(--_page); color: var(--_accent); white-space: nowrap; }
  button.copy:hover { border-color: var(--_accent); }
  button.copy.done { color: var(--_good); border-color: var(--_good); }
  button.copy.refused { color: var(--_bad); border-color: var(--_bad); white-space: normal; }

  summary { cursor: pointer; }
  details > summary::marker { color: var(--_quiet); }

  /* The sentence */
  .summary { border-inline-start: 0.3rem solid var(--_bad); padding-inline-start: 1.1rem; }
  .summary.all { border-color: var(--_good); }
  .summary.depends, .summary.unreadable, .summary.unanswerable { border-color: var(--_caution); }
  .summary.posed { border-color: var(--_accent); }
  .verdict { display: flex; gap: 0.5rem; align-items: center; font-weight: 650; color: var(--_bad); overflow-wrap: anywhere; }
  .summary.all .verdict { color: var(--_good); }
  .summary.depends .verdict, .summary.unreadable .verdict, .summary.unanswerable .verdict { color: var(--_caution); }
  .summary.posed .verdict, .summary.posed .verdict .icon { color: var(--_accent); }
  .verdict .icon { inline-size: 1.35rem; block-size: 1.35rem; }
  h2 { font-size: clamp(1.15rem, 1rem + 0.9cqi, 1.4rem); line-height: 1.35; font-weight: 600; letter-spacing: -0.008em; margin-block: 0.25rem 0.6rem; overflow-wrap: anywhere; }
  :lang(zh-CN) h2 { line-height: 1.5; letter-spacing: 0; }
  .strip { display: grid; gap: 0.15rem; margin-block: 0 0.7rem; font-size: 0.9rem; }
  .strip li { display: flex; gap: 0.4rem; }
  .strip .icon { margin-block-start: 0.2em; }
  .strip strong { font-weight: 600; }
  .also { margin-block: 0 0.6rem; font-size: 0.95rem; }
  .also strong { font-weight: 600; color: var(--_bad); }

  /* What mends it */
  .fix-card { margin-block: 0 0.9rem; padding: 0.75rem 0.9rem 0.8rem; border: 1.5px solid var(--_accent); border-radius: var(--_radius); background: var(--_page); max-inline-size: 46rem; }
  .fix-card > * + * { margin-block-start: 0.5rem; }
  .fix-card .who { color: var(--_accent); }
  .fix-card .command { margin: 0.5rem 0 0; }
  .fix-card .command pre { max-block-size: 8.5rem; overflow: auto; }
  .fix-card .command .copy { order: 2; }
  .fix-card .beside { display: flex; flex-wrap: wrap; gap: 0.1rem 1rem; font-size: 0.9rem; }
  .fix-card .beside:not(:has(*)) { display: none; }
  .fix-card .beside p { margin: 0; }
  .fix-card .rest { font-size: 0.92rem; }
  .fix-card .bundle { display: flex; flex-wrap: wrap; gap: 0.5rem; margin-block-start: 0.5rem; }
  .ways { display: flex; flex-wrap: wrap; gap: 0.35rem; }
  .way { font-size: 0.85rem; min-block-size: 1.9rem; padding: 0.15rem 0.7rem; border: 1px solid var(--_line); border-radius: 1rem; background: none; }
  .way:hover { border-color: var(--_accent); }
  .way[aria-pressed="true"] { border-color: var(--_accent); background: var(--_surface); font-weight: 600; }
  .remark { margin-block: 0 0.7rem; max-inline-size: 46rem; overflow-wrap: anywhere; }
  .your-client { display: flex; gap: 0.6rem; margin-block: 0.2rem 0.8rem; padding: 0.7rem 0.9rem; border-radius: calc(var(--_radius) * 0.8); background: var(--_surface); }
  .your-client .icon { margin-block-start: 0.2em; }
  .your-client samp, .your-client .why { display: block; }
  .your-client samp { color: var(--_quiet); }
  .asked { display: flex; flex-wrap: wrap; gap: 0.15rem 1.1rem; font-size: 0.88rem; }
  .asked .host { overflow-wrap: anywhere; }

  /* The picture */
  .picture { max-inline-size: 42em; }
  svg.chain { display: block; max-inline-size: 100%; }
  svg.chain text { fill: var(--_text); }
  svg.chain text.quiet { fill: var(--_quiet); }
  svg.chain text.failed { fill: var(--_bad); }
  svg.chain text.warned { fill: var(--_caution); }
  svg.chain text.fine { fill: var(--_good); }
  svg.chain .frame { fill: var(--_page); stroke: var(--_line); stroke-width: 1.5; }
  svg.chain .inner { fill: none; stroke: var(--_line); stroke-width: 1; }
  svg.chain .node, svg.chain .link[role="button"] { cursor: pointer; }
  svg.chain .link.fine[role="button"]:hover .hit { fill: var(--_surface); }
  svg.chain .node.ghost { cursor: default; }
  svg.chain .node > .icon.certificate, svg.chain .node > .icon.anchor { color: var(--_quiet); }
  svg.chain .node:hover .frame { stroke: var(--_accent); }
  svg.chain .node.failed .frame { stroke: var(--_bad); stroke-width: 2.5; fill: var(--_bad-wash); }
  svg.chain .node.warned .frame { stroke: var(--_caution); fill: var(--_caution-wash); }
  svg.chain .node.ghost .frame { stroke: var(--_bad); stroke-width: 2; stroke-dasharray: 7 5; fill: none; }
  svg.chain .node.ghost > .icon.missing { color: var(--_bad); }
  svg.chain .node:focus-visible, svg.chain .link:focus-visible { outline: none; }
  svg.chain .node:focus-visible .frame, svg.chain .link:focus-visible .hit { stroke: var(--_accent); stroke-width: 4; }
  svg.chain .hit { fill: transparent; }
  svg.chain .link.failed .hit { fill: var(--_bad-wash); }
  svg.chain .ring { fill: none; stroke: color-mix(in oklab, var(--_good) 70%, var(--_line)); }
  svg.chain .link.warned .ring { stroke: var(--_caution); }
  svg.chain .link.failed .ring { stroke: var(--_bad); }
  svg.chain .check.skipped text, svg.chain .check.pass text { fill: var(--_quiet); }
  svg.chain .check.fail text { fill: var(--_bad); }
  .strangers { margin-block-start: 1.4rem; max-inline-size: 42em; }
  .strangers h4 { font-size: 0.88rem; font-weight: 600; color: var(--_quiet); margin-block-end: 0.5rem; }
  .strangers ul { display: flex; flex-wrap: wrap; gap: 0.6rem; }
  .stranger-node { display: flex; gap: 0.5rem; align-items: center; padding: 0.45rem 0.8rem; border: 1.5px dashed var(--_quiet); border-radius: var(--_radius); background: none; text-align: start; overflow-wrap: anywhere; }
  .stranger-node .icon { color: var(--_quiet); }
  .stranger-node:hover { border-color: var(--_accent); }
  .other-paths { margin-block-start: 1.4rem; max-inline-size: 42em; }
  .other-paths li { margin-block: 0.6rem 0.8rem; padding-inline-start: 1rem; overflow-wrap: anywhere; }
  .other-paths svg.chain { margin-block-start: 0.8rem; }

  /* The findings */
  .findings ol { display: grid; grid-template-columns: minmax(0, 1fr); gap: 1.1rem; }
  .finding { border: 1px solid var(--_line); border-inline-start-width: 0.3rem; border-radius: var(--_radius); padding: 1.1rem 1.25rem 1.2rem; background: var(--_page); scroll-margin-block-start: 1rem; }
  .finding.error { border-inline-start-color: var(--_bad); }
  .finding.warning { border-inline-start-color: var(--_caution); }
  .finding.note { border-inline-start-color: var(--_quiet); }
  .finding .label { display: flex; gap: 0.4rem; align-items: center; font-size: 0.85rem; font-weight: 650; color: var(--_quiet); }
  .finding.error .label { color: var(--_bad); }
  .finding.warning .label { color: var(--_caution); }
  .finding h4 { font-size: 1.12rem; line-height: 1.4; font-weight: 650; margin-block: 0.2rem 0.45rem; overflow-wrap: anywhere; }
  .message { max-inline-size: 68ch; white-space: pre-line; overflow-wrap: anywhere; }
  .meta { display: flex; flex-wrap: wrap; gap: 0.25rem 1.6rem; margin-block-start: 1rem; font-size: 0.85rem; }
  .meta div { display: flex; gap: 0.5rem; align-items: baseline; }
  .meta dt { color: var(--_quiet); white-space: nowrap; }
  .meta dt::after { content: ":"; }
  :lang(zh-CN) .meta dt::after { content: "："; }
  .meta a { color: var(--_accent); }
  .notes { margin-block-start: 1.1rem; }
  .notes > summary { margin-block-end: 0.8rem; color: var(--_quiet); }
  .evidence { margin-block-start: 0.8rem; font-size: 0.88rem; }
  .evidence > summary { color: var(--_quiet); }
  .evidence dl { margin-block-start: 0.5rem; }
  dl > div { display: grid; grid-template-columns: minmax(7rem, 12rem) minmax(0, 1fr); gap: 0.3rem 1rem; padding-block: 0.25rem; }
  .meta > div { display: flex; padding-block: 0; }
  dt { color: var(--_quiet); }
  dd { overflow-wrap: anywhere; min-inline-size: 0; }

  /* What mends it */
  .fixes { margin-block-start: 1.1rem; padding: 0.9rem 1rem 1rem; border-radius: calc(var(--_radius) * 0.8); background: var(--_surface); }
  .fixes ul { display: grid; grid-template-columns: minmax(0, 1fr); gap: 1rem; }
  .fixes details { margin-block-start: 0.9rem; }
  .fixes details > summary { color: var(--_quiet); font-size: 0.9rem; margin-block-end: 0.7rem; }
  details.fixes > summary { color: var(--_quiet); }
  details.fixes[open] > summary { margin-block-end: 0.7rem; }
  .fix .who { font-weight: 650; }
  .fix .for { display: inline-block; font-size: 0.82rem; border: 1px solid var(--_line); border-radius: 0.35rem; padding-inline: 0.4rem; margin-inline-end: 0.3rem; background: var(--_page); }
  .command { display: flex; gap: 0.6rem; align-items: flex-start; margin-block-start: 0.5rem; }
  .command pre { flex: 1; min-inline-size: 0; white-space: pre-wrap; overflow-wrap: anywhere; padding: 0.5rem 0.75rem; background: var(--_page); border: 1px solid var(--_line); border-radius: 0.4rem; line-height: 1.5; }
  .command .word { display: inline-block; max-inline-size: 100%; }
  .grounds { margin-block-start: 0.25rem; font-size: 0.86rem; color: var(--_quiet); overflow-wrap: anywhere; }
  .grounds a { color: var(--_accent); }
  .bundle { display: flex; flex-wrap: wrap; gap: 0.5rem; margin-block-start: 0.5rem; }
  .other-paths .along, .other-paths .problem { display: block; }
  .other-paths .problem { color: var(--_bad); font-size: 0.92em; }
  .proof { display: flex; gap: 0.4rem; align-items: center; margin-block-start: 0.45rem; font-size: 0.88rem; color: var(--_quiet); }
  .proof.proved { color: var(--_good); font-weight: 600; }

  /* When it changes */
  .outlook ol { display: grid; grid-auto-flow: column; grid-auto-columns: minmax(0, 1fr); gap: 0.6rem; }
  .outlook li { padding-inline-end: 0.4rem; font-size: 0.92rem; overflow-wrap: anywhere; }
  .outlook .from { color: var(--_quiet); font-size: 0.9em; }
  .outlook .now .from { color: var(--_text); font-weight: 600; }
  .outlook svg:not(.icon) { display: block; inline-size: 100%; block-size: 0.5rem; margin-block: 0.25rem; }
  .outlook .track { fill: var(--_bad); opacity: 0.28; }
  .outlook .share { fill: var(--_good); }
  .outlook .now svg:not(.icon) { outline: 2px solid var(--_text); outline-offset: 2px; border-radius: 0.3rem; }
  .outlook .count { display: flex; flex-wrap: wrap; gap: 0.1rem 0.4rem; align-items: center; }
  .asked-about { border: 1px solid var(--_line); border-radius: 0.35rem; padding-inline: 0.4rem; font-size: 0.86em; color: var(--_quiet); }
  .outlook .why { color: var(--_quiet); font-size: 0.92em; }

  /* The clients */
  table { inline-size: 100%; border-collapse: collapse; margin-block-start: 0.9rem; font-size: 0.92rem; }
  th, td { text-align: start; vertical-align: top; padding: 0.6rem 0.9rem 0.6rem 0; border-block-end: 1px solid var(--_line); }
  thead th { font-weight: 500; font-size: 0.84rem; color: var(--_quiet); white-space: nowrap; }
  tbody th { font-weight: 600; }
  tr[aria-current] { background: var(--_surface); }
  tr[aria-current] > th { padding-inline-start: 0.6rem; }
  .yours { display: inline-block; font-size: 0.78rem; font-weight: 500; border: 1px solid var(--_accent); color: var(--_accent); border-radius: 0.35rem; padding-inline: 0.4rem; }
  th:first-child { inline-size: 28%; }
  .words .because { display: block; margin-block-start: 0.25rem; font-size: 0.94em; }
  .words .because button { margin-inline-start: 0.3rem; }
  .more-clients { margin-block-start: 0.9rem; }
  .each { margin-block-start: 0.3rem; font-size: 0.92em; }
  .each > summary { color: var(--_quiet); inline-size: fit-content; }
  .each li { margin-block-start: 0.5rem; }
  .each .basis { color: var(--_quiet); font-size: 0.92em; margin-inline: 0.3rem; }
  .each .basis a { color: inherit; }
  .each samp { display: block; }
  .recognised details > summary { color: var(--_quiet); font-size: 0.92rem; }
  .answer { white-space: nowrap; }
  .answer .state { display: inline-flex; gap: 0.4rem; align-items: center; font-weight: 600; }
  .accepts .state { color: var(--_good); }
  .refuses .state { color: var(--_bad); }
  .unknown .state { color: var(--_quiet); }
  .words .code { display: inline-block; color: var(--_quiet); margin-inline-start: 0.4rem; }
  .words .why { display: block; margin-block-start: 0.25rem; font-size: 0.94em; }
  th .basis { display: block; font-weight: 400; font-size: 0.86em; color: var(--_quiet); }
  th .basis a { color: inherit; }
  .bases { font-size: 0.85rem; margin-block-start: 0.9rem; }
  .apart { margin-inline: 0.5rem; color: var(--_quiet); }
  .witness { margin-block-start: 0.9rem; font-size: 0.92rem; }
  .witness strong { font-weight: 600; color: var(--_quiet); margin-inline-end: 0.4rem; }

  /* The certificates */
  .card { border: 1px solid var(--_line); border-radius: var(--_radius); background: var(--_page); scroll-margin-block-start: 1rem; }
  .card + .card { margin-block-start: 0.7rem; }
  .card.failed { border-color: var(--_bad); }
  .card.stranger { border-style: dashed; }
  .card > summary { display: grid; grid-template-columns: minmax(0, 1fr) minmax(11rem, 15rem); gap: 0.4rem 1.5rem; align-items: center; padding: 0.8rem 1.1rem; list-style: none; border-radius: var(--_radius); }
  .card > summary::-webkit-details-marker { display: none; }
  .card > summary:hover { background: var(--_surface); }
  .title { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 0 0.7rem; align-items: center; }
  .title > .icon { grid-row: span 2; inline-size: 1.6rem; block-size: 1.6rem; }
  .title > .icon.certificate, .title > .icon.anchor { color: var(--_quiet); }
  .title .role { font-size: 0.84rem; color: var(--_quiet); }
  .title strong { font-weight: 650; overflow-wrap: anywhere; }
  .title .problem { grid-column: 2; color: var(--_bad); font-size: 0.88rem; font-weight: 600; }
  .card > dl { padding: 0.4rem 1.1rem 0.9rem; font-size: 0.92rem; border-block-start: 1px solid var(--_line); }
  .names { display: flex; flex-wrap: wrap; gap: 0.2rem 0.9rem; }
  .url { display: block; }
  code.joined { background: var(--_good-wash); box-shadow: 0 0 0 0.2rem var(--_good-wash); border-radius: 0.1rem; }
  .joins { display: flex; gap: 0.4rem; align-items: center; font-size: 0.9em; color: var(--_good); margin-block-start: 0.2rem; }
  .joins.differs { color: var(--_caution); }
  .pem { padding: 0 1.1rem 1.1rem; }
  .pem pre { overflow: auto; max-block-size: 22rem; margin-block: 0.7rem; padding: 0.8rem 1rem; background: var(--_surface); border-radius: 0.4rem; line-height: 1.4; }
  /* Fields and bytes */
  details.fields { padding: 0 1.1rem 0.9rem; scroll-margin-block-start: 1rem; }
  details.fields > .hint { font-size: 0.86rem; color: var(--_quiet); margin-block: 0.4rem; }
  .room .at { min-block-size: 1.5em; font-size: 0.86rem; overflow-wrap: anywhere; margin-block-end: 0.4rem; }
  .panes { display: grid; grid-template-columns: minmax(0, 1fr); gap: 0.6rem; }
  .tree, .octets { overflow: auto; max-block-size: 17rem; border: 1px solid var(--_line); border-radius: 0.4rem; background: var(--_page); }
  .item { display: flex; flex-wrap: wrap; gap: 0 0.6rem; align-items: baseline; padding: 0.16rem 0.6rem; padding-inline-start: calc(0.5rem + var(--level) * 0.8rem); font-size: 0.86rem; line-height: 1.45; cursor: pointer; }
  .item .name { font-weight: 600; overflow-wrap: anywhere; min-inline-size: 0; }
  .item .type { color: var(--_quiet); font-size: 0.92em; }
  .item .value { overflow-wrap: anywhere; min-inline-size: 0; font-family: var(--_mono); font-size: 0.94em; }
  .item .odd { color: var(--_bad); font-weight: 600; }
  .item.lit { background: color-mix(in oklab, var(--_accent) 14%, transparent); }
  .item[aria-selected="true"] { box-shadow: inset 0.2rem 0 var(--_accent); }
  .item:focus-visible { outline: 2px solid var(--_accent); outline-offset: -2px; }
  .octets { margin: 0; font-family: var(--_mono); font-size: 0.78rem; line-height: 1.6; padding: 0.4rem 0.6rem; white-space: pre; }
  .octets .line { display: flex; }
  .octets .offset, .octets-at .offset { color: var(--_quiet); margin-inline-end: 0.7rem; user-select: none; }
  .octets i { font-style: normal; padding-inline: 0.22em; cursor: pointer; border-block-end: 2px solid transparent; }
  .octets b { font-weight: 400; cursor: pointer; }
  .octets .ascii { margin-inline-start: 0.8rem; }
  .octets .lit { background: color-mix(in oklab, var(--_accent) 20%, transparent); }
  .octets .head { background: color-mix(in oklab, var(--_accent) 38%, transparent); }
  .octets i.odd { border-block-end-color: var(--_bad); font-weight: 700; }
  .octets .cursor { outline: 2px solid var(--_accent); }
  .octets .turn { display: block; margin-block: 0.3rem; }
  @container (min-width: 60rem) {
    .panes { grid-template-columns: minmax(0, 1fr) max-content; }
    .tree, .octets { max-block-size: 26rem; }
  }
  .octets-at { margin-block-start: 0.9rem; }
  .octets-at figcaption { font-size: 0.86rem; color: var(--_quiet); }
  .octets-at pre { overflow: auto; padding: 0.5rem 0.75rem; margin-block: 0.3rem; background: var(--_surface); border-radius: 0.4rem; font-size: 0.82rem; line-height: 1.6; white-space: pre; }
  .octets-at mark { background: var(--_bad-wash); color: var(--_bad); font-weight: 700; border-radius: 0.15rem; }

  .validity { display: block; font-size: 0.84rem; }
  .validity svg { display: block; inline-size: 100%; block-size: auto; }
  .validity .axis, .validity .tick { stroke: var(--_line); stroke-width: 1; }
  .validity .bar { fill: var(--_good); }
  .validity.expired .bar, .validity.notYet .bar { fill: var(--_page); stroke: var(--_bad); stroke-width: 1.6; stroke-dasharray: 4 2; }
  .validity .now { fill: none; stroke: var(--_text); stroke-width: 1.6; }
  .validity .state { font-weight: 600; color: var(--_good); }
  .validity .state .quiet { font-weight: 400; }
  .validity.expired .state, .validity.notYet .state { color: var(--_bad); }

  .recognised ul { display: grid; grid-template-columns: minmax(0, 1fr); gap: 1rem; }
  .recognised li { border: 1px solid var(--_line); border-radius: var(--_radius); padding: 1rem 1.25rem; background: var(--_page); }
  .recognised samp { display: block; color: var(--_quiet); margin-block-end: 0.4rem; }

  .spoken { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }

  @container (max-width: 36rem) {
    h2 { font-size: 1.08rem; line-height: 1.36; }
    :lang(zh-CN) h2 { line-height: 1.5; }
    .fix-card { padding: 0.6rem 0.75rem 0.7rem; }
    .fix-card .command pre { max-block-size: 6.5rem; }
    .fix-card .command .copy { order: 0; }
    .summary { padding-inline-start: 0.8rem; }
    /* Its words stand in the table, in the first row. */
    .your-client { display: none; }
    .outlook ol { grid-auto-flow: row; grid-auto-columns: auto; }
    .below { margin-block-start: 1.2rem; }
    .picture-section { margin-block-start: 1.2rem; }
    table, tbody, th, td { display: block; }
    tr { display: grid; grid-template-columns: minmax(0, 1fr) auto; column-gap: 1rem; }
    td.words { grid-column: 1 / -1; }
    td.silent { display: none; }
    th .basis { display: inline; margin-inline-start: 0.3rem; }
    thead { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); }
    tbody tr { padding-block: 0.8rem; border-block-end: 1px solid var(--_line); }
    tr[aria-current] { padding-inline: 0.8rem; }
    tr[aria-current] > th { padding-inline-start: 0; }
    th, td { border: 0; padding: 0.1rem 0; }
    th:first-child { inline-size: auto; }
    .card > summary { grid-template-columns: minmax(0, 1fr); }
    .validity { padding-inline-start: 2.3rem; }
    .command { flex-direction: column; align-items: stretch; }
    .command .copy { align-self: flex-start; }
    .finding { padding-inline: 1rem; }
  }
  @container (max-width: 30rem) {
    dl > div { grid-template-columns: minmax(0, 1fr); gap: 0; padding-block: 0.35rem; }
  }

  @media (forced-colors: active) {
    .octets .lit, .octets .head, .item.lit { forced-color-adjust: none; background: Highlight; color: HighlightText; }
    svg.chain .frame, svg.chain .ring { stroke: CanvasText; }
    svg.chain text { fill: CanvasText; }
  }
  @media print {
    :host { color-scheme: light; }
    button.copy { display: none; }
    .finding, .card, tr, .fix-card, .node { break-inside: avoid; }
    /* What is folded stays so: on paper the answer is wanted, and two pages of it. */
    svg.chain { max-inline-size: 62%; block-size: auto; }
    .fixes li:nth-child(n + 2) { display: none; }
    .pem, details.fields, .ways, .each, .more-clients, .other-paths, .evidence, details.fixes, .bases, .fix-card .rest { display: none; }
    section { margin-block-start: 1.1rem; }
    h3 { margin-block-end: 0.4rem; break-after: avoid; }
    .finding { padding: 0.5rem 0.8rem; }
    .findings ol { gap: 0.5rem; }
    .fixes { padding: 0.4rem 0.7rem; margin-block-start: 0.5rem; }
    th, td { padding-block: 0.25rem; }
    table { margin-block-start: 0.3rem; }
    .card > summary { padding: 0.3rem 0.8rem; }
    .card + .card { margin-block-start: 0.3rem; }
    .command pre, .fix-card .command pre { padding: 0.3rem 0.6rem; max-block-size: none; }
  }
`;
