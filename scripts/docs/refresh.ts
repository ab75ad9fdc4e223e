import { execFileSync } from 'node:child_process'
import { existsSync, globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { argumentsOf } from './calls.ts'
import { generatedParts } from './parts.ts'
import { ProgramOutput } from './program-output.ts'

export interface RefreshedPage {
  /** The path in the project. */
  readonly file: string
  readonly before: string
  readonly after: string
}

export interface RefreshedDocs {
  readonly pages: readonly RefreshedPage[]
  /** Problems that a refresh cannot repair, as sentences: a marker without a part, or a part without a marker. */
  readonly problems: readonly string[]
}

/** The paths of all documentation pages in the project. */
export function docsPages(root: string): string[] {
  const top = ['README.md', 'CHANGELOG.md', 'CONTRIBUTING.md', 'SECURITY.md'].filter((file) =>
    existsSync(join(root, file)),
  )
  return [...top, ...globSync('docs/**/*.md', { cwd: root }).sort()]
}

/**
 * Computes every page with current generated parts and program output. Writes nothing.
 * @param root the project's folder
 * @param runsPrograms false keeps the shown output as it is, which is faster
 */
export async function refreshDocs(root: string, runsPrograms = true): Promise<RefreshedDocs> {
  await using output = new ProgramOutput(root)
  const used = new Set<string>()
  const problems: string[] = []
  const pages: RefreshedPage[] = []
  for (const file of docsPages(root)) {
    const before = readFileSync(join(root, file), 'utf8')
    const withParts = before.replaceAll(part, (whole, name: string) => {
      used.add(name)
      const text = generatedParts.get(name)
      if (text === undefined) problems.push(`${file}: the code has no part "${name}".`)
      return text === undefined ? whole : `<!-- generated: ${name} -->\n\n${text}\n\n<!-- end -->`
    })
    const after = runsPrograms ? withLibraryOutput(await withProgramOutput(withParts, output), root) : withParts
    pages.push({ file, before, after })
  }
  for (const name of generatedParts.keys()) if (!used.has(name)) problems.push(`No page has the part "${name}".`)
  return { pages, problems }
}

const part = /^<!-- generated: (.+) -->\n[\s\S]*?^<!-- end -->$/gm
const shownCall = /^(?:<!-- archive: (\w+) -->\n)?```text\n\$ (.+)\n([\s\S]*?)^```$/gm
const libraryExample = /^```ts\n([\s\S]*?from 'variorum'[\s\S]*?)^```\n\n```text\n[\s\S]*?^```$/gm

/** Updates the blocks that show a call of the program with its output. A line `…` cuts the output there. */
async function withProgramOutput(text: string, output: ProgramOutput): Promise<string> {
  let [result, end] = ['', 0]
  for (const found of text.matchAll(shownCall)) {
    const [block, archive, call = '', shown = ''] = found
    const argv = argumentsOf(call)
    if (argv === null) continue
    const lines = (await output.of(argv, archive ?? 'bundled')).trimEnd().split('\n')
    const cut = shown.split('\n').indexOf('…')
    const kept = cut < 0 ? lines : [...lines.slice(0, cut), '…']
    const head = block.slice(0, block.indexOf('```text'))
    result += `${text.slice(end, found.index)}${head}\`\`\`text\n$ ${call}\n${kept.join('\n')}\n\`\`\``
    end = found.index + block.length
  }
  return result + text.slice(end)
}

/** Updates the blocks that show the output of a library example. */
function withLibraryOutput(text: string, root: string): string {
  return text.replaceAll(libraryExample, (_, example: string) => {
    const folder = mkdtempSync(join(tmpdir(), 'variorum-docs-'))
    try {
      const file = join(folder, 'example.ts')
      writeFileSync(file, example.replace("'variorum'", JSON.stringify(join(root, 'src/index.ts'))))
      const printed = execFileSync(process.execPath, [file], { cwd: root, encoding: 'utf8' })
      return `\`\`\`ts\n${example}\`\`\`\n\n\`\`\`text\n${printed.trimEnd()}\n\`\`\``
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
}
