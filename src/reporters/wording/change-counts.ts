import {
  type Change,
  type SentenceAction,
  type SentenceStep,
  sentenceActions,
  type TextDiff,
} from '../../model/change.ts'
import { formatCount, formatNumber } from './format-quantity.ts'
import { isMoveSource } from './sentence-passages.ts'

const unspacedScripts =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}'
const spacedLetter = `[[\\p{L}\\p{M}\\p{N}]--[${unspacedScripts}]]`
const tokenPattern = new RegExp(
  `[${unspacedScripts}]|\\p{N}+(?:[.,:]\\p{N}+)+|${spacedLetter}+(?:['’]${spacedLetter}+)*`,
  'gv',
)
const unspacedToken = new RegExp(`^[${unspacedScripts}]$`, 'v')

export const equalVersionsText = 'The two versions are equal.'
/** Beside the diff of a whole page. */
export const wholePageNote = 'with the parts that make no version'

/** Numbers of changed words; `characters`: most of them are characters of a script without spaces. */
interface WordChanges {
  readonly replaced: number
  readonly added: number
  readonly removed: number
  readonly characters: boolean
}

/** The size of a change in words, or '': of a title `2 words replaced, 1 added`, of a body `3 sentences edited`. */
export function changeSizeText({ field, diff, coarse, sentences }: Change): string {
  if (sentences !== null) return sentenceChangesText(sentences)
  if (coarse) return 'too different for a word diff: shown as one replacement'
  return field === 'title' ? wordChangesText(diff) : ''
}

/** The changed words of a short text: `2 words replaced, 1 added`; '' if no word changed. */
export function wordChangesText(diff: TextDiff): string {
  return wordCountsText(countWordChanges([diff]))
}

/** The changes of a body: `3 words replaced in 2 sentences, 1 sentence added, 1 moved; 12 unchanged`. */
export function sentenceChangesText(steps: readonly SentenceStep[]): string {
  const edited = steps.map(editsWithin).filter((diff) => diff.some(([kind]) => kind !== 'same'))
  const words = wordCountsText(countWordChanges(edited))
  const number = (action: SentenceAction) =>
    steps.filter((step) => step.action === action && !isMoveSource(step)).length
  const otherActions = sentenceActions.filter((action) => action !== 'kept' && (action !== 'edited' || words === ''))
  const links = steps.reduce((sum, step) => sum + step.links.length, 0)
  const kept = steps.reduce((sum, { action, after }) => sum + (action === 'kept' ? after.length : 0), 0)
  const changes = joinParts(', ', [
    words && `${words} in ${formatCount(edited.length, 'sentence')}`,
    countsText(
      otherActions.map((action) => [number(action), action] as const),
      'sentence',
    ),
    links === 0 ? '' : `${formatCount(links, 'link')} changed`,
  ])
  return joinParts('; ', [changes, kept === 0 ? '' : `${formatNumber(kept)} unchanged`])
}

function joinParts(separator: string, parts: readonly string[]): string {
  return parts.filter((part) => part !== '').join(separator)
}

/** The diff within a sentence that both sides have. */
function editsWithin({ action, diff, edits }: SentenceStep): TextDiff {
  if (action === 'edited' || action === 'split' || action === 'merged') return diff
  return edits ?? []
}

function wordCountsText({ replaced, added, removed, characters }: WordChanges): string {
  const counts = Object.entries({ replaced, added, removed }).map(([what, value]) => [value, what] as const)
  return countsText(counts, characters ? 'character' : 'word')
}

/** The counts above 0, the first with its noun: `2 words replaced, 1 added`. */
function countsText(counts: readonly (readonly [value: number, what: string])[], noun: string): string {
  return counts
    .filter(([value]) => value > 0)
    .map(([value, what], at) => `${at > 0 ? formatNumber(value) : formatCount(value, noun)} ${what}`)
    .join(', ')
}

/** A removed part beside an added part is a replacement, as long as the longer part. */
function countWordChanges(diffs: readonly TextDiff[]): WordChanges {
  let [replaced, added, removed, characters] = [0, 0, 0, 0]
  let all = 0
  for (const diff of diffs) {
    let pair = { removed: 0, added: 0 }
    for (const [kind, text] of [...diff, ['same', ''] as const]) {
      if (kind !== 'same') {
        const tokens = text.match(tokenPattern) ?? []
        pair[kind] += tokens.length
        all += tokens.length
        characters += tokens.filter((one) => unspacedToken.test(one)).length
        continue
      }
      const replacesText = pair.removed > 0 && pair.added > 0
      replaced += replacesText ? Math.max(pair.removed, pair.added) : 0
      added += replacesText ? 0 : pair.added
      removed += replacesText ? 0 : pair.removed
      pair = { removed: 0, added: 0 }
    }
  }
  return { replaced, added, removed, characters: characters * 2 > all }
}
