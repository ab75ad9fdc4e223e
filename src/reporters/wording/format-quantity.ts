let numberFormat: Intl.NumberFormat | undefined

/** `1,204`. */
export function formatNumber(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1000) return String(value)
  // made when it is needed: it takes longer than most commands have to say
  numberFormat ??= new Intl.NumberFormat('en-US')
  return numberFormat.format(value)
}

/** `1 page`, `1,204 pages`. */
export function formatCount(value: number, singular: string, plural = `${singular}s`): string {
  return `${formatNumber(value)} ${value === 1 ? singular : plural}`
}

/** A size in bytes for people: `34.1 MB`. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return formatCount(bytes, 'byte')
  const units = ['kB', 'MB', 'GB', 'TB']
  const step = Math.min(units.length, Math.floor(Math.log10(bytes) / 3))
  const value = bytes / 1000 ** step
  return `${value < 10 ? value.toFixed(1) : formatNumber(Math.round(value))} ${units[step - 1]}`
}

/** A number and its unit stay on one line. */
export function keepUnitsTogether(text: string): string {
  return text.replace(/(?<=\d) (?=(?:%|y|d|h|min|s)(?![a-z]))/g, '\u{a0}')
}
