const SCRIPT = 'https://challenges.cloudflare.com/turnstile/v0/api.js?render=explicit'

interface Turnstile {
  render(place: HTMLElement, options: { sitekey: string }): void
}

/** Loaded only where the form asks for it, once its visitor has begun. */
export function askTurnstile(form: HTMLFormElement): void {
  const sitekey = form.dataset.turnstile
  const place = form.querySelector<HTMLElement>('div[data-turnstile]')
  if (!sitekey || !place || place.hasChildNodes()) return
  const script = document.createElement('script')
  script.src = SCRIPT
  script.onload = () => (window as unknown as { turnstile: Turnstile }).turnstile.render(place, { sitekey })
  document.head.append(script)
}
