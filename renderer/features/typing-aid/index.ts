export { TypingAidPage } from './TypingAidPage.tsx';
