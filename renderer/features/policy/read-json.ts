const MAX_BYTES = 1_000_000;

/** What a file holds; `null` for one that is no JSON, cannot be read, or is far too long to be a pack: refused as such. */
export async function readJson(file: File): Promise<unknown> {
  if (file.size > MAX_BYTES) return null;
  try {
    return JSON.parse((await file.text()).replace(/^\uFEFF/u, '')) as unknown;
  } catch {
    return null;
  }
}
