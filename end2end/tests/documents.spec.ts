// Pages beside the app: the API's documentation and what was mailed.
import { expectAccessible } from '../support/axe.ts';
import { nextMail } from '../support/mail.ts';
import { expect, test } from '../support/test.ts';

test('the API documentation works from this server alone', async ({ page, baseURL }) => {
  const foreign: string[] = [];
  page.on('request', (request) => {
    if (!request.url().startsWith(baseURL ?? '') && !request.url().startsWith('data:')) {
      foreign.push(request.url());
    }
  });
  await page.goto('/api/docs/');
  await expect(page.getByText('/api/bookings/', { exact: false }).first()).toBeVisible();
  expect(foreign).toEqual([]);
});

test('the list of sent mail shows a message as a page', async ({ page, request, person, newEvent }) => {
  const event = await newEvent({ price: '0.00' });
  await person.api.book(event.id, 1);
  const mail = await nextMail(request, person.email, ({ kind }) => kind === 'booking_confirmed');
  await page.goto(`/dev/mail?to=${encodeURIComponent(person.email)}`);
  await page.locator('summary', { hasText: mail.subject }).click();
  const message = page.frameLocator('iframe').first();
  await expect(message.locator('body')).toContainText(event.title);
  await expect(page.locator('details').first()).toContainText('.pdf');
  await expectAccessible(page, true);
});
