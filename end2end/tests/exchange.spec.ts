// A ticket of one kind becomes one of another: by the event's team, which sees before what goes back, or by
// its holder, who pays for a dearer one.
import { BookingPage } from '../pages/booking.ts';
import { Desk } from '../pages/desk.ts';
import { alert } from '../pages/forms.ts';
import { CARD_THAT_FAILS, CARD_THAT_PAYS } from '../support/cards.ts';
import { withKinds } from '../support/kinds.ts';
import { nextMail } from '../support/mail.ts';
import { expect, test } from '../support/test.ts';

const says = { en: (n: number) => `€${n}.00`, ru: (n: number) => `${n},00\u00a0€` };

test('a ticket is exchanged for a cheaper kind, and the sum that was chosen goes back @nojs @phone', async ({
  page,
  request,
  scripted,
  host,
  newPerson,
  t,
  accessible,
}) => {
  const { event, adult, student } = await withKinds(host);
  const ada = await newPerson();
  const booking = await ada.api.bookType(event.id, adult.id, 2);
  await ada.api.pay(booking.id, CARD_THAT_PAYS);
  await nextMail(request, ada.email, ({ kind }) => kind === 'booking_confirmed');
  const desk = new Desk(page, scripted);
  await desk.open(event, booking);
  const ticket = page.getByTestId('organized-ticket').first();
  await ticket.getByTestId('exchange').click();
  await expect(page.getByTestId('step')).toBeVisible();
  const choices = page.getByTestId('step-choices');
  await expect(choices).toContainText(says[t.locale](15));
  await choices.locator(`input[name="to"][value="${student.id}"]`).check();
  await desk.show();
  await expect(desk.effect).toContainText(says[t.locale](15));
  await page.locator('#exchange-refund').fill('5');
  if (scripted) await page.locator('#exchange-refund').press('Tab');
  await desk.show();
  await expect(desk.confirm).toContainText(says[t.locale](5));
  await accessible();
  await desk.finish('They are a student.');
  await expect(ticket).toContainText('Student');
  const after = await ada.api.booking(booking.id);
  expect(after.total_price).toBe('35.00');
  const mail = await nextMail(request, ada.email, ({ kind }) => kind === 'ticket_exchanged');
  expect(mail.text).toContain('They are a student.');
});

test('a dearer kind is paid for, also after a card was declined @nojs @phone', async ({
  request,
  host,
  newPerson,
  newVisitor,
  t,
  accessible,
}) => {
  const { event, adult, student } = await withKinds(host);
  await host.api.allowExchanges(event.id);
  const ada = await newPerson();
  const { id } = await ada.api.bookType(event.id, student.id, 1);
  await ada.api.pay(id, CARD_THAT_PAYS);
  const page = await newVisitor(ada);
  const booking = new BookingPage(page);
  await booking.open(id);
  await booking.expectState('CONFIRMED');
  await booking.exchange(0, adult.id);
  await expect(booking.toPay).toContainText(says[t.locale](15));
  await expect(booking.countdown).toBeVisible();
  await expect(booking.kinds).toHaveText('Student');
  await accessible(page);
  await booking.payWith(CARD_THAT_FAILS);
  await expect(alert(page)).toContainText(t.cardDeclined);
  await expect(booking.kinds).toHaveText('Student');
  await accessible(page);
  await booking.payWith(CARD_THAT_PAYS);
  await expect(booking.kinds).toHaveText('Adult', { timeout: 15_000 });
  await expect(booking.toPay).toHaveCount(0);
  await expect(page.getByTestId('total')).toContainText(says[t.locale](25));
  expect((await ada.api.booking(id)).total_price).toBe('25.00');
  const mail = await nextMail(request, ada.email, ({ kind }) => kind === 'ticket_exchanged');
  expect(mail.text).toContain('15');
});

test('the team sees an exchange wait to be paid, until its holder gives it up @nojs', async ({
  page,
  scripted,
  host,
  newPerson,
  newVisitor,
  t,
}) => {
  const { event, adult, student } = await withKinds(host);
  await host.api.allowExchanges(event.id);
  const ada = await newPerson();
  const booked = await ada.api.bookType(event.id, student.id, 1);
  await ada.api.pay(booked.id, CARD_THAT_PAYS);
  const booking = new BookingPage(await newVisitor(ada));
  await booking.open(booked.id);
  await booking.expectState('CONFIRMED');
  await booking.exchange(0, adult.id);
  const desk = new Desk(page, scripted);
  await desk.open(event, booked);
  const waits = page.locator('.facts').filter({ hasText: says[t.locale](15) });
  await expect(waits).toContainText('Adult');
  await booking.keepTicket();
  await expect(booking.kinds).toHaveText('Student');
  await desk.open(event, booked);
  await expect(waits).toHaveCount(0);
});
