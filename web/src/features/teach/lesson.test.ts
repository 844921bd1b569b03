import { expect, it } from 'vitest';
import {
  exampleOf,
  isLesson,
  learnable,
  lessonFromFile,
  lessonToFile,
  mostExamples,
  without,
  withExamples,
  type Lesson,
} from './lesson';

const picture = (value: number) => new Uint8Array(784).fill(value);
const lesson = withExamples([], [exampleOf(picture(1), 'Bag'), exampleOf(picture(2), 'Coat')]);

it('each picture is there once; named again, it has the new name', () => {
  expect(lesson.map(({ label }) => label)).toEqual(['Bag', 'Coat']);
  const renamed = withExamples(lesson, [exampleOf(picture(1), 'Dress')]);
  expect(renamed.map(({ label }) => label)).toEqual(['Dress', 'Coat']);
  expect(renamed[0]?.id).toBe(lesson[0]?.id);
});

it('an example keeps its pixels when the engine reuses the memory they came in', () => {
  const pixels = picture(7);
  const kept = withExamples([], [exampleOf(pixels, 'Bag')]);
  pixels.fill(0);
  expect(kept[0]?.pixels[0]).toBe(7);
});

it('a lesson takes no more than the network can learn in seconds', () => {
  const many = Array.from({ length: mostExamples + 1 }, (_, i) =>
    exampleOf(new Uint8Array(784).fill(i % 251, i), 'Bag'),
  );
  expect(withExamples([], many)).toHaveLength(mostExamples);
});

it('what is taken out is gone', () => {
  expect(without(lesson, lesson[0]?.id ?? '').map(({ label }) => label)).toEqual(['Coat']);
});

it('a network learns the classes that it knows', () => {
  expect(learnable(lesson, ['Shoe', 'Coat'])).toEqual([{ id: lesson[1]?.id, pixels: picture(2), label: 1 }]);
});

it('a file brings the lesson back', () => {
  const back = lessonFromFile(lessonToFile(lesson));
  const content = (examples: Lesson | null) => examples?.map(({ label, pixels }) => ({ label, pixels }));
  expect(content(back)).toEqual(content(lesson));
});

it.each([
  '',
  'Buy thread.',
  'null',
  '{"format": "atelier-lesson", "version": 2, "examples": []}',
  '{"format": "atelier-lesson", "version": 1, "examples": [{"label": "Bag", "pixels": "AAAA"}]}',
  '{"format": "atelier-lesson", "version": 1, "examples": [{"label": 3, "pixels": "AAAA"}]}',
  '{"format": "atelier-lesson", "version": 1, "examples": [null]}',
])('%s is no lesson', (text) => {
  expect(lessonFromFile(text)).toBeNull();
});

it('only what is a lesson is taken from what was kept', () => {
  expect(isLesson(lesson)).toBe(true);
  expect(isLesson([])).toBe(true);
  expect(isLesson(undefined)).toBe(false);
  expect(isLesson([null])).toBe(false);
  expect(isLesson([{ id: 'a', label: 'Bag', pixels: new Uint8Array(3) }])).toBe(false);
});
