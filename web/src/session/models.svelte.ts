import type { ModelInfo } from '../engine/engine';
import { askToPersist, now, Shelf } from './storage';

/** What is known of a network that is kept, without its weights. Plain data. */
export interface KeptModel {
  /** Never the same for two. */
  readonly id: string;
  readonly name: string;
  /** When it was kept, as Date.toISOString writes it. */
  readonly date: string;
  readonly preset: string;
  readonly parameterCount: number;
  /** On the 10,000 test images, where known. */
  readonly testAccuracy: number | null;
  /** Of the model file. */
  readonly bytes: number;
}

/** Of the network that was trained last, which is kept unasked until the next one takes its place. */
export const lastTrainedId = 'last-trained';

/** The networks that are kept in this browser. Calls are rejected with StorageErrors. */
export class ModelList {
  #all = $state.raw<readonly KeptModel[]>([]);
  readonly #models = new Shelf<KeptModel>('models');
  /** Apart from what is known of them, so that a list of fifty does not read fifty networks. */
  readonly #files = new Shelf<ArrayBuffer>('model-files');

  /** The newest first. */
  get all(): readonly KeptModel[] {
    return this.#all;
  }

  /** Finds what earlier visits have kept. */
  async load(): Promise<void> {
    this.#show(await this.#models.all());
  }

  /** Keeps a model file under a name. */
  async keep(name: string, file: ArrayBuffer, model: ModelInfo): Promise<void> {
    await askToPersist();
    await this.#put(crypto.randomUUID(), this.freeName(name), file, model);
  }

  /** Keeps the network trained last, in the place of the one before. */
  async keepLastTrained(name: string, file: ArrayBuffer, model: ModelInfo): Promise<void> {
    await this.#put(lastTrainedId, name, file, model);
  }

  /** The model file of that network. */
  async file(id: string): Promise<ArrayBuffer> {
    const file = await this.#files.get(id);
    // Browsers throw away all that a page keeps, or nothing; still, another tab may have deleted it.
    if (file === undefined) {
      await this.remove(id);
      throw new Error(`models: no file of ${id}`);
    }
    return file;
  }

  /** A network that was kept unasked is one of the others from then on. */
  async rename(id: string, name: string): Promise<void> {
    const model = this.#all.find((each) => each.id === id);
    const trimmed = name.trim();
    if (!model || trimmed === '') return;
    if (id !== lastTrainedId) {
      const renamed = { ...model, name: trimmed };
      await this.#models.put(id, renamed);
      this.#show([...this.#others(id), renamed]);
      return;
    }
    const own = { ...model, id: crypto.randomUUID(), name: trimmed };
    await askToPersist();
    await this.#files.put(own.id, await this.file(id));
    await this.#models.put(own.id, own);
    await this.remove(id);
    this.#show([...this.#all, own]);
  }

  async remove(id: string): Promise<void> {
    await this.#models.remove(id);
    await this.#files.remove(id);
    this.#show(this.#others(id));
  }

  /** `wanted`, or with a number behind it where a network has that name already. */
  freeName(wanted: string): string {
    const names = this.#all.map(({ name }) => name);
    for (let number = 1; ; ++number) {
      const name = number === 1 ? wanted : `${wanted} ${number}`;
      if (!names.includes(name)) return name;
    }
  }

  async #put(id: string, name: string, file: ArrayBuffer, model: ModelInfo): Promise<void> {
    const { preset, parameterCount, testAccuracy } = model;
    const date = now();
    const kept = { id, name, date, preset, parameterCount, testAccuracy, bytes: file.byteLength };
    // The file first: without it, an entry in the list would promise what is not there.
    await this.#files.put(id, file);
    await this.#models.put(id, kept);
    this.#show([...this.#others(id), kept]);
  }

  #others(id: string): KeptModel[] {
    return this.#all.filter((each) => each.id !== id);
  }

  #show(models: readonly KeptModel[]): void {
    this.#all = models.toSorted((a, b) => b.date.localeCompare(a.date));
  }
}
