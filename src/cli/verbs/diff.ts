import { diffHtml } from '../../reporters/html/diff.ts'
import { diffJson } from '../../reporters/json/diff.ts'
import { diffMarkdown } from '../../reporters/markdown/diff.ts'
import { diffText, type View } from '../../reporters/text/diff.ts'
import { namingEvent } from '../arguments/event-argument.ts'
import { pageArgument } from '../arguments/page-argument.ts'
import { flag, type Run, value } from '../run.ts'
import { emit } from '../terminal/emit.ts'

export const run: Run = async (call) => {
  const [given = '', a, b] = call.args
  await using variorum = await call.open()
  const event = pageArgument(given, call.cwd, variorum.archive)
  const diff = await namingEvent(variorum, event, () =>
    variorum.diff(event, {
      ...(a === undefined ? {} : { a: versionOf(a) }),
      ...(b === undefined ? {} : { b: versionOf(b) }),
      all: flag(call, 'all'),
    }),
  )
  const reporters = {
    text: diffText(viewOf(value(call, 'view'))),
    json: diffJson,
    markdown: diffMarkdown,
    html: diffHtml,
  }
  await emit(await call.outputs(), diff, reporters)
  return 0
}

/** A version is written `@2` or `2`. */
function versionOf(text: string): string {
  return text.replace(/^@/, '')
}

/** What is not asked for is left to the width of the terminal. */
function viewOf(given: string | undefined): View | null {
  return given === 'columns' || given === 'inline' ? given : null
}
