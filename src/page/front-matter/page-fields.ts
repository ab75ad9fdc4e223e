import { createFinding, type Finding } from '../../model/finding.ts'
import type { PageIds, PagePath } from '../../model/page.ts'
import type { Day } from '../../model/time.ts'
import { readDay } from '../text/day.ts'
import { tidyTitle } from '../text/title.ts'
import {
  type FieldValue,
  type FrontMatterFields,
  isFieldList,
  readFrontMatter,
  UnreadableBlock,
} from './front-matter.ts'
import { cutFrontMatter } from './front-matter-block.ts'

/** What the front matter of a page says of its event. */
export interface PageFields {
  readonly title: string | null
  /** 1-based line of the title in the page; 1 without a title. */
  readonly titleLine: number
  readonly day: Day | null
  /** True where the day comes with a time. */
  readonly hasTime: boolean
  readonly topic: string | null
  readonly sources: readonly string[]
  readonly hasSourceField: boolean
  readonly aliases: readonly string[]
  readonly ids: PageIds
  /** Offset of the first character after the block; 0 where the page has no readable block. */
  readonly end: number
  /** `front-matter-unreadable` for a block that cannot be read. Such a block stays part of the body. */
  readonly findings: readonly Finding[]
}

/** Reads the fields of a page's front matter. @param text the decoded page, without a byte order mark */
export function readPageFields(path: PagePath, text: string): PageFields {
  const block = cutFrontMatter(text)
  if (block === null) return pageFields(null, '', 0, [])
  if ('problem' in block) return pageFields(null, '', 0, [unreadableFinding(path, block.problem, 1)])
  try {
    const fields = readFrontMatter(block)
    return fields === null ? pageFields(null, '', 0, []) : pageFields(fields, block.raw, block.end, [])
  } catch (error) {
    const reason = error instanceof UnreadableBlock ? error : new UnreadableBlock('its parser failed')
    return pageFields(null, '', 0, [unreadableFinding(path, reason.message, 1 + (reason.line ?? 0))])
  }
}

function unreadableFinding(path: PagePath, reason: string, line: number): Finding {
  const message = `The front matter was not read, because ${reason}. The page is read as plain text.`
  return createFinding('front-matter-unreadable', message, { path, line })
}

function pageFields(
  fields: FrontMatterFields | null,
  raw: string,
  end: number,
  findings: readonly Finding[],
): PageFields {
  const date = textOf(fields?.date) ?? ''
  const categories = fields?.categories
  const title = textOf(fields?.title)
  return {
    title: title === null ? null : tidyTitle(title),
    titleLine: raw.split(/\r\n?|\n/).findIndex((line) => /^\s*["']?title["']?\s*[:=]/.test(line)) + 2,
    day: readDay(date),
    hasTime: /[T ]\d/.test(date),
    topic:
      textOf(fields?.topic) ?? textOf(fields?.category) ?? textOf(isFieldList(categories) ? categories[0] : categories),
    sources: ['source', 'sources', 'link', 'canonical'].flatMap((key) => urlsOf(fields?.[key])),
    hasSourceField: fields?.source !== undefined || fields?.sources !== undefined,
    // These are the names of Hugo, Jekyll and others.
    aliases: ['aliases', 'alias', 'redirect_from', 'redirectFrom'].flatMap((key) => textsOf(fields?.[key])),
    ids: {
      event: firstId(fields, ['event_id', 'eventId', 'event-id', 'event']),
      page: firstId(fields, ['id', 'uuid', 'guid']),
    },
    end,
    findings,
  }
}

/** The first id among these fields. An id is one word with a digit or a dash; other words name a kind or an order. */
function firstId(fields: FrontMatterFields | null, keys: readonly string[]): string | null {
  const texts = keys.map((key) => textOf(fields?.[key]))
  return texts.find((text) => text !== null && /^\S{4,200}$/.test(text) && /[\d-]/.test(text)) ?? null
}

/** A field's text, tidied; null where it is empty, no text, or `~` or `null`, which YAML reads as nothing. */
function textOf(field: FieldValue | undefined): string | null {
  if (typeof field !== 'string') return null
  const text = tidyTitle(field)
  return text === '' || text === '~' || text === 'null' ? null : text
}

/** The texts of a field: one, or a list. */
function textsOf(field: FieldValue | undefined): string[] {
  if (typeof field === 'string') return field.trim() === '' ? [] : [field.trim()]
  return isFieldList(field) ? field.flatMap(textsOf) : []
}

/** The web addresses of a field: one, a list, or objects with a `url`. */
function urlsOf(field: FieldValue | undefined): string[] {
  if (field === undefined) return []
  if (typeof field === 'string') return /^https?:\/\/\S+$/i.test(field.trim()) ? [field.trim()] : []
  return isFieldList(field) ? field.flatMap(urlsOf) : urlsOf(field.url)
}
