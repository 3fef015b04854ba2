/** The signed list of who belongs to the office: real stores, hosts and hub. */
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { checkFolder } from '#electron/host/folder-check.ts';
import { readJsonFile } from '#electron/host/json-file.ts';
import { readOnlyLayer } from '#electron/host/read-only-layer.ts';
import { DEFAULT_DAILY_QUOTA, foldOfficeRules } from '#shared/casework/office-events.ts';
import { plainDate } from '#shared/domain/plain-date.ts';
import { Vault } from '#shared/contract/vault.ts';
import { ledgerOpener } from '#shared/crypto/ledger-opener.ts';
import type { CounterStore } from '#renderer/store/counter-store.ts';
import type { CryptoClient } from '#renderer/store/crypto/crypto-client.ts';
import { openCounterStore, type SignIn } from '#renderer/store/open-counter-store.ts';
import { postDesk } from '#renderer/store/post-desk.ts';
import type { OfferedRolls } from '#renderer/store/roll/roll-desk.ts';
import { anOffice } from '#tests/builders/a-case-action.ts';
import { aHub, aPostgres, type TestHub, type TestPostgres } from '#tests/builders/a-hub.ts';
import { aMachine, testDisks, type Machine, type TestDisks } from '#tests/builders/a-machine.ts';
import { cryptoInPlace, environmentOver, officers } from './a-counter.ts';
import { anOfficeOn, signedIn, valueOf } from './an-office-on.ts';

const area = 'office';
const [boss, clerk, other] = officers;
/** People of a second window that was set up by itself: the same administrator, who has another passphrase there, and a clerk. */
const overThere = [
  { id: 'x1', name: boss.name, role: 'administrator', passphrase: '第二扇窗的口令二〇' },
  { id: 'x2', name: '赵样例', role: 'windowClerk', passphrase: '二窗自己的一句话' },
] as const;
const as = (officer: { readonly id: string; readonly passphrase: string }): SignIn => ({
  kind: 'passphrase',
  officerId: officer.id,
  passphrase: officer.passphrase,
});

async function until(so: () => Promise<boolean>): Promise<void> {
  for (const patience = Date.now() + 20_000; !(await so());) {
    if (Date.now() > patience) throw new Error('never so');
    await new Promise((settle) => setTimeout(settle, 50));
  }
}

let disks: TestDisks;
let first: Machine;
let here: CounterStore;
let recoveryKey = '';
let areaFolder = '';

/** Signs the first roll; answers with the printed office key. */
async function founded(store: CounterStore): Promise<string> {
  const { printed, officeKey } = await store.roll.newOfficeKey();
  expect(valueOf(await store.roll.sign(printed, officeKey)).number).toBe(1);
  return printed;
}
const quotaOf = async (store: CounterStore): Promise<number> =>
  foldOfficeRules(valueOf(await store.cases.events('office'))).dailyQuota;
const again = async (store: CounterStore, machine: Machine, signIn: SignIn): Promise<CounterStore> => {
  await store.close();
  return valueOf(await signedIn(machine, signIn));
};

beforeEach(async () => {
  disks = await testDisks();
  first = await aMachine({ name: '窗口三', ownDisk: disks.first, folder: `${disks.first}/data` });
  recoveryKey = await anOfficeOn(first);
  areaFolder = `${disks.first}/data/areas/office`;
  here = valueOf(await signedIn(first));
});
afterEach(async () => {
  await here.close();
  await first.stop();
  await disks.clear();
});

describe('a roll at one window', () => {
  it('lists everybody who is here, under a key that no passphrase opens', async () => {
    expect(valueOf(await here.roll.state()).differences.map(({ kind }) => kind)).toEqual([
      'absent',
      'absent',
      'absent',
    ]);
    const printed = await founded(here);
    const { roll, print, differences } = valueOf(await here.roll.state());
    expect(roll?.officers.map(({ name }) => name)).toEqual(officers.map(({ name }) => name));
    expect([print?.length, differences]).toEqual([29, []]);
    const wrong = printed.startsWith('0') ? `1${printed.slice(1)}` : `0${printed.slice(1)}`;
    expect(await here.roll.sign(wrong, null)).toMatchObject({ failure: { code: 'office-key-wrong' } });
    here = await again(here, first, as(clerk));
    expect(await here.roll.sign(printed, null)).toMatchObject({ failure: { code: 'administrator-only' } });
    expect(valueOf(await here.roll.state()).roll?.number).toBe(1);
  });

  it('whoever is on it and did not sign is nobody, whoever writes with their name', async () => {
    await founded(here);
    await here.close();
    const description = valueOf(await first.host.call('host.describe', {}));
    const forging = async (change: (crypto: CryptoClient) => Partial<CryptoClient>): Promise<CounterStore> => {
      const crypto = cryptoInPlace();
      const forged = new Proxy(crypto, {
        get: (real, name) => {
          const put: unknown = Reflect.get(change(real), name) ?? Reflect.get(real, name);
          return typeof put === 'function' ? put.bind(real) : put;
        },
      });
      const environment = {
        ...environmentOver(first.idb),
        startCrypto: () => ({ client: forged, end: () => undefined }),
      };
      return valueOf(await openCounterStore({ host: first.host, description, area, signIn: as(boss) }, environment));
    };
    const unsigned = await forging(() => ({ signEntry: async () => null }));
    expect((await unsigned.recordOffice({ type: 'quotaSet', dailyQuota: 11 })).ok).toBe(true);
    expect(await quotaOf(unsigned)).toBe(DEFAULT_DAILY_QUOTA);
    await unsigned.close();
    const altered = await forging((real) => ({
      signEntry: async (entry) => {
        const signed = await real.signEntry({ ...entry, header: { ...entry.header, subjectId: 'another' } });
        return signed;
      },
    }));
    expect((await altered.recordOffice({ type: 'quotaSet', dailyQuota: 12 })).ok).toBe(true);
    expect(await quotaOf(altered)).toBe(DEFAULT_DAILY_QUOTA);
    await altered.close();
    here = valueOf(await signedIn(first));
    expect((await here.recordOffice({ type: 'quotaSet', dailyQuota: 13 })).ok).toBe(true);
    expect(await quotaOf(here)).toBe(13);
    const events = valueOf(await here.cases.events('office'));
    const words = events.map(({ content, by }) => [(content as { dailyQuota?: number }).dailyQuota, by?.name ?? null]);
    expect(words.filter(([quota]) => quota !== undefined)).toEqual([
      [11, null],
      [12, null],
      [13, boss.name],
    ]);
    const found = valueOf(await here.ledger.check(() => undefined)).problems;
    expect(found.map(({ code }) => code)).toEqual(['signature-broken', 'signature-broken']);
    await here.close();
    const vault = await readJsonFile(readOnlyLayer, `${areaFolder}/vault.json`, Vault);
    const opener =
      vault.state === 'good' ? await ledgerOpener(vault.value, { kind: 'recovery', typed: recoveryKey }) : null;
    if (opener === null || typeof opener === 'string') throw new Error('the recovery key opens nothing');
    const outside = await checkFolder({ layer: readOnlyLayer, folder: areaFolder, opener });
    expect(outside.problems).toEqual(found.map((problem) => ({ ...problem, line: problem.sequence })));
    here = valueOf(await signedIn(first));
  });

  it('keeps whom it lists when they change their passphrase, and tells of those who got another’s', async () => {
    const printed = await founded(here);
    expect((await here.desk.putOfficer(boss.passphrase, { ...boss, passphrase: '管理员新口令二二' })).ok).toBe(true);
    expect(valueOf(await here.roll.state()).differences).toEqual([]);
    here = await again(here, first, as({ id: boss.id, passphrase: '管理员新口令二二' }));
    expect((await here.recordOffice({ type: 'quotaSet', dailyQuota: 21 })).ok).toBe(true);
    expect(await quotaOf(here)).toBe(21);
    const second = { id: null, name: '钱样例', role: 'administrator', passphrase: '河边三棵老榕树下' } as const;
    expect((await here.desk.putOfficer('管理员新口令二二', second)).ok).toBe(true);
    expect((await here.desk.putOfficer('管理员新口令二二', { ...clerk, passphrase: '海风吹过旧码头边' })).ok).toBe(
      true,
    );
    expect(valueOf(await here.roll.state()).differences).toEqual([
      { kind: 'card', name: clerk.name },
      { kind: 'absent', name: second.name },
    ]);
    const id = here.desk.officers().find(({ name }) => name === second.name)?.id ?? '';
    here = await again(here, first, as({ id, passphrase: second.passphrase }));
    expect(await here.recordOffice({ type: 'quotaSet', dailyQuota: 22 })).toMatchObject({
      failure: { code: 'not-on-roll' },
    });
    expect(valueOf(await here.roll.sign(printed, null)).number).toBe(2);
    expect((await here.recordOffice({ type: 'quotaSet', dailyQuota: 23 })).ok).toBe(true);
    expect(await quotaOf(here)).toBe(23);
    expect((await here.desk.retireOfficer(other.id)).ok).toBe(true);
    expect(valueOf(await here.roll.state()).differences).toEqual([{ kind: 'left', name: other.name }]);
  });
});

describe('a roll between windows', () => {
  let postgres: TestPostgres;
  let hub: TestHub;
  let second: Machine;
  let there: CounterStore;

  beforeAll(async () => {
    postgres = await aPostgres();
  });
  afterAll(async () => {
    await postgres.end();
  });
  beforeEach(async () => {
    hub = await aHub(postgres, { area });
    await hub.database.rows('TRUNCATE log, unit, content_key, sealed_office, invitation, office, claim, roll CASCADE');
    second = await aMachine({ name: '窗口四', ownDisk: disks.second, folder: `${disks.second}/data` });
    await anOfficeOn(second, { ...anOffice, receiptPrefix: 'W04' }, overThere);
    there = valueOf(await signedIn(second, as(overThere[0])));
    valueOf(await postDesk(here).join(hub.url, (await hub.store.invite(null))?.code ?? ''));
    await until(async () => valueOf(await first.host.call('post.send', { area })).claims.key !== null);
    const { code, address } = valueOf(await here.claims.invite());
    valueOf(await postDesk(there).join(address, code));
    await there.claims.takeKeys(code);
    await until(async () => (await there.roll.offered()).ok);
  });
  afterEach(async () => {
    await there.close();
    await second.stop();
    await hub.end();
  });

  const offer = async (): Promise<OfferedRolls> => {
    const found = valueOf(await there.roll.offered());
    if (found === null) throw new Error('nothing is offered');
    return found;
  };
  const taken = async (): Promise<string> => {
    const printed = await founded(here);
    const offered = await offer();
    const { passphrase } = overThere[0];
    valueOf(await there.roll.take(offered, { kind: 'passphrase', officerId: 'x1', passphrase }));
    return printed;
  };

  it('lets whoever is on it in at the other window with the one passphrase, and the same person stands there once', async () => {
    await founded(here);
    const offered = await offer();
    expect(offered).toMatchObject({ anew: true, matched: [boss.name], last: { number: 1 } });
    const wrong = await there.roll.take(offered, { kind: 'passphrase', officerId: 'x1', passphrase: '错的' });
    expect(wrong).toMatchObject({ failure: { code: 'wrong-passphrase' } });
    const { passphrase } = overThere[0];
    valueOf(await there.roll.take(offered, { kind: 'passphrase', officerId: 'x1', passphrase }));
    expect(
      there.desk
        .officers()
        .map(({ name }) => name)
        .sort(),
    ).toEqual([boss.name, clerk.name, other.name, '赵样例'].sort());
    there = await again(there, second, as(clerk));
    expect(there.officer.name).toBe(clerk.name);
    there = await again(there, second, as(boss));
    expect((await there.recordOffice({ type: 'quotaSet', dailyQuota: 31 })).ok).toBe(true);
    expect(await quotaOf(there)).toBe(31);
    expect(valueOf(await there.roll.state())).toMatchObject({
      print: valueOf(await here.roll.state()).print,
      differences: [{ kind: 'absent', name: '赵样例' }],
    });
  });

  it('follows the next one at the next sign-in: who came signs in, who left does not', async () => {
    const printed = await taken();
    there = await again(there, second, as(other));
    const newcomer = { id: null, name: '孙样例', role: 'windowClerk', passphrase: '南桥北岸见月明时' } as const;
    expect((await here.desk.putOfficer(boss.passphrase, newcomer)).ok).toBe(true);
    expect((await here.desk.retireOfficer(other.id)).ok).toBe(true);
    expect(valueOf(await here.roll.sign(printed, null)).number).toBe(2);
    there = await again(there, second, as(clerk));
    await expect.poll(async () => there.readPreference('roll-waiting'), { timeout: 20_000 }).toHaveLength(1);
    await there.close();
    // The one who left signs in last of all: it is the roll that was kept that shuts them out.
    expect(await signedIn(second, as(other))).toMatchObject({ failure: { code: 'left-the-office' } });
    const id = here.desk.officers().find(({ name }) => name === newcomer.name)?.id ?? '';
    there = valueOf(await signedIn(second, as({ id, passphrase: newcomer.passphrase })));
    expect(valueOf(await there.roll.state()).roll?.number).toBe(2);
    expect(await signedIn(second, as(other))).toMatchObject({ failure: { code: 'wrong-passphrase' } });
  });

  it('only one of two windows signs a number, and the other has to follow first', async () => {
    const printed = await taken();
    there = await again(there, second, as(boss));
    expect(valueOf(await there.roll.sign(printed, null)).number).toBe(2);
    expect(await here.roll.sign(printed, null)).toMatchObject({
      failure: { code: 'roll-unready', detail: { why: 'behind' } },
    });
    const offered = valueOf(await here.roll.offered());
    expect(offered).toMatchObject({ anew: false, last: { number: 2 } });
  });

  it('believes no hub that changes, swaps, forgets or invents one', async () => {
    const printed = await taken();
    there = await again(there, second, as(boss));
    valueOf(await here.roll.sign(printed, null));
    const [row] = await hub.database.rows<{ open: string }>('SELECT open FROM roll WHERE number = 2');
    const put = async (open: string): Promise<void> => {
      await hub.database.rows('UPDATE roll SET open = $1 WHERE number = 2', [open]);
    };
    await put((row?.open ?? '').replace('"windowClerk"', '"administrator"'));
    expect(await there.roll.offered()).toMatchObject({ failure: { code: 'roll-untrue' } });
    await put((await hub.database.rows<{ open: string }>('SELECT open FROM roll WHERE number = 1'))[0]?.open ?? '');
    expect(await there.roll.offered()).toMatchObject({ failure: { code: 'roll-untrue' } });
    await put(row?.open ?? '');
    expect((await offer()).last.number).toBe(2);
    // Put back to before the first roll: whoever has them hands them over again, and nobody follows less.
    await hub.database.rows('TRUNCATE roll');
    expect(await there.roll.offered()).toEqual({ ok: true, value: null });
    expect(await here.roll.offered()).toEqual({ ok: true, value: null });
    expect((await offer()).last.number).toBe(2);
    expect(valueOf(await there.roll.state()).roll?.number).toBe(1);
  });

  it('a paper of one window is proved at another without any network, and no changed place of it passes', async () => {
    const facts = {
      number: '〔2022〕W03-000127',
      paper: 'acceptance',
      on: plainDate('2022-08-22'),
      persons: 10,
      amountFen: 1_500_000,
      digest: '0123456789abcdef'.repeat(4),
    } as const;
    expect(await here.proofs.sign(facts)).toBeNull();
    await taken();
    await hub.end();
    const code = (await here.proofs.sign(facts)) ?? '';
    expect(code).toMatch(/^[0-9A-Z/-]+$/u);
    const told = {
      word: 'true',
      facts: { ...facts, digest: facts.digest.slice(0, 32) },
      officerName: boss.name,
      left: false,
    };
    expect(await there.proofs.judge(code)).toEqual(told);
    expect(await there.proofs.judge(` ${code.toLowerCase()}\n`)).toEqual(told);
    const verdicts = new Set<string>();
    for (let at = 0; at < code.length; at += 1) {
      const put = code[at] === '7' ? '8' : '7';
      verdicts.add((await there.proofs.judge(`${code.slice(0, at)}${put}${code.slice(at + 1)}`)).word);
    }
    expect([...verdicts].sort()).toEqual(['altered', 'foreign', 'unreadable']);
    expect((await there.proofs.judge(code.replace('/10/', '/11/'))).word).toBe('altered');
    expect((await there.proofs.judge(code.slice(0, -1))).word).toBe('unreadable');
    hub = await aHub(postgres, { area });
  });

  it('tells the hub neither a name nor a card', async () => {
    await taken();
    const rows = JSON.stringify(await hub.database.rows('SELECT * FROM roll'));
    for (const { name } of officers) expect(rows).not.toContain(name);
    expect(rows).not.toContain('sealedPrivate');
  });
});
