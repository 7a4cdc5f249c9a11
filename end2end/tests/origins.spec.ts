// Where people come from: the origin in a link goes with them to the booking, and nothing else does.
import { logIn } from '../pages/accounts.ts';
import { BookingPage } from '../pages/booking.ts';
import { Catalogue } from '../pages/catalogue.ts';
import { EventPage } from '../pages/event.ts';
import { WaitlistPanel } from '../pages/waitlist.ts';
import { expect, test } from '../support/test.ts';

test('the origin of a link survives the log-in and stays with the booking @nojs', async ({
  page,
  newPerson,
  newEvent,
  organizer,
  context,
}) => {
  const person = await newPerson();
  const event = await newEvent({ price: '0.00' });
  await page.goto(`/events/${event.slug}?via=Poster`);
  expect((await context.cookies()).map((cookie) => cookie.name)).not.toContain('via');
  const eventPage = new EventPage(page);
  await eventPage.book.click();
  await expect(page).toHaveURL(`/login?next=/events/${event.slug}%3Fvia%3Dposter`);
  await logIn(page, person.email, person.password);
  await expect(page).toHaveURL(`/events/${event.slug}?via=poster`);
  await eventPage.bookSeats(1);
  await new BookingPage(page).expectState('CONFIRMED');
  const line = async () => {
    const { origins } = await organizer.api.figures(event.id);
    return origins.find((origin) => origin.via === 'poster');
  };
  expect(await line()).toMatchObject({ started: 1, confirmed: 1, seats: 1 });
  // Visits are written a little later; coming back from the log-in is another one.
  await expect.poll(async () => (await line())?.visits, { timeout: 15_000 }).toBe(2);
});

test('the origin of a link goes through the waitlist to the booking @nojs', async ({
  page,
  person,
  newPerson,
  newEvent,
  organizer,
}) => {
  const event = await newEvent({ price: '0.00', max_capacity: 1 });
  const first = await newPerson();
  const seat = await first.api.book(event.id, 1);
  await page.goto(`/events/${event.slug}?via=poster`);
  const panel = new WaitlistPanel(page);
  await panel.joinWith(1);
  await expect(panel.place).toBeVisible();
  await first.api.cancelBooking(seat.id);
  await expect.poll(async () => (await person.api.waiting(event.id)).status).toBe('OFFERED');
  const { origins } = await organizer.api.figures(event.id);
  expect(origins.find((origin) => origin.via === 'poster')).toMatchObject({ started: 1 });
});

test('going from the catalogue to an event is a visit, and reading on is none', async ({
  page,
  newEvent,
  organizer,
}) => {
  const event = await newEvent();
  await page.goto(`/events?search=${encodeURIComponent(event.title)}`);
  await new Catalogue(page).titles().getByRole('link', { name: event.title, exact: true }).click();
  await expect(page.locator('h1')).toHaveText(event.title);
  const visits = async (via: string | null): Promise<number> => {
    const { origins } = await organizer.api.figures(event.id);
    return origins.find((origin) => origin.via === via)?.visits ?? 0;
  };
  await expect.poll(() => visits(null), { timeout: 15_000 }).toBe(1);
  // What was counted before is written with what is counted later.
  await page.goto(`/events/${event.slug}?via=later`);
  await expect.poll(() => visits('later'), { timeout: 15_000 }).toBe(1);
  expect(await visits(null)).toBe(1);
});

test('the code to print leads to the event with its origin', async ({ page, newEvent }) => {
  const event = await newEvent();
  for (const [ending, type] of [
    ['png', 'image/png'],
    ['svg', 'image/svg+xml'],
  ] as const) {
    const answer = await page.request.get(`/events/${event.slug}/qr.${ending}?via=poster`);
    expect(answer.status()).toBe(200);
    expect(answer.headers()['content-type']).toContain(type);
  }
});
