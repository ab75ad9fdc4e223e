import { hash } from 'node:crypto'
import type { PagePath } from '../../model/page.ts'
import type { PageRef, Ruling, RulingKind } from '../../model/ruling.ts'
import { formatRuling, refKey } from './ruling-line.ts'

/** What was told where: an event, or a wording that may belong to one. */
export interface RulingSubject {
  readonly paths: readonly PagePath[]
  readonly versions: readonly { readonly title: string }[]
  /** False for one of many on a page: it is named by its title only. */
  readonly single?: boolean
}

export interface AppliedRuling {
  readonly verdict: RulingKind
  /** The ruling itself, or one of several that it follows from. */
  readonly ruling: Ruling
}

/** References that rulings make one event, and those groups that are none of theirs. */
interface RefGroup {
  readonly refs: PageRef[]
  readonly rulings: Ruling[]
  readonly others: Map<RefGroup, Ruling>
}

interface GroupedRef {
  readonly ref: PageRef
  readonly group: RefGroup
}

/**
 * What people said about who is who, drawn together: where A and B are one, and B and C, so are A and C; and what is no
 * part of one of them is no part of the others. The rulings do not contradict each other.
 */
export class Rulings {
  static readonly none = new Rulings([])
  readonly all: readonly Ruling[]
  readonly #refsByPath = new Map<PagePath, GroupedRef[]>()

  constructor(rulings: readonly Ruling[]) {
    this.all = rulings
    const groups = groupRefs(rulings)
    for (const group of new Set(groups.values())) {
      for (const ref of group.refs) {
        const here = this.#refsByPath.get(ref.path)
        if (here) here.push({ ref, group })
        else this.#refsByPath.set(ref.path, [{ ref, group }])
      }
    }
  }

  get isEmpty(): boolean {
    return this.all.length === 0
  }

  /** 32 bits that differ where rulings do; 0 where there are none. */
  get fingerprint(): number {
    if (this.isEmpty) return 0
    const lines = this.all.map(formatRuling).sort().join('\n')
    return Number.parseInt(hash('sha256', lines).slice(0, 8), 16) + 1
  }

  /** Whether any ruling is about what was told on this page. */
  mentionsPage(path: PagePath): boolean {
    return this.#refsByPath.has(path)
  }

  /** The pages that rulings make one event with something that was told on this page. */
  linkedPages(path: PagePath): PagePath[] {
    return (this.#refsByPath.get(path) ?? []).flatMap(({ group }) => group.refs.map((ref) => ref.path))
  }

  /** What a ruling says of two, of several the one that is most to the point; null where none is about both. */
  findBetween(a: RulingSubject, b: RulingSubject): AppliedRuling | null {
    if (this.isEmpty) return null
    const refsOfA = this.#refsOf(a)
    const refsOfB = refsOfA.length === 0 ? [] : this.#refsOf(b)
    let found: (AppliedRuling & { readonly titlesNamed: number }) | null = null
    for (const one of refsOfA) {
      for (const other of refsOfB) {
        const ruled = rulingBetweenRefs(one, other)
        const titleCount = Number(one.ref.title !== null) + Number(other.ref.title !== null)
        if (ruled === null || (found !== null && titleCount < found.titlesNamed)) continue
        // where both are as much to the point, what is forbidden is forbidden
        if (found === null || titleCount > found.titlesNamed || ruled.verdict === 'other')
          found = { ...ruled, titlesNamed: titleCount }
      }
    }
    return found && { verdict: found.verdict, ruling: found.ruling }
  }

  /** All that rulings make one event with something, itself included; none where no ruling does. */
  linkedRefs(subject: RulingSubject): readonly PageRef[] {
    return this.#refsOf(subject).flatMap(({ group }) => (group.refs.length > 1 ? group.refs : []))
  }

  #refsOf(subject: RulingSubject): GroupedRef[] {
    return subject.paths.flatMap(
      (path) => this.#refsByPath.get(path)?.filter(({ ref }) => refMatches(ref, subject)) ?? [],
    )
  }
}

/** Whether something was told on the page that a reference names, under its title where it has one. */
export function refMatches({ path, title }: PageRef, { paths, versions, single = true }: RulingSubject): boolean {
  return paths.includes(path) && (title === null ? single : versions.some((version) => version.title === title))
}

function rulingBetweenRefs(one: GroupedRef, other: GroupedRef): AppliedRuling | null {
  if (one.group !== other.group) {
    const ruling = one.group.others.get(other.group)
    return ruling === undefined ? null : { verdict: 'other', ruling }
  }
  // what two places of one page have in common may be no more than that
  if (one.ref === other.ref) return null
  const [a, b] = [refKey(one.ref), refKey(other.ref)]
  const mentions = ({ a: left, b: right }: Ruling, key: string) => refKey(left) === key || refKey(right) === key
  const { rulings } = one.group
  const ruling =
    rulings.find((one) => mentions(one, a) && mentions(one, b)) ??
    rulings.find((one) => mentions(one, a)) ??
    rulings[0]!
  return { verdict: 'same', ruling }
}

function groupRefs(rulings: readonly Ruling[]): Map<string, RefGroup> {
  const groups = new Map<string, RefGroup>()
  const groupOf = (ref: PageRef) => {
    const key = refKey(ref)
    const group: RefGroup = groups.get(key) ?? { refs: [ref], rulings: [], others: new Map() }
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
