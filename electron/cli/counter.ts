/**
 * Entry of the command line: `npm run --silent counter -- evaluate|roster|export|verify|verify-journal|replay|due …`.
 * It uses the functions of the window and of nothing else; each subcommand is a file of its own.
 */
import { EXIT_BAD_INPUT, type Command } from './command.ts';

const commands: Readonly<Record<string, { readonly load: () => Promise<Command>; readonly help: string }>> = {
  evaluate: { load: () => import('./evaluate.ts'), help: 'evaluate 案卷.json            逐项核验，输出结论' },
  replay: { load: () => import('./replay.ts'), help: 'replay 决定.json              用原参数重算，核对是否一致' },
  roster: { load: () => import('./roster.ts'), help: 'roster 花名册文件               读出花名册，列出问题' },
  due: {
    load: () => import('./due.ts'),
    help: 'due 种类 日期                  算出公示、核查、上报、核拨、办结的日期',
  },
  export: { load: () => import('./export.ts'), help: 'export 案卷.json --layout 版式 --out 文件夹' },
  verify: { load: () => import('./verify.ts'), help: 'verify 文件夹                 核对批次是否被改动' },
  'verify-journal': {
    load: () => import('./verify-journal.ts'),
    help: 'verify-journal 文件夹         核对台账或备份；恢复码由标准输入给出时逐条解开',
  },
};

const io = {
  stdout: (text: string): void => void process.stdout.write(text),
  stderr: (text: string): void => void process.stderr.write(text),
};

async function main(args: readonly string[]): Promise<number> {
  const [name = '', ...rest] = args;
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command === undefined) {
    io.stderr(
      `用法：counter 子命令 …\n${Object.values(commands)
        .map(({ help }) => `  ${help}\n`)
        .join('')}`,
    );
    return EXIT_BAD_INPUT;
  }
  return (await command.load()).run(rest, io);
}

process.exitCode = await main(process.argv.slice(2));
