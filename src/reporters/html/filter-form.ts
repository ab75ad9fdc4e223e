import type { TitleChange } from '../../model/audit.ts'
import { changeClasses } from '../../model/change.ts'
import { formatNumber } from '../wording/format-quantity.ts'
import { severitiesDescending } from '../wording/severity.ts'
import { type Html, html } from './escape.ts'
import { severityMark } from './segments.ts'

/**
 * The filter of the list of changes. It is hidden until its script runs.
 * @param listed the listed changes, which may be fewer than the counted ones
 */
export function filterForm(listed: readonly TitleChange[]): Html {
  const countMatching = (passes: (change: TitleChange) => boolean) => listed.filter(passes).length
  const classes = changeClasses
    .map((kind) => [kind, countMatching((change) => change.classes.includes(kind))] as const)
    .filter(([, number]) => number > 0)
    .sort(([, a], [, b]) => b - a)
  const severities = severitiesDescending.map((one) => {
    const number = countMatching(({ severity }) => severity === one)
    return choice('severity', one, severityMark(one, one), number)
  })
  return html`<form id="filter" role="search" aria-label="Changes" hidden>
<div class="field"><label for="f-words">Words <kbd>/</kbd></label><input id="f-words" type="search" name="q" autocomplete="off" spellcheck="false"></div>
<p class="shown"><output id="shown"></output></p>
<p id="status" class="heard" role="status"></p>
<details id="more" open><summary>Filter</summary>
<fieldset><legend>Severity</legend>
${severities}</fieldset>
<fieldset><legend>Only</legend>
${choice('flag', 'silent', 'silent')}${choice('flag', 'body', 'with the text changed')}${choice('flag', 'undone', 'undone later')}</fieldset>
<div class="field"><label for="f-topic">Topic</label><input id="f-topic" name="topic" list="f-topics" autocomplete="off"><datalist id="f-topics"></datalist></div>
<div class="dates"><div class="field"><label for="f-from">From</label><input id="f-from" type="date" name="from"></div>
<div class="field"><label for="f-to">To</label><input id="f-to" type="date" name="to"></div></div>
<details><summary>Classes</summary>
<fieldset><legend class="heard">Classes</legend>
${classes.map(([kind, number]) => choice('class', kind, kind, number))}</fieldset></details>
</details>
<p class="buttons"><button type="button" id="all">Show all</button> <button type="button" id="ask" aria-haspopup="dialog">Keys <kbd>?</kbd></button></p>
</form>
`
}

function choice(name: string, value: string, words: Html | string, number?: number): Html {
  const tally = number === undefined ? null : html` <span class="aside">${formatNumber(number)}</span>`
  return html`<label class="choice"><input type="checkbox" name="${name}" value="${value}"> <span>${words}</span>${tally}</label>\n`
}

/** The help on the keys. */
export const keyHelp: Html = html`<dialog id="keys" aria-labelledby="keys-title">
<h2 id="keys-title">Keys</h2>
<dl>
<div><dt><kbd>/</kbd></dt><dd>search</dd></div>
<div><dt><kbd>j</kbd> or <kbd>n</kbd></dt><dd>the next change</dd></div>
<div><dt><kbd>k</kbd> or <kbd>p</kbd></dt><dd>the previous change</dd></div>
<div><dt><kbd>?</kbd></dt><dd>this help</dd></div>
<div><dt><kbd>Esc</kbd></dt><dd>close, or leave the search</dd></div>
</dl>
<p>The search finds words in both titles, and "words in quotes" as a phrase. The address holds the filter, so that a view can be shared.</p>
<p><label class="choice"><input id="keys-on" type="checkbox" checked> <span>Enable the keys</span></label></p>
<form method="dialog"><button>Close</button></form>
</dialog>
`
