import { hash } from 'node:crypto'
import { addToList } from '../../model/multimap.ts'
import type { PagePath } from '../../model/page.ts'
import type { PageRef, Ruling, RulingKind } from '../../model/ruling.ts'
import { formatRuling, refKey } from './ruling-line.ts'

/** What a ruling can be about: an event, or a wording that may belong to one. */
export interface RulingSubject {
  readonly paths: readonly PagePath[]
  readonly versions: readonly { readonly title: string }[]
  /** False for an item of a multi-event page, which only its title identifies. */
  readonly single?: boolean
}

export interface AppliedRuling {
  readonly verdict: RulingKind
  /** The ruling itself, or one of several that it follows from. */
  readonly ruling: Ruling
}

/** References that rulings link into one event, and the groups that rulings separate from it. */
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
 * The rulings of an archive with what follows from them: where A and B are one event, and B and C, so are A and C; and what
 * is separate from one of them is separate from all. The rulings must not contradict each other.
 */
export class Rulings {
  static readonly none = new Rulings([])
  readonly all: readonly Ruling[]
  readonly #refsByPath = new Map<PagePath, GroupedRef[]>()

  constructor(rulings: readonly Ruling[]) {
    this.all = rulings
    const groups = groupRefs(rulings)
    for (const group of new Set(groups.values())) {
      for (const ref of group.refs) addToList(this.#refsByPath, ref.path, { ref, group })
    }
  }

  get isEmpty(): boolean {
    return this.all.length === 0
  }

  /** A number up to 2^32 that differs for different rulings, in any order; 0 for no rulings. */
  get fingerprint(): number {
    if (this.isEmpty) return 0
    const lines = this.all.map(formatRuling).sort().join('\n')
    return Number.parseInt(hash('sha256', lines).slice(0, 8), 16) + 1
  }

  /** Whether any ruling names this page. */
  mentionsPage(path: PagePath): boolean {
    return this.#refsByPath.has(path)
  }

  /** The pages that rulings link with a reference on this page, itself included. */
  linkedPages(path: PagePath): PagePath[] {
    return (this.#refsByPath.get(path) ?? []).flatMap(({ group }) => group.refs.map((ref) => ref.path))
  }

  /** The ruling on two subjects, of several the one that names most titles; null where none is about both. */
  findBetween(a: RulingSubject, b: RulingSubject): AppliedRuling | null {
    if (this.isEmpty) return null
    const refsOfA = this.#refsOf(a)
    const refsOfB = refsOfA.length === 0 ? [] : this.#refsOf(b)
    let found: AppliedRuling | null = null
    let titlesNamed = 0
    for (const one of refsOfA) {
      for (const other of refsOfB) {
        const ruled = rulingBetweenRefs(one, other)
        const titleCount = Number(one.ref.title !== null) + Number(other.ref.title !== null)
        if (ruled === null || titleCount < titlesNamed) continue
        // Of two that name as many titles, the separating one wins.
        if (found === null || titleCount > titlesNamed || ruled.verdict === 'other') found = ruled
        titlesNamed = titleCount
      }
    }
    return found
  }

  /** The references that rulings link with a subject, its own included; empty where no ruling links it. */
  linkedRefs(subject: RulingSubject): readonly PageRef[] {
    return this.#refsOf(subject).flatMap(({ group }) => (group.refs.length > 1 ? group.refs : []))
  }

  #refsOf(subject: RulingSubject): GroupedRef[] {
    const refs = subject.paths.flatMap((path) => this.#refsByPath.get(path) ?? [])
    return refs.filter(({ ref }) => refMatches(ref, subject))
  }
}

/** Whether a subject was on the page that a reference names, under the title that it names. */
export function refMatches({ path, title }: PageRef, { paths, versions, single = true }: RulingSubject): boolean {
  return paths.includes(path) && (title === null ? single : versions.some((version) => version.title === title))
}

function rulingBetweenRefs(one: GroupedRef, other: GroupedRef): AppliedRuling | null {
  if (one.group !== other.group) {
    const ruling = one.group.others.get(other.group)
    return ruling === undefined ? null : { verdict: 'other', ruling }
  }
  // Two subjects that one reference names need not be one event.
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
