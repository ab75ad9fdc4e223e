import type { PageChanges } from '../../model/report.ts'
import type { RenderOptions, StreamReporter } from '../render-options.ts'
import { renderBlock } from '../terminal/block.ts'
import { plainSpan, type Span } from '../terminal/spans.ts'
import { pathSpan } from '../terminal/word-diff.ts'
import { formatCount } from '../wording/format-quantity.ts'

export interface ChangesTextOptions {
  readonly mode: 'print' | 'check' | 'write'
  readonly dryRun: boolean
}

type SectionState = PageChanges['state']

/** Each page's Changes section, or with `--check` and `--write` its state; totals at the end. */
export function changesText(view: ChangesTextOptions): StreamReporter<PageChanges> {
  return (options) => {
    const counts: Record<SectionState, number> = { same: 0, missing: 0, differs: 0, written: 0 }
    return {
      item(page) {
        counts[page.state] += 1
        return pageText(page, view, options)
      },
      end: () =>
        Number.isFinite(options.width) || view.mode !== 'print' ? renderBlock(totalsSpans(counts, view), options) : '',
    }
  }
}

function pageText(page: PageChanges, { mode, dryRun }: ChangesTextOptions, options: RenderOptions): string {
  const { path, state, section, finding } = page
  const remark = finding === null ? '' : renderBlock([['quiet', finding.message]], options, 4)
  const sectionText = (indent: number) =>
    section === null ? '' : renderBlock([plainSpan(section.trimEnd())], options, indent)
  const pathLine = renderBlock([pathSpan(path)], options)
  if (mode === 'print') return section === null && finding === null ? '' : `${pathLine}${remark}\n${sectionText(0)}\n`
  if (state === 'same') return finding === null ? '' : pathLine + remark
  const line = renderBlock([pathSpan(path), plainSpan('  '), stateSpan(state, mode, dryRun)], options, [0, 4])
  return line + remark + (dryRun || options.verbose ? sectionText(4) : '')
}

function stateSpan(state: Exclude<SectionState, 'same'>, mode: 'check' | 'write', dryRun: boolean): Span {
  if (state === 'written') return ['good', 'written']
  if (mode === 'check')
    return ['editorial', state === 'missing' ? 'has no Changes section yet' : 'the section is out of date']
  if (!dryRun) return ['factual', 'not written']
  return ['editorial', `would ${state === 'missing' ? 'add' : 'change'} the section`]
}

function totalsSpans(
  { same, missing, differs, written }: Readonly<Record<SectionState, number>>,
  { mode, dryRun }: ChangesTextOptions,
): Span[] {
  const drifted = missing + differs
  const total = same + drifted + written
  const pages = formatCount(total, 'page')
  if (total === 0) return [plainSpan('No page has a changed title.')]
  if (mode === 'print') return [['quiet', `${pages}, ${drifted} of them not up to date`]]
  if (mode === 'check')
    return drifted === 0
      ? [['good', '✓ '], plainSpan(`${pages}: every Changes section is up to date.`)]
      : [['factual', '✗ '], plainSpan(`${drifted} of ${pages}: the Changes section is not up to date.`)]
  if (dryRun)
    return [
      plainSpan(`${formatCount(drifted, 'page')} would change, ${same} would stay the same. Nothing was written.`),
    ]
  const failed = drifted === 0 ? '' : ` ${formatCount(drifted, 'page')} could not be written.`
  const saved = `${formatCount(written, 'page')} written, ${same} up to date already.`
  return [['good', '✓ '], plainSpan(saved), ['factual', failed]]
}
