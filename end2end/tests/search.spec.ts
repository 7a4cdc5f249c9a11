// Suggestions while typing, forgiven slips, and the front page's ways in.
import { Catalogue } from '../pages/catalogue.ts';
import { expect, test } from '../support/test.ts';
import { uniqueWord } from '../support/unique.ts';

test('a misspelt search finds what was meant and says so @nojs @phone', async ({
  page,
  newEvent,
  accessible,
}) => {
  const word = uniqueWord();
  const event = await newEvent({ title: `Gathering ${word}` });
  const slip = word.slice(0, 5) + word.slice(6);
  const catalogue = new Catalogue(page);
  await catalogue.open(`search=${slip}`);
  await expect(catalogue.titles().filter({ hasText: event.title })).toHaveCount(1);
  await expect(page.getByTestId('meant')).toContainText(word.toLowerCase());
  await accessible();
  await page.getByTestId('meant').getByRole('link').click();
  await expect(page).toHaveURL(new RegExp(`search=${word.toLowerCase()}$`));
  await expect(page.getByTestId('meant')).toHaveCount(0);
});

test('words that nothing has together are left out and named @nojs @phone', async ({
  page,
  newEvent,
  accessible,
}) => {
  const word = uniqueWord();
  const event = await newEvent({ title: `勉強会 C++ ${word}` });
  const catalogue = new Catalogue(page);
  for (const nothing of ['qqq', 'zzzzzzzz']) {
    await catalogue.open(`search=${word}+${nothing}`);
    await expect(catalogue.titles().filter({ hasText: event.title })).toHaveCount(1);
    await expect(page.getByTestId('without')).toContainText(nothing);
  }
  await accessible();
  await catalogue.open(`search=${encodeURIComponent(`強会 C++ ${word}`)}`);
  await expect(catalogue.titles().filter({ hasText: event.title })).toHaveCount(1);
  await expect(page.getByTestId('without')).toHaveCount(0);
});

test('suggestions are reached by keys, read out and put away @phone', async ({
  page,
  newEvent,
  accessible,
}) => {
  const word = uniqueWord();
  const event = await newEvent({ title: `Evening ${word}` });
  await page.goto('/');
  const field = page.getByRole('combobox').first();
  const list = page.getByRole('listbox');
  await expect(async () => {
    await field.fill('');
    await field.pressSequentially(word);
    await expect(list).toBeVisible({ timeout: 2_000 });
  }).toPass();
  await expect(field).toHaveAttribute('aria-expanded', 'true');
  await expect(list.getByRole('option')).toHaveCount(1);
  await accessible();
  await field.press('Escape');
  await expect(list).toHaveCount(0);
  await expect(field).toHaveValue(word);
  await field.press('End');
  await field.press('Backspace');
  await expect(list).toBeVisible();
  await field.press('ArrowDown');
  const chosen = list.getByRole('option', { selected: true });
  await expect(chosen).toContainText(event.title);
  await expect(field).toHaveAttribute('aria-activedescendant', (await chosen.getAttribute('id')) ?? '');
  await field.press('Enter');
  await expect(page).toHaveURL(`/events/${event.slug}`);
});

test('Enter without a choice searches for what was typed @nojs', async ({ page, newEvent, t }) => {
  const word = uniqueWord();
  await newEvent({ title: `Morning ${word}` });
  await page.goto('/');
  await page.locator('#hero-search').fill(word);
  await page.locator('#hero-search').press('Enter');
  await expect(page).toHaveURL(new RegExp(`search=${word}`));
  await expect(new Catalogue(page).count).toHaveText(t.events(1));
  await expect(page.getByRole('listbox')).toHaveCount(0);
});

test('the front page shows what is on in the visitor’s own time zone', async ({ page, newEvent }) => {
  await newEvent({ timezone: 'Europe/London' });
  await page.goto('/');
  await expect(page.getByTestId('near').getByRole('heading', { level: 2 })).toContainText(
    'Europe/London',
  );
  await expect(page.getByTestId('near').getByTestId('event-card').first()).toBeVisible();
});
