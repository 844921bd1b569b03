/** What the visitor can do by loading the page again. */
export type Offer = 'threads' | 'update';

/** Whoever has touched the page since it was opened may have something under way that a reload would end. */
const touches = ['pointerdown', 'keydown', 'dragenter', 'paste', 'hashchange'] as const;

const reloadedKey = 'atelier-reloaded-for-isolation';

/**
 * The page's side of the service worker: installs it, and loads the page again where that brings cross-origin isolation,
 * and with it threads. That happens once, and only while nobody has touched the page: else it is offered.
 */
export class Offline {
  /** What loading the page again would bring; null if nothing. */
  offer = $state<Offer | null>(null);

  #touched = false;
  #waiting: ServiceWorker | null = null;

  /**
   * @param address of the service worker's script, relative to the page.
   * @param ready   resolves when the page has what it needs: until then a first visit has better things to download. A
   *                page that can become isolated does not wait, since its engine is the slow one.
   */
  async start(address: string, ready: Promise<void>): Promise<void> {
    // Absent on pages that come neither from this machine nor by https, and in some private windows.
    const workers = navigator.serviceWorker as ServiceWorkerContainer | undefined;
    if (!workers) return;
    for (const type of touches) addEventListener(type, () => (this.#touched = true), { once: true, capture: true });

    if (crossOriginIsolated || workers.controller) await ready;
    else void workers.ready.then(() => this.#isolate());
    try {
      this.#watch(await workers.register(address, { updateViaCache: 'none' }));
    } catch (error) {
      // Storage full or forbidden: the page then works as one without a service worker.
      console.info('offline: no service worker:', error);
    }
  }

  /** What was offered. */
  accept(): void {
    // It may have taken over already, as another tab has wanted.
    if (this.#waiting?.state !== 'installed') {
      location.reload();
      return;
    }
    navigator.serviceWorker.addEventListener('controllerchange', () => location.reload(), { once: true });
    this.#waiting.postMessage('take over');
  }

  #isolate(): void {
    let reloaded = true;
    try {
      reloaded = sessionStorage.getItem(reloadedKey) !== null;
      sessionStorage.setItem(reloadedKey, 'yes');
    } catch {
      // Without storage nobody knows how often this has happened.
    }
    if (!reloaded && !this.#touched) location.reload();
    else if (!reloaded) this.offer = 'threads';
  }

  /** Notices when a newer version of the page has been fetched. */
  #watch(registration: ServiceWorkerRegistration): void {
    const found = (worker: ServiceWorker | null) => {
      if (worker?.state !== 'installed' || registration.active === null) return;
      this.#waiting = worker;
      this.offer = 'update';
    };
    const follow = (worker: ServiceWorker | null) => worker?.addEventListener('statechange', () => found(worker));
    found(registration.waiting);
    // Its installation may have begun before this page looked.
    follow(registration.installing);
    registration.addEventListener('updatefound', () => follow(registration.installing));
  }
}
