import { drawing, element } from './dom.ts'

type Theme = 'light' | 'dark'

/** A page on a disk may have no storage; then a choice lasts as long as the page. */
const key = 'mintage-gallery-theme'

/** A switch between light and dark; without a choice the system decides. */
export function createThemeSwitch(): HTMLButtonElement {
  const button = element(
    'button',
    { class: 'plain square', attributes: { type: 'button' } },
    drawing(
      'M8 1.5v1.6M8 12.9v1.6M1.5 8h1.6M12.9 8h1.6M3.4 3.4l1.1 1.1M11.5 11.5l1.1 1.1M3.4 12.6l1.1-1.1M11.5 4.5l1.1-1.1M8 5a3 3 0 1 0 .01 0',
    ),
  )
  const show = (theme: Theme | null) => {
    if (theme !== null) document.documentElement.dataset['theme'] = theme
    const other = (theme ?? systemTheme()) === 'dark' ? 'light' : 'dark'
    button.setAttribute('aria-label', `Switch to ${other} colours`)
    button.title = `Switch to ${other} colours`
  }
  show(remembered())
  button.addEventListener('click', () => {
    const current = document.documentElement.dataset['theme'] ?? systemTheme()
    const next = current === 'dark' ? 'light' : 'dark'
    remember(next)
    show(next)
  })
  return button
}

function systemTheme(): Theme {
  return matchMedia('(prefers-color-scheme: dark)').matches ? 'dark' : 'light'
}

function remembered(): Theme | null {
  try {
    const theme = localStorage.getItem(key)
    return theme === 'light' || theme === 'dark' ? theme : null
  } catch {
    return null
  }
}

function remember(theme: Theme): void {
  try {
    localStorage.setItem(key, theme)
  } catch {
    // No storage: see above.
  }
}
