// Who works on an organizer's events: invited by mail, let in as far as the role goes, and out again.
import type { APIRequestContext } from '@playwright/test';
import { linkTo } from '../support/mail.ts';
import { expect, signIn, test } from '../support/test.ts';
import { uniqueWord } from '../support/unique.ts';

const invitation = (request: APIRequestContext, email: string): Promise<string> =>
  linkTo(request, email, 'team_invitation', '/invitations/');

test('a colleague is invited, edits the event and sees no money, and is taken out again @nojs @phone', async ({
  page,
  request,
  host,
  guard,
  newPerson,
  newVisitor,
  accessible,
}) => {
  guard.allowStatus(403);
  guard.allowStatus(422);
  const event = await host.newEvent();
  const colleague = await newPerson();
  const theirs = await newVisitor(colleague);
  await page.goto(`/organize/events/${event.slug}/team`);
  await accessible();
  await page.locator('#email').fill('nonsense');
  await page.locator('input[name="role"][value="editor"]').check();
  await page.getByTestId('invite').click();
  await expect(page.locator('#email-error')).toBeVisible();
  await expect(page.locator('#email')).toHaveValue('nonsense');
  await expect(page.locator('input[name="role"][value="editor"]')).toBeChecked();
  await page.locator('#email').fill(colleague.email);
  await page.getByTestId('invite').click();
  await expect(page.getByTestId('invitation')).toContainText(colleague.email);
  await accessible();

  const link = await invitation(request, colleague.email);
  await theirs.goto(link);
  await expect(theirs.locator('main')).toContainText(event.title);
  await accessible(theirs);
  await theirs.getByTestId('accept').click();
  await expect(theirs).toHaveURL(new RegExp(`/organize/events/${event.slug}$`));
  await expect(theirs.getByTestId('sold')).toBeVisible();
  const tabs = theirs.locator('.organize-tabs a');
  await expect(tabs).toHaveCount(5);
  await accessible(theirs);
  await theirs.goto('/organize');
  await expect(theirs.locator('a.row-link', { hasText: event.title })).toBeVisible();
  await expect(theirs.getByTestId('revenue')).toHaveCount(0);
  for (const hidden of ['bookings', 'attendees', 'messages', 'report', 'history', 'team']) {
    const answer = await theirs.goto(`/organize/events/${event.slug}/${hidden}`);
    expect(answer?.status(), hidden).toBe(403);
  }
  const edit = await theirs.goto(`/organize/events/${event.slug}/edit`);
  expect(edit?.status()).toBe(200);

  await page.goto(`/organize/events/${event.slug}/team`);
  const member = page.getByTestId('member');
  await member.locator('select').selectOption('door');
  await member.locator('.team-role button').click();
  await expect(page.locator('.toast')).toBeVisible();
  const closed = await theirs.goto(`/organize/events/${event.slug}/edit`);
  expect(closed?.status()).toBe(403);
  await page.goto(`/organize/events/${event.slug}/team`);
  await member.locator('summary').click();
  await member.locator('.team-out button').click();
  await expect(member).toHaveCount(0);
  const gone = await theirs.goto(`/organize/events/${event.slug}`);
  expect(gone?.status()).toBe(403);
});

test('an invitation is for its address alone, and one that is withdrawn leads nowhere @nojs', async ({
  page,
  request,
  host,
  guard,
  newPerson,
  newVisitor,
  accessible,
}) => {
  guard.allowStatus(404);
  const event = await host.newEvent();
  const email = `${uniqueWord()}@example.test`;
  await page.goto(`/organize/events/${event.slug}/team`);
  await page.locator('#email').fill(email);
  await page.getByTestId('invite').click();
  await expect(page.getByTestId('invitation')).toContainText(email);
  const link = await invitation(request, email);

  const stranger = await newVisitor();
  await stranger.goto(link);
  await expect(stranger.locator('main a[href^="/login"]')).toBeVisible();
  await accessible(stranger);
  const other = await newVisitor(await newPerson());
  await other.goto(link);
  await expect(other.locator('main').getByRole('status')).toBeVisible();
  await expect(other.getByTestId('accept')).toHaveCount(0);
  await accessible(other);

  await page.getByTestId('withdraw').click();
  await expect(page.getByTestId('invitation')).toHaveCount(0);
  const answer = await stranger.goto(link);
  expect(answer?.status()).toBe(404);
  const never = await page.goto('/invitations/nothing');
  expect(never?.status()).toBe(404);
  await accessible();
});

test('a team of all events is the organizer’s own, and a member leaves it @nojs @phone', async ({
  page,
  request,
  host,
  newPerson,
  newVisitor,
  accessible,
}) => {
  const event = await host.newEvent();
  const colleague = await newPerson();
  await page.goto('/organize/team');
  await accessible();
  await page.locator('#email').fill(colleague.email);
  await page.locator('input[name="role"][value="manager"]').check();
  await page.getByTestId('invite').click();
  await expect(page.getByTestId('invitation')).toContainText(colleague.email);
  const theirs = await newVisitor(colleague);
  await theirs.goto(await invitation(request, colleague.email));
  await theirs.getByTestId('accept').click();
  await expect(theirs).toHaveURL(/\/organize$/);
  await theirs.goto(`/organize/events/${event.slug}/bookings`);
  await expect(theirs.locator('h1')).toContainText(event.title);
  await theirs.goto('/organize/team');
  await accessible(theirs);
  await theirs.getByTestId('membership').locator('summary').click();
  await theirs.getByTestId('membership').locator('form button').click();
  await expect(theirs).toHaveURL(/\/$/);
  await page.goto('/organize/team');
  await expect(page.getByTestId('member')).toHaveCount(0);
});

test('a member of another organizer’s team sees nothing of the event', async ({
  host,
  guard,
  request,
  newPerson,
  newHost,
  page,
  context,
  baseURL,
}) => {
  guard.allowStatus(403);
  guard.allowStatus(404);
  const event = await host.newEvent();
  const draft = await host.newEvent({ status: 'DRAFT' });
  const other = await newHost();
  const own = await other.newEvent();
  const colleague = await newPerson();
  await page.goto('/organize/team');
  await page.locator('#email').fill(colleague.email);
  await page.locator('input[name="role"][value="manager"]').check();
  await page.getByTestId('invite').click();
  await expect(page.getByTestId('invitation')).toBeVisible();
  const link = await invitation(request, colleague.email);
  await signIn(context, colleague.tokens, baseURL ?? '');
  await page.goto(link);
  await page.getByTestId('accept').click();
  await expect(page.locator('a.row-link', { hasText: own.title })).toBeVisible();
  await expect(page.locator('a.row-link', { hasText: event.title })).toHaveCount(0);
  for (const [slug, status] of [[event.slug, 403], [draft.slug, 404]] as const) {
    for (const below of ['', '/edit', '/bookings', '/team']) {
      const answer = await page.goto(`/organize/events/${slug}${below}`);
      expect(answer?.status(), below).toBe(status);
    }
  }
  await page.goto(`/organize/search?q=${encodeURIComponent(event.title)}`);
  await expect(page.locator('main')).not.toContainText(event.title);
});
