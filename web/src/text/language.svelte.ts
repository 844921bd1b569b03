import type { Messages } from './en';
import { addressIn, firstLanguage, translations, type Language } from './languages';

/** Where the visitor's choice is kept. */
const storageKey = 'atelier.language';

let current = $state<Language>('en');

/** The language that the page is shown in. What depends on it follows when it changes. */
export function language(): Language {
  return current;
}

/** Every word of the page in its language. */
export function messages(): Messages {
  return translations[current];
}

/** Shows the page in the language to begin with. To be called before anything is shown. */
export function startLanguage(): void {
  show(firstLanguage(location.search, keptChoice(), navigator.languages));
}

/** Shows the page in this language, now and at later visits. */
export function chooseLanguage(chosen: Language): void {
  show(chosen);
  try {
    localStorage.setItem(storageKey, chosen);
  } catch {
    // Storage is full or forbidden: the choice then lasts as long as the page.
  }
  // The address would otherwise overrule the choice at the next reload.
  history.replaceState(history.state, '', addressIn(chosen, location.href));
}

function keptChoice(): string | null {
  try {
    return localStorage.getItem(storageKey);
  } catch {
    return null;
  }
}

function show(shown: Language): void {
  current = shown;
  document.documentElement.lang = shown;
}
