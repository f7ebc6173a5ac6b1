// What crawlers, which run no script, see of a link: the real servers through the gateway, and the page as it is in the tree.
import assert from 'node:assert/strict'
import { copyFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { ApiFixture } from './api_fixture.mjs'
import { GatewayFixture } from './gateway/gateway_fixture.mjs'
import { root } from './harness.mjs'
import { draw } from './picture_files.mjs'

const host = 'training.example'
const crawlers = [
  'facebookexternalhit/1.1; kakaotalk-scrap/1.0; +https://devtalk.kakao.com/t/scrap/33984',
  'Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)',
  'facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)',
  'Twitterbot/1.0',
]
const decode = (text) =>
  text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&#39;', "'").replaceAll('&amp;', '&')

/** The head as a crawler reads it: each property or name once, and title and canonical. */
function tagsOf(html) {
  const head = html.slice(0, html.indexOf('</head>'))
  const tags = {}
  for (const [, name, content] of head.matchAll(/<meta\s+(?:property|name)="([^"]+)"\s+content="([^"]*)"/g)) {
    if (name === 'theme-color') continue
    assert.ok(!(name in tags), `${name} is said twice`)
    tags[name] = decode(content)
  }
  tags.title = decode(head.match(/<title>([^<]*)<\/title>/)?.[1] ?? '')
  const canonical = head.match(/<link rel="canonical" href="([^"]*)"/)
  if (canonical) tags.canonical = decode(canonical[1])
  return tags
}

/** PostgreSQL gives ids itself unless told otherwise. */
const overriding = process.env.TRAININGZIP_TEST_DATABASE === 'postgresql' ? 'OVERRIDING SYSTEM VALUE' : ''

/** What is between <loc> and </loc>. */
const placesIn = (xml) => [...xml.matchAll(/<loc>([^<]*)<\/loc>/g)].map(([, place]) => decode(place))

describe('link previews and sitemaps', () => {
  let fixture, gateway, owner
  before(async () => {
    fixture = await new ApiFixture({ host_names: host, first_admin_id: 'admin' }).start()
    gateway = await new GatewayFixture(
      { api: `127.0.0.1:${fixture.server.port}`, list_cache_seconds: 0, requests_per_second: 5000, requests_burst: 5000 },
      { hosts: host },
    ).start()
    copyFileSync(join(root, 'web', 'index.html'), join(gateway.folder, 'page', 'index.html'))
    owner = await fixture.user('코치 "미나"')
  })
  after(async () => {
    await gateway?.stop()
    await fixture?.stop()
  })

  const ask = (path, headers = {}) => gateway.request(path, { headers: { Host: host, ...headers } })
  const pathOf = (name) => `/trainers/${encodeURIComponent(name)}`

  test('a training is shown with title, text, picture, address and length, to whoever crawls', async () => {
    const id = await fixture.training(owner, { title: '하체 스쿼트 10분', body: 'Warm up.\n\nThen  three sets.' })
    fixture.publish(id, 'a'.repeat(32), [])
    fixture.sql(`UPDATE uploads SET duration_seconds = 61.6 WHERE training_id = ${id}`)
    const form = new FormData()
    form.append('image', new Blob([draw('mjpeg', '640x360')]), 'a.jpg')
    await fixture.ok('POST', `/thumbnail/${id}`, { user: owner, body: form })
    for (const crawler of crawlers) {
      const answer = await ask(`/trainings/${id}`, { 'User-Agent': crawler })
      assert.equal(answer.status, 200)
      const tags = tagsOf(answer.text)
      assert.equal(tags.title, '하체 스쿼트 10분 – Training.zip')
      assert.equal(tags['og:title'], '하체 스쿼트 10분')
      assert.equal(tags['twitter:title'], '하체 스쿼트 10분')
      assert.equal(tags.description, 'Warm up. Then three sets.')
      assert.equal(tags['og:description'], 'Warm up. Then three sets.')
      assert.equal(tags.author, '코치 "미나"')
      assert.equal(tags['og:url'], `https://${host}/trainings/${id}`)
      assert.equal(tags.canonical, `https://${host}/trainings/${id}`)
      assert.equal(tags['og:site_name'], 'Training.zip')
      assert.equal(tags['og:locale'], 'ko_KR')
      assert.equal(tags['og:type'], 'video.other')
      assert.equal(tags['video:duration'], '62')
      assert.deepEqual([tags['og:image:width'], tags['og:image:height'], tags['og:image:type']], ['640', '360', 'image/jpeg'])
      assert.equal(tags['twitter:card'], 'summary_large_image')
      const picture = new URL(tags['og:image'])
      assert.deepEqual([picture.protocol, picture.host, picture.pathname], ['https:', host, `/api/thumbnail/${id}`])
      const fetched = await ask(picture.pathname + picture.search)
      assert.deepEqual([fetched.status, fetched.headers['content-type']], [200, 'image/jpeg'])
    }
    assert.equal((await fixture.ok('GET', `/trainings/${id}`, { user: owner })).json.views, 0, 'a preview is no view')
  })

  test('without a picture and a text there are the icon, and who made it with which tags', async () => {
    const { json } = await fixture.expect(201, null, 'POST', '/trainings', {
      user: owner,
      json: { title: 'Bare', body: ' \n', tags: ['legs'] },
    })
    fixture.sql(`UPDATE trainings SET state = 'READY' WHERE id = ${json.trainingId}`)
    const tags = tagsOf((await ask(`/trainings/${json.trainingId}`)).text)
    assert.equal(tags['og:image'], `https://${host}/icon-512.png`)
    assert.equal(tags['twitter:card'], 'summary')
    assert.equal(tags.description, '코치 "미나" #legs')
    assert.ok(!('video:duration' in tags))
  })

  test('titles are text, whatever is written in them', async () => {
    const plain = await ask(`/trainings/${await fixture.training(owner, { title: 'x', body: 'x' })}`)
    const count = (text, what) => text.split(what).length
    for (const title of [
      '</title><script>alert(1)</script>',
      '" onload="alert(1)',
      "'><img src=x onerror=alert(1)>",
      '<!--#include virtual="/api/gateway/preview" -->',
      '<!--#echo var="http_cookie" -->',
      '&lt;b&gt; &amp;',
      'تمرين الساق 😀🇰🇷',
      '👩‍👩‍👧‍👦'.repeat(14),
    ]) {
      const id = await fixture.training(owner, { title, body: title.repeat(9) })
      const { text } = await ask(`/trainings/${id}`, { Cookie: 'a=secret' })
      const tags = tagsOf(text)
      assert.equal(tags['og:title'], title)
      assert.equal(tags.title, `${title} – Training.zip`)
      for (const sign of ['<', '>', '"']) assert.equal(count(text, sign), count(plain.text, sign), `${sign} in ${title}`)
      assert.ok([...tags.description].length > 0)
    }
    const turned = await fixture.training(owner, { title: 'abc\u202edef', body: 'x' })
    assert.equal(tagsOf((await ask(`/trainings/${turned}`)).text)['og:title'], 'abcdef')
  })

  test('what is not for everybody looks like what does not exist', async () => {
    const absent = await ask('/trainings/99999')
    assert.equal(absent.status, 200)
    const tags = tagsOf(absent.text)
    assert.deepEqual([tags.title, tags['og:type'], tags.canonical], ['Training.zip', 'website', undefined])
    const kinds = {
      private: "visibility = 'private'",
      unlisted: "visibility = 'unlisted'",
      subscribers: "visibility = 'subscribers'",
      hidden: 'hidden = 1',
      unready: "state = 'PROCESSING'",
    }
    for (const [kind, change] of Object.entries(kinds)) {
      const other = await fixture.user()
      const id = await fixture.training(other, { title: `secret ${kind}` })
      assert.equal(tagsOf((await ask(`/trainings/${id}`)).text)['og:title'], `secret ${kind}`)
      assert.equal(tagsOf((await ask(pathOf(other.nickName))).text)['og:title'], other.nickName)
      fixture.sql(`UPDATE trainings SET ${change} WHERE id = ${id}`)
      for (const path of [`/trainings/${id}`, pathOf(other.nickName)]) {
        const seen = await ask(path, { Authorization: `Bearer ${other.accessToken}` })
        assert.equal(seen.text, absent.text, `${kind} ${path}`)
        const { 'x-request-id': _, date: __, ...headers } = seen.headers
        const { 'x-request-id': ___, date: ____, ...nothing } = absent.headers
        assert.deepEqual([seen.status, headers], [absent.status, nothing], `${kind} ${path}`)
      }
    }
    for (const path of ['/trainings/0', '/trainings/007', `/trainings/${'9'.repeat(40)}`, pathOf('nobody'), pathOf("' OR 1=1")]) {
      assert.equal((await ask(path)).text, absent.text, path)
    }
  })

  test('a trainer is shown with name, newest trainings and face', async () => {
    const trainer = await fixture.user('Coach <b>&')
    await fixture.training(trainer, { title: 'First' })
    await fixture.training(trainer, { title: 'Second' })
    const form = new FormData()
    form.append('image', new Blob([draw('png', '300x200')]), 'a.png')
    await fixture.ok('POST', `/profile/${trainer.id}/image`, { user: trainer, body: form })
    const tags = tagsOf((await ask(pathOf(trainer.nickName))).text)
    assert.equal(tags['og:title'], 'Coach <b>&')
    assert.equal(tags['og:type'], 'profile')
    assert.equal(tags.canonical, `https://${host}${pathOf(trainer.nickName)}`)
    assert.equal(tags['twitter:card'], 'summary')
    assert.match(tags.description, /First/)
    assert.match(tags.description, /Second/)
    assert.match(tags['og:image'], new RegExp(`^https://${host}/api/profile/${trainer.id}/image\\?v=[0-9]+$`))
  })

  test('the sitemap has what everybody may see, and nothing else', async () => {
    const trainer = await fixture.user("Sitemap's <trainer>")
    const seen = await fixture.training(trainer)
    // Further away than one part has ids.
    fixture.sql(
      `INSERT INTO trainings (id, owner_id, title, body, state, created_at, modified_at) ${overriding}
       VALUES (120001, ${trainer.id}, 'Far', '', 'READY', 0, 1700000000123)`,
    )
    const closed = []
    for (const change of ["visibility = 'private'", "visibility = 'unlisted'", 'hidden = 1', "state = 'FAILED'"]) {
      const stranger = await fixture.user()
      const id = await fixture.training(stranger)
      fixture.sql(`UPDATE trainings SET ${change} WHERE id = ${id}`)
      closed.push(`https://${host}/trainings/${id}`, `https://${host}${pathOf(stranger.nickName)}`)
    }
    const index = await ask('/sitemap.xml')
    assert.deepEqual([index.status, index.headers['content-type']], [200, 'application/xml; charset=utf-8'])
    assert.match(
      index.text,
      /^<\?xml version="1.0" encoding="UTF-8"\?>\n<sitemapindex xmlns="http:\/\/www.sitemaps.org\/schemas\/sitemap\/0.9">/,
    )
    const parts = placesIn(index.text)
    assert.deepEqual(
      parts,
      ['trainings-1', 'trainings-4', 'trainers-1'].map((part) => `https://${host}/sitemaps/${part}.xml`),
    )
    const pages = []
    for (const part of parts) {
      const { status, text } = await ask(new URL(part).pathname)
      assert.equal(status, 200, part)
      assert.match(text, /<urlset xmlns=/)
      pages.push(...placesIn(text))
      if (part.includes('-4')) assert.match(text, /<lastmod>2023-11-14T22:13:20(\.123)?Z<\/lastmod>/)
    }
    assert.equal(new Set(pages).size, pages.length, 'each once')
    for (const path of ['/', `/trainings/${seen}`, '/trainings/120001', pathOf(trainer.nickName).replaceAll("'", '%27')]) {
      assert.ok(pages.includes(`https://${host}${path}`), path)
    }
    for (const page of closed) assert.ok(!pages.includes(page), page)
    const listed = fixture.sql("SELECT COUNT(*) FROM trainings WHERE state = 'READY' AND visibility = 'public' AND hidden = 0")
    assert.equal(pages.filter((page) => page.includes('/trainings/')).length, Number(listed[0][0]))
    for (const part of ['trainings-0', 'trainings-2', 'trainings-5', 'trainers-9', `trainings-${'9'.repeat(18)}`]) {
      assert.equal((await ask(`/sitemaps/${part}.xml`)).status, 404, part)
    }
  })
})
