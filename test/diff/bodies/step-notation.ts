import type { SentenceAction, SentenceStep } from '../../../src/model/change.ts'

const actionSigns: Record<SentenceAction, string> = {
  kept: '=',
  edited: '~',
  added: '+',
  deleted: '-',
  moved: '>',
  split: 'Y',
  merged: '^',
}

/**
 * Formats steps, one per line: a sign, the sentence's number (`2 -> 3` for a change), the kind of block unless it is a
 * paragraph, and the text with `[-removed-]` and `{+added+}` words. A moved sentence has a line at its old position (`<`)
 * and one at its new position (`>`). White space is collapsed.
 */
export function notation(steps: readonly SentenceStep[]): string {
  return steps.map((step) => `${[lineOf(step), ...step.links.map(linkOf)].join('\n')}\n`).join('')
}

function lineOf(step: SentenceStep): string {
  const isMoveSource = step.action === 'moved' && step.diff.every(([kind]) => kind !== 'added')
  const block = step.block === 'paragraph' ? '' : `(${step.block}) `
  return `${isMoveSource ? '<' : actionSigns[step.action]} ${numbersOf(step)} ${block}${textOf(step)}`
}

function numbersOf({ before, after }: SentenceStep): string {
  const [from, to] = [before.join(', '), after.join(', ')]
  return from === '' || to === '' || from === to ? from || to : `${from} -> ${to}`
}

function textOf({ action, diff, edits }: SentenceStep): string {
  const isUnmarked = action === 'added' || action === 'deleted' || (action === 'moved' && edits === null)
  return (edits ?? diff)
    .map(([kind, text]) => {
      if (isUnmarked || kind === 'same' || text.trim() === '')
        return kind === 'added' && text.trim() === '' ? ' ' : text
      return kind === 'removed' ? `[-${text}-]` : `{+${text}+}`
    })
    .join('')
    .replace(/\s+/g, ' ')
    .trim()
}

function linkOf({ text, before, after }: SentenceStep['links'][number]): string {
  return `  link "${text}": ${before} -> ${after}`
}
