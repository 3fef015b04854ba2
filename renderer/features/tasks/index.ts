export { TasksPage } from './TasksPage.tsx';
export { useTasks, type Tasks } from './use-tasks.ts';
