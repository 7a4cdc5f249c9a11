// The app's code takes over the page that the server rendered, whatever the visitor does meanwhile.
import { untilHydrated } from '../support/alive.ts';
import { expect, test } from '../support/test.ts';
import { asleep } from '../support/waiting.ts';

const EVERYTHING = '**/*.wasm';
const THE_AREA = /\/pkg\/(split|chunk)_[^/]*\.wasm$/;

for (const [what, code] of [
  ['the code', EVERYTHING],
  ["the area's code", THE_AREA],
] as const) {
  test(`who goes back before ${what} is there gets the page that was gone back to @phone`, async ({
    page,
    host,
    newPerson,
  }) => {
    const event = await host.newEvent({ price: '0.00' });
    const [ada, bob] = [await newPerson(), await newPerson()];
    const kept = await ada.api.book(event.id, 1);
    const gone = await bob.api.book(event.id, 1);
    await bob.api.cancel(gone.id);
    const row = (id: string) => page.locator(`a.row-link[href$="/bookings/${id}"]`);
    await page.goto(`/organize/events/${event.slug}/bookings`);
    await untilHydrated(page);
    await page.locator('nav.list-tabs a[href*="status=CANCELLED"]').click();
    await expect(row(gone.id)).toBeVisible();
    await expect(row(kept.id)).toHaveCount(0);

    const wake = await asleep(page, code);
    await page.reload({ waitUntil: 'commit' });
    await expect(row(kept.id)).toHaveCount(0);
    await page.goBack({ waitUntil: 'commit' });
    await expect(row(kept.id)).toBeVisible();
    wake();
    await expect(page.locator('nav.list-tabs a').first()).toHaveAttribute('aria-current', 'true');
    await page.locator('nav.list-tabs a[href*="status=CANCELLED"]').click();
    await expect(row(kept.id)).toHaveCount(0);
  });

  test(`a link is followed and a search is sent before ${what} is there`, async ({ page, host }) => {
    const event = await host.newEvent();
    const wake = await asleep(page, code);
    await page.goto(`/organize/events/${event.slug}/bookings`, { waitUntil: 'commit' });
    await page.locator('#list-search').fill('nobody');
    await page.locator('#list-search').press('Enter');
    await expect(page).toHaveURL(/[?&]search=nobody/);
    await page.locator(`main a[href="/organize/events/${event.slug}"]`).first().click();
    await expect(page).toHaveURL((url) => url.pathname === `/organize/events/${event.slug}`);
    wake();
    await expect(page.locator('h1')).toContainText(event.title);
  });
}
