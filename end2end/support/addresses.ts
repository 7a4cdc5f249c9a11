// The address of every page, by who may open it, with an event whose texts are as long as texts get.
import type { Api, Event, EventInput } from './api.ts';
import { paidBooking } from './paid.ts';
import { attended } from './past.ts';
import { inHours, type Host, type Person } from './test.ts';
import { uniqueWord } from './unique.ts';

/** A title without a place to break it, and an address of its own kind of length. */
const LONG: Partial<EventInput> = {
  title: `Donaudampfschifffahrtsgesellschaftskapitän ${'W'.repeat(50)}`,
  description: `${'unbroken'.repeat(40)}\n\n| a | b |\n|---|---|\n| ${'wide '.repeat(30)} | x |`,
  venue: `Hall ${'V'.repeat(80)}`,
  max_capacity: 6,
};

export const OF_EVERYBODY = (event: Event, organizer: string): string[] => [
  '/',
  '/events',
  '/events?search=a&is_free=true&page=2',
  `/events/${event.slug}`,
  `/people/${organizer}`,
  '/imprint',
  '/privacy',
  '/terms',
];

export const OF_NOBODY_YET = (): string[] => [
  '/login?next=/bookings',
  '/login/code?next=/bookings',
  '/register?role=organizer',
  '/forgot-password',
  '/reset-password?token=x',
  '/verify-email?token=x',
];

export const OF_AN_ATTENDEE = (own: Attended): string[] => [
  '/bookings',
  '/bookings?tab=past',
  `/bookings/${own.held}`,
  `/bookings/${own.confirmed}`,
  `/events/${own.over.slug}/review?rating=4`,
  '/certificates',
  `/certificates/${own.certificate}`,
  '/notifications',
  '/account',
  '/account/security',
];

export const OF_AN_ORGANIZER = (made: Organized): string[] => {
  const { event, draft, cancelled, over, booking, ticket, venue, review, waits, invitation, message, later } = made;
  const own = `/organize/events/${event.slug}`;
  return [
    '/organize',
    '/organize?phase=upcoming',
    '/organize/keys',
    `/organize/search?q=${encodeURIComponent(event.title)}`,
    '/organize/events/new',
    '/organize/team',
    `/organize/events/${event.slug}/team`,
    `/invitations/${invitation}`,
    '/organize/venues',
    `/organize/venues/${venue}`,
    `/organize/events/${event.slug}`,
    `/organize/events/${draft.slug}`,
    `/organize/events/${event.slug}?link=poster&compare=${draft.slug}`,
    `/organize/events/${event.slug}/edit`,
    `/organize/events/${draft.slug}/edit`,
    `/organize/events/${draft.slug}/picture`,
    `/organize/events/${draft.slug}/preview?width=phone`,
    `/organize/events/${draft.slug}/preview/page`,
    `/organize/events/${event.slug}/agenda`,
    `/organize/events/${event.slug}/agenda?room=Attic`,
    `/organize/events/${event.slug}/agenda/new`,
    `/organize/events/${event.slug}/agenda/paste`,
    `/organize/events/${event.slug}/duplicate?start_date=2027-10-31T02:30&start_fold=second`,
    `/organize/events/${event.slug}/cancel`,
    `/organize/events/${cancelled.slug}/cancel`,
    `/organize/events/${event.slug}/bookings`,
    `/organize/events/${event.slug}/bookings?status=PENDING&checked_in=false`,
    `/organize/events/${event.slug}/bookings/${booking}`,
    ...['do=cancel&refund=full', 'do=refund&amount=12,50', 'do=move', `do=rename&ticket=${ticket}`].map(
      (step) => `${own}/bookings/${booking}?${step}`,
    ),
    `/organize/events/${event.slug}/attendees`,
    `/organize/events/${event.slug}/guests`,
    `/organize/events/${event.slug}/agenda/import`,
    `/organize/events/${event.slug}/agenda/import?added=2&changed=1&removed=0&refused_count=1`,
    `/organize/events/${event.slug}/messages`,
    `/organize/events/${event.slug}/messages/new?status=CONFIRMED`,
    `/organize/events/${event.slug}/messages/new?edit=${later}`,
    `/organize/events/${event.slug}/messages/${message}`,
    `/organize/events/${event.slug}/messages/${message}?delivery=sent`,
    `/organize/events/${event.slug}/messages/${later}`,
    `/organize/events/${event.slug}/waitlist`,
    `/organize/events/${event.slug}/waitlist?offer=${waits}`,
    `/organize/events/${event.slug}/tickets`,
    `/organize/events/${event.slug}/tickets?edit=new`,
    `/organize/events/${event.slug}/tickets?pool=new`,
    `/organize/events/${event.slug}/promotions`,
    `/organize/events/${event.slug}/promotions?edit=new`,
    `/organize/events/${over.slug}/certificates`,
    `/organize/events/${event.slug}/report`,
    `/organize/events/${event.slug}/report?from=2026-02-01&to=2026-01-01&kind=REFUND`,
    '/organize/report?timezone=Europe/Berlin',
    `/organize/events/${over.slug}/reviews`,
    `/organize/events/${over.slug}/reviews?reply=${review}`,
    `/events/${over.slug}/reviews/${review}/report`,
    `/organize/events/${event.slug}/history`,
    `/door/${event.slug}`,
    `/door/${event.slug}?search=attend&gate=North&direction=out`,
  ];
};

export const OF_AN_ADMIN = (person: string): string[] => [
  '/admin',
  '/admin?from=2026-01-01&to=2026-12-31&interval=month',
  '/admin/people',
  '/admin/people?search=attendee&role=attendee',
  `/admin/people/${person}`,
  '/admin/mail',
  '/admin/mail?state=failed&search=a',
  '/admin/jobs',
  '/admin/jobs?state=later',
  '/admin/payments',
  '/admin/audit',
  '/admin/audit?object=user',
  '/admin/health',
  '/admin/events',
  '/admin/events?search=a&hidden=false',
  '/admin/events/organizers',
  '/admin/reviews',
  '/admin/venues',
  '/admin/promotions',
  '/admin/promotions?edit=new',
  '/admin?timezone=Asia/Kolkata',
  '/admin/categories',
  '/admin/categories?edit=new',
  '/admin/reviews?state=visible',
];

export interface Attended {
  held: string;
  confirmed: string;
  over: Event;
  certificate: string;
}

export interface Organized {
  event: Event;
  draft: Event;
  cancelled: Event;
  /** It was, and was reviewed. */
  over: Event;
  booking: string;
  ticket: string;
  venue: string;
  review: string;
  /** The entry of who waits. */
  waits: string;
  /** The secret of an invitation to somebody else. */
  invitation: string;
  /** One that was sent, and one that waits. */
  message: string;
  later: string;
}

export function longEvent(newEvent: (input: Partial<EventInput>) => Promise<Event>): Promise<Event> {
  return newEvent(LONG);
}

/** Somebody who has been at an event, and has booked and paid for others. */
export async function attend(person: Person, organizer: Api, events: { event: Event; over: Event }): Promise<Attended> {
  const held = await person.api.book(events.event.id, 2);
  const paid = await paidBooking(person, events.event, 2);
  await organizer.issueCertificates(events.over.id);
  const certificate = (await person.api.certificates()).results[0]?.number ?? '';
  return { held: held.id, confirmed: paid.id, over: events.over, certificate };
}

/** An organizer whose event has sold, holds and is waited for. */
export async function organize(host: Host, newPerson: () => Promise<Person>): Promise<Organized> {
  const event = await longEvent(host.newEvent);
  const [buyer, holder, waiting] = [await newPerson(), await newPerson(), await newPerson()];
  const paid = await paidBooking(buyer, event, 2);
  await holder.api.book(event.id, 4);
  await waiting.api.wait(event.id, 2);
  const draft = await host.newEvent({ status: 'DRAFT', start_date: inHours(48), end_date: inHours(50) });
  const cancelled = await host.newEvent();
  await host.api.cancelEvent(cancelled.id, 'The hall was flooded.');
  const venue = (await host.api.venues()).results[0]?.id ?? '';
  const code = `L${event.id.replaceAll('-', '')}`;
  await host.api.createPromotion({ code, event: event.id, kind: 'PERCENT', value: '12.50' });
  const over = await attended(host.newEvent, buyer);
  const review = (await buyer.api.review(over.id, 4, 'unbroken'.repeat(40))).id;
  const waits = (await host.api.waitlist(event.id)).results[0]?.id ?? '';
  const ticket = paid.tickets[0]?.id ?? '';
  const invitation = await host.api.inviteToTeam(event.id, `${uniqueWord()}@example.test`, 'editor');
  const message = await host.api.writeMessage(event.id, { subject: 'unbroken'.repeat(14) });
  const later = await host.api.writeMessage(event.id, { send_at: inHours(24) });
  return { event, draft, cancelled, over, booking: paid.id, ticket, venue, review, waits, invitation, message, later };
}
