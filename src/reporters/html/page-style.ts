/** The style sheet of all pages. A colour always has a sign, a word or a line beside it. */
export const pageStyle = `:root {
  color-scheme: light dark;
  --paper: light-dark(#ffffff, #16181b);
  --ink: light-dark(#1b1d20, #e4e6e9);
  --quiet: light-dark(#5a6068, #9aa1aa);
  --line: light-dark(#d9dce0, #33383f);
  --link: light-dark(#0b57a4, #8ab8f0);
  --gone: light-dark(#8a1c1c, #ffb3ad);
  --gone-back: light-dark(#fdecea, #3a1d1c);
  --come: light-dark(#115c2b, #93dba8);
  --come-back: light-dark(#e6f5ea, #16301e);
  --moved: light-dark(#5b3a8e, #cdb4f4);
  --moved-back: light-dark(#f3eefb, #2a2139);
  --grave: light-dark(#8a1c1c, #ffb3ad);
  --middling: light-dark(#7a4a00, #f0c27a);
}
* { box-sizing: border-box; }
body {
  margin: 0;
  background: var(--paper);
  color: var(--ink);
  font: 1.0625rem/1.6 system-ui, sans-serif;
  overflow-wrap: anywhere;
}
main { max-width: 56rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; }
h1 { font-size: 1.375rem; line-height: 1.35; margin: 0 0 1rem; }
h2 { font-size: 1.0625rem; margin: 2.25rem 0 0.5rem; padding-bottom: 0.3rem; border-bottom: 1px solid var(--line); }
h2 .gravity { font-weight: normal; font-size: 0.9375rem; margin-inline-start: 0.5rem; color: var(--quiet); }
h2 .factual { color: var(--grave); }
h2 .editorial { color: var(--middling); }
a { color: var(--link); }
a:focus-visible, summary:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }
p { margin: 0; }
pre { margin: 0; white-space: pre-wrap; }
code { font: inherit; }
blockquote { margin: 0; padding-inline-start: 0.75rem; border-inline-start: 3px solid var(--line); }
ol, ul { margin: 0; padding: 0; list-style: none; }
.text { max-width: 40rem; }
.running { white-space: pre-wrap; }
.address { font: 0.875rem/1.5 ui-monospace, monospace; overflow-wrap: break-word; }
.tally, .aside, summary { color: var(--quiet); font-size: 0.9375rem; }
.tally { margin-bottom: 0.75rem; }
.heard {
  position: absolute;
  width: 1px;
  height: 1px;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
}

table { border-collapse: collapse; width: 100%; font-size: 0.9375rem; }
th, td { text-align: start; vertical-align: top; padding: 0.3rem 1rem 0.3rem 0; border-top: 1px solid var(--line); }
thead th { border-top: 0; font-weight: normal; color: var(--quiet); }
tbody th, time { white-space: nowrap; }

del, ins { unicode-bidi: isolate; border-radius: 2px; padding: 0 0.1em; -webkit-box-decoration-break: clone; box-decoration-break: clone; }
del { color: var(--gone); background: var(--gone-back); text-decoration: line-through 1px; }
ins { color: var(--come); background: var(--come-back); text-decoration: underline 1px; text-underline-offset: 0.18em; }
del a, ins a { color: inherit; text-decoration: inherit; }
.blank { padding: 0 0.3em; outline: 1px dashed currentcolor; outline-offset: -1px; }
.break::after { content: "¶"; content: "¶" / ""; padding: 0 0.2em; }
del.refolded, .row .blank { display: none; }
ins.refolded { padding: 0; color: inherit; background: none; text-decoration: none; }
.row, .running, pre { font: 0.9375rem/1.5 ui-monospace, monospace; }
.rewritten .whole { display: block; padding: 0.25rem 0.5rem; text-decoration: none; background: none; color: inherit; }
.rewritten del.whole { border-inline-start: 3px solid var(--gone); }
.rewritten ins.whole { border-inline-start: 3px solid var(--come); margin-top: 0.25rem; }
.rewritten del mark { color: var(--gone); background: var(--gone-back); text-decoration: line-through 1px; }
.rewritten ins mark { color: var(--come); background: var(--come-back); text-decoration: underline 1px; text-underline-offset: 0.18em; }

.sentences > li { display: grid; grid-template-columns: 12rem minmax(0, 1fr); column-gap: 1rem; padding: 0.2rem 0; }
.sentences > li:target { outline: 2px solid var(--link); outline-offset: 2px; }
.sentences > li > * { grid-column: 2; }
.sentences > li > .label { grid-column: 1; grid-row: 1; display: flex; gap: 0.75rem; font-size: 0.875rem; line-height: 1.7rem; color: var(--quiet); }
.sentences .sentences { margin: 0.25rem 0; }
.sentences > .unchanged { display: block; padding-inline-start: 13rem; }
.unchanged .sentences > li { margin-inline-start: -13rem; }
.number { flex: none; min-width: 5rem; text-align: end; font-variant-numeric: tabular-nums; }
.added .action { color: var(--come); }
.deleted .action { color: var(--gone); }
.edited .action, .split .action, .merged .action { color: var(--middling); }
.moved .action, .moved .action a { color: var(--moved); }
.kept .text { color: var(--quiet); }
.sentences h3, .sentences h4, .sentences h5 { font-size: 1.0625rem; margin: 0; }
.item, .inner { padding-inline-start: 1rem; }
.item { text-indent: -1rem; }
.item > * { text-indent: 0; }
del.moved, ins.moved { color: var(--moved); background: var(--moved-back); text-decoration: none; }
del.moved { text-decoration: line-through 1px; }
.unseen { display: none; }
.kept .blank, .kept .break { display: none; }
.links, .sources { font-size: 0.9375rem; }
.links { color: var(--quiet); }

@media (max-width: 40rem) {
  main { padding: 1.25rem 1rem 3rem; }
  .sentences > li { display: block; padding: 0.4rem 0; }
  .sentences > .unchanged, .unchanged .sentences > li { padding-inline-start: 0; margin-inline-start: 0; }
  .number { min-width: 0; }
  .versions thead { position: absolute; clip-path: inset(50%); }
  .versions tr { display: block; padding: 0.3rem 0; border-top: 1px solid var(--line); }
  .versions th, .versions td { display: block; border: 0; padding: 0; }
}
@media (prefers-reduced-motion: no-preference) {
  html { scroll-behavior: smooth; }
}
@media (prefers-contrast: more) {
  :root { --quiet: var(--ink); --line: var(--ink); }
}
@media (forced-colors: active) {
  del, ins, mark { forced-color-adjust: auto; }
}
@media print {
  :root { color-scheme: light; }
  main { max-width: none; padding: 0; }
  del, ins, mark, del.moved, ins.moved { background: none !important; }
  details::details-content { content-visibility: visible; display: block; height: auto; }
  .links a::after, .sources a::after { content: none; }
  .sentences > li { break-inside: avoid; }
  h2 { break-after: avoid; }
}
`
