// Imprint, privacy policy and terms: the defaults, since the tests' server has no texts of an operator's.
import { untilHydrated } from '../support/alive.ts';
import { expect, test } from '../support/test.ts';

const pages = ['/imprint', '/privacy', '/terms'] as const;

for (const page of pages) {
  test(`the footer leads to ${page}, in the reader's language @nojs`, async ({ page: tab }) => {
    for (const lang of ['ru', 'en']) {
      await tab.goto(`/?lang=${lang}`);
      await tab.locator(`footer a[href="${page}"]`).click();
      await expect(tab).toHaveURL(new RegExp(`${page}$`));
      await expect(tab.locator('html')).toHaveAttribute('lang', lang);
      await expect(tab.locator('h1')).toHaveCount(1);
      await expect(tab.locator('main .prose')).toHaveAttribute('lang', lang);
      await expect(tab.locator('main .prose')).toContainText('Event Hub');
      expect(await tab.title()).toContain((await tab.locator('h1').innerText()).trim());
    }
  });
}

test('the footer changes the page within the app, and each page keeps its own text', async ({
  page,
}) => {
  await page.goto('/imprint');
  await untilHydrated(page);
  await page.evaluate(() => Object.assign(window, { sameDocument: true }));
  const texts = new Set<string>();
  for (const name of ['privacy', 'terms', 'imprint']) {
    await page.locator(`footer a[href="/${name}"]`).click();
    await expect(page).toHaveURL(new RegExp(`/${name}$`));
    await expect(page.locator('h1')).toHaveCount(1);
    await expect.poll(async () => {
      const text = await page.locator('main .prose').innerText();
      return text !== '' && !texts.has(text);
    }).toBe(true);
    texts.add(await page.locator('main .prose').innerText());
  }
  expect(await page.evaluate(() => 'sameDocument' in window)).toBe(true);
});

test('what is said of cookies names those that a visit sets', async ({ page, context }) => {
  await page.goto('/privacy?lang=en');
  const told = await page.locator('main .prose').innerText();
  for (const cookie of await context.cookies()) {
    expect(told, `the cookie ${cookie.name}`).toContain(cookie.name);
  }
});
