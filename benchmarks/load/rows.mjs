// Many rows for every table, made by the database itself, in SQL that both kinds take.

const numbers = (count) => `WITH RECURSIVE n(i) AS (SELECT CAST(1 AS BIGINT) UNION ALL SELECT i + 1 FROM n WHERE i < ${count})`

/** A number from 1 to `most` that looks like chance, other than that of another factor. */
const spread = (most, factor = 7919) => `((i * ${factor}) % ${most} + 1)`

/** Words in the titles by how many rows hold them, each in English and as two characters of Korean. */
export const titleWords = {
  few: { oneIn: 10_000, english: 'kettlebell', korean: '한손' },
  hundredth: { oneIn: 100, english: 'lunge', korean: '런지' },
  all: { oneIn: 1, english: 'workout', korean: '운동' },
}
const title = Object.values(titleWords)
  .map(({ oneIn, english, korean }) => `CASE WHEN (i + 7) % ${oneIn} = 0 THEN '${english} ${korean} ' ELSE '' END`)
  .join(' || ')

/** The upload of training i. */
const uploadId = (training) => `'upload' || ${training}`

/**
 * Statements that fill an empty database, as [table, statement]. sizes: {users, trainings, comments}; the other tables
 * get rows in proportion. bytes(buffer): the literal of binary data.
 */
export function rowsOf({ users, trainings, comments }, bytes) {
  const insert = (table, count, columns, values) => [
    table,
    `${numbers(count)} INSERT INTO ${table} (${columns}) SELECT ${values} FROM n`,
  ]
  const sessions = trainings
  return [
    insert('removed_trainings', users, 'training_id, sweeps, sweep_at', `1000000000 + i, 1, 900 + i`),
    insert(
      'users',
      users,
      'login_id, password_hash, nick_name, nick_name_key, key_version, email, role, state, created_at, modified_at',
      `'filled' || i, 'unknown', 'Trainer ' || i, 'trainer ' || i, 1, 'user' || i || '@example.org', 'USER', 'ACTIVE', i, i`,
    ),
    insert(
      'sign_ins',
      users,
      'id, user_id, user_agent, address, created_at, last_used_at, expires_at, ends_at',
      `'sign_in' || i, i, 'agent', '::1', i, i, 1000000 + i, 2000000 + i`,
    ),
    insert(
      'sign_in_tokens',
      2 * users,
      'sign_in_id, token_hash, created_at, expires_at',
      `'sign_in' || ${spread(users)}, 'token' || i, i, 1000000 + i`,
    ),
    insert('familiar_networks', 2 * users, 'user_id, network, seen_at', `${spread(users)}, 'network' || i, i`),
    insert(
      'recent_sign_ups',
      users,
      'address, network, challenge, created_at',
      `'address' || ${spread(users)}, 'network' || (i / 4), 'challenge' || i, i`,
    ),
    insert(
      'mails',
      users,
      'kind, about, language, attempts, next_at, expires_at',
      `'email_confirmation', CAST(i AS TEXT), 'ko', 0, i, 1000000 + i`,
    ),
    insert(
      'mail_links',
      users,
      'token_hash, kind, user_id, email, expires_at',
      `'link' || i, 'password_reset', ${spread(users)}, 'user' || i || '@example.org', i`,
    ),
    insert(
      'recent_mail_requests',
      users,
      'email, address, network, created_at',
      `'email' || ${spread(users)}, 'address' || ${spread(users)}, 'network' || (i / 4), i`,
    ),
    insert(
      'camera_pairings',
      users,
      'id, screen_hash, phone_hash, network, expires_at',
      `'K' || i, 'screen' || i, 'phone' || i, 'network' || (i / 4), i`,
    ),
    // trainer_name and body_start are what triggers make them.
    insert(
      'trainings',
      trainings,
      'owner_id, title, body, views, state, created_at, modified_at, trainer_name, body_start',
      `${spread(users)}, ${title} || i, 'Three times ten, then rest. ' || i, ${spread(5003)},
       CASE WHEN i % 50 = 0 THEN 'PROCESSING' ELSE 'READY' END, i, i, 'Trainer ' || ${spread(users)}, 'Three times ten, then rest. ' || i`,
    ),
    insert(
      'training_tags',
      2 * trainings,
      'training_id, tag',
      `(i + 1) / 2, 'tag' || (i % 2 + 2 * ${spread(Math.ceil(trainings / 10))})`,
    ),
    insert(
      'uploads',
      trainings,
      'id, training_id, file_name, file_type, size_bytes, state, created_at, modified_at',
      `${uploadId('i')}, i, 'v.mp4', 'video/mp4', 1000, CASE WHEN i % 50 = 0 THEN 'PROCESSING' ELSE 'READY' END, i, i`,
    ),
    insert(
      'jobs',
      2 * trainings,
      'upload_id, kind, state, modified_at',
      `${uploadId('((i + 1) / 2)')}, CASE WHEN i % 2 = 0 THEN 'pose' ELSE 'shape' END,
       CASE WHEN (i + 1) / 2 % 50 = 0 THEN 'waiting' ELSE 'done' END, i`,
    ),
    insert(
      'pose_blocks',
      2 * trainings,
      'upload_id, first_frame, frame_count, block',
      `${uploadId('((i + 1) / 2)')}, (i % 2) * 64, 64, ${bytes(Buffer.from('TZP1'))}`,
    ),
    insert('likes', trainings, 'user_id, training_id, created_at', `${spread(users)}, i, i`),
    insert('subscriptions', users, 'user_id, trainer_id, created_at', `i, ${spread(users)}, i`),
    insert(
      'comments',
      comments,
      'training_id, author_id, message, created_at, modified_at',
      `${spread(trainings)}, ${spread(users, 104729)}, 'Well done, number ' || i, i, i`,
    ),
    insert(
      'pictures',
      trainings,
      'kind, owner_id, content_type, bytes, modified_at',
      `'thumbnail', i, 'image/jpeg', ${bytes(Buffer.from('jpeg'))}, i`,
    ),
    insert('picture_sizes', trainings, 'kind, owner_id, size, bytes', `'thumbnail', i, 'small', ${bytes(Buffer.from('jpeg'))}`),
    insert(
      'incidents',
      users,
      `report_id, fingerprint, server, kind, type, message, report, occurrences, first_at, last_at,
      window_ends_at, slack_state, slack_next_at, resolved_at`,
      `'report' || i, 'print' || ${spread(500)}, 'api', 'request', 't', 'm', '{}', 1, i, i, i,
       CASE WHEN i % 50 = 0 THEN 'waiting' ELSE 'sent' END, i, CASE WHEN i % 2 = 0 THEN NULL ELSE i END`,
    ),
    insert('incident_receipts', users, 'report_id, received_at', `'report' || i, i`),
    insert('training_views', trainings, 'training_id, viewer, counted_at', `i, 'viewer' || ${spread(users)}, i`),
    insert(
      'reports',
      users,
      'reporter_id, training_id, reason, text, created_at, resolved_at',
      `i, ${spread(trainings)}, 'spam', 't', i, CASE WHEN i % 50 = 0 THEN NULL ELSE i END`,
    ),
    insert(
      'training_sessions',
      sessions,
      'user_id, training_id, started_at, duration_seconds, score, series, limbs, created_at',
      `${spread(users)}, ${spread(trainings, 104729)}, i, 60, ${spread(100)}, '[]', '{}', i`,
    ),
    [
      'best_scores',
      `INSERT INTO best_scores (training_id, user_id, session_id, score, achieved_at)
      SELECT training_id, user_id, MIN(id), MAX(score), MIN(started_at) FROM training_sessions GROUP BY training_id, user_id`,
    ],
    insert(
      'playlists',
      users,
      'owner_id, title, body, visibility, created_at, modified_at',
      `${spread(users)}, 'List ' || i, '', 'public', i, i`,
    ),
    insert('playlist_items', 5 * users, 'playlist_id, position, training_id', `(i + 4) / 5, i % 5, ${spread(trainings)}`),
  ]
}

/** Rows that PostgreSQL's triggers make of others, as statements: for when there are no triggers yet. */
export const rowsFollowing = [
  `INSERT INTO training_search (training_id, content)
    SELECT t.id, LOWER(t.title || chr(10) || u.nick_name || chr(10) || t.body) FROM trainings t JOIN users u ON u.id = t.owner_id`,
  "INSERT INTO list_changes SELECT 'trainings', category, 1 FROM trainings WHERE state = 'READY'",
  "INSERT INTO list_changes SELECT 'tags', g.tag, 1 FROM training_tags g JOIN trainings t ON t.id = g.training_id WHERE t.state = 'READY'",
  "INSERT INTO list_changes SELECT 'users', state, 1 FROM users",
  ...['incidents', 'reports'].map(
    (list) =>
      `INSERT INTO list_changes SELECT '${list}', CASE WHEN resolved_at IS NULL THEN 'open' ELSE 'settled' END, 1 FROM ${list}`,
  ),
]

/** What the API server does with the changes after a few seconds. */
export const addedUp = [
  'INSERT INTO list_counts SELECT list, name, SUM(change) FROM list_changes GROUP BY list, name',
  'DELETE FROM list_changes',
]
