/** Phrases that name the source of a claim. */
export const attributions = `
according to: according to | as per | in the words of | per reports from | as told by | as reported by | reported by | as stated by | as announced by | as claimed by | quoted by | cited by | in the opinion of | in the view of
reports say: reports say | reports said | media report | media reports | sources say | sources said | reports of | reports that | reports indicate | it is reported that | it was reported that | is quoted as saying | are quoted as saying
`

/** Verbs of saying in their finite forms, by how certain they present a claim. */
export const speechVerbs = `
plain: say tell =stated =states =identified report announce declare explain add =wrote =writes =testified =testifies =remarked =remarks =quoted
doubting: claim allege assert contend maintain insist argue purport
weak: suggest imply theorize theorise speculate believe think estimate hint indicate opine assume warn suspect
sure: confirm reveal acknowledge admit concede disclose confess conclude determine affirm verify =shows
`
