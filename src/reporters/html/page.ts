import { createHash } from 'node:crypto'
import { type Html, html, verbatim } from './escape.ts'
import { style } from './style.ts'

/**
 * A whole document around some content: one file that works from a disk, asks for nothing, runs nothing, and is the same to
 * the byte for the same content.
 * @param content all of the page's text, in landmarks of its own or none
 */
export function page({ title, content }: { readonly title: string; readonly content: Html }): string {
  const sheet = `\n${style}`
  const policy = `default-src 'none'; style-src 'sha256-${digest(sheet)}'; base-uri 'none'; form-action 'none'`
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${verbatim(policy)}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<meta name="color-scheme" content="light dark">
<title>${title}</title>
<style>${verbatim(sheet)}</style>
</head>
<body>
<main>
${content}</main>
</body>
</html>
`.toString()
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64')
}
