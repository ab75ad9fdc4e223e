import { openVariorum } from '../../src/commands/open-variorum.ts'
import type { CheckOptions } from '../../src/commands/variorum.ts'
import type { CheckFinding, CheckReport } from '../../src/model/check.ts'

/** A check of a repository whose whole tree is the archive. */
export async function runCheck(path: string, options: CheckOptions): Promise<CheckReport> {
  await using variorum = await openVariorum({ cwd: path, archive: path, store: 'memory:' })
  return await variorum.check(options)
}

/** Findings in few words: `VAR101 error news/a.md:3`, with what they count as where they do not. */
export function findingLines({ findings }: CheckReport): string[] {
  return findings.map(({ rule, severity, path, line, standing }: CheckFinding) => {
    const location = path === null ? '' : ` ${path}${line === null ? '' : `:${line}`}`
    return `${rule} ${severity}${location}${standing === 'new' ? '' : ` (${standing})`}`
  })
}

/** An event page of the context dialect. */
export function page(
  title: string,
  { day = '2018-01-15', sources = ['https://gazette.example/1'], section = '', lead = '' } = {},
): string {
  const list = sources.map((url, index) => `${index + 1}. [Gazette](${url})\n`).join('')
  const folder = day.replaceAll('-', '/')
  return `### [${day}](/news/${folder}/index.md)\n\n# ${title}\n\n${lead}### Sources:\n\n${list}${section}`
}

/** A Changes section of entries as they are written. */
export function section(...entries: readonly string[]): string {
  return `\n### Changes:\n\n${entries.map((entry, index) => `${index + 1}. ${entry}\n`).join('')}`
}
