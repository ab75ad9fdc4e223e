/** Verbs of saying in their finite forms, by how certain they present a claim. */
export const speechVerbs = `
plain: say tell =stated =states =identified report announce declare explain add =wrote =writes =testified =testifies =remarked =remarks =quoted
doubting: claim allege assert contend maintain insist argue purport
weak: suggest imply theorize theorise speculate believe think estimate hint indicate opine assume warn suspect
sure: confirm reveal acknowledge admit concede disclose confess conclude determine affirm verify =shows
`
