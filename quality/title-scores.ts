import { changeClasses, type Severity } from '../src/model/change.ts'

/** A title change that a person labelled. */
export interface LabelledTitlePair {
  readonly before: string
  readonly after: string
  readonly classes: readonly string[]
  readonly severity: Severity
}

/** Precision, recall and F1 of one label, and the number of pairs that have it. */
export interface LabelScore {
  readonly name: string
  readonly precision: number
  readonly recall: number
  readonly f1: number
  readonly support: number
}

export interface TitleScores {
  readonly severities: readonly LabelScore[]
  readonly classes: readonly LabelScore[]
  /** The classes that have a minimum, with typography and punctuation as one. */
  readonly groups: readonly LabelScore[]
  /** The mean F1 of the severities. */
  readonly macroF1: number
}

/** The minimum F1 of each group, and of the severities on average. */
export const minF1Scores: Readonly<Record<string, number>> = {
  severity: 0.85,
  'typography+punctuation': 0.92,
  number: 0.92,
  negation: 0.85,
  hedge: 0.85,
  date: 0.85,
  name: 0.75,
  status: 0.75,
  attribution: 0.75,
}

// A revert needs a history; two titles do not show it.
const classNames = changeClasses.filter((kind) => kind !== 'revert')

type DescribeTitleChange = (
  before: string,
  after: string,
) => { readonly classes: readonly string[]; readonly severity: string }

/** Compares the classification of labelled pairs with their labels. */
export function scoreTitles(pairs: readonly LabelledTitlePair[], describe: DescribeTitleChange): TitleScores {
  const predictions = pairs.map((pair) => describe(pair.before, pair.after))
  const score = (
    name: string,
    has: (label: { classes: readonly string[]; severity: string }) => boolean,
  ): LabelScore => {
    let right = 0
    let wanted = 0
    let claimed = 0
    for (const [at, change] of predictions.entries()) {
      const [isWanted, isClaimed] = [has(pairs[at]!), has(change)]
      if (isWanted) wanted++
      if (isClaimed) claimed++
      if (isWanted && isClaimed) right++
    }
    return {
      name,
      precision: claimed === 0 ? 0 : right / claimed,
      recall: wanted === 0 ? 0 : right / wanted,
      f1: wanted + claimed === 0 ? 0 : (2 * right) / (wanted + claimed),
      support: wanted,
    }
  }
  const scoreClasses = (name: string) => {
    const parts = name.split('+')
    return score(name, (label) => label.classes.some((kind) => parts.includes(kind)))
  }
  const severities = ['cosmetic', 'editorial', 'factual'].map((name) => score(name, (label) => label.severity === name))
  return {
    severities,
    classes: classNames.map(scoreClasses),
    groups: Object.keys(minF1Scores)
      .filter((name) => name !== 'severity')
      .map(scoreClasses),
    macroF1: severities.reduce((sum, { f1 }) => sum + f1, 0) / severities.length,
  }
}

/** A message for each score below its minimum. */
export function f1Shortfalls(scores: TitleScores, minScores: Readonly<Record<string, number>>): string[] {
  const reached = new Map([['severity', scores.macroF1], ...scores.groups.map(({ name, f1 }) => [name, f1] as const)])
  return Object.entries(minScores).flatMap(([name, minimum]) => {
    const f1 = reached.get(name) ?? 0
    return f1 < minimum ? [`${name}: F1 ${f1.toFixed(3)} is below ${minimum}`] : []
  })
}

/** The scores as a text table. */
export function formatScoreTable({ severities, classes, groups, macroF1 }: TitleScores): string {
  const row = (name: string, cells: readonly string[]) =>
    name.padEnd(24) + cells.map((cell) => cell.padStart(10)).join('')
  const line = ({ name, precision, recall, f1, support }: LabelScore) =>
    row(name, [precision.toFixed(2), recall.toFixed(2), f1.toFixed(2), String(support)])
  return [
    row('', ['precision', 'recall', 'F1', 'support']),
    ...classes.map(line),
    '',
    ...severities.map(line),
    row('severity, mean', ['', '', macroF1.toFixed(3), '']),
    '',
    ...groups.filter(({ name }) => name.includes('+')).map(line),
  ].join('\n')
}
