/**
 * A value that a parser of this folder has checked. The mark exists only for the compiler;
 * nothing outside a parser may write it.
 */
declare const brandMark: unique symbol;
export type Brand<T, Name extends string> = T & { readonly [brandMark]: Name };
