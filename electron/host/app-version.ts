/** The version in package.json, which stands two folders above every built entry (in the packaged program too). */
import { readFileSync } from 'node:fs';
import { z } from 'zod';

export function readAppVersion(packageJson: URL | string): string {
  return z.object({ version: z.string() }).parse(JSON.parse(readFileSync(packageJson, 'utf8'))).version;
}
