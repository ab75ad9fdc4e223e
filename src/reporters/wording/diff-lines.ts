import type { TextDiff } from '../../model/change.ts'

export interface DiffLine {
  readonly kind: 'same' | 'removed' | 'added'
  readonly text: string
}

/** A diff by whole lines, as in a patch: removed lines before added lines. */
export function diffLines(diff: TextDiff): DiffLine[] {
  const lines: DiffLine[] = []
  const open = { removed: '', added: '' }
  const done: { removed: string[]; added: string[] } = { removed: [], added: [] }
  const closeLine = (side: 'removed' | 'added') => {
    done[side].push(open[side])
    open[side] = ''
  }
  const flushLines = () => {
    const { removed, added } = done
    if (removed.length === 1 && added.length === 1 && removed[0] === added[0]) {
      lines.push({ kind: 'same', text: removed[0] ?? '' })
    } else {
      lines.push(...removed.map((text) => ({ kind: 'removed', text }) as const))
      lines.push(...added.map((text) => ({ kind: 'added', text }) as const))
    }
    done.removed = []
    done.added = []
  }
  for (const [kind, text] of diff) {
    text.split(/\r?\n/).forEach((part, index) => {
      if (index > 0) {
        if (kind !== 'added') closeLine('removed')
        if (kind !== 'removed') closeLine('added')
        if (kind === 'same') flushLines()
      }
      if (kind !== 'added') open.removed += part
      if (kind !== 'removed') open.added += part
    })
  }
  if (open.removed !== '') closeLine('removed')
  if (open.added !== '') closeLine('added')
  flushLines()
  return lines
}

/** The lines near a change, and for each gap the number of lines left out. */
export function linesNearChanges(lines: readonly DiffLine[], context: number): (DiffLine | number)[] {
  const shown: (DiffLine | number)[] = []
  lines.forEach((line, index) => {
    const neighbours = lines.slice(Math.max(0, index - context), index + context + 1)
    const last = shown.at(-1)
    if (neighbours.some(({ kind }) => kind !== 'same')) shown.push(line)
    else if (typeof last === 'number') shown[shown.length - 1] = last + 1
    else shown.push(1)
  })
  return shown
}
