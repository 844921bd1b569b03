import type { Layer, Network, NetworkDraft, OptionCheck, TrainOptions } from '../../engine/engine';
import type { Session } from '../../session/session.svelte';
import { plainText } from '../../ui/format';
import {
  choiceFromHash,
  choiceOf,
  choiceToHash,
  ownNetworkName,
  trimmed,
  type Catalogue,
  type Choice,
  type OptionTexts,
} from './options';

/** In milliseconds, of rest before the address follows what is typed: browsers count how often it changes. */
const addressDelay = 300;

const nothing: Catalogue = { options: [], recipes: [], presets: [] };

/** What stands in the form, and what the engine says of it. */
export class TrainForm {
  /** Null until the engine is there, which knows what there is to choose from. */
  choice = $state.raw<Choice | null>(null);
  /** What the engine said last of the options and of the network; of earlier ones while it looks at these. */
  check = $state.raw<OptionCheck | null>(null);
  draft = $state.raw<NetworkDraft | null>(null);

  readonly #session: Session;
  #writing: ReturnType<typeof setTimeout> | undefined;
  #checkedTexts = $state.raw<OptionTexts | null>(null);
  #describedNetwork = $state.raw<Network | null>(null);

  constructor(session: Session) {
    this.#session = session;
  }

  get catalogue(): Catalogue {
    const { engine } = this.#session;
    return engine ? { options: engine.options(), recipes: engine.recipes(), presets: engine.presets() } : nothing;
  }

  /** Takes over what the page's address says. */
  readAddress(): void {
    clearTimeout(this.#writing);
    this.choice = choiceFromHash(location.hash, this.catalogue);
  }

  /** Puts what stands here into the page's address. */
  writeAddress(): void {
    clearTimeout(this.#writing);
    if (this.choice) history.replaceState(history.state, '', choiceToHash(this.choice, this.catalogue));
  }

  chooseRecipe(name: string): void {
    const recipe = this.catalogue.recipes.find((candidate) => candidate.name === name);
    if (recipe) this.choose(choiceOf(recipe, this.catalogue));
  }

  choosePreset(name: string): void {
    const preset = this.catalogue.presets.find((candidate) => candidate.name === name);
    if (preset && this.choice) this.choose({ ...this.choice, network: preset.network, preset: preset.name });
  }

  setLayers(layers: readonly Layer[]): void {
    if (!this.choice) return;
    const { input } = this.choice.network;
    this.choose({ ...this.choice, network: { name: ownNetworkName, input, layers }, preset: null });
  }

  setText(name: string, typed: string): void {
    if (this.choice) this.choose({ ...this.choice, texts: { ...this.choice.texts, [name]: plainText(typed) } });
  }

  /** Brings another choice in, a kept run's for instance. The address follows, so that a reload loses nothing. */
  choose(choice: Choice): void {
    this.choice = choice;
    clearTimeout(this.#writing);
    this.#writing = setTimeout(() => this.writeAddress(), addressDelay);
  }

  /** Has the engine look at the options; the answer to the newest counts. */
  async checkOptions(): Promise<void> {
    const { engine } = this.#session;
    const texts = this.choice?.texts;
    if (!engine || !texts || texts === this.#checkedTexts) return;
    try {
      const check = await engine.checkOptions(trimmed(texts));
      if (texts !== this.choice?.texts) return;
      this.check = check;
      this.#checkedTexts = texts;
    } catch {
      // The engine is being started again, and the form is looked at again then.
    }
  }

  /** Has the engine look at the network; the answer to the newest counts. */
  async describeNetwork(): Promise<void> {
    const { engine } = this.#session;
    const network = this.choice?.network;
    if (!engine || !network || network === this.#describedNetwork) return;
    try {
      const draft = await engine.describe(network);
      if (network !== this.choice?.network) return;
      this.draft = draft;
      this.#describedNetwork = network;
    } catch {
      // As above.
    }
  }

  /** What can be trained as it stands here; null while something is wrong, or has not been looked at yet. */
  get options(): TrainOptions | null {
    const { choice, check, draft } = this;
    const isLooked = choice?.texts === this.#checkedTexts && choice?.network === this.#describedNetwork;
    if (!choice || !isLooked || !check?.options || check.problem !== null || !draft || draft.problem !== null)
      return null;
    return { ...check.options, ...(choice.preset === null ? { network: choice.network } : { preset: choice.preset }) };
  }
}
