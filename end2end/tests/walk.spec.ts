// The organizer's main job, start to end: sign up, write an event, publish it, watch it sell, answer
// who bought, and close it again; beside it the one who buys.
import type { Page } from '@playwright/test';
import { register } from '../pages/accounts.ts';
import { BookingPage } from '../pages/booking.ts';
import { Desk } from '../pages/desk.ts';
import { EditorPage } from '../pages/editor.ts';
import { EventPage } from '../pages/event.ts';
import { CARD_THAT_PAYS } from '../support/cards.ts';
import { linkTo, nextMail } from '../support/mail.ts';
import { openPage } from '../support/menu.ts';
import { expect, test } from '../support/test.ts';
import { uniqueEmail, uniqueWord } from '../support/unique.ts';

const SAME_DOCUMENT = 'nothing was loaded anew';
const next = (rest: string): string => `${new Date().getFullYear() + 1}-${rest}`;

async function mark(page: Page): Promise<void> {
  await page.evaluate((name) => Object.assign(window, { [name]: true }), SAME_DOCUMENT);
}

function marked(page: Page): Promise<boolean> {
  return page.evaluate((name) => name in window, SAME_DOCUMENT);
}

test('a new organizer publishes an event, sells two seats, refunds one and cancels it @nojs @phone', async ({
  page,
  request,
  scripted,
  t,
  newPerson,
  newVisitor,
  organizer,
  accessible,
}, info) => {
  test.setTimeout(180_000);
  const alive = async (): Promise<void> => {
    if (scripted) await page.waitForLoadState('networkidle');
  };
  const money = (sum: number): string => (t.locale === 'ru' ? `${sum},00\u00a0€` : `€${sum}.00`);
  const figure = (name: string) => page.getByTestId(name).locator('.figure-value');
  const account = { email: uniqueEmail(info), password: 'hold the door for me', display_name: 'Hanna Host' };
  const hall = `Hall of ${uniqueWord()}`;
  const title = `Salon of ${uniqueWord()}`;
  const editor = new EditorPage(page);
  const desk = new Desk(page, scripted);
  const ada = await newPerson();
  const visitor = await newVisitor(ada);
  const theirs = new BookingPage(visitor);
  let slug = '';

  await test.step('sign up as an organizer, and prove the address', async () => {
    await page.goto('/');
    await page.locator('main a[href="/register?role=organizer"]').click();
    await expect(page.locator('[name="role"][value="organizer"]')).toBeChecked();
    await register(page, account);
    await expect(page).toHaveURL('/organize');
    await expect(page.locator('.guide [aria-current="step"] a')).toHaveAttribute('href', '/account');
    await page.goto(await linkTo(request, account.email, 'verify_email', '/verify-email'));
    await page.locator('main form button[type="submit"]').click();
    await expect(page).toHaveURL('/account');
  });

  await test.step('add a venue', async () => {
    await page.goto('/organize/venues');
    await alive();
    await page.locator('#name').fill(hall);
    await page.locator('#address').fill('Torstraße 1, Berlin');
    await page.getByTestId('save-venue').click();
    await expect(page.locator('.venues a', { hasText: hall })).toBeVisible();
  });

  await test.step('write an event', async () => {
    await page.goto('/organize');
    await page.locator('.guide [aria-current="step"] a').click();
    await expect(page).toHaveURL('/organize/events/new');
    await expect(editor.form).toBeVisible();
    await alive();
    await editor.field('title').fill(title);
    await editor.save.click();
    await expect(page).toHaveURL(/\/organize\/events\/salon-of-[\w-]+\/edit(\?|$)/);
    slug = new URL(page.url()).pathname.split('/').at(-2) ?? '';
    await alive();
  });

  await test.step('publish it, led by the list of what it lacks', async () => {
    const missing = page.locator('.check-list a');
    await expect(missing.first()).toBeVisible();
    await missing.and(page.locator('[href="#location"]')).click();
    if (scripted) await expect(editor.field('location')).toBeFocused();
    await editor.field('venue').fill(hall);
    await editor.field('venue').blur();
    if (scripted) await expect(editor.field('location')).toHaveValue('Torstraße 1, Berlin');
    await editor.fill({
      title,
      category: organizer.category,
      start: next('12-01T19:00'),
      end: next('12-01T21:30'),
    });
    await editor.field('price').fill('25');
    await editor.field('max_capacity').fill('10');
    await editor.publish.click();
    await expect(page).toHaveURL(`/organize/events/${slug}`);
    await expect(figure('free')).toHaveText('10');
  });

  await test.step('somebody buys two seats, and the figures move by themselves', async () => {
    if (scripted) await alive();
    if (scripted) await mark(page);
    await visitor.goto(`/events/${slug}`);
    await expect(visitor.locator('h1')).toHaveText(title);
    await new EventPage(visitor).bookSeats(2);
    await theirs.payWith(CARD_THAT_PAYS);
    await theirs.expectState('CONFIRMED');
    if (!scripted) await page.reload();
    await expect(figure('confirmed')).toHaveText('2', { timeout: 12_000 });
    await expect(figure('gross')).toHaveText(money(50));
    if (scripted) expect(await marked(page)).toBe(true);
    await accessible();
  });

  await test.step('give one ticket back, with its effect said before', async () => {
    await page.getByTestId('confirmed').locator('a').click();
    await page.locator('a.row-link').first().click();
    await expect(page.getByTestId('organized-booking')).toContainText(ada.email);
    await alive();
    await desk.start('cancel');
    await page.locator('[data-testid="step-choices"] input[name="ticket"]').first().uncheck();
    await page.locator('input[name="refund"][value="full"]').check();
    await desk.show();
    await expect(desk.confirm).toContainText(money(25));
    await desk.finish('One of you cannot come.');
    await expect(desk.net).toContainText(money(25));
    const mail = await nextMail(request, ada.email, ({ kind }) => kind === 'tickets_cancelled');
    expect(mail.text).toContain('One of you cannot come.');
  });

  await test.step('put another name on the other ticket', async () => {
    await alive();
    await page.getByTestId('rename').click();
    await page.locator('#attendee_name').fill('Grace Hopper');
    await desk.confirm.click();
    const ticket = page.getByTestId('organized-ticket').filter({ hasText: 'Grace Hopper' });
    await expect(ticket).toHaveCount(1);
  });

  const guest = uniqueEmail(info);
  await test.step('invite a guest', async () => {
    await openPage(page, `/organize/events/${slug}/guests`);
    await expect(page.locator('#file')).toBeVisible();
    await alive();
    await page.locator('#name').fill('Gerda Guest');
    await page.locator('#email').fill(guest);
    await page.getByTestId('invite-one').click();
    await expect(page.getByTestId('invited')).toContainText('1');
    await nextMail(request, guest, ({ kind }) => kind === 'guest_ticket');
  });

  await test.step('find all of it in the history, and who comes in a file', async () => {
    await openPage(page, `/organize/events/${slug}/history`);
    for (const action of ['event.published', 'booking.confirmed', 'ticket.renamed']) {
      await expect(page.locator(`.history-line[data-action="${action}"]`).first()).toBeVisible();
    }
    await openPage(page, `/organize/events/${slug}/attendees`);
    await expect(page.locator('table.data-list tbody tr')).toHaveCount(2);
    const file = page.getByTestId('exports').locator('a[href*="attendees.csv"]');
    const text = await (await page.request.get((await file.getAttribute('href')) ?? '')).text();
    for (const name of ['Grace Hopper', 'Gerda Guest', ada.email, guest]) expect(text).toContain(name);
  });

  await test.step('cancel the event, with what that costs said before', async () => {
    await openPage(page, `/organize/events/${slug}/edit`);
    await page.locator(`.editor-more a[href="/organize/events/${slug}/cancel"]`).click();
    await expect(page.getByTestId('costs')).toContainText(money(25));
    await alive();
    await page.locator('#reason').fill('The hall was flooded.');
    await page.locator('#agreed').check();
    await page.getByTestId('cancel-event').click();
    await expect(page.getByTestId('progress')).toBeVisible();
    await expect(async () => {
      await page.reload();
      await expect(page.getByTestId('progress')).toContainText(money(25));
    }).toPass({ timeout: 20_000 });
    await accessible();
  });

  await test.step('who bought sees it, and the money comes back', async () => {
    await expect(async () => {
      await visitor.reload();
      await expect(visitor.locator('article.booking')).toHaveAttribute('data-status', 'CANCELLED');
    }).toPass({ timeout: 20_000 });
    await expect(visitor.getByTestId('money-back')).toContainText(money(50));
    const mail = await nextMail(request, ada.email, ({ kind }) => kind === 'event_cancelled');
    expect(mail.text).toContain('The hall was flooded.');
    await visitor.goto(`/events/${slug}`);
    await expect(visitor.locator('main')).toContainText(t.eventCancelled);
    await accessible(visitor);
  });
});
