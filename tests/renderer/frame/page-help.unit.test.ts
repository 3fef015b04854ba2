/** F1: every page says in five lines what it is for, and names only keys that are in the table, each once. */
import { describe, expect, it } from 'vitest';
import { helpOf } from '#renderer/features/frame/page-help.ts';
import { pages } from '#renderer/features/frame/pages.ts';
import { keyTable } from '#renderer/ui/key-table.ts';

describe('the help of a page', () => {
  const all = [
    ...pages.map(({ path, label }) => [path, label] as const),
    ['/case/c1', '办件详情'] as const,
    ['/aftercare/reports', '上报月报'] as const,
  ];

  it.each(all)('%s is that of %s', (path, label) => {
    const { title, lines, keys } = helpOf(path);
    expect(title).toBe(label);
    expect(new Set(lines).size).toBe(5);
    const actions = keys.map(([action]) => action);
    expect(new Set(actions).size).toBe(actions.length);
    expect(actions.every((action) => action in keyTable)).toBe(true);
  });

  it('stands nowhere twice', () => {
    const lines = all.flatMap(([path]) => helpOf(path).lines);
    expect(new Set(lines).size).toBe(lines.length);
  });
});
