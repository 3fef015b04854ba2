/** What stops the writing, told to whoever signed in: what was found, what is safe, what an administrator can decide. */
import type { Trouble } from '../contract/channels.ts';

export interface TroubleWording {
  readonly whatHappened: string;
  readonly whatIsSafe: string;
  readonly whatToDo: string;
}

const knownBy = {
  mark: '文件夹里的确认标记',
  witness: '这台电脑另一处的记录',
  backup: '最近的备份',
  hub: '接收端',
} as const satisfies Record<Extract<Trouble, { kind: 'behind' }>['by'], string>;

const listed = (numbers: readonly number[]): string =>
  numbers.length > 8 ? `${numbers.slice(0, 8).join('、')} 等` : numbers.join('、');

const READABLE = '能读出的办件照常可以查看；程序没有删除任何内容。';

/** The three parts of a trouble. */
export function troubleWording(trouble: Trouble): TroubleWording {
  switch (trouble.kind) {
    case 'behind':
      return {
        whatHappened: `文件夹里的台账只有 ${trouble.have} 条，而${knownBy[trouble.by]}显示至少有 ${trouble.known} 条${trouble.at === '' ? '' : `（最后一条写于 ${trouble.at.slice(0, 16).replace('T', ' ')}）`}。多半是放回了旧的文件夹，或磁盘丢了最近的写入。`,
        whatIsSafe: `${READABLE}在处理之前不会给出新的编号。`,
        whatToDo:
          trouble.by === 'hub'
            ? '请先找回较新的数据文件夹或备份；接收端有缺的那些记录，可请其管理人员写出本窗口的备份，在“设置—备份”补回。确实找不回的，由管理员选“改用新的前缀继续”：缺的编号不再使用。'
            : '请先找回较新的数据文件夹或备份。确实找不回的，由管理员选“改用新的前缀继续”：缺的编号不再使用，缺的办件按纸质材料重新登记。',
      };
    case 'forked':
      return {
        whatHappened: `台账第 ${trouble.sequence} 条与${knownBy[trouble.by]}不一致：这个文件夹是由较旧的副本接着办下来的，另一份也办过同样的编号。`,
        whatIsSafe: `${READABLE}在处理之前不会给出新的编号。`,
        whatToDo:
          '请找到另一份文件夹，两份都不要删除。要在这一份上继续的，由管理员选“改用新的前缀继续”，并核对两份里编号相同的办件。',
      };
    case 'lines-damaged': {
      const count = trouble.lines.length + trouble.more;
      return {
        whatHappened:
          count === 0
            ? '台账文件里夹着不是记录的内容。'
            : `台账有 ${count} 条读不出来（第 ${listed(trouble.lines)} 条），这台电脑的工作副本里也没有。`,
        whatIsSafe: `${READABLE}其余各条都已核对。`,
        whatToDo: '请先用备份补回。确实补不回的，由管理员选“确认损坏并继续”：缺的内容记入台账，之后可以继续收件。',
      };
    }
    case 'keys-missing': {
      const count = trouble.subjects.length + trouble.more;
      return {
        whatHappened: `有 ${count} 件办件的内容密钥不见了，没有销毁记录，这台电脑的工作副本里也没有。这些办件现在打不开。`,
        whatIsSafe: `${READABLE}这些办件的密文都在台账里，找回密钥文件就能打开。`,
        whatToDo: '请先从备份找回 content-keys.jsonl。确实找不回的，由管理员选“确认损坏并继续”。',
      };
    }
    case 'keys-left': {
      const count = trouble.subjects.length + trouble.more;
      return {
        whatHappened: `有 ${count} 件办件已按台账销毁，但内容密钥还没能从密钥文件 content-keys.jsonl 里删掉：磁盘没有让程序改写该文件。`,
        whatIsSafe: `${READABLE}销毁记录已在台账里；在删掉之前，得到这台电脑磁盘的人仍可能解开这些办件。`,
        whatToDo:
          '请检查磁盘剩余空间、数据文件夹的权限和杀毒软件是否拦截，然后按“再删一次”。不要自己改动或删除密钥文件。',
      };
    }
    case 'elsewhere':
      return {
        whatHappened: trouble.copied
          ? '这台电脑上另有一个文件夹是同一份台账，还在原处。两个文件夹都办下去，编号会重复。'
          : '这份台账属于另一台机器。',
        whatIsSafe: `${READABLE}在处理之前不会给出新的编号。`,
        whatToDo:
          '原来的机器（文件夹）不再使用的，由管理员选“已迁到这里，原处停用”；原来的还要用，这里只是副本的，选“改用新的前缀继续”。',
      };
    case 'changed-under':
      return {
        whatHappened: '程序运行期间，台账文件被删除、替换或改动。',
        whatIsSafe: '已显示“已保存”的办件在工作副本里都有；重新打开时会逐条核对并补回。',
        whatToDo: '请关闭程序重新打开。',
      };
    case 'taken-over':
      return {
        whatHappened: '另一个程序接管了数据文件夹（例如这台电脑睡眠期间又启动了一次）。',
        whatIsSafe: '那个程序里的办件不受影响；这里没有再写入任何内容。',
        whatToDo: '请关闭这个窗口，使用另一个窗口。',
      };
  }
}
