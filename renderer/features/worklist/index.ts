export { WorklistPage, caseColumns } from './WorklistPage.tsx';
export { CasePage } from './CasePage.tsx';
export { hasOpenPersons, openPersons } from './queues.ts';
export { statusLabel } from './status-label.ts';
export { waitsForExport } from './queues.ts';
