import { changeClasses, type Severity } from '../src/model/change.ts'

/** A change of a title that somebody labelled. */
export interface LabelledPair {
  readonly before: string
  readonly after: string
  readonly classes: readonly string[]
  readonly severity: Severity
}

/** How well one label is told: precision, recall, their harmonic mean, and how many pairs have it. */
export interface Score {
  readonly name: string
  readonly precision: number
  readonly recall: number
  readonly f1: number
  readonly support: number
}

export interface TitleScores {
  readonly severities: readonly Score[]
  readonly classes: readonly Score[]
  /** The classes for which there are floors, typography and punctuation as one. */
  readonly groups: readonly Score[]
  /** The mean F1 of the severities. */
  readonly macroF1: number
}

/** The least F1 of each group, and of the severities on average. */
export const floors: Readonly<Record<string, number>> = {
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

// A revert is seen in a history, not in a pair.
const classNames = changeClasses.filter((kind) => kind !== 'revert')

type Describe = (before: string, after: string) => { readonly classes: readonly string[]; readonly severity: string }

/** Compares what is told of labelled pairs with their labels. */
export function scoreTitles(pairs: readonly LabelledPair[], describe: Describe): TitleScores {
  const told = pairs.map((pair) => describe(pair.before, pair.after))
  const score = (name: string, has: (label: { classes: readonly string[]; severity: string }) => boolean): Score => {
    let right = 0
    let wanted = 0
    let claimed = 0
    for (const [at, pair] of pairs.entries()) {
      const change = told[at]
      if (change === undefined) continue
      if (has(pair)) wanted++
      if (has(change)) claimed++
      if (has(pair) && has(change)) right++
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
    groups: Object.keys(floors)
      .filter((name) => name !== 'severity')
      .map(scoreClasses),
    macroF1: severities.reduce((sum, { f1 }) => sum + f1, 0) / severities.length,
  }
}

/** What fell below its floor, in words; nothing where all is well. */
export function fallenBelow(scores: TitleScores, least: Readonly<Record<string, number>>): string[] {
  const reached = new Map([['severity', scores.macroF1], ...scores.groups.map(({ name, f1 }) => [name, f1] as const)])
  return Object.entries(least).flatMap(([name, floor]) => {
    const f1 = reached.get(name) ?? 0
    return f1 < floor ? [`${name}: F1 ${f1.toFixed(3)} is below ${floor}`] : []
  })
}

/** The scores as a table to read. */
export function scoreTable({ severities, classes, groups, macroF1 }: TitleScores): string {
  const row = (name: string, cells: readonly string[]) =>
    name.padEnd(24) + cells.map((cell) => cell.padStart(10)).join('')
  const line = ({ name, precision, recall, f1, support }: Score) =>
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
