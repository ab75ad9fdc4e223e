import { hash } from 'node:crypto'
import type { PagePath } from '../../model/page.ts'
import type { PageRef, Ruling, Verdict } from '../../model/ruling.ts'
import { formatRuling, refKey } from './ruling-line.ts'

/** What was told where: an event, or a wording that may belong to one. */
export interface Told {
  readonly paths: readonly PagePath[]
  readonly versions: readonly { readonly title: string }[]
  /** False for one of many on a page: it is named by its title only. */
  readonly single?: boolean
}

export interface RuledBy {
  readonly verdict: Verdict
  /** The ruling itself, or one of several that it follows from. */
  readonly ruling: Ruling
}

/** References that rulings make one event, and those groups that are none of theirs. */
interface Group {
  readonly refs: PageRef[]
  readonly rulings: Ruling[]
  readonly others: Map<Group, Ruling>
}

interface Place {
  readonly ref: PageRef
  readonly group: Group
}

/**
 * What people said about who is who, drawn together: where A and B are one, and B and C, so are A and C; and what is no
 * part of one of them is no part of the others. The rulings do not contradict each other.
 */
export class Rulings {
  static readonly none = new Rulings([])
  readonly all: readonly Ruling[]
  readonly #places = new Map<PagePath, Place[]>()

  constructor(rulings: readonly Ruling[]) {
    this.all = rulings
    const groups = groupsOf(rulings)
    for (const group of new Set(groups.values())) {
      for (const ref of group.refs) {
        const here = this.#places.get(ref.path)
        if (here) here.push({ ref, group })
        else this.#places.set(ref.path, [{ ref, group }])
      }
    }
  }

  get isEmpty(): boolean {
    return this.all.length === 0
  }

  /** 32 bits that differ where rulings do; 0 where there are none. */
  get print(): number {
    if (this.isEmpty) return 0
    const lines = this.all.map(formatRuling).sort().join('\n')
    return Number.parseInt(hash('sha256', lines).slice(0, 8), 16) + 1
  }

  /** Whether any ruling is about what was told on this page. */
  concerns(path: PagePath): boolean {
    return this.#places.has(path)
  }

  /** The pages that rulings make one event with something that was told on this page. */
  oneWith(path: PagePath): PagePath[] {
    return (this.#places.get(path) ?? []).flatMap(({ group }) => group.refs.map((ref) => ref.path))
  }

  /** What a ruling says of two, of several the one that is most to the point; null where none is about both. */
  between(a: Told, b: Told): RuledBy | null {
    if (this.isEmpty) return null
    const ours = this.#placesOf(a)
    const theirs = ours.length === 0 ? [] : this.#placesOf(b)
    let found: (RuledBy & { readonly points: number }) | null = null
    for (const one of ours) {
      for (const other of theirs) {
        const ruled = ruledBy(one, other)
        const points = Number(one.ref.title !== null) + Number(other.ref.title !== null)
        if (ruled === null || (found !== null && points < found.points)) continue
        // where both are as much to the point, what is forbidden is forbidden
        if (found === null || points > found.points || ruled.verdict === 'other') found = { ...ruled, points }
      }
    }
    return found && { verdict: found.verdict, ruling: found.ruling }
  }

  /** All that rulings make one event with something, itself included; none where no ruling does. */
  together(told: Told): readonly PageRef[] {
    return this.#placesOf(told).flatMap(({ group }) => (group.refs.length > 1 ? group.refs : []))
  }

  #placesOf(told: Told): Place[] {
    return told.paths.flatMap((path) => this.#places.get(path)?.filter(({ ref }) => isToldBy(ref, told)) ?? [])
  }
}

/** Whether something was told on the page that a reference names, under its title where it has one. */
export function isToldBy({ path, title }: PageRef, { paths, versions, single = true }: Told): boolean {
  return paths.includes(path) && (title === null ? single : versions.some((version) => version.title === title))
}

function ruledBy(one: Place, other: Place): RuledBy | null {
  if (one.group !== other.group) {
    const ruling = one.group.others.get(other.group)
    return ruling === undefined ? null : { verdict: 'other', ruling }
  }
  // what two places of one page have in common may be no more than that
  if (one.ref === other.ref) return null
  const [a, b] = [refKey(one.ref), refKey(other.ref)]
  const names = ({ a: left, b: right }: Ruling, key: string) => refKey(left) === key || refKey(right) === key
  const { rulings } = one.group
  const ruling =
    rulings.find((one) => names(one, a) && names(one, b)) ?? rulings.find((one) => names(one, a)) ?? rulings[0]!
  return { verdict: 'same', ruling }
}

function groupsOf(rulings: readonly Ruling[]): Map<string, Group> {
  const groups = new Map<string, Group>()
  const groupOf = (ref: PageRef) => {
    const key = refKey(ref)
    const group: Group = groups.get(key) ?? { refs: [ref], rulings: [], others: new Map() }
    groups.set(key, group)
    return group
  }
  for (const ruling of rulings) {
    const [one, other] = [groupOf(ruling.a), groupOf(ruling.b)]
    if (ruling.verdict === 'other') continue
    one.rulings.push(ruling)
    if (one === other) continue
    one.refs.push(...other.refs)
    one.rulings.push(...other.rulings)
    for (const ref of other.refs) groups.set(refKey(ref), one)
  }
  for (const ruling of rulings) {
    const [one, other] = [groupOf(ruling.a), groupOf(ruling.b)]
    if (ruling.verdict === 'same' || one === other) continue
    one.others.set(other, ruling)
    other.others.set(one, ruling)
  }
  return groups
}
