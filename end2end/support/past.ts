// An event that is over, with somebody who was there: nothing can be booked for the past, so it is
// booked first and waited for.
import { expect } from '@playwright/test';
import type { Event, EventInput } from './api.ts';
import type { Person } from './test.ts';

const SECOND = 1000;

export async function attended(
  newEvent: (input?: Partial<EventInput>) => Promise<Event>,
  person: Person,
): Promise<Event> {
  const start = Date.now() + 6 * SECOND;
  const event = await newEvent({
    price: '0.00',
    start_date: new Date(start).toISOString(),
    end_date: new Date(start + SECOND).toISOString(),
  });
  await person.api.book(event.id, 1);
  await expect
    .poll(() => Date.now(), { timeout: 20 * SECOND })
    .toBeGreaterThan(Date.parse(event.end_date));
  return event;
}
