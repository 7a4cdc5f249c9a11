// Messages: whom they go to, how they look, a copy to oneself, what became of them, and news that stop.
import { nextMail } from '../support/mail.ts';
import { ADMIN, expect, inHours, test } from '../support/test.ts';

test('a message goes to whom the list finds, and says who got it @nojs @phone', async ({
  page,
  host,
  newPerson,
  accessible,
  request,
}) => {
  // Two messages on their way, and a page that is looked at until they are gone.
  test.slow();
  const event = await host.newEvent({ price: '0.00' });
  const [ada, grace] = [await newPerson(), await newPerson()];
  await ada.api.book(event.id, 1);
  await grace.api.book(event.id, 1);
  await page.goto(`/organize/events/${event.slug}/messages`);
  await accessible();
  await page.goto(`/organize/events/${event.slug}/bookings?search=${encodeURIComponent(ada.email)}`);
  await page.getByTestId('message-these').click();
  await page.waitForURL(/messages\/new\?/);
  await page.waitForLoadState('networkidle');
  await expect(page.getByTestId('reach').locator('strong')).toContainText('1');
  await accessible();
  await page.locator('#subject').fill('Doors open at five');
  await page.locator('#body').fill('Come **early**.');

  // How it looks, by day and by night, and a copy to oneself: what was typed stays.
  const frame = page.frameLocator('.message-frame');
  await page.locator('.message-looks button').nth(1).click();
  await expect(frame.locator('strong')).toHaveText('early');
  await page.locator('.message-looks button').nth(2).click();
  await expect(frame.getByRole('status')).toBeVisible();
  const copy = await nextMail(request, host.email, ({ kind }) => kind === 'organizer_message');
  expect(copy.html).toContain('<strong>early</strong>');
  await expect(page.locator('#body')).toHaveValue('Come **early**.');

  // By keyboard: a click while the page still scrolls would go to the frame above.
  await page.getByTestId('send-message').press('Enter');
  await page.waitForURL(/messages\/[0-9a-f-]{36}/);
  const mail = await nextMail(request, ada.email, ({ kind }) => kind === 'organizer_message');
  expect(mail.subject).toContain('Doors open at five');
  expect(mail.subject).toContain(event.title);
  await expect(async () => {
    await page.reload();
    await expect(page.getByTestId('recipients').locator('.badge-ok')).toBeVisible();
  }).toPass();
  await expect(page.getByTestId('recipients')).toContainText(ada.email);
  await expect(page.getByTestId('recipients')).not.toContainText(grace.email);
  await accessible();
});

test('what waits for its time is changed and cancelled @nojs', async ({ page, host, newPerson, accessible }) => {
  const event = await host.newEvent({ price: '0.00' });
  await (await newPerson()).api.book(event.id, 1);
  const id = await host.api.writeMessage(event.id, { send_at: inHours(24) });
  await page.goto(`/organize/events/${event.slug}/messages/${id}`);
  await accessible();
  await page.getByTestId('change-message').click();
  await page.waitForURL(/edit=/);
  await page.waitForLoadState('networkidle');
  await expect(page.locator('#subject')).toHaveValue('Doors open at five');
  await page.locator('#subject').fill('Doors open at six');
  await page.getByTestId('send-message').click();
  await page.waitForURL((url) => url.pathname.endsWith(id));
  await expect(page.locator('#message-title')).toHaveText('Doors open at six');
  await page.getByTestId('cancel-message').click();
  await expect(page.getByTestId('message-state')).toHaveClass(/badge-past/);
  await expect(page.getByTestId('cancel-message')).toHaveCount(0);
});

test('what is wrong is said beside its field and nothing is lost @nojs', async ({
  page,
  guard,
  host,
  newPerson,
  accessible,
}) => {
  guard.allowStatus(422);
  const event = await host.newEvent({ price: '0.00' });
  await (await newPerson()).api.book(event.id, 1);
  await page.goto(`/organize/events/${event.slug}/messages/new?status=CONFIRMED`);
  await page.waitForLoadState('networkidle');
  await page.locator('#subject').fill('Doors');
  await page.locator('#body').fill('Come early.');
  await page.locator('input[name="when"][value="later"]').check();
  await page.locator('#send_at').fill('2020-01-01T10:00');
  await page.getByTestId('send-message').click();
  await expect(page.locator('#send_at-error')).toBeVisible();
  await accessible();
  await expect(page.locator('#subject')).toHaveValue('Doors');
  await expect(page.locator('#body')).toHaveValue('Come early.');
});

test('a long text is not lost by a refusal, and is given back once @nojs @phone', async ({ page, guard, host, newPerson }) => {
  guard.allowStatus(422);
  const event = await host.newEvent({ price: '0.00' });
  await (await newPerson()).api.book(event.id, 1);
  const form = `/organize/events/${event.slug}/messages/new?status=CONFIRMED`;
  await page.goto(form);
  await page.waitForLoadState('networkidle');
  const body = 'Приходите **пораньше**. '.repeat(375).trim();
  expect(body.length).toBeGreaterThan(8_900);
  await page.locator('#subject').fill('Doors');
  await page.locator('#body').fill(body);
  await page.locator('input[name="when"][value="later"]').check();
  await page.locator('#send_at').fill('2020-01-01T10:00');
  await page.getByTestId('send-message').click();
  await expect(page.locator('#send_at-error')).toBeVisible();
  await expect(page.locator('#body')).toHaveValue(body);
  await expect(page.locator('#subject')).toHaveValue('Doors');
  await page.goto(form);
  await expect(page.locator('#body')).toHaveValue('');

  // The same of a session of the agenda.
  await page.goto(`/organize/events/${event.slug}/agenda/new`);
  await page.waitForLoadState('networkidle');
  await page.locator('#title').fill('Opening');
  await page.locator('#description').fill(body);
  await page.getByTestId('save-session').click();
  await expect(page.locator('#room-error')).toBeVisible();
  await expect(page.locator('#description')).toHaveValue(body);
});

test('news bear a link that stops them, without an account @nojs', async ({
  page,
  host,
  newPerson,
  newVisitor,
  accessible,
  request,
}) => {
  const event = await host.newEvent({ price: '0.00' });
  const ada = await newPerson();
  await ada.api.book(event.id, 1);
  await host.api.writeMessage(event.id, { news: true });
  const mail = await nextMail(request, ada.email, ({ kind }) => kind === 'organizer_message');
  const link = /\/unsubscribe\/[\w-]+/.exec(mail.text)?.[0] ?? '';
  const reader = await newVisitor();
  await reader.goto(link);
  await accessible(reader);
  await reader.getByRole('button').click();
  await expect(reader.locator('button[name="news"]')).toBeVisible();
  await page.goto(`/organize/events/${event.slug}/messages/new?status=CONFIRMED`);
  await expect(page.getByTestId('reach').locator('li')).toHaveCount(1);
  await reader.locator('button[name="news"]').click();
  await expect(reader.locator('button[name="news"]')).toHaveCount(0);
  // A mail program's own button is one POST, which no page has sent.
  const clicked = await request.post(link, { form: { 'List-Unsubscribe': 'One-Click' } });
  expect(clicked.status()).toBe(200);
  await page.reload();
  await expect(page.getByTestId('reach').locator('li')).toHaveCount(1);
});

test('a new organizer may write to so many a day, until an admin trusts them @nojs', async ({
  page,
  api,
  host,
  newPerson,
  newVisitor,
  accessible,
}) => {
  const event = await host.newEvent({ price: '0.00' });
  await (await newPerson()).api.book(event.id, 1);
  const form = `/organize/events/${event.slug}/messages/new?status=CONFIRMED`;
  await page.goto(form);
  await expect(page.getByTestId('left-today')).toBeVisible();
  await accessible();
  const tokens = await api.logIn(ADMIN);
  const admin = await newVisitor({ ...ADMIN, tokens, api: api.as(tokens) });
  // The newest come first.
  await admin.goto('/admin/events/organizers');
  await admin.waitForLoadState('networkidle');
  const row = admin.locator('.data-list tbody tr', { hasText: host.email });
  await row.getByTestId('trust-organizer').click();
  await expect(row).toHaveCount(0);
  await page.goto(form);
  await expect(page.locator('#subject')).toBeVisible();
  await expect(page.getByTestId('left-today')).toHaveCount(0);
});
