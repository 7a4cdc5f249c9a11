import { AxeBuilder } from '@axe-core/playwright';
import { expect, type Browser, type Page } from '@playwright/test';

/** Colours on their way from one theme to the other are nobody's to judge. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));
    for (const it of document.getAnimations()) {
      if (it.effect?.getComputedTiming().iterations !== Infinity) it.finish();
    }
  });
}

/**
 * Every rule of axe-core, none left out. Legacy mode needs no second page. What a frame shows is a
 * page of its own, and examined as one.
 */
async function violations(page: Page): Promise<unknown[]> {
  await settled(page);
  const result = await new AxeBuilder({ page }).options({ iframes: false }).setLegacyMode().analyze();
  return result.violations.map(({ id, help, nodes }) => ({
    id,
    help,
    where: nodes.map((node) => `${node.target.join(' ')}: ${node.failureSummary ?? ''}`),
  }));
}

/** axe needs timers, which a page without JavaScript has not: a copy of what it shows is examined. */
async function violationsOfCopy(page: Page, browser: Browser): Promise<unknown[]> {
  const html = (await page.content())
    .replace(/<script\b[^>]*>[\s\S]*?<\/script>/gi, '')
    .replace(/<meta http-equiv="refresh"[^>]*>/gi, '')
    .replace(/<\/?noscript[^>]*>/gi, '')
    .replace(/<link\b[^>]*rel="(?:module)?preload"[^>]*>/gi, '');
  const context = await browser.newContext({ javaScriptEnabled: true });
  try {
    const copy = await context.newPage();
    const [address] = page.url().split('#');
    await copy.route((url) => url.href === address, (route) => route.fulfill({ contentType: 'text/html', body: html }));
    await copy.goto(address ?? '');
    return await violations(copy);
  } finally {
    await context.close();
  }
}

export async function expectAccessible(page: Page, scripted: boolean): Promise<void> {
  const browser = page.context().browser();
  // A page that comes alive is for a moment without its title.
  await expect(page).toHaveTitle(/./);
  const found = scripted || !browser ? await violations(page) : await violationsOfCopy(page, browser);
  expect(found, `axe at ${page.url()}`).toEqual([]);
}
