export { RollPanel } from './RollPanel.tsx';
