import { readFileSync } from 'node:fs'

/** The script of the audit's page as it runs in a browser, to the byte the same from the sources and from a build. */
export function auditScript(): string {
  // a bundle lies in a folder beside `reporters`, as this file lies in it: both find it from one floor up
  return readFileSync(new URL('./browser/audit.js', import.meta.url), 'utf8')
}
