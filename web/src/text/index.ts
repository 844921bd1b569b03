import { en, type Messages } from './en';
import { messages } from './language.svelte';
import { translated } from './sentences';

export type { Messages } from './en';
export { chooseLanguage, language, startLanguage } from './language.svelte';
export { languageNames, type Language } from './languages';

/**
 * The page's words in the language it is shown in. They are looked up as they are read, so that whatever shows them follows
 * a change of language, also when it holds on to a group of them (`const words = text.train`). What a feature keeps in a
 * constant of its own must therefore be a group, never a word.
 */
export const text: Messages = live(en, messages);

/** What the engine says, an error's message above all, in the page's language as far as it is known there. */
export function engineSentence(english: string): string {
  return translated(english, messages().sentences);
}

/** A class of a network in the page's language; classes of networks that came from elsewhere keep their names. */
export function className(name: string): string {
  return messages().classNames[name] ?? name;
}

/** An object like `shape` whose members are read from what `current` gives at that moment. */
function live<Group extends object>(shape: Group, current: () => object): Group {
  const groups = new Map<PropertyKey, unknown>();
  return new Proxy(shape, {
    get(_, key) {
      const value: unknown = Reflect.get(current(), key);
      if (typeof value !== 'object' || value === null) return value;
      const group = groups.get(key) ?? live(value, () => Reflect.get(current(), key) as object);
      groups.set(key, group);
      return group;
    },
  });
}
