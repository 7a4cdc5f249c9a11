// Certificates: one's own, the PDF, and the page where everyone can check a number.
import { nextMail } from '../support/mail.ts';
import { attended } from '../support/past.ts';
import { expect, test } from '../support/test.ts';

test('a certificate comes by mail, is kept, and can be checked by everyone @nojs @phone', async ({
  page,
  request,
  person,
  organizer,
  newEvent,
  newVisitor,
  accessible,
}) => {
  const event = await attended(newEvent, person);
  expect(await organizer.api.issueCertificates(event.id)).toEqual({ issued: 1, total: 1, remaining: 0 });
  expect(await organizer.api.issueCertificates(event.id)).toEqual({ issued: 0, total: 1, remaining: 0 });
  const mail = await nextMail(request, person.email, (m) => m.kind === 'certificate_issued');
  const number = (await person.api.certificates()).results[0]?.number ?? '';
  expect(mail.text).toContain(`/certificates/${number}`);

  await page.goto('/certificates');
  const row = page.getByTestId('certificate');
  await expect(row).toContainText(event.title);
  await accessible();
  await row.locator('h2 a').click();
  await expect(page.locator('main h1')).toHaveText(person.display_name);
  await accessible();
  const href = await page.locator('main a[href$=".pdf"]').getAttribute('href');
  const pdf = await request.get(href ?? '');
  expect(pdf.headers()['content-type']).toBe('application/pdf');

  const guest = await newVisitor();
  await guest.goto(`/certificates/${number.toLowerCase()}`);
  await expect(guest.locator('main h1')).toHaveText(person.display_name);
});

test('an unknown number is no certificate, and somebody without one is told what they are @nojs', async ({
  page,
  person,
  guard,
}) => {
  guard.allowStatus(404);
  expect((await person.api.certificates()).count).toBe(0);
  await page.goto('/certificates');
  await expect(page.locator('main .empty')).toBeVisible();
  const answer = await page.goto('/certificates/00000-00000-00000-00000-00000');
  expect(answer?.status()).toBe(404);
  await expect(page.locator('main h1')).toBeVisible();
});

test('the organizer previews, issues and revokes certificates @nojs @phone', async ({
  page,
  request,
  host,
  newPerson,
  accessible,
}) => {
  test.slow();
  const guest = await newPerson();
  const event = await attended(host.newEvent, guest);
  await page.goto(`/organize/events/${event.slug}/certificates`);
  await page.waitForLoadState('networkidle');
  await accessible();
  const download = page.waitForEvent('download');
  await page.getByTestId('preview').click();
  expect((await download).suggestedFilename()).toBe('certificate-preview.pdf');
  await page.locator('input[name="whom"][value="all"]').check();
  await page.getByTestId('issue').click();
  const row = page.locator('.data-list tbody tr');
  await expect(row).toContainText(guest.email);
  await expect(page.getByTestId('telling')).toBeVisible();
  const mail = await nextMail(request, guest.email, (mail) => mail.kind === 'certificate_issued');
  expect(mail.subject).toContain(event.title);
  await page.reload();
  await expect(page.locator('[data-testid="telling"] progress')).toHaveAttribute('value', '1');
  await page.waitForLoadState('networkidle');
  await accessible();
  const number = (await guest.api.certificates()).results[0]?.number ?? '';
  await row.locator('a.button').click();
  await expect(page.getByTestId('revoke-step')).toBeVisible();
  await accessible();
  await page.locator('#reason').fill('The <b>wrong</b> name.');
  await page.getByTestId('confirm-revoke').click();
  await expect(row.locator('.badge-stop')).toBeVisible();
  await expect(row).toContainText('The <b>wrong</b> name.');
  expect((await guest.api.certificates()).count).toBe(0);
  const answer = await page.request.get(`/api/certificates/${number}/`);
  expect(answer.status()).toBe(404);
});
