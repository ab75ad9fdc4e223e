import type { ChangesEntry } from '../../model/page.ts'
import type { PageChanges } from '../../model/report.ts'
import type { StreamReporter } from '../render-options.ts'
import { jsonDocument, ndjsonLine, timeJson } from './document.ts'
import { findingJson } from './finding.ts'

/** Every page's section in one document, with totals by state. */
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

/** One page a line. */
export const changesNdjson: StreamReporter<PageChanges> = () => ({ item: (page) => ndjsonLine(pageJson(page)) })

function pageJson({ path, event, title, state, section, entries, finding }: PageChanges) {
  return {
    path,
    event,
    title,
    state,
    section,
    entries: entries.map(entryJson),
    finding: finding === null ? null : findingJson(finding),
  }
}

function entryJson({ title, target, until, label, line }: ChangesEntry) {
  return { title, target, until: timeJson(until), label, line }
}
