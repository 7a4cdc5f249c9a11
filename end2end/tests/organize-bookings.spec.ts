// What an organizer sees of an event's bookings and does with them, with and without JavaScript.
import { Desk } from '../pages/desk.ts';
import type { Booking } from '../support/api.ts';
import { tabTo } from '../support/keyboard.ts';
import { nextMail } from '../support/mail.ts';
import { paidBooking } from '../support/paid.ts';
import { expect, test } from '../support/test.ts';

const says = {
  en: { bookings: (n: number) => `${n}\u00a0${n === 1 ? 'booking' : 'bookings'}`, money: (n: number) => `€${n}.00` },
  ru: { bookings: (n: number) => `${n}\u00a0${n === 1 ? 'бронь' : 'брони'}`, money: (n: number) => `${n},00\u00a0€` },
};
const HOSTILE = `Zoë "<b>" & O'Neil`;

test('bookings are found by name, address, code and state, and the address is the state @nojs @phone', async ({
  page,
  host,
  newPerson,
  t,
  accessible,
}) => {
  const event = await host.newEvent({ price: '0.00' });
  const list = `/organize/events/${event.slug}/bookings`;
  await page.goto(list);
  await expect(page.locator('.empty a').first()).toHaveAttribute('href', `/events/${event.slug}`);
  await accessible();

  const [ada, bob] = [await newPerson(), await newPerson()];
  const kept = await ada.api.book(event.id, 2);
  const gone = await bob.api.book(event.id, 1);
  await bob.api.cancel(gone.id);
  await page.goto(list);
  const count = page.getByTestId('list-count');
  await expect(count).toHaveText(says[t.locale].bookings(2));
  const row = (booking: Booking) => page.locator(`a.row-link[href$="/bookings/${booking.id}"]`);
  await expect(row(kept)).toBeVisible();
  await accessible();

  const search = page.locator('#list-search');
  for (const words of [ada.email, kept.reference, kept.tickets[0]?.code ?? '']) {
    await search.fill(words);
    await search.press('Enter');
    await expect(count).toHaveText(says[t.locale].bookings(1));
    await expect(row(kept)).toBeVisible();
    await expect(page).toHaveURL(/[?&]search=/);
  }

  await page.goto(list);
  await page.locator('nav.list-tabs a[href*="status=CANCELLED"]').click();
  await expect(page).toHaveURL(/status=CANCELLED/);
  await expect(row(gone)).toBeVisible();
  await expect(row(kept)).toHaveCount(0);
  await page.reload();
  await expect(row(kept)).toHaveCount(0);
  await page.goBack();
  await expect(row(kept)).toBeVisible();

  await page.goto(`${list}?search=nobody-is-called-so`);
  await page.getByTestId('clear-filters').click();
  await expect(count).toHaveText(says[t.locale].bookings(2));

  await page.goto(`${list}?status=lost&booked_after=soon&payment_status=odd`);
  await expect(page.getByTestId('filters-ignored')).toBeVisible();
  await expect(count).toHaveText(says[t.locale].bookings(2));
});

test('what is filtered is what the files hold @nojs', async ({ page, host, newPerson }) => {
  const event = await host.newEvent({ price: '0.00' });
  const [ada, bob] = [await newPerson(), await newPerson()];
  await ada.api.book(event.id, 1);
  const gone = await bob.api.book(event.id, 1);
  await bob.api.cancel(gone.id);
  await page.goto(`/organize/events/${event.slug}/bookings?status=CONFIRMED`);
  const files = page.getByTestId('exports');
  for (const format of ['csv', 'json', 'xlsx']) {
    const href = await files.locator(`a[href*="bookings.${format}"]`).getAttribute('href');
    const answer = await page.request.get(href ?? '');
    expect(answer.status(), format).toBe(200);
    if (format === 'xlsx') {
      expect((await answer.body()).subarray(0, 2).toString()).toBe('PK');
      continue;
    }
    const text = await answer.text();
    expect(text).toContain(ada.email);
    expect(text).not.toContain(bob.email);
  }
});

test('guests are told apart, columns are chosen, and what is found is summed up @nojs @phone', async ({
  page,
  scripted,
  host,
  newPerson,
  t,
  accessible,
}) => {
  const event = await host.newEvent();
  const ada = await newPerson();
  await paidBooking(ada, event, 2);
  await host.api.inviteGuest(event.id, { name: HOSTILE, email: 'guest@guests.test' });
  await page.goto(`/organize/events/${event.slug}/bookings`);
  if (scripted) await page.waitForLoadState('networkidle');
  const count = page.getByTestId('list-count');
  await expect(count).toHaveText(says[t.locale].bookings(2));
  await expect(page.getByTestId('total-seats')).toHaveText('3');
  await expect(page.getByTestId('total-net')).toHaveText(says[t.locale].money(50));

  const cells = page.locator('table.data-list tbody tr').first().locator('td');
  await expect(cells).toHaveCount(6);
  const columns = page.getByTestId('columns');
  await page.locator('.columns-choice > summary').click();
  await columns.locator('input[value="origin"]').check();
  if (!scripted) {
    await columns.locator('button').click();
    await page.locator('.columns-choice > summary').click();
  }
  await expect(cells).toHaveCount(7);
  await expect(columns.locator('input[value="origin"]')).toBeChecked();
  await accessible();
  for (const name of ['state', 'seats', 'check_in', 'total', 'booked', 'name', 'origin']) {
    await columns.locator(`input[value="${name}"]`).uncheck();
  }
  if (!scripted) await columns.locator('button').click();
  await expect(cells).toHaveCount(0);
  await expect(page.locator('a.row-link')).toHaveCount(2);

  // The columns stay as they are chosen while the filter changes.
  await page.locator('.filter-bar .filters-more > summary').click();
  await page.locator('#filter-channel').selectOption('complimentary');
  if (!scripted) await page.locator('.filter-bar-top button').click();
  await expect(count).toHaveText(says[t.locale].bookings(1));
  await expect(page).toHaveURL(/channel=complimentary/);
  await expect(page).toHaveURL(/columns=booking/);
  await expect(page.getByTestId('total-seats')).toHaveText('1');
  await expect(page.getByTestId('total-net')).toHaveCount(0);
  const file = await page.getByTestId('exports').locator('a[href*="bookings.csv"]').getAttribute('href');
  const text = await (await page.request.get(file ?? '')).text();
  expect(text).toContain('guest@guests.test');
  expect(text).not.toContain(ada.email);
});

test('attendees are listed by ticket, and by whether they have come @nojs @phone', async ({
  page,
  host,
  newPerson,
  accessible,
}) => {
  const event = await host.newEvent({ price: '0.00' });
  const ada = await newPerson();
  const booking = await ada.api.book(event.id, 2);
  const [here, away] = booking.tickets.map(({ code }) => code);
  await host.api.checkIn(event.id, here ?? '');
  await page.goto(`/organize/events/${event.slug}/attendees`);
  const list = page.locator('table.data-list');
  await expect(list.locator('tbody tr')).toHaveCount(2);
  await accessible();
  await page.locator('nav.list-tabs a[href*="checked_in=true"]').click();
  await expect(list).toContainText(here ?? '');
  await expect(list).not.toContainText(away ?? '');
  await page.locator('nav.list-tabs a[href*="checked_in=false"]').click();
  await expect(list).toContainText(away ?? '');
  await list.locator('a.row-link').first().click();
  await expect(page.getByTestId('organized-ticket')).toHaveCount(2);
});

test('a booking tells its money, its messages and all that happened to it @nojs @phone', async ({
  page,
  request,
  scripted,
  host,
  newPerson,
  t,
  accessible,
}) => {
  const event = await host.newEvent();
  const ada = await newPerson();
  const booking = await paidBooking(ada, event, 2);
  await nextMail(request, ada.email, ({ kind }) => kind === 'booking_confirmed');
  const desk = new Desk(page, scripted);
  await page.goto(`/organize/events/${event.slug}/bookings/${booking.id}`);
  await expect(desk.net).toContainText(says[t.locale].money(50));
  await expect(page.locator('[data-mail="booking_confirmed"][data-state="sent"]')).toBeVisible();
  for (const action of ['booking.held', 'payment.completed', 'booking.confirmed']) {
    await expect(page.locator(`.history-line[data-action="${action}"]`).first()).toBeVisible();
  }
  await expect(page.locator('.history-line').first()).toContainText(/CES?T/);
  await accessible();

  await page.goto(`/organize/events/${event.slug}/history?object=booking`);
  await expect(page.locator('.history-line[data-action="booking.confirmed"]')).toBeVisible();
  await expect(page.locator('.history-line[data-action^="payment."]')).toHaveCount(0);
  await accessible();
});

test('one ticket of two is cancelled, and its effect is said in numbers before @nojs @phone', async ({
  page,
  request,
  scripted,
  host,
  newPerson,
  t,
  accessible,
}) => {
  const event = await host.newEvent();
  const ada = await newPerson();
  const booking = await paidBooking(ada, event, 2);
  const desk = new Desk(page, scripted);
  await desk.open(event, booking);
  await desk.start('cancel');
  await expect(desk.effect).toContainText(says[t.locale].money(50));
  await page.locator('[data-testid="step-choices"] input[name="ticket"]').first().uncheck();
  await page.locator('input[name="refund"][value="full"]').check();
  await desk.show();
  await expect(desk.confirm).toContainText(says[t.locale].money(25));
  await expect(page).toHaveURL(/refund=full/);
  await accessible();
  await desk.finish('The hall is smaller than we thought.');
  await expect(desk.net).toContainText(says[t.locale].money(25));
  expect((await ada.api.booking(booking.id)).quantity).toBe(1);
  const mail = await nextMail(request, ada.email, ({ kind }) => kind === 'tickets_cancelled');
  expect(mail.text).toContain('The hall is smaller than we thought.');
});

test('a chosen sum goes back once, and never more than was paid @nojs @phone', async ({
  page,
  scripted,
  guard,
  host,
  newPerson,
  t,
  accessible,
}) => {
  guard.allowStatus(409);
  const event = await host.newEvent();
  const ada = await newPerson();
  const booking = await paidBooking(ada, event, 2);
  const desk = new Desk(page, scripted);
  await desk.open(event, booking);
  await desk.start('refund');
  const amount = page.locator('#amount');
  await amount.fill('60');
  await amount.press('Enter');
  await expect(desk.effect.getByRole('alert')).toBeVisible();
  await expect(desk.confirm).toHaveCount(0);
  await amount.fill('10');
  await amount.press('Enter');
  await expect(desk.confirm).toContainText(says[t.locale].money(10));
  await expect(desk.effect).toContainText(says[t.locale].money(40));
  await accessible();
  await desk.reason.fill('Sorry about the noise.');
  await desk.confirm.dblclick();
  await expect(page.getByTestId('step')).toHaveCount(0);
  await expect(desk.net).toContainText(says[t.locale].money(40));
  await page.reload();
  await expect(desk.net).toContainText(says[t.locale].money(40));
});

test('a ticket is renamed, a note kept, and the tickets sent again @nojs @phone', async ({
  page,
  request,
  scripted,
  host,
  newPerson,
}) => {
  const event = await host.newEvent({ price: '0.00' });
  const ada = await newPerson();
  const booking = await ada.api.book(event.id, 1);
  const desk = new Desk(page, scripted);
  await desk.open(event, booking);
  await page.getByTestId('rename').click();
  await page.locator('#attendee_name').fill(HOSTILE);
  await desk.confirm.click();
  await expect(page.getByTestId('organized-ticket')).toContainText(HOSTILE);
  await expect(page.locator('.history-line[data-action="ticket.renamed"]')).toBeVisible();

  if (scripted) await page.waitForLoadState('networkidle');
  await page.locator('#note').fill('Comes with a wheelchair.');
  await page.getByTestId('save-note').click();
  await expect(page.locator('.history-line[data-action="booking.noted"]')).toBeVisible();
  await expect(page.locator('#note')).toHaveValue('Comes with a wheelchair.');

  await nextMail(request, ada.email, ({ kind }) => kind === 'booking_confirmed');
  if (scripted) await page.waitForLoadState('networkidle');
  await page.getByTestId('send-again').click();
  await expect(page.locator('[data-mail="booking_confirmed"]')).toHaveCount(2);
});

test('each message is sent again by itself, and who works by keyboard stays where they were @nojs', async ({
  page,
  request,
  scripted,
  host,
  newPerson,
  accessible,
}) => {
  const event = await host.newEvent({ price: '0.00' });
  const ada = await newPerson();
  const booking = await ada.api.book(event.id, 1);
  await nextMail(request, ada.email, ({ kind }) => kind === 'booking_confirmed');
  const desk = new Desk(page, scripted);
  await desk.open(event, booking);
  const again = page.getByTestId('send-this-again');
  await again.first().focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('[data-mail="booking_confirmed"]')).toHaveCount(2);
  await expect(page.locator('.history-line[data-action="mail.resent"]')).toBeVisible();
  await expect(page.locator('.toasts')).not.toBeEmpty();
  if (scripted) await expect(again.first()).toBeFocused();
  await accessible();

  await desk.open(event, booking);
  await page.locator('#note').fill('Vegetarian.');
  await page.getByTestId('save-note').focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('.history-line[data-action="booking.noted"]')).toBeVisible();
  await expect(page.locator('.toasts')).not.toBeEmpty();
  if (scripted) await expect(page.getByTestId('save-note')).toBeFocused();
});

test('a booking moves to another event that has room @nojs @phone', async ({
  page,
  scripted,
  host,
  newPerson,
  accessible,
}) => {
  const event = await host.newEvent({ price: '0.00' });
  const other = await host.newEvent({ price: '0.00', max_capacity: 2 });
  const full = await host.newEvent({ price: '0.00', max_capacity: 1 });
  const ada = await newPerson();
  const booking = await ada.api.book(event.id, 2);
  const desk = new Desk(page, scripted);
  await desk.open(event, booking);
  await desk.start('move');
  const to = page.locator('#to');
  await expect(to.locator('option', { hasText: full.title })).toHaveCount(0);
  await to.selectOption(other.id);
  await desk.show();
  await expect(desk.confirm).toBeVisible();
  await accessible();
  await desk.reason.fill('You asked for the other evening.');
  await desk.confirm.click();
  await expect(page.locator('h1')).toContainText(other.title);
  await expect(page.getByTestId('organized-booking')).toContainText(booking.reference);
  expect((await ada.api.booking(booking.id)).event.id).toBe(other.id);
  expect((await host.api.event(event.id)).current_attendees).toBe(0);
});

test('a step opens by its address, and again when it is reloaded @nojs', async ({
  page,
  scripted,
  host,
  newPerson,
}) => {
  const event = await host.newEvent();
  const other = await host.newEvent({ max_capacity: 5 });
  const ada = await newPerson();
  const booking = await paidBooking(ada, event, 2);
  const desk = new Desk(page, scripted);
  const path = `/organize/events/${event.slug}/bookings/${booking.id}`;
  const target = page.locator('#to option', { hasText: other.title });
  const steps: [string, () => Promise<void>][] = [
    ['do=move', () => expect(target).toHaveCount(1)],
    [`do=move&to=${other.id}`, () => expect(desk.confirm).toBeVisible()],
    ['do=cancel', () => expect(desk.confirm).toBeVisible()],
    ['do=refund&amount=10', () => expect(desk.confirm).toBeVisible()],
  ];
  for (const [query, seen] of steps) {
    for (const open of [() => page.goto(`${path}?${query}`), () => page.reload()]) {
      await open();
      if (scripted) await page.waitForLoadState('networkidle');
      await expect(page.getByTestId('step')).toBeVisible();
      await seen();
    }
  }
});

test('a booking is cancelled by keyboard alone', async ({ page, scripted, host, newPerson }) => {
  const event = await host.newEvent({ price: '0.00' });
  const ada = await newPerson();
  const booking = await ada.api.book(event.id, 1);
  await new Desk(page, scripted).open(event, booking);
  await page.getByTestId('do-cancel').focus();
  await page.keyboard.press('Enter');
  await expect(page.locator('#step-title')).toBeFocused();
  const reason = page.locator('#reason');
  await expect(reason).toBeVisible();
  await tabTo(page, reason, 10);
  await page.keyboard.type('We are closed that day.');
  await page.keyboard.press('Tab');
  await page.keyboard.press('Enter');
  await expect(page.getByTestId('organized-booking')).toHaveAttribute('data-status', 'CANCELLED');
});
