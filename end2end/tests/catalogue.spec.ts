// Finding events: search, filters that live in the address, pages, and lists with nothing in them.
import { Catalogue } from '../pages/catalogue.ts';
import { field } from '../pages/forms.ts';
import { expect, inHours, test } from '../support/test.ts';
import { uniqueWord } from '../support/unique.ts';
import { asleep } from '../support/waiting.ts';

const DAY = 24;

test('every filter is in the address and a shared address shows the same @nojs @phone', async ({
  page,
  newEvent,
  newVisitor,
  organizer,
  t,
}) => {
  const word = uniqueWord();
  const title = (name: string): string => `${name} ${word}`;
  const place = `Town${uniqueWord()}`;
  const right = { title: title('Right'), location: place, price: '12.00' };
  const online = { online_meeting_url: 'https://meet.example.test/room' };
  await newEvent({ ...right, ...online });
  await newEvent({ ...right, ...online, title: title('Elsewhere'), location: 'Paris' });
  await newEvent({ ...right, title: title('Offline') });
  await newEvent({ ...right, ...online, title: title('Dear'), price: '80.00' });
  await newEvent({ ...right, ...online, title: title('Free'), price: '0.00' });
  const [later, end] = [inHours(DAY * 200), inHours(DAY * 200 + 2)];
  await newEvent({ ...right, ...online, title: title('Later'), start_date: later, end_date: end });

  const catalogue = new Catalogue(page);
  await catalogue.open();
  await catalogue.search.fill(word);
  await catalogue.submit();
  await expect(catalogue.count).toHaveText(t.events(6));
  await catalogue.showFilters();
  const steps: [name: string, left: number, choose: () => Promise<unknown>][] = [
    ['category', 6, () => field(page, 'category').selectOption(organizer.category)],
    ['location', 5, () => field(page, 'location').fill(place)],
    ['online', 4, () => field(page, 'online').check()],
    ['price_max', 3, () => field(page, 'price_max').fill('20')],
    ['price_min', 2, () => field(page, 'price_min').fill('5')],
    ['start_before', 1, () => field(page, 'start_before').fill(inHours(DAY * 100).slice(0, 10))],
    ['start_after', 1, () => field(page, 'start_after').fill(inHours(DAY * 10).slice(0, 10))],
    ['available', 1, () => field(page, 'available').check()],
    ['ordering', 1, () => field(page, 'ordering').selectOption('-price')],
  ];
  for (const [name, left, choose] of steps) {
    await choose();
    await catalogue.submit();
    await expect(page).toHaveURL(new RegExp(`[?&]${name}=[^&]`));
    await expect(catalogue.count).toHaveText(t.events(left));
  }
  await expect(catalogue.titles()).toHaveText([right.title]);

  const friend = await newVisitor();
  await friend.goto(page.url());
  await expect(new Catalogue(friend).count).toHaveText(t.events(1));
  await expect(new Catalogue(friend).titles()).toHaveText([right.title]);
  await expect(friend.locator('#location')).toHaveValue(place);
  await expect(friend.locator('[name="online"]')).toBeChecked();
});

test('free events can be asked for and an applied filter can be taken off @nojs', async ({
  page,
  newEvent,
  t,
}) => {
  const word = uniqueWord();
  await newEvent({ title: `Paid ${word}` });
  await newEvent({ title: `Free ${word}`, price: '0.00' });
  const catalogue = new Catalogue(page);
  await catalogue.open(`search=${word}&is_free=true`);
  await expect(catalogue.titles()).toHaveText([`Free ${word}`]);
  await page.locator('a.chip-applied').last().click();
  await expect(page).not.toHaveURL(/is_free/);
  await expect(catalogue.count).toHaveText(t.events(2));
});

test('a choice shows at once and the back button takes it back', async ({ page, newEvent, t }) => {
  const word = uniqueWord();
  await newEvent({ title: `Paid ${word}` });
  await newEvent({ title: `Free ${word}`, price: '0.00' });
  const catalogue = new Catalogue(page);
  await catalogue.open(`search=${word}&available=true`);
  await expect(catalogue.count).toHaveText(t.events(2));
  const free = field(page, 'is_free');
  await free.check();
  await expect(page).toHaveURL(/is_free=true/);
  await expect(catalogue.count).toHaveText(t.events(1));
  await page.goBack();
  await expect(catalogue.count).toHaveText(t.events(2));
  await expect(free).not.toBeChecked();
  await page.goForward();
  await expect(catalogue.count).toHaveText(t.events(1));
  await expect(free).toBeChecked();
});

test('filters chosen before the app is there count when it comes', async ({ page, newEvent, t }) => {
  const word = uniqueWord();
  await newEvent({ title: `Paid ${word}` });
  await newEvent({ title: `Free ${word}`, price: '0.00' });
  await newEvent({ title: `Far ${word}`, price: '0.00', location: 'Lima' });
  const catalogue = new Catalogue(page);
  const wake = await asleep(page);
  await page.goto(`/events?search=${word}&available=true`, { waitUntil: 'commit' });
  await expect(catalogue.count).toHaveText(t.events(3));
  await field(page, 'is_free').check();
  await field(page, 'location').fill('Berlin');
  await field(page, 'ordering').selectOption('-price');
  wake();
  await expect(page).toHaveURL(/location=Berlin&ordering=-price&is_free=true&available=true/);
  await expect(catalogue.count).toHaveText(t.events(1));
  await expect(field(page, 'location')).toHaveValue('Berlin');
  await page.goBack();
  await expect(catalogue.count).toHaveText(t.events(3));
});

test('coming back from an event restores the list @nojs', async ({ page, newEvent, t }) => {
  const word = uniqueWord();
  const event = await newEvent({ title: `Here ${word}` });
  await newEvent({ title: `There ${word}` });
  const catalogue = new Catalogue(page);
  await catalogue.open(`search=${word}&ordering=price`);
  await catalogue.titles().getByRole('link', { name: event.title, exact: true }).click();
  await expect(page.locator('h1')).toHaveText(event.title);
  await page.goBack();
  await expect(page).toHaveURL(/search=.*ordering=price/);
  await expect(catalogue.count).toHaveText(t.events(2));
  await expect(catalogue.search).toHaveValue(word);
});

test('long lists come in pages @nojs @phone', async ({ page, newEvent, t }) => {
  const word = uniqueWord();
  const names = Array.from({ length: 20 }, (_, index) => `${String(index).padStart(2, '0')} ${word}`);
  for (const [index, title] of names.entries()) {
    const start = inHours(DAY * 40 + index);
    await newEvent({ title, start_date: start, end_date: inHours(DAY * 40 + index + 1) });
  }
  const catalogue = new Catalogue(page);
  await catalogue.open(`search=${word}&ordering=start_date`);
  await expect(catalogue.count).toHaveText(t.events(20));
  await expect(catalogue.titles()).toHaveText(names.slice(0, 18));
  await page.locator('nav.pagination a[rel="next"]').click();
  await expect(page).toHaveURL(/page=2/);
  await expect(catalogue.titles()).toHaveText(names.slice(18));
  await expect(page.locator('nav.pagination [aria-current="page"]')).toHaveText('2');
  await page.locator('nav.pagination a[rel="prev"]').click();
  await expect(catalogue.titles()).toHaveText(names.slice(0, 18));
  await page.goBack();
  await expect(catalogue.titles()).toHaveText(names.slice(18));
});

test('nothing found says what to do about it @nojs', async ({ page, t, accessible }) => {
  const catalogue = new Catalogue(page);
  await catalogue.open(`search=${uniqueWord()}&is_free=true`);
  await expect(catalogue.count).toHaveText(t.events(0));
  await expect(page.locator('.empty h2')).toHaveText(t.nothingMatches);
  await accessible();
  await page.locator('.empty a.button').first().click();
  await expect(page).toHaveURL('/events');
  await expect(catalogue.cards.first()).toBeVisible();
});

test('a page beyond the last one leads back @nojs', async ({ page, newEvent, t }) => {
  const word = uniqueWord();
  await newEvent({ title: `Alone ${word}` });
  const catalogue = new Catalogue(page);
  await catalogue.open(`search=${word}&page=7`);
  await expect(catalogue.count).toHaveText(t.events(1));
  await expect(catalogue.cards).toHaveCount(0);
  await expect(page.locator('.empty a.button').first()).toBeVisible();
});

test('Russian words are found in any of their forms @nojs', async ({ page, newEvent, t }) => {
  const word = uniqueWord();
  await newEvent({
    title: `Вечер поэзии ${word}`,
    description: 'Читаем стихи вслух и пьём чай в библиотеке.',
    location: 'Санкт-Петербург',
  });
  const catalogue = new Catalogue(page);
  for (const search of [`вечера поэзии ${word}`, `стихами ${word}`, `ВЕЧЕР ${word}`]) {
    await catalogue.open(`search=${encodeURIComponent(search)}`);
    await expect(catalogue.count).toHaveText(t.events(1));
    await expect(catalogue.search).toHaveValue(search);
  }
});

const hostile = [
  `'; DROP TABLE events; --`,
  `" OR 1=1 --`,
  '<script>alert(1)</script>',
  '%_%%__',
  ':* & | ! ( ) <-> \\',
  '{{7*7}} ${7*7}',
  '\u202eعلي\u202c שלום',
  '👩‍👩‍👧‍👦🎉',
  '%',
  '+++',
  'a'.repeat(200),
];

test('whatever is searched for gets an answer and is only text @nojs', async ({ page, person }) => {
  expect(person.email).not.toBe('');
  const catalogue = new Catalogue(page);
  await catalogue.open();
  for (const search of hostile) {
    await catalogue.search.fill(search);
    await catalogue.search.press('Enter');
    await expect(page).toHaveURL(/[?&]search=./);
    await expect(catalogue.count).toBeVisible();
    await expect(catalogue.search).toHaveValue(search.trim());
  }
});

test('an address with nonsense in it still shows events and says what was left out @nojs', async ({
  page,
  t,
}) => {
  const catalogue = new Catalogue(page);
  const nonsense = [
    'price_min=abc',
    'page=-1',
    'page=99999999999999999999',
    'start_after=9999-99-99',
    'ordering=sideways',
    'online=maybe',
    'organizer=1',
    'search=a%00b',
  ];
  for (const query of nonsense) {
    await catalogue.open(query);
    await expect(page.locator('main')).toContainText(t.filtersLeftOut);
    await expect(catalogue.cards.first()).toBeVisible();
  }
  for (const query of ['search=%FF%FE', 'search=%', 'utm_source=x&&==&', 'category=%F0%9F%8E%89']) {
    await catalogue.open(query);
    await expect(catalogue.count).toBeVisible();
  }
});
