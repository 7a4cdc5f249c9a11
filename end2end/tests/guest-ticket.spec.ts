// A ticket that the organizer gave away: seen without an account, and made one if that is wanted.
import { expectLoggedIn, logIn } from '../pages/accounts.ts';
import { field, send } from '../pages/forms.ts';
import { nextMail } from '../support/mail.ts';
import { expect, test } from '../support/test.ts';
import { uniqueEmail } from '../support/unique.ts';

const PASSWORD = 'seven blue kites over Berlin';

test('a guest sees the ticket without an account, and makes one @nojs @phone', async ({
  page,
  request,
  organizer,
  newEvent,
  accessible,
}, info) => {
  const event = await newEvent();
  const email = uniqueEmail(info);
  const invited = await organizer.api.inviteGuest(event.id, { name: 'Gerda Guest', email });
  expect(invited.created).toHaveLength(1);
  const mail = await nextMail(request, email, ({ kind }) => kind === 'guest_ticket');
  const path = /\/guest\/[\w-]+/.exec(mail.text)?.[0] ?? '';
  expect(mail.attachments).toHaveLength(2);

  await page.goto(path);
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(event.title);
  await expect(page.getByRole('heading', { name: 'Gerda Guest' })).toBeVisible();
  await expect(page.locator('svg[role="img"]')).toBeVisible();
  await accessible();
  for (const link of await page.locator('a[download]').all()) {
    const file = await request.get((await link.getAttribute('href')) ?? '');
    expect(file.status()).toBe(200);
  }
  // The address is proved by who reads its mail, with the keyboard alone.
  await page.locator(`form[action$="/confirm"] button`).focus();
  await page.keyboard.press('Enter');
  await expect(page.locator(`form[action$="/confirm"]`)).toHaveCount(0);
  await accessible();

  await page.locator(`form[action$="/account"] button`).click();
  await expect(page.getByRole('status')).toBeVisible();
  const reset = await nextMail(request, email, ({ kind }) => kind === 'password_reset');
  await page.goto(/\/reset-password\?token=[\w-]+/.exec(reset.text)?.[0] ?? '');
  await field(page, 'password').fill(PASSWORD);
  await send(page, 'password');
  await expect(page).toHaveURL('/login');
  await logIn(page, email, PASSWORD);
  await expectLoggedIn(page);
  // From now on its address leads to the booking.
  await page.goto(path);
  await expect(page).toHaveURL(`/bookings/${invited.created[0]?.booking}`);
  await accessible();
});

test('an address that is none says so kindly @nojs', async ({ page, guard }) => {
  guard.allowStatus(404);
  const answer = await page.goto('/guest/nothing-to-be-found-here');
  expect(answer?.status()).toBe(404);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
});
