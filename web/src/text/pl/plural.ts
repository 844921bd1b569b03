const rules = new Intl.PluralRules('pl');

/** The form of a noun that goes with a number: 1 obraz, 2 obrazy, 5 obrazów. */
export function counted(count: number, one: string, few: string, many: string): string {
  const rule = rules.select(count);
  return rule === 'one' ? one : rule === 'few' ? few : many;
}
