/** `npm run screenshots [FOLDER [all [WIDTH HEIGHT]]]`: pictures of the built program, by default the four of the README. */
import { runDriver } from './run-driver.mjs';

await runDriver('screenshots', process.argv.slice(2));
