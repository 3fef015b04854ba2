/** Contents of dispatches, sealed for the office's windows. Moved under another name, sender or addressee they do not open. */
import type { ZodType } from 'zod';
import { parsedJson } from '#shared/domain/parsed-json.ts';
import type { StoreParts } from '../cases/store-parts.ts';

export interface DispatchPlace {
  readonly window: string;
  readonly to: string | null;
  readonly name: string;
}

const aboutOf = ({ window, to, name }: DispatchPlace): string => JSON.stringify([window, to, name]);

/** `null` while the windows have no key in common. */
export const sealedDispatch = (
  { crypto }: Pick<StoreParts, 'crypto'>,
  place: DispatchPlace,
  content: unknown,
): Promise<string | null> => crypto.sealDispatch(aboutOf(place), JSON.stringify(content));

/** What one that was received says; `null` where it is gone, does not open or is of no form that this program knows. */
export async function openedDispatch<T>(
  { host, area, crypto }: Pick<StoreParts, 'host' | 'area' | 'crypto'>,
  place: DispatchPlace,
  form: ZodType<T>,
): Promise<T | null> {
  const { window, name } = place;
  const found = await host.call('post.dispatchContent', { area, window, name });
  const sealed = found.ok ? found.value.content : null;
  const text = sealed === null ? null : await crypto.openDispatch(aboutOf(place), sealed);
  return text === null ? null : (form.safeParse(parsedJson(text)).data ?? null);
}
