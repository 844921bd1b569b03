import { expect, type Locator, type Page } from '@playwright/test';
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

test('a drawn shape is named while it is drawn, and undo takes it back', async ({ page }) => {
  await open(page);
  await expect(page.getByText('Draw a garment', { exact: true })).toBeVisible();

  await drawShape(page, trousers);
  await expect(leadingClass(page)).toHaveText('Trouser');
  await expect(page.getByRole('listitem').filter({ hasText: 'Trouser' }).first()).toContainText('%');

  // Of a stroke under way nothing stays, and what was drawn before does.
  const box = await sheet(page).boundingBox();
  if (!box) throw new Error('the sheet is not on the screen');
  const goTo = (x: number, y: number) => page.mouse.move(box.x + x * box.width, box.y + y * box.height, { steps: 3 });
  const pixels = () =>
    page.getByRole('img', { name: /28 by 28 pixels/ }).evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());
  const drawn = await pixels();
  await goTo(0.05, 0.05);
  await page.mouse.down();
  await goTo(0.05, 0.5);
  await goTo(0.9, 0.5);
  await expect.poll(pixels).not.toBe(drawn);
  await page.keyboard.press('Control+z');
  await expect.poll(pixels).toBe(drawn);
  await goTo(0.9, 0.9);
  await page.mouse.up();
  await expect(page.getByText('Draw a garment', { exact: true })).toBeHidden();
  expect(await pixels()).toBe(drawn);

  await page.keyboard.press('Control+z');
  await expect(page.getByText('Draw a garment', { exact: true })).toBeVisible();
  await expect(page.getByRole('button', { name: 'Undo' })).toBeDisabled();
});

test('a movement is asked about at once, and not again when it ends', async ({ page }) => {
  await page.addInitScript(() => {
    const answered = { count: 0 };
    /** Of each question, how many frames after the last movement it was asked. */
    const asked: number[] = [];
    let [frame, moved] = [0, 0];
    const next = () => requestAnimationFrame(() => (++frame, next()));
    next();
    addEventListener('pointerrawupdate', () => (moved = frame), { capture: true });
    const post = Worker.prototype.postMessage;
    Worker.prototype.postMessage = function (this: Worker, message: { id?: number; type?: string }, ...rest: []) {
      if (message.type === 'classify') {
        asked.push(frame - moved);
        this.addEventListener('message', ({ data }: MessageEvent<{ id?: number }>) => {
          if (data.id === message.id) ++answered.count;
        });
      }
      post.call(this, message, ...rest);
    };
    Object.assign(window, { asked, answered });
  });
  const asked = () => page.evaluate(() => (window as unknown as { asked: number[] }).asked);
  const answered = () => page.evaluate(() => (window as unknown as { answered: { count: number } }).answered.count);
  await open(page);
  await page.getByRole('button', { name: 'Dress', exact: true }).click();
  await expect(leadingClass(page)).toHaveText('Dress');
  await sheet(page).evaluate((element) => element.scrollIntoView({ block: 'center', behavior: 'instant' }));
  const box = await sheet(page).boundingBox();
  if (!box) throw new Error('the sheet is not on the screen');
  await page.mouse.move(box.x + 0.2 * box.width, box.y + 0.2 * box.height);
  await page.mouse.down();
  await expect.poll(asked).toHaveLength(2);
  await expect.poll(answered).toBe(2);

  await page.mouse.move(box.x + 0.8 * box.width, box.y + 0.8 * box.height);
  await page.mouse.up();
  await expect.poll(answered).toBe(3);
  // A further question would have been asked by now.
  await page.waitForTimeout(200);
  const questions = await asked();
  expect(questions).toHaveLength(3);
  expect(questions[2]).toBe(0);
});

test('brush, eraser and clear change what the network sees', async ({ page }) => {
  await open(page);
  const pixels = () =>
    page.getByRole('img', { name: /28 by 28 pixels/ }).evaluate((canvas) => (canvas as HTMLCanvasElement).toDataURL());

  await draw(page, [
    [0.2, 0.2],
    [0.8, 0.2],
    [0.8, 0.8],
    [0.2, 0.8],
    [0.2, 0.2],
  ]);
  await expect(leadingClass(page)).toBeVisible();
  const before = await pixels();

  await page.getByText('Eraser', { exact: true }).click();
  await draw(page, [
    [0.6, 0.05],
    [0.6, 0.95],
  ]);
  await expect.poll(pixels).not.toBe(before);

  await page.getByRole('button', { name: 'Clear' }).click();
  await expect(leadingClass(page)).toBeHidden();
  await page.getByRole('button', { name: 'Undo' }).click();
  await expect(leadingClass(page)).toBeVisible();
});

test('the keyboard alone draws', async ({ page }) => {
  await open(page);
  await sheet(page).focus();
  for (let i = 0; i < 2; ++i) await page.keyboard.press('Shift+ArrowUp');
  await page.keyboard.press('Space');
  for (let i = 0; i < 4; ++i) await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Space');
  await expect(leadingClass(page)).toBeVisible();
});

test('every sample is named after what it shows', async ({ page }) => {
  await open(page);
  const classes = {
    'T-shirt': 'T-shirt/top',
    Trousers: 'Trouser',
    Dress: 'Dress',
    Bag: 'Bag',
    'Ankle boot': 'Ankle boot',
  };
  for (const [sample, name] of Object.entries(classes)) {
    await page.getByRole('button', { name: sample, exact: true }).click();
    await expect(leadingClass(page)).toHaveText(name);
  }
});

test.describe('with fingers', () => {
  test.use({ hasTouch: true, viewport: { width: 360, height: 740 } });

  test('a finger draws and does not scroll the page', async ({ page }) => {
    await open(page);
    const box = await sheet(page).boundingBox();
    if (!box) throw new Error('the sheet is not on the screen');
    const devtools = await page.context().newCDPSession(page);
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...[x, y]: [] | [number, number]) =>
      devtools.send('Input.dispatchTouchEvent', {
        type,
        touchPoints:
          x === undefined || y === undefined ? [] : [{ x: box.x + x * box.width, y: box.y + y * box.height }],
      });
    // Up one leg and down the other; a single line would be nothing to see.
    await touch('touchStart', 0.35, 0.9);
    for (let y = 0.9; y > 0.1; y -= 0.05) await touch('touchMove', 0.35, y);
    for (let y = 0.1; y < 0.9; y += 0.05) await touch('touchMove', 0.65, y);
    await touch('touchEnd');

    await expect(leadingClass(page)).toBeInViewport();
    expect(await page.evaluate(() => scrollY)).toBe(0);
  });
});

test.describe('the steps of the preparation', () => {
  const strip = (page: Page) => page.getByRole('group').filter({ hasText: 'How the picture is prepared' });
  const names = (page: Page) => strip(page).getByRole('listitem').locator('.name');
  const seen = (page: Page) => page.getByRole('img', { name: /28 by 28 pixels/ });
  const prepared = (page: Page) =>
    strip(page)
      .getByRole('img', { name: /this is what the network gets/ })
      .locator('canvas');
  const content = (canvas: Locator) => canvas.evaluate((element) => (element as HTMLCanvasElement).toDataURL());
  const size = (canvas: Locator) => canvas.evaluate(({ width, height }: HTMLCanvasElement) => [width, height]);

  const filled = ['Picture', 'Background', 'Garment', 'Tones', 'Scaled', 'Prepared'];
  const outlined = ['Picture', 'Background', 'Garment', 'Filled', 'Tones', 'Scaled', 'Prepared'];
  const nothing = ['Picture', 'Background', 'Garment'];

  async function upload(page: Page, buffer: Buffer): Promise<void> {
    const chooser = page.getByRole('region', { name: 'Draw' }).locator('input[type=file]');
    await chooser.setInputFiles({
      name: 'picture.png',
      mimeType: 'image/png',
      buffer,
    });
  }

  test('are shown of a drawing, and follow it', async ({ page }) => {
    await open(page);
    await page.getByText('How the picture is prepared').focus();
    await page.keyboard.press('Enter');
    await expect(strip(page).getByText('here you will see it after each step')).toBeVisible();

    await drawShape(page, trousers);
    await expect(names(page)).toHaveText(filled);
    await expect.poll(async () => content(prepared(page))).toBe(await content(seen(page)));
    expect(await size(strip(page).locator('canvas').first())).toEqual([280, 280]);
    const before = await content(prepared(page));

    await page.getByText('Brush', { exact: true }).click();
    await draw(page, [
      [0.1, 0.1],
      [0.9, 0.9],
    ]);
    await expect.poll(async () => content(prepared(page))).not.toBe(before);
    await expect.poll(async () => content(prepared(page))).toBe(await content(seen(page)));

    await page.getByRole('button', { name: 'Clear' }).click();
    await expect(strip(page).getByText('here you will see it after each step')).toBeVisible();
    await expect(names(page)).toHaveCount(0);
  });

  test('tell of an outline that it is filled, and of a line that it is nothing to see', async ({ page }) => {
    await open(page);
    await page.getByText('How the picture is prepared').click();
    const line: Outline = [
      [0.1, 0.5],
      [0.9, 0.5],
    ];
    await draw(page, line);
    await expect(names(page)).toHaveText(nothing);
    await expect(strip(page).getByText('here the preparation ends')).toBeVisible();

    await draw(page, [...line, [0.9, 0.9], [0.1, 0.9], [0.1, 0.5]]);
    await expect(names(page)).toHaveText(outlined);
    await expect(strip(page).getByText('here the preparation ends')).toBeHidden();
    await expect(page.getByText(/^What the outline encloses was filled\. Trimmed to the garment/)).toBeVisible();
  });

  test('are shown of an uploaded picture, large, small or with nothing in it', async ({ page }) => {
    await open(page);
    await page.getByText('How the picture is prepared').click();
    await upload(page, pngOf(trousers, 1200, 1600, [30, 40, 90], [225, 220, 210]));
    await expect(names(page)).toHaveText(filled);
    expect(await size(strip(page).locator('canvas').first())).toEqual([300, 400]);
    await expect.poll(async () => content(prepared(page))).toBe(await content(seen(page)));

    await upload(page, pngOf(trousers, 60, 80, [225, 220, 210], [225, 220, 210]));
    await expect(names(page)).toHaveText(nothing);
    expect(await size(strip(page).locator('canvas').first())).toEqual([60, 80]);
    await expect(page.getByText('Nothing stands out here')).toBeVisible();
  });

  test('are computed only while somebody looks', async ({ page }) => {
    await page.addInitScript(() => {
      const asked: string[] = [];
      const post = Worker.prototype.postMessage;
      Worker.prototype.postMessage = function (message: { type?: string }, ...rest: []) {
        asked.push(message.type ?? '');
        post.call(this, message, ...rest);
      };
      Object.assign(window, { asked });
    });
    const countOf = (type: string) =>
      page.evaluate(
        (wanted) => (window as unknown as { asked: string[] }).asked.filter((each) => each === wanted).length,
        type,
      );
    await open(page);
    await drawShape(page, trousers);
    await expect(leadingClass(page)).toHaveText('Trouser');
    expect(await countOf('classify')).toBeGreaterThan(0);
    expect(await countOf('preparationSteps')).toBe(0);

    await page.getByText('How the picture is prepared').click();
    await expect(names(page)).toHaveText(filled);
    await page.getByText('How the picture is prepared').click();
    await expect(names(page)).toHaveCount(0);
    const before = await countOf('preparationSteps');
    await page.getByRole('button', { name: 'Bag', exact: true }).click();
    await expect(leadingClass(page)).toHaveText('Bag');
    expect(await countOf('preparationSteps')).toBe(before);
  });

  for (const width of [1280, 360]) {
    for (const colorScheme of ['light', 'dark'] as const) {
      test(`fit a page ${width} pixels wide in ${colorScheme} colours`, async ({ page }, info) => {
        await page.setViewportSize({ width, height: 800 });
        await page.emulateMedia({ colorScheme });
        await open(page);
        await page.getByText('How the picture is prepared').click();
        await draw(page, [...trousers, [0.3, 0.05]]);
        await expect(names(page)).toHaveText(outlined);
        await expectNoSidewaysScroll(page);
        await expectAccessible(page);
        await page.locator('#draw').screenshot({ path: info.outputPath('steps.png') });
      });
    }
  }

  test('are told in Polish', async ({ page }) => {
    await page.goto('./?lang=pl');
    await page.getByText('Jak przygotowuje się obraz').click();
    await page.getByRole('button', { name: 'Torebka', exact: true }).click();
    await expect(page.getByText('Im bardziej się odcina, tym jaśniejsze.')).toBeVisible();
    await expectAccessible(page);
  });
});
