/** What stood before the range, by paths from the repository's top. */
export interface BaseFiles {
  /** Absolute. */
  readonly top: string
  /** False where nothing stood before. */
  readonly any: boolean
  /** Whether commits are judged, which may be anybody's, rather than what lies here. */
  readonly commits: boolean
  read(path: string): Promise<Uint8Array | null>
  isFolder(path: string): Promise<boolean>
  /** What stands there after it; `same` where it is left alone, null where nothing stands. */
  after(path: string): Promise<Uint8Array | 'same' | null>
  /** Whether what stands there after it is no regular file, but a folder, a link or the like. */
  isIrregular(path: string): Promise<boolean>
  /** Whether commits bring what is found at this path: the file itself, or a link on the way to it. */
  brings(path: string): Promise<boolean>
}
