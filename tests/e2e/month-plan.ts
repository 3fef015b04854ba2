/**
 * The month that a county's clerk works through, planned from the made-up county's own rows: who is on the list, who comes to the window,
 * whose payment fails. Every figure is counted here from what is typed and handed in, with nothing of the product in between.
 */
import { makeCounty, type County, type Newcomer } from '#shared/training/county-rows.ts';
import { randomFrom } from '#shared/training/random.ts';
import { trainingCounty, TRAINING_SEED } from '#shared/training/training-county.ts';

/** Fen for each person in 2022. */
export const EACH = 150_000;
const LISTED = 60;
const AT_WINDOW = 6;
/** Of the sixty: one whose firm put contributions off, one who left, one who had the other subsidy. */
const OUT = 3;

export interface Plan {
  /** In the order of the list's rows. */
  readonly listed: readonly Newcomer[];
  /** The last three rows of the list: not to be paid. */
  readonly refused: readonly Newcomer[];
  /** One person each of six firms. */
  readonly atWindow: readonly Newcomer[];
  /** Three firms of the list whose first payment fails. */
  readonly failing: readonly string[];
  /** Whom the training's earlier cases brought, by firm. */
  readonly earlier: ReadonlyMap<string, readonly { readonly name: string; readonly citizenId: string }[]>;
}

type Rows = County['rows'];

/** As the registers have them: paid through July, nothing put off, a regular diploma of the year, a contract, no other money. */
function isInOrder(rows: Rows): (person: Newcomer) => boolean {
  const by = (kind: keyof Rows) => new Map(rows[kind].map((row) => [row['citizenId'], row]));
  const [insured, graduated, answers, contracts] = [
    by('insurance'),
    by('graduates'),
    by('graduateAnswers'),
    by('contracts'),
  ];
  const had = new Set([...rows.hiringSubsidy, ...rows.paid].map(({ citizenId }) => citizenId));
  return ({ citizenId, firm, enrolledOn, graduatedOn }) => {
    const [insurance, diploma, answer] = [insured.get(citizenId), graduated.get(citizenId), answers.get(citizenId)];
    return (
      firm.unitType === '企业' &&
      firm.status === '存续' &&
      enrolledOn <= '2022-07-31' &&
      graduatedOn.startsWith('2022') &&
      insurance?.['status'] === '参保缴费' &&
      insurance['deferred'] === '否' &&
      insurance['unifiedSocialCreditCode'] === firm.unifiedSocialCreditCode &&
      diploma?.['category'] === '普通' &&
      diploma['fullTime'] === '是' &&
      answer?.['answer'] !== '否' &&
      contracts.has(citizenId) &&
      !had.has(citizenId) &&
      (insurance['paidThrough'] ?? '') >= '202207'
    );
  };
}

/** Somebody of these firms about whom one register says one thing. */
function refusedOf(rows: Rows, of: readonly Newcomer[], inOrder: readonly Newcomer[]): readonly Newcomer[] {
  const insured = new Map(rows.insurance.map((row) => [row['citizenId'], row]));
  const subsidised = new Set(rows.hiringSubsidy.map(({ citizenId }) => citizenId));
  const left = of.find(({ citizenId }) => {
    const row = insured.get(citizenId);
    return row?.['status'] === '终止缴费' && row['paidThrough'] === '202205' && !subsidised.has(citizenId);
  });
  const had = of.find((one) => subsidised.has(one.citizenId) && one !== left);
  const deferred = inOrder.at(-1);
  if (left === undefined || had === undefined || deferred === undefined)
    throw new Error('the county has nobody like that');
  return [left, had, deferred];
}

/** The month of this county. */
export async function planMonth(): Promise<Plan> {
  const { newcomers, rows } = makeCounty(randomFrom(TRAINING_SEED));
  const { history } = await trainingCounty();
  const came = new Set(history.map(({ application }) => application.employer.name));
  const here = newcomers.filter(({ firm }) => firm.divisionCode === '440802' && !came.has(firm.name));
  const inOrder = here.filter(isInOrder(rows));
  const firms = new Map<string, Newcomer[]>();
  for (const one of inOrder) firms.set(one.firm.name, [...(firms.get(one.firm.name) ?? []), one]);
  const large = [...firms.values()].toSorted((one, other) => other.length - one.length);
  const wanted = LISTED - OUT + AT_WINDOW + 1;
  const chosen: Newcomer[][] = [];
  while (chosen.flat().length < wanted) chosen.push(large[chosen.length] ?? []);
  const atWindow = chosen.slice(0, AT_WINDOW).flatMap(([first]) => first ?? []);
  const rest = chosen
    .flat()
    .filter((one) => !atWindow.includes(one))
    .slice(0, LISTED - OUT + 1);
  const refused = refusedOf(rows, here, rest);
  const earlier = new Map(
    history.map(({ application: { employer, roster } }) => [
      employer.name,
      roster.map(({ name, citizenId }) => ({ name, citizenId })),
    ]),
  );
  return {
    listed: [...rest.slice(0, LISTED - OUT), ...refused],
    refused,
    atWindow,
    failing: chosen.slice(1, 4).flatMap(([first]) => first?.firm.name ?? []),
    earlier,
  };
}

export interface Sum {
  readonly firms: number;
  readonly persons: number;
  readonly amountFen: number;
}

/** Persons by firm as sums. */
export const sumOf = (persons: readonly { readonly firm: string }[]): Sum => ({
  firms: new Set(persons.map(({ firm }) => firm)).size,
  persons: persons.length,
  amountFen: persons.length * EACH,
});

/** `9,000.00`, written here once more. */
export function yuan(fen: number): string {
  const [whole = '', cents = ''] = (fen / 100).toFixed(2).split('.');
  return `${whole.replace(/\B(?=(?:\d{3})+$)/gu, ',')}.${cents}`;
}
