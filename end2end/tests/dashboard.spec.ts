// The workplace's figures: all events of an organizer, and one event live.
import { tabTo } from '../support/keyboard.ts';
import { paidBooking } from '../support/paid.ts';
import { expect, test } from '../support/test.ts';

test('a new organizer is led to the first event, and the guide goes when it is done @nojs @phone', async ({
  page,
  host,
  newPerson,
  accessible,
}) => {
  await page.goto('/organize');
  await expect(page.locator('.guide [aria-current="step"]')).toHaveCount(1);
  await accessible();
  const event = await host.newEvent({ price: '0.00' });
  await (await newPerson()).api.book(event.id, 1);
  await page.goto('/organize');
  await expect(page.locator('.guide')).toHaveCount(0);
  await expect(page.locator('.data-list')).toContainText(event.title);
});

test('the overview counts what was sold, and says what needs the organizer @nojs @phone', async ({
  page,
  host,
  newPerson,
  accessible,
}) => {
  const event = await host.newEvent({ price: '0.00', max_capacity: 2 });
  const draft = await host.newEvent({ status: 'DRAFT' });
  await (await newPerson()).api.book(event.id, 2);
  await (await newPerson()).api.wait(event.id, 1);
  await page.goto('/organize');
  await expect(page.getByTestId('seats-sold').locator('.figure-value')).toHaveText('2');
  await expect(page.locator('.needs-you')).toContainText(event.title);
  await accessible();
  const row = page.locator('.data-list tr', { hasText: event.title });
  await expect(row).toContainText('2');
  await row.locator('.row-link').click();
  await expect(page).toHaveURL(new RegExp(`/organize/events/${event.slug}$`));
  await page.goto('/organize');
  await page.locator('.figures a[href="/organize?phase=draft"]').click();
  await expect(page.locator('.data-list')).toContainText(draft.title);
  await expect(page.locator('.data-list')).not.toContainText(event.title);
});

test('the keyboard goes from the overview to an event', async ({ page, host }) => {
  const event = await host.newEvent();
  await page.goto('/organize');
  await page.waitForLoadState('networkidle');
  await tabTo(page, page.locator('.data-list .row-link', { hasText: event.title }));
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(`/organize/events/${event.slug}`);
});

test('lists stand closer together where one wants it, and stay so @nojs', async ({ page, host }) => {
  await host.newEvent();
  await page.goto('/organize?phase=upcoming');
  await page.waitForLoadState('networkidle');
  const kept = page.waitForResponse((answer) => answer.url().includes('/fn/set-density'));
  await page.locator('.density button[value="compact"]').click();
  await kept;
  await expect(page.locator('html')).toHaveAttribute('data-density', 'compact');
  await page.reload();
  await expect(page.locator('html')).toHaveAttribute('data-density', 'compact');
});

test('an event shows its seats, its money and its curve @nojs @phone', async ({
  page,
  host,
  newPerson,
  accessible,
}) => {
  const event = await host.newEvent({ price: '25.00', max_capacity: 10 });
  const guest = await newPerson();
  await paidBooking(guest, event, 2);
  await (await newPerson()).api.book(event.id, 3);
  await page.goto(`/organize/events/${event.slug}`);
  const figure = (name: string) => page.getByTestId(name).locator('.figure-value');
  await expect(figure('confirmed')).toHaveText('2');
  await expect(figure('held')).toHaveText('3');
  await expect(figure('free')).toHaveText('5');
  await expect(figure('gross')).toContainText('50');
  await expect(figure('net')).toContainText('50');
  await page.locator('.chart-table summary').first().click();
  await expect(page.locator('.chart-table tbody tr')).toHaveCount(1);
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await accessible();
  }
  const wide = await page.evaluate(() => document.documentElement.scrollWidth > window.innerWidth);
  expect(wide, 'nothing scrolls sideways').toBe(false);
});

test('the figures of an event move without a reload, and keep the focus', async ({ page, host, newPerson }) => {
  const event = await host.newEvent({ price: '0.00', max_capacity: 10 });
  await (await newPerson()).api.book(event.id, 1);
  await page.goto(`/organize/events/${event.slug}`);
  await page.waitForLoadState('networkidle');
  await page.locator('.chart-table summary').first().focus();
  await (await newPerson()).api.book(event.id, 2);
  const confirmed = page.getByTestId('confirmed').locator('.figure-value');
  await expect(confirmed).toHaveText('3', { timeout: 12_000 });
  await expect(page.locator('.chart-table summary').first()).toBeFocused();
  await expect(page.getByTestId('sold')).toContainText('3');
});

test('without its stream the page of an event asks, and stays true', async ({ page, host, newPerson, guard }) => {
  guard.allowStatus(429);
  await page.route('**/live/', (route) => route.fulfill({ status: 429 }));
  await page.clock.install();
  const event = await host.newEvent({ price: '0.00', max_capacity: 10 });
  await page.goto(`/organize/events/${event.slug}`);
  await page.waitForLoadState('networkidle');
  await (await newPerson()).api.book(event.id, 2);
  await page.clock.runFor(31_000);
  await expect(page.getByTestId('confirmed').locator('.figure-value')).toHaveText('2');
});

test('the keyboard reaches the curve, which says its point in words', async ({ page, host, newPerson }) => {
  const event = await host.newEvent({ price: '0.00', max_capacity: 10 });
  await (await newPerson()).api.book(event.id, 4);
  await page.goto(`/organize/events/${event.slug}`);
  await page.waitForLoadState('networkidle');
  const point = page.locator('.chart-point');
  await expect(point).toHaveAttribute('aria-label', /: 4\s/);
  await tabTo(page, point);
});

test('a link of its own is made for a place, refused where it cannot be @nojs @phone', async ({
  page,
  host,
  scripted,
  accessible,
}) => {
  const event = await host.newEvent();
  await page.goto(`/organize/events/${event.slug}`);
  await page.locator('#link').fill('Poster 2');
  await page.locator('.link-form button[type="submit"]').click();
  const made = page.getByTestId('made-link');
  await expect(made.locator('input')).toHaveValue(new RegExp(`/events/${event.slug}\\?via=poster-2$`));
  const drawn = await made.locator('a[href*="qr.svg"]').getAttribute('href');
  expect((await page.request.get(drawn ?? '')).headers()['content-type']).toContain('image/svg');
  await page.locator('#link').fill('<script>');
  await page.locator('.link-form button[type="submit"]').click();
  await expect(page.locator('#link-error')).toBeVisible();
  await expect(page.locator('#link')).toHaveValue('<script>');
  await accessible();
  if (scripted) await expect(page.locator('.copy-link button').first()).toBeVisible();
});

test('two events are compared, and the address says with which @nojs', async ({ page, host, newPerson }) => {
  const [first, second] = [await host.newEvent({ price: '0.00' }), await host.newEvent({ price: '0.00' })];
  for (const event of [first, second]) await (await newPerson()).api.book(event.id, 1);
  await page.goto(`/organize/events/${first.slug}`);
  await page.locator('#compare').selectOption(second.slug);
  await page.locator('form.compare button[type="submit"]').click();
  await expect(page).toHaveURL(new RegExp(`compare=${second.slug}`));
  await expect(page.locator('#chart-title')).toContainText(second.title);
  await expect(page.locator('path.chart-compare').last()).toBeAttached();
});
