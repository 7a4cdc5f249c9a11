// What protects visitors: headers, cookies, and texts that stay texts.
import { field, send } from '../pages/forms.ts';
import { expect, test } from '../support/test.ts';
import { uniqueWord } from '../support/unique.ts';

test('every page comes with its protection', async ({ page, person, newEvent, guard }) => {
  guard.allowStatus(404);
  const event = await newEvent();
  const held = await person.api.book(event.id, 1);
  const paths = ['/', '/events', `/events/${event.slug}`, '/login', `/bookings/${held.id}`, '/nowhere'];
  const nonces = new Set<string>();
  for (const path of paths) {
    const headers = (await page.goto(path))?.headers() ?? {};
    const policy = headers['content-security-policy'] ?? '';
    expect(policy, path).toContain("default-src 'none'");
    const [, scripts = ''] = /script-src([^;]*)/.exec(policy) ?? [];
    expect(scripts).toMatch(/'nonce-[A-Za-z0-9+/_=-]{16,}'/);
    expect(scripts).not.toContain("'unsafe-inline'");
    expect(scripts).not.toContain("'unsafe-eval'");
    expect(policy).toContain("base-uri 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(policy).toContain("form-action 'self'");
    nonces.add(/'nonce-([^']+)'/.exec(scripts)?.[1] ?? '');
    expect(headers['x-content-type-options']).toBe('nosniff');
    expect(headers['referrer-policy']).toBeTruthy();
    expect(headers['permissions-policy']).toBeTruthy();
    expect(headers['cross-origin-opener-policy']).toBe('same-origin');
    expect(headers['x-powered-by']).toBeUndefined();
  }
  expect(nonces.size, 'a nonce is used once').toBe(paths.length);
});

test('a private page is kept by no cache', async ({ page, person, newEvent }) => {
  const held = await person.api.book((await newEvent()).id, 1);
  for (const path of ['/bookings', `/bookings/${held.id}`, '/account']) {
    const answer = await page.goto(path);
    expect(answer?.headers()['cache-control'], path).toMatch(/no-store|private/);
  }
});

test('a script in an event is only text or is dropped @nojs', async ({ page, newEvent, api, person }) => {
  expect(person.email).not.toBe('');
  const mark = uniqueWord();
  const title = `<img src=x onerror=alert(1)> ${mark}`;
  const event = await newEvent({
    title,
    description: [
      `<script>document.title = '${mark}'</script>`,
      `<img src="/${mark}" onerror="alert(1)">`,
      '[click](javascript:alert(1))',
      '<iframe src="https://example.org"></iframe>',
      '<style>body { display: none }</style>',
      '<a href="https://example.org" onclick="alert(1)" style="color:red">kept</a>',
    ].join('\n\n'),
  });
  page.on('dialog', (dialog) => {
    throw new Error(`a dialog came up: ${dialog.message()}`);
  });
  await page.goto(`/events/${event.slug}`);
  await expect(page.locator('h1')).toHaveText(title);
  const prose = page.locator('.prose');
  await expect(prose).toContainText('kept');
  await expect(prose.locator('script, style, iframe')).toHaveCount(0);
  await expect(prose.locator('[onerror], [onclick], [style]')).toHaveCount(0);
  await expect(prose.locator('a[href^="javascript"]')).toHaveCount(0);
  await page.goto(`/events?search=${mark}`);
  await expect(page.getByTestId('event-card').locator('h3')).toHaveText(title);
  expect((await api.event(event.id)).title).toBe(title);
});

test('a title stays a title, and a field of several lines stays a field @nojs', async ({
  page,
  newEvent,
  person,
}) => {
  const title = `</title><meta http-equiv="refresh" content="0;url=/login">${uniqueWord()}`;
  const event = await newEvent({ title });
  await page.goto(`/events/${event.slug}`);
  await expect(page).toHaveTitle(`${title} · Event Hub`);
  await expect(page.locator('meta[http-equiv="refresh"]')).toHaveCount(0);
  await expect(page).toHaveURL(new RegExp(`/events/${event.slug}$`));

  const bio = '</textarea><b id="out">out</b>\n& so on';
  await page.goto('/account');
  await field(page, 'bio').fill(bio);
  await send(page, 'bio');
  await expect(page.locator('.toast')).toBeVisible();
  await page.reload();
  await expect(field(page, 'bio')).toHaveValue(bio);
  await expect(page.locator('#out')).toHaveCount(0);
  expect(person.email).not.toBe('');
});

test('a page fetches no picture that its text names @nojs', async ({ page, newEvent }) => {
  const event = await newEvent({ description: '![A plan](https://elsewhere.test/plan.png)' });
  const asked: string[] = [];
  page.on('request', (request) => asked.push(request.url()));
  await page.goto(`/events/${event.slug}`);
  const plan = page.locator('.prose a', { hasText: 'A plan' });
  await expect(plan).toHaveAttribute('href', 'https://elsewhere.test/plan.png');
  expect(asked.filter((address) => address.includes('elsewhere.test'))).toEqual([]);
});

test('a form on another site can do nothing here', async ({ page, person, newEvent, baseURL }) => {
  const event = await newEvent();
  const forged = await page.request.post('/fn/book', {
    form: { event: event.id, quantity: '1', key: '' },
    headers: { Origin: 'https://evil.test', 'Sec-Fetch-Site': 'cross-site' },
  });
  expect(forged.status()).toBe(403);
  expect((await person.api.bookings()).count).toBe(0);
  const own = await page.request.post('/fn/book', {
    form: { event: event.id, quantity: '1', key: '' },
    headers: { Origin: baseURL ?? '', 'Sec-Fetch-Site': 'same-origin' },
  });
  expect(own.ok()).toBe(true);
  expect((await person.api.bookings()).count).toBe(1);
});

test('session cookies are out of reach of scripts', async ({ page, context, person }) => {
  await page.goto('/login');
  await page.locator('#email').fill(person.email);
  expect(await page.evaluate(() => document.cookie)).not.toMatch(/access|refresh/);
  for (const cookie of await context.cookies()) {
    expect(cookie.httpOnly, cookie.name).toBe(true);
    expect(cookie.sameSite, cookie.name).toBe('Lax');
  }
});
