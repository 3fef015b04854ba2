/** Why nothing is written, before the work begins; an administrator's answers. Looking is always possible. */
import { useState } from 'react';
import type { AnewBecause } from '#shared/casework/window-events.ts';
import type { Trouble } from '#shared/contract/channels.ts';
import type { Result } from '#shared/contract/failure.ts';
import { failureText } from '#shared/wording/failures.ts';
import { troubleWording } from '#shared/wording/troubles.ts';
import type { CounterStore } from '../../store/counter-store.ts';
import { Button } from '../../ui/Button.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { TextField } from '../../ui/Field.tsx';
import { StartPage } from './StartPage.tsx';

export interface TroublesPageProps {
  readonly store: CounterStore;
  /** To the work surface, where everything can be read and nothing written. */
  readonly onRead: () => void;
  /** What stood in the way is answered: everything is opened anew. */
  readonly onAnswered: () => void;
}

type Answer = 'moved' | 'anew' | 'damage' | 'keys';

const answersOf = {
  behind: ['anew'],
  forked: ['anew'],
  elsewhere: ['moved', 'anew'],
  'lines-damaged': ['damage'],
  'keys-missing': ['damage'],
  'keys-left': ['keys'],
  'changed-under': [],
  'taken-over': [],
} as const satisfies Record<Trouble['kind'], readonly Answer[]>;

const answerLabels: Readonly<Record<Answer, string>> = {
  moved: '已迁到这里，原处停用',
  anew: '改用新的前缀继续',
  damage: '确认损坏并继续',
  keys: '再删一次',
};

const becauseOf = ({ kind }: Trouble): AnewBecause => (kind === 'behind' || kind === 'forked' ? kind : 'copy');

/** The gravest one is answered first; the others are judged again afterwards. */
function offered([first]: readonly Trouble[]): readonly Answer[] {
  return first === undefined ? [] : answersOf[first.kind];
}

function useAnswers({ store, onAnswered }: TroublesPageProps) {
  const [prefix, setPrefix] = useState('');
  const [reason, setReason] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const { ledger } = store;
  const carryOut = (answer: Answer): Promise<Result<null>> => {
    if (answer === 'moved') return ledger.declareMoved(reason);
    if (answer === 'keys') return ledger.removeKeysLeft();
    if (answer === 'damage') return ledger.acceptDamage(reason);
    const [first] = ledger.troubles;
    return ledger.beginAnew(first === undefined ? 'copy' : becauseOf(first), prefix.trim().toUpperCase(), reason);
  };
  const give = async (answer: Answer): Promise<void> => {
    const typed = prefix.trim().toUpperCase();
    if (answer === 'anew' && !/^[A-Z]{1,3}\d{1,3}$/u.test(typed)) {
      setProblem('请填写新的办件号前缀：一至三个字母加一至三位数字，例如 W13');
      return;
    }
    if (answer === 'anew' && ledger.usedPrefixes.includes(typed)) {
      setProblem(`前缀 ${typed} 已经发出过编号，请换一个各窗口都没有用过的`);
      return;
    }
    setBusy(true);
    const given = await carryOut(answer);
    setBusy(false);
    if (given.ok) onAnswered();
    else setProblem(failureText(given.failure));
  };
  return { prefix, setPrefix, reason, setReason, busy, problem, give };
}

export function TroublesPage(props: TroublesPageProps) {
  const { store, onRead } = props;
  const { troubles } = store.ledger;
  const answers = offered(troubles);
  // To have the disk asked again decides nothing: everybody may.
  const decides = store.capacity === 'administrator' || answers.every((answer) => answer === 'keys');
  const { prefix, setPrefix, reason, setReason, busy, problem, give } = useAnswers(props);
  return (
    <StartPage title="台账停止写入，只能查看" wide>
      {troubles.map((trouble, at) => {
        const { whatHappened, whatIsSafe, whatToDo } = troubleWording(trouble);
        return (
          <div key={`${trouble.kind} ${at}`} role="alert">
            <dl className="start__failure">
              <dt>发生了什么</dt>
              <dd>{whatHappened}</dd>
              <dt>什么是安全的</dt>
              <dd>{whatIsSafe}</dd>
              <dt>请这样做</dt>
              <dd>{whatToDo}</dd>
            </dl>
          </div>
        );
      })}
      {decides && answers.some((answer) => answer !== 'keys') ? (
        <div className="stack">
          {answers.some((answer) => answer === 'anew') ? (
            <TextField
              label="新的办件号前缀"
              hint="各窗口都没有用过的，例如 W13"
              value={prefix}
              onChange={(event) => setPrefix(event.target.value)}
            />
          ) : null}
          <TextField
            label="说明"
            hint="记入台账，例如：旧机硬盘损坏"
            value={reason}
            onChange={(event) => setReason(event.target.value)}
          />
        </div>
      ) : null}
      {problem === null ? null : (
        <Notice tone="bad" live="alert">
          {problem}
        </Notice>
      )}
      <div className="row">
        <Button look="primary" autoFocus keyHint="open" onClick={onRead}>
          只查看
        </Button>
        {decides
          ? answers.map((answer) => (
              <Button
                key={answer}
                look={answer === 'keys' ? 'normal' : 'danger'}
                unavailable={busy}
                onClick={() => void give(answer)}
              >
                {answerLabels[answer]}
              </Button>
            ))
          : null}
      </div>
      {decides || answers.length === 0 ? null : <p className="soft">这些由管理员登录后决定。</p>}
    </StartPage>
  );
}
