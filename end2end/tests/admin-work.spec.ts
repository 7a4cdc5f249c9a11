// The admin's workplace: mail, jobs, payments, the audit log and health.
import { expect, test } from '../support/test.ts';

test('the queue is read by its states, and a job is given up with a reason @nojs', async ({
  page,
  admin,
  newEvent,
  accessible,
}) => {
  expect(admin.tokens.access).not.toBe('');
  await newEvent();
  await page.goto('/admin/jobs');
  await expect(page.locator('h1')).toBeVisible();
  await expect(page.locator('.list-tabs a[aria-current="true"]')).toHaveCount(1);
  await accessible();
  await page.goto('/admin/jobs?give-up=1');
  await expect(page.getByTestId('give-up')).toBeVisible();
  await accessible();
});

test('the audit log is filtered by its address and sent as a file @nojs', async ({
  page,
  admin,
  newEvent,
  accessible,
}) => {
  expect(admin.tokens.access).not.toBe('');
  await newEvent();
  await page.goto('/admin/audit?object=event');
  await expect(page.locator('.data-list tbody tr').first()).toBeVisible();
  await accessible();
  const file = await page.request.get('/admin/audit.csv?object=event');
  expect(file.status()).toBe(200);
  expect(await file.text()).toContain('event.created');
});

test('mail, payments and health open for admins @nojs', async ({ page, admin, accessible }) => {
  expect(admin.tokens.access).not.toBe('');
  for (const address of ['/admin/mail', '/admin/payments', '/admin/health']) {
    await page.goto(address);
    await expect(page.locator('h1')).toBeVisible();
    await accessible();
  }
  await expect(page.locator('.data-list tbody tr').first()).toBeVisible();
});
