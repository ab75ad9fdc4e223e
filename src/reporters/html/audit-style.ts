/** The style sheet of an audit page, after the sheet of all pages. */
export const auditStyle = `
html { scroll-behavior: auto; }
main { max-width: 76rem; }
header h1 { font: 600 2rem/1.2 ui-serif, Georgia, serif; margin-bottom: 0.5rem; }
.lede { font-size: 1.1875rem; max-width: 56rem; }
.note { color: var(--quiet); font-size: 0.9375rem; max-width: 46rem; }
h2 + .note { margin-bottom: 1rem; }
nav ul { display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; margin-top: 1rem; font-size: 0.9375rem; }
h2 { font: 600 1.3125rem/1.3 ui-serif, Georgia, serif; margin: 3rem 0 1rem; }
h3 { font-size: 0.9375rem; font-weight: normal; margin: 0; }
section { scroll-margin-top: 1rem; }
.factual .gravity, .gravity.factual { color: var(--grave); }
.editorial .gravity, .gravity.editorial { color: var(--middling); }
.cosmetic .gravity, .gravity.cosmetic { color: var(--quiet); }
.change.cosmetic .gravity::before { content: "○ "; content: "○ " / ""; }
.change.editorial .gravity::before { content: "◐ "; content: "◐ " / ""; }
.change.factual .gravity::before { content: "● "; content: "● " / ""; }
.scroll { overflow: auto; }
.scroll:focus-visible, .change:focus-visible, input:focus-visible, button:focus-visible { outline: 2px solid var(--link); outline-offset: 2px; }

.figures { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 12.5rem), 1fr)); gap: 1.75rem 2rem; margin: 0; }
.figures dt { color: var(--quiet); font-size: 0.9375rem; }
.figures dd { margin: 0; }
.value { display: block; font: 600 1.75rem/1.25 ui-serif, Georgia, serif; font-variant-numeric: lining-nums; }
.value .gravity { display: block; font: 600 1.0625rem/1.45 system-ui, sans-serif; }
.figures .note { display: block; font-size: 0.875rem; line-height: 1.45; margin-top: 0.2rem; }
.method { max-width: 46rem; margin-bottom: 1rem; color: var(--quiet); font-size: 0.9375rem; }
.rates { max-width: 56rem; }
.rates th, .rates thead th { font-weight: normal; white-space: normal; }
.rates th { min-width: 6.25rem; }
.rates td { min-width: 9rem; }
.most li { display: flex; gap: 0.85rem; padding: 0.35rem 0; max-width: 52rem; font-size: 0.9375rem; }
.most .times { flex: none; min-width: 2rem; text-align: end; font-variant-numeric: tabular-nums; }
.most a { color: inherit; text-decoration-color: var(--line); text-underline-offset: 0.2em; }
.most a:hover { text-decoration-color: currentcolor; }
.most .aside { flex: none; margin-inline-start: auto; }
.kind { font-weight: 600; margin: 0.5rem 0; }
.bulk { margin-bottom: 2.5rem; }
.group { padding: 0.75rem 0; border-top: 1px solid var(--line); }
.group[hidden] { display: none; }
.group summary { cursor: pointer; }
.group .changes { margin: 0.5rem 0 0 0.1rem; padding-inline-start: 1.25rem; border-inline-start: 2px solid var(--line); }

.change { display: block; padding: 0.9rem 0 0.95rem 0.75rem; margin-inline-start: -0.75rem; border-top: 1px solid var(--line); content-visibility: auto; contain-intrinsic-size: auto 9rem; scroll-margin-top: 1rem; }
.changes > :first-child { border-top: 0; padding-top: 0.25rem; }
.change[hidden] { display: none; }
.change:focus, .change:target { background: var(--here); }
.change h3 a { color: var(--quiet); text-decoration: none; font-variant-numeric: tabular-nums; }
.change h3 a:hover { text-decoration: underline; }
.change .gravity { margin-inline-start: 0.75rem; }
.change .text { font: 1.0625rem/1.55 ui-serif, Georgia, serif; max-width: 44rem; margin: 0.25rem 0 0.35rem; }
.facts { color: var(--quiet); font-size: 0.875rem; line-height: 1.5; }
.facts b { font-weight: normal; color: var(--ink); }
.facts .address { font-size: 0.8125rem; }
.evidence summary, .evidence li { font-size: 0.875rem; color: var(--quiet); }
.evidence ul { padding-inline-start: 1rem; list-style: disc; }
:root { --here: light-dark(#f4f6f9, #1e2227); }

.browse:has(> form:not([hidden])) { display: grid; grid-template-columns: 16rem minmax(0, 1fr); gap: 3rem; align-items: start; }
#filter { position: sticky; top: 0; max-height: 100vh; overflow-y: auto; padding: 1rem 0.25rem; font-size: 0.9375rem; }
#filter[hidden] { display: none; }
.field label, legend { display: block; color: var(--quiet); font-size: 0.875rem; padding: 0; }
input:not([type=checkbox]), button { font: inherit; color: inherit; background: var(--paper); border: 1px solid var(--control); border-radius: 4px; padding: 0.3rem 0.5rem; }
input:not([type=checkbox]) { width: 100%; min-width: 0; }
button { cursor: pointer; }
fieldset { border: 0; margin: 0.9rem 0 0; padding: 0; min-width: 0; }
.dates { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 0.5rem; }
.dates input { font-size: 0.8125rem; padding-inline: 0.3rem; }
.choice { display: flex; gap: 0.5rem; align-items: baseline; padding: 0.1rem 0; }
.choice .aside { margin-inline-start: auto; font-size: 0.8125rem; font-variant-numeric: tabular-nums; }
#filter .field { margin-top: 0.9rem; }
#filter > .field:first-child { margin-top: 0; }
#filter details { margin-top: 0.9rem; }
#filter details details fieldset { margin-top: 0.25rem; }
.shown { color: var(--quiet); margin-top: 0.4rem; font-variant-numeric: tabular-nums; }
.buttons { display: flex; gap: 0.5rem; margin-top: 1rem; }
kbd { font: 0.8125em/1 ui-monospace, monospace; border: 1px solid var(--line); border-radius: 3px; padding: 0.05em 0.35em; }
.none-shown { padding: 2rem 0; color: var(--quiet); }
dialog { color: inherit; background: var(--paper); border: 1px solid var(--control); border-radius: 8px; padding: 1.5rem 1.75rem; max-width: 26rem; }
dialog::backdrop { background: rgb(0 0 0 / 40%); }
dialog h2 { margin: 0 0 0.75rem; border: 0; }
dialog dl { margin: 0 0 1rem; }
dialog dl div { display: flex; gap: 1rem; padding: 0.15rem 0; }
dialog dt { min-width: 5rem; }
dialog dd { margin: 0; }
dialog p { font-size: 0.9375rem; color: var(--quiet); margin-bottom: 1rem; }
:root { --control: light-dark(#7c838b, #79818a); }

.event { border-top: 1px solid var(--line); padding: 0.5rem 0; content-visibility: auto; contain-intrinsic-size: auto 3.5rem; }
.event > summary { cursor: pointer; }
.event > summary .aside { white-space: nowrap; }
.event .last { font: 1rem/1.5 ui-serif, Georgia, serif; color: var(--ink); }
.titles { padding: 0.75rem 0 1.25rem 1.1rem; scroll-margin-top: 5rem; }
.shared { font: 1.0625rem/1.6 ui-serif, Georgia, serif; max-width: 48rem; margin-bottom: 0.75rem; }
.place { font: 600 0.75rem/1 system-ui, sans-serif; color: var(--link); vertical-align: 0.15em; padding: 0 0.15em; }
thead .place { vertical-align: 0; }
.readings { width: auto; }
.readings th + th { padding-inline: 0.6rem; }
.readings mark { background: none; color: inherit; text-decoration: underline 1px var(--middling); text-underline-offset: 0.2em; }
.readings th { white-space: nowrap; font-weight: normal; font-size: 0.875rem; font-variant-numeric: tabular-nums; color: var(--quiet); }
.readings td { font-family: ui-serif, Georgia, serif; min-width: 4rem; max-width: 24rem; overflow-wrap: break-word; padding-inline: 0.6rem; border-inline-start: 1px solid var(--line); }
.readings td .aside { font: 0.8125rem system-ui, sans-serif; white-space: nowrap; }
.readings .none { color: var(--quiet); }

@media (max-width: 56rem) {
  .browse:has(> form:not([hidden])) { display: block; }
  #filter { position: static; max-height: none; padding-bottom: 1.5rem; }
}
@media (max-width: 40rem) {
  header h1 { font-size: 1.625rem; }
  .most .aside { display: none; }
  .facts time { white-space: normal; }
  .rates td { min-width: 7.5rem; }
  .rates th, .rates td { padding-inline-end: 0.6rem; }
  .readings { display: block; }
  .readings thead { position: absolute; clip-path: inset(50%); }
  .readings tbody, .readings tr, .readings th, .readings td { display: block; }
  .readings tr { border-top: 1px solid var(--line); padding: 0.4rem 0; }
  .readings th, .readings td { border: 0; padding: 0; max-width: none; }
  .readings td { padding-inline-start: 1.75rem; text-indent: -1.75rem; }
  .readings td::before { content: "[" attr(data-place) "] "; font: 600 0.75rem/1 system-ui, sans-serif; color: var(--link); }
  .titles { padding-inline-start: 0; }
}
@media print {
  #filter > :not(.shown), nav, dialog { display: none !important; }
  #filter { position: static; max-height: none; padding: 0; }
  .browse { display: block !important; }
  .change, .event { content-visibility: visible; break-inside: avoid; }
  .scroll { overflow: visible; max-height: none !important; }
  .plot { break-inside: avoid; }
  .plot details, .evidence { display: none; }
  a { color: inherit; }
}
`
