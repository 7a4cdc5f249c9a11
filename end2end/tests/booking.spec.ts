// Booking: what can be booked, what cannot, and what happens to seats that are given back.
import type { Page } from '@playwright/test';
import { BookingPage } from '../pages/booking.ts';
import { EventPage } from '../pages/event.ts';
import { alert } from '../pages/forms.ts';
import type { Event, EventInput } from '../support/api.ts';
import { CARD_THAT_PAYS } from '../support/cards.ts';
import { nextMail } from '../support/mail.ts';
import { expect, inHours, test, type Person } from '../support/test.ts';
import { asleep, together } from '../support/waiting.ts';

test('a free event is confirmed at once @nojs', async ({ page, request, person, newEvent, t }) => {
  const event = await newEvent({ price: '0.00' });
  const eventPage = new EventPage(page);
  await eventPage.open(event);
  await eventPage.bookSeats(2);
  const booking = new BookingPage(page);
  await booking.expectState('CONFIRMED');
  await expect(booking.status).toHaveText(t.confirmed);
  await expect(booking.tickets).toHaveCount(2);
  await expect(booking.pay).toHaveCount(0);
  const mail = await nextMail(request, person.email, (mail) => mail.subject.includes(event.title));
  expect(mail.attachments).toHaveLength(2);
});

test('a sold-out event says so and cannot be booked @nojs', async ({
  page,
  person,
  newPerson,
  newEvent,
  t,
  accessible,
}) => {
  const event = await newEvent({ price: '0.00', max_capacity: 2 });
  const other = await newPerson();
  await other.api.book(event.id, 2);
  const eventPage = new EventPage(page);
  await eventPage.open(event);
  await expect(eventPage.seatsLeft).toHaveText(t.soldOut);
  await expect(eventPage.book).toHaveCount(0);
  await accessible();
  expect((await person.api.bookings()).count).toBe(0);
});

/** Two of three seats are chosen, and somebody else books two before the button is pressed. */
async function chooseTwoOfThreeTooLate(
  page: Page,
  newEvent: (input: Partial<EventInput>) => Promise<Event>,
  newPerson: () => Promise<Person>,
): Promise<EventPage> {
  const event = await newEvent({ price: '0.00', max_capacity: 3 });
  const eventPage = new EventPage(page);
  await eventPage.open(event);
  await eventPage.quantity.selectOption('2');
  await (await newPerson()).api.book(event.id, 2);
  await eventPage.book.click();
  return eventPage;
}

test('more seats than are left are refused with how many there are @nojs', async ({
  page,
  person,
  newPerson,
  newEvent,
  guard,
  t,
  scripted,
}) => {
  guard.allowStatus(409);
  const eventPage = await chooseTwoOfThreeTooLate(page, newEvent, newPerson);
  await expect(alert(page)).toContainText(t.onlyOneSeatLeft);
  if (!scripted) await expect(eventPage.quantity).toHaveValue('2');
  expect((await person.api.bookings()).count).toBe(0);
  await eventPage.bookSeats(1);
  await new BookingPage(page).expectState('CONFIRMED');
});

test('a refusal tells the page how many seats are left, whatever else it hears', async ({
  page,
  person,
  newPerson,
  newEvent,
  guard,
  t,
}) => {
  guard.allowStatus(409, 429);
  await page.route('**/live/', (route) => route.fulfill({ status: 429 }));
  await page.route('**/fn/event-live*', () => undefined);
  const eventPage = await chooseTwoOfThreeTooLate(page, newEvent, newPerson);
  await expect(alert(page)).toContainText(t.onlyOneSeatLeft);
  await expect(eventPage.seatsLeft).toContainText(t.seatsLeft(1));
  expect((await person.api.bookings()).count).toBe(0);
});

test('a number chosen before the app is there is the number that is booked', async ({
  page,
  person,
  newPerson,
  newEvent,
  guard,
  t,
}) => {
  guard.allowStatus(409);
  const event = await newEvent({ price: '10.00', max_capacity: 3 });
  const eventPage = new EventPage(page);
  const wake = await asleep(page);
  await page.goto(`/events/${event.slug}`, { waitUntil: 'commit' });
  await eventPage.quantity.selectOption('2');
  await expect(eventPage.book).toContainText('10');
  wake();
  await expect(eventPage.book).toContainText('20');
  await (await newPerson()).api.book(event.id, 2);
  await expect(eventPage.seatsLeft).toContainText(t.seatsLeft(1));
  await eventPage.book.click();
  await expect(alert(page)).toContainText(t.onlyOneSeatLeft);
  expect((await person.api.bookings()).count).toBe(0);
});

test('an event that is over cannot be booked @nojs', async ({ page, api, person, t, accessible }) => {
  const past = await api.events(`start_before=${new Date().toISOString()}&ordering=-start_date`);
  const over = past.results.find((event) => Date.parse(event.end_date) < Date.now());
  expect(over, 'the demo data has a past event').toBeDefined();
  await new EventPage(page).open(over as Event);
  await expect(page.locator('main')).toContainText(t.eventOver);
  await expect(page.getByTestId('book-submit')).toHaveCount(0);
  await accessible();
  expect((await person.api.bookings()).count).toBe(0);
});

test('an event that was cancelled says why and cannot be booked', async ({
  page,
  request,
  organizer,
  person,
  newEvent,
  t,
}) => {
  const event = await newEvent({ price: '0.00' });
  const booked = await person.api.book(event.id, 1);
  await organizer.api.cancelEvent(event.id, 'The hall was flooded.');
  await new EventPage(page).open(event);
  await expect(page.locator('main')).toContainText(t.eventCancelled);
  await expect(page.locator('main')).toContainText('The hall was flooded.');
  await expect(page.getByTestId('book-submit')).toHaveCount(0);
  await expect
    .poll(async () => (await person.api.booking(booked.id)).cancel_reason)
    .toBe('event_cancelled');
  await nextMail(request, person.email, (mail) => mail.text.includes('The hall was flooded.'));
});

test('cancelling says what comes back, frees the seats and refunds @nojs @phone', async ({
  page,
  person,
  api,
  newEvent,
  t,
  accessible,
}) => {
  const event = await newEvent({ max_capacity: 2 });
  const held = await person.api.book(event.id, 2);
  const booking = new BookingPage(page);
  await booking.open(held.id);
  await booking.payWith(CARD_THAT_PAYS);
  await booking.expectState('CONFIRMED');
  expect((await api.event(event.id)).seats_available).toBe(0);

  await page.locator('details.cancel summary').click();
  await expect(page.locator('details.cancel')).toContainText(t.refundOf('50.00'));
  await accessible();
  await page.locator('details.cancel button[type="submit"]').click();
  await booking.expectState('CANCELLED');
  await expect(page.locator('main')).toContainText(t.endedByYou);
  await expect(page.locator('body')).toContainText(t.bookingCancelled);
  await expect(booking.tickets).toHaveCount(0);
  expect((await person.api.booking(held.id)).payment?.status).toBe('REFUNDED');
  expect((await api.event(event.id)).seats_available).toBe(2);
});

test('a held booking can be given back without paying @nojs', async ({ page, person, api, newEvent }) => {
  const event = await newEvent({ max_capacity: 4 });
  const held = await person.api.book(event.id, 3);
  const booking = new BookingPage(page);
  await booking.open(held.id);
  await booking.cancel();
  await booking.expectState('CANCELLED');
  expect((await api.event(event.id)).seats_available).toBe(4);
});

test('a double click on book makes one booking @nojs', async ({ page, person, api, newEvent }) => {
  const event = await newEvent();
  const eventPage = new EventPage(page);
  await eventPage.open(event);
  await eventPage.book.dblclick();
  await page.waitForURL(/\/bookings\//);
  await expect(new BookingPage(page).countdown).toBeVisible();
  expect((await person.api.bookings()).count).toBe(1);
  expect((await api.event(event.id)).seats_available).toBe(19);
});

test('going back and forth makes no second booking @nojs', async ({ page, person, newEvent }) => {
  const event = await newEvent();
  const eventPage = new EventPage(page);
  await eventPage.open(event);
  const id = await eventPage.bookSeats(1);
  const booking = new BookingPage(page);
  await expect(booking.countdown).toBeVisible();
  await page.goBack();
  await expect(page.locator('h1')).toHaveText(event.title);
  await page.goForward();
  await expect(booking.countdown).toBeVisible();
  await page.reload();
  await expect(booking.countdown).toBeVisible();
  expect(page.url()).toContain(id);
  expect((await person.api.bookings()).count).toBe(1);
});

test('somebody who wants more seats goes back and books again @nojs', async ({
  page,
  person,
  newEvent,
}) => {
  const event = await newEvent();
  const eventPage = new EventPage(page);
  await eventPage.open(event);
  const first = await eventPage.bookSeats(1);
  await page.goBack();
  await expect(page.locator('h1')).toHaveText(event.title);
  await page.reload();
  const second = await eventPage.bookSeats(2);
  expect(second).not.toBe(first);
  expect((await person.api.bookings()).count).toBe(2);
});

test('two browsers want the last seat: one gets it and the other is told', async ({
  page,
  person,
  newPerson,
  newVisitor,
  newEvent,
  guard,
  t,
}) => {
  guard.allowStatus(409);
  const event = await newEvent({ price: '0.00', max_capacity: 1 });
  const rival = await newPerson();
  const pages = [page, await newVisitor(rival)];
  for (const each of pages) {
    await new EventPage(each).open(event);
    await expect(new EventPage(each).book).toBeVisible();
  }
  // Else the seat may be gone, and the button with it, before the second one's click.
  await together(pages, '**/fn/book');
  await Promise.all(pages.map((each) => new EventPage(each).book.click()));
  const outcomes = await Promise.all(
    pages.map(async (each) => {
      const won = each.waitForURL(/\/bookings\//).then(() => 'won');
      const told = expect(alert(each)).toContainText(t.notEnoughSeats).then(() => 'told');
      return Promise.any([won, told]);
    }),
  );
  expect(outcomes.toSorted()).toEqual(['told', 'won']);
  const loser = pages[outcomes.indexOf('told')] ?? page;
  await expect(new EventPage(loser).seatsLeft).toHaveText(t.soldOut);
  const counts = [await person.api.bookings(), await rival.api.bookings()].map(({ count }) => count);
  expect(counts.toSorted()).toEqual([0, 1]);
});

test('the seats on an open page follow what others book', async ({ page, newPerson, newEvent, t }) => {
  const event = await newEvent({ price: '0.00', max_capacity: 5 });
  const eventPage = new EventPage(page);
  await eventPage.open(event);
  await expect(eventPage.seatsLeft).toContainText(t.seatsLeft(5));
  const other = await newPerson();
  await other.api.book(event.id, 2);
  await expect(eventPage.seatsLeft).toContainText(t.seatsLeft(3), { timeout: 12_000 });
  await other.api.book(event.id, 3);
  await expect(eventPage.seatsLeft).toHaveText(t.soldOut, { timeout: 12_000 });
  await expect(eventPage.book).toHaveCount(0);
});

test("somebody else's booking is not there @nojs", async ({ page, person, newPerson, newEvent, guard, t }) => {
  guard.allowStatus(404);
  const theirs = await (await newPerson()).api.book((await newEvent()).id, 1);
  expect(person.email).not.toBe('');
  const answer = await page.goto(`/bookings/${theirs.id}`);
  expect(answer?.status()).toBe(404);
  await expect(page.locator('h1')).toHaveText(t.nothingHere);
  const pdf = await page.request.get(`/bookings/${theirs.id}/tickets.pdf`);
  expect(pdf.status()).toBe(404);
});

test('bookings ask a guest to log in and lead back @nojs', async ({ page, newPerson, newEvent }) => {
  const person = await newPerson();
  const held = await person.api.book((await newEvent()).id, 1);
  await page.goto(`/bookings/${held.id}`);
  await expect(page).toHaveURL(`/login?next=/bookings/${held.id}`);
  await page.locator('#email').fill(person.email);
  await page.locator('#password').fill(person.password);
  await page.locator('#password').press('Enter');
  await expect(page).toHaveURL(`/bookings/${held.id}`);
  await expect(new BookingPage(page).countdown).toBeVisible();
});

test('the calendar file of a booking and of its event can be opened', async ({ page, person, newEvent }) => {
  const event = await newEvent({ price: '0.00', start_date: inHours(48), end_date: inHours(50) });
  const booked = await person.api.book(event.id, 1);
  for (const path of [`/bookings/${booked.id}/calendar.ics`, `/api/events/${event.id}/calendar.ics`]) {
    const answer = await page.request.get(path);
    expect(answer.status()).toBe(200);
    expect(answer.headers()['content-type']).toContain('text/calendar');
    expect(await answer.text()).toContain(event.title.split(' ').at(-1));
  }
});
