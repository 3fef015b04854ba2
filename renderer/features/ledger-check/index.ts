export { LedgerCheckPanel } from './LedgerCheckPanel.tsx';
