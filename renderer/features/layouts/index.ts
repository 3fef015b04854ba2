export { allLayouts, layoutChoice } from './layout-choice.ts';
export { useLayouts, type HeldLayouts } from './use-layouts.ts';
