// An event that is over, with somebody who was there: nothing can be booked for the past, so it is
// booked first and waited for.
import { expect } from '@playwright/test';
import type { Api, Event, EventInput } from './api.ts';
import type { Person } from './test.ts';

const SECOND = 1000;

function at(time: number): string {
  return new Date(time).toISOString();
}

async function passed(end: number): Promise<void> {
  await expect.poll(() => Date.now(), { timeout: 20 * SECOND }).toBeGreaterThan(end);
}

export async function attended(
  newEvent: (input?: Partial<EventInput>) => Promise<Event>,
  person: Person,
): Promise<Event> {
  const start = Date.now() + 6 * SECOND;
  const event = await newEvent({
    price: '0.00',
    start_date: at(start),
    end_date: at(start + SECOND),
  });
  await person.api.book(event.id, 1);
  await passed(Date.parse(event.end_date));
  return event;
}

/** Brings an event near, each of its sessions a second of it and without speakers, and waits until it is over. */
export async function bringOver(api: Api, event: Event): Promise<void> {
  const { results: sessions } = await api.sessions(event.id);
  for (const [place, session] of sessions.entries()) {
    const { id, title, room, capacity } = session;
    const from = Date.parse(event.start_date) + place * SECOND;
    const times = { start_time: at(from), end_time: at(from + SECOND) };
    await api.changeSession(event.id, id, { title, room, capacity, ...times });
  }
  const start = Date.now() + 6 * SECOND;
  const end = start + Math.max(1, sessions.length) * SECOND;
  await api.changeEvent(event.id, { start_date: at(start), end_date: at(end) });
  await passed(end);
}
