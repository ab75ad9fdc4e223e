/** A possible pair and its weight, above 0. */
export interface WeightedEdge<Left, Right> {
  readonly left: Left
  readonly right: Right
  readonly weight: number
}

/**
 * Finds the matching of greatest total weight: no end is in two pairs. Taking the best pair first would not do, since it can
 * cross two similar pairs. Successive best augmenting paths (Busacker and Gowen 1960), found by the Bellman-Ford method,
 * since weights are negative costs. Of equal matchings, the edges' order decides.
 * @param edges at most one between two ends
 * @returns the chosen edges, in their order
 */
export function maxWeightMatching<Pair extends WeightedEdge<unknown, unknown>>(edges: readonly Pair[]): Pair[] {
  const chosen = new Set<Pair>()
  for (const component of connectedComponents(edges)) for (const edge of matchComponent(component)) chosen.add(edge)
  return edges.filter((edge) => chosen.has(edge))
}

// Larger components are matched greedily; those of real archives have a handful of edges.
const maxExactEdges = 3_000

/** Groups edges that are connected through shared ends. */
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
    // Each left end on the path gets the next edge instead of the one that it gave up.
    for (; path !== null; path = path.previous) {
      matching.byLeft.set(path.edge.left, path.edge)
      matching.byRight.set(path.edge.right, path.edge)
    }
  }
}

/** The chosen edges so far, by either end. */
interface PartialMatching<Pair> {
  readonly byLeft: Map<unknown, Pair>
  readonly byRight: Map<unknown, Pair>
}

/** An alternating path from a free left end: its last edge, and the path up to the edge that this one replaces. */
interface AugmentingPath<Pair> {
  /** Weight of the added edges less that of the replaced ones. */
  readonly gain: number
  readonly edge: Pair
  readonly previous: AugmentingPath<Pair> | null
}

/** The augmenting path between free ends that adds most weight; null where none adds any. */
function bestAugmentingPath<Pair extends WeightedEdge<unknown, unknown>>(
  outgoing: ReadonlyMap<unknown, readonly Pair[]>,
  matching: PartialMatching<Pair>,
): AugmentingPath<Pair> | null {
  /** The best path to each left end so far; null for a free end, where a path begins. */
  const paths = new Map<unknown, AugmentingPath<Pair> | null>()
  for (const left of outgoing.keys()) if (!matching.byLeft.has(left)) paths.set(left, null)
  let best: AugmentingPath<Pair> | null = null
  // A set iterates over ends that are added during the loop, also over removed ones that are added again.
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
      // A rounding error must not make a cycle look like a gain.
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
