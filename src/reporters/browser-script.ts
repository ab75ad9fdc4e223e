import { readFileSync } from 'node:fs'

/** The script of the audit page, unchanged from its source file. */
export function auditScript(): string {
  // This path also works in `dist/cli`: the bundle is in a folder beside `reporters`, as this file is below `src`.
  return readFileSync(new URL('../reporters/html/browser/audit.js', import.meta.url), 'utf8')
}
