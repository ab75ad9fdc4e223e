/** A pair that may be made, and what it is worth; only pairs worth something are made. */
export interface Edge<Left, Right> {
  readonly left: Left
  readonly right: Right
  readonly worth: number
}

/**
 * Chooses among pairs so that nobody is in two of them and the worth of all together is greatest, rather than taking the
 * best pair first: a swap of two that are alike does not cross them. Successive best augmenting paths (Busacker and Gowen
 * 1960), found by Bellman and Ford's method since worths count as negative costs. Of choices worth the same, the order of
 * the edges decides.
 * @param edges at most one for two of them; with a worth above 0
 * @returns those chosen, in their order
 */
export function bestMatching<Pair extends Edge<unknown, unknown>>(edges: readonly Pair[]): Pair[] {
  const chosen = new Set<Pair>()
  for (const part of parts(edges)) for (const edge of matchPart(part)) chosen.add(edge)
  return edges.filter((edge) => chosen.has(edge))
}

// Where so many depend on each other, the best pair is taken first; real archives have a handful.
const largestPart = 3_000

/** The edges that have to do with each other, by the ends they share. */
function parts<Pair extends Edge<unknown, unknown>>(edges: readonly Pair[]): Pair[][] {
  const parents = new Map<unknown, unknown>()
  const root = (node: unknown): unknown => {
    let top = node
    for (let parent = parents.get(top); parent !== undefined; parent = parents.get(top)) top = parent
    if (top !== node) parents.set(node, top)
    return top
  }
  for (const { left, right } of edges) {
    const [one, other] = [root(left), root(right)]
    if (one !== other) parents.set(other, one)
  }
  return [...Map.groupBy(edges, ({ left }) => root(left)).values()]
}

function matchPart<Pair extends Edge<unknown, unknown>>(edges: readonly Pair[]): Iterable<Pair> {
  if (edges.length === 1) return edges
  if (edges.length > largestPart) return bestFirst(edges)
  const outgoing = Map.groupBy(edges, ({ left }) => left)
  const made: Made<Pair> = { byLeft: new Map(), byRight: new Map() }
  for (;;) {
    let way = bestWay(outgoing, made)
    if (way === null) return [...outgoing.keys()].flatMap((left) => made.byLeft.get(left) ?? [])
    // who gave up a pair on the way makes the next one of it
    for (; way !== null; way = way.before) {
      made.byLeft.set(way.edge.left, way.edge)
      made.byRight.set(way.edge.right, way.edge)
    }
  }
}

/** The pairs that are made so far, by either end. */
interface Made<Pair> {
  readonly byLeft: Map<unknown, Pair>
  readonly byRight: Map<unknown, Pair>
}

/** A way from somebody free: the last pair made on it, and the way up to the pair that was given up for it. */
interface Way<Pair> {
  /** What is won by all that is made on the way, less what is given up, where it leads on less that too. */
  readonly worth: number
  readonly edge: Pair
  readonly before: Way<Pair> | null
}

/** The way from somebody free to somebody free that adds most, making and giving up pairs by turns; null: none adds any. */
function bestWay<Pair extends Edge<unknown, unknown>>(
  outgoing: ReadonlyMap<unknown, readonly Pair[]>,
  made: Made<Pair>,
): Way<Pair> | null {
  /** The best way to each left end so far; null where it is free, and a way begins. */
  const ways = new Map<unknown, Way<Pair> | null>()
  for (const left of outgoing.keys()) if (!made.byLeft.has(left)) ways.set(left, null)
  let best: Way<Pair> | null = null
  // whoever is waiting is in the set, in the order of coming; what is taken out of it may come again
  const waiting = new Set(ways.keys())
  for (const left of waiting) {
    waiting.delete(left)
    const before = ways.get(left) ?? null
    for (const edge of outgoing.get(left) ?? []) {
      const rival = made.byRight.get(edge.right)
      if (rival === edge) continue
      const worth = (before?.worth ?? 0) + edge.worth
      if (rival === undefined) {
        if (worth > (best?.worth ?? 0)) best = { worth, edge, before }
        continue
      }
      const rest = worth - rival.worth
      const known = ways.get(rival.left)
      // a little more than nothing, lest rounding lead in circles
      if (known !== undefined && rest <= (known?.worth ?? 0) + 1e-9) continue
      ways.set(rival.left, { worth: rest, edge, before })
      waiting.add(rival.left)
    }
  }
  return best
}

function bestFirst<Pair extends Edge<unknown, unknown>>(edges: readonly Pair[]): Pair[] {
  const taken = new Set<unknown>()
  return edges
    .toSorted((a, b) => b.worth - a.worth)
    .filter(({ left, right }) => {
      if (taken.has(left) || taken.has(right)) return false
      taken.add(left).add(right)
      return true
    })
}
