/** A page's path from the archive's root: names separated by `/`, without a leading `/`, and never `.` or `..`. */
export type PagePath = string
