// Accounts: registering, logging in and out, lost passwords, sessions that last.
import { expectLoggedIn, expectLoggedOut, logIn, logOut, register } from '../pages/accounts.ts';
import { alert, expectFieldError, field, send } from '../pages/forms.ts';
import { mailTo, nextMail } from '../support/mail.ts';
import { expect, test } from '../support/test.ts';
import { uniqueEmail } from '../support/unique.ts';

const PASSWORD = 'rain on a tin roof';

test('what is wrong with a registration is told by field and nothing typed is lost @nojs @phone', async ({
  page,
  guard,
  t,
  accessible,
}, info) => {
  guard.allowStatus(422);
  const account = {
    display_name: 'Zoë <b>“Ж”</b>',
    // Two slips that a browser's own checks let pass.
    email: 'zoe@localhost',
    password: 'aaaaaaaaaaaa',
  };
  await page.goto('/register?role=organizer');
  await register(page, account);
  await expect(alert(page)).toContainText(t.checkFields);
  await expectFieldError(page, 'email', t.notRight);
  await expectFieldError(page, 'password', t.passwordTooEasy);
  await expect(field(page, 'display_name')).toHaveValue(account.display_name);
  await expect(field(page, 'email')).toHaveValue(account.email);
  await expect(page.locator('[name="role"][value="organizer"]')).toBeChecked();
  await accessible();

  await register(page, { ...account, email: uniqueEmail(info), password: PASSWORD });
  await expect(page).toHaveURL('/organize');
  await expectLoggedIn(page);
});

test('the server checks what a browser was told not to @nojs', async ({ page, guard, t }) => {
  guard.allowStatus(422);
  await page.goto('/register');
  await page.locator('main form.form-card').evaluate((form: HTMLFormElement) => {
    form.noValidate = true;
  });
  await register(page, { display_name: ' ', email: 'not an address', password: 'short' });
  await expectFieldError(page, 'email', t.notRight);
  await expectFieldError(page, 'password', t.passwordTooShort);
  await expect(page.locator('#display_name-error')).toBeVisible();
  await expect(field(page, 'email')).toHaveValue('not an address');
});

test('an address that has an account already is told so @nojs', async ({ page, newPerson, guard, t }) => {
  guard.allowStatus(409);
  const person = await newPerson();
  await page.goto('/register');
  await register(page, { ...person, email: person.email.toUpperCase(), password: PASSWORD });
  await expect(alert(page)).toContainText(t.emailTaken);
  await expect(field(page, 'display_name')).toHaveValue(person.display_name);
});

test('a wrong password and an unknown address are told alike @nojs', async ({
  page,
  newPerson,
  guard,
  t,
  accessible,
}, info) => {
  guard.allowStatus(401);
  const person = await newPerson();
  await page.goto('/login');
  await logIn(page, person.email, 'not my password');
  await expect(alert(page)).toHaveText(t.wrongCredentials);
  await expect(field(page, 'email')).toHaveValue(person.email);
  if (info.project.use.javaScriptEnabled === false) {
    await expect(field(page, 'password')).toHaveValue('');
  }
  await accessible();
  await page.goto('/login');
  await logIn(page, uniqueEmail(info), 'not my password');
  await expect(alert(page)).toHaveText(t.wrongCredentials);
  await logIn(page, person.email, person.password);
  await expect(page).toHaveURL('/bookings');
  await expectLoggedIn(page);
});

test('logging out ends the session @nojs @phone', async ({ page, context, person, t }) => {
  await page.goto('/bookings');
  await expectLoggedIn(page);
  await logOut(page);
  await expect(page).toHaveURL('/');
  await expect(page.locator('.toast')).toHaveText(t.loggedOut);
  await expectLoggedOut(page);
  await page.reload();
  await expect(page.locator('.toast')).toHaveCount(0);
  await page.goto('/bookings');
  await expect(page).toHaveURL('/login?next=/bookings');
  // The tokens are dead, and not only forgotten by this browser.
  expect(await context.cookies()).not.toContainEqual(expect.objectContaining({ name: 'refresh' }));
  const refreshed = await page.request.post('/api/auth/refresh/', {
    data: { refresh: person.tokens.refresh },
  });
  expect(refreshed.status()).toBe(401);
});

test('a forgotten password is replaced through the link in the mail @nojs', async ({
  page,
  request,
  newPerson,
  newVisitor,
  guard,
  t,
  accessible,
}) => {
  guard.allowStatus(401, 422);
  const person = await newPerson();
  const elsewhere = await newVisitor(person);
  await elsewhere.goto('/account');
  await expectLoggedIn(elsewhere);

  await page.goto('/login');
  await page.locator('main a[href="/forgot-password"]').click();
  await accessible();
  await field(page, 'email').fill(person.email);
  await send(page, 'email');
  await expect(page.locator('main')).toContainText(t.resetMailSent.replace(/\.$/, ''));
  const mail = await nextMail(request, person.email, ({ text }) => text.includes('/reset-password'));
  const link = new URL(/https?:\S*\/reset-password\?\S+/.exec(mail.text)?.[0] ?? '');
  const path = link.pathname + link.search;

  await page.goto(path);
  await accessible();
  await field(page, 'password').fill('aaaaaaaaaaaa');
  await send(page, 'password');
  await expectFieldError(page, 'password', t.passwordTooEasy);
  await field(page, 'password').fill(PASSWORD);
  await send(page, 'password');
  await expect(page).toHaveURL('/login');
  await expect(page.locator('.toast')).toHaveText(t.passwordChanged);
  await logIn(page, person.email, PASSWORD);
  await expectLoggedIn(page);

  await page.goto(path);
  await field(page, 'password').fill('and once more with it');
  await send(page, 'password');
  await expect(alert(page)).toContainText(t.linkNoLongerValid);

  await elsewhere.goto('/account');
  await expect(elsewhere).toHaveURL('/login?next=/account');
});

test('nobody learns from a password reset who has an account @nojs', async ({ page, request, t }, info) => {
  const stranger = uniqueEmail(info);
  await page.goto('/forgot-password');
  await field(page, 'email').fill(stranger);
  await send(page, 'email');
  await expect(page.locator('main')).toContainText(t.resetMailSent.replace(/\.$/, ''));
  expect(await mailTo(request, stranger)).toEqual([]);
});

const elsewhere = [
  'https://evil.test/',
  '//evil.test',
  '/\\evil.test',
  'javascript:alert(1)',
  '/%09/evil.test',
  '\t//evil.test',
];

test('the way back after a log-in never leads to another site @nojs', async ({
  page,
  context,
  newPerson,
  baseURL,
}) => {
  const person = await newPerson();
  for (const next of elsewhere) {
    await context.clearCookies();
    await page.goto(`/login?next=${encodeURIComponent(next)}`);
    await logIn(page, person.email, person.password);
    await expectLoggedIn(page);
    expect(new URL(page.url()).origin).toBe(baseURL);
  }
});

test('a session outlives a reload and an access cookie that has lapsed @nojs', async ({
  page,
  context,
  person,
}) => {
  await page.goto('/account');
  await expect(field(page, 'display_name')).toHaveValue(person.display_name);
  await page.reload();
  await expectLoggedIn(page);

  await context.clearCookies({ name: 'access' });
  await page.goto('/account');
  await expect(field(page, 'display_name')).toHaveValue(person.display_name);
  const cookies = await context.cookies();
  const access = cookies.find(({ name }) => name === 'access');
  expect(access?.value).toBeTruthy();
  expect(access?.httpOnly).toBe(true);
  expect(access?.sameSite).toBe('Lax');
  // The old refresh token was spent for it.
  const refresh = cookies.find(({ name }) => name === 'refresh');
  expect(refresh?.value).not.toBe(person.tokens.refresh);

  await context.addCookies([{ ...access, name: 'access', value: 'forged.access.token' }] as never);
  await page.goto('/bookings');
  await expectLoggedIn(page);
});

test('a lapsed session is renewed without a reload while the app runs', async ({
  page,
  context,
  person,
  newEvent,
}) => {
  const event = await newEvent();
  await page.goto(`/events/${event.slug}`);
  await context.clearCookies({ name: 'access' });
  await page.getByTestId('book-submit').click();
  await expect(page.getByTestId('hold-countdown')).toBeVisible();
  expect((await person.api.bookings()).count).toBe(1);
});

test('a profile is saved, and what is wrong with it is told by field @nojs', async ({
  page,
  person,
  guard,
  t,
  accessible,
}) => {
  guard.allowStatus(422);
  expect(person.display_name).not.toBe('');
  await page.goto('/account');
  await accessible();
  await field(page, 'display_name').fill('Grace Hopper');
  await field(page, 'bio').fill('Line one\nline two');
  await field(page, 'timezone').fill('Mars/Olympus');
  await send(page, 'bio');
  await expect(page.locator('#timezone-error')).toBeVisible();
  await expect(field(page, 'display_name')).toHaveValue('Grace Hopper');
  await expect(field(page, 'bio')).toHaveValue('Line one\nline two');
  await field(page, 'timezone').fill('Asia/Tokyo');
  await send(page, 'bio');
  await expect(page.locator('.toast')).toBeVisible();
  await page.reload();
  await expect(field(page, 'display_name')).toHaveValue('Grace Hopper');
  await expect(field(page, 'bio')).toHaveValue('Line one\nline two');
  await expect(field(page, 'timezone')).toHaveValue('Asia/Tokyo');
  await expect(page.locator('html')).toHaveAttribute('lang', t.locale);
});

test('the demo accounts that the server prints can log in', async ({ page, context }) => {
  for (const role of ['attendee', 'organizer', 'admin']) {
    await context.clearCookies();
    await page.goto('/login');
    await logIn(page, `${role}@eventhub.test`, `${role}-demo-password`);
    await expect(page).toHaveURL('/bookings');
    await expectLoggedIn(page);
  }
});
