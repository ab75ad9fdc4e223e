/** The style sheet of plots. Marks differ in colour and in filling: full, hatched, hollow. */
export const plotStyle = `
.plots { display: grid; grid-template-columns: repeat(2, minmax(0, 1fr)); gap: 2.5rem 3.5rem; align-items: start; }
#plot-time { grid-column: 1 / -1; }
#plot-classes { grid-row: span 2; }
.plot { margin: 0; min-width: 0; }
.plot h3 { font-size: 1rem; margin: 0; }
.plot svg { display: block; overflow: visible; margin-top: 0.75rem; }
.plot .scaled { width: calc(100% - 2.75rem); margin-inline-start: 2.75rem; }
.plot .legend svg { display: inline-block; margin: 0; vertical-align: -0.1em; }
.plot text { fill: var(--quiet); font-size: 0.75rem; font-variant-numeric: tabular-nums; }
.plot .tick, .plot .label { text-anchor: end; }
.plot .label { fill: var(--ink); font-size: 0.8125rem; }
.plot .name { text-anchor: middle; }
.grid { stroke: var(--line); stroke-dasharray: 2 3; }
.axis { stroke: var(--quiet); }
.mark { stroke-width: 1px; }
.mark.factual { fill: var(--bar-factual); stroke: var(--bar-factual); }
.mark.editorial { fill: url(#hatching); stroke: var(--bar-editorial); }
.mark.cosmetic { fill: var(--paper); stroke: var(--bar-cosmetic); }
.mark.first { fill: var(--bar-plain); stroke: var(--bar-plain); }
.mark.second { fill: var(--paper); stroke: var(--bar-plain); }
.ground { fill: var(--paper); }
.stripe { fill: var(--bar-editorial); }
.patterns { position: absolute; }
.legend { display: flex; flex-wrap: wrap; gap: 0.25rem 1.25rem; font-size: 0.875rem; color: var(--quiet); margin-top: 0.35rem; }
.plot details { margin-top: 0.5rem; }
.plot details .scroll { max-height: 20rem; }
.numbers td, .numbers thead th:not(:first-child) { text-align: end; font-variant-numeric: tabular-nums; }
:root {
  --bar-factual: light-dark(#9c2f2a, #e58a80);
  --bar-editorial: light-dark(#a8741a, #d9a95a);
  --bar-plain: light-dark(#45617f, #8fb0d2);
  --bar-cosmetic: light-dark(#7a818a, #8d959e);
}
@media (max-width: 56rem) {
  .plots { grid-template-columns: minmax(0, 1fr); }
}
@media (max-width: 40rem) {
  .plot .spare { display: none; }
}
@media (forced-colors: active) {
  .mark { forced-color-adjust: none; }
}
`
