// A camera that sees what somebody holds in front of it. Chromium's fake one shows a film from a file, and a
// browser shows the same film for all its life, so each gets a browser of its own. Chromium on Linux reads
// no codes: the detector that other systems have is put in its place, over ZXing, and reads the very picture.
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Browser, BrowserContext, Locator } from '@playwright/test';

const SIZE = { width: 640, height: 480 };
/** Large enough for every module of a code to have some pixels of the camera. */
const HEIGHT = 360;

const modules = new URL('../node_modules/', import.meta.url);

/** What the camera sees: one picture, which as a film is shown over and over. */
export async function film(browser: Browser, shown: Locator, file: string): Promise<void> {
  const image = (await shown.screenshot()).toString('base64');
  const context = await browser.newContext({ viewport: SIZE, isMobile: false, hasTouch: false });
  try {
    const page = await context.newPage();
    await page.setContent(
      `<body style="margin: 0; height: 100vh; display: grid; place-items: center; background: #fff">
       <img src="data:image/png;base64,${image}" height="${HEIGHT}" alt="">`,
    );
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, await page.screenshot({ type: 'jpeg', quality: 90 }));
  } finally {
    await context.close();
  }
}

/** What a browser is started with to have such a camera. */
export function seeing(file: string): string[] {
  return ['--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${file}`];
}

/** Gives the pages of a browser a detector of codes; to be called before they are opened. */
export async function readCodes(context: BrowserContext): Promise<void> {
  const [detector, reader] = await Promise.all([
    readFile(new URL('barcode-detector/dist/iife/polyfill.js', modules), 'utf8'),
    readFile(new URL('zxing-wasm/dist/reader/zxing_reader.wasm', modules), 'base64'),
  ]);
  // The reader comes with the script: a page may fetch it from nowhere.
  await context.addInitScript(`${detector}
    const wasmBinary = Uint8Array.from(atob('${reader}'), (byte) => byte.charCodeAt(0)).buffer;
    BarcodeDetectionAPI.prepareZXingModule({ overrides: { wasmBinary } });`);
}
