/** `counter -- evaluate FILE`: a case file (or a file with one under `input`) → the decision as JSON. */
import { evaluate } from '#shared/policy/evaluate.ts';
import { EXIT_BAD_INPUT, EXIT_OK, refuseInput, type CommandOutput } from './command.ts';
import { readJsonFile } from './read-json.ts';

const USAGE = '用法：counter evaluate 文件.json\n';

const hasInput = (value: unknown): value is { readonly input: unknown } =>
  typeof value === 'object' && value !== null && 'input' in value && !('roster' in value);

export async function run(args: string[], io: CommandOutput): Promise<number> {
  const [path, ...rest] = args;
  if (path === undefined || rest.length > 0) {
    io.stderr(USAGE);
    return EXIT_BAD_INPUT;
  }
  const file = await readJsonFile(path);
  if (!file.ok) return refuseInput(io, file.error);
  const result = evaluate(hasInput(file.value) ? file.value.input : file.value);
  if (!result.ok) return refuseInput(io, result.error);
  io.stdout(`${JSON.stringify(result.decision, null, 1)}\n`);
  return EXIT_OK;
}
