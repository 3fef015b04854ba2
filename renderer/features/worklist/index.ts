export { WorklistPage, caseColumns } from './WorklistPage.tsx';
export { CasePage } from './CasePage.tsx';
export { hasOpenPersons } from './queues.ts';
export { statusLabel, statusText } from './status-label.ts';
export { waitsForExport } from './queues.ts';
