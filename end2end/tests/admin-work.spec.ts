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

test('a test mail is sent, and what the mail server said is shown @nojs @phone', async ({ page, admin, accessible }) => {
  expect(admin.tokens.access).not.toBe('');
  await page.goto('/admin/health');
  await page.waitForLoadState('networkidle');
  await accessible();
  await page.getByTestId('send-test-mail').click();
  await expect(page.getByTestId('mail-said')).toContainText('taken on');
  await expect(page).toHaveURL('/admin/health');
  await accessible();
});

test('a code of the whole platform is made, limited, paused and resumed @nojs @phone', async ({
  page,
  admin,
  guard,
  accessible,
}) => {
  guard.allowStatus(422);
  expect(admin.tokens.access).not.toBe('');
  await page.goto('/admin/promotions?edit=new');
  await page.waitForLoadState('networkidle');
  await expect(page.getByTestId('code-form')).toBeVisible();
  await accessible();
  const code = `ALL${Date.now().toString(36)}`.toUpperCase();
  await page.locator('#code').fill(code);
  await page.locator('input[name="kind"][value="FIXED"]').check();
  await page.locator('#value').fill('5');
  await page.locator('#currency').fill('XXX');
  await page.locator('#max_uses').fill('3');
  await page.getByTestId('save-code').click();
  await expect(page.locator('#currency-error')).toBeVisible();
  await expect(page.locator('#code')).toHaveValue(code);
  await accessible();
  await page.locator('#currency').fill('eur');
  await page.getByTestId('save-code').click();
  const row = page.locator('.data-list tbody tr', { hasText: code });
  await expect(row).toContainText('3');

  await page.reload();
  await page.waitForLoadState('networkidle');
  await row.getByTestId('pause-code').click();
  await expect(row.locator('.badge-stop')).toBeVisible();
  await accessible();
  await page.reload();
  await page.waitForLoadState('networkidle');
  await row.getByTestId('pause-code').click();
  await expect(row.locator('.badge-stop')).toHaveCount(0);
});
