export interface Disturbance {
  /** `{}`, or the share of the processor that others took. */
  stop(): { readonly disturbed?: number };
}
export function watchDisturbance(): Disturbance;
