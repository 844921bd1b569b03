import type { Layer, Network, OptionValue, Preset, Recipe, TrainOption } from '../../engine/engine';
import type { RunRecord } from '../../session/runs.svelte';
import { text } from '../../text';
import { formatNumber, plainText } from '../../ui/format';

/** What stands in the form: option names to text, as typed, but with a point before decimals. */
export type OptionTexts = Readonly<Record<string, string>>;

/** A training as the form and the page's address describe it. */
export interface Choice {
  readonly recipe: Recipe;
  readonly network: Network;
  /** The network is this preset, unchanged; null if it is the visitor's own. */
  readonly preset: string | null;
  readonly texts: OptionTexts;
}

/** What there is to choose from, as the engine lists it. */
export interface Catalogue {
  readonly options: readonly TrainOption[];
  readonly recipes: readonly Recipe[];
  readonly presets: readonly Preset[];
}

/** The name of networks that are no preset. */
export const ownNetworkName = 'custom';

/** What the form begins with: whoever presses start without a further thought sees a trained network in seconds. */
export const firstRecipe = 'sprint';

/** A recipe as it is. */
export function choiceOf(recipe: Recipe, { options, presets }: Catalogue): Choice {
  const preset = presets.find(({ name }) => name === recipe.preset);
  if (!preset) throw new Error(`recipe ${recipe.name}: there is no preset ${recipe.preset}`);
  return {
    recipe,
    network: preset.network,
    preset: preset.name,
    texts: Object.fromEntries(options.map((option) => [option.name, recipeText(option, recipe)])),
  };
}

/** What the recipe says of an option; its default where it says nothing. */
export function recipeText({ name, usual }: TrainOption, recipe: Recipe): string {
  const value: OptionValue | undefined = recipe.options[name];
  return value === undefined ? usual : String(value);
}

/** The options that are not as the recipe says, by name. Numbers count as equal however they are written. */
export function changedOptions(options: readonly TrainOption[], { recipe, texts }: Choice): string[] {
  return options
    .filter((option) => !isSame(texts[option.name] ?? '', recipeText(option, recipe)))
    .map(({ name }) => name);
}

function isSame(typed: string, other: string): boolean {
  const trimmed = typed.trim();
  return trimmed === other || (trimmed !== '' && Number(trimmed) === Number(other));
}

/** As the engine reads numbers: without spaces. */
export function trimmed(texts: OptionTexts): Record<string, string> {
  return Object.fromEntries(Object.entries(texts).map(([name, typed]) => [name, typed.trim()]));
}

/** The part of the page's address after `#` that brings this choice back: what differs from the recipe only. */
export function choiceToHash(choice: Choice, catalogue: Catalogue): string {
  const { recipe, preset, network, texts } = choice;
  const parameters = new URLSearchParams({ recipe: recipe.name });
  if (preset === null) parameters.set('network', JSON.stringify({ input: network.input, layers: network.layers }));
  else if (preset !== recipe.preset) parameters.set('network', preset);
  for (const name of changedOptions(catalogue.options, choice)) parameters.set(name, (texts[name] ?? '').trim());
  return `#${parameters.toString()}`;
}

/** The choice that an address gives; `firstRecipe` as it is where it says nothing, or nothing that makes sense. */
export function choiceFromHash(hash: string, catalogue: Catalogue): Choice | null {
  const given = new URLSearchParams(hash.replace(/^#/, ''));
  const named = (wanted: string | null) => catalogue.recipes.find(({ name }) => name === wanted);
  const recipe = named(given.get('recipe')) ?? named(firstRecipe);
  if (!recipe) return null;
  const choice = choiceOf(recipe, catalogue);
  const texts = { ...choice.texts };
  for (const { name } of catalogue.options) texts[name] = plainText(given.get(name) ?? texts[name] ?? '');
  return { ...choice, ...networkFrom(given.get('network'), catalogue), texts };
}

function networkFrom(said: string | null, { presets }: Catalogue): Partial<Pick<Choice, 'network' | 'preset'>> {
  const preset = presets.find(({ name }) => name === said);
  if (preset) return { network: preset.network, preset: preset.name };
  const network = said === null ? null : parseNetwork(said);
  return network === null ? {} : { network, preset: null };
}

/** Enough of a check to show it in the editor; the engine says what is wrong inside. */
function parseNetwork(json: string): Network | null {
  try {
    const { input, layers } = JSON.parse(json) as Partial<Network>;
    if (!isNumbers(input) || !Array.isArray(layers) || !layers.every(isLayer)) return null;
    return { name: ownNetworkName, input, layers };
  } catch {
    return null;
  }
}

function isLayer(value: unknown): value is Layer {
  if (typeof value !== 'object' || value === null || !('type' in value) || typeof value.type !== 'string') return false;
  return Object.values(value).every((each) => ['number', 'string', 'boolean'].includes(typeof each) || isNumbers(each));
}

function isNumbers(value: unknown): value is number[] {
  return Array.isArray(value) && value.every((each) => typeof each === 'number');
}

/** What a number must be, as a sentence. */
export function rangeSentence({ type, low, high, aboveLow, belowHigh }: TrainOption): string {
  const words = text.train;
  const from = low === null ? null : aboveLow ? words.above(formatNumber(low)) : words.atLeast(formatNumber(low));
  const to = high === null ? null : belowHigh ? words.below(formatNumber(high)) : words.atMost(formatNumber(high));
  const range = from !== null && to !== null ? words.both(from, to) : (from ?? to ?? '');
  return type === 'whole' ? words.needsWhole(range) : words.needsNumber(range);
}

/** The option's name for people. */
export function optionLabel(name: string): string {
  return text.train.options[name]?.label ?? spaced(name);
}

/** A word that an option takes, for people. */
export function optionWord(name: string, word: string): string {
  return text.train.optionWords[name]?.[word] ?? text.train.switchWords[word] ?? word;
}

/** What it does, as a sentence. */
export function optionHint(name: string): string {
  return text.train.options[name]?.hint ?? '';
}

/** `validateEvery` as "Validate every". */
function spaced(name: string): string {
  const words = name.replace(/([A-Z]|\d+)/g, ' $1').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** The options that everybody should see; the others are behind their group's disclosure. */
export const mainOptions = ['epochs', 'batchSize', 'learningRate', 'seed', 'trainingImages'] as const;

/**
 * The other options, by group.
 *
 * @param applying the names of those that apply; null while that is not known.
 */
export function otherOptions(
  options: readonly TrainOption[],
  applying: readonly string[] | null,
): [group: string, options: TrainOption[]][] {
  const main: readonly string[] = mainOptions;
  const groups = new Map<string, TrainOption[]>();
  for (const option of options) {
    if (main.includes(option.name) || applying?.includes(option.name) === false) continue;
    groups.set(option.group, [...(groups.get(option.group) ?? []), option]);
  }
  return [...groups];
}

/** The number to begin with when somebody wants a number instead of a word. */
export function firstNumber({ name, low }: TrainOption): string {
  const suggestions: Record<string, string> = { trainingImages: '6000', patience: '3' };
  return suggestions[name] ?? String(low ?? 0);
}

/** What a run was trained with, to be trained again; null where the engine no longer knows its recipe. */
export function choiceOfRun(run: RunRecord, catalogue: Catalogue): Choice | null {
  const recipe = catalogue.recipes.find(({ name }) => name === run.recipe);
  if (!recipe) return null;
  const preset = catalogue.presets.find(({ name }) => name === run.network.name);
  const texts = catalogue.options.map(({ name, usual }) => [name, String(run.options[name] ?? usual)]);
  return {
    recipe,
    network: preset?.network ?? run.network,
    preset: preset?.name ?? null,
    texts: Object.fromEntries(texts),
  };
}
