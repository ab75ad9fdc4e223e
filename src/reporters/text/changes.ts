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
      end: () => (Number.isFinite(options.width) || view.mode !== 'print' ? totalsText(counts, view, options) : ''),
    }
  }
}

function pageText(page: PageChanges, { mode, dryRun }: ChangesTextOptions, options: RenderOptions): string {
  const remark = page.finding === null ? '' : renderBlock([['quiet', page.finding.message]], options, 4)
  if (mode === 'print')
    return page.section === null && page.finding === null
      ? ''
      : `${pathLine(page, options)}${remark}\n${sectionText(page, options)}\n`
  if (page.state === 'same') return page.finding === null ? '' : pathLine(page, options) + remark
  const state = (planned: string, found: string): Span => {
    if (mode === 'check') return ['editorial', found]
    return dryRun ? ['editorial', planned] : ['factual', 'not written']
  }
  const words: Record<Exclude<SectionState, 'same'>, Span> = {
    missing: state('would add the section', 'has no Changes section yet'),
    differs: state('would change the section', 'the section is out of date'),
    written: ['good', 'written'],
  }
  const line = renderBlock([pathSpan(page.path), plainSpan('  '), words[page.state]], options, [0, 4])
  const detail = dryRun || options.verbose ? sectionText(page, options, 4) : ''
  return line + remark + detail
}

function pathLine(page: PageChanges, options: RenderOptions): string {
  return renderBlock([pathSpan(page.path)], options)
}

function sectionText(page: PageChanges, options: RenderOptions, indent = 0): string {
  return page.section === null ? '' : renderBlock([plainSpan(page.section.trimEnd())], options, [indent, indent])
}

function totalsText(
  counts: Record<SectionState, number>,
  { mode, dryRun }: ChangesTextOptions,
  options: RenderOptions,
): string {
  const { same, missing, differs, written } = counts
  const pages = same + missing + differs + written
  const drifted = missing + differs
  const line = (spans: readonly Span[]) => renderBlock(spans, options)
  if (pages === 0) return line([plainSpan('No page has a changed title.')])
  if (mode === 'print') return line([['quiet', `${formatCount(pages, 'page')}, ${drifted} of them not up to date`]])
  if (mode === 'check') {
    if (drifted === 0)
      return line([['good', '✓ '], plainSpan(`${formatCount(pages, 'page')}: every Changes section is up to date.`)])
    return line([
      ['factual', '✗ '],
      plainSpan(`${drifted} of ${formatCount(pages, 'page')}: the Changes section is not up to date.`),
    ])
  }
  if (dryRun)
    return line([
      plainSpan(`${formatCount(drifted, 'page')} would change, ${same} would stay the same. Nothing was written.`),
    ])
  const failed: Span[] = drifted > 0 ? [['factual', ` ${formatCount(drifted, 'page')} could not be written.`]] : []
  return line([
    ['good', '✓ '],
    plainSpan(`${formatCount(written, 'page')} written, ${same} up to date already.`),
    ...failed,
  ])
}
