/** How a text is rendered. */
export interface RenderOptions {
  readonly color: boolean
  /** Columns to wrap to; Infinity for a pipe or a file. */
  readonly width: number
  /** Print the evidence too, and leave nothing out. */
  readonly verbose: boolean
  /** IANA name of the zone in which times are printed. Data stays in UTC. */
  readonly timeZone: string
}

/** Turns a result into text that ends in a line feed. */
export type Reporter<Data> = (data: Data, options: RenderOptions) => string

/** Turns a stream of results into text, item by item, without keeping the items. */
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
