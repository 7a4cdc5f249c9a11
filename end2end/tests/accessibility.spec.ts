// axe on every page and its main states, light and dark; and the same journeys by keyboard alone.
import { BookingPage } from '../pages/booking.ts';
import { EventPage } from '../pages/event.ts';
import { CARD_THAT_PAYS } from '../support/cards.ts';
import { expect, test } from '../support/test.ts';

const pages = [
  ['front', '/'],
  ['catalogue', '/events'],
  ['catalogue with filters', '/events?online=true&is_free=true&search=a'],
  ['log-in', '/login'],
  ['registration', '/register'],
  ['forgotten password', '/forgot-password'],
  ['new password', '/reset-password?token=x'],
  ['proof of an address', '/verify-email?token=x'],
  ['imprint', '/imprint'],
  ['privacy', '/privacy'],
  ['terms', '/terms'],
] as const;

for (const [name, path] of pages) {
  test(`the ${name} page is accessible, light and dark @phone`, async ({ page, accessible }) => {
    await page.goto(path);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await accessible();
    }
  });
}

test('the pages of somebody who is logged in are accessible, light and dark @phone', async ({
  page,
  person,
  newEvent,
  accessible,
}) => {
  const event = await newEvent();
  const free = await newEvent({ price: '0.00' });
  const held = await person.api.book(event.id, 2);
  const confirmed = await person.api.book(free.id, 2);
  await page.goto(`/events/${event.slug}`);
  const host = await page.locator('main a[href^="/people/"]').first().getAttribute('href');
  const paths = [
    host ?? '',
    '/bookings',
    `/bookings/${held.id}`,
    `/bookings/${confirmed.id}`,
    '/account',
    `/events/${event.slug}`,
  ];
  for (const path of paths) {
    await page.goto(path);
    await expect(page.locator('h1')).toBeVisible();
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await accessible();
    }
  }
  await page.locator('header details.menu summary').click();
  await accessible();
});

test('an event with an agenda is accessible, light and dark', async ({ page, organizer, newEvent, accessible }) => {
  const event = await newEvent({
    description: '# Why\n\nBecause. [More](https://example.org)\n\n- one\n- two\n\n> quoted\n\n`code`',
  });
  const start = Date.parse(event.start_date);
  await organizer.api.addSession(event.id, {
    title: 'Opening',
    start_time: new Date(start).toISOString(),
    end_time: new Date(start + 1_800_000).toISOString(),
    room: 'Main hall',
    speaker_name: 'Grace Hopper',
    capacity: 50,
  });
  await page.goto(`/events/${event.slug}`);
  await expect(page.locator('.agenda')).toContainText('Grace Hopper');
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await accessible();
  }
});

test('the first stop of the keyboard skips to the content', async ({ page }) => {
  await page.goto('/');
  await page.keyboard.press('Tab');
  const skip = page.locator('a.skip-link');
  await expect(skip).toBeFocused();
  await expect(skip).toBeInViewport();
  await page.keyboard.press('Enter');
  await expect(page.locator('#main')).toBeFocused();
  await page.keyboard.press('Tab');
  await expect(page.locator('#main :focus')).toHaveCount(1);
});

test('wherever the keyboard goes, the focus can be seen', async ({ page, newEvent }) => {
  const event = await newEvent();
  for (const path of ['/', `/events/${event.slug}`, '/login']) {
    await page.goto(path);
    for (let stop = 0; stop < 15; stop += 1) {
      await page.keyboard.press('Tab');
      const seen = await page.evaluate(() => {
        const element = document.activeElement;
        if (!element || element === document.body) return 'nothing is focused';
        // The ring may be drawn by what wraps the field.
        for (let at: Element | null = element, up = 0; at && up < 3; at = at.parentElement, up += 1) {
          const style = getComputedStyle(at);
          const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
          if (outlined || style.boxShadow !== 'none') return 'seen';
        }
        return `no ring on ${element.outerHTML.slice(0, 120)}`;
      });
      if (seen === 'nothing is focused') break;
      expect(seen, `stop ${stop + 1} of ${path}`).toBe('seen');
    }
  }
});

test('an event can be booked and paid by keyboard alone', async ({ page, person, newEvent }) => {
  const event = await newEvent();
  await new EventPage(page).open(event);
  const tabTo = async (selector: string): Promise<void> => {
    for (let stop = 0; stop < 60; stop += 1) {
      await page.keyboard.press('Tab');
      if (await page.locator(selector).evaluate((wanted) => wanted === document.activeElement)) return;
    }
    throw new Error(`the keyboard does not reach ${selector}`);
  };
  await tabTo('#quantity');
  await page.keyboard.press('ArrowDown');
  await expect(page.locator('#quantity')).toHaveValue('2');
  await tabTo('[data-testid="book-submit"]');
  await page.keyboard.press('Enter');
  await page.waitForURL(/\/bookings\//);
  await expect(new BookingPage(page).countdown).toBeVisible();
  await tabTo('#card_number');
  await page.keyboard.type(CARD_THAT_PAYS);
  await page.keyboard.press('Enter');
  await new BookingPage(page).expectState('CONFIRMED');
  expect((await person.api.bookings()).results[0]?.quantity).toBe(2);
});

test('after a refusal the keyboard is at the first wrong field', async ({ page, guard }) => {
  guard.allowStatus(422);
  await page.goto('/register');
  await page.locator('#display_name').fill('Ada');
  await page.locator('#email').fill('ada@localhost');
  await page.locator('#password').fill('aaaaaaaaaaaa');
  await page.locator('#password').press('Enter');
  await expect(page.locator('#email')).toBeFocused();
});
