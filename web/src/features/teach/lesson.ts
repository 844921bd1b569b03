/** A picture that the visitor has named. */
export interface Example {
  /** Never the same for two examples, of this visit or another. */
  readonly id: string;
  /** The class' name in the network's file, in no language of the page. */
  readonly label: string;
  /** 28 x 28, 0 to 255, as the network sees it. */
  readonly pixels: Uint8Array<ArrayBuffer>;
}

export type Lesson = readonly Example[];

/** More would take the network more than a few seconds to learn. */
export const mostExamples = 200;

const pixelCount = 28 * 28;

/** A picture of the visitor's under a name; the pixels are copied. */
export function exampleOf(pixels: Uint8Array, label: string): Example {
  return { id: crypto.randomUUID(), label, pixels: new Uint8Array(pixels) };
}

/** The lesson with these pictures; one that is there already is named anew. What is too much is left out. */
export function withExamples(lesson: Lesson, added: Lesson): Lesson {
  const longer = added.reduce<Lesson>((before, { id, label, pixels }) => {
    const same = before.find((example) => example.pixels.every((value, i) => value === pixels[i]));
    return same
      ? before.map((example) => (example === same ? { ...example, label } : example))
      : [...before, { id, label, pixels }];
  }, lesson);
  return longer.slice(0, mostExamples);
}

export function without(lesson: Lesson, id: string): Lesson {
  return lesson.filter((example) => example.id !== id);
}

/** The examples that a network of these classes can learn, as the engine takes them. */
export function learnable(
  lesson: Lesson,
  classNames: readonly string[],
): { id: string; pixels: Uint8Array; label: number }[] {
  return lesson.flatMap(({ id, pixels, label }) => {
    const index = classNames.indexOf(label);
    return index < 0 ? [] : [{ id, pixels, label: index }];
  });
}

/** The lesson as a file's text: readable by any program, a picture in base64. */
export function lessonToFile(lesson: Lesson): string {
  const examples = lesson.map(({ label, pixels }) => ({ label, pixels: btoa(String.fromCharCode(...pixels)) }));
  return JSON.stringify({ format: 'atelier-lesson', version: 1, width: 28, height: 28, examples }, null, 1);
}

/** The examples in a file's text; null if it is no lesson. */
export function lessonFromFile(text: string): Lesson | null {
  try {
    const file = JSON.parse(text) as { format?: unknown; version?: unknown; examples?: unknown };
    if (file.format !== 'atelier-lesson' || file.version !== 1 || !Array.isArray(file.examples)) return null;
    return file.examples.map((example: { label?: unknown; pixels?: unknown }) => {
      if (typeof example.label !== 'string' || typeof example.pixels !== 'string') throw new Error('no example');
      const pixels = Uint8Array.from(atob(example.pixels), (character) => character.charCodeAt(0));
      if (pixels.length !== pixelCount) throw new Error('no picture of 28 x 28 pixels');
      return { id: crypto.randomUUID(), label: example.label, pixels };
    });
  } catch {
    return null;
  }
}

/** What was kept by an earlier visit, as far as it is a lesson. */
export function isLesson(kept: unknown): kept is Lesson {
  return (
    Array.isArray(kept) &&
    kept.every(
      (example: Partial<Example> | null) =>
        typeof example?.id === 'string' &&
        typeof example.label === 'string' &&
        example.pixels instanceof Uint8Array &&
        example.pixels.length === pixelCount,
    )
  );
}
