/** Milliseconds since 1970-01-01T00:00:00Z. Data is in UTC. Time zones are only for display. */
export type Instant = number

/** Milliseconds of a day. */
export const dayMs = 86_400_000

/** A calendar day, `YYYY-MM-DD`, with zeros even where the page has none. */
export type Day = string

/** Formats an instant as RFC 3339 in UTC, without a fraction for whole seconds. */
export function toRfc3339(at: Instant): string {
  return new Date(at).toISOString().replace('.000Z', 'Z')
}

/** The English names of the months in lower case, January first. */
export const monthNames: readonly string[] =
  'january february march april may june july august september october november december'.split(' ')
