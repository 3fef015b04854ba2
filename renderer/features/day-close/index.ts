export { DayClosePage } from './DayClosePage.tsx';
export { exportWaiting } from './export-waiting.ts';
