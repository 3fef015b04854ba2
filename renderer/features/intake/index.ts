export { IntakePage } from './IntakePage.tsx';
export type { ReadRoster as CarriedRoster } from './roster/index.ts';
