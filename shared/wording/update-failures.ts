/** What is told of updates that were not taken. Part of {@link ./failures.ts}. */
import type { FailureCode } from '../contract/failure.ts';
import type { UpdateUnfit } from '../contract/update.ts';
import { fact, type Detail, type Words } from './failure-words.ts';

const NOTHING_CHANGED = '现在的程序和全部数据都没有改动。';

const unfitWords: Readonly<Record<UpdateUnfit, (detail: Detail) => string>> = {
  older: (detail) =>
    `更新包是 ${String(detail['to'] ?? '较旧')} 版，现在用的是 ${String(detail['from'] ?? '较新')} 版；程序只往新版更新`,
  same: (detail) => `更新包与现在的程序同是 ${String(detail['to'] ?? '这一')} 版，不用更新`,
  'other-product': () => '更新包是别的程序或另一种安装方式的',
  'other-machine': (detail) => `更新包是给另一种电脑的${fact(detail, 'machine', '（', '）')}`,
  'other-contract': () => '更新包与现在的程序约定版本相差太远，不能直接替换',
  'data-too-old': () => '本机数据的格式太旧，这一版已不能打开，要先更新到中间的版本',
  'data-newer': () => '本机数据已由较新的程序写过，那一版不能打开',
};

const unfitBecause = (detail: Detail): string =>
  (Object.entries(unfitWords).find(([reason]) => reason === detail['reason'])?.[1] ?? unfitWords['other-product'])(
    detail,
  );

export const updateFailures: Pick<
  Record<FailureCode, Words>,
  | 'update-unsupported'
  | 'update-not-found'
  | 'update-not-trusted'
  | 'update-not-whole'
  | 'update-unfit'
  | 'update-stick-gone'
  | 'update-no-space'
  | 'update-read-only'
  | 'update-not-runnable'
  | 'update-nothing-kept'
> = {
  'update-unsupported': () => ({
    title: '这份程序不能用更新包更新',
    whatHappened: '程序不是从可自行更新的程序文件夹启动的（由安装包安装，或从源码运行）。',
    whatIsSafe: NOTHING_CHANGED,
    whatToDo: '请信息人员用新的安装包更新。',
  }),
  'update-not-found': (detail) => ({
    title: '这里没有更新包',
    whatHappened: `${fact(detail, 'place', '“', '”') || '所选位置'}里没有找到更新包，或更新包的清单读不出来。`,
    whatIsSafe: NOTHING_CHANGED,
    whatToDo: '请选 U 盘上名为 counter-update-… 的文件夹；U 盘没有插好的，插好再试。',
  }),
  'update-not-trusted': (detail) => ({
    title: '更新包不可信，没有采用',
    whatHappened:
      detail['reason'] === 'other-key'
        ? '更新包由另一把钥匙签发，不是这份程序认得的发布单位。'
        : detail['reason'] === 'no-key'
          ? '这份程序没有带发布单位的公钥，无法核对任何更新包。'
          : '更新包的清单在签发之后被改动过，签名对不上。',
    whatIsSafe: NOTHING_CHANGED,
    whatToDo: '请不要使用这个 U 盘上的程序，向发布单位重新索取更新包，并告知信息人员。',
  }),
  'update-not-whole': (detail) => ({
    title: '更新包不完整',
    whatHappened: `更新包中的${fact(detail, 'file', '“', '”') || '文件'}缺少、没有拷全，或被改动过。`,
    whatIsSafe: NOTHING_CHANGED,
    whatToDo: '请重新拷贝更新包后再检查；仍然出现就换一个 U 盘。',
  }),
  'update-unfit': (detail) => ({
    title: '这个版本不能用',
    whatHappened: `${unfitBecause(detail)}。`,
    whatIsSafe: NOTHING_CHANGED,
    whatToDo: detail['reason'] === 'same' ? '不用做什么。' : '请向发布单位索取合适的版本。',
  }),
  'update-stick-gone': () => ({
    title: '拷贝更新包时 U 盘不见了',
    whatHappened: '拷到一半读不到 U 盘，可能被拔出。拷了一半的内容已清除，不会被使用。',
    whatIsSafe: NOTHING_CHANGED,
    whatToDo: '请插好 U 盘，再检查一次。',
  }),
  'update-no-space': (detail) => ({
    title: '磁盘空间不够，没有更新',
    whatHappened: `放程序或数据副本的磁盘写不下了${fact(detail, 'megabytes', '，需要约 ', ' MB')}。`,
    whatIsSafe: NOTHING_CHANGED,
    whatToDo: '请清理磁盘后再试；不要删除程序和数据文件夹里的内容。',
  }),
  'update-read-only': () => ({
    title: '程序文件夹不能写入，没有更新',
    whatHappened: '当前用户没有权限修改程序所在的文件夹，或它是只读的。',
    whatIsSafe: NOTHING_CHANGED,
    whatToDo: '请信息人员用安装程序的那个用户登录后更新，或把程序放到当前用户可写的文件夹。',
  }),
  'update-not-runnable': () => ({
    title: '新的程序在这台电脑上运行不了',
    whatHappened: '更新包是完整的，但其中的程序在这台电脑上试运行没有成功，可能系统太旧。',
    whatIsSafe: NOTHING_CHANGED,
    whatToDo: '请继续使用现在的程序，并把这个情况告知发布单位。',
  }),
  'update-nothing-kept': () => ({
    title: '没有可退回的程序',
    whatHappened: '只保留更新前的那一个程序供退回一步；本机没有更新过，或已经退回过。',
    whatIsSafe: NOTHING_CHANGED,
    whatToDo: '请继续使用现在的程序。',
  }),
};
