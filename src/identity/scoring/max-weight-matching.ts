/** A pair that may be made, and what it is worth; only pairs worth something are made. */
export interface WeightedEdge<Left, Right> {
  readonly left: Left
  readonly right: Right
  readonly weight: number
}

/**
 * Chooses among pairs so that nobody is in two of them and the worth of all together is greatest, rather than taking the
 * best pair first: a swap of two that are alike does not cross them. Successive best augmenting paths (Busacker and Gowen
 * 1960), found by Bellman and Ford's method since worths count as negative costs. Of choices worth the same, the order of
 * the edges decides.
 * @param edges at most one for two of them; with a worth above 0
 * @returns those chosen, in their order
 */
export function maxWeightMatching<Pair extends WeightedEdge<unknown, unknown>>(edges: readonly Pair[]): Pair[] {
  const chosen = new Set<Pair>()
  for (const component of connectedComponents(edges)) for (const edge of matchComponent(component)) chosen.add(edge)
  return edges.filter((edge) => chosen.has(edge))
}

// Where so many depend on each other, the best pair is taken first; real archives have a handful.
const maxExactEdges = 3_000

/** The edges that have to do with each other, by the ends they share. */
function connectedComponents<Pair extends WeightedEdge<unknown, unknown>>(edges: readonly Pair[]): Pair[][] {
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

function matchComponent<Pair extends WeightedEdge<unknown, unknown>>(edges: readonly Pair[]): Iterable<Pair> {
  if (edges.length === 1) return edges
  if (edges.length > maxExactEdges) return greedyMatching(edges)
  const outgoing = Map.groupBy(edges, ({ left }) => left)
  const matching: PartialMatching<Pair> = { byLeft: new Map(), byRight: new Map() }
  for (;;) {
    let path = bestAugmentingPath(outgoing, matching)
    if (path === null) return [...outgoing.keys()].flatMap((left) => matching.byLeft.get(left) ?? [])
    // who gave up a pair on the way makes the next one of it
    for (; path !== null; path = path.previous) {
      matching.byLeft.set(path.edge.left, path.edge)
      matching.byRight.set(path.edge.right, path.edge)
    }
  }
}

/** The pairs that are made so far, by either end. */
interface PartialMatching<Pair> {
  readonly byLeft: Map<unknown, Pair>
  readonly byRight: Map<unknown, Pair>
}

/** A way from somebody free: the last pair made on it, and the way up to the pair that was given up for it. */
interface AugmentingPath<Pair> {
  /** What is won by all that is made on the way, less what is given up, where it leads on less that too. */
  readonly gain: number
  readonly edge: Pair
  readonly previous: AugmentingPath<Pair> | null
}

/** The way from somebody free to somebody free that adds most, making and giving up pairs by turns; null: none adds any. */
function bestAugmentingPath<Pair extends WeightedEdge<unknown, unknown>>(
  outgoing: ReadonlyMap<unknown, readonly Pair[]>,
  matching: PartialMatching<Pair>,
): AugmentingPath<Pair> | null {
  /** The best way to each left end so far; null where it is free, and a way begins. */
  const paths = new Map<unknown, AugmentingPath<Pair> | null>()
  for (const left of outgoing.keys()) if (!matching.byLeft.has(left)) paths.set(left, null)
  let best: AugmentingPath<Pair> | null = null
  // whoever is waiting is in the set, in the order of coming; what is taken out of it may come again
  const queue = new Set(paths.keys())
  for (const left of queue) {
    queue.delete(left)
    const before = paths.get(left) ?? null
    for (const edge of outgoing.get(left) ?? []) {
      const rival = matching.byRight.get(edge.right)
      if (rival === edge) continue
      const pathGain = (before?.gain ?? 0) + edge.weight
      if (rival === undefined) {
        if (pathGain > (best?.gain ?? 0)) best = { gain: pathGain, edge, previous: before }
        continue
      }
      const gainAfterSwap = pathGain - rival.weight
      const earlierPath = paths.get(rival.left)
      // a little more than nothing, lest rounding lead in circles
      if (earlierPath !== undefined && gainAfterSwap <= (earlierPath?.gain ?? 0) + 1e-9) continue
      paths.set(rival.left, { gain: gainAfterSwap, edge, previous: before })
      queue.add(rival.left)
    }
  }
  return best
}

function greedyMatching<Pair extends WeightedEdge<unknown, unknown>>(edges: readonly Pair[]): Pair[] {
  const taken = new Set<unknown>()
  return edges
    .toSorted((a, b) => b.weight - a.weight)
    .filter(({ left, right }) => {
      if (taken.has(left) || taken.has(right)) return false
      taken.add(left).add(right)
      return true
    })
}
