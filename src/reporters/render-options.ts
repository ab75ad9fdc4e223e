/** How a text is to look: the one thing a reporter knows of the place it is read at. */
export interface RenderOptions {
  readonly color: boolean
  /** Columns to fold to; Infinity where the text goes to a pipe or a file. */
  readonly width: number
  /** Show the evidence too, and fold nothing away. */
  readonly verbose: boolean
  /** IANA name of the zone in which times are shown; data stays UTC. */
  readonly timeZone: string
}

/** Turns one result into text, which ends in a line feed. */
export type Reporter<Data> = (data: Data, options: RenderOptions) => string

/** Turns a stream of results into text, piece by piece, without holding them. */
export type StreamReporter<Item> = (options: RenderOptions) => {
  readonly start?: string
  item(item: Item): string
  end?(): string
}

/** For a pipe or a file: full texts, no colour, UTC. */
export const plainRendering: RenderOptions = {
  color: false,
  width: Number.POSITIVE_INFINITY,
  verbose: false,
  timeZone: 'UTC',
}
