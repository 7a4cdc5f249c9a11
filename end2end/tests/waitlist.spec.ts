// Waiting for seats: one's place in words, the offer, and what becomes of it.
import { BookingPage } from '../pages/booking.ts';
import { EventPage } from '../pages/event.ts';
import { WaitlistPanel } from '../pages/waitlist.ts';
import { CARD_THAT_PAYS } from '../support/cards.ts';
import { nextMail } from '../support/mail.ts';
import { expect, test } from '../support/test.ts';

const says = {
  en: {
    next: 'You are next in line.',
    oneAhead: '1\u00a0party ahead of you.',
    tooLarge: /A seat came free at \d\d:\d\d, but your party needs 2\./,
    mail: /^A seat is yours until /,
  },
  ru: {
    next: 'Вы следующие в очереди.',
    oneAhead: 'Перед вами 1\u00a0компания.',
    tooLarge: /В \d\d:\d\d освободилось 1\u00a0место, но вашей компании нужно 2\./,
    mail: /^Место ваше до /,
  },
};

test('one joins the line of a sold-out event, sees the place and leaves @nojs @phone', async ({
  page,
  person,
  newPerson,
  newEvent,
  t,
  accessible,
}) => {
  const event = await newEvent({ max_capacity: 1 });
  await (await newPerson()).api.book(event.id, 1);
  await (await newPerson()).api.wait(event.id, 1);
  await new EventPage(page).open(event);
  const panel = new WaitlistPanel(page);
  await panel.joinWith(2);
  await expect(panel.place).toContainText(says[t.locale].oneAhead);
  await accessible();
  expect(await person.api.waiting(event.id)).toMatchObject({ status: 'WAITING', position: 2 });

  await page.goto('/bookings');
  await expect(panel.waits).toContainText(event.title);
  await expect(panel.waits).toContainText(says[t.locale].oneAhead);
  await accessible();

  await new EventPage(page).open(event);
  await panel.leave.click();
  await expect(panel.join).toBeVisible();
  expect((await person.api.waiting(event.id)).status).toBe('LEFT');
});

test('a seat that comes free is offered, and a free one accepted with one click @nojs', async ({
  page,
  request,
  person,
  newPerson,
  newEvent,
  t,
  accessible,
}) => {
  const event = await newEvent({ price: '0.00', max_capacity: 1 });
  const other = await newPerson();
  const seat = await other.api.book(event.id, 1);
  await person.api.wait(event.id, 1);
  await other.api.cancel(seat.id);
  const mail = await nextMail(request, person.email, (mail) =>
    says[t.locale].mail.test(mail.subject),
  );
  expect(mail.subject).toContain(event.title);

  await new EventPage(page).open(event);
  const panel = new WaitlistPanel(page);
  await expect(panel.offer).toBeVisible();
  await expect(panel.countdown).toHaveText(/^1[12]:\d\d:\d\d$/);
  await accessible();
  await panel.accept.click();
  await new BookingPage(page).expectState('CONFIRMED');
  expect((await person.api.waiting(event.id)).status).toBe('ACCEPTED');
});

test('the page shows the offer by itself, and paying accepts it', async ({
  page,
  person,
  newPerson,
  newEvent,
  t,
}) => {
  const event = await newEvent({ max_capacity: 1 });
  const other = await newPerson();
  const seat = await other.api.book(event.id, 1);
  await person.api.wait(event.id, 1);
  await new EventPage(page).open(event);
  const panel = new WaitlistPanel(page);
  await expect(panel.place).toContainText(says[t.locale].next);
  await other.api.cancel(seat.id);
  await expect(panel.offer).toBeVisible({ timeout: 15_000 });
  await panel.accept.click();
  const booking = new BookingPage(page);
  await booking.expectState('PENDING');
  await booking.payWith(CARD_THAT_PAYS);
  await booking.expectState('CONFIRMED');
  expect((await person.api.waiting(event.id)).status).toBe('ACCEPTED');
});

test('a declined offer goes to the next, and never to the public @nojs', async ({
  page,
  person,
  newPerson,
  newEvent,
  newVisitor,
}) => {
  const event = await newEvent({ max_capacity: 1 });
  const [other, next] = [await newPerson(), await newPerson()];
  const seat = await other.api.book(event.id, 1);
  await person.api.wait(event.id, 1);
  await next.api.wait(event.id, 1);
  await other.api.cancel(seat.id);
  const visitor = await newVisitor();
  await new EventPage(visitor).open(event);
  await expect(new WaitlistPanel(visitor).join).toBeVisible();
  await expect(visitor.getByTestId('book-submit')).toHaveCount(0);

  await new EventPage(page).open(event);
  const panel = new WaitlistPanel(page);
  await panel.leave.click();
  await expect(panel.join).toBeVisible();
  expect((await person.api.waiting(event.id)).status).toBe('LEFT');
  expect((await next.api.waiting(event.id)).status).toBe('OFFERED');
});

test('a party that does not fit keeps its place and is told why @nojs', async ({
  page,
  person,
  newPerson,
  newEvent,
  t,
}) => {
  const event = await newEvent({ max_capacity: 2 });
  const other = await newPerson();
  const seat = await other.api.book(event.id, 1);
  await other.api.book(event.id, 1);
  await person.api.wait(event.id, 2);
  await other.api.cancel(seat.id);
  await new EventPage(page).open(event);
  const panel = new WaitlistPanel(page);
  await expect(panel.place).toContainText(says[t.locale].next);
  await expect(panel.place).toContainText(says[t.locale].tooLarge);
});
