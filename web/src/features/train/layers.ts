import type { Layer, LayerValue } from '../../engine/engine';
import { fieldText, plainText } from '../../ui/format';

/** An option of a layer, as its field in the editor. */
export interface LayerField {
  readonly name: string;
  /** `size` is a whole number, or height x width. */
  readonly type: 'whole' | 'number' | 'size' | 'word' | 'switch';
  readonly words?: readonly string[];
}

const activation: LayerField = { name: 'activation', type: 'word', words: ['linear', 'relu'] };
const padding: LayerField = { name: 'padding', type: 'word', words: ['valid', 'same'] };
const strides: LayerField = { name: 'strides', type: 'size' };
const useBias: LayerField = { name: 'use_bias', type: 'switch' };
const pooling: readonly LayerField[] = [{ name: 'pool_size', type: 'size' }, strides, padding];

/** The kinds of layers, with Keras' names, in the order in which they are offered. */
export const layerFields: Readonly<Record<string, readonly LayerField[]>> = {
  conv2d: [
    { name: 'filters', type: 'whole' },
    { name: 'kernel_size', type: 'size' },
    strides,
    padding,
    activation,
    useBias,
  ],
  max_pooling2d: pooling,
  average_pooling2d: pooling,
  global_average_pooling2d: [],
  batch_normalization: [{ name: 'momentum', type: 'number' }, { name: 'epsilon', type: 'number' }, activation],
  dropout: [{ name: 'rate', type: 'number' }],
  relu: [],
  flatten: [],
  dense: [
    { name: 'units', type: 'whole' },
    { name: 'activation', type: 'word', words: ['linear', 'relu', 'softmax'] },
    useBias,
  ],
};

/** The options of a layer's kind; none where that is unknown, which the engine says. */
export function fieldsOf({ type }: Layer): readonly LayerField[] {
  return Object.hasOwn(layerFields, type) ? (layerFields[type] ?? []) : [];
}

/** A layer of a kind as one begins with. */
export const newLayers: Readonly<Record<string, Layer>> = {
  conv2d: { type: 'conv2d', filters: 32, kernel_size: [3, 3], strides: [1, 1], padding: 'same', activation: 'relu' },
  max_pooling2d: { type: 'max_pooling2d', pool_size: [2, 2], strides: [2, 2], padding: 'valid' },
  average_pooling2d: { type: 'average_pooling2d', pool_size: [2, 2], strides: [2, 2], padding: 'valid' },
  global_average_pooling2d: { type: 'global_average_pooling2d' },
  batch_normalization: { type: 'batch_normalization', momentum: 0.9, epsilon: 0.00001, activation: 'linear' },
  dropout: { type: 'dropout', rate: 0.3 },
  relu: { type: 'relu' },
  flatten: { type: 'flatten' },
  dense: { type: 'dense', units: 64, activation: 'relu', use_bias: true },
};

/** A layer's option as text: 3 for a square size, 3 x 5 for another. */
export function layerText(layer: Layer, { name, type }: LayerField): string {
  const value: LayerValue | undefined = layer[name];
  if (value === undefined) return type === 'switch' ? 'true' : '';
  if (typeof value === 'number') return fieldText(String(value));
  if (typeof value !== 'object') return String(value);
  const [height, width] = value;
  return height === width ? String(height) : value.join(' × ');
}

/** The layer with another value of an option. What is no such value stays text, and the engine says what is wrong. */
export function withText(layer: Layer, field: LayerField, typed: string): Layer {
  return { ...layer, [field.name]: parse(field, typed.trim()) };
}

function parse({ type }: LayerField, typed: string): LayerValue {
  if (type === 'switch') return typed === 'true';
  if (type === 'word') return typed;
  const decimal = plainText(typed);
  if (type === 'number') return /^\d*\.?\d+(e[+-]?\d+)?$/i.test(decimal) ? Number(decimal) : typed;
  const sizes = /^(\d+)(?:\s*[x×*]\s*(\d+))?$/i.exec(typed);
  if (!sizes) return typed;
  const height = Number(sizes[1]);
  if (type === 'whole') return sizes[2] === undefined ? height : typed;
  return [height, sizes[2] === undefined ? height : Number(sizes[2])];
}

/** What is worth telling of a layer in a line: 28 · 3 · relu. */
export function brief(layer: Layer): string {
  const main = fieldsOf(layer).filter(({ name }) =>
    ['filters', 'kernel_size', 'pool_size', 'units', 'rate'].includes(name),
  );
  const said = main.map((field) => {
    const written = layerText(layer, field);
    return field.type === 'size' && !written.includes('×') ? `${written} × ${written}` : written;
  });
  if (typeof layer['activation'] === 'string' && layer['activation'] !== 'linear') said.push(layer['activation']);
  return said.join(', ');
}

/** Where a new layer goes: before what makes a list of numbers of the picture, or before the answer. */
export function placeFor(kind: string, layers: readonly Layer[]): number {
  const flat = layers.findIndex(({ type }) => type === 'flatten' || type === 'global_average_pooling2d');
  const onLists = ['dense', 'flatten', 'global_average_pooling2d'].includes(kind);
  const place = onLists || flat < 0 ? layers.length - 1 : flat;
  return Math.max(0, place);
}

/** The list with the item at `from` moved to `to`. */
export function moved<Item>(list: readonly Item[], from: number, to: number): Item[] {
  const others = list.filter((_, index) => index !== from);
  return [...others.slice(0, to), ...list.slice(from, from + 1), ...others.slice(to)];
}
