import type { Engine } from '../engine/engine';

/** What browsers tell of their connection; Safari and Firefox tell nothing. */
interface Connection {
  readonly saveData?: boolean;
}

/** Whether the visitor has asked to save data. */
function savesData(): boolean {
  const { connection } = navigator as Navigator & { readonly connection?: Connection };
  return connection?.saveData === true;
}

/** In milliseconds, once the network can answer: whoever has a picture at hand gets their answer first. */
const pause = 2000;

/** Resolves when the page has nothing else to do, or after a few seconds. */
async function idle(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, pause));
  // Safari has no such callback.
  if (!('requestIdleCallback' in globalThis)) return;
  await new Promise((resolve) => requestIdleCallback(resolve, { timeout: 5000 }));
}

/**
 * Fetches the training data when the page is idle, so that it is there when someone starts a training, unless the visitor
 * wants to save data.
 */
export async function prefetchData(engine: Engine): Promise<void> {
  if (savesData()) return;
  await idle();
  // Whoever starts a training is told then what is missing.
  await engine.prefetchData().catch(() => undefined);
}
