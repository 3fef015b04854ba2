/** @file Electron's main process: what any page of this program may ask of the system. */
import type { Session } from 'electron';
import { APP_SCHEME, isAppUrl } from './app-address.ts';

/** Copying to the clipboard (typing aid) and protection of the store from eviction; everything else is refused. */
const GRANTED = new Set(['clipboard-sanitized-write', 'persistent-storage']);

/** Whether the window itself may have a permission. */
export const isGranted = (permission: string, url: string): boolean => GRANTED.has(permission) && isAppUrl(url);

/** Checklist 1 (nothing from the network at all), 5 (permissions), and no dictionary downloads. */
export function restrictSession(session: Session): void {
  session.setPermissionRequestHandler((_contents, permission, callback, details) => {
    callback(isGranted(permission, details.requestingUrl));
  });
  session.setPermissionCheckHandler((_contents, permission, origin) => isGranted(permission, origin));
  session.setDevicePermissionHandler(() => false);
  session.webRequest.onBeforeRequest((details, callback) => {
    const { protocol } = new URL(details.url);
    callback({
      cancel: protocol !== `${APP_SCHEME}:` && protocol !== 'data:' && protocol !== 'blob:' && protocol !== 'devtools:',
    });
  });
  session.setSpellCheckerEnabled(false);
}
