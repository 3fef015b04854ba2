/** The shape of one subcommand of `counter`: arguments after its name, where to write, exit code back. */
export interface CommandOutput {
  stdout(text: string): void;
  stderr(text: string): void;
}

export interface Command {
  run(args: string[], io: CommandOutput): Promise<number>;
}

/** What went wrong with the input itself, as every subcommand prints it on stdout before it exits with 2. */
export interface CommandError {
  readonly code: string;
  readonly issues: readonly { readonly path: string; readonly message: string }[];
}

export const EXIT_OK = 0;
/** The answer is "no": altered, not the same. */
export const EXIT_DIFFERS = 1;
/** The input cannot be read at all, or the command was called wrongly. */
export const EXIT_BAD_INPUT = 2;

/** Prints an input error and gives the exit code for it. */
export function refuseInput(io: CommandOutput, error: CommandError): number {
  io.stdout(`${JSON.stringify({ error }, null, 1)}\n`);
  return EXIT_BAD_INPUT;
}
