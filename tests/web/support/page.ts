import AxeBuilder from '@axe-core/playwright';
import { expect, test as base, type Page } from '@playwright/test';

/** Corners of a polygon: 0 to 1 from the left and from the top. */
export type Outline = readonly (readonly [x: number, y: number])[];

export const trousers: Outline = [
  [0.3, 0.05],
  [0.7, 0.05],
  [0.76, 0.95],
  [0.56, 0.95],
  [0.5, 0.35],
  [0.44, 0.95],
  [0.24, 0.95],
];

interface Fixtures {
  /** Every test fails that leaves an error or a warning in the console, unless it says that it expects them. */
  complaints: string[];
  /** The visitor asks to save data, so that the page does not fetch the training data before it is needed. */
  saveData: boolean;
  /** Whether the page has its service worker. Playwright cannot stand in for the network where one does. */
  serviceWorker: boolean;
}

export const test = base.extend<Fixtures>({
  saveData: [true, { option: true }],
  serviceWorker: [false, { option: true }],
  page: async ({ page, saveData, serviceWorker }, use) => {
    await page.addInitScript(
      ([saves, serves]) => {
        const replace = (name: string, value: unknown) => Object.defineProperty(Navigator.prototype, name, { value });
        replace('connection', { saveData: saves });
        if (!serves) replace('serviceWorker', undefined);
      },
      [saveData, serviceWorker],
    );
    await use(page);
  },
  complaints: [
    async ({ page }, use) => {
      const complaints: string[] = [];
      page.on('console', (message) => {
        if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
      });
      page.on('pageerror', (error) => complaints.push(error.message));
      await use(complaints);
      expect(complaints, 'errors and warnings in the console').toEqual([]);
    },
    { auto: true },
  ],
});

/** Opens the page and waits until the engine answers. */
export async function open(page: Page, address = './'): Promise<void> {
  await page.goto(address);
  await expect(page.getByTestId('engine')).toContainText('The engine runs');
  await expect(page.getByTestId('model')).toBeVisible();
}

export const sheet = (page: Page) => page.getByRole('application', { name: 'Drawing sheet' });
export const leadingClass = (page: Page) => page.getByTestId('leading-class');

/** Draws an outline with the mouse, as the tool at hand does. */
export async function draw(page: Page, outline: Outline): Promise<void> {
  // Not merely into view: the header stays over the page's upper edge.
  await sheet(page).evaluate((element) => element.scrollIntoView({ block: 'center', behavior: 'instant' }));
  const box = await sheet(page).boundingBox();
  if (!box) throw new Error('draw: the sheet is not on the screen');
  const [first, ...others] = outline.map(([x, y]) => [box.x + x * box.width, box.y + y * box.height] as const);
  if (!first) throw new Error('draw: an outline without points');
  await page.mouse.move(...first);
  await page.mouse.down();
  for (const point of others) await page.mouse.move(...point, { steps: 5 });
  await page.mouse.up();
}

/** Draws a filled silhouette. */
export async function drawShape(page: Page, outline: Outline): Promise<void> {
  await page.getByText('Shape', { exact: true }).click();
  await draw(page, outline);
}

export interface TrainingChoice {
  readonly epochs?: number;
  /** Fewer than all are done sooner. */
  readonly images?: number;
}

/** Fills in the form: a training of one epoch on all pictures, unless something else is wanted. */
export async function chooseTraining(
  page: Page,
  recipe: string,
  seed: number,
  { epochs = 1, images = 48_000 }: TrainingChoice = {},
): Promise<void> {
  await page.getByLabel('Recipe', { exact: true }).selectOption(recipe);
  await page.getByLabel('Epochs', { exact: true }).fill(String(epochs));
  await page.getByLabel('Training pictures', { exact: true }).selectOption('a number');
  await page.getByLabel('Training pictures: the number').fill(String(images));
  await page.getByLabel('Seed').fill(String(seed));
}

/** Starts such a training. */
export async function startTraining(
  page: Page,
  recipe: string,
  seed: number,
  choice: TrainingChoice = {},
): Promise<void> {
  await chooseTraining(page, recipe, seed, choice);
  await page.getByRole('button', { name: /Start training|Train again/ }).click();
}

/**
 * Waits until a training says that it is at this, as in "Epoch 2", and pauses it there if that is wanted.
 * The page itself watches: on a fast machine a phase can come and go between two looks of Playwright's, a second apart.
 */
export async function reachPhase(page: Page, name: string, { pause = false } = {}): Promise<void> {
  await page.evaluate(
    ([wanted, pauses]) =>
      new Promise<void>((resolve) => {
        const look = () => {
          if (!document.querySelector('[data-testid="phase"]')?.textContent.includes(wanted)) return;
          if (pauses) {
            const button = [...document.querySelectorAll('button')].find((each) => each.textContent.trim() === 'Pause');
            if (!button) return;
            button.click();
          }
          observer.disconnect();
          resolve();
        };
        const observer = new MutationObserver(look);
        observer.observe(document.body, { childList: true, subtree: true, characterData: true });
        look();
      }),
    [name, pause] as const,
  );
}

/** Fails on whatever axe-core finds, of any severity. */
export async function expectAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`)).toEqual([]);
}

/** The page must not be wider than the screen. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const [content, screen] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  expect(content).toBeLessThanOrEqual(screen ?? 0);
}
