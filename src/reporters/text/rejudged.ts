import type { EventBrief, Rejudged } from '../../model/ruling.ts'
import type { Look } from '../look.ts'
import { block, hanging } from '../terminal/block.ts'
import { reasonText } from '../terminal/evidence.ts'
import { count, figure } from '../terminal/quantity.ts'
import { plain } from '../terminal/spans.ts'
import { oneLine } from '../terminal/word-diff.ts'

/** More than this are listed with -v. */
const listed = 10

/** What is told by another event than before, since the record was judged anew, and why; '' where nothing is. */
export function rejudgedText(moved: readonly Rejudged[], look: Look): string {
  if (moved.length === 0) return ''
  const versions = moved.reduce((sum, one) => sum + one.versions, 0)
  const shown = look.verbose ? moved : moved.slice(0, listed)
  const more = moved.length - shown.length
  return [
    `\n${block([['strong', count(versions, 'version')], plain(` ${versions === 1 ? 'belongs' : 'belong'} to another event than before`)], look)}`,
    ...shown.map((one) => movedText(one, look)),
    more > 0 ? block([['quiet', `and ${figure(more)} more: -v shows them all`]], look, 2) : '',
  ].join('')
}

function movedText({ title, path, versions, what, from, to, link }: Rejudged, look: Look): string {
  const whole = versions === from.versions
  const more = versions === 1 || whole ? '' : ` and ${count(versions - 1, 'later version')}`
  const head = block([plain(oneLine(title)), ['quiet', more], plain('  '), ['path', oneLine(path)]], look, [2, 4])
  const row = (label: string, text: string) => hanging([['quiet', `    ${label}`]], [plain(text)], 12, look)
  if (what === 'parted') return head + row('was of', eventText(from)) + row('now', `an event of its own, ${to.id}`)
  const why =
    link === null ? 'its page told that before' : link.reasons.filter(({ weight }) => weight > 0).map(reasonText)
  return [
    head,
    row('was', whole ? `an event of its own, ${from.id}` : `of ${eventText(from)}`),
    row('joins', eventText(to)),
    row('since', typeof why === 'string' ? why : why.join(', ')),
  ].join('')
}

function eventText({ id, title }: EventBrief): string {
  return `${id}, ${oneLine(title)}`
}
