// Running an event by the keyboard alone: each section is reached with the tabulator and done with Enter.
import { Door, verdicts } from '../pages/door.ts';
import { enter, tabTo, typeOver } from '../support/keyboard.ts';
import { nextMail } from '../support/mail.ts';
import { paidBooking } from '../support/paid.ts';
import { attended } from '../support/past.ts';
import { expect, test } from '../support/test.ts';
import { uniqueEmail, uniqueWord } from '../support/unique.ts';

test('seats are offered, and the list is closed, by keyboard alone @nojs', async ({ page, host, newPerson }) => {
  const event = await host.newEvent({ price: '0.00', max_capacity: 1 });
  const [seated, waits] = [await newPerson(), await newPerson()];
  await seated.api.book(event.id, 1);
  await waits.api.wait(event.id, 1);
  await page.goto(`/organize/events/${event.slug}/waitlist`);
  await page.waitForLoadState('networkidle');
  await enter(page, page.locator('.data-list tbody tr a.button'));
  await expect(page.getByTestId('offer-step')).toBeVisible();
  await page.waitForLoadState('networkidle');
  await typeOver(page, page.locator('#reason'), 'They play tonight.');
  await enter(page, page.getByTestId('confirm-offer'));
  const offered = page.getByTestId('waitlist-log').locator('[data-cause="by_hand"]');
  await expect(offered).toContainText('They play tonight.');
  await expect(page.getByTestId('offer-step')).toHaveCount(0);
  await page.waitForLoadState('networkidle');
  const state = page.getByTestId('waitlist-state').locator('p').first();
  const before = await state.innerText();
  await enter(page, page.getByTestId('switch-waitlist'));
  await expect(state).not.toHaveText(before);
});

test('a promo code is made and paused by keyboard alone @nojs', async ({ page, host }) => {
  const event = await host.newEvent({ price: '20.00' });
  await page.goto(`/organize/events/${event.slug}/promotions`);
  await page.waitForLoadState('networkidle');
  await enter(page, page.locator('.empty a.button'));
  await expect(page.getByTestId('code-form')).toBeVisible();
  await page.waitForLoadState('networkidle');
  const code = uniqueWord().toUpperCase();
  await typeOver(page, page.locator('#code'), code);
  await typeOver(page, page.locator('#value'), '25');
  await page.keyboard.press('Enter');
  const row = page.locator('.data-list tbody tr', { hasText: code });
  await expect(row).toBeVisible();
  await page.waitForLoadState('networkidle');
  await enter(page, row.getByTestId('pause-code'));
  await expect(row.locator('.badge-stop')).toBeVisible();
});

test('a certificate is issued and revoked, and a review answered, by keyboard alone @nojs', async ({
  page,
  request,
  host,
  newPerson,
}) => {
  test.slow();
  const guest = await newPerson();
  const event = await attended(host.newEvent, guest);
  await guest.api.review(event.id, 3, 'The coffee was cold.');
  await page.goto(`/organize/events/${event.slug}/certificates`);
  await page.waitForLoadState('networkidle');
  await enter(page, page.getByTestId('issue'));
  const row = page.locator('.data-list tbody tr');
  await expect(row).toContainText(guest.email);
  await nextMail(request, guest.email, ({ kind }) => kind === 'certificate_issued');
  await page.reload();
  await page.waitForLoadState('networkidle');
  await enter(page, row.locator('a.button'));
  await expect(page.getByTestId('revoke-step')).toBeVisible();
  await page.waitForLoadState('networkidle');
  await typeOver(page, page.locator('#reason'), 'The wrong name.');
  await enter(page, page.getByTestId('confirm-revoke'));
  await expect(row).toContainText('The wrong name.');

  await page.goto(`/organize/events/${event.slug}/reviews`);
  await page.waitForLoadState('networkidle');
  await enter(page, page.locator('.review-deeds a.button'));
  await expect(page.locator('#text')).toBeVisible();
  await page.waitForLoadState('networkidle');
  await typeOver(page, page.locator('#text'), 'Next time it is hot.');
  await enter(page, page.getByTestId('publish-reply'));
  await expect(page.getByTestId('organized-review')).toContainText('Next time it is hot.');
  expect((await guest.api.reviews(event.id)).results[0]?.reply?.text).toBe('Next time it is hot.');
});

test('a message is written and sent by keyboard alone @nojs', async ({ page, request, host, newPerson }) => {
  const event = await host.newEvent({ price: '0.00' });
  const ada = await newPerson();
  await ada.api.book(event.id, 1);
  await page.goto(`/organize/events/${event.slug}/messages`);
  await page.waitForLoadState('networkidle');
  await enter(page, page.getByTestId('write-message'));
  await page.waitForURL(/\/messages\/new\?/);
  await page.waitForLoadState('networkidle');
  await typeOver(page, page.locator('#subject'), 'Doors open at five');
  await typeOver(page, page.locator('#body'), 'Come **early**.');
  await enter(page, page.getByTestId('send-message'));
  await page.waitForURL(/\/messages\/[0-9a-f-]{36}/);
  const mail = await nextMail(request, ada.email, ({ kind }) => kind === 'organizer_message');
  expect(mail.html).toContain('<strong>early</strong>');
});

test('a colleague is invited, and the invitation withdrawn, by keyboard alone @nojs', async ({ page, host }, info) => {
  const event = await host.newEvent();
  const email = uniqueEmail(info);
  await page.goto(`/organize/events/${event.slug}/team`);
  await page.waitForLoadState('networkidle');
  await typeOver(page, page.locator('#email'), email);
  await tabTo(page, page.locator('input[name="role"]:checked'));
  await page.keyboard.press('ArrowUp');
  await expect(page.locator('input[name="role"][value="editor"]')).toBeChecked();
  await enter(page, page.getByTestId('invite'));
  await expect(page.getByTestId('invitation')).toContainText(email);
  await page.waitForLoadState('networkidle');
  await enter(page, page.getByTestId('withdraw'));
  await expect(page.getByTestId('invitation')).toHaveCount(0);
});

test('a sum of the books is traced to its booking by keyboard alone @nojs', async ({ page, host, newPerson }) => {
  const event = await host.newEvent({ price: '20.00' });
  const booking = await paidBooking(await newPerson(), event, 2);
  await page.goto(`/organize/events/${event.slug}/report`);
  await page.waitForLoadState('networkidle');
  await enter(page, page.getByTestId('totals').locator('a.row-link'));
  await expect(page).toHaveURL(/currency=EUR/);
  await page.waitForLoadState('networkidle');
  await enter(page, page.getByTestId('lines').locator('a.row-link'));
  await expect(page).toHaveURL(`/organize/events/${event.slug}/bookings/${booking.id}`);
});

test('the door is kept by keyboard alone @nojs', async ({ page, host, newPerson, scripted, t }) => {
  const event = await host.newEvent({ price: '0.00' });
  const booking = await (await newPerson()).api.book(event.id, 1);
  const [door, say] = [new Door(page, scripted), verdicts[t.locale]];
  await door.open(event);
  await typeOver(page, door.code, booking.tickets[0]?.code ?? '');
  await page.keyboard.press('Enter');
  await expect(door.verdict).toHaveText(say.in);
  await enter(page, page.getByTestId('undo'));
  await expect(door.verdict).toHaveText(say.undone);
  await door.ready();
  await typeOver(page, page.locator('.door input[name="search"]'), 'attend');
  await page.keyboard.press('Enter');
  const found = page.getByTestId('found').locator('li');
  await expect(found).toHaveCount(1);
  await enter(page, found.locator('summary'));
  await enter(page, found.locator('button'));
  await expect(door.verdict).toHaveText(say.in);
  await door.inside(1);
});
