export { AftercarePage } from './AftercarePage.tsx';
