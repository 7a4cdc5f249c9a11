// An event with several kinds of ticket.
import type { Event, EventInput, TicketType } from './api.ts';
import { inHours, type Host } from './test.ts';

export interface Kinds {
  event: Event;
  adult: TicketType;
  student: TicketType;
  later: TicketType;
}

/** Adults without a limit, two students of a shared quota, and one that is sold from tomorrow on. */
export async function withKinds(host: Host, input: Partial<EventInput> = {}): Promise<Kinds> {
  const event = await host.newEvent(input);
  const pool = await host.api.createTicketPool(event.id, { name: 'Young people', quota: 2 });
  const adult = await host.api.createTicketType(event.id, {
    name: 'Adult',
    price: '25.00',
    description: 'With lunch.',
  });
  const student = await host.api.createTicketType(event.id, {
    name: 'Student',
    price: '10.00',
    pool: pool.id,
    max_per_booking: 4,
  });
  const later = await host.api.createTicketType(event.id, {
    name: 'At the door',
    price: '30.00',
    sale_from: inHours(24),
  });
  return { event, adult, student, later };
}
