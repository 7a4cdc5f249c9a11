// The books: sums of an event and of all, the lines behind each sum, and files.
import { paidBooking } from '../support/paid.ts';
import { expect, test, type Host, type Person } from '../support/test.ts';

async function sell(host: Host, person: Person, quantity: number) {
  const event = await host.newEvent({ price: '20.00' });
  return { event, booking: await paidBooking(person, event, quantity) };
}

test('the books of an event lead from each sum to its lines and to the booking @nojs @phone', async ({
  page,
  host,
  newPerson,
  accessible,
}) => {
  const { event, booking } = await sell(host, await newPerson(), 2);
  await page.goto(`/organize/events/${event.slug}/report`);
  await page.waitForLoadState('networkidle');
  await accessible();
  const total = page.getByTestId('totals').locator('tbody tr');
  await expect(total).toHaveCount(1);
  await expect(total).toContainText(/40[.,]00/);
  await expect(page.getByTestId('days').locator('tbody tr')).toHaveCount(1);
  const line = page.getByTestId('lines').locator('tbody tr');
  await expect(line).toContainText(booking.reference);
  await page.getByTestId('days').locator('a.row-link').click();
  await expect(page).toHaveURL(/currency=EUR/);
  await expect(line).toHaveCount(1);
  await line.locator('a.row-link').click();
  await expect(page).toHaveURL(new RegExp(`/bookings/${booking.id}`));
  await expect(page.locator('main')).toContainText(booking.reference);
});

test('days are chosen, refused beside their field, and an empty period says so @nojs @phone', async ({
  page,
  host,
  newPerson,
  accessible,
}) => {
  const { event } = await sell(host, await newPerson(), 1);
  await page.goto(`/organize/events/${event.slug}/report`);
  await page.waitForLoadState('networkidle');
  await page.locator('#report-from').fill('2024-05-01');
  await page.locator('#report-to').fill('2024-04-01');
  await page.getByTestId('period').locator('button').click();
  await expect(page.locator('#to-error')).toBeVisible();
  // What was typed is still there.
  await expect(page.locator('#report-to')).toHaveValue('2024-04-01');
  await expect(page.locator('#report-from')).toHaveValue('2024-05-01');
  await accessible();
  await page.locator('#report-to').fill('2024-05-31');
  await page.getByTestId('period').locator('button').click();
  await expect(page.locator('#to-error')).toHaveCount(0);
  await expect(page.locator('main .empty')).toBeVisible();
  await accessible();
});

test('the books of all events are linked from the navigation and come as files @nojs', async ({
  page,
  host,
  newPerson,
  accessible,
}) => {
  const { booking } = await sell(host, await newPerson(), 3);
  await page.goto('/organize');
  await page.locator('.organize-bar nav a[href="/organize/report"]').click();
  await expect(page.getByTestId('totals').locator('tbody tr')).toContainText(/60[.,]00/);
  await page.waitForLoadState('networkidle');
  await accessible();
  for (const [list, name] of [
    ['line-files', /^books-all-.*\.csv$/],
    ['day-files', /^books-by-day-all-.*\.csv$/],
  ] as const) {
    const href = await page.getByTestId(list).locator('a', { hasText: 'CSV' }).getAttribute('href');
    const file = await page.request.get(href ?? '');
    expect(file.headers()['content-disposition']).toMatch(new RegExp(`"${name.source.replace(/[$^]/g, '')}"`));
    expect(await file.text()).toContain(list === 'line-files' ? booking.reference : '60.00');
    const sheet = await page.getByTestId(list).locator('a', { hasText: 'XLSX' }).getAttribute('href');
    expect((await (await page.request.get(sheet ?? '')).body()).subarray(0, 2).toString()).toBe('PK');
  }
});
