export { RollChanges } from './RollChanges.tsx';
export { RollPanel } from './RollPanel.tsx';
