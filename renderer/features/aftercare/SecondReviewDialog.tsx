import { useState } from 'react';
import { secondReviewStages } from '#shared/aftercare/codes.ts';
import { secondReviewStatement, type AftercareEvent, type Reviewer } from '#shared/aftercare/event.ts';
import { stageLabels } from '#shared/wording/aftercare.ts';
import { TRAINING_PASSPHRASE } from '../../store/vault-access.ts';
import { SelectField, TextField } from '../../ui/Field.tsx';
import { FormDialog } from '../../ui/FormDialog.tsx';
import { SecondOfficerFields } from '../../ui/SecondOfficerFields.tsx';
import { useSecondOfficer } from '../second-officer/index.ts';
import { PersonList } from './PersonList.tsx';
import type { StepDialogProps } from './ReviewDialog.tsx';
import { useRecording } from './use-aftercare.ts';

type Who = Reviewer['kind'];
type SecondReviewed = Extract<AftercareEvent, { readonly step: 'secondReviewed' }>;

const whoOptions: readonly { readonly value: Who; readonly label: string }[] = [
  { value: 'officer', label: '本机另一名人员（本人输入口令）' },
  { value: 'recorder', label: '我本人（没有参加初审）' },
  { value: 'department', label: '就业股或其他科室（按签字的纸面登记）' },
];

/**
 * 复审: from the part that comes next up to the one that was done, by somebody who did not do 初审. Persons who stand at another
 * part than the first of the firm wait for the next time.
 */
export function SecondReviewDialog({ store, line, on, onClose }: StepDialogProps) {
  const from = line.items[0]?.stages.length ?? 0;
  const items = line.items.filter(({ stages }) => stages.length === from);
  const rest = secondReviewStages.slice(from);
  const [through, setThrough] = useState<string>('filed');
  const [who, setWho] = useState<Who>('officer');
  const [department, setDepartment] = useState('就业股');
  const [name, setName] = useState('');
  const [conclusion, setConclusion] = useState<SecondReviewed['conclusion']>('passed');
  const [opinion, setOpinion] = useState('同意');
  const second = useSecondOfficer(store);
  const { busy, problem, setProblem, record } = useRecording(store, on);
  const stages =
    conclusion === 'returned' ? rest.slice(0, 1) : rest.slice(0, rest.findIndex((one) => one === through) + 1);
  const submit = async () => {
    if (opinion.trim() === '') return setProblem('填写复审意见');
    const base = {
      itemIds: items.map(({ source }) => source.itemId),
      stages: [...stages],
      conclusion,
      opinion: opinion.trim(),
    };
    let reviewer: Reviewer = { kind: 'recorder' };
    if (who === 'department') {
      if (department.trim() === '' || name.trim() === '') return setProblem('填写科室和复审人姓名');
      reviewer = { kind: 'department', department: department.trim(), name: name.trim() };
    }
    if (who === 'officer') {
      const word = await second.confirm([secondReviewStatement(base)]);
      if (!word.ok) return setProblem(word.problem);
      const other = second.others.find(({ id }) => id === second.officerId);
      reviewer = { kind: 'officer', officerId: second.officerId, name: other?.name ?? second.officerId, ...word.proof };
    }
    if (await record({ step: 'secondReviewed', ...base, reviewer })) onClose();
  };
  return (
    <FormDialog
      title={`复审 ${line.employerName}`}
      confirm="登记复审"
      busy={busy || second.busy}
      problem={problem}
      onSubmit={() => void submit()}
      onClose={onClose}
    >
      <PersonList items={items} />
      <SelectField
        label="结论"
        value={conclusion}
        data-autofocus=""
        options={[
          { value: 'passed', label: '通过' },
          { value: 'returned', label: '退回重新初审' },
        ]}
        onChange={(event) => setConclusion(event.target.value as SecondReviewed['conclusion'])}
      />
      {conclusion === 'passed' ? (
        <SelectField
          label={`办到哪一步（从“${stageLabels[rest[0] ?? 'filed']}”起）`}
          value={through}
          options={rest.map((stage) => ({ value: stage, label: stageLabels[stage] }))}
          onChange={(event) => setThrough(event.target.value)}
        />
      ) : null}
      <TextField label="复审意见" value={opinion} onChange={(event) => setOpinion(event.target.value)} />
      <SelectField
        label="复审人"
        value={who}
        hint="初审人不能复审"
        options={whoOptions}
        onChange={(event) => setWho(event.target.value as Who)}
      />
      {who === 'department' ? (
        <>
          <TextField label="科室" value={department} onChange={(event) => setDepartment(event.target.value)} />
          <TextField label="复审人姓名" value={name} onChange={(event) => setName(event.target.value)} />
        </>
      ) : null}
      {who === 'officer' ? (
        <SecondOfficerFields
          part="复审人员"
          {...second}
          hint={second.training ? `培训口令：${TRAINING_PASSPHRASE}` : undefined}
        />
      ) : null}
    </FormDialog>
  );
}
