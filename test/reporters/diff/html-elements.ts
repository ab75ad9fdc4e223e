import { type DefaultTreeAdapterMap, parse, parseFragment } from 'parse5'

type Node = DefaultTreeAdapterMap['node']
type Element = DefaultTreeAdapterMap['element']

/** Every element of a document, in order. */
export function elementsOf(source: string): Element[] {
  return descendants(parse(source))
}

/** The texts of pages in a fragment, without the elements of one kind, and without the words for screen readers. */
export function textWithout(source: string, excluded: 'del' | 'ins'): string {
  return descendants(parseFragment(source))
    .filter((element) => classesOf(element).includes('text'))
    .map((element) => textOf(element, excluded))
    .join('')
}

export function attributesOf(element: Element): [name: string, value: string][] {
  return element.attrs.map(({ name, value }) => [name, value])
}

function classesOf(element: Element): string[] {
  return element.attrs.find(({ name }) => name === 'class')?.value.split(' ') ?? []
}

function textOf(node: Node, excluded: string): string {
  if ('value' in node) return node.value
  if (!('childNodes' in node)) return ''
  if ('tagName' in node && (node.tagName === excluded || classesOf(node).includes('heard'))) return ''
  return node.childNodes.map((child) => textOf(child, excluded)).join('')
}

function descendants(node: Node): Element[] {
  const own = 'tagName' in node ? [node] : []
  return 'childNodes' in node ? [...own, ...node.childNodes.flatMap(descendants)] : own
}
