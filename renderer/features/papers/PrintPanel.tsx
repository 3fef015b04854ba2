import { useEffect, useMemo, useRef, useState } from 'react';
import type { PlainDate } from '#shared/domain/plain-date.ts';
import type { DecisionRecord } from '#shared/casework/action.ts';
import { paperChoiceLabels, type PaperChoiceId } from '#shared/papers/papers-of-case.ts';
import { packOfDecision } from '#shared/policy/policy-events.ts';
import { packById } from '#shared/policy/pack-library.ts';
import type { PolicyPack } from '#shared/policy/pack.ts';
import { failureText } from '#shared/wording/failures.ts';
import type { CaseRecord } from '../../store/cases/case-store.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { Button } from '../../ui/Button.tsx';
import { useKeys } from '../../ui/keys.ts';
import { Notice } from '../../ui/Notice.tsx';
import { nthItem } from '../../ui/key-table.ts';
import { useHeldPacks, type HeldPacks } from '../policy/index.ts';
import { paperOffers, printSetOf, printsOf, reprintOffer, type PaperOffer, type Printable } from './case-prints.ts';
import { PreviewDialog } from './PreviewDialog.tsx';
import { PrintedQuestion } from './PrintedQuestion.tsx';
import { PrintHistory, printStateLabels } from './PrintHistory.tsx';
import { usePrinting, type Printing } from './use-printing.ts';
import './papers.css';

export interface PrintPanelProps {
  readonly store: CounterStore;
  readonly caseId: string;
  /** The business date: stands on reprints and in the ledger. */
  readonly businessDate: PlainDate;
  /** Puts the focus on 打印 of the right paper as soon as the case is read. */
  readonly autoFocus?: boolean;
  /** Puts the focus on the answer to the paper that was sent last and not answered, once. */
  readonly landOnSent?: boolean;
  /** Prints these as soon as the case is read, one after the other, each asked about. */
  readonly printNow?: readonly PaperChoiceId[];
  /** Printing is the main thing to do where the panel stands; `false` where another button is the main one. */
  readonly leads?: boolean;
  /** The clerk said that the paper came out: the place to move on to the next in line. */
  readonly onPrinted?: () => void;
}

interface Read {
  readonly record: CaseRecord | null;
  readonly problem: string | null;
}

function useCase(store: CounterStore, caseId: string): Read {
  const [read, setRead] = useState<Read>({ record: null, problem: null });
  useEffect(() => {
    let current = true;
    const open = () =>
      void store.cases.open(caseId).then((result) => {
        if (!current) return;
        if (result.ok) setRead({ record: result.value, problem: null });
        else setRead({ record: null, problem: failureText(result.failure) });
      });
    open();
    const stop = store.cases.subscribe(open);
    return () => {
      current = false;
      stop();
    };
  }, [store, caseId]);
  return read;
}

/** The version of a pack that a decision was made under, also when another has taken its place since; else the one in use. */
const packIn =
  ({ state }: HeldPacks) =>
  (made: DecisionRecord): PolicyPack | null =>
    ((state === null ? null : packOfDecision(state, made)) ?? packById(made.policy, state?.held))?.pack ?? null;

/** `补打第 2 次` for what comes next, or the state of the last print. */
function stateOf({ last }: PaperOffer) {
  if (last === null) return <span className="soft">未打印</span>;
  if (last.outdated) return <span className="print-state print-state--outdated">内容已变，请重打</span>;
  return <span className={`print-state print-state--${last.state}`}>{printStateLabels[last.state]}</span>;
}

interface OfferLineProps {
  readonly offer: PaperOffer;
  /** Place in the list, from 1; the first is F10. */
  readonly place: number;
  readonly focus: boolean;
  readonly leads: boolean;
  readonly busy: boolean;
  readonly onPrint: () => void;
  readonly onPreview: () => void;
}

function OfferLine({ offer, place, focus, leads, busy, onPrint, onPreview }: OfferLineProps) {
  const button = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (focus) button.current?.focus();
  }, [focus]);
  const label = `${paperChoiceLabels[offer.choice]}${offer.supplement ? `（补充，台账 ${offer.of}）` : ''}`;
  const word = offer.nextCopy > 1 ? `补打第 ${offer.nextCopy - 1} 次` : '打印';
  return (
    <li className="print-offer">
      <span className="print-offer__name">
        <span>{label}</span>
        {stateOf(offer)}
      </span>
      <Button look="quiet" aria-label={`预览${label}`} onClick={onPreview}>
        预览
      </Button>
      <Button
        ref={button}
        look={leads && place === 1 && offer.nextCopy === 1 ? 'primary' : 'normal'}
        aria-label={`${word}${label}`}
        unavailable={busy}
        onClick={onPrint}
        {...(place === 1 ? { keyHint: 'print' } : { shortcut: nthItem(place) })}
      >
        {word}
      </Button>
    </li>
  );
}

type Answer = 'printed' | 'failed' | null;

/** Prints what waits, one paper at a time; trouble or another answer than 已打印 ends it. Gives the way to answer. */
function usePrintNow(
  wanted: readonly PaperChoiceId[] | undefined,
  offers: readonly PaperOffer[],
  printing: Printing,
  onPrinted: (() => void) | undefined,
): (state: Answer) => Promise<void> {
  const waiting = useRef(wanted ?? []);
  useEffect(() => {
    const [next, ...rest] = waiting.current;
    const offer = offers.find(({ choice }) => choice === next);
    if (offer === undefined || printing.busy || printing.asking !== null) return;
    waiting.current = printing.problem === null ? rest : [];
    if (printing.problem === null) void printing.print(offer);
  }, [offers, printing]);
  return async (state) => {
    if (state !== 'printed') waiting.current = [];
    const last = waiting.current.length === 0;
    await printing.answer(state);
    if (state === 'printed' && last) onPrinted?.();
  };
}

/** The papers that fit a recorded case, the right one first; F10 prints it. Nothing is printed before its record is on the disk. */
export function PrintPanel(props: PrintPanelProps) {
  const {
    store,
    caseId,
    businessDate,
    autoFocus = false,
    landOnSent = false,
    leads = true,
    printNow,
    onPrinted,
  } = props;
  const { record, problem } = useCase(store, caseId);
  const packs = useHeldPacks(store);
  const printing = usePrinting(store, caseId, businessDate);
  const [preview, setPreview] = useState<(Printable & { readonly printable: boolean }) | null>(null);
  const training = store.area === 'training';
  const settled = packs.state !== null || packs.problem !== null;
  const offers = useMemo(
    () => (record === null || !settled ? [] : paperOffers(record, training, packIn(packs))),
    [record, training, packs, settled],
  );
  const answer = usePrintNow(printNow, offers, printing, onPrinted);
  const prints = useMemo(() => (record === null ? [] : printsOf(record)), [record]);
  const first = offers[0];
  const set = useMemo(() => printSetOf(offers), [offers]);
  useKeys({ print: first === undefined ? undefined : () => void printing.print(first) });
  const trouble = problem ?? printing.problem;
  return (
    <section className="panel print-panel" aria-label="打印">
      <h2 className="panel__title">打印</h2>
      {trouble === null ? null : (
        <Notice tone="bad" live="alert">
          {trouble}
        </Notice>
      )}
      <ul className="print-panel__offers">
        {offers.map((offer, index) => (
          <OfferLine
            key={`${offer.of} ${offer.choice}`}
            offer={offer}
            place={index + 1}
            focus={autoFocus && index === 0}
            leads={leads}
            busy={printing.busy}
            onPrint={() => void printing.print(offer)}
            onPreview={() => setPreview({ ...offer, printable: true })}
          />
        ))}
      </ul>
      {set.length > 1 ? (
        <div className="row print-panel__set">
          <Button shortcut="printSet" unavailable={printing.busy} onClick={() => void printing.printSet(set)}>
            打印整套 {set.length} 份
          </Button>
          <span className="soft small">{set.map(({ choice }) => paperChoiceLabels[choice]).join('、')}</span>
        </div>
      ) : null}
      {record !== null && settled && offers.length === 0 ? (
        <p className="soft">此件已作废或撤回，不再打印文书。</p>
      ) : null}
      <PrintHistory
        prints={prints}
        landOnSent={landOnSent}
        busy={printing.busy}
        printable={offers.length > 0}
        onPreview={(print) => setPreview({ ...print, nextCopy: print.copy, printable: false })}
        onReprint={(print) => void printing.print(reprintOffer(prints, print))}
        onSettle={(print, state) => void printing.settle(print.printId, state)}
      />
      {preview === null ? null : (
        <PreviewDialog
          letter={preview.letter}
          copy={preview.nextCopy}
          printedOn={businessDate}
          onClose={() => setPreview(null)}
          {...(preview.printable
            ? {
                onPrint: () => {
                  setPreview(null);
                  void printing.print(preview);
                },
              }
            : {})}
        />
      )}
      {printing.asking === null ? null : (
        <PrintedQuestion title={printing.asking.title} onAnswer={(state) => void answer(state)} />
      )}
    </section>
  );
}
