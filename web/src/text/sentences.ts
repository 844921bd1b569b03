/**
 * What the engine says, in another language: [its sentence, the page's], both with {} for what differs from case to case.
 * The first that fits is taken. What stands for {} is put into the other sentence in the same order, or where {1}, {2}, ...
 * are, and is looked up in turn: sentences that have other ones in them need not be listed in all combinations.
 */
export type Sentences = readonly (readonly [english: string, translated: string])[];

interface Rule {
  readonly pattern: RegExp;
  readonly translated: string;
}

const compiled = new WeakMap<Sentences, readonly Rule[]>();

/**
 * A sentence of the engine by these rules; as it is where there is none for it. The engine's sentences are its errors' codes:
 * it is written for engineers, too, who read them on the command line and in the console, and they say what their values are.
 */
export function translated(sentence: string, sentences: Sentences): string {
  const rules = compiled.get(sentences) ?? sentences.map(compile);
  compiled.set(sentences, rules);
  return translate(sentence, rules);
}

function compile([english, translation]: Sentences[number]): Rule {
  const parts = english.split('{}').map((part) => part.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'));
  return { pattern: new RegExp(`^${parts.join('(.+?)')}$`, 's'), translated: translation };
}

function translate(said: string, rules: readonly Rule[]): string {
  for (const rule of rules) {
    const [, ...values] = rule.pattern.exec(said) ?? [];
    if (values.length === 0 && !rule.pattern.test(said)) continue;
    let next = 0;
    return rule.translated.replace(/\{(\d*)\}/g, (_, place: string) => {
      const index = place === '' ? next++ : Number(place) - 1;
      return translate(values[index] ?? '', rules);
    });
  }
  return said;
}
