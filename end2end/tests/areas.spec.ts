// Pages whose code comes in a module of its own: it is fetched when somebody goes there, by link or
// directly, and the page works either way.
import { untilHydrated } from '../support/alive.ts';
import { expect, test } from '../support/test.ts';
import { field } from '../pages/forms.ts';

const laterModules = (addresses: string[]): string[] =>
  addresses.filter((address) => /\/pkg\/(split|chunk)_[^/]*\.wasm$/.test(address));

test('a first visit does not fetch the code of pages that are not open', async ({ page }) => {
  const fetched: string[] = [];
  page.on('request', (request) => fetched.push(request.url()));
  await page.goto('/events');
  await page.waitForLoadState('networkidle');
  expect(fetched.filter((address) => address.endsWith('.wasm'))).toHaveLength(1);

  await page.locator('header a[href^="/login"]').click();
  await expect(page).toHaveURL(/\/login/);
  await expect(field(page, 'password')).toBeVisible();
  expect(laterModules(fetched).length).toBeGreaterThan(0);
});

test('a page of a later module comes alive when it is opened directly', async ({ page, person }) => {
  const fetched: string[] = [];
  page.on('request', (request) => fetched.push(request.url()));
  await page.goto('/account');
  await page.waitForLoadState('networkidle');
  const later = laterModules(fetched);
  expect(later.length).toBeGreaterThan(0);
  expect(new Set(later).size, 'what is preloaded is not fetched again').toBe(later.length);
  expect(person.email).not.toBe('');
  // A click that only the app itself answers without a new document.
  await untilHydrated(page);
  await page.evaluate(() => Object.assign(window, { sameDocument: true }));
  await page.locator('header a[href="/events"]').first().click();
  await expect(page).toHaveURL(/\/events$/);
  expect(await page.evaluate(() => 'sameDocument' in window)).toBe(true);
});

test('the workplace is walked from module to module in one document', async ({ page, host }) => {
  const event = await host.newEvent();
  const at = `/organize/events/${event.slug}`;
  const fetched: string[] = [];
  page.on('request', (request) => fetched.push(request.url()));
  await page.goto(at);
  await expect(page.locator('h1')).toContainText(event.title);
  await untilHydrated(page);
  await page.evaluate(() => Object.assign(window, { sameDocument: true }));
  const before = laterModules(fetched).length;
  const steps: [string, string][] = [
    [`${at}/bookings`, 'h1'],
    [`${at}/edit`, 'form textarea'],
    ['/organize/venues', 'h1'],
    ['/organize', 'h1'],
  ];
  for (const [address, proof] of steps) {
    await page.locator(`main a[href="${address}"]`).first().click();
    await expect(page).toHaveURL((url) => url.pathname === address);
    await expect(page.locator(proof).first()).toBeVisible();
    expect(await page.evaluate(() => 'sameDocument' in window), address).toBe(true);
  }
  const later = laterModules(fetched);
  expect(later.length, 'each part of the workplace brings its own').toBeGreaterThan(before);
  expect(new Set(later).size, 'what is there is not fetched again').toBe(later.length);
});
