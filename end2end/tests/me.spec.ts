// My things: the inbox, bookings by tab, tickets at the door, profile, calendar, data, leaving.
import { logOut } from '../pages/accounts.ts';
import { EventPage } from '../pages/event.ts';
import { alert, expectFieldError, field, send } from '../pages/forms.ts';
import { nextMail } from '../support/mail.ts';
import { expect, inHours, soon, test } from '../support/test.ts';

/** One red pixel. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
);

test('the inbox counts what is new until it was read @nojs @phone', async ({
  page,
  person,
  newEvent,
  accessible,
}) => {
  const event = await newEvent({ price: '0.00' });
  const booking = await person.api.book(event.id, 1);
  await person.api.book((await newEvent({ price: '0.00' })).id, 1);
  await page.goto('/notifications');
  const lines = page.locator('.inbox-line');
  await expect(lines).toHaveCount(2);
  await expect(page.locator('.bell-count')).toHaveText('2');
  await accessible();
  const line = lines.filter({ hasText: event.title });
  await expect(line.getByRole('link')).toHaveAttribute('href', `/bookings/${booking.id}`);
  await line.getByRole('button').click();
  await expect(line.getByRole('button')).toHaveCount(0);
  await expect(page.locator('.bell-count')).toHaveText('1');
  await page.locator('.inbox-head').getByRole('button').click();
  await expect(page.locator('.bell-count')).toHaveCount(0);
  await expect(page.locator('.inbox-line.is-unread')).toHaveCount(0);
  await expect(lines).toHaveCount(2);
});

test('opening a line of the inbox reads it', async ({ page, person, newEvent }) => {
  const event = await newEvent({ price: '0.00' });
  const booking = await person.api.book(event.id, 1);
  // Where the app is there already: before, the link only leads to its page.
  await page.goto('/events');
  await expect(page.locator('#search')).toHaveRole('combobox');
  await page.locator('.bell').click();
  await page.locator('.inbox-line').getByRole('link').click();
  await expect(page).toHaveURL(`/bookings/${booking.id}`);
  await expect(page.locator('.bell-count')).toHaveCount(0);
});

test('who booked is told of another time by mail and in the inbox', async ({
  page,
  request,
  person,
  newEvent,
  organizer,
}) => {
  // What was to start within the hour is told at once; other changes wait for each other.
  const event = await newEvent({ price: '0.00', ...soon() });
  await person.api.book(event.id, 1);
  await organizer.api.changeEvent(event.id, {
    start_date: inHours(24 * 31),
    end_date: inHours(24 * 31 + 3),
  });
  const mail = await nextMail(request, person.email, (mail) => mail.kind === 'event_changed');
  expect(mail.text).toContain('→');
  expect(mail.attachments.some((name) => name.endsWith('.ics'))).toBe(true);
  await page.goto('/notifications');
  await expect(page.locator('.inbox-line').filter({ hasText: event.title })).toHaveCount(2);
});

test('bookings are kept by what becomes of them @nojs @phone', async ({
  page,
  person,
  newEvent,
  accessible,
}) => {
  const kept = await newEvent({ price: '0.00' });
  const cancelled = await newEvent({ price: '0.00' });
  await person.api.book(kept.id, 1);
  const gone = await person.api.book(cancelled.id, 1);
  await person.api.cancelBooking(gone.id);
  await page.goto('/bookings');
  const rows = page.locator('.booking-row');
  await expect(rows).toHaveCount(1);
  await expect(rows).toContainText(kept.title);
  await accessible();
  const tabs = page.locator('.tabs a');
  await expect(tabs).toHaveCount(3);
  await tabs.nth(2).click();
  await expect(page).toHaveURL('/bookings?tab=cancelled');
  await expect(rows).toContainText(cancelled.title);
  await expect(tabs.nth(2)).toHaveAttribute('aria-current', 'page');
  await tabs.nth(1).click();
  await expect(rows).toHaveCount(0);
  await expect(page.locator('.empty')).toBeVisible();
});

test('tickets are shown at the door one at a time @nojs @phone', async ({
  page,
  person,
  newEvent,
  accessible,
}) => {
  const event = await newEvent({ price: '0.00' });
  const booking = await person.api.book(event.id, 2);
  await page.goto(`/bookings/${booking.id}`);
  await page.locator(`main a[href="/bookings/${booking.id}/tickets"]`).click();
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(event.title);
  const [first, second] = booking.tickets;
  const code = (ticket: { code: string } | undefined) =>
    page.getByRole('img', { name: ticket?.code ?? '' });
  await expect(code(first)).toBeInViewport();
  await expect(code(second)).not.toBeInViewport();
  await accessible();
  await page.locator('#ticket-1 a.turn').click();
  await expect(code(second)).toBeInViewport({ ratio: 0.9 });
  await expect(code(first)).not.toBeInViewport();
});

test('a ticket that was opened is there without a network', async ({
  page,
  context,
  person,
  newEvent,
  guard,
}) => {
  guard.allowOffline();
  const booking = await person.api.book((await newEvent({ price: '0.00' })).id, 1);
  await page.goto(`/bookings/${booking.id}/tickets`);
  await expect(page.locator('[data-kept]')).toBeVisible();
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  await context.setOffline(true);
  await page.reload();
  await expect(page.getByRole('img', { name: booking.tickets[0]?.code ?? '' })).toBeVisible();
  // Nothing but tickets is kept.
  await expect(page.goto('/bookings')).rejects.toThrow();
  await context.setOffline(false);

  // Whoever has the device after the log-out has no ticket.
  await page.goto('/bookings');
  await logOut(page);
  await context.setOffline(true);
  await expect(page.goto(`/bookings/${booking.id}/tickets`)).rejects.toThrow();
  await context.setOffline(false);
});

test('a picture is taken, shown and removed, and what is none is refused @nojs @phone', async ({
  page,
  person,
  accessible,
}) => {
  expect(person.email).toBeTruthy();
  await page.goto('/account');
  const file = page.locator('#avatar');
  await file.setInputFiles({ name: 'me.png', mimeType: 'image/png', buffer: Buffer.from('<svg/>') });
  await send(page, 'avatar');
  await expect(alert(page)).toBeVisible();
  await expect(page.locator('#avatar')).toHaveAttribute('aria-invalid', 'true');
  await file.setInputFiles({ name: 'me.png', mimeType: 'image/png', buffer: PNG });
  await send(page, 'avatar');
  const picture = page.locator('#picture img');
  await expect(picture).toHaveAttribute('src', /^\/media\/avatars\/[\w-]{43}\/256\.webp$/);
  await expect.poll(() => picture.evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(256);
  await expect(page.locator('.site-header img.avatar')).toBeVisible();
  await accessible();
  await page.locator('form[action="/account/avatar/remove"] button').click();
  await expect(picture).toHaveCount(0);
});

test('another password needs the one before and keeps this browser in @nojs', async ({
  page,
  person,
  guard,
  t,
}) => {
  guard.allowStatus(422);
  await page.goto('/account');
  const change = async (current: string): Promise<void> => {
    await field(page, 'current_password').fill(current);
    await field(page, 'new_password').fill('an entirely new one');
    await send(page, 'current_password');
  };
  await change('not my password');
  await expectFieldError(page, 'current_password', t.wrongPassword);
  await change(person.password);
  await expect(page.locator('.toast')).toBeVisible();
  await page.reload();
  await expect(page).toHaveURL('/account');
  await expect(field(page, 'display_name')).toHaveValue(person.display_name);
});

test('a private calendar has an address until it is renewed @nojs', async ({
  page,
  request,
  person,
  newEvent,
}) => {
  const event = await newEvent({ price: '0.00' });
  await person.api.book(event.id, 1);
  await page.goto('/account');
  const address = page.locator('#calendar-address');
  await expect(address).toHaveCount(0);
  await page.locator('#calendar form button').click();
  await expect(address).toBeVisible();
  const first = new URL(await address.inputValue()).pathname;
  const feed = await request.get(first);
  expect(await feed.text()).toContain(event.id);
  await page.locator('#calendar form button').click();
  await expect(address).not.toHaveValue(new RegExp(first));
  const second = new URL(await address.inputValue()).pathname;
  expect((await request.get(first)).status()).toBe(404);
  expect((await request.get(second)).status()).toBe(200);
});

test('people take their data along and leave for good @nojs', async ({
  page,
  person,
  newEvent,
  api,
  guard,
  t,
  accessible,
}) => {
  guard.allowStatus(422);
  const event = await newEvent({ price: '0.00' });
  const booking = await person.api.book(event.id, 1);
  await page.goto('/account');
  const download = page.waitForEvent('download');
  await page.locator('a[href="/account/export.json"]').click();
  const stream = await (await download).createReadStream();
  const text = (await stream.toArray()).join('');
  expect(text).toContain(booking.reference);
  await page.locator('#my-data summary').click();
  await accessible();
  await field(page, 'password').fill('not my password');
  await send(page, 'password');
  await expectFieldError(page, 'password', t.wrongPassword);
  await field(page, 'password').fill(person.password);
  await send(page, 'password');
  await expect(page).toHaveURL('/');
  await expect(page.locator('.toast')).toBeVisible();
  await page.goto('/account');
  await expect(page).toHaveURL('/login?next=/account');
  expect((await api.event(event.id)).current_attendees).toBe(0);
});

test('an organizer has a public page with their events @nojs @phone', async ({
  page,
  newEvent,
  accessible,
}) => {
  const event = await newEvent();
  await new EventPage(page).open(event);
  await page.locator('.event-organizer a').click();
  await expect(page).toHaveURL((url) => url.pathname.startsWith('/people/'));
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Olga Organizer');
  await expect(page.getByTestId('event-card').first()).toBeVisible();
  await accessible();
});
