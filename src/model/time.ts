/** Milliseconds since 1970-01-01T00:00:00Z. Data is UTC; a zone is a matter of display. */
export type Instant = number

/** Milliseconds of a day. */
export const dayMs = 86_400_000

/** A calendar day, `YYYY-MM-DD`, padded, whatever padding the page used. */
export type Day = string

/** An instant as RFC 3339 in UTC; whole seconds carry no fraction. */
export function toRfc3339(at: Instant): string {
  return new Date(at).toISOString().replace('.000Z', 'Z')
}
