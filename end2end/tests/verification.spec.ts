// An e-mail address counts as its owner's once the link in the first mail was followed.
import { mailTo, nextMail } from '../support/mail.ts';
import { expect, signIn, test } from '../support/test.ts';
import { field, send } from '../pages/forms.ts';
import { uniqueEmail } from '../support/unique.ts';

const isLink = ({ kind }: { kind: string }) => kind === 'verify_email';

function linkIn(text: string): string {
  const link = new URL(/https?:\S*\/verify-email\?\S+/.exec(text)?.[0] ?? '');
  return link.pathname + link.search;
}

test('an address is verified by the link in the first mail @nojs', async ({
  newcomer,
  page,
  context,
  request,
  baseURL,
  accessible,
  guard,
}) => {
  guard.allowStatus(401);
  const person = await newcomer();
  await signIn(context, person.tokens, baseURL ?? '');
  await page.goto('/account');
  const notice = page.locator('.verify-notice');
  await expect(notice).toContainText(person.email);
  await accessible();
  const link = linkIn((await nextMail(request, person.email, isLink)).text);
  // A mail program that looks ahead uses nothing up.
  expect((await request.get(link)).status()).toBe(200);
  await page.goto(link);
  await expect(page).toHaveURL((url) => url.pathname === '/verify-email');
  await accessible();
  await page.locator('main form button[type="submit"]').click();
  await expect(page).toHaveURL('/account');
  await expect(page.locator('.toast')).toBeVisible();
  await expect(notice).toHaveCount(0);
  await page.goto(link);
  await page.locator('main form button[type="submit"]').click();
  await expect(page.locator('main').getByRole('alert')).toBeVisible();
});

test('the link is sent again @nojs', async ({ newcomer, page, context, request, baseURL }) => {
  const person = await newcomer();
  await signIn(context, person.tokens, baseURL ?? '');
  await nextMail(request, person.email, isLink);
  await page.goto('/account');
  await page.locator('.verify-notice button[type="submit"]').click();
  await expect(page.locator('.toast')).toBeVisible();
  await expect(async () => {
    expect((await mailTo(request, person.email)).filter(isLink)).toHaveLength(2);
  }).toPass({ timeout: 15_000 });
});

test('another address is verified before it counts, and the old one is told @nojs', async ({
  person,
  page,
  request,
  guard,
}, info) => {
  guard.allowStatus(422);
  const next = uniqueEmail(info);
  await page.goto('/account');
  await field(page, 'email').fill(next);
  await field(page, 'email_password').fill('not my password');
  await send(page, 'email');
  await expect(page.locator('#email_password-error')).toBeVisible();
  await field(page, 'email').fill(next);
  await field(page, 'email_password').fill(person.password);
  await send(page, 'email');
  await expect(page.locator('.toast')).toBeVisible();
  await nextMail(request, person.email, ({ kind }) => kind === 'email_change_requested');
  await page.goto(linkIn((await nextMail(request, next, isLink)).text));
  await page.locator('main form button[type="submit"]').click();
  await expect(page).toHaveURL('/account');
  await expect(page.locator('main')).toContainText(next);
  await nextMail(request, person.email, ({ kind }) => kind === 'email_changed');
});
