// Paying: cards that are declined or mistyped, clicks that come twice, pages left halfway.
import { BookingPage } from '../pages/booking.ts';
import { alert, expectFieldError } from '../pages/forms.ts';
import { CARD_THAT_FAILS, CARD_THAT_PAYS, CARD_WITH_A_TYPO } from '../support/cards.ts';
import { expect, test } from '../support/test.ts';

test('a declined card can be replaced by one that works @nojs', async ({
  page,
  person,
  newEvent,
  t,
  accessible,
}) => {
  const held = await person.api.book((await newEvent()).id, 1);
  const booking = new BookingPage(page);
  await booking.open(held.id);
  await booking.payWith(CARD_THAT_FAILS);
  await expect(alert(page)).toContainText(t.cardDeclined);
  await expect(booking.countdown).toBeVisible();
  await accessible();
  await booking.payWith(CARD_THAT_PAYS);
  await booking.expectState('CONFIRMED');
  await expect(booking.tickets).toHaveCount(1);
});

test('a mistyped card number is told beside its field and costs nothing @nojs @phone', async ({
  page,
  person,
  newEvent,
  guard,
  t,
  accessible,
}) => {
  guard.allowStatus(422);
  const held = await person.api.book((await newEvent()).id, 2);
  const booking = new BookingPage(page);
  await booking.open(held.id);
  await booking.cardNumber.fill(CARD_WITH_A_TYPO);
  await booking.cardNumber.press('Enter');
  await expectFieldError(page, 'card_number', t.cardHasTypo);
  await expect(booking.countdown).toBeVisible();
  await accessible();
  expect((await person.api.booking(held.id)).payment).toBeNull();
  await booking.payWith(CARD_THAT_PAYS);
  await booking.expectState('CONFIRMED');
});

test('a typo is told while typing, before anything is sent', async ({ page, person, newEvent }) => {
  const held = await person.api.book((await newEvent()).id, 1);
  const booking = new BookingPage(page);
  await booking.open(held.id);
  await expect(async () => {
    await booking.cardNumber.fill('');
    await booking.cardNumber.pressSequentially(CARD_WITH_A_TYPO);
    await booking.cardNumber.blur();
    await expect(page.locator('#card_number-slip')).toBeVisible({ timeout: 500 });
  }).toPass();
  await booking.cardNumber.fill(CARD_THAT_PAYS);
  await expect(page.locator('#card_number-slip')).toHaveCount(0);
});

test('a double click on pay makes one payment @nojs', async ({ page, person, newEvent }) => {
  const held = await person.api.book((await newEvent()).id, 1);
  const booking = new BookingPage(page);
  await booking.open(held.id);
  await booking.cardNumber.fill(CARD_THAT_PAYS);
  await booking.pay.dblclick();
  await booking.expectState('CONFIRMED');
  const paid = await person.api.booking(held.id);
  expect(paid.payment?.status).toBe('COMPLETED');
  expect(paid.tickets).toHaveLength(1);
});

test('a page left while the payment is under way finds its booking confirmed @nojs', async ({
  page,
  person,
  newEvent,
}) => {
  const held = await person.api.book((await newEvent()).id, 1);
  const booking = new BookingPage(page);
  await booking.open(held.id);
  await booking.payWith(CARD_THAT_PAYS);
  await expect(page.locator('.paying')).toBeVisible();
  await page.goto('/events');
  await page.goBack();
  await page.reload();
  await booking.expectState('CONFIRMED');
});

test('the change is read out to those who do not see it', async ({ page, person, newEvent }) => {
  const held = await person.api.book((await newEvent()).id, 1);
  const booking = new BookingPage(page);
  await booking.open(held.id);
  await booking.payWith(CARD_THAT_PAYS);
  await expect(page.locator('.paying')).toBeVisible();
  await expect(page.locator('.paying')).toHaveAttribute('aria-busy', 'true');
  await booking.expectState('CONFIRMED');
  await expect(page.getByRole('status').filter({ hasText: 'Confirmed' })).toHaveCount(1);
});
