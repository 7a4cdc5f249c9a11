// Seats that are paid for.
import { expect } from '@playwright/test';
import type { Booking, Event } from './api.ts';
import { CARD_THAT_PAYS } from './cards.ts';
import type { Person } from './test.ts';

/** As it is once the payment has come through. */
export async function paidBooking(person: Person, event: Event, seats: number): Promise<Booking> {
  const { id } = await person.api.book(event.id, seats);
  await person.api.pay(id, CARD_THAT_PAYS);
  const status = async () => (await person.api.booking(id)).status;
  await expect.poll(status, { timeout: 15_000 }).toBe('CONFIRMED');
  return person.api.booking(id);
}
