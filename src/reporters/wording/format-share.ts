import { formatNumber } from './format-quantity.ts'

/** A share in per cent, or a dash of nothing: `38 %`, `4.1 %`. */
export function formatPercent(part: number, whole: number): string {
  if (whole === 0) return '–'
  const share = (100 * part) / whole
  // a share that is not all, or not nothing, does not read as such
  if (share > 0 && share < 0.1) return 'under 0.1 %'
  if (share < 100 && share > 99) return `${(Math.floor(share * 10) / 10).toFixed(1)} %`
  return `${share.toFixed(share < 10 && share > 0 ? 1 : 0)} %`
}

/** `1,868 of 4,922 changes (38 %)`. @param of what is counted, in the plural; default nothing is said */
export function formatShare(part: number, whole: number, of = ''): string {
  return `${formatNumber(part)} of ${formatNumber(whole)}${of === '' ? '' : ` ${of}`} (${formatPercent(part, whole)})`
}
