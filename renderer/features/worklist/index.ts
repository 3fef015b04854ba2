export { WorklistPage } from './WorklistPage.tsx';
export { AgentCell, amountText, CaseNumber, ClerkCell, DistanceTag, caseColumns } from './case-columns.tsx';
export { CasePage } from './CasePage.tsx';
export { ElsewherePage } from './ElsewherePage.tsx';
export { StatusMark } from './StatusMark.tsx';
export { contactOf } from './use-contact.ts';
export { draftFirm, lastFirst, savedAtText } from './draft-words.ts';
export { hasOpenPersons } from './queues.ts';
export { waitsForExport } from './queues.ts';
