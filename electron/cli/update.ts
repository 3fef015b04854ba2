/**
 * @file `npm run --silent update -- …`: makes and checks updates that go to the offices on a stick.
 *
 *     key --out FILE                                        a key pair: FILE (secret), FILE.pub (goes into the programs)
 *     make --program FOLDER --key FILE --out DIR [--notes FILE]
 *     check FOLDER --install DIR [--data DIR]               as the window would judge it, on a copy
 *
 * Answers with one JSON line. Exit 0 good, 1 the update is not taken (with the sentence), 2 called wrongly.
 */
import { resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { failureText } from '#shared/wording/failures.ts';
import type { Failure } from '#shared/contract/failure.ts';
import { EXIT_BAD_INPUT, EXIT_DIFFERS, EXIT_OK } from './command.ts';
import { checkInstalled, makeKeys, makeUpdate } from './update-making.ts';

const USAGE = `用法：
  update key --out 密钥文件
  update make --program 程序文件夹 --key 密钥文件 --out 位置 [--notes 说明文件]
  update check 更新包文件夹 --install 程序文件夹 [--data 数据文件夹]
`;

const answer = (value: unknown): void => void process.stdout.write(`${JSON.stringify(value)}\n`);

function refused(failure: Failure): number {
  answer({ ok: false, code: failure.code, ...failure.detail, sentence: failureText(failure) });
  return EXIT_DIFFERS;
}

const options = {
  out: { type: 'string' },
  program: { type: 'string' },
  key: { type: 'string' },
  notes: { type: 'string' },
  install: { type: 'string' },
  data: { type: 'string' },
} as const;

function readArguments(args: string[]) {
  try {
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options });
    const at = (value: string | undefined): string => (value === undefined ? '' : resolve(value));
    return {
      order: positionals[0] ?? '',
      folder: at(positionals[1]),
      out: at(values.out),
      program: at(values.program),
      key: at(values.key ?? process.env['COUNTER_UPDATE_KEY']),
      notes: at(values.notes),
      install: at(values.install),
      data: at(values.data),
    };
  } catch {
    return null;
  }
}

async function main(args: string[]): Promise<number> {
  const given = readArguments(args);
  if (given?.order === 'key' && given.out !== '') {
    answer({ ok: true, ...(await makeKeys(given.out)) });
    return EXIT_OK;
  }
  if (given?.order === 'make' && given.program !== '' && given.key !== '' && given.out !== '') {
    const made = await makeUpdate(given);
    answer(made);
    return made.ok ? EXIT_OK : EXIT_DIFFERS;
  }
  if (given?.order === 'check' && given.folder !== '' && given.install !== '') {
    const checked = await checkInstalled(given);
    if (!checked.ok) return refused(checked.failure);
    answer({ ok: true, ...checked.value });
    return EXIT_OK;
  }
  process.stderr.write(USAGE);
  return EXIT_BAD_INPUT;
}

process.exitCode = await main(process.argv.slice(2));
