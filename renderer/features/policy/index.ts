export { PolicyPage } from './PolicyPage.tsx';
export { useHeldPacks, type HeldPacks } from './use-held-packs.ts';
