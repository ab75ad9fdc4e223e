let numberFormat: Intl.NumberFormat | undefined

/** `1,204`. */
export function formatNumber(value: number): string {
  if (Number.isInteger(value) && Math.abs(value) < 1000) return String(value)
  // Created on first use: it takes longer than most commands need for their output.
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

/** A share as a percentage, or a dash if the whole is 0: `38 %`, `4.1 %`. */
export function formatPercent(part: number, whole: number): string {
  if (whole === 0) return '–'
  const share = (100 * part) / whole
  // A share is not rounded to 0 % or to 100 %.
  if (share > 0 && share < 0.1) return 'under 0.1 %'
  if (share < 100 && share > 99) return `${(Math.floor(share * 10) / 10).toFixed(1)} %`
  return `${share.toFixed(share < 10 && share > 0 ? 1 : 0)} %`
}

/** `1,868 of 4,922 changes (38 %)`. @param plural the counted thing, or '' for numbers only */
export function formatShare(part: number, whole: number, plural = ''): string {
  return `${formatNumber(part)} of ${formatNumber(whole)}${plural === '' ? '' : ` ${plural}`} (${formatPercent(part, whole)})`
}

/** Keeps each number and its unit on one line. */
export function keepUnitsTogether(text: string): string {
  return text.replace(/(?<=\d) (?=(?:%|y|d|h|min|s)(?![a-z]))/g, '\u{a0}')
}
