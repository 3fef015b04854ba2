/** What a reader throws, and open-book.ts turns into a sentence, when a file passes a limit or a part of it is broken. */
import { limits } from '../domain/limits.ts';

const number = (value: number): string => String(value);

/** A file passes a limit of `limits`. `fact`: a sentence that says which. */
export class TooMuch extends Error {
  readonly fact: string;

  constructor(fact: string) {
    super('file over a limit');
    this.fact = fact;
  }
}

export const tooManyRows = (): TooMuch => new TooMuch(`表格超过 ${number(limits.sheetRows)} 行。`);
export const tooManyCells = (): TooMuch => new TooMuch(`表格超过 ${number(limits.sheetCells)} 个单元格。`);
export const tooManyMerges = (): TooMuch => new TooMuch(`合并单元格超过 ${number(limits.sheetMerges)} 处。`);
export const tooManySheets = (): TooMuch => new TooMuch(`工作表超过 ${number(limits.sheets)} 张。`);
export const cellTooLong = (): TooMuch => new TooMuch(`有单元格超过 ${number(limits.cellCharacters)} 个字。`);
export const unpacksTooLarge = (): TooMuch =>
  new TooMuch(`文件展开后超过 ${number(limits.unpackedBytes / 1024 / 1024)} MB。`);
export const registerUnpacksTooLarge = (): TooMuch =>
  new TooMuch(`文件展开后超过 ${number(limits.registerUnpackedBytes / 1024 / 1024)} MB。`);
export const tooManyColumns = (most: number): TooMuch => new TooMuch(`表格超过 ${number(most)} 列。`);
export const tooManyParts = (): TooMuch => new TooMuch(`压缩包里超过 ${number(limits.archiveParts)} 个文件。`);
