// Every page opened by its address, as when a link is followed from elsewhere: it comes alive without
// a word in the console, is as wide as a phone, and is there again after a reload and by the back
// button. Russian, since its words are the longer ones.
import type { Page, Request } from '@playwright/test';
import {
  OF_AN_ADMIN,
  OF_AN_ATTENDEE,
  OF_AN_ORGANIZER,
  OF_EVERYBODY,
  OF_NOBODY_YET,
  attend,
  longEvent,
  organize,
} from '../support/addresses.ts';
import { expectAlive, listenIn, untilHydrated } from '../support/alive.ts';
import { attended } from '../support/past.ts';
import { expect, test } from '../support/test.ts';

test.use({ viewport: { width: 390, height: 844 }, locale: 'ru-RU', timezoneId: 'Europe/Moscow' });

/** What a page asks for although it came with all that it shows, and why. */
const ON_PURPOSE = [
  '/fn/near', // only the browser knows in which zone it is
  '/fn/booking-state', // whether the payment has come
  '/fn/dashboard-figures', // while the stream is not open
  '/fn/door-figures', // likewise
];

/** What sticks out to the right, by its tag and class. */
function sticksOut(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const root = document.documentElement;
    if (root.scrollWidth <= root.clientWidth) return [];
    const out = [...document.querySelectorAll('body *')].filter(
      (element) => element.getBoundingClientRect().right > root.clientWidth + 1,
    );
    const innermost = out.filter((element) => !out.some((other) => other !== element && element.contains(other)));
    return [`${root.scrollWidth} px`, ...innermost.map((it) => `${it.tagName} ${it.parentElement?.className}`)];
  });
}

async function seen(page: Page): Promise<void> {
  await expectAlive(page);
  await expect.soft(page.locator('h1').first(), `${page.url()} has a heading`).toBeVisible();
  expect.soft(await sticksOut(page), `${page.url()} is as wide as the screen`).toEqual([]);
}

/** What a page asks for again although it came with it: it was not found under its number. */
async function askedAgain(page: Page, open: () => Promise<unknown>): Promise<string[]> {
  const asked: string[] = [];
  const note = (request: Request): void => {
    const { pathname } = new URL(request.url());
    if (pathname.startsWith('/fn/') && !ON_PURPOSE.includes(pathname)) asked.push(pathname);
  };
  page.on('request', note);
  await open();
  await seen(page);
  page.off('request', note);
  return asked;
}

async function openAll(page: Page, addresses: string[]): Promise<void> {
  test.setTimeout(20_000 + addresses.length * 10_000);
  await listenIn(page.context());
  for (const address of addresses) {
    await test.step(address, async () => {
      const asked = await askedAgain(page, () => page.goto(address));
      expect.soft(asked, `${address} comes with all that it shows`).toEqual([]);
      const heading = await page.locator('h1').first().textContent();
      await page.reload();
      await seen(page);
      const elsewhere = address === '/imprint' ? '/terms' : '/imprint';
      const away = page.locator(`footer a[href="${elsewhere}"]`);
      // The page within the preview has no way out.
      if ((await away.count()) === 0) return;
      await untilHydrated(page);
      await page.evaluate(() => Object.assign(window, { sameDocument: true }));
      await away.click();
      await expect(page).toHaveURL(elsewhere);
      await page.goBack();
      await expect(page.locator('h1').first()).toHaveText(heading ?? '');
      await seen(page);
      const same = await page.evaluate(() => 'sameDocument' in window);
      expect.soft(same, `the app itself went from ${address} and back`).toBe(true);
    });
  }
}

test('every page opens directly for somebody who is not logged in', async ({ page, newEvent }) => {
  const event = await longEvent(newEvent);
  await page.goto(`/events/${event.slug}`);
  const host = await page.locator('main a[href^="/people/"]').first().getAttribute('href');
  await openAll(page, [...OF_EVERYBODY(event, host?.split('/').at(-1) ?? ''), ...OF_NOBODY_YET()]);
});

test('every page opens directly for somebody who attends', async ({ page, person, organizer, newEvent }) => {
  const over = await attended(newEvent, person);
  const event = await longEvent(newEvent);
  const own = await attend(person, organizer.api, { event, over });
  await openAll(page, [`/events/${event.slug}`, `/events/${over.slug}`, ...OF_AN_ATTENDEE(own)]);
});

test('every page opens directly for somebody who organizes', async ({ page, host, newPerson }) => {
  await openAll(page, OF_AN_ORGANIZER(await organize(host, newPerson)));
});

test('every page opens directly for an admin', async ({ page, admin, newPerson }) => {
  const person = await admin.api.user((await newPerson()).email);
  await openAll(page, OF_AN_ADMIN(person.id));
});
