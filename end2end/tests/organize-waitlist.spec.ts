// The waiting list at the organizer's: who waits, offers by hand, its log; closing it.
import { expect, test } from '../support/test.ts';

test('the organizer offers seats by hand, and the log says why @nojs @phone', async ({
  page,
  host,
  newPerson,
  accessible,
}) => {
  const event = await host.newEvent({ price: '0.00', max_capacity: 1 });
  const [seated, first, second] = [await newPerson(), await newPerson(), await newPerson()];
  await seated.api.book(event.id, 1);
  await first.api.wait(event.id, 1);
  await second.api.wait(event.id, 2);
  await page.goto('/organize');
  await page.locator('.needs-you a.row-link', { hasText: event.title }).click();
  await page.waitForURL(/\/waitlist$/);
  const rows = page.locator('.data-list tbody tr');
  await expect(rows).toHaveCount(2);
  await expect(rows.nth(1)).toContainText(second.email);
  await accessible();
  await rows.nth(1).locator('a.button').click();
  const step = page.getByTestId('offer-step');
  await expect(step).toBeVisible();
  await page.waitForLoadState('networkidle');
  await accessible();
  await page.locator('#reason').fill('They play <b>tonight</b>.');
  await page.getByTestId('confirm-offer').click();
  await expect(step).toHaveCount(0);
  const log = page.getByTestId('waitlist-log');
  await expect(log.locator('[data-cause="by_hand"]')).toContainText('They play <b>tonight</b>.');
  await accessible();
  const offered = await second.api.waiting(event.id);
  expect([offered.status, offered.quantity]).toEqual(['OFFERED', 2]);
  expect((await first.api.waiting(event.id)).position).toBe(1);
});

test('a closed list takes nobody new and keeps those in it @nojs', async ({
  page,
  host,
  newPerson,
  newVisitor,
  accessible,
}) => {
  const event = await host.newEvent({ price: '0.00', max_capacity: 1 });
  const [seated, waits, late] = [await newPerson(), await newPerson(), await newPerson()];
  await seated.api.book(event.id, 1);
  await waits.api.wait(event.id, 1);
  await page.goto(`/organize/events/${event.slug}/waitlist`);
  await page.waitForLoadState('networkidle');
  const text = page.getByTestId('waitlist-state').locator('p').first();
  const before = await text.innerText();
  await page.getByTestId('switch-waitlist').click();
  await expect(text).not.toHaveText(before);
  await accessible();
  const visitor = await newVisitor(late);
  await visitor.goto(`/events/${event.slug}`);
  await expect(visitor.getByTestId('waitlist-closed')).toBeVisible();
  await expect(visitor.getByTestId('waitlist-join')).toHaveCount(0);
  await accessible(visitor);
  expect((await waits.api.waiting(event.id)).position).toBe(1);
  await page.getByTestId('switch-waitlist').click();
  await expect(text).toHaveText(before);
  await visitor.reload();
  await expect(visitor.getByTestId('waitlist-join')).toBeVisible();
});
