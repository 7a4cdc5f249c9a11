// Reviews: by those who were there, from the event's page and from the mail that asks for them.
import { nextMail } from '../support/mail.ts';
import { attended } from '../support/past.ts';
import { expect, test } from '../support/test.ts';

test('somebody who was there reviews, changes it and takes it back @nojs @phone', async ({
  page,
  person,
  newEvent,
  accessible,
}) => {
  // An event has to begin and end first.
  test.slow();
  const event = await attended(newEvent, person);
  await page.goto(`/events/${event.slug}`);
  await accessible();
  await page.locator('.review-invite input[name="rating"][value="4"]').check();
  await page.locator('.review-invite button[type="submit"]').click();
  await page.waitForURL(/\/review\?rating=4$/);
  await expect(page.locator('form.form-card input[value="4"]')).toBeChecked();
  await accessible();
  await page.locator('#comment').fill('Warm people.\nGood talks.');
  await page.locator('form.form-card button[type="submit"]').click();
  const mine = page.getByTestId('my-review');
  await expect(mine).toContainText('Warm people.');
  await expect(page.locator('.rating-average strong')).toHaveText(/^4[.,]0$/);
  await accessible();

  await mine.locator('a[href$="/review"]').click();
  await expect(page.locator('#comment')).toHaveValue('Warm people.\nGood talks.');
  await page.locator('form.form-card input[name="rating"][value="2"]').check();
  await page.locator('form.form-card button[type="submit"]').click();
  await expect(page.locator('.rating-average strong')).toHaveText(/^2[.,]0$/);
  expect((await person.api.reviews(event.id)).results[0]?.rating).toBe(2);

  const remove = mine.locator('form[action$="/delete-review"] button');
  await remove.click();
  await expect(page.locator('.review-invite')).toBeVisible();
  expect((await person.api.reviews(event.id)).count).toBe(0);
  // Nobody was asked first, so it can be taken back.
  await accessible();
  await page.locator('.toast button').click();
  await expect(mine).toContainText('Good talks.');
  expect((await person.api.reviews(event.id)).results[0]?.rating).toBe(2);
  await remove.click();
  await expect(mine).toHaveCount(0);

  // What is long is asked about, and can be brought back all the same.
  await page.goto(`/events/${event.slug}/review?rating=3`);
  await page.locator('#comment').fill('Words. '.repeat(500));
  await page.locator('form.form-card button[type="submit"]').click();
  await mine.locator('.review-delete summary').click();
  await remove.click();
  await expect(page.locator('.review-invite')).toBeVisible();
  await page.locator('.toast button').click();
  await expect(mine).toContainText('Words.');
});

test('the stars of the survey mail lead straight to the form @nojs', async ({
  page,
  request,
  person,
  newEvent,
}) => {
  const event = await attended(newEvent, person);
  const mail = await nextMail(request, person.email, (mail) => mail.kind === 'event_survey');
  expect(mail.subject).toContain(event.title);
  const link = /https?:\/\/[^\s"]+\/review\?rating=3/.exec(mail.text)?.[0] ?? '';
  const url = new URL(link);
  await page.goto(url.pathname + url.search);
  const star = (rating: number) => page.locator(`form.form-card input[value="${rating}"]`);
  await expect(star(3)).toBeChecked();
  // By keyboard alone: the arrows choose.
  await star(3).focus();
  await page.keyboard.press('ArrowRight');
  await expect(star(4)).toBeChecked();
  await page.locator('form.form-card button[type="submit"]').click();
  await expect(page.getByTestId('my-review')).toBeVisible();
  expect((await person.api.reviews(event.id)).results[0]?.rating).toBe(4);
});

test('who was not there is told so, and a guest is led to the log-in page @nojs', async ({
  page,
  person,
  newPerson,
  newEvent,
  newVisitor,
}) => {
  const event = await attended(newEvent, await newPerson());
  expect(person.email).not.toBe('');
  await page.goto(`/events/${event.slug}`);
  await expect(page.locator('#reviews')).toBeVisible();
  await expect(page.locator('.review-invite')).toHaveCount(0);
  await page.goto(`/events/${event.slug}/review`);
  await expect(page.locator('main h1')).toBeVisible();
  await expect(page.locator('#comment')).toHaveCount(0);
  const guest = await newVisitor();
  await guest.goto(`/events/${event.slug}/review?rating=5`);
  await guest.waitForURL(/\/login\?next=/);
  expect(decodeURIComponent(guest.url())).toContain('/review?rating=5');
});

test('the organizer answers a review once, in public, and takes it back @nojs @phone', async ({
  page,
  request,
  host,
  newPerson,
  newVisitor,
  accessible,
}) => {
  test.slow();
  const person = await newPerson();
  const event = await attended(host.newEvent, person);
  await person.api.review(event.id, 3, 'The coffee was cold.');
  await page.goto('/organize');
  await page.locator('.needs-you a.row-link', { hasText: event.title }).click();
  await page.waitForURL(/\/reviews\?state=open$/);
  const review = page.getByTestId('organized-review');
  await expect(review).toContainText('The coffee was cold.');
  await accessible();
  await page.locator('.review-deeds a.button').click();
  await page.waitForURL(/reply=/);
  await page.waitForLoadState('networkidle');
  await page.locator('#text').fill('Sorry! <b>Next time</b> it is hot.');
  await accessible();
  await page.getByTestId('publish-reply').click();
  await expect(page.locator('.toast')).toBeVisible();
  await page.goto(`/organize/events/${event.slug}/reviews?state=answered`);
  await expect(review).toContainText('Sorry! <b>Next time</b> it is hot.');
  await accessible();

  const visitor = await newVisitor();
  await visitor.goto(`/events/${event.slug}`);
  await expect(visitor.getByTestId('review-reply')).toContainText('<b>Next time</b>');
  const mail = await nextMail(request, person.email, (mail) => mail.kind === 'review_replied');
  expect(mail.text).toContain(`/events/${event.slug}#reviews`);

  await page.waitForLoadState('networkidle');
  await page.locator('.review-delete summary').click();
  await page.getByTestId('withdraw-reply').click();
  await expect(page.getByTestId('review-reply')).toHaveCount(0);
  expect((await person.api.reviews(event.id)).results[0]?.reply).toBeNull();
});

test('anybody who is logged in reports a review once @nojs @phone', async ({
  page,
  person,
  newPerson,
  newEvent,
  accessible,
}) => {
  test.slow();
  const author = await newPerson();
  const event = await attended(newEvent, author);
  const review = await author.api.review(event.id, 1, 'Buy cheap watches.');
  expect(person.email).not.toBe('');
  await page.goto(`/events/${event.slug}`);
  await page.locator('.review-list .review-report').click();
  await page.waitForURL(`/events/${event.slug}/reviews/${review.id}/report`);
  await expect(page.locator('.review-quoted')).toContainText('Buy cheap watches.');
  await accessible();
  await page.locator('#reason').fill('Advertising.');
  await page.getByTestId('send-report').click();
  await expect(page.getByTestId('reported')).toBeVisible();
  await accessible();
  await page.reload();
  await expect(page.getByTestId('reported')).toBeVisible();
});
