/** `npm run handbook [FOLDER]`: the printable 操作手册 (A4 PDF) from build/handbook/handbook.html and the screens of a training day. */
import { runDriver } from './run-driver.mjs';

await runDriver('handbook', process.argv.slice(2));
