import { expect, type Page } from '@playwright/test';
import { expectAccessible, open, reachPhase, startTraining, test } from './support/page';

test.setTimeout(400_000);

const few = { epochs: 3, images: 2000 };
const offer = (page: Page) => page.getByRole('status').filter({ hasText: 'was interrupted' });
const runs = (page: Page) => page.getByRole('region', { name: 'Runs' }).getByRole('listitem');

/** Trains until the second epoch is under way, and pauses there; the first one is then kept. */
async function trainIntoSecondEpoch(page: Page): Promise<void> {
  await startTraining(page, 'classic', 5, few);
  await reachPhase(page, 'Epoch 2', { pause: true });
  await expect.poll(() => keptCount(page)).toBe(1);
}

/** How many trainings there are to go on with, after an epoch or more. A database that is not there is not made by this. */
const keptCount = (page: Page) =>
  page.evaluate(async () => {
    const name = 'atelier-interrupted-runs';
    if (!(await indexedDB.databases()).some((each) => each.name === name)) return 0;
    const answer = <Value>(request: IDBRequest<Value>) =>
      new Promise<Value>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error ?? new Error(name));
      });
    const database = await answer(indexedDB.open(name));
    const kept = await answer(database.transaction(name.slice(8)).objectStore(name.slice(8)).getAll());
    database.close();
    return kept.filter(({ epoch }: { epoch: number }) => epoch > 0).length;
  });

/** From now on what the page says it is at. */
async function watchPhases(page: Page): Promise<() => Promise<string[]>> {
  const phases = await page.evaluateHandle(() => {
    const seen: string[] = [];
    const look = () => seen.push(document.querySelector('[data-testid="phase"]')?.textContent ?? '');
    new MutationObserver(look).observe(document.body, { childList: true, subtree: true, characterData: true });
    return seen;
  });
  return () => phases.jsonValue();
}

/** Makes the engine's worker die. */
async function crash(page: Page): Promise<void> {
  const worker = page.workers().find((each) => each.url().includes('/worker-'));
  await worker?.evaluate(() => void setTimeout(() => JSON.parse('no longer well')));
}

/** The figures of each epoch, as the table under the curves has them, but for the times. */
async function figures(page: Page): Promise<string[][]> {
  await expect(page.getByTestId('test-accuracy')).toBeVisible({ timeout: 300_000 });
  const table = page.locator('details', { has: page.getByText(/^All figures/) }).last();
  if ((await table.getAttribute('open')) === null) await table.locator('summary').click();
  const rows = await table.getByRole('row').all();
  const cells = await Promise.all(rows.slice(1).map((row) => row.getByRole('cell').allTextContents()));
  return [[(await page.getByTestId('test-accuracy').textContent()) ?? ''], ...cells.map((row) => row.slice(0, 4))];
}

test('a training that a reload interrupts goes on to the same figures', async ({ page }, info) => {
  await open(page);
  await startTraining(page, 'classic', 5, few);
  const expected = await figures(page);
  expect(expected).toHaveLength(1 + few.epochs);
  await expect(offer(page)).toBeHidden();

  await trainIntoSecondEpoch(page);
  await page.reload();
  await expect(offer(page)).toContainText(/A training of classic was interrupted. Its first 1 of 3 epochs are here/);
  await expectAccessible(page);
  await offer(page).screenshot({ path: info.outputPath('offer.png') });
  await offer(page).getByRole('button', { name: 'Go on with it' }).click();
  await expect(offer(page)).toBeHidden();
  expect(await figures(page)).toEqual(expected);

  await page.reload();
  await expect(runs(page)).toHaveCount(2);
  await expect(offer(page)).toBeHidden();
});

test('a training that is interrupted in its first epoch is begun again', async ({ page }) => {
  await open(page);
  await startTraining(page, 'classic', 5, { epochs: 1 });
  await reachPhase(page, 'Epoch 1');
  await page.reload();
  await expect(offer(page)).toContainText(/A training of classic, begun .+ was interrupted before its first epoch/);
  await offer(page).getByRole('button', { name: 'Begin it again' }).click();
  await reachPhase(page, 'Epoch 1');
  await page.getByRole('button', { name: 'Stop', exact: true }).click();
  await expect(page.getByTestId('test-accuracy')).toBeVisible({ timeout: 120_000 });
  await page.reload();
  await expect(page.getByTestId('engine')).toContainText('The engine runs');
  await expect(offer(page)).toBeHidden();
});

test('a training whose engine dies is offered at once', async ({ page, complaints }) => {
  await open(page);
  await trainIntoSecondEpoch(page);
  await page.getByRole('button', { name: 'Resume' }).click();
  await crash(page);
  await offer(page).getByRole('button', { name: 'Go on with it' }).click();
  await figures(page);
  complaints.splice(0);
});

test('to try again is to go on with what is left', async ({ page, complaints }) => {
  await open(page);
  await trainIntoSecondEpoch(page);
  const phases = await watchPhases(page);
  await crash(page);
  await expect(offer(page)).toBeVisible();
  await page.getByRole('button', { name: 'Try again' }).click();
  await figures(page);
  const seen = await phases();
  expect(seen.filter((phase) => phase.includes('Epoch 2'))).not.toEqual([]);
  expect(seen.filter((phase) => phase.includes('Epoch 1'))).toEqual([]);
  await expect(runs(page)).toHaveCount(1);
  complaints.splice(0);
});

test('an interrupted training stays, whatever is trained before it is answered, until it is', async ({ page }) => {
  await open(page);
  await trainIntoSecondEpoch(page);
  await page.reload();
  await expect(offer(page)).toContainText('classic');
  await startTraining(page, 'sprint', 1, { epochs: 50, images: 2000 });
  await expect(offer(page)).toBeHidden();
  await expect.poll(() => keptCount(page), { timeout: 120_000 }).toBe(2);
  await page.reload();
  await expect(offer(page)).toContainText('sprint');
  await offer(page).getByRole('button', { name: 'Forget it' }).click();
  await expect(offer(page)).toContainText('classic');
  await page.reload();
  await expect(offer(page)).toContainText('classic');
});

test('two tabs that train keep what each of them is at', async ({ page, context }) => {
  await open(page);
  await trainIntoSecondEpoch(page);
  const other = await context.newPage();
  await open(other);
  await startTraining(other, 'sprint', 1, { epochs: 3, images: 2000 });
  await expect(other.getByTestId('test-accuracy')).toBeVisible({ timeout: 300_000 });
  await page.close();
  await other.reload();
  await expect(offer(other)).toContainText('A training of classic was interrupted');
});

test('two runs of the same name are compared', async ({ page }) => {
  await open(page);
  for (const seed of [1, 2]) {
    await startTraining(page, 'classic', seed, { epochs: 1, images: 2000 });
    await expect(runs(page)).toHaveCount(seed, { timeout: 300_000 });
  }
  // As runs of two tabs come to be called.
  await page.reload();
  await expect(runs(page)).toHaveCount(2);
  await page.evaluate(
    () =>
      new Promise((resolve, reject) => {
        const opening = indexedDB.open('atelier-runs');
        opening.onerror = reject;
        opening.onsuccess = () => {
          const store = opening.result.transaction('runs', 'readwrite').objectStore('runs');
          store.openCursor().onsuccess = ({ target }) => {
            const { result: cursor } = target as IDBRequest<IDBCursorWithValue | null>;
            if (cursor === null) return resolve(null);
            cursor.update({ ...(cursor.value as object), name: 'twin' });
            cursor.continue();
          };
        };
      }),
  );
  await page.reload();
  for (const box of await runs(page).getByRole('checkbox', { name: 'twin' }).all()) await box.check();
  await expect(page.getByText('All figures of twin as a table')).toHaveCount(2);
});

test('a training that nobody wants any more is forgotten', async ({ page }) => {
  await open(page);
  await trainIntoSecondEpoch(page);
  await page.reload();
  await offer(page).getByRole('button', { name: 'Forget it' }).click();
  await expect(offer(page)).toBeHidden();
  await page.reload();
  await expect(page.getByTestId('engine')).toContainText('The engine runs');
  await expect(offer(page)).toBeHidden();
});

test('another tab is not offered what this one is training, until this one is gone', async ({ page, context }) => {
  await open(page);
  await trainIntoSecondEpoch(page);
  const other = await context.newPage();
  await open(other);
  await expect(offer(other)).toBeHidden();
  await page.close();
  await expect(offer(other)).toBeVisible();
});

test('runs are there after a reload, with their new names, and deleted ones are not', async ({ page }) => {
  await open(page);
  await startTraining(page, 'classic', 1, { epochs: 1, images: 2000 });
  await expect(page.getByTestId('test-accuracy')).toBeVisible({ timeout: 300_000 });
  await expect(runs(page)).toHaveCount(1);
  await page.reload();
  await expect(runs(page)).toHaveCount(1);
  await runs(page)
    .getByRole('button', { name: /Delete/ })
    .click();
  await expect(runs(page)).toHaveCount(0);
  await page.reload();
  await expect(page.getByTestId('engine')).toContainText('The engine runs');
  await expect(runs(page)).toHaveCount(0);
});
