import * as Radix from '@radix-ui/react-dropdown-menu'
import { Check } from 'lucide-react'
import { createContext, useContext, useRef, type ReactNode } from 'react'
import { Link } from 'react-router'

interface MenuProps {
  /** The button that opens it. */
  trigger: ReactNode
  children: ReactNode
}

/** Does something once the menu is closed and its button has the focus again, to which a dialog then gives it back. */
const DoAfter = createContext<(act: () => void) => void>((act) => act())

/** A menu below a button. It blocks nothing behind it: what does that adds styles that our content policy refuses. */
export function Menu({ trigger, children }: MenuProps) {
  const chosen = useRef<() => void>(undefined)
  const doChosen = () => {
    const act = chosen.current
    chosen.current = undefined
    if (act) setTimeout(act)
  }
  return (
    <Radix.Root modal={false}>
      <Radix.Trigger asChild>{trigger}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          className="menu"
          align="end"
          sideOffset={8}
          collisionPadding={8}
          onCloseAutoFocus={doChosen}
        >
          <DoAfter value={(act) => (chosen.current = act)}>{children}</DoAfter>
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  )
}

interface MenuActionProps {
  icon?: ReactNode
  isDangerous?: boolean
  act: () => void
  children: ReactNode
}

export function MenuAction({ icon, isDangerous = false, act, children }: MenuActionProps) {
  const doAfter = useContext(DoAfter)
  return (
    <Radix.Item
      className={isDangerous ? 'menu-item menu-item-danger' : 'menu-item'}
      onSelect={() => doAfter(act)}
    >
      {icon}
      {children}
    </Radix.Item>
  )
}

export function MenuLink({ icon, to, children }: { icon?: ReactNode; to: string; children: ReactNode }) {
  return (
    <Radix.Item className="menu-item" asChild>
      <Link to={to}>
        {icon}
        {children}
      </Link>
    </Radix.Item>
  )
}

interface MenuChoiceProps<Value extends string> {
  label: string
  value: Value
  options: readonly (readonly [value: Value, name: string, language?: string])[]
  choose: (value: Value) => void
}

/** One of several, of which one is in use. */
export function MenuChoice<Value extends string>({ label, value, options, choose }: MenuChoiceProps<Value>) {
  return (
    <>
      <Radix.Label className="menu-label">{label}</Radix.Label>
      <Radix.RadioGroup
        value={value}
        onValueChange={(next) => {
          const chosen = options.find(([each]) => each === next)
          if (chosen) choose(chosen[0])
        }}
      >
        {options.map(([each, name, language]) => (
          <Radix.RadioItem key={each} className="menu-item" value={each} lang={language}>
            {name}
            <Radix.ItemIndicator className="menu-check">
              <Check className="icon" aria-hidden="true" />
            </Radix.ItemIndicator>
          </Radix.RadioItem>
        ))}
      </Radix.RadioGroup>
    </>
  )
}

export function MenuLine() {
  return <Radix.Separator className="menu-line" />
}
