export { WorkSurface } from './WorkSurface.tsx';
