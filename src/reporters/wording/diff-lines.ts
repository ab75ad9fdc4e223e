import type { TextDiff } from '../../model/change.ts'

export interface DiffLine {
  readonly kind: 'same' | 'removed' | 'added'
  readonly text: string
}

/** A diff by whole lines, as in a patch: removed lines before added lines. */
export function diffLines(diff: TextDiff): DiffLine[] {
  const lines: DiffLine[] = []
  let [removed, added] = ['', '']
  const flushLines = () => {
    const same = removed === added ? linesOf('same', removed) : []
    if (same.length === 1) lines.push(...same)
    else lines.push(...linesOf('removed', removed), ...linesOf('added', added))
    removed = ''
    added = ''
  }
  for (const [kind, text] of diff) {
    for (const part of text.replaceAll('\r\n', '\n').split(/(?<=\n)/)) {
      if (kind !== 'added') removed += part
      if (kind !== 'removed') added += part
      if (kind === 'same' && part.endsWith('\n')) flushLines()
    }
  }
  flushLines()
  return lines
}

/** @param text lines, the last of which may have no line feed */
function linesOf(kind: DiffLine['kind'], text: string): DiffLine[] {
  return text.match(/[^\n]*\n|[^\n]+$/g)?.map((line) => ({ kind, text: line.replace('\n', '') })) ?? []
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
