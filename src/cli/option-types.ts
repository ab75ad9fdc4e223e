/** A flag of the command line, as data. */
export interface CommandOption {
  /** In the syntax of commander: `--view <VIEW>`, `-n, --dry-run`. */
  readonly flags: string
  readonly description: string
  readonly choices?: readonly string[]
  /** The flag can be given several times; its value is a list. */
  readonly repeatable?: true
}

/** `-C, --cwd <DIR>` -> `cwd <DIR>` */
type LongFlag<Flags extends string> = Flags extends `${string}--${infer Long}` ? Long : never

/** `view <VIEW>` -> `view`; `no-pager` -> `pager` */
type FlagName<Long extends string> = Long extends `no-${infer Name}`
  ? Name
  : Long extends `${infer Name} <${string}`
    ? Name
    : Long

type CamelCase<Text extends string> = Text extends `${infer Head}-${infer Rest}`
  ? `${Head}${Capitalize<CamelCase<Rest>>}`
  : Text

type ValueOf<Option extends CommandOption> = Option extends { readonly repeatable: true }
  ? readonly string[]
  : Option extends { readonly choices: readonly (infer Choice)[] }
    ? Choice
    : LongFlag<Option['flags']> extends `${string} <${string}`
      ? string
      : boolean

/** The parsed flags: `--group-by <WHAT>` becomes `groupBy`; a flag that was not given is absent. */
export type OptionsOf<Options extends readonly CommandOption[]> = {
  readonly [Option in Options[number] as CamelCase<FlagName<LongFlag<Option['flags']>>>]?: ValueOf<Option>
}

/** The parsed arguments: `EVENT` becomes a string, `[A]` a string or undefined, `[PATH...]` a list. */
export type ArgumentsOf<Names extends readonly string[]> = {
  readonly [Index in keyof Names]: Names[Index] extends `[${string}...]`
    ? readonly string[]
    : Names[Index] extends `[${string}]`
      ? string | undefined
      : string
}
