import { expect, type Page } from '@playwright/test';
import { leadingClass, reachPhase, test } from './support/page';

test.use({ saveData: false });

const shards = (page: Page) =>
  page.evaluate(async () => {
    const kept = await (await caches.open('atelier-data')).keys();
    return kept.filter(({ url }) => url.endsWith('.shard')).length;
  });

test('the training data comes when the page is idle, and a training then needs no network', async ({
  page,
  context,
  complaints,
}) => {
  await page.goto('./');
  const manifest = await (await page.request.get('data/manifest.json')).json();
  const all = Object.values(manifest as Record<string, unknown[]>).flat().length;
  await expect.poll(() => shards(page), { timeout: 60_000 }).toBe(all);
  await expect(leadingClass(page)).toBeHidden();
  await context.setOffline(true);
  await page.getByLabel('Epochs', { exact: true }).fill('1');
  await page.getByRole('button', { name: 'Start training' }).click();
  await reachPhase(page, 'Epoch 1 of 1');
  // That the list of the data could not be asked for again.
  complaints.splice(0);
});

test.describe('with a visitor who saves data', () => {
  test.use({ saveData: true });

  test('it is not fetched before it is needed', async ({ page }) => {
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    await page.goto('./');
    await expect(page.getByTestId('engine')).toContainText('The engine runs');
    // Longer than idle time is waited for.
    await page.waitForTimeout(8000);
    expect(requests.filter((address) => address.includes('/data/'))).toEqual([]);
  });
});
