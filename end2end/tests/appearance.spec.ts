// Language, theme, time zones, small screens, and addresses that lead nowhere.
import type { Page } from '@playwright/test';
import { expect, test } from '../support/test.ts';
import { texts } from '../support/texts.ts';

const background = (page: Page): Promise<string> =>
  page.evaluate(() => getComputedStyle(document.documentElement).backgroundColor);

test('the language can be chosen and stays chosen @nojs @phone', async ({ page, t }) => {
  const other = t.locale === 'en' ? texts.ru : texts.en;
  await page.goto('/events?is_free=true');
  await expect(page.locator('html')).toHaveAttribute('lang', t.locale);
  await page.getByTestId('language-switch').locator(`button[value="${other.locale}"]`).click();
  await expect(page).toHaveURL('/events?is_free=true');
  await expect(page.locator('html')).toHaveAttribute('lang', other.locale);
  await page.goto('/');
  await expect(page.locator('h1')).toHaveText(other.heroTitle);
  await page.reload();
  await expect(page.locator('h1')).toHaveText(other.heroTitle);
});

test('the language of somebody who is logged in goes with them', async ({ page, person, newVisitor }) => {
  await page.goto('/');
  await page.getByTestId('language-switch').locator('button[value="ru"]').click();
  await expect(page.locator('h1')).toHaveText(texts.ru.heroTitle);
  const phone = await newVisitor(person);
  await phone.goto('/');
  await expect(phone.locator('h1')).toHaveText(texts.ru.heroTitle);
});

test('a language that is not spoken here gets English', async ({ browser }) => {
  const context = await browser.newContext({ locale: 'fi-FI' });
  const page = await context.newPage();
  await page.goto('/');
  await expect(page.locator('h1')).toHaveText(texts.en.heroTitle);
  await context.close();
});

test('the theme can be chosen, stays chosen and is there from the first paint @nojs', async ({
  page,
  colorScheme,
}) => {
  await page.goto('/');
  const systems = await background(page);
  const other = colorScheme === 'dark' ? 'light' : 'dark';
  await page.getByTestId('theme-switch').locator(`button[value="${other}"]`).click();
  await expect(page.locator('html')).toHaveAttribute('data-theme', other);
  await expect.poll(() => background(page)).not.toBe(systems);
  const chosen = await background(page);

  // The server sends it with the document, so there is nothing to flash.
  // The switch shows its choice before the server has heard of it.
  const sent = async (): Promise<string | undefined> =>
    /data-theme="(\w+)"/.exec(await (await page.request.get('/events')).text())?.[1];
  await expect.poll(sent).toBe(other);
  await page.goto('/events');
  expect(await background(page)).toBe(chosen);

  await page.getByTestId('theme-switch').locator('button[value="system"]').click();
  await expect(page.locator('html')).not.toHaveAttribute('data-theme', /./);
  await expect.poll(() => background(page)).toBe(systems);
});

test('an address that leads nowhere says so with status 404 @nojs @phone', async ({ page, guard, t, accessible }) => {
  guard.allowStatus(404);
  for (const path of ['/nowhere', '/events/no-such-event', '/events/a/b/c', '/%F0%9F%8E%89']) {
    const answer = await page.goto(path);
    expect(answer?.status(), path).toBe(404);
    await expect(page.locator('h1')).toHaveText(t.nothingHere);
  }
  await accessible();
  await page.locator('main a[href="/events"]').click();
  await expect(page).toHaveURL('/events');
});

test.describe('a visitor in Tokyo', () => {
  test.use({ timezoneId: 'Asia/Tokyo' });

  test("sees an event's time in its own zone, with theirs beside it", async ({ page, newEvent }) => {
    const year = new Date().getUTCFullYear() + 1;
    const event = await newEvent({
      start_date: `${year}-07-01T16:30:00Z`,
      end_date: `${year}-07-01T19:00:00Z`,
      timezone: 'Europe/Berlin',
    });
    await page.goto(`/events/${event.slug}`);
    const facts = page.locator('.facts');
    await expect(facts.locator('time')).toContainText('18:30');
    await expect(facts.locator('time')).toHaveAttribute('datetime', `${year}-07-01T16:30:00Z`);
    await expect(facts).toContainText('CEST');
    await expect(facts).toContainText('Europe/Berlin');
    await expect(facts.locator('.viewer-time')).toContainText('01:30');
  });
});

test('without JavaScript the zone of the event is named @nojs', async ({ page, newEvent }) => {
  const event = await newEvent({ timezone: 'America/New_York', location: 'New York' });
  await page.goto(`/events/${event.slug}`);
  await expect(page.locator('.facts')).toContainText('America/New York');
});

test.describe('at 360 pixels', () => {
  test.use({ viewport: { width: 360, height: 740 } });

  test('no page scrolls sideways @phone', async ({ page, person, newEvent, guard }) => {
    guard.allowStatus(404);
    const event = await newEvent({
      title: `Donaudampfschifffahrtsgesellschaftskapitän ${'W'.repeat(50)}`,
      description: `${'unbroken'.repeat(40)}\n\n| a | b |\n|---|---|\n| ${'wide '.repeat(30)} | x |\n\n\`\`\`\n${'code '.repeat(40)}\n\`\`\``,
    });
    const held = await person.api.book(event.id, 2);
    const free = await person.api.book((await newEvent({ price: '0.00' })).id, 2);
    const paths = [
      '/',
      '/events',
      `/events/${event.slug}`,
      '/bookings',
      `/bookings/${held.id}`,
      `/bookings/${free.id}`,
      '/account',
      '/login',
      '/register',
      '/forgot-password',
      '/reset-password?token=x',
      '/nowhere',
    ];
    for (const path of paths) {
      await page.goto(path);
      await expect(page.locator('h1')).toBeVisible();
      const [content, window] = await page.evaluate(() => {
        const root = document.documentElement;
        return [root.scrollWidth, root.clientWidth] as const;
      });
      expect.soft(content, `${path} is as wide as the screen`).toBeLessThanOrEqual(window);
      expect.soft(window, `${path} is laid out for the screen`).toBe(360);
    }
  });
});
