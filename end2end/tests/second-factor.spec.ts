// Signing in safely: the second factor from its set-up to its end, and sessions on other devices.
import { expectLoggedIn, expectLoggedOut, logIn, logOut } from '../pages/accounts.ts';
import { field, fieldError, send } from '../pages/forms.ts';
import { nextMail } from '../support/mail.ts';
import { expect, test } from '../support/test.ts';
import { shownCode } from '../support/totp.ts';

test('a second factor is set up, asked for and turned off @nojs @phone', async ({
  page,
  person,
  request,
  guard,
  accessible,
}) => {
  guard.allowStatus(422);
  await page.goto('/account');
  await page.locator('main a[href="/account/security"]').click();
  await expect(page).toHaveURL('/account/security');
  await accessible();
  await field(page, 'password').fill('not my password');
  await send(page, 'password');
  await expect(fieldError(page, 'password')).toBeVisible();
  await field(page, 'password').fill(person.password);
  await send(page, 'password');
  await expect(page.locator('.factor-qr')).toBeVisible();
  await accessible();
  const secret = (await page.locator('.factor-secret code').textContent()) ?? '';
  const codes = await page.locator('.factor-codes code').allTextContents();
  expect(codes).toHaveLength(10);
  const file = await page.locator('main a[download]').getAttribute('href');
  expect(decodeURIComponent(file ?? '')).toContain(codes.join('\n'));

  await field(page, 'code').fill('12345');
  await send(page, 'code');
  await expect(fieldError(page, 'code')).toBeVisible();
  const used = shownCode(secret);
  await field(page, 'code').fill(used);
  await send(page, 'code');
  await expect(page.locator('.factor-qr')).toHaveCount(0);
  await expect(page.locator('#second-factor details')).toBeVisible();
  await accessible();
  await nextMail(request, person.email, (mail) => mail.kind === 'second_factor_on');

  await logOut(page);
  await expectLoggedOut(page);
  await page.goto('/login?next=/certificates');
  await logIn(page, person.email, person.password);
  await expect(page).toHaveURL('/login/code?next=/certificates');
  await expectLoggedOut(page);
  await accessible();
  // The code that confirmed it was used by that.
  await field(page, 'code').fill(used);
  await send(page, 'code');
  await expect(fieldError(page, 'code')).toBeVisible();
  await field(page, 'code').fill(codes[0] ?? '');
  await send(page, 'code');
  await expect(page).toHaveURL('/certificates');
  await expectLoggedIn(page);

  await page.goto('/account/security');
  await page.locator('#second-factor summary').click();
  await field(page, 'password').fill(person.password);
  await field(page, 'code').fill(codes[1] ?? '');
  await send(page, 'code');
  await expect(field(page, 'code')).toHaveCount(0);
  await nextMail(request, person.email, (mail) => mail.kind === 'second_factor_off');
});

test('a session on another device is seen and ended from here @nojs', async ({
  page,
  person,
  request,
  newVisitor,
}) => {
  const { email, password } = person;
  const login = await request.post('/api/auth/login/', { data: { email, password } });
  const other = await newVisitor({ ...person, tokens: await login.json() });
  await other.goto('/account');
  await expect(other).toHaveURL('/account');
  await page.goto('/account/security');
  const lines = page.locator('#sessions .inbox-line');
  await expect(lines).toHaveCount(2);
  await expect(page.locator('#sessions .inbox-line.is-unread')).toHaveCount(1);
  await page.locator('#sessions .inbox-line:not(.is-unread) button').click();
  await expect(lines).toHaveCount(1);
  await other.goto('/account');
  await expect(other).toHaveURL(/\/login/);
  await page.reload();
  await expect(page).toHaveURL('/account/security');
});
