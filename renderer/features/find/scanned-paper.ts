/** A paper whose QR was scanned into 查找: what its signature says, and what this window knows of it since. */
import type { PaperWord } from '#shared/crypto/paper-signing.ts';
import type { PaperFacts } from '#shared/domain/paper-proof.ts';
import { formatYuan } from '#shared/domain/money.ts';
import { shortDigest } from '#shared/papers/digest.ts';
import { statusLabel } from '#shared/wording/labels.ts';
import { paperTitles } from '#shared/wording/letters.ts';
import { isPaperReference, referenceText } from '#shared/domain/paper-reference.ts';
import type { CaseRecord } from '../../store/cases/case-store.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { printsOf } from '../papers/index.ts';
import { findKept, type KeptFound } from './kept-paper-words.ts';

export interface ScannedPaper {
  readonly tone: 'good' | 'warn' | 'bad';
  readonly heading: string;
  /** One sentence a line. */
  readonly lines: readonly string[];
  /** Where what it belongs to lies here, and the word on the button that opens it. */
  readonly place: KeptFound['place'];
}

/** `批次 2022-W03-5` stands in codes of before the references. */
const FORMER = /^\s*KGBZ1\s+(\S+(?: \S+)*)\s+([0-9a-f]{64})\s*$/iu;

const casePlace = (record: CaseRecord | null): ScannedPaper['place'] =>
  record === null ? null : { path: `/case/${record.summary.caseId}`, word: '打开办件' };

async function recordOf(store: CounterStore, number: string): Promise<CaseRecord | null> {
  const summary = store.cases.list().find((one) => one.number === number);
  const opened = summary === undefined ? null : await store.cases.open(summary.caseId);
  return opened?.ok === true ? opened.value : null;
}

/** What was done after this paper, as far as this window knows. */
function sinceThen(record: CaseRecord | null, digest: string): Pick<ScannedPaper, 'tone' | 'lines'> {
  if (record === null)
    return { tone: 'good', lines: ['这件办件不在本窗口：之后是否更正或作废，本窗口不知道，须问签发的窗口。'] };
  const { status } = record.summary;
  const prints = printsOf(record).filter((print) => print.digest.startsWith(digest));
  const [last] = prints.slice(-1);
  const standing = `办件在本窗口，现在：${statusLabel[status]}。`;
  if (status === 'voided' || status === 'withdrawn')
    return { tone: 'warn', lines: [standing, '这张文书之后，办件已不再有效。'] };
  if (last === undefined) return { tone: 'bad', lines: [standing, '本窗口的存底里没有这样一张文书。'] };
  if (last.outdated)
    return { tone: 'warn', lines: [standing, '之后已更正：这张文书的内容不是最新的，应以后来打印的为准。'] };
  return { tone: 'good', lines: [standing, '与本窗口的存底一致，之后没有更正。'] };
}

function saidBy({ number, paper, on, persons, amountFen, digest }: PaperFacts): readonly string[] {
  const parts = [
    paperTitles[paper],
    referenceText(number),
    // Papers of no case may be printed on another day than stands on them.
    isPaperReference(number) ? `${on} 打印` : on,
    ...(persons > 0 ? [`${persons} 人`] : []),
    ...(amountFen > 0 ? [`${formatYuan(amountFen)} 元`] : []),
  ];
  return [
    `${parts.join('，')}。`,
    `请与纸面核对：以上各项，和页脚校验码 ${shortDigest(digest)}。不一致的是被改过的纸。`,
  ];
}

/** Only this window's own store can speak for a paper without a signature. */
async function formerPaper(store: CounterStore, number: string, digest: string): Promise<ScannedPaper> {
  const record = await recordOf(store, number);
  const since = sinceThen(record, digest);
  const kept = record === null ? await findKept(store, number, digest) : null;
  if (kept !== null && kept.place !== null) return { ...kept, heading: kept.kept ? '与存底相符' : '内容不符' };
  if (record === null)
    return {
      tone: 'warn',
      heading: '不能核对',
      lines: [`${referenceText(number)}：这张文书没有签名（签发任职名单以前打印），也不在本窗口，须到打印的窗口核对。`],
      place: null,
    };
  const heading = since.tone === 'bad' ? '内容不符' : '与存底相符';
  return { ...since, heading, place: casePlace(record) };
}

const refusals: Readonly<Record<Exclude<PaperWord['word'], 'true'>, Omit<ScannedPaper, 'place'>>> = {
  unreadable: {
    tone: 'warn',
    heading: '没有读全',
    lines: ['这不是一张文书的完整二维码。请对准再扫一次；输入法请切到英文。'],
  },
  foreign: {
    tone: 'bad',
    heading: '不是本单位的',
    lines: ['签名用的密钥不在本窗口的任职名单上。刚列入名单的人签发的，请先取得最新名单（设置—任职名单）再扫。'],
  },
  altered: {
    tone: 'bad',
    heading: '内容不符',
    lines: ['密钥是本单位的，二维码里的内容却不是其本人签的：被改动过，不要认可这张文书。'],
  },
};

async function knownHere(
  store: CounterStore,
  { number, digest }: PaperFacts,
): Promise<Pick<ScannedPaper, 'tone' | 'lines' | 'place'>> {
  if (isPaperReference(number))
    return (
      (await findKept(store, number, digest)) ?? {
        tone: 'warn',
        lines: ['台账现在读不出：之后是否更正或作废，请稍后再扫一次。'],
        place: null,
      }
    );
  const record = await recordOf(store, number);
  return { ...sinceThen(record, digest), place: casePlace(record) };
}

/** Never rejects. */
export async function judgeScanned(store: CounterStore, typed: string): Promise<ScannedPaper> {
  const former = FORMER.exec(typed.normalize('NFKC'));
  if (former !== null) return formerPaper(store, former[1] ?? '', (former[2] ?? '').toLowerCase());
  const judged = await store.proofs.judge(typed);
  if (judged.word !== 'true') return { ...refusals[judged.word], place: null };
  const { facts, officerName, left } = judged;
  const { tone, lines, place } = await knownHere(store, facts);
  return {
    tone,
    heading: `真：${officerName}${left ? '（已离开）' : ''}签发`,
    lines: [...saidBy(facts), ...lines],
    place,
  };
}
