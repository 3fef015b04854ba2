/** The browser still reads the file after the click; how long it may, in milliseconds. */
const KEPT_FOR = 10_000;

/** Hands a small file to the person at the window, as a download. `type`: its media type. */
export function saveFile(fileName: string, content: BlobPart, type: string): void {
  const address = URL.createObjectURL(new Blob([content], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = fileName;
  link.click();
  setTimeout(() => URL.revokeObjectURL(address), KEPT_FOR);
}

/** A list or blank heading rows. */
export const saveCsv = (fileName: string, text: string): void => saveFile(fileName, text, 'text/csv;charset=utf-8');

/** A pack or a calendar. */
export const saveJson = (fileName: string, text: string): void => saveFile(fileName, text, 'application/json');
