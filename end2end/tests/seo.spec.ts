// What search engines and link previews read; none of them runs our code.
import { expect, test } from '../support/test.ts';

const content = (name: string): string => `head meta[property="${name}"], head meta[name="${name}"]`;

test('an event page carries its tags, its picture and its data @nojs', async ({
  page,
  request,
  newEvent,
}) => {
  const event = await newEvent({ title: 'Tea & “Talks” for all' });
  const answer = await page.goto(`/events/${event.slug}`);
  expect(answer?.status()).toBe(200);
  const head = page.locator('head');
  await expect(head.locator('link[rel="canonical"]')).toHaveAttribute(
    'href',
    new RegExp(`/events/${event.slug}$`),
  );
  await expect(head.locator('link[rel="alternate"][hreflang]')).toHaveCount(3);
  for (const name of ['og:title', 'twitter:title']) {
    await expect(page.locator(content(name))).toHaveAttribute('content', event.title);
  }
  const picture = await page.locator(content('og:image')).getAttribute('content');
  const drawn = await request.get(picture ?? '');
  expect(drawn.status()).toBe(200);
  expect(drawn.headers()['content-type']).toBe('image/png');
  const data = JSON.parse(
    (await page.locator('script[type="application/ld+json"]').textContent()) ?? '',
  ) as Record<string, unknown>;
  expect(data).toMatchObject({
    '@context': 'https://schema.org',
    '@type': 'Event',
    name: event.title,
    eventStatus: 'https://schema.org/EventScheduled',
    location: { '@type': 'Place', address: 'Berlin' },
    offers: { price: '25.00', priceCurrency: 'EUR', availability: 'https://schema.org/InStock' },
  });
});

test('the sitemap leads to the event, and robots.txt to the sitemap', async ({
  request,
  newEvent,
}) => {
  const event = await newEvent();
  const robots = await (await request.get('/robots.txt')).text();
  const sitemap = /Sitemap: (\S+)/.exec(robots)?.[1] ?? '';
  const index = await (await request.get(sitemap)).text();
  const parts = [...index.matchAll(/<loc>([^<]+)<\/loc>/g)].map((part) => part[1] ?? '');
  const texts = await Promise.all(parts.map(async (part) => (await request.get(part)).text()));
  expect(texts.join('')).toContain(`/events/${event.slug}</loc>`);
});

test('a page in another language has an address of its own @nojs', async ({ page }) => {
  for (const lang of ['ru', 'en']) {
    await page.goto(`/?lang=${lang}`);
    await expect(page.locator('html')).toHaveAttribute('lang', lang);
  }
});

test('the app can be installed', async ({ page, request }) => {
  await page.goto('/');
  const address = await page.locator('link[rel="manifest"]').getAttribute('href');
  const manifest = (await (await request.get(address ?? '')).json()) as {
    name: string;
    start_url: string;
    icons: { src: string; sizes: string }[];
  };
  expect(manifest).toMatchObject({ name: 'Event Hub', start_url: '/' });
  expect(manifest.icons.map((icon) => icon.sizes)).toEqual(
    expect.arrayContaining(['192x192', '512x512']),
  );
  for (const icon of manifest.icons) {
    expect((await request.get(icon.src)).status(), icon.src).toBe(200);
  }
});
