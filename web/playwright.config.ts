import { defineConfig, devices } from '@playwright/test';

/** Served as meant, with the headers that make the page cross-origin isolated. */
export const isolatedAddress = 'http://localhost:4173/';
/** The same files without these headers, as from a host that cannot send them. */
export const plainAddress = 'http://localhost:4174/';

export default defineConfig({
  testDir: '../tests/web',
  outputDir: 'test-results',
  // Trainings use all cores: two at once would only slow each other down.
  workers: 1,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  forbidOnly: !!process.env['CI'],
  reporter: [['list']],
  use: {
    ...devices['Desktop Chrome'],
    baseURL: isolatedAddress,
    trace: 'retain-on-failure',
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
      ],
    },
  },
  webServer: [
    { command: 'npx vite preview --port 4173 --strictPort', url: isolatedAddress },
    {
      command: 'npx vite preview --port 4174 --strictPort',
      url: plainAddress,
      env: { ATELIER_ISOLATION: 'off' },
    },
    // For engine.spec.ts: the engine on a bare page, which is not part of the built one.
    {
      command: 'npx vite --port 4175 --strictPort',
      url: 'http://localhost:4175/src/engine/bare.html',
    },
  ],
});
