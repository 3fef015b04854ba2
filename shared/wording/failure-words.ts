/** What sentences about failures share: the four parts, facts that may be known, and what is safe. */
import type { Failure } from '../contract/failure.ts';
import { actionLabels } from './labels.ts';

export interface FailureWording {
  readonly title: string;
  readonly whatHappened: string;
  readonly whatIsSafe: string;
  readonly whatToDo: string;
}

export type Detail = NonNullable<Failure['detail']>;
export type Words = (detail: Detail) => FailureWording;

export const SAVED_STAYS = '已显示“已保存”的办件都在本机台账中，不受影响。';
export const TYPED_STAYS = '已录入的内容仍在屏幕上，办件没有保存，也没有占用编号。';
/** Nothing was written, unless the disk could not even take a half-written line back: then nobody knows. */
export const notWritten = (detail: Detail): string =>
  detail['uncertain'] === true
    ? '已录入的内容仍在屏幕上；这一步写没写进台账不能确定，重新打开后会列为“上次未确认”，由您决定。'
    : TYPED_STAYS;
export const REPORT = '如反复出现，请点“保存故障报告”，把报告交给维护人员。';

export const has = (detail: Detail, key: string): boolean => detail[key] !== undefined && detail[key] !== '';
/** `before` + fact + `after` when the fact is known, else nothing. */
export const fact = (detail: Detail, key: string, before: string, after = ''): string =>
  has(detail, key) ? `${before}${String(detail[key])}${after}` : '';

/** The step in the words of the counter; a code never reaches the clerk. */
export function actionWords(detail: Detail): string {
  const label = Object.entries(actionLabels).find(([kind]) => kind === detail['action'])?.[1];
  return label === undefined ? '这一步' : `“${label}”`;
}
