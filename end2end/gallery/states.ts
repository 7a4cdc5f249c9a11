// How to get into the states that the pictures show.
import { expect, type APIRequestContext, type BrowserContext, type Page } from '@playwright/test';
import { BookingPage } from '../pages/booking.ts';
import type { Api, Event, EventInput } from '../support/api.ts';
import { CARD_THAT_PAYS } from '../support/cards.ts';
import { paidBooking } from '../support/paid.ts';
import { attended } from '../support/past.ts';
import type { Host, Person } from '../support/test.ts';

export interface Visit {
  page: Page;
  context: BrowserContext;
  api: Api;
  request: APIRequestContext;
  person: Person;
  newHost: () => Promise<Host>;
  organizer: { api: Api };
  newPerson: () => Promise<Person>;
  newEvent: (input?: Partial<EventInput>) => Promise<Event>;
}

export type Open = (visit: Visit) => Promise<unknown>;

export async function hold(visit: Visit, input?: Partial<EventInput>): Promise<BookingPage> {
  const event = await visit.newEvent(input);
  const held = await visit.person.api.book(event.id, 2);
  const booking = new BookingPage(visit.page);
  await booking.open(held.id);
  return booking;
}

export async function confirmed(visit: Visit): Promise<BookingPage> {
  const booking = await hold(visit);
  await booking.payWith(CARD_THAT_PAYS);
  await booking.expectState('CONFIRMED');
  return booking;
}

/** An event whose only seat somebody else has. */
export async function full({ newEvent, newPerson }: Visit, price = '0.00') {
  const event = await newEvent({ max_capacity: 1, price });
  const other = await newPerson();
  const seat = await other.api.book(event.id, 1);
  return { event, other, seat };
}

export async function offered(visit: Visit, price: string): Promise<void> {
  const { event, other, seat } = await full(visit, price);
  await visit.person.api.wait(event.id, 1);
  await other.api.cancel(seat.id);
  await visit.page.goto(`/events/${event.slug}`);
  await expect(visit.page.getByTestId('offer-countdown')).toBeVisible();
}

/** The event page of somebody who was there. */
export async function visited({ newEvent, person, page }: Visit): Promise<Event> {
  const event = await attended(newEvent, person);
  await page.goto(`/events/${event.slug}`);
  return event;
}

export async function certified(visit: Visit): Promise<string> {
  const event = await attended(visit.newEvent, visit.person);
  await visit.organizer.api.issueCertificates(event.id);
  return (await visit.person.api.certificates()).results[0]?.number ?? '';
}

/** An event of one's own that has sold, holds and is waited for. */
export async function selling({ newHost, newPerson }: Visit): Promise<{ host: Host; event: Event }> {
  const host = await newHost();
  const event = await host.newEvent({ price: '25.00', max_capacity: 6 });
  const [paid, holding, waiting] = [await newPerson(), await newPerson(), await newPerson()];
  await paidBooking(paid, event, 3);
  await holding.api.book(event.id, 3);
  await waiting.api.wait(event.id, 2);
  return { host, event };
}
