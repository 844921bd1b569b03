let made = 0;

/** For the record of a run that starts now: the moment, as Date.toISOString writes it, and an id that no other run has. */
export function startOfRun(): { readonly id: string; readonly date: string } {
  const date = new Date().toISOString();
  made += 1;
  return { id: `${date}-${made}-${Math.random().toString(36).slice(2, 8)}`, date };
}
