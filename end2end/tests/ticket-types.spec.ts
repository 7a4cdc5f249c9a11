// Several kinds of ticket: made by the organizer, chosen in the booking box, named on every ticket.
import type { Locator, Page } from '@playwright/test';
import { BookingPage } from '../pages/booking.ts';
import { EditorPage } from '../pages/editor.ts';
import { EventPage } from '../pages/event.ts';
import { alert } from '../pages/forms.ts';
import { untilHydrated } from '../support/alive.ts';
import { CARD_THAT_PAYS } from '../support/cards.ts';
import { enter, tabTo } from '../support/keyboard.ts';
import { withKinds } from '../support/kinds.ts';
import { expect, signIn, test } from '../support/test.ts';
import { uniqueWord } from '../support/unique.ts';

const kind = (page: Page, name: string): Locator =>
  page.getByTestId('kind').filter({ has: page.getByText(name, { exact: true }) });

const row = (page: Page, name: string): Locator =>
  page.getByTestId('kind-row').filter({ has: page.getByText(name, { exact: true }) });

const names = (page: Page): Locator => page.getByTestId('kind-row').locator('.kind-title');

test('kinds of ticket are made, ordered, paused and put away @nojs @phone', async ({
  page,
  guard,
  host,
  accessible,
  scripted,
}) => {
  guard.allowStatus(422);
  const event = await host.newEvent({ price: '25.00' });
  await page.goto(`/organize/events/${event.slug}/tickets`);
  await accessible();
  await page.locator('.empty a.button').click();
  await expect(page.getByTestId('kind-form')).toBeVisible();
  if (scripted) await page.waitForLoadState('networkidle');
  await accessible();
  // What is wrong is said beside its field, and nothing that was typed is lost.
  await expect(page.locator('#price')).toHaveValue(/^25/);
  await page.locator('#name').fill('Adult');
  await page.locator('#price').fill('much');
  await page.getByTestId('price-steps').locator('summary').click();
  await page.locator('[id="price_steps[0][price]"]').fill('19');
  await page.getByTestId('save-kind').click();
  await expect(page.locator('#price-error')).toBeVisible();
  await expect(page.locator('[id="price_steps[0][until]-error"]')).toBeVisible();
  await expect(page.locator('#name')).toHaveValue('Adult');
  await expect(page.locator('[id="price_steps[0][price]"]')).toHaveValue('19');
  await accessible();
  await page.locator('#price').fill('25');
  await page.locator('[id="price_steps[0][first]"]').fill('3');
  await page.getByTestId('save-kind').click();
  await expect(row(page, 'Adult')).toContainText('19');
  await expect(page.getByTestId('kind-form')).toHaveCount(0);

  await page.locator('main a[href*="pool=new"]').click();
  if (scripted) await page.waitForLoadState('networkidle');
  await page.locator('#name').fill('Young people');
  await page.locator('#quota').fill('12');
  await page.getByTestId('save-pool').click();
  await expect(page.getByTestId('pool-row')).toContainText('Young people');

  await page.locator('main a[href*="edit=new"]').first().click();
  if (scripted) await page.waitForLoadState('networkidle');
  await page.locator('#name').fill('Student');
  await page.locator('#price').fill('10');
  await page.locator('#pool').selectOption({ label: 'Young people' });
  await page.getByTestId('save-kind').click();
  await expect(row(page, 'Student').getByTestId('kind-left')).toContainText('12');
  await expect(names(page)).toHaveText(['Adult', 'Student']);
  await accessible();

  if (scripted) await page.waitForLoadState('networkidle');
  await row(page, 'Student').getByTestId('move-kind').click();
  await expect(names(page)).toHaveText(['Student', 'Adult']);
  // The keyboard goes on from where it was: now it is the button that leads down.
  if (scripted) await expect(row(page, 'Student').getByTestId('move-kind')).toBeFocused();
  await row(page, 'Adult').getByTestId('offer-kind').first().click();
  await expect(row(page, 'Adult').locator('.badge-stop')).toBeVisible();
  await row(page, 'Adult').getByTestId('offer-kind').last().click();
  await expect(page.getByTestId('kind-rows').getByTestId('kind-row')).toHaveCount(1);
  await row(page, 'Student').locator('details.desk-more summary').click();
  await row(page, 'Student').getByTestId('delete-kind').click();
  await expect(page.getByTestId('kind-rows').getByTestId('kind-row')).toHaveCount(0);
  await accessible();
});

test('a kind of ticket is dragged to another place', async ({ page, host }) => {
  const { event } = await withKinds(host);
  await page.goto(`/organize/events/${event.slug}/tickets`);
  await expect(names(page)).toHaveText(['Adult', 'Student', 'At the door']);
  await untilHydrated(page);
  // All of it in sight: a page that scrolls puts what is dropped under its bar.
  await page.setViewportSize({ width: 1280, height: 1600 });
  await row(page, 'At the door').getByTestId('kind-handle').dragTo(row(page, 'Adult').locator('.kind-title'));
  await expect(names(page)).toHaveText(['At the door', 'Adult', 'Student']);
  await page.reload();
  await expect(names(page)).toHaveText(['At the door', 'Adult', 'Student']);
});

test('kinds are typed in the form of a new event, refused row by row, and made with it @nojs @phone', async ({
  page,
  host,
  organizer,
  accessible,
}) => {
  const editor = new EditorPage(page);
  await editor.openNew();
  const year = new Date().getFullYear() + 1;
  const title = `Salon of ${uniqueWord()}`;
  const times = { start: `${year}-12-01T19:00`, end: `${year}-12-01T21:30` };
  await editor.fill({ title, category: organizer.category, ...times });
  await page.getByTestId('new-kinds').locator('summary').click();
  await expect(page.getByTestId('kind-fields').filter({ visible: true })).toHaveCount(3);
  await editor.kind(0, 'name').fill('Adult');
  await editor.kind(0, 'price').fill('much');
  // An empty row between two is none.
  await editor.kind(2, 'name').fill('Student');
  await editor.kind(2, 'price').fill('10');
  await editor.kind(2, 'quota').fill('5');
  await accessible();
  await editor.publish.click();
  await expect(editor.error('ticket_types[0][price]')).toBeVisible();
  await expect(editor.kind(0, 'price')).toHaveAttribute('aria-invalid', 'true');
  await expect(editor.error('ticket_types[2][price]')).toHaveCount(0);
  await expect(editor.kind(0, 'name')).toHaveValue('Adult');
  await expect(editor.kind(0, 'price')).toHaveValue('much');
  await expect(editor.kind(2, 'quota')).toHaveValue('5');
  await accessible();

  await editor.kind(0, 'price').fill('25');
  await editor.publish.click();
  await page.waitForURL(/\/organize\/events\/salon-of-[\w-]+$/);
  const slug = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  expect(await host.api.event(slug)).toMatchObject({ title, price: '10.00', status: 'PUBLISHED' });
  await page.goto(`/organize/events/${slug}/edit`);
  await expect(page.getByTestId('kinds').locator('strong')).toHaveText(['Adult', 'Student']);
  await expect(editor.kind(0, 'name')).toBeHidden();
});

test('rows of kinds are added, moved and taken away by keyboard, and kept until they are saved', async ({
  page,
  host,
  newVisitor,
  accessible,
}) => {
  const event = await host.newEvent({ status: 'DRAFT' });
  const editor = new EditorPage(page);
  await editor.open(event.slug);
  await editor.field('price').focus();
  await enter(page, page.getByTestId('new-kinds').locator('summary'));
  for (const [row, name] of ['Adult', 'Student', 'Crew'].entries()) {
    await editor.kind(row, 'name').fill(name);
    await editor.kind(row, 'price').fill(`${row}`);
  }
  await enter(page, page.getByTestId('add-kind'));
  await expect(editor.kind(3, 'name')).toBeFocused();
  await page.keyboard.type('Child');
  await editor.kind(3, 'price').fill('3');
  await expect(editor.kind(3, 'down')).toBeHidden();
  await enter(page, editor.kind(3, 'up'));
  // The keyboard goes along with the row, up to where there is no further.
  await expect(editor.kind(2, 'up')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(editor.kind(1, 'up')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(editor.kind(0, 'name')).toBeFocused();
  await expect(editor.kind(0, 'name')).toHaveValue('Child');
  await expect(editor.kind(0, 'price')).toHaveValue('3');
  await enter(page, editor.kind(0, 'down'));
  await expect(editor.kind(1, 'down')).toBeFocused();
  await expect(editor.kind(1, 'name')).toHaveValue('Child');
  await enter(page, editor.kind(2, 'remove'));
  await expect(editor.kind(2, 'name')).toHaveValue('Crew');
  await expect(editor.kind(2, 'name')).toBeFocused();
  await expect(editor.kind(3, 'name')).toBeHidden();
  await accessible();

  await expect(editor.kept).toContainText(/Saved/);
  const other = await newVisitor(host);
  await other.goto(`/organize/events/${event.slug}/edit`);
  const there = new EditorPage(other);
  for (const [row, name] of ['Adult', 'Child', 'Crew'].entries()) {
    await expect(there.kind(row, 'name')).toHaveValue(name);
  }
  await expect(other.getByTestId('kinds')).toHaveCount(0);
  await editor.save.click();
  await expect(page.locator('.toast')).toBeVisible();
  await expect(page.getByTestId('kinds').locator('strong')).toHaveText(['Adult', 'Child', 'Crew']);
});

test('two kinds are booked at once, paid, and stand on the tickets @nojs @phone', async ({
  page,
  host,
  guard,
  newPerson,
  context,
  baseURL,
  accessible,
  scripted,
}) => {
  guard.allowStatus(409);
  guard.allowStatus(422);
  const { event, adult, student } = await withKinds(host);
  await signIn(context, (await newPerson()).tokens, baseURL ?? '');
  const box = new EventPage(page);
  await box.open(event);
  if (scripted) await untilHydrated(page);
  await expect(kind(page, 'Student').getByTestId('kind-note')).toContainText('2');
  // What is not on sale yet says so, and cannot be chosen.
  await expect(kind(page, 'At the door').locator('input')).toHaveCount(0);
  await accessible();
  await box.book.click();
  await expect(page.locator('#items-error')).toBeVisible();
  await page.locator(`[id="seats[kind-${adult.id}]"]`).fill('1');
  await page.locator(`[id="seats[kind-${student.id}]"]`).fill('3');
  await box.book.click();
  await expect(alert(page)).toContainText('2');
  await page.locator(`[id="seats[kind-${adult.id}]"]`).fill('1');
  await page.locator(`[id="seats[kind-${student.id}]"]`).fill('2');
  if (scripted) await expect(page.getByTestId('kinds-total')).toContainText('45');
  await box.book.click();
  await page.waitForURL(/\/bookings\/[0-9a-f-]{36}$/);
  const booking = new BookingPage(page);
  await expect(page.getByTestId('summary-line')).toHaveCount(2);
  await expect(page.getByTestId('total')).toContainText('45');
  await booking.payWith(CARD_THAT_PAYS);
  await booking.expectState('CONFIRMED');
  await expect(page.getByTestId('ticket-kind')).toHaveCount(3);
  await expect(page.getByTestId('ticket-kind').filter({ hasText: 'Student' })).toHaveCount(2);
  await accessible();
});

test('kinds are chosen by the keyboard, and what others take shows at once', async ({
  page,
  host,
  newPerson,
  newVisitor,
}) => {
  const { event, student } = await withKinds(host);
  const guest = await newVisitor(await newPerson());
  await new EventPage(guest).open(event);
  await untilHydrated(guest);
  const buttons = kind(guest, 'Student').locator('button');
  await tabTo(guest, buttons.last());
  await guest.keyboard.press('Enter');
  await guest.keyboard.press('Enter');
  await guest.keyboard.press('Enter');
  // No more than are left.
  await expect(kind(guest, 'Student').locator('input')).toHaveValue('2');
  await expect(guest.getByTestId('kinds-total')).toContainText('20');
  await tabTo(guest, kind(guest, 'Adult').locator('input'));
  await guest.keyboard.press('ArrowUp');
  await expect(guest.getByTestId('kinds-total')).toContainText('45');

  await (await newPerson()).api.bookType(event.id, student.id, 2);
  await expect(kind(guest, 'Student').locator('input')).toHaveCount(0);
  await expect(guest.getByTestId('kinds-total')).toContainText('25');
  await page.goto(`/organize/events/${event.slug}/tickets`);
  await expect(row(page, 'Student').locator('.badge-stop')).toBeVisible();
});

test('a card says the lowest and the highest price, and the form lists the kinds @nojs @phone', async ({
  page,
  host,
  accessible,
}) => {
  const { event } = await withKinds(host);
  await page.goto(`/events?search=${encodeURIComponent(event.title)}`);
  await expect(page.getByTestId('event-card').first().locator('.price')).toContainText('–');
  await page.goto(`/organize/events/${event.slug}/edit`);
  await expect(page.getByTestId('kinds').locator('li').first()).toBeVisible();
  await accessible();
  await page.locator('#ticket_types').click();
  await expect(page.getByTestId('kind-row').first()).toBeVisible();
});
