/** The drawings of the introduction. What they show is in the words beside them. */

/** A person upright, arms out, 100 wide and 200 high: as the trainer's shape. */
function Shape() {
  return (
    <g className="drawing-shape">
      <circle cx="50" cy="22" r="15" />
      <path className="drawing-torso" d="M34 50h32l-4 52H38z" />
      <path d="M32 52 10 70 4 40M68 52l22 18 6-30" strokeWidth="14" />
      <path d="M42 104 32 146 34 190M58 104l10 42-2 44" strokeWidth="18" />
    </g>
  )
}

/** The same person as the joints that are found in them. `limbs`: grades of arms, left leg, right leg. */
function Person({ arms = 'plain', left = 'plain', right = 'plain' }) {
  return (
    <g className="drawing-person">
      <circle cx="50" cy="22" r="12" />
      <path d="M34 54h32M50 54v48M40 102h20" />
      <path className={`drawing-${arms}`} d="M34 54 12 70 6 42M66 54l22 16 6-28" />
      <path className={`drawing-${left}`} d="M40 102 32 146 34 188" />
      <path className={`drawing-${right}`} d="M60 102l8 44-2 42" />
    </g>
  )
}

/** A screen in which who follows moves into the shape. */
export function Follow() {
  return (
    <svg viewBox="0 0 400 260" aria-hidden="true">
      <rect className="drawing-screen" x="70" y="16" width="260" height="200" rx="14" />
      <path className="drawing-stand" d="M150 240h100M200 216v24" />
      <circle className="drawing-lens" cx="200" cy="27" r="3" />
      <g transform="translate(158 36) scale(0.84)">
        <Shape />
      </g>
      <g transform="translate(158 36) scale(0.84)">
        <g className="drawing-joining">
          <Person />
        </g>
      </g>
    </svg>
  )
}

/** From the side: a phone on a shelf, the person some steps away, all of them in its view. */
export function Stand() {
  return (
    <svg viewBox="0 0 400 260" aria-hidden="true">
      <path className="drawing-view" d="M78 128 340 14v222z" />
      <path className="drawing-floor" d="M24 236h352" />
      <path className="drawing-furniture" d="M36 156h56v80M44 156v80" />
      <rect className="drawing-phone" x="62" y="104" width="12" height="50" rx="3" />
      <g transform="translate(246 40)">
        <Person />
      </g>
      <path className="drawing-distance" d="M92 250h196M92 244v12M288 244v12" />
    </svg>
  )
}

/** Limbs in the colours of their grades, and the gauge. */
export function Score() {
  return (
    <svg viewBox="0 0 400 260" aria-hidden="true">
      <g transform="translate(70 30)">
        <Shape />
        <Person arms="good" left="fair" right="poor" />
      </g>
      <g transform="translate(280 130)">
        <circle className="drawing-gauge" r="62" />
        <circle className="drawing-gauge-part" r="62" pathLength="100" transform="rotate(-90)" />
        <text className="drawing-score" textAnchor="middle" y="18">
          82
        </text>
      </g>
    </svg>
  )
}
