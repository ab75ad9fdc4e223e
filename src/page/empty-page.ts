import { createFinding, type Finding } from '../model/finding.ts'
import type { Dialect, Page, PagePath } from '../model/page.ts'

/** A page that reports nothing. The readers of the dialects fill in what they find. */
export function emptyPage(path: PagePath, dialect: Dialect): Page {
  return {
    path,
    dialect,
    day: null,
    events: [],
    links: [],
    related: [],
    changes: [],
    sourced: dialect === 'portal',
    aliases: [],
    ids: { event: null, page: null },
    regenerated: { related: '', changes: '', formats: '', covers: '' },
    findings: [],
  }
}

/** The finding `page-unreadable` as a warning, for a page without an event. @param message the reason */
export function noEventFinding(path: PagePath, message: string): Finding {
  return { ...createFinding('page-unreadable', message, { path }), severity: 'warning' }
}
