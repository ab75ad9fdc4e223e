import type { EventBrief, Judgements, KinChange, Rejudged } from '../../model/ruling.ts'
import type { Look } from '../look.ts'
import { block, hanging } from '../terminal/block.ts'
import { reasonText } from '../terminal/evidence.ts'
import { plain } from '../terminal/spans.ts'
import { oneLine } from '../terminal/word-diff.ts'
import { count, figure } from '../wording/quantity.ts'

/** More than this are listed with -v. */
const listed = 10

/** What is told by another event than before, since the record was judged anew, and why; '' where nothing is. */
export function rejudgedText({ rejudged, kin }: Judgements, look: Look): string {
  const gone = rejudged.filter(({ what }) => what === 'dissolved')
  const moved = rejudged.filter(({ what }) => what !== 'dissolved')
  const versions = moved.reduce((sum, one) => sum + one.versions, 0)
  const belong = `${versions === 1 ? 'belongs' : 'belong'} to another event than before`
  return [
    listText(count(versions, 'version'), belong, moved, (one) => movedText(one, look), look),
    listText(
      count(gone.length, 'event'),
      `${gone.length === 1 ? 'is' : 'are'} told no more`,
      gone,
      (one) => movedText(one, look),
      look,
    ),
    listText(
      count(kin.length, 'merge or split', 'merges and splits'),
      `${kin.length === 1 ? 'is' : 'are'} told otherwise`,
      kin,
      (one) => kinText(one, look),
      look,
    ),
  ].join('')
}

function listText<One>(
  counted: string,
  said: string,
  all: readonly One[],
  text: (one: One) => string,
  look: Look,
): string {
  if (all.length === 0) return ''
  const shown = look.verbose ? all : all.slice(0, listed)
  const more = all.length - shown.length
  return [
    `\n${block([['strong', counted], plain(` ${said}`)], look)}`,
    ...shown.map(text),
    more > 0 ? block([['quiet', `and ${figure(more)} more: -v shows them all`]], look, 2) : '',
  ].join('')
}

function kinText({ what, kind, whole, part }: KinChange, look: Look): string {
  const of = `${kind === 'merged' ? 'merged into' : 'split from'} ${eventText(whole)}`
  const row = hanging([['quiet', what === 'found' ? '    now' : '    was']], [plain(of)], 12, look)
  return block([plain(oneLine(part.title)), plain('  '), ['quiet', part.id]], look, [2, 4]) + row
}

function movedText({ title, path, versions, what, from, to, link }: Rejudged, look: Look): string {
  const whole = versions === from.versions
  const more = versions === 1 || whole ? '' : ` and ${count(versions - 1, 'later version')}`
  const head = block([plain(oneLine(title)), ['quiet', more], plain('  '), ['path', oneLine(path)]], look, [2, 4])
  const row = (label: string, text: string) => hanging([['quiet', `    ${label}`]], [plain(text)], 12, look)
  if (what === 'parted') return head + row('was of', eventText(from)) + row('now', `an event of its own, ${to?.id}`)
  if (what === 'dissolved' || to === null) {
    const now = to === null ? 'no page tells it' : `its page tells ${eventText(to)}`
    return head + row('was', `an event of its own, ${from.id}`) + row('now', now)
  }
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
