/** The list of what others made and we deliver is that of the lockfile. */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = resolve(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(join(root, path), 'utf8');

interface Component {
  readonly name: string;
  readonly version: string;
  readonly purl: string;
  readonly licenses: readonly { readonly license: { readonly id?: string } }[];
  readonly hashes: readonly { readonly alg: string; readonly content: string }[];
}

describe('third parties', () => {
  const { components } = JSON.parse(read('build/third-parties/bom.json')) as { components: readonly Component[] };

  it('are listed as the lockfile has them now', () => {
    const check = spawnSync(process.execPath, [join(root, 'build/third-parties.mjs'), '--check'], { encoding: 'utf8' });
    expect([check.stdout, check.status]).toEqual(['', 0]);
  });

  it('include every library that the program asks for, and the runtime', () => {
    const { dependencies } = JSON.parse(read('package.json')) as { dependencies: Record<string, string> };
    const versions = Object.fromEntries(components.map(({ name, version }) => [name, version]));
    expect(versions).toMatchObject(dependencies);
    expect(versions).toHaveProperty('electron');
  });

  it('each have a licence that may be delivered, its text, and a digest', () => {
    const licences = read('build/third-parties/licences.txt');
    for (const { name, version, licenses, hashes, purl } of components) {
      expect(['MIT', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'Unlicense', '0BSD']).toContain(
        licenses[0]?.license.id,
      );
      expect(licences).toContain(`\n${name} ${version} (`);
      expect(purl).toBe(`pkg:npm/${name.replace('@', '%40')}@${version}`);
      expect([hashes[0]?.alg, hashes[0]?.content.length]).toEqual(['SHA-512', 128]);
    }
  });
});
