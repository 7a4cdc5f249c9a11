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
  expect(await organizer.api.issueCertificates(event.id)).toEqual({ issued: 1, total: 1 });
  expect(await organizer.api.issueCertificates(event.id)).toEqual({ issued: 0, total: 1 });
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
