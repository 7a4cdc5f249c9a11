// The workplace itself: who is let in, the way around in it, its search and its keys.
import { openPage } from '../support/menu.ts';
import { expect, test } from '../support/test.ts';

test('who is not logged in is led to the log-in and back @nojs', async ({ page }) => {
  await page.goto('/organize');
  await expect(page).toHaveURL(/\/login\?next=(\/|%2F)organize/);
});

test('somebody who attends becomes an organizer where they ask for it @nojs @phone', async ({
  page,
  person,
  guard,
  accessible,
}) => {
  guard.allowStatus(403);
  expect(person.email).toBeTruthy();
  const answer = await page.goto('/organize');
  expect(answer?.status()).toBe(403);
  await accessible();
  await page.locator('main form button[type="submit"]').click();
  await expect(page.locator('.organize-bar')).toBeVisible();
  await expect(page).toHaveURL(/\/organize$/);
  await page.locator('header details.menu summary').click();
  await expect(page.locator('header details.menu a[href="/organize"]')).toBeVisible();
});

test('another organizer’s event is not shown, and one’s own draft is', async ({ page, host, newEvent, guard }) => {
  guard.allowStatus(403);
  const theirs = await newEvent();
  const answer = await page.goto(`/organize/events/${theirs.slug}`);
  expect(answer?.status()).toBe(403);
  await expect(page.locator('.organize-event-title')).toHaveCount(0);
  const draft = await host.newEvent({ status: 'DRAFT' });
  await page.goto(`/organize/events/${draft.slug}`);
  await expect(page.locator('h1')).toContainText(draft.title);
});

test('one goes from event to event and stays on the same page @nojs', async ({ page, host }) => {
  const [first, second] = [await host.newEvent(), await host.newEvent()];
  await page.goto(`/organize/events/${first.slug}`);
  await page.locator('details.switcher summary').click();
  await page.locator(`details.switcher a[href="/organize/events/${second.slug}"]`).click();
  await expect(page.locator('h1')).toContainText(second.title);
  await page.locator('.crumbs a[href="/organize"]').first().click();
  await expect(page).toHaveURL(/\/organize$/);
});

test('the search finds events, bookings and people of one’s own @nojs @phone', async ({
  page,
  host,
  newPerson,
  newEvent,
  accessible,
}) => {
  const event = await host.newEvent({ price: '0.00' });
  const guest = await newPerson();
  const booking = await guest.api.book(event.id, 1);
  const theirs = await (await newPerson()).api.book((await newEvent({ price: '0.00' })).id, 1);
  const find = async (text: string): Promise<void> => {
    await page.goto(`/organize/search?q=${encodeURIComponent(text)}`);
  };
  for (const text of [event.title, booking.reference, guest.email]) {
    await find(text);
    await expect(page.locator('.found .row-link')).toHaveCount(1);
  }
  await accessible();
  await find(theirs.reference);
  await expect(page.locator('.found')).toHaveCount(0);
  // The form is a plain one.
  await page.locator('#q').fill(event.title);
  await page.locator('#q').press('Enter');
  await expect(page.locator('.found .row-link')).toContainText(event.title);
});

test('the command box goes to an event by its name, by keys alone', async ({ page, host, accessible }) => {
  const event = await host.newEvent();
  await page.goto('/organize');
  await page.waitForLoadState('networkidle');
  await page.keyboard.press('Control+k');
  const field = page.getByRole('combobox');
  await expect(field).toBeFocused();
  await accessible();
  await field.pressSequentially(event.title);
  const option = page.getByRole('option').filter({ hasText: event.title });
  await expect(option).toHaveAttribute('aria-selected', 'true');
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(new RegExp(`/organize/events/${event.slug}$`));
  await expect(page.locator('h1')).toContainText(event.title);
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox')).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('combobox')).toBeHidden();
});

test('single keys search and help, and can be turned off', async ({ page, host, accessible }) => {
  expect(host.email).toBeTruthy();
  await page.goto('/organize');
  await page.waitForLoadState('networkidle');
  await page.keyboard.press('/');
  await expect(page.getByRole('combobox')).toBeFocused();
  // What is typed into a field is no shortcut.
  await page.keyboard.press('?');
  await expect(page.getByRole('combobox')).toHaveValue('?');
  await page.keyboard.press('Escape');
  await expect(page.getByRole('combobox')).toBeHidden();
  // Right after it is closed the focus may still be in its field: a key there is a shortcut.
  await page.locator('#command-field').dispatchEvent('keydown', { key: '?', bubbles: true });
  await expect(page.locator('dialog[open] .keys').first()).toBeVisible();
  await page.keyboard.press('Escape');
  await expect(page.locator('dialog[open]')).toHaveCount(0);
  await page.keyboard.press('?');
  await expect(page.locator('dialog[open] .keys').first()).toBeVisible();
  await accessible();
  const kept = page.waitForResponse((answer) => answer.url().includes('/fn/set-keys'));
  await page.locator('dialog[open] button[name="keys"][value="off"]').click();
  await kept;
  await page.keyboard.press('Escape');
  await page.keyboard.press('/');
  await expect(page.locator('dialog[open]')).toHaveCount(0);
  await page.reload();
  await page.waitForLoadState('networkidle');
  await page.keyboard.press('/');
  await expect(page.locator('dialog[open]')).toHaveCount(0);
  await page.keyboard.press('Control+k');
  await expect(page.getByRole('combobox')).toBeVisible();
});

test('a letter after g goes to a page, and does not where single keys are off', async ({ page, host }) => {
  const event = await host.newEvent();
  const here = `/organize/events/${event.slug}`;
  await page.goto('/organize');
  await page.waitForLoadState('networkidle');
  await page.keyboard.press('g');
  await page.keyboard.press('v');
  await expect(page).toHaveURL(/\/organize\/venues$/);
  await expect(page.locator('.organize-bar a[href="/organize/venues"][aria-current="page"]')).toBeVisible();
  // Of an event there is none here, and the key that led nowhere began nothing.
  await page.keyboard.press('g');
  await page.keyboard.press('b');
  await page.keyboard.press('n');
  await expect(page).toHaveURL(/\/organize\/venues$/);
  await page.goto(here);
  await page.waitForLoadState('networkidle');
  await page.keyboard.press('g');
  await page.keyboard.press('b');
  await expect(page).toHaveURL(new RegExp(`${here}/bookings$`));
  await expect(page.locator(`.organize-tabs a[href="${here}/bookings"][aria-current="page"]`)).toBeVisible();
  await page.keyboard.press('?');
  await expect(page.locator('dialog[open] .keys kbd', { hasText: 'g e' })).toBeVisible();
  await page.keyboard.press('g');
  await page.keyboard.press('e');
  await expect(page).toHaveURL(/\/organize$/);
  await expect(page.locator('dialog[open]')).toHaveCount(0);
  await page.goto('/organize/keys');
  await page.waitForLoadState('networkidle');
  const kept = page.waitForResponse((answer) => answer.url().includes('/fn/set-keys'));
  await page.locator('.keys-page button[value="off"]').click();
  await kept;
  await page.keyboard.press('g');
  await page.keyboard.press('v');
  await expect(page).toHaveURL(/\/organize\/keys$/);
});

test('the page of keys turns them off without scripts @nojs @phone', async ({ page, host, accessible }) => {
  expect(host.email).toBeTruthy();
  await page.goto('/organize/keys');
  await page.waitForLoadState('networkidle');
  await accessible();
  const off = page.locator('.keys-page button[value="off"]');
  await expect(off).toHaveAttribute('aria-pressed', 'false');
  await off.click();
  await expect(off).toHaveAttribute('aria-pressed', 'true');
  await page.reload();
  await expect(off).toHaveAttribute('aria-pressed', 'true');
});

test('the pages of an event are links, and on a telephone a menu that names the open one @nojs @phone', async ({
  page,
  host,
  isMobile,
  accessible,
}) => {
  const event = await host.newEvent();
  const here = `/organize/events/${event.slug}`;
  await page.goto(`${here}/bookings`);
  await page.waitForLoadState('networkidle');
  const menu = page.locator('.page-menu');
  const fold = menu.locator('summary');
  const open = menu.locator('a[aria-current="page"]');
  await expect(open).toHaveAttribute('href', `${here}/bookings`);
  if (!isMobile) {
    await expect(fold).toBeHidden();
    for (const link of await menu.locator('a').all()) await expect(link).toBeVisible();
    return;
  }
  await expect(open).toBeHidden();
  await expect(fold).toContainText((await open.textContent()) ?? '');
  await accessible();
  // By keyboard: opened, and gone to the next page.
  await fold.focus();
  await page.keyboard.press('Enter');
  await expect(open).toBeVisible();
  const wide = await page.evaluate(() => document.documentElement.scrollWidth);
  expect(wide).toBeLessThanOrEqual(page.viewportSize()?.width ?? 0);
  await accessible();
  await menu.locator(`a[href="${here}/reviews"]`).press('Enter');
  await expect(page).toHaveURL(new RegExp(`${here}/reviews$`));
  await expect(open).toHaveAttribute('href', `${here}/reviews`);
  await expect(open).toBeHidden();
});

test('the parts of the admin’s workplace fold up on a telephone @nojs @phone', async ({
  page,
  admin,
  isMobile,
  accessible,
}) => {
  expect(admin.email).toBeTruthy();
  await page.goto('/admin/people');
  await page.waitForLoadState('networkidle');
  const menu = page.locator('.admin-bar .page-menu');
  await expect(menu.locator('a[aria-current="page"]')).toBeVisible({ visible: !isMobile });
  await accessible();
  await openPage(page, '/admin/reviews');
  await expect(page).toHaveURL(/\/admin\/reviews$/);
  await expect(menu.locator('a[aria-current="page"]')).toHaveAttribute('href', '/admin/reviews');
});
