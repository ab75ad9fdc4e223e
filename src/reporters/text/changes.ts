import type { PageChanges } from '../../model/report.ts'
import type { Look, StreamReporter } from '../look.ts'
import { block } from '../terminal/block.ts'
import { plain, type Span } from '../terminal/spans.ts'
import { oneLine } from '../terminal/word-diff.ts'
import { count } from '../wording/quantity.ts'

export interface ChangesView {
  readonly mode: 'print' | 'check' | 'write'
  readonly dryRun: boolean
}

type State = PageChanges['state']

/** Each page's Changes section, or with check and write what became of it; totals at the end. */
export function changesText(view: ChangesView): StreamReporter<PageChanges> {
  return (look) => {
    const counts: Record<State, number> = { same: 0, missing: 0, differs: 0, written: 0 }
    return {
      item(page) {
        counts[page.state] += 1
        return itemText(page, view, look)
      },
      end: () => (Number.isFinite(look.width) || view.mode !== 'print' ? totals(counts, view, look) : ''),
    }
  }
}

function itemText(page: PageChanges, { mode, dryRun }: ChangesView, look: Look): string {
  const remark = page.finding === null ? '' : block([['quiet', page.finding.message]], look, 4)
  if (mode === 'print')
    return page.section === null && page.finding === null
      ? ''
      : `${path(page, look)}${remark}\n${section(page, look)}\n`
  if (page.state === 'same') return page.finding === null ? '' : path(page, look) + remark
  const state = (planned: string, found: string): Span => {
    if (mode === 'check') return ['editorial', found]
    return dryRun ? ['editorial', planned] : ['factual', 'not written']
  }
  const words: Record<Exclude<State, 'same'>, Span> = {
    missing: state('would get its section', 'has no Changes section yet'),
    differs: state('would change', 'says something else'),
    written: ['good', 'written'],
  }
  const line = block([['path', oneLine(page.path)], plain('  '), words[page.state]], look, [0, 4])
  const detail = dryRun || look.verbose ? section(page, look, 4) : ''
  return line + remark + detail
}

function path(page: PageChanges, look: Look): string {
  return block([['path', oneLine(page.path)]], look)
}

function section(page: PageChanges, look: Look, indent = 0): string {
  return page.section === null ? '' : block([plain(page.section.trimEnd())], look, [indent, indent])
}

function totals(counts: Record<State, number>, { mode, dryRun }: ChangesView, look: Look): string {
  const { same, missing, differs, written } = counts
  const pages = same + missing + differs + written
  const drifted = missing + differs
  const line = (spans: readonly Span[]) => block(spans, look)
  if (pages === 0) return line([plain('No page has a title that changed.')])
  if (mode === 'print') return line([['quiet', `${count(pages, 'page')}, ${drifted} of them not up to date`]])
  if (mode === 'check') {
    if (drifted === 0)
      return line([['good', '✓ '], plain(`${count(pages, 'page')}: every Changes section is up to date.`)])
    return line([
      ['factual', '✗ '],
      plain(`${drifted} of ${count(pages, 'page')}: the Changes section is not up to date.`),
    ])
  }
  if (dryRun) return line([plain(`${count(drifted, 'page')} would change, ${same} would stay. Nothing was written.`)])
  const failed: Span[] = drifted > 0 ? [['factual', ` ${count(drifted, 'page')} could not be written.`]] : []
  return line([['good', '✓ '], plain(`${count(written, 'page')} written, ${same} said so already.`), ...failed])
}
