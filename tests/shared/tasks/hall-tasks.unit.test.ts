/** Tasks of 合并导出: what came back, what waits here, what nobody answered for days. */
import { expect, it } from 'vitest';
import type { CaseAction } from '#shared/casework/action.ts';
import { foldCase, type CaseSummary } from '#shared/casework/case-state.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import { handedBackTasks, hallTasks } from '#shared/tasks/case-sources.ts';
import type { TaskFacts } from '#shared/tasks/facts.ts';
import { documentTasks } from '#shared/tasks/office-sources.ts';
import { anAcceptanceOf, stored } from '#tests/builders/a-case-action.ts';
import { anApplication } from '#tests/builders/an-application.ts';

const today = plainDate('2022-08-22');
const application = anApplication();
function aCase(...more: readonly CaseAction[]): CaseSummary {
  const folded = foldCase('c1', stored([anAcceptanceOf(application, application.roster.length), ...more]));
  if (folded === null) throw new Error('no case');
  return folded;
}
const tasksOf = (change: Partial<TaskFacts>) => {
  const facts = { today, cases: [], hall: [], ...change } as unknown as TaskFacts;
  return [...handedBackTasks(facts), ...hallTasks(facts)];
};
const whats = (change: Partial<TaskFacts>): readonly string[] => tasksOf(change).map(({ about }) => about.what);

it('a case that the exporting window gave back waits for the next release', () => {
  const exporting = { window: '11111111-1111-4111-8111-111111111111', prefix: 'W01' };
  const base = { at: '2022-08-22T17:00:00+08:00', officer: { id: 'o1', name: '李样例' } } as const;
  const release = { kind: 'released', ...base, on: plainDate('2022-08-19'), to: exporting, rounds: [1] } as const;
  const signed = { officerId: 'o9', officerName: '赵样例', at: base.at, signed: { card: 'c', value: 'v' } };
  const dispatched = { name: 'hallWords 1', ...exporting, on: today, ...signed };
  const back = { kind: 'handedBack', ...base, on: today, reason: '账户不符', dispatched } as const;
  // Three days without an answer: somebody asks the other window.
  expect(tasksOf({ cases: [aCase({ ...release, rounds: [1] })] })).toMatchObject([
    { path: '/day-close', about: { what: 'released', prefixes: ['W01'], cases: 1 } },
  ]);
  expect(whats({ cases: [aCase({ ...release, on: plainDate('2022-08-20'), rounds: [1] })] })).toEqual([]);
  const [task] = tasksOf({ cases: [aCase({ ...release, rounds: [1] }, back)] });
  expect(task).toMatchObject({ path: '/case/c1/amend', about: { prefix: 'W01', reason: '账户不符' } });
  expect(whats({ cases: [aCase({ ...release, rounds: [1] }, back, { ...release, on: today, rounds: [1] })] })).toEqual(
    [],
  );
});

it('what other windows released waits for a batch or a return', () => {
  const hall = [
    { prefix: 'W04', persons: 2 },
    { prefix: 'W05', persons: 1 },
    { prefix: 'W04', persons: 3 },
  ];
  expect(tasksOf({ hall })).toMatchObject([
    { path: '/day-close', about: { what: 'hallReceived', prefixes: ['W04', 'W05'], cases: 3, persons: 6 } },
  ]);
  expect(tasksOf({ hall: [] })).toEqual([]);
});

it('a file that another window sent is a task where it is taken in', () => {
  const registry = { registry: 'paid', asOf: today, scope: '440800', source: '市就业中心', mapping: null } as const;
  const sent = { window: '11111111-1111-4111-8111-111111111111', prefix: 'W01' };
  const documents = [
    { ...sent, digest: 'd', contents: { kind: 'registry', ...registry } },
    { ...sent, digest: 'e', contents: { kind: 'calendar', title: '2027 年' } },
  ] as const;
  const found = documentTasks({ documents } as unknown as TaskFacts);
  expect(found.map(({ path, owner }) => [path, owner])).toEqual([
    ['/registry/documents', 'clerk'],
    ['/policy/documents', 'administrator'],
  ]);
  expect(new Set(found.map(({ id }) => id)).size).toBe(2);
});
