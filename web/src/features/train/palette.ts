/** The colours of runs that are compared, as names of CSS variables; see theme.css. */
const names = ['--accent', '--second', '--third', '--fourth', '--fifth', '--sixth'] as const;

/**
 * A run's colour: it changes only when one before it is removed.
 *
 * @param runs those that are kept; one that is not yet among them will be the last.
 */
export function runColour(runs: readonly { readonly id: string }[], id: string): string {
  const index = runs.findIndex((run) => run.id === id);
  return names[(index < 0 ? runs.length : index) % names.length] ?? names[0];
}
