/**
 * npm start: imports the recorded history of the bundled archive into a store, then prints the titles of each retitled page
 * and the totals of the audit.
 */
import { join } from 'node:path'
import { openVariorum, type PageChanges } from '../src/index.ts'
import { plainRendering } from '../src/reporters/render-options.ts'
import { renderBlock } from '../src/reporters/terminal/block.ts'
import { auditTotalsText } from '../src/reporters/text/audit-totals.ts'
import { summaryText } from '../src/reporters/text/summary.ts'
import { formatTime } from '../src/reporters/wording/format-time.ts'

const root = join(import.meta.dirname, '..')
const { stdout, env } = process
// The reader can close the pipe early.
stdout.on('error', () => process.exit(0))
const renderOptions = {
  ...plainRendering,
  color: stdout.isTTY && !env.NO_COLOR,
  width: stdout.columns ?? 100,
}

await using variorum = await openVariorum({ cwd: root })
const summary = await variorum.import({ from: 'snapshots/journal.ndjson' })
stdout.write(`${summaryText({ verb: 'import', dryRun: false })(summary, renderOptions)}\n`)

for await (const page of variorum.changes({ mode: 'print' })) stdout.write(renderTitles(page))

const audit = await variorum.audit()
stdout.write(auditTotalsText(audit, renderOptions))
stdout.write(
  [
    '',
    'Try next',
    '  npm run -s variorum -- history "halcyon tide"      every version of one event',
    '  npm run -s variorum -- audit --severity factual    title changes with other facts',
    '  npm run -s variorum -- audit --format html:a.html  the audit as an HTML page',
    '  npm run -s variorum -- diff "mount hesper"         the last two versions of one event',
    '  npm run -s variorum -- --help                      all commands',
    '',
    'Your own archive: npm run -s variorum -- -C FOLDER import',
    '',
  ].join('\n'),
)

/** The titles of a page, oldest first, as in its Changes section. */
function renderTitles({ path, entries }: PageChanges): string {
  const lines = entries.map(({ title, label, until }) => {
    const time = until === null ? '' : ` until ${formatTime(until, 'UTC')}`
    return (
      renderBlock([[label === 'Current version' ? 'strong' : 'quiet', `${label}${time}`]], renderOptions, 2) +
      renderBlock([['plain', title]], renderOptions, 4)
    )
  })
  return `${renderBlock([['path', path]], renderOptions)}${lines.join('')}\n`
}
