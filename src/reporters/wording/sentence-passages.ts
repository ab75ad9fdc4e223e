import type { SentenceStep } from '../../model/change.ts'

/** A part of a printed body: a step, or a run of unchanged sentences that is printed as their number. */
export type Passage =
  | { readonly kind: 'step'; readonly step: SentenceStep }
  | { readonly kind: 'unchanged'; readonly steps: readonly SentenceStep[]; readonly sentences: number }

/** Unchanged sentences kept beside a change, and the shortest run that is folded. */
const contextSentences = 1
const minFoldedSentences = 2

/** Folds the unchanged steps that are far from any change. @param unfolded keep every step */
export function passagesOf(steps: readonly SentenceStep[], unfolded: boolean): Passage[] {
  const shown = steps.filter((step) => !isBlankStep(step))
  const near = unfolded ? shown.map(() => true) : isNearChange(shown)
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

/** Whether both sides of a step are the same. */
export function isUnchanged({ action, links }: SentenceStep): boolean {
  return action === 'kept' && links.length === 0
}

/** Whether a step is only unchanged blanks between sentences. */
function isBlankStep({ action, before, after, diff }: SentenceStep): boolean {
  return action === 'kept' && before.length + after.length === 0 && diff.every(([, text]) => text.trim() === '')
}

function isNearChange(steps: readonly SentenceStep[]): boolean[] {
  const changed = steps.map((step) => !isUnchanged(step))
  return steps.map((_, at) =>
    changed.slice(Math.max(0, at - contextSentences), at + contextSentences + 1).includes(true),
  )
}

/** Whether a step is the former place of a moved sentence. The sentence is printed at its new place. */
export function isMoveSource({ action, diff }: SentenceStep): boolean {
  const has = (side: 'removed' | 'added') => diff.some(([kind, text]) => kind === side && text.trim() !== '')
  return action === 'moved' && has('removed') && !has('added')
}

const actionSigns = { kept: ' ', edited: '~', added: '+', deleted: '−', split: '<', merged: '>' } as const

/** The sign of a step's action. The arrow of a move points to the other place. */
export function actionSign({ action, before, after }: SentenceStep): string {
  if (action === 'moved') return (before[0] ?? 0) < (after[0] ?? 0) ? '↓' : '↑'
  return actionSigns[action]
}

/** The words for a step's action, '' for an unchanged sentence: `edited`, `moved to 9`, `moved from 3, edited`. */
export function actionLabel(step: SentenceStep): string {
  const { action, before, after, edits } = step
  if (action === 'kept') return ''
  if (action !== 'moved') return action
  if (isMoveSource(step)) return `moved to ${formatRanges(after)}`
  return `moved from ${formatRanges(before)}${edits === null ? '' : ', edited'}`
}

/** The numbers of a step's sentences: `5`, or `5→6` if the old and new numbers differ. */
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
