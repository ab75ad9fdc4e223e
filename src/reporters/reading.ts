import type { DiffSegment, LinkChange, SentenceStep, TextDiff } from '../model/change.ts'

/** A paragraph that begins or ends where only blanks changed. */
const pilcrow = '¶'
const markers = /^(?:(?:#{1,6}|[-*+]|\d{1,9}[.)]|>) +)+(?=\S)/

/**
 * What is read at a step: its diff with blanks as a reader sees them, and without the targets of links whose change is told
 * apart. A sentence that moved is given as it stands now, with the words that changed on the way.
 */
export function readAt(step: SentenceStep): TextDiff {
  const { action, block, diff, edits, links } = step
  if (action === 'moved') return joined(asRead(edits ?? diff.map(([, text]) => ['same', text] as const), block))
  const read = joined(asRead(withoutTargets(diff, links), block))
  return action === 'added' || action === 'deleted' ? markerApart(read, block) : read
}

/** What a block begins with is no word of the sentence that came or went. */
function markerApart(diff: TextDiff, block: SentenceStep['block']): TextDiff {
  const [kind, text = ''] = diff[0] ?? []
  const marker = block === 'paragraph' ? undefined : markers.exec(text)?.[0]
  if (kind === undefined || kind === 'same' || marker === undefined) return diff
  return [['same', marker], [kind, text.slice(marker.length)], ...diff.slice(1)]
}

/** One side of a diff, its changes marked: what a reader of that side alone sees. */
export function sideOf(diff: TextDiff, side: 'removed' | 'added'): TextDiff {
  return diff.filter(([kind]) => kind === 'same' || kind === side)
}

/** One side of a diff as text. */
export function textOf(diff: TextDiff, side: 'removed' | 'added'): string {
  return sideOf(diff, side)
    .map(([, text]) => text)
    .join('')
}

function asRead(diff: TextDiff, block: SentenceStep['block']): TextDiff {
  if (block === 'code' || block === 'table') return withoutOuterFeeds(diff)
  const edited = diff.some(([kind]) => kind === 'same')
  return trimmed(diff.map(([kind, text]) => [kind, onOneLine(text, block === 'quote', edited && kind !== 'same')]))
}

/** Line ends are blanks to a reader; between two paragraphs of one step, and where one came or went, they are a sign. */
function onOneLine(text: string, quoted: boolean, changed: boolean): string {
  const bare = quoted ? text.replace(/(\n)[ \t]*>[ \t]?/g, '$1') : text
  return bare
    .replace(/\s*\n[ \t]*\n\s*/g, (feeds, at: number) => {
      const outer = at === 0 || at + feeds.length === bare.length
      return outer && !(changed && bare.trim() === '') ? ' ' : ` ${pilcrow} `
    })
    .replace(/[ \t\n]+/g, ' ')
}

/** Without blanks at both ends, which stand between sentences. */
function trimmed(diff: TextDiff): TextDiff {
  const segments = [...diff]
  const trim = (from: number, step: 1 | -1, edge: RegExp) => {
    for (let at = from; at >= 0 && at < segments.length; at += step) {
      const [kind, text] = segments[at] ?? ['same', '']
      segments[at] = [kind, text.replace(edge, '')]
      if (segments[at]?.[1] !== '' && kind === 'same') break
    }
  }
  trim(0, 1, /^\s+/)
  trim(segments.length - 1, -1, /\s+$/)
  return segments
}

function withoutOuterFeeds(diff: TextDiff): TextDiff {
  return diff.map(([kind, text], at): DiffSegment => {
    const begun = at === 0 ? text.replace(/^(?:[ \t]*\n)+/, '') : text
    return [kind, at === diff.length - 1 ? begun.trimEnd() : begun]
  })
}

function joined(diff: TextDiff): TextDiff {
  const segments: [DiffSegment[0], string][] = []
  for (const [kind, text] of diff) {
    const last = segments.at(-1)
    if (text === '') continue
    if (last?.[0] === kind) last[1] += text
    else segments.push([kind, text])
  }
  return segments
}

/** A diff without the `(target)` of the links whose change is told on lines of its own. */
function withoutTargets(diff: TextDiff, links: readonly LinkChange[]): TextDiff {
  if (links.length === 0) return diff
  const hidden = {
    removed: targetsIn(textOf(diff, 'removed'), links, ({ before }) => before),
    added: targetsIn(textOf(diff, 'added'), links, ({ after }) => after),
  }
  const at = { removed: 0, added: 0 }
  return diff.map(([kind, text]): DiffSegment => {
    const side = kind === 'added' ? 'added' : 'removed'
    const units = text.split('').filter((_, index) => !hidden[side].has(at[side] + index))
    if (kind !== 'added') at.removed += text.length
    if (kind !== 'removed') at.added += text.length
    return [kind, units.join('')]
  })
}

function targetsIn(
  text: string,
  links: readonly LinkChange[],
  target: (link: LinkChange) => string,
): ReadonlySet<number> {
  const places = new Set<number>()
  for (const link of links) {
    const shown = `](${target(link)})`
    for (let from = text.indexOf(shown); from >= 0; from = text.indexOf(shown, from + 1)) {
      for (let index = from + 1; index < from + shown.length; index++) places.add(index)
    }
  }
  return places
}
