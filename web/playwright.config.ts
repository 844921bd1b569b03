import { defineConfig, devices } from '@playwright/test';

/** The first of three ports in a row; another one lets two clones be tested at once. */
const port = Number(process.env['ATELIER_TEST_PORT'] ?? 4173);

/** Served as meant, with the headers that make the page cross-origin isolated. */
export const isolatedAddress = `http://localhost:${port}/`;
/** The same files without these headers, as from a host that cannot send them. */
export const plainAddress = `http://localhost:${port + 1}/`;
/** The engine on a page of its own, which is not part of the built one. */
export const engineAddress = `http://localhost:${port + 2}/src/engine/bare.html`;

export default defineConfig({
  testDir: '../tests/web',
  outputDir: 'test-results',
  // Much of a test is waiting for the page: two at once keep two cores busy, even where both train.
  workers: 2,
  fullyParallel: true,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  forbidOnly: !!process.env['CI'],
  reporter: [['list']],
  use: {
    ...devices['Desktop Chrome'],
    baseURL: isolatedAddress,
    // Without a film of each test, which cost more than the page: a training and its tests took 46 s with one, 21 s without.
    trace: { mode: 'retain-on-failure', screenshots: false },
    launchOptions: {
      executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium',
      args: [
        '--no-sandbox',
        '--disable-gpu',
        '--disable-quic',
        '--no-first-run',
        '--disable-background-networking',
        '--disable-component-update',
        '--disable-sync',
        // Two cameras that show a test pattern.
        '--use-fake-device-for-media-stream=device-count=2',
      ],
    },
  },
  projects: [
    { name: 'page', testIgnore: 'responsiveness.spec.ts' },
    // Its times are the machine's, too: another program that takes the core for a moment makes a task long. A task that is
    // always long fails each time.
    { name: 'responsiveness', testMatch: 'responsiveness.spec.ts', dependencies: ['page'], retries: 2 },
  ],
  webServer: [
    { command: `npx vite preview --port ${port} --strictPort`, url: isolatedAddress },
    {
      command: `npx vite preview --port ${port + 1} --strictPort`,
      url: plainAddress,
      env: { ATELIER_ISOLATION: 'off' },
    },
    { command: `npx vite --port ${port + 2} --strictPort`, url: engineAddress },
  ],
});
