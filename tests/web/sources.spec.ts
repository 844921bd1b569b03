import { expect, type Page } from '@playwright/test';
import {
  draw,
  drawShape,
  expectAccessible,
  expectNoSidewaysScroll,
  leadingClass,
  open,
  sheet,
  test,
  trousers,
  type Outline,
} from './support/page';
import { pngOf } from './support/pictures';

// Where pictures come from besides the hand and the file chooser, and what is said of them.

const picture = pngOf(trousers, 300, 400, [30, 40, 90], [225, 220, 210]);

declare global {
  interface Window {
    streams: MediaStream[];
  }
}

/** Puts something on the clipboard, as another program would. */
function copy(page: Page, type: string, bytes: Buffer): Promise<void> {
  return page.evaluate(
    ([kind, content]) =>
      navigator.clipboard.write([new ClipboardItem({ [kind]: new Blob([new Uint8Array(content)], { type: kind }) })]),
    [type, [...bytes]] as const,
  );
}

test('a pasted picture is classified, and its preparation told', async ({ page }) => {
  await open(page);
  await page.evaluate(
    (bytes) => {
      const data = new DataTransfer();
      data.items.add(new File([new Uint8Array(bytes)], 'image.png', { type: 'image/png' }));
      document.activeElement?.dispatchEvent(
        new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }),
      );
    },
    [...picture],
  );
  await expect(leadingClass(page)).toHaveText('Trouser');
  await expect(
    page.getByText(/^Trimmed to the \d+ × \d+ pixels with the garment, .* turned bright on black/),
  ).toBeVisible();
});

test('the paste button takes the picture on the clipboard, and says where there is none', async ({ page }) => {
  await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
  await open(page);
  const button = page.getByRole('button', { name: 'Paste' });
  await copy(page, 'text/plain', Buffer.from('Buy thread.'));
  await button.click();
  await expect(page.getByRole('alert')).toContainText('There is no picture on the clipboard');
  await copy(page, 'image/png', picture);
  await button.click();
  await expect(leadingClass(page)).toHaveText('Trouser');
  await expect(page.getByRole('alert')).toBeHidden();
});

test('a clipboard that stays closed is said so, with the way that works', async ({ page }) => {
  await open(page);
  await page.getByRole('button', { name: 'Paste' }).click();
  await expect(page.getByRole('alert')).toContainText('Ctrl+V (or ⌘V) works');
});

test.describe('the camera', () => {
  test.beforeEach(async ({ page }) => {
    await page.addInitScript(() => {
      window.streams = [];
      const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
      navigator.mediaDevices.getUserMedia = async (constraints) => {
        const stream = await open(constraints);
        window.streams.push(stream);
        return stream;
      };
    });
  });

  const dialog = (page: Page) => page.getByRole('dialog', { name: 'Take a picture' });
  const liveTracks = (page: Page) =>
    page.evaluate(
      () =>
        window.streams.flatMap((stream) => stream.getTracks()).filter((track) => track.readyState === 'live').length,
    );

  for (const [screen, viewport] of Object.entries({
    desktop: { width: 1280, height: 860 },
    phone: { width: 360, height: 740 },
  })) {
    test(`takes a picture on a ${screen}, from the camera that was chosen, and is off afterwards`, async ({
      page,
    }, info) => {
      await page.context().grantPermissions(['camera']);
      await page.setViewportSize(viewport);
      await open(page);
      await page.getByRole('button', { name: 'Take a picture' }).click();
      const shutter = dialog(page).getByRole('button', { name: 'Take the picture' });
      await expect(shutter).toBeFocused();
      await expectNoSidewaysScroll(page);
      await expectAccessible(page);
      await page.screenshot({ path: info.outputPath('camera.png') });

      const chooser = dialog(page).getByRole('combobox', { name: 'Camera' });
      await expect(chooser.getByRole('option')).toHaveCount(2);
      await chooser.selectOption({ index: 1 });
      await expect(shutter).toBeEnabled();
      expect(await liveTracks(page)).toBe(1);

      await shutter.press('Enter');
      await expect(dialog(page)).toBeHidden();
      expect(await liveTracks(page)).toBe(0);
      // The test pattern lies on the sheet; whether a garment is in it is the engine's affair.
      await expect(page.getByText('Draw here')).toBeHidden();
      await expect(page.getByRole('button', { name: 'Undo' })).toBeEnabled();
    });
  }

  test('is off once its dialogue is left', async ({ page }) => {
    await page.context().grantPermissions(['camera']);
    await open(page);
    await page.getByRole('button', { name: 'Take a picture' }).click();
    await expect.poll(() => liveTracks(page)).toBe(1);
    await page.keyboard.press('Escape');
    await expect(dialog(page)).toBeHidden();
    expect(await liveTracks(page)).toBe(0);
    await expect(page.getByText('Draw a garment', { exact: true })).toBeVisible();
  });

  test('that is refused is said so', async ({ page }) => {
    await open(page);
    await page.getByRole('button', { name: 'Take a picture' }).click();
    await expect(page.getByRole('alert')).toContainText('The camera was not opened to this page');
    await expectAccessible(page);
    await dialog(page).getByRole('button', { name: 'Close' }).click();
    await expect(dialog(page)).toBeHidden();
  });
});

/** An arrow: no garment. */
const arrow: Outline = [
  [0.05, 0.4],
  [0.55, 0.4],
  [0.55, 0.15],
  [0.95, 0.5],
  [0.55, 0.85],
  [0.55, 0.6],
  [0.05, 0.6],
];

test('thin evidence is called so, with what comes nearest', async ({ page }, info) => {
  await open(page);
  await drawShape(page, arrow);
  await expect(page.getByTestId('unsure')).toHaveText('Not sure');
  await expect(page.getByTestId('candidates')).toHaveText(/^\s*Perhaps\s+.+\s+\d+%\s+or\s+.+\s+\d+%\s*$/);
  await expectAccessible(page);
  await page.screenshot({ path: info.outputPath('unsure.png') });
});

test('before anything is drawn, squared paper waits for what the network will see', async ({ page }) => {
  await open(page);
  await expect(page.getByRole('img', { name: /^Nothing yet/ })).toBeVisible();
  await draw(page, trousers);
  await expect(page.getByRole('img', { name: /^Nothing yet/ })).toBeHidden();
  await expect(page.getByRole('img', { name: /^The picture as the network/ })).toBeVisible();
});

test('each stroke is answered as it was finished', async ({ page }, info) => {
  await page.addInitScript(() => {
    /** When the last movement of a stroke was, and the last question about the sheet with the movement before it. */
    let moved = 0;
    let question: { id: number | undefined; since: number; wait: number | null } | null = null;
    const move = (event: Event) => {
      if (event instanceof PointerEvent && event.buttons !== 0) moved = performance.now();
    };
    addEventListener('pointerrawupdate', move, true);
    const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (this: Worker, message: { id?: number; type?: string }, ...rest: []) {
      if (message.type === 'classify') {
        const asked = { id: message.id, since: moved, wait: null as number | null };
        question = asked;
        this.addEventListener('message', ({ data }: MessageEvent<{ id?: number }>) => {
          if (data.id !== asked.id) return;
          // The answer comes on the screen with the next frame.
          requestAnimationFrame(() => setTimeout(() => (asked.wait = performance.now() - asked.since)));
        });
      }
      post.call(this, message, ...rest);
    };
    Object.assign(window, {
      // Of a question from after the last movement, which is about the whole stroke.
      lastStroke: () => ({ moved, wait: question?.since === moved ? question.wait : null }),
    });
  });
  const lastStroke = () =>
    page.evaluate(() =>
      (window as unknown as { lastStroke: () => { moved: number; wait: number | null } }).lastStroke(),
    );
  await open(page);
  await page.getByText('Shape', { exact: true }).click();
  await sheet(page).evaluate((element) => element.scrollIntoView({ block: 'center', behavior: 'instant' }));
  const box = await sheet(page).boundingBox();
  if (!box) throw new Error('the sheet is not on the screen');
  const times: number[] = [];
  let before = 0;
  // Each stroke is a bar that comes with the movement just before the button is let go.
  for (let i = 0; i < 5; ++i) {
    const x = box.x + box.width * (0.1 + 0.15 * i);
    await page.mouse.move(x, box.y + box.height * 0.1);
    await page.mouse.down();
    await page.mouse.move(x + box.width / 20, box.y + box.height * (0.5 + i / 20));
    await page.mouse.up();
    await expect.poll(async () => (await lastStroke()).moved).toBeGreaterThan(before);
    await expect.poll(async () => (await lastStroke()).wait).not.toBeNull();
    const { moved, wait } = await lastStroke();
    times.push(wait ?? NaN);
    before = moved;
  }
  // How long that may take is for the benchmark (./dev bench pictures) to say, on a machine that does nothing else.
  const [, , median] = times.toSorted((a, b) => a - b);
  info.annotations.push({
    type: 'median, from the last movement to its answer',
    description: `${median?.toFixed(0)} ms`,
  });
});

test('the shelf of test images is fetched when it is opened, and without the training images', async ({
  page,
}, info) => {
  const fetched: string[] = [];
  await page.context().route('**/data/*.shard', (route) => {
    fetched.push(new URL(route.request().url()).pathname.split('/').at(-1) ?? '');
    return route.continue();
  });
  await open(page);
  expect(fetched).toEqual([]);
  await page.getByText('Take one of the test images').click();
  const images = page.getByRole('list', { name: 'Test images' });
  await expect(images.getByRole('button')).toHaveCount(24, { timeout: 60_000 });
  expect(fetched.every((name) => name.startsWith('test-'))).toBe(true);

  await page.getByLabel('Kind').selectOption('Trouser');
  await images.getByRole('button', { name: 'Trouser, image 3' }).click();
  await expect(leadingClass(page)).toHaveText('Trouser');
  await expectNoSidewaysScroll(page);
  await expectAccessible(page);
  await page.screenshot({ path: info.outputPath('shelf.png'), fullPage: true });

  const first = () =>
    images
      .locator('canvas')
      .first()
      .evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());
  const before = await first();
  await page.getByRole('button', { name: 'Show others' }).click();
  await expect.poll(first).not.toBe(before);
});
