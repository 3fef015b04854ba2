/** The kinds of columns a registry file may have: how a cell is read, what it may say. */

/** Value → the words and codes that stand for it, compared without spaces, brackets and letter case. */
export type Dictionary = Readonly<Record<string, readonly string[]>>;

export type CellRule =
  | { readonly type: 'citizen-id' }
  | { readonly type: 'code'; readonly maxLength: number }
  | { readonly type: 'text'; readonly maxLength: number }
  | { readonly type: 'date' }
  | { readonly type: 'month' }
  | { readonly type: 'count'; readonly max: number }
  | { readonly type: 'money' }
  | { readonly type: 'dictionary'; readonly values: Dictionary }
  | { readonly type: 'boolean'; readonly values: Dictionary };

export interface RegistryColumn {
  readonly field: string;
  readonly heading: string;
  readonly aliases: readonly string[];
  readonly rule: CellRule;
  /** The column must be there and every row must fill it. */
  readonly required?: boolean;
  /** The column must be there, a cell may be empty. */
  readonly columnRequired?: boolean;
  /** 无固定期限, 长期 and the like stand for "no end". */
  readonly openEnded?: boolean;
}

type Made<F extends string> = RegistryColumn & { readonly field: F };
const column = <F extends string>(field: F, heading: string, rule: CellRule, aliases: readonly string[]): Made<F> => ({
  field,
  heading,
  aliases,
  rule,
});

export const citizenId = (heading: string, aliases: readonly string[]): Made<'citizenId'> => ({
  ...column('citizenId', heading, { type: 'citizen-id' }, aliases),
  required: true,
});
export const code = <F extends string>(
  field: F,
  heading: string,
  maxLength: number,
  aliases: readonly string[],
): Made<F> => column(field, heading, { type: 'code', maxLength }, aliases);
/** `maxLength` in characters. */
export const text = <F extends string>(
  field: F,
  heading: string,
  maxLength: number,
  aliases: readonly string[],
): Made<F> => column(field, heading, { type: 'text', maxLength }, aliases);
export const date = <F extends string>(field: F, heading: string, aliases: readonly string[]): Made<F> =>
  column(field, heading, { type: 'date' }, aliases);
export const month = <F extends string>(field: F, heading: string, aliases: readonly string[]): Made<F> =>
  column(field, heading, { type: 'month' }, aliases);
export const count = <F extends string>(field: F, heading: string, max: number, aliases: readonly string[]): Made<F> =>
  column(field, heading, { type: 'count', max }, aliases);
/** Yuan with at most two decimals in the file, integer fen in the row. */
export const money = <F extends string>(field: F, heading: string, aliases: readonly string[]): Made<F> =>
  column(field, heading, { type: 'money' }, aliases);
export const dictionary = <F extends string>(
  field: F,
  heading: string,
  values: Dictionary,
  aliases: readonly string[],
): Made<F> => column(field, heading, { type: 'dictionary', values }, aliases);
export const boolean = <F extends string>(
  field: F,
  heading: string,
  values: Dictionary,
  aliases: readonly string[],
): Made<F> => column(field, heading, { type: 'boolean', values }, aliases);
