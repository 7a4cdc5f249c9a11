// The main job, start to end: find an event, register, book, pay, hold tickets.
import { readFile } from 'node:fs/promises';
import { register } from '../pages/accounts.ts';
import { BookingPage } from '../pages/booking.ts';
import { Catalogue } from '../pages/catalogue.ts';
import { EventPage } from '../pages/event.ts';
import { CARD_THAT_PAYS } from '../support/cards.ts';
import { nextMail } from '../support/mail.ts';
import { expect, test } from '../support/test.ts';
import { uniqueEmail } from '../support/unique.ts';

test('a newcomer finds an event, books two seats, pays and holds two tickets @nojs @phone', async ({
  page,
  request,
  newEvent,
  t,
  scripted,
  accessible,
}, info) => {
  const event = await newEvent();
  const newcomer = {
    email: uniqueEmail(info),
    password: 'hold the door for me',
    display_name: 'Ada Lovelace',
  };
  const booking = new BookingPage(page);

  await test.step('find it', async () => {
    await page.goto('/');
    await expect(page.locator('h1')).toHaveText(t.heroTitle);
    await page.locator('#hero-search').fill(event.title.split(' ').at(-1) ?? '');
    await page.locator('#hero-search').press('Enter');
    const catalogue = new Catalogue(page);
    await expect(catalogue.count).toHaveText(t.events(1));
    await catalogue.titles().getByRole('link', { name: event.title }).click();
    await expect(page.locator('h1')).toHaveText(event.title);
    await expect(page.getByTestId('seats-left')).toContainText(t.seatsLeft(20));
  });

  await test.step('make an account on the way to the seats', async () => {
    await page.getByTestId('book-submit').click();
    await expect(page).toHaveURL(/\/login\?next=/);
    await page.locator('main a[href^="/register"]').click();
    await expect(page).toHaveURL(/\/register\?next=/);
    await register(page, newcomer);
    await expect(page).toHaveURL(`/events/${event.slug}`);
  });

  await test.step('book two seats', async () => {
    await new EventPage(page).bookSeats(2);
    await expect(booking.countdown).toHaveText(/^1[45]:\d\d$/);
    if (scripted) {
      const before = await booking.countdown.textContent();
      await expect(booking.countdown).not.toHaveText(before ?? '');
    }
    await expect(page.locator('main')).toContainText(/50[.,]00/);
    await accessible();
  });

  await test.step('pay, and watch the booking become confirmed', async () => {
    await booking.payWith(CARD_THAT_PAYS);
    await booking.expectState('CONFIRMED');
    await expect(booking.status).toHaveText(t.confirmed);
  });

  await test.step('hold two tickets', async () => {
    await expect(booking.tickets).toHaveCount(2);
    await expect(booking.qrCodes).toHaveCount(2);
    const codes = await booking.tickets.locator('code').allTextContents();
    expect(new Set(codes).size).toBe(2);
    for (const qr of await booking.qrCodes.all()) {
      await expect(qr).toBeVisible();
      expect((await qr.boundingBox())?.width).toBeGreaterThan(80);
    }
    await accessible();
  });

  await test.step('get the confirmation by mail', async () => {
    const mail = await nextMail(request, newcomer.email, ({ attachments }) => attachments.length > 0);
    expect(mail.subject).toContain(event.title);
    expect(/[а-я]/i.test(mail.text), 'it is in their language').toBe(t.locale === 'ru');
    const reference = /EH-[0-9A-Z]{8}/.exec(mail.text)?.[0] ?? 'none';
    await expect(page.locator('main')).toContainText(reference);
    expect(mail.attachments).toHaveLength(2);
    expect(mail.attachments.some((name) => name.endsWith('.ics'))).toBe(true);
    expect(mail.attachments.some((name) => name.endsWith('.pdf'))).toBe(true);
  });

  await test.step('download the tickets', async () => {
    const downloading = page.waitForEvent('download');
    await booking.pdf.click();
    const file = await readFile(await (await downloading).path());
    expect(file.subarray(0, 5).toString()).toBe('%PDF-');
  });

  await test.step('find the booking again', async () => {
    await page.goto('/bookings');
    await page.getByRole('link', { name: event.title }).click();
    await booking.expectState('CONFIRMED');
  });
});
