import type { Change } from '../../model/change.ts'
import type { History, Kin, Link, Version } from '../../model/event.ts'
import type { Instant } from '../../model/time.ts'
import type { Look, StreamReporter } from '../look.ts'
import { block, unbroken } from '../terminal/block.ts'
import { reasonText, weightText } from '../terminal/evidence.ts'
import { gravity } from '../terminal/severity-mark.ts'
import { joined, plain, type Span } from '../terminal/spans.ts'
import { oneLine, titleDiff, wordCount } from '../terminal/word-diff.ts'
import { duration, moment, span } from '../wording/moment.ts'
import { originText } from '../wording/origin.ts'
import { count } from '../wording/quantity.ts'

const dot: Span = ['quiet', ' · ']

/** One event's versions, oldest first, each title as a word diff against the one before. */
export const historyText: StreamReporter<History> = (look) => ({
  item: (history) =>
    heading(history, look) + history.versions.map((version) => `\n${told(version, history, look)}`).join(''),
})

function heading({ event, versions }: History, look: Look): string {
  const facts = joined(
    [
      plain(event.day ?? 'undated'),
      plain(oneLine(event.topic ?? '')),
      plain(count(versions.length, 'version')),
      ['quiet', event.id],
      ...(event.live ? [] : [['editorial', 'no page tells it any more'] as const]),
    ],
    dot,
  )
  return block([['strong', oneLine(event.title)]], look) + block(facts, look)
}

function told(version: Version, history: History, look: Look): string {
  const lines = [block(versionLine(version, look), look, [0, 4])]
  const title = version.changes.find(({ field }) => field === 'title')
  if (title === undefined) {
    const style = version.number === 1 ? 'plain' : 'quiet'
    lines.push(block([[style, oneLine(version.title)]], look, 4))
  } else {
    lines.push(block([gravity(title)], look, 4), block(titleDiff(title.diff, look), look, 4))
  }
  for (const change of version.changes) if (change !== title) lines.push(block(changeLine(change, look), look, [4, 6]))
  if (version === history.versions[0]) lines.push(block([['path', oneLine(version.path)]], look, [4, 6]))
  lines.push(rulingLine(version, look), ...version.kin.map((kin) => block([['quiet', kinText(kin)]], look, [4, 6])))
  for (const { from, until } of version.gone) lines.push(block(absenceSpans(from, until, look), look, [4, 6]))
  if (look.verbose) lines.push(evidence(version, look))
  return lines.join('')
}

/** `@2 Update  2018-01-15 15:02 → 22:14 UTC · stood 7 h 12 min`. */
export function versionLine(version: Version, look: Look): Span[] {
  return [['strong', `@${version.number} ${version.label}`], plain('  '), ...joined(stood(version, look), dot)]
}

function stood({ from, until, label }: Version, look: Look): Span[] {
  const zone = look.timeZone
  if (from === null) return [plain(until === null ? 'time unknown' : `until ${moment(until, zone)}, beginning unknown`)]
  if (until === null)
    return [plain(label === 'Current version' ? `since ${moment(from, zone)}` : `from ${moment(from, zone)}`)]
  return [plain(span(from, until, zone)), ['quiet', unbroken(`stood ${duration(until - from)}`, look)]]
}

/** `not published 2018-01-15 → 2018-03-01 UTC · gone 45 d`. @param until null: it is not back */
export function absenceSpans(from: Instant, until: Instant | null, look: Look): Span[] {
  const zone = look.timeZone
  if (until === null) return [['editorial', `not published since ${moment(from, zone)}`]]
  return [['editorial', `not published ${span(from, until, zone)}`], dot, ['quiet', `gone ${duration(until - from)}`]]
}

function changeLine(change: Change, look: Look): Span[] {
  const { field, diff } = change
  if (field === 'topic' || field === 'day' || field === 'path')
    return [['quiet', `${field} `], ...titleDiff(diff, look)]
  const { removed, added } = wordCount(diff)
  const lines = (kind: 'removed' | 'added') =>
    diff.filter((segment) => segment[0] === kind).flatMap(([, text]) => text.split('\n').filter((line) => line !== ''))
  const amount =
    field === 'sources'
      ? `+${lines('added').length} −${lines('removed').length}`
      : `+${added} −${removed} ${added + removed === 1 ? 'word' : 'words'}`
  return [['quiet', `${field} `], gravity(change), plain(`  ${amount}`)]
}

function evidence({ origin, snapshot, link }: Version, look: Look): string {
  const from = `from ${originText(origin)}${snapshot === null ? '' : `, snapshot ${snapshot.slice(0, 12)}`}`
  return block([['quiet', oneLine(from)]], look, [4, 6]) + (link === null ? '' : linkText(link, look))
}

function linkText({ score, reasons }: Link, look: Look): string {
  const head = block([['quiet', `the same event, by a score of ${score.toFixed(2)}:`]], look, 4)
  const rows = reasons.map(({ kind, value, weight }) =>
    block([['quiet', `${weightText(weight)} ${kind}  ${oneLine(value)}`]], look, [6, 12]),
  )
  return head + rows.join('')
}

const kinds: Readonly<Record<Kin['kind'], string>> = {
  merged: 'took in the event',
  'merged-into': 'ended as part of the event',
  split: 'a part of it became the event',
  'split-from': 'was a part of the event',
}

function kinText({ kind, event }: Kin): string {
  return `${kinds[kind]} ${event}`
}

/** That people said so is told to everybody; all other evidence to those who ask. */
function rulingLine({ link }: Version, look: Look): string {
  const ruling = link?.reasons.find(({ kind }) => kind === 'ruling')
  return ruling === undefined || look.verbose ? '' : block([['quiet', reasonText(ruling)]], look, [4, 6])
}
