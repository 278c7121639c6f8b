// The tree of districts beside the planner's table, in both languages, on a wide screen and a phone: against the service that
// YIZHAN_URL names, with the demonstration networks and the shapes of districts.
import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DESK, PHONE, seriousIssues, visiting, WIDE } from './browser.mjs';

const LANGUAGES = [
  { locale: 'zh-CN', country: '全国', tree: '区划树', filter: '筛选', away: '收起', nothing: '没有找到', display: '显示', contrast: '强对比', large: '大字', reach: '电动车', unread: '没有读到', retry: '再试' },
  { locale: 'en-GB', country: 'All of China', tree: 'District tree', filter: 'Filter', away: 'Close', nothing: 'Nothing found', display: 'Display', contrast: 'High contrast', large: 'Large text', reach: 'E-bike', unread: 'Could not be read', retry: 'Try again' },
];

const visit = visiting({ ...WIDE, map: false });

const query = (page) => new URL(page.url()).searchParams;
const rows = (page) => page.locator('.tbody [role="row"]');
const lineOf = (page, adcode) => page.locator(`#tree-${adcode || 'country'}`);
const currentIn = (page, place) => page.locator(place).locator('[aria-current="location"]');
/** Waits until the tree marks a district, and the list and the way down are at it too. */
const at = async (page, adcode, name) => {
  await page.locator(`#tree-${adcode || 'country'}[aria-current="location"]`).waitFor();
  await page.locator('.path [aria-current]', { hasText: name }).waitFor();
  assert.equal(query(page).get('parent'), adcode || null);
};
const focused = (page) => page.evaluate(() => document.activeElement?.id ?? '');
const press = async (page, ...keys) => {
  for (const key of keys) await page.keyboard.press(key);
};
const calm = async (page) => {
  await page.locator('.loading').waitFor({ state: 'detached' });
  await page.locator('[role=treeitem][aria-busy="true"], .old, .old-figure').first().waitFor({ state: 'detached' });
};

for (const say of LANGUAGES) {
  const { locale } = say;

  test(`the tree goes from the country to a district, and the table with it, there and back: ${locale}`, async () => {
    await visit({ locale }, '/plan?sort=-stations', async (page) => {
      await at(page, '', say.country);
      await lineOf(page, '440000').click();
      await at(page, '440000', '广东省');
      await lineOf(page, '440100').click();
      await at(page, '440100', '广州市');
      await rows(page).filter({ hasText: '黄埔区' }).waitFor();
      // One figure, the one that the table is sorted by.
      const stations = (await rows(page).filter({ hasText: '黄埔区' }).locator('.stations').innerText()).trim();
      assert.equal((await lineOf(page, '440112').locator('.tree-figure').innerText()).trim(), stations);
      await rows(page).getByRole('button', { name: '黄埔区' }).click();
      await at(page, '440112', '黄埔区');
      assert.equal(await lineOf(page, '440112').getAttribute('aria-expanded'), null, 'a county has no twisty');
      await page.goBack();
      await at(page, '440100', '广州市');
      await page.goBack();
      await page.goForward();
      await at(page, '440100', '广州市');
      await lineOf(page, '').click();
      await at(page, '', say.country);
      assert.equal(await currentIn(page, '.tree').count(), 1);
    });
  });

  test(`an address opens the tree to its district, with levels that a reader hears: ${locale}`, async () => {
    await visit({ locale }, '/plan?parent=440112', async (page) => {
      await at(page, '440112', '黄埔区');
      await calm(page);
      const levels = [['', '1', 'true'], ['440000', '2', 'true'], ['440100', '3', 'true'], ['440112', '4', null]];
      for (const [adcode, level, expanded] of levels) {
        assert.equal(await lineOf(page, adcode).getAttribute('aria-level'), level, adcode);
        assert.equal(await lineOf(page, adcode).getAttribute('aria-expanded'), expanded, adcode);
      }
      assert.ok(await lineOf(page, '440112').isVisible());
      assert.equal(await page.getByRole('treeitem', { name: /^黄埔区 / }).getAttribute('id'), 'tree-440112');
      assert.equal(await page.locator('.tree [tabindex="0"]').count(), 1, 'one stop for the Tab key');
      assert.deepEqual(await seriousIssues(page), []);
    });
  });

  test(`by the keyboard alone: arrows, Home, End, letters and Enter: ${locale}`, async () => {
    await visit({ locale }, '/plan', async (page) => {
      await lineOf(page, '440000').waitFor();
      await calm(page);
      await lineOf(page, '').focus();
      await press(page, 'g', 'd', 's');
      assert.equal(await focused(page), 'tree-440000');
      await press(page, 'ArrowRight');
      await lineOf(page, '440100').waitFor();
      assert.equal(query(page).get('parent'), null, 'opening is not going there');
      await press(page, 'ArrowRight');
      assert.equal(await focused(page), 'tree-440100');
      await press(page, 'ArrowDown', 'ArrowUp', 'Enter');
      await at(page, '440100', '广州市');
      assert.equal(await focused(page), 'tree-440100', 'the keyboard stays where it is');
      await lineOf(page, '440106').waitFor();
      await press(page, 'ArrowLeft');
      assert.equal(await lineOf(page, '440100').getAttribute('aria-expanded'), 'false');
      await press(page, 'ArrowLeft');
      assert.equal(await focused(page), 'tree-440000');
      await press(page, 'Home');
      assert.equal(await focused(page), 'tree-country');
      await press(page, 'End');
      const last = await page.locator('.tree-row').last().getAttribute('id');
      assert.equal(await focused(page), last);
      await press(page, 'Home', 'Tab');
      assert.equal(await page.locator('.tree :focus').count(), 0, 'Tab leaves the tree');
    });
  });

  test(`a district is found in the tree by name, sound or code: ${locale}`, async () => {
    await visit({ locale }, '/plan', async (page) => {
      await lineOf(page, '440000').waitFor();
      const filter = page.getByRole('textbox', { name: say.filter });
      for (const words of ['黄埔', 'hpq', '440112']) {
        await filter.fill(words);
        await lineOf(page, '440112').waitFor();
        await lineOf(page, '110000').waitFor({ state: 'detached' });
        assert.equal(await lineOf(page, '440112').getAttribute('aria-level'), '4', words);
      }
      await page.waitForFunction(() => document.querySelector('#tree-440112 .tree-figure').textContent !== '');
      await filter.fill('nowhere');
      await page.locator('.tree-note', { hasText: say.nothing }).waitFor();
      await filter.press('Escape');
      await lineOf(page, '110000').waitFor();
      await filter.fill('440112');
      await lineOf(page, '440112').waitFor();
      await filter.press('Enter');
      await at(page, '440112', '黄埔区');
      assert.equal(await filter.inputValue(), '');
      await lineOf(page, '440106').waitFor();
    });
  });

  test(`on a phone the tree is a sheet behind a button: ${locale}`, async () => {
    await visit({ locale, ...PHONE, viewport: { width: 360, height: 740 } }, '/plan?parent=440100', async (page) => {
      await rows(page).first().waitFor();
      assert.equal(await page.locator('.tree').count(), 0);
      const button = page.getByRole('button', { name: say.tree });
      await button.click();
      await lineOf(page, '440106').waitFor();
      await calm(page);
      assert.deepEqual(await seriousIssues(page), []);
      const small = await page.locator('.tree-row').evaluateAll((all) => all.filter((one) => one.getBoundingClientRect().height < 44).length);
      assert.equal(small, 0, 'a thumb hits every line');
      await page.locator('#tree-330000 .twisty').tap();
      await lineOf(page, '330100').waitFor();
      assert.equal(query(page).get('parent'), '440100', 'a twisty only opens');
      await lineOf(page, '440106').tap();
      await page.locator('dialog').waitFor({ state: 'detached' });
      await page.locator('.path [aria-current]', { hasText: '天河区' }).waitFor();
      await button.click();
      await page.getByRole('button', { name: say.away }).click();
      await page.locator('dialog').waitFor({ state: 'detached' });
      await button.click();
      await page.keyboard.press('Escape');
      await page.locator('dialog').waitFor({ state: 'detached' });
      assert.equal(await button.getAttribute('aria-expanded'), 'false');
      const width = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
      assert.ok(width[0] <= width[1], `nothing runs out to the right: ${width}`);
    });
  });

  test(`in high contrast, large and dark axe finds nothing serious: ${locale}`, async () => {
    for (const colorScheme of ['light', 'dark']) {
      await visit({ locale, colorScheme, viewport: { width: 1500, height: 900 } }, '/plan?parent=440100', async (page) => {
        await lineOf(page, '440106').waitFor();
        await calm(page);
        assert.deepEqual(await seriousIssues(page), []);
        if (colorScheme === 'dark') return;
        await page.getByRole('button', { name: say.display }).click();
        await page.getByLabel(say.contrast).check();
        await page.getByLabel(say.large).check();
        assert.deepEqual(await seriousIssues(page), []);
        const cut = await page.locator('aside.tree-pane').evaluate((pane) => pane.scrollWidth > pane.clientWidth);
        assert.equal(cut, false, 'nothing runs out of the tree');
      });
    }
  });

  test(`a tree that cannot be read says so, and is read again: ${locale}`, async () => {
    await visit(
      { locale },
      '/plan',
      async (page) => {
        await lineOf(page, '440000').waitFor();
        await calm(page);
        await page.route(/\/v1\/coverage/, (route) => route.abort());
        await page.locator('#tree-440000 .twisty').click();
        await page.locator('.tree-wait', { hasText: say.unread }).waitFor();
        await page.unroute(/\/v1\/coverage/);
        await page.locator('.tree-pane').getByRole('button', { name: say.retry }).click();
        await lineOf(page, '440100').waitFor();
        await page.locator('.tree-pane .failed').waitFor({ state: 'detached' });
      },
      /Failed to load resource/,
    );
  });
}

test('the tree is put away, which is remembered, and then asks for nothing', async () => {
  await visit({ locale: 'zh-CN', ...DESK }, '/plan', async (page) => {
    await lineOf(page, '440000').waitFor();
    const button = page.getByRole('button', { name: '区划树' });
    assert.equal(await button.getAttribute('aria-expanded'), 'true');
    await button.click();
    await page.locator('.tree').waitFor({ state: 'detached' });
    const asked = [];
    page.on('request', (request) => request.url().includes('level=province') && asked.push(request.url()));
    await page.goto(`${page.url()}?parent=440100`);
    await rows(page).filter({ hasText: '黄埔区' }).waitFor();
    await page.locator('.loading').waitFor({ state: 'detached' });
    assert.equal(await page.locator('.tree').count(), 0);
    assert.deepEqual(asked.filter((url) => url.includes('/v1/')), []);
    await button.click();
    await lineOf(page, '440106').waitFor();
  });
});

test('a municipality has its districts right below it, a city without any is a leaf, and a county right below a province is not lost', async () => {
  await visit({ locale: 'zh-CN' }, '/plan', async (page) => {
    await lineOf(page, '110000').click();
    await at(page, '110000', '北京市');
    await lineOf(page, '110101').waitFor();
    assert.equal(await lineOf(page, '110101').getAttribute('aria-level'), '3');
    await page.locator('#tree-420000 .twisty').click();
    await lineOf(page, '429004').waitFor();
    await page.locator('#tree-440000 .twisty').click();
    await page.locator('#tree-441900 .twisty').click();
    await page.locator('.tree-note', { hasText: '东莞市' }).waitFor();
    assert.equal(await lineOf(page, '441900').getAttribute('aria-expanded'), null);
    await lineOf(page, '441900').click();
    await at(page, '441900', '东莞市');
    await page.locator('.count', { hasText: '网格' }).waitFor();
  });
});

test('another question brings other figures, of what is open alone and never asked twice', async () => {
  await visit({ locale: 'zh-CN' }, '/plan?parent=440100', async (page) => {
    await lineOf(page, '440106').waitFor();
    await calm(page);
    const before = await lineOf(page, '440100').locator('.tree-figure').innerText();
    const asked = [];
    page.on('request', (request) => request.url().includes('/v1/coverage?') && asked.push(new URL(request.url()).search));
    await page.getByRole('button', { name: '电动车' }).click();
    await page.waitForFunction((words) => document.querySelector('#tree-440100 .tree-figure').textContent !== words, before);
    await calm(page);
    assert.equal(new Set(asked).size, asked.length, asked.join('\n'));
    assert.equal(asked.length, 3, asked.join('\n'));
    assert.ok(asked[0].includes('parent=440100'), 'the table comes first');
  });
});
