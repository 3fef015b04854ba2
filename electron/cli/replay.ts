/** `counter -- replay FILE`: recomputes an exported decision; exit 0 when the bytes are the same, 1 when they differ. */
import { replay } from '#shared/policy/replay.ts';
import { EXIT_BAD_INPUT, EXIT_DIFFERS, EXIT_OK, refuseInput, type CommandOutput } from './command.ts';
import { readJsonFile } from './read-json.ts';

const USAGE = '用法：counter replay 决定.json\n';

export async function run(args: string[], io: CommandOutput): Promise<number> {
  const [path, ...rest] = args;
  if (path === undefined || rest.length > 0) {
    io.stderr(USAGE);
    return EXIT_BAD_INPUT;
  }
  const file = await readJsonFile(path);
  if (!file.ok) return refuseInput(io, file.error);
  const result = replay(file.value);
  if (!result.ok) return refuseInput(io, result.error);
  const { same, decision, differences } = result;
  io.stdout(`${JSON.stringify({ same, differences, decision }, null, 1)}\n`);
  return same ? EXIT_OK : EXIT_DIFFERS;
}
