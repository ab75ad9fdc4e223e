import type { SentenceStep } from '../../model/change.ts'

/** What is shown of a body: a step, or a stretch of unchanged sentences told by their number. */
export type Passage =
  | { readonly kind: 'step'; readonly step: SentenceStep }
  | { readonly kind: 'unchanged'; readonly steps: readonly SentenceStep[]; readonly sentences: number }

/** Unchanged sentences kept beside a change, and the fewest that are worth folding. */
const contextSentences = 1
const minFoldedSentences = 2

/**
 * Steps with the unchanged ones far from any change folded.
 * @param foldNothing fold nothing
 */
export function passagesOf(steps: readonly SentenceStep[], foldNothing: boolean): Passage[] {
  const shown = steps.filter((step) => !isBlankStep(step))
  const near = foldNothing ? shown.map(() => true) : isNearChange(shown)
  const passages: Passage[] = []
  for (let at = 0; at < shown.length; ) {
    let end = at
    while (end < shown.length && near[end] === false) end++
    const stretch = shown.slice(at, Math.max(end, at + 1))
    const sentences = stretch.reduce((sum, { after }) => sum + after.length, 0)
    if (end > at && sentences >= minFoldedSentences) passages.push({ kind: 'unchanged', steps: stretch, sentences })
    else passages.push(...stretch.map((step) => ({ kind: 'step', step }) as const))
    at += stretch.length
  }
  return passages
}

/** Whether a step says the same on both sides. */
export function isUnchanged({ action, links }: SentenceStep): boolean {
  return action === 'kept' && links.length === 0
}

/** Blanks between sentences that both sides have. */
function isBlankStep({ action, before, after, diff }: SentenceStep): boolean {
  return action === 'kept' && before.length + after.length === 0 && diff.every(([, text]) => text.trim() === '')
}

function isNearChange(steps: readonly SentenceStep[]): boolean[] {
  const changed = steps.map((step) => !isUnchanged(step))
  return steps.map((_, at) =>
    changed.slice(Math.max(0, at - contextSentences), at + contextSentences + 1).includes(true),
  )
}

/** Whether a sentence that moved stood here: it is read where it stands, and here is a pointer to that place. */
export function isMoveSource({ action, diff }: SentenceStep): boolean {
  const has = (side: 'removed' | 'added') => diff.some(([kind, text]) => kind === side && text.trim() !== '')
  return action === 'moved' && has('removed') && !has('added')
}

/** A sign beside the word for what became of a sentence; an arrow points to where it went. */
export function actionSign({ action, before, after }: SentenceStep): string {
  switch (action) {
    case 'kept':
      return ' '
    case 'edited':
      return '~'
    case 'added':
      return '+'
    case 'deleted':
      return '−'
    case 'moved':
      return (before[0] ?? 0) < (after[0] ?? 0) ? '↓' : '↑'
    case 'split':
      return '<'
    case 'merged':
      return '>'
    default:
      return action satisfies never
  }
}

/** The word for what became of a sentence, empty where nothing did: `edited`, `moved to 9`, `moved from 3, edited`. */
export function actionLabel(step: SentenceStep): string {
  const { action, before, after, edits } = step
  if (action === 'kept') return ''
  if (action !== 'moved') return action
  if (isMoveSource(step)) return `moved to ${formatRanges(after)}`
  return `moved from ${formatRanges(before)}${edits === null ? '' : ', edited'}`
}

/** The numbers of a step's sentences: `5`, or `5→6` where old and new differ; a side without any is left out. */
export function stepNumbers({ before, after }: SentenceStep): string {
  const [old, current] = [formatRanges(before), formatRanges(after)]
  return old === current || old === '' || current === '' ? old || current : `${old}→${current}`
}

/** `3`, `3–5`, `3, 7`. */
export function formatRanges(numbers: readonly number[]): string {
  const [first, last] = [numbers[0], numbers.at(-1)]
  if (first === undefined || last === undefined) return ''
  if (numbers.length === 1) return String(first)
  return last - first === numbers.length - 1 ? `${first}–${last}` : numbers.join(', ')
}
