import type { SentenceAction, SentenceStep, TextDiff } from '../../model/change.ts'
import { count, figure } from './quantity.ts'
import { isDeparture } from './sentences.ts'

const unspaced =
  '\\p{Script=Han}\\p{Script=Hiragana}\\p{Script=Katakana}\\p{Script=Thai}\\p{Script=Lao}\\p{Script=Khmer}\\p{Script=Myanmar}'
const letter = `[[\\p{L}\\p{M}\\p{N}]--[${unspaced}]]`
const unit = new RegExp(`[${unspaced}]|\\p{N}+(?:[.,:]\\p{N}+)+|${letter}+(?:['’]${letter}+)*`, 'gv')
const unspacedUnit = new RegExp(`^[${unspaced}]$`, 'v')

/** Words that changed; `characters` where most are characters of scripts written without spaces. */
interface Words {
  readonly replaced: number
  readonly added: number
  readonly removed: number
  readonly characters: boolean
}

/** What changed in a short text, in words: `2 words replaced, 1 added`; empty where no word did. */
export function wordsTold(diff: TextDiff): string {
  return told(wordsOf([diff]))
}

/** What changed in a body: `3 words replaced in 2 sentences, 1 sentence added, 1 moved; 12 unchanged`. */
export function sentencesTold(steps: readonly SentenceStep[]): string {
  const edited = steps.map(editsOf).filter((diff) => diff.some(([kind]) => kind !== 'same'))
  const words = told(wordsOf(edited))
  const number = (action: SentenceAction) => steps.filter((step) => step.action === action && !isDeparture(step)).length
  const parts: string[] = []
  let named = false
  const add = (value: number, what: string) => {
    if (value === 0) return
    parts.push(`${named ? figure(value) : count(value, 'sentence')} ${what}`)
    named = true
  }
  if (words !== '') parts.push(`${words} in ${count(edited.length, 'sentence')}`)
  else add(number('edited'), 'edited')
  for (const action of ['added', 'deleted', 'moved', 'split', 'merged'] as const) add(number(action), action)
  const links = steps.reduce((sum, step) => sum + step.links.length, 0)
  if (links > 0) parts.push(`${count(links, 'link')} changed`)
  const kept = steps.reduce((sum, { action, after }) => sum + (action === 'kept' ? after.length : 0), 0)
  return `${parts.join(', ')}${kept === 0 ? '' : `${parts.length === 0 ? '' : '; '}${figure(kept)} unchanged`}`
}

/** The words that changed within a sentence that stands on both sides. */
function editsOf({ action, diff, edits }: SentenceStep): TextDiff {
  if (action === 'edited' || action === 'split' || action === 'merged') return diff
  return edits ?? []
}

function told({ replaced, added, removed, characters }: Words): string {
  const parts: [value: number, what: string][] = [
    [replaced, 'replaced'],
    [added, 'added'],
    [removed, 'removed'],
  ]
  return parts
    .filter(([value]) => value > 0)
    .map(([value, what], at) => `${at > 0 ? figure(value) : count(value, characters ? 'character' : 'word')} ${what}`)
    .join(', ')
}

/** A stretch that went beside one that came is a replacement, as long as the longer of the two. */
function wordsOf(diffs: readonly TextDiff[]): Words {
  let [replaced, added, removed, characters] = [0, 0, 0, 0]
  let all = 0
  for (const diff of diffs) {
    let pair = { removed: 0, added: 0 }
    const settle = () => {
      if (pair.removed > 0 && pair.added > 0) replaced += Math.max(pair.removed, pair.added)
      else {
        added += pair.added
        removed += pair.removed
      }
      pair = { removed: 0, added: 0 }
    }
    for (const [kind, text] of diff) {
      if (kind === 'same') settle()
      else {
        const units = text.match(unit) ?? []
        pair[kind] += units.length
        all += units.length
        characters += units.filter((one) => unspacedUnit.test(one)).length
      }
    }
    settle()
  }
  return { replaced, added, removed, characters: characters * 2 > all }
}
