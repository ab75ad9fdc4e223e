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
  const taken = new Map<unknown, Pair>()
  for (;;) {
    const path = bestPath(outgoing, taken)
    if (path === null) return [...outgoing.keys()].flatMap((left) => takenBy(left, outgoing, taken) ?? [])
    // edges of the path at even places are made, those between are given up
    for (const [place, edge] of path.entries()) if (place % 2 === 0) taken.set(edge.right, edge)
  }
}

function takenBy<Pair extends Edge<unknown, unknown>>(
  left: unknown,
  outgoing: ReadonlyMap<unknown, readonly Pair[]>,
  taken: ReadonlyMap<unknown, Pair>,
): Pair | undefined {
  return outgoing.get(left)?.find((edge) => taken.get(edge.right) === edge)
}

/** The way from somebody free to somebody free that adds most, making and giving up pairs by turns; null: none adds any. */
function bestPath<Pair extends Edge<unknown, unknown>>(
  outgoing: ReadonlyMap<unknown, readonly Pair[]>,
  taken: ReadonlyMap<unknown, Pair>,
): Pair[] | null {
  /** What the best way to each left end is worth so far, and the edges of that way. */
  const ways = new Map<unknown, { readonly worth: number; readonly path: readonly Pair[] }>()
  for (const left of outgoing.keys()) {
    if (takenBy(left, outgoing, taken) === undefined) ways.set(left, { worth: 0, path: [] })
  }
  let best: { readonly worth: number; readonly path: Pair[] } | null = null
  const queue = [...ways.keys()]
  for (let left = queue.shift(); left !== undefined; left = queue.shift()) {
    const way = ways.get(left)!
    for (const edge of outgoing.get(left) ?? []) {
      const rival = taken.get(edge.right)
      if (rival === edge) continue
      const worth = way.worth + edge.worth
      if (rival === undefined) {
        if (worth > (best?.worth ?? 0)) best = { worth, path: [...way.path, edge] }
        continue
      }
      const rest = worth - rival.worth
      const known = ways.get(rival.left)
      // a little more than nothing, lest rounding lead in circles
      if (known !== undefined && rest <= known.worth + 1e-9) continue
      ways.set(rival.left, { worth: rest, path: [...way.path, edge, rival] })
      if (!queue.includes(rival.left)) queue.push(rival.left)
    }
  }
  return best?.path ?? null
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
