// Promo codes at the organizer's: made, limited, paused; the link that fills one in.
import { expect, test } from '../support/test.ts';

test('a code is made, its link fills it in, and it is paused @nojs @phone', async ({
  page,
  guard,
  host,
  newPerson,
  newVisitor,
  accessible,
}) => {
  guard.allowStatus(422);
  const event = await host.newEvent({ price: '20.00' });
  await page.goto(`/organize/events/${event.slug}/promotions`);
  await accessible();
  await page.locator('.empty a.button').click();
  const form = page.getByTestId('code-form');
  await expect(form).toBeVisible();
  await page.waitForLoadState('networkidle');
  const code = `E${Date.now().toString(36)}`.toUpperCase();
  await page.locator('#code').fill(code);
  await page.locator('#value').fill('200');
  await page.getByTestId('save-code').click();
  // What is wrong is said beside its field, and nothing that was typed is lost.
  await expect(page.locator('#value-error')).toBeVisible();
  await expect(page.locator('#code')).toHaveValue(code);
  await accessible();
  await page.locator('#value').fill('25');
  await page.locator('#max_uses').fill('2');
  await page.getByTestId('save-code').click();
  const row = page.locator('.data-list tbody tr', { hasText: code });
  await expect(row).toBeVisible();
  await expect(row).toContainText('25');
  await accessible();

  const link = new URL(await row.locator('.copy-link input').inputValue());
  expect(link.searchParams.get('promo')).toBe(code);
  const guest = await newVisitor(await newPerson());
  await guest.goto(link.pathname + link.search);
  await expect(guest.locator('#promo_code')).toHaveValue(code);
  await guest.getByTestId('book-submit').click();
  await guest.waitForURL(/\/bookings\//);
  await expect(guest.locator('main')).toContainText(/15[.,]00/);

  await page.reload();
  await page.waitForLoadState('networkidle');
  await row.getByTestId('pause-code').click();
  await expect(row.locator('.badge-stop')).toBeVisible();
  await accessible();
});
