export { FailureScreen } from './FailureScreen.tsx';
export { OfficersPanel } from './OfficersPanel.tsx';
export { StartGate } from './StartGate.tsx';
