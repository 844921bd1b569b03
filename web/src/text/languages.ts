import { en, type Messages } from './en';
import { pl } from './pl';

/** A translation is a message file, its entry here, and the name that its speakers give to the language. */
export const translations = { en, pl } satisfies Record<string, Messages>;

export type Language = keyof typeof translations;

/** In the order in which they are offered. */
export const languageNames: Record<Language, string> = { en: 'English', pl: 'Polski' };

const isLanguage = (name: string): name is Language => Object.hasOwn(translations, name);

/**
 * The language to begin with: the one that the address names, else the one chosen before, else the first of the browser's
 * that there is a translation into, else English.
 *
 * @param search the part of the address from `?` on.
 * @param kept what was chosen before.
 * @param preferred the browser's languages, such as `pl-PL`, the most wanted first.
 */
export function firstLanguage(search: string, kept: string | null, preferred: readonly string[]): Language {
  const asked = [new URLSearchParams(search).get('lang'), kept, ...preferred];
  const known = asked.map((name) => name?.toLowerCase().split('-')[0] ?? '').find(isLanguage);
  return known ?? 'en';
}

/** The address with this language in it, where it names one. */
export function addressIn(language: Language, address: string): string {
  const changed = new URL(address);
  if (changed.searchParams.has('lang')) changed.searchParams.set('lang', language);
  return changed.href;
}
