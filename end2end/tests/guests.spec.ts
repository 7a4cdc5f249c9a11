// Complimentary bookings: one guest, and tables of guests as spreadsheets save them.
import type { Locator, Page } from '@playwright/test';
import type { Event } from '../support/api.ts';
import { tabTo } from '../support/keyboard.ts';
import { nextMail } from '../support/mail.ts';
import { expect, test } from '../support/test.ts';
import { uniqueWord } from '../support/unique.ts';

/** As Windows writes Russian: one byte a letter. */
function in1251(text: string): Buffer {
  const byte = (letter: string): number => {
    const code = letter.codePointAt(0) ?? 0;
    if (code < 0x80) return code;
    if (code === 0x451) return 0xb8;
    return code - 0x410 + 0xc0;
  };
  return Buffer.from(Array.from(text, byte));
}

const utf16 = (text: string): Buffer => Buffer.from(`\ufeff${text}`, 'utf16le');
const utf8 = (text: string): Buffer => Buffer.from(text, 'utf8');
const address = (): string => `${uniqueWord()}@example.test`;

class GuestsPage {
  readonly invited: Locator;
  readonly dryRun: Locator;
  readonly refused: Locator;
  readonly invite: Locator;
  private readonly page: Page;

  constructor(page: Page) {
    this.page = page;
    this.invited = page.getByTestId('invited');
    this.dryRun = page.getByTestId('dry-run');
    this.refused = page.getByTestId('refused-lines');
    this.invite = page.getByTestId('invite-list');
  }

  async open(event: Event): Promise<void> {
    await this.page.goto(`/organize/events/${event.slug}/guests`);
    await expect(this.page.locator('#file')).toBeVisible();
  }

  async send(event: Event, buffer: Buffer): Promise<void> {
    await this.open(event);
    await this.page.locator('#file').setInputFiles({ name: 'guests.csv', mimeType: 'text/csv', buffer });
    await this.page.getByTestId('send-file').click();
  }

  async names(event: Event): Promise<string[]> {
    await this.page.goto(`/organize/events/${event.slug}/attendees`);
    return this.page.locator('table.data-list a.row-link').allInnerTexts();
  }
}

test('a guest gets a ticket without an account, and only once @nojs @phone', async ({
  page,
  request,
  host,
  accessible,
}) => {
  const event = await host.newEvent();
  const guests = new GuestsPage(page);
  await page.goto(`/organize/events/${event.slug}/guests`);
  await accessible();
  const email = address();
  const invite = async (): Promise<void> => {
    await page.locator('#name').fill('Grace Hopper');
    await page.locator('#email').fill(email);
    await page.getByTestId('invite-one').click();
  };
  await invite();
  await expect(guests.invited).toContainText('1');
  const mail = await nextMail(request, email, ({ kind }) => kind === 'guest_ticket');
  expect(mail.text).toContain(event.title);
  expect(mail.text).toMatch(/\/guest\/[\w-]{20,}/);

  await guests.open(event);
  await invite();
  await expect(page).toHaveURL(/invited=0/);
  expect(await guests.names(event)).toEqual(['Grace Hopper']);
});

test('a guest is invited by keyboard alone', async ({ page, host }) => {
  const event = await host.newEvent();
  const guests = new GuestsPage(page);
  await guests.open(event);
  await page.waitForLoadState('networkidle');
  await tabTo(page, page.locator('#name'));
  await page.keyboard.type('Grace Hopper');
  await page.keyboard.press('Tab');
  await page.keyboard.type(address());
  await page.keyboard.press('Enter');
  await expect(guests.invited).toContainText('1');
  expect(await guests.names(event)).toEqual(['Grace Hopper']);
});

test('a wrong address is refused beside its field, and nothing is lost @nojs', async ({ page, host, guard }) => {
  guard.allowStatus(422);
  const event = await host.newEvent();
  await new GuestsPage(page).open(event);
  await page.locator('#name').fill('Grace Hopper');
  await page.locator('#email').fill('grace@localhost');
  await page.getByTestId('invite-one').click();
  await expect(page.locator('#email-error')).toBeVisible();
  await expect(page.locator('#name')).toHaveValue('Grace Hopper');
});

test('a guest gets the kind of ticket that is chosen @nojs @phone', async ({ page, host, accessible }) => {
  const event = await host.newEvent({ price: '25.00' });
  await host.api.createTicketType(event.id, { name: 'Adult', price: '25.00' });
  await host.api.createTicketType(event.id, { name: 'Student', price: '9.00', quota: 2 });
  const guests = new GuestsPage(page);
  await guests.open(event);
  await expect(page.locator('#ticket_type option')).toHaveCount(3);
  await accessible();
  await page.locator('#name').fill('Grace Hopper');
  await page.locator('#email').fill(address());
  await page.locator('#ticket_type').selectOption({ label: 'Student' });
  await page.getByTestId('invite-one').click();
  await expect(guests.invited).toContainText('1');

  // A table that names kinds: one that there is not, and more than there are.
  const table = (kinds: string[]): Buffer =>
    utf8(['Name,E-mail,Ticket', ...kinds.map((kind) => `Ada,${address()},${kind}`)].join('\n'));
  await guests.send(event, table(['student', 'Student', 'VIP']));
  await expect(page.locator('#column-ticket_type')).toHaveValue('2');
  await expect(guests.refused.locator('tr[data-line="3"]')).toBeVisible();
  await expect(guests.refused.locator('tr[data-line="4"]')).toContainText('VIP');
  await expect(guests.invite).toHaveCount(0);
  await accessible();
  await guests.send(event, table(['student', '']));
  await expect(guests.dryRun.locator('[data-kind="Student"]')).toContainText('1');
  await expect(guests.dryRun.locator('[data-kind="Adult"]')).toContainText('1');
  await guests.invite.click();
  await expect(guests.invited).toContainText('2');
});

const encodings = [
  ['UTF-8 with commas', utf8, ','],
  ['UTF-16 with tabs', utf16, '\t'],
  ['Windows-1251 with semicolons', in1251, ';'],
] as const;

for (const [name, encode, separator] of encodings) {
  test(`a table in ${name} is read, shown line by line and invited whole @nojs`, async ({ page, host, accessible }) => {
    const event = await host.newEvent();
    const guests = new GuestsPage(page);
    const rows = [
      ['Имя', 'Почта'],
      ['Анна Иванова', address()],
      ['Пётр Петров', address()],
    ];
    const file = encode(rows.map((row) => row.join(separator)).join('\r\n'));
    await guests.send(event, file);
    await expect(page.getByTestId('guest-list')).toContainText('Анна Иванова');
    await expect(page.locator('#column-name')).toHaveValue('0');
    await expect(page.locator('#column-email')).toHaveValue('1');
    await accessible();
    await guests.invite.click();
    await expect(guests.invited).toContainText('2');
    expect((await guests.names(event)).sort()).toEqual(['Анна Иванова', 'Пётр Петров']);

    await guests.send(event, file);
    await expect(page.getByTestId('verdict')).toBeVisible();
    await expect(guests.invite).toHaveCount(0);
    expect(await guests.names(event)).toHaveLength(2);
  });
}

test('one bad line and nobody is invited @nojs @phone', async ({ page, host, accessible }) => {
  const event = await host.newEvent();
  const guests = new GuestsPage(page);
  await guests.send(event, utf8(`Name,E-mail\nAda,${address()}\nBob,bob at home\n,${address()}\n`));
  await expect(guests.refused.locator('tr[data-line="3"]')).toContainText('bob at home');
  await expect(guests.refused.locator('tr[data-line="4"]')).toBeVisible();
  await expect(guests.invite).toHaveCount(0);
  await accessible();
  expect(await guests.names(event)).toEqual([]);
});

test('the columns are chosen, and each choice shows what it does @nojs', async ({ page, host, scripted }) => {
  const event = await host.newEvent();
  const guests = new GuestsPage(page);
  await guests.send(event, utf8(`Nick,Real,Contact\nada,Ada,${address()}\n`));
  await expect(page.locator('#column-email')).toHaveValue('2');
  await expect(page.locator('#column-name')).toHaveValue('0');
  await expect(guests.invite).toBeVisible();
  if (scripted) await page.waitForLoadState('networkidle');
  await page.locator('#column-name').selectOption('1');
  if (!scripted) await page.getByTestId('apply-columns').click();
  await expect(page).toHaveURL(/[?&]name=1/);
  await expect(guests.invite).toBeVisible();
  await guests.invite.click();
  await expect(guests.invited).toBeVisible();
  expect(await guests.names(event)).toEqual(['Ada']);
});

test('what is no table, and more guests than seats, are told @nojs', async ({ page, host }) => {
  const event = await host.newEvent({ max_capacity: 1 });
  const guests = new GuestsPage(page);
  await guests.send(event, utf8(' \n , \n'));
  await expect(page.locator('#file-error')).toBeVisible();
  await expect(page.locator('#file')).toHaveAttribute('aria-invalid', 'true');
  const rows = Array.from({ length: 502 }, () => `Ada,${address()}`);
  await guests.send(event, utf8(rows.join('\n')));
  await expect(page.locator('#file-error')).toContainText('500');
  await guests.send(event, utf8(rows.slice(0, 3).join('\n')));
  await expect(page.getByTestId('verdict')).toBeVisible();
  await expect(guests.invite).toHaveCount(0);
});

test('a guest sees the ticket by its address alone, confirms it and asks for an account @nojs @phone', async ({
  page,
  request,
  host,
  newVisitor,
  accessible,
}) => {
  const event = await host.newEvent();
  await new GuestsPage(page).open(event);
  const email = address();
  await page.locator('#name').fill('Grace Hopper');
  await page.locator('#email').fill(email);
  await page.getByTestId('invite-one').click();
  const mail = await nextMail(request, email, ({ kind }) => kind === 'guest_ticket');
  const secret = /\/guest\/([\w-]+)/.exec(mail.text)?.[1] ?? '';
  const guest = await newVisitor();
  await guest.goto(`/guest/${secret}`);
  await expect(guest.locator('h1')).toHaveText(event.title);
  await expect(guest.locator('section.ticket svg')).toBeVisible();
  await expect(guest.locator('#holder')).toHaveText('Grace Hopper');
  await accessible(guest);
  for (const file of ['.pdf', '.ics']) {
    const href = await guest.locator(`main a[href$="${file}"]`).getAttribute('href');
    expect((await guest.request.get(href ?? '')).status(), file).toBe(200);
  }
  const confirm = guest.locator('form[action$="/confirm"] button');
  await confirm.click();
  await expect(confirm).toHaveCount(0);
  await guest.locator('form[action$="/account"] button').click();
  const reset = await nextMail(request, email, ({ kind }) => kind !== 'guest_ticket');
  expect(reset.text).toContain('/reset-password?token=');
});
