import { diffHtml } from '../../reporters/html/diff.ts'
import { diffJson } from '../../reporters/json/diff.ts'
import { diffMarkdown } from '../../reporters/markdown/diff.ts'
import { diffText } from '../../reporters/text/diff.ts'
import { resolveEventArgument, withEventSuggestions } from '../arguments/event-argument.ts'
import type { RunCommand } from '../invocation.ts'
import { emit } from '../terminal/emit.ts'

export const run: RunCommand<'diff'> = async (invocation) => {
  const [given, a, b] = invocation.args
  const { all, view } = invocation.options
  await using variorum = await invocation.openVariorum()
  const event = resolveEventArgument(given, invocation.cwd, variorum.archive)
  const diff = await withEventSuggestions(variorum, event, () =>
    // a version is written `@2` or `2`
    variorum.diff(event, { a: a?.replace(/^@/, ''), b: b?.replace(/^@/, ''), all }),
  )
  const reporters = { text: diffText(view ?? null), json: diffJson, markdown: diffMarkdown, html: diffHtml }
  await emit(await invocation.openOutputs(), diff, reporters)
  return 0
}
