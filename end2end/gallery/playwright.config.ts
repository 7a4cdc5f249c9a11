// Pictures for eyes, not tests: one run a language; themes and widths change on the open page.
import { defineConfig } from '@playwright/test';

const program = process.env['CHROMIUM_PATH'];

export default defineConfig({
  testDir: '.',
  testMatch: 'gallery.ts',
  outputDir: '../results',
  fullyParallel: true,
  workers: 2,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: 'dot',
  use: {
    baseURL: process.env['BASE_URL'] ?? 'http://127.0.0.1:3000',
    launchOptions: program ? { executablePath: program } : {},
  },
  projects: [
    { name: 'en', use: { locale: 'en-GB', timezoneId: 'Europe/London' } },
    { name: 'ru', use: { locale: 'ru-RU', timezoneId: 'Europe/Moscow' } },
  ],
});
