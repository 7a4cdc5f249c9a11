// Four visitors: a desktop and a phone, each with and without JavaScript. Languages and colour
// schemes are spread over them so that every pair of settings occurs.
import { defineConfig, type ViewportSize } from '@playwright/test';

const desktop = { viewport: { width: 1280, height: 900 } satisfies ViewportSize };
const phone = {
  viewport: { width: 390, height: 844 } satisfies ViewportSize,
  isMobile: true,
  hasTouch: true,
};
const english = { locale: 'en-GB', timezoneId: 'Europe/London' };
const russian = { locale: 'ru-RU', timezoneId: 'Europe/Moscow' };
const program = process.env['CHROMIUM_PATH'];

export default defineConfig({
  testDir: 'tests',
  outputDir: 'results',
  fullyParallel: true,
  forbidOnly: true,
  workers: 2,
  retries: 0,
  timeout: 60_000,
  expect: { timeout: 10_000 },
  reporter: 'list',
  use: {
    baseURL: process.env['BASE_URL'] ?? 'http://127.0.0.1:3000',
    screenshot: 'only-on-failure',
    trace: process.env['TRACE'] ? 'on' : 'off',
    launchOptions: program ? { executablePath: program } : {},
  },
  projects: [
    { name: 'desktop-js', use: { ...desktop, ...english, colorScheme: 'light' } },
    {
      name: 'desktop-nojs',
      grep: /@nojs/,
      use: { ...desktop, ...russian, colorScheme: 'dark', javaScriptEnabled: false },
    },
    {
      name: 'phone-js',
      grep: /@phone/,
      use: { ...phone, ...russian, colorScheme: 'dark' },
    },
    {
      name: 'phone-nojs',
      grep: /(?=.*@nojs)(?=.*@phone)/,
      use: { ...phone, ...english, colorScheme: 'light', javaScriptEnabled: false },
    },
  ],
});
