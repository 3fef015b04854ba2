export const HEADINGS: string;
export function citizen(index: number): string;
export function writeInsuranceFile(path: string, rows: number): void;
