/** The value of a JSON text; `undefined` for what is none, which every schema refuses. */
export function parsedJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
