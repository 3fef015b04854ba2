export { DayClosePage } from './DayClosePage.tsx';
