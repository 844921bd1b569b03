import type { Engine } from '../engine/engine';
import { now, Shelf } from './storage';

/** What is known of the network that was taught last, without its weights. Plain data. */
export interface TaughtOffer {
  readonly preset: string;
  /** When it was taught, as Date.toISOString writes it. */
  readonly date: string;
}

interface Files {
  readonly taught: ArrayBuffer;
  /** The network that it was made from; null for the shipped one. */
  readonly base: ArrayBuffer | null;
}

const key = 'taught';

/**
 * The network that was taught last, kept unasked until the next teaching takes its place: a reload does not lose it. The
 * one that it was made from is kept beside it, since teaching again starts from that one, and undoing goes back to it.
 */
export class TaughtNetwork {
  /** Null while there is none. */
  offer = $state.raw<TaughtOffer | null>(null);

  readonly #offers = new Shelf<TaughtOffer>('taught');
  /** Apart, so that a visit which does not want it does not read some megabytes. */
  readonly #files = new Shelf<Files>('taught-files');

  /** Looks whether an earlier visit has kept one. */
  async look(): Promise<void> {
    this.offer = (await this.#offers.get(key)) ?? null;
  }

  /**
   * Keeps the network that answers, which has just been taught.
   * @param base see Files.
   */
  async keep(engine: Engine, base: ArrayBuffer | null): Promise<void> {
    const offer = { preset: engine.model?.preset ?? '', date: now() };
    const { buffer: taught } = await engine.saveModel();
    await this.#files.put(key, { taught, base });
    await this.#offers.put(key, offer);
    this.offer = offer;
  }

  /** Lets it answer. Gives the network that it was made from; undefined if it is no longer there. */
  async restore(engine: Engine): Promise<ArrayBuffer | null | undefined> {
    const files = await this.#files.get(key);
    if (files === undefined) {
      await this.forget();
      return undefined;
    }
    await (files.base === null ? engine.useModel('pretrained') : engine.loadModel(files.base));
    await engine.loadTaught(files.taught);
    return files.base;
  }

  /** Nobody wants it any more. */
  async forget(): Promise<void> {
    this.offer = null;
    await this.#offers.remove(key);
    await this.#files.remove(key);
  }
}
