export { DeadlinesPage } from './DeadlinesPage.tsx';
export { pressing, useDeadlines, type Deadlines } from './use-deadlines.ts';
export { rulesOn } from './rules-on.ts';
