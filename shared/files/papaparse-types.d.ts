/** The one call of papaparse that this program makes (the package brings no types). */
export function parse(
  text: string,
  options: {
    readonly delimiter: string;
    readonly header: false;
    readonly dynamicTyping: false;
    readonly skipEmptyLines: false;
    readonly preview: number;
    readonly quoteChar?: string;
  },
): {
  readonly data: readonly (readonly string[])[];
};
