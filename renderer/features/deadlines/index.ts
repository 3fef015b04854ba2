export { DeadlinesPage } from './DeadlinesPage.tsx';
