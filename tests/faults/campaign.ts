/** What every campaign has: how many, from which seed, how far it is, and its last line. */

export interface CampaignSettings {
  readonly count: number;
  readonly seed: number;
}

/** `50`, `N=50`, `SEED=7`; anything else is passed over. */
export function settingsOf(args: readonly string[], usual: number): CampaignSettings {
  const numberAfter = (pattern: RegExp): number | undefined => {
    const found = args.flatMap((argument) => pattern.exec(argument)?.[1] ?? [])[0];
    return found === undefined ? undefined : Number(found);
  };
  return { count: numberAfter(/^(?:N=)?(\d+)$/u) ?? usual, seed: numberAfter(/^SEED=(\d+)$/u) ?? 1 };
}

/** One line to stderr now and then. */
export function progress(name: string, done: number, total: number, more = ''): void {
  if (done % 10 === 0 || done === total)
    process.stderr.write(`${name} ${done}/${total}${more === '' ? '' : ` ${more}`}\n`);
}

/** The last line; `bad`: sum of what must be nothing. */
export function finish(result: object, bad: number): never {
  process.stdout.write(`${JSON.stringify(result)}\n`);
  process.exit(bad === 0 ? 0 : 1);
}
