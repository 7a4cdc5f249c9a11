// The admin's workplace: who is let in, how the platform is doing, and the people on it.
import { expect, test } from '../support/test.ts';

test('only admins are let into their workplace @nojs', async ({ page, person, guard, accessible }) => {
  expect(person.email).not.toBe('');
  guard.allowStatus(403);
  const answer = await page.goto('/admin');
  expect(answer?.status()).toBe(403);
  await expect(page.locator('h1')).toBeVisible();
  await expect(page.locator('.admin-bar')).toHaveCount(0);
  await accessible();
});

test('the overview opens from the menu @nojs', async ({ page, admin, accessible }) => {
  expect(admin.tokens.access).not.toBe('');
  await page.goto('/');
  await page.locator('header details summary').click();
  await page.locator('header a[href="/admin"]').click();
  await expect(page).toHaveURL('/admin');
  await expect(page.locator('.figures').first()).toBeVisible();
  await accessible();
});
