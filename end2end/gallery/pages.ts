// Every page and state that somebody should look at. To add one, give it a name and say how to get
// there; `person` is logged in already, the demo data is there.
import { expect, type Page } from '@playwright/test';
import { BookingPage } from '../pages/booking.ts';
import { EditorPage } from '../pages/editor.ts';
import { field, send } from '../pages/forms.ts';
import { planned } from '../support/agenda.ts';
import type { Event } from '../support/api.ts';
import { CARD_THAT_FAILS, CARD_THAT_PAYS, CARD_WITH_A_TYPO } from '../support/cards.ts';
import { nextMail } from '../support/mail.ts';
import { withKinds } from '../support/kinds.ts';
import { attended } from '../support/past.ts';
import { ADMIN, inHours, signIn, soon } from '../support/test.ts';
import { uniqueWord } from '../support/unique.ts';
import { certified, confirmed, full, hold, offered, selling, visited, type Open } from './states.ts';

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

/** The same for the demo data's admin. */
const asAdmin =
  (path: string): Open =>
  async ({ page, context, api }) => {
    await page.goto('/');
    await signIn(context, await api.logIn(ADMIN), new URL(page.url()).origin);
    await page.goto(path);
  };

/** The page of an event's confirmed booking, at its organizer's. */
async function firstBooking(page: Page, event: Event, step = ''): Promise<void> {
  await page.goto(`/organize/events/${event.slug}/bookings?status=CONFIRMED`);
  const href = await page.locator('a.row-link').first().getAttribute('href');
  const id = href?.split('/').at(-1);
  await page.goto(`/organize/events/${event.slug}/bookings/${id}${step}`);
  await expect(page.getByTestId('organized-booking')).toBeVisible();
}

/** The first demo event that the catalogue finds. */
const demoEvent =
  (query: string): Open =>
  async ({ page, api }) => {
    const found = (await api.events(`${query}&page_size=1`)).results[0];
    expect(found, `an event for ${query}`).toBeDefined();
    await page.goto(`/events/${found?.slug}`);
  };

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
  'event-waiting': async (visit) => {
    const { event } = await full(visit);
    await (await visit.newPerson()).api.wait(event.id, 1);
    await visit.person.api.wait(event.id, 2);
    await visit.page.goto(`/events/${event.slug}`);
    await expect(visit.page.getByTestId('waitlist-place')).toBeVisible();
  },
  'event-offer-free': (visit) => offered(visit, '0.00'),
  'event-offer-paid': (visit) => offered(visit, '25.00'),
  'event-agenda': async ({ page, organizer, newEvent }) => {
    const event = await newEvent();
    const at = (hours: number) =>
      new Date(Date.parse(event.start_date) + hours * 3_600_000).toISOString();
    const talks: [number, number, string, string, string][] = [
      [0, 1, 'Opening: what a ticket promises', 'Main hall', 'Craft'],
      [1, 2, 'Reading query plans like a novel', 'Main hall', 'Data'],
      [1, 2, 'Sixty frames without a framework', 'Attic', 'Craft'],
      [2, 3, 'Boring deployments', 'Main hall', 'Operations'],
    ];
    for (const [from, to, title, room, track] of talks) {
      const times = { start_time: at(from), end_time: at(to) };
      await organizer.api.addSession(event.id, { title, room, track, capacity: 40, ...times });
    }
    await page.goto(`/events/${event.slug}`);
    for (const star of await page.locator('button.pick').all()) {
      await star.click();
      await expect(star).toHaveAttribute('aria-pressed', 'true');
    }
  },
  'event-to-review': async (visit) => visited(visit),
  'review-form': async (visit) => {
    const event = await visited(visit);
    await visit.page.goto(`/events/${event.slug}/review?rating=4`);
  },
  'event-reviewed': async (visit) => {
    const event = await visited(visit);
    await visit.page.goto(`/events/${event.slug}/review?rating=4`);
    await visit.page.locator('#comment').fill('Warm people.\nGood talks.');
    await visit.page.locator('form.form-card button[type="submit"]').click();
    await expect(visit.page.getByTestId('my-review')).toBeVisible();
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

  'imprint': signedOut(at('/imprint')),
  'privacy': signedOut(at('/privacy')),
  'terms': signedOut(at('/terms')),

  'login': signedOut(at('/login')),
  'login-code': signedOut(at('/login/code')),
  'login-errors': signedOut(async ({ page, person }) => {
    await page.goto('/login');
    await field(page, 'email').fill(person.email);
    await field(page, 'password').fill('not the password');
    await send(page, 'password');
    await expect(page.locator('main').getByRole('alert')).toBeVisible();
  }),
  'verify-email': signedOut(at('/verify-email?token=none')),
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
    // The page must not hear that the seats are gone.
    await page.route('**/live/', (route) => route.fulfill({ status: 429 }));
    await page.goto(`/events/${event.slug}`);
    await page.waitForLoadState('networkidle');
    await (await newPerson()).api.book(event.id, 2);
    await page.getByTestId('book-submit').click();
    await expect(page.locator('main').getByRole('alert').first()).toBeVisible();
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
  'booking-exchange-to-pay': async ({ page, context, person, newHost }) => {
    const host = await newHost();
    const { event, adult, student } = await withKinds(host);
    await host.api.allowExchanges(event.id);
    const { id } = await person.api.bookType(event.id, student.id, 2);
    await person.api.pay(id, CARD_THAT_PAYS);
    await page.goto('/');
    await signIn(context, person.tokens, new URL(page.url()).origin);
    const booking = new BookingPage(page);
    await booking.open(id);
    await booking.expectState('CONFIRMED');
    await booking.exchange(0, adult.id);
  },
  'booking-cancel-asked': async (visit) => {
    await confirmed(visit);
    await visit.page.locator('details.cancel summary').click();
  },
  'booking-cancelled': async (visit) => {
    const booking = await confirmed(visit);
    await booking.cancel();
    await booking.expectState('CANCELLED');
  },
  'booking-with-code': async (visit) => {
    await hold(visit);
    await visit.page.locator('main details.promo summary').click();
    await field(visit.page, 'promo_code').fill('WELCOME10');
    await send(visit.page, 'promo_code');
    await expect(visit.page.getByTestId('discount')).toBeVisible();
  },
  'booking-ticket-cancel-asked': async (visit) => {
    await confirmed(visit);
    await visit.page.locator('details.ticket-cancel summary').first().click();
  },
  'booking-ticket-hand-on-asked': async (visit) => {
    await confirmed(visit);
    await visit.page.locator('details[data-deed="hand-on"] summary').first().click();
  },
  'booking-ticket-handed-on': async (visit) => {
    await confirmed(visit);
    const form = visit.page.locator('details[data-deed="hand-on"]').first();
    await form.locator('summary').click();
    await form.locator('input[name="guest"]').fill('Gerda Guest');
    await form.locator('input[name="email"]').fill(`${uniqueWord()}@example.test`);
    await form.locator('button[type="submit"]').click();
    await expect(visit.page.getByTestId('ticket-sent')).toBeVisible();
  },
  'tickets-at-the-door': async (visit) => {
    const booking = await visit.person.api.book((await visit.newEvent({ price: '0.00' })).id, 2);
    await visit.page.goto(`/bookings/${booking.id}/tickets`);
  },
  'bookings': async (visit) => {
    await confirmed(visit);
    await hold(visit, { price: '0.00' });
    await hold(visit);
    await visit.page.goto('/bookings');
  },
  'bookings-empty': at('/bookings'),
  'bookings-past-empty': at('/bookings?tab=past'),
  'notifications': async ({ page, person, newEvent, organizer }) => {
    // What was to start within the hour is told at once.
    const event = await newEvent({ price: '0.00', ...soon() });
    await person.api.book(event.id, 1);
    const when = { start_date: inHours(24 * 31), end_date: inHours(24 * 31 + 3) };
    await organizer.api.changeEvent(event.id, when);
    await page.goto('/notifications');
  },
  'notifications-empty': at('/notifications'),
  'certificates': async (visit) => {
    await certified(visit);
    await visit.page.goto('/certificates');
  },
  'certificates-empty': at('/certificates'),
  'certificate': async (visit) => {
    const number = await certified(visit);
    await visit.page.goto(`/certificates/${number}`);
  },
  'certificate-unknown': signedOut(at('/certificates/EH-NONE-NONE')),
  'organizer': signedOut(async ({ page, api }) => {
    const event = (await api.events('page_size=1')).results[0];
    await page.goto(`/events/${event?.slug}`);
    await page.locator('main a[href^="/people/"]').first().click();
    await expect(page).toHaveURL(/people/);
    await expect(page.locator('h1')).toBeVisible();
  }),
  'search-suggestions': signedOut(async ({ page }) => {
    await page.goto('/');
    await page.waitForLoadState('networkidle');
    await page.locator('#hero-search').pressSequentially('wor');
    await expect(page.getByRole('listbox')).toBeVisible();
  }),
  'catalogue-misspelt': signedOut(at('/events?search=worksop')),
  'organize-not-yet': at('/organize'),
  'organize-new': async ({ page, newHost }) => {
    await newHost();
    await page.goto('/organize');
  },
  'organize': async (visit) => {
    const { host } = await selling(visit);
    await host.newEvent({ status: 'DRAFT' });
    await visit.page.goto('/organize');
  },
  'organize-event': async (visit) => {
    const { event } = await selling(visit);
    await visit.page.goto(`/organize/events/${event.slug}?link=poster`);
  },
  'organize-event-kinds': async ({ page, newHost, newPerson }) => {
    const { event, adult, student } = await withKinds(await newHost());
    await (await newPerson()).api.bookType(event.id, adult.id, 2);
    await (await newPerson()).api.bookType(event.id, student.id, 1);
    await page.goto(`/organize/events/${event.slug}`);
    await page.getByTestId('figures-by-kind').scrollIntoViewIfNeeded();
  },
  'organize-event-new': async ({ page, newHost }) => {
    const event = await (await newHost()).newEvent();
    await page.goto(`/organize/events/${event.slug}`);
  },
  'organize-team': async ({ page, newHost }) => {
    await newHost();
    await page.goto('/organize/team');
    await page.locator('#email').fill('grace@example.test');
    await page.getByTestId('invite').click();
    await expect(page.getByTestId('invitation')).toBeVisible();
  },
  'organize-event-team': async (visit) => {
    const { event } = await selling(visit);
    await visit.page.goto(`/organize/events/${event.slug}/team`);
  },
  'invitation': async ({ page, newHost, person, context }) => {
    const host = await newHost();
    const event = await host.newEvent();
    await page.goto(`/organize/events/${event.slug}/team`);
    await page.locator('#email').fill(person.email);
    await page.getByTestId('invite').click();
    await expect(page.getByTestId('invitation')).toBeVisible();
    const mail = await nextMail(page.request, person.email, ({ kind }) => kind === 'team_invitation');
    await signIn(context, person.tokens, new URL(page.url()).origin);
    await page.goto(/\/invitations\/[\w-]+/.exec(mail.text)?.[0] ?? '');
  },
  'invitation-gone': signedOut(at('/invitations/nothing')),
  'organize-search': async (visit) => {
    const { event } = await selling(visit);
    await visit.page.goto(`/organize/search?q=${encodeURIComponent(event.title)}`);
  },
  'organize-search-nothing': async ({ page, newHost }) => {
    await newHost();
    await page.goto('/organize/search?q=zzzzqqqq');
  },
  'organize-phase': async (visit) => {
    await selling(visit);
    await visit.page.goto('/organize?phase=upcoming');
  },
  'organize-phase-empty': async ({ page, newHost }) => {
    await newHost();
    await page.goto('/organize?phase=past');
  },
  'organize-key-help': async ({ page, newHost }) => {
    await newHost();
    await page.goto('/organize');
    await page.waitForLoadState('networkidle');
    await page.keyboard.press('?');
    await expect(page.locator('dialog[open] .keys')).toBeVisible();
  },
  'organize-keys': async ({ page, newHost }) => {
    await newHost();
    await page.goto('/organize/keys');
  },
  'organize-command': async (visit) => {
    await selling(visit);
    await visit.page.goto('/organize');
    await visit.page.waitForLoadState('networkidle');
    await visit.page.keyboard.press('Control+k');
    await expect(visit.page.getByRole('combobox')).toBeVisible();
  },
  'organize-bookings': async (visit) => {
    const { event } = await selling(visit);
    await visit.page.goto(`/organize/events/${event.slug}/bookings`);
  },
  'organize-bookings-filtered': async (visit) => {
    const { event } = await selling(visit);
    await visit.page.goto(`/organize/events/${event.slug}/bookings?status=PENDING&checked_in=false`);
  },
  'organize-bookings-empty': async ({ page, newHost }) => {
    const event = await (await newHost()).newEvent();
    await page.goto(`/organize/events/${event.slug}/bookings`);
  },
  'organize-bookings-nothing-found': async (visit) => {
    const { event } = await selling(visit);
    await visit.page.goto(`/organize/events/${event.slug}/bookings?search=zzzzqqqq`);
  },
  'organize-attendees': async (visit) => {
    const { event } = await selling(visit);
    await visit.page.goto(`/organize/events/${event.slug}/attendees`);
  },
  'door': async ({ page, newHost }) => {
    const event = await (await newHost()).newEvent({ price: '0.00' });
    await page.goto(`/door/${event.slug}`);
  },
  'door-scanned': async ({ page, newHost, newPerson }) => {
    const host = await newHost();
    const event = await host.newEvent({ price: '0.00' });
    const booking = await (await newPerson()).api.book(event.id, 2);
    await host.api.checkIn(event.id, booking.tickets[1]?.code ?? '');
    await page.goto(`/door/${event.slug}?gate=North`);
    await page.locator('#code').fill(booking.tickets[0]?.code ?? '');
    await page.locator('#code').press('Enter');
    await expect(page.getByTestId('name')).toBeVisible();
  },
  'door-already-in': async ({ page, newHost, newPerson }) => {
    const host = await newHost();
    const event = await host.newEvent({ price: '0.00' });
    const code = (await (await newPerson()).api.book(event.id, 1)).tickets[0]?.code ?? '';
    await host.api.checkIn(event.id, code);
    await page.goto(`/door/${event.slug}`);
    await page.locator('#code').fill(code);
    await page.locator('#code').press('Enter');
    await expect(page.getByTestId('name')).toBeVisible();
  },
  'door-refused': async ({ page, newHost }) => {
    const event = await (await newHost()).newEvent({ price: '0.00' });
    await page.goto(`/door/${event.slug}`);
    await page.locator('#code').fill('no such code');
    await page.locator('#code').press('Enter');
    await expect(page.locator('.door-verdict')).toBeVisible();
  },
  'door-names': async ({ page, newHost, newPerson }) => {
    const event = await (await newHost()).newEvent({ price: '0.00' });
    await (await newPerson()).api.book(event.id, 2);
    await page.goto(`/door/${event.slug}?search=attend`);
    await page.getByTestId('found').locator('summary').first().click();
  },
  'organize-booking': async (visit) => {
    const { event } = await selling(visit);
    await firstBooking(visit.page, event);
  },
  'organize-booking-cancel': async (visit) => {
    const { event } = await selling(visit);
    await firstBooking(visit.page, event, '?do=cancel&refund=full');
    await expect(visit.page.getByTestId('confirm-step')).toBeVisible();
  },
  'organize-booking-refund': async (visit) => {
    const { event } = await selling(visit);
    await firstBooking(visit.page, event, '?do=refund&amount=12,50');
    await expect(visit.page.getByTestId('confirm-step')).toBeVisible();
  },
  'organize-booking-move': async (visit) => {
    const { host, event } = await selling(visit);
    await host.newEvent();
    await firstBooking(visit.page, event, '?do=move');
  },
  'organize-booking-rename': async (visit) => {
    const { event } = await selling(visit);
    await firstBooking(visit.page, event);
    await visit.page.getByTestId('rename').first().click();
    await expect(visit.page.locator('#attendee_name')).toBeVisible();
  },
  'organize-guests': async ({ page, newHost }) => {
    const event = await (await newHost()).newEvent();
    await page.goto(`/organize/events/${event.slug}/guests`);
  },
  'organize-guests-table': async ({ page, newHost }) => {
    const event = await (await newHost()).newEvent();
    await page.goto(`/organize/events/${event.slug}/guests`);
    const rows = 'Name,E-mail\nAda Lovelace,ada@example.test\nBob,bob at home\nAda,ada@example.test\n';
    const file = { name: 'guests.csv', mimeType: 'text/csv', buffer: Buffer.from(rows) };
    await page.locator('#file').setInputFiles(file);
    await page.getByTestId('send-file').click();
    await expect(page.getByTestId('refused-lines')).toBeVisible();
  },
  'organize-guests-ready': async ({ page, newHost }) => {
    const event = await (await newHost()).newEvent();
    await page.goto(`/organize/events/${event.slug}/guests`);
    const rows = 'Name,E-mail\nAda Lovelace,ada@example.test\nGrace Hopper,grace@example.test\n';
    const file = { name: 'guests.csv', mimeType: 'text/csv', buffer: Buffer.from(rows) };
    await page.locator('#file').setInputFiles(file);
    await page.getByTestId('send-file').click();
    await expect(page.getByTestId('invite-list')).toBeVisible();
  },
  'organize-guests-invited': async ({ page, newHost }) => {
    const event = await (await newHost()).newEvent();
    await page.goto(`/organize/events/${event.slug}/guests?invited=2&skipped=1`);
  },
  'organize-agenda-import': async ({ page, newHost }) => {
    const event = await (await newHost()).newEvent();
    await page.goto(`/organize/events/${event.slug}/agenda/import`);
  },
  'organize-agenda-import-broken': async ({ page, newHost }) => {
    const event = await (await newHost()).newEvent();
    await page.goto(`/organize/events/${event.slug}/agenda/import`);
    await page.locator('#schedule').fill('{ "schedule": oops }');
    await page.getByTestId('send-schedule').click();
    await expect(page.getByTestId('unreadable')).toBeVisible();
  },
  'organize-agenda-import-preview': async ({ page, newHost }) => {
    const event = await (await newHost()).newEvent();
    await page.goto(`/organize/events/${event.slug}/agenda/import`);
    const talk = (id: number, title: string, duration: string): object => ({
      id,
      title,
      duration,
      date: event.start_date,
      persons: [{ name: 'Ada Lovelace' }],
    });
    const rooms = { Hall: [talk(1, 'Opening', '00:30'), talk(2, 'At the same time', '00:30')] };
    const more = { Attic: [{ ...talk(3, 'Closing', '00:00'), persons: [] }] };
    const schedule = { schedule: { conference: { days: [{ rooms: { ...rooms, ...more } }] } } };
    await page.locator('#schedule').fill(JSON.stringify(schedule));
    await page.getByTestId('send-schedule').click();
    await expect(page.getByTestId('preview')).toBeVisible();
  },
  'guest-ticket': signedOut(async ({ page, request, organizer, newEvent }) => {
    const event = await newEvent();
    const email = `${uniqueWord()}@example.test`;
    await organizer.api.inviteGuest(event.id, { name: 'Gerda Guest', email });
    const mail = await nextMail(request, email, (it) => it.kind === 'guest_ticket');
    await page.goto(/\/guest\/[\w-]+/.exec(mail.text)?.[0] ?? '');
  }),
  'organize-report': async (visit) => {
    const { event } = await selling(visit);
    await visit.page.goto(`/organize/events/${event.slug}/report`);
    await expect(visit.page.getByTestId('lines')).toBeVisible();
  },
  'organize-report-refused': async ({ page, newHost }) => {
    const event = await (await newHost()).newEvent();
    await page.goto(`/organize/events/${event.slug}/report?from=2026-02-01&to=2026-01-01`);
    await expect(page.locator('#to-error')).toBeVisible();
  },
  'organize-report-all': async (visit) => {
    await selling(visit);
    await visit.page.goto('/organize/report');
    await expect(visit.page.getByTestId('report')).toBeVisible();
  },
  'organize-reviews': async ({ page, newHost, newPerson }) => {
    const host = await newHost();
    const guest = await newPerson();
    const event = await attended(host.newEvent, guest);
    const review = await guest.api.review(event.id, 4, 'Warm people, cold coffee.');
    await page.goto(`/organize/events/${event.slug}/reviews?reply=${review.id}`);
    await expect(page.getByTestId('publish-reply')).toBeVisible();
  },
  'review-report': async ({ page, newEvent, newPerson }) => {
    const guest = await newPerson();
    const event = await attended(newEvent, guest);
    const review = await guest.api.review(event.id, 1, 'Buy cheap watches.');
    await page.goto(`/events/${event.slug}/reviews/${review.id}/report`);
  },
  'organize-waitlist': async (visit) => {
    const { event } = await selling(visit);
    await visit.page.goto(`/organize/events/${event.slug}/waitlist`);
  },
  'organize-waitlist-offer': async (visit) => {
    const { event } = await selling(visit);
    await visit.page.goto(`/organize/events/${event.slug}/waitlist`);
    await visit.page.locator('.data-list a.button').first().click();
    await expect(visit.page.getByTestId('offer-step')).toBeVisible();
  },
  'organize-messages-empty': async ({ page, newHost }) => {
    const event = await (await newHost()).newEvent();
    await page.goto(`/organize/events/${event.slug}/messages`);
  },
  'organize-messages': async (visit) => {
    const { host, event } = await selling(visit);
    await host.api.writeMessage(event.id);
    await host.api.writeMessage(event.id, { news: true, send_at: inHours(24) });
    await visit.page.goto(`/organize/events/${event.slug}/messages`);
  },
  'organize-message-write': async (visit) => {
    const { event } = await selling(visit);
    await visit.page.goto(`/organize/events/${event.slug}/messages/new?status=CONFIRMED`);
    await visit.page.locator('#subject').fill('Doors open at five');
    await visit.page.locator('#body').fill('Come **early**, and bring:\n\n- a jacket\n- your ticket');
    await visit.page.locator('.message-looks button').first().click();
    await expect(visit.page.frameLocator('.message-frame').locator('h1')).toBeVisible();
  },
  'organize-message': async (visit) => {
    const { host, event } = await selling(visit);
    const id = await host.api.writeMessage(event.id);
    await visit.page.goto(`/organize/events/${event.slug}/messages/${id}`);
    await expect(visit.page.getByTestId('recipients')).toBeVisible();
  },
  'event-kinds': async ({ page, newHost }) => {
    const { event } = await withKinds(await newHost());
    await page.goto(`/events/${event.slug}`);
    await expect(page.getByTestId('kind').first()).toBeVisible();
  },
  'organize-tickets': async ({ page, newHost }) => {
    const { event } = await withKinds(await newHost());
    await page.goto(`/organize/events/${event.slug}/tickets`);
    await expect(page.getByTestId('kind-row').first()).toBeVisible();
  },
  'organize-tickets-empty': async ({ page, newHost }) => {
    const event = await (await newHost()).newEvent();
    await page.goto(`/organize/events/${event.slug}/tickets`);
  },
  'organize-ticket-new': async ({ page, newHost }) => {
    const { event } = await withKinds(await newHost());
    await page.goto(`/organize/events/${event.slug}/tickets?edit=new`);
    await expect(page.getByTestId('kind-form')).toBeVisible();
  },
  'organize-promotions': async (visit) => {
    const { host, event } = await selling(visit);
    const code = `TEA${event.id.slice(-8)}`;
    await host.api.createPromotion({ code, event: event.id, kind: 'PERCENT', value: '10' });
    await visit.page.goto(`/organize/events/${event.slug}/promotions`);
  },
  'organize-promotion-new': async ({ page, newHost }) => {
    const event = await (await newHost()).newEvent();
    await page.goto(`/organize/events/${event.slug}/promotions?edit=new`);
    await expect(page.getByTestId('code-form')).toBeVisible();
  },
  'organize-agenda': async ({ page, newHost }) => {
    const host = await newHost();
    const event = await planned(host);
    await page.goto(`/organize/events/${event.slug}/agenda`);
    await expect(page.getByTestId('agenda-grid').or(page.getByTestId('agenda-table')).first()).toBeVisible();
  },
  'organize-agenda-empty': async ({ page, newHost }) => {
    const event = await (await newHost()).newEvent();
    await page.goto(`/organize/events/${event.slug}/agenda`);
  },
  'organize-session-new': async ({ page, newHost }) => {
    const event = await planned(await newHost());
    await page.goto(`/organize/events/${event.slug}/agenda/new`);
  },
  'organize-session-taken': async ({ page, newHost }) => {
    const event = await planned(await newHost());
    await page.goto(`/organize/events/${event.slug}/agenda/new`);
    await page.waitForLoadState('networkidle');
    await page.locator('#title').fill('In the way');
    await page.locator('#room').fill('Hall');
    const start = await page.locator('#start_time').inputValue();
    await page.locator('#start_time').fill(start.replace(/T.*/, 'T00:00'));
    await page.getByTestId('save-session').click();
    await expect(page.locator('main').getByRole('alert')).toBeVisible();
  },
  'organize-agenda-paste': async ({ page, newHost }) => {
    const event = await planned(await newHost());
    await page.goto(`/organize/events/${event.slug}/agenda/paste`);
    await page.waitForLoadState('networkidle');
    await page.locator('#lines').fill('10:00; 45; Hall; A line that is too early\nsoon; 45; Attic; Another');
    await page.getByTestId('check-lines').click();
    await expect(page.getByTestId('preview')).toBeVisible();
  },
  'organize-certificates': async ({ page, newHost, newPerson }) => {
    const host = await newHost();
    const event = await attended(host.newEvent, await newPerson());
    await host.api.issueCertificates(event.id);
    await page.goto(`/organize/events/${event.slug}/certificates`);
  },
  'organize-history': async (visit) => {
    const { event } = await selling(visit);
    await visit.page.goto(`/organize/events/${event.slug}/history`);
  },
  'organize-edit-new': async ({ page, newHost }) => {
    await newHost();
    await page.goto('/organize/events/new');
  },
  'organize-edit': async ({ page, newHost }) => {
    const event = await (await newHost()).newEvent();
    await page.goto(`/organize/events/${event.slug}/edit`);
  },
  'organize-edit-errors': async ({ page, newHost }) => {
    const event = await (await newHost()).newEvent({ status: 'DRAFT' });
    const editor = new EditorPage(page);
    await editor.open(event.slug);
    await editor.field('start_date').fill('2027-03-28T02:30');
    await editor.field('end_date').fill('2027-03-27T02:30');
    await editor.field('price').fill('twelve');
    await editor.publish.click();
    await expect(editor.error('price')).toBeVisible();
  },
  'organize-edit-confirm': async ({ page, newHost, newPerson }) => {
    const event = await (await newHost()).newEvent({ price: '0.00' });
    await (await newPerson()).api.book(event.id, 2);
    const editor = new EditorPage(page);
    await editor.open(event.slug);
    await editor.field('location').fill('Bremen');
    await editor.save.click();
    await expect(editor.confirm).toBeVisible();
  },
  'organize-edit-conflict': async ({ page, newHost }) => {
    const host = await newHost();
    const event = await host.newEvent();
    const editor = new EditorPage(page);
    await editor.open(event.slug);
    await host.api.changeEvent(event.id, { title: 'Evening of theirs', location: 'Bremen' });
    await editor.field('title').fill('Evening of mine');
    await editor.save.click();
    await expect(page.locator('main').getByRole('alert')).toBeVisible();
    await page.goto(`/organize/events/${event.slug}/edit`);
    await expect(page.locator('.conflict')).toBeVisible();
  },
  'organize-picture': async ({ page, newHost }) => {
    const event = await (await newHost()).newEvent({ status: 'DRAFT' });
    await page.goto(`/organize/events/${event.slug}/picture`);
  },
  'organize-preview': async ({ page, newHost }) => {
    const event = await (await newHost()).newEvent({ status: 'DRAFT' });
    await page.goto(`/organize/events/${event.slug}/preview?width=phone`);
  },
  'organize-preview-page': async ({ page, newHost }) => {
    const event = await (await newHost()).newEvent({ status: 'DRAFT' });
    await page.goto(`/organize/events/${event.slug}/preview/page`);
  },
  'organize-duplicate': async ({ page, newHost }) => {
    const event = await (await newHost()).newEvent();
    await page.goto(`/organize/events/${event.slug}/duplicate?start_date=2027-10-31T02:30&start_fold=second`);
  },
  'organize-cancel': async (visit) => {
    const { event } = await selling(visit);
    await visit.page.goto(`/organize/events/${event.slug}/cancel`);
  },
  'organize-cancelled': async (visit) => {
    const { host, event } = await selling(visit);
    await host.api.cancelEvent(event.id, 'The hall was flooded.');
    await visit.page.goto(`/organize/events/${event.slug}/cancel`);
  },
  'admin-overview': asAdmin('/admin'),
  'admin-people': asAdmin('/admin/people'),
  'admin-nobody': asAdmin('/admin/people?search=zzzzqqqq'),
  'admin-person': async ({ page, context, api, person }) => {
    await page.goto('/');
    const tokens = await api.logIn(ADMIN);
    await signIn(context, tokens, new URL(page.url()).origin);
    const { id } = await api.as(tokens).user(person.email);
    await page.goto(`/admin/people/${id}`);
  },
  'admin-mail': asAdmin('/admin/mail'),
  'admin-jobs': asAdmin('/admin/jobs?state=later'),
  'admin-payments': asAdmin('/admin/payments'),
  'admin-audit': asAdmin('/admin/audit'),
  'admin-health': asAdmin('/admin/health'),
  'admin-reviews': asAdmin('/admin/reviews?state=visible'),
  'admin-categories': asAdmin('/admin/categories?edit=new'),
  'admin-organizers': async (visit) => {
    await (await visit.newHost()).newEvent();
    await asAdmin('/admin/events/organizers')(visit);
  },
  'admin-venues': asAdmin('/admin/venues'),
  'admin-promotions': asAdmin('/admin/promotions'),
  'admin-promotion-new': asAdmin('/admin/promotions?edit=new'),
  'admin-events': async (visit) => {
    const event = await (await visit.newHost()).newEvent();
    await asAdmin(`/admin/events?event=${event.id}`)(visit);
  },
  'organize-venues': async ({ page, newHost }) => {
    await (await newHost()).newEvent();
    await page.goto('/organize/venues');
  },
  'organize-venue': async ({ page, newHost }) => {
    await (await newHost()).newEvent();
    await page.goto('/organize/venues');
    const link = await page.locator('.venues a').first().getAttribute('href');
    await page.goto(`/organize/venues/${link?.split('/').at(-1)}`);
  },
  'account-security': at('/account/security'),
  'account-second-factor': async ({ page, person }) => {
    await page.goto('/account/security');
    await field(page, 'password').fill(person.password);
    await send(page, 'password');
    await expect(page.locator('.factor-qr')).toBeVisible();
  },
  'account': at('/account'),
  'account-saved': async ({ page }) => {
    await page.goto('/account');
    await page.waitForLoadState('networkidle');
    await field(page, 'display_name').fill('Ada Lovelace');
    await send(page, 'display_name');
    await expect(page.locator('.toast')).toBeVisible();
  },
  'not-found': at('/nowhere'),
  'event-not-found': at('/events/nothing-is-called-so'),

  'dev-mail': at('/dev/mail'),
  'mail-confirmation': async (visit) => {
    await confirmed(visit);
    const mail = await nextMail(visit.request, visit.person.email);
    await visit.page.goto(`/dev/mail/${mail.id}/html`);
  },
  'mail-offer': async (visit) => {
    await offered(visit, '25.00');
    const mail = await nextMail(visit.request, visit.person.email, (it) => it.kind.startsWith('waitlist'));
    await visit.page.goto(`/dev/mail/${mail.id}/html`);
  },
  'mail-survey': async (visit) => {
    await visited(visit);
    const mail = await nextMail(visit.request, visit.person.email, (it) => it.kind === 'event_survey');
    await visit.page.goto(`/dev/mail/${mail.id}/html`);
  },
  'mail-event-changed': async ({ page, request, person, newEvent, organizer }) => {
    // What was to start within the hour is told at once.
    const event = await newEvent({ price: '0.00', ...soon() });
    await person.api.book(event.id, 1);
    const when = { start_date: inHours(24 * 31), end_date: inHours(24 * 31 + 3) };
    await organizer.api.changeEvent(event.id, when);
    const mail = await nextMail(request, person.email, (it) => it.kind === 'event_changed');
    await page.goto(`/dev/mail/${mail.id}/html`);
  },
};
