export { DeadlinesPage } from './DeadlinesPage.tsx';
export { pressing, useDeadlines, type Deadlines } from './use-deadlines.ts';
