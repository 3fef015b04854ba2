export { UpdatePanel } from './UpdatePanel.tsx';
