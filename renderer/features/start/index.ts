export { FailureScreen } from './FailureScreen.tsx';
export { KeyGroups } from './KeyGroups.tsx';
export { OfficersPanel } from './OfficersPanel.tsx';
export { StartGate } from './StartGate.tsx';
export { UnconfirmedList } from './UnconfirmedPage.tsx';
