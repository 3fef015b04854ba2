/**
 * @file Electron's main process: prints a finished page in a hidden window of its own, never the app window. The page runs
 * no script, has a session of its own in memory, and reaches nothing but itself.
 */
import { BrowserWindow, session, type WebContentsPrintOptions } from 'electron';
import { failed, success, type Result } from '#shared/contract/failure.ts';
import { serialQueue } from '#shared/domain/serial-queue.ts';
import { APP_SCHEME, PRINT_PAGE } from './app-address.ts';
import type { PrintJob } from './host/handlers.ts';
import { restrictSession } from './session-rules.ts';

/** A job without a dialog ends by itself; a callback that never comes blocks nothing after this. */
const SILENT_WITHIN_MS = 60_000;

const PRINT_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; font-src data:";

/** A thermal printer keeps its own paper size: a given one is ignored or breaks it. */
export function printOptions(job: Pick<PrintJob, 'page' | 'deviceName'>): WebContentsPrintOptions {
  const paper: WebContentsPrintOptions =
    job.page === '80mm'
      ? { usePrinterDefaultPageSize: true }
      : { pageSize: 'A4', landscape: job.page === 'A4-landscape' };
  const device = job.deviceName === undefined ? { silent: false } : { silent: true, deviceName: job.deviceName };
  return { ...paper, ...device, printBackground: true, color: false };
}

/**
 * Waits for the print system: `sent`, `cancelled` by the clerk in the dialog, or `print-failed` with its reason's code, or
 * `print-unanswered` where a silent job got none in time: whether it was printed is then not known.
 */
async function send(window: BrowserWindow, job: PrintJob): Promise<Result<{ state: 'sent' | 'cancelled' }>> {
  return await new Promise((resolve) => {
    const silent = job.deviceName !== undefined;
    const late = silent
      ? setTimeout(() => {
          resolve(failed('print-unanswered'));
        }, SILENT_WITHIN_MS)
      : undefined;
    // A window that is closed (with the main one) never calls back.
    window.once('closed', () => {
      clearTimeout(late);
      resolve(failed('print-unanswered'));
    });
    window.webContents.print(printOptions(job), (sent, reason) => {
      clearTimeout(late);
      if (sent) resolve(success({ state: 'sent' }));
      else if (/cancel/iu.test(reason)) resolve(success({ state: 'cancelled' }));
      else resolve(failed('print-failed', { reason: /^[\w -]{1,60}$/u.test(reason) ? reason : 'unknown' }));
    });
  });
}

/** A printer of pages, one after the other. Call after the app is ready. */
export function createPrinter(): (job: PrintJob) => Promise<Result<{ state: 'sent' | 'cancelled' }>> {
  const inTurn = serialQueue();
  const own = session.fromPartition('print', { cache: false });
  restrictSession(own);
  let html = '';
  own.protocol.handle(APP_SCHEME, (request) =>
    request.url === PRINT_PAGE
      ? new Response(html, {
          headers: {
            'Content-Type': 'text/html; charset=utf-8',
            'Content-Security-Policy': PRINT_POLICY,
            'Cache-Control': 'no-store',
          },
        })
      : new Response('', { status: 404 }),
  );

  const print = async (job: PrintJob): Promise<Result<{ state: 'sent' | 'cancelled' }>> => {
    const window = new BrowserWindow({
      show: false,
      webPreferences: {
        session: own,
        sandbox: true,
        contextIsolation: true,
        nodeIntegration: false,
        javascript: false,
        webviewTag: false,
        spellcheck: false,
      },
    });
    try {
      html = job.html;
      await window.loadURL(PRINT_PAGE);
      return await send(window, job);
    } catch {
      return failed('print-failed', { reason: 'page' });
    } finally {
      html = '';
      window.destroy();
    }
  };
  return async (job) => await inTurn(() => print(job));
}
