export const TEXT_SIZES = ['100', '125', '150'] as const;
export type TextSize = (typeof TEXT_SIZES)[number];

/** Scales every size that is given in rem. */
export function applyTextSize(size: TextSize): void {
  if (size === '100') document.documentElement.removeAttribute('data-text');
  else document.documentElement.dataset['text'] = size;
}
