export { PolicyPage } from './PolicyPage.tsx';
export { useChangedCases } from './use-changed-cases.ts';
export { useHeldPacks, type HeldPacks } from './use-held-packs.ts';
