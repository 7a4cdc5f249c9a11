// Kinds of ticket in figures and lists, and what would be left of them.
import type { Page } from '@playwright/test';
import { untilHydrated } from '../support/alive.ts';
import type { Event, TicketType } from '../support/api.ts';
import { tabTo } from '../support/keyboard.ts';
import { withKinds } from '../support/kinds.ts';
import { expect, test, type Host } from '../support/test.ts';

/** For nothing, so that who books has a ticket at once. */
async function forNothing(host: Host): Promise<{ event: Event; adult: TicketType; child: TicketType }> {
  const event = await host.newEvent({ price: '0.00' });
  const adult = await host.api.createTicketType(event.id, { name: 'Adult', price: '0.00' });
  const child = await host.api.createTicketType(event.id, { name: 'Child', price: '0.00', quota: 3 });
  return { event, adult, child };
}

async function narrow(page: Page, kind: string, scripted: boolean): Promise<void> {
  await page.locator('.filter-bar .filters-more > summary').click();
  await page.getByTestId('filter-ticket_type').getByLabel(kind).check();
  if (!scripted) await page.locator('.filter-bar-top button').click();
  await expect(page).toHaveURL(/[?&]ticket_type=/);
}

test('what would be left is worked out without selling anything @nojs @phone', async ({
  page,
  host,
  accessible,
  scripted,
}) => {
  const { event, student } = await withKinds(host);
  await page.goto(`/organize/events/${event.slug}/tickets`);
  if (scripted) await untilHydrated(page);
  const kinds = page.getByTestId('what-if-kind');
  const left = kinds.filter({ hasText: 'Student' }).getByTestId('what-if-left');
  const field = page.locator(`#more-${student.id}`);
  await expect(left).toContainText('2');
  await accessible();
  // Without a script the browser itself refuses more than there are.
  await field.fill(scripted ? '9' : '2');
  if (scripted) await field.blur();
  else await page.getByTestId('what-if').locator('button[type="submit"]').click();
  // No more than there are.
  await expect(field).toHaveValue('2');
  await expect(left).not.toContainText('2');
  await accessible();
  await page.goto(`/organize/events/${event.slug}/tickets`);
  await expect(field).toHaveValue('0');
});

test('a bar is moved by the keyboard', async ({ page, host }) => {
  const { event, student } = await withKinds(host);
  await page.goto(`/organize/events/${event.slug}/tickets`);
  await untilHydrated(page);
  const kind = page.getByTestId('what-if-kind').filter({ hasText: 'Student' });
  await tabTo(page, kind.locator('input[type="range"]'), 160);
  await page.keyboard.press('ArrowRight');
  await expect(page.locator(`#more-${student.id}`)).toHaveValue('1');
  await expect(kind.getByTestId('what-if-left')).toContainText('1');
});

test('lists and messages are narrowed to holders of a kind @nojs @phone', async ({
  page,
  host,
  newPerson,
  accessible,
  scripted,
}) => {
  const { event, adult, child } = await forNothing(host);
  const [ada, grace] = [await newPerson(), await newPerson()];
  await ada.api.bookType(event.id, adult.id, 1);
  await grace.api.bookType(event.id, child.id, 2);
  for (const list of ['bookings', 'attendees']) {
    await page.goto(`/organize/events/${event.slug}/${list}`);
    if (scripted) await untilHydrated(page);
    await narrow(page, 'Child', scripted);
    await expect(page.locator('.data-list')).toContainText(grace.email);
    await expect(page.locator('.data-list')).not.toContainText(ada.email);
    await accessible();
    const file = page.getByTestId('exports').locator('a').first();
    await expect(file).toHaveAttribute('href', /ticket_type=/);
  }
  await page.goto(`/organize/events/${event.slug}/messages/new`);
  if (scripted) await untilHydrated(page);
  await expect(page.getByTestId('reach').locator('strong')).toContainText('2');
  await narrow(page, 'Adult', scripted);
  await expect(page.getByTestId('reach').locator('strong')).toContainText('1');
  await accessible();
});

test('the overview counts by kind @nojs @phone', async ({ page, host, newPerson, accessible, scripted }) => {
  const { event, adult, child } = await forNothing(host);
  await (await newPerson()).api.bookType(event.id, adult.id, 2);
  await page.goto(`/organize/events/${event.slug}`);
  const figures = page.getByTestId('figures-by-kind');
  const row = figures.locator('tr', { hasText: 'Child' });
  await expect(row).toContainText(/0\D+3/);
  const day = page.locator('.data-list tr', { hasText: '2 × Adult' });
  await expect(day).not.toContainText('Child');
  await accessible();
  if (scripted) await untilHydrated(page);
  await (await newPerson()).api.bookType(event.id, child.id, 1);
  if (!scripted) await page.reload();
  await expect(row).toContainText(/1\D+3/);
  await expect(day).toContainText('1 × Child');
});
