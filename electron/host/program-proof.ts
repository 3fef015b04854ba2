/** Whether a program runs on this machine at all: its own runtime tells what its own code speaks, before anything is replaced. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { z } from 'zod';
import { DataFormats } from '#shared/contract/update.ts';
import { runtimeOf, type VersionFile } from './program-folder.ts';

const ANSWER_WITHIN_MS = 30_000;

/** What `launch --facts` prints: one line of JSON. */
export const ProgramFacts = z.object({
  contract: z.number().int(),
  replacesContract: z.number().int(),
  formats: DataFormats,
});

export type Prove = (program: string, version: VersionFile) => Promise<boolean>;

/** Starts it with its own runtime; false on any trouble, and where it says otherwise than its version file. */
export const proveProgram: Prove = async (program, { platform, contract, replacesContract, formats }) => {
  try {
    const entry = join(program, 'dist', 'launch', 'main.js');
    const { stdout } = await promisify(execFile)(runtimeOf(program, platform), [entry, '--facts'], {
      timeout: ANSWER_WITHIN_MS,
      windowsHide: true,
    });
    const said = ProgramFacts.safeParse(JSON.parse(stdout));
    return (
      said.success &&
      JSON.stringify(said.data) === JSON.stringify(ProgramFacts.parse({ contract, replacesContract, formats }))
    );
  } catch {
    return false;
  }
};
