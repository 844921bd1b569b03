import { expect, it } from 'vitest';
import { add, isBlank, undo, visible, type Mark, type Sketch, type Tool } from './sketch';

const stroke = (tool: Tool = 'brush'): Mark => ({ kind: 'stroke', tool, width: 0.1, points: [{ x: 0.5, y: 0.5 }] });
const cleared: Mark = { kind: 'cleared' };
const silhouette: Mark = { kind: 'silhouette', path: 'M0 0H1V1Z' };

it('a sheet is blank until something is drawn, and again when it is cleared', () => {
  expect(isBlank([])).toBe(true);
  expect(isBlank([stroke()])).toBe(false);
  expect(isBlank([stroke(), cleared])).toBe(true);
  expect(isBlank([cleared, stroke()])).toBe(false);
});

it('erasing on a blank sheet leaves it blank', () => {
  expect(isBlank([stroke('eraser')])).toBe(true);
});

it('undo brings back what was cleared', () => {
  const drawn = [stroke(), stroke()];
  expect(visible(undo(add(drawn, cleared)))).toEqual(drawn);
});

it('undo on an empty sketch does nothing', () => {
  expect(undo([])).toEqual([]);
});

it('a silhouette replaces what was there, strokes are added to it', () => {
  const pen = stroke();
  expect(visible([stroke(), silhouette])).toEqual([silhouette]);
  expect(visible([stroke(), silhouette, pen])).toEqual([silhouette, pen]);
});

it('only a few sheets are kept for undo, the strokes of the last ones in full', () => {
  let sketch: Sketch = [];
  for (let i = 0; i < 20; ++i) {
    sketch = add(add(sketch, silhouette), stroke());
  }
  expect(sketch.filter((mark) => mark.kind === 'silhouette')).toHaveLength(5);
  expect(sketch.filter((mark) => mark.kind === 'stroke')).toHaveLength(5);
});

it('strokes alone are never dropped', () => {
  let sketch: Sketch = [];
  for (let i = 0; i < 500; ++i) sketch = add(sketch, stroke());
  expect(sketch).toHaveLength(500);
});
