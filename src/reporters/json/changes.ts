import type { ChangesEntry } from '../../model/page.ts'
import type { PageChanges } from '../../model/report.ts'
import type { StreamReporter } from '../render-options.ts'
import { jsonDocument, ndjsonLine, pick, timeJson } from './document.ts'
import { findingJson } from './version.ts'

/** The Changes sections of all pages as one document, with totals by state. */
export const changesJson: StreamReporter<PageChanges> = () => {
  const pages: object[] = []
  const totals: Record<PageChanges['state'], number> = { same: 0, missing: 0, differs: 0, written: 0 }
  return {
    item(page) {
      pages.push(pageJson(page))
      totals[page.state] += 1
      return ''
    },
    end: () => jsonDocument({ pages, totals }),
  }
}

/** One page on each line. */
export const changesNdjson: StreamReporter<PageChanges> = () => ({ item: (page) => ndjsonLine(pageJson(page)) })

function pageJson(page: PageChanges) {
  return {
    ...pick(page, 'path', 'event', 'title', 'state', 'section'),
    entries: page.entries.map(entryJson),
    finding: page.finding && findingJson(page.finding),
  }
}

function entryJson({ title, target, until, label, line }: ChangesEntry) {
  return { title, target, until: timeJson(until), label, line }
}
