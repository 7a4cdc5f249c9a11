// The admin's workplace: who is let in, how the platform is doing, and the people on it.
import { field, send } from '../pages/forms.ts';
import { nextMail } from '../support/mail.ts';
import { expect, test } from '../support/test.ts';
import type { Page } from '@playwright/test';

/** One person's page, once it listens. */
async function openPerson(page: Page, id: string): Promise<void> {
  await page.goto(`/admin/people/${id}`);
  // What is fetched by the page's code is fetched before it is idle.
  await page.waitForLoadState('networkidle');
}

test('only admins are let into their workplace @nojs', async ({ page, person, guard, accessible }) => {
  expect(person.email).not.toBe('');
  guard.allowStatus(403);
  for (const address of ['/admin', '/admin/people']) {
    const answer = await page.goto(address);
    expect(answer?.status()).toBe(403);
    await expect(page.locator('h1')).toBeVisible();
    await expect(page.locator('.admin-bar')).toHaveCount(0);
  }
  await accessible();
});

test('the overview opens from the menu and shows a period @nojs', async ({ page, admin, accessible }) => {
  expect(admin.tokens.access).not.toBe('');
  await page.goto('/');
  await page.locator('header details summary').click();
  await page.locator('header a[href="/admin"]').click();
  await expect(page).toHaveURL('/admin');
  await expect(page.locator('.figures').first()).toBeVisible();
  await accessible();
  await page.goto('/admin?from=2026-01-01&to=2026-03-31&interval=month');
  await expect(page.locator('#from')).toHaveValue('2026-01-01');
  await expect(page.locator('#interval')).toHaveValue('month');
  await page.goto('/admin?from=2026-03-01&to=2026-01-31');
  await expect(page.getByTestId('period-ignored')).toBeVisible();
});

test('the figures come as a file', async ({ page, admin }) => {
  expect(admin.tokens.access).not.toBe('');
  await page.goto('/admin');
  const href = await page.locator('a[href^="/admin/figures.csv"]').getAttribute('href');
  const file = await page.request.get(href ?? '');
  expect(file.headers()['content-type']).toContain('text/csv');
  expect(await file.text()).toContain('date,bookings,seats,confirmed,currency,revenue,refunds');
});

test('a person is found by address and looked at @nojs', async ({ page, admin, newPerson, newEvent, accessible }) => {
  const person = await newPerson();
  const event = await newEvent({ price: '0.00' });
  await person.api.book(event.id, 1);
  await page.goto(`/admin/people?search=${encodeURIComponent(person.email)}`);
  await expect(page.locator('a.row-link')).toHaveCount(1);
  await accessible();
  await page.locator('a.row-link').click();
  const { id } = await admin.api.user(person.email);
  await expect(page).toHaveURL(`/admin/people/${id}`);
  await expect(page.getByTestId('person')).toContainText(person.email);
  await expect(page.getByTestId('bookings')).toContainText(event.title);
  await accessible();
  await page.goto('/admin/people?search=nobody-has-this-name');
  await expect(page.locator('.empty')).toBeVisible();
});

test('a role is changed and an account disabled, which ends its sessions @nojs', async ({
  page,
  admin,
  newPerson,
  guard,
}) => {
  guard.allowStatus(401);
  const person = await newPerson();
  const { id } = await admin.api.user(person.email);
  await openPerson(page, id);
  await page.locator('#role').selectOption('organizer');
  await page.getByTestId('change-role').click();
  await expect(page.locator('.toast')).toBeVisible();
  expect((await admin.api.user(person.email)).role).toBe('organizer');
  await openPerson(page, id);
  await page.getByTestId('access').locator('summary').click();
  await page.getByTestId('access').locator('button[type=submit]').click();
  await expect(page.locator('.toast')).toBeVisible();
  expect((await admin.api.user(person.email)).disabled).toBe(true);
  const me = await page.request.get('/api/users/me/', {
    headers: { authorization: `Bearer ${person.tokens.access}` },
  });
  expect(me.status()).toBe(401);
});

test('sessions end, and a link for a new password is mailed', async ({ page, admin, newPerson, request }) => {
  const person = await newPerson();
  const { id } = await admin.api.user(person.email);
  await openPerson(page, id);
  await page.getByTestId('send-reset').click();
  await expect(page.locator('.toast')).toBeVisible();
  expect((await nextMail(request, person.email, ({ kind }) => kind === 'password_reset')).subject).not.toBe('');
  await page.getByTestId('end-sessions').locator('summary').click();
  await page.getByTestId('end-sessions').locator('button[type=submit]').click();
  await expect(page.getByTestId('sessions').locator('li')).toHaveCount(0);
});

test('one session of somebody ends, and the others go on @nojs @phone', async ({
  page,
  admin,
  api,
  newPerson,
  accessible,
}) => {
  const person = await newPerson();
  const { id } = await admin.api.user(person.email);
  await api.logIn(person);
  await openPerson(page, id);
  const sessions = page.getByTestId('sessions').locator('li');
  await expect(sessions).toHaveCount(2);
  await accessible();
  await sessions.first().getByTestId('end-session').click();
  await expect(sessions).toHaveCount(1);
  await accessible();
});

test('the busiest hours are by the clock that is asked for @nojs', async ({ page, admin, newPerson, newEvent }) => {
  expect(admin.tokens.access).not.toBe('');
  const event = await newEvent({ price: '0.00' });
  await (await newPerson()).api.book(event.id, 1);
  await page.goto('/admin?timezone=Asia/Kolkata');
  await expect(page.locator('#timezone')).toHaveValue('Asia/Kolkata');
  await expect(page.locator('#hours')).toContainText('Asia/Kolkata');
  await expect(page.locator('section:has(#hours) tbody')).toContainText(':30–');
  await page.goto('/admin?timezone=Mars/Olympus');
  await expect(page.getByTestId('zone-ignored')).toBeVisible();
});

test('an account is deleted on request, with a reason @nojs', async ({ page, admin, newPerson, guard }) => {
  guard.allowStatus(404, 422);
  const person = await newPerson();
  const { id } = await admin.api.user(person.email);
  await openPerson(page, id);
  await page.getByTestId('delete-user').locator('summary').click();
  await send(page, 'reason');
  await expect(page.locator('#reason-error')).toBeVisible();
  await field(page, 'reason').fill('Asked for it on the telephone.');
  await send(page, 'reason');
  await expect(page).toHaveURL('/admin/people');
  await page.goto(`/admin/people/${id}`);
  await expect(page.getByTestId('person')).toHaveCount(0);
});
