import type { Change, SentenceAction, SentenceStep, TextDiff } from '../../model/change.ts'
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
  const parts: string[] = []
  let named = false
  const add = (value: number, what: string) => {
    if (value === 0) return
    parts.push(`${named ? formatNumber(value) : formatCount(value, 'sentence')} ${what}`)
    named = true
  }
  if (words !== '') parts.push(`${words} in ${formatCount(edited.length, 'sentence')}`)
  else add(number('edited'), 'edited')
  for (const action of ['added', 'deleted', 'moved', 'split', 'merged'] as const) add(number(action), action)
  const links = steps.reduce((sum, step) => sum + step.links.length, 0)
  if (links > 0) parts.push(`${formatCount(links, 'link')} changed`)
  const kept = steps.reduce((sum, { action, after }) => sum + (action === 'kept' ? after.length : 0), 0)
  return `${parts.join(', ')}${kept === 0 ? '' : `${parts.length === 0 ? '' : '; '}${formatNumber(kept)} unchanged`}`
}

/** The diff within a sentence that both sides have. */
function editsWithin({ action, diff, edits }: SentenceStep): TextDiff {
  if (action === 'edited' || action === 'split' || action === 'merged') return diff
  return edits ?? []
}

function wordCountsText({ replaced, added, removed, characters }: WordChanges): string {
  const parts: [value: number, what: string][] = [
    [replaced, 'replaced'],
    [added, 'added'],
    [removed, 'removed'],
  ]
  return parts
    .filter(([value]) => value > 0)
    .map(
      ([value, what], at) =>
        `${at > 0 ? formatNumber(value) : formatCount(value, characters ? 'character' : 'word')} ${what}`,
    )
    .join(', ')
}

/** A removed part beside an added part is a replacement, as long as the longer part. */
function countWordChanges(diffs: readonly TextDiff[]): WordChanges {
  let [replaced, added, removed, characters] = [0, 0, 0, 0]
  let all = 0
  for (const diff of diffs) {
    let pair = { removed: 0, added: 0 }
    const flushPair = () => {
      if (pair.removed > 0 && pair.added > 0) replaced += Math.max(pair.removed, pair.added)
      else {
        added += pair.added
        removed += pair.removed
      }
      pair = { removed: 0, added: 0 }
    }
    for (const [kind, text] of diff) {
      if (kind === 'same') flushPair()
      else {
        const tokens = text.match(tokenPattern) ?? []
        pair[kind] += tokens.length
        all += tokens.length
        characters += tokens.filter((one) => unspacedToken.test(one)).length
      }
    }
    flushPair()
  }
  return { replaced, added, removed, characters: characters * 2 > all }
}
