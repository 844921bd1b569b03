import { language, text, type Language } from '../text';

/** What writes numbers in one language. */
interface Writers {
  readonly whole: Intl.NumberFormat;
  readonly percent: Intl.NumberFormat;
  readonly exactPercent: Intl.NumberFormat;
  readonly loss: Intl.NumberFormat;
  readonly megabytes: Intl.NumberFormat;
  readonly date: Intl.DateTimeFormat;
  readonly exact: Intl.NumberFormat;
  /** What stands before a number's decimals. */
  readonly decimalMark: string;
}

/** Made once a language: that takes longer than to write a number. */
const made = new Map<Language, Writers>();

function writers(): Writers {
  const locale = language();
  const writers = made.get(locale) ?? makeWriters(locale);
  made.set(locale, writers);
  return writers;
}

function makeWriters(locale: Language): Writers {
  const decimals = (digits: number) =>
    // Polish leaves 1234 ungrouped by default and groups 12345; one rule for all reads better in columns.
    ({ minimumFractionDigits: digits, maximumFractionDigits: digits, useGrouping: true }) as const;
  return {
    whole: new Intl.NumberFormat(locale, decimals(0)),
    percent: new Intl.NumberFormat(locale, { style: 'percent', ...decimals(0) }),
    exactPercent: new Intl.NumberFormat(locale, { style: 'percent', ...decimals(2) }),
    loss: new Intl.NumberFormat(locale, decimals(3)),
    megabytes: new Intl.NumberFormat(locale, decimals(1)),
    date: new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' }),
    exact: new Intl.NumberFormat(locale, { maximumSignificantDigits: 16, useGrouping: true }),
    decimalMark: new Intl.NumberFormat(locale).formatToParts(0.5).find(({ type }) => type === 'decimal')?.value ?? '.',
  };
}

/** 48000 as 48,000. */
export function formatCount(value: number): string {
  return writers().whole.format(value);
}

/** 0.974 as 97%. Small chances are not rounded to 0%, unless they are below 0.1%, nor large ones to 100%. */
export function formatProbability(value: number): string {
  const { percent } = writers();
  if (value >= 0.001 && value < 0.005) return `<${percent.format(0.01)}`;
  if (value < 1 && value >= 0.995) return `>${percent.format(0.99)}`;
  return percent.format(value);
}

/** 0.9 as 90%: for axes and other round values. */
export function formatPercent(value: number): string {
  return writers().percent.format(value);
}

/** What stands for a value that is not known. */
const unknown = '–';

/** 0.90954 as 90.95%. */
export function formatAccuracy(value: number | null): string {
  return value === null ? unknown : writers().exactPercent.format(value);
}

export function formatLoss(value: number | null): string {
  if (value === null) return unknown;
  return Number.isFinite(value) ? writers().loss.format(value) : text.units.notFinite;
}

/** A number as short as it is: 0.001, 100,000. */
export function formatNumber(value: number): string {
  return writers().exact.format(value);
}

/** A number that somebody types, or a word in its place, as it stands in a field: 0.5 with the language's mark. */
export function fieldText(plain: string): string {
  return plain.replace('.', writers().decimalMark);
}

/** What was typed into such a field, as programs write it: with a point, whichever mark was typed. */
export function plainText(typed: string): string {
  return typed.replace(',', '.');
}

/** Bytes as megabytes without the unit: 23456789 as 23.5. */
export function formatMegabytes(bytes: number): string {
  return writers().megabytes.format(bytes / 1e6);
}

/** A moment as Date.toISOString writes it, as people say it: Nov 20, 2026, 6:05 PM. */
export function formatDate(moment: string): string {
  return writers().date.format(new Date(moment));
}

/** Seconds with the units' international symbols: 8 s, 1 min 20 s, 1 h 5 min. */
export function formatDuration(seconds: number): string {
  const total = Math.max(0, Math.round(seconds));
  if (total < 60) return `${total} s`;
  if (total < 3600) return join(Math.floor(total / 60), 'min', total % 60, 's');
  const minutes = Math.round(total / 60);
  return join(Math.floor(minutes / 60), 'h', minutes % 60, 'min');
}

function join(large: number, largeUnit: string, small: number, smallUnit: string): string {
  return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
}
