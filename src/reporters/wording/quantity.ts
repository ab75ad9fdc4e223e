let grouped: Intl.NumberFormat | undefined

/** `1,204`. */
export function figure(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1000) return String(value)
  // made when it is needed: it takes longer than most commands have to say
  grouped ??= new Intl.NumberFormat('en-US')
  return grouped.format(value)
}

/** `1 page`, `1,204 pages`. */
export function count(value: number, one: string, many = `${one}s`): string {
  return `${figure(value)} ${value === 1 ? one : many}`
}

/** A size in bytes for people: `34.1 MB`. */
export function size(bytes: number): string {
  if (bytes < 1000) return count(bytes, 'byte')
  const units = ['kB', 'MB', 'GB', 'TB']
  const step = Math.min(units.length, Math.floor(Math.log10(bytes) / 3))
  const value = bytes / 1000 ** step
  return `${value < 10 ? value.toFixed(1) : figure(Math.round(value))} ${units[step - 1]}`
}

/** A number and its unit stay on one line. */
export function together(text: string): string {
  return text.replace(/(?<=\d) (?=(?:%|y|d|h|min|s)(?![a-z]))/g, '\u{a0}')
}
