import { EngineError } from '../../engine/engine';
import { lastTrainedId, type KeptModel } from '../../session/models.svelte';
import type { Session } from '../../session/session.svelte';
import { StorageError } from '../../session/storage';
import { engineSentence, text } from '../../text';
import { saveBlob } from '../../ui/save_blob';
import { chooseFile } from './files';

/** In bytes: ten times the largest network there is a reason to train here. */
const largestFile = 200e6;

function saveModelFile(bytes: BlobPart, name: string): void {
  saveBlob(new Blob([bytes], { type: 'application/octet-stream' }), `${name}.safetensors`);
}

/** What the section can do; what goes wrong becomes a sentence. */
export class Library {
  /** Why the last thing that was tried did not work. */
  problem = $state.raw<string | null>(null);
  /** For screen readers: what happened last. */
  said = $state('');
  /** Something is being done: nothing else may be begun. */
  busy = $state(false);

  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
  }

  get models(): readonly KeptModel[] {
    return this.#session.models.all;
  }

  /** Keeps the network that answers, as it is now. */
  keep(name: string): Promise<void> {
    return this.#do(async () => {
      const { engine, model, models } = this.#session;
      if (!engine || !model) return;
      const { buffer } = await engine.saveModel();
      const free = models.freeName(name.trim() || model.preset);
      await models.keep(free, buffer, model);
      this.said = text.library.saidKept(free);
    });
  }

  /** Saves the network that answers as a file. */
  save(name: string, half: boolean): Promise<void> {
    return this.#do(async () => {
      const { engine, model } = this.#session;
      if (!engine || !model) return;
      saveModelFile(await engine.saveModel({ half }), name.trim() || model.preset);
    });
  }

  open(model: KeptModel): Promise<void> {
    return this.#do(async () => {
      await this.#session.engine?.loadModel(await this.#session.models.file(model.id));
      this.said = text.library.saidOpened(model.name);
    });
  }

  saveKept(model: KeptModel): Promise<void> {
    return this.#do(async () => saveModelFile(await this.#session.models.file(model.id), model.name));
  }

  rename(model: KeptModel, name: string): Promise<void> {
    return this.#do(() => this.#session.models.rename(model.id, name));
  }

  remove(model: KeptModel): Promise<void> {
    return this.#do(async () => {
      await this.#session.models.remove(model.id);
      this.said = text.library.saidRemoved(model.name);
    });
  }

  /** Opens a file of the visitor's, and keeps nothing of it unless asked to. */
  openFile(): Promise<void> {
    return this.#do(async () => {
      const file = await chooseFile();
      if (!file) return;
      if (file.size > largestFile) {
        this.problem = text.library.large(file.name);
        return;
      }
      try {
        await this.#session.engine?.loadModel(await file.arrayBuffer());
        this.said = text.library.saidOpened(file.name);
      } catch (error) {
        if (!(error instanceof EngineError) || error.kind !== 'refused') throw error;
        this.problem = text.library.refused(file.name, engineSentence(error.message));
      }
    });
  }

  static isLastTrained({ id }: KeptModel): boolean {
    return id === lastTrainedId;
  }

  async #do(action: () => Promise<void>): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    this.problem = null;
    try {
      await action();
    } catch (error) {
      if (error instanceof StorageError) this.problem = text.library.trouble[error.trouble];
      else if (error instanceof EngineError) this.problem = engineSentence(error.message);
      else this.problem = text.library.gone;
    } finally {
      this.busy = false;
    }
  }
}
