export function Logo() {
  return (
    <svg className="logo" viewBox="0 0 32 32" aria-hidden="true">
      <rect className="logo-ground" width="32" height="32" rx="7" />
      <circle className="logo-shape" cx="16" cy="8" r="3.6" />
      <path
        className="logo-limbs"
        d="M6 12.5 13 15v5l-3 8M26 12.5 19 15v5l3 8M13 15h6v5h-6z"
        strokeWidth="3"
        strokeLinejoin="round"
        strokeLinecap="round"
      />
    </svg>
  )
}
