/** What the hub answers: a value, or a problem as data. */
import type { PostProblem } from '#shared/post/problem.ts';

export interface Refused {
  readonly ok: false;
  readonly problem: PostProblem;
}
export type Answered<T> = { readonly ok: true; readonly value: T } | Refused;

export const answered = <T>(value: T): Answered<T> => ({ ok: true, value });
export const refused = (problem: PostProblem): Refused => ({ ok: false, problem });
