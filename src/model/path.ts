/** A page's path from the archive's root: `/` between names, no leading `/`, never `.` or `..`. */
export type PagePath = string
