/**
 * Generates a history for benchmarks, as a stream for `git fast-import`: pages in the context dialect whose related links
 * change with every commit and whose titles change sometimes.
 */
export function generateHistory({ pages = 2000, commits = 300, perCommit = 60 } = {}): string {
  const parts: string[] = []
  const titles = Array.from(
    { length: pages },
    (_, page) => `Harbour report ${page}: the council counts ${page % 17} ships at the northern quay`,
  )
  let time = 1_700_000_000
  const commit = (touched: readonly number[], round: number) => {
    const message = `Update ${round}`
    parts.push(
      `commit refs/heads/main\ncommitter Desk <desk@example.org> ${time} +0000\ndata ${message.length}\n${message}\n`,
    )
    for (const page of touched) {
      const text = pageText(page, titles[page]!, round, titles)
      parts.push(`M 100644 inline ${pathOf(page)}\ndata ${Buffer.byteLength(text)}\n${text}\n`)
    }
    parts.push('\n')
    time += 3600
  }
  commit(
    titles.map((_, page) => page),
    0,
  )
  for (let round = 1; round <= commits; round++) {
    const touched = Array.from({ length: perCommit }, (_, index) => (round * 37 + index * 101) % pages)
    const retitled = touched[0]!
    titles[retitled] = titles[retitled]!.replace(/counts \d+ ships/, `counts ${round % 23} ships`)
    commit([...new Set(touched)], round)
  }
  return parts.join('')
}

function pathOf(page: number): string {
  return `news/${dayOf(page).replaceAll('-', '/')}/harbour-report-${page}.md`
}

/** Five pages a day. */
function dayOf(page: number): string {
  return new Date(Date.UTC(2025, 0, 1) - Math.floor(page / 5) * 86_400_000).toISOString().slice(0, 10)
}

function pageText(page: number, title: string, round: number, titles: readonly string[]): string {
  const related = Array.from({ length: 6 }, (_, index) => (page * 7 + index * 13 + (round >> 3)) % titles.length)
  return `### [${dayOf(page)}](/news/index.md)

##### Harbour of Norwick
# ${title}

The harbour master reads the list aloud at noon. Captains who are late pay a fee of ${page % 90} crowns.

### Source:

1. [Harbour Gazette](https://example.org/harbour/${page})

### Related:

${related.map((other, index) => `${index + 1}. [${titles[other]} ](/${pathOf(other)}) _Context: harbour, quay ${other % 9}_`).join('\n')}
`
}
