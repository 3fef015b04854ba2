/** The window's address under Electron: one standard, secure origin, so that IndexedDB has a fixed home. */
export const APP_SCHEME = 'app';
export const APP_ORIGIN = `${APP_SCHEME}://counter`;
export const APP_START = `${APP_ORIGIN}/index.html`;
/** Where a page to print is served, in a session of its own. */
export const PRINT_PAGE = `${APP_SCHEME}://print/page.html`;

/** Whether a URL belongs to the window. `new URL().origin` is `null` for custom schemes in Node: compared by parts. */
export function isAppUrl(text: string): boolean {
  try {
    const url = new URL(text);
    return url.protocol === `${APP_SCHEME}:` && url.host === 'counter';
  } catch {
    return false;
  }
}
