// An organizer's venues: a list of their own, and where they are used.
import { EditorPage } from '../pages/editor.ts';
import { expect, test } from '../support/test.ts';
import { uniqueWord } from '../support/unique.ts';

test('a venue is added, changed and deleted @nojs @phone', async ({
  page,
  host,
  guard,
  accessible,
}) => {
  guard.allowStatus(422);
  expect(host.email).toBeTruthy();
  await page.goto('/organize/venues');
  await accessible();
  await page.getByTestId('save-venue').click();
  await expect(page.locator('#name-error')).toBeVisible();
  const name = `Hall of ${uniqueWord()}`;
  await page.locator('#name').fill(name);
  await page.locator('#address').fill('Torstraße 1, Berlin');
  await page.locator('#notes').fill('Ring twice.');
  await page.getByTestId('save-venue').click();
  await page.locator('.venues a', { hasText: name }).click();
  await expect(page).toHaveURL(/\/organize\/venues\/[\w-]{36}$/);
  await expect(page.locator('#notes')).toHaveValue('Ring twice.');
  const id = new URL(page.url()).pathname.split('/').at(-1) ?? '';
  await page.goto(`/organize/venues/${id}`);
  await accessible();
  await page.locator('#address').fill('Torstraße 2, Berlin');
  await page.getByTestId('save-venue').click();
  await expect(page).toHaveURL(/\/organize\/venues$/);
  await expect(page.locator('.venues li', { hasText: name })).toContainText('Torstraße 2');
  await page.locator('.venues a', { hasText: name }).click();
  await page.getByTestId('delete-venue').click();
  await expect(page).toHaveURL(/\/organize\/venues$/);
  await expect(page.locator('.venues a', { hasText: name })).toHaveCount(0);
});

test('a double click adds one venue and says nothing of another @nojs', async ({ page, host }) => {
  expect(host.email).toBeTruthy();
  await page.goto('/organize/venues');
  await page.waitForLoadState('networkidle');
  const name = `Hall of ${uniqueWord()}`;
  await page.locator('#name').fill(name);
  await page.locator('#address').fill('Torstraße 1, Berlin');
  await page.getByTestId('save-venue').dblclick();
  await expect(page.locator('.venues a', { hasText: name })).toHaveCount(1);
  await expect(page.locator('#name-error')).toHaveCount(0);
});

test('a venue that is typed into an event is one’s own from then on @nojs', async ({
  page,
  host,
  scripted,
}) => {
  const event = await host.newEvent({ status: 'DRAFT' });
  const editor = new EditorPage(page);
  await editor.open(event.slug);
  const name = `Hall of ${uniqueWord()}`;
  await editor.field('venue').fill(name);
  await editor.save.click();
  await expect(page.locator('.toast')).toBeVisible();
  await page.goto('/organize/venues');
  await page.locator('.venues a', { hasText: name }).click();
  // It is in use, so it stays.
  await expect(page.locator('.venues a', { hasText: event.title })).toBeVisible();
  await expect(page.getByTestId('delete-venue')).toHaveCount(0);
  await page.locator('#address').fill('Am Kanal 7');
  await page.getByTestId('save-venue').click();
  await expect(page).toHaveURL(/\/organize\/venues$/);
  if (!scripted) return;
  // Choosing it brings its address along, as soon as the page's code is there.
  await editor.openNew();
  await expect(page.locator('.toolbar')).toBeVisible();
  await editor.field('venue').fill(name);
  await editor.field('venue').blur();
  await expect(editor.field('location')).toHaveValue('Am Kanal 7');
});

test('another organizer’s venue is nobody else’s', async ({ page, host, guard, newHost }) => {
  guard.allowStatus(404);
  const event = await host.newEvent({ venue: `Hall of ${uniqueWord()}` });
  expect(event.id).toBeTruthy();
  await page.goto('/organize/venues');
  const link = await page.locator('.venues a').first().getAttribute('href');
  await newHost();
  const answer = await page.goto(link ?? '');
  expect(answer?.status()).toBe(404);
});
