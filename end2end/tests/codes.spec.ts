// Promo codes for some kinds of ticket: asked about before anything is booked, opening what nobody else sees.
import type { Locator, Page } from '@playwright/test';
import { expectFieldError, field } from '../pages/forms.ts';
import { untilHydrated } from '../support/alive.ts';
import { withKinds } from '../support/kinds.ts';
import { expect, test } from '../support/test.ts';
import { uniqueWord } from '../support/unique.ts';

const kind = (page: Page, name: string): Locator =>
  page.getByTestId('kind').filter({ has: page.getByText(name, { exact: true }) });

test('a code opens a kind of ticket, and what it takes off is said before booking @nojs @phone', async ({
  host,
  guard,
  newPerson,
  newVisitor,
  accessible,
  scripted,
  t,
}) => {
  guard.allowStatus(422);
  const { event, adult } = await withKinds(host);
  const friend = await host.api.createTicketType(event.id, { name: 'Friends', price: '20.00', hidden: true });
  const code = `F-${uniqueWord()}`.toUpperCase();
  await host.api.createPromotion({
    code,
    event: event.id,
    kind: 'PERCENT',
    value: '50',
    ticket_types: [friend.id],
  });

  const stranger = await newVisitor();
  await stranger.goto(`/events/${event.slug}`);
  if (scripted) await untilHydrated(stranger);
  await expect(kind(stranger, 'Adult')).toBeVisible();
  await expect(kind(stranger, 'Friends')).toHaveCount(0);
  await stranger.locator('main details.promo summary').click();
  await field(stranger, 'promo_code').fill('NO-SUCH-CODE');
  await stranger.getByTestId('apply-code').click();
  await expectFieldError(stranger, 'promo_code', t.promoCodeRefused);
  await field(stranger, 'promo_code').fill(code.toLowerCase());
  await stranger.getByTestId('apply-code').click();
  await expect(kind(stranger, 'Friends')).toBeVisible();
  if (scripted) await untilHydrated(stranger);
  await stranger.locator(`[id="seats[kind-${friend.id}]"]`).fill('2');
  await stranger.locator(`[id="seats[kind-${adult.id}]"]`).fill('1');
  if (!scripted) await stranger.getByTestId('apply-code').click();
  await expect(stranger.getByTestId('quote-discount')).toContainText('20');
  await expect(stranger.getByTestId('quote-total')).toContainText('45');
  await accessible(stranger);
  const login = await stranger.getByTestId('book-submit').getAttribute('href');
  expect(decodeURIComponent(decodeURIComponent(login ?? '')).toUpperCase()).toContain(`PROMO=${code}`);

  // The link that an organizer gives out.
  const guest = await newVisitor(await newPerson());
  await guest.goto(`/events/${event.slug}?promo=${code}`);
  if (scripted) await untilHydrated(guest);
  await guest.locator(`[id="seats[kind-${adult.id}]"]`).fill('1');
  await guest.getByTestId('book-submit').click();
  await expect(guest.locator('#promo_code-error')).toBeVisible();
  await guest.locator(`[id="seats[kind-${friend.id}]"]`).fill('1');
  await guest.getByTestId('book-submit').click();
  await guest.waitForURL(/\/bookings\/[0-9a-f-]{36}$/);
  await expect(guest.getByTestId('discount')).toContainText(code);
  await expect(guest.getByTestId('total')).toContainText('35');
});

test('Enter applies a code in its field, and books in any other @nojs @phone', async ({
  host,
  newPerson,
  newVisitor,
  scripted,
}) => {
  const { event, adult } = await withKinds(host);
  const code = `E-${uniqueWord()}`.toUpperCase();
  await host.api.createPromotion({ code, event: event.id, kind: 'PERCENT', value: '50' });
  const booked = /\/bookings\/[0-9a-f-]{36}$/;

  const guest = await newVisitor(await newPerson());
  const seats = guest.locator(`[id="seats[kind-${adult.id}]"]`);
  await guest.goto(`/events/${event.slug}`);
  if (scripted) await untilHydrated(guest);
  await seats.fill('4');
  await guest.locator('main details.promo summary').click();
  await field(guest, 'promo_code').fill(code);
  await field(guest, 'promo_code').press('Enter');
  await expect(guest.getByTestId('quote-total')).toContainText('50');
  await expect(seats).toHaveValue('4');
  await seats.press('Enter');
  await guest.waitForURL(booked);
  await expect(guest.getByTestId('discount')).toContainText(code);

  const other = await newVisitor(await newPerson());
  await other.goto(`/events/${event.slug}`);
  if (scripted) await untilHydrated(other);
  await other.locator(`[id="seats[kind-${adult.id}]"]`).fill('2');
  await other.locator(`[id="seats[kind-${adult.id}]"]`).press('Enter');
  await other.waitForURL(booked);
  await expect(other.getByTestId('total')).toContainText('50');
});

test('an organizer chooses the kinds of ticket that a code is for @nojs', async ({
  page,
  host,
  guard,
  accessible,
  scripted,
}) => {
  guard.allowStatus(422);
  const { event } = await withKinds(host);
  await page.goto(`/organize/events/${event.slug}/promotions?edit=new`);
  if (scripted) await untilHydrated(page);
  const code = `S-${uniqueWord()}`.toUpperCase();
  await page.locator('#code').fill(code);
  await page.locator('#value').fill('25');
  await page.locator('input[name="covers"][value="some"]').check();
  await page.getByTestId('save-code').click();
  await expect(page.locator('#ticket_types-error')).toBeVisible();
  await accessible();
  await page.getByLabel('Student').check();
  await page.getByTestId('save-code').click();
  const row = page.locator('.data-list tbody tr', { hasText: code });
  await expect(row).toContainText('Student');
  await expect(row).not.toContainText('Adult');
  await accessible();
});
