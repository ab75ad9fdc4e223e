/**
 * npm start: the main job on the bundled archive. Imports the recorded history of `archive/` into a store, prints the
 * histories that the pages' Changes sections tell, and the audit's summary.
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
// Whoever reads may have seen enough.
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
    'Now try',
    '  npm run -s variorum -- history "halcyon tide"      one event, every version, word by word',
    '  npm run -s variorum -- audit --severity factual    the title changes that matter',
    '  npm run -s variorum -- audit --format html:a.html  the same as a page to look at',
    '  npm run -s variorum -- diff "mount hesper"         the last two versions',
    '  npm run -s variorum -- --help                      everything else',
    '',
    'Your own archive: npm run -s variorum -- -C FOLDER import',
    '',
  ].join('\n'),
)

/** A page's titles as its Changes section lists them, oldest first. */
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
