/** `npm run screenshots [FOLDER [all [WIDTH HEIGHT [TEXTS]]]]`: pictures of the built program, by default the four of the README; TEXTS: sizes in percent, `100,150`. */
import { runDriver } from './run-driver.mjs';

await runDriver('screenshots', process.argv.slice(2));
