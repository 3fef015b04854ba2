export { Grid, type GridHandle } from './Grid.tsx';
export type { GridColumn, GridRow, GridSelection } from './grid-types.ts';
