import type { Change, TextDiff } from '../../model/change.ts'
import type { Version } from '../../model/event.ts'
import type { VersionDiff } from '../../model/report.ts'
import { toRfc3339 } from '../../model/time.ts'
import type { Reporter } from '../render-options.ts'
import { changeSizeText, equalVersionsText, wholePageNote } from '../wording/change-counts.ts'
import { formatDuration, formatTime, formatTimeRange } from '../wording/format-time.ts'
import { originText } from '../wording/origin.ts'
import { sourceLines } from '../wording/readable-diff.ts'
import { type Html, html, link, type Part } from './escape.ts'
import { htmlPage } from './html-page.ts'
import { languageOf } from './language.ts'
import {
  changedWords,
  languageAttributes,
  renderSegments,
  screenReaderText,
  severityMark,
  titleDiffHtml,
} from './segments.ts'
import { type BodyContext, sentenceList } from './sentence-list.ts'

/** The diff of two versions as a web page that loads nothing. */
export const diffHtml: Reporter<VersionDiff> = (diff, { timeZone }) =>
  htmlPage({
    title: `${diff.event.title}: @${diff.a.number} and @${diff.b.number}`,
    content: versionDiff(diff, timeZone),
  })

/**
 * The diff of two versions as a part of a page, with a heading of the first level.
 * @param anchor prefix of its anchors, for a page with several diffs
 */
export function versionDiff({ event, a, b, changes, folded }: VersionDiff, timeZone: string, anchor = ''): Html {
  const body = changes.find(({ field }) => field === 'body')?.diff ?? []
  const lang = languageOf([a.title, b.title, ...body.map(([, text]) => text)].join(' '))
  const parts = changes.map((change) => fieldDiff(change, lang, anchor))
  return html`<article class="diff">
<h1${languageAttributes(event.title, lang)}>${event.title}</h1>
${versionTable([a, b], timeZone)}
${changes.length === 0 ? html`<p>${equalVersionsText}</p>\n` : parts}${folded === null ? null : wholePage(folded, lang)}</article>
`
}

/** A changed field, with its severity, its classes and the size of the change. */
function fieldDiff(change: Change, lang: string, anchor = ''): Html {
  const { field, severity, classes } = change
  const named = classes.length === 0 ? severity : `${severity}: ${classes.join(', ')}`
  const size = changeSizeText(change)
  return html`<section class="field" id="${anchor}${field}">
<h2>${field} ${severityMark(severity, named)}</h2>
${size === '' ? null : html`<p class="tally">${size}</p>\n`}${fieldContent(change, { anchor: `${anchor}${field}`, lang })}</section>
`
}

function fieldContent({ field, diff, sentences }: Change, context: BodyContext): Html {
  if (sentences !== null) return sentenceList(sentences, context)
  switch (field) {
    case 'title':
      return html`${titleDiffHtml(diff, context.lang)}\n`
    case 'body':
      return html`<div class="text running" lang="${context.lang}" dir="auto">${renderSegments(diff)}</div>\n`
    case 'sources':
      return sourceList(diff)
    case 'topic':
      return html`<p class="text" lang="${context.lang}" dir="auto">${renderSegments(diff)}</p>\n`
    case 'day':
    case 'path':
      return html`<p class="text address">${renderSegments(diff)}</p>\n`
  }
}

/** Sources line by line, the unchanged ones too. */
function sourceList(diff: TextDiff): Html {
  const items = sourceLines(diff).map(([kind, line]) => {
    const content = link(line)
    return html`<li>${kind === 'same' ? content : changedWords(kind, line, content)}</li>\n`
  })
  return html`<ul class="sources">
${items}</ul>
`
}

function wholePage(diff: TextDiff, lang: string): Html {
  return html`<section class="field" id="whole-page">
<h2>the whole page</h2>
<details><summary>${wholePageNote}</summary>
<pre class="text" lang="${lang}" dir="auto"><code>${renderSegments(diff)}</code></pre></details></section>
`
}

function versionTable(versions: readonly Version[], timeZone: string): Html {
  const rows = versions.map(
    ({ number, label, from, until, origin, path, gone }) => html`<tr>
<th scope="row">@${number} ${label}</th>
<td>${periodPart(from, until, timeZone)}${gone.map((one) => html`<br>not published ${formatTimeRange(one.from, one.until, timeZone)}`)}</td>
<td><bdi class="address">${path}</bdi><br><span class="aside"><bdi>${originText(origin)}</bdi></span></td>
</tr>
`,
  )
  return html`<table class="versions">
<caption>${screenReaderText('The two versions')}</caption>
<thead><tr><th scope="col">version</th><th scope="col">current</th><th scope="col">page</th></tr></thead>
<tbody>
${rows}</tbody>
</table>`
}

function periodPart(from: number | null, until: number | null, timeZone: string): Part {
  const time = (at: number) => html`<time datetime="${toRfc3339(at)}">${formatTime(at, timeZone)}</time>`
  const begun = from === null ? 'from an unknown time' : html`from ${time(from)}`
  if (until === null) return begun
  const long = from === null ? null : html`<br><span class="aside">for ${formatDuration(until - from)}</span>`
  return [begun, html`<br>until ${time(until)}`, long]
}
