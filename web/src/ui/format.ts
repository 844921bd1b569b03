const locale = 'en';
const whole = new Intl.NumberFormat(locale, { maximumFractionDigits: 0 });
const percent = new Intl.NumberFormat(locale, { style: 'percent', maximumFractionDigits: 0 });
const exactPercent = new Intl.NumberFormat(locale, {
  style: 'percent',
  minimumFractionDigits: 2,
  maximumFractionDigits: 2,
});
const loss = new Intl.NumberFormat(locale, { minimumFractionDigits: 3, maximumFractionDigits: 3 });
const megabytes = new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 });

/** 48000 as 48,000. */
export function formatCount(value: number): string {
  return whole.format(value);
}

/** 0.974 as 97%. Small chances are not rounded to 0%, unless they are below 0.1%, nor large ones to 100%. */
export function formatProbability(value: number): string {
  if (value >= 0.001 && value < 0.005) return `<${percent.format(0.01)}`;
  if (value < 1 && value >= 0.995) return `>${percent.format(0.99)}`;
  return percent.format(value);
}

/** What stands for a value that is not known. */
const unknown = '–';

/** 0.90954 as 90.95%. */
export function formatAccuracy(value: number | null): string {
  return value === null ? unknown : exactPercent.format(value);
}

export function formatLoss(value: number | null): string {
  if (value === null) return unknown;
  return Number.isFinite(value) ? loss.format(value) : 'not finite';
}

/** Bytes as megabytes without the unit: 23456789 as 23.5. */
export function formatMegabytes(bytes: number): string {
  return megabytes.format(bytes / 1e6);
}

/** Seconds as people say them: 8 s, 1 min 20 s, 1 h 5 min. */
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
