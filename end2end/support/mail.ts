// What the server sent, as /dev/mail lists it.
import { expect, type APIRequestContext } from '@playwright/test';

export interface Mail {
  id: string;
  to: string;
  subject: string;
  kind: string;
  text: string;
  html: string;
  attachments: string[];
}

export async function mailTo(request: APIRequestContext, address: string): Promise<Mail[]> {
  const response = await request.get(`/dev/mail?to=${encodeURIComponent(address)}`, {
    headers: { Accept: 'application/json' },
  });
  expect(response.status()).toBe(200);
  return (await response.json()) as Mail[];
}

/** Waits for a message that a job sends after the page has answered. */
export async function nextMail(
  request: APIRequestContext,
  address: string,
  wanted: (mail: Mail) => boolean = () => true,
): Promise<Mail> {
  let found: Mail | undefined;
  await expect(async () => {
    found = (await mailTo(request, address)).find(wanted);
    expect(found, `a message to ${address}`).toBeDefined();
  }).toPass({ timeout: 15_000 });
  return found as Mail;
}

/** The path of a link in somebody's message of a kind, which begins so. */
export async function linkTo(
  request: APIRequestContext,
  address: string,
  kind: string,
  begins: `/${string}`,
): Promise<string> {
  const mail = await nextMail(request, address, (mail) => mail.kind === kind);
  const path = new RegExp(`https?://[^/\\s]+(${begins}[\\w?=&%-]+)`).exec(mail.text)?.[1];
  expect(path, `a link to ${begins} in the message`).toBeDefined();
  return path ?? '';
}
