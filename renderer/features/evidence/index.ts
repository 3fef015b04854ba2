export { EvidenceList, type EvidenceListProps } from './EvidenceList.tsx';
export { WarningList, type WarningListProps } from './WarningList.tsx';
