// Everybody's events: taken off the catalogue with a reason, answered, and put back.
import { nextMail } from '../support/mail.ts';
import { expect, signIn, test } from '../support/test.ts';
import { uniqueWord } from '../support/unique.ts';

test('an event is taken off, answered and put back @nojs @phone', async ({
  page,
  context,
  baseURL,
  admin,
  newHost,
  newPerson,
  newVisitor,
  accessible,
  guard,
  request,
}) => {
  const host = await newHost();
  const event = await host.newEvent({ price: '0.00' });
  const guest = await newPerson();
  await guest.api.book(event.id, 1);
  await signIn(context, admin.tokens, baseURL ?? '');

  await page.goto(`/admin/events?search=${encodeURIComponent(event.title)}`);
  await accessible();
  const row = page.locator('.data-list tbody tr', { hasText: event.title });
  await row.locator('.desk-link').click();
  await page.waitForURL(/event=/);
  await page.waitForLoadState('networkidle');
  await accessible();
  await page.locator('#reason').fill('The pictures are not yours.');
  await page.getByTestId('moderate-event').click();
  await page.waitForURL((url) => !url.search.includes('event='));

  // Nobody finds it but those who have to do with it.
  guard.allowStatus(404);
  const stranger = await newVisitor();
  expect((await stranger.goto(`/events/${event.slug}`))?.status()).toBe(404);
  const booked = await newVisitor(guest);
  expect((await booked.goto(`/events/${event.slug}`))?.status()).toBe(200);
  await accessible(booked);
  const mail = await nextMail(request, host.email, ({ kind }) => kind === 'event_hidden');
  expect(mail.text).toContain('The pictures are not yours.');

  const organizer = await newVisitor(host);
  await organizer.goto(`/organize/events/${event.slug}`);
  await organizer.waitForLoadState('networkidle');
  const notice = organizer.getByTestId('hidden-event');
  await expect(notice).toContainText('The pictures are not yours.');
  await notice.locator('summary').click();
  await accessible(organizer);
  await notice.locator('#text').fill('I took them myself.');
  await organizer.getByTestId('answer-hiding').click();
  await expect(notice).toContainText('I took them myself.');

  await page.goto(`/organize/events/${event.slug}`);
  await expect(page.getByTestId('as-admin')).toBeVisible();
  await page.goto(`/admin/events?event=${event.id}&hidden=true`);
  await page.waitForLoadState('networkidle');
  await expect(page.getByTestId('event-step')).toContainText('I took them myself.');
  await page.locator('#reason').fill('So you did.');
  await page.getByTestId('moderate-event').click();
  await page.waitForURL((url) => !url.search.includes('event='));
  expect((await stranger.goto(`/events/${event.slug}`))?.status()).toBe(200);
});

test('a category is added, named, merged, and its address leads on @nojs @phone', async ({
  page,
  admin,
  guard,
  accessible,
}) => {
  guard.allowStatus(422);
  expect(admin.tokens.access).not.toBe('');
  const name = uniqueWord();
  await page.goto('/admin/categories?edit=new');
  await page.waitForLoadState('networkidle');
  await accessible();
  await page.locator('#name').fill(name);
  await page.locator('#position').fill('x');
  await page.getByTestId('save-category').click();
  await expect(page.locator('#position')).toHaveAttribute('aria-invalid', 'true');
  await page.locator('#position').fill('9');
  await page.getByTestId('save-category').click();
  await page.waitForURL('/admin/categories');
  await page.locator('.data-list a', { hasText: name }).first().click();
  await page.waitForURL(/edit=/);
  await page.waitForLoadState('networkidle');
  await accessible();
  await page.getByTestId('merge-category').locator('select').selectOption({ index: 1 });
  await page.getByTestId('merge-now').click();
  await page.waitForURL('/admin/categories');
  await expect(page.locator('.data-list a', { hasText: name })).toHaveCount(0);
});

test('venues, codes, reviews and organizers open @nojs @phone', async ({ page, admin, accessible }) => {
  expect(admin.tokens.access).not.toBe('');
  for (const path of ['/admin/venues', '/admin/promotions', '/admin/reviews?state=visible', '/admin/events/organizers']) {
    expect((await page.goto(path))?.status()).toBe(200);
    await expect(page.locator('h1')).toBeVisible();
    await accessible();
  }
});
