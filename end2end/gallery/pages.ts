// Every page and state that somebody should look at. To add one, give it a name and say how to get
// there; `person` is logged in already, the demo data is there.
import { expect, type APIRequestContext, type BrowserContext, type Page } from '@playwright/test';
import { BookingPage } from '../pages/booking.ts';
import { field, send } from '../pages/forms.ts';
import type { Api, Event, EventInput } from '../support/api.ts';
import { CARD_THAT_FAILS, CARD_THAT_PAYS, CARD_WITH_A_TYPO } from '../support/cards.ts';
import { nextMail } from '../support/mail.ts';
import type { Person } from '../support/test.ts';

export interface Visit {
  page: Page;
  context: BrowserContext;
  api: Api;
  request: APIRequestContext;
  person: Person;
  organizer: { api: Api };
  newPerson: () => Promise<Person>;
  newEvent: (input?: Partial<EventInput>) => Promise<Event>;
}

type Open = (visit: Visit) => Promise<unknown>;

/** A page that needs nothing but its address. */
const at =
  (path: string): Open =>
  ({ page }) =>
    page.goto(path);

/** The same for somebody who is not logged in. */
const signedOut =
  (open: Open): Open =>
  async (visit) => {
    await visit.context.clearCookies();
    await open(visit);
  };

/** The first demo event that the catalogue finds. */
const demoEvent =
  (query: string): Open =>
  async ({ page, api }) => {
    const found = (await api.events(`${query}&page_size=1`)).results[0];
    expect(found, `an event for ${query}`).toBeDefined();
    await page.goto(`/events/${found?.slug}`);
  };

async function hold(visit: Visit, input?: Partial<EventInput>): Promise<BookingPage> {
  const event = await visit.newEvent(input);
  const held = await visit.person.api.book(event.id, 2);
  const booking = new BookingPage(visit.page);
  await booking.open(held.id);
  return booking;
}

async function confirmed(visit: Visit): Promise<BookingPage> {
  const booking = await hold(visit);
  await booking.payWith(CARD_THAT_PAYS);
  await booking.expectState('CONFIRMED');
  return booking;
}

export const pages: Record<string, Open> = {
  'home': signedOut(at('/')),
  'home-logged-in': at('/'),
  'catalogue': signedOut(at('/events')),
  'catalogue-page-2': signedOut(at('/events?page=2')),
  'catalogue-filtered': signedOut(at('/events?is_free=true&ordering=price')),
  'catalogue-empty': signedOut(at('/events?search=zzzzqqqq')),

  'event-free': demoEvent('is_free=true&available=true'),
  'event-paid': demoEvent('is_free=false&available=true'),
  'event-logged-out': signedOut(demoEvent('is_free=false&available=true')),
  'event-past': demoEvent(`start_after=2000-01-01T00:00:00Z&start_before=${new Date().toISOString()}`),
  'event-full': async ({ page, newEvent, newPerson }) => {
    const event = await newEvent({ max_capacity: 1, price: '0.00' });
    await (await newPerson()).api.book(event.id, 1);
    await page.goto(`/events/${event.slug}`);
  },
  'event-cancelled': async ({ page, organizer, newEvent }) => {
    const event = await newEvent();
    await organizer.api.cancelEvent(event.id, 'The hall was flooded.');
    await page.goto(`/events/${event.slug}`);
  },
  'event-online': async ({ page, newEvent }) => {
    const url = 'https://meet.example.test/room';
    const event = await newEvent({ location: 'Online', online_meeting_url: url });
    await page.goto(`/events/${event.slug}`);
  },

  'login': signedOut(at('/login')),
  'login-errors': signedOut(async ({ page, person }) => {
    await page.goto('/login');
    await field(page, 'email').fill(person.email);
    await field(page, 'password').fill('not the password');
    await send(page, 'password');
    await expect(page.locator('main').getByRole('alert')).toBeVisible();
  }),
  'register': signedOut(at('/register')),
  'register-errors': signedOut(async ({ page, person }) => {
    await page.goto('/register');
    await field(page, 'display_name').fill('Ada');
    await field(page, 'email').fill(person.email);
    await field(page, 'password').fill('password123');
    await send(page, 'password');
    await expect(page.locator('[aria-invalid=true], [data-error-summary]').first()).toBeVisible();
  }),
  'forgot-password': signedOut(at('/forgot-password')),
  'forgot-password-sent': signedOut(async ({ page, person }) => {
    await page.goto('/forgot-password');
    await field(page, 'email').fill(person.email);
    await send(page, 'email');
    await expect(page.getByRole('status').filter({ hasText: /./ }).first()).toBeVisible();
  }),
  'reset-password': signedOut(at('/reset-password?token=not-a-token')),

  'booking-form-with-error': async ({ page, newEvent, newPerson }) => {
    const event = await newEvent({ max_capacity: 2 });
    await page.goto(`/events/${event.slug}`);
    await page.waitForLoadState('networkidle');
    await (await newPerson()).api.book(event.id, 2);
    await page.getByTestId('book-submit').click();
    await expect(page.locator('main').getByText(/./).first()).toBeVisible();
    await page.waitForLoadState('networkidle');
  },
  'booking-pending': (visit) => hold(visit),
  'booking-card-typo': async (visit) => {
    const booking = await hold(visit);
    await booking.payWith(CARD_WITH_A_TYPO);
    await expect(visit.page.locator('[aria-invalid=true]')).toBeVisible();
  },
  'booking-payment-refused': async (visit) => {
    const booking = await hold(visit);
    await booking.payWith(CARD_THAT_FAILS);
    await expect(visit.page.locator('main').getByRole('alert').first()).toBeVisible({ timeout: 20_000 });
  },
  'booking-confirmed': confirmed,
  'booking-cancel-asked': async (visit) => {
    await confirmed(visit);
    await visit.page.locator('details.cancel summary').click();
  },
  'booking-cancelled': async (visit) => {
    const booking = await confirmed(visit);
    await booking.cancel();
    await booking.expectState('CANCELLED');
  },
  'bookings': async (visit) => {
    await confirmed(visit);
    await hold(visit, { price: '0.00' });
    await hold(visit);
    await visit.page.goto('/bookings');
  },
  'bookings-empty': at('/bookings'),
  'account': at('/account'),
  'account-saved': async ({ page }) => {
    await page.goto('/account');
    await page.waitForLoadState('networkidle');
    await field(page, 'display_name').fill('Ada Lovelace');
    await send(page, 'display_name');
    await page.waitForLoadState('networkidle');
  },
  'not-found': at('/nowhere'),
  'event-not-found': at('/events/nothing-is-called-so'),

  'dev-mail': at('/dev/mail'),
  'mail-confirmation': async (visit) => {
    await confirmed(visit);
    const mail = await nextMail(visit.request, visit.person.email);
    await visit.page.goto(`/dev/mail/${mail.id}/html`);
  },
};
