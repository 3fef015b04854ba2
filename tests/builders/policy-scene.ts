/**
 * The language of the golden table: a case in which everything is met, and short Chinese clauses that change it.
 * `参保 状态=3` changes the row; `参保+ …` adds one; `参保-` empties the list; `参保无` takes the copy away;
 * `参保@2022-07-31` sets its day. Clauses are separated by `；`. 空 means "field missing", 长期 an open end.
 */
import { citizenIdCheckCharacter } from '#shared/domain/citizen-id.ts';
import { packById, shippedPacks } from '#shared/policy/pack-library.ts';
import { holdPack, PolicyPack, type FurtherGroup, type HeldPack } from '#shared/policy/pack.ts';
import { creditCodeCheckCharacter } from '#shared/domain/unified-social-credit-code.ts';

type Row = Record<string, unknown>;

interface Copy {
  asOf: string;
  rows: Row[];
}

export interface PolicyScene {
  date: string;
  receivedOn?: string;
  policy: string;
  office: Row;
  employer: Row;
  roster: Row[];
  papers: Row;
  registries: Record<string, Copy>;
  otherApplications: Row[];
}

const PERSON = '440802200003150026';
const OTHER_PERSON = '440823199911081130';
const OURS = '91440802MA5A1B2C39';

const withCheck = (first17: string): string => first17 + (creditCodeCheckCharacter(first17) ?? '');
const MADE_UP: Readonly<Record<string, string>> = {
  本单位: OURS,
  别家: '91440811MA4WX7K9PR',
  别号: '44081100099999',
  个体户: withCheck('92440802MA5A1B2C3'),
  合作社: withCheck('93440802MA5A1B2C3'),
  社会组织: withCheck('52440802MA5A1B2C3'),
  机关: withCheck('11440802MA5A1B2C3'),
  事业单位: withCheck('12440802MA5A1B2C3'),
  律所: withCheck('31440802MA5A1B2C3'),
  另一人: OTHER_PERSON,
};

const firm = (): Row => ({
  unifiedSocialCreditCode: OURS,
  employerName: '湛江海晟食品有限公司',
  divisionCode: '440802',
});

/** One row of each register as it stands when everything is met; also what `+` starts from. */
const templates: Readonly<Record<string, () => Row>> = {
  business: () => ({
    unifiedSocialCreditCode: OURS,
    name: '湛江海晟食品有限公司',
    unitType: 'enterprise',
    status: 'active',
    divisionCode: '440802',
  }),
  insurance: () => ({
    citizenId: PERSON,
    name: '陈海晴',
    employerNumber: '44080200017321',
    ...firm(),
    insurance: '210',
    enrolledOn: '2022-07-01',
    jobStartedOn: '2022-07-01',
    status: '1',
    monthsContributed: 1,
    paidThrough: '202207',
    deferred: false,
  }),
  graduates: () => ({
    citizenId: PERSON,
    name: '陈海晴',
    school: '广东海洋大学',
    diplomaNumber: '105661202205001001',
    graduatedOn: '2022-06-25',
    category: 'regular',
    level: '05',
    fullTime: true,
  }),
  graduateAnswers: () => ({ citizenId: PERSON, answer: '是', answeredOn: '2022-08-19' }),
  contracts: () => ({
    citizenId: PERSON,
    unifiedSocialCreditCode: OURS,
    employerName: '湛江海晟食品有限公司',
    from: '2022-07-01',
    to: '2025-06-30',
  }),
  hiringSubsidy: () => ({ citizenId: PERSON, ...firm(), paidOn: '2022-05-10' }),
  paid: () => ({ citizenId: PERSON, ...firm(), paidOn: '2022-05-10', amountFen: 150_000 }),
  unemployed: () => ({ citizenId: PERSON, name: '陈海晴', registeredOn: '2022-03-01', divisionCode: '440802' }),
};

const REGISTRIES: Readonly<Record<string, string>> = {
  企业: 'business',
  参保: 'insurance',
  毕业: 'graduates',
  答复: 'graduateAnswers',
  合同: 'contracts',
  吸纳: 'hiringSubsidy',
  已领: 'paid',
  失业: 'unemployed',
  三险: 'insurance',
};

const FIELDS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  企业: { 代码: 'unifiedSocialCreditCode', 名称: 'name', 类型: 'unitType', 状态: 'status', 区划: 'divisionCode' },
  参保: {
    证件: 'citizenId',
    姓名: 'name',
    编号: 'employerNumber',
    代码: 'unifiedSocialCreditCode',
    单位: 'employerName',
    区划: 'divisionCode',
    险种: 'insurance',
    参保: 'enrolledOn',
    参加工作: 'jobStartedOn',
    状态: 'status',
    月数: 'monthsContributed',
    缴至: 'paidThrough',
    缓缴: 'deferred',
  },
  毕业: {
    证件: 'citizenId',
    姓名: 'name',
    院校: 'school',
    毕业: 'graduatedOn',
    类别: 'category',
    全日制: 'fullTime',
    证书: 'diplomaNumber',
  },
  答复: { 证件: 'citizenId', 答复: 'answer', 日期: 'answeredOn' },
  合同: { 证件: 'citizenId', 代码: 'unifiedSocialCreditCode', 单位: 'employerName', 起: 'from', 止: 'to' },
  吸纳: { 证件: 'citizenId', 代码: 'unifiedSocialCreditCode', 日期: 'paidOn' },
  已领: { 证件: 'citizenId', 代码: 'unifiedSocialCreditCode', 日期: 'paidOn', 金额: 'amountFen' },
  失业: { 证件: 'citizenId', 登记: 'registeredOn', 结束: 'endedOn' },
  单位: {
    名称: 'name',
    代码: 'unifiedSocialCreditCode',
    编号: 'employerNumber',
    区划: 'divisionCode',
    户名: 'accountName',
  },
  人员: { 姓名: 'name', 证件: 'citizenId', 院校: 'school', 参保: 'enrolledOn' },
  核验: { 项目: 'check', 结论: 'verdict', 途径: 'basis', 经手: 'by', 确认: 'confirmedBy', 说明: 'note' },
  单位核验: { 项目: 'check', 结论: 'verdict', 途径: 'basis', 经手: 'by', 确认: 'confirmedBy', 说明: 'note' },
  另件: { 编号: 'id', 收件: 'receivedOn', 证件: 'citizenIds' },
};

/** 三险 names the same columns, and changes the rows of all three insurances. */
const columnsOf = (target: string) => FIELDS[target === '三险' ? '参保' : target];

const NUMBERS = new Set(['monthsContributed', 'amountFen']);
const FLAGS = new Set(['deferred', 'fullTime']);

/** Cells that look empty; 零宽 also behind a word. */
const BLANKS: Readonly<Record<string, string>> = { 空白: ' ', 空格: '' };

function valueOf(field: string, text: string): unknown {
  if (text === '空') return undefined;
  if (text === '长期') return null;
  if (FLAGS.has(field)) return text === '是';
  if (NUMBERS.has(field)) return Number(text);
  if (field === 'basis') return text === '原件' ? 'original-seen' : 'live-system';
  if (field === 'citizenIds') return [MADE_UP[text] ?? text];
  return MADE_UP[text] ?? BLANKS[text] ?? text.replace('零宽', '\u200b');
}

function assign(row: Row, target: string, words: readonly string[]): Row {
  const next = { ...row };
  for (const word of words) {
    const [name = '', text = ''] = word.split('=');
    const field = columnsOf(target)?.[name];
    if (field === undefined) throw new Error(`golden table: no field ${name} in ${target}`);
    const value = valueOf(field, text);
    if (value === undefined) delete next[field];
    else next[field] = value;
  }
  return next;
}

/** The case in which everything is met, on 2022-08-22 under zhanjiang-2022. */
export function metScene(): PolicyScene {
  const copy = (asOf: string, rows: Row[]): Copy => ({ asOf, rows });
  return {
    date: '2022-08-22',
    policy: 'zhanjiang-2022',
    office: { divisionCode: '440802' },
    employer: {
      name: '湛江海晟食品有限公司',
      unifiedSocialCreditCode: OURS,
      employerNumber: '44080200017321',
      divisionCode: '440802',
    },
    roster: [{ name: '陈海晴', citizenId: PERSON, school: '广东海洋大学', enrolledOn: '2022-07-01' }],
    papers: { applicationForm: true, roster: true, licence: true, diploma: true, contract: true },
    registries: {
      business: copy('2022-08-15', [templates['business']()]),
      insurance: copy('2022-08-20', [templates['insurance']()]),
      graduates: copy('2022-08-01', [templates['graduates']()]),
      graduateAnswers: copy('2022-08-20', []),
      contracts: copy('2022-08-15', [templates['contracts']()]),
      hiringSubsidy: copy('2022-08-10', []),
      paid: copy('2022-08-10', []),
    },
    otherApplications: [],
  };
}

const inYear = <T>(value: T, year: string): T =>
  JSON.parse(JSON.stringify(value).replaceAll('2022-', `${year}-`).replaceAll('202207', `${year}07`)) as T;

/** The same some years later, under the pack of that year. */
const moveTo =
  (year: string, policy: string) =>
  (scene: PolicyScene): void =>
    void Object.assign(scene, inYear(scene, year), { policy });

/** From 2024 on three insurances of three months each are asked for: hired on 6 May of the year, all three paid since. */
const moveToThree =
  (year: string) =>
  (scene: PolicyScene): void => {
    moveTo(year, `guangdong-${year}`)(scene);
    const since = { enrolledOn: `${year}-05-06`, jobStartedOn: `${year}-05-06`, monthsContributed: 3 };
    const [first] = scene.registries['insurance']?.rows ?? [];
    const rows = ['210', '410', '110'].map((insurance) => ({ ...first, ...since, insurance }));
    const unemployed = { asOf: `${year}-08-10`, rows: [] };
    Object.assign(scene.registries['insurance'] ?? {}, { rows });
    Object.assign(scene.registries, { unemployed });
    const contract = { from: `${year}-05-06`, to: `${Number(year) + 3}-05-05` };
    scene.registries['contracts']?.rows.forEach((row) => Object.assign(row, contract));
  };

/** The same for another person, born on that day. */
function bornOn(scene: PolicyScene, day: string): void {
  const first17 = `440802${day.replaceAll('-', '')}002`;
  const id = first17 + citizenIdCheckCharacter(first17);
  const person = String(scene.roster[0]?.['citizenId']);
  Object.assign(scene, JSON.parse(JSON.stringify(scene).replaceAll(person, id)));
}

function applyRegistry(scene: PolicyScene, target: string, mark: string, words: readonly string[]): void {
  const kind = REGISTRIES[target] ?? '';
  const copy = (scene.registries[kind] ??= { asOf: scene.date, rows: [] });
  if (mark === '无') delete scene.registries[kind];
  else if (mark === '-') copy.rows = [];
  else if (mark.startsWith('@')) copy.asOf = mark.slice(1);
  else if (mark === '+') copy.rows.push(assign({ ...yearOf(scene, kind), ...personOf(scene, kind) }, target, words));
  else copy.rows = copy.rows.map((row, index) => (index === 0 || target === '三险' ? assign(row, target, words) : row));
}

/** Days of added rows follow the year that the scene was moved to. */
const yearOf = (scene: PolicyScene, kind: string): Row => inYear(templates[kind](), scene.date.slice(0, 4));
const personOf = (scene: PolicyScene, kind: string): Row =>
  kind === 'business' ? {} : { citizenId: scene.roster[0]?.['citizenId'] };

function applyOther(scene: PolicyScene, target: string, words: readonly string[]): void {
  const person = scene.roster[0] ?? {};
  const attestation = { by: '甲', on: scene.date };
  const added = (holder: Row, row: Row): void => {
    holder['attestations'] = [...((holder['attestations'] as Row[] | undefined) ?? []), row];
  };
  if (target === '单位') scene.employer = assign(scene.employer, target, words);
  else if (target === '人员') scene.roster[0] = assign(person, target, words);
  else if (target === '核验') added(person, assign(attestation, target, words));
  else if (target === '单位核验') added(scene.employer, assign(attestation, target, words));
  else if (target === '另件')
    scene.otherApplications.push(assign({ id: '另件一', citizenIds: [person['citizenId']] }, target, words));
  else throw new Error(`golden table: nothing named ${target}`);
}

const WHOLE: Readonly<Record<string, (scene: PolicyScene, text: string) => void>> = {
  日期: (scene, text) => void (scene.date = text),
  收件: (scene, text) => void (scene.receivedOn = text),
  政策: (scene, text) => void (scene.policy = text),
  办理: (scene, text) => void (scene.office = { divisionCode: text }),
  '2023年': moveTo('2023', 'guangdong-2023'),
  '2024年': moveToThree('2024'),
  '2025年': moveToThree('2025'),
  '2026年': moveToThree('2026'),
  出生: bornOn,
  核定: (scene, text) => void (scene.policy = `${scene.policy}-${CONFIRMED_AS[text]?.id ?? text}`),
};

type Parameters2026 = PolicyPack['parameters'];

const otherGroups = (
  parameters: Parameters2026,
  change: (group: FurtherGroup) => FurtherGroup,
): Partial<Parameters2026> => ({
  furtherGroups: { ...parameters.furtherGroups, value: parameters.furtherGroups.value.map(change) },
});

function ageCounted(parameters: Parameters2026, ageOn?: 'acceptance'): Partial<Parameters2026> {
  return otherGroups(parameters, (group) => {
    if (group.kind === 'left-school-unemployed') return group;
    const { ageOn: _, ...rest } = group;
    return ageOn === undefined ? rest : { ...rest, ageOn };
  });
}

/** What an office might confirm in place of a figure of 2026 that is open. */
const CONFIRMED_AS: Readonly<
  Record<string, { readonly id: string; readonly change: (parameters: Parameters2026) => Partial<Parameters2026> }>
> = {
  离校24个月: {
    id: 'to-the-day',
    change: (parameters) =>
      otherGroups(parameters, (group) =>
        group.kind === 'left-school-unemployed' ? { ...group, withinMonths: 24 } : group,
      ),
  },
  年龄按受理之日: { id: 'age-on-acceptance', change: (parameters) => ageCounted(parameters, 'acceptance') },
  年龄两天都算: { id: 'age-on-both', change: (parameters) => ageCounted(parameters) },
  社会组织限登记失业: {
    id: 'limited',
    change: ({ groupUnitTypes, hireWindow }) => ({
      groupUnitTypes: {
        ...(groupUnitTypes ?? hireWindow),
        value: { 'programme-graduate': ['enterprise'], 'left-school-unemployed': ['enterprise'] },
      },
    }),
  },
  须连续: {
    id: 'in-a-row',
    change: ({ monthsInARow, hireWindow }) => ({ monthsInARow: { ...(monthsInARow ?? hireWindow), value: true } }),
  },
};

/** The shipped packs, and that of 2026 once with each of these figures; `evaluate` is given them beside a scene. */
export const scenePacks: readonly HeldPack[] = [
  ...shippedPacks,
  ...Object.values(CONFIRMED_AS).flatMap(({ id, change }) => {
    const pack = packById('guangdong-2026')?.pack;
    if (pack === undefined) return [];
    return [
      holdPack(
        PolicyPack.parse({
          ...pack,
          id: `${pack.id}-${id}`,
          parameters: { ...pack.parameters, ...change(pack.parameters) },
        }),
      ),
    ];
  }),
];

/** Changes the scene by the clauses of one cell, in their order. */
export function changedScene(clauses: string, scene: PolicyScene = metScene()): PolicyScene {
  for (const clause of clauses
    .split('；')
    .map((text) => text.trim())
    .filter((text) => text !== '')) {
    const [head = '', ...words] = clause.split(' ').filter((word) => word !== '');
    const [name = '', value = ''] = head.split('=');
    const [, target = '', mark = ''] = /^(.+?)([+\-无]|@.*)?$/u.exec(head) ?? [];
    if (WHOLE[name] !== undefined) WHOLE[name](scene, value);
    else if (REGISTRIES[target] !== undefined) applyRegistry(scene, target, mark, words);
    else applyOther(scene, target, words);
  }
  return scene;
}
