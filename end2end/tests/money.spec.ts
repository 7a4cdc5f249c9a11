// What seats cost and what comes back: promo codes, the price before paying, single tickets.
import { BookingPage } from '../pages/booking.ts';
import { EventPage } from '../pages/event.ts';
import { alert, expectFieldError, field, send } from '../pages/forms.ts';
import type { Api, Event } from '../support/api.ts';
import { CARD_THAT_PAYS } from '../support/cards.ts';
import { nextMail } from '../support/mail.ts';
import { expect, test } from '../support/test.ts';
import type { Texts } from '../support/texts.ts';
import { uniqueWord } from '../support/unique.ts';

const NBSP = '\u00a0';

/** `45.00` as the page writes it. */
function euros(t: Texts, amount: string): string {
  return t.locale === 'ru' ? `${amount.replace('.', ',')}${NBSP}€` : `€${amount}`;
}

/** Ten percent off the event, under a code of its own. */
async function tenPercent(organizer: Api, event: Event): Promise<string> {
  const code = `TEN-${uniqueWord()}`.toUpperCase();
  await organizer.createPromotion({ code, event: event.id, kind: 'PERCENT', value: '10' });
  return code;
}

test('a promo code lowers the price that is shown before paying @nojs @phone', async ({
  page,
  person,
  organizer,
  newEvent,
  t,
  accessible,
}) => {
  const event = await newEvent();
  const code = await tenPercent(organizer.api, event);
  const eventPage = new EventPage(page);
  await eventPage.open(event);
  await page.locator('main details.promo summary').click();
  await field(page, 'promo_code').fill(` ${code.toLowerCase()} `);
  await accessible();
  const id = await eventPage.bookSeats(2);
  await expect(page.getByTestId('discount')).toContainText(code);
  await expect(page.getByTestId('discount')).toContainText('5');
  await expect(page.getByTestId('total')).toContainText(euros(t, '45.00'));
  await expect(page.getByTestId('refund-rule')).toBeVisible();
  await accessible();
  const booking = new BookingPage(page);
  await booking.payWith(CARD_THAT_PAYS);
  await booking.expectState('CONFIRMED');
  expect((await person.api.booking(id)).total_price).toBe('45.00');
});

test('a refused code keeps the form and books nothing @nojs', async ({
  page,
  person,
  newEvent,
  guard,
  t,
  accessible,
}) => {
  guard.allowStatus(422);
  const eventPage = new EventPage(page);
  await eventPage.open(await newEvent());
  await eventPage.quantity.selectOption('2');
  await page.locator('main details.promo summary').click();
  await field(page, 'promo_code').fill('NO-SUCH-CODE');
  await eventPage.book.click();
  await expectFieldError(page, 'promo_code', t.promoCodeRefused);
  await expect(field(page, 'promo_code')).toBeVisible();
  await expect(field(page, 'promo_code')).toHaveValue('NO-SUCH-CODE');
  await expect(eventPage.quantity).toHaveValue('2');
  await accessible();
  expect((await person.api.bookings()).count).toBe(0);
});

test('a code is put on and taken off while the seats are held @nojs', async ({
  page,
  person,
  organizer,
  newEvent,
  guard,
  t,
}) => {
  guard.allowStatus(422);
  const event = await newEvent();
  const code = await tenPercent(organizer.api, event);
  const held = await person.api.book(event.id, 2);
  await new BookingPage(page).open(held.id);
  const total = page.getByTestId('total');
  await expect(total).toContainText(euros(t, '50.00'));
  await page.locator('main details.promo summary').click();
  await field(page, 'promo_code').fill('NO-SUCH-CODE');
  await send(page, 'promo_code');
  await expectFieldError(page, 'promo_code', t.promoCodeRefused);
  await field(page, 'promo_code').fill(code);
  await send(page, 'promo_code');
  await expect(total).toContainText(euros(t, '45.00'));
  await expect(page.getByTestId('discount')).toContainText(code);
  await send(page, 'promo_code');
  await expect(total).toContainText(euros(t, '50.00'));
  await expect(page.getByTestId('discount')).toHaveCount(0);
});

test('a code for everything leaves nothing to pay @nojs', async ({
  page,
  person,
  organizer,
  newEvent,
}) => {
  const event = await newEvent();
  const code = `ALL-${uniqueWord()}`.toUpperCase();
  const input = { code, event: event.id, kind: 'FIXED', value: '1000' } as const;
  await organizer.api.createPromotion(input);
  const held = await person.api.book(event.id, 1);
  const booking = new BookingPage(page);
  await booking.open(held.id);
  await page.locator('main details.promo summary').click();
  await field(page, 'promo_code').fill(code);
  await send(page, 'promo_code');
  await booking.expectState('CONFIRMED');
  await expect(booking.tickets).toHaveCount(1);
});

test('one ticket of several goes back, and what comes back is said before @nojs @phone', async ({
  page,
  request,
  person,
  newEvent,
  t,
  accessible,
}) => {
  const event = await newEvent();
  const held = await person.api.book(event.id, 2);
  await person.api.pay(held.id, CARD_THAT_PAYS);
  const booking = new BookingPage(page);
  await booking.open(held.id);
  await booking.expectState('CONFIRMED');
  await expect(booking.tickets).toHaveCount(2);
  const first = booking.tickets.first();
  await first.locator('details.ticket-cancel summary').click();
  await expect(first).toContainText(t.refundOf('25.00'));
  await accessible();
  await first.locator('details.ticket-cancel button[type="submit"]').click();
  await expect(booking.tickets).toHaveCount(1);
  await expect(page.getByTestId('refunded')).toContainText(euros(t, '25.00'));
  // The last one goes with the booking.
  await expect(page.locator('details.ticket-cancel')).toHaveCount(0);
  const left = await person.api.booking(held.id);
  expect([left.quantity, left.status, left.tickets.length]).toEqual([1, 'CONFIRMED', 1]);
  await nextMail(
    request,
    person.email,
    (mail) => mail.kind === 'tickets_cancelled' && mail.subject.includes(event.title),
  );
  await booking.cancel();
  await booking.expectState('CANCELLED');
  await expect(page.getByTestId('money-back')).toContainText(euros(t, '50.00'));
});

test('more seats than one person may have are refused kindly and the choice stays @nojs', async ({
  page,
  person,
  newEvent,
  guard,
  accessible,
}) => {
  guard.allowStatus(409);
  const event = await newEvent({ max_per_person: 3 });
  await person.api.book(event.id, 2);
  const eventPage = new EventPage(page);
  await eventPage.open(event);
  await expect(page.getByTestId('per-person')).toContainText('3');
  await eventPage.quantity.selectOption('2');
  await eventPage.book.click();
  await expect(alert(page)).toContainText('3');
  await expect(eventPage.quantity).toHaveValue('2');
  await accessible();
  expect((await person.api.bookings()).count).toBe(1);
});

test('a booking of an event that was moved says until when everything comes back @nojs', async ({
  page,
  person,
  organizer,
  newEvent,
  t,
  accessible,
}) => {
  const event = await newEvent();
  const held = await person.api.book(event.id, 1);
  await person.api.pay(held.id, CARD_THAT_PAYS);
  const start = Date.parse(event.start_date) - 28 * 24 * 3_600_000;
  await organizer.api.changeEvent(event.id, {
    start_date: new Date(start).toISOString(),
    end_date: new Date(start + 3 * 3_600_000).toISOString(),
  });
  const booking = new BookingPage(page);
  await booking.open(held.id);
  await booking.expectState('CONFIRMED');
  await expect(page.getByTestId('moved-refund')).toBeVisible();
  await accessible();
  await booking.cancel();
  await booking.expectState('CANCELLED');
  await expect(page.getByTestId('money-back')).toContainText(euros(t, '25.00'));
});

test('a booking with a used ticket is not cancelled as a whole @nojs', async ({
  page,
  person,
  organizer,
  newEvent,
  accessible,
}) => {
  const event = await newEvent({ price: '0.00' });
  const booked = await person.api.book(event.id, 2);
  const [used] = (await person.api.booking(booked.id)).tickets;
  await organizer.api.checkIn(event.id, used?.code ?? '');
  await new BookingPage(page).open(booked.id);
  await expect(page.getByTestId('cancel-used')).toBeVisible();
  await expect(page.locator('details.ticket-cancel')).toHaveCount(1);
  await accessible();
});
