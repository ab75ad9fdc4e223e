/** The files at the base of a check, and what the range does to them. Paths begin at the repository's top. */
export interface BaseFiles {
  /** Absolute path of the repository's top folder. */
  readonly top: string
  /** False where the base has no files, as before a first commit. */
  readonly any: boolean
  /** True where the head is a commit, which anybody may have written; false for the git index or the working tree. */
  readonly commits: boolean
  /** @returns the bytes of a file at the base; null where there is none */
  read(path: string): Promise<Uint8Array | null>
  /** Whether the base has a folder at a path. */
  isFolder(path: string): Promise<boolean>
  /** @returns the bytes at the head; `same` where the range leaves the file as it is, null where there is none */
  after(path: string): Promise<Uint8Array | 'same' | null>
  /** Whether the head has something else than a regular file at a path, such as a folder or a link. */
  isIrregular(path: string): Promise<boolean>
  /** Whether a commit of the range adds or changes the file at a path, or a link on the way to it. */
  brings(path: string): Promise<boolean>
}
