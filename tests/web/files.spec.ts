import { expect, type Page } from '@playwright/test';
import { leadingClass, open, test, trousers } from './support/page';
import { animatedPng, gif, pngClaiming, pngOf, withOrientation } from './support/pictures';

const picture = pngOf(trousers, 300, 400, [30, 40, 90], [225, 220, 210]);
const chooser = (page: Page) => page.getByRole('region', { name: 'Draw' }).locator('input[type=file]');

test('an uploaded picture is classified', async ({ page }) => {
  await open(page);
  await chooser(page).setInputFiles({
    name: 'trousers.png',
    mimeType: 'image/png',
    buffer: picture,
  });
  await expect(leadingClass(page)).toHaveText('Trouser');
});

test('a picture is taken wherever on the page it is dropped', async ({ page }) => {
  await open(page);
  const files = await page.evaluateHandle(
    (bytes) => {
      const transfer = new DataTransfer();
      transfer.items.add(
        new File([new Uint8Array(bytes)], 'trousers.png', {
          type: 'image/png',
        }),
      );
      return transfer;
    },
    [...picture],
  );
  await page.dispatchEvent('footer', 'dragenter', { dataTransfer: files });
  await expect(page.getByText('Drop the picture')).toBeVisible();
  await page.dispatchEvent('footer', 'drop', { dataTransfer: files });
  await expect(page.getByText('Drop the picture')).toBeHidden();
  await expect(leadingClass(page)).toHaveText('Trouser');
});

test('a photo taken with the camera held sideways is turned upright', async ({ page }) => {
  await open(page);
  // Trousers lying with their waist to the left, as a camera turned by 90 degrees stores them.
  const lying = trousers.map(([x, y]) => [y, 1 - x] as const);
  const stored = pngOf(lying, 3000, 2400, [30, 40, 90], [225, 220, 210]);
  const base64 = await page.evaluate(async (bytes) => {
    const bitmap = await createImageBitmap(new Blob([Uint8Array.from(atob(bytes), (each) => each.charCodeAt(0))]));
    const canvas = new OffscreenCanvas(bitmap.width, bitmap.height);
    canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
    const jpeg = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/jpeg' })).arrayBuffer());
    return btoa(jpeg.reduce((text, each) => text + String.fromCharCode(each), ''));
  }, stored.toString('base64'));
  const jpeg = withOrientation(Buffer.from(base64, 'base64'), 6);
  await chooser(page).setInputFiles({
    name: 'photo.jpg',
    mimeType: 'image/jpeg',
    buffer: jpeg,
  });
  await expect(leadingClass(page)).toHaveText('Trouser');
});

const refused: { name: string; buffer: Buffer; sentence: string }[] = [
  {
    name: 'empty.png',
    buffer: Buffer.alloc(0),
    sentence: 'empty.png is empty',
  },
  {
    name: 'notes.txt',
    buffer: Buffer.from('Buy thread.'),
    sentence: 'notes.txt is not a picture',
  },
  {
    name: 'renamed.jpg',
    buffer: Buffer.from('%PDF-1.7 no picture at all'),
    sentence: 'renamed.jpg is not a picture',
  },
  {
    name: 'cut.png',
    buffer: picture.subarray(0, 60),
    sentence: 'cut.png could not be read: it is damaged',
  },
  { name: 'moving.gif', buffer: gif(2), sentence: 'moving.gif is animated' },
  {
    name: 'moving.png',
    buffer: animatedPng(),
    sentence: 'moving.png is animated',
  },
  {
    name: 'wall.png',
    buffer: pngClaiming(20_000, 10_000),
    sentence: 'wall.png has 20,000 × 10,000 pixels; pictures up to 100 megapixels are taken',
  },
];

test('a file that cannot be used is named with the reason, and what was there stays', async ({ page }) => {
  await open(page);
  await chooser(page).setInputFiles({
    name: 'trousers.png',
    mimeType: 'image/png',
    buffer: picture,
  });
  await expect(leadingClass(page)).toHaveText('Trouser');

  for (const { name, buffer, sentence } of refused) {
    await chooser(page).setInputFiles({ name, mimeType: 'image/png', buffer });
    await expect(page.getByRole('alert')).toContainText(sentence);
    await expect(leadingClass(page)).toHaveText('Trouser');
  }

  await page.evaluate(() => {
    const transfer = new DataTransfer();
    transfer.items.add(new File([new Uint8Array(60e6)], 'huge.png', { type: 'image/png' }));
    dispatchEvent(new DragEvent('drop', { dataTransfer: transfer, cancelable: true }));
  });
  await expect(page.getByRole('alert')).toContainText('huge.png has 60.0 MB; pictures up to 50 MB are taken');
  await expect(leadingClass(page)).toHaveText('Trouser');

  await chooser(page).setInputFiles({
    name: 'still.gif',
    mimeType: 'image/gif',
    buffer: gif(1),
  });
  await expect(page.getByRole('alert')).toBeHidden();
});
