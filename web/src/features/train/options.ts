import type { TrainOptions } from '../../engine/engine';
import { text } from '../../text';
import { formatCount } from '../../ui/format';

/** What stands in the form: text, as typed. */
export interface OptionFields {
  preset: string;
  epochs: string;
  batchSize: string;
  learningRate: string;
  seed: string;
}

export type NumberField = Exclude<keyof OptionFields, 'preset'>;

/** A sentence for each field that cannot be used as it is. */
export type FieldProblems = Partial<Record<NumberField, string>>;

/** Trains `classic` to about 90 % in a minute or two. */
export const defaultFields: OptionFields = {
  preset: 'classic',
  epochs: '5',
  batchSize: '128',
  learningRate: '0.001',
  seed: '1',
};

const wholeRanges = {
  epochs: [1, 1000],
  batchSize: [1, 4096],
  seed: [0, Number.MAX_SAFE_INTEGER],
} as const;

/** The fields as options, or what is wrong with them. */
export function readFields(fields: OptionFields): { options: TrainOptions | null; problems: FieldProblems } {
  const problems: FieldProblems = {};
  for (const field of ['epochs', 'batchSize', 'seed'] as const) {
    const [least, most] = wholeRanges[field];
    const value = readNumber(fields[field]);
    if (!Number.isInteger(value)) problems[field] = text.train.notWhole;
    else if (value < least || value > most) {
      problems[field] = text.train.between(formatCount(least), formatCount(most));
    }
  }
  const rate = readNumber(fields.learningRate);
  if (Number.isNaN(rate)) problems.learningRate = text.train.notNumber;
  else if (!(rate > 0 && rate <= 1)) problems.learningRate = text.train.rateRange;

  if (Object.keys(problems).length > 0) return { options: null, problems };
  return {
    options: {
      preset: fields.preset,
      epochs: readNumber(fields.epochs),
      batchSize: readNumber(fields.batchSize),
      learningRate: rate,
      seed: readNumber(fields.seed),
    },
    problems,
  };
}

/** NaN for all but plain decimal numbers: no hexadecimal, no infinity, nothing empty. */
function readNumber(typed: string): number {
  const trimmed = typed.trim();
  return /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i.test(trimmed) ? Number(trimmed) : NaN;
}

/** The part of the page's address after `#` that brings these fields back. */
export function fieldsToHash(fields: OptionFields): string {
  return `#${new URLSearchParams({ ...fields }).toString()}`;
}

/** The fields that an address gives; defaults for those it does not. */
export function fieldsFromHash(hash: string): OptionFields {
  const given = new URLSearchParams(hash.replace(/^#/, ''));
  const fields = { ...defaultFields };
  for (const field of Object.keys(fields) as (keyof OptionFields)[]) {
    fields[field] = given.get(field) ?? fields[field];
  }
  return fields;
}
