/** Git's modes of regular files begin with this, for executable files too. */
export const fileModePrefix = '100'
export const linkMode = '120000'
export const submoduleMode = '160000'
