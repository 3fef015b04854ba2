import { matchHeadings } from '#shared/registry/registry-heading-match.ts';
import { registryLayouts } from '#shared/registry/registry-headings.ts';
import type { RegistryKind } from '#shared/domain/registries.ts';
import type { FileInspection } from '../../store/registry/registry-store.ts';
import { SelectField } from '../../ui/Field.tsx';
import type { Mapping } from './use-import.ts';

/** Which column of the file each field is read from, as the headings and `mapping` say now. Field → heading. */
function chosenHeadings(kind: RegistryKind, inspection: FileInspection, mapping: Mapping): Map<string, string> {
  const { cellOf } = matchHeadings(kind, inspection.headings, mapping);
  const { columns } = registryLayouts[kind];
  return new Map(columns.map(({ field }, index) => [field, inspection.headings[cellOf[index] ?? -1] ?? '']));
}

/** A field's column changed by hand: the heading is taken for it, and no longer for another. */
export function remap(mapping: Mapping, chosen: ReadonlyMap<string, string>, field: string, heading: string): Mapping {
  const next: Record<string, string> = {};
  for (const [other, its] of chosen) if (its !== '' && other !== field && its !== heading) next[its] = other;
  for (const [its, other] of Object.entries(mapping))
    if (other !== field && next[its] === undefined && its !== heading) next[its] = other;
  if (heading !== '') next[heading] = field;
  return next;
}

export interface MappingTableProps {
  readonly kind: RegistryKind;
  readonly inspection: FileInspection;
  readonly mapping: Mapping;
  readonly onChange: (mapping: Mapping) => void;
}

/** Column by column: what we need, where it stands in the file, an example of what stands there. */
export function MappingTable({ kind, inspection, mapping, onChange }: MappingTableProps) {
  const chosen = chosenHeadings(kind, inspection, mapping);
  const headings = [...new Set(inspection.headings.filter((heading) => heading !== ''))];
  const options = [{ value: '', label: '（文件里没有）' }, ...headings.map((value) => ({ value, label: value }))];
  const example = (heading: string): string => {
    const cell = inspection.headings.indexOf(heading);
    return heading === '' || cell < 0 ? '' : (inspection.examples[0]?.[cell] ?? '');
  };
  return (
    <div className="registry__mapping">
      {registryLayouts[kind].columns.map((column) => {
        const heading = chosen.get(column.field) ?? '';
        const needed = column.required === true || column.columnRequired === true;
        return (
          <SelectField
            key={column.field}
            label={`${column.heading}${needed ? '（必需）' : ''}`}
            value={heading}
            hint={example(heading) === '' ? undefined : `例：${example(heading)}`}
            options={options}
            onChange={(event) => onChange(remap(mapping, chosen, column.field, event.target.value))}
          />
        );
      })}
    </div>
  );
}
