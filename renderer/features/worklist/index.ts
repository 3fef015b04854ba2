export { WorklistPage, caseColumns } from './WorklistPage.tsx';
export { CasePage } from './CasePage.tsx';
export { statusLabel } from './status-label.ts';
