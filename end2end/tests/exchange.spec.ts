// A ticket of one kind becomes one of another, by the event's team: what goes back is said before.
import { Desk } from '../pages/desk.ts';
import { CARD_THAT_PAYS } from '../support/cards.ts';
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
