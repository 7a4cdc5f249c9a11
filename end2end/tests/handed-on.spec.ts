// Tickets of a booking: a name on each, and one that is handed on to its guest, who needs no account.
import type { Locator, Page } from '@playwright/test';
import { BookingPage } from '../pages/booking.ts';
import { alert } from '../pages/forms.ts';
import { untilHydrated } from '../support/alive.ts';
import { nextMail } from '../support/mail.ts';
import { expect, test } from '../support/test.ts';
import { uniqueEmail } from '../support/unique.ts';

/** The form of one ticket that does this with it, opened. */
async function deed(ticket: Locator, what: string): Promise<Locator> {
  const form = ticket.locator(`details[data-deed="${what}"]`);
  if ((await form.getAttribute('open')) === null) await form.locator('summary').click();
  return form;
}

async function open(page: Page, booking: string, scripted: boolean): Promise<Locator> {
  const mine = new BookingPage(page);
  await mine.open(booking);
  if (scripted) await untilHydrated(page);
  return mine.tickets;
}

test('a ticket is named, sent to a guest and taken back @nojs @phone', async ({
  page,
  request,
  person,
  newEvent,
  guard,
  accessible,
  scripted,
}, info) => {
  guard.allowStatus(422);
  guard.allowStatus(404);
  const event = await newEvent({ price: '0.00' });
  const { id } = await person.api.book(event.id, 2);
  const tickets = await open(page, id, scripted);
  await expect(page.getByTestId('ticket-changes')).toBeVisible();

  let form = await deed(tickets.nth(0), 'name');
  await form.locator('input[name="name"]').fill('Grace Hopper');
  await form.locator('button[type="submit"]').click();
  await expect(tickets.nth(0).locator('.ticket-name')).toHaveText('Grace Hopper');

  // What is wrong is said beside its field, and nothing that was typed is lost.
  form = await deed(tickets.nth(1), 'hand-on');
  await form.locator('input[name="guest"]').fill('Gerda Guest');
  await form.locator('input[name="email"]').fill('nobody');
  await accessible();
  await form.locator('button[type="submit"]').click();
  await expect(alert(page)).toBeVisible();
  await expect(page.locator('#email-error')).toBeVisible();
  form = await deed(tickets.nth(1), 'hand-on');
  await expect(form.locator('input[name="guest"]')).toHaveValue('Gerda Guest');
  await accessible();
  const email = uniqueEmail(info);
  await form.locator('input[name="email"]').fill(email);
  await form.locator('button[type="submit"]').click();
  await expect(page.getByTestId('ticket-sent')).toContainText(email);
  await expect(page.getByTestId('ticket-qr')).toHaveCount(1);
  await accessible();

  const mail = await nextMail(request, email, ({ kind }) => kind === 'ticket_handed_on');
  expect(mail.attachments).toHaveLength(2);
  const path = /\/guest\/[\w-]+/.exec(mail.text)?.[0] ?? '';
  await page.goto(path);
  await expect(page.getByRole('heading', { name: 'Gerda Guest' })).toBeVisible();
  await expect(page.locator('svg[role="img"]')).toBeVisible();
  await expect(page.locator('main')).not.toContainText('Grace');
  await accessible();
  await page.locator('input[name="attendee_name"]').fill('See evil.example');
  await page.locator('form[action$="/name"] button').click();
  await expect(page.getByRole('alert')).toBeVisible();
  await expect(page.locator('input[name="attendee_name"]')).toHaveValue('See evil.example');
  await page.locator('input[name="attendee_name"]').fill('Gerda G.');
  await page.locator('form[action$="/name"] button').click();
  await expect(page.getByRole('heading', { name: 'Gerda G.' })).toBeVisible();

  const again = await open(page, id, scripted);
  await expect(again.nth(1).locator('.ticket-name')).toHaveText('Gerda G.');
  form = await deed(again.nth(1), 'take-back');
  await form.locator('button[type="submit"]').click();
  await expect(page.getByTestId('ticket-sent')).toHaveCount(0);
  await expect(page.getByTestId('ticket-qr')).toHaveCount(2);
  const gone = await page.goto(path);
  expect(gone?.status()).toBe(404);
  // Whoever had it is told so, without a link to what is gone.
  const told = await nextMail(request, email, ({ kind }) => kind === 'ticket_taken_back');
  expect(told.text).not.toContain('/guest/');
  expect(told.text).toContain(`/events/`);
});

test('who sells the tickets says until when they are changed @nojs', async ({
  page,
  host,
  guard,
  accessible,
  scripted,
}) => {
  guard.allowStatus(422);
  const event = await host.newEvent({ price: '25.00' });
  await page.goto(`/organize/events/${event.slug}/tickets`);
  if (scripted) await untilHydrated(page);
  const rules = page.getByTestId('ticket-rules');
  await rules.locator('#changes_close_hours').fill('9000');
  await page.getByTestId('save-rules').click();
  await expect(page.locator('#changes_close_hours-error')).toBeVisible();
  await rules.locator('#changes_close_hours').fill('24');
  await rules.locator('input[name="changes_closed"]').check();
  await page.getByTestId('save-rules').click();
  await expect(page.locator('#changes_close_hours-error')).toHaveCount(0);
  await accessible();
  await page.reload();
  await expect(rules.locator('#changes_close_hours')).toHaveValue('24');
  await expect(rules.locator('input[name="changes_closed"]')).toBeChecked();
});
