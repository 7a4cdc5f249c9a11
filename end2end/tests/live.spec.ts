// What changes while somebody looks: seats and payments, in every open tab and without a reload.
import { BookingPage } from '../pages/booking.ts';
import { EventPage } from '../pages/event.ts';
import { CARD_THAT_PAYS } from '../support/cards.ts';
import { expect, test } from '../support/test.ts';

test('seats that somebody else takes and gives back show in every open tab @phone', async ({
  page,
  newEvent,
  newPerson,
  newVisitor,
  t,
}) => {
  const event = await newEvent({ price: '0.00', max_capacity: 3 });
  const other = await newVisitor();
  const tabs = [new EventPage(page), new EventPage(other)];
  for (const tab of tabs) await tab.open(event);
  const ada = await newPerson();
  const booking = await ada.api.book(event.id, 2);
  await expect(tabs[0]!.seatsLeft).toContainText(t.seatsLeft(1));
  await expect(tabs[1]!.seatsLeft).toContainText(/1\s(seat|мест)/);
  await ada.api.cancel(booking.id);
  await expect(tabs[0]!.seatsLeft).toContainText(t.seatsLeft(3));
});

test('the event page hears of changes on a stream and keeps no question running', async ({
  page,
  newEvent,
  newPerson,
  t,
}) => {
  const event = await newEvent({ price: '0.00' });
  const stream = page.waitForResponse((answer) => answer.url().includes(`/${event.id}/live/`));
  await new EventPage(page).open(event);
  expect((await stream).headers()['content-type']).toContain('text/event-stream');
  const asked: string[] = [];
  page.on('request', (request) => {
    if (request.url().includes('/fn/event-live')) asked.push(request.url());
  });
  await (await newPerson()).api.book(event.id, 1);
  await expect(new EventPage(page).seatsLeft).toContainText(t.seatsLeft(19));
  expect(asked).toEqual([]);
});

test('without the stream the page asks, and stays true', async ({
  page,
  newEvent,
  newPerson,
  guard,
  t,
}) => {
  guard.allowStatus(429);
  await page.route('**/live/', (route) => route.fulfill({ status: 429 }));
  const event = await newEvent({ price: '0.00' });
  await new EventPage(page).open(event);
  await (await newPerson()).api.book(event.id, 1);
  await expect(new EventPage(page).seatsLeft).toContainText(t.seatsLeft(19), { timeout: 12_000 });
});

test('a payment made in one tab shows in the other', async ({ page, context, person, newEvent }) => {
  const held = await person.api.book((await newEvent()).id, 1);
  const other = await context.newPage();
  const [here, there] = [new BookingPage(page), new BookingPage(other)];
  await there.open(held.id);
  await here.open(held.id);
  await here.payWith(CARD_THAT_PAYS);
  await here.expectState('CONFIRMED');
  await there.expectState('CONFIRMED');
});

test('a ticket given back in one tab is gone in the other', async ({
  page,
  context,
  person,
  newEvent,
}) => {
  const held = await person.api.book((await newEvent({ price: '0.00' })).id, 3);
  const other = await context.newPage();
  const [here, there] = [new BookingPage(page), new BookingPage(other)];
  await there.open(held.id);
  await here.open(held.id);
  await expect(there.tickets).toHaveCount(3);
  const first = here.tickets.first();
  await first.locator('details.ticket-cancel summary').click();
  await first.locator('details.ticket-cancel button[type="submit"]').click();
  await expect(here.tickets).toHaveCount(2);
  await expect(there.tickets).toHaveCount(2);
});
